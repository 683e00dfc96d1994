"""Where numbers stand in what iphlpapi tells of echoes (ipexport.h), with 64 bits."""

from __future__ import annotations

ECHO_STATUS_AT = 4
ECHO6_STATUS_AT = 28
"""Behind the address: in ICMP_ECHO_REPLY a number, in ICMPV6_ECHO_REPLY 26 bytes, aligned."""
ECHO_ANSWERED = 0
ECHO_TIMED_OUT = 11010

ADDRESS6_BYTES = 28
"""SOCKADDR_IN6."""

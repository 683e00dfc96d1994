"""IP addresses as text (by the C library: the module ``ipaddress`` takes milliseconds and half a megabyte)."""

from __future__ import annotations

import socket

_FAMILIES = {4: socket.AF_INET, 16: socket.AF_INET6}


def address_text(address: bytes) -> str | None:
    """Write an address of 4 or 16 bytes; None for any other length."""
    return socket.inet_ntop(_FAMILIES[len(address)], address) if len(address) in _FAMILIES else None


def is_address(text: str) -> bool:
    """Whether this is an IPv4 or IPv6 address (without a zone), and no name."""
    for family in _FAMILIES.values():
        try:
            socket.inet_pton(family, text)
        except (OSError, ValueError):
            continue
        return True
    return False


def is_link_local(text: str) -> bool:
    """Whether an IPv6 address means something on its own link only (fe80::/10)."""
    return text[:3].lower() in {"fe8", "fe9", "fea", "feb"}


def is_this_machine(text: str) -> bool:
    """Whether an address means whoever asks: the loopback, or none at all (RFC 1122 section 3.2.1.3, RFC 4291)."""
    return text in {"0.0.0.0", "::", "::1"} or text.startswith("127.")

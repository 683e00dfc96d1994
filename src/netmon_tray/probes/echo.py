"""ICMP echo without privileges, by a datagram socket: Linux lets the groups of net.ipv4.ping_group_range, macOS all."""

from __future__ import annotations

import os
import socket

from netmon_tray.model import RoundTrips
from netmon_tray.probes.asking import Forbidden, Patience, converse, endpoint, prepare
from netmon_tray.probes.parse import icmp

_TOKEN_BYTES = 16


def echo(address: str, patience: Patience) -> RoundTrips:
    """Ask a host by echo; see ``asking.Way``."""
    family, place = endpoint(address)
    version: icmp.Version = 6 if family == socket.AF_INET6 else 4
    protocol = socket.IPPROTO_ICMPV6 if version == 6 else socket.IPPROTO_ICMP
    token = os.urandom(_TOKEN_BYTES)
    number = int.from_bytes(os.urandom(2))
    requests = [icmp.echo_request(version, number, sequence, token) for sequence in range(patience.asks)]
    try:
        asking = socket.socket(family, socket.SOCK_DGRAM, protocol)
    except OSError as error:
        raise Forbidden(error.strerror) from error
    with asking:
        prepare(asking)
        return converse(
            asking, place, requests, lambda message: icmp.reply_sequence(version, message, token), patience.each_s
        )

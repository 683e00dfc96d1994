"""Echo messages, beside one that the kernel's own tools sent and answered (RFC 792, RFC 4443)."""

from __future__ import annotations

import pytest

from netmon_tray.probes.parse import icmp

TOKEN = b"0123456789abcdef"


def test_a_request_of_icmp_has_a_checksum_that_makes_the_sum_vanish() -> None:
    request = icmp.echo_request(4, 0x1234, 7, TOKEN)
    assert request[:2] == b"\x08\x00"
    assert request[4:8] == b"\x12\x34\x00\x07"
    assert icmp.checksum(request) == 0


def test_a_request_of_icmpv6_leaves_the_checksum_to_the_kernel() -> None:
    assert icmp.echo_request(6, 0x1234, 7, TOKEN) == b"\x80\x00\x00\x00\x12\x34\x00\x07" + TOKEN


def test_the_checksum_of_rfc_1071() -> None:
    assert icmp.checksum(bytes.fromhex("0001f203f4f5f6f7")) == 0x220D
    assert icmp.checksum(b"\x01") == 0xFEFF


@pytest.mark.parametrize("in_front", [b"", b"\x45" + bytes(19), b"\x46" + bytes(23)], ids=["bare", "IPv4", "options"])
def test_a_reply_with_or_without_the_header_of_ipv4(in_front: bytes) -> None:
    reply = b"\x00\x00\xff\xff\x00\x01\x00\x07" + TOKEN
    assert icmp.reply_sequence(4, in_front + reply, TOKEN) == 7


def test_what_is_no_reply_of_ours() -> None:
    assert icmp.reply_sequence(4, icmp.echo_request(4, 1, 7, TOKEN), TOKEN) is None
    assert icmp.reply_sequence(4, b"\x00\x00\xff\xff\x00\x01\x00\x07" + b"another program.", TOKEN) is None
    assert icmp.reply_sequence(4, b"\x45\x00", TOKEN) is None
    assert icmp.reply_sequence(6, b"", TOKEN) is None
    assert icmp.reply_sequence(6, b"\x81\x00\x00\x00\x00\x01\x00\x07" + TOKEN, TOKEN) == 7

"""Framing of netlink messages and attributes."""

from __future__ import annotations

import struct
from collections.abc import Callable

import pytest

from netmon_tray.probes.parse import netlink
from netmon_tray.probes.parse.netlink import DecodeError


def test_a_message_reads_back_as_it_was_written() -> None:
    sent = netlink.message(18, 0x301, 7, b"abcdef")
    (found,) = netlink.messages(sent)
    assert found == (18, 0x301, 7, b"abcdef")


def test_messages_are_found_behind_padding() -> None:
    first = netlink.message(1, 0, 1, b"abc") + b"\0"
    both = list(netlink.messages(first + netlink.message(2, 0, 1, b"")))
    assert [item.kind for item in both] == [1, 2]


@pytest.mark.parametrize("length", [0, 15, 40])
def test_a_wrong_length_is_told(length: int) -> None:
    with pytest.raises(DecodeError):
        list(netlink.messages(struct.pack("=IHHII", length, 1, 0, 1, 0) + b"1234"))


def test_a_header_that_is_cut_off_is_told() -> None:
    with pytest.raises(DecodeError):
        list(netlink.messages(netlink.message(1, 0, 1, b"")[:10]))


def test_attributes_read_back_with_the_flag_bits_off() -> None:
    run = netlink.attribute(3, b"eth0\0") + netlink.attribute(0x8000 | 18, netlink.attribute(1, b"bridge\0"))
    found = netlink.attributes(run)
    assert netlink.text(found, 3) == "eth0"
    assert netlink.text(netlink.nested(found, 18), 1) == "bridge"
    assert netlink.nested(found, 99) == {}


def test_a_name_can_always_be_stored() -> None:
    assert netlink.text({3: b"eth\xff\0rest"}, 3) == r"eth\xff"


@pytest.mark.parametrize("length", [0, 3, 9])
def test_an_attribute_of_impossible_length_is_told(length: int) -> None:
    with pytest.raises(DecodeError):
        netlink.attributes(struct.pack("=HH", length, 1) + b"1234")


def test_numbers_are_read_in_their_width_and_sign() -> None:
    found = {1: b"\xe5", 2: struct.pack("=H", 65535), 3: struct.pack("=I", 2**32 - 1), 4: struct.pack("=i", -2700)}
    assert (netlink.u8(found, 1), netlink.s8(found, 1)) == (229, -27)
    assert (netlink.u16(found, 2), netlink.u32(found, 3), netlink.s32(found, 4)) == (65535, 2**32 - 1, -2700)
    assert netlink.s8({1: b"\x7f"}, 1) == 127


@pytest.mark.parametrize("read", [netlink.u8, netlink.s8, netlink.u16, netlink.u32, netlink.s32])
def test_an_absent_number_is_none_and_a_short_one_is_told(
    read: Callable[[dict[int, bytes], int], int | None],
) -> None:
    assert read({}, 1) is None
    with pytest.raises(DecodeError):
        read({1: b""}, 1)


def test_error_codes_are_positive_and_an_end_without_one_is_none() -> None:
    refused = netlink.Message(netlink.NLMSG_ERROR, 0, 1, struct.pack("=i", -19) + bytes(16))
    assert netlink.error_code(refused) == 19
    assert netlink.error_code(netlink.Message(netlink.NLMSG_DONE, 0, 1, b"")) == 0

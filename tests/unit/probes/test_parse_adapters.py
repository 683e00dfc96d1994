"""Windows' name servers, out of buffers as GetAdaptersAddresses fills them, whose pointers are addresses."""

from __future__ import annotations

import random
import socket
from dataclasses import dataclass, field

import pytest

from netmon_tray.probes.parse.adapters import (
    IpAdapterAddresses,
    IpAdapterDnsServerAddress,
    name_servers,
)
from netmon_tray.probes.parse.iphlp import AF_INET, AF_INET6
from netmon_tray.probes.parse.layouts import Layout

PLACE = 0x7FFE_1234_5000


@dataclass
class Buffer:
    """Adapters one behind the other, each with its servers behind it."""

    octets: bytearray = field(default_factory=bytearray)
    last: int | None = None
    """Where the adapter before stands."""

    def adapter(self, *servers: str, v4: int = 25, v6: int = 25, status: int = 1) -> None:
        at = self._put(IpAdapterAddresses(Ipv4Metric=v4, Ipv6Metric=v6, OperStatus=status))
        if self.last is not None:
            self._point(self.last + IpAdapterAddresses.Next.offset, at)
        self.last, pointer_at = at, at + IpAdapterAddresses.FirstDnsServerAddress.offset
        for server in servers:
            one = self._put(IpAdapterDnsServerAddress())
            self._point(pointer_at, one)
            pointer_at = one + IpAdapterDnsServerAddress.Next.offset
            self._point(one + IpAdapterDnsServerAddress.Address.offset, self._put_address(server))

    def read(self) -> tuple[str, ...]:
        return name_servers(bytes(self.octets), PLACE)

    def _put_address(self, server: str) -> int:
        text, _, zone = server.partition("%")
        at = len(self.octets)
        if "." in text:
            self.octets += AF_INET.to_bytes(2, "little") + bytes(2) + socket.inet_aton(text) + bytes(8)
        else:
            self.octets += AF_INET6.to_bytes(2, "little") + bytes(6) + socket.inet_pton(socket.AF_INET6, text)
            self.octets += int(zone or 0).to_bytes(4, "little") + bytes(4)
        return at

    def _put(self, one: Layout) -> int:
        at = len(self.octets)
        self.octets += bytes(one)
        return at

    def _point(self, at: int, to: int) -> None:
        self.octets[at : at + 8] = (PLACE + to).to_bytes(8, "little")


def test_the_servers_of_both_families_in_their_order() -> None:
    buffer = Buffer()
    buffer.adapter("2001:db8::53", "192.0.2.53")
    assert buffer.read() == ("2001:db8::53", "192.0.2.53")


def test_the_adapter_that_windows_prefers_comes_first_and_nobody_twice() -> None:
    buffer = Buffer()
    buffer.adapter("192.0.2.1", "192.0.2.2", v4=50, v6=50)
    buffer.adapter("192.0.2.3", "192.0.2.1", v4=4270, v6=5)
    assert buffer.read() == ("192.0.2.3", "192.0.2.1", "192.0.2.2")


def test_a_server_on_the_link_has_its_zone() -> None:
    buffer = Buffer()
    buffer.adapter("fe80::1%15", "fd00::1%15")
    assert buffer.read() == ("fe80::1%15", "fd00::1")


def test_adapters_that_do_not_work_and_servers_that_nobody_set_are_left_out() -> None:
    buffer = Buffer()
    buffer.adapter("192.0.2.9", status=2)
    buffer.adapter("fec0:0:0:ffff::1", "fec0:0:0:ffff::2%1", "192.0.2.1")
    buffer.adapter()
    assert buffer.read() == ("192.0.2.1",)


def test_a_list_that_bends_back_ends() -> None:
    buffer = Buffer()
    buffer.adapter("192.0.2.1")
    buffer._point(IpAdapterAddresses.Next.offset, 0)
    assert buffer.read() == ("192.0.2.1",)


def test_no_pointer_leads_out_of_the_buffer() -> None:
    buffer = Buffer()
    buffer.adapter("2001:db8::53", "192.0.2.53")
    for at in (IpAdapterAddresses.Next.offset, IpAdapterAddresses.FirstDnsServerAddress.offset):
        for pointer in (8, PLACE - 1, PLACE + len(buffer.octets), 2**64 - 1, PLACE + len(buffer.octets) - 4):
            broken = bytearray(buffer.octets)
            broken[at : at + 8] = pointer.to_bytes(8, "little")
            with pytest.raises(ValueError, match=r"pointer|buffer|Buffer"):
                name_servers(bytes(broken), PLACE)


def test_whatever_stands_in_the_buffer_is_read_or_refused() -> None:
    buffer, chance = Buffer(), random.Random(7)
    buffer.adapter("2001:db8::53", "192.0.2.53")
    buffer.adapter("fe80::1%3")
    for _ in range(3000):
        broken = bytearray(buffer.octets)
        for _ in range(chance.randint(1, 6)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        try:
            name_servers(bytes(broken[: chance.randint(0, len(broken))]), PLACE)
        except ValueError:
            continue

"""The router's hardware address: when it is asked for, and what a part that fails costs."""

from __future__ import annotations

import pytest

from netmon_tray.model import UNSUPPORTED, Gateway
from netmon_tray.probes.faults import PartFailed
from netmon_tray.probes.gateways import INTERVAL_S, GatewayWatch, Hop

HOP = Hop(3, b"\xc0\0\2\1")


class Table:
    """A neighbour table with one entry."""

    def __init__(self) -> None:
        self.mac: str | None = "00:11:22:33:44:55"
        self.asked: list[Hop] = []

    def mac_of(self, hop: Hop) -> str | None:
        self.asked.append(hop)
        if self.mac == "broken":
            raise PartFailed("rtnetlink", "No answer.")
        return self.mac


@pytest.mark.parametrize("text", ["192.0.2.1", "fe80::1", "2001:db8::a:1"])
def test_an_address_is_written_as_it_was_read(text: str) -> None:
    assert Hop.of(3, text).text == text


def test_what_is_no_address_is_refused() -> None:
    with pytest.raises(OSError, match="illegal"):
        Hop.of(3, "router")


def test_it_is_asked_for_now_and_then_and_after_a_look() -> None:
    table = Table()
    watch = GatewayWatch(table.mac_of)
    seen = [watch.see(HOP, now_s) for now_s in (0.0, 5.0, INTERVAL_S - 0.1)]
    assert seen == [Gateway("192.0.2.1", "00:11:22:33:44:55")] * 3
    assert len(table.asked) == 1
    table.mac = "00:11:22:33:44:66"
    assert watch.see(HOP, INTERVAL_S) == Gateway("192.0.2.1", "00:11:22:33:44:66")
    watch.forget()
    watch.see(HOP, INTERVAL_S)
    assert len(table.asked) == 3


def test_another_router_is_asked_for_at_once() -> None:
    table = Table()
    watch = GatewayWatch(table.mac_of)
    watch.see(HOP, 0.0)
    other = Hop(4, HOP.address)
    watch.see(other, 1.0)
    assert watch.see(None, 2.0) is None
    watch.see(HOP, 3.0)
    assert table.asked == [HOP, other, HOP]


def test_without_an_entry_and_without_an_answer_there_is_no_hardware_address() -> None:
    table = Table()
    watch = GatewayWatch(table.mac_of)
    for told in (None, "broken"):
        table.mac = told
        watch.forget()
        assert watch.see(HOP, 0.0) == Gateway("192.0.2.1", UNSUPPORTED)

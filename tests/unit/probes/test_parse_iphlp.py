"""Interfaces, routes and connectivity of Windows, from bytes at the offsets of its headers."""

from __future__ import annotations

import pytest

from netmon_tray.model import InterfaceKind
from netmon_tray.probes.parse import iphlp
from netmon_tray.probes.parse.iphlp import RouteRow
from support import windows_buffers as buffers


def test_an_interface_is_read_to_the_byte() -> None:
    octets = buffers.if_row(
        0x0006_0080_0000_0000,
        17,
        alias="Wi-Fi 2",
        description="A radio",
        if_type=71,
        medium=9,
        rate=866_700_000,
        rx_bytes=0x1_0000_0001,
        tx_bytes=0x2_0000_0002,
    )
    row = iphlp.interface(octets)
    assert (row.luid, row.index, row.guid) == (0x0006_0080_0000_0000, 17, buffers.CABLE_GUID)
    assert (row.alias, row.description) == ("Wi-Fi 2", "A radio")
    assert (row.mac, row.permanent_mac) == ("02:00:00:00:00:02", "02:00:00:00:00:01")
    assert (row.if_type, row.medium, row.is_hardware) == (71, 9, True)
    assert (row.is_up, row.is_operational, row.has_carrier) == (True, True, True)
    assert (row.tx_bit_per_s, row.rx_bytes, row.tx_bytes) == (866_700_000, 4_294_967_297, 8_589_934_594)


@pytest.mark.parametrize("shift", [-8, -1, 1, 8])
def test_an_interface_that_is_shifted_reads_something_else(shift: int) -> None:
    octets = buffers.if_row(1, 17, rx_bytes=1000)
    shifted = bytes(1352) + octets + bytes(1352)
    assert iphlp.interface(shifted[1352 + shift : 2704 + shift]) != iphlp.interface(octets)


@pytest.mark.parametrize("rate", [0, buffers.ALL_ONES])
def test_a_rate_that_is_not_known_is_none(rate: int) -> None:
    assert iphlp.interface(buffers.if_row(1, 2, rate=rate)).tx_bit_per_s is None


def test_a_filter_is_no_hardware_and_a_link_state_may_be_unknown() -> None:
    assert not iphlp.interface(buffers.if_row(1, 2, flags=0x03)).is_hardware
    assert not iphlp.interface(buffers.if_row(1, 2, flags=0x04)).is_hardware
    states = {(0, 1): True, (0, 2): False, (1, 2): True, (2, 1): False}
    for (media, oper), has_carrier in states.items():
        assert iphlp.interface(buffers.if_row(1, 2, media=media, oper=oper)).has_carrier is has_carrier


def test_an_address_of_another_length_is_none() -> None:
    row = iphlp.interface(buffers.if_row(1, 2, mac=b"", permanent_mac=b""))
    assert (row.mac, row.permanent_mac) == (None, None)
    assert iphlp.interface(buffers.if_row(1, 2, mac=bytes(6))).mac is None


def test_tables_hold_as_many_rows_as_they_say() -> None:
    rows = [buffers.if_row(luid, luid + 10) for luid in (1, 2, 3)]
    assert [row.index for row in iphlp.interfaces(buffers.table(rows))] == [11, 12, 13]
    assert iphlp.interfaces(buffers.table([])) == ()
    for cut in (buffers.table(rows)[:-1], b"\x01\0\0\0", b"\x01", b""):
        with pytest.raises(ValueError, match="table"):
            iphlp.interfaces(cut)
    with pytest.raises(ValueError, match="small"):
        iphlp.interface(rows[0][:-1])


def test_routes_of_both_families() -> None:
    listed = buffers.table(
        [
            buffers.route_row(7, metric=5),
            buffers.route_row(8, prefix_length=32, gateway=bytes(4)),
            buffers.route_row(9, family=23, gateway=b"\xfe\x80" + bytes(14), metric=256),
            buffers.route_row(9, family=23, prefix_length=64, gateway=bytes(16)),
            buffers.route_row(1, loopback=1),
        ]
    )
    assert iphlp.routes(listed) == (
        RouteRow(2, 7, 0, b"\x0a\0\0\x01", 5),
        RouteRow(2, 8, 32, None, 0),
        RouteRow(23, 9, 0, b"\xfe\x80" + bytes(14), 256),
        RouteRow(23, 9, 64, None, 0),
    )
    assert [route.is_host for route in iphlp.routes(listed)] == [False, True, False, False]


NEIGHBOURS = buffers.table(
    [
        buffers.neighbour_row(7, mac=b"\x02\0\0\0\0\x07"),
        buffers.neighbour_row(8, address=b"\x0a\0\0\x02", state=1),
        buffers.neighbour_row(8, address=b"\x0a\0\0\x03", state=0),
        buffers.neighbour_row(8, address=b"\x0a\0\0\x04", mac=b""),
        buffers.neighbour_row(8, family=23, address=b"\xfe\x80" + bytes(13) + b"\x01", mac=b"\x02\0\0\0\0\x09"),
        buffers.neighbour_row(8),
    ]
)


@pytest.mark.parametrize(
    ("luid", "address", "mac"),
    [
        (7, b"\x0a\0\0\x01", "02:00:00:00:00:07"),
        (8, b"\x0a\0\0\x01", "00:0c:29:00:00:01"),
        (8, b"\xfe\x80" + bytes(13) + b"\x01", "02:00:00:00:00:09"),
        *((8, bytes([10, 0, 0, last]), None) for last in (2, 3, 4, 5)),
    ],
)
def test_the_neighbour_behind_an_address(luid: int, address: bytes, mac: str | None) -> None:
    assert iphlp.neighbour_mac(NEIGHBOURS, luid, address) == mac
    with pytest.raises(ValueError, match="cannot hold"):
        iphlp.neighbour_mac(NEIGHBOURS[:-1], luid, address)


def test_metrics_are_by_family_and_interface() -> None:
    listed = buffers.table([buffers.ip_interface_row(7), buffers.ip_interface_row(7, family=23, metric=50)])
    assert iphlp.interface_metrics(listed) == {(2, 7): 25, (23, 7): 50}


def test_a_stack_is_pairs_and_its_ends_are_none() -> None:
    rows = [(12, 7), (7, 0), (0, 12)]
    listed = buffers.table([buffers.Buffer(8).put(0, "II", *row).octets for row in rows], first_at=4)
    assert iphlp.stack(listed) == ((12, 7),)


@pytest.mark.parametrize(("cost", "is_metered"), [(0, None), (1, False), (2, True), (3, True), (99, None)])
def test_what_a_network_costs(cost: int, is_metered: bool | None) -> None:
    told = iphlp.hint(buffers.hint(3, cost, roaming=1))
    assert (told.level, told.is_metered, told.is_roaming) == (3, is_metered, True)


@pytest.mark.parametrize(
    ("if_type", "medium", "flags", "kind"),
    [
        (71, 9, 0x05, InterfaceKind.WIFI),
        (71, 1, 0x05, InterfaceKind.WIFI),
        (6, 9, 0x05, InterfaceKind.WIFI),
        (71, 9, 0x00, InterfaceKind.VIRTUAL),
        (243, 8, 0x05, InterfaceKind.WWAN),
        (244, 0, 0x05, InterfaceKind.WWAN),
        (6, 8, 0x05, InterfaceKind.WWAN),
        (6, 10, 0x05, InterfaceKind.BLUETOOTH),
        (6, 14, 0x05, InterfaceKind.WIRED),
        (6, 0, 0x01, InterfaceKind.WIRED),
        (6, 19, 0x05, InterfaceKind.WIRED),
        (6, 0, 0x00, InterfaceKind.VIRTUAL),
        (23, 0, 0x00, InterfaceKind.PPP),
        (53, 0, 0x00, InterfaceKind.TUNNEL),
        (131, 0, 0x00, InterfaceKind.TUNNEL),
        (24, 0, 0x00, InterfaceKind.LOOPBACK),
        (1, 0, 0x00, InterfaceKind.OTHER),
    ],
)
def test_kinds_by_number(if_type: int, medium: int, flags: int, kind: InterfaceKind) -> None:
    assert iphlp.kind_of(iphlp.interface(buffers.if_row(1, 2, if_type=if_type, medium=medium, flags=flags))) is kind

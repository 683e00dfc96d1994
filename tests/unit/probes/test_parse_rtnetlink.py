"""Links and routes as recorded kernels sent them, against what ``ip`` and a second program read."""

from __future__ import annotations

import ipaddress
import json
import struct

import pytest

from netmon_tray.probes.parse import netlink, rtnetlink
from netmon_tray.probes.parse.netlink import DecodeError, attribute
from support.recorded_kernel import CAPTURES, payloads, probed_links, recording

AF_INET, AF_INET6 = rtnetlink.AF_INET, rtnetlink.AF_INET6


def rows(name: str) -> dict[str, rtnetlink.LinkRow]:
    return {row.name: row for row in map(rtnetlink.link_row, payloads(recording(name)["getlink"]))}


def routes(name: str) -> list[rtnetlink.Route]:
    recorded = recording(name)
    return [rtnetlink.route(body) for label in ("getroute_2", "getroute_10") for body in payloads(recorded[label])]


def link_message(index: int = 7, flags: int = 0, family: int = 0, **values: bytes) -> bytes:
    numbers = {"name": 3, "wireless": 11, "operstate": 16, "stats64": 23, "carrier": 33}
    run = b"".join(attribute(numbers[name], value) for name, value in values.items())
    return struct.pack("=BxHiII", family, 1, index, flags, 0) + run


def route_message(kind: int = 1, table: int = 254, flags: int = 0, length: int = 0, run: bytes = b"") -> bytes:
    return struct.pack("=BBBBBBBBI", AF_INET, length, 0, 0, table, 0, 0, kind, flags) + run


# --- links -----------------------------------------------------------------------------------------------------------


def test_every_link_is_as_ip_printed_it() -> None:
    printed = {link["ifname"]: link for link in json.loads((CAPTURES / "linux_topology" / "ip_link.json").read_text())}
    found = rows("linux_topology")
    assert found.keys() == printed.keys()
    states = {"UNKNOWN": 0, "DOWN": 2, "UP": 6}
    for name, row in found.items():
        link = printed[name]
        assert row.index == link["ifindex"]
        assert row.kind == link.get("linkinfo", {}).get("info_kind", row.kind)
        assert row.operstate == states[link["operstate"]]
        assert row.is_up == ("UP" in link["flags"])
        assert bool(row.flags & rtnetlink.IFF_LOWER_UP) == ("LOWER_UP" in link["flags"])
        assert row.parent_device == link.get("parentdev")
        if link["link_type"] == "ether":
            assert row.mac == (link["address"] if link["address"].strip("0:") else None)


def test_every_link_is_as_a_second_program_read_it() -> None:
    found = rows("linux_topology")
    probed = probed_links("linux_topology")
    assert found.keys() == probed.keys()
    assert len(found) == 26
    for name, row in found.items():
        link = probed[name]
        kind = None if link["kind"] == "None" else link["kind"][2:-5]
        rx_bytes, tx_bytes = [int(number) for number in link["counters"].split(", ")][2:]
        assert (row.arphrd, row.flags, row.kind) == (int(link["arphrd"]), int(link["flags"], 16), kind)
        assert (row.rx_bytes, row.tx_bytes) == (rx_bytes, tx_bytes)
        assert row.parent_index == (int(link["link"]) or None if link["link"] != "None" else None)
        assert row.master_index == (int(link["master"]) if link["master"] != "None" else None)


def test_the_bond_names_its_active_slave() -> None:
    found = rows("linux_topology")
    assert found["bond0"].active_slave_index == found["dummy0"].index
    assert found["br0"].active_slave_index is None


def test_carrier_and_its_changes() -> None:
    found = rows("linux_topology")
    assert found["eth0"].has_carrier
    assert not found["wlan0"].has_carrier
    assert found["eth0"].carrier_changes is not None
    assert found["eth0"].carrier_changes > 0


def test_counters_are_64_bits_wide() -> None:
    counted = struct.pack("=25Q", *range(2), 2**40 + 7, 2**41 + 9, *range(21))
    row = rtnetlink.link_row(link_message(name=b"eth0\0", stats64=counted))
    assert (row.rx_bytes, row.tx_bytes) == (2**40 + 7, 2**41 + 9)


def test_a_link_without_attributes_has_no_counters_and_no_name() -> None:
    row = rtnetlink.link_row(link_message(flags=rtnetlink.IFF_UP | rtnetlink.IFF_LOWER_UP))
    assert (row.name, row.rx_bytes, row.tx_bytes, row.mac) == ("", None, None, None)
    assert row.has_carrier
    assert row.is_operational


@pytest.mark.parametrize("operstate", [1, 2, 3, 4, 5])
def test_only_up_and_unknown_are_operational(operstate: int) -> None:
    row = rtnetlink.link_row(link_message(flags=rtnetlink.IFF_UP, operstate=bytes((operstate,))))
    assert not row.is_operational


def test_the_permanent_address_is_read_beside_the_random_one() -> None:
    run = attribute(1, bytes.fromhex("02aabbccddee")) + attribute(54, bytes.fromhex("001122334455"))
    row = rtnetlink.link_row(link_message() + run)
    assert (row.mac, row.permanent_mac) == ("02:aa:bb:cc:dd:ee", "00:11:22:33:44:55")


@pytest.mark.parametrize("address", [b"", bytes(6), b"\x0a\x00\x00\x01", bytes(20)])
def test_what_is_no_mac_is_none(address: bytes) -> None:
    assert rtnetlink.mac_text(address) is None


@pytest.mark.parametrize("payload", [b"", bytes(15), link_message(stats64=bytes(31)), link_message() + b"\xff\xff\1\0"])
def test_a_damaged_link_is_told(payload: bytes) -> None:
    with pytest.raises(DecodeError):
        rtnetlink.link_row(payload)


# --- routes ----------------------------------------------------------------------------------------------------------


def test_every_route_is_as_ip_printed_it() -> None:
    printed = json.loads((CAPTURES / "linux_topology" / "ip_route.json").read_text())
    names = {row.index: row.name for row in rows("linux_topology").values()}
    tables = {"local": 255, None: 254}
    expected = sorted(
        (entry["dev"], tables[entry.get("table")], entry.get("metric", 0), "gateway" in entry)
        for entry in printed
        if "linkdown" not in entry["flags"]
    )
    found = routes("linux_topology")
    assert len(found) == len(printed)
    assert expected == sorted(
        (names[entry.hops[0]], entry.table, entry.metric, any(entry.gateways)) for entry in found if entry.hops
    )


DEFAULTS = {
    "base": (["eth0"], ["eth0"]),
    "def1": (["eth0"], ["eth0"]),
    "wgquick": (["eth0"], ["eth0"]),
    "tunmetric": (["eth0"], ["eth0"]),
    "multipath": (["eth0", "eth0"], ["eth0"]),
    "unreach": (["eth0"], ["eth0"]),
    "v6only": ([], ["eth0"]),
}


@pytest.mark.parametrize("topology", DEFAULTS)
def test_default_routes_of_recorded_topologies(topology: str) -> None:
    names = {row.index: row.name for row in rows(f"linux_topology/{topology}").values()}
    found = routes(f"linux_topology/{topology}")
    by_family = tuple(
        [names[entry.hops[0]] for entry in rtnetlink.default_routes(found, family)] for family in (AF_INET, AF_INET6)
    )
    assert by_family == DEFAULTS[topology]


def test_the_tunnel_of_a_lower_metric_is_a_dead_next_hop_in_the_recording() -> None:
    """tun0 has no carrier in it: the kernel marks such routes, and they are passed over."""
    bodies = payloads(recording("linux_topology/tunmetric")["getroute_2"])
    flagged = [body for body in bodies if struct.unpack_from("=BBBBBBBBI", body)[8] & rtnetlink.UNUSABLE_HOP]
    assert flagged
    assert all(not rtnetlink.route(body).hops for body in flagged)


def test_multipath_takes_the_usable_hops_heaviest_first() -> None:
    """The recorded route has eth0 with weight 2 and tun0 without a link."""
    found = rtnetlink.default_routes(routes("linux_topology/multipath"), AF_INET)
    eth0 = rows("linux_topology/multipath")["eth0"].index
    assert [(entry.metric, entry.hops) for entry in found] == [(5, (eth0,)), (100, (eth0,))]
    hops = b"".join(
        struct.pack("=HBBi", 8, flags, weight - 1, index) for flags, weight, index in [(0, 1, 3), (0, 5, 4), (1, 9, 5)]
    )
    assert rtnetlink.route(route_message(run=attribute(9, hops))).hops == (4, 3)


def test_each_hop_has_its_router() -> None:
    printed = json.loads((CAPTURES / "linux_topology" / "ip_route.json").read_text())
    told = {
        (ipaddress.ip_address(address).packed, entry.family)
        for entry in routes("linux_topology")
        for address in entry.gateways
        if address and entry.prefix_length == 0
    }
    wanted = {ipaddress.ip_address(entry["gateway"]) for entry in printed if entry["dst"] == "default"}
    assert told == {(address.packed, {4: AF_INET, 6: AF_INET6}[address.version]) for address in wanted}
    first, second = attribute(5, bytes([10, 0, 0, 1])), attribute(18, struct.pack("=H", 10) + bytes(15) + b"\1")
    hops = b"".join(
        struct.pack("=HBBi", 8 + len(run), 0, weight, index) + run
        for weight, index, run in [(0, 3, first), (5, 4, second), (3, 5, b"")]
    )
    entry = rtnetlink.route(route_message(run=attribute(9, hops)))
    assert (entry.hops, entry.gateways) == ((4, 5, 3), (bytes(15) + b"\1", None, bytes([10, 0, 0, 1])))
    with pytest.raises(DecodeError):
        rtnetlink.route(route_message(run=attribute(4, struct.pack("=I", 3)) + attribute(5, bytes(5))))


@pytest.mark.parametrize(
    ("state", "run", "mac"),
    [
        (0x02, attribute(2, bytes([0, 1, 2, 3, 4, 5])), "00:01:02:03:04:05"),
        (0x04, attribute(1, bytes(4)) + attribute(2, bytes([0, 1, 2, 3, 4, 5])), "00:01:02:03:04:05"),
        (0x01, attribute(2, bytes([0, 1, 2, 3, 4, 5])), None),
        (0x20, attribute(2, bytes([0, 1, 2, 3, 4, 5])), None),
        (0x40, attribute(2, bytes(6)), None),
        (0x02, b"", None),
    ],
)
def test_a_neighbour_is_known_by_its_hardware_address(state: int, run: bytes, mac: str | None) -> None:
    assert rtnetlink.neighbour_mac(struct.pack("=B3xiHBB", 2, 3, state, 0, 1) + run) == mac


def test_only_the_main_table_and_forwarding_routes_are_defaults() -> None:
    out = attribute(4, struct.pack("=I", 3))
    bodies = [
        route_message(run=out + attribute(6, struct.pack("=I", 600))),
        route_message(run=out + attribute(15, struct.pack("=I", 51820))),
        route_message(kind=7, run=out),
        route_message(length=8, run=out),
        route_message(flags=0x10, run=out),
        route_message(run=out + attribute(6, struct.pack("=I", 100))),
    ]
    found = rtnetlink.default_routes(map(rtnetlink.route, bodies), AF_INET)
    assert [entry.metric for entry in found] == [100, 600]


def test_server_routes_go_to_one_host_through_a_gateway() -> None:
    out, gateway = attribute(4, struct.pack("=I", 3)), attribute(5, bytes(4))
    to_server = rtnetlink.route(route_message(length=32, run=out + gateway))
    others = [route_message(length=32, run=out), route_message(length=24, run=out + gateway)]
    assert rtnetlink.server_routes([to_server, *map(rtnetlink.route, others)]) == [to_server]


@pytest.mark.parametrize("payload", [b"", bytes(11), route_message(run=attribute(9, struct.pack("=HBBi", 4, 0, 0, 1)))])
def test_a_damaged_route_is_told(payload: bytes) -> None:
    with pytest.raises(DecodeError):
        rtnetlink.route(payload)


# --- notifications ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "payload", "matters"),
    [
        (rtnetlink.RTM_NEWLINK, link_message(name=b"eth0\0"), True),
        (rtnetlink.RTM_DELLINK, link_message(name=b"eth0\0"), True),
        (rtnetlink.RTM_NEWLINK, link_message(wireless=bytes(12)), False),
        (rtnetlink.RTM_NEWLINK, link_message(family=rtnetlink.AF_BRIDGE), False),
        (rtnetlink.RTM_NEWROUTE, route_message(), True),
        (rtnetlink.RTM_DELROUTE, route_message(table=52), True),
        (rtnetlink.RTM_NEWROUTE, route_message(kind=7), True),
        (rtnetlink.RTM_NEWROUTE, route_message(kind=2, table=255), False),
        (rtnetlink.RTM_NEWROUTE, route_message(flags=rtnetlink.RTM_F_CLONED), False),
        (rtnetlink.RTM_NEWRULE, b"", True),
        (rtnetlink.RTM_DELRULE, b"", True),
        (20, b"", False),
        (rtnetlink.RTM_NEWLINK, b"", True),
        (rtnetlink.RTM_NEWROUTE, b"", True),
    ],
)
def test_which_notifications_concern_the_identity(kind: int, payload: bytes, matters: bool) -> None:
    assert rtnetlink.concerns_identity(netlink.message(kind, 0, 0, payload)) is matters


def test_a_damaged_notification_counts_as_a_change() -> None:
    assert rtnetlink.concerns_identity(b"\xff" * 20)
    assert rtnetlink.concerns_identity(b"\x01")

"""The probe on real network namespaces: counters to the byte, tunnels, stacks, and changes while it runs.

A namespace has no hardware, so the cables here are veth pairs, which count where nothing else carries.
"""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from netmon_tray.model import UNSUPPORTED, Gateway, InterfaceKind, NetworkType, Reachability, Sample, Vpn
from netmon_tray.probes.linux.host import LinuxHost
from support.netns import Namespace, interface_bytes, mac_address, open_tun, send_datagrams, veth_pair
from support.site import NoDaemons

HERE, THERE = "192.0.2.1", "192.0.2.2"
PORT = 4242
HEADERS_BYTES = 14 + 20 + 8
"""Ethernet, IPv4, UDP."""
TUN = InterfaceKind.TUNNEL

Eventually = Callable[..., Any]


class Site:
    """Two namespaces with a cable between them (v0 here, v1 there), and a probe here."""

    def __init__(self, here: Namespace, there: Namespace) -> None:
        self.here, self.there = here, there
        veth_pair(here, "v0", f"{HERE}/24", there, "v1", f"{THERE}/24")
        self.probe: LinuxHost = here.call(LinuxHost, daemons=NoDaemons())

    def sample(self) -> Sample:
        return self.here.call(self.probe.sample)

    def look(self) -> Sample:
        """A sample with everything looked at anew."""
        self.probe.mark_stale()
        return self.sample()

    def default_route(self, *more: str) -> None:
        self.here.run("ip", "route", "add", "default", "via", THERE, *more)

    def tunnel(self, name: str) -> int:
        descriptor = self.here.call(open_tun, name)
        self.here.run("ip", "link", "set", name, "addrgenmode", "none")
        self.here.run("ip", "link", "set", name, "up")
        return descriptor


@pytest.fixture
def site() -> Iterator[Site]:
    with Namespace() as here, Namespace() as there:
        made = Site(here, there)
        yield made
        here.call(made.probe.close)


# --- routes ----------------------------------------------------------------------------------------------------------


def test_the_only_cable_of_a_container(site: Site) -> None:
    site.default_route()
    sample = site.sample()
    assert sample.faults == ()
    assert sample.primary is not None
    assert (sample.primary.interface.name, sample.primary.network_type) == ("v0", NetworkType.ETHERNET)
    assert (sample.primary.interface.kind, sample.primary.interface.has_carrier) == (InterfaceKind.VETH, True)
    assert (sample.vpn, sample.reachability) == (None, Reachability.SITE)


def knock(address: str) -> None:
    """Have the kernel find out who is behind an address: nobody listens there, and it says so."""
    with pytest.raises(ConnectionRefusedError), socket.create_connection((address, 9), timeout=5):
        pass


def test_the_hardware_address_of_the_router(site: Site) -> None:
    site.default_route()
    assert site.sample().gateway == Gateway(THERE, UNSUPPORTED), "nobody was sent a packet yet"
    site.here.call(knock, THERE)
    assert site.look().gateway == Gateway(THERE, mac_address(site.there, "v1"))
    site.there.run("ip", "link", "set", "v1", "address", "02:00:00:00:66:66")
    site.here.run("ip", "neighbour", "flush", "dev", "v0")
    site.here.call(knock, THERE)
    assert site.look().gateway == Gateway(THERE, "02:00:00:00:66:66")
    site.here.run("ip", "route", "del", "default")
    assert site.look().gateway is None


def test_the_router_behind_a_tunnel_is_the_cable_s(site: Site) -> None:
    site.default_route()
    tunnel = site.tunnel("tun0")
    for half in ("0.0.0.0/1", "128.0.0.0/1"):
        site.here.run("ip", "route", "add", half, "dev", "tun0")
    sample = site.look()
    assert sample.vpn == Vpn("tun0", TUN)
    assert sample.gateway == Gateway(THERE, UNSUPPORTED)
    os.close(tunnel)


def test_no_default_route(site: Site) -> None:
    sample = site.sample()
    assert (sample.primary_name, sample.links, sample.vpn) == (None, (), None)
    assert sample.reachability is Reachability.LOCAL
    site.here.run("ip", "link", "set", "v0", "down")
    assert site.look().reachability is Reachability.DISCONNECTED


def test_ipv6_alone(site: Site) -> None:
    site.here.run("ip", "-6", "address", "add", "2001:db8::1/64", "dev", "v0", "nodad")
    site.here.run("ip", "-6", "route", "add", "default", "via", "2001:db8::2")
    sample = site.sample()
    assert (sample.primary_name, sample.reachability) == ("v0", Reachability.SITE)


def test_a_kill_switch_leaves_the_own_subnet(site: Site) -> None:
    site.default_route("metric", "100")
    site.here.run("ip", "route", "add", "unreachable", "default", "metric", "1")
    sample = site.sample()
    assert (sample.primary_name, sample.vpn, sample.reachability) == ("v0", None, Reachability.LOCAL)


def test_of_several_hops_the_heaviest_with_a_link(site: Site) -> None:
    veth_pair(site.here, "w0", "198.51.100.1/24", site.there, "w1", "198.51.100.2/24")
    hops = ("nexthop", "via", THERE, "weight", "1", "nexthop", "via", "198.51.100.2", "weight", "9")
    site.here.run("ip", "route", "add", "default", *hops)
    assert site.sample().primary_name == "w0"
    site.there.run("ip", "link", "set", "w1", "down")
    assert site.look().primary_name == "v0"


# --- tunnels ---------------------------------------------------------------------------------------------------------


def test_a_tunnel_with_more_specific_routes(site: Site) -> None:
    """What OpenVPN's redirect-gateway def1 sets up."""
    site.default_route("metric", "100")
    site.tunnel("tun0")
    for half in ("0.0.0.0/1", "128.0.0.0/1"):
        site.here.run("ip", "route", "add", half, "dev", "tun0")
    sample = site.sample()
    assert (sample.primary_name, sample.vpn) == ("v0", Vpn("tun0", TUN))
    assert [link.interface.name for link in sample.links] == ["v0"]


def test_a_tunnel_in_a_table_of_its_own(site: Site) -> None:
    """What wg-quick sets up."""
    site.default_route()
    site.tunnel("tun0")
    site.here.run("ip", "route", "add", "default", "dev", "tun0", "table", "51820")
    site.here.run("ip", "rule", "add", "not", "fwmark", "51820", "table", "51820")
    site.here.run("ip", "rule", "add", "table", "main", "suppress_prefixlength", "0")
    sample = site.sample()
    assert (sample.primary_name, sample.vpn) == ("v0", Vpn("tun0", TUN))


def test_a_tunnel_that_took_the_default_route_away(site: Site) -> None:
    """What OpenVPN's redirect-gateway without def1 sets up: the server's route shows the carrier."""
    site.tunnel("tun0")
    site.here.run("ip", "route", "add", "default", "dev", "tun0")
    site.here.run("ip", "route", "add", "203.0.113.9/32", "via", THERE)
    sample = site.sample()
    assert (sample.primary_name, sample.vpn) == ("v0", Vpn("tun0", TUN))


def test_bytes_in_a_tunnel_are_counted_once(site: Site) -> None:
    site.default_route("metric", "100")
    descriptor = site.tunnel("tun0")
    site.here.run("ip", "route", "add", "0.0.0.0/1", "dev", "tun0")
    before = counters(site.sample())
    site.here.call(send_datagrams, ("10.9.9.9", PORT), [1000] * 5)
    assert len(os.read(descriptor, 2000)) == 1028
    assert counters(site.sample()) == before


# --- stacks ----------------------------------------------------------------------------------------------------------


def move_address(site: Site, device: str) -> None:
    site.here.run("ip", "address", "flush", "dev", "v0")
    site.here.run("ip", "address", "add", f"{HERE}/24", "dev", device)
    site.here.run("ip", "link", "set", device, "up")
    site.default_route()


def test_a_bridge_is_its_port(site: Site, eventually: Eventually) -> None:
    site.here.run("ip", "link", "add", "br0", "type", "bridge")
    site.here.run("ip", "link", "set", "v0", "master", "br0")
    move_address(site, "br0")
    eventually(lambda: site.look().primary_name == "v0")


def test_a_macvlan_is_its_parent(site: Site, eventually: Eventually) -> None:
    site.here.run("ip", "link", "add", "link", "v0", "name", "mv0", "type", "macvlan", "mode", "bridge")
    move_address(site, "mv0")
    eventually(lambda: site.look().primary_name == "v0")


def look(probe: LinuxHost) -> Sample | None:
    """A fresh sample, once there is a primary link: a device is operational a moment after it was switched on."""
    probe.mark_stale()
    sample = probe.sample()
    return sample if sample.primary else None


def test_a_macvlan_whose_parent_is_elsewhere_is_itself(site: Site, eventually: Eventually) -> None:
    with Namespace() as container:
        elsewhere = ("netns", str(container.thread_id))
        site.here.run("ip", "link", "add", "link", "v0", "name", "mv0", *elsewhere, "type", "macvlan", "mode", "bridge")
        container.run("ip", "address", "add", "192.0.2.9/24", "dev", "mv0")
        container.run("ip", "link", "set", "mv0", "up")
        container.run("ip", "route", "add", "default", "via", THERE)
        probe = container.call(LinuxHost, daemons=NoDaemons())
        sample = eventually(lambda: container.call(look, probe))
        assert (sample.primary.interface.name, sample.primary.interface.kind) == ("mv0", InterfaceKind.VLAN)
        probe.close()


# --- counters --------------------------------------------------------------------------------------------------------


def counters(sample: Sample) -> tuple[int, int]:
    assert sample.primary is not None
    assert sample.primary.counters is not None
    return sample.primary.counters.rx_bytes, sample.primary.counters.tx_bytes


def know_each_other(site: Site) -> None:
    """Settle the neighbours, so that no ARP is counted."""
    for namespace, device, address, other, peer in (
        (site.here, "v0", THERE, site.there, "v1"),
        (site.there, "v1", HERE, site.here, "v0"),
    ):
        lladdr = mac_address(other, peer)
        namespace.run("ip", "neighbour", "replace", address, "lladdr", lladdr, "dev", device, "nud", "permanent")


def test_known_traffic_is_counted_to_the_byte(site: Site) -> None:
    site.default_route()
    know_each_other(site)
    listeners = [bound(site.there, THERE), bound(site.here, HERE)]
    before = counters(site.sample())
    sent, received = [0, 1, 100, 1000, 1472], [700, 1400]
    site.here.call(send_datagrams, (THERE, PORT), sent)
    site.there.call(send_datagrams, (HERE, PORT), received)
    after = counters(site.sample())
    expected = [sum(sizes) + HEADERS_BYTES * len(sizes) for sizes in (received, sent)]
    assert [now - then for now, then in zip(after, before, strict=True)] == expected
    assert after == site.here.call(interface_bytes, "v0")
    for listener in listeners:
        listener.close()


def bound(namespace: Namespace, address: str) -> socket.socket:
    """A socket that takes the datagrams, so that no ICMP answers them."""

    def bind() -> socket.socket:
        opened = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        opened.bind((address, PORT))
        return opened

    return namespace.call(bind)


def test_counters_follow_every_sample_and_are_those_of_the_system(site: Site) -> None:
    site.default_route()
    know_each_other(site)
    listener = bound(site.there, THERE)
    for size in (10, 500, 1400):
        before = counters(site.sample())
        site.here.call(send_datagrams, (THERE, PORT), [size] * 3)
        after = counters(site.sample())
        assert after[1] - before[1] == 3 * (size + HEADERS_BYTES)
        assert after == site.here.call(interface_bytes, "v0")
    listener.close()


# --- changes while the probe runs ------------------------------------------------------------------------------------


@pytest.fixture
def changed(site: Site) -> threading.Event:
    """Set when the probe calls its subscriber; the site has a default route and has been looked at."""
    heard = threading.Event()
    site.default_route("metric", "100")
    site.here.call(site.probe.subscribe, heard.set)
    assert site.sample().primary_name == "v0"
    heard.clear()
    return heard


def settle(site: Site, changed: threading.Event, eventually: Eventually) -> None:
    """Look, and wait until all that went before was heard: what sets the event from now on is new."""

    def is_quiet() -> bool:
        changed.clear()
        return not changed.wait(0.3)

    eventually(is_quiet)
    site.look()


def test_a_new_route_wakes_the_subscriber(site: Site, changed: threading.Event, eventually: Eventually) -> None:
    veth_pair(site.here, "w0", "198.51.100.1/24", site.there, "w1", "198.51.100.2/24")
    settle(site, changed, eventually)
    site.here.run("ip", "route", "add", "default", "via", "198.51.100.2", "metric", "50")
    assert changed.wait(5)
    assert site.sample().primary_name == "w0"
    changed.clear()
    site.here.run("ip", "route", "del", "default", "via", "198.51.100.2")
    assert changed.wait(5)
    assert site.sample().primary_name == "v0"


def test_a_new_rule_wakes_the_subscriber(site: Site, changed: threading.Event, eventually: Eventually) -> None:
    site.tunnel("tun0")
    site.here.run("ip", "route", "add", "default", "dev", "tun0", "table", "51820")
    settle(site, changed, eventually)
    site.here.run("ip", "rule", "add", "table", "51820")
    assert changed.wait(5)
    assert site.sample().vpn == Vpn("tun0", TUN)


def test_a_lost_carrier_wakes_the_subscriber(site: Site, changed: threading.Event, eventually: Eventually) -> None:
    settle(site, changed, eventually)
    site.there.run("ip", "link", "set", "v1", "down")
    assert changed.wait(5)
    eventually(lambda: site.sample().primary_name is None)
    site.there.run("ip", "link", "set", "v1", "up")
    eventually(lambda: site.sample().primary_name == "v0")


def test_an_interface_removed_while_running(site: Site, changed: threading.Event, eventually: Eventually) -> None:
    settle(site, changed, eventually)
    site.here.run("ip", "link", "del", "v0")
    assert changed.wait(5)
    sample = site.sample()
    assert (sample.primary_name, sample.links, sample.faults) == (None, (), ())
    assert sample.reachability is Reachability.DISCONNECTED


def test_an_interface_removed_unheard_is_noticed_by_the_next_tick(site: Site) -> None:
    site.default_route()
    assert site.sample().primary_name == "v0"
    site.here.run("ip", "link", "del", "v0")
    sample = site.sample()
    assert (sample.primary_name, sample.links, sample.faults) == (None, (), ())


def test_a_made_again_interface_has_another_key(site: Site, changed: threading.Event, eventually: Eventually) -> None:
    before = site.sample().primary
    site.here.run("ip", "link", "del", "v0")
    veth_pair(site.here, "v0", f"{HERE}/24", site.there, "v1", f"{THERE}/24")
    site.default_route()
    after = eventually(lambda: site.look().primary)
    assert before is not None
    assert before.counters is not None
    assert after.counters is not None
    assert after.counters.key != before.counters.key


def test_an_address_alone_wakes_nobody(site: Site, changed: threading.Event, eventually: Eventually) -> None:
    """The local route that comes with it forwards nothing either. A later route tells that the thread is past both."""
    settle(site, changed, eventually)
    told: list[None] = []
    site.probe.subscribe(lambda: told.append(None))
    site.here.run("ip", "address", "add", "203.0.113.1/32", "dev", "v0")
    assert not changed.wait(0.3)
    site.here.run("ip", "route", "add", "blackhole", "203.0.113.128/25")
    assert changed.wait(5)
    assert len(told) == 1


def switches(native_id: int) -> int:
    """How often a thread has been run."""
    with open(f"/proc/self/task/{native_id}/status", encoding="ascii") as status:  # noqa: PTH123
        return sum(int(line.split()[1]) for line in status if "ctxt_switches" in line)


def test_the_listening_thread_sleeps_while_nothing_happens(
    site: Site, changed: threading.Event, eventually: Eventually
) -> None:
    settle(site, changed, eventually)
    (listener,) = [thread for thread in threading.enumerate() if thread.name == "netmon-link-events"]
    assert listener.native_id is not None
    before = switches(listener.native_id)
    time.sleep(1.0)
    assert switches(listener.native_id) == before
    site.here.run("ip", "route", "add", "default", "via", THERE, "metric", "70")
    assert changed.wait(5)
    assert switches(listener.native_id) > before


def test_closing_ends_the_thread(site: Site, changed: threading.Event) -> None:
    site.here.call(site.probe.close)
    assert not [thread for thread in threading.enumerate() if thread.name == "netmon-link-events"]
    site.here.run("ip", "route", "add", "default", "via", THERE, "metric", "70")
    assert not changed.is_set()

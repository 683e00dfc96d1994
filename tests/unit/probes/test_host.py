"""The whole probe on recorded kernels: what a sample holds, what a tick costs, and what a failing part costs."""

from __future__ import annotations

import dataclasses
import struct
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from netmon_tray.model import (
    UNSUPPORTED,
    Authentication,
    Gateway,
    InterfaceKind,
    Link,
    NetworkType,
    ProbeFault,
    Reachability,
    Sample,
    Security,
    Vpn,
)
from netmon_tray.probes import gateways, looks
from netmon_tray.probes.faults import PartFailed
from netmon_tray.probes.linux import host, identity
from netmon_tray.probes.linux.bus_desk import BusAnswer, Readers
from netmon_tray.probes.linux.events import Associations
from netmon_tray.probes.linux.host import LinuxHost
from netmon_tray.probes.parse import nl80211
from netmon_tray.probes.parse.modemmanager import ModemFacts
from netmon_tray.probes.parse.netlink import attribute
from netmon_tray.probes.parse.networkmanager import ConnectionFacts, NetworkManagerFacts
from netmon_tray.probes.parse.nl80211 import Association
from support.recorded_kernel import CAPTURES, Answer, RecordedKernel, make_sysfs

SITE, ONLINE = Reachability.SITE, Reachability.ONLINE


class Clock:
    """Uptime that stands still until a test moves it."""

    def __init__(self) -> None:
        self.now_s = 1000.0

    def __call__(self) -> float:
        return self.now_s


class NoDaemons:
    """A machine without a system bus."""

    def readers(self) -> Readers | None:
        return None

    def listener(self, on_change: Callable[[], None]) -> None:
        return None


class Daemons(NoDaemons):
    """NetworkManager and ModemManager as a test wants them."""

    def __init__(self) -> None:
        self.network: NetworkManagerFacts | None = None
        self.before: list[NetworkManagerFacts] = []
        """What NetworkManager says first, one after another."""
        self.modem: tuple[ModemFacts, ...] = ()
        self.failure: PartFailed | None = None
        self.asked = 0
        self.may_answer = threading.Event()
        self.may_answer.set()

    def readers(self) -> Readers:
        return self

    def network_manager(self) -> NetworkManagerFacts | None:
        self.asked += 1
        self.may_answer.wait(5)
        if self.failure:
            raise self.failure
        return self.before.pop(0) if self.before else self.network

    def modems(self) -> tuple[ModemFacts, ...]:
        return self.modem

    def close(self) -> None:
        pass

    def connect(self, name: str, reachability: Reachability = SITE, **facts: Any) -> None:
        """Have NetworkManager know a connection on that interface."""
        unknown: dict[str, Any] = dict.fromkeys(field.name for field in dataclasses.fields(ConnectionFacts))
        known = ConnectionFacts(**(unknown | {"interface": name} | facts))
        self.network = NetworkManagerFacts(reachability, has_portal=False, connections={name: known})


class Events:
    """The kernel's notifications as a test wants them."""

    def __init__(self) -> None:
        self.associations = Associations()
        self.is_listening = True
        self.failure: PartFailed | None = None
        self.tell: Callable[[], None] = lambda: None

    def __call__(self, on_change: Callable[[], None]) -> Any:
        self.tell = on_change
        return self

    def start(self) -> None:
        if self.failure:
            self.is_listening = False
            raise self.failure

    def close(self) -> None:
        pass


class Machine:
    """A recorded kernel with a probe on it."""

    def __init__(self, name: str, sysfs: Path, daemons: Daemons | None = None) -> None:
        self.kernel = RecordedKernel(name)
        self.clock = Clock()
        self.daemons = daemons
        self.events = Events()
        self.host = LinuxHost(
            open_socket=self.kernel.open,
            daemons=daemons or NoDaemons(),
            make_events=self.events,
            sysfs=sysfs,
            uptime_s=self.clock,
        )

    def sample(self, after_s: float = 0.0) -> Sample:
        self.clock.now_s += after_s
        self.kernel.asked.clear()
        return self.host.sample()

    def switch_off(self, name: str) -> None:
        """Take IFF_UP from a recorded link."""
        index = self.kernel.link_index(name)
        bodies = self.kernel.answers["getlink"].objects
        for at, body in enumerate(bodies):
            if struct.unpack_from("=BxHi", body)[2] == index:
                (flags,) = struct.unpack_from("=I", body, 8)
                bodies[at] = body[:8] + struct.pack("=I", flags & ~1) + body[12:]

    def change_link(self, name: str, **changes: bytes) -> None:
        """Append attributes to a recorded link: the last of its kind counts."""
        numbers = {"mac": 1, "operstate": 16, "carrier": 33, "carrier_changes": 35, "permanent_mac": 54}
        index = self.kernel.link_index(name)
        bodies = self.kernel.answers["getlink"].objects
        for at, body in enumerate(bodies):
            if struct.unpack_from("=BxHi", body)[2] == index:
                bodies[at] = body + b"".join(attribute(numbers[key], value) for key, value in changes.items())


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Callable[..., Machine]]:
    made: list[Machine] = []

    def make(name: str = "linux_topology/base", daemons: Daemons | None = None) -> Machine:
        layout = "linux_topology" if "topology" in name else name
        sysfs = tmp_path / str(len(made))
        if (CAPTURES / layout / "nlprobe.txt").exists():
            make_sysfs(sysfs, layout)
        made.append(Machine(name, sysfs, daemons))
        return made[-1]

    yield make
    for entry in made:
        if entry.daemons:
            entry.daemons.may_answer.set()
        entry.host.close()


def primary(sample: Sample) -> Link:
    assert sample.primary is not None
    return sample.primary


# --- what a sample holds ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("folder", "name", "security"),
    [
        ("linux_open", "LabOpen", Security.OPEN),
        ("linux_wpa_psk_tkip", "LabWPA", Security.WPA_PSK),
        ("linux_wpa2_psk", "LabWPA2", Security.WPA2_PSK),
        ("linux_wpa3_sae", "LabSAE", Security.WPA3_SAE),
        ("linux_wpa2_wpa3_transition", "LabTransition", Security.WPA2_WPA3_PSK),
        ("linux_k612_nm152_transition", "LabTransition", Security.WPA2_WPA3_PSK),
        ("linux_k612_country", "LabWPA2", Security.WPA2_PSK),
        ("linux_k612_wep", "LabWep", Security.WEP),
        ("linux_k612_owe", "LabOwe", Security.OWE),
        ("linux_k612_wpa2_eap", "LabEnterprise", Security.WPA2_EAP),
        ("linux_k612_wpa_wpa2_psk_mixed", "LabMixed", Security.WPA_WPA2_PSK),
        ("linux_k612_name_bytes", r"Lab \xff\xfe caf\xe9 \x1b[1m", Security.WPA2_PSK),
    ],
)
def test_each_recorded_wifi_machine(
    folder: str, name: str, security: Security, machine: Callable[..., Machine]
) -> None:
    sample = machine(folder).sample()
    link = primary(sample)
    assert link.network_type is NetworkType.WIFI
    assert (link.network.name, link.network.security) == (name, security)
    assert (link.interface.name, link.radio.bssid) in (("wlan1", "02:00:00:00:00:00"), ("wlan0", "02:00:00:00:01:00"))
    assert sample.faults == ()
    assert sample.reachability is SITE


@pytest.mark.parametrize(
    ("folder", "name", "security"),
    [
        ("linux_wep", "LabWEP", Security.WEP),
        ("linux_wpa_wpa2_psk_mixed", "LabMixed", Security.WPA_WPA2_PSK),
        ("linux_owe", "LabOWE", Security.OWE),
        ("linux_wpa2_eap", "LabEAP", Security.WPA2_EAP),
        ("linux_wpa3_eap", "LabEAP", Security.WPA3_EAP),
        ("linux_hidden", "LabHidden", Security.WPA2_PSK),
    ],
)
def test_recorded_wifi_without_a_route(
    folder: str, name: str, security: Security, machine: Callable[..., Machine]
) -> None:
    sample = machine(folder).sample()
    assert (sample.primary_name, sample.reachability, sample.faults) == (None, Reachability.LOCAL, ())
    link = sample.link("wlan0")
    assert link is not None
    assert (link.network.name, link.network.security) == (name, security)
    assert (link.radio.bssid, link.radio.noise_dbm) == ("02:00:00:00:01:00", -92)


def test_links_are_hardware_that_is_up(machine: Callable[..., Machine]) -> None:
    """Of the recorded devices br0, bond0, wg0, tunnels and veths are software; wlan0 serves, hwsim0 only listens."""
    names = [link.interface.name for link in machine("linux_topology").sample().links]
    assert names == ["eth0", "wlan0", "wlan1", "wlan2"]
    names = [link.interface.name for link in machine("linux_open").sample().links]
    assert names == ["eth0", "wlan1", "wlan2"]


def test_counters_are_the_links_own_with_a_key(machine: Callable[..., Machine]) -> None:
    link = primary(machine("linux_wpa2_psk").sample())
    assert link.counters is not None
    assert (link.counters.rx_bytes, link.counters.tx_bytes) == (282, 1792)
    assert (link.counters.key.interface_name, link.counters.key.interface_index) == ("wlan1", 4)
    assert link.counters.key.boot_id == Path("/proc/sys/kernel/random/boot_id").read_text().strip()


def test_a_link_that_is_switched_off_keeps_its_counters(machine: Callable[..., Machine]) -> None:
    made = machine()
    before = primary(made.sample())
    assert made.sample(1).switched_off == ()
    made.switch_off("eth0")
    sample = made.sample(1)
    assert sample.primary is None
    assert sample.link("eth0") is None
    assert sample.counters(before.interface) == before.counters
    made.kernel.answers["getlink"].objects.clear()
    assert made.sample(1).counters(before.interface) is None


def test_the_key_of_a_counter_outlives_a_random_address(machine: Callable[..., Machine]) -> None:
    cable = machine()
    cable.change_link("eth0", mac=bytes.fromhex("02aabbccddee"), permanent_mac=bytes.fromhex("525400123456"))
    link = primary(cable.sample())
    assert link.interface.mac == "02:aa:bb:cc:dd:ee"
    assert link.counters is not None
    assert link.counters.key.mac == "52:54:00:12:34:56"


def test_an_interface_that_only_listens_is_no_link() -> None:
    """Monitor mode, where nl80211 does not answer: the hardware type tells it."""
    rows = {row.name: row for row in RecordedKernel("linux_open").rows()}
    for name, medium in [("wlan1", NetworkType.WIFI), ("hwsim0", None)]:
        assert identity._medium(rows[name], InterfaceKind.WIFI, None, BusAnswer()) is medium


def test_signal_and_rate_of_the_station(machine: Callable[..., Machine]) -> None:
    link = primary(machine("linux_wpa2_psk").sample())
    assert (link.radio.rssi_dbm, link.radio.technology, link.link_rate_bit_per_s) == (-27, "WiFi 5", 86_700_000)


def test_the_generation_stays_when_the_rate_falls_back(machine: Callable[..., Machine]) -> None:
    wifi = machine("linux_wpa2_psk")
    wifi.sample()
    (body,) = wifi.kernel.answers["get_station_dump"].objects
    legacy = attribute(21, attribute(7, b"\xc8") + attribute(8, attribute(5, struct.pack("=I", 60))))
    wifi.kernel.answers["get_station_dump"].objects = [body + legacy]
    for _ in range(2):
        link = primary(wifi.sample(after_s=1))
        assert (link.radio.technology, link.radio.rssi_dbm, link.link_rate_bit_per_s) == ("WiFi 5", -56, 6_000_000)
        wifi.host.mark_stale()
    wifi.change_link("wlan1", carrier_changes=struct.pack("=I", 77))  # another association with the same BSSID
    assert primary(wifi.sample(after_s=1)).radio.technology is UNSUPPORTED


def test_a_vpn_is_an_attribute_of_its_carrier(machine: Callable[..., Machine]) -> None:
    sample = machine("linux_topology/wgquick").sample()
    assert (sample.primary_name, sample.vpn) == ("eth0", Vpn("wg0", InterfaceKind.WIREGUARD))
    assert sample.link("wg0") is None


def test_the_router_and_its_hardware_address(machine: Callable[..., Machine]) -> None:
    cable = machine()
    assert cable.sample().gateway == Gateway("10.0.2.2", UNSUPPORTED)
    entry = struct.pack("=B3xiHBB", 2, 2, 4, 0, 1) + attribute(2, bytes.fromhex("52540a000202"))
    cable.kernel.neighbour = Answer([entry])
    cable.host.mark_stale()
    assert cable.sample().gateway == Gateway("10.0.2.2", "52:54:0a:00:02:02")
    assert cable.kernel.asked.count("getneigh") == 1
    cable.events.is_listening = True
    cable.host.subscribe(lambda: None)
    asked = []
    for _ in range(12):
        cable.sample(after_s=1)
        asked.append(cable.kernel.asked.count("getneigh"))
    assert asked == [1, *[0] * 9, 1, 0]
    cable.kernel.silent.add("getneigh")
    sample = cable.sample(after_s=gateways.INTERVAL_S)
    assert (sample.gateway, sample.faults) == (Gateway("10.0.2.2", UNSUPPORTED), ())


# --- what a tick asks ------------------------------------------------------------------------------------------------


def test_a_tick_asks_for_one_link_each_and_the_station(machine: Callable[..., Machine]) -> None:
    wifi = machine("linux_wpa2_psk")
    wifi.sample()
    wifi.sample(after_s=1)
    assert wifi.kernel.asked == ["getlink 2", "getlink 4", "get_station", "getlink 5"]


def test_an_unheard_probe_looks_again_soon(machine: Callable[..., Machine]) -> None:
    cable = machine()
    cable.sample()
    cable.sample(after_s=looks.UNHEARD_INTERVAL_S - 1)
    assert "getlink" not in cable.kernel.asked
    cable.sample(after_s=1)
    assert {"getlink", "getroute_2", "getroute_10", "getroute_lookup_2"} <= set(cable.kernel.asked)


def test_a_listening_probe_looks_again_each_minute(machine: Callable[..., Machine]) -> None:
    cable = machine()
    cable.host.subscribe(lambda: None)
    cable.sample()
    for _ in range(11):
        cable.sample(after_s=5)
        assert "getlink" not in cable.kernel.asked
    cable.sample(after_s=5)
    assert "getlink" in cable.kernel.asked
    cable.events.is_listening = False
    cable.sample(after_s=5)
    assert "getlink" in cable.kernel.asked


def test_a_notification_marks_stale_before_it_tells(machine: Callable[..., Machine]) -> None:
    cable = machine()
    told: list[bool] = []
    for _ in range(2):
        cable.host.subscribe(lambda: told.append(cable.host._looks.is_stale))
    cable.sample()
    cable.events.tell()
    assert told == [True, True]
    cable.sample(after_s=1)
    assert "getlink" in cable.kernel.asked


def test_a_kernel_that_does_not_let_us_listen_is_a_fault(machine: Callable[..., Machine]) -> None:
    cable = machine()
    cable.events.failure = PartFailed("rtnetlink", "The kernel did not answer: Operation not permitted.")
    cable.host.subscribe(lambda: None)
    sample = cable.sample()
    assert [(fault.part, "by looking only" in fault.text) for fault in sample.faults] == [("rtnetlink", True)]
    assert sample.primary_name == "eth0"


@pytest.mark.parametrize(("suite", "authentication"), [(8, Authentication.SAE), (2, Authentication.PSK)])
def test_what_was_negotiated_on_a_transition_network(
    suite: int, authentication: Authentication, machine: Callable[..., Machine]
) -> None:
    wifi = machine("linux_wpa2_wpa3_transition")
    wifi.host.subscribe(lambda: None)
    assert primary(wifi.sample()).network.authentication is Authentication.PSK
    request = bytes.fromhex(f"30140100000fac040100000fac040100000fac{suite:02x}8000")
    known: dict[str, Any] = {"is_success": True, "request": request, "uses_shared_key": None}
    wifi.events.associations.note(Association(nl80211.CMD_CONNECT, 4, "02:00:00:00:00:00", **known))
    wifi.events.tell()
    network = primary(wifi.sample(after_s=1)).network
    assert (network.security, network.authentication) == (Security.WPA2_WPA3_PSK, authentication)


def test_a_stale_mark_looks_again_at_once_and_only_once(machine: Callable[..., Machine]) -> None:
    cable = machine()
    cable.sample()
    cable.host.mark_stale()
    cable.sample(after_s=1)
    assert "getlink" in cable.kernel.asked
    cable.sample(after_s=1)
    assert "getlink" not in cable.kernel.asked


def test_sockets_are_kept(machine: Callable[..., Machine]) -> None:
    cable = machine()
    for _ in range(5):
        cable.sample(after_s=10)
    assert len(cable.kernel.sockets) == 2


def test_a_tick_that_sees_a_changed_link_looks_again_in_the_same_sample(machine: Callable[..., Machine]) -> None:
    cable = machine("linux_wpa2_psk")
    cable.sample()
    cable.change_link("wlan1", operstate=b"\x02", carrier=b"\x00")
    sample = cable.sample(after_s=1)
    assert sample.primary_name == "eth0"
    gone = sample.link("wlan1")
    assert gone is not None
    assert not gone.interface.has_carrier


def test_a_carrier_that_came_back_between_two_ticks_is_noticed(machine: Callable[..., Machine]) -> None:
    cable = machine()
    before = primary(cable.sample()).interface.carrier_changes
    cable.change_link("eth0", carrier_changes=struct.pack("=I", (before or 0) + 2))
    assert primary(cable.sample(after_s=1)).interface.carrier_changes == (before or 0) + 2


def test_an_interface_that_was_removed(machine: Callable[..., Machine]) -> None:
    cable = machine("linux_wpa2_psk")
    cable.sample()
    index = cable.kernel.link_index("wlan1")
    links = cable.kernel.answers["getlink"].objects
    cable.kernel.answers["getlink"].objects = [b for b in links if struct.unpack_from("=BxHi", b)[2] != index]
    sample = cable.sample(after_s=1)
    assert sample.primary_name == "eth0"
    assert sample.link("wlan1") is None
    assert sample.faults == ()


def test_an_access_point_that_is_no_longer_in_use(machine: Callable[..., Machine]) -> None:
    wifi = machine("linux_wpa2_psk")
    wifi.sample()
    wifi.kernel.answers["get_station_dump"].objects = []
    wifi.kernel.answers["get_scan_dump"].objects = []
    sample = wifi.sample(after_s=1)
    assert "get_scan_dump" in wifi.kernel.asked
    link = sample.link("wlan1")
    assert link is not None
    assert not isinstance(link.network.name, str)


# --- what a failing part costs ---------------------------------------------------------------------------------------


def test_wifi_that_does_not_answer_costs_the_wifi_facts(machine: Callable[..., Machine]) -> None:
    wifi = machine("linux_wpa2_psk")
    wifi.kernel.silent.add("get_interface_dump")
    sample = wifi.sample()
    assert sample.faults == (ProbeFault("nl80211", "The kernel did not answer within 1 s."),)
    link = primary(sample)
    assert (link.interface.name, link.network_type) == ("wlan1", NetworkType.WIFI)
    assert (link.network.name, link.radio.rssi_dbm) == (UNSUPPORTED, UNSUPPORTED)
    assert link.counters is not None


def test_a_station_that_does_not_answer_costs_signal_and_rate(machine: Callable[..., Machine]) -> None:
    wifi = machine("linux_wpa2_psk")
    wifi.sample()
    wifi.kernel.garbled.add("get_station")
    sample = wifi.sample(after_s=1)
    assert [fault.part for fault in sample.faults] == ["nl80211"]
    link = primary(sample)
    assert (link.network.name, link.radio.rssi_dbm, link.link_rate_bit_per_s) == ("LabWPA2", UNSUPPORTED, UNSUPPORTED)


@pytest.mark.parametrize("question", ["getlink", "getroute_2", "getroute_lookup_10"])
@pytest.mark.parametrize("trouble", ["silent", "garbled"])
def test_a_kernel_that_never_answers_is_unknown_and_not_disconnected(
    question: str, trouble: str, machine: Callable[..., Machine]
) -> None:
    cable = machine()
    getattr(cable.kernel, trouble).add(question)
    sample = cable.sample()
    assert [fault.part for fault in sample.faults] == ["rtnetlink"]
    assert (sample.links, sample.primary_name, sample.reachability) == ((), None, Reachability.UNKNOWN)


def test_a_look_that_fails_leaves_the_last_good_one_for_a_while(machine: Callable[..., Machine]) -> None:
    cable = machine()
    cable.sample()
    cable.kernel.silent.add("getroute_2")
    cable.host.mark_stale()
    sample = cable.sample(after_s=1)
    assert sample.primary_name == "eth0"
    assert primary(sample).counters is not None
    assert [fault.part for fault in sample.faults] == ["rtnetlink"]
    assert cable.sample(after_s=looks.INTERVAL_S).reachability is Reachability.UNKNOWN
    cable.kernel.silent.clear()
    sample = cable.sample(after_s=looks.RETRY_INTERVAL_S)
    assert (sample.primary_name, sample.faults) == ("eth0", ())


def test_counters_that_do_not_answer_cost_the_counters(machine: Callable[..., Machine]) -> None:
    cable = machine()
    cable.sample()
    cable.kernel.garbled.add("getlink 2")
    sample = cable.sample(after_s=1)
    assert [fault.part for fault in sample.faults] == ["rtnetlink"]
    assert primary(sample).counters is None
    cable.kernel.garbled.clear()
    assert primary(cable.sample(after_s=1)).counters is not None


def test_a_dump_overtaken_by_a_change_is_asked_again(machine: Callable[..., Machine]) -> None:
    cable = machine()
    cable.kernel.interruptions = 1
    assert cable.sample().faults == ()
    assert cable.kernel.asked.count("getlink") == 2


# --- the daemons -----------------------------------------------------------------------------------------------------


def test_networkmanager_names_the_connection_and_tells_the_reach(machine: Callable[..., Machine]) -> None:
    daemons = Daemons()
    daemons.connect("eth0", ONLINE, connection_name="Office", is_metered=True)
    sample = machine(daemons=daemons).sample()
    assert (primary(sample).network.name, primary(sample).network.is_metered) == ("Office", True)
    assert sample.reachability is ONLINE


def test_a_connection_has_its_name_from_the_first_sample_though_its_place_is_told_late(
    machine: Callable[..., Machine], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(host, "PLACING_STEP_S", 0.01)
    daemons = Daemons()
    daemons.connect("eth0", connection_name="Phone")
    placing = NetworkManagerFacts(SITE, has_portal=False, is_placing=True)
    daemons.before = [placing, placing]
    assert primary(machine(daemons=daemons).sample()).network.name == "Phone"
    assert daemons.asked == 3


def test_a_connection_that_is_never_placed_is_not_waited_for_for_ever(
    machine: Callable[..., Machine], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A modem that dials beside a connection that another program made."""
    monkeypatch.setattr(host, "PLACING_STEP_S", 0.01)
    monkeypatch.setattr(host, "BUS_WAIT_S", 0.2)
    daemons = Daemons()
    daemons.network = NetworkManagerFacts(SITE, has_portal=False, is_placing=True)
    cable = machine(daemons=daemons)
    assert primary(cable.sample()).network.name == "eth0"
    asked = daemons.asked
    assert asked > 1
    cable.sample(after_s=1)
    assert daemons.asked == asked


def test_a_portal_is_told(machine: Callable[..., Machine]) -> None:
    daemons = Daemons()
    daemons.connect("eth0")
    assert daemons.network is not None
    daemons.network = dataclasses.replace(daemons.network, has_portal=True)
    assert machine(daemons=daemons).sample().has_portal


def test_a_connection_that_is_not_networkmanagers_has_the_routes_word(machine: Callable[..., Machine]) -> None:
    daemons = Daemons()
    daemons.network = NetworkManagerFacts(Reachability.DISCONNECTED, has_portal=False)
    assert machine(daemons=daemons).sample().reachability is SITE


def test_a_kill_switch_reaches_no_further_than_the_site_s_own_network(machine: Callable[..., Machine]) -> None:
    """NetworkManager takes its connection for a way out, the kernel refuses to send anything there."""
    for reachability, expected in ((SITE, Reachability.LOCAL), (ONLINE, ONLINE), (Reachability.LOCAL,) * 2):
        daemons = Daemons()
        daemons.connect("eth0", reachability)
        cable = machine(daemons=daemons)
        for label in ("getroute_lookup_2", "getroute_lookup_10"):
            cable.kernel.answers[label] = Answer([], 113)
        sample = cable.sample()
        assert (sample.primary_name, sample.reachability) == ("eth0", expected)


def test_without_a_route_nobody_is_online(machine: Callable[..., Machine]) -> None:
    daemons = Daemons()
    daemons.connect("eth0", ONLINE)
    cable = machine(daemons=daemons)
    for label in ("getroute_2", "getroute_10"):
        cable.kernel.answers[label] = Answer([])
    for label in ("getroute_lookup_2", "getroute_lookup_10"):
        cable.kernel.answers[label] = Answer([], 101)
    sample = cable.sample()
    assert (sample.primary_name, sample.reachability) == (None, Reachability.LOCAL)


def test_dial_up_behind_a_modem_is_a_mobile_link(machine: Callable[..., Machine]) -> None:
    daemons = Daemons()
    daemons.connect("eth0", connection_type="gsm", modem_path="/modem/0")
    unknown: dict[str, Any] = dict.fromkeys(field.name for field in dataclasses.fields(ModemFacts))
    facts = {"path": "/modem/0", "interfaces": ("eth0",), "mccmnc": "00101", "cell_id": UNSUPPORTED}
    daemons.modem = (ModemFacts(**(unknown | facts)),)
    link = primary(machine(daemons=daemons).sample())
    assert (link.network_type, link.network.mccmnc, link.interface.kind) == (
        NetworkType.MOBILE,
        "00101",
        InterfaceKind.WWAN,
    )


def test_a_daemon_that_fails_is_a_fault_and_costs_its_own_fields(machine: Callable[..., Machine]) -> None:
    daemons = Daemons()
    daemons.failure = PartFailed("networkmanager", "NetworkManager did not answer within 2 s.")
    sample = machine(daemons=daemons).sample()
    assert sample.faults == (ProbeFault("networkmanager", "NetworkManager did not answer within 2 s."),)
    assert primary(sample).network.name is UNSUPPORTED
    assert (sample.reachability, primary(sample).network.security) == (SITE, Security.WIRED)


def test_daemons_are_asked_on_a_change_and_every_half_minute(machine: Callable[..., Machine]) -> None:
    daemons = Daemons()
    cable = machine(daemons=daemons)
    cable.sample()
    for _ in range(5):
        cable.sample(after_s=5)
    assert daemons.asked == 1
    cable.sample(after_s=5)
    assert cable.host._desk.answer(5) is not None
    assert daemons.asked == 2
    cable.host.mark_stale()
    cable.sample(after_s=1)
    assert daemons.asked == 3


def test_a_slow_daemon_does_not_keep_the_counters_waiting(machine: Callable[..., Machine]) -> None:
    """The name of the changed network is missing until the daemon answers; nothing else is."""
    daemons = Daemons()
    daemons.connect("eth0", connection_name="Office")
    cable = machine(daemons=daemons)
    cable.sample()
    daemons.may_answer.clear()
    cable.host.mark_stale()
    sample = cable.sample(after_s=1)
    assert primary(sample).network.name is UNSUPPORTED
    assert primary(sample).counters is not None
    assert primary(cable.sample(after_s=1)).network.name is UNSUPPORTED
    daemons.may_answer.set()
    assert cable.host._desk.answer(5) is not None
    assert primary(cable.sample(after_s=1)).network.name == "Office"


def test_a_late_name_is_taken_although_the_daemon_goes_on_changing(machine: Callable[..., Machine]) -> None:
    """A connection that comes up makes NetworkManager report changes for seconds, each of which asks it again."""
    daemons = Daemons()
    daemons.connect("eth0", connection_name="Office")
    cable = machine(daemons=daemons)
    heard = threading.Event()
    cable.sample()
    cable.host.subscribe(heard.set)
    daemons.may_answer.clear()
    sample = cable.sample(after_s=1)
    assert primary(sample).network.name is UNSUPPORTED
    daemons.may_answer.set()
    assert heard.wait(5)
    assert cable.host._desk.answer(5) is not None
    daemons.may_answer.clear()
    cable.host._hear_bus()
    assert primary(cable.sample(after_s=1)).network.name == "Office"


def test_a_routine_question_keeps_the_old_answer_until_the_new_one(machine: Callable[..., Machine]) -> None:
    daemons = Daemons()
    daemons.connect("eth0", connection_name="Office")
    cable = machine(daemons=daemons)
    cable.sample()
    daemons.may_answer.clear()
    sample = cable.sample(after_s=host.BUS_INTERVAL_S)
    assert primary(sample).network.name == "Office"


def test_no_bus_no_question(machine: Callable[..., Machine]) -> None:
    link = primary(machine().sample())
    assert (link.network.name, link.network.is_metered) == ("eth0", UNSUPPORTED)

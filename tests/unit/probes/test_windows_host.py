"""The whole Windows probe on a scripted system: what a sample holds, what a tick costs, what a failing part costs."""

from __future__ import annotations

import struct
from collections.abc import Iterator

import pytest

from netmon_tray.model import (
    DENIED,
    UNSUPPORTED,
    Adapters,
    ConsentState,
    Gateway,
    InterfaceKind,
    Link,
    LocationSettings,
    MissingConsent,
    NetworkType,
    ProbeFault,
    Reachability,
    Sample,
    Security,
    Vpn,
)
from netmon_tray.probes import looks
from netmon_tray.probes.gateways import INTERVAL_S
from netmon_tray.probes.parse import boot
from netmon_tray.probes.parse.wlanapi import Opcode
from netmon_tray.probes.windows import host as host_module
from netmon_tray.probes.windows.host import WindowsHost
from netmon_tray.probes.windows.profiles import RtFacts, RtProfile
from netmon_tray.probes.windows.seam import GATED_BUILD, Code
from support import windows_buffers as buffers
from support.windows_system import CABLE, SWITCH, TUNNEL, V_SWITCH, VPN, WIFI, ScriptedWindows


class Machine:
    def __init__(self) -> None:
        self.windows = ScriptedWindows()
        self.host = WindowsHost(self.windows)

    def sample(self, after_s: float = 0.0) -> Sample:
        self.windows.now_s += after_s
        self.windows.asked.clear()
        return self.host.sample()


@pytest.fixture
def machine() -> Iterator[Machine]:
    made = Machine()
    yield made
    made.windows.may_answer.set()
    made.host.close()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(host_module, "NAMES_WAIT_S", 0.01)


def primary(sample: Sample) -> Link:
    assert sample.primary is not None
    return sample.primary


# --- what a sample holds ---------------------------------------------------------------------------------------------


def test_a_laptop_on_wifi(machine: Machine) -> None:
    machine.windows.rows[WIFI] |= {"rx_bytes": 2**33, "tx_bytes": 7}
    sample = machine.sample()
    link = primary(sample)
    assert (sample.primary_name, sample.vpn, sample.reachability) == ("Wi-Fi", None, Reachability.ONLINE)
    assert (sample.has_portal, sample.faults, sample.missing_consent) == (False, (), None)
    assert (link.network.name, link.network.security, link.network.is_metered) == ("Cafe", Security.WPA3_SAE, False)
    assert (link.radio.rssi_dbm, link.radio.bssid) == (-58, "02:00:5e:00:53:a1")
    assert link.counters is not None
    assert (link.counters.rx_bytes, link.counters.tx_bytes) == (2**33, 7)
    key = link.counters.key
    assert (key.boot_id, key.interface_index, key.mac) == ("01db000000000000", WIFI, "02:00:00:00:00:01")
    assert [one.interface.name for one in sample.links] == ["Wi-Fi", "Ethernet"]
    assert sample.counters(link.interface) == link.counters


def test_the_router_and_its_hardware_address(machine: Machine) -> None:
    assert machine.sample().gateway == Gateway("10.0.0.1", "00:0c:29:00:00:01")
    machine.windows.neighbour_rows = [buffers.neighbour_row(CABLE)]
    assert machine.sample(1).gateway == Gateway("10.0.0.1", "00:0c:29:00:00:01")
    assert machine.sample(INTERVAL_S).gateway == Gateway("10.0.0.1", UNSUPPORTED)
    machine.windows.failing["neighbours 2"] = 127
    sample = machine.sample(INTERVAL_S)
    assert (sample.gateway, sample.faults) == (Gateway("10.0.0.1", UNSUPPORTED), ())
    machine.windows.route_rows.clear()
    machine.host.mark_stale()
    assert machine.sample(1).gateway is None


def test_a_cable_without_a_plug_is_a_link_without_carrier(machine: Machine) -> None:
    cable = machine.sample().link("Ethernet")
    assert cable is not None
    assert (cable.interface.is_up, cable.interface.has_carrier) == (True, False)


def test_what_is_switched_off_keeps_its_counters(machine: Machine) -> None:
    before = primary(machine.sample())
    machine.windows.rows[WIFI] |= {"admin": 2, "oper": 2, "rx_bytes": 99}
    sample = machine.sample(1)
    assert (sample.primary, sample.link("Wi-Fi")) == (None, None)
    left = sample.counters(before.interface)
    assert left is not None
    assert left.rx_bytes == 99


def test_wifi_that_is_switched_off_and_a_computer_without_an_adapter(machine: Machine) -> None:
    assert machine.sample().adapters is Adapters.PRESENT
    machine.windows.wifi_states[buffers.WIFI_GUID] = 0
    machine.windows.told[Opcode.RADIO_STATE] = buffers.radio_state((2, 1))
    machine.host.mark_stale()
    assert machine.sample().adapters is Adapters.WIFI_OFF
    machine.windows.wifi_states.clear()
    del machine.windows.rows[WIFI], machine.windows.rows[CABLE]
    machine.host.mark_stale()
    assert machine.sample().adapters is Adapters.NONE


def test_a_vpn_is_an_attribute_of_its_carrier(machine: Machine) -> None:
    machine.windows.rows[TUNNEL] = dict(VPN)
    machine.windows.route_rows.insert(0, buffers.route_row(TUNNEL))
    machine.windows.best = {2: 30}
    sample = machine.sample()
    assert (sample.primary_name, sample.vpn) == ("Wi-Fi", Vpn("wg0", InterfaceKind.TUNNEL))
    assert sample.link("wg0") is None


def test_a_switch_of_virtual_machines_is_counted_on_its_cable(machine: Machine) -> None:
    machine.windows.rows[SWITCH] = dict(V_SWITCH)
    machine.windows.rows[CABLE] |= {"oper": 1, "media": 1, "rx_bytes": 5}
    machine.windows.route_rows = [buffers.route_row(SWITCH)]
    machine.windows.pairs = [(40, 7), (7, 0)]
    machine.windows.best = {2: 40}
    sample = machine.sample()
    assert (sample.primary_name, sample.vpn, primary(sample).network_type) == ("Ethernet", None, NetworkType.ETHERNET)


def test_a_portal(machine: Machine) -> None:
    machine.windows.hint = buffers.hint(4)
    sample = machine.sample()
    assert (sample.has_portal, sample.reachability) == (True, Reachability.SITE)


# --- consent ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("access", "state"),
    [
        (0, ConsentState.FORBIDDEN),
        (2, ConsentState.REFUSED),
        (1, ConsentState.UNKNOWN),
        (4, ConsentState.UNKNOWN),
        (None, ConsentState.UNKNOWN),
    ],
)
def test_a_refusal_withholds_names_and_nothing_else(machine: Machine, access: int | None, state: ConsentState) -> None:
    machine.windows.failing["CURRENT_CONNECTION"] = Code.ACCESS_DENIED
    machine.windows.facts = RtFacts(access=access)
    sample = machine.sample()
    link = primary(sample)
    assert sample.missing_consent == MissingConsent(state, LocationSettings.WINDOWS)
    assert (link.network.name, link.radio.bssid, link.radio.rssi_dbm) == (DENIED, DENIED, -58)
    assert (link.counters is not None, sample.faults) == (True, ())


def test_a_person_who_was_not_asked_is_not_asked_from_the_background(machine: Machine) -> None:
    machine.windows.facts = RtFacts(access=3)
    sample = machine.sample()
    assert sample.missing_consent == MissingConsent(ConsentState.NOT_ASKED, LocationSettings.WINDOWS)
    assert "CURRENT_CONNECTION" not in machine.windows.asked
    machine.windows.facts = RtFacts(access=4)
    machine.host.mark_stale()
    sample = machine.sample(1)
    assert (sample.missing_consent, primary(sample).network.name) == (None, "Cafe")


def test_windows_without_the_gate_is_asked_at_once(machine: Machine, impatient: None) -> None:
    machine.windows.build = GATED_BUILD - 1
    machine.windows.may_answer.clear()
    assert primary(machine.sample()).network.name == "Cafe"


def test_a_refusal_is_asked_again_when_someone_looks(machine: Machine) -> None:
    machine.windows.failing["CURRENT_CONNECTION"] = Code.ACCESS_DENIED
    machine.windows.facts = RtFacts(access=2)
    machine.sample()
    machine.windows.failing.clear()
    machine.sample(looks.INTERVAL_S)
    assert "CURRENT_CONNECTION" not in machine.windows.asked
    machine.host.mark_stale()
    assert primary(machine.sample(1)).network.name == "Cafe"


# --- WinRT -----------------------------------------------------------------------------------------------------------


def test_winrt_names_what_has_no_other_name(machine: Machine) -> None:
    machine.windows.facts = RtFacts({buffers.CABLE_GUID: RtProfile("corp.example")}, is_running=True, access=4)
    cable = machine.sample().link("Ethernet")
    assert cable is not None
    assert cable.network.name == "corp.example"


def test_a_name_that_winrt_will_tell_is_waited_for(machine: Machine) -> None:
    for is_running, name in ((True, UNSUPPORTED), (False, "Ethernet")):
        machine.windows.facts = RtFacts(is_running=is_running, access=4)
        machine.host.mark_stale()
        cable = machine.sample().link("Ethernet")
        assert cable is not None
        assert cable.network.name == name


def test_a_slow_winrt_holds_nothing_up(machine: Machine, impatient: None) -> None:
    machine.windows.may_answer.clear()
    sample = machine.sample()
    link, cable = primary(sample), sample.link("Ethernet")
    assert (link.network.name, link.radio.rssi_dbm, sample.missing_consent) == (UNSUPPORTED, -58, None)
    assert cable is not None
    assert (cable.network.name, link.counters is not None) == (UNSUPPORTED, True)
    machine.windows.may_answer.set()
    assert machine.host._desk.answer(5) is not None
    assert primary(machine.sample(1)).network.name == "Cafe"


def test_winrt_that_fails_is_a_fault_and_costs_its_own_fields(machine: Machine) -> None:
    fault = ProbeFault("winrt", "WinRT does not answer (OSError: no).")
    machine.windows.facts = RtFacts(faults=(fault,))
    sample = machine.sample()
    assert sample.faults == (fault,)
    assert (primary(sample).network.name, primary(sample).network.security) == ("Cafe", Security.WPA3_SAE)


def test_winrt_is_asked_on_a_change_and_every_half_minute(machine: Machine) -> None:
    machine.host.subscribe(lambda: None)
    machine.sample()
    for _ in range(5):
        machine.sample(5)
        assert "winrt" not in machine.windows.asked
    machine.sample(5)
    assert machine.host._desk.answer(5) is not None
    assert machine.windows.asked.count("winrt") == 1


# --- what a tick asks ------------------------------------------------------------------------------------------------


def test_a_tick_asks_for_counters_and_signal(machine: Machine) -> None:
    machine.host.subscribe(lambda: None)
    machine.sample()
    machine.windows.told[Opcode.REALTIME_CONNECTION_QUALITY] = buffers.quality((5180, 80, -71))
    machine.windows.rows[WIFI] |= {"rx_bytes": 1234}
    sample = machine.sample(1)
    assert machine.windows.asked == ["interface", "REALTIME_CONNECTION_QUALITY", "interface"]
    assert primary(sample).radio.rssi_dbm == -71


def test_a_listening_probe_looks_each_minute_and_an_unheard_one_each_five_seconds(machine: Machine) -> None:
    machine.sample()
    machine.sample(looks.UNHEARD_INTERVAL_S)
    assert "interfaces" in machine.windows.asked
    machine.host.subscribe(lambda: None)
    machine.sample(1)
    machine.sample(looks.INTERVAL_S - 1)
    assert "interfaces" not in machine.windows.asked
    machine.sample(1)
    assert "interfaces" in machine.windows.asked
    machine.windows.hears_roams = False
    machine.sample(looks.UNHEARD_INTERVAL_S)
    assert "interfaces" in machine.windows.asked


def test_who_may_not_know_the_access_point_does_not_look_for_another(machine: Machine) -> None:
    machine.windows.failing["CURRENT_CONNECTION"] = Code.ACCESS_DENIED
    machine.host.subscribe(lambda: None)
    machine.sample()
    machine.windows.hears_roams = False
    machine.sample(looks.UNHEARD_INTERVAL_S)
    assert "interfaces" not in machine.windows.asked


def test_a_notification_is_posted_and_looked_into(machine: Machine) -> None:
    posted: list[int] = []
    machine.host.subscribe(lambda: posted.append(1))
    machine.host.subscribe(lambda: posted.append(2))
    machine.sample()
    machine.windows.told[Opcode.CURRENT_CONNECTION] = buffers.connection(b"Library")
    machine.windows.tell()
    assert posted == [1, 2]
    assert primary(machine.sample(1)).network.name == "Library"


def test_another_channel_is_another_access_point(machine: Machine) -> None:
    machine.host.subscribe(lambda: None)
    machine.sample()
    machine.windows.told[Opcode.REALTIME_CONNECTION_QUALITY] = buffers.quality((2437, 20, -60))
    machine.windows.told[Opcode.CURRENT_CONNECTION] = buffers.connection(b"Cafe", bssid=b"\x02\0\0\0\0\x77")
    link = primary(machine.sample(1))
    assert (link.radio.bssid, link.radio.frequency_mhz) == ("02:00:00:00:00:77", 2437)


def test_a_lost_network_is_seen_at_the_next_tick(machine: Machine) -> None:
    machine.host.subscribe(lambda: None)
    machine.sample()
    machine.windows.wifi_states[buffers.WIFI_GUID] = 4
    machine.windows.route_rows.clear()
    sample = machine.sample(1)
    assert (sample.primary, sample.reachability) == (None, Reachability.LOCAL)


def test_an_adapter_that_was_pulled_out_is_gone_without_a_fault(machine: Machine) -> None:
    machine.host.subscribe(lambda: None)
    machine.sample()
    del machine.windows.rows[CABLE]
    sample = machine.sample(1)
    assert ([link.interface.name for link in sample.links], sample.faults) == (["Wi-Fi"], ())


# --- what a failing part costs ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("call", ["ip_interfaces", "stack", "best_interface", "connectivity", "connectivity_of"])
def test_what_some_windows_lack_costs_its_own_facts(machine: Machine, call: str) -> None:
    machine.windows.failing[call] = Code.PROC_NOT_FOUND
    sample = machine.sample()
    assert (sample.primary_name, sample.faults) == ("Wi-Fi", ())
    assert (primary(sample).network.is_metered is UNSUPPORTED) is (call == "connectivity_of")
    assert (sample.reachability is Reachability.ONLINE) is (call != "connectivity")


@pytest.mark.parametrize("call", ["interfaces", "routes"])
def test_without_interfaces_or_routes_nothing_is_known(machine: Machine, call: str) -> None:
    machine.windows.failing[call] = 1450
    sample = machine.sample()
    assert sample.faults == (ProbeFault("iphlpapi", f"{call} failed with error 1450."),)
    assert (sample.links, sample.reachability) == ((), Reachability.UNKNOWN)


def test_the_last_good_look_stands_for_a_while(machine: Machine) -> None:
    machine.host.subscribe(lambda: None)
    machine.sample()
    machine.windows.failing["routes"] = 1450
    machine.windows.tell()
    assert machine.sample(1).primary_name == "Wi-Fi"
    assert machine.sample(looks.INTERVAL_S).primary_name is None
    machine.windows.failing.clear()
    sample = machine.sample(looks.RETRY_INTERVAL_S)
    assert (sample.primary_name, sample.faults) == ("Wi-Fi", ())


def test_a_wifi_service_that_fails_costs_wifi_s_facts(machine: Machine) -> None:
    machine.windows.failing["adapters"] = 1722
    sample = machine.sample()
    link = primary(sample)
    assert [fault.part for fault in sample.faults] == ["wlanapi"]
    assert (link.network.name, link.radio.rssi_dbm, link.counters is not None) == (UNSUPPORTED, UNSUPPORTED, True)
    machine.windows.failing.clear()
    assert primary(machine.sample(looks.RETRY_INTERVAL_S)).network.name == "Cafe"


def test_a_connection_that_cannot_be_read_is_a_fault_for_once(machine: Machine) -> None:
    machine.windows.failing["CURRENT_CONNECTION"] = 1722
    sample = machine.sample()
    assert [fault.part for fault in sample.faults] == ["wlanapi"]
    assert (primary(sample).network.name, primary(sample).radio.rssi_dbm) == (UNSUPPORTED, -58)
    machine.windows.failing.clear()
    machine.host.mark_stale()
    assert machine.sample(1).faults == ()


def test_counters_and_signal_that_fail_cost_themselves(machine: Machine) -> None:
    machine.sample()
    machine.windows.failing |= {"interface": 5, "REALTIME_CONNECTION_QUALITY": 1722}
    sample = machine.sample(1)
    link = primary(sample)
    assert {fault.part for fault in sample.faults} == {"iphlpapi", "wlanapi"}
    assert (link.counters, link.radio.rssi_dbm, link.network.name) == (None, UNSUPPORTED, "Cafe")


def test_without_notifications_looking_goes_on(machine: Machine) -> None:
    machine.windows.failing["start"] = 5
    machine.host.subscribe(lambda: None)
    sample = machine.sample()
    assert [fault.text for fault in sample.faults] == [
        "Changes are found by looking only. NotifyRouteChange2 failed with error 5."
    ]
    machine.sample(looks.UNHEARD_INTERVAL_S)
    assert "interfaces" in machine.windows.asked


def test_closing_twice(machine: Machine) -> None:
    machine.sample()
    machine.host.close()
    machine.host.close()
    assert not machine.windows.is_listening


def test_the_start_of_windows_is_told_alike_after_the_clock_was_set() -> None:
    at_first = struct.pack("<qqqIIqq", 133_000_000_000_000_000, 133_000_000_900_000_000, 0, 1, 0, 0, 0)
    an_hour = 36_000_000_000
    moved = struct.pack("<qqqIIqq", 133_000_000_000_000_000 - an_hour, 0, 0, 1, 0, -an_hour, 5)
    assert boot.boot_id(at_first) == boot.boot_id(moved) == f"{133_000_000_000_000_000:016x}"
    with pytest.raises(ValueError, match="small"):
        boot.boot_id(at_first[:-1])

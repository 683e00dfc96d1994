"""The thin callers of the macOS probe, on stand-ins for Apple's modules: plain values and our failures come out."""

from __future__ import annotations

import ctypes
import errno
import os
import socket
import sys
import threading
import types
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Self

import pytest

from netmon_tray.model import DENIED, UNSUPPORTED, ConsentState, LocationSettings, MissingConsent, Position
from netmon_tray.probes.faults import PartFailed
from netmon_tray.probes.parse import dynamic_store
from netmon_tray.probes.parse.corewlan import Channel, CWEventType, Signal, WifiFacts
from netmon_tray.probes.parse.dynamic_store import Hardware, PathCost
from netmon_tray.probes.parse.position import Whereabouts
from support.apple import (
    NATIVE,
    Answers,
    Apple,
    Library,
    NSArray,
    NSData,
    NSDictionary,
    NSNumber,
    ObjcError,
    forget,
    import_as_on_a_mac,
)
from support.macos_answers import interface_data, neighbour, route_answer

JOIN_S = 10.0


@dataclass
class Kernel:
    """The C library's part: what sysctl, sysctlbyname and ntp_adjtime answer."""

    rows: dict[tuple[int, ...], bytes] = field(default_factory=dict)
    names: dict[bytes, bytes] = field(default_factory=dict)
    error: int = errno.ENOENT
    status: int = 0
    state: int = 0

    def library(self, _path: str | None = None) -> Library:
        return Library(sysctl=self.sysctl, sysctlbyname=self.sysctlbyname, ntp_adjtime=self.ntp_adjtime)

    def sysctl(self, path: Any, count: int, room: Any, size: Any, _new: None, _length: int) -> int:
        return self._fill(self.rows.get(tuple(path[:count])), room, size)

    def sysctlbyname(self, name: bytes, room: Any, size: Any, _new: None, _length: int) -> int:
        return self._fill(self.names.get(name), room, size)

    def _fill(self, value: bytes | None, room: Any, size: Any) -> int:
        counted = size._obj
        if value is None:
            ctypes.set_errno(self.error)
            return -1
        told = value[: counted.value]
        ctypes.memmove(room, told, len(told))
        counted.value = len(told)
        return 0

    def ntp_adjtime(self, timex: Any) -> int:
        assert timex.raw[:4] == bytes(4)  # modes 0 reads and sets nothing
        ctypes.memmove(ctypes.addressof(timex) + 40, self.status.to_bytes(4, sys.byteorder), 4)
        return self.state


@pytest.fixture
def apple() -> Apple:
    return Apple()


@pytest.fixture
def kernel() -> Kernel:
    return Kernel()


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch, apple: Apple, kernel: Kernel) -> Iterator[dict[str, Any]]:
    yield import_as_on_a_mac(monkeypatch, NATIVE, apple.modules, kernel.library)
    forget(NATIVE)


@pytest.fixture
def system(loaded: dict[str, Any]) -> Any:
    return loaded["native"].NativeSystem()


# --- the kernel -----------------------------------------------------------------------------------------------------


def test_a_row_of_the_interface_table(system: Any, kernel: Kernel) -> None:
    kernel.rows[4, 18, 0, 2, 11, 1] = interface_data("en5", rx_bytes=7)
    assert system.interface_data(11) == interface_data("en5", rx_bytes=7)
    kernel.rows[4, 18, 0, 2, 11, 1] = bytes(400)
    assert len(system.interface_data(11)) == 181  # longer than the structure: the decoder refuses it


@pytest.mark.parametrize(("number", "is_gone"), [(errno.ENOENT, True), (errno.ENXIO, True), (errno.EPERM, False)])
def test_an_interface_that_has_gone_is_no_failure(system: Any, kernel: Kernel, number: int, is_gone: bool) -> None:
    kernel.error = number
    if is_gone:
        assert system.interface_data(11) is None
        return
    with pytest.raises(PartFailed, match="not permitted") as failed:
        system.interface_data(11)
    assert failed.value.part == "sysctl"


def test_the_table_of_neighbours(system: Any, kernel: Kernel) -> None:
    kernel.rows[4, 17, 0, 2, 2, 0x400] = neighbour(4, "198.51.100.1", "00:11:22:33:44:55")
    assert system.neighbours(2) == neighbour(4, "198.51.100.1", "00:11:22:33:44:55")
    assert system.neighbours(30) == b""
    kernel.error = errno.ENOMEM
    with pytest.raises(PartFailed):
        system.neighbours(30)


def test_which_start_this_is(system: Any, kernel: Kernel) -> None:
    assert system.boot_id() == ""
    kernel.names[b"kern.bootsessionuuid"] = b"7E1B4C2A-0000-4000-8000-000000000001\0"
    assert system.boot_id() == "7E1B4C2A-0000-4000-8000-000000000001"


@pytest.mark.parametrize(
    ("state", "status", "is_kept"), [(0, 0x2001, True), (4, 0, True), (5, 0, False), (0, 0x40, False), (-1, 0, False)]
)
def test_the_clock_is_kept_or_not(system: Any, kernel: Kernel, state: int, status: int, is_kept: bool) -> None:
    kernel.state, kernel.status = state, status
    assert system.is_clock_synchronised() == is_kept


def test_uptime_goes_forward_and_numbers_are_the_kernel_s(system: Any) -> None:
    assert 0 < system.uptime_s() <= system.uptime_s()
    assert system.interface_index("lo") == socket.if_nametoindex("lo")
    assert system.interface_index("nowhere0") == 0


class RoutingSocket:
    """PF_ROUTE: each question is answered after everybody else's messages."""

    def __init__(self, answers: dict[int, bytes | OSError]) -> None:
        self._answers = answers
        self._waiting: list[bytes] = []
        self.families: list[int] = []

    def __call__(self, _domain: int, _kind: int, family: int) -> RoutingSocket:
        self.families.append(family)
        return self

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def settimeout(self, _timeout_s: float) -> None:
        pass

    def send(self, request: bytes) -> None:
        answer = self._answers[self.families[-1]]
        if isinstance(answer, OSError):
            raise answer
        self._waiting = [b"\0" * 30, answer]

    def recv(self, _room: int) -> bytes:
        return self._waiting.pop(0)


def ask_route(monkeypatch: pytest.MonkeyPatch, system: Any, *answers: bytes | OSError) -> tuple[str | None, list[int]]:
    routing = RoutingSocket(dict(zip((2, 30), answers, strict=False)))
    monkeypatch.setattr(socket, "AF_ROUTE", 17, raising=False)
    monkeypatch.setattr(socket, "socket", routing)
    monkeypatch.setattr(socket, "if_indextoname", lambda index: f"if{index}")
    return system.way_out(), routing.families


def test_the_way_out_is_asked_by_the_routing_socket(system: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    pid = os.getpid()
    four = route_answer(index=15, pid=pid, sequence=1)
    assert ask_route(monkeypatch, system, four) == ("if15", [2])
    six = route_answer(index=4, pid=pid, sequence=2)
    for nothing in (OSError(errno.ESRCH, "no"), route_answer(index=0, pid=pid, sequence=1, error=3)):
        assert ask_route(monkeypatch, system, nothing, six) == ("if4", [2, 30])
    no_way = OSError(errno.ESRCH, "no")
    assert ask_route(monkeypatch, system, no_way, no_way) == (None, [2, 30])


def test_a_routing_table_that_does_not_answer_is_a_failure(system: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(PartFailed, match="routing table does not answer"):
        ask_route(monkeypatch, system, OSError(errno.EPERM, "refused"))


# --- SystemConfiguration and CoreWLAN -------------------------------------------------------------------------------


def test_the_store_comes_out_in_plain_values(system: Any, apple: Apple) -> None:
    link = NSDictionary({"Active": True, "Since": NSNumber(7), "Made": object()})
    apple.store = NSDictionary(
        {
            "Setup:/Network/Global/IPv4": NSDictionary({"ServiceOrder": NSArray("A", "B")}),
            "State:/Network/Interface/en0/Link": link,
            "odd": NSArray("x"),
        }
    )
    assert system.store() == {
        "Setup:/Network/Global/IPv4": {"ServiceOrder": ["A", "B"]},
        "State:/Network/Interface/en0/Link": {"Active": True, "Since": 7, "Made": None},
    }
    system.store()
    assert [session["name"] for session in apple.sessions] == ["netmon-tray"]
    assert (apple.pools, apple.opened) == (0, 2)


def test_a_store_that_does_not_answer_is_asked_in_a_new_session(system: Any, apple: Apple) -> None:
    apple.store = None
    for _ in range(2):
        with pytest.raises(PartFailed, match="does not answer"):
            system.store()
    assert len(apple.sessions) == 2


def test_hardware_has_names_types_and_addresses(system: Any, apple: Apple) -> None:
    apple.listed = NSArray(
        {"name": "en0", "type": "IEEE80211", "display": "Wi-Fi", "mac": "02:0:0:0:0:3"},
        {"name": None, "type": "Modem"},
        {"name": "ppp0", "type": None},
    )
    assert system.hardware() == (Hardware("en0", "IEEE80211", "Wi-Fi", "02:00:00:00:00:03"), Hardware("ppp0", ""))
    apple.listed = None
    assert system.hardware() == ()


def radio(**answers: Any) -> Answers:
    told = {
        "ssidData": NSData(b"Cafe"),
        "bssid": "2:0:0:0:0:a1",
        "wlanChannel": Answers(channelNumber=44, channelBand=2, channelWidth=3),
        "interfaceMode": 1,
        "security": 4,
        "activePHYMode": 6,
        "rssiValue": -60,
        "noiseMeasurement": -78,
        "transmitRate": 816.0,
        "powerOn": True,
    }
    return Answers(**{**told, **answers})


def test_wifi_facts_and_signal(system: Any, apple: Apple) -> None:
    apple.radio = radio()
    assert system.wifi("en0") == WifiFacts(1, b"Cafe", "2:0:0:0:0:a1", 4, 6, Channel(44, 2, 3))
    assert system.signal("en0") == Signal(-60, -78, 816.0)
    assert apple.client.heard == [("interfaceWithName_", ("en0",))] * 2
    apple.radio = radio(ssidData=None, bssid=None, wlanChannel=None)
    assert system.wifi("en0") == WifiFacts(1, None, None, 4, 6, None)
    apple.radio = radio(powerOn=False)
    assert not system.wifi("en0").is_powered
    apple.radio = None
    assert (system.wifi("en0"), system.signal("en0")) == (None, None)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (ObjcError("NSInvalidArgument"), "refused the call"),
        (AttributeError("rssiValue"), "lacks a call"),
        (lambda: None, "cannot be read"),
    ],
)
def test_what_objective_c_raises_is_a_failure_of_its_part(
    system: Any, apple: Apple, answer: object, words: str
) -> None:
    apple.radio = radio(rssiValue=answer)
    with pytest.raises(PartFailed, match=words) as failed:
        system.signal("en0")
    assert failed.value.part == "corewlan"
    assert apple.pools == 0


def test_without_pyobjc_its_parts_fail_in_words(system: Any, monkeypatch: pytest.MonkeyPatch, kernel: Kernel) -> None:
    monkeypatch.setitem(sys.modules, "objc", None)
    with pytest.raises(PartFailed, match="pyobjc cannot be loaded"):
        system.wifi("en0")


@pytest.mark.parametrize(
    ("status", "is_located", "state"),
    [(0, True, ConsentState.NOT_ASKED), (2, True, ConsentState.REFUSED), (3, False, ConsentState.FORBIDDEN)],
)
def test_the_permission_is_read_and_never_asked_for(
    system: Any, apple: Apple, status: int, is_located: bool, state: ConsentState
) -> None:
    apple.status, apple.is_located = status, is_located
    assert system.consent() is state
    assert apple.requests == 0


def test_the_person_is_asked_once(loaded: dict[str, Any], apple: Apple) -> None:
    consent = loaded["consent"]
    assert not consent.ask()
    apple.status = 0
    assert [consent.ask(), consent.ask()] == [True, False]
    assert apple.requests == 1


def test_a_question_that_cannot_be_put_is_none(loaded: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    consent = loaded["consent"]
    monkeypatch.setitem(sys.modules, "CoreLocation", None)
    assert not consent.ask()


# --- position -------------------------------------------------------------------------------------------------------


def place(accuracy_m: float = 40.0) -> Answers:
    """Measured 11 s after the beginning of Apple's time, which is that of 2001."""
    return Answers(coordinate=(52.5, 13.4), horizontalAccuracy=accuracy_m, timestamp=11.0)


def test_a_position_is_asked_for_once_and_read(loaded: dict[str, Any], apple: Apple) -> None:
    source = loaded["location"].source()
    apple.place = place()
    assert source.read() == Whereabouts(Position(52.5, 13.4, 40.0), 978_307_211_000)
    assert (apple.managers, apple.requests, apple.pools) == ([], 0, 0)
    apple.place = place(accuracy_m=-1.0)  # CoreLocation's word for an invalid one
    assert source.read() == Whereabouts()
    source.close()


def test_a_mac_that_finds_no_position_tells_what_it_knew_last_or_nothing(loaded: dict[str, Any], apple: Apple) -> None:
    apple.finds = lambda manager, delegate: delegate.locationManager_didFailWithError_(
        manager, "kCLErrorLocationUnknown"
    )
    source = loaded["location"].source()
    assert source.read() == Whereabouts()
    apple.place = place()
    assert source.read().at_unix_ms == 978_307_211_000  # the age of which is the locator's to judge


def test_a_location_service_that_never_answers_is_left(loaded: dict[str, Any], apple: Apple) -> None:
    turns: list[Any] = []
    apple.finds = lambda manager, _delegate: turns.append(manager)
    assert loaded["location"].CoreLocationSource(limit_s=0.01).read() == Whereabouts()
    assert turns
    assert apple.managers == []


def test_a_run_loop_in_which_nothing_hangs_does_not_spin(
    loaded: dict[str, Any], apple: Apple, monkeypatch: pytest.MonkeyPatch
) -> None:
    rests: list[float] = []
    request = loaded["position_request"]
    clock = types.SimpleNamespace(monotonic=lambda: float(sum(rests)), sleep=rests.append)
    monkeypatch.setattr(request, "time", clock)
    apple.finds, apple.loop_ended = (lambda _manager, _delegate: None), 1
    assert request.request(1.0) is None
    assert len(rests) == 5


@pytest.mark.parametrize(
    ("status", "is_located", "state"),
    [(0, True, ConsentState.NOT_ASKED), (2, True, ConsentState.REFUSED), (3, False, ConsentState.FORBIDDEN)],
)
def test_without_permission_the_position_is_denied_and_nobody_is_asked(
    loaded: dict[str, Any], apple: Apple, status: int, is_located: bool, state: ConsentState
) -> None:
    apple.status, apple.is_located, apple.place = status, is_located, place()
    missing = MissingConsent(state, LocationSettings.MACOS)
    assert loaded["location"].source().read() == Whereabouts(DENIED, missing=missing)
    assert (apple.managers, apple.requests) == ([], 0)


def test_what_corelocation_raises_is_a_fault(loaded: dict[str, Any], apple: Apple) -> None:
    apple.place = Answers(coordinate=ObjcError("NSInvalidArgument"), timestamp=11.0)
    told = loaded["location"].source().read()
    assert told.position is UNSUPPORTED
    assert [fault.part for fault in told.faults] == ["corelocation"]


# --- cost -----------------------------------------------------------------------------------------------------------


def path(*names: bytes, expensive: bool = False, constrained: bool = False) -> dict[str, Any]:
    return {"names": names, "expensive": expensive, "constrained": constrained}


def test_what_the_way_costs_is_told_and_told_again(system: Any, apple: Apple) -> None:
    apple.path = path(b"utun4", b"en0")
    assert system.cost() == PathCost(("utun4", "en0"), is_expensive=False, is_constrained=False)
    heard: list[str] = []
    apple.tell_path(path(b"en0", expensive=True))
    system.listen(lambda: heard.append("x")).close()
    assert heard == []
    apple.tell_path(path(b"en0", constrained=True))
    apple.tell_path(path(b"en0", constrained=True))
    assert heard == ["x"]
    assert system.cost() == PathCost(("en0",), is_expensive=False, is_constrained=True)
    apple.tell_path({**path(b"en0"), "expensive": ObjcError()})  # it changes nothing, and no error leaves the block
    assert system.cost() == PathCost(("en0",), is_expensive=False, is_constrained=True)
    system.close()
    assert apple.cancelled == 1


def test_a_cost_that_was_not_told_yet_is_none(
    system: Any, loaded: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loaded["path_monitor"], "_FIRST_S", 0.0)
    assert system.cost() is None


# --- events ---------------------------------------------------------------------------------------------------------


def threads() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "netmon-store-events"]


def test_changes_of_the_store_and_of_wifi_are_heard_until_the_end(system: Any, apple: Apple) -> None:
    heard: list[str] = []
    listener = system.listen(lambda: heard.append("x"))
    assert (listener.is_listening, listener.hears_wifi) == (True, True)
    (session,) = apple.sessions
    assert (session["keys"], session["patterns"]) == (
        list(dynamic_store.KEYS),
        list(dynamic_store.HEARD_PATTERNS),
    )
    session["callback"](session, NSArray("State:/Network/Global/IPv4"), None)
    assert heard == ["x"]
    selector, (delegate,) = apple.client.heard[0]
    assert selector == "setDelegate_"
    for name in ("powerState", "ssid", "bssid", "link", "mode"):
        getattr(delegate, f"{name}DidChangeForWiFiInterfaceWithName_")("en0")
    delegate.clientConnectionInterrupted()
    assert len(heard) == 7
    asked = [arguments for selector, arguments in apple.client.heard if selector.startswith("start")]
    assert asked == [(int(event), None) for event in CWEventType]
    (thread,) = threads()
    listener.close()
    thread.join(JOIN_S)
    assert not listener.is_listening
    assert apple.client.heard[-2:] == [("stopMonitoringAllEventsAndReturnError_", (None,)), ("setDelegate_", (None,))]
    listener.close()


def test_a_store_that_tells_nothing_is_a_failure(system: Any, apple: Apple) -> None:
    apple.takes_keys = False
    with pytest.raises(PartFailed, match="does not tell of changes") as failed:
        system.listen(lambda: None)
    assert failed.value.part == "systemconfiguration"
    for thread in threads():
        thread.join(JOIN_S)
    assert threads() == []


def test_a_store_that_raises_is_a_failure(system: Any, apple: Apple) -> None:
    del apple.modules["SystemConfiguration"].SCDynamicStoreSetNotificationKeys
    with pytest.raises(PartFailed, match="lacks a call"):
        system.listen(lambda: None)
    assert apple.pools == 0


@pytest.mark.parametrize("answer", [(False, "an NSError"), ObjcError("NSInvalidArgument")])
def test_without_wifi_s_events_the_store_s_are_heard(system: Any, apple: Apple, answer: object) -> None:
    apple.client.answers["startMonitoringEventWithType_error_"] = answer
    heard: list[str] = []
    listener = system.listen(lambda: heard.append("x"))
    assert (listener.is_listening, listener.hears_wifi) == (True, False)
    apple.sessions[0]["callback"](None, None, None)
    assert heard == ["x"]
    apple.client.answers["stopMonitoringAllEventsAndReturnError_"] = ObjcError("gone")
    listener.close()
    for thread in threads():
        thread.join(JOIN_S)
    assert threads() == []

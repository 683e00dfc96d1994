"""Positions by GeoClue: the real daemon with a receiver of satellites, and services that refuse, hang or lie."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from jeepney import DBusAddress, HeaderFields, Message, new_signal

from netmon_tray.model import DENIED, UNSUPPORTED, ConsentState, MissingConsent, Position, known
from netmon_tray.probes.linux.geoclue import CLIENT, LOCATION, GeoClue
from netmon_tray.probes.location import LocatedHost, Locator, system_source
from netmon_tray.probes.parse.position import Whereabouts
from netmon_tray.probes.scripted import ScriptedHost
from support.bus import HANG, Answer, PrivateBus, RefusalError, ScriptedService, VanishError, private_bus
from support.geoclue_daemon import GEOCLUE, Receiver, daemon_command, geoclue_lab
from support.netmon_process import Netmon

SHORT_S = 0.5
CLIENT_PATH = "/org/freedesktop/GeoClue2/Client/1"
PLACE_PATH = "/org/freedesktop/GeoClue2/Client/1/Location/0"
WITHHELD = Whereabouts(DENIED, missing=MissingConsent(ConsentState.UNKNOWN, None))


@pytest.fixture
def bus() -> Iterator[PrivateBus]:
    with private_bus() as made:
        yield made


def faults(told: Whereabouts) -> list[str]:
    assert told.position is UNSUPPORTED
    assert {fault.part for fault in told.faults} <= {"geoclue"}
    return [fault.text for fault in told.faults]


def test_it_is_what_linux_asks() -> None:
    assert isinstance(system_source(), GeoClue)


# --- the real daemon ------------------------------------------------------------------------------------------------


def test_a_receiver_s_position_is_told_and_follows_it(bus: PrivateBus) -> None:
    with geoclue_lab(bus) as lab, lab.agent():
        geoclue = GeoClue(bus.address)
        before = geoclue.read()
        place = known(before.position)
        assert place is not None
        assert (place.latitude, place.longitude) == pytest.approx((52.52009, 13.40495), abs=1e-5)
        assert abs(before.at_unix_ms / 1000 - time.time()) < 60
        lab.receiver.place = (-33.8688, 151.2093)
        deadline = time.monotonic() + 30
        while known(geoclue.read().position) == place and time.monotonic() < deadline:
            pass
        after = known(geoclue.read().position)
        assert after is not None
        assert (after.latitude, after.longitude) == pytest.approx((-33.8688, 151.2093), abs=1e-5)


def test_a_receiver_without_a_fix_is_no_fault(bus: PrivateBus) -> None:
    with geoclue_lab(bus) as lab, lab.agent():
        lab.receiver.place = None
        assert GeoClue(bus.address, limit_s=SHORT_S).read() == Whereabouts()


def test_a_geoclue_without_an_agent_never_answers_and_no_sample_waits_for_it(bus: PrivateBus) -> None:
    with geoclue_lab(bus):
        host = LocatedHost(ScriptedHost(), Locator(lambda: GeoClue(bus.address, limit_s=SHORT_S)))
        host.locate(3)
        assert host.sample().position is UNSUPPORTED
        assert host.sample().faults == ()  # the question is still out
        host.await_position()
        (fault,) = host.sample().faults
        assert fault.text == "GeoClue did not answer within 0.5 s."
        assert host.sample().position is UNSUPPORTED
        host.close()


def test_location_that_the_person_switched_off_is_denied(bus: PrivateBus) -> None:
    with geoclue_lab(bus) as lab:
        lab.level = 0
        with lab.agent():
            assert GeoClue(bus.address).read() == WITHHELD


def test_geoclue_is_started_where_it_does_not_run(bus: PrivateBus) -> None:
    receiver = Receiver(bus.folder / "nmea.sock")
    address = f"DBUS_SYSTEM_BUS_ADDRESS={bus.address}"
    bus.add_activatable(GEOCLUE, f"/usr/bin/env {address} {' '.join(daemon_command(receiver))}")
    try:
        assert faults(GeoClue(bus.address, limit_s=SHORT_S).read()) == ["GeoClue did not answer within 0.5 s."]
    finally:
        receiver.close()


def test_the_diagnosis_waits_for_the_position_and_says_how_it_stands(bus: PrivateBus, tmp_path: Path) -> None:
    netmon = Netmon(tmp_path)
    netmon.config_file.write_text("[privacy]\nlocation = true\ncoordinate_decimals = 2\n")

    def row() -> tuple[str, str]:
        done = netmon("doctor", "--json", code=None, environ={"DBUS_SYSTEM_BUS_ADDRESS": bus.address})
        (told,) = [one for one in json.loads(done.stdout) if one["check"] == "position"]
        return told["state"], told["finding"]

    with geoclue_lab(bus) as lab:
        with lab.agent():
            assert row() == ("fine", "Known, and recorded with 2 decimals.")
        lab.level = 0
        with lab.agent():
            assert row()[0] == "attention"
            assert row()[1].startswith("The position is withheld by the system.")


# --- other answers --------------------------------------------------------------------------------------------------


def test_a_computer_without_geoclue_or_without_a_bus(bus: PrivateBus) -> None:
    without = ["This computer has no location service (GeoClue)."]
    assert faults(GeoClue(bus.address).read()) == without
    assert faults(GeoClue("unix:path=/nowhere/bus.sock").read()) == without


@dataclass
class Scripted:
    """A GeoClue whose answers a test gives: by method the answer, HANG, or what is raised."""

    answers: dict[str, Any] = field(default_factory=dict)
    places: list[dict[str, Any]] = field(default_factory=list)
    service: ScriptedService | None = None

    def __call__(self, message: Message) -> Answer:
        fields = message.header.fields
        member = fields[HeaderFields.member]
        if member in self.answers:
            answer: Answer = self.answers[member]
            if isinstance(answer, Exception):
                raise answer
            return answer
        if member == "GetClient":
            return "o", (CLIENT_PATH,)
        if member == "Start":
            for _ in self.places:
                self._tell_place()
        if member == "GetAll":
            return "a{sv}", (self.places.pop(0),)
        return "", ()

    def _tell_place(self) -> None:
        assert self.service
        emitter = DBusAddress(CLIENT_PATH, interface=CLIENT)
        self.service.send(new_signal(emitter, "LocationUpdated", "oo", ("/", PLACE_PATH)))


def ask(bus: PrivateBus, script: Scripted, limit_s: float = SHORT_S) -> Whereabouts:
    script.service = ScriptedService(bus.address, GEOCLUE, script)
    try:
        return GeoClue(bus.address, limit_s=limit_s).read()
    finally:
        script.service.stop()


def place(latitude: float, at_unix_s: float) -> dict[str, Any]:
    return {
        "Latitude": ("d", latitude),
        "Longitude": ("d", 13.4),
        "Accuracy": ("d", 30.0),
        "Timestamp": ("(tt)", (int(at_unix_s), 0)),
    }


def refusal(name: str) -> RefusalError:
    return RefusalError(f"org.freedesktop.DBus.Error.{name}")


@pytest.mark.parametrize("method", ["GetClient", "Set", "Start"])
def test_a_refusal_at_any_step_is_a_denial(bus: PrivateBus, method: str) -> None:
    assert ask(bus, Scripted({method: refusal("AccessDenied")})) == WITHHELD


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"GetClient": HANG}, "did not answer within 0.5 s"),
        ({"Start": HANG}, "did not answer within 0.5 s"),
        ({"Start": VanishError()}, "stopped while it was being asked"),
        ({"Start": refusal("Failed")}, "could not be asked"),
        ({"GetClient": ("s", ("no path",))}, "could not be asked"),
        ({"GetClient": ("", ())}, "could not be asked"),
    ],
)
def test_what_goes_wrong_is_a_fault(bus: PrivateBus, answers: dict[str, Any], said: str) -> None:
    (text,) = faults(ask(bus, Scripted(answers)))
    assert said in text


def test_the_program_says_who_it_is_and_asks_for_the_exact_place(bus: PrivateBus) -> None:
    script = Scripted(places=[place(52.5, time.time())])
    assert ask(bus, script).position == Position(52.5, 13.4, 30.0)
    assert script.service
    bodies = [call.body for call in script.service.calls]
    assert bodies[1:3] == [
        (CLIENT, "DesktopId", ("s", "netmon-tray")),
        (CLIENT, "RequestedAccuracyLevel", ("u", 8)),
    ]
    assert script.service.members() == ["GetClient", "Set", "Set", "Start", "GetAll"]
    assert bodies[-1] == (LOCATION,)


def test_it_waits_for_a_place_of_now_and_tells_an_old_one_with_its_age(bus: PrivateBus) -> None:
    now_s = time.time()
    fresh = Scripted(places=[place(48.1, now_s - 3600), place(52.5, now_s)])
    assert ask(bus, fresh).position == Position(52.5, 13.4, 30.0)
    old = ask(bus, Scripted(places=[place(48.1, now_s - 3600)]))
    assert old == Whereabouts(Position(48.1, 13.4, 30.0), int(now_s - 3600) * 1000)


def test_a_place_that_is_none_is_passed_over(bus: PrivateBus) -> None:
    nonsense = {"Latitude": ("d", 1e9), "Longitude": ("s", "east")}
    assert ask(bus, Scripted(places=[nonsense, place(52.5, time.time())])).position == Position(52.5, 13.4, 30.0)

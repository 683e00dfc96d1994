"""The ModemManager reader against a mock with a modem, a mock polkit, and services that misbehave."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
from jeepney import HeaderFields, Message

from netmon_tray.model import DENIED, UNSUPPORTED
from netmon_tray.probes.faults import PartFailed
from netmon_tray.probes.linux.dbus import SystemBus
from netmon_tray.probes.linux.modemmanager import REFUSED_RETRY_S, SILENT_RETRY_S, ModemManagerReader
from netmon_tray.probes.parse import modemmanager as mm
from support.bus import HANG, Answer, Handler, PrivateBus, RefusalError, VanishError, private_bus, scripted_service
from support.dbusmock_services import (
    MM,
    POLKIT,
    MockService,
    add_lte_modem,
    mock_modemmanager,
    mock_polkit,
)

LOCATION_ACTION = "org.freedesktop.ModemManager1.Location"
MODEM_PATH = f"{mm.ROOT_PATH}/Modem/0"
UNAUTHORIZED = "org.freedesktop.ModemManager1.Error.Core.Unauthorized"


@pytest.fixture(scope="module")
def bus() -> Iterator[PrivateBus]:
    with private_bus() as bus:
        yield bus


class Clock:
    """Stands until the test moves it."""

    now_s = 1_000.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def reader(bus: PrivateBus, clock: Clock) -> Iterator[ModemManagerReader]:
    asking = SystemBus(bus.address, call_timeout_s=0.6)
    yield ModemManagerReader(asking, monotonic_s=clock)
    asking.close()


@pytest.fixture
def mock(bus: PrivateBus) -> Iterator[MockService]:
    with mock_modemmanager(bus) as mock:
        yield mock


@pytest.fixture
def polkit(bus: PrivateBus) -> Iterator[MockService]:
    with mock_polkit(bus) as mock:
        yield mock


def cells(reader: ModemManagerReader) -> list[object]:
    return [facts.cell_id for facts in reader.read()]


def test_without_modemmanager_there_are_no_modems(reader: ModemManagerReader) -> None:
    assert reader.read() == ()


def test_modemmanager_without_a_modem(mock: MockService, reader: ModemManagerReader) -> None:
    assert reader.read() == ()


def test_a_connected_modem(mock: MockService, polkit: MockService, reader: ModemManagerReader) -> None:
    modem = add_lte_modem(mock)
    polkit.call("SetAllowed", "as", [LOCATION_ACTION])
    assert reader.read() == (
        mm.ModemFacts(
            path=modem,
            interfaces=("wwan0",),
            operator_name="TheOperator",
            mccmnc="00101",
            is_roaming=True,
            technology="LTE",
            signal_ratio=0.7,
            rssi_dbm=-71,
            rsrp_dbm=-98.0,
            rsrq_db=-11.0,
            sinr_db=12.4,
            cell_id="11183",
            link_rate_bit_per_s=50_000_000,
        ),
    )


def test_changed_levels_are_read_anew(mock: MockService, reader: ModemManagerReader) -> None:
    modem = add_lte_modem(mock)
    reader.read()
    mock.set(modem, mm.SIGNAL, "Lte", "a{sv}", {"rsrp": ("d", -121.0)})
    (seen,) = reader.read()
    assert (seen.rsrp_dbm, seen.rssi_dbm) == (-121.0, None)


def test_after_a_refusal_by_polkit_modemmanager_is_not_asked_and_polkit_only_later(
    mock: MockService, polkit: MockService, reader: ModemManagerReader, clock: Clock
) -> None:
    """The session may have been another user's for a while."""
    modem = add_lte_modem(mock)
    assert cells(reader) == [DENIED]
    polkit.call("SetAllowed", "as", [LOCATION_ACTION])
    clock.now_s += REFUSED_RETRY_S - 1
    assert cells(reader) == [DENIED]
    assert mock.called("GetLocation", modem) == []
    clock.now_s += 1
    assert cells(reader) == ["11183"]


def test_without_polkit_nobody_can_be_prompted_and_modemmanager_is_asked(
    mock: MockService, reader: ModemManagerReader
) -> None:
    add_lte_modem(mock)
    assert cells(reader) == ["11183"]


def registered(message: Message) -> Answer:
    """GetManagedObjects of a ModemManager with one registered modem."""
    modem = {"State": ("i", 8), "AccessTechnologies": ("u", 1 << 14), "Bearers": ("ao", [])}
    return "a{oa{sa{sv}}}", ({MODEM_PATH: {mm.MODEM: modem, mm.LOCATION: {}}},)


def locating(answer: Handler) -> Handler:
    """A ModemManager with one registered modem whose GetLocation does something of the test's choice."""

    def handle(message: Message) -> Answer:
        is_location = message.header.fields[HeaderFields.member] == "GetLocation"
        return answer(message) if is_location else registered(message)

    return handle


def refuse(_: Message) -> Answer:
    raise RefusalError(UNAUTHORIZED, "PolicyKit authorization failed: challenge needed")


def test_a_refusal_by_modemmanager_is_final(bus: PrivateBus, reader: ModemManagerReader) -> None:
    with scripted_service(bus, MM, locating(refuse)) as service:
        assert [cells(reader) for _ in range(3)] == [[DENIED]] * 3
    assert service.members().count("GetLocation") == 1
    assert "Setup" not in service.members()


def test_a_location_that_hangs_costs_only_itself_and_is_not_asked_again(
    bus: PrivateBus, reader: ModemManagerReader, clock: Clock
) -> None:
    """A password prompt that nobody answers looks like this."""
    started = time.monotonic()
    with scripted_service(bus, MM, locating(lambda _: HANG)) as service:
        for _ in range(3):
            assert cells(reader) == [UNSUPPORTED]
            clock.now_s += 10 * REFUSED_RETRY_S
        assert [facts.technology for facts in reader.read()] == ["LTE"]
    assert service.members().count("GetLocation") == 1
    assert time.monotonic() - started < 10  # the bus itself would wait 25 s


def test_a_location_that_hangs_though_polkit_allows_it_is_asked_again_later(
    bus: PrivateBus, reader: ModemManagerReader, clock: Clock
) -> None:
    """Nobody is prompted then: the machine was busy (seen in an emulated one, where the cell never came back)."""
    answers: Iterator[Answer] = iter([HANG, ("a{uv}", ({1: ("s", "310,260,0,2BAF,1A2B")},))])
    with (
        scripted_service(bus, MM, locating(lambda _: next(answers))),
        scripted_service(bus, POLKIT, lambda _: ("(bba{ss})", ((True, False, {}),))),
    ):
        assert [cells(reader), cells(reader)] == [[UNSUPPORTED]] * 2
        clock.now_s += SILENT_RETRY_S
        assert cells(reader) == ["11183"]


def test_polkit_that_hangs_is_asked_again_later(bus: PrivateBus, reader: ModemManagerReader, clock: Clock) -> None:
    answers: Iterator[Answer] = iter([HANG, ("(bba{ss})", ((True, False, {}),))])
    location = ("a{uv}", ({1: ("s", "310,260,0,2BAF,1A2B")},))
    with (
        scripted_service(bus, MM, locating(lambda _: location)),
        scripted_service(bus, POLKIT, lambda _: next(answers)),
    ):
        assert [cells(reader), cells(reader)] == [[UNSUPPORTED]] * 2
        clock.now_s += SILENT_RETRY_S
        assert cells(reader) == ["11183"]


def test_a_state_that_passes_does_not_lose_the_cell_for_good(bus: PrivateBus, reader: ModemManagerReader) -> None:
    answers: Iterator[Any] = iter(["wrong state", ("a{uv}", ({1: ("s", "310,260,0,2BAF,1A2B")},))])

    def answer(_: Message) -> Answer:
        told: Answer | str = next(answers)
        if isinstance(told, str):
            raise RefusalError("org.freedesktop.ModemManager1.Error.Core.WrongState")
        return told

    with scripted_service(bus, MM, locating(answer)):
        assert [cells(reader), cells(reader)] == [[UNSUPPORTED], ["11183"]]


def test_polkit_is_asked_about_ourselves_and_without_a_prompt(bus: PrivateBus, reader: ModemManagerReader) -> None:
    location: Answer = ("a{uv}", ({1: ("s", "310,260,0,2BAF,1A2B")},))
    allowed: Answer = ("(bba{ss})", ((True, False, {}),))
    with (
        scripted_service(bus, MM, locating(lambda _: location)),
        scripted_service(bus, POLKIT, lambda _: allowed) as authority,
    ):
        assert cells(reader) == ["11183"]
    (question,) = authority.calls
    (kind, subject), action, details, flags, _ = question.body
    assert (kind, action, details, flags) == ("system-bus-name", LOCATION_ACTION, {}, 0)
    assert subject == {"name": ("s", question.header.fields[HeaderFields.sender])}


def test_a_modem_that_is_not_registered_has_no_cell(mock: MockService, reader: ModemManagerReader) -> None:
    modem = add_lte_modem(mock)
    mock.set(modem, mm.MODEM, "State", "i", 6)
    assert cells(reader) == [UNSUPPORTED]
    assert mock.called("GetLocation", modem) == []


def test_a_daemon_that_has_its_name_but_not_its_objects_yet_does_not_run_yet(
    bus: PrivateBus, reader: ModemManagerReader
) -> None:
    def forget(_: Message) -> Answer:
        raise RefusalError("org.freedesktop.DBus.Error.UnknownMethod")

    with scripted_service(bus, MM, forget):
        assert reader.read() == ()


def vanish(_: Message) -> Answer:
    raise VanishError


def deny(_: Message) -> Answer:
    raise RefusalError("org.freedesktop.DBus.Error.AccessDenied")


@pytest.mark.parametrize(
    ("what", "sentence"),
    [
        (lambda _: HANG, "ModemManager did not answer within 0.6 s."),
        (vanish, "ModemManager stopped while it was being asked."),
        (deny, "ModemManager does not answer this user: access denied."),
    ],
    ids=["hangs", "vanishes", "denies"],
)
def test_a_service_that_misbehaves_fails_its_part_in_a_sentence(
    bus: PrivateBus, reader: ModemManagerReader, what: Handler, sentence: str
) -> None:
    with scripted_service(bus, MM, what), pytest.raises(PartFailed) as caught:
        reader.read()
    assert (caught.value.part, caught.value.text) == ("modemmanager", sentence)

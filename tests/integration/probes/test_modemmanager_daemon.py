"""The ModemManager reader and the listener against the real daemon with a simulated LTE modem."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from jeepney import HeaderFields, Message

from netmon_tray.model import DENIED, UNSUPPORTED
from netmon_tray.probes.linux.dbus import ChangeListener, SystemBus
from netmon_tray.probes.linux.modemmanager import ModemManagerReader
from netmon_tray.probes.parse.modemmanager import ModemFacts
from support.bus import Answer, PrivateBus, ScriptedService, end, private_bus, scripted_service
from support.dbusmock_services import POLKIT
from support.mm_daemon import ModemManagerLab, modemmanager_lab

LOCATION_ACTION = "org.freedesktop.ModemManager1.Location"


class Authority:
    """polkit: allows all but the actions in ``denied``."""

    def __init__(self) -> None:
        self.denied: set[str] = set()

    def __call__(self, message: Message) -> Answer:
        if message.header.fields[HeaderFields.member] != "CheckAuthorization":
            return "a{sv}", ({},)
        return "(bba{ss})", ((message.body[1] not in self.denied, False, {}),)


@pytest.fixture
def bus() -> Iterator[PrivateBus]:
    with private_bus() as bus:
        yield bus


@pytest.fixture
def authority() -> Authority:
    return Authority()


@pytest.fixture
def polkit(bus: PrivateBus, authority: Authority) -> Iterator[ScriptedService]:
    with scripted_service(bus, POLKIT, authority) as service:
        yield service


@pytest.fixture
def lab(bus: PrivateBus, polkit: ScriptedService) -> Iterator[ModemManagerLab]:
    with modemmanager_lab(bus) as lab:
        yield lab


@pytest.fixture
def reader(bus: PrivateBus) -> Iterator[ModemManagerReader]:
    asking = SystemBus(bus.address, call_timeout_s=10)
    yield ModemManagerReader(asking)
    asking.close()


def look(reader: ModemManagerReader) -> ModemFacts:
    (facts,) = reader.read()
    return facts


def test_a_modem_from_off_to_roaming(
    lab: ModemManagerLab, reader: ModemManagerReader, eventually: Callable[..., object]
) -> None:
    off = look(reader)
    assert off == ModemFacts(lab.path, (), *[None] * 9, cell_id=UNSUPPORTED, link_rate_bit_per_s=None)

    lab.enable()
    eventually(lambda: look(reader).signal_ratio, what="the first signal quality")
    assert look(reader) == ModemFacts(
        path=lab.path,
        interfaces=(),
        operator_name="LabTel",
        mccmnc="00101",
        is_roaming=False,
        technology="LTE",
        signal_ratio=0.8,
        rssi_dbm=None,
        rsrp_dbm=None,
        rsrq_db=None,
        sinr_db=None,
        cell_id="12648430",
        link_rate_bit_per_s=None,
    )
    assert lab.signal_rate_s() == 0, "reading must not make ModemManager poll the modem"

    lab.poll_levels_every_second()
    eventually(lambda: (look(reader).rsrp_dbm, look(reader).rsrq_db) == (-81.0, -10.0), what="the levels")
    lab.modem.rsrp_step, lab.modem.rsrq_step = 20, 5
    eventually(lambda: (look(reader).rsrp_dbm, look(reader).rsrq_db) == (-121.0, -17.5), what="weaker levels")
    lab.modem.roam()
    eventually(lambda: look(reader).is_roaming, what="roaming")


def test_the_listener_tells_of_levels_and_of_the_daemons_end(
    lab: ModemManagerLab, reader: ModemManagerReader, eventually: Callable[..., object]
) -> None:
    lab.enable()
    lab.poll_levels_every_second()
    eventually(lambda: look(reader).rsrp_dbm == -81.0)
    told: list[None] = []
    listener = ChangeListener(lambda: told.append(None), lab.bus.address)
    listener.start()
    eventually(lambda: told)
    told.clear()
    lab.modem.rsrp_step = 20
    eventually(lambda: told and look(reader).rsrp_dbm == -121.0, what="the call for weaker levels")
    told.clear()
    end(lab.daemon)
    eventually(lambda: told)
    assert reader.read() == ()
    listener.close()


def test_a_user_who_may_not_locate_is_never_prompted(
    lab: ModemManagerLab, polkit: ScriptedService, authority: Authority, reader: ModemManagerReader
) -> None:
    """Every question about the location that reaches polkit must be ours, without interaction (flags 0)."""
    authority.denied.add(LOCATION_ACTION)
    lab.enable()
    polkit.calls.clear()
    assert [look(reader).cell_id for _ in range(3)] == [DENIED] * 3
    assert look(reader).operator_name == "LabTel"
    asked = [call.body for call in polkit.calls if call.body[1] == LOCATION_ACTION]
    assert [body[3] for body in asked] == [0]

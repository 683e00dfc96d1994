"""The real program's diagnosis on a bus of the test's own, where services and a tray host come and go."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from jeepney import Message

from netmon_tray.model import ConnectionRecord, RecordEvent
from netmon_tray.store.agent_state import AgentState
from netmon_tray.store.connection_log import ConnectionLog
from netmon_tray.store.database import Database
from netmon_tray.store.outbox import Outbox
from netmon_tray.store.trusted_clock import TrustedClock
from netmon_tray.upload.circuit import Circuit, Moment
from netmon_tray.upload.circuit_store import CircuitStore
from support.bus import Answer, Handler, PrivateBus, private_bus, properties_of, scripted_service
from support.netmon_process import Netmon
from support.samples import T0_UNIX_MS, wired

WATCHER = "org.kde.StatusNotifierWatcher"

CHECKS = [
    "networkmanager", "modemmanager", "tray", "keyring", "token", "server", "clock", "autostart", "database",
    "ledger", "data_directory", "settings", "policy",
]  # fmt: skip


@pytest.fixture
def netmon(tmp_path: Path) -> Netmon:
    return Netmon(tmp_path)


@pytest.fixture
def bus() -> Iterator[PrivateBus]:
    with private_bus() as started:
        yield started


def rows(netmon: Netmon, environ: dict[str, str] | None = None, code: int = 0) -> dict[str, dict[str, str]]:
    return {row["check"]: row for row in netmon.json("doctor", environ=environ, code=code)}


def desktop(bus: PrivateBus, display: str) -> dict[str, str]:
    addresses = {"DBUS_SYSTEM_BUS_ADDRESS": bus.address, "DBUS_SESSION_BUS_ADDRESS": bus.address}
    return {**addresses, display: ":99" if display == "DISPLAY" else "wayland-99"}


def has_host(is_there: bool) -> Handler:
    def handle(_message: Message) -> Answer:
        return "v", (("b", is_there),)

    return handle


def test_every_row_is_there_with_a_state_in_words(netmon: Netmon) -> None:
    done = netmon("doctor")
    documents = netmon.json("doctor")
    checks = [row["check"] for row in documents]
    assert checks[-len(CHECKS) :] == CHECKS
    assert {row["state"] for row in documents} <= {"fine", "not_tested"}
    assert all(row["finding"] for row in documents)
    assert len(done.stdout.splitlines()) == len(documents)


@pytest.mark.parametrize(
    ("offset_ms", "state", "words"),
    [
        (3000, "fine", "It agreed with the server's at"),
        (7_200_000, "attention", "It was 2 h behind the server's at"),
        (-86_400_000 * 400, "attention", "It was 400 d ahead of the server's at"),
    ],
)
def test_the_clock_is_compared_with_the_servers_last_word(
    netmon: Netmon, offset_ms: int, state: str, words: str
) -> None:
    now_unix_ms = time.time_ns() // 1_000_000
    with Database.open(netmon.data_dir) as database:
        TrustedClock(AgentState(database)).note(now_unix_ms + offset_ms, now_unix_ms)
    row = rows(netmon, code=3 if state == "attention" else 0)["clock"]
    assert row["state"] == state
    assert row["finding"].startswith(words)


def test_services_that_run_and_that_do_not(netmon: Netmon, bus: PrivateBus) -> None:
    environ = {"DBUS_SYSTEM_BUS_ADDRESS": bus.address}
    assert rows(netmon, environ)["modemmanager"]["finding"].startswith("Not running, and not needed")
    with scripted_service(bus, "org.freedesktop.ModemManager1", properties_of({})):
        found = rows(netmon, environ)
    assert found["modemmanager"]["finding"] == "Running."
    assert found["networkmanager"]["finding"].startswith("Not running")


def test_a_bus_that_hangs_is_told_in_time(netmon: Netmon, bus: PrivateBus) -> None:
    with bus.frozen():
        found = rows(netmon, {"DBUS_SYSTEM_BUS_ADDRESS": bus.address}, code=3)
    assert found["networkmanager"]["state"] == "attention"
    assert "does not answer" in found["networkmanager"]["finding"]


@pytest.mark.parametrize(("display", "state"), [("DISPLAY", "not_tested"), ("WAYLAND_DISPLAY", "attention")])
def test_a_desktop_without_a_tray_host(netmon: Netmon, bus: PrivateBus, display: str, state: str) -> None:
    """On X11 an older kind of tray may be there, which is not asked for: that is not claimed either way."""
    found = rows(netmon, desktop(bus, display), code=3 if state == "attention" else 0)
    assert found["tray"]["state"] == state


@pytest.mark.parametrize(("is_there", "state"), [(True, "fine"), (False, "attention")])
def test_the_watcher_says_whether_a_host_shows_icons(
    netmon: Netmon, bus: PrivateBus, *, is_there: bool, state: str
) -> None:
    with scripted_service(bus, WATCHER, has_host(is_there)):
        found = rows(netmon, desktop(bus, "WAYLAND_DISPLAY"), code=0 if is_there else 3)
    assert found["tray"]["state"] == state


def test_an_upload_that_was_turned_on_by_hand_is_told_until_the_server_took_a_record(netmon: Netmon) -> None:
    netmon.config_file.write_text('[upload]\nenabled = true\nbase_url = "http://127.0.0.1:9"\n', encoding="utf-8")
    environ = {"NETMON_TOKEN": "canary-token-0123456789"}
    row = rows(netmon, environ)["server"]
    assert row["state"] == "not_tested"
    assert row["finding"] == "http://127.0.0.1:9 took no record yet. Ask it with: netmon token check"
    with Database.open(netmon.data_dir) as database:
        CircuitStore(AgentState(database)).save(Circuit(last_success_unix_ms=T0_UNIX_MS), Moment.now())
    assert rows(netmon, environ)["server"]["state"] == "fine"


def test_what_was_given_up_is_told(netmon: Netmon) -> None:
    record = ConnectionRecord(str(uuid.uuid4()), "a", RecordEvent.ESTABLISHED, T0_UNIX_MS, wired(), 0, 0)
    with Database.open(netmon.data_dir) as database:
        record_id = ConnectionLog(database).append(record, "{}", {})
        Outbox(database).drop([record_id], T0_UNIX_MS)
    assert "1 record (dropped by user" in rows(netmon, {})["ledger"]["finding"]

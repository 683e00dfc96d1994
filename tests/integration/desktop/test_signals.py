"""The buses' own signals: back from sleep as logind tells it, a real keyring that is unlocked, buses that vanish."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from jeepney import DBusAddress, Message, new_signal

from netmon_tray import desktop
from netmon_tray.desktop import signals
from support.bus import BusClient, PrivateBus, bus_client, private_bus
from support.keyring_service import KeyringService

Wait = Callable[..., object]
LOGIND = DBusAddress("/org/freedesktop/login1", "org.freedesktop.login1", "org.freedesktop.login1.Manager")


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[PrivateBus]:
    with private_bus() as bus:
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", bus.address)
        yield bus


@pytest.fixture
def logind(bus: PrivateBus) -> Iterator[BusClient]:
    with bus_client(bus) as client:
        client.own("org.freedesktop.login1")
        yield client


def prepare_for_sleep(*, is_going: bool) -> Message:
    return new_signal(LOGIND, "PrepareForSleep", "b", (is_going,))


class Ears:
    """Counts what was heard."""

    def __init__(self) -> None:
        self.heard = 0

    def __call__(self) -> None:
        self.heard += 1


def threads() -> int:
    return sum(one.name == "netmon-bus-signals" for one in threading.enumerate())


def test_only_the_end_of_a_sleep_is_told(logind: BusClient, eventually: Wait) -> None:
    ears = Ears()
    listener = desktop.listen("resume", ears)
    assert listener is not None

    def wake() -> bool:
        logind.send(prepare_for_sleep(is_going=True))
        logind.send(prepare_for_sleep(is_going=False))
        return ears.heard > 0

    eventually(wake)
    heard = ears.heard
    for _ in range(3):
        logind.send(prepare_for_sleep(is_going=True))
    logind.send(prepare_for_sleep(is_going=False))
    eventually(lambda: ears.heard > heard)
    listener.close()
    eventually(lambda: threads() == 0)


def test_somebody_elses_word_for_it_is_not_heeded(bus: PrivateBus, eventually: Wait) -> None:
    ears = Ears()
    listener = signals.on_resume(ears)
    with bus_client(bus) as stranger, bus_client(bus) as logind:
        logind.own("org.freedesktop.login1")
        eventually(lambda: listener._connection is not None)
        for _ in range(5):
            stranger.send(prepare_for_sleep(is_going=False))

        def wake() -> bool:
            logind.send(prepare_for_sleep(is_going=False))
            return ears.heard > 0

        eventually(wake)
    listener.close()


def test_without_a_bus_nothing_is_said_and_nothing_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, eventually: Wait
) -> None:
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", f"unix:path={tmp_path}/none")
    listener = desktop.listen("resume", Ears())
    eventually(lambda: threads() == 0)
    assert listener is not None
    listener.close()


def test_outside_of_a_session_there_is_no_keyring_to_listen_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    assert desktop.listen("keyring", Ears()) is None


def test_a_bus_that_ends_ends_the_listening_quietly(bus: PrivateBus, eventually: Wait) -> None:
    listener = signals.on_resume(Ears())
    eventually(lambda: listener._connection is not None)
    bus.stop()
    eventually(lambda: threads() == 0)


def test_a_keyring_that_is_unlocked_tells_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, eventually: Wait) -> None:
    with KeyringService(tmp_path) as keyring:
        keyring.start_daemon()
        keyring.stop_daemon()
        keyring.start_daemon(None)
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", keyring.environ["DBUS_SESSION_BUS_ADDRESS"])
        ears = Ears()
        listener = desktop.listen("keyring", ears)
        assert isinstance(listener, signals.BusListener)
        eventually(lambda: listener._connection is not None)
        keyring.unlock("pw1")
        eventually(lambda: ears.heard > 0)
        listener.close()

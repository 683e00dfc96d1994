"""The bus layer on a private bus: what hangs, vanishes, refuses or is restarted, and what hears of changes."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from jeepney import DBusAddress, new_method_call, new_signal

from netmon_tray.probes.linux.dbus import ChangeListener, SystemBus
from netmon_tray.probes.linux.dbus_connection import BusError, Trouble
from support.bus import (
    HANG,
    BusClient,
    PrivateBus,
    RefusalError,
    VanishError,
    bus_client,
    private_bus,
    scripted_service,
)

NM = "org.freedesktop.NetworkManager"
MM = "org.freedesktop.ModemManager1"
NM_PATH = "/org/freedesktop/NetworkManager"
QUESTION = (NM, NM_PATH, NM, "GetDevices")


@pytest.fixture(scope="module")
def shared_bus() -> Iterator[PrivateBus]:
    with private_bus() as bus:
        yield bus


@pytest.fixture
def system_bus(shared_bus: PrivateBus) -> Iterator[SystemBus]:
    bus = SystemBus(shared_bus.address, call_timeout_s=0.5)
    yield bus
    bus.close()


def trouble_of(bus: SystemBus, *question: str) -> Trouble:
    with pytest.raises(BusError) as caught:
        bus.call(*(question or QUESTION))
    return caught.value.trouble


def test_an_answer_is_returned_with_its_values(shared_bus: PrivateBus, system_bus: SystemBus) -> None:
    with scripted_service(shared_bus, NM, lambda _: ("sa{sv}", ("a", {"b": ("u", 7)}))) as service:
        assert system_bus.call(*QUESTION) == ("a", {"b": ("u", 7)})
        assert service.members() == ["GetDevices"]
    assert (system_bus.unique_name or "").startswith(":")


def test_the_environment_names_the_bus(shared_bus: PrivateBus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", f"unix:path=/nonexistent/bus;{shared_bus.address}")
    bus = SystemBus()
    with scripted_service(shared_bus, NM, lambda _: ("u", (1,))):
        assert bus.call(*QUESTION) == (1,)
    bus.close()


def test_an_absent_service_is_not_started_by_asking(
    shared_bus: PrivateBus, system_bus: SystemBus, eventually: Callable[..., object]
) -> None:
    name, marker = "org.example.Activatable", shared_bus.folder / "started"
    shared_bus.add_activatable(name, f"/usr/bin/touch {marker}")
    with bus_client(shared_bus) as ordinary:
        ordinary.call("org.freedesktop.DBus", "/", "org.freedesktop.DBus", "ReloadConfig")
        assert trouble_of(system_bus, name, "/", name, "Ask") is Trouble.NO_SERVICE
        assert not marker.exists()
        ordinary.send(new_method_call(DBusAddress("/", name, name), "Ask"))  # without the flag it is started
    eventually(marker.exists)


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        ("org.freedesktop.DBus.Error.AccessDenied", Trouble.DENIED),
        ("org.freedesktop.NetworkManager.Settings.PermissionDenied", Trouble.DENIED),
        ("org.freedesktop.ModemManager1.Error.Core.Unauthorized", Trouble.DENIED),
        ("org.freedesktop.DBus.Error.InteractiveAuthorizationRequired", Trouble.DENIED),
        ("org.freedesktop.DBus.Error.UnknownObject", Trouble.NO_OBJECT),
        ("org.freedesktop.DBus.Error.InvalidArgs", Trouble.NO_OBJECT),
        ("org.freedesktop.ModemManager1.Error.Core.WrongState", Trouble.OTHER),
    ],
)
def test_errors_of_services(shared_bus: PrivateBus, system_bus: SystemBus, error: str, trouble: Trouble) -> None:
    def refuse(_: object) -> None:
        raise RefusalError(error, "not for you")

    with scripted_service(shared_bus, NM, refuse):
        with pytest.raises(BusError, match="not for you") as caught:
            system_bus.call(*QUESTION)
        assert caught.value.trouble is trouble


def test_a_policy_of_the_bus_that_denies() -> None:
    policy = f'<policy context="default"><deny send_destination="{NM}"/></policy>'
    with private_bus(policy) as bus, scripted_service(bus, NM, lambda _: ("u", (1,))):
        asking = SystemBus(bus.address)
        assert trouble_of(asking) is Trouble.DENIED
        asking.close()


def test_a_service_that_never_answers_costs_the_time_limit_and_the_next_question_is_answered(
    shared_bus: PrivateBus, system_bus: SystemBus
) -> None:
    answers: Iterator[Any] = iter([HANG, ("u", (2,))])
    with scripted_service(shared_bus, NM, lambda _: next(answers)):
        started = time.monotonic()
        assert trouble_of(system_bus) is Trouble.TIMEOUT
        assert 0.4 < time.monotonic() - started < 10  # the bus itself would wait 25 s
        assert system_bus.unique_name is None, "the connection, and what the service still works on, must be let go"
        assert system_bus.call(*QUESTION) == (2,)


def test_a_service_that_vanishes_instead_of_answering(shared_bus: PrivateBus, system_bus: SystemBus) -> None:
    def vanish(_: object) -> None:
        raise VanishError

    with scripted_service(shared_bus, NM, vanish):
        assert trouble_of(system_bus) is Trouble.VANISHED
    assert trouble_of(system_bus) is Trouble.NO_SERVICE


def test_a_restarted_bus_is_found_again_within_the_same_question() -> None:
    with private_bus() as bus:
        asking = SystemBus(bus.address, call_timeout_s=1)
        with scripted_service(bus, NM, lambda _: ("u", (1,))):
            assert asking.call(*QUESTION) == (1,)
        bus.stop()
        assert trouble_of(asking) is Trouble.NO_BUS
        bus.start()
        with scripted_service(bus, NM, lambda _: ("u", (2,))):
            assert asking.call(*QUESTION) == (2,)
            bus.stop()
            bus.start()
            assert trouble_of(asking) is Trouble.NO_SERVICE
        asking.close()


def test_a_bus_that_hangs_in_its_greeting_costs_the_time_limit(shared_bus: PrivateBus) -> None:
    fresh = SystemBus(shared_bus.address, call_timeout_s=0.5)
    started = time.monotonic()
    with shared_bus.frozen():
        assert trouble_of(fresh) is Trouble.BUS_FAILED
    assert time.monotonic() - started < 10  # the bus itself would wait 25 s


def test_a_bus_that_hangs_after_its_greeting_costs_the_time_limit(
    shared_bus: PrivateBus, system_bus: SystemBus
) -> None:
    assert trouble_of(system_bus) is Trouble.NO_SERVICE
    with shared_bus.frozen():
        assert trouble_of(system_bus) is Trouble.TIMEOUT
    assert trouble_of(system_bus) is Trouble.NO_SERVICE


GREETING = b"OK 0123456789abcdef0123456789abcdef\r\n"


@pytest.mark.parametrize(
    "replies",
    [
        [b"REJECTED EXTERNAL\r\n"],
        [b"\x00\xff" * 5000],
        [b""],
        [],
        [GREETING, b"l\x02\x01\x01" + b"\xff" * 60],
        [GREETING, b"?" * 64],
        [GREETING, b"l\x02\x01\x01\x00\x00\x00\x00\x01\x00\x00\x00\x05\x00\x00\x00\x99\x01?\x00\x00\x00\x00\x00"],
    ],
    ids=["rejected", "noise", "silent", "closed", "huge", "no message", "broken header"],
)
def test_something_that_is_no_bus_is_a_failed_bus(replies: list[bytes], tmp_path: Path) -> None:
    place = str(tmp_path / "s")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(place)
        listener.listen()

        def talk() -> None:
            peer, _ = listener.accept()
            with peer, contextlib.suppress(OSError):
                for reply in replies:
                    peer.recv(4096)
                    peer.sendall(reply)
                if replies:
                    peer.recv(4096)

        thread = threading.Thread(target=talk)
        thread.start()
        asking = SystemBus(f"unix:path={place}", call_timeout_s=0.5)
        assert trouble_of(asking) is Trouble.BUS_FAILED
        thread.join(5)


def test_two_threads_share_a_bus(shared_bus: PrivateBus, system_bus: SystemBus) -> None:
    with scripted_service(shared_bus, NM, lambda message: ("u", (message.header.serial,))):
        answers: list[tuple[Any, ...]] = []
        threads = [
            threading.Thread(target=lambda: answers.extend(system_bus.call(*QUESTION) for _ in range(50)))
            for _ in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(10)
    assert len(set(answers)) == 200


class Changes:
    """Counts what the listener told."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self) -> None:
        self.count += 1


@contextlib.contextmanager
def listening(bus: PrivateBus) -> Iterator[tuple[ChangeListener, Changes]]:
    changes = Changes()
    listener = ChangeListener(changes, bus.address, first_retry_s=0.05)
    listener.start()
    try:
        yield listener, changes
    finally:
        listener.close()
    assert not [thread for thread in threading.enumerate() if thread.name == "netmon-dbus-events"]


def emit(client: BusClient, path: str, interface: str, changed: dict[str, tuple[str, Any]]) -> None:
    """Emit PropertiesChanged of ``client``, which owns the service's name."""
    source = DBusAddress(path, interface="org.freedesktop.DBus.Properties")
    client.send(new_signal(source, "PropertiesChanged", "sa{sv}as", (interface, changed, [])))


def test_changes_of_networkmanager_are_heard_and_noise_is_not(
    shared_bus: PrivateBus, eventually: Callable[..., object]
) -> None:
    with listening(shared_bus) as (_, changes), bus_client(shared_bus) as network_manager:
        eventually(lambda: changes.count == 1, what="the call after the subscription")
        network_manager.own(NM)
        eventually(lambda: changes.count == 2, what="the call for NetworkManager's start")
        device = f"{NM_PATH}/Devices/3"
        emit(network_manager, f"{NM_PATH}/AccessPoint/4", f"{NM}.AccessPoint", {"Strength": ("y", 70)})
        emit(network_manager, device, f"{NM}.Device.Statistics", {"RxBytes": ("t", 1)})
        emit(network_manager, device, f"{NM}.Device.Wireless", {"Bitrate": ("u", 1)})
        emit(network_manager, device, f"{NM}.Device", {"Metered": ("u", 1)})
        eventually(lambda: changes.count == 3)
        emit(network_manager, f"{NM_PATH}/ActiveConnection/1", f"{NM}.Connection.Active", {"State": ("u", 2)})
        eventually(lambda: changes.count == 4)
        emit(network_manager, NM_PATH, NM, {"Connectivity": ("u", 2)})
        eventually(lambda: changes.count == 5)


def test_changes_of_modemmanager_are_heard_and_running_counters_are_not(
    shared_bus: PrivateBus, eventually: Callable[..., object]
) -> None:
    root = "/org/freedesktop/ModemManager1"
    with listening(shared_bus) as (_, changes), bus_client(shared_bus) as modem_manager:
        eventually(lambda: changes.count == 1)
        modem_manager.own(MM)
        eventually(lambda: changes.count == 2)
        emit(modem_manager, f"{root}/Bearer/0", f"{MM}.Bearer", {"Stats": ("a{sv}", {"duration": ("u", 30)})})
        emit(modem_manager, f"{root}/Modem/0", f"{MM}.Modem.Signal", {"Lte": ("a{sv}", {"rsrp": ("d", -99.0)})})
        eventually(lambda: changes.count == 3)


def test_the_listener_sleeps_while_nothing_happens(shared_bus: PrivateBus, eventually: Callable[..., object]) -> None:
    with listening(shared_bus) as (_, changes):
        eventually(lambda: changes.count == 1)
        (thread,) = [thread for thread in threading.enumerate() if thread.name == "netmon-dbus-events"]
        status = Path(f"/proc/self/task/{thread.native_id}/status")
        eventually(lambda: "S (sleeping)" in status.read_text())
        before = wake_ups(status)
        with bus_client(shared_bus) as stranger:
            for number in range(50):
                stranger.own(f"org.example.Stranger{number}")
        assert wake_ups(status) == before


def wake_ups(status: Path) -> int:
    lines = dict(line.split(":\t", 1) for line in status.read_text().splitlines())
    return int(lines["voluntary_ctxt_switches"])


def test_closing_ends_the_wait_at_once(shared_bus: PrivateBus, eventually: Callable[..., object]) -> None:
    with listening(shared_bus) as (listener, changes):
        eventually(lambda: changes.count == 1)
        started = time.monotonic()
        listener.close()
        assert time.monotonic() - started < 10


def test_closing_a_listener_that_waits_for_a_bus_is_at_once_too() -> None:
    listener = ChangeListener(Changes(), "unix:path=/nonexistent/bus", first_retry_s=60)
    listener.start()
    started = time.monotonic()
    listener.close()
    assert time.monotonic() - started < 10  # it would try again after 60 s


def test_a_listener_that_was_never_started_can_be_closed() -> None:
    ChangeListener(Changes(), "unix:path=/nonexistent/bus").close()


def test_the_listener_survives_a_restart_of_the_bus(eventually: Callable[..., object]) -> None:
    with private_bus() as bus, listening(bus) as (_, changes):
        eventually(lambda: changes.count == 1)
        bus.stop()
        bus.start()
        eventually(lambda: changes.count == 2, what="the call after the bus came back")
        with bus_client(bus) as network_manager:
            network_manager.own(NM)
            eventually(lambda: changes.count == 3)


def test_the_listener_finds_a_bus_that_starts_later(eventually: Callable[..., object]) -> None:
    with private_bus() as bus:
        bus.stop()
        with listening(bus) as (_, changes):
            assert changes.count == 0
            bus.start()
            eventually(lambda: changes.count == 1)

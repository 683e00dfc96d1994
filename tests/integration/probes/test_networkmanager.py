"""The NetworkManager reader against recordings, a mock with real D-Bus traffic, and services that misbehave."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from jeepney import HeaderFields, Message

from netmon_tray.model import Reachability
from netmon_tray.probes.faults import PartFailed
from netmon_tray.probes.linux.dbus import SystemBus
from netmon_tray.probes.linux.networkmanager import NetworkManagerReader
from netmon_tray.probes.parse import networkmanager as nm
from support.bus import (
    HANG,
    Answer,
    Handler,
    PrivateBus,
    RefusalError,
    VanishError,
    private_bus,
    properties_of,
    scripted_service,
)
from support.dbusmock_services import MockService, add_wifi, add_wired, mock_networkmanager
from support.nm_captures import CAPTURES, recorded_objects

NM, NM_PATH = nm.SERVICE, nm.MANAGER_PATH
WITHOUT_WIFI = ("linux_topology", "linux_bluetooth_pan")
FOLDERS = sorted(path.parent.name for path in CAPTURES.glob("*/nm.json"))


@pytest.fixture(scope="module")
def bus() -> Iterator[PrivateBus]:
    with private_bus() as bus:
        yield bus


@pytest.fixture
def system_bus(bus: PrivateBus) -> Iterator[SystemBus]:
    asking = SystemBus(bus.address, call_timeout_s=0.6)
    yield asking
    asking.close()


@pytest.fixture
def reader(system_bus: SystemBus) -> NetworkManagerReader:
    return NetworkManagerReader(system_bus)


@pytest.mark.parametrize("folder", FOLDERS)
def test_targeted_questions_find_all_that_the_whole_recording_holds(
    folder: str, bus: PrivateBus, reader: NetworkManagerReader
) -> None:
    objects = recorded_objects(folder)
    with scripted_service(bus, NM, properties_of(objects)) as service:
        assert reader.read() == nm.decode_facts(objects, {})
    assert set(service.members()) <= {"GetAll", "GetSettings"}
    asked = {call.header.fields[HeaderFields.path] for call in service.calls}
    assert len(service.calls) < len(objects)
    assert sum("AccessPoint" in path for path in asked) == (folder not in WITHOUT_WIFI)


def test_the_cost_of_a_look(bus: PrivateBus, system_bus: SystemBus) -> None:
    """A look at a laptop on Wi-Fi must not be felt: far below a tick, CPU of both ends of the test included."""
    reader = NetworkManagerReader(system_bus)
    with scripted_service(bus, NM, properties_of(recorded_objects("linux_wpa2_psk"))) as service:
        reader.read()
        service.calls.clear()
        before = time.process_time()
        for _ in range(20):
            reader.read()
        used_s = (time.process_time() - before) / 20
        assert len(service.calls) / 20 <= 12
    assert used_s < 0.05


def test_without_networkmanager_there_is_nothing_to_say(reader: NetworkManagerReader) -> None:
    assert reader.read() is None


@pytest.fixture
def mock(bus: PrivateBus) -> Iterator[MockService]:
    with mock_networkmanager(bus) as mock:
        yield mock


def test_nothing_connected(mock: MockService, reader: NetworkManagerReader) -> None:
    mock.call("SetGlobalConnectionState", "u", 20)
    mock.call("SetConnectivity", "u", 1)
    assert reader.read() == nm.NetworkManagerFacts(Reachability.DISCONNECTED, has_portal=False)


def test_wifi_with_everything_that_can_change(mock: MockService, reader: NetworkManagerReader) -> None:
    active, point = add_wifi(mock, "Caf\u00e9 <b>Wi-Fi</b>", 73, 0x100)
    expected = nm.ConnectionFacts(
        interface="wlan0",
        connection_name="Caf\u00e9 <b>Wi-Fi</b>",
        connection_type="802-11-wireless",
        is_metered=None,
        has_8021x=False,
        ap_flags=(1, 0x100, 0x100),
        ap_strength_percent=73,
        bluetooth_name=None,
        modem_path=None,
        key_mgmt="wpa-psk",
    )
    assert reader.read() == nm.NetworkManagerFacts(
        Reachability.ONLINE, has_portal=False, connections={"wlan0": expected}
    )

    mock.set(NM_PATH, NM, "Metered", "u", 3)
    mock.set(point, nm.ACCESS_POINT, "Strength", "y", 41)
    mock.call("SetConnectivity", "u", 2)
    seen = reader.read()
    assert seen is not None
    assert (seen.reachability, seen.has_portal) == (Reachability.SITE, True)
    assert (seen.connections["wlan0"].is_metered, seen.connections["wlan0"].ap_strength_percent) == (True, 41)

    mock.set(active, nm.ACTIVE, "State", "u", 3)  # on its way down: still this connection
    seen = reader.read()
    assert seen is not None
    assert list(seen.connections) == ["wlan0"]

    mock.set(active, nm.ACTIVE, "State", "u", 4)
    seen = reader.read()
    assert seen is not None
    assert seen.connections == {}


def test_8021x_on_a_cable_is_seen_without_its_identity(mock: MockService, reader: NetworkManagerReader) -> None:
    add_wired(mock, {"802-1x": {"eap": ("as", ["peap"]), "identity": ("s", "alice@example.org")}})
    seen = reader.read()
    assert seen is not None
    assert seen.connections["eth0"].connection_name == "Office cable"
    assert seen.connections["eth0"].has_8021x is True
    assert "alice" not in repr(seen)


def test_a_plain_cable(mock: MockService, reader: NetworkManagerReader) -> None:
    add_wired(mock, {"ipv4": {"method": ("s", "auto")}})
    seen = reader.read()
    assert seen is not None
    assert seen.connections["eth0"].has_8021x is False


def answering_then(what: Handler, *, after: int) -> Handler:
    """Serve a recording for some calls, then do something else."""
    serve, count = properties_of(recorded_objects("linux_wpa2_psk")), iter(range(100))

    def handle(message: Message) -> Answer:
        return serve(message) if next(count) < after else what(message)

    return handle


def vanish(_: Message) -> Answer:
    raise VanishError


def deny(_: Message) -> Answer:
    raise RefusalError("org.freedesktop.DBus.Error.AccessDenied")


def forget(_: Message) -> Answer:
    raise RefusalError("org.freedesktop.DBus.Error.UnknownObject")


@pytest.mark.parametrize("after", [0, 3])
@pytest.mark.parametrize(
    ("what", "sentence"),
    [
        (lambda _: HANG, "NetworkManager did not answer within 0.6 s."),
        (vanish, "NetworkManager stopped while it was being asked."),
        (deny, "NetworkManager does not answer this user: access denied."),
    ],
    ids=["hangs", "vanishes", "denies"],
)
def test_a_service_that_misbehaves_fails_its_part_in_a_sentence(
    bus: PrivateBus, reader: NetworkManagerReader, what: Handler, sentence: str, after: int
) -> None:
    started = time.monotonic()
    with scripted_service(bus, NM, answering_then(what, after=after)), pytest.raises(PartFailed) as caught:
        reader.read()
    assert (caught.value.part, caught.value.text) == ("networkmanager", sentence)
    assert time.monotonic() - started < 10  # the bus itself would wait 25 s


def test_slow_answers_share_one_time_limit(bus: PrivateBus, reader: NetworkManagerReader) -> None:
    serve = properties_of(recorded_objects("linux_wpa2_psk"))

    def slowly(message: Message) -> Answer:
        time.sleep(0.25)
        return serve(message)

    started = time.monotonic()
    with scripted_service(bus, NM, slowly), pytest.raises(PartFailed, match="did not answer"):
        reader.read()
    assert time.monotonic() - started < 10  # the bus itself would wait 25 s


def test_objects_that_go_while_we_look_are_left_out(bus: PrivateBus, reader: NetworkManagerReader) -> None:
    with scripted_service(bus, NM, answering_then(forget, after=1)):
        assert reader.read() == nm.NetworkManagerFacts(Reachability.SITE, has_portal=False)


def test_another_users_profile_is_unknown_and_the_rest_is_read(bus: PrivateBus, reader: NetworkManagerReader) -> None:
    serve = properties_of(recorded_objects("linux_wpa2_psk"))

    def private(message: Message) -> Answer:
        if message.header.fields[HeaderFields.member] == "GetSettings":
            raise RefusalError("org.freedesktop.NetworkManager.Settings.PermissionDenied")
        return serve(message)

    with scripted_service(bus, NM, private):
        seen = reader.read()
    assert seen is not None
    assert (seen.connections["wlan1"].connection_name, seen.connections["wlan1"].has_8021x) == ("lab", None)


def test_a_daemon_that_has_its_name_but_not_its_objects_yet_does_not_run_yet(
    bus: PrivateBus, reader: NetworkManagerReader
) -> None:
    with scripted_service(bus, NM, forget):
        assert reader.read() is None


def test_a_policy_that_denies_it_to_this_user() -> None:
    policy = f'<policy context="default"><deny send_destination="{NM}"/></policy>'
    with private_bus(policy) as strict, scripted_service(strict, NM, forget):
        asking = SystemBus(strict.address)
        with pytest.raises(PartFailed, match="access denied"):
            NetworkManagerReader(asking).read()
        asking.close()


def test_a_dead_bus_is_a_failed_part_while_its_socket_stands_and_a_new_one_is_found() -> None:
    with private_bus() as other:
        asking = SystemBus(other.address)
        reader = NetworkManagerReader(asking)
        recorded = properties_of(recorded_objects("linux_open"))
        with scripted_service(other, NM, recorded):
            assert reader.read() is not None
        other.stop()
        other.socket.touch()  # what a bus that was killed leaves behind
        with pytest.raises(PartFailed, match="the system bus cannot be reached"):
            reader.read()
        other.socket.unlink()
        other.start()
        with scripted_service(other, NM, recorded):
            assert reader.read() is not None
        asking.close()

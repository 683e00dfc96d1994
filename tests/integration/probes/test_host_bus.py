"""The whole probe with its daemons on a private bus: recorded NetworkManagers, one that hangs, and none at all."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from jeepney import DBusAddress, new_signal

from netmon_tray.model import UNSUPPORTED, Reachability
from netmon_tray.probes.linux.host import BUS_WAIT_S, LinuxHost
from netmon_tray.probes.parse import networkmanager as nm
from support.bus import HANG, Answer, PrivateBus, bus_client, private_bus, properties_of, scripted_service
from support.nm_captures import CAPTURES, recorded_objects
from support.recorded_kernel import RecordedKernel, make_sysfs

NAMED_BY_THE_DAEMON = {"eth0", "bnep1"}
"""The cables and the phone; a WiFi network's name comes from the kernel."""
MARGIN_S = 0.4
"""For a loaded machine, on top of a wait that the probe promises not to exceed."""


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[PrivateBus]:
    with private_bus() as bus:
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", bus.address)
        yield bus


@pytest.fixture
def make_host(tmp_path: Path) -> Iterator[Callable[[str], LinuxHost]]:
    made: list[LinuxHost] = []

    def make(folder: str) -> LinuxHost:
        if (CAPTURES / folder / "nlprobe.txt").exists():
            make_sysfs(tmp_path, folder)
        made.append(LinuxHost(open_socket=RecordedKernel(folder).open, sysfs=tmp_path))
        return made[-1]

    yield make
    for host in made:
        host.close()


@pytest.mark.parametrize("folder", sorted(path.parent.name for path in CAPTURES.glob("*/nm.json")))
def test_kernel_and_networkmanager_recorded_together(
    folder: str, bus: PrivateBus, make_host: Callable[[str], LinuxHost]
) -> None:
    objects = recorded_objects(folder)
    expected = nm.decode_facts(objects, {})
    with scripted_service(bus, nm.SERVICE, properties_of(objects)):
        sample = make_host(folder).sample()
    assert sample.faults == ()
    assert sample.reachability is expected.reachability
    names = {link.interface.name: link.network.name for link in sample.links}
    wanted = {name: expected.connections[name] for name in NAMED_BY_THE_DAEMON & expected.connections.keys()}
    assert {name: names[name] for name in wanted} == {
        name: known.bluetooth_name or known.connection_name for name, known in wanted.items()
    }
    assert expected.connections
    for link in sample.links:
        known = expected.connections.get(link.interface.name)
        if known is not None:
            metered = UNSUPPORTED if known.is_metered is None else known.is_metered
            assert link.network.is_metered == metered


def hang(message: object) -> Answer:
    return HANG


def test_a_networkmanager_that_hangs_holds_up_one_sample_only(
    bus: PrivateBus, make_host: Callable[[str], LinuxHost]
) -> None:
    host = make_host("linux_wpa2_psk")
    with scripted_service(bus, nm.SERVICE, hang):
        began = time.monotonic()
        sample = host.sample()
        assert time.monotonic() - began < BUS_WAIT_S + MARGIN_S
        assert [fault.part for fault in sample.faults] == ["networkmanager"]
        assert sample.primary is not None
        assert sample.primary.network.name == "LabWPA2"
        assert sample.primary.counters is not None
        assert sample.reachability is Reachability.SITE
        for _ in range(3):
            host.mark_stale()
            began = time.monotonic()
            assert host.sample().primary_name == "wlan1"
            assert time.monotonic() - began < BUS_WAIT_S


def test_a_networkmanager_that_begins_to_answer_is_heard(
    bus: PrivateBus, make_host: Callable[[str], LinuxHost], eventually: Callable[..., object]
) -> None:
    host = make_host("linux_wpa2_psk")
    changed = threading.Event()
    host.subscribe(changed.set)
    sample = host.sample()
    cable = sample.link("eth0")
    assert (sample.faults, cable and cable.network.name) == ((), "eth0")
    changed.clear()
    objects = recorded_objects("linux_wpa2_psk")
    with scripted_service(bus, nm.SERVICE, properties_of(objects)):
        assert changed.wait(5)
        name = nm.decode_facts(objects, {}).connections["eth0"].connection_name
        eventually(lambda: (link := host.sample().link("eth0")) and link.network.name == name)


def test_a_changed_property_wakes_the_subscriber(bus: PrivateBus, make_host: Callable[[str], LinuxHost]) -> None:
    host = make_host("linux_wpa2_psk")
    changed = threading.Event()
    with (
        scripted_service(bus, nm.SERVICE, properties_of(recorded_objects("linux_wpa2_psk"))),
        bus_client(bus) as client,
    ):
        client.own("org.freedesktop.ModemManager1")
        host.subscribe(changed.set)
        assert changed.wait(5)  # once when the subscription stands
        host.sample()
        changed.clear()
        emitter = DBusAddress("/org/freedesktop/ModemManager1/Modem/0", interface="org.freedesktop.DBus.Properties")
        body: tuple[Any, ...] = ("org.freedesktop.ModemManager1.Modem", {"State": ("i", 11)}, [])
        client.send(new_signal(emitter, "PropertiesChanged", "sa{sv}as", body))
        assert changed.wait(5)


def test_without_a_bus_nothing_of_d_bus_is_loaded(tmp_path: Path) -> None:
    """In a child, because this process has loaded it. The child's /run is hidden, as in a container."""
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from netmon_tray.probes.linux import bus_desk\n"
        f"bus_desk._SOCKETS = (Path({str(tmp_path / 'none')!r}),)\n"
        "from netmon_tray.probes import host_probe\n"
        "probe = host_probe()\n"
        "probe.subscribe(lambda: None)\n"
        "probe.sample()\n"
        "probe.close()\n"
        "print([name for name in ('jeepney', 'asyncio', 'psutil', 'ssl', 'email') if name in sys.modules])\n"
    )
    environment = {name: value for name, value in os.environ.items() if name != "DBUS_SYSTEM_BUS_ADDRESS"}
    environment["PYTHONPATH"] = os.pathsep.join(sys.path)
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

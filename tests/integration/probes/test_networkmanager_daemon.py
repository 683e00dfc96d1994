"""The NetworkManager reader and the listener against the real daemon: lease, cost, portal, cable, end."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest

from netmon_tray.model import Reachability
from netmon_tray.probes.linux.dbus import ChangeListener, SystemBus
from netmon_tray.probes.linux.networkmanager import NetworkManagerReader
from netmon_tray.probes.parse.networkmanager import ConnectionFacts, NetworkManagerFacts
from support.bus import end, private_bus
from support.nm_daemon import NetworkManagerLab, networkmanager_lab


@pytest.fixture
def lab() -> Iterator[NetworkManagerLab]:
    with private_bus() as bus, networkmanager_lab(bus) as lab:
        yield lab


@pytest.fixture
def reader(lab: NetworkManagerLab) -> Iterator[NetworkManagerReader]:
    asking = SystemBus(lab.bus.address, call_timeout_s=10)
    yield NetworkManagerReader(asking)
    asking.close()


def look(reader: NetworkManagerReader) -> NetworkManagerFacts:
    """What the daemon says; nothing while it is still starting."""
    return reader.read() or NetworkManagerFacts(Reachability.UNKNOWN, has_portal=False)


def test_a_metered_lease_is_a_metered_connection(
    reader: NetworkManagerReader, eventually: Callable[..., object]
) -> None:
    """The router's DHCP carries option 43 ANDROID_METERED, from which NetworkManager guesses "yes"."""
    eventually(lambda: look(reader).reachability is Reachability.ONLINE, 30, "the lease and the check")
    assert look(reader) == NetworkManagerFacts(
        Reachability.ONLINE,
        has_portal=False,
        connections={
            "lab0": ConnectionFacts(
                interface="lab0",
                connection_name="Lab cable",
                connection_type="802-3-ethernet",
                is_metered=True,
                has_8021x=False,
                ap_flags=None,
                ap_strength_percent=None,
                bluetooth_name=None,
                modem_path=None,
                key_mgmt=None,
            )
        },
    )


def test_a_portal_comes_and_goes_and_the_listener_tells(
    lab: NetworkManagerLab, reader: NetworkManagerReader, eventually: Callable[..., object]
) -> None:
    told: list[float] = []
    listener = ChangeListener(lambda: told.append(time.monotonic()), lab.bus.address)
    listener.start()
    eventually(lambda: told, what="the call after the subscription")
    eventually(lambda: look(reader).reachability is Reachability.ONLINE, 30)
    lab.open_portal()
    told.clear()
    assert lab.check_connectivity() == 2
    eventually(lambda: told)
    seen = look(reader)
    assert (seen.reachability, seen.has_portal) == (Reachability.SITE, True)
    lab.close_portal()
    assert lab.check_connectivity() == 4
    eventually(lambda: look(reader).reachability is Reachability.ONLINE)
    assert look(reader).has_portal is False
    listener.close()


def test_a_pulled_cable_is_told_and_comes_back(
    lab: NetworkManagerLab, reader: NetworkManagerReader, eventually: Callable[..., object]
) -> None:
    eventually(lambda: look(reader).reachability is Reachability.ONLINE, 30)
    told: list[float] = []
    listener = ChangeListener(lambda: told.append(time.monotonic()), lab.bus.address)
    listener.start()
    eventually(lambda: told)
    lab.pull_cable()
    gone = NetworkManagerFacts(Reachability.DISCONNECTED, has_portal=False)
    eventually(lambda: look(reader) == gone, 20, "the loss of the carrier")
    told.clear()
    lab.plug_cable()
    eventually(lambda: look(reader).reachability is Reachability.ONLINE, 30, "the new lease")
    assert told
    listener.close()


def test_reading_the_real_daemon_is_cheap(reader: NetworkManagerReader, eventually: Callable[..., object]) -> None:
    eventually(lambda: look(reader).reachability is Reachability.ONLINE, 30)
    before = time.process_time()
    for _ in range(20):
        look(reader)
    assert (time.process_time() - before) / 20 < 0.02


def test_the_end_of_the_daemon_is_told_and_leaves_nothing_to_say(
    lab: NetworkManagerLab, reader: NetworkManagerReader, eventually: Callable[..., object]
) -> None:
    told: list[float] = []
    listener = ChangeListener(lambda: told.append(time.monotonic()), lab.bus.address)
    listener.start()
    eventually(lambda: told)
    eventually(reader.read, 30)
    told.clear()
    end(lab.daemon)
    eventually(lambda: told)
    eventually(lambda: reader.read() is None)
    listener.close()

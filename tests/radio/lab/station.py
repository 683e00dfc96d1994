"""How this computer joins WiFi: NetworkManager, wpa_supplicant alone or iwd, each a way that scenarios ask for."""

from __future__ import annotations

import abc
import contextlib
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from radio.lab import profiles
from radio.lab.access_point import WifiNetwork
from radio.lab.ground import GATEWAY, STATION
from radio.lab.iwd_bus import IwdBus, IwdError
from radio.lab.manager import Manager, ManagerError
from radio.lab.scenario import Way, way
from radio.lab.shell import ENVIRONMENT, CommandError, Process, run
from radio.lab.wpa_control import ControlSocket

if TYPE_CHECKING:
    from radio.lab.lab import Lab

FOLDER = Path("/run/station")
CONTROL = FOLDER / "wpa_supplicant"
START_LIMIT_S = 60.0
JOIN_LIMIT_S = 40.0
FIRST_JOIN_LIMIT_S = 15.0
"""Of a join that may be tried again: a handshake that the emulated air doubles is never done."""
STATIC_ADDRESS = "10.77.0.20/24"
"""For a wpa_supplicant that is alone: outside the range of the access points' DHCP."""
METRIC = "600"
"""Of a WiFi's default route, as NetworkManager gives it."""


class StationError(Exception):
    """The station did not get where it was sent."""


class Station(Way, abc.ABC):
    """A way that can join WiFi networks with ``wlan0``, one at a time."""

    def __init__(self, lab: Lab) -> None:
        self._results = lab.results
        self._processes: list[Process] = []

    @abc.abstractmethod
    def join(self, network: WifiNetwork) -> None:
        """Join; returns once there is an address and a default route.

        Raises:
            StationError, ManagerError, IwdError: it did not work; the text has the daemon's reason.
        """

    @abc.abstractmethod
    def leave(self) -> None:
        """Leave the network, where there is one."""

    @abc.abstractmethod
    def roam_to(self, bssid: str) -> None:
        """Order a change to another access point of the network, which was found by a scan."""

    def key_management(self) -> str:
        """The key management in use by wpa_supplicant's own word ("SAE", "WPA2-PSK", "NONE", ...); empty without it."""
        return ControlSocket(CONTROL / STATION).status().get("key_mgmt", "")

    @contextlib.contextmanager
    def joined(self, network: WifiNetwork) -> Iterator[None]:
        """Be in a network."""
        self.join(network)
        try:
            yield
        finally:
            self.leave()

    def stop(self) -> None:
        """End the daemons, the last one first, and leave the link bare."""
        while self._processes:
            self._processes.pop().end()
        wait_for(_is_bare, f"a bare {STATION}")

    def _start(self, name: str, *words: str, **environ: str) -> Process:
        log = self._results / f"{name}.log"
        process = Process(*words, log=log, environ=ENVIRONMENT | environ)
        self._processes.append(process)
        return process


def station(lab: Lab) -> Station:
    """The way of this scenario, which must be one that joins WiFi."""
    if not isinstance(lab.way, Station):
        raise TypeError(f"{type(lab.way).__name__} joins no WiFi")
    return lab.way


def wait_for(predicate: Callable[[], object], what: str, limit_s: float = JOIN_LIMIT_S) -> None:
    """Wait until it is true.

    Raises:
        StationError: not within ``limit_s``.
    """
    deadline = time.monotonic() + limit_s
    while not predicate():
        if time.monotonic() > deadline:
            raise StationError(f"{what}: not within {limit_s:g} s")
        time.sleep(0.1)


def _is_bare() -> bool:
    """Take the link's address away and switch it off; iwd takes the device along that it made."""
    if not Path("/sys/class/net", STATION).exists():
        for radio in Path("/sys/class/ieee80211").iterdir():  # the others are the access points' and not in sight
            run("iw", "phy", radio.name, "interface", "add", STATION, "type", "managed", check=False)
    try:
        run("ip", "address", "flush", "dev", STATION)
        run("ip", "link", "set", STATION, "down")
    except CommandError:
        return False
    return True


def has_default_route() -> bool:
    """Whether traffic may leave over the station."""
    return bool(run("ip", "route", "show", "default", "dev", STATION).strip())


@way("networkmanager")
class NetworkManager(Station):
    """NetworkManager with wpa_supplicant; it is not asked for anything but to join and to leave.

    Attributes:
        connectivity_uri: what its own check asks, from the next start on; none by default.
        daemon: NetworkManager's process, while the way is up.
    """

    connectivity_uri = ""
    daemon: Process

    def start(self) -> None:
        """Start both; returns once the radio can be used."""
        for name in ("profiles", "conf.d"):
            (FOLDER / name).mkdir(parents=True, exist_ok=True)
        (FOLDER / "wpa_supplicant.conf").write_text(profiles.supplicant(CONTROL))
        self._start(
            "wpa_supplicant", "wpa_supplicant", "-u", "-t", "-i", STATION, "-c", f"{FOLDER}/wpa_supplicant.conf"
        )
        self.start_daemon()

    def start_daemon(self) -> None:
        """Start NetworkManager only."""
        text = profiles.network_manager(FOLDER / "profiles", self.connectivity_uri)
        (FOLDER / "NetworkManager.conf").write_text(text)
        self.daemon = self._start(
            "NetworkManager",
            *("NetworkManager", "--debug", f"--config={FOLDER}/NetworkManager.conf", f"--config-dir={FOLDER}/conf.d"),
            *(f"--system-config-dir={FOLDER}/conf.d", f"--intern-config={FOLDER}/intern.conf"),
        )
        with Manager(STATION) as manager:
            wait_for(lambda: manager.is_ready, "NetworkManager", START_LIMIT_S)

    def join(self, network: WifiNetwork, *, attempts: int = 2) -> None:
        """See Station; the profile is called ``network.name``.

        A second attempt is for handshakes that time out where all is emulated.
        """
        profile = FOLDER / "profiles" / f"{profiles.profile_uuid(network)}.nmconnection"
        profile.write_text(profiles.keyfile(network), encoding="utf-8")
        profile.chmod(0o600)
        with Manager(STATION) as manager:
            for left in reversed(range(attempts)):
                try:
                    limit_s = FIRST_JOIN_LIMIT_S if left else JOIN_LIMIT_S
                    manager.activate(profile, profiles.profile_uuid(network), limit_s)
                    return
                except ManagerError:
                    if not left:
                        raise
                    manager.disconnect()

    def leave(self) -> None:
        """See Station."""
        with Manager(STATION) as manager:
            manager.disconnect()

    def roam_to(self, bssid: str) -> None:
        """See Station."""
        ControlSocket(CONTROL / STATION).ask(f"ROAM {bssid}")


@way("wpa-supplicant")
class WpaSupplicant(Station):
    """wpa_supplicant alone, the address written by hand: nobody but the kernel can be asked."""

    def start(self) -> None:
        """Nothing runs before a network is joined."""
        FOLDER.mkdir(parents=True, exist_ok=True)

    def join(self, network: WifiNetwork) -> None:
        """See Station."""
        configuration = FOLDER / "wpa_supplicant.conf"
        configuration.write_text(profiles.supplicant(CONTROL, network))
        daemon = self._start("wpa_supplicant_alone", "wpa_supplicant", "-t", "-i", STATION, "-c", str(configuration))
        control = ControlSocket(CONTROL / STATION)
        try:
            wait_for(lambda: control.status().get("wpa_state") == "COMPLETED", "wpa_supplicant")
        except StationError as error:
            raise StationError(f"{error}: {daemon.said()[-800:]}") from error
        run("ip", "address", "replace", STATIC_ADDRESS, "dev", STATION)
        run("ip", "route", "replace", "default", "via", GATEWAY, "dev", STATION, "metric", METRIC)

    def leave(self) -> None:
        """See Station."""
        self.stop()

    def roam_to(self, bssid: str) -> None:
        """See Station."""
        ControlSocket(CONTROL / STATION).ask(f"ROAM {bssid}")


@way("iwd")
class Iwd(Station):
    """iwd, which brings its own DHCP client and makes the network device anew when it starts."""

    def start(self) -> None:
        """Start it; returns once it has a station."""
        for name in ("iwd", "iwd-networks"):
            (FOLDER / name).mkdir(parents=True, exist_ok=True)
        (FOLDER / "iwd" / "main.conf").write_text(profiles.IWD)
        places = {"CONFIGURATION_DIRECTORY": f"{FOLDER}/iwd", "STATE_DIRECTORY": f"{FOLDER}/iwd-networks"}
        self._start("iwd", "/usr/libexec/iwd", "--developer", **places)
        with IwdBus(STATION) as bus:
            wait_for(lambda: bus.is_ready, "iwd", START_LIMIT_S)

    def join(self, network: WifiNetwork) -> None:
        """See Station."""
        known = FOLDER / "iwd-networks" / profiles.iwd_file_name(network)
        known.write_text(profiles.iwd(network))
        name = network.ssid.decode()
        with IwdBus(STATION) as bus:
            wait_for(lambda: _iwd_finds(bus, network, name), f"iwd finding {name}")
            bus.connect(bus.find(name))
        wait_for(has_default_route, "iwd's address")

    def leave(self) -> None:
        """See Station."""
        with IwdBus(STATION) as bus:
            bus.disconnect()

    def roam_to(self, bssid: str) -> None:
        """See Station."""
        with IwdBus(STATION) as bus:
            bus.roam(bssid)


def _iwd_finds(bus: IwdBus, network: WifiNetwork, name: str) -> str:
    """Look once more, on the network's channel only; iwd refuses while it scans by itself."""
    found = bus.find(name)
    if not found:
        with contextlib.suppress(IwdError):
            bus.scan([network.frequency_mhz])
        time.sleep(0.3)
    return found

"""Scenarios of what happens to a computer on WiFi: its daemons, sleep, airplane mode, a radio that is taken out."""

from __future__ import annotations

import functools
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from radio.lab.access_point import AccessPoint, Security
from radio.lab.cables import CABLES, plug, pull, tell_monitor
from radio.lab.connection import conditions
from radio.lab.ground import ACCESS_POINT_RADIOS, AP, GATEWAY, MODULES, STATION
from radio.lab.lab import LabTimeoutError
from radio.lab.manager import Manager
from radio.lab.outage import GRACE_S, Outage, is_connected
from radio.lab.product import Document
from radio.lab.scenario import scenario
from radio.lab.shell import run
from radio.lab.station import FOLDER, NetworkManager, station, wait_for
from radio.lab.stay import Stay, attachments, line, stay
from radio.lab.wifi import Point, look
from radio.lab.wifi_events import RECORD_TIME_S, check_time, check_unconnected, unix_s

if TYPE_CHECKING:
    from radio.lab.lab import Lab

HOTSPOT_PORT = 8080
HOTSPOT = str(Path(__file__).with_name("hotspot.py"))
LOGIN = Path("/run/hotspot-login")
CONNECTIVITY = FOLDER / "conf.d" / "connectivity.conf"
STOPPED_S = 12.0
"""Longer than the 10 s after which an interval is a gap."""
SLEEP_S = 14
RETURN_S = 8.0
"""So long wpa_supplicant looks for the network before NetworkManager gives it up."""
WAKER = Path("/sys/bus/serio/devices/serio0/power/wakeup")
SLEEP_STATE = Path("/sys/power/state")


# --- NetworkManager -------------------------------------------------------------------------------------------------


def manager(lab: Lab) -> NetworkManager:
    """The way with NetworkManager."""
    if not isinstance(lab.way, NetworkManager):
        raise TypeError(f"{type(lab.way).__name__} has no NetworkManager")
    return lab.way


def await_manager() -> None:
    """Wait until NetworkManager may use the radio."""
    with Manager(STATION) as asked:
        wait_for(lambda: asked.is_ready, "NetworkManager's use of the radio")


@scenario("wifi-networkmanager-dies", needs="networkmanager")
def manager_dies(lab: Lab) -> None:
    """NetworkManager is killed and started again: the kernel alone carries everything but what the network costs"""
    lab.at_end(lambda: revive(lab))
    with stay(lab, AccessPoint(ssid=b"LabKilled")) as here:
        here.live_until(knows_cost, "what the network costs")
        manager(lab).daemon.send(signal.SIGKILL)
        here.live_until(lambda connection: not knows_cost(connection), "NetworkManager's absence")
        check_without_manager(here, here.point)
        here.transfer()
        here.await_heartbeat()
        records = here.await_events("established")
        here.check_bytes(records)
        with Outage() as outage:
            manager(lab).start_daemon()
            station(lab).join(here.air.network)
        here.live_until(knows_cost, "what the network costs, again")
        look(lab, here.point)
        lab.check_uploaded(here.await_one_of(outage.events()))


@scenario("wifi-networkmanager-stops", needs="networkmanager")
def manager_stops(lab: Lab) -> None:
    """NetworkManager is asked to end: what it leaves of the connection goes on, or is over"""
    lab.at_end(lambda: revive(lab))
    with stay(lab, AccessPoint(ssid=b"LabEnded")) as here:
        here.transfer()
        stopped_at = time.time()
        manager(lab).daemon.end()
        time.sleep(GRACE_S)
        if is_connected():
            lab.note("NetworkManager leaves the connection behind")
            check_without_manager(here, here.point)
            records = here.await_events("established")
        else:
            lab.note("NetworkManager takes the connection down when it ends")
            records = here.await_events("established", "terminated")
            check_unconnected(lab, "local")
            check_time(lab, "terminated", records, stopped_at)
        here.check_bytes(records)
        lab.check_uploaded(records)


def revive(lab: Lab) -> None:
    """Start NetworkManager again where it does not run."""
    if not manager(lab).daemon.is_running:
        manager(lab).start_daemon()


def check_without_manager(here: Stay, point: Point) -> None:
    """What the kernel alone tells."""
    lab = here.lab
    look(lab, point)
    said = here.live_until(bool, "the connection")
    lab.check("metered", None, said["connection"]["metered"])
    lab.check("metered is", "unsupported", said["connection"]["unavailable"].get("metered"))
    lab.check("reachability", "site", said["reachability"])


def knows_cost(connection: Document) -> bool:
    """Whether it tells if the network is metered, which only NetworkManager knows."""
    return connection["metered"] is not None


def costs(is_metered: bool) -> Callable[[Document], bool]:
    """Tell connections by what they say of their network's cost."""
    return lambda connection: connection["metered"] is is_metered


@scenario("wifi-metered", needs="networkmanager")
def metered(lab: Lab) -> None:
    """The profile is marked as metered, and as not metered: shown at once, and no reason for a record"""
    with stay(lab, AccessPoint(ssid=b"LabMetered")) as here:
        profile = here.air.network.name
        for word, expected in (("yes", True), ("no", False)):
            run("nmcli", "connection", "modify", profile, "connection.metered", word)
            run("nmcli", "device", "reapply", STATION)
            changed_at = time.monotonic()
            here.live_until(costs(expected), f"metered: {word}")
            lab.check_between(f"metered {word}, seconds", 0, round(time.monotonic() - changed_at, 1), RECORD_TIME_S)
        look(lab, here.point)
        lab.check_uploaded(here.await_events("established"))


@scenario("wifi-captive-portal", needs="networkmanager")
def captive_portal(lab: Lab) -> None:
    """NetworkManager's own check meets a login page, and then the internet"""
    LOGIN.unlink(missing_ok=True)
    lab.start(sys.executable, HOTSPOT, str(HOTSPOT_PORT), str(LOGIN), name="hotspot", netns=AP)
    lab.at_end(lambda: ask_connectivity(lab, ""))
    ask_connectivity(lab, f"[connectivity]\nenabled=true\nuri=http://{GATEWAY}:{HOTSPOT_PORT}/check\ninterval=300\n")
    with stay(lab, AccessPoint(ssid=b"LabPortal", security=Security.OPEN)) as here:
        said = line(lab, lambda said: "portal" in conditions(said), "the portal")
        lab.check("reachability, login wanted", "site", said["reachability"])
        lab.check("conditions, login wanted", "insecure_network, portal", ", ".join(sorted(conditions(said))))
        LOGIN.touch()
        run("nmcli", "networking", "connectivity", "check")
        said = line(lab, lambda said: "portal" not in conditions(said), "the portal's end")
        lab.check("reachability, logged in", "online", said["reachability"])
        look(lab, here.point)
        lab.check_uploaded(here.await_events("established"))


def ask_connectivity(lab: Lab, settings: str) -> None:
    """Have NetworkManager read other settings of its check; none switch it off."""
    CONNECTIVITY.write_text(settings)
    manager(lab).daemon.send(signal.SIGHUP)


# --- iwd ------------------------------------------------------------------------------------------------------------


@scenario("wifi-iwd-transition", needs="iwd")
def iwd_transition(lab: Lab) -> None:
    """iwd alone on a WPA2/WPA3 network: what it negotiated is known without asking it"""
    with stay(lab, AccessPoint(ssid=b"LabIwd", security=Security.WPA2_WPA3_PSK)) as here:
        said = run("iwctl", "station", STATION, "show")
        uses_sae = "WPA3-Personal" in said
        lab.check("iwd's own word", True, uses_sae or "WPA2-Personal" in said)
        check_without_manager(here, Point("", here.air, here.name, authentication="sae" if uses_sae else "psk"))
        here.transfer()
        here.await_heartbeat()
        records = here.await_events("established")
        here.check_bytes(records)
        lab.check_uploaded(records)


# --- sleep ----------------------------------------------------------------------------------------------------------


@scenario("wifi-agent-stopped", needs="networkmanager")
def agent_stopped(lab: Lab) -> None:
    """The agent stands still while the network goes on: a gap in the history, all bytes in the next record"""
    with stay(lab, AccessPoint(ssid=b"LabStopped")) as here:
        here.await_heartbeat()
        agent = lab.product.agent
        if agent is None:
            raise RuntimeError("the agent does not run")
        began_at, covered_s = time.monotonic(), here.covered_s()
        agent.send(signal.SIGSTOP)
        lab.at_end(lambda: agent.send(signal.SIGCONT))
        here.transfer()
        time.sleep(STOPPED_S)
        agent.send(signal.SIGCONT)
        here.await_heartbeat()
        elapsed_s = time.monotonic() - began_at
        lab.check_between(
            "seconds observed", 0, round(here.covered_s() - covered_s, 1), round(elapsed_s - STOPPED_S, 1)
        )
        records = here.await_events("established")
        lab.check("attachments", 1, attachments(records))
        here.check_bytes(records)
        look(lab, here.point)
        lab.check_uploaded(records)


@scenario("wifi-sleep", needs="networkmanager")
def sleep(lab: Lab) -> None:
    """The computer sleeps: no bytes and nothing observed meanwhile, and the sleep itself ends no attachment"""
    with stay(lab, AccessPoint(ssid=b"LabSleep")) as here:
        here.transfer()
        here.await_heartbeat()
        covered_s, asleep_at = here.covered_s(), time.time()
        suspend(SLEEP_S)
        awake_at, awake_s = time.time(), time.monotonic()
        with Outage() as outage:
            here.air.stop()
            here.air.start()
            return_to(here)
        lab.check_between("asleep, seconds", SLEEP_S - 2, round(awake_at - asleep_at, 1), SLEEP_S + 20)
        here.await_heartbeat()
        observed_s = here.covered_s() - covered_s
        lab.check_between("seconds observed since", 0, round(observed_s, 1), round(time.monotonic() - awake_s + 2, 1))
        records = here.await_one_of(outage.events())
        meanwhile = [record for record in records if asleep_at + 1 < unix_s(record) < awake_at - 1]
        lab.check("records meanwhile", 0, len(meanwhile))
        here.check_bytes(records)
        look(lab, here.point)
        lab.check_uploaded(records)


def suspend(seconds: int) -> None:
    """Suspend to idle, and wake up when the emulator lets go of a key that it presses now; its clock's alarm cannot."""
    WAKER.write_text("enabled")
    tell_monitor(f"sendkey a {seconds * 1000}")
    SLEEP_STATE.write_text("freeze")


def return_to(here: Stay) -> None:
    """Wait until the station is back on its network by itself, else join again."""
    try:
        here.lab.eventually(is_connected, RETURN_S)
    except LabTimeoutError:
        station(here.lab).join(here.air.network)


# --- the radio ------------------------------------------------------------------------------------------------------


@scenario("wifi-airplane-mode", needs="networkmanager")
def airplane_mode(lab: Lab) -> None:
    """The radio is blocked by rfkill and released: an end, nothing shown meanwhile, a new attachment"""
    with stay(lab, AccessPoint(ssid=b"LabAirplane")) as here:
        here.transfer()
        for cable in CABLES:
            lab.at_end(functools.partial(plug, cable))
            pull(cable)
        switch = next(Path("/sys/class/net", STATION, "phy80211").glob("rfkill*")).name.removeprefix("rfkill")
        blocked_at = time.time()
        lab.at_end(lambda: run("rfkill", "unblock", switch))
        run("rfkill", "block", switch)
        records = here.await_events("established", "terminated")
        here.check_bytes(records)
        check_unconnected(lab, "disconnected")
        lab.check("adapters meanwhile", "wifi_off", lab.status()["adapters"])
        check_time(lab, "terminated", records, blocked_at)
        run("rfkill", "unblock", switch)
        await_manager()
        here.join()
        look(lab, here.point)
        records = here.await_events("established", "terminated", "established")
        lab.check("attachments", 2, attachments(records))
        lab.check_uploaded(records)


@scenario("wifi-module-reloaded", needs="wpa-supplicant")
def module_reloaded(lab: Lab) -> None:
    """The radio's driver is taken out and put in again: counters begin anew, and nothing is invented"""
    air = AccessPoint(ssid=b"LabModule", security=Security.WPA2_WPA3_PSK)
    with stay(lab, air) as here:
        here.transfer()
        here.await_heartbeat()
        index = interface_index()
        removed_at = time.time()
        air.stop()
        reload_radios()
        station(lab).leave()
        lab.check("another interface index", True, interface_index() != index)
        records = here.await_events("established", "terminated")
        check_time(lab, "terminated", records, removed_at)
        air.start()
        here.join()
        here.transfer()
        look(lab, here.point)
        here.await_heartbeat()
        records = here.await_events("established", "terminated", "established")
        lab.check("bytes below zero", 0, sum(record["payload"][key] < 0 for record in records for key in SIDES))
        lab.check("attachments", 2, attachments(records))
        lab.check_uploaded(records)


SIDES = ("inbytes", "outbytes")


def interface_index() -> int:
    """The kernel's number of the station."""
    return int(Path("/sys/class/net", STATION, "ifindex").read_text())


def reload_radios() -> None:
    """Take out the driver with everything above it, put it in again, and give the far side its radios."""
    run("modprobe", "--remove", MODULES[0].split()[0], "cfg80211")
    run("modprobe", *MODULES[0].split())
    for radio in ACCESS_POINT_RADIOS:
        phy = (Path("/sys/class/net") / radio / "phy80211" / "name").read_text().strip()
        run("iw", "phy", phy, "set", "netns", "name", AP)

"""Scenarios of what happens on the air: moving levels, roaming, channels, access points that go, a wrong password."""

from __future__ import annotations

import contextlib
import re
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from radio.lab.access_point import AccessPoint
from radio.lab.connection import conditions, interface_of
from radio.lab.ground import STATION
from radio.lab.manager import ManagerError
from radio.lab.measure import iw_link
from radio.lab.outage import GRACE_S, Outage, has_carrier, is_connected
from radio.lab.product import Document
from radio.lab.scenario import scenario
from radio.lab.shell import run
from radio.lab.station import CONTROL, StationError, station
from radio.lab.stay import PATIENCE_S, Stay, attachments, stay, without_heartbeats
from radio.lab.wifi import Point, look
from radio.lab.wpa_control import ControlError, ControlSocket

if TYPE_CHECKING:
    from radio.lab.lab import Lab

PATH_LOSS_DB = 50
"""What the emulated path takes off."""
FAR_DB = 80
"""So much that a weak access point is one to leave: wpa_supplicant stays where the signal is 25 dB above the noise."""
TICK_S = 1.0
SETTLED_S = 3.5
"""The kernel's average over the last beacons needs about so long for the whole way."""
CLOCK_S = 0.2
"""A sample is made within this time of the moment that it tells."""
RECORD_TIME_S = 4.0
"""Between what happens and the time in its record: a tick, the settling of the system's own events, a busy machine."""


# --- levels ---------------------------------------------------------------------------------------------------------


@scenario("wifi-signal-steps", needs="networkmanager")
def signal_steps(lab: Lab) -> None:
    """An access point's power in steps: the level follows within a tick, and nothing is recorded for it"""
    with stay(lab, AccessPoint(ssid=b"LabSteps")) as here:
        heard_dbm = [dbm for _, dbm in averages(time.time() + CLOCK_S)]
        power_dbm = 20
        for next_dbm in (0, 10, 20):
            heard_dbm += step(lab, here.air, power_dbm, next_dbm)
            power_dbm = next_dbm
        lab.side_by_side(STATION)
        here.await_heartbeat()
        stored = here.levels(here.air.bssid)
        lab.check("lowest level in the history", min(heard_dbm), stored and stored.lowest_dbm)
        lab.check("highest level in the history", max(heard_dbm), stored and stored.highest_dbm)
        lab.check_uploaded(here.await_events("established"))


def step(lab: Lab, air: AccessPoint, before_dbm: int, after_dbm: int) -> list[int]:
    """Change the power, compare each sample of `netmon watch` with what `iw` said around it, and return the latter."""
    air.set_power(after_dbm)
    stepped_unix_s, stepped_at = time.time(), time.monotonic()
    heard = list(averages(stepped_unix_s + SETTLED_S))
    lines = [said for _, said in lab.live_since(stepped_at) if said["connection"]]
    shown = [(sampled_unix_s(said), said["connection"]["rssi_dbm"]) for said in lines]
    later = [(at, rssi_dbm) for at, rssi_dbm in shown if at >= stepped_unix_s + TICK_S]
    fits = [is_between(rssi_dbm, around(heard, at)) for at, rssi_dbm in later]
    lab.check(f"rssi as iw's, at {after_dbm} dBm", f"{len(fits)} samples", f"{sum(fits)} samples")
    halfway, settled = (before_dbm + after_dbm) // 2 - PATH_LOSS_DB, after_dbm - PATH_LOSS_DB
    first = later[0][1] if later else None
    lab.check_between("rssi a tick later", min(halfway, settled), first, max(halfway, settled))
    return [dbm for _, dbm in heard]


def averages(until_unix_s: float) -> Iterator[tuple[float, int]]:
    """What `iw` says of the level, again and again, with the moment of each answer (Unix seconds)."""
    while time.time() < until_unix_s:
        answer = run("iw", "dev", STATION, "station", "dump")
        average = re.search(r"signal avg:\s*(-?\d+)", answer)
        if average:
            yield time.time(), int(average[1])


def around(heard: Sequence[tuple[float, int]], at: float) -> list[int]:
    """The levels that `iw` said before and after a moment, as far as it was asked then."""
    before = [dbm for moment, dbm in heard if moment <= at - CLOCK_S]
    after = [dbm for moment, dbm in heard if moment >= at + CLOCK_S]
    near = [dbm for moment, dbm in heard if abs(moment - at) < CLOCK_S]
    return [*before[-1:], *near, *after[:1]]


def is_between(value: int | None, bounds: Sequence[int]) -> bool:
    """Whether it lies within them, ends included."""
    return value is not None and min(bounds) <= value <= max(bounds)


# --- other access points, other channels ----------------------------------------------------------------------------


@scenario("wifi-roam", needs="networkmanager")
def roam(lab: Lab) -> None:
    """A network of two access points: power and a scan make wpa_supplicant change over, and the bytes go on"""
    lab.at_end(lambda: set_path_loss(PATH_LOSS_DB))
    set_path_loss(FAR_DB)
    with stay(lab, AccessPoint(ssid=b"LabRoam", channel=1)) as here:
        was = here.air.bssid
        there = lab.enter(AccessPoint(ssid=b"LabRoam", interface="wlan2", channel=11))
        with transferring(here):
            here.air.set_power(0)
            roamed_at = await_roam(lab, there)
        look(lab, Point("", there, here.name))
        records = here.await_events("established", "changed")
        check_change(lab, records, "roam", roamed_at)
        told = [record["payload"]["bssid"] for record in without_heartbeats(records)]
        lab.check("bssid in the records", [was, there.bssid], told)
        here.await_heartbeat()
        records = here.records()
        here.check_bytes(records)
        lab.check_uploaded(records)


def await_roam(lab: Lab, there: AccessPoint) -> float:
    """Have the channels looked at until wpa_supplicant decides for the other access point; return when (Unix s)."""
    supplicant = ControlSocket(CONTROL / STATION)
    channels = f"2412,{there.frequency_mhz}"

    def is_there() -> bool:
        if supplicant.status().get("bssid") == there.bssid:
            return True
        with contextlib.suppress(ControlError):  # it is scanning already
            supplicant.ask(f"SCAN freq={channels}")
        return False

    lab.eventually(is_there, PATIENCE_S, what="wpa_supplicant's decision for the stronger access point")
    return time.time()


@contextlib.contextmanager
def transferring(here: Stay) -> Iterator[None]:
    """Move what ``check_bytes`` expects meanwhile, spread over some seconds."""
    moving = threading.Thread(target=here.transfer, name="transfer")
    moving.start()
    try:
        yield
    finally:
        moving.join()


@scenario("wifi-channel-switch", needs="networkmanager")
def channel_switch(lab: Lab) -> None:
    """The access point announces another channel and takes everybody along: one record, the same attachment"""
    with stay(lab, AccessPoint(ssid=b"LabSwitch", channel=1)) as here:
        here.transfer()
        carried = carrier_changes()
        here.air.switch_channel(11)
        lab.eventually(lambda: is_on(here.air.frequency_mhz), PATIENCE_S, "the station's own switch")
        switched_at = time.time()
        look(lab, here.point)
        records = here.await_events("established", "changed")
        check_change(lab, records, "channel_swap", switched_at)
        told = [record["payload"]["frequency"] for record in without_heartbeats(records)]
        lab.check("frequency in the records", [2.412, 2.462], told)
        lab.check("carrier changes", carried, carrier_changes())
        here.check_bytes(records)
        lab.check_uploaded(records)


def is_on(frequency_mhz: int) -> bool:
    """Whether the station is on this channel, as `iw` says."""
    link = iw_link(STATION)
    return link is not None and link.frequency_mhz == frequency_mhz


def check_change(lab: Lab, records: Sequence[Document], change: str, happened_unix_s: float) -> None:
    """Compare what the second record says of the change, and when it was."""
    changed = next((record for record in records if record["event"] == "changed"), None)
    lab.check("changes", [change], changed and changed["local"]["changes"])
    lab.check("attachments", 1, attachments(records))
    check_time(lab, "changed", records, happened_unix_s)


def check_time(lab: Lab, event: str, records: Sequence[Document], happened_unix_s: float) -> None:
    """Compare the time of the last record of this event with when it was."""
    times = [unix_s(record) - happened_unix_s for record in records if record["event"] == event]
    lab.check_between(f"{event}, seconds after it", -1, round(times[-1], 1) if times else None, RECORD_TIME_S)


# --- access points that go ------------------------------------------------------------------------------------------


@scenario("wifi-short-loss", needs="networkmanager")
def short_loss(lab: Lab) -> None:
    """Out of range for a moment, then thrown out and back within five seconds: the attachment goes on"""
    with stay(lab, AccessPoint(ssid=b"LabShortLoss")) as here:
        carried = carrier_changes()
        here.air.vanish()
        time.sleep(0.3)
        here.air.appear()
        with Outage() as outage:
            ControlSocket(here.air.folder / here.air.interface).ask(f"DEAUTHENTICATE {station_address()}")
            lab.eventually(lambda: carrier_changes() >= carried + 2 and is_connected(), PATIENCE_S, "the return")
        lab.check_between("carrier lost, seconds", 0, round(outage.least_s, 1), GRACE_S)
        here.transfer()
        look(lab, here.point)
        here.await_heartbeat()
        records = here.await_one_of(outage.events())
        here.check_bytes(records)
        lab.check_uploaded(records)


@scenario("wifi-long-loss", needs="networkmanager")
def long_loss(lab: Lab) -> None:
    """The access point vanishes and returns: the attachment ends when the carrier went, and a new one begins"""
    with stay(lab, AccessPoint(ssid=b"LabLongLoss")) as here:
        here.transfer()
        here.air.vanish()
        lab.eventually(lambda: not has_carrier(), PATIENCE_S, "the carrier's loss")
        lost_at = time.time()
        records = here.await_events("established", "terminated")
        check_unconnected(lab, "local")
        check_time(lab, "terminated", records, lost_at)
        here.check_bytes(records)
        here.air.appear()
        here.join()
        look(lab, here.point)
        records = here.await_events("established", "terminated", "established")
        lab.check("attachments", 2, attachments(records))
        lab.check_uploaded(records)


@scenario("wifi-wrong-password", needs="networkmanager")
def wrong_password(lab: Lab) -> None:
    """A password that is refused: no connection, no record, no crash; then the right one"""
    with AccessPoint(ssid=b"LabPassword") as air:
        tried_at = time.monotonic()
        refusal = ""
        try:
            station(lab).join(replace(air.network, passphrase="not the password"))
        except (StationError, ManagerError) as error:
            refusal = str(error)
        lab.check("refused", True, bool(refusal))
        lines = [said for at, said in lab.live_since(tried_at + TICK_S)]
        lab.check("connections shown meanwhile", [None], list({interface_of(said) for said in lines}))
        check_unconnected(lab, "local")
    with stay(lab, AccessPoint(ssid=b"LabPassword")) as here:
        look(lab, here.point)
        lab.check_uploaded(here.await_events("established"))


def check_unconnected(lab: Lab, reachability: str) -> None:
    """Compare what is shown of a computer without a network; cables that are plugged in reach their own link."""
    said = lab.status()
    lab.check("connection meanwhile", None, interface_of(said))
    lab.check("reachability meanwhile", reachability, said["reachability"])
    lab.check("conditions meanwhile", "offline", ", ".join(conditions(said)) or "none")


# --- what the kernel says -------------------------------------------------------------------------------------------


def set_path_loss(loss_db: int) -> None:
    """Have the emulated paths take off so much; a path is its sender's."""
    unsigned = 2**64 - loss_db  # the kernel reads no minus sign here
    for radio in Path("/sys/kernel/debug/ieee80211").iterdir():
        (radio / "hwsim" / "rx_rssi").write_text(f"{unsigned}\n")


def carrier_changes() -> int:
    """How often the carrier came or went."""
    return int(Path("/sys/class/net", STATION, "carrier_changes").read_text())


def station_address() -> str:
    """The station's own address."""
    return Path("/sys/class/net", STATION, "address").read_text().strip()


def unix_s(record: Document) -> float:
    """When the record says that it was."""
    return datetime.fromisoformat(record["at"]).timestamp()


def sampled_unix_s(said: Document) -> float:
    """When a line of `netmon watch` was sampled."""
    return datetime.fromisoformat(said["sampled_at"]).timestamp()

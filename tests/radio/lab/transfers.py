"""Scenarios of what moves: transfers of known size and pace, bytes to the byte, a network that delays and loses."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator, Sequence
from datetime import datetime
from statistics import median
from typing import TYPE_CHECKING

from radio.lab import cables
from radio.lab.access_point import AccessPoint
from radio.lab.connection import (
    LIMIT_S,
    Window,
    await_life,
    await_record,
    check_connection,
    check_facts,
    fresh,
    is_named,
    joined,
    line_after,
    moved,
    on,
    quiet,
    wifi,
    wired,
)
from radio.lab.ground import AP, GATEWAY, STATION, WIRED_GATEWAY
from radio.lab.product import Document
from radio.lab.scenario import scenario
from radio.lab.shell import run
from radio.lab.station import station

if TYPE_CHECKING:
    from radio.lab.lab import Lab

PACED_BYTES, PACED_S = 2_000_000, 6.0
DIRECTIONS = ("down", "up")
STILL_BYTES_PER_S = 20_000
"""Below it nothing moves but acknowledgements."""
TICK_S = 1.0
LOSS = ("delay", "80ms", "loss", "5%")


@scenario("bytes-ethernet", needs="wpa-supplicant")
def bytes_ethernet(lab: Lab) -> None:
    """2 MB each way at a known pace over a cable: records to the byte, throughput as paced"""
    begun = fresh(lab, "eth0")
    run("ip", "neigh", "replace", WIRED_GATEWAY, "lladdr", far_address("eth1"), "dev", "eth0", "nud", "permanent")
    taken = len(lab.product.accepted())
    cables.connect("eth0")
    lab.at_end(lambda: cables.disconnect("eth0"))
    check_connection(lab, lab.live_until(on("eth0"), LIMIT_S), wired("eth0"))
    await_record(lab, taken)
    to_the_byte(lab, begun, "eth0", WIRED_GATEWAY)


@scenario("bytes-wifi", needs="wpa-supplicant")
def bytes_wifi(lab: Lab) -> None:
    """2 MB each way at a known pace over WiFi: records to the byte, throughput as paced"""
    begun, taken = lab.mark(), len(lab.product.accepted())
    air = lab.enter(AccessPoint(ssid=b"LabBytes"))
    lab.enter(station(lab).joined(air.network))
    lab.live_until(is_named("LabBytes"), LIMIT_S, "the connection to LabBytes")
    await_record(lab, taken)
    to_the_byte(lab, begun, STATION, GATEWAY)


def far_address(interface: str) -> str:
    """The hardware address of a far end."""
    return run("cat", f"/sys/class/net/{interface}/address", netns=AP).strip()


def to_the_byte(lab: Lab, begun: int, interface: str, peer: str) -> None:
    """Move what is known on a quiet link, stop the agent, and compare its records with the kernel's counters."""
    before = quiet(interface)
    paced(lab, interface, peer, "down")
    paced(lab, interface, peer, "up")
    after = quiet(interface)
    lab.product.stop_agent()
    lab.product.start_agent()
    records = await_life(lab, begun, f"established {interface}", f"terminated {interface}", f"established {interface}")
    again = [record["event"] for record in records].index("terminated") + 1
    lab.check("bytes (rx, tx)", (after[0] - before[0], after[1] - before[1]), moved(records[:again]))
    lab.check("bytes after a restart (rx, tx)", (0, 0), moved(records[again:]))
    lab.check_uploaded(records)


def paced(lab: Lab, interface: str, peer: str, direction: str) -> None:
    """Move 2 MB evenly and compare what `netmon watch` shows meanwhile with the pace, and its sum with the counters."""
    which = DIRECTIONS.index(direction)
    lab.live_until(is_still, LIMIT_S, "throughput 0 before anything moves")
    started, before = time.monotonic(), lab.counters(interface)[which]
    lab.transfer(interface, peer, over_s=PACED_S, **{f"{direction}_bytes": PACED_BYTES})
    counted = lab.counters(interface)[which] - before
    line_after(lab, is_still)
    lines = [line for _, line in lab.live_since(started - 2 * TICK_S)]
    rates = [rate[which] for line in lines if (rate := throughput(line)) and rate[which] > STILL_BYTES_PER_S]
    low, high = (round(factor * PACED_BYTES / PACED_S) for factor in (0.7, 1.5))
    lab.check_between(f"bytes per second, {direction}", low, median(rates or [0]), high)
    told = shown_bytes(lines, which)
    lab.check_between(f"sum of what was shown, {direction}", round(0.99 * counted), told, round(1.01 * counted))


def shown_bytes(lines: Sequence[Document], which: int) -> int:
    """What the shown throughput adds up to: each line tells of the time since the one before."""
    moments = [datetime.fromisoformat(line["sampled_at"]) for line in lines]
    told = 0.0
    for before, moment, line in zip(moments, moments[1:], lines[1:], strict=False):
        if rates := throughput(line):
            told += rates[which] * (moment - before).total_seconds()
    return round(told)


def is_still(said: Document) -> bool:
    """Whether nothing moves, as this line has it."""
    return throughput(said) == (0.0, 0.0)


def throughput(said: Document) -> tuple[float, float] | None:
    """(rx, tx) bytes per second of a line; None where it was not measured."""
    rates = said["throughput"]
    return (rates["rx_bytes_per_s"], rates["tx_bytes_per_s"]) if rates else None


@scenario("delay-and-loss", needs="wpa-supplicant")
def delay_and_loss(lab: Lab) -> None:
    """80 ms and 5 % of loss, on the access point's side and then on this one: facts and bytes are not touched"""
    with joined(lab, b"LabNetem") as air:
        window = Window(lab, STATION)
        check_connection(lab, line_after(lab), wifi(air))
        window.open()
        for where, interface, netns in (("there", air.interface, AP), ("here", STATION, "")):
            with impaired(interface, netns):
                lab.side_by_side(STATION)
                check_facts(lab, line_after(lab), wifi(air), f"loss {where}")
                lab.transfer(STATION, GATEWAY, up_bytes=60_000, down_bytes=60_000)
        window.check("bytes (rx, tx)")


@contextlib.contextmanager
def impaired(interface: str, netns: str) -> Iterator[None]:
    """Delay and lose what an interface sends."""
    run("tc", "qdisc", "add", "dev", interface, "root", "netem", *LOSS, netns=netns)
    try:
        yield
    finally:
        run("tc", "qdisc", "del", "dev", interface, "root", netns=netns)

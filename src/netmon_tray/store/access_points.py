"""The access points of each network, with the signal that was usual there: from the hours of the history."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from netmon_tray.store.database import Database
from netmon_tray.store.history import Span
from netmon_tray.store.sums import LEVEL_COLUMNS

_HEARD_MS = " + ".join(f"s.{column}" for column in LEVEL_COLUMNS.split(", "))
_HOURS = (
    "FROM signal s JOIN access_point a ON a.id = s.access_point_id JOIN network n ON n.id = a.network_id"
    f" WHERE s.span_s = {int(Span.HOUR)}"
)


@dataclass(frozen=True, slots=True)
class UsualSignal:
    """The median of hourly means, each counted as often as it was sampled."""

    measure: str
    """"rssi", "rsrp" (dBm), "sinr" (dB) or "ratio"; the one that was sampled most."""
    median: float


@dataclass(frozen=True, slots=True)
class HeardAccessPoint:
    """An access point that this machine was attached to."""

    bssid: str
    frequency_mhz: int | None
    """As it was heard last."""
    usual: UsualSignal
    heard_s: float
    """How long its signal was measured; 0 where only an older version of the program heard it."""
    last_heard_unix_s: int
    """The hour in which it was heard last."""


def usual_signals(database: Database) -> dict[str, UsualSignal]:
    """The usual signal of each network, by its key. Raises StoreError."""
    rows = database.read(f"SELECT n.key, s.measure, s.total / s.number, s.number {_HOURS}")
    by_network: dict[str, list[tuple[str, float, int]]] = defaultdict(list)
    for key, measure, mean, number in rows:
        by_network[key].append((measure, mean, number))
    return {key: _usual(hours) for key, hours in by_network.items()}


def access_points(database: Database, network_key: str) -> list[HeardAccessPoint]:
    """The access points of a network, the one that was heard longest first. Raises StoreError."""
    rows = database.read(
        f"SELECT a.bssid, a.frequency_mhz, s.measure, s.total / s.number, s.number, {_HEARD_MS}, s.start_s {_HOURS}"
        " AND n.key = ? AND a.bssid <> ''",
        (network_key,),
    )
    found: dict[tuple[str, int | None], list[tuple[str, float, int]]] = defaultdict(list)
    heard_ms: dict[str, int] = defaultdict(int)
    last_s: dict[str, int] = {}
    for bssid, frequency_mhz, measure, mean, number, its_ms, start_s in rows:
        found[bssid, frequency_mhz].append((measure, mean, number))
        heard_ms[bssid] += its_ms
        last_s[bssid] = max(last_s.get(bssid, 0), start_s)
    points = [
        HeardAccessPoint(bssid, frequency_mhz, _usual(hours), heard_ms[bssid] / 1000, last_s[bssid])
        for (bssid, frequency_mhz), hours in found.items()
    ]
    return sorted(points, key=lambda point: (-point.heard_s, point.bssid))


def _usual(hours: Iterable[tuple[str, float, int]]) -> UsualSignal:
    weights: dict[str, dict[float, int]] = defaultdict(lambda: defaultdict(int))
    for measure, mean, number in hours:
        weights[measure][mean] += number
    measure = max(weights, key=lambda measure: sum(weights[measure].values()))
    return UsualSignal(measure, _weighted_median(weights[measure]))


def _weighted_median(weights: Mapping[float, int]) -> float:
    half, passed = sum(weights.values()) / 2, 0
    for value in sorted(weights):
        passed += weights[value]
        if passed >= half:
            return value
    raise ValueError("a median of nothing")

"""The week that ``--demo`` shows: each figure against a sum of its own over what was played, and over the raw rows."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from statistics import median_high

import pytest

from netmon_tray.live import signal_of
from netmon_tray.model import (
    DeliveryState,
    NetworkType,
    Reachability,
    RecordEvent,
    Sample,
    Security,
    TimelineKind,
    known,
)
from netmon_tray.round_trips import TripSums
from netmon_tray.storage import Stores
from netmon_tray.store.database import Database
from netmon_tray.store.history import Span
from support.scripted_week import NOW_UNIX_MS, ZONE, unix_ms, week_dir, week_samples

EVER = (0, 2 * NOW_UNIX_MS)
CUT_OFF = (Reachability.DISCONNECTED, Reachability.LOCAL)
STEP_MS = 30_000


@pytest.fixture(scope="module")
def samples() -> list[Sample]:
    return week_samples()


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stores]:
    database = Database.open(week_dir(tmp_path_factory.mktemp("demo")), writable=False)
    yield Stores.of(database)
    database.close()


def moved(samples: list[Sample]) -> Counter[tuple[str, str, bool]]:
    """Bytes received by day, network and roaming, from the counters of the samples alone."""
    sums: Counter[tuple[str, str, bool]] = Counter()
    for before, now in pairwise(samples):
        link, last = now.primary, before.primary
        was_there = last is not None and link is not None and last.interface == link.interface
        if link is None or last is None or not was_there or link.counters is None or last.counters is None:
            continue
        day = datetime.fromtimestamp(now.at_unix_ms / 1000, ZONE).date().isoformat()
        if link.network_type is not last.network_type or (
            link.network_type is NetworkType.WIFI and link.network.name != last.network.name
        ):
            link = last  # what moved until the change belongs to the network that was left
        key = f"{link.network_type.value}:{known(link.network.name)}"
        amount = now.primary.counters.rx_bytes - last.counters.rx_bytes if now.primary and now.primary.counters else 0
        sums[day, key, bool(known(link.network.is_roaming))] += amount
    return sums


def test_usage_is_what_the_counters_moved(stores: Stores, samples: list[Sample]) -> None:
    sums = moved(samples)
    by_day, by_network = Counter[str](), Counter[str]()
    for (day, key, _), amount in sums.items():
        by_day[day] += amount
        by_network[key] += amount
    told_days = {row.period: row.rx_bytes for row in stores.history.usage("day")}
    told_networks = {row.period: row.rx_bytes for row in stores.history.usage("network")}
    assert sum(told_days.values()) == sum(told_networks.values())
    assert told_networks == pytest.approx(by_network, rel=0.02), "the first half minute in a network is seen later"
    assert told_days == pytest.approx(by_day, rel=0.02)
    roamed = sum(amount for (_, _, is_roaming), amount in sums.items() if is_roaming)
    (abroad,) = (row.rx_bytes for row in stores.history.usage("roaming") if row.period == "roaming")
    assert abroad == pytest.approx(roamed, rel=0.02)


def test_usage_is_the_sum_of_the_raw_rows_in_every_way_it_is_told(stores: Stores) -> None:
    raw = stores.database.read("SELECT sum(rx_bytes), sum(tx_bytes), sum(covered_s) FROM traffic WHERE span_s = 60")
    for by in ("day", "month", "network", "roaming"):
        rows = stores.history.usage(by)
        told = (
            sum(row.rx_bytes for row in rows),
            sum(row.tx_bytes for row in rows),
            sum(row.covered_s for row in rows),
        )
        assert told == pytest.approx(raw[0]), by
    for span in (Span.HOUR, Span.DAY):
        assert stores.database.read(
            f"SELECT sum(rx_bytes), sum(tx_bytes), sum(covered_s) FROM traffic WHERE span_s = {int(span)}"
        ) == [pytest.approx(raw[0])]


def test_records_add_up_to_the_history(stores: Stores) -> None:
    by_network: Counter[str] = Counter()
    for record in stores.log.records():
        by_network[f"{record.local['network_type']}:{record.local['network_name']}"] += json.loads(record.payload)[
            "inbytes"
        ]
    told = {row.period: row.rx_bytes for row in stores.history.usage("network")}
    mobile = ("mo:Example Mobile", "mo:Fremdnetz")  # one attachment: the operator changed between two records
    assert sum(by_network[key] for key in mobile) == sum(told[key] for key in mobile)
    for key in told.keys() - set(mobile):
        assert by_network[key] == told[key], key


def test_time_in_bands_is_the_time_with_a_signal(stores: Stores, samples: list[Sample]) -> None:
    heard_s: dict[str, float] = defaultdict(float)
    for before, now in pairwise(samples):
        if now.primary is not None and now.uptime_s - before.uptime_s <= 150 and now.primary.radio.bssid is not None:
            heard_s[f"{now.primary.network_type.value}:{known(now.primary.network.name)}"] += (
                now.uptime_s - before.uptime_s
            )
    rows = stores.database.read(
        "SELECT n.key, sum(very_weak_ms + weak_ms + fair_ms + good_ms + excellent_ms) / 1000.0 FROM signal s"
        " JOIN access_point a ON a.id = s.access_point_id JOIN network n ON n.id = a.network_id"
        " WHERE span_s = 86400 GROUP BY 1"
    )
    heard_s.pop("et:Office cable")
    assert dict(rows) == pytest.approx(heard_s, rel=0.01)


def test_what_happened_is_what_the_story_says(stores: Stores, samples: list[Sample]) -> None:
    events = stores.events.between(*EVER)
    kinds = Counter(event.kind for event in events)
    records = Counter(record.event for record in stores.log.records())
    assert kinds[TimelineKind.ESTABLISHED] == records[RecordEvent.ESTABLISHED]
    assert kinds[TimelineKind.TERMINATED] == records[RecordEvent.TERMINATED]
    gaps = [(a, b) for a, b in pairwise(samples) if b.uptime_s - a.uptime_s > 150]
    assert [(event.at_unix_ms, event.until_unix_ms) for event in events if event.kind is TimelineKind.SLEEP] == [
        (a.at_unix_ms, b.at_unix_ms) for a, b in gaps
    ]
    (lost,) = (event for event in events if event.kind is TimelineKind.SECURITY_CHANGE)
    before = lost.detail["before"]
    assert isinstance(before, dict)
    assert (lost.network_key, before["security"], lost.detail["security"]) == (
        "wi:Pension Alpenblick",
        Security.WPA2_PSK,
        Security.OPEN,
    )
    (swap,) = (event for event in events if event.kind is TimelineKind.CHANNEL_SWAP)
    assert swap.detail["channel"] == 44


def test_the_audit_found_the_network_that_lost_its_password_and_nothing_else(stores: Stores) -> None:
    told = [event for event in stores.events.between(*EVER) if event.kind.value.startswith("audit")]
    assert {(event.kind, event.network_key) for event in told} == {
        (TimelineKind.AUDIT_PASSWORD_LOST, "wi:Pension Alpenblick")
    }
    day = (unix_ms("2026-11-16 08:00"), unix_ms("2026-11-16 11:10"))
    assert all(day[0] <= event.at_unix_ms < day[1] for event in told)
    assert stores.known.securities()["wi:Pension Alpenblick"] is Security.OPEN
    assert stores.known.securities()["wi:Elm Street"] is Security.WPA3_SAE


def test_outages_are_as_long_as_nothing_was_reached(stores: Stores, samples: list[Sample]) -> None:
    """Each begins with the first sample that shows it, and ends with the first that shows that it is over."""
    expected: list[list[int]] = []
    for before, now in pairwise(samples):
        was_cut, is_cut = (sample.reachability in CUT_OFF for sample in (before, now))
        if is_cut and not was_cut:
            expected.append([now.at_unix_ms])
        elif was_cut and not is_cut:
            expected[-1].append(now.at_unix_ms)
    outages = [event for event in stores.events.between(*EVER) if event.kind is TimelineKind.OUTAGE]
    assert len(outages) == len(expected) > 3
    for outage, (began, ended) in zip(outages, expected, strict=True):
        assert outage.until_unix_ms is not None
        assert abs(outage.at_unix_ms - began) <= STEP_MS
        assert abs(outage.until_unix_ms - ended) <= STEP_MS
    causes = Counter(outage.detail["cause"] for outage in outages)
    assert causes == {"link": len(outages) - 1, "dns": 1}, "the provider's is told by the name server's silence"


def test_round_trips_are_long_where_it_was_slow(stores: Stores) -> None:
    def trips(since: str, until: str) -> TripSums:
        told = stores.timeline.between(unix_ms(since), unix_ms(until))
        return sum((bucket.trips["gateway"] for bucket in told.buckets), TripSums())

    fast, slow = trips("2026-11-19 12:35", "2026-11-19 12:50"), trips("2026-11-19 12:52", "2026-11-19 13:05")
    assert fast.mean_ms is not None
    assert slow.mean_ms is not None
    assert fast.mean_ms < 5 < 30 < slow.mean_ms
    raw = stores.database.read("SELECT sum(sent), sum(lost), sum(total_ms) FROM round_trip WHERE span_s = 60")
    for span in (Span.HOUR, Span.DAY):
        assert stores.database.read(
            f"SELECT sum(sent), sum(lost), sum(total_ms) FROM round_trip WHERE span_s = {int(span)}"
        ) == [pytest.approx(raw[0])]


def test_slow_because_it_roamed_can_be_read_off(stores: Stores) -> None:
    since, until = unix_ms("2026-11-19 12:45"), unix_ms("2026-11-19 13:04")
    (roam,) = (event for event in stores.events.between(since, until) if event.kind is TimelineKind.ROAM)
    signal, frequency_mhz = roam.detail["signal"], roam.detail["frequency_mhz"]
    assert isinstance(signal, float)
    assert isinstance(frequency_mhz, int)
    assert signal < -76
    assert frequency_mhz < 2500
    minutes = stores.history.minutes(since // 1000, until // 1000)
    fast, slow = minutes[:5], minutes[6:]
    assert max(row.rx_bytes for row in slow) < min(row.rx_bytes for row in fast)
    assert {signal.frequency_mhz for row in slow for signal in row.signals} == {2462}


def test_nothing_of_it_may_be_sent(stores: Stores) -> None:
    states = {record.delivery.state for record in stores.log.records()}
    assert states == {DeliveryState.WITHHELD}


def test_the_median_of_each_place_is_that_of_its_samples(stores: Stores, samples: list[Sample]) -> None:
    heard: dict[object, list[float]] = defaultdict(list)
    for before, now in pairwise(samples):
        link, place = now.primary, known(now.position)
        if link is None or place is None or now.at_unix_ms - before.at_unix_ms > 60_000:
            continue
        measure, level = signal_of(link)
        if level is not None:
            key = f"{link.network_type.value}:{known(link.network.name)}"
            seconds = (now.at_unix_ms - before.at_unix_ms) // 1000
            heard[place.latitude, place.longitude, key, measure] += [level] * seconds
    told = {(one.latitude, one.longitude, one.network_key, one.measure): one for one in stores.coverage.spots()}
    assert told.keys() == heard.keys()
    assert {place: one.median for place, one in told.items()} == {
        place: pytest.approx(median_high(levels), abs=1) for place, levels in heard.items()
    }
    seconds_told = sum(one.covered_s for one in told.values())
    assert seconds_told == pytest.approx(sum(map(len, heard.values())), rel=0.01)

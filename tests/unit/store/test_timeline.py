"""Any range in one question: at the right resolution, with gaps where nothing is known."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import mkdtemp
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netmon_tray.model import TimelineEvent, TimelineKind
from netmon_tray.round_trips import TripMinute, TripSums
from netmon_tray.storage import Stores
from netmon_tray.store.database import Database
from netmon_tray.store.history import DAY_S, Minute, SignalMinute, Span
from netmon_tray.store.timeline import MOST_OF_A_KIND, Gap, Timeline, TimelineRange

NOON = 1_790_000_000 - 1_790_000_000 % DAY_S + DAY_S // 2


def in_zone(stores: Stores, zone: str) -> Stores:
    place = ZoneInfo(zone)

    def localtime(unix_s: float) -> time.struct_time:
        return datetime.fromtimestamp(unix_s, place).timetuple()

    for store in (stores.history, stores.trips, stores.timeline):
        store.localtime = localtime
    return stores


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    with Database.open(tmp_path) as database:
        yield in_zone(Stores.of(database), "UTC")


def minute(
    at_s: int, rx_bytes: int = 10, *signals: SignalMinute, key: str = "wi:Cafe", covered_s: float = 60
) -> Minute:
    return Minute(at_s, key, key[3:], key[:2], rx_bytes, 1, signals, covered_s, rx_peak_bytes_per_s=rx_bytes)


def heard(dbm: float, point: int = 1, count: int = 12, mhz: int = 5180, measure: str = "rssi") -> SignalMinute:
    levels = tuple(5000 * count if at == 2 else 0 for at in range(5))
    return SignalMinute(f"02:00:00:00:00:a{point}", measure, dbm - 1, dbm, dbm + 1, count, levels, mhz)


def between(timeline: Timeline, since_s: int, until_s: int, **how: object) -> TimelineRange:
    return timeline.between(since_s * 1000, until_s * 1000, **how)  # type: ignore[arg-type]


def test_minutes_gaps_and_events_of_an_hour(stores: Stores) -> None:
    for at in (1, 2, 3, 10):
        stores.history.add_minute(minute(NOON + at * 60, 100 * at, heard(-60 - at)))
    roam = TimelineEvent((NOON + 125) * 1000, TimelineKind.ROAM, "wi:Cafe")
    slept = TimelineEvent((NOON - 900) * 1000, TimelineKind.SLEEP, until_unix_ms=(NOON + 30) * 1000)
    for event in (roam, slept, TimelineEvent((NOON + 3600) * 1000, TimelineKind.VPN_ON)):
        stores.events.add(event)
    told = between(stores.timeline, NOON, NOON + 3600)
    assert told.is_exact
    assert [(bucket.since_unix_s - NOON, bucket.rx_bytes) for bucket in told.buckets] == [
        (60, 100), (120, 200), (180, 300), (600, 1000),
    ]  # fmt: skip
    assert told.gaps == (Gap(NOON, NOON + 60), Gap(NOON + 240, NOON + 600), Gap(NOON + 660, NOON + 3600))
    assert told.events == (slept, roam)
    (signal,) = told.buckets[0].signals
    assert (signal.measure, signal.minimum, signal.mean, signal.maximum) == ("rssi", -62, -61, -60)
    assert (signal.bssid, signal.frequency_mhz, signal.level_ms) == ("02:00:00:00:00:a1", 5180, (0, 0, 60_000, 0, 0))


def test_what_happened_too_often_to_be_looked_at_is_counted(stores: Stores) -> None:
    outage = TimelineEvent(NOON * 1000, TimelineKind.OUTAGE, until_unix_ms=NOON * 1000 + 5)
    stores.events.add(outage)
    with stores.database.transaction(durable=True):
        for number in range(MOST_OF_A_KIND + 1):
            stores.events.add(TimelineEvent(NOON * 1000 + number, TimelineKind.ROAM, "wi:Cafe"))
    told = between(stores.timeline, NOON, NOON + 60)
    assert told.events == (outage,)
    assert told.event_counts == {TimelineKind.OUTAGE: 1, TimelineKind.ROAM: MOST_OF_A_KIND + 1}
    assert len(between(stores.timeline, NOON, NOON + 60, network_key="wi:Home").events) == 1


def test_access_points_and_networks_of_one_minute_are_one_bucket(stores: Stores) -> None:
    near, far = heard(-50, 1, count=3), heard(-82, 2, count=9, mhz=2437)
    stores.history.add_minute(minute(NOON, 100, near, far, covered_s=40))
    stores.history.add_minute(minute(NOON, 900, key="et:Office", covered_s=20))
    (bucket,) = between(stores.timeline, NOON, NOON + 60).buckets
    assert (bucket.rx_bytes, bucket.covered_s, bucket.network_key) == (1000, 60, "wi:Cafe")
    assert bucket.rx_peak_bytes_per_s == 900
    (signal,) = bucket.signals
    assert signal.mean == (-50 * 3 - 82 * 9) / 12
    assert (signal.minimum, signal.maximum) == (-83, -49)
    assert (signal.bssid, signal.frequency_mhz) == ("02:00:00:00:00:a2", 2437), "what was heard most"
    assert signal.level_ms == (0, 0, 60_000, 0, 0)


def test_of_one_network_only(stores: Stores) -> None:
    stores.history.add_minute(minute(NOON, 1, heard(-50)))
    stores.history.add_minute(minute(NOON + 60, 2, heard(-99, measure="rsrp"), key="mo:Op"))
    stores.trips.add([TripMinute(NOON + 60, "mo:Op", "dns", False, TripSums(5, 1, 10, 30, 80, 9, 3))])
    told = between(stores.timeline, NOON, NOON + 120, network_key="mo:Op")
    (bucket,) = told.buckets
    assert (bucket.rx_bytes, [signal.measure for signal in bucket.signals]) == (2, ["rsrp"])
    assert bucket.trips["dns"].mean_ms == 20
    assert told.gaps == (Gap(NOON, NOON + 60),)
    assert between(stores.timeline, NOON, NOON + 120, network_key="wi:Nowhere").gaps == (Gap(NOON, NOON + 120),)


def test_round_trips_of_a_bucket_add_up_over_networks_and_tunnels(stores: Stores) -> None:
    stores.history.add_minute(minute(NOON))
    for is_tunnelled, sums in ((False, TripSums(10, 1, 5, 9, 60, 4, 8)), (True, TripSums(2, 1, 40, 40, 40, 0, 0))):
        stores.trips.add([TripMinute(NOON, "wi:Cafe", "gateway", is_tunnelled, sums)])
    (bucket,) = between(stores.timeline, NOON, NOON + 60).buckets
    assert bucket.trips == {"gateway": TripSums(12, 2, 5, 40, 100, 4, 8)}


@pytest.mark.parametrize(
    ("days", "span"), [(0.01, Span.MINUTE), (1, Span.MINUTE), (1.1, Span.HOUR), (61, Span.HOUR), (70, Span.DAY)]
)
def test_the_resolution_fits_the_range(stores: Stores, days: float, span: Span) -> None:
    stores.history.add_minute(minute(NOON))
    told = between(stores.timeline, NOON - 100, NOON - 100 + round(days * DAY_S))
    assert told.span is span
    assert sum(bucket.rx_bytes for bucket in told.buckets) == 10


@pytest.mark.parametrize(("days_ago", "span"), [(1, Span.MINUTE), (20, Span.HOUR), (50, Span.DAY)])
def test_what_was_let_go_is_told_by_what_is_left(stores: Stores, days_ago: int, span: Span) -> None:
    class Limits:
        minute_days, hour_days, day_days = 10, 30, 0

    for days in (50, 20, 1):
        stores.history.add_minute(minute(NOON - days * DAY_S, days))
    stores.history.rollup(NOON, Limits())
    told = between(stores.timeline, NOON - days_ago * DAY_S, NOON - days_ago * DAY_S + 60)
    assert (told.span, [bucket.rx_bytes for bucket in told.buckets]) == (span, [days_ago])


def test_an_empty_database_is_one_gap(stores: Stores) -> None:
    told = between(stores.timeline, NOON, NOON + 60)
    assert (told.buckets, told.gaps, told.events) == ((), (Gap(NOON, NOON + 60),), ())


@pytest.mark.parametrize(("zone", "hours"), [("Europe/Berlin", 25), ("UTC", 24), ("Asia/Kathmandu", 24)])
def test_a_day_lasts_from_midnight_to_midnight_here(stores: Stores, zone: str, hours: int) -> None:
    place = ZoneInfo(zone)
    noon = datetime(2026, 10, 25, 12, tzinfo=place)
    in_zone(stores, zone).history.add_minute(minute(int(noon.timestamp())))
    at_s = int(noon.timestamp())
    (bucket,) = between(stores.timeline, at_s, at_s + 1, most_buckets=0).buckets
    assert datetime.fromtimestamp(bucket.since_unix_s, place).isoformat()[:19] == "2026-10-25T00:00:00"
    assert bucket.until_unix_s - bucket.since_unix_s == hours * 3600


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    zone=st.sampled_from(["UTC", "Europe/Berlin", "Asia/Kathmandu", "Australia/Lord_Howe", "America/St_Johns"]),
    start=st.sampled_from([datetime(2026, 3, 29, tzinfo=UTC), datetime(2026, 10, 25, tzinfo=UTC)]),
    made=st.lists(st.tuples(st.integers(-2000, 4000), st.integers(0, 10**12), st.integers(1, 3)), max_size=25),
    most_buckets=st.sampled_from([0, 200, 100_000]),
    seed=st.integers(0, 99),
)
def test_a_range_tells_all_that_was_added_at_every_resolution_in_any_order(
    tmp_path: Path,
    zone: str,
    start: datetime,
    made: list[tuple[int, int, int]],
    most_buckets: int,
    seed: int,
) -> None:
    """Over clock changes too; and buckets and gaps never overlap but where a clock was set back an odd half hour."""
    minutes = [
        minute(int((start + timedelta(minutes=at)).timestamp()), rx, heard(-40 - at % 50, point))
        for at, rx, point in made
    ]
    random.Random(seed).shuffle(minutes)
    since_s, until_s = int(start.timestamp()) - 9 * DAY_S, int(start.timestamp()) + 9 * DAY_S
    with Database.open(Path(mkdtemp(dir=tmp_path))) as database:
        stores = in_zone(Stores.of(database), zone)
        with database.transaction(durable=True):
            for one in minutes:
                stores.history.add_minute(one)
        told = between(stores.timeline, since_s, until_s, most_buckets=most_buckets)
    assert sum(bucket.rx_bytes for bucket in told.buckets) == sum(one.rx_bytes for one in minutes)
    signals = [signal for bucket in told.buckets for signal in bucket.signals]
    assert sum(sum(signal.level_ms) for signal in signals) == 60_000 * len(minutes)
    assert min((signal.minimum for signal in signals), default=0) == min(
        (one.signals[0].minimum for one in minutes), default=0
    )
    edges = sorted([*told.gaps, *((bucket.since_unix_s, bucket.until_unix_s) for bucket in told.buckets)])
    assert all(end_s == begin_s or end_s - begin_s == 1800 for (_, end_s), (begin_s, _) in pairwise(edges))

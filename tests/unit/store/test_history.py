"""Sums of bytes and signal by minute, hour and day, and what is known of each network."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import mkdtemp
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netmon_tray.store.agent_state import AgentState
from netmon_tray.store.database import Database
from netmon_tray.store.history import History, Minute, NetworkFlags, SignalMinute, Span, Usage

DAY_S = 86400
NOON = 1_790_000_000 - 1_790_000_000 % DAY_S + DAY_S // 2


@dataclass
class Limits:
    minute_days: int = 0
    hour_days: int = 0
    day_days: int = 0


def calendar_of(zone: str) -> Callable[[float], time.struct_time]:
    place = ZoneInfo(zone)
    return lambda unix_s: datetime.fromtimestamp(unix_s, place).timetuple()


def minute(at_unix_s: int, rx_bytes: int = 10, tx_bytes: int = 1, *, key: str = "wi:Cafe", **more: object) -> Minute:
    fields = {"network_name": key[3:], "network_type": key[:2], "covered_s": 60.0} | more
    return Minute(at_unix_s, key, rx_bytes=rx_bytes, tx_bytes=tx_bytes, **fields)  # type: ignore[arg-type]


def heard(*dbm: float, bssid: str | None = "02:00:00:00:00:a1", measure: str = "rssi") -> SignalMinute:
    return SignalMinute(bssid, measure, min(dbm), sum(dbm) / len(dbm), max(dbm), len(dbm))


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path) as database:
        yield database


@pytest.fixture
def history(database: Database) -> History:
    return History(database, calendar_of("UTC"))


def test_a_minute_comes_back_as_it_was(history: History, database: Database) -> None:
    made = minute(NOON, 1000, 500, signals=(heard(-60, -50), heard(-90, bssid=None, measure="rsrp")), covered_s=42.5)
    history.add_minute(made, {"attachment": "{}"})
    (found,) = history.minutes(NOON, NOON + 60)
    assert replace(found, signals=()) == replace(made, signals=())
    assert set(found.signals) == set(made.signals)
    assert AgentState(database).get("attachment") == "{}"
    assert history.minutes(NOON + 60, NOON + 120) == []
    assert history.minutes(NOON - 60, NOON) == []


def test_parts_of_a_minute_add_up(history: History) -> None:
    history.add_minute(minute(NOON + 5, 1, 2, signals=(heard(-60, -50),), covered_s=20))
    history.add_minute(minute(NOON + 30, 10, 20, signals=(heard(-71),), covered_s=30))
    (found,) = history.minutes(NOON, NOON + 60)
    assert (found.minute_unix_s, found.rx_bytes, found.tx_bytes, found.covered_s) == (NOON, 11, 22, 50)
    (signal,) = found.signals
    assert (signal.minimum, signal.maximum, signal.count) == (-71, -50, 3)
    assert signal.mean == pytest.approx(-181 / 3)


def test_time_in_bands_peaks_and_roaming_add_up_and_the_frequency_is_the_last_one(history: History) -> None:
    def part(at_s: int, peak: int, mhz: int | None, *level_ms: int) -> Minute:
        signal = SignalMinute("02:00:00:00:00:a1", "rssi", -81, -70, -60, 2, level_ms, mhz)
        roamed = {"rx_roaming_bytes": 5, "tx_roaming_bytes": 1, "roaming_s": 10.0}
        return minute(NOON + at_s, 10, 2, signals=(signal,), rx_peak_bytes_per_s=peak, **roamed)

    history.add_minute(part(0, 900, 5180, 0, 0, 1000, 20_000, 0))
    history.add_minute(part(20, 700, None, 500, 0, 0, 20_000, 0))
    history.add_minute(part(90, 100, 2437, 0, 30_000, 0, 0, 0))
    for span in (Span.HOUR, Span.DAY):
        (row,) = history.rows(span, NOON - DAY_S, NOON + DAY_S)
        assert (row.rx_bytes, row.rx_roaming_bytes, row.tx_roaming_bytes, row.roaming_s) == (30, 15, 3, 30.0)
        assert row.rx_peak_bytes_per_s == 900
        assert row.signals[0].level_ms == (500, 30_000, 1000, 40_000, 0)
        assert row.signals[0].frequency_mhz == 2437
    first, second = history.minutes(NOON, NOON + 120)
    assert (first.rx_peak_bytes_per_s, second.rx_peak_bytes_per_s) == (900, 100)
    assert first.signals[0].level_ms == (500, 0, 1000, 40_000, 0)


def test_a_signal_that_was_never_heard_is_no_signal(history: History) -> None:
    history.add_minute(minute(NOON, signals=(SignalMinute("02:00:00:00:00:a1", "rssi", 0, 0, 0, 0),)))
    assert history.minutes(NOON, NOON + 60)[0].signals == ()


def test_networks_share_a_minute_and_are_told_apart(history: History) -> None:
    history.add_minute(minute(NOON, 1, key="wi:Cafe"))
    history.add_minute(minute(NOON, 2, key="et:Office"))
    assert [(found.network_key, found.rx_bytes) for found in history.minutes(NOON, NOON + 60)] == [
        ("wi:Cafe", 1),
        ("et:Office", 2),
    ]
    assert [found.rx_bytes for found in history.minutes(0, 2 * NOON, "et:Office")] == [2]


def test_usage_by_day_month_and_network(history: History) -> None:
    january = int(datetime(2026, 1, 31, 12, tzinfo=UTC).timestamp())
    history.add_minute(minute(january, 100, 1, key="wi:Cafe"))
    history.add_minute(minute(january + 60, 100, 1, key="et:Office"))
    history.add_minute(minute(january + DAY_S, 1000, 10, key="et:Office"))
    assert history.usage("day") == [Usage("2026-01-31", 200, 2, 120.0), Usage("2026-02-01", 1000, 10, 60.0)]
    assert history.usage("month") == [Usage("2026-01", 200, 2, 120.0), Usage("2026-02", 1000, 10, 60.0)]
    assert history.usage("network") == [
        Usage("et:Office", 1100, 11, 120.0, "Office", "et"),
        Usage("wi:Cafe", 100, 1, 60.0, "Cafe", "wi"),
    ]
    assert history.usage("day", january, january + 1) == [Usage("2026-01-31", 200, 2, 120.0)]
    assert history.usage("day", since_unix_s=january + 13 * 3600) == [Usage("2026-02-01", 1000, 10, 60.0)]
    assert history.usage("month", network_key="wi:Cafe") == [Usage("2026-01", 100, 1, 60.0)]
    assert history.usage("day", 0, 1) == []


def test_bytes_while_roaming_are_told_apart(history: History) -> None:
    roamed = {"rx_roaming_bytes": 60, "tx_roaming_bytes": 6, "roaming_s": 20.0}
    history.add_minute(minute(NOON, 100, 10, key="mo:Op", **roamed))
    history.add_minute(minute(NOON, 1, 1, key="et:Office"))
    (day,) = history.usage("day")
    assert (day.rx_bytes, day.rx_roaming_bytes, day.tx_roaming_bytes, day.roaming_s) == (101, 60, 6, 20.0)
    assert [(row.period, row.rx_bytes, row.tx_bytes, row.covered_s) for row in history.usage("roaming")] == [
        ("roaming", 60, 6, 20.0),
        ("home", 40, 4, 40.0),
        ("other", 1, 1, 60.0),
    ]


@pytest.mark.parametrize(
    ("zone", "at", "day"),
    [
        ("Pacific/Auckland", datetime(2026, 6, 1, 11, 59, tzinfo=UTC), "2026-06-01"),
        ("Pacific/Auckland", datetime(2026, 6, 1, 12, 0, tzinfo=UTC), "2026-06-02"),
        ("America/Los_Angeles", datetime(2026, 6, 2, 6, 59, tzinfo=UTC), "2026-06-01"),
        ("Asia/Kathmandu", datetime(2026, 6, 1, 18, 15, tzinfo=UTC), "2026-06-02"),
        ("Europe/Berlin", datetime(2026, 10, 25, 22, 59, tzinfo=UTC), "2026-10-25"),
        ("Europe/Berlin", datetime(2026, 10, 25, 23, 0, tzinfo=UTC), "2026-10-26"),
    ],
)
def test_a_day_is_a_day_of_the_local_calendar(database: Database, zone: str, at: datetime, day: str) -> None:
    history = History(database, calendar_of(zone))
    at_unix_s = int(at.timestamp())
    history.add_minute(minute(at_unix_s))
    assert [row.period for row in history.usage("day")] == [day]
    assert [row.period for row in history.usage("day", at_unix_s, at_unix_s + 1)] == [day]
    assert history.usage("day", at_unix_s + DAY_S) == []


def test_an_hour_is_an_hour_of_the_local_clock(database: Database) -> None:
    history = History(database, calendar_of("Asia/Kathmandu"))  # UTC+05:45
    at_unix_s = int(datetime(2026, 6, 1, 10, 20, tzinfo=UTC).timestamp())
    history.add_minute(minute(at_unix_s))
    (hour,) = history.rows(Span.HOUR, 0, 2 * NOON)
    assert datetime.fromtimestamp(hour.minute_unix_s, UTC) == datetime(2026, 6, 1, 10, 15, tzinfo=UTC)


def test_a_journey_moves_no_byte_to_another_day(database: Database) -> None:
    at_unix_s = int(datetime(2026, 6, 1, 20, tzinfo=UTC).timestamp())
    History(database, calendar_of("Asia/Tokyo")).add_minute(minute(at_unix_s))
    assert [row.period for row in History(database, calendar_of("America/New_York")).usage("day")] == ["2026-06-02"]


def test_old_minutes_and_hours_go_and_their_bytes_stay(history: History) -> None:
    for days in (40, 20, 0):
        history.add_minute(minute(NOON - days * DAY_S, 100, signals=(heard(-50),)))
    everything = (NOON - 100 * DAY_S, NOON + DAY_S)
    before = history.usage("day")
    assert history.rollup(NOON + 60, Limits(minute_days=10, hour_days=30)) == 6
    assert [found.rx_bytes for found in history.minutes(*everything)] == [100]
    assert [found.rx_bytes for found in history.rows(Span.HOUR, *everything)] == [100, 100]
    assert [found.signals[0].mean for found in history.rows(Span.DAY, *everything)] == [-50, -50, -50]
    assert history.usage("day") == before
    assert history.rollup(NOON + 60, Limits(minute_days=10, hour_days=30)) == 0
    assert history.rollup(NOON + 60, Limits(day_days=30)) == 2
    assert len(history.usage("day")) == 2


def test_a_minute_from_before_is_still_counted(history: History) -> None:
    history.add_minute(minute(NOON, 1))
    history.rollup(NOON + 10 * DAY_S, Limits(minute_days=1))
    history.add_minute(minute(NOON + 60, 2))
    assert [row.rx_bytes for row in history.usage("day")] == [3]


def test_networks_seen_with_their_sums(history: History) -> None:
    history.add_minute(minute(NOON, 100, 10, signals=(heard(-50), heard(-60, bssid="02:00:00:00:00:a2"))))
    history.add_minute(minute(NOON + 60, 100, 10, signals=(heard(-50),)))
    history.add_minute(minute(NOON - 60, 1, 1, key="mo:Op", signals=(heard(-99, bssid=None, measure="rsrp"),)))
    cafe, operator = history.networks()
    assert (cafe.key, cafe.name, cafe.network_type) == ("wi:Cafe", "Cafe", "wi")
    assert (cafe.first_seen_unix_s, cafe.last_seen_unix_s) == (NOON, NOON + 60)
    assert (cafe.rx_bytes, cafe.tx_bytes, cafe.covered_s, cafe.access_point_count) == (200, 20, 120.0, 2)
    assert (operator.key, operator.access_point_count, operator.flags) == ("mo:Op", 0, NetworkFlags())


def test_flags_are_kept_and_outlive_a_new_name(history: History) -> None:
    flags = NetworkFlags("Corner bar", is_trusted=True, is_metered=True, never_upload=True)
    assert not history.set_flags("wi:Cafe", flags)
    assert history.flags("wi:Cafe") == NetworkFlags()
    history.note_network("wi:Cafe", "Cafe", "wi", NOON)
    assert history.set_flags("wi:Cafe", flags)
    history.add_minute(minute(NOON, network_name="Café"))
    assert history.flags("wi:Cafe") == flags
    (seen,) = history.networks()
    assert (seen.name, seen.flags, seen.rx_bytes) == ("Café", flags, 10)
    assert history.usage("network")[0].network_name == "Corner bar"
    assert history.set_flags("wi:Cafe", NetworkFlags(is_metered=False))
    assert history.flags("wi:Cafe") == NetworkFlags(is_metered=False)


ZONES = st.sampled_from(["UTC", "Europe/Berlin", "Asia/Kathmandu", "Australia/Lord_Howe", "America/St_Johns"])
NEAR_CLOCK_CHANGES = st.sampled_from([datetime(2026, 3, 29, tzinfo=UTC), datetime(2026, 10, 25, tzinfo=UTC)])


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    zone=ZONES,
    start=NEAR_CLOCK_CHANGES,
    made=st.lists(
        st.tuples(st.integers(-2000, 4000), st.integers(0, 10**12), st.sampled_from(["wi:A", "wi:B"])), max_size=25
    ),
    seed=st.integers(0, 99),
)
def test_every_span_sums_up_to_the_same_in_any_order(
    tmp_path: Path,
    zone: str,
    start: datetime,
    made: list[tuple[int, int, str]],
    seed: int,
) -> None:
    minutes = [
        minute(
            int((start + timedelta(minutes=offset)).timestamp()), rx, 1, key=key, signals=(heard(-40 - offset % 50),)
        )
        for offset, rx, key in made
    ]
    random.Random(seed).shuffle(minutes)
    place = ZoneInfo(zone)
    by_day: Counter[str] = Counter()
    for one in minutes:
        by_day[datetime.fromtimestamp(one.minute_unix_s, place).date().isoformat()] += one.rx_bytes
    with Database.open(Path(mkdtemp(dir=tmp_path))) as database:
        history = History(database, calendar_of(zone))
        with database.transaction(durable=True):
            for one in minutes:
                history.add_minute(one)
        assert {row.period: row.rx_bytes for row in history.usage("day")} == by_day
        everything = (int(start.timestamp()) - 9 * DAY_S, int(start.timestamp()) + 9 * DAY_S)
        for span in Span:
            rows = history.rows(span, *everything)
            for key in ("wi:A", "wi:B"):
                assert sum(row.rx_bytes for row in rows if row.network_key == key) == sum(
                    one.rx_bytes for one in minutes if one.network_key == key
                )
            heard_in_all = [signal for row in rows for signal in row.signals]
            assert sum(signal.count for signal in heard_in_all) == len(minutes)
            total = sum(signal.mean * signal.count for signal in heard_in_all)
            assert total == pytest.approx(sum(one.signals[0].mean for one in minutes))
            assert min((signal.minimum for signal in heard_in_all), default=0) == min(
                (one.signals[0].minimum for one in minutes), default=0
            )


class Ledger:
    """What a day must say, added up here: whatever was let go of minutes and hours, and however the clock ran."""

    def __init__(self, zone: str) -> None:
        self.zone = ZoneInfo(zone)
        self.bytes: Counter[tuple[str, str]] = Counter()
        self.level_ms: Counter[str] = Counter()
        self.kept_minutes: Counter[int] = Counter()

    def add(self, one: Minute) -> None:
        day = datetime.fromtimestamp(one.minute_unix_s, self.zone).date().isoformat()
        self.bytes[day, one.network_key] += one.rx_bytes
        self.level_ms[day] += sum(one.signals[0].level_ms)
        self.kept_minutes[one.minute_unix_s] += one.rx_bytes

    def roll_up(self, end_s: int) -> None:
        self.kept_minutes = Counter({at_s: rx for at_s, rx in self.kept_minutes.items() if at_s >= end_s})


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    zone=ZONES,
    start=NEAR_CLOCK_CHANGES,
    steps=st.lists(
        st.one_of(
            st.tuples(st.just("minute"), st.integers(0, 10**9), st.sampled_from(["wi:A", "wi:B"])),
            st.tuples(st.just("clock"), st.integers(-3 * 1440, 3 * 1440)),
            st.tuples(st.just("roll up"), st.integers(1, 3)),
        ),
        max_size=40,
    ),
)
def test_a_clock_set_back_over_a_roll_up_loses_and_doubles_nothing(
    tmp_path: Path, zone: str, start: datetime, steps: list[tuple[object, ...]]
) -> None:
    """Minutes come one after the other by a clock that is set at will, and the old ones are let go in between."""
    at_s, ledger = int(start.timestamp()), Ledger(zone)
    with Database.open(Path(mkdtemp(dir=tmp_path))) as database:
        history = History(database, calendar_of(zone))
        for what, *how in steps:
            if what == "clock":
                at_s += int(str(how[0])) * 60
            elif what == "roll up":
                days = int(str(how[0]))
                history.rollup(at_s, Limits(minute_days=days, hour_days=days))
                ledger.roll_up(at_s - days * DAY_S)
            else:
                level_ms = (0, at_s % 7 * 1000, 0, 60_000, 0)
                signal = replace(heard(-60, -50), level_ms=level_ms)
                one = minute(at_s, int(str(how[0])), key=str(how[1]), signals=(signal,))
                history.add_minute(one)
                ledger.add(one)
                at_s += 60
        everything = (int(start.timestamp()) - 400 * DAY_S, int(start.timestamp()) + 400 * DAY_S)
        days_told = history.rows(Span.DAY, *everything)
        minutes_told = history.minutes(*everything)
    dates = {row: datetime.fromtimestamp(row.minute_unix_s, UTC).date().isoformat() for row in days_told}
    assert {(dates[row], row.network_key): row.rx_bytes for row in days_told} == ledger.bytes
    level_ms_told: Counter[str] = Counter()
    for row in days_told:
        level_ms_told[dates[row]] += sum(sum(signal.level_ms) for signal in row.signals)
    assert level_ms_told == ledger.level_ms
    assert sum(row.rx_bytes for row in minutes_told) == sum(ledger.kept_minutes.values())

"""Access points of a network and the signal that was usual there."""

from __future__ import annotations

from pathlib import Path

import pytest

from netmon_tray.store.access_points import access_points, usual_signals
from netmon_tray.store.database import Database
from netmon_tray.store.history import History, Minute, SignalMinute

HOUR = 3600
T0 = 1_795_356_000 // HOUR * HOUR


def heard(
    bssid: str | None, mean: float, count: int = 10, measure: str = "rssi", mhz: int | None = 5180
) -> SignalMinute:
    return SignalMinute(bssid, measure, mean - 5, mean, mean + 5, count, (0, 0, 1000, 2000, 0), mhz)


@pytest.fixture
def database(tmp_path: Path) -> Database:
    with Database.open(tmp_path) as made:
        history = History(made)
        for hour, mean in enumerate((-50.0, -60.0, -90.0)):
            history.add_minute(Minute(T0 + hour * HOUR, "wi:A", "A", "wi", 1, 1, (heard("02:00:00:00:00:01", mean),)))
        history.add_minute(Minute(T0, "wi:A", "A", "wi", 1, 1, (heard("02:00:00:00:00:02", -70.0, mhz=2437),)))
        history.add_minute(Minute(T0, "mo:B", "B", "mo", 1, 1, (heard(None, -100.0, measure="rsrp", mhz=None),)))
        history.add_minute(Minute(T0, "et:C", "C", "et", 1, 1))
        yield made


def test_the_median_is_that_of_the_hours(database: Database) -> None:
    first, second = access_points(database, "wi:A")
    assert (first.bssid, first.frequency_mhz, first.usual.median) == ("02:00:00:00:00:01", 5180, -60.0)
    assert (first.heard_s, first.last_heard_unix_s) == (9.0, T0 + 2 * HOUR)
    assert (second.bssid, second.usual.median, second.heard_s) == ("02:00:00:00:00:02", -70.0, 3.0)


def test_what_has_no_access_points_has_a_signal_all_the_same(database: Database) -> None:
    assert access_points(database, "mo:B") == []
    signals = usual_signals(database)
    assert (signals["mo:B"].measure, signals["mo:B"].median) == ("rsrp", -100.0)
    assert "et:C" not in signals
    assert -70.0 <= signals["wi:A"].median <= -60.0

"""The last hour in memory, and the marks on its time axis."""

from __future__ import annotations

from dataclasses import replace

from netmon_tray.live import SPAN_MS, LiveSeries, live_point, signal_of
from netmon_tray.model import (
    UNSUPPORTED,
    LiveEvent,
    LiveEventKind,
    LivePoint,
    NetworkType,
    Radio,
    Throughput,
)
from support.samples import T0_UNIX_MS, sample, wifi, wired


def point(at_ms: int) -> LivePoint:
    return LivePoint(T0_UNIX_MS + at_ms, None, None, None)


def test_a_point_has_what_was_measured_and_nothing_else() -> None:
    made = live_point(sample(1, wifi(rssi_dbm=-61)), Throughput(10.0, 2.0), starts_after_gap=False)
    assert (made.signal, made.signal_measure, made.network_name, made.channel) == (-61.0, "rssi", "Cafe", 36)
    assert made.throughput == Throughput(10.0, 2.0)
    without = live_point(sample(1), Throughput(10.0, 2.0), starts_after_gap=True)
    assert without == LivePoint(T0_UNIX_MS + 1000, None, None, None, starts_after_gap=True)


def test_the_best_measure_of_a_signal() -> None:
    mobile = replace(wifi(), network_type=NetworkType.MOBILE, radio=Radio(rsrp_dbm=-98.5, rssi_dbm=-71))
    assert signal_of(mobile) == ("rsrp", -98.5)
    assert signal_of(replace(wifi(), radio=Radio(rssi_dbm=UNSUPPORTED, derived_rssi_dbm=-50))) == ("rssi", -50.0)
    assert signal_of(replace(wifi(), radio=Radio(signal_ratio=0.4))) == ("ratio", 0.4)
    assert signal_of(wired()) == (None, None)


def test_the_series_forgets_what_is_older_than_its_span() -> None:
    series = LiveSeries()
    series.add(point(0), (LiveEvent(T0_UNIX_MS, LiveEventKind.ROAM, "Roam"),))
    series.add(point(SPAN_MS), ())
    assert len(series.points()) == 2
    series.add(point(SPAN_MS + 1), ())
    assert [p.at_unix_ms - T0_UNIX_MS for p in series.points()] == [SPAN_MS, SPAN_MS + 1]
    assert series.events() == ()

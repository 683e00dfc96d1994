"""What the charts and the export of the Live view are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from netmon_tray import units
from netmon_tray.gui import live_words
from netmon_tray.gui.chart_curve import Curve
from netmon_tray.gui.chart_scale import rate_scale
from netmon_tray.gui.chart_stack import ChartKit
from netmon_tray.gui.timeline import Timeline
from netmon_tray.units import RateUnits
from netmon_tray.words import say

CSV_COLUMNS = (
    "at",
    "network_name",
    "bssid",
    "frequency_mhz",
    "channel",
    "signal_measure",
    "signal",
    "rx_bytes_per_s",
    "tx_bytes_per_s",
    "events",
)


def live_kit(timeline: Timeline, rate_units: Callable[[], RateUnits]) -> ChartKit:
    """Curves over the timeline; ``rate_units`` is asked at each frame."""

    def summaries() -> tuple[str, str, str]:
        return (
            live_words.signal_summary(timeline),
            live_words.throughput_summary(timeline, rate_units()),
            live_words.events_summary(timeline),
        )

    return ChartKit(
        signal=Curve(timeline.signal, is_filled=False),
        down=Curve(timeline.down, is_filled=True),
        up=Curve(timeline.up, is_filled=True),
        signal_title=lambda scale: say("Signal, {unit}", unit=scale.unit),
        traffic_title=lambda scale: say("Throughput, {unit}", unit=scale.unit.text),
        traffic_scale=lambda down, up, height_px: rate_scale(down, up, rate_units=rate_units(), height_px=height_px),
        summaries=summaries,
    )


def csv_rows(timeline: Timeline) -> Iterator[tuple[object, ...]]:
    """The points in view, oldest first, under the names of their columns; what was not measured is empty."""
    yield CSV_COLUMNS
    marks = list(timeline.marks())
    before_ms = 0
    for point in timeline.visible_points():
        told = "; ".join(mark.text for mark in marks if before_ms < mark.at_unix_ms <= point.at_unix_ms)
        before_ms = point.at_unix_ms
        rates = point.throughput
        yield (
            units.iso_utc(point.at_unix_ms),
            point.network_name,
            point.bssid,
            point.frequency_mhz,
            point.channel,
            point.signal_measure,
            point.signal,
            round(rates.rx_bytes_per_s, 1) if rates else None,
            round(rates.tx_bytes_per_s, 1) if rates else None,
            told,
        )

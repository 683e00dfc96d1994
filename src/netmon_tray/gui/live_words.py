"""What the Live view says: the read-out row, the table's rows and the spoken summaries. Pure, without Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from netmon_tray import units
from netmon_tray.gui.timeline import RANGES_MS, Timeline
from netmon_tray.gui.tray_words import one_line
from netmon_tray.model import LiveEvent, LivePoint, Throughput, Unavailable
from netmon_tray.units import MINUS, RateUnits
from netmon_tray.words import count, joined, say

NOT_AVAILABLE = units.UNAVAILABLE_WORDS[Unavailable.UNSUPPORTED]
NOT_APPLICABLE = units.UNAVAILABLE_WORDS[Unavailable.NOT_APPLICABLE]
NOW, PAUSED_AT, AT_CURSOR = say("Now"), say("Paused at"), say("At the cursor")


@dataclass(frozen=True, slots=True)
class Figure:
    """A value as it is shown: the strong part first, then the lighter one; only a lighter part where it is missing."""

    strong: str
    light: str = ""


@dataclass(frozen=True, slots=True)
class ReadOut:
    """The row above the charts."""

    label: str
    """``NOW``, ``PAUSED_AT`` or ``AT_CURSOR``."""
    at: Figure
    signal: Figure
    access_point: Figure
    down: Figure
    up: Figure


def read_out(timeline: Timeline, rate_units: RateUnits) -> ReadOut:
    """The row for the cursor, or for the newest point without one."""
    point = timeline.point_at_cursor()
    at_unix_ms = timeline.cursor_unix_ms if timeline.cursor_unix_ms is not None else timeline.scale.end_unix_ms
    label = AT_CURSOR if timeline.cursor_unix_ms is not None else PAUSED_AT if timeline.is_paused else NOW
    down, up = _rate_figures(point.throughput if point else None, rate_units)
    return ReadOut(
        label=label,
        at=Figure(units.clock_text(at_unix_ms)),
        signal=signal_figure(point),
        access_point=access_point_figure(point),
        down=down,
        up=up,
    )


def signal_figure(point: LivePoint | None, minus: str = MINUS) -> Figure:
    """Word first, then the level: "Good" and "-58 dBm"."""
    if point is None or point.signal is None or point.signal_measure is None:
        return Figure("", _missing(point))
    word = units.signal_word(point.signal_measure, point.signal)
    level = units.signal_text(point.signal_measure, point.signal, minus=minus)
    return Figure(word, level) if word else Figure(level)


def access_point_figure(point: LivePoint | None) -> Figure:
    """Band and channel: "2.4 GHz, channel 6"."""
    if point is None or point.frequency_mhz is None:
        return Figure("", _missing(point))
    band = units.band_text(point.frequency_mhz)
    if point.channel is None:
        return Figure(band)
    return Figure(say("{band}, channel {channel}", band=band, channel=str(point.channel)))


def _missing(point: LivePoint | None) -> str:
    """A connection without any radio fact has none to tell; without a connection it is just not known."""
    has_link = point is not None and (point.throughput is not None or point.network_name is not None)
    has_radio = point is not None and (point.signal is not None or point.bssid is not None)
    return NOT_APPLICABLE if has_link and not has_radio else NOT_AVAILABLE


def _rate_figures(rates: Throughput | None, rate_units: RateUnits) -> tuple[Figure, Figure]:
    """Both in the same unit, so that they compare at a glance."""
    if rates is None:
        return Figure("", NOT_AVAILABLE), Figure("", NOT_AVAILABLE)
    down, up, unit = units.rate_pair(rates.rx_bytes_per_s, rates.tx_bytes_per_s, rate_units)
    return Figure(down, unit), Figure(up, unit)


# --- the table ------------------------------------------------------------------------------------------------------

COLUMNS = (
    say("Time"),
    say("Network"),
    say("Signal"),
    say("Access point"),
    say("Events"),
    say("Down"),
    say("Up"),
)


def table_cells(
    point: LivePoint, events: Sequence[LiveEvent], rate_units: RateUnits, minus: str = MINUS
) -> tuple[str, ...]:
    """One row of the table, by ``COLUMNS``; ``minus`` is the hyphen in what is copied."""
    signal = signal_figure(point, minus)
    return (
        units.clock_text(point.at_unix_ms),
        one_line(point.network_name) if point.network_name else NOT_AVAILABLE,
        joined([signal.strong, signal.light]),
        _plain(access_point_figure(point)),
        joined([one_line(event.text) for event in events], ", "),
        _rate_text(point.throughput, "down", rate_units),
        _rate_text(point.throughput, "up", rate_units),
    )


def _plain(figure: Figure) -> str:
    return figure.strong or figure.light


def _rate_text(rates: Throughput | None, side: str, rate_units: RateUnits) -> str:
    if rates is None:
        return NOT_AVAILABLE
    return units.rate_text(rates.rx_bytes_per_s if side == "down" else rates.tx_bytes_per_s, rate_units)


# --- spoken summaries -----------------------------------------------------------------------------------------------


def signal_summary(timeline: Timeline) -> str:
    """The signal chart in sentences, for those who hear it."""
    extremes = timeline.signal.extremes(timeline.scale)
    if extremes is None or timeline.measure is None:
        return say("Signal, last {range}: nothing measured.", range=range_text(timeline))
    now = signal_figure(timeline.latest)
    low, high = (units.signal_text(timeline.measure, value, minus=MINUS) for value in extremes)
    told = say(
        "Signal, last {range}: now {now}, lowest {low}, highest {high}.",
        range=range_text(timeline),
        now=joined([now.strong, now.light]),
        low=low,
        high=high,
    )
    return joined([told, _gap_sentence(len(timeline.signal.gaps(timeline.scale)))])


def throughput_summary(timeline: Timeline, rate_units: RateUnits) -> str:
    """The throughput chart in sentences, for those who hear it."""
    if not timeline.down.runs:
        return say("Throughput, last {range}: nothing measured.", range=range_text(timeline))
    scale = timeline.scale
    latest = timeline.latest
    rates = latest.throughput if latest else None
    now = say("nothing measured now")
    if rates is not None:
        rx, tx = (units.rate_text(rate, rate_units) for rate in (rates.rx_bytes_per_s, rates.tx_bytes_per_s))
        now = say("now {down} down and {up} up", down=rx, up=tx)
    down, up = (units.rate_text(series.peak(scale), rate_units) for series in (timeline.down, timeline.up))
    gaps = _gap_sentence(len(timeline.down.gaps(scale)))
    told = say(
        "Throughput, last {range}: {now}, peaks {down} down and {up} up.",
        range=range_text(timeline),
        now=now,
        down=down,
        up=up,
    )
    return joined([told, gaps])


def events_summary(timeline: Timeline) -> str:
    """The event lane in one sentence."""
    told = [joined([units.clock_text(event.at_unix_ms), one_line(event.text)]) for event in timeline.marks()]
    events = joined(told, ", ") if told else say("none")
    return say("Events, last {range}: {events}.", range=range_text(timeline), events=events)


def range_text(timeline: Timeline) -> str:
    """The length of time in view as the range buttons call it, or in words where it was zoomed."""
    named = (name for name, range_ms in RANGES_MS.items() if range_ms == timeline.range_ms)
    return next(named, units.duration_text(timeline.range_ms / 1000))


def _gap_sentence(gaps: int) -> str:
    return count(gaps, "{n} gap without data.", "{n} gaps without data.") if gaps else ""

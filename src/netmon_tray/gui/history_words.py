"""What the History view says: titles, the summary of a range, the table's rows and the spoken summaries. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from netmon_tray import units
from netmon_tray.gui.chart_scale import TimeScale
from netmon_tray.gui.history_line import Delays, HistoryLine, Step, step_text
from netmon_tray.gui.history_range import EXACT_DAYS
from netmon_tray.gui.tray_words import one_line
from netmon_tray.store.history import Span
from netmon_tray.units import MINUS, RateUnits
from netmon_tray.words import Phrase, count, say

NOT_AVAILABLE = say("not available")
_MOST_SPOKEN = 10


def signal_title(span: Span, unit: str) -> Phrase:
    """What the signal chart shows."""
    return {
        Span.MINUTE: say("Signal per minute, {unit}: lowest, mean, highest", unit=unit),
        Span.HOUR: say("Signal per hour, {unit}: lowest, mean, highest", unit=unit),
        Span.DAY: say("Signal per day, {unit}: lowest, mean, highest", unit=unit),
    }[span]


def usage_title(span: Span, unit: str) -> Phrase:
    """What the usage chart shows."""
    return {
        Span.MINUTE: say("Usage per minute, {unit}", unit=unit),
        Span.HOUR: say("Usage per hour, {unit}", unit=unit),
        Span.DAY: say("Usage per day, {unit}", unit=unit),
    }[span]


def delay_title(line: HistoryLine) -> Phrase:
    """What the chart of round trips shows."""
    party = line.answer.delays.party if line.answer.delays else ""
    return say("Round trip, ms: {party}", party=party_word(party))


STEP_NAMES: dict[Span, Phrase] = {
    Span.MINUTE: say("By minute"),
    Span.HOUR: say("By hour"),
    Span.DAY: say("By day"),
}


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """A figure of the range: its name with the unit, and the lowest, the mean and the highest."""

    name: str
    lowest: str
    mean: str
    peak: str


def summary_rows(line: HistoryLine, rate_units: RateUnits) -> tuple[SummaryRow, ...]:
    """Signal, down and up over the range in view."""
    seen = line.visible_steps()
    down = [(step.rx_bytes, step.covered_s, step.rx_peak_bytes_per_s) for step in seen if step.covered_s > 0]
    up = [(step.tx_bytes, step.covered_s, step.tx_peak_bytes_per_s) for step in seen if step.covered_s > 0]
    rows = [
        _rate_row(say("Down"), down, rate_units),
        _rate_row(say("Up"), up, rate_units),
    ]
    if line.measure is not None:
        rows.insert(0, _signal_row(line.measure, seen))
    if line.answer.delays is not None:
        rows.append(_delay_row(line.answer.delays, line.scale))
    return tuple(rows)


def _signal_row(measure: str, seen: list[Step]) -> SummaryRow:
    signals = [step.signal for step in seen if step.signal is not None]
    unit = "%" if measure == "ratio" else "dBm"
    name = say("Signal, {unit}", unit=unit)
    if not signals:
        return SummaryRow(name, NOT_AVAILABLE, NOT_AVAILABLE, NOT_AVAILABLE)
    factor = 100 if measure == "ratio" else 1
    figures = (
        min(low for low, _, _ in signals),
        sum(mean for _, mean, _ in signals) / len(signals),
        max(high for _, _, high in signals),
    )
    return SummaryRow(name, *(units.number_text(figure * factor, decimals=0, minus=MINUS) for figure in figures))


def _rate_row(side: Phrase, moved: list[tuple[int, float, float]], rate_units: RateUnits) -> SummaryRow:
    """The lowest mean of a step, the mean of all, and the highest rate between two samples."""
    rates = [amount / covered_s for amount, covered_s, _ in moved]
    peak = max([*rates, *(peak for _, _, peak in moved)], default=0.0)
    unit = units.rate_unit(peak, rate_units)
    name = say("{side}, {unit}", side=side, unit=unit.text)
    if not rates:
        return SummaryRow(name, NOT_AVAILABLE, NOT_AVAILABLE, NOT_AVAILABLE)
    mean = sum(amount for amount, _, _ in moved) / sum(covered_s for _, covered_s, _ in moved)
    return SummaryRow(name, *(unit.number(rate) for rate in (min(rates), mean, peak)))


def _delay_row(delays: Delays, scale: TimeScale) -> SummaryRow:
    bars = [bar for bar in delays.steps if 0 <= scale.x_of(bar.start_unix_ms) < scale.width_px]
    name = say("{party}, ms", party=party_word(delays.party))
    if not bars:
        return SummaryRow(name, NOT_AVAILABLE, NOT_AVAILABLE, NOT_AVAILABLE)
    figures = min(bar.low for bar in bars), sum(bar.mean for bar in bars) / len(bars), max(bar.high for bar in bars)
    return SummaryRow(name, *(delay_text(figure) for figure in figures))


def party_word(party: str) -> str:
    """Who answered: "Gateway", "Name server", or a host as it was named."""
    return {"gateway": say("Gateway"), "dns": say("Name server")}.get(party, one_line(party))


def precision_title(span: Span) -> Phrase:
    """One word for what the figures are."""
    return say("Exact") if span is Span.MINUTE else say("Aggregated")


def precision_text(line: HistoryLine) -> Phrase:
    """What the figures are made of."""
    span = line.answer.span
    if span is Span.MINUTE:
        return say("Minute by minute, as it was recorded.")
    made = say("From hourly values.") if span is Span.HOUR else say("From daily values.")
    exact = count(
        EXACT_DAYS,
        "Ranges of up to {n} day can also be shown exact, by minute.",
        "Ranges of up to {n} days can also be shown exact, by minute.",
    )
    return say("{made} {exact}", made=made, exact=exact)


# --- the table and the file -----------------------------------------------------------------------------------------

COLUMNS: tuple[Phrase, ...] = (
    say("Time"),
    say("Lowest signal"),
    say("Mean signal"),
    say("Highest signal"),
    say("Down"),
    say("Up"),
    say("Round trip"),
    say("Observed"),
)
CSV_COLUMNS = (
    "from",
    "until",
    "signal_measure",
    "signal_lowest",
    "signal_mean",
    "signal_highest",
    "rx_bytes",
    "tx_bytes",
    "round_trip_party",
    "round_trip_lowest_ms",
    "round_trip_mean_ms",
    "round_trip_highest_ms",
    "observed_s",
)


def table_cells(line: HistoryLine, step: Step, minus: str = MINUS) -> tuple[str, ...]:
    """One row of the table, by ``COLUMNS``; ``minus`` is the hyphen in what is copied."""
    measure, delay = line.measure, line.delay.at(step.start_unix_ms)
    signal: tuple[str, ...] = (NOT_AVAILABLE,) * 3
    if step.signal is not None and measure is not None:
        signal = tuple(units.signal_text(measure, round(value, 2), minus=minus) for value in step.signal)
    return (
        step_text(line.answer.span, step.start_unix_ms),
        *signal,
        units.byte_text(step.rx_bytes),
        units.byte_text(step.tx_bytes),
        say("{figure} ms", figure=delay_text(delay.mean)) if delay else NOT_AVAILABLE,
        units.duration_text(step.covered_s),
    )


def delay_text(delay_ms: float) -> str:
    """A round trip in milliseconds: "26", "2.4"."""
    return units.number_text(delay_ms, decimals=0 if delay_ms >= 10 else 1)


def csv_rows(line: HistoryLine) -> Iterator[tuple[object, ...]]:
    """The steps in view, oldest first, under the names of their columns; what was not measured is empty."""
    yield CSV_COLUMNS
    for step in line.visible_steps():
        low, mean, high = step.signal or (None, None, None)
        delay, party = line.delay.at(step.start_unix_ms), line.answer.delays.party if line.answer.delays else None
        trips = (party, round(delay.low, 2), round(delay.mean, 2), round(delay.high, 2)) if delay else (None,) * 4
        yield (
            units.iso_utc(step.start_unix_ms),
            units.iso_utc(step.end_unix_ms),
            line.measure if step.signal else None,
            low,
            None if mean is None else round(mean, 3),
            high,
            step.rx_bytes,
            step.tx_bytes,
            *trips,
            round(step.covered_s, 1),
        )


# --- read-out and spoken summaries ----------------------------------------------------------------------------------


def read_out(line: HistoryLine) -> Phrase:
    """The step at the cursor in a line; what keys do without one."""
    if line.cursor_unix_ms is None:
        return say("Point or use the arrow keys to read a value, drag or turn the wheel to zoom.")
    step = line.step_at_cursor()
    at = line.cursor_text()
    if step is None:
        return say("{time}: no data", time=at)
    down, up = units.byte_text(step.rx_bytes), units.byte_text(step.tx_bytes)
    delay_ms = line.cursor_delay()
    if delay_ms is not None:
        up = say("{up}, round trip {delay} ms", up=up, delay=delay_text(delay_ms))
    if step.signal is None or line.measure is None:
        return say("{time}: down {down}, up {up}", time=at, down=down, up=up)
    low, mean, high = (units.signal_text(line.measure, round(value), minus=MINUS) for value in step.signal)
    word = units.signal_word(line.measure, step.signal[1]) or ""
    return say(
        "{time}: {word} {mean} ({low} to {high}), down {down}, up {up}",
        time=at,
        word=word,
        mean=mean,
        low=low,
        high=high,
        down=down,
        up=up,
    )


def signal_summary(line: HistoryLine) -> Phrase:
    """The signal chart in a sentence."""
    signals = [step.signal for step in line.visible_steps() if step.signal is not None]
    shown = line.shown.text()
    if not signals or line.measure is None:
        return say("Signal, {range}: nothing measured.", range=shown)
    low, high = min(low for low, _, _ in signals), max(high for _, _, high in signals)
    mean = sum(mean for _, mean, _ in signals) / len(signals)
    texts = [units.signal_text(line.measure, round(value), minus="minus ") for value in (low, mean, high)]
    return say(
        "Signal, {range}: lowest {low}, mean {mean}, highest {high}.",
        range=shown,
        low=texts[0],
        mean=texts[1],
        high=texts[2],
    )


def delay_summary(line: HistoryLine) -> Phrase:
    """The chart of round trips in a sentence."""
    delays, shown = line.answer.delays, line.shown.text()
    if delays is None:
        return say("Round trips, {range}: nothing measured.", range=shown)
    row = _delay_row(delays, line.scale)
    return say(
        "Round trips to {party}, {range}: lowest {low}, mean {mean}, highest {high} ms; {lost} lost.",
        party=party_word(delays.party),
        range=shown,
        low=row.lowest,
        mean=row.mean,
        high=row.peak,
        lost=units.percent_text(delays.lost_ratio),
    )


def usage_summary(line: HistoryLine) -> Phrase:
    """The usage chart in a sentence."""
    seen = line.visible_steps()
    shown = line.shown.text()
    if not seen:
        return say("Usage, {range}: nothing recorded.", range=shown)
    most = max(seen, key=lambda step: step.rx_bytes + step.tx_bytes)
    return say(
        "Usage, {range}: down {down}, up {up} in all; most at {time} with {most}.",
        range=shown,
        down=units.byte_text(sum(step.rx_bytes for step in seen)),
        up=units.byte_text(sum(step.tx_bytes for step in seen)),
        time=step_text(line.answer.span, most.start_unix_ms),
        most=units.byte_text(most.rx_bytes + most.tx_bytes),
    )


def events_summary(line: HistoryLine) -> Phrase:
    """The event lane in a sentence."""
    scale = line.scale
    spans = [span for span in line.outages() if span.within(scale)]
    marks = [mark for mark in line.marks() if 0 <= scale.x_of(mark.at_unix_ms) < scale.width_px]
    told = ", ".join(
        f"{step_text(Span.MINUTE, mark.at_unix_ms)} {one_line(mark.text)}" for mark in marks[:_MOST_SPOKEN]
    )
    outages = count(len(spans), "{n} outage", "{n} outages")
    if not marks:
        return say("Events, {range}: {outages}.", range=line.shown.text(), outages=outages)
    events = count(len(marks), "{n} other event", "{n} other events")
    return say(
        "Events, {range}: {outages}, {events}: {told}.",
        range=line.shown.text(),
        outages=outages,
        events=events,
        told=told,
    )

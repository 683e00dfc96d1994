"""Where the marks of the event lane stand, and how much of each is told. Pure, without Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from netmon_tray.gui.chart_scale import TimeScale
from netmon_tray.gui.time_view import TimeSpan, Told
from netmon_tray.model import LiveEvent, LiveEventKind
from netmon_tray.words import count, say

GLYPH_PX = 20
"""Width of a mark with its glyph alone; marks closer than this are stacked."""
PADDING_PX = 6
OUTAGE_WORD = say("Outage")
OUTAGE = "outage"
"""Kind of the mark that stands for outages too short for a span."""
_TOLD_BY_SPANS = frozenset({LiveEventKind.DISCONNECTED.value, OUTAGE})
VISIBLE_PX = 3
"""Narrower outages are told by a mark."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark of the lane; ``text`` is None where only the glyph fits, ``kind`` None for stacked events."""

    x: int
    width_px: int
    events: tuple[Told, ...]
    kind: str | None
    text: str | None


@dataclass(frozen=True, slots=True)
class Outage:
    """A span without a connection, in pixels from the left edge."""

    left: int
    right: int
    begins_in_view: bool
    text: str | None


@dataclass(frozen=True, slots=True)
class _OutageMark:
    """An outage as a mark."""

    at_unix_ms: int
    text: str
    kind: str = OUTAGE


def lane_marks(
    events: Iterable[Told], spans: Iterable[TimeSpan], scale: TimeScale, text_width: Callable[[str], int] | None
) -> tuple[Mark, ...]:
    """Lay out the marks in view, from left to right; outages that have a width are told by ``outages`` instead.

    Without ``text_width`` a mark is its glyph alone, and one of several has that of an outage where there is one.
    """
    marks = [event for event in events if event.kind not in _TOLD_BY_SPANS]
    barriers = [scale.width_px]
    for span in spans:
        place = span.within(scale)
        if place is not None and place[1] - place[0] < VISIBLE_PX:
            marks.append(_OutageMark(span.start_unix_ms, span.text or OUTAGE_WORD))
        elif place is not None:
            barriers.append(place[0])
    groups: list[tuple[int, list[Told]]] = []
    for event in sorted(marks, key=lambda mark: mark.at_unix_ms):
        x = scale.x_of(event.at_unix_ms)
        if not 0 <= x < scale.width_px:
            continue
        if groups and x - groups[-1][0] < GLYPH_PX:
            groups[-1][1].append(event)
        else:
            groups.append((x, [event]))
            barriers.append(x)
    if text_width is None:
        return tuple(_glyph(x, group) for x, group in groups)
    return tuple(_mark(x, group, min(end for end in barriers if end > x) - x, text_width) for x, group in groups)


def told(events: Iterable[LiveEvent]) -> tuple[LiveEvent, ...]:
    """The events but for a disconnection that another connection follows at once: a change, not an outage."""
    ordered = list(events)
    connected = {event.at_unix_ms for event in ordered if event.kind is LiveEventKind.CONNECTED}
    return tuple(
        event for event in ordered if not (event.kind is LiveEventKind.DISCONNECTED and event.at_unix_ms in connected)
    )


def lapses(events: Iterable[LiveEvent]) -> tuple[TimeSpan, ...]:
    """The spans from a disconnection, or from when nothing answered, until it is over; the last one may last."""
    spans: list[TimeSpan] = []
    began: LiveEvent | None = None
    for event in told(events):
        if event.kind in _TOLD_BY_SPANS:
            began = began or event
        elif event.kind is LiveEventKind.CONNECTED and began is not None:
            spans.append(_lapse(began, event.at_unix_ms))
            began = None
    if began is not None:
        spans.append(_lapse(began, None))
    return tuple(spans)


def _lapse(began: LiveEvent, end_unix_ms: int | None) -> TimeSpan:
    return TimeSpan(began.at_unix_ms, end_unix_ms, began.text if began.kind == OUTAGE else OUTAGE_WORD)


def outages(spans: Iterable[TimeSpan], scale: TimeScale, text_width: Callable[[str], int]) -> tuple[Outage, ...]:
    """The outages in view that are wide enough to be seen as a span."""
    shown = []
    for span in spans:
        place = span.within(scale)
        if place is None or place[1] - place[0] < VISIBLE_PX:
            continue
        left, right = place
        text = span.text or OUTAGE_WORD
        fits = text_width(text) + 2 * PADDING_PX <= right - left
        shown.append(Outage(left, right, scale.x_of(span.start_unix_ms) >= 0, text if fits else None))
    return tuple(shown)


def _glyph(x: int, events: Sequence[Told]) -> Mark:
    kinds = {event.kind for event in events}
    kind = OUTAGE if OUTAGE in kinds else kinds.pop() if len(kinds) == 1 else None
    return Mark(x, GLYPH_PX, tuple(events), kind, str(len(events)) if kind is None else None)


def _mark(x: int, events: Sequence[Told], room_px: int, text_width: Callable[[str], int]) -> Mark:
    is_single = len(events) == 1
    text = events[0].text if is_single else count(len(events), "{n} event", "{n} events")
    needed_px = (GLYPH_PX if is_single else PADDING_PX) + text_width(text) + PADDING_PX
    fits = needed_px <= room_px
    short = None if is_single else str(len(events))
    kinds = {event.kind for event in events}
    return Mark(
        x,
        needed_px if fits else GLYPH_PX,
        tuple(events),
        events[0].kind if is_single or kinds == {OUTAGE} else None,
        text if fits else short if kinds != {OUTAGE} else None,
    )

"""Where the marks of the event lane stand, and how much of each is told. Pure, without Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from netmon_tray.gui.chart_scale import TimeScale
from netmon_tray.model import LiveEvent, LiveEventKind

GLYPH_PX = 20
"""Width of a mark with its glyph alone; marks closer than this are stacked."""
PADDING_PX = 6
OUTAGE_WORD = "Outage"


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark of the lane; ``text`` is None where only the glyph fits, ``kind`` None for stacked events."""

    x: int
    width_px: int
    events: tuple[LiveEvent, ...]
    kind: LiveEventKind | None
    text: str | None


@dataclass(frozen=True, slots=True)
class Outage:
    """A span without a connection, in pixels from the left edge."""

    left: int
    right: int
    begins_in_view: bool
    text: str | None


def lane_marks(events: Iterable[LiveEvent], scale: TimeScale, text_width: Callable[[str], int]) -> tuple[Mark, ...]:
    """Lay out the marks in view, from left to right; disconnections are told by ``outages`` instead."""
    groups: list[tuple[int, list[LiveEvent]]] = []
    barriers = [scale.width_px]
    for event in told(events):
        x = scale.x_of(event.at_unix_ms)
        if event.kind is LiveEventKind.DISCONNECTED:
            barriers.append(x)
        elif not 0 <= x < scale.width_px:
            continue
        elif groups and x - groups[-1][0] < GLYPH_PX:
            groups[-1][1].append(event)
        else:
            groups.append((x, [event]))
            barriers.append(x)
    return tuple(_mark(x, group, min(end for end in barriers if end > x) - x, text_width) for x, group in groups)


def told(events: Iterable[LiveEvent]) -> tuple[LiveEvent, ...]:
    """The events but for a disconnection that another connection follows at once: a change, not an outage."""
    ordered = list(events)
    connected = {event.at_unix_ms for event in ordered if event.kind is LiveEventKind.CONNECTED}
    return tuple(
        event for event in ordered if not (event.kind is LiveEventKind.DISCONNECTED and event.at_unix_ms in connected)
    )


def _mark(x: int, events: Sequence[LiveEvent], room_px: int, text_width: Callable[[str], int]) -> Mark:
    is_single = len(events) == 1
    text = events[0].text if is_single else f"{len(events)} events"
    needed_px = (GLYPH_PX if is_single else PADDING_PX) + text_width(text) + PADDING_PX
    fits = needed_px <= room_px
    short = None if is_single else str(len(events))
    return Mark(
        x,
        needed_px if fits else GLYPH_PX,
        tuple(events),
        events[0].kind if is_single else None,
        text if fits else short,
    )


def outages(events: Iterable[LiveEvent], scale: TimeScale, text_width: Callable[[str], int]) -> tuple[Outage, ...]:
    """The spans from a disconnection to the next connection, or to the right edge while it lasts."""
    spans: list[Outage] = []
    began_at: int | None = None
    for event in told(events):
        if event.kind is LiveEventKind.DISCONNECTED:
            began_at = event.at_unix_ms
        elif event.kind is LiveEventKind.CONNECTED and began_at is not None:
            spans.extend(_span(began_at, scale.x_of(event.at_unix_ms), scale, text_width))
            began_at = None
    if began_at is not None:
        spans.extend(_span(began_at, scale.width_px, scale, text_width))
    return tuple(spans)


def _span(began_at: int, end_x: int, scale: TimeScale, text_width: Callable[[str], int]) -> Iterable[Outage]:
    start_x = scale.x_of(began_at)
    left, right = max(start_x, 0), min(end_x, scale.width_px)
    if right - left >= 1:
        fits = text_width(OUTAGE_WORD) + 2 * PADDING_PX <= right - left
        yield Outage(left, right, start_x >= 0, OUTAGE_WORD if fits else None)

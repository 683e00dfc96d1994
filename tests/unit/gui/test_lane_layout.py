"""The event lane: word where it fits, glyph where it is crowded, a count where marks are stacked."""

from __future__ import annotations

from netmon_tray.gui.chart_scale import TimeScale
from netmon_tray.gui.lane_layout import OUTAGE, Mark, Outage, lane_marks, lapses, outages
from netmon_tray.gui.time_view import TimeSpan
from netmon_tray.model import LiveEvent, LiveEventKind

T0 = 1_795_356_000_000
SCALE = TimeScale(600, 600_000, T0 + 600_000)
"""One pixel a second."""


def event(second: int, kind: LiveEventKind = LiveEventKind.ROAM, text: str = "Roam") -> LiveEvent:
    return LiveEvent(T0 + second * 1000, kind, text)


def width(text: str) -> int:
    return 7 * len(text)


def marks(events: list[LiveEvent]) -> tuple[Mark, ...]:
    return lane_marks(events, lapses(events), SCALE, width)


def spans(events: list[LiveEvent]) -> tuple[Outage, ...]:
    return outages(lapses(events), SCALE, width)


def test_a_lone_mark_says_its_word() -> None:
    (mark,) = marks([event(100)])
    assert (mark.x, mark.text, mark.kind) == (99, "Roam", LiveEventKind.ROAM)


def test_a_crowded_mark_is_a_glyph() -> None:
    first, second = marks([event(100), event(130)])
    assert first.text is None
    assert first.kind is LiveEventKind.ROAM
    assert second.text == "Roam"


def test_the_right_edge_is_a_neighbour() -> None:
    (mark,) = marks([event(580)])
    assert mark.text is None


def test_stacked_marks_are_counted() -> None:
    (mark,) = marks([event(100), event(105), event(112)])
    assert mark.text == "3 events"
    assert mark.kind is None
    assert len(mark.events) == 3


def test_stacked_and_crowded_marks_are_a_number() -> None:
    stacked, _ = marks([event(100), event(105), event(125)])
    assert stacked.text == "2"


def test_what_is_out_of_view_is_left_out() -> None:
    assert marks([event(-20), event(700)]) == ()


def test_an_outage_reaches_from_the_end_of_one_connection_to_the_next() -> None:
    events = [
        event(100, LiveEventKind.DISCONNECTED, "Disconnected from A"),
        event(180, LiveEventKind.CONNECTED, "Connected to A"),
    ]
    (span,) = spans(events)
    assert (span.left, span.right, span.text, span.begins_in_view) == (99, 179, "Outage", True)
    assert [mark.kind for mark in marks(events)] == [LiveEventKind.CONNECTED]


def test_a_word_does_not_run_into_an_outage() -> None:
    events = [event(100), event(130, LiveEventKind.DISCONNECTED, "Disconnected")]
    assert marks(events)[0].text is None


def test_a_short_outage_has_no_word() -> None:
    events = [event(100, LiveEventKind.DISCONNECTED), event(110, LiveEventKind.CONNECTED)]
    assert spans(events)[0].text is None


def test_an_outage_that_lasts_reaches_the_edge() -> None:
    (span,) = spans([event(100, LiveEventKind.DISCONNECTED)])
    assert span.right == 600


def test_an_outage_that_began_before_the_view_has_no_left_edge() -> None:
    events = [event(-50, LiveEventKind.DISCONNECTED), event(120, LiveEventKind.CONNECTED)]
    (span,) = spans(events)
    assert (span.left, span.begins_in_view) == (0, False)


def test_a_change_of_network_is_no_outage() -> None:
    events = [event(100, LiveEventKind.DISCONNECTED), event(100, LiveEventKind.CONNECTED, "Connected to B")]
    assert spans(events) == ()
    assert [mark.events[0].text for mark in marks(events)] == ["Connected to B"]


def test_an_outage_too_short_to_be_seen_is_a_mark() -> None:
    events = [event(100, LiveEventKind.DISCONNECTED), event(102, LiveEventKind.CONNECTED)]
    assert spans(events) == ()
    (mark,) = lane_marks([], lapses(events), SCALE, width)
    assert (mark.kind, mark.text) == (OUTAGE, "Outage")


def test_short_outages_side_by_side_are_one_mark() -> None:
    short = [TimeSpan(T0 + at * 1000, T0 + at * 1000 + 1000) for at in (100, 104, 108)]
    (mark,) = lane_marks([], short, SCALE, width)
    assert (mark.kind, len(mark.events)) == (OUTAGE, 3)


def test_an_outage_of_the_internet_reaches_until_everything_answers_again() -> None:
    events = [
        event(100, LiveEventKind.OUTAGE, "No internet"),
        event(200, LiveEventKind.CONNECTED, "Everything answers again"),
    ]
    (span,) = spans(events)
    assert (span.left, span.right, span.text) == (99, 199, "No internet")
    assert [mark.kind for mark in marks(events)] == [LiveEventKind.CONNECTED]


def test_a_lost_connection_is_one_outage() -> None:
    events = [
        event(100, LiveEventKind.DISCONNECTED, "Disconnected from A"),
        event(104, LiveEventKind.OUTAGE, "Connection lost"),
        event(200, LiveEventKind.CONNECTED, "Connected to A"),
    ]
    (span,) = spans(events)
    assert (span.left, span.right) == (99, 199)

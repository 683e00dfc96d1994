"""Read-out, table and spoken summaries of the Live view."""

from __future__ import annotations

from dataclasses import replace

import pytest

from netmon_tray import units
from netmon_tray.gui import live_words
from netmon_tray.gui.live_words import Figure
from netmon_tray.gui.timeline import Timeline
from netmon_tray.model import LivePoint, Throughput
from support.fake_agent import NOW_UNIX_MS, story, story_point

MBIT = 1_000_000 / 8


@pytest.fixture
def shown() -> Timeline:
    timeline = Timeline(900_000, NOW_UNIX_MS)
    timeline.set_width(660)
    timeline.load(*story())
    return timeline


def test_the_row_tells_now(shown: Timeline) -> None:
    row = live_words.read_out(shown, "bits")
    assert row.label == "Now"
    assert row.at == Figure(units.clock_text(NOW_UNIX_MS))
    assert row.signal == Figure("Good", "\N{MINUS SIGN}56 dBm")
    assert row.access_point == Figure("5 GHz, channel 36")
    assert (row.down.light, row.up.light) == ("Mbit/s", "Mbit/s")


def test_the_row_tells_the_cursor(shown: Timeline) -> None:
    shown.move_cursor_to(shown.scale.x_of(NOW_UNIX_MS - 500_000))
    row = live_words.read_out(shown, "bits")
    assert row.label == "At the cursor"
    assert row.signal == Figure("Weak", "\N{MINUS SIGN}80 dBm")
    assert row.access_point == Figure("2.4 GHz, channel 6")


def test_a_view_that_stands_still_does_not_say_now(shown: Timeline) -> None:
    shown.set_paused(is_paused=True)
    assert live_words.read_out(shown, "bits").label == "Paused at"


def test_in_an_outage_nothing_is_available(shown: Timeline) -> None:
    shown.move_cursor_to(shown.scale.x_of(NOW_UNIX_MS - 400_000))
    row = live_words.read_out(shown, "bits")
    assert {row.signal, row.access_point, row.down, row.up} == {Figure("", "not available")}


def test_a_cable_has_no_signal_to_tell() -> None:
    point = LivePoint(NOW_UNIX_MS, Throughput(0.0, 0.0), None, None, "Office LAN")
    assert live_words.signal_figure(point) == Figure("", "not applicable")
    assert live_words.access_point_figure(point) == Figure("", "not applicable")


def test_down_and_up_compare_at_a_glance() -> None:
    timeline = Timeline(60_000, NOW_UNIX_MS)
    timeline.load([LivePoint(NOW_UNIX_MS, Throughput(1.9 * MBIT, 0.3 * MBIT), None, None)], [])
    row = live_words.read_out(timeline, "bits")
    assert (row.down.light, row.up.light) == ("Mbit/s", "Mbit/s")


def test_no_traffic_is_zero_and_not_missing() -> None:
    cells = live_words.table_cells(LivePoint(NOW_UNIX_MS, Throughput(0.0, 0.0), None, None), (), "bits")
    assert cells[-2:] == ("0 bit/s", "0 bit/s")


def test_a_row_of_the_table(shown: Timeline) -> None:
    point = story_point(100, NOW_UNIX_MS)
    cells = live_words.table_cells(point, shown.events, "bytes", minus="-")
    assert len(cells) == len(live_words.COLUMNS)
    assert cells[1:4] == ("Cafe-5G", "Good -57 dBm", "5 GHz, channel 36")
    assert cells[4].startswith("Roam, ")
    assert cells[5].endswith("MB/s")


def test_summaries_for_those_who_hear_them(shown: Timeline) -> None:
    spoken = live_words.signal_summary(shown)
    assert spoken == (
        "Signal, last 15 min: now Good \N{MINUS SIGN}56 dBm, lowest \N{MINUS SIGN}83 dBm, "
        "highest \N{MINUS SIGN}55 dBm. 1 gap without data."
    )
    assert live_words.throughput_summary(shown, "bits").startswith("Throughput, last 15 min: now 10.2 Mbit/s down and ")
    assert "VPN on" in live_words.events_summary(shown)


def test_summaries_of_nothing() -> None:
    empty = Timeline(60_000, NOW_UNIX_MS)
    assert live_words.signal_summary(empty) == "Signal, last 1 min: nothing measured."
    assert live_words.throughput_summary(empty, "bits") == "Throughput, last 1 min: nothing measured."
    assert live_words.events_summary(empty) == "Events, last 1 min: none."


def test_a_foreign_name_cannot_break_a_row() -> None:
    point = replace(story_point(1, NOW_UNIX_MS), network_name="a\tb\nc")
    assert not any(mark in "".join(live_words.table_cells(point, (), "bits")) for mark in "\t\n")

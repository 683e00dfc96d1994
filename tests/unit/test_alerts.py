"""Alerts that outlive a restart, and states that must last before they count."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmon_tray.alerts import Alert, AlertBook, Lasting


def test_an_alert_keeps_its_beginning_while_it_is_about_the_same() -> None:
    book = AlertBook()
    book.stand("outage", "dns", 1000)
    book.stand("outage", "dns", 2000)
    assert book.get("outage") == Alert("outage", "dns", 1000)
    book.stand("outage", "link", 3000)
    assert book.get("outage") == Alert("outage", "link", 3000)
    assert book.lift("outage") == Alert("outage", "link", 3000)
    assert book.get("outage") is book.lift("outage") is None


def test_alerts_outlive_a_restart() -> None:
    book, after = AlertBook(), AlertBook()
    book.stand("outage", "dns", 1000)
    book.stand("outage_over", "", 2000, 500)
    after.take(book.to_text())
    assert [after.get(code) for code in ("outage", "outage_over")] == [
        Alert("outage", "dns", 1000),
        Alert("outage_over", "", 2000, 500),
    ]
    assert after.to_text() == book.to_text()


@pytest.mark.parametrize("text", [None, "", "{", "[]", "7", '{"standing": [{"code": 1}]}', '{"standing": 3}'])
def test_what_cannot_be_read_back_is_nothing(text: str | None) -> None:
    book = AlertBook()
    book.stand("outage", "dns", 1000)
    book.take(text)
    assert book.get("outage") is None


def test_a_state_counts_once_it_has_lasted() -> None:
    lasting = Lasting(10)
    looks = [(0, True), (59, True), (60, True), (61, False), (70, False), (71, False)]
    assert [lasting.see(now_s, is_so=is_so, begin_s=60) for now_s, is_so in looks] == [
        False, False, True, True, True, False,
    ]  # fmt: skip


def test_an_interruption_begins_anew_and_a_look_that_tells_nothing_does_not() -> None:
    lasting = Lasting(10)
    looks = [(0, True), (30, None), (59, None), (60, True)]
    assert [lasting.see(now_s, is_so=is_so, begin_s=60) for now_s, is_so in looks] == [False, False, False, True]
    broken = Lasting(10)
    looks = [(0, True), (30, False), (31, True), (60, True), (91, True)]
    assert [broken.see(now_s, is_so=is_so, begin_s=60) for now_s, is_so in looks] == [False, False, False, False, True]


@given(st.lists(st.sampled_from([True, False]), max_size=60))
def test_it_never_changes_within_its_time(looks: list[bool]) -> None:
    lasting = Lasting(5)
    told = [lasting.see(second, is_so=is_so, begin_s=3) for second, is_so in enumerate(looks)]
    changes = [at for at in range(1, len(told)) if told[at] != told[at - 1]]
    for at in changes:
        length = 3 if told[at] else 5
        assert looks[at - length : at + 1] == [told[at]] * (length + 1)

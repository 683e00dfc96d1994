"""Records in the window's words: rows, fates, readable JSON and the fields that a server names."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmon_tray.gui.views.log_filter import DATES, STATES, filter_texts, which
from netmon_tray.gui.views.log_row import delivery_mark, log_row
from netmon_tray.gui.views.log_told import named_fields, readable, reply, told
from netmon_tray.model import Delivery, DeliveryState, QueueCounts, RecordEvent, WithheldReason
from netmon_tray.store.log_query import LogFilter
from support.samples import T0_UNIX_MS
from support.store_records import LOGGED

FIELDS = ("network_name", "frequency", "bssid")


# --- rows -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("local", "expected"),
    [
        ({"changes": ["roam"], "frequency_ghz": 2.437}, "roam to 2.4 GHz"),
        ({"changes": ["roam"], "frequency_ghz": None}, "roam"),
        ({"changes": ["channel_swap"], "channel": 6}, "now channel 6"),
        ({"changes": ["security", "name"]}, "security, name"),
        ({"changes": ["something newer"]}, ""),
        ({"changes": "no list"}, ""),
        ({}, ""),
    ],
)
def test_a_row_says_what_changed(local: dict[str, object], expected: str) -> None:
    assert log_row(replace(LOGGED, event=RecordEvent.CHANGED, local=local)).detail == expected


def test_a_row_names_the_network_on_one_line() -> None:
    assert log_row(LOGGED).network == "Cafe"
    assert log_row(replace(LOGGED, payload="{}", local={"network_name": "Office"})).network == "Office"
    assert "\n" not in log_row(replace(LOGGED, payload=json.dumps({"network_name": "a\nb"}))).network
    assert log_row(replace(LOGGED, payload="broken", local={})).network == ""


def test_every_state_has_a_glyph_and_a_word_of_its_own() -> None:
    marks = [delivery_mark(state, is_uploading=True) for state in DeliveryState]
    assert len({mark.word for mark in marks}) == len(marks)
    assert delivery_mark(DeliveryState.READY, is_uploading=False).word == "Kept here"


# --- a record in full -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", list(DeliveryState))
@pytest.mark.parametrize("is_uploading", [True, False])
def test_every_state_is_told(state: DeliveryState, is_uploading: bool) -> None:
    seen = told(replace(LOGGED, delivery=Delivery(state)), is_uploading=is_uploading, now_unix_ms=T0_UNIX_MS)
    assert seen.title
    assert seen.caption
    assert seen.text or state is DeliveryState.WITHHELD


@pytest.mark.parametrize("reason", list(WithheldReason))
def test_every_reason_to_keep_a_record_is_told(reason: WithheldReason) -> None:
    kept = Delivery(DeliveryState.WITHHELD, reason=reason.value)
    assert told(replace(LOGGED, delivery=kept), is_uploading=True, now_unix_ms=0).text


def fate(delivery: Delivery) -> str:
    seen = told(replace(LOGGED, delivery=delivery), is_uploading=True, now_unix_ms=T0_UNIX_MS)
    return f"{seen.title}. {seen.text}"


def test_what_happened_to_it() -> None:
    assert fate(Delivery(DeliveryState.REJECTED, attempts=1, last_status=400)) == (
        "Rejected by the server. Tried once. It is not sent again unless you retry."
    )
    assert "Tried 3 times. It is too large" in fate(
        Delivery(DeliveryState.REJECTED, attempts=3, last_status=413, reason="too-large")
    )
    assert fate(Delivery(DeliveryState.REJECTED, attempts=3, reason="client-error")).startswith("Not sent.")
    assert "took it at" in fate(Delivery(DeliveryState.SENT, sent_at_unix_ms=T0_UNIX_MS))
    assert "2 earlier tries" in fate(Delivery(DeliveryState.SENT, sent_at_unix_ms=T0_UNIX_MS, maybe_sent=2))
    assert fate(Delivery(DeliveryState.READY, not_before_unix_ms=T0_UNIX_MS)).startswith("Waiting by itself.")
    assert "tried and not taken" in fate(Delivery(DeliveryState.READY, attempts=1))


# --- JSON -----------------------------------------------------------------------------------------------------------

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda parts: st.lists(parts, max_size=3) | st.dictionaries(st.text(), parts, max_size=3),
    max_leaves=8,
)


@given(plain=JSON, is_ascii=st.booleans())
def test_no_value_is_changed_for_reading(plain: object, is_ascii: bool) -> None:
    text = json.dumps(plain, ensure_ascii=is_ascii, separators=(",", ":"))
    shown = readable(text)
    assert json.loads(shown) == plain
    assert json.dumps(json.loads(shown), ensure_ascii=is_ascii, separators=(",", ":")) == text


def test_each_part_has_its_line() -> None:
    assert readable('{"a":1.50,"b":[true,{}],"c":"x,{y}"}') == (
        '{\n  "a": 1.50,\n  "b": [\n    true,\n    {}\n  ],\n  "c": "x,{y}"\n}'
    )
    assert readable("no JSON, at all") == "no JSON, at all"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"frequency": ["Ensure that there are no more than 2 decimal places."]}', ("frequency",)),
        ('{"errors": {"bssid": "bad", "frequency": "bad"}}', ("frequency", "bssid")),
        ('{"detail": [{"loc": ["body", "frequency"], "msg": "bssid is fine"}]}', ("frequency",)),
        ('[{"field": "bssid", "message": "no"}]', ("bssid",)),
        ('{"detail": "frequency is out of range"}', ("frequency",)),
        ("The field frequency is wro", ("frequency",)),
        ('{"frequency": ["cut off by the li', ("frequency",)),
        ("frequency_of_sending", ()),
        ('{"detail": "no"}', ()),
        ("", ()),
    ],
)
def test_the_fields_that_a_reply_names(text: str, expected: tuple[str, ...]) -> None:
    assert named_fields(text, FIELDS) == expected


def test_a_reply_has_its_status_in_words() -> None:
    refused = Delivery(DeliveryState.REJECTED, last_status=400, last_error='HTTP 400: {"roaming":["no"]}')
    seen = reply(replace(LOGGED, delivery=refused))
    assert seen is not None
    assert seen.title == "Server\N{RIGHT SINGLE QUOTATION MARK}s reply: 400 Bad Request, about roaming"
    assert seen.text == '{"roaming":["no"]}'
    odd = reply(replace(LOGGED, delivery=replace(refused, last_status=599)))
    assert odd is not None
    assert "599" in odd.title
    failed = reply(replace(LOGGED, delivery=Delivery(DeliveryState.READY, last_error="The connection was reset")))
    assert failed is not None
    assert (failed.title, failed.fields) == ("What failed", ())
    assert reply(replace(LOGGED, delivery=Delivery(DeliveryState.READY))) is None
    assert reply(replace(LOGGED, delivery=replace(refused, state=DeliveryState.SENT))) is None


# --- filters --------------------------------------------------------------------------------------------------------


def test_buttons_with_their_counts() -> None:
    texts = filter_texts(QueueCounts(pending=2, sending=1, sent=2414, rejected=1), is_uploading=True)
    assert [text for text in texts.values() if text] == ["All 2,418", "Waiting 3", "Sent 2,414", "Rejected 1"]
    more = filter_texts(QueueCounts(pending=2, withheld=4, dropped=5), is_uploading=False)
    assert list(more.values()) == ["All 11", "Kept here 2", "Sent 0", "Rejected 0", "Withheld 4", "Dropped 5"]


def test_what_the_filters_choose() -> None:
    assert which("all", DATES[0], "", T0_UNIX_MS) == LogFilter()
    week = which("waiting", DATES[2], "cafe", T0_UNIX_MS)
    assert week == LogFilter(STATES["waiting"].states, T0_UNIX_MS - 7 * 86_400_000, text="cafe")

"""The connection log as text."""

from __future__ import annotations

from dataclasses import replace

from netmon_tray.cli.records import record_lines
from netmon_tray.model import Delivery, DeliveryState
from support.store_records import LOGGED


def test_a_payload_that_is_none_costs_only_itself() -> None:
    for text in ("", "[1]", "{"):
        assert len(record_lines([replace(LOGGED, payload=text)], is_uploading=True)) == 2


def test_a_row_of_text() -> None:
    heading, row = record_lines([LOGGED], is_uploading=True)
    assert heading.split() == ["ID", "TIME", "EVENT", "NETWORK", "TYPE", "DOWN", "UP", "STATE"]
    for part in ("Changed (channel swap)", "Cafe", "WiFi", "1.05 MB", "7 B", "Rejected", "400 frequency: too long"):
        assert part in row


def test_without_an_upload_a_record_is_kept_and_does_not_wait() -> None:
    waiting = replace(LOGGED, delivery=Delivery(DeliveryState.READY))
    assert "Waiting" in record_lines([waiting], is_uploading=True)[1]
    assert "Kept here" in record_lines([waiting], is_uploading=False)[1]
    sent = replace(LOGGED, delivery=Delivery(DeliveryState.SENT))
    assert "Sent" in record_lines([sent], is_uploading=False)[1]


def test_no_records_are_said() -> None:
    assert record_lines([], is_uploading=True) == ["No records."]

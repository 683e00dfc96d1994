"""The connection log as text, JSON and comma-separated values."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

from netmon_tray.cli.records import csv_rows, record_document, record_lines, write_csv
from netmon_tray.model import Delivery, DeliveryState, LoggedRecord, RecordEvent
from support.samples import T0_UNIX_MS

PAYLOAD = (
    '{"network_name":"Cafe","network_type":"wi","network_security":"wp2","roaming":false,'
    '"inbytes":1048576,"outbytes":7,"quality_value":-58.0}'
)
RECORD = LoggedRecord(
    id=7,
    record_uuid="0b5a2f66-0000-4000-8000-000000000001",
    attachment_uuid="0b5a2f66-0000-4000-8000-000000000002",
    event=RecordEvent.CHANGED,
    at_unix_ms=T0_UNIX_MS,
    payload=PAYLOAD,
    local={
        "interface": "wlan0",
        "network_type": "wi",
        "security": "wpa3-sae",
        "channel": 36,
        "changes": ["channel_swap"],
        "vpn": {"interface": "wg0", "kind": "wireguard"},
    },
    delivery=Delivery(DeliveryState.REJECTED, attempts=1, last_status=400, last_error="frequency: too long"),
)


def test_the_document_carries_the_payload_as_the_gate_gets_it() -> None:
    document = record_document(RECORD)
    assert document["payload"] == json.loads(PAYLOAD)
    assert document["at"] == "2026-09-21T14:13:20.000Z"
    assert document["event"] == "changed"
    delivery = document["delivery"]
    assert isinstance(delivery, dict)
    assert {"state", "attempts", "maybe_sent", "last_status", "last_error", "sent_at"} <= set(delivery)
    assert (delivery["state"], delivery["last_status"], delivery["sent_at"]) == ("rejected", 400, None)


def test_a_payload_that_is_none_costs_only_itself() -> None:
    for text in ("", "[1]", "{"):
        assert record_document(replace(RECORD, payload=text))["payload"] == {}
        assert len(record_lines([replace(RECORD, payload=text)], is_uploading=True)) == 2


def test_a_row_of_text() -> None:
    heading, row = record_lines([RECORD], is_uploading=True)
    assert heading.split() == ["ID", "TIME", "EVENT", "NETWORK", "TYPE", "DOWN", "UP", "STATE"]
    for part in ("Changed (channel swap)", "Cafe", "WiFi", "1.05 MB", "7 B", "Rejected", "400 frequency: too long"):
        assert part in row


def test_without_an_upload_a_record_is_kept_and_does_not_wait() -> None:
    waiting = replace(RECORD, delivery=Delivery(DeliveryState.READY))
    assert "Waiting" in record_lines([waiting], is_uploading=True)[1]
    assert "Kept here" in record_lines([waiting], is_uploading=False)[1]
    sent = replace(RECORD, delivery=Delivery(DeliveryState.SENT))
    assert "Sent" in record_lines([sent], is_uploading=False)[1]


def test_no_records_are_said() -> None:
    assert record_lines([], is_uploading=True) == ["No records."]


def test_csv_is_read_back_with_one_column_for_each_heading() -> None:
    out = io.StringIO()
    write_csv([RECORD, replace(RECORD, payload="{}", local={})], out)
    full, empty = csv.DictReader(io.StringIO(out.getvalue()))
    assert None not in full
    assert (full["network_name"], full["inbytes"], full["quality_value"]) == ("Cafe", "1048576", "-58.0")
    assert (full["roaming"], full["latitude"], full["vpn"], full["channel"]) == ("false", "", "wg0", "36")
    assert (empty["network_name"], empty["interface"], empty["id"]) == ("", "", "7")


def test_a_network_cannot_run_a_formula_in_a_spreadsheet() -> None:
    for name in ('=HYPERLINK("http://x")', "+1+cmd", "-2+3", "@SUM(A1)"):
        hostile = replace(RECORD, payload=json.dumps({"network_name": name, "latitude": "-74.006"}))
        _, row = csv_rows([hostile])
        assert f"'{name}" in row
        assert "-74.006" in row

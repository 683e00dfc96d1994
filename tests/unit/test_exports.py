"""Records as JSON documents, comma-separated values and whole files."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmon_tray.exports import FORMS, csv_rows, json_array, record_document, write_csv, write_file
from netmon_tray.model import NetmonError
from support.store_records import LOGGED


def test_the_document_carries_the_payload_as_the_gate_gets_it() -> None:
    document = record_document(LOGGED)
    assert document["payload"] == json.loads(LOGGED.payload)
    assert document["at"] == "2026-09-21T14:13:20.000Z"
    assert document["event"] == "changed"
    delivery = document["delivery"]
    assert isinstance(delivery, dict)
    assert {"state", "attempts", "maybe_sent", "last_status", "last_error", "sent_at"} <= set(delivery)
    assert (delivery["state"], delivery["last_status"], delivery["sent_at"]) == ("rejected", 400, None)


def test_a_payload_that_is_none_costs_only_itself() -> None:
    for text in ("", "[1]", "{"):
        assert record_document(replace(LOGGED, payload=text))["payload"] == {}


def test_csv_is_read_back_with_one_column_for_each_heading() -> None:
    out = io.StringIO()
    write_csv([LOGGED, replace(LOGGED, payload="{}", local={})], out)
    full, empty = csv.DictReader(io.StringIO(out.getvalue()))
    assert None not in full
    assert (full["network_name"], full["inbytes"], full["quality_value"]) == ("Cafe", "1048576", "-58.0")
    assert (full["roaming"], full["latitude"], full["vpn"], full["channel"]) == ("false", "", "wg0", "36")
    assert (empty["network_name"], empty["interface"], empty["id"]) == ("", "", "7")


def test_a_network_cannot_run_a_formula_in_a_spreadsheet() -> None:
    for name in ('=HYPERLINK("http://x")', "+1+cmd", "-2+3", "@SUM(A1)"):
        hostile = replace(LOGGED, payload=json.dumps({"network_name": name, "latitude": "-74.006"}))
        _, row = csv_rows([hostile])
        assert f"'{name}" in row
        assert "-74.006" in row


@given(items=st.lists(st.dictionaries(st.text(), st.integers() | st.text() | st.none(), max_size=3), max_size=4))
def test_an_array_written_in_pieces_is_one_document(items: list[object]) -> None:
    assert json.loads("".join(json_array(map(json.dumps, items)))) == items


@pytest.mark.parametrize("suffix", FORMS)
def test_a_file_holds_every_record_in_the_form_of_its_name(tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"log{suffix.upper()}"
    assert write_file(file, [LOGGED, replace(LOGGED, id=8)]) == 2
    text = file.read_text(encoding="utf-8")
    read = {
        ".csv": lambda: [int(row["id"]) for row in csv.DictReader(io.StringIO(text))],
        ".json": lambda: [each["id"] for each in json.loads(text)],
        ".ndjson": lambda: [json.loads(line)["id"] for line in text.splitlines()],
    }[suffix]
    assert read() == [7, 8]
    assert b"\r" not in file.read_bytes()  # the same bytes on every system


def test_a_file_is_its_owners_alone(tmp_path: Path) -> None:
    write_file(tmp_path / "log.csv", [LOGGED])
    assert (tmp_path / "log.csv").stat().st_mode & 0o077 == 0


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    def breaks() -> object:
        yield LOGGED
        raise OSError(28, "No space left on device")

    with pytest.raises(NetmonError, match=r"log\.csv cannot be written: No space left on device"):
        write_file(tmp_path / "log.csv", breaks())  # type: ignore[arg-type]
    with pytest.raises(NetmonError, match="cannot be written"):
        write_file(tmp_path / "nowhere" / "log.csv", [LOGGED])
    assert list(tmp_path.iterdir()) == []

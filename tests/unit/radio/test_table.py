"""radio.machine.table: two kernels' tables side by side."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from radio.lab.scenario import Row, Verdict, save
from radio.machine.table import counts, failures, is_good, joined, markdown, merged, read_table


def row(scenario: str, field: str, expected: str, reported: str, verdict: str = "ok") -> dict[str, str]:
    return {"scenario": scenario, "field": field, "expected": expected, "reported": reported, "verdict": verdict}


def table(*rows: dict[str, str], finished: bool = True) -> dict[str, Any]:
    names = dict.fromkeys(one["scenario"] for one in rows)
    played = [{"name": name, "title": name, "seconds": 7.25} for name in names]
    return {"kernel": "x", "finished": finished, "scenarios": played, "rows": list(rows)}


OLD = table(row("open", "bssid", "02:01", "02:01"), row("open", "rssi", "-30", "-30"), row("wep", "code", "2", "2"))
NEW = table(row("open", "bssid", "02:02", "02:02"), row("open", "rssi", "-30", "-31", "differs"))


def test_one_row_holds_what_both_kernels_reported() -> None:
    assert markdown(merged({"6.1": OLD, "6.12": NEW}), ["6.1", "6.12"]).splitlines() == [
        "| scenario | field | expected | 6.1 | 6.12 |",
        "| --- | --- | --- | --- | --- |",
        "| open | bssid | 6.1: 02:01; 6.12: 02:02 | 02:01 | 02:02 |",
        "| open | rssi | -30 | -30 | ✗ -31 |",
        "| wep | code | 2 | 2 |  |",
    ]


def test_a_field_compared_twice_stays_two_rows_in_their_order() -> None:
    first = table(row("roam", "bssid", "a", "a"), row("roam", "events", "1", "1"), row("roam", "bssid", "b", "b"))
    second = table(row("roam", "bssid", "a", "a"), row("roam", "bssid", "b", "c", "differs"))
    lines = merged({"6.1": first, "6.12": second})
    assert [(line.field, line.reported) for line in lines] == [
        ("bssid", {"6.1": "a", "6.12": "a"}),
        ("events", {"6.1": "1"}),
        ("bssid", {"6.1": "b", "6.12": "c"}),
    ]


def test_a_row_of_the_second_kernel_alone_stands_with_its_scenario() -> None:
    second = table(row("open", "extra", "1", "1"), row("wep", "code", "2", "2"))
    lines = merged({"6.1": OLD, "6.12": second})
    assert [(line.scenario, line.field) for line in lines] == [
        ("open", "bssid"),
        ("open", "rssi"),
        ("open", "extra"),
        ("wep", "code"),
    ]


def test_scenarios_are_counted_without_their_notes() -> None:
    noted = table(row("open", "rssi", "1", "1"), row("open", "limits", "", "no 6 GHz", "note"))
    lines = [line.split() for line in counts({"6.1": noted, "6.12": NEW})]
    assert lines == [["open", "6.1:", "1", "of", "1", "(7.2", "s)", "6.12:", "1", "of", "2", "(7.2", "s)"]]


def test_what_one_kernel_did_not_play_is_said() -> None:
    assert [line.split()[-2:] for line in counts({"6.1": OLD, "6.12": NEW})][1] == ["not", "played"]


def test_failures_say_what_was_expected() -> None:
    tables = {"6.1": OLD, "6.12": NEW}
    assert list(failures(merged(tables), list(tables))) == ["open, kernel 6.12: rssi: expected -30, reported -31"]


def test_a_note_expects_nothing() -> None:
    noted = table(row("open", "limits", "", "no | 6 GHz\nhere", "note"))
    assert markdown(merged({"6.1": noted}), ["6.1"]).splitlines()[-1] == "| open | limits |  | no \\| 6 GHz here |"


@pytest.mark.parametrize(
    ("found", "verdict"), [(OLD, True), (NEW, False), (None, False), (table(finished=False), False), (table(), True)]
)
def test_only_a_finished_table_without_difference_is_good(found: dict[str, Any] | None, verdict: bool) -> None:
    assert is_good(found) is verdict


def test_it_reads_what_the_guest_saves(tmp_path: Path) -> None:
    file = tmp_path / "table.json"
    save(file, "6.1.0", [Row("open", "rssi", "-30", "-31", Verdict.DIFFERS)], {}, finished=True)
    found = read_table(file)
    assert found is not None
    assert not is_good(found)
    assert next(failures(merged({"6.1": found}), ["6.1"])).endswith("expected -30, reported -31")


@pytest.mark.parametrize("content", [None, "", "[]", json.dumps(OLD)[:-5]])
def test_no_table_is_none(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "table.json").write_text(content)
    assert read_table(tmp_path / "table.json") is None


def test_two_machines_of_a_kernel_are_one_table() -> None:
    whole = joined(OLD, NEW)
    assert whole["rows"] == [*OLD["rows"], *NEW["rows"]]
    assert [one["name"] for one in whole["scenarios"]] == ["open", "wep", "open"]
    assert whole["finished"]
    assert not joined(table(finished=False), NEW)["finished"]

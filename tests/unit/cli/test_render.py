"""What the command line writes: aligned, valid, and harmless to a terminal."""

from __future__ import annotations

import errno
import io
import json
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmon_tray.cli import render
from netmon_tray.model import Condition, NetmonError, Severity


class Full(io.StringIO):
    def flush(self) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")


class Gone(io.StringIO):
    def write(self, _text: str) -> int:
        raise BrokenPipeError


@given(text=st.text())
def test_nothing_that_steers_a_terminal_is_printed(text: str) -> None:
    shown = render.printable(text)
    assert shown.isprintable()
    assert text.isprintable() is (shown == text)


def test_a_network_name_with_orders_for_the_terminal() -> None:
    assert render.printable("a\x1b[2Jb\u202ec\n") == "a\\x1b[2Jb\\u202ec\\n"


def test_wide_and_combining_characters_are_counted_as_columns() -> None:
    assert [render.width_of(text) for text in ("abc", "咖啡", "e\u0301", "")] == [3, 4, 1, 0]
    assert render.table([["咖啡", "1"], ["abcd", "22"]], right=frozenset({1})) == ["咖啡   1", "abcd  22"]
    assert render.table([]) == []


def test_pairs_stand_in_two_columns() -> None:
    assert render.pairs([("Network", "Cafe"), ("VPN", "wg0")]) == ["Network  Cafe", "VPN      wg0"]


def test_conditions_bear_their_weight() -> None:
    made = [Condition("a", weight, "Title", "Text.\x07") for weight in Severity]
    assert render.condition_lines(made) == ["- Title: Text.\\x07", "! Title: Text.\\x07", "!! Title: Text.\\x07"]
    linked = Condition("a", Severity.INFO, "Title", "Text.", link="ms-settings:privacy-location")
    assert render.condition_lines([linked]) == ["- Title: Text. ms-settings:privacy-location"]


def test_json_is_readable_where_the_output_can_carry_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="utf-8"))
    assert render.json_text({"name": "Café"}) == '{"name": "Café"}'
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="ascii"))
    assert json.loads(render.json_text({"name": "Café"})) == {"name": "Café"}
    assert render.json_text("é").isascii()


def test_a_full_disk_is_a_sentence_and_a_reader_that_left_is_none() -> None:
    with pytest.raises(NetmonError, match="cannot be written: No space left"):
        render.write_lines(["x"], Full())
    with pytest.raises(BrokenPipeError):
        render.write_lines(["x"], Gone())


def test_complaints_go_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    render.complain(NetmonError("It broke.", "Mend \x1b it."))
    assert capsys.readouterr() == ("", "netmon: It broke. Mend \\x1b it.\n")

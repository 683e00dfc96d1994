"""The catalogues: what is collected from the source, and that what they hold fits it."""

from __future__ import annotations

from pathlib import Path

import pytest

import translations
from translations import Source, collect, faults, languages, read

MODULE = """
from netmon_tray import words
from netmon_tray.gui.translation import tr, tr_count
from netmon_tray.words import count, say
A = say("{name} is " "insecure", name="x")
B = say("On" if A else "Off")
C = words.say("Once"), say("Once"), tr("Twice")
D = count(2, "{n} record", "{n} records"), "text".count("x"), tr_count(1, "{n} row", "{n} rows")
"""


def test_phrases_are_collected_wherever_they_are_said(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(MODULE, encoding="utf-8")
    found = collect(tmp_path)
    assert {text: phrase.one for text, phrase in found.items()} == {
        "{name} is insecure": "",
        "On": "",
        "Off": "",
        "Once": "",
        "Twice": "",
        "{n} records": "{n} record",
        "{n} rows": "{n} row",
    }


@pytest.mark.parametrize(
    "line",
    [
        "say(name)",
        'say(f"{name} is insecure")',
        'say("a"); count(1, "b", "a")',
        'count(1, "a", "c"); count(1, "b", "c")',
    ],
)
def test_what_cannot_be_collected_is_refused(tmp_path: Path, line: str) -> None:
    (tmp_path / "a.py").write_text(line, encoding="utf-8")
    with pytest.raises(ValueError, match=r"literal|counted otherwise"):
        collect(tmp_path)


def test_a_catalogue_is_read_as_it_was_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(translations, "CATALOGUES", tmp_path)
    phrases = {
        text: Source(text, "a.py", one)
        for text, one in (("<b> & {name}", ""), ("{n} records", "{n} record"), ("Later", ""), ("Half {n}", "Half"))
    }
    told = {
        "<b> & {name}": ("{name} & <b>",),
        "{n} records": ("ein", "{n} viele"),
        "Gone": ("Weg",),
        "Half {n}": ("x",),
    }
    translations.write("de", phrases, told)
    assert read("de") == {"<b> & {name}": ("{name} & <b>",), "{n} records": ("ein", "{n} viele")}


@pytest.mark.parametrize(
    ("phrase", "forms", "number"),
    [
        (Source("{a} of {b}", ""), ("{b}: {a}",), 0),
        (Source("{a} of {b}", ""), ("{a}",), 1),
        (Source("{n} rows", "", "{n} row"), ("eine Zeile", "{n} Zeilen"), 0),
        (Source("{n} rows", "", "{n} row"), ("{n} Zeilen",), 1),
        (Source("Row", ""), ("Zeile ",), 1),
    ],
)
def test_a_translation_fits_its_phrase(phrase: Source, forms: tuple[str, ...], number: int) -> None:
    assert len(faults(phrase, forms)) == number


@pytest.mark.parametrize("language", languages())
def test_every_translation_fits(language: str) -> None:
    phrases = collect()
    told = [
        fault for text, forms in read(language).items() if text in phrases for fault in faults(phrases[text], forms)
    ]
    assert told == []

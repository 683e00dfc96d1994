"""The door of words: phrases in the chosen language, everything else as it is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from pytestqt.qtbot import QtBot

import translations
from netmon_tray.gui import translation
from netmon_tray.gui.translation import LANGUAGES, Languages, spoken_language, tr, tr_count, translated
from netmon_tray.words import Number, count, joined, say


@pytest.fixture
def languages(qapp: QApplication) -> Iterator[Languages]:
    made = Languages(qapp, "en")
    yield made
    made.apply("en")
    made.deleteLater()


def test_english_is_what_is_written(languages: Languages) -> None:
    assert tr("Quit netmon") == "Quit netmon"
    assert tr_count(1234, "{n} row", "{n} rows") == "1,234 rows"


def test_a_phrase_is_said_in_the_language(languages: Languages, qtbot: QtBot) -> None:
    made_before = say("Quit netmon")
    with qtbot.waitSignal(languages.changed):
        languages.apply("de")
    assert translated(made_before) == tr("Quit netmon") == "netmon beenden"
    assert translated(joined([made_before, "Caf\u00e9 1.5"], ": ")) == "netmon beenden: Caf\u00e9 1.5"
    languages.apply("es")
    assert translated(made_before) == "Salir de netmon"
    languages.apply("en")
    assert translated(made_before) == "Quit netmon"


def test_what_no_catalogue_has_stays_english(languages: Languages) -> None:
    languages.apply("de")
    assert translated(say("Nobody {did} this", did="said")) == "Nobody said this"
    assert translated(count(1, "{n} unknown", "{n} unknowns")) == "1 unknown"
    assert translated("Quit netmon") == "Quit netmon"  # a network may be called that


def test_numbers_have_the_marks_of_the_language(languages: Languages, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QLocale, "system", lambda: QLocale("en_GB"))
    languages.apply("de")
    assert translated(Number("1,234.5")) == "1.234,5"
    assert translated(say("{n} kB", n=1234)) == "1.234 kB"
    assert translated(say("{name}", name="1,234.5")) == "1,234.5"


def test_a_country_may_have_marks_of_its_own(languages: Languages, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QLocale, "system", lambda: QLocale("es_MX"))
    languages.apply("es")
    assert translated(Number("1,234.5")) == "1,234.5"


def test_a_mirrored_layout_turns_no_figure_round(languages: Languages, qapp: QApplication) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        duration = say("{a} {b}", a=joined([Number("11"), "h"]), b=joined([Number("45"), "min"]))
        assert translated(duration) == "\N{LEFT-TO-RIGHT ISOLATE}11 h 45 min\N{POP DIRECTIONAL ISOLATE}"
        assert translated("Cafe-5G") == "Cafe-5G"
        assert translated(say("")) == ""
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_qts_own_words_come_along(languages: Languages) -> None:
    languages.apply("de")
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert "Abbrechen" in box.buttons()[0].text()


@pytest.mark.parametrize(
    ("setting", "of_the_desktop", "spoken"),
    [
        ("de", ["es-ES"], "de"),
        ("system", ["fr-FR", "es-ES", "en-US"], "es"),
        ("system", ["de_CH"], "de"),
        ("system", ["fr-FR"], "en"),
    ],
)
def test_the_desktops_language_is_taken_where_there_is_one(
    setting: str, of_the_desktop: list[str], spoken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class System:
        def uiLanguages(self) -> list[str]:  # noqa: N802 - Qt's name
            return of_the_desktop

    monkeypatch.setattr(translation.QLocale, "system", System)
    assert spoken_language(setting) == spoken


def test_every_language_has_its_catalogue() -> None:
    assert {"en", *translations.languages()} == set(LANGUAGES)


@pytest.mark.parametrize("language", translations.languages())
def test_what_is_compiled_is_what_is_written(languages: Languages, language: str) -> None:
    languages.apply(language)
    written = translations.read(language)
    for text, phrase in translations.collect().items():
        for amount, form in enumerate(written.get(text, ()), 1):
            names = dict.fromkeys(phrase.names, "x")
            said = count(amount, phrase.one, text, **names) if phrase.one else say(text, **names)
            assert translated(said) == form.format_map({**names, "n": str(amount)} if phrase.one else names), text

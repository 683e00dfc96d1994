"""No word reaches the window but through the door: every view is shown in a language that brackets what was translated.

What stands outside the brackets is foreign (a network's name), a figure, or a word that nobody can translate.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QSettings, Qt, QTranslator
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QTableView,
    QTreeView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from netmon_tray import health
from netmon_tray.gui import translation
from netmon_tray.gui.bridge import Bridge
from netmon_tray.gui.sends_dialog import SendsDialog
from netmon_tray.gui.sends_words import FIELDS
from netmon_tray.gui.settings_words import GROUPS
from netmon_tray.gui.theme import Theme
from netmon_tray.gui.tray import TrayMenu
from netmon_tray.gui.tray_words import menu_state
from netmon_tray.gui.views import VIEWS
from netmon_tray.gui.welcome import Welcome
from netmon_tray.gui.window import MainWindow
from support.fake_agent import WAITING, FakeAgent

OpenWindow = Callable[..., MainWindow]
OPENING, CLOSING = "\N{MATHEMATICAL LEFT WHITE SQUARE BRACKET}", "\N{MATHEMATICAL RIGHT WHITE SQUARE BRACKET}"
_INNERMOST = re.compile(f"{OPENING}[^{OPENING}{CLOSING}]*{CLOSING}")
_WORD = re.compile(r"[A-Za-z]{2,}")
_FOREIGN = re.compile(
    r"Cafe-5G|WiFi|Bluetooth|Ethernet|wlan\d|netmon\S*|https?://\S*|/\S+|[0-9a-f]{2}(:[0-9a-f]{2}){5}|WPA\S*|SAE|Ctrl\+\d"
    r"|dBm|dB|[kMGT]?(bit|B)/s|[MG]Hz|[kMGT]B|min|ms|ModemManager|NetworkManager|English|Español|Deutsch|PNG|CSV|JSON"
    r"|RSSI|utf-8"
)
"""Names, addresses, units, and words that are the same everywhere."""


class Brackets(QTranslator):
    """Every phrase in brackets."""

    def translate(self, context: str, source: str, _disambiguation: str | None = None, _n: int = -1) -> str:
        return f"{OPENING}{source}{CLOSING}" if context == translation.CONTEXT else ""


@pytest.fixture
def brackets(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    translator = Brackets()
    qapp.installTranslator(translator)
    monkeypatch.setattr(translation, "_is_foreign", True)
    yield
    qapp.removeTranslator(translator)


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """What is written by painters."""
    texts: set[str] = set()
    draw = QPainter.drawText

    def listen(painter: QPainter, *arguments: object) -> object:
        texts.update(argument for argument in arguments if isinstance(argument, str))
        return draw(painter, *arguments)  # type: ignore[call-overload]

    monkeypatch.setattr(QPainter, "drawText", listen)
    return texts


def untranslated(text: str) -> str:
    """What of a text no translation was asked for; empty where it is all right."""
    rest, before = text, ""
    while rest != before:
        before, rest = rest, _INNERMOST.sub(" ", rest)
    rest = _FOREIGN.sub(" ", rest)
    return rest.strip() if _WORD.search(rest) else ""


def texts_of(widget: QWidget) -> Iterator[str]:
    yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription(), widget.statusTip())
    if isinstance(widget, (QLabel, QAbstractButton)):
        yield widget.text()
    if isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    if isinstance(widget, QGroupBox):
        yield widget.title()
    if isinstance(widget, (QComboBox, QListWidget)):
        model = widget.model()
        yield from (str(model.index(row, 0).data()) for row in range(model.rowCount()))
    if isinstance(widget, (QTableView, QTreeView)):
        model = widget.model()
        for column in range(model.columnCount()):
            yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
            yield from (str(model.index(row, column).data() or "") for row in range(min(5, model.rowCount())))


def missed(window: QWidget, painted: set[str]) -> set[str]:
    found = {text for widget in [window, *window.findChildren(QWidget)] for text in texts_of(widget)} | painted
    return {f"{text!r}: {rest!r}" for text in found if (rest := untranslated(text))}


@pytest.mark.parametrize("name", [entry.name for entry in VIEWS])
def test_every_word_of_a_view_can_be_translated(
    brackets: None,
    painted: set[str],
    open_window: OpenWindow,
    agent: FakeAgent,
    bridge: Bridge,
    qtbot: QtBot,
    name: str,
) -> None:
    agent.change(conditions=(health.portal(), health.disk_full(3)), **WAITING)
    window = open_window(1100, 800)
    window.go_to(name)
    bridge.refresh()
    qtbot.wait(300)  # what it reads is there by then; less of it only makes this test weaker
    window.grab()
    assert sorted(missed(window, painted)) == []


def test_every_word_of_the_settings_can_be_translated(brackets: None, open_window: OpenWindow) -> None:
    window = open_window(1100, 800)
    for group in GROUPS:
        window.go_to("settings", group.name)
    assert sorted(missed(window, set())) == []


def test_every_word_of_the_first_run_can_be_translated(
    brackets: None, bridge: Bridge, theme: Theme, memory: QSettings, qtbot: QtBot
) -> None:
    welcome = Welcome(bridge, theme, memory)
    qtbot.addWidget(welcome)
    assert sorted(missed(welcome, set())) == []


def test_every_word_about_what_is_sent_can_be_translated(
    brackets: None, bridge: Bridge, theme: Theme, qtbot: QtBot
) -> None:
    dialog = SendsDialog(bridge, theme)
    qtbot.addWidget(dialog)
    names = {name for name, _ in FIELDS}
    assert [text for text in sorted(missed(dialog, set())) if text.split("'")[1] not in names] == []


def test_every_word_of_the_menu_can_be_translated(brackets: None, bridge: Bridge, agent: FakeAgent) -> None:
    agent.change(**WAITING)
    menu = TrayMenu(lambda: menu_state(bridge.refresh()))
    texts = [action.text() for part in (menu, *menu.findChildren(QMenu)) for action in part.actions()]
    assert len(texts) > 8
    assert [text for text in texts if untranslated(text)] == []

"""What holds for every view and dialog: names, the keyboard, twice the text, mirrored layouts, high contrast."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAccessible, QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from netmon_tray import health
from netmon_tray.gui import theme as theme_module
from netmon_tray.gui.bridge import Bridge
from netmon_tray.gui.sends_dialog import SendsDialog
from netmon_tray.gui.settings_words import GROUPS
from netmon_tray.gui.theme import Theme
from netmon_tray.gui.views import VIEWS
from netmon_tray.gui.welcome import Welcome
from netmon_tray.gui.window import MainWindow
from support.fake_agent import WAITING, FakeAgent

OpenWindow = Callable[..., MainWindow]
MOST_STOPS = 80
PLACES = [(entry.name, None) for entry in VIEWS] + [("settings", group.name) for group in GROUPS]


@pytest.fixture(params=PLACES, ids=lambda place: "-".join(filter(None, place)))
def place(request: pytest.FixtureRequest) -> tuple[str, str | None]:
    """A view, and what is shown in it."""
    found: tuple[str, str | None] = request.param
    return found


@pytest.fixture
def large_text(qapp: QApplication) -> Iterator[None]:
    before = QFont(qapp.font())
    large = QFont(before)
    large.setPointSizeF(before.pointSizeF() * 2)
    qapp.setFont(large)
    yield
    qapp.setFont(before)


@pytest.fixture
def mirrored(qapp: QApplication) -> Iterator[None]:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.fixture(params=["welcome", "sends"])
def dialog(request: pytest.FixtureRequest, qtbot: QtBot, bridge: Bridge, theme: Theme, memory: QSettings) -> QDialog:
    made = Welcome(bridge, theme, memory) if request.param == "welcome" else SendsDialog(bridge, theme)
    with qtbot.waitExposed(made):
        made.show()
    qtbot.addWidget(made)
    return made


def controls(window: QWidget) -> list[QWidget]:
    return [
        item
        for item in window.findChildren(QWidget)
        if item.focusPolicy() & Qt.FocusPolicy.TabFocus and item.isVisible() and item.isEnabled()
    ]


def spoken(widget: QWidget) -> str:
    """What a screen reader calls it."""
    interface = QAccessible.queryAccessibleInterface(widget)
    name = interface.text(QAccessible.Text.Name) if interface is not None else ""
    return name or widget.accessibleName()


def reached(window: QWidget) -> list[QWidget]:
    """What the tabulator comes to, until it begins anew."""
    stops: list[QWidget] = []
    for _ in range(MOST_STOPS):
        focused = QApplication.focusWidget()
        if focused is None or focused in stops:
            break
        stops.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    return stops


def is_held_by(widget: QWidget, stops: list[QWidget]) -> bool:
    """Whether the tabulator comes to it, to a part of it, or to the group whose arrows come to it."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    others = group.buttons() if group is not None and group.exclusive() else []
    return any(stop is widget or widget.isAncestorOf(stop) or stop in others for stop in stops)


def test_every_control_has_a_name(open_window: OpenWindow, place: tuple[str, str | None]) -> None:
    window = open_window(1100, 800)
    window.go_to(*place)
    nameless = [item for item in controls(window) if not spoken(item)]
    assert nameless == []


def test_the_keyboard_comes_to_every_control(
    open_window: OpenWindow, agent: FakeAgent, bridge: Bridge, place: tuple[str, str | None]
) -> None:
    agent.change(conditions=(health.portal(), health.disk_full(3)), **WAITING)
    window = open_window(1100, 800)
    window.go_to(*place)
    bridge.refresh()
    window.rail.current().setFocus()
    stops = reached(window)
    missed = [item for item in controls(window) if not is_held_by(item, stops)]
    assert missed == []


def test_twice_the_text_scrolls_down_and_never_sideways(
    large_text: None, open_window: OpenWindow, place: tuple[str, str | None]
) -> None:
    window = open_window(720, 520)
    view = window.go_to(*place)
    QTest.qWait(1)
    page = view.parentWidget()
    assert page is not None
    assert view.width() <= page.width()
    for item in view.findChildren(QWidget):
        if isinstance(item, (QAbstractButton, QComboBox, QLineEdit)) and item.isVisible():
            scrolled = next((area for area in parents(item) if isinstance(area, QAbstractScrollArea)), None)
            within = scrolled.viewport() if isinstance(scrolled, QScrollArea) else view
            right = item.mapTo(within, item.rect().topRight()).x()
            assert right <= within.width(), f"{spoken(item)} ends at {right} of {within.width()}"


def test_a_window_that_is_made_narrow_leaves_nothing_at_its_side(
    open_window: OpenWindow, place: tuple[str, str | None], qtbot: QtBot
) -> None:
    window = open_window(1280, 800)
    view = window.go_to(*place)
    QTest.qWait(1)
    window.resize(720, 520)
    page = view.parentWidget()
    assert page is not None
    qtbot.waitUntil(lambda: view.width() <= page.width())  # a scroll bar that comes has it arranged once more
    layout = view.layout()
    assert layout is not None
    assert layout.minimumSize().width() <= page.width()


def parents(widget: QWidget) -> Iterator[QWidget]:
    above = widget.parentWidget()
    while above is not None:
        yield above
        above = above.parentWidget()


def test_a_mirrored_window_has_its_navigation_at_the_right(
    mirrored: None, open_window: OpenWindow, place: tuple[str, str | None]
) -> None:
    window = open_window(1100, 800)
    view = window.go_to(*place)
    QTest.qWait(1)
    assert window.rail.mapTo(window, window.rail.rect().topLeft()).x() >= view.width()
    assert not window.grab().isNull()


def test_high_contrast_takes_the_palettes_colours(
    open_window: OpenWindow, theme: Theme, monkeypatch: pytest.MonkeyPatch, place: tuple[str, str | None]
) -> None:
    window = open_window(1100, 800)
    view = window.go_to(*place)
    monkeypatch.setattr(theme_module, "_is_high_contrast", lambda: True)
    theme.notice()
    try:
        assert not theme.tokens.has_tints
        page = window.grab().toImage().pixelColor(window.width() - 30, view.height() - 8)
        assert page.name().lower() == theme.tokens.window.lower()
    finally:
        monkeypatch.undo()
        theme.notice()


def test_dialogs_name_their_controls_and_can_be_walked_through(dialog: QDialog) -> None:
    assert [item for item in controls(dialog) if not spoken(item)] == []
    controls(dialog)[0].setFocus()
    stops = reached(dialog)
    assert [item for item in controls(dialog) if not is_held_by(item, stops)] == []

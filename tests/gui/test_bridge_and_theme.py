"""News of worker threads arrive in the main thread; colours and fonts follow setting and system."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QThread
from PySide6.QtGui import QColor, QFont, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from netmon_tray.gui import theme as theme_module
from netmon_tray.gui.bridge import Bridge
from netmon_tray.gui.theme import Role, Theme
from netmon_tray.gui.tokens import DARK, LIGHT
from support.fake_agent import NOW_UNIX_MS, FakeAgent, story_point

# --- the bridge -----------------------------------------------------------------------------------------------------


def in_a_worker(work: object) -> None:
    thread = threading.Thread(target=work, name="netmon-sampler")  # type: ignore[arg-type]
    thread.start()
    thread.join()


def test_a_tick_of_the_sampler_arrives_in_the_main_thread(qtbot: QtBot, agent: FakeAgent, bridge: Bridge) -> None:
    threads: list[QThread] = []
    bridge.ticked.connect(lambda _: threads.append(QThread.currentThread()))
    point = story_point(1, NOW_UNIX_MS + 1000)
    with qtbot.waitSignal(bridge.ticked) as told:
        in_a_worker(lambda: agent.tick(point))
    assert told.args[0].point == point
    assert threads == [QApplication.instance().thread()]  # type: ignore[union-attr]


def test_each_tick_takes_the_snapshot_anew(qtbot: QtBot, agent: FakeAgent, bridge: Bridge) -> None:
    agent.change(rx_bytes=7)
    assert bridge.snapshot.rx_bytes != 7
    with qtbot.waitSignal(bridge.changed):
        in_a_worker(lambda: agent.tick(story_point(1, NOW_UNIX_MS + 1000)))
    assert bridge.snapshot.rx_bytes == 7


def test_a_closed_bridge_lets_nothing_through(qtbot: QtBot, agent: FakeAgent, bridge: Bridge) -> None:
    heard: list[object] = []
    bridge.ticked.connect(heard.append)
    in_a_worker(lambda: agent.tick(story_point(1, NOW_UNIX_MS + 1000)))  # still on its way
    bridge.close()
    in_a_worker(lambda: agent.tick(story_point(2, NOW_UNIX_MS + 2000)))
    QApplication.processEvents()
    assert heard == []


def test_commands_show_at_once(agent: FakeAgent, bridge: Bridge) -> None:
    bridge.pause(NOW_UNIX_MS + 1)
    assert bridge.snapshot.is_paused
    bridge.resume()
    assert not bridge.snapshot.is_paused
    bridge.send_now()
    assert agent.asked == [("pause", NOW_UNIX_MS + 1), ("resume",), ("send_now",)]


# --- the theme ------------------------------------------------------------------------------------------------------


def test_a_setting_is_followed_at_once(qapp: QApplication, theme: Theme, qtbot: QtBot) -> None:
    assert theme.tokens == LIGHT
    with qtbot.waitSignal(theme.changed):
        theme.apply("dark")
    assert theme.tokens == DARK
    window = qapp.palette().color(QPalette.ColorRole.Window)
    assert window.lightness() < 60, "native controls are dark as well"
    theme.apply("light")
    assert qapp.palette().color(QPalette.ColorRole.Window).lightness() > 180


def test_the_system_is_followed_where_nothing_else_is_set(qapp: QApplication, theme: Theme) -> None:
    theme.apply("system")
    before = QPalette(qapp.palette())
    assert theme.tokens == LIGHT
    dark = QPalette(QColor("#303030"), QColor("#202020"))
    qapp.setPalette(dark)
    theme.notice()
    assert theme.is_system_dark
    assert theme.tokens.is_dark
    qapp.setPalette(before)
    theme.notice()
    assert not theme.tokens.is_dark


def test_the_systems_accent_is_taken_where_it_can_be_read(qapp: QApplication, theme: Theme) -> None:
    theme.apply("system")
    before = QPalette(qapp.palette())
    for accent, expected in (("#006644", "#006644"), ("#88ccff", LIGHT.accent)):
        palette = QPalette(before)
        palette.setColor(QPalette.ColorRole.Accent, QColor(accent))
        qapp.setPalette(palette)
        theme.notice()
        assert theme.tokens.accent == expected
        assert theme.tokens.down == LIGHT.down, "the colours of data are fixed"
    qapp.setPalette(before)
    theme.notice()


def test_high_contrast_uses_the_palette_alone() -> None:
    palette = QPalette(QColor("#000000"), QColor("#000000"))
    for role, colour in (
        (QPalette.ColorRole.Base, "#000000"),
        (QPalette.ColorRole.WindowText, "#FFFF00"),
        (QPalette.ColorRole.Highlight, "#00FFFF"),
        (QPalette.ColorRole.HighlightedText, "#000000"),
        (QPalette.ColorRole.Link, "#00FF00"),
    ):
        palette.setColor(role, QColor(colour))
    tokens = theme_module._from_palette(palette)
    named = {value for name in type(tokens).__dataclass_fields__ if isinstance(value := getattr(tokens, name), str)}
    assert {value.upper() for value in named} == {"#000000", "#FFFF00", "#00FFFF", "#00FF00"}
    assert not tokens.has_tints
    assert tokens.is_dark


@pytest.mark.parametrize("in_pixels", [False, True])
def test_sizes_are_relative_to_the_systems_font(qapp: QApplication, theme: Theme, in_pixels: bool) -> None:
    before = QFont(qapp.font())
    base = QFont(before)
    if in_pixels:
        base.setPixelSize(20)
    else:
        base.setPointSizeF(15)
    qapp.setFont(base)
    try:
        sizes = {role: QFontInfo(theme.font(role)).pixelSize() for role in Role}
        body = sizes[Role.BODY]
        assert sizes[Role.TITLE] == pytest.approx(1.54 * body, abs=1)
        assert sizes[Role.AXIS] == pytest.approx(0.9 * body, abs=1)
        assert theme.font(Role.TITLE).weight() == QFont.Weight.DemiBold
    finally:
        qapp.setFont(before)


def test_figures_have_one_width(theme: Theme) -> None:
    assert theme.font(Role.LEAD).isFeatureSet(QFont.Tag("tnum"))

"""The Settings view: every key of the schema, live apply, errors beside the field, locks, and a broken file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from netmon_tray.gui import settings_words as words
from netmon_tray.gui.bridge import Bridge
from netmon_tray.gui.setting_field import SettingField
from netmon_tray.gui.settings_words import GROUPS
from netmon_tray.gui.states import Action
from netmon_tray.gui.tokens import contrast
from netmon_tray.gui.views.settings import SettingsView
from netmon_tray.gui.window import MainWindow
from netmon_tray.settings import Origin, load_settings, specs, value_of, with_value
from support.fake_agent import FakeAgent

OpenWindow = Callable[..., MainWindow]


def visit(window: MainWindow, group: str) -> SettingsView:
    view = window.go_to("settings", group)
    assert isinstance(view, SettingsView)
    return view


def field(view: SettingsView, key: str) -> SettingField:
    found = view.page(words.group_of(key)).fields[key]
    assert isinstance(found, SettingField)
    return found


def line(view: SettingsView, key: str) -> QLineEdit:
    editor = field(view, key).editor
    assert isinstance(editor, QLineEdit)
    return editor


def enter(editor: QLineEdit, text: str) -> None:
    editor.setFocus()
    editor.selectAll()
    QTest.keyClick(editor, Qt.Key.Key_Backspace)
    QTest.keyClicks(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Return)


def stored(agent: FakeAgent, key: str) -> object:
    return value_of(load_settings(agent.paths.config_file).settings, key)


def reload(agent: FakeAgent, bridge: Bridge) -> None:
    """What the agent does at its next look."""
    agent.loaded = load_settings(agent.paths.config_file)
    bridge.refresh()


# --- the form -------------------------------------------------------------------------------------------------------


def test_every_key_of_the_schema_has_its_field(open_window: OpenWindow) -> None:
    window = open_window()
    shown = [key for group in GROUPS for key in visit(window, group.name).page(group.name).fields]
    assert sorted(shown) == sorted(specs())


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.name)
def test_every_editor_has_a_name_and_says_what_it_means(open_window: OpenWindow, group: words.Group) -> None:
    page = visit(open_window(), group.name).page(group.name)
    for item in page.fields.values():
        if isinstance(item, SettingField):
            assert item.editor.accessibleName()
            assert item.editor.accessibleDescription()


def test_the_group_is_remembered(open_window: OpenWindow) -> None:
    window = open_window()
    view = visit(window, "privacy")
    assert view.groups.currentItem().text() == "Privacy and permissions"
    window.speak()
    again = window.view
    assert isinstance(again, SettingsView)
    assert again.groups.currentItem().text() == "Privacy and permissions"


def test_the_keyboard_walks_through_groups_and_fields(open_window: OpenWindow) -> None:
    view = visit(open_window(), "general")
    view.groups.setFocus()
    QTest.keyClick(view.groups, Qt.Key.Key_Down)
    assert view.groups.currentItem().text() == "Monitoring"
    QTest.keyClick(view.groups, Qt.Key.Key_Tab)
    assert view.window().focusWidget() is field(view, "sampling.interval_s").editor


# --- live apply -----------------------------------------------------------------------------------------------------


def test_a_number_is_stored_and_followed_at_once(
    open_window: OpenWindow, agent: FakeAgent, bridge: Bridge, qtbot: QtBot
) -> None:
    view = visit(open_window(), "monitoring")
    enter(line(view, "sampling.interval_s"), "7,5")
    qtbot.waitUntil(lambda: ("look_now",) in agent.asked)
    assert stored(agent, "sampling.interval_s") == 7.5
    bridge.refresh()  # a look at the network that came before the agent read the file
    assert line(view, "sampling.interval_s").text() == "7,5"
    reload(agent, bridge)
    assert line(view, "sampling.interval_s").text() == "7.5"


def test_bytes_are_typed_in_megabytes(open_window: OpenWindow, agent: FakeAgent, qtbot: QtBot) -> None:
    view = visit(open_window(), "retention")
    assert line(view, "log.max_bytes").text() == "300"
    enter(line(view, "log.max_bytes"), "12.5")
    qtbot.waitUntil(lambda: ("look_now",) in agent.asked)
    assert stored(agent, "log.max_bytes") == 12_500_000


def test_a_choice_is_stored_by_its_value(open_window: OpenWindow, agent: FakeAgent, qtbot: QtBot) -> None:
    view = visit(open_window(), "appearance")
    editor = field(view, "ui.theme").editor
    assert isinstance(editor, QComboBox)
    assert editor.currentText() == "As the system"
    editor.setFocus()
    QTest.keyClick(editor, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: ("look_now",) in agent.asked)
    assert stored(agent, "ui.theme") == "dark"


def test_a_switch_is_stored(open_window: OpenWindow, agent: FakeAgent, qtbot: QtBot) -> None:
    view = visit(open_window(), "upload")
    editor = field(view, "upload.include_timestamp").editor
    assert isinstance(editor, QCheckBox)
    editor.setFocus()
    QTest.keyClick(editor, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: ("look_now",) in agent.asked)
    assert stored(agent, "upload.include_timestamp") is True


def test_what_somebody_else_changes_is_shown(open_window: OpenWindow, agent: FakeAgent, bridge: Bridge) -> None:
    view = visit(open_window(), "retention")
    agent.settings = with_value(agent.settings, "log.retention_days", 30)
    bridge.refresh()
    assert line(view, "log.retention_days").text() == "30"


# --- bad input ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "typed", "said"),
    [
        ("log.retention_days", "0", "This must be a number: 1 to 36,500 days."),
        ("log.retention_days", "a while", "This must be a number: 1 to 36,500 days."),
        ("log.max_bytes", "0.5", "This must be a number: 1 to 1,000,000 MB."),
        ("sampling.live_interval_s", "", "This must be a number: 0.2 to 60 s."),
        ("upload.base_url", "http://gate.example.com", "This must begin with https:// (http:// is taken for this"),
        ("upload.proxy", "nonsense", "This must be empty, none, or an address such as"),
        ("upload.ca_file", "relative.pem", "This must be empty or the full path of a file."),
    ],
)
def test_what_does_not_fit_is_said_beside_the_field(
    open_window: OpenWindow, agent: FakeAgent, bridge: Bridge, key: str, typed: str, said: str
) -> None:
    view = visit(open_window(), words.group_of(key))
    editor = line(view, key)
    enter(editor, typed)
    assert field(view, key)._problem.text().startswith(said)
    assert field(view, key)._problem.isVisible()
    assert said in editor.accessibleDescription()
    bridge.refresh()
    assert editor.text() == typed  # nothing typed is lost
    assert not agent.paths.config_file.exists()


def test_the_words_go_when_it_is_mended(open_window: OpenWindow, agent: FakeAgent, qtbot: QtBot) -> None:
    view = visit(open_window(), "retention")
    enter(line(view, "log.retention_days"), "0")
    enter(line(view, "log.retention_days"), "12")
    qtbot.waitUntil(lambda: ("look_now",) in agent.asked)
    assert not field(view, "log.retention_days")._problem.isVisible()


def test_a_file_that_cannot_be_written_is_said_beside_the_field(
    open_window: OpenWindow, agent: FakeAgent, qtbot: QtBot
) -> None:
    agent.paths.config_file.mkdir()
    view = visit(open_window(), "retention")
    enter(line(view, "log.retention_days"), "12")
    shown = field(view, "log.retention_days")
    qtbot.waitUntil(shown._problem.isVisible)
    assert "settings.toml cannot be read" in shown._problem.text()
    assert line(view, "log.retention_days").text() == "12"


def test_a_file_that_breaks_while_the_window_is_open(
    open_window: OpenWindow, agent: FakeAgent, bridge: Bridge, qtbot: QtBot
) -> None:
    window = open_window()
    view = visit(window, "retention")
    place: Path = agent.paths.config_file
    place.write_text("[log\nretention_days = 30", encoding="utf-8")
    broken = load_settings(place).conditions
    agent.loaded = replace(agent.loaded, conditions=broken)
    agent.change(conditions=broken)
    bridge.refresh()
    assert view._broken.isVisible()
    assert view._broken.card is not None
    assert view._broken.card.title == "The settings file cannot be read"
    assert not window.banner.isVisible()  # said once
    with qtbot.waitSignal(window.acted) as asked:
        QTest.keyClick(view._broken._button, Qt.Key.Key_Space)
    assert asked.args == [Action.CONFIG]
    enter(line(view, "log.retention_days"), "12")
    qtbot.waitUntil(field(view, "log.retention_days")._problem.isVisible)
    assert place.read_text(encoding="utf-8") == "[log\nretention_days = 30"
    place.write_text("[log]\nretention_days = 30", encoding="utf-8")
    agent.change(conditions=())
    reload(agent, bridge)
    assert not view._broken.isVisible()


# --- locks ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["log.retention_days", "upload.enabled", "ui.theme"])
def test_what_the_organisation_set_is_shown_locked(
    open_window: OpenWindow, agent: FakeAgent, bridge: Bridge, key: str
) -> None:
    origins: dict[str, Origin] = {key: "policy"}
    agent.loaded = replace(agent.loaded, origins=origins)
    view = visit(open_window(), words.group_of(key))
    shown = view.page(words.group_of(key)).fields[key]
    editor = shown.editor if isinstance(shown, SettingField) else shown.box
    assert not editor.isEnabled()
    assert shown._lock.isVisible()
    assert shown._lock.text() == "Set by your organisation"
    agent.loaded = replace(agent.loaded, origins={})
    bridge.refresh()
    assert editor.isEnabled()
    assert not shown._lock.isVisible()


@pytest.mark.parametrize("width", [1280, 1024, 720])
@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.name)
def test_no_line_is_cut_off(open_window: OpenWindow, group: words.Group, width: int) -> None:
    window = open_window(width, 600)
    page = visit(window, group.name).page(group.name)
    QTest.qWait(1)
    cut = [key for key, item in page.fields.items() if item.height() < item.heightForWidth(item.width())]
    assert cut == []
    assert all(item.isVisible() for item in page.fields.values())


def test_inputs_have_an_edge_that_is_seen_in_the_dark(open_window: OpenWindow, bridge: Bridge) -> None:
    view = visit(open_window(), "upload")
    view.theme.apply("dark")
    edge = field(view, "upload.proxy").editor.palette().color(QPalette.ColorRole.Window).darker(140)
    assert contrast(edge.name(), view.theme.tokens.window) >= 3

"""The first run: three panes, shown once, whose defaults need neither a permission nor a server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from netmon_tray.gui.bridge import Bridge
from netmon_tray.gui.states import Action
from netmon_tray.gui.theme import Theme
from netmon_tray.gui.welcome import Welcome, is_first_run
from netmon_tray.model import ConsentState, LocationSettings, MissingConsent
from netmon_tray.settings import load_settings
from support.fake_agent import FakeAgent, sample, wifi_link
from support.gate_server import GateServer
from support.memory_vault import MemoryVault

Open = Callable[[], Welcome]


@pytest.fixture
def gate() -> Iterator[GateServer]:
    with GateServer() as server:
        yield server


@pytest.fixture
def open_welcome(qtbot: QtBot, bridge: Bridge, theme: Theme, memory: QSettings) -> Open:
    def make() -> Welcome:
        welcome = Welcome(bridge, theme, memory)
        with qtbot.waitExposed(welcome):
            welcome.show()
        return welcome

    return make


def press(welcome: Welcome, text: str) -> None:
    button = next(item for item in welcome.findChildren(QPushButton) if item.text() == text and item.isVisible())
    QTest.keyClick(button, Qt.Key.Key_Space)


def seen(welcome: Welcome) -> list[str]:
    return [item.text() for item in welcome.findChildren(QLabel) if item.isVisible() and item.text()]


def test_the_defaults_change_nothing(open_welcome: Open, agent: FakeAgent, memory: QSettings, qtbot: QtBot) -> None:
    assert is_first_run(memory)
    welcome = open_welcome()
    assert {"Step 1 of 3", "What is recorded", "Kept for 90 days in your user folder"} <= set(seen(welcome))
    press(welcome, "Continue")
    assert "Reading the network name" in seen(welcome)
    press(welcome, "Continue")
    assert "Upload is off" in seen(welcome)
    with qtbot.waitSignal(welcome.destroyed):
        press(welcome, "Finish without upload")
    assert not agent.paths.config_file.exists()
    assert not is_first_run(memory)


def test_the_keyboard_alone_goes_through_it(open_welcome: Open, memory: QSettings, qtbot: QtBot) -> None:
    welcome = open_welcome()
    for _ in range(2):
        QTest.keyClick(welcome, Qt.Key.Key_Return)
    with qtbot.waitSignal(welcome.destroyed):
        QTest.keyClick(welcome, Qt.Key.Key_Return)
    assert not is_first_run(memory)


def test_whoever_closes_it_sees_it_no_more(open_welcome: Open, memory: QSettings, qtbot: QtBot) -> None:
    welcome = open_welcome()
    with qtbot.waitSignal(welcome.destroyed):
        QTest.keyClick(welcome, Qt.Key.Key_Escape)
    assert not is_first_run(memory)


def test_whoever_had_the_window_before_needs_none(memory: QSettings) -> None:
    memory.setValue("window/geometry", b"x")
    assert not is_first_run(memory)


def test_a_record_can_be_seen(open_welcome: Open, qtbot: QtBot) -> None:
    welcome = open_welcome()
    with qtbot.waitSignal(welcome.acted) as asked:
        press(welcome, "See a record")
    assert asked.args == [Action.SENDS]
    welcome.close()


def test_names_can_be_left_out(open_welcome: Open, agent: FakeAgent, qtbot: QtBot) -> None:
    welcome = open_welcome()
    press(welcome, "Continue")
    assert welcome.names.with_names.isChecked()
    QTest.keyClick(welcome.names.without, Qt.Key.Key_Space)
    press(welcome, "Continue")
    press(welcome, "Back")
    assert welcome.names.without.isChecked()
    press(welcome, "Continue")
    with qtbot.waitSignal(welcome.destroyed):
        press(welcome, "Finish without upload")
    privacy = load_settings(agent.paths.config_file).settings.privacy
    assert (privacy.network_name, privacy.bssid) == ("off", "off")
    assert ("look_now",) in agent.asked


def test_where_the_system_keeps_names_back_the_default_asks_nobody(
    open_welcome: Open, agent: FakeAgent, bridge: Bridge
) -> None:
    missing = MissingConsent(ConsentState.NOT_ASKED, LocationSettings.MACOS)
    agent.change(sample=replace(sample(wifi_link()), missing_consent=missing))
    bridge.refresh()
    welcome = open_welcome()
    asked: list[Action] = []
    welcome.acted.connect(asked.append)
    press(welcome, "Continue")
    assert welcome.names.without.isChecked()
    press(welcome, "Continue")
    assert asked == []
    press(welcome, "Back")
    QTest.keyClick(welcome.names.with_names, Qt.Key.Key_Space)
    press(welcome, "Continue")
    assert asked == [Action.SETTINGS]
    welcome.close()


def test_what_the_organisation_set_is_not_asked(open_welcome: Open, agent: FakeAgent) -> None:
    agent.loaded = replace(agent.loaded, origins={"privacy.bssid": "policy", "upload.base_url": "policy"})
    welcome = open_welcome()
    press(welcome, "Continue")
    assert not welcome.names.without.isEnabled()
    assert "Set by your organisation" in seen(welcome)
    press(welcome, "Continue")
    assert not welcome.upload.server.editor.isEnabled()
    welcome.close()


def test_the_upload_goes_on_where_the_test_passed(
    open_welcome: Open, agent: FakeAgent, gate: GateServer, memory_vault: MemoryVault, qtbot: QtBot
) -> None:
    welcome = open_welcome()
    press(welcome, "Continue")
    press(welcome, "Continue")
    editor = welcome.upload.server.editor
    assert isinstance(editor, QLineEdit)
    editor.setFocus()
    editor.selectAll()
    QTest.keyClicks(editor, gate.url)
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is welcome.upload.token.line
    QTest.keyClicks(welcome.upload.token.line, gate.token)
    press(welcome, "Test")
    qtbot.waitUntil(lambda: welcome.upload.is_tested)
    with qtbot.waitSignal(welcome.destroyed):
        press(welcome, "Finish and send")
    upload = load_settings(agent.paths.config_file).settings.upload
    assert (upload.enabled, upload.base_url) == (True, gate.url)
    assert memory_vault.entries == {gate.origin: gate.token}


def test_a_test_counts_for_its_server_only(
    open_welcome: Open, gate: GateServer, memory_vault: MemoryVault, qtbot: QtBot
) -> None:
    welcome = open_welcome()
    for _ in range(2):
        press(welcome, "Continue")
    welcome.upload._take_server(gate.url)
    memory_vault.entries[gate.origin] = gate.token
    press(welcome, "Test")
    qtbot.waitUntil(lambda: welcome.upload.is_tested)
    editor = welcome.upload.server.editor
    editor.setFocus()
    QTest.keyClicks(editor, "x y")
    assert not welcome.upload.is_tested
    press(welcome, "Test")
    assert "Give the server's address first." in seen(welcome)
    assert [item.text() for item in welcome.findChildren(QPushButton) if "Finish" in item.text()] == [
        "Finish without upload"
    ]
    welcome.close()


def test_settings_that_cannot_be_stored_are_said(open_welcome: Open, agent: FakeAgent, qtbot: QtBot) -> None:
    agent.paths.config_file.mkdir()
    welcome = open_welcome()
    press(welcome, "Continue")
    QTest.keyClick(welcome.names.without, Qt.Key.Key_Space)
    press(welcome, "Continue")
    press(welcome, "Finish without upload")
    qtbot.waitUntil(lambda: any("cannot be read" in text for text in seen(welcome)))
    assert welcome.isVisible()
    welcome.close()

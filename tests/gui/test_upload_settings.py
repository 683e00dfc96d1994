"""Token, *Test* and the switch of the upload, against a strict server on loopback and a keyring in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from netmon_tray.gui.bridge import Bridge
from netmon_tray.gui.token_field import TokenField
from netmon_tray.gui.upload_switch import KEY, UploadSwitch
from netmon_tray.gui.views.settings import SettingsView
from netmon_tray.gui.window import MainWindow
from netmon_tray.model import QueueCounts
from netmon_tray.settings import load_settings, with_value
from netmon_tray.upload import token as token_module
from support.fake_agent import FakeAgent
from support.gate_server import GateServer, Step
from support.memory_vault import MemoryVault

OpenWindow = Callable[..., MainWindow]
OTHER = "another-token-0123456789"


@pytest.fixture
def gate() -> Iterator[GateServer]:
    with GateServer() as server:
        yield server


@pytest.fixture
def view(open_window: OpenWindow, agent: FakeAgent, gate: GateServer, memory_vault: MemoryVault) -> SettingsView:
    agent.settings = with_value(agent.settings, "upload.base_url", gate.url)
    made = open_window().go_to("settings", "upload")
    assert isinstance(made, SettingsView)
    return made


@pytest.fixture
def token(view: SettingsView) -> TokenField:
    found = view.page("upload").token
    assert found is not None
    return found


@pytest.fixture
def switch(view: SettingsView) -> UploadSwitch:
    found = view.page("upload").fields[KEY]
    assert isinstance(found, UploadSwitch)
    return found


def press(widget: TokenField | UploadSwitch, text: str) -> None:
    button = next(item for item in widget.findChildren(QPushButton) if item.text() == text)
    assert button.isVisible()
    QTest.keyClick(button, Qt.Key.Key_Space)


def told(widget: TokenField | UploadSwitch) -> str:
    note = widget._note if isinstance(widget, TokenField) else widget._problem
    return note.text() if note.isVisible() else ""


def is_stored(agent: FakeAgent) -> bool:
    return load_settings(agent.paths.config_file).settings.upload.enabled


# --- the token ------------------------------------------------------------------------------------------------------


def test_a_token_that_the_server_takes_is_kept(
    token: TokenField, gate: GateServer, memory_vault: MemoryVault, agent: FakeAgent, qtbot: QtBot
) -> None:
    assert token.line.echoMode() is QLineEdit.EchoMode.Password
    QTest.keyClicks(token.line, gate.token)
    QTest.keyClick(token.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "It is in the keyring now." in told(token))
    assert "This is an inference" in told(token)
    assert memory_vault.entries == {gate.origin: gate.token}
    assert token.line.text() == ""
    assert ("token_changed",) in agent.asked
    assert [request.body for request in gate.requests] == [b"{}"]
    assert gate.accepted == []


def test_a_token_that_is_refused_stays_typed(
    token: TokenField, gate: GateServer, memory_vault: MemoryVault, agent: FakeAgent, qtbot: QtBot
) -> None:
    QTest.keyClicks(token.line, OTHER)
    press(token, "Test")
    qtbot.waitUntil(lambda: told(token).startswith("The server refused the token."))
    assert token.line.text() == OTHER
    assert memory_vault.entries == {}
    press(token, "Keep it all the same")
    qtbot.waitUntil(lambda: "untested" in told(token))
    assert memory_vault.entries == {gate.origin: OTHER}
    assert ("token_changed",) in agent.asked


@pytest.mark.parametrize(
    ("typed", "said"), [("two words", "spaces"), ("short", "characters"), ("", "There is no token to use.")]
)
def test_what_is_no_token_is_never_sent(
    token: TokenField, gate: GateServer, qtbot: QtBot, typed: str, said: str
) -> None:
    QTest.keyClicks(token.line, typed)
    press(token, "Test")
    qtbot.waitUntil(lambda: said in told(token))
    assert token.line.text() == typed
    assert gate.requests == []


def test_the_token_that_is_kept_can_be_tested(
    token: TokenField, gate: GateServer, memory_vault: MemoryVault, qtbot: QtBot
) -> None:
    memory_vault.entries[gate.origin] = gate.token
    press(token, "Test")
    qtbot.waitUntil(lambda: told(token).startswith("The server accepted the token"))
    assert "in the keyring now" not in told(token)


def test_what_another_server_said_is_not_shown_for_this_one(
    token: TokenField, gate: GateServer, agent: FakeAgent, bridge: Bridge, qtbot: QtBot
) -> None:
    QTest.keyClicks(token.line, OTHER)
    press(token, "Test")
    qtbot.waitUntil(lambda: told(token).startswith("The server refused"))
    agent.settings = with_value(agent.settings, "upload.base_url", "https://gate.example.com/api/v1")
    bridge.refresh()
    assert told(token) == ""


def test_a_token_of_the_administrator_is_told(
    token: TokenField, view: SettingsView, bridge: Bridge, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(token_module.VALUE_VARIABLE, OTHER)
    made = TokenField(bridge, view.theme)
    qtbot.addWidget(made)
    assert made._help.text() == "The token comes from NETMON_TOKEN; one in the keyring is not used meanwhile."


# --- the switch -----------------------------------------------------------------------------------------------------


def test_it_goes_on_after_the_server_took_the_token(
    switch: UploadSwitch, gate: GateServer, memory_vault: MemoryVault, agent: FakeAgent, qtbot: QtBot
) -> None:
    memory_vault.entries[gate.origin] = gate.token
    QTest.keyClick(switch.box, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: ("look_now",) in agent.asked)
    assert is_stored(agent)
    assert switch.box.isChecked()
    assert gate.accepted == []


@pytest.mark.parametrize("reason", ["no token", "refused", "unclear"])
def test_it_stays_off_until_then(
    switch: UploadSwitch, gate: GateServer, memory_vault: MemoryVault, agent: FakeAgent, qtbot: QtBot, reason: str
) -> None:
    if reason != "no token":
        memory_vault.entries[gate.origin] = OTHER if reason == "refused" else gate.token
    if reason == "unclear":
        gate.script(Step(status=503))
    QTest.keyClick(switch.box, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: told(switch).startswith("The upload stays off."))
    assert not switch.box.isChecked()
    assert not is_stored(agent)
    press(switch, "Turn it on all the same")
    qtbot.waitUntil(lambda: ("look_now",) in agent.asked)
    assert is_stored(agent)


@pytest.mark.parametrize("answer", ["Send them too", "Keep them here", "Leave it off"])
def test_it_asks_what_becomes_of_older_records(
    switch: UploadSwitch,
    gate: GateServer,
    memory_vault: MemoryVault,
    agent: FakeAgent,
    bridge: Bridge,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    answer: str,
) -> None:
    kept: list[str] = []
    monkeypatch.setattr(agent, "note", lambda step: kept.append(step.__name__) or type("Done", (), {"changed": 2})())
    memory_vault.entries[gate.origin] = gate.token
    agent.change(queue=QueueCounts(pending=2))
    bridge.refresh()
    QTest.keyClick(switch.box, Qt.Key.Key_Space)
    qtbot.waitUntil(switch._question.isVisible)
    assert switch._asked.text() == "2 records made so far are kept here. Send them too?"
    bridge.refresh()  # a tick while it waits for the answer changes nothing
    assert switch._question.isVisible()
    press(switch, answer)
    if answer == "Leave it off":
        assert not switch.box.isChecked()
        assert not is_stored(agent)
        return
    qtbot.waitUntil(lambda: ("look_now",) in agent.asked)
    assert is_stored(agent)
    assert kept == (["keep_here"] if answer == "Keep them here" else [])


def test_it_goes_off_at_once(
    switch: UploadSwitch, gate: GateServer, agent: FakeAgent, bridge: Bridge, qtbot: QtBot
) -> None:
    agent.settings = with_value(agent.settings, KEY, value=True)
    bridge.refresh()
    assert switch.box.isChecked()
    QTest.keyClick(switch.box, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: ("look_now",) in agent.asked)
    assert not is_stored(agent)
    assert gate.requests == []

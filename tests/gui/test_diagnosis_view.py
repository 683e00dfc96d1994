"""The Diagnosis view: rows as they are found, buttons that help, and a check that holds nothing up."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from netmon_tray import diagnosis
from netmon_tray.autostart import AutostartStatus
from netmon_tray.diagnosis import Remedy, Row, RowState, Subject
from netmon_tray.gui.states import Action
from netmon_tray.gui.views import diagnosis as diagnosis_view
from netmon_tray.gui.views.diagnosis import DiagnosisView
from netmon_tray.gui.views.diagnosis_row import DiagnosisRow
from netmon_tray.gui.window import MainWindow
from netmon_tray.model import NetmonError
from support.fake_agent import FakeAgent

OpenWindow = Callable[..., MainWindow]
LIMIT_S = 10.0
SOUND = Row("probe", "Network probe", RowState.FINE, "It answers; up: wlan0.")
TRAY = Row("tray", "Tray", RowState.ATTENTION, "This desktop shows no tray icons. The window works.")
TOKEN = Row("token", "Token", RowState.NOT_TESTED, "Not needed\nwhile <b>off</b>.", Remedy.TOKEN)


class Checks:
    """Rows that the test chooses, found when it says so."""

    def __init__(self) -> None:
        self.rows: list[Row] = [SOUND, TRAY, TOKEN]
        self.may_go_on = threading.Event()
        self.may_go_on.set()
        self.subjects: list[Subject] = []

    def __call__(self, subject: Subject) -> Iterator[Row]:
        self.subjects.append(subject)
        yield self.rows[0]
        if not self.may_go_on.wait(LIMIT_S):
            raise TimeoutError("the test never let the check go on")
        yield from self.rows[1:]


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> Checks:
    made = Checks()
    monkeypatch.setattr(diagnosis, "rows", made)
    return made


def visit(window: MainWindow) -> DiagnosisView:
    view = window.go_to("diagnosis")
    assert isinstance(view, DiagnosisView)
    return view


def shown(view: DiagnosisView) -> list[Row | None]:
    return [line.row for line in view._lines]


def press(view: DiagnosisView, text: str) -> None:
    button = next(item for item in view.findChildren(QPushButton) if item.text() == text and item.isVisible())
    QTest.keyClick(button, Qt.Key.Key_Space)


def test_rows_come_as_they_are_found(checks: Checks, open_window: OpenWindow, qtbot: QtBot) -> None:
    checks.may_go_on.clear()
    view = visit(open_window())
    qtbot.waitUntil(lambda: shown(view) == [SOUND])
    assert view._status.text() == "Checking\N{HORIZONTAL ELLIPSIS}"
    checks.may_go_on.set()
    qtbot.waitUntil(lambda: view.rows == [SOUND, TRAY, TOKEN])
    assert view._status.text() == "1 row needs attention."
    told = [line.accessibleName() for line in view.findChildren(DiagnosisRow)]
    assert told[1] == "Attention: Tray. This desktop shows no tray icons. The window works."
    assert told[2] == "Not tested: Token. Not needed\N{REPLACEMENT CHARACTER}while <b>off</b>.."[:-1]


def test_it_is_checked_once_and_again_when_asked(checks: Checks, open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window()
    view = visit(window)
    qtbot.waitUntil(lambda: len(view.rows) == 3)
    window.go_to("live")
    visit(window)
    assert len(checks.subjects) == 1
    checks.rows = [SOUND]
    press(view, "Check again")
    qtbot.waitUntil(lambda: view.rows == [SOUND])
    assert shown(view) == [SOUND]
    assert view._status.text() == "Nothing needs attention."


def test_a_check_that_was_overtaken_says_nothing(checks: Checks, open_window: OpenWindow, qtbot: QtBot) -> None:
    checks.may_go_on.clear()
    view = visit(open_window())
    qtbot.waitUntil(lambda: shown(view) == [SOUND])
    checks.rows = [TRAY]
    view.check()
    checks.may_go_on.set()
    qtbot.waitUntil(lambda: view.rows == [TRAY])
    qtbot.wait(1)
    assert shown(view) == [TRAY]


def test_a_view_that_is_gone_hears_nothing_more(checks: Checks, open_window: OpenWindow, qtbot: QtBot) -> None:
    checks.may_go_on.clear()
    window = open_window()
    view = visit(window)
    qtbot.waitUntil(lambda: shown(view) == [SOUND])
    window.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    checks.may_go_on.set()
    qtbot.wait(1)


def test_it_looks_with_the_agents_eyes(checks: Checks, open_window: OpenWindow, agent: FakeAgent, qtbot: QtBot) -> None:
    view = visit(open_window())
    qtbot.waitUntil(lambda: len(view.rows) == 3)
    (subject,) = checks.subjects
    assert subject.look() is agent.state.sample
    assert subject.is_clock_synchronised()
    assert (subject.paths, subject.loaded) == (agent.paths, agent.loaded)


@pytest.mark.parametrize(("remedy", "action"), [(Remedy.ALLOW, Action.SETTINGS), (Remedy.LOG_IN, Action.LOGIN)])
def test_a_button_does_what_the_app_can_do(
    checks: Checks, open_window: OpenWindow, qtbot: QtBot, remedy: Remedy, action: Action
) -> None:
    checks.rows = [Row("x", "X", RowState.ATTENTION, "It is so.", remedy)]
    window = open_window()
    view = visit(window)
    qtbot.waitUntil(lambda: len(view.rows) == 1)
    with qtbot.waitSignal(window.acted) as asked:
        press(view, remedy.value)
    assert asked.args == [action]


def test_it_can_be_started_at_login_from_here(
    checks: Checks, open_window: OpenWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, agent: FakeAgent
) -> None:
    asked: list[list[str]] = []

    class Autostart:
        def enable(self, command: list[str]) -> AutostartStatus:
            asked.append(command)
            if len(asked) == 1:
                raise NetmonError("The autostart entry cannot be changed.", "Make its folder writable.")
            return AutostartStatus(is_enabled=True, text="It starts at login.")

    monkeypatch.setattr(diagnosis_view, "system_autostart", lambda _environ: Autostart())
    monkeypatch.setattr(diagnosis_view, "command_of_tray", lambda options: ["netmon-tray", *options])
    checks.rows = [Row("autostart", "Autostart", RowState.FINE, "It does not start.", Remedy.AUTOSTART)]
    view = visit(open_window())
    qtbot.waitUntil(lambda: len(view.rows) == 1)
    press(view, "Start at login")
    qtbot.waitUntil(lambda: view._status.text().startswith("The autostart entry cannot be changed. Make"))
    press(view, "Start at login")
    qtbot.waitUntil(lambda: len(checks.subjects) == 2)
    assert asked[1][:2] == ["netmon-tray", "--data-dir"]
    assert str(agent.paths.data_dir) in asked[1]


def test_the_report_can_be_copied(checks: Checks, open_window: OpenWindow, qtbot: QtBot) -> None:
    view = visit(open_window())
    qtbot.waitUntil(lambda: len(view.rows) == 3)
    press(view, "Copy report")
    assert QGuiApplication.clipboard().text().splitlines()[0] == "Fine - Network probe: It answers; up: wlan0."


def test_findings_stand_below_the_names_where_it_is_narrow(
    checks: Checks, open_window: OpenWindow, qtbot: QtBot
) -> None:
    checks.rows = [SOUND, Row("x", "X", RowState.ATTENTION, "word " * 60, Remedy.FOLDER)]
    window = open_window(1100, 700)
    view = visit(window)
    qtbot.waitUntil(lambda: len(view.rows) == 2)
    wide = view._lines[1]
    assert wide._finding.y() < wide._title.geometry().bottom()
    window.resize(720, 520)
    qtbot.wait(1)
    assert wide._finding.y() > wide._title.geometry().bottom()
    assert wide._button.geometry().right() <= view.width()


def test_the_real_checks_find_something(open_window: OpenWindow, qtbot: QtBot) -> None:
    view = visit(open_window())
    qtbot.waitUntil(lambda: len(view.rows) > 10, timeout=20_000)
    assert {"route", "database", "settings"} <= {row.check for row in view.rows}

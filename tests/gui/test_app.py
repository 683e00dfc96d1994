"""The app as a whole, with an agent and a tray of the test's own: what is asked for is done."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDesktopServices, QGuiApplication, QPixmap, QPixmapCache
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from netmon_tray import desktop, health
from netmon_tray.gui import app as app_module
from netmon_tray.gui.app import TrayApp
from netmon_tray.gui.sends_dialog import SendsDialog
from netmon_tray.gui.sends_words import record_text, where_to
from netmon_tray.gui.states import Action
from netmon_tray.gui.tray import Command, NullTray, SystemTray
from netmon_tray.gui.tray_words import Badge, Face, MenuState
from netmon_tray.model import (
    CircuitState,
    ConsentState,
    Delivery,
    DeliveryState,
    LocationSettings,
    LoggedRecord,
    MissingConsent,
    NetmonError,
    RecordEvent,
    Security,
    UploadStatus,
)
from netmon_tray.settings import with_value
from support.fake_agent import NOW_UNIX_MS, WAITING, FakeAgent, FakeSnapshot, sample, story_point, wifi_link
from support.windows import live_of

PAYLOAD = '{"network_name":"Cafe-5G","network_type":"wi","network_security":"wp2","inbytes":1,"outbytes":2}'


class RecordingTray(NullTray):
    """A tray that shows nothing and remembers what it was told."""

    def __init__(self, *, has_host: bool) -> None:
        self.told: list[tuple[Face, str]] = []
        self.is_hosted = has_host
        self.is_closed = False

    def has_host(self) -> bool:
        return self.is_hosted

    def show(self, face: Face, tooltip: str, *, is_dark_panel: bool) -> None:
        self.told.append((face, tooltip))

    def close(self) -> None:
        self.is_closed = True


MakeApp = Callable[..., TrayApp]


@pytest.fixture
def make_app(
    qapp: QApplication, agent: FakeAgent, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MakeApp]:
    made: list[TrayApp] = []
    monkeypatch.setattr(app_module, "HOST_GRACE_MS", 20)

    def make(*, has_host: bool = True) -> TrayApp:
        def tray(_ask: Callable[[], MenuState], _parent: QObject) -> SystemTray | NullTray:
            return RecordingTray(has_host=has_host)

        app = TrayApp(qapp, agent, tmp_path, tray=tray, unix_ms=lambda: NOW_UNIX_MS)
        made.append(app)
        return app

    yield make
    for app in made:
        app.stop()
        app.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def shown_by(app: TrayApp) -> tuple[Face, str]:
    assert isinstance(app.tray, RecordingTray)
    return app.tray.told[-1]


def record(state: DeliveryState = DeliveryState.READY) -> LoggedRecord:
    return LoggedRecord(7, "u", "a", RecordEvent.ESTABLISHED, NOW_UNIX_MS, PAYLOAD, {}, Delivery(state))


# --- start and end --------------------------------------------------------------------------------------------------


def test_a_closed_window_leaves_nothing_behind(
    make_app: MakeApp, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    given_back: list[bool] = []
    monkeypatch.setattr(desktop, "give_back_memory", lambda: given_back.append(True))
    app = make_app()
    app.start(shows_window=True)
    QPixmapCache.insert("kept by the style", QPixmap(8, 8))
    app.window.close()
    qtbot.waitUntil(lambda: bool(given_back))
    assert not QPixmapCache.find("kept by the style", QPixmap())


def test_it_starts_in_the_tray_alone(make_app: MakeApp, agent: FakeAgent, qtbot: QtBot) -> None:
    app = make_app()
    app.start(shows_window=False)
    qtbot.wait(60)
    assert app.window is None
    assert agent.asked == [("start",)]
    assert shown_by(app)[1].startswith("Cafe-5G · WiFi · ")


def test_it_opens_the_window_where_no_tray_shows_the_icon(make_app: MakeApp, qtbot: QtBot) -> None:
    app = make_app(has_host=False)
    app.start(shows_window=False)
    qtbot.waitUntil(lambda: app.window is not None and app.window.isVisible())
    assert app.window is not None
    assert [card.title for card in app.window.banner.cards] == ["This desktop has no tray"]
    app.act(Action.DISMISS_TRAY)
    assert app.window.banner.cards == ()


def test_the_window_opens_on_demand_and_only_once(make_app: MakeApp, qtbot: QtBot) -> None:
    app = make_app()
    app.start(shows_window=True)
    first = app.window
    assert first is not None
    app.do(Command.OPEN)
    app.raise_window("")
    assert app.window is first
    first.close()
    assert app.window is None
    app.raise_window("")
    assert app.window is not None


def test_it_ends_once_and_in_order(make_app: MakeApp, agent: FakeAgent) -> None:
    app = make_app()
    app.start(shows_window=True)
    ended: list[bool] = []
    app.ending.connect(lambda: ended.append(app.tray.is_closed if isinstance(app.tray, RecordingTray) else False))
    app.stop()
    app.stop()
    assert ended == [False]
    assert app.window is None
    assert agent.asked[-2:] == [("look", False), ("stop",)]
    assert agent.asked.count(("stop",)) == 1


def test_news_after_the_end_reach_nobody(make_app: MakeApp, agent: FakeAgent, qtbot: QtBot) -> None:
    app = make_app()
    app.start(shows_window=False)
    app.stop()
    before = len(app.tray.told) if isinstance(app.tray, RecordingTray) else 0
    agent.tick(story_point(1, NOW_UNIX_MS))
    qtbot.wait(10)
    assert isinstance(app.tray, RecordingTray)
    assert len(app.tray.told) == before


# --- the tray -------------------------------------------------------------------------------------------------------


def test_the_tray_follows_the_agent(make_app: MakeApp, agent: FakeAgent, qtbot: QtBot) -> None:
    app = make_app()
    app.start(shows_window=False)
    agent.change(sample=sample(), throughput=None)
    with qtbot.waitSignal(app.bridge.changed):
        agent.tick(story_point(1, NOW_UNIX_MS))
    face, tooltip = shown_by(app)
    assert face.badge is Badge.OFFLINE
    assert face.glyph == "wifi", "the medium that was lost"
    assert tooltip == "Not connected"


# --- commands -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("command", "asked"),
    [
        (Command.PAUSE_15_MIN, ("pause", NOW_UNIX_MS + 900_000)),
        (Command.PAUSE_1_H, ("pause", NOW_UNIX_MS + 3_600_000)),
        (Command.PAUSE_OPEN_ENDED, ("pause", None)),
        (Command.RESUME, ("resume",)),
        (Command.SEND, ("send_now",)),
    ],
)
def test_commands_reach_the_agent(
    make_app: MakeApp, agent: FakeAgent, command: Command, asked: tuple[object, ...]
) -> None:
    make_app().do(command)
    assert agent.asked == [asked]


def test_a_pause_shows_at_once(make_app: MakeApp) -> None:
    app = make_app()
    app.do(Command.PAUSE_OPEN_ENDED)
    face, tooltip = shown_by(app)
    assert (face.badge, tooltip) == (Badge.PAUSED, "Paused\nNothing is recorded or sent")
    app.act(Action.RESUME)
    assert shown_by(app)[0].badge is None


def test_network_details_are_copied(make_app: MakeApp) -> None:
    make_app().do(Command.COPY)
    assert QGuiApplication.clipboard().text().startswith("Network: Cafe-5G\nMedium: WiFi\n")


def test_live_goes_on_at_now(make_app: MakeApp) -> None:
    app = make_app()
    window = app.open_window()
    live_of(window)._pause.setChecked(True)
    app.do(Command.LIVE)
    assert not live_of(window).timeline.is_paused


def test_what_to_do_about_an_insecure_network(make_app: MakeApp, agent: FakeAgent, qapp: QApplication) -> None:
    app = make_app()
    agent.change(sample=sample(wifi_link(name="<i>Free</i>", security=Security.OPEN)))
    app.bridge.refresh()
    app.act(Action.SECURITY_HELP)
    box = next(item for item in qapp.topLevelWidgets() if isinstance(item, QMessageBox))
    assert box.text() == "<i>Free</i> is insecure (Open)."
    assert "anyone nearby" in box.informativeText()
    assert "VPN" in box.informativeText()
    box.close()


def test_the_system_s_settings_open_where_a_condition_names_them(
    make_app: MakeApp, agent: FakeAgent, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    app = make_app()
    app.act(Action.SETTINGS)
    assert opened == []
    missing = MissingConsent(ConsentState.REFUSED, LocationSettings.WINDOWS)
    agent.change(conditions=(health.portal(), health.consent_missing(missing)))
    app.bridge.refresh()
    app.act(Action.SETTINGS)
    assert opened == ["ms-settings:privacy-location"]


def test_where_the_system_asks_the_person_itself_the_settings_stay_closed(
    make_app: MakeApp, agent: FakeAgent, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    answers = iter([True, False])
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    monkeypatch.setattr(app_module, "ask_consent", lambda: next(answers))
    app = make_app()
    agent.change(conditions=(health.consent_missing(MissingConsent(ConsentState.NOT_ASKED, LocationSettings.MACOS)),))
    app.bridge.refresh()
    app.act(Action.SETTINGS)
    assert opened == []
    app.act(Action.SETTINGS)
    assert opened == [LocationSettings.MACOS.value]


def test_quit_ends_the_event_loop(make_app: MakeApp, qtbot: QtBot, qapp: QApplication, agent: FakeAgent) -> None:
    app = make_app()
    app.start(shows_window=False)
    from PySide6.QtCore import QTimer

    QTimer.singleShot(0, app, lambda: app.do(Command.QUIT))
    assert app.run() == 0
    assert agent.asked[-1] == ("stop",)


# --- what this app sends --------------------------------------------------------------------------------------------


def texts(dialog: SendsDialog) -> str:
    from PySide6.QtWidgets import QLabel

    return "\n".join(label.text() for label in dialog.findChildren(QLabel))


def open_dialog(app: TrayApp, qapp: QApplication) -> SendsDialog:
    app.do(Command.WHAT_IS_SENT)
    return next(item for item in qapp.topLevelWidgets() if isinstance(item, SendsDialog))


def test_what_is_sent_is_shown_exactly(make_app: MakeApp, agent: FakeAgent, qapp: QApplication, qtbot: QtBot) -> None:
    agent.record = record()
    app = make_app()
    dialog = open_dialog(app, qapp)
    qtbot.waitUntil(lambda: dialog.payload.toPlainText() == PAYLOAD)
    assert dialog.payload.isReadOnly()
    assert "Off. Records are kept on this computer and nothing is sent." in texts(dialog)
    assert "https://gate.zequenze.com/api/v1/device_app_connection_log/" in texts(dialog)
    app.do(Command.WHAT_IS_SENT)
    assert sum(isinstance(item, SendsDialog) for item in qapp.topLevelWidgets()) == 1
    dialog.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    app.do(Command.WHAT_IS_SENT)
    assert sum(isinstance(item, SendsDialog) for item in qapp.topLevelWidgets()) == 1


def test_sending_is_told_with_its_state(qtbot: QtBot, agent: FakeAgent, make_app: MakeApp) -> None:
    agent.settings = with_value(agent.settings, "upload.enabled", value=True)
    agent.state = FakeSnapshot(**WAITING)
    app = make_app()
    dialog = SendsDialog(app.bridge, app.theme)
    qtbot.addWidget(dialog)
    assert "On. The server is busy (503)." in texts(dialog)
    qtbot.waitUntil(lambda: dialog.payload.toPlainText().startswith("No record yet."))
    assert "none yet" in texts(dialog)
    agent.change(upload=UploadStatus(CircuitState.OFF, 0, "Off."))
    app.bridge.refresh()
    assert "Off. Records are kept on this computer and nothing is sent." in texts(dialog)


def test_each_field_is_told_with_its_value(
    make_app: MakeApp, agent: FakeAgent, qapp: QApplication, qtbot: QtBot
) -> None:
    agent.record = record()
    agent.settings = with_value(agent.settings, "privacy.bssid", "off")
    app = make_app()
    dialog = open_dialog(app, qapp)
    qtbot.waitUntil(lambda: dialog.payload.toPlainText() == PAYLOAD)
    rows = {
        item.text(): dialog.fields.item(row, 2)
        for row in range(dialog.fields.rowCount())
        if (item := dialog.fields.item(row, 0)) is not None
    }
    told = {name: item.text() for name, item in rows.items() if item is not None}
    assert told["network_name"] == "Cafe-5G"
    assert told["bssid"] == "left out by your choice"
    assert told["cellid"] == "left out: not measured"
    button = next(item for item in dialog.findChildren(QPushButton) if item.text() == "Change what is sent")
    button.click()
    assert app.window is not None
    assert app.window.view.name == "settings"


def test_a_database_that_hangs_holds_up_only_the_record(
    make_app: MakeApp, agent: FakeAgent, qapp: QApplication, qtbot: QtBot
) -> None:
    agent.record = record()
    agent.can_read.clear()
    app = make_app()
    dialog = open_dialog(app, qapp)  # comes back while the read hangs: only the line after the next lets it go on
    assert "is being read" in texts(dialog)
    agent.can_read.set()
    qtbot.waitUntil(lambda: dialog.payload.toPlainText() == PAYLOAD)
    assert "established at " in texts(dialog)


def test_a_record_that_cannot_be_read_is_not_told_as_none(
    make_app: MakeApp, agent: FakeAgent, qapp: QApplication, qtbot: QtBot
) -> None:
    agent.record = NetmonError("The database is in use.", "Try again in a moment.")
    dialog = open_dialog(make_app(), qapp)
    qtbot.waitUntil(lambda: dialog.payload.toPlainText() == "The database is in use. Try again in a moment.")
    assert "cannot be read at the moment" in texts(dialog)


def test_a_record_that_comes_after_its_dialog_was_closed_is_nobodys(
    make_app: MakeApp, agent: FakeAgent, qapp: QApplication, qtbot: QtBot
) -> None:
    agent.can_read.clear()
    app = make_app()
    open_dialog(app, qapp).close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    agent.can_read.set()
    qtbot.waitUntil(lambda: not any(thread.name == "netmon-errand" for thread in threading.enumerate()))
    qtbot.wait(1)


def test_the_newest_record_says_what_became_of_it() -> None:
    assert record_text(record(DeliveryState.SENT), NOW_UNIX_MS).endswith(", sent")
    assert record_text(record(DeliveryState.WITHHELD), NOW_UNIX_MS).endswith("kept here, not to be sent")
    assert record_text(record(), NOW_UNIX_MS).startswith("established at ")


def test_an_address_that_is_none_is_shown_with_the_reason() -> None:
    assert where_to("gate") == "gate (The server's address is not one.)"


# --- memory ---------------------------------------------------------------------------------------------------------

ASK_FOR_MODULES = """
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
sys.path[:0] = {paths!r}
from pathlib import Path
from support.fake_agent import FakeAgent, story
from netmon_tray.gui.app import TrayApp, make_application
from netmon_tray.gui.single_instance import SingleInstance
application = make_application()
instance = SingleInstance(Path({folder!r}))
instance.claim()
app = TrayApp(application, FakeAgent(None, *story()), Path({folder!r}))
app.start(shows_window=False)
application.processEvents()
print(*sorted(sys.modules))
app.stop()
instance.close()
"""


def test_the_tray_alone_loads_neither_window_nor_charts_nor_network(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    code = ASK_FOR_MODULES.format(paths=[str(root / "src"), str(root / "tests")], folder=str(tmp_path))
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    loaded = set(answer.stdout.split())
    assert "netmon_tray.gui.tray_icon" in loaded
    unwanted = {
        "PySide6.QtNetwork",
        "PySide6.QtSvg",
        "netmon_tray.cli",
        "netmon_tray.gui.chart",
        "netmon_tray.gui.sends_dialog",
        "netmon_tray.gui.timeline",
        "netmon_tray.gui.window",
        "_hashlib",
        "requests",
        "ssl",
    }
    assert loaded & unwanted == set()


# --- settings that change while it runs -----------------------------------------------------------------------------


def test_theme_and_units_are_followed_while_it_runs(make_app: MakeApp, agent: FakeAgent) -> None:
    app = make_app()
    window = app.open_window()
    settings = with_value(agent.settings, "ui.units", "bytes")
    agent.settings = with_value(settings, "ui.theme", "dark")
    app.bridge.refresh()
    assert shown_by(app)[1].endswith("MB/s")
    assert live_of(window).charts.traffic.scale().unit.text == "MB/s"
    assert app.theme.tokens.is_dark
    agent.settings = with_value(settings, "ui.theme", "system")
    app.bridge.refresh()
    assert not app.theme.tokens.is_dark


@pytest.mark.parametrize(
    ("desktops", "expected"), [("ubuntu:GNOME", True), ("KDE", False), ("", False), ("X-Cinnamon", True)]
)
def test_some_desktops_have_a_dark_panel_whatever_their_scheme(desktops: str, expected: bool) -> None:
    assert app_module._has_dark_panel(desktops) is expected


def test_the_first_window_comes_with_a_welcome_once(
    qapp: QApplication, agent: FakeAgent, tmp_path: Path, qtbot: QtBot
) -> None:
    def tray(_ask: Callable[[], MenuState], _parent: QObject) -> SystemTray | NullTray:
        return RecordingTray(has_host=True)

    app = TrayApp(qapp, agent, tmp_path, tray=tray, welcomes=True)
    app.open_window()
    qtbot.waitUntil(lambda: app._welcome is not None and app._welcome.isVisible())
    assert app._welcome is not None
    app._welcome.close()
    qtbot.waitUntil(lambda: app._welcome is None)
    app.stop()
    again = TrayApp(qapp, agent, tmp_path, tray=tray, welcomes=True)
    again.open_window()
    qtbot.wait(1)
    assert again._welcome is None
    again.stop()


# --- notifications and settings ---------------------------------------------------------------------------------------


def test_a_snooze_outlives_a_restart(make_app: MakeApp) -> None:
    app = make_app()
    app.do(Command.SNOOZE)
    assert app._menu_state().is_snoozed
    app.stop()
    again = make_app()
    assert again._menu_state().is_snoozed
    again.do(Command.UNSNOOZE)
    assert not again._menu_state().is_snoozed


def test_the_menu_leads_to_the_settings(make_app: MakeApp) -> None:
    app = make_app()
    app.do(Command.SETTINGS)
    assert app.window is not None
    assert app.window.view.name == "settings"


def test_the_language_is_followed_while_it_runs(make_app: MakeApp, agent: FakeAgent) -> None:
    app = make_app()
    window = app.open_window()
    window.go_to("settings", "general")
    agent.settings = with_value(agent.settings, "ui.language", "de")
    app.bridge.refresh()
    try:
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        titles = [button.text() for button in window.rail.findChildren(QToolButton)]
        assert {"Überblick", "Verlauf", "Einstellungen"} <= set(titles)
        assert window.view.name == "settings"
    finally:
        agent.settings = with_value(agent.settings, "ui.language", "en")
        app.bridge.refresh()
    assert "Overview" in [button.text() for button in window.rail.findChildren(QToolButton)]

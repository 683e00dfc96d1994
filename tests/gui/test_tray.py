"""Menu and icon of the tray as Qt has them, without a host."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from jeepney import Message
from PySide6.QtDBus import QDBusConnection
from PySide6.QtWidgets import QApplication, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from netmon_tray import units
from netmon_tray.gui import tray_words
from netmon_tray.gui.tray import Command, NullTray, SystemTray, TrayMenu, make_tray, plain
from netmon_tray.gui.tray_host import WATCHER, TrayHost
from netmon_tray.gui.tray_words import Badge, Face, Glyph, MenuState
from netmon_tray.model import Security
from support.bus import Answer, private_bus, scripted_service
from support.fake_agent import NOW_UNIX_MS, WAITING, FakeSnapshot, sample, wifi_link


class State:
    """What the menu is told, to be changed by the test."""

    def __init__(self) -> None:
        self.snapshot = FakeSnapshot()

    def menu(self) -> MenuState:
        return tray_words.menu_state(self.snapshot)


@pytest.fixture
def state() -> State:
    return State()


def entries(menu: TrayMenu) -> list[str]:
    shown = [action for action in menu.actions() if action.isVisible()]
    return ["-" if action.isSeparator() else action.text() for action in shown]


def test_the_menu_of_the_design(qtbot: QtBot, state: State) -> None:
    state.snapshot = FakeSnapshot(**WAITING)
    menu = TrayMenu(state.menu)
    assert entries(menu) == [
        "Cafe-5G · good signal · strong security",
        "-",
        "Open netmon",
        "Live",
        "Copy network details",
        "-",
        "3 records waiting \N{EN DASH} Send now",
        "Pause",
        "-",
        "Settings…",
        "What this app sends…",
        "-",
        "Quit",
    ]
    assert not menu.actions()[0].isEnabled()


def test_it_is_read_anew_when_it_opens(qtbot: QtBot, state: State) -> None:
    menu = TrayMenu(state.menu)
    assert "Open login page" not in entries(menu)
    insecure = sample(wifi_link(security=Security.OPEN), has_portal=True)
    state.snapshot = replace(state.snapshot, sample=insecure)
    menu.aboutToShow.emit()
    shown = entries(menu)
    assert shown.index("Open login page") < shown.index("Insecure network: what to do") < shown.index("Quit")
    assert shown[0] == "Cafe-5G · good signal · insecure"


def test_a_pause_offers_its_end(qtbot: QtBot, state: State) -> None:
    until = NOW_UNIX_MS + 900_000
    state.snapshot = FakeSnapshot(is_paused=True, pause_until_unix_ms=until)
    menu = TrayMenu(state.menu)
    assert f"Resumes {units.round_clock_text(until)}" in entries(menu)
    assert "Resume now" in entries(menu)
    assert "Pause" not in entries(menu)


def test_every_entry_asks_for_its_command(qtbot: QtBot, state: State) -> None:
    menu = TrayMenu(state.menu)
    asked: list[Command] = []
    menu.commanded.connect(asked.append)
    for action in [*menu.actions(), *menu._pause.actions()]:
        action.trigger()
    assert set(asked) == set(Command)
    assert len(asked) == len(Command)


def test_an_ampersand_in_a_name_is_no_shortcut(qtbot: QtBot, state: State) -> None:
    state.snapshot = FakeSnapshot(sample=sample(wifi_link(name="R&D")))
    assert entries(TrayMenu(state.menu))[0].startswith("R&&D · ")


def test_a_name_is_no_markup_in_a_tooltip() -> None:
    shown = plain("<b>x</b> &lt; y")
    assert "<b>" not in shown
    assert "&lt;" not in shown
    assert shown.replace("\N{WORD JOINER}", "") == "<b>x</b> &lt; y"
    assert plain("Cafe-5G · WiFi") == "Cafe-5G · WiFi"


# --- the icon -------------------------------------------------------------------------------------------------------


def icon_of(tray: SystemTray) -> QSystemTrayIcon:
    assert tray._icon is not None
    return tray._icon


def test_nothing_is_painted_where_nothing_changed(qtbot: QtBot, state: State) -> None:
    tray = SystemTray(state.menu)
    shown = Face(Glyph.WIFI, 3)
    tray.show(shown, "one", is_dark_panel=False)
    first = icon_of(tray).icon().cacheKey()
    tray.show(shown, "two", is_dark_panel=False)
    assert icon_of(tray).icon().cacheKey() == first
    assert icon_of(tray).toolTip() == "two"
    tray.show(replace(shown, badge=Badge.WAITING), "two", is_dark_panel=False)
    assert icon_of(tray).icon().cacheKey() != first
    tray.close()


def test_another_panel_is_another_icon(qtbot: QtBot, state: State) -> None:
    tray = SystemTray(state.menu)
    tray.show(Face(), "", is_dark_panel=False)
    first = icon_of(tray).icon().cacheKey()
    tray.show(Face(), "", is_dark_panel=True)
    assert icon_of(tray).icon().cacheKey() != first
    tray.close()


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        (QSystemTrayIcon.ActivationReason.Trigger, [Command.OPEN]),
        (QSystemTrayIcon.ActivationReason.DoubleClick, [Command.OPEN]),
        (QSystemTrayIcon.ActivationReason.Context, []),
        (QSystemTrayIcon.ActivationReason.MiddleClick, []),
    ],
)
def test_a_click_opens_the_window(
    qtbot: QtBot, state: State, reason: QSystemTrayIcon.ActivationReason, expected: list[Command]
) -> None:
    tray = SystemTray(state.menu)
    tray.show(Face(), "", is_dark_panel=False)
    asked: list[Command] = []
    tray.commanded.connect(asked.append)
    icon_of(tray).activated.emit(reason)
    assert asked == expected
    tray.close()


def test_where_the_platform_has_no_tray_nothing_is_missed(qapp: QApplication, state: State) -> None:
    tray = make_tray(state.menu)
    assert isinstance(tray, NullTray)
    tray.show(Face(), "x", is_dark_panel=False)
    assert not tray.has_host()
    tray.close()


# --- whether something shows it -------------------------------------------------------------------------------------


def test_a_tray_service_that_hangs_is_not_waited_for(qtbot: QtBot) -> None:
    may_answer = threading.Event()

    def answer_late(_: Message) -> Answer:
        assert may_answer.wait(30)
        return "v", (("b", True),)

    questions: list[bool] = []

    def ask() -> bool:
        questions.append(may_answer.is_set())
        return may_answer.is_set()

    with private_bus() as bus, scripted_service(bus, WATCHER, answer_late):
        host = TrayHost(QDBusConnection.connectToBus(bus.address, "late tray"), ask=ask)
        assert not host.is_there()  # asks the service, and leaves
        assert not host.is_known
        assert questions == []
        with qtbot.waitSignal(host.changed):
            may_answer.set()
        assert host.is_known
        assert questions == [True]
        assert host.is_there()
        QDBusConnection.disconnectFromBus("late tray")


def test_a_bus_without_a_tray_service_is_an_answer(qtbot: QtBot) -> None:
    answers = iter([False, True])
    with private_bus() as bus:
        host = TrayHost(QDBusConnection.connectToBus(bus.address, "no tray"), ask=lambda: next(answers))
        with qtbot.waitSignal(host.found_out):
            assert not host.is_there()
        with qtbot.waitSignal(host.changed):
            host.is_there()
        QDBusConnection.disconnectFromBus("no tray")


def test_no_icon_is_made_while_a_desktop_hangs(qtbot: QtBot, state: State, monkeypatch: pytest.MonkeyPatch) -> None:
    """Qt itself would wait for the service, 25 s each time, and the whole start with it."""
    may_answer = threading.Event()

    def answer_late(_: Message) -> Answer:
        assert may_answer.wait(30)
        return "v", (("b", True),)

    with private_bus() as bus, scripted_service(bus, WATCHER, answer_late):
        connection = QDBusConnection.connectToBus(bus.address, "hanging tray")
        monkeypatch.setattr("netmon_tray.gui.tray._session_bus", lambda: connection)
        monkeypatch.setattr("netmon_tray.gui.tray._is_registered", lambda: True)
        tray = SystemTray(state.menu)
        tray.show(Face(Glyph.WIFI, 3), "one", is_dark_panel=False)
        tray.show(Face(Glyph.WIFI, 3), "two", is_dark_panel=False)
        assert tray._icon is None
        may_answer.set()
        qtbot.waitUntil(lambda: tray._icon is not None)
        assert icon_of(tray).toolTip() == "two"
        tray.close()
        QDBusConnection.disconnectFromBus("hanging tray")

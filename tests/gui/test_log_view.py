"""Log and upload: the list over a real database, the record in full, and what a person decides."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from netmon_tray.gui.bridge import Bridge
from netmon_tray.gui.states import Action
from netmon_tray.gui.views.log import LogView
from netmon_tray.gui.views.log_export import ExportDialog
from netmon_tray.gui.views.log_model import EVENT, NETWORK, STATE
from netmon_tray.gui.window import MainWindow
from netmon_tray.model import CircuitState, DeliveryState, UploadStatus, WithheldReason
from netmon_tray.store.database import Database
from netmon_tray.store.outbox import Outbox
from support.fake_agent import FakeAgent
from support.samples import T0_UNIX_MS
from support.store_records import fill

OpenWindow = Callable[..., MainWindow]
NUMBER = 700
REFUSAL = 'HTTP 400: {"network_type": ["Unknown value."]}'
Opened = Callable[..., LogView]


class Log:
    """The database behind the window, changed by the test as an agent would."""

    def __init__(self, agent: FakeAgent, bridge: Bridge) -> None:
        self._agent, self._bridge = agent, bridge
        self.data_dir = agent.paths.data_dir
        with Database.open(self.data_dir) as database, database.transaction(durable=True):
            fill(database, NUMBER)
        with Database.open(self.data_dir) as database, database.transaction(durable=True):
            outbox = Outbox(database)
            for claimed in outbox.claim(T0_UNIX_MS, NUMBER - 3):
                if claimed.id == 690:
                    outbox.reject(claimed.id, 400, REFUSAL, "refused")
                else:
                    outbox.acknowledge(claimed.id, 201, T0_UNIX_MS)
        self.tell()

    def change(self, step: Callable[[Database], object]) -> None:
        """Change the database and let the window know as a tick does."""
        with Database.open(self.data_dir) as database:
            step(database)
        self.tell()

    def tell(self, state: CircuitState = CircuitState.CLOSED) -> None:
        with Database.open(self.data_dir) as database:
            queue = Outbox(database).counts()
        self._agent.change(queue=queue, upload=UploadStatus(state, 0, ""))
        self._bridge.refresh()

    def until(self, qtbot: QtBot, is_so: Callable[[], bool]) -> None:
        """Let ticks come until something is so: a list is not taken anew at each of them."""

        def ticked() -> bool:
            self._bridge.refresh()
            return is_so()

        qtbot.waitUntil(ticked)

    def state_of(self, record_id: int) -> str:
        with Database.open(self.data_dir) as database:
            ((state,),) = database.read("SELECT state FROM delivery WHERE record_id = ?", (record_id,))
        return str(state)


@pytest.fixture
def log(agent: FakeAgent, bridge: Bridge) -> Log:
    return Log(agent, bridge)


@pytest.fixture
def opened(open_window: OpenWindow, log: Log, qtbot: QtBot) -> Opened:
    def make(*size: int) -> LogView:
        view = open_window(*size).go_to("log")
        assert isinstance(view, LogView)
        qtbot.waitUntil(lambda: view.model.survey.total == NUMBER and is_read(view))
        return view

    return make


def is_read(view: LogView) -> bool:
    """Whether every row in view has been read."""
    table = view.table
    last = table.rowAt(table.viewport().height() - 1)
    rows = range(max(0, table.rowAt(0)), view.model.rowCount() if last < 0 else last + 1)
    return all(view.model.row_at(row) is not None for row in rows)


def shown(view: LogView, row: int) -> list[str]:
    return [str(view.model.index(row, column).data()) for column in (EVENT, NETWORK, STATE)]


def choose(view: LogView, row: int, qtbot: QtBot) -> None:
    found = view.model.row_at(row)
    assert found is not None
    view.table.selectRow(row)
    qtbot.waitUntil(lambda: view.detail.record is not None and view.detail.record.id == found.id)


def press(view: LogView, text: str) -> None:
    """Press a button by what it says."""
    (button,) = [each for each in view.findChildren(QPushButton) if each.text() == text and each.isVisible()]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def button_texts(view: LogView) -> list[str]:
    return [button.text() for button in view.states.buttons() if not button.isHidden()]


# --- the list -------------------------------------------------------------------------------------------------------


def test_the_newest_stand_first_with_their_state_in_words(opened: Opened) -> None:
    view = opened()
    assert shown(view, 0) == ["Maintained", "Cafe", "Waiting"]
    assert shown(view, 10) == ["Maintained", "Cafe", "Rejected"]
    assert button_texts(view) == ["All 700", "Waiting 3", "Sent 696", "Rejected 1"]


def test_only_what_is_in_view_is_read(opened: Opened, qtbot: QtBot) -> None:
    view = opened()
    assert view.model.row_at(NUMBER - 1) is None
    view.table.scrollToBottom()
    qtbot.waitUntil(lambda: view.model.row_at(NUMBER - 1) is not None)
    found = view.model.row_at(NUMBER - 1)
    assert found is not None
    assert found.id == 1


def test_the_last_filter_chosen_is_the_one_that_is_listed(opened: Opened, qtbot: QtBot) -> None:
    view = opened()
    for name in ("sent", "all", "waiting", "sent", "rejected"):
        view.go_to(name)
    qtbot.waitUntil(lambda: view.model.survey.total == 1 and is_read(view))
    view.go_to("sent")
    qtbot.waitUntil(lambda: view.model.survey.total == NUMBER - 4)


@pytest.mark.parametrize(
    ("name", "expected"), [("waiting", [700, 699, 698]), ("rejected", [690]), ("sent", [697, 696, 695])]
)
def test_a_filter_by_its_name(opened: Opened, qtbot: QtBot, name: str, expected: list[int]) -> None:
    view = opened()
    view.go_to(name)
    qtbot.waitUntil(lambda: view.model.survey.which.states != () and view.model.row_at(0) is not None)
    found = [view.model.row_at(row) for row in range(min(3, view.model.rowCount()))]
    assert [row.id for row in found if row is not None] == expected
    (chosen,) = [button.property("choice") for button in view.states.buttons() if button.isChecked()]
    assert chosen == name


def test_text_is_found_after_typing(opened: Opened, qtbot: QtBot) -> None:
    view = opened()
    QTest.keyClicks(view.search, "nowhere")
    qtbot.waitUntil(lambda: view.model.survey.total == 0 and view.model.survey.which.text == "nowhere")
    card = view._empty.card
    assert card is not None
    assert card.title == "No record has this text"
    assert view._empty.isVisible()
    view.search.selectAll()
    QTest.keyClicks(view.search, "wpa2")
    qtbot.waitUntil(lambda: view.model.survey.total == NUMBER)
    assert view.table.isVisible()


def test_a_record_is_found_by_its_id(opened: Opened, qtbot: QtBot) -> None:
    view = opened()
    view.go_to(5)
    qtbot.waitUntil(lambda: view.detail.record is not None and view.table.currentIndex().row() == NUMBER - 5)
    assert view.detail.record is not None
    assert view.detail.record.id == 5
    top, bottom = view.table.rowAt(0), view.table.rowAt(view.table.viewport().height() - 1)
    assert bottom == -1 or top <= NUMBER - 5 <= bottom


# --- it holds its place ---------------------------------------------------------------------------------------------


def test_new_records_push_nothing_that_is_read(opened: Opened, log: Log, qtbot: QtBot) -> None:
    view = opened()
    view.table.scrollTo(view.model.index(300, 0), view.table.ScrollHint.PositionAtTop)
    qtbot.waitUntil(lambda: is_read(view))
    choose(view, 305, qtbot)
    top = view.model.row_at(view.table.rowAt(0))
    assert top is not None
    log.change(lambda database: fill(database, 4))
    log.until(qtbot, lambda: view.model.survey.total == NUMBER + 4)
    again = view.model.row_at(view.table.rowAt(0))
    assert again is not None
    assert again.id == top.id
    assert view.table.currentIndex().row() == 309
    assert view.detail.record is not None
    assert view.detail.record.id == NUMBER - 305


def test_at_the_start_new_records_come_into_view(opened: Opened, log: Log, qtbot: QtBot) -> None:
    view = opened()
    log.change(lambda database: fill(database, 2))
    log.until(qtbot, lambda: view.model.survey.total == NUMBER + 2)
    assert view.table.rowAt(0) == 0
    first = view.model.row_at(0)
    assert first is not None
    assert first.id == NUMBER + 2


def test_a_state_that_changes_is_read_anew(opened: Opened, log: Log, qtbot: QtBot) -> None:
    view = opened()
    choose(view, 2, qtbot)

    def send(database: Database) -> None:
        outbox = Outbox(database)
        outbox.acknowledge(outbox.claim(T0_UNIX_MS, 1)[0].id, 201, T0_UNIX_MS)

    log.change(send)
    qtbot.waitUntil(lambda: shown(view, 2)[2] == "Sent")
    qtbot.waitUntil(lambda: view.detail.record is not None and view.detail.record.delivery.sent_at_unix_ms is not None)


def test_what_leaves_the_list_stays_in_the_detail(opened: Opened, log: Log, qtbot: QtBot) -> None:
    view = opened()
    view.go_to("rejected")
    qtbot.waitUntil(lambda: view.model.survey.total == 1 and is_read(view))
    choose(view, 0, qtbot)
    log.change(lambda database: Outbox(database).retry([690]))
    log.until(qtbot, lambda: view.model.survey.total == 0)
    qtbot.waitUntil(lambda: view.detail.record is not None and view.detail.record.delivery.state is DeliveryState.READY)


# --- a record in full -----------------------------------------------------------------------------------------------


def test_the_field_that_the_server_named_is_marked(opened: Opened, qtbot: QtBot) -> None:
    view = opened()
    choose(view, 10, qtbot)
    assert view.detail._title.text() == "Rejected by the server"
    assert view.detail._payload.box.marked() == ['"network_type": "wi",']
    assert view.detail._reply.caption.text().endswith("400 Bad Request, about network_type")
    press_copy = view.detail._payload.copy
    QTest.mouseClick(press_copy, Qt.MouseButton.LeftButton)
    record = view.detail.record
    assert record is not None
    assert QGuiApplication.clipboard().text() == record.payload
    choose(view, 0, qtbot)
    assert view.detail._payload.box.marked() == []
    assert view.detail._reply.isHidden()


def test_only_what_can_be_decided_is_offered(opened: Opened, qtbot: QtBot) -> None:
    view = opened()
    for row, offered in ((0, (False, True)), (10, (True, True)), (20, (False, False))):
        choose(view, row, qtbot)
        assert (not view.detail.again.isHidden(), not view.detail.give_up.isHidden()) == offered, row


# --- what a person decides ------------------------------------------------------------------------------------------


def test_a_refused_record_is_sent_again(opened: Opened, log: Log, qtbot: QtBot) -> None:
    view = opened()
    choose(view, 10, qtbot)
    press(view, "Retry")
    qtbot.waitUntil(lambda: view.detail.said() == "1 record waits to be sent.")
    assert log.state_of(690) == "pending"


def test_a_kept_record_is_sent_after_all(opened: Opened, log: Log, qtbot: QtBot) -> None:
    view = opened()
    log.change(lambda database: Outbox(database).withhold_pending(WithheldReason.KEPT_LOCAL))
    log.until(qtbot, lambda: shown(view, 0)[2] == "Withheld")
    assert button_texts(view)[-1] == "Withheld 3"
    choose(view, 0, qtbot)
    press(view, "Send after all")
    qtbot.waitUntil(lambda: view.detail.said() == "1 record waits to be sent.")
    assert log.state_of(700) == "pending"


@pytest.mark.parametrize(("answer", "expected"), [("Delete", "dropped"), ("Cancel", "rejected")])
def test_giving_up_is_asked_for_first(opened: Opened, log: Log, qtbot: QtBot, answer: str, expected: str) -> None:
    view = opened()
    choose(view, 10, qtbot)
    press(view, "Delete…")
    box = view._dialog
    assert isinstance(box, QMessageBox)
    qtbot.waitUntil(box.isVisible)
    (button,) = [each for each in box.buttons() if each.text().replace("&", "") == answer]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    if expected == "dropped":
        qtbot.waitUntil(lambda: view.detail.said() == "1 record is given up.")
    assert log.state_of(690) == expected


def test_several_records_at_once(opened: Opened, log: Log, qtbot: QtBot) -> None:
    view = opened()
    choose(view, 9, qtbot)
    QTest.keyClick(view.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(view.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: view.detail.again.text() == "Retry 3")
    press(view, "Retry 3")
    qtbot.waitUntil(lambda: view.detail.said() == "1 record waits to be sent.")
    assert log.state_of(690) == "pending"
    press(view, "Delete 3…")
    box = view._dialog
    assert isinstance(box, QMessageBox)
    assert box.text() == "Give up sending these 3 records?"
    box.close()


def choose_two(view: LogView, row: int, qtbot: QtBot) -> list[int]:
    choose(view, row, qtbot)
    QTest.keyClick(view.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    chosen = view.table.chosen_ids()
    assert len(chosen) == 2
    return chosen


def test_chosen_rows_stay_chosen_when_the_list_is_taken_anew(opened: Opened, log: Log, qtbot: QtBot) -> None:
    view = opened()
    chosen = choose_two(view, 9, qtbot)
    log.change(lambda database: fill(database, 3))
    log.until(qtbot, lambda: view.model.survey.total == NUMBER + 3)
    assert view.table.chosen_ids() == chosen
    assert view.detail.again.text() == "Retry 2"


def test_chosen_rows_of_a_short_list_stay_chosen_too(opened: Opened, qtbot: QtBot) -> None:
    view = opened()
    view.go_to("waiting")
    qtbot.waitUntil(lambda: view.model.survey.total == 3)
    chosen = choose_two(view, 1, qtbot)
    view.set_seen(is_seen=False)
    with qtbot.waitSignal(view.model.surveyed):
        view.set_seen(is_seen=True)
    assert view.table.chosen_ids() == chosen


def test_chosen_rows_are_copied_as_text(opened: Opened, qtbot: QtBot) -> None:
    view = opened()
    choose(view, 9, qtbot)
    QTest.keyClick(view.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(view.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert [line.split("\t")[1:] for line in lines] == [
        ["Maintained", "Cafe", "Sent"],
        ["Maintained", "Cafe", "Rejected"],
    ]


def test_a_choice_that_cannot_be_noted_is_said_beside_it(
    opened: Opened, agent: FakeAgent, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from netmon_tray.store.errors import StoreError

    def refuse(*_: object) -> None:
        raise StoreError("full", "The disk is full.", "")

    view = opened()
    choose(view, 10, qtbot)
    monkeypatch.setattr(agent, "note", refuse)
    press(view, "Retry")
    qtbot.waitUntil(lambda: view.detail.said() == "That could not be noted: The disk is full.")


def test_send_now_is_told_as_it_goes(opened: Opened, log: Log, agent: FakeAgent) -> None:
    view = opened()
    press(view, "Send now")
    assert ("send_now",) in agent.asked
    stands = view.strip.told()
    assert stands is not None
    assert stands.title == "Sending 1 of 3"
    assert not view.strip.button.isEnabled()

    def send(database: Database) -> None:
        outbox = Outbox(database)
        for claimed in outbox.claim(T0_UNIX_MS, 3):
            outbox.acknowledge(claimed.id, 201, T0_UNIX_MS)

    log.change(send)
    stands = view.strip.told()
    assert stands is not None
    assert stands.title == "Records are sent as they are made. None waits."


@pytest.mark.parametrize(
    ("state", "text", "expected"),
    [
        (CircuitState.AUTH, "Enter a new token", ("opened", "settings")),
        (CircuitState.OFF, "Set up sending", ("opened", "settings")),
        (CircuitState.PAUSED, "Resume now", ("acted", Action.RESUME)),
        (CircuitState.INTERCEPTED, "Open login page", ("acted", Action.LOGIN)),
    ],
)
def test_the_button_leads_to_what_helps(
    opened: Opened, log: Log, state: CircuitState, text: str, expected: tuple[str, object]
) -> None:
    view = opened()
    told: list[tuple[str, object]] = []
    view.opened.disconnect()
    view.acted.disconnect()
    view.opened.connect(lambda name, _argument: told.append(("opened", name)))
    view.acted.connect(lambda action: told.append(("acted", action)))
    log.tell(state)
    press(view, text)
    assert told == [expected]


# --- export ---------------------------------------------------------------------------------------------------------


def export_to(view: LogView, file: Path, qtbot: QtBot) -> None:
    press(view, "Export…")
    dialog = view._dialog
    assert isinstance(dialog, ExportDialog)
    dialog.fileSelected.emit(str(file))
    dialog.close()
    qtbot.waitUntil(lambda: bool(view.detail.said()) and not view.detail.said().startswith("Writing"))


def test_what_is_listed_is_exported(opened: Opened, tmp_path: Path, qtbot: QtBot) -> None:
    view = opened()
    view.go_to("waiting")
    qtbot.waitUntil(lambda: view.model.survey.total == 3)
    export_to(view, tmp_path / "log.json", qtbot)
    assert view.detail.said() == f"3 records written to {tmp_path / 'log.json'}."
    assert [each["id"] for each in json.loads((tmp_path / "log.json").read_text())] == [698, 699, 700]


def test_a_long_export_says_how_far_it_has_come(
    opened: Opened, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("netmon_tray.gui.views.log_export.TOLD_EVERY_S", 0.0)
    view = opened()
    told: list[str] = []
    monkeypatch.setattr(view.detail, "say", lambda text, tone="": told.append(str(text)))
    view._write(tmp_path / "log.csv")
    qtbot.waitUntil(lambda: told[-1].startswith(f"{NUMBER} records written"))
    assert "Writing 5 of 700." in told


def test_a_place_that_cannot_be_written_is_said_beside(opened: Opened, tmp_path: Path, qtbot: QtBot) -> None:
    view = opened()
    export_to(view, tmp_path / "nowhere" / "log.csv", qtbot)
    assert "nowhere/log.csv cannot be written: No such file or directory." in view.detail.said()
    export_to(view, tmp_path / "log.txt", qtbot)
    assert view.detail.said() == "log.txt: the name must end in .csv, .json, .ndjson."


def test_the_form_gives_the_suffix(opened: Opened) -> None:
    dialog = ExportDialog(opened())
    assert dialog.defaultSuffix() == "csv"
    dialog.filterSelected.emit(dialog.nameFilters()[2])
    assert dialog.defaultSuffix() == "ndjson"
    dialog.close()


# --- states and sizes -----------------------------------------------------------------------------------------------


def test_an_empty_log_says_so(open_window: OpenWindow, qtbot: QtBot) -> None:
    view = open_window().go_to("log")
    assert isinstance(view, LogView)
    qtbot.waitUntil(lambda: view._empty.isVisible() and view._empty.card is not None)
    assert view._empty.card is not None
    assert view._empty.card.title == "No record yet"
    assert not view.detail.export.isEnabled()


def test_a_database_that_cannot_be_read_is_said_in_its_place(
    open_window: OpenWindow, agent: FakeAgent, bridge: Bridge, qtbot: QtBot
) -> None:
    agent.paths.data_dir.mkdir()
    (agent.paths.data_dir / "netmon.db").write_bytes(b"no database " * 1000)
    view = open_window().go_to("log")
    assert isinstance(view, LogView)
    qtbot.waitUntil(lambda: view._empty.card is not None and view._empty.card.code == "log_unreadable")
    (agent.paths.data_dir / "netmon.db").unlink()
    agent.change(queue=replace(agent.state.queue, sent=1))

    def is_mended() -> bool:
        bridge.refresh()
        return view._empty.card is not None and view._empty.card.code == "no_records"

    qtbot.waitUntil(is_mended)


def test_narrow_windows_have_the_detail_below(opened: Opened) -> None:
    view = opened(720, 520)
    assert view._split.orientation() == Qt.Orientation.Vertical
    view.window().resize(1400, 800)
    QTest.qWait(1)
    assert view._split.orientation() == Qt.Orientation.Horizontal
    assert not view.table.isColumnHidden(NETWORK)
    assert view.detail.width() <= 600


def test_the_keyboard_reaches_everything(opened: Opened, qtbot: QtBot) -> None:
    view = opened()
    choose(view, 10, qtbot)
    view.strip.button.setFocus()
    reached = []
    for _ in range(12):
        reached.append(QGuiApplication.focusObject())
        QTest.keyClick(view.window(), Qt.Key.Key_Tab)
    wanted = [view.dates, view.search, view.table, view.detail._payload.box, view.detail.again, view.detail.export]
    assert [each for each in wanted if each not in reached] == []
    view.table.setFocus()
    QTest.keyClick(view.table, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: view.detail.record is not None and view.detail.record.id == 689)


def test_everything_has_a_name(opened: Opened, qtbot: QtBot) -> None:
    view = opened()
    choose(view, 10, qtbot)
    for part in (view.dates, view.search, view.table, view.states, view.detail._payload.box, view.strip):
        assert part.accessibleName(), part

"""Log and upload: what was recorded and what became of each record, down to the exact JSON."""

from __future__ import annotations

import time
from pathlib import Path

import shiboken6
from PySide6.QtCore import QByteArray, QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QMessageBox,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from netmon_tray import choices
from netmon_tray.choices import Choice, Chosen
from netmon_tray.gui.bridge import Bridge
from netmon_tray.gui.flow import FlowLayout
from netmon_tray.gui.range_buttons import CONTROL_PX, RangeButtons
from netmon_tray.gui.state_view import StateCardView
from netmon_tray.gui.states import Action, StateCard
from netmon_tray.gui.theme import Theme
from netmon_tray.gui.translation import tr, tr_count, translated
from netmon_tray.gui.upload_words import Remedy
from netmon_tray.gui.views.log_detail import LogDetail
from netmon_tray.gui.views.log_export import ExportDialog, export
from netmon_tray.gui.views.log_filter import DATES, STATES, filter_texts, which
from netmon_tray.gui.views.log_model import LogModel
from netmon_tray.gui.views.log_row import LogRow
from netmon_tray.gui.views.log_strip import StatusStrip
from netmon_tray.gui.views.log_table import LogTable
from netmon_tray.gui.views.view import View
from netmon_tray.model import CircuitState, LoggedRecord, NetmonError
from netmon_tray.snapshot import Snapshot
from netmon_tray.storage import Stores
from netmon_tray.words import count, joined, say

_TABLE_PX = 352
_TABLE_HEIGHT_PX = 220
_DETAIL_PX = 560
"""Beyond this width only the table grows."""
_NARROW_PX = 700
"""Below this width the detail stands below the table."""
_TYPING_MS = 300
"""After the last letter typed the search begins."""


class _Split(QSplitter):
    """Table and detail; until somebody moves the handle the table grows alone beyond what the detail needs.

    Attributes:
        is_by_hand: Whether somebody has chosen the sizes.
    """

    def __init__(self) -> None:
        super().__init__()
        self.is_by_hand = False
        self.setChildrenCollapsible(False)
        self.setHandleWidth(16)
        self.splitterMoved.connect(self._on_moved)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Share the room."""
        super().resizeEvent(event)
        if self.is_by_hand:
            return
        if self.orientation() == Qt.Orientation.Vertical:
            self.setSizes([1, 1])
            return
        room = self.width() - self.handleWidth()
        table = max(_TABLE_PX, room - _DETAIL_PX)
        self.setSizes([table, room - table])

    def _on_moved(self) -> None:
        self.is_by_hand = True


class LogView(View):
    """Status strip, filters, table and detail. ``go_to`` takes a filter's name ("waiting", ...) or a record's id."""

    name = "log"
    _written = Signal(int, int)
    is_live = True  # so that "Sending 2 of 3" is told as it goes

    def __init__(self, bridge: Bridge, theme: Theme, memory: QSettings) -> None:
        super().__init__(bridge, theme, memory)
        self.strip = StatusStrip(theme)
        self.states = RangeButtons(
            theme, {name: choice.title for name, choice in STATES.items()}, "all", say("Which records")
        )
        self.dates, self.search = QComboBox(), QLineEdit()
        self.model = LogModel(bridge)
        self.table = LogTable(self.model, theme)
        self.detail = LogDetail(theme)
        self._empty = StateCardView(theme, is_banner=False)
        self._state = "all"
        self._chosen_id: int | None = None
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._dialog: QWidget | None = None
        self._is_seen = self._is_writing = False
        self._build()
        self._connect()

    # --- what it shows ------------------------------------------------------------------------------------------------

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Take over how sending stands and how many records there are; read anew what changed."""
        self.strip.show_snapshot(snapshot)
        for name, text in filter_texts(snapshot.queue, is_uploading=_is_uploading(snapshot)).items():
            self.states.set_text(name, text or (STATES[name].title if name == self._state else ""))
        before = self.model.counts
        self.model.heed(snapshot.queue, self.table.held(), is_uploading=_is_uploading(snapshot))
        if before is not None and before != snapshot.queue:
            self._read_chosen()

    def set_seen(self, *, is_seen: bool) -> None:
        """Read the list when someone looks."""
        if is_seen and not self._is_seen:
            self._list()
        self._is_seen = is_seen

    def go_to(self, argument: object) -> None:
        """Show the records of a filter, or one record."""
        if isinstance(argument, str) and argument in STATES:
            self.states.choose(argument)
            self._set_state(argument)
        elif isinstance(argument, int):
            self.states.choose("all")
            self._state = "all"
            self.dates.setCurrentIndex(0)
            self.search.clear()
            self._read(argument, is_wanted=True)

    def first_focus(self) -> QWidget:
        """The table."""
        return self.table

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The detail beside the table, or below it."""
        super().resizeEvent(event)
        enlarged = max(1.0, self.fontMetrics().height() / 18)
        is_narrow = self.width() < _NARROW_PX * enlarged
        self._split.setOrientation(Qt.Orientation.Vertical if is_narrow else Qt.Orientation.Horizontal)

    # --- the list -----------------------------------------------------------------------------------------------------

    def _set_state(self, name: str) -> None:
        self._state = name
        self._list()

    def _list(self) -> None:
        dates = DATES[max(0, self.dates.currentIndex())]
        self.model.show(
            which(self._state, dates, self.search.text().strip(), time.time_ns() // 1_000_000), self.table.held()
        )

    def _on_surveyed(self) -> None:
        total = self.model.survey.total
        self._stack.setCurrentIndex(0 if total else 1)
        self._empty.show_card(_empty_card(is_all=self.model.survey.which.is_all, is_searching=bool(self.search.text())))
        if self.detail.record is None:
            self.detail.show_none(is_empty=not total)

    def _on_failed(self, error: NetmonError | None) -> None:
        self._stack.setCurrentIndex(1 if error or not self.model.survey.total else 0)
        if error is not None:
            self._empty.show_card(_failed_card(error))

    # --- the chosen record --------------------------------------------------------------------------------------------

    def _on_chosen(self, row: LogRow) -> None:
        self.detail.say("")
        self._read(row.id)

    def _read_chosen(self) -> None:
        if self._chosen_id is not None:
            self._read(self._chosen_id)

    def _read(self, record_id: int, *, is_wanted: bool = False) -> None:
        """Have a record read; ``is_wanted``: its row is to be chosen too."""
        self._chosen_id = record_id

        def question(stores: Stores) -> LoggedRecord | None:
            return stores.log.get(record_id)

        def on_answer(found: LoggedRecord | NetmonError | None) -> None:
            if isinstance(found, LoggedRecord):
                self._show(found)
                if is_wanted:
                    self.table.want(found)
                    self._list()

        self.bridge.reader.ask(self, question, on_answer, key="record")

    def _show(self, record: LoggedRecord) -> None:
        if record.id == self._chosen_id:
            number = max(1, len(self.table.selectionModel().selectedRows()))
            self.detail.show_record(record, is_uploading=_is_uploading(self.bridge.snapshot), number=number)

    def _on_selection(self) -> None:
        if self.detail.record is not None:
            self._show(self.detail.record)

    # --- what a person decides ----------------------------------------------------------------------------------------

    def _remedy(self, remedy: Remedy) -> None:
        if remedy is Remedy.SEND:
            self.bridge.send_now()
            self.strip.begin(self.bridge.snapshot)
        elif remedy in (Remedy.RESUME, Remedy.LOGIN):
            self.acted.emit(Action.RESUME if remedy is Remedy.RESUME else Action.LOGIN)
        else:
            self.opened.emit("settings", "upload")

    def _send_again(self) -> None:
        self._choose(choices.send_again)

    def _give_up(self) -> None:
        number = len(self._ids())
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setText(tr_count(number, "Give up sending this record?", "Give up sending these {n} records?"))
        box.setInformativeText(
            tr_count(
                number,
                "It is never sent, and this cannot be undone. It stays in the log until its time is over.",
                "They are never sent, and this cannot be undone. They stay in the log until their time is over.",
            )
        )
        delete = box.addButton(tr("Delete"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.buttonClicked.connect(lambda button: self._choose(choices.give_up) if button is delete else None)
        self._open(box)

    def _choose(self, choice: Choice) -> None:
        self.detail.say("")
        ids, agent = self._ids(), self.bridge.agent
        self.bridge.errand(
            self,
            lambda: [agent.note(lambda stores: choice(stores, ids))],
            lambda done: self._on_done(done, is_given_up=choice is choices.give_up),
        )

    def _on_done(self, done: Chosen | NetmonError, *, is_given_up: bool) -> None:
        if isinstance(done, NetmonError):
            self.detail.say(say("That could not be noted: {error}", error=str(done)), "err")
            return
        if is_given_up:
            told = count(done.changed, "{n} record is given up.", "{n} records are given up.")
        else:
            told = count(done.changed, "{n} record waits to be sent.", "{n} records wait to be sent.")
        kept = count(len(done.kept), "{n} cannot be sent.", "{n} cannot be sent.") if done.kept else ""
        self.detail.say(joined((told, kept)))
        self.model.refresh()
        self._read_chosen()

    def _ids(self) -> list[int]:
        """What is chosen; the record that is shown, also where the list does not hold it any longer."""
        ids = self.table.chosen_ids()
        return ids if len(ids) > 1 or self._chosen_id is None else [self._chosen_id]

    # --- export -------------------------------------------------------------------------------------------------------

    def _export(self) -> None:
        dialog = ExportDialog(self)
        dialog.fileSelected.connect(lambda place: self._write(Path(place)))
        self._open(dialog)

    def _write(self, file: Path) -> None:
        listed, total = self.model.survey.which, self.model.survey.total
        self.detail.say(count(total, "Writing {n} record.", "Writing {n} records."))
        data_dir = self.bridge.agent.paths.data_dir
        self._is_writing = True

        def tell(number: int) -> None:
            if shiboken6.isValid(self):
                self._written.emit(number, max(number, total))

        self.bridge.errand(
            self, lambda: [export(data_dir, listed, file, tell)], lambda done: self._on_written(done, file)
        )

    def _on_progress(self, number: int, total: int) -> None:
        if self._is_writing:  # the last of them may come after the end
            self.detail.say(say("Writing {done} of {total}.", done=number, total=total))

    def _on_written(self, done: int | NetmonError, file: Path) -> None:
        self._is_writing = False
        if isinstance(done, NetmonError):
            self.detail.say(str(done), "err")
        else:
            told = count(done, "{n} record written to {file}.", "{n} records written to {file}.", file=str(file))
            self.detail.say(told)

    # --- within -------------------------------------------------------------------------------------------------------

    def _open(self, dialog: QMessageBox | ExportDialog) -> None:
        """Without waiting for it: everything goes on meanwhile."""
        self._dialog = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _build(self) -> None:
        self.dates.addItems([translated(entry.title) for entry in DATES])
        self.dates.setAccessibleName(tr("Dates"))
        self.search.setPlaceholderText(tr("Find in records"))
        self.search.setAccessibleName(tr("Find in records"))
        self.search.setClearButtonEnabled(True)
        for control in (self.dates, self.search):
            control.setMinimumHeight(CONTROL_PX)
        self._stack = QStackedWidget()
        self._stack.setMinimumHeight(_TABLE_HEIGHT_PX)
        self._stack.addWidget(self.table)
        place = QWidget()
        middle = QHBoxLayout(place)
        middle.addWidget(self._empty, 0, Qt.AlignmentFlag.AlignCenter)
        self._stack.addWidget(place)
        self._split = _Split()
        self._split.addWidget(self._stack)
        self._split.addWidget(self.detail)
        remembered = self.memory.value("log/split")
        self._split.is_by_hand = isinstance(remembered, QByteArray) and self._split.restoreState(remembered)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(16)
        column.addWidget(self.strip)
        column.addLayout(self._filters())
        column.addWidget(self._split, 1)

    def _filters(self) -> FlowLayout:
        row = FlowLayout(spacing_px=8, pushed_from=1)
        row.addWidget(self.states)
        row.addWidget(self.dates)
        row.addWidget(self.search)
        return row

    def _connect(self) -> None:
        self.strip.chosen.connect(self._remedy)
        self.states.chosen.connect(self._set_state)
        self.dates.activated.connect(self._list)
        self.search.textEdited.connect(lambda _: self._typing.start())
        self._typing.timeout.connect(self._list)
        self.model.surveyed.connect(self._on_surveyed)
        self.model.failed.connect(self._on_failed)
        self.table.chosen.connect(self._on_chosen)
        self.table.selectionModel().selectionChanged.connect(self._on_selection)
        self.detail.again_chosen.connect(self._send_again)
        self.detail.given_up.connect(self._give_up)
        self.detail.export_chosen.connect(self._export)
        self._written.connect(self._on_progress)
        self._empty.acted.connect(self.acted)
        self._split.splitterMoved.connect(lambda: self.memory.setValue("log/split", self._split.saveState()))


def _is_uploading(snapshot: Snapshot) -> bool:
    return snapshot.upload.state is not CircuitState.OFF


def _empty_card(*, is_all: bool, is_searching: bool) -> StateCard:
    if is_all:
        title, text = say("No record yet"), say("The first one is made as soon as a connection is seen.")
    elif is_searching:
        title, text = say("No record has this text"), say("Names, addresses and values of records are searched.")
    else:
        title, text = say("No such record"), say("Choose other states or dates above.")
    return StateCard("no_records", "nothing", "ink2", say("Nothing to show"), title, text)


def _failed_card(error: NetmonError) -> StateCard:
    text = joined((error.title, error.advice, say("It is tried again by itself.")))
    return StateCard("log_unreadable", "disk", "err", say("Stopped"), say("The log cannot be read"), text)

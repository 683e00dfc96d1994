"""One record in full beside the table: its fate, the exact JSON, the server's reply, and what a person can do."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QTextCharFormat, QTextCursor, QTextFormat
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLayout,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from netmon_tray import choices
from netmon_tray.gui.flow import FlowLayout
from netmon_tray.gui.labels import Glyph, LinkButton, Text
from netmon_tray.gui.range_buttons import CONTROL_PX
from netmon_tray.gui.state_view import CardFrame
from netmon_tray.gui.theme import Role, Theme
from netmon_tray.gui.translation import tr, tr_count, translated
from netmon_tray.gui.views import log_told
from netmon_tray.gui.views.log_row import delivery_mark
from netmon_tray.model import DeliveryState, LoggedRecord
from netmon_tray.words import say

_LINES = (3, 14)
"""Fewest and most lines of JSON that are shown without scrolling."""


class JsonBox(QPlainTextEdit):
    """JSON to read and to select, as high as it is long; the lines of fields that a server named are marked."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._fields: tuple[str, ...] = ()
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._restyle()
        theme.changed.connect(self._restyle)

    def show_text(self, text: str, fields: tuple[str, ...] = ()) -> None:
        """Show text and mark these fields in it; the place that is read stays where it is the same."""
        self._fields = fields
        if text != self.toPlainText():
            self.setPlainText(text)
        self._mark()

    def marked(self) -> list[str]:
        """The lines that are marked."""
        return [selection.cursor.block().text().strip() for selection in self.extraSelections()]

    def _restyle(self) -> None:
        self.setFont(self._theme.fixed_font())
        palette = self._theme.palette()
        palette.setColor(palette.ColorRole.Base, self._theme.colour("window"))
        self.setPalette(palette)
        self._fit()
        self._mark()

    def _fit(self) -> None:
        lines = min(max(round(self.document().size().height()), _LINES[0]), _LINES[1])
        margins = 2 * (self.frameWidth() + round(self.document().documentMargin()))
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + margins + 4)

    def _mark(self) -> None:
        found = []
        for field in self._fields:
            cursor = self.document().find(f'"{field}":')
            if not cursor.isNull():
                found.append(self._selection(cursor))
        self.setExtraSelections(found)

    def _selection(self, cursor: QTextCursor) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        form = QTextCharFormat()
        form.setBackground(QColor(self._theme.colour("errsoft")))
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)  # not by colour alone
        form.setUnderlineColor(self._theme.colour("err"))
        form.setProperty(QTextFormat.Property.FullWidthSelection, True)
        selection.cursor, selection.format = cursor, form
        return selection


class _Captioned(QWidget):
    """A caption with "Copy" at its end, above a box of JSON."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.caption = Text(theme, Role.BODY, "ink2")
        self.caption.setWordWrap(True)
        self.box = JsonBox(theme)
        self.copy = LinkButton(theme, say("Copy"))
        top = QHBoxLayout()
        top.addWidget(self.caption, 1)
        top.addWidget(self.copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self.box)

    def show_text(self, caption: str, text: str, fields: tuple[str, ...] = ()) -> None:
        """Show a text under its caption."""
        self.caption.set_text(caption)
        self.box.setAccessibleName(translated(caption))
        self.copy.setAccessibleName(tr("Copy: {what}", what=caption))
        self.box.show_text(text, fields)


class LogDetail(CardFrame):
    """The chosen record.

    Attributes:
        record: What is shown; None where none is chosen.

    Signals:
        again_chosen: The chosen records are to be sent again.
        given_up: The chosen records are to be given up.
        export_chosen: The list is to be written into a file.
    """

    again_chosen = Signal()
    given_up = Signal()
    export_chosen = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.record: LoggedRecord | None = None
        self._glyph = Glyph(theme, "nothing", "ink2")
        self._title = Text(theme, Role.LEAD)
        self._text = Text(theme, Role.BODY, "ink2")
        self._payload, self._reply = _Captioned(theme), _Captioned(theme)
        self.again, self.give_up = QPushButton(tr("Retry")), QPushButton(tr("Delete…"))
        self.export = QPushButton(tr("Export…"))
        self._said = Text(theme, Role.BODY, "ink2")
        for label in (self._title, self._text, self._said):
            label.setWordWrap(True)
        self._build()
        self._connect()
        self.show_none(is_empty=True)

    def show_none(self, *, is_empty: bool) -> None:
        """No record is chosen; ``is_empty``: there is none to choose."""
        self.record = None
        self._glyph.show_glyph("nothing", "ink2")
        self._title.set_text(say("No record") if is_empty else say("No record chosen"))
        self._text.set_text(
            say("Records appear here as they are made.")
            if is_empty
            else say("Choose one to see exactly what is sent, and what the server said.")
        )
        for part in (self._payload, self._reply, self.again, self.give_up):
            part.setVisible(False)
        self.export.setEnabled(not is_empty)

    def show_record(self, record: LoggedRecord, *, is_uploading: bool, number: int = 1) -> None:
        """Show a record; ``number`` of them are chosen."""
        self.record = record
        now_unix_ms = time.time_ns() // 1_000_000
        told = log_told.told(record, is_uploading=is_uploading, now_unix_ms=now_unix_ms)
        mark = delivery_mark(record.delivery.state, is_uploading=is_uploading)
        self._glyph.show_glyph(mark.glyph, mark.tone)
        self._title.set_text(told.title)
        self._text.set_text(told.text)
        self._payload.show_text(told.caption, told.payload, told.reply.fields if told.reply else ())
        self._payload.setVisible(True)
        self._reply.setVisible(told.reply is not None)
        if told.reply is not None:
            self._reply.show_text(told.reply.title, log_told.readable(told.reply.text))
        self.again.setVisible(log_told.can_be_sent_again(record, is_uploading=is_uploading) or number > 1)
        self.give_up.setVisible(record.delivery.state in choices.CAN_BE_GIVEN_UP or number > 1)
        once = tr("Send after all") if record.delivery.state is DeliveryState.WITHHELD else tr("Retry")
        self.again.setText(once if number == 1 else tr_count(number, "Retry {n}", "Retry {n}"))
        self.give_up.setText(tr("Delete…") if number == 1 else tr_count(number, "Delete {n}…", "Delete {n}…"))
        self.export.setEnabled(True)

    def say(self, text: str, tone: str = "ink2") -> None:
        """Say beside the buttons what became of them; nothing to say nothing."""
        self._said.set_token(tone)
        self._said.set_text(text)
        self._said.setVisible(bool(text))

    def said(self) -> str:
        """What is said beside the buttons."""
        return self._said.text()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._glyph)
        head.addWidget(self._title, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._text)
        column.addWidget(self._payload)
        column.addWidget(self._reply)
        column.addStretch(1)
        column.addWidget(self._said)
        column.addLayout(self._buttons())
        self.say("")

    def _buttons(self) -> QLayout:
        row = FlowLayout(spacing_px=8, pushed_from=2)
        for button in (self.again, self.give_up, self.export):
            button.setMinimumHeight(CONTROL_PX)
            row.addWidget(button)
        return row

    def _connect(self) -> None:
        self.again.clicked.connect(self.again_chosen)
        self.give_up.clicked.connect(self.given_up)
        self.export.clicked.connect(self.export_chosen)
        self._payload.copy.clicked.connect(self._copy_payload)
        self._reply.copy.clicked.connect(self._copy_reply)

    def _copy_payload(self) -> None:
        if self.record is not None:
            self._copy(self.record.payload)  # the exact text, not the one that is broken into lines

    def _copy_reply(self) -> None:
        if self.record is not None and (reply := log_told.reply(self.record)) is not None:
            self._copy(reply.text)

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.say(say("Copied."))

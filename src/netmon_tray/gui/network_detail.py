"""What the open row of a network holds: the reason for its grade, its access points, and what the user says of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QGridLayout, QLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from netmon_tray.gui import networks_words
from netmon_tray.gui.labels import LinkButton, Text
from netmon_tray.gui.networks_data import NetworkDetail, NetworkRow
from netmon_tray.gui.networks_words import AP_COLUMNS
from netmon_tray.gui.theme import Role, Theme
from netmon_tray.gui.translation import tr
from netmon_tray.store.history import NetworkFlags
from netmon_tray.words import say

_MOST_POINTS = 8
_SAID_PX = 210
_BESIDE_PX = 520
_RIGHT = frozenset({2, 3, 4})
_METERED = {
    None: Qt.CheckState.PartiallyChecked,
    True: Qt.CheckState.Checked,
    False: Qt.CheckState.Unchecked,
}


class NetworkDetailView(QWidget):
    """The widget of the open row.

    Signals:
        said: The user says something else about the network (key, ``NetworkFlags``).
        history_wanted: The network is to be shown in the history (key).
        grown: The widget needs another height.
    """

    said = Signal(str, object)
    history_wanted = Signal(str)
    grown = Signal()

    def __init__(self, row: NetworkRow, theme: Theme, now_unix_ms: Callable[[], int]) -> None:
        super().__init__()
        self._row, self._theme, self._now_unix_ms = row, theme, now_unix_ms
        self._flags = row.flags
        self.setPalette(theme.palette())
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self._reason = Text(theme)
        self._reason.setWordWrap(True)
        self._change = Text(theme, Role.BODY, "ink2")
        self._change.setWordWrap(True)
        self._fault = Text(theme, Role.AXIS, "err")
        self._fault.setWordWrap(True)
        self._fault.setVisible(False)
        self._points = QGridLayout()
        self._points.setHorizontalSpacing(12)
        self._points.setVerticalSpacing(6)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._columns.setContentsMargins(8, 10, 12, 14)
        self._columns.setSpacing(16)
        self._columns.addLayout(self._facts(), 1)
        self._said = self._sayings()
        self._columns.addWidget(self._said)
        self._reason.set_text(networks_words.reason_text(row))
        self.take_flags(row.flags)

    @property
    def key(self) -> str:
        """Of the network."""
        return self._row.key

    def is_typing(self) -> bool:
        """Whether a name is being typed."""
        return self._alias.hasFocus() and self._alias.isModified()

    def show_detail(self, detail: NetworkDetail) -> None:
        """Show the access points and what changed last."""
        now_unix_ms = self._now_unix_ms()
        self._change.set_text(networks_words.change_text(self._row, detail, now_unix_ms))
        if detail.access_points:
            for column, heading in enumerate(AP_COLUMNS):
                self._put(0, column, heading, "ink2")
        for place, point in enumerate(detail.access_points[:_MOST_POINTS], 1):
            is_current = point.bssid == detail.current_bssid
            cells = networks_words.access_point_cells(point, is_current=is_current, now_unix_ms=now_unix_ms)
            for column, text in enumerate(cells):
                self._put(place, column, text, "ink2" if column == len(cells) - 1 else "ink")
        more = len(detail.access_points) - _MOST_POINTS
        if more > 0:
            self._put(_MOST_POINTS + 1, 0, networks_words.more_points(more), "ink2")
        self.grown.emit()

    def take_flags(self, flags: NetworkFlags) -> None:
        """Show what is kept of the user's words; what is being typed stays."""
        self._flags = flags
        for box, is_set in ((self._trusted, flags.is_trusted), (self._never, flags.never_upload)):
            box.blockSignals(True)
            box.setChecked(is_set)
            box.blockSignals(False)
        self._metered.blockSignals(True)
        self._metered.setCheckState(_METERED[flags.is_metered])
        self._metered.blockSignals(False)
        self._name_metered()
        if not self._alias.hasFocus():
            self._alias.setText(flags.alias or "")

    def set_width(self, width_px: int) -> None:
        """Put what the user says below the facts where they do not fit beside one another."""
        margins = self._columns.contentsMargins()
        needed = self._points.minimumSize().width() + self._said.minimumWidth() + self._columns.spacing()
        is_narrow = width_px < max(_BESIDE_PX, needed + margins.left() + margins.right())
        direction = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        if direction != self._columns.direction():
            self._columns.setDirection(direction)

    def tell_fault(self, text: str) -> None:
        """Say beside the fields why something could not be kept; what was typed stays."""
        self._fault.set_text(text)
        self._fault.setVisible(bool(text))
        self.grown.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """What no field takes is not for the list behind either: Return there closes the row."""
        event.accept()

    # --- parts --------------------------------------------------------------------------------------------------------

    def _facts(self) -> QLayout:
        history = LinkButton(self._theme, say("Show in History"))
        history.clicked.connect(lambda: self.history_wanted.emit(self._row.key))
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(self._reason)
        column.addWidget(self._change)
        column.addSpacing(4)
        column.addLayout(self._points)
        column.addWidget(history, 0, Qt.AlignmentFlag.AlignLeading)
        column.addStretch(1)
        return column

    def _sayings(self) -> QWidget:
        said = QWidget()
        said.setFixedWidth(max(_SAID_PX, self.fontMetrics().horizontalAdvance(tr("Metered: as the system says")) + 28))
        said.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        caption = Text(self._theme, Role.BODY, "ink2")
        caption.set_text(say("Alias"))
        self._alias = QLineEdit()
        self._alias.setPlaceholderText(tr("Shown instead of the name"))
        self._alias.setAccessibleName(tr("Alias"))
        self._alias.setMaxLength(100)
        self._alias.editingFinished.connect(self._say)
        caption.setBuddy(self._alias)
        self._trusted, self._never = QCheckBox(tr("Trusted")), QCheckBox(tr("Never upload from here"))
        self._trusted.setToolTip(tr("What the audit finds here is accepted."))
        self._never.setToolTip(tr("Its records stay on this computer, those that wait included."))
        self._metered = QCheckBox()
        self._metered.setTristate(True)
        for box in (self._trusted, self._metered, self._never):
            box.checkStateChanged.connect(self._say)
        column = QVBoxLayout(said)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (caption, self._alias, self._trusted, self._metered, self._never, self._fault):
            column.addWidget(part)
        column.addStretch(1)
        return said

    def _put(self, row: int, column: int, text: str, token: str) -> None:
        item = self._points.itemAtPosition(row, column)
        label = item.widget() if item is not None else None
        if not isinstance(label, Text):
            label = Text(self._theme, Role.BODY, token)
            side = Qt.AlignmentFlag.AlignTrailing if column in _RIGHT else Qt.AlignmentFlag.AlignLeading
            label.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
            self._points.addWidget(label, row, column)
            label.show()  # at once, so that its size counts
            self._points.setColumnStretch(len(AP_COLUMNS), 1)
        label.set_text(text)
        if column == 0 and row > 0:
            label.setFont(self._theme.fixed_font())
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def _name_metered(self) -> None:
        is_open = self._metered.checkState() is Qt.CheckState.PartiallyChecked
        self._metered.setText(tr("Metered: as the system says") if is_open else tr("Metered"))

    def _say(self) -> None:
        """Hand on what the fields say now, where that is something else."""
        self._name_metered()
        self._alias.setModified(False)
        metered = {state: said for said, state in _METERED.items()}[self._metered.checkState()]
        said = replace(
            self._flags,
            alias=self._alias.text().strip() or None,
            is_trusted=self._trusted.isChecked(),
            is_metered=metered,
            never_upload=self._never.isChecked(),
        )
        if said != self._flags:
            self._flags = said
            self.said.emit(self._row.key, said)

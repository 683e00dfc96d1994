"""The strip above the log: how the channel to the server stands, in words, and the one button that helps."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from netmon_tray import units
from netmon_tray.gui.labels import Glyph, Text
from netmon_tray.gui.range_buttons import CONTROL_PX
from netmon_tray.gui.state_view import CardFrame
from netmon_tray.gui.theme import Role, Theme
from netmon_tray.gui.translation import translated
from netmon_tray.gui.upload_words import Drain, Standing, standing
from netmon_tray.snapshot import Snapshot
from netmon_tray.words import say

_NARROW_PX = 560
_NONE = say("none yet")


class StatusStrip(CardFrame):
    """How sending stands.

    Signals:
        chosen: The button was pressed (``Remedy``).
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._theme = theme
        self._drain: Drain | None = None
        self._shown: Standing | None = None
        self._glyph = Glyph(theme, "check", "ok")
        self._title, self._text = Text(theme, Role.STRONG), Text(theme, Role.BODY, "ink2")
        self._facts = tuple((Text(theme, Role.AXIS, "ink2"), Text(theme, Role.AXIS)) for _ in range(2))
        self.button = QPushButton()
        self.button.clicked.connect(self._press)
        self._build()
        self._restyle()
        theme.changed.connect(self._restyle)

    def begin(self, snapshot: Snapshot) -> None:
        """Sending was asked for: tell how far it is until it is over."""
        self._drain = Drain.of(snapshot.queue, time.time_ns() // 1_000_000)
        self.show_snapshot(snapshot)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Take over how it stands now."""
        now_unix_ms = time.time_ns() // 1_000_000
        if self._drain is not None and not self._drain.follow(snapshot, now_unix_ms):
            self._drain = None
        stands = standing(snapshot, now_unix_ms, self._drain)
        oldest, success = snapshot.queue.oldest_pending_at_unix_ms, snapshot.upload.last_success_at_unix_ms
        for (caption, value), name, at in zip(
            self._facts, (say("Last success"), say("Oldest waiting")), (success, oldest), strict=True
        ):
            caption.set_text(name)
            value.set_text(_NONE if at is None else units.short_moment_text(at, now_unix_ms))
        if stands != self._shown:
            self._show(stands)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Put the facts below the words where there is little room."""
        self._place()

    def told(self) -> Standing | None:
        """What is said."""
        return self._shown

    def _show(self, stands: Standing) -> None:
        self._shown = stands
        self._glyph.show_glyph(stands.glyph, stands.tone)
        self._title.set_text(stands.title)
        self._text.set_text(stands.text)
        self._text.setVisible(bool(stands.text))
        self.button.setVisible(stands.remedy is not None)
        if stands.remedy is not None:
            self.button.setText(translated(stands.remedy.value))
        self.button.setEnabled(not stands.is_busy)
        self.setAccessibleName(translated(stands.title))
        self.setAccessibleDescription(translated(stands.text))

    def _build(self) -> None:
        for label in (self._title, self._text):
            label.setWordWrap(True)
        self._words = QWidget()
        words = QVBoxLayout(self._words)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._text)
        self._table = QWidget()
        facts = QGridLayout(self._table)
        facts.setContentsMargins(0, 0, 0, 0)
        facts.setHorizontalSpacing(16)
        facts.setVerticalSpacing(2)
        for row, (caption, value) in enumerate(self._facts):
            facts.addWidget(caption, row, 0)
            facts.addWidget(value, row, 1)
        self.button.setMinimumHeight(CONTROL_PX + 4)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(16, 12, 16, 12)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(self._glyph, 0, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(self._words, 0, 1)
        self._is_narrow: bool | None = None
        self._place()

    def _place(self) -> None:
        is_narrow = self.width() < _NARROW_PX * max(1.0, self.fontMetrics().height() / 18)
        if is_narrow == self._is_narrow:
            return
        self._is_narrow = is_narrow
        places = ((1, 1), (2, 1)) if is_narrow else ((0, 2), (0, 3))
        for widget, place in zip((self._table, self.button), places, strict=True):
            self._grid.removeWidget(widget)
            side = Qt.AlignmentFlag.AlignLeading if is_narrow else Qt.AlignmentFlag.AlignCenter
            self._grid.addWidget(widget, *place, side)

    def _restyle(self) -> None:
        """The one primary button: on the accent, where the style takes its colour from the palette."""
        palette = self._theme.palette()
        if self._theme.tokens.has_tints:
            palette.setColor(QPalette.ColorRole.Button, self._theme.colour("accent"))
            palette.setColor(QPalette.ColorGroup.Active, QPalette.ColorRole.ButtonText, self._theme.colour("on_accent"))
            palette.setColor(
                QPalette.ColorGroup.Inactive, QPalette.ColorRole.ButtonText, self._theme.colour("on_accent")
            )
        self.button.setPalette(palette)

    def _press(self) -> None:
        if self._shown is not None and self._shown.remedy is not None:
            self.chosen.emit(self._shown.remedy)

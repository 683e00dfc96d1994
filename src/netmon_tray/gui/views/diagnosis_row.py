"""One line of the diagnosis on the screen: state, name, finding, and the button that helps."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from netmon_tray.diagnosis import STATE_WORDS, Remedy, Row, RowState
from netmon_tray.gui.labels import Glyph, LinkButton, Text
from netmon_tray.gui.theme import Role, Theme
from netmon_tray.gui.translation import translated
from netmon_tray.gui.tray_words import one_line
from netmon_tray.words import joined

_GLYPHS = {
    RowState.FINE: ("fine", "ok"),
    RowState.ATTENTION: ("attention", "warn"),
    RowState.NOT_TESTED: ("dash", "ink2"),
}
_SPARE_PX = 4
"""Without it a label wraps at its own width."""


class DiagnosisRow(QWidget):
    """A row; a rule stands above all but the first.

    Attributes:
        row: What is shown.

    Signals:
        chosen: The button was pressed (``diagnosis.Remedy``).
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, *, has_rule: bool) -> None:
        super().__init__()
        self.row: Row | None = None
        self._is_narrow: bool | None = None
        self._theme, self._has_rule = theme, has_rule
        self._glyph = Glyph(theme, "dash", "ink2")
        self._state = Text(theme, Role.BODY)
        self._title = Text(theme, Role.STRONG)
        self._finding = Text(theme, Role.BODY, "ink2")
        self._button = LinkButton(theme, "")
        self._button.clicked.connect(self._choose)
        for text in (self._title, self._finding):
            text.setWordWrap(True)
        self._finding.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._finding.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 8, 0, 8)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(3, 1)
        self.set_narrow(is_narrow=False)

    def show_row(self, row: Row) -> None:
        """Show what was found."""
        self.row = row
        word = STATE_WORDS[row.state]
        self._glyph.show_glyph(*_GLYPHS[row.state])
        self._state.set_text(word)
        self._state.set_token(_GLYPHS[row.state][1])
        self._title.set_text(one_line(row.title))
        self._finding.set_text(one_line(row.finding))
        self._button.setVisible(row.remedy is not None)
        told = translated(joined([joined([word, row.title], ": "), one_line(row.finding)], ". "))
        self.setAccessibleName(told)
        if row.remedy is not None:
            self._button.set_text(row.remedy.value)
            self._button.setAccessibleDescription(told)

    def name_widths(self) -> tuple[int, int]:
        """What state word and name want, so that the rows' columns stand below one another."""
        return self._state.sizeHint().width(), self._title.fontMetrics().horizontalAdvance(
            self._title.text()
        ) + _SPARE_PX

    def set_widths(self, state_px: int, name_px: int) -> None:
        """Take the widths of all rows."""
        self._grid.setColumnMinimumWidth(1, state_px)
        self._grid.setColumnMinimumWidth(2, name_px)

    def set_narrow(self, *, is_narrow: bool) -> None:
        """The finding beside the name, or below it."""
        if is_narrow == self._is_narrow:
            return
        self._is_narrow = is_narrow
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(self._glyph, 0, 0, top)
        self._grid.addWidget(self._state, 0, 1, top)
        self._grid.addWidget(self._title, 0, 2, 1, 2 if is_narrow else 1, top)
        self._grid.addWidget(self._finding, *((1, 1, 1, 4) if is_narrow else (0, 3, 1, 1)), top)
        self._grid.addWidget(self._button, *((2, 1, 1, 4) if is_narrow else (0, 4, 1, 1)))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """The rule."""
        if self._has_rule:
            with QPainter(self) as painter:
                painter.fillRect(0, 0, self.width(), 1, self._theme.colour("line"))

    def _choose(self) -> None:
        remedy = self.row.remedy if self.row else None
        if isinstance(remedy, Remedy):
            self.chosen.emit(remedy)

"""A row of native buttons of which one is chosen: a length of time, a filter."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from netmon_tray.gui.flow import FlowLayout
from netmon_tray.gui.theme import Role, Theme
from netmon_tray.gui.translation import translated
from netmon_tray.words import say

CONTROL_PX = 28
"""Height of the buttons beside a view's title."""
_NAME = "choice"


class RangeButtons(QWidget):
    """One button for each choice; one tab stop, within which the arrow keys choose. They stand in several rows where
    one does not hold them.

    Signals:
        chosen: Another choice, by its name.
    """

    chosen = Signal(str)

    def __init__(
        self,
        theme: Theme,
        names: Mapping[str, str],
        chosen: str,
        title: str = say("Length of time in view"),
    ) -> None:
        """``names`` are the choices with the words for them; ``title`` is what is chosen."""
        super().__init__()
        self._theme = theme
        self._group = QButtonGroup(self)
        self.setAccessibleName(translated(title))
        row = FlowLayout(self, spacing_px=0)
        for name, words in names.items():
            button = QPushButton(translated(words))
            button.setProperty(_NAME, name)
            button.setCheckable(True)
            button.setMinimumHeight(CONTROL_PX)
            self._group.addButton(button)
            row.addWidget(button)
            button.setChecked(name == chosen)
        self._group.buttonToggled.connect(self._on_toggled)
        self._restyle()
        theme.changed.connect(self._restyle)

    def buttons(self) -> list[QPushButton]:
        """The buttons, in order."""
        return [button for button in self._group.buttons() if isinstance(button, QPushButton)]

    def set_text(self, name: str, words: str) -> None:
        """Let a choice be called otherwise; without words it is not offered."""
        button = next(button for button in self.buttons() if button.property(_NAME) == name)
        button.setVisible(bool(words))
        if (text := translated(words)) != button.text():
            button.setText(text)
            self._restyle()

    def choose(self, name: str | None) -> None:
        """Mark the choice that is shown, without a signal; None: none of these."""
        self._group.blockSignals(True)
        self._group.setExclusive(name is not None)
        for button in self.buttons():
            button.setChecked(button.property(_NAME) == name)
        self._group.setExclusive(True)
        self._group.blockSignals(False)
        self._restyle()

    def _on_toggled(self, button: QPushButton, is_checked: bool) -> None:  # noqa: FBT001 - a Qt slot
        if is_checked:
            self._restyle()
            self.chosen.emit(button.property(_NAME))

    def _restyle(self) -> None:
        for button in self.buttons():
            # Qt makes the one that had the focus last the group's tab stop.
            is_stop = button.isChecked() or (self._group.checkedButton() is None and button is self.buttons()[0])
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus)
            is_chosen = button.isChecked() and self._theme.tokens.has_tints
            palette = self._theme.palette()
            if is_chosen:
                palette.setColor(QPalette.ColorRole.Button, self._theme.colour("soft"))
                palette.setColor(QPalette.ColorRole.ButtonText, self._theme.colour("accent"))
            button.setPalette(palette)
            button.setFont(self._theme.font(Role.STRONG))
            button.setFixedWidth(button.fontMetrics().horizontalAdvance(button.text()) + 24)
            if not button.isChecked():
                button.setFont(self._theme.font(Role.BODY))

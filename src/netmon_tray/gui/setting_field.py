"""One setting in the window: its editor, what it means, what is wrong with what was typed, and the organisation's lock.

What was typed stays as it is until it is taken or somebody changes it: nothing is ever put back unasked.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from netmon_tray.gui import settings_words as words
from netmon_tray.gui.labels import Note, Text
from netmon_tray.gui.theme import Role, Theme
from netmon_tray.gui.translation import translated
from netmon_tray.model import NetmonError
from netmon_tray.settings import Loaded, Spec, Value, parse_text, value_of
from netmon_tray.words import say

LOCKED = say("Set by your organisation")
_TEXT_LETTERS, _NUMBER_LETTERS = 40, 12


class Choice(QComboBox):
    """A list to choose from, which the wheel passes by unless it has the keyboard: a page is scrolled over it."""

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Leave it to the page."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class SettingField(QWidget):
    """The editor of one key.

    Attributes:
        spec: What the schema says of the key.
        editor: What has the keyboard.

    Signals:
        entered: A value to store, of the key's type.
    """

    entered = Signal(object)

    def __init__(self, theme: Theme, spec: Spec) -> None:
        super().__init__()
        self.spec = spec
        self._theme = theme
        self._stale: Loaded | None = None
        self._is_dirty = False
        self.editor = self._make_editor()
        self._problem = Note(theme, "attention", "err")
        self._lock = Note(theme, "lock", "ink2")
        self._help = Text(theme, Role.AXIS, "ink2")
        self._help.setWordWrap(True)
        self._help.set_text(words.help_text(spec))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._editor_row())
        for widget in (self._problem, self._lock, self._help):
            column.addWidget(widget)
        self._problem.setVisible(False)
        self._lock.setVisible(False)
        self._lock.set_text(LOCKED)
        self._name()
        self._restyle()
        theme.changed.connect(self._restyle)

    def show_loaded(self, loaded: Loaded) -> None:
        """Show the value that holds, unless something else stands here that was not taken yet."""
        is_locked = loaded.origin(self.spec.key) == "policy"
        self.editor.setEnabled(not is_locked)
        self._lock.setVisible(is_locked)
        if loaded is self._stale or (self._is_dirty and not is_locked):
            return
        self._stale = None
        self._put(value_of(loaded.settings, self.spec.key))

    def await_news(self, loaded: Loaded) -> None:
        """The value was stored: what was loaded before says nothing about it any more."""
        self._is_dirty = False
        self._stale = loaded
        self.show_problem("")

    def show_problem(self, text: str) -> None:
        """Say below the editor what is wrong; empty: nothing is."""
        self._is_dirty = self._is_dirty or bool(text)
        self._problem.set_text(text)
        self._problem.setVisible(bool(text))
        self._name()
        self._restyle()

    # --- within -------------------------------------------------------------------------------------------------------

    def _make_editor(self) -> QCheckBox | QComboBox | QLineEdit:
        if isinstance(self.spec.default, bool):
            box = QCheckBox(translated(words.label_of(self.spec.key)))
            box.clicked.connect(lambda: self.entered.emit(box.isChecked()))
            return box
        if self.spec.choices:
            choice = Choice()
            choice.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            for value in self.spec.choices:
                choice.addItem(translated(words.choice_text(value)), value)
            choice.activated.connect(lambda: self.entered.emit(choice.currentData()))
            return choice
        line = QLineEdit()
        is_text = isinstance(self.spec.default, str)
        letters = _TEXT_LETTERS if is_text else _NUMBER_LETTERS
        line.setMinimumWidth(letters // 2 * line.fontMetrics().averageCharWidth())
        line.setMaximumWidth(letters * 2 * line.fontMetrics().averageCharWidth())
        line.textEdited.connect(self._edit)
        line.editingFinished.connect(self._enter)
        return line

    def _editor_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.editor)
        unit = words.unit_of(self.spec.key)[0] if not isinstance(self.spec.default, (bool, str)) else ""
        if unit:
            text = Text(self._theme, Role.BODY, "ink2")
            text.set_text(unit)
            row.addWidget(text)
        if not (isinstance(self.editor, QLineEdit) and isinstance(self.spec.default, str)):
            row.addStretch(1)
        return row

    def _edit(self) -> None:
        self._is_dirty = True

    def _enter(self) -> None:
        """Take what was typed, or say what is wrong with it."""
        if not self._is_dirty or not isinstance(self.editor, QLineEdit):
            return
        try:
            value = parse_text(self.spec.key, words.taken_text(self.spec, self.editor.text()))
        except NetmonError as error:
            self.show_problem(words.problem_text(self.spec, problem_of(error)))
            return
        self.show_problem("")
        self.entered.emit(value)

    def _put(self, value: Value) -> None:
        if isinstance(self.editor, QCheckBox):
            self.editor.setChecked(value is True)
        elif isinstance(self.editor, QComboBox):
            self.editor.setCurrentIndex(self.editor.findData(value))
        elif self.editor.text() != (text := words.typed_text(self.spec, value)):
            self.editor.setText(text)

    def _name(self) -> None:
        """What a screen reader says of the editor."""
        self.editor.setAccessibleName(translated(words.label_of(self.spec.key)))
        told = (self._problem.text(), self._lock.text() if self._lock.isVisibleTo(self) else "", self._help.text())
        self.editor.setAccessibleDescription(" ".join(part for part in told if part))

    def _restyle(self) -> None:
        palette = self._theme.control_palette()
        if self._problem.text() and self._theme.tokens.has_tints:
            palette.setColor(QPalette.ColorRole.Base, self._theme.colour("errsoft"))
        self.editor.setPalette(palette)


def problem_of(error: NetmonError) -> str:
    """The schema's words for what is wrong with a value, without the key."""
    cause = error.__cause__
    return cause.args[0] if isinstance(cause, ValueError) and cause.args else error.title

"""One group of the Settings view: its fields in a form, each change stored and followed at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from netmon_tray.gui import settings_words as words
from netmon_tray.gui.bridge import Bridge
from netmon_tray.gui.labels import Text
from netmon_tray.gui.setting_field import SettingField
from netmon_tray.gui.theme import Role, Theme
from netmon_tray.gui.token_field import TokenField
from netmon_tray.gui.translation import translated
from netmon_tray.gui.upload_switch import KEY as UPLOAD_KEY
from netmon_tray.gui.upload_switch import UploadSwitch
from netmon_tray.model import NetmonError
from netmon_tray.policy import read_policy
from netmon_tray.settings import Value, store_setting
from netmon_tray.snapshot import Snapshot
from netmon_tray.words import say

Field = SettingField | UploadSwitch
_LABEL_LETTERS = 24
"""A longer label wraps."""
_BETWEEN_PX = 12
"""Between two rows, beside the spacing."""


class SettingsPage(QWidget):
    """The fields of a group.

    Attributes:
        fields: By their keys.
        token: The token's field, in the group of the upload.
        followers: What else in it follows the snapshot.
    """

    def __init__(self, bridge: Bridge, theme: Theme, group: words.Group) -> None:
        super().__init__()
        self._bridge, self._theme = bridge, theme
        self.fields: dict[str, Field] = {}
        self.token: TokenField | None = None
        self.followers: list[Callable[[Snapshot], None]] = []
        title = Text(theme, Role.TITLE)
        title.set_text(group.title)
        self._rows: list[tuple[Text | None, QWidget]] = []
        self._is_narrow = False
        self._grid = QGridLayout()  # a form gives wrapped lines the height of others, until it is asked again
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(20)
        column.addWidget(title)
        column.addLayout(self._grid)
        column.addStretch(1)
        for spec in words.specs_of(group.name):
            self._add(spec.key)
            if spec.key == "upload.base_url":
                self.token = TokenField(bridge, theme)
                self.add_row(say("Token"), self.token, self.token.line)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Follow what holds."""
        loaded = self._bridge.agent.loaded
        for field in self.fields.values():
            if isinstance(field, UploadSwitch):
                field.show_loaded(loaded, snapshot)
            else:
                field.show_loaded(loaded)
        if self.token is not None:
            self.token.show_upload(loaded.settings.upload)
        for follow in self.followers:
            follow(snapshot)

    def set_narrow(self, *, is_narrow: bool) -> None:
        """Labels above their fields where there is little room."""
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            for place in range(len(self._rows)):
                self._place(place)

    def add_row(self, label: str, widget: QWidget, buddy: QWidget | None = None) -> None:
        """A row of the form; an empty label leaves the place beside the widget empty."""
        text = None
        if label:
            text = Text(self._theme, Role.BODY)
            text.set_text(label)
            text.setWordWrap(True)
            text.setMinimumWidth(_LABEL_LETTERS // 2 * text.fontMetrics().averageCharWidth())
            text.setMaximumWidth(_LABEL_LETTERS * text.fontMetrics().averageCharWidth())
            text.setContentsMargins(0, 2, 0, 0)
            if buddy is not None:
                text.setBuddy(buddy)
        self._rows.append((text, widget))
        self._place(len(self._rows) - 1)

    # --- within -------------------------------------------------------------------------------------------------------

    def _add(self, key: str) -> None:
        field: Field
        if key == UPLOAD_KEY:
            field = UploadSwitch(self._bridge, self._theme)
            self.add_row("", field)
        else:
            spec = next(spec for spec in words.specs_of(words.group_of(key)) if spec.key == key)
            field = SettingField(self._theme, spec)
            self.add_row("" if isinstance(spec.default, bool) else words.label_of(key), field, field.editor)
        field.entered.connect(partial(self._store, key))
        self.fields[key] = field

    def _place(self, place: int) -> None:
        text, widget = self._rows[place]
        row, top = 2 * place, Qt.AlignmentFlag.AlignTop
        self._grid.setRowMinimumHeight(row + 1, 0 if self._is_narrow else _BETWEEN_PX)
        if self._is_narrow:
            widget.setContentsMargins(0, 0, 0, _BETWEEN_PX)
            self._grid.addWidget(widget, row + 1, 0, 1, 2)
        else:
            widget.setContentsMargins(0, 0, 0, 0)
            self._grid.addWidget(widget, row, 1)
        if text is not None:
            self._grid.addWidget(text, row, 0, 1, 2 if self._is_narrow else 1, top)

    def _store(self, key: str, value: Value) -> None:
        """Write it in a thread: another netmon may be writing, and the disk may hang."""
        config_file = self._bridge.agent.paths.config_file
        work = partial(_store, config_file, key, value)
        self._bridge.errand(self, work, partial(self._stored, key))

    def _stored(self, key: str, news: NetmonError | None) -> None:
        field = self.fields[key]
        if isinstance(news, NetmonError):
            field.show_problem(translated(news.text))
            return
        field.await_news(self._bridge.agent.loaded)
        self._bridge.agent.look_now()


def _store(config_file: Path, key: str, value: Value) -> Iterable[None]:
    """Run in a thread."""
    store_setting(config_file, key, value, read_policy().values)
    yield None

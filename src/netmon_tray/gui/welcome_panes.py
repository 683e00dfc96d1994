"""The three panes of the first run: what is recorded, whose names, and that nothing is sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from netmon_tray import units
from netmon_tray.gui import settings_words
from netmon_tray.gui.bridge import Bridge
from netmon_tray.gui.labels import Glyph, LinkButton, Note, Text
from netmon_tray.gui.setting_field import SettingField
from netmon_tray.gui.states import Action
from netmon_tray.gui.theme import Role, Theme
from netmon_tray.gui.token_field import TokenField
from netmon_tray.gui.translation import translated
from netmon_tray.settings import Upload, Value, specs
from netmon_tray.words import say

if TYPE_CHECKING:
    from netmon_tray.upload.asking import Answer

_LEFT_OUT: Mapping[str, Value] = {"privacy.network_name": "off", "privacy.bssid": "off"}


def _paragraph(theme: Theme, text: str, role: Role = Role.BODY, colour: str = "ink") -> Text:
    made = Text(theme, role, colour)
    made.setWordWrap(True)
    made.set_text(text)
    return made


class _Pane(QWidget):
    """A column of parts."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(16)

    @staticmethod
    def title() -> str:
        """What stands above it."""
        raise NotImplementedError


class RecordedPane(_Pane):
    """What is recorded, and where.

    Signals:
        acted: Something is to be done (``states.Action``).
    """

    acted = Signal(object)

    def __init__(self, bridge: Bridge, theme: Theme) -> None:
        super().__init__(theme)
        settings = bridge.agent.settings
        days, seconds = settings.log.retention_days, units.number_text(settings.sampling.interval_s)
        self.column.addWidget(
            _paragraph(theme, say("netmon writes down which network you use, how strong it is and how much it moves."))
        )
        self._add(
            "networks",
            say("Network name, access point, signal, bytes"),
            say("Never addresses you visit, never content"),
        )
        self._add("disk", say("On this computer only"), say("Kept for {n} days in your user folder", n=days))
        pace = say("Every {n} s, more often while you look", n=seconds)
        self._add("clock", pace, say("Pause it from the tray at any time"))
        see = LinkButton(theme, say("See a record"))
        see.clicked.connect(lambda: self.acted.emit(Action.SENDS))
        self.column.addWidget(see, 0, Qt.AlignmentFlag.AlignLeft)

    @staticmethod
    def title() -> str:
        """What stands above it."""
        return say("What is recorded")

    def _add(self, glyph: str, what: str, detail: str) -> None:
        row = QGridLayout()
        row.setHorizontalSpacing(12)
        row.setVerticalSpacing(2)
        row.setColumnStretch(1, 1)
        row.addWidget(Glyph(self.theme, glyph, "ink2"), 0, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(_paragraph(self.theme, what), 0, 1)
        row.addWidget(_paragraph(self.theme, detail, Role.AXIS, "ink2"), 1, 1)
        self.column.addLayout(row)


class NamesPane(_Pane):
    """Whether names and access points are recorded; the choice that stands there needs no permission."""

    def __init__(self, bridge: Bridge, theme: Theme) -> None:
        super().__init__(theme)
        sample = bridge.snapshot.sample
        self._is_withheld = sample is not None and sample.missing_consent is not None
        self._is_locked = any(bridge.agent.loaded.origin(key) == "policy" for key in _LEFT_OUT)
        if self._is_withheld:
            told = say(
                "This system shows the WiFi name only to programs that may know your location. netmon does not ask "
                "where you are."
            )
            first = (say("Ask the system"), say("Network names and access points are recorded. Your position is not."))
        else:
            told = say("This system tells programs the name of the network without asking you. netmon records it.")
            first = (
                say("Record names"),
                say("Network names and access points are recorded, on this computer. Your position is not."),
            )
        second = (say("Go without"), say("Signal and usage work. Networks appear without their names."))
        self.column.addWidget(_paragraph(theme, told))
        self.with_names, self.without = (self._add(*words) for words in (first, second))
        (self.without if self._is_withheld else self.with_names).setChecked(True)
        for button in (self.with_names, self.without):
            button.setEnabled(not self._is_locked)
        self._restyle()
        theme.changed.connect(self._restyle)
        later = Note(theme, "lock" if self._is_locked else "note", "ink2")
        later.set_text(
            say("Set by your organisation")
            if self._is_locked
            else say("You can change this later in Settings, Privacy and permissions.")
        )
        self.column.addWidget(later)

    @staticmethod
    def title() -> str:
        """What stands above it."""
        return say("Reading the network name")

    def asks_system(self) -> bool:
        """Whether the system is to be asked for its permission."""
        return self._is_withheld and self.with_names.isChecked()

    def settings(self) -> Mapping[str, Value]:
        """What was chosen, as settings; what the system keeps back needs none."""
        is_left_out = self.without.isChecked() and not self._is_withheld and not self._is_locked
        return _LEFT_OUT if is_left_out else {}

    def _restyle(self) -> None:
        for button in (self.with_names, self.without):
            button.setPalette(self.theme.control_palette())

    def _add(self, word: str, detail: str) -> QRadioButton:
        button = QRadioButton(translated(word))
        button.setAccessibleDescription(translated(detail))
        below = _paragraph(self.theme, detail, Role.AXIS, "ink2")
        below.setContentsMargins(24, 0, 0, 0)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(button)
        column.addWidget(below)
        self.column.addLayout(column)
        return button


class UploadPane(_Pane):
    """Server and token; the upload stays off unless the test passes.

    Attributes:
        is_tested: The server took the token.

    Signals:
        changed: ``is_tested`` may be another.
    """

    changed = Signal()

    def __init__(self, bridge: Bridge, theme: Theme) -> None:
        super().__init__(theme)
        self.is_tested = False
        self._bridge = bridge
        loaded = bridge.agent.loaded
        self.server = SettingField(theme, specs()["upload.base_url"])
        self.server.show_loaded(loaded)
        self.token = TokenField(bridge, theme)
        self._upload: Upload | None = loaded.settings.upload
        self.token.show_upload(self._upload)
        self.token.tested.connect(self._take)
        self.column.addWidget(
            _paragraph(
                theme,
                say("Records leave this computer only after you give a server and a token, and the test passes."),
            )
        )
        for key, field in ((settings_words.label_of("upload.base_url"), self.server), (say("Token"), self.token)):
            group = QVBoxLayout()
            group.setSpacing(4)
            group.addWidget(_paragraph(theme, key, Role.BODY, "ink2"))
            group.addWidget(field)
            self.column.addLayout(group)
        self.server.entered.connect(self._take_server)
        if isinstance(self.server.editor, QLineEdit):
            self.server.editor.textEdited.connect(lambda: self._set_server(None))

    @staticmethod
    def title() -> str:
        """What stands above it."""
        return say("Upload is off")

    def settings(self) -> Mapping[str, Value]:
        """What was chosen, as settings: nothing unless the test passed."""
        if not self.is_tested or self._upload is None:
            return {}
        is_another = self._upload.base_url != self._bridge.agent.settings.upload.base_url
        server: dict[str, Value] = {"upload.base_url": self._upload.base_url} if is_another else {}
        return {**server, "upload.enabled": True}

    def _take_server(self, address: str) -> None:
        self._set_server(replace(self._bridge.agent.settings.upload, base_url=address))

    def _set_server(self, upload: Upload | None) -> None:
        """Another server, or one that is still being typed (None), was not tested."""
        if upload is None or upload != self._upload:
            self.is_tested = False
        self._upload = upload
        self.token.show_upload(upload)
        self.changed.emit()

    def _take(self, answer: Answer) -> None:
        self.is_tested = answer.check.is_accepted is True
        self.changed.emit()

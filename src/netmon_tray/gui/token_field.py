"""The server's token in the window: typed hidden, asked about before it is kept, and kept in the keyring only."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from netmon_tray.gui.bridge import Bridge
from netmon_tray.gui.labels import LinkButton, Note, Text
from netmon_tray.gui.theme import Role, Theme
from netmon_tray.gui.translation import tr, translated
from netmon_tray.model import NetmonError
from netmon_tray.upload.address import parse_address
from netmon_tray.upload.token import SOURCE_WORDS, Source, TokenSource
from netmon_tray.words import joined, say

if TYPE_CHECKING:
    from netmon_tray.settings import Upload
    from netmon_tray.upload.asking import Answer

HELP = say("It is kept in the system's keyring for this server alone, never in a file, and not shown again.")
_TONES = {True: ("fine", "ok"), False: ("rejected", "err"), None: ("attention", "warn")}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a test."""

    answer: Answer
    is_kept: bool
    """The token that was typed is in the keyring now."""


class TokenField(QWidget):
    """A line for a token, and *Test*.

    Attributes:
        line: Where the token is typed.

    Signals:
        tested: The server answered (``upload.asking.Answer``).
    """

    tested = Signal(object)

    def __init__(self, bridge: Bridge, theme: Theme) -> None:
        super().__init__()
        self._bridge = bridge
        self._upload: Upload | None = None
        self.line = QLineEdit()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setAccessibleName(tr("Token"))
        self.line.setAccessibleDescription(translated(HELP))
        self.line.returnPressed.connect(self.test)
        self._test = QPushButton(tr("Test"))
        self._test.setAccessibleDescription(tr("Asks the server whether it takes the token, by an empty record."))
        self._test.clicked.connect(self.test)
        self._note = Note(theme, "dash", "ink2")
        self._anyway = LinkButton(theme, say("Keep it all the same"))
        self._anyway.clicked.connect(self._keep)
        self._help = Text(theme, Role.AXIS, "ink2")
        self._help.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(self._test)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        for widget in (self._note, self._anyway, self._help):
            column.addWidget(widget)
        self._note.setVisible(False)
        self._anyway.setVisible(False)
        self._show_source()
        self._theme = theme
        self._restyle()
        theme.changed.connect(self._restyle)

    def show_upload(self, upload: Upload | None) -> None:
        """Take the server that the token is for; None while there is none that could be asked."""
        if self._upload is not None and (upload is None or upload.base_url != self._upload.base_url):
            self._tell("", None)
        self._upload = upload

    def test(self) -> None:
        """Ask the server about what was typed, or about the token that is kept; what it takes is kept."""
        if not self._test.isEnabled():
            return
        if self._upload is None:
            self._tell(say("Give the server's address first."), False)
            return
        self._set_busy(is_busy=True)
        upload, typed = self._upload, self.line.text().strip()
        self._bridge.errand(self, lambda: _test(upload, typed), self._take)

    # --- within -------------------------------------------------------------------------------------------------------

    def _restyle(self) -> None:
        self.line.setPalette(self._theme.control_palette())

    def _show_source(self) -> None:
        source = TokenSource(os.environ).source
        if source is Source.KEYRING:
            self._help.set_text(HELP)
            return
        told = say(
            "The token comes from {source}; one in the keyring is not used meanwhile.", source=SOURCE_WORDS[source]
        )
        self._help.set_text(told)

    def _set_busy(self, *, is_busy: bool) -> None:
        self._test.setEnabled(not is_busy)
        self._anyway.setVisible(False)
        if is_busy:
            self._note.show_kind("clock", "ink2")
            self._note.set_text(say("Asking the server\N{HORIZONTAL ELLIPSIS}"))
            self._note.setVisible(True)

    def _take(self, news: Outcome | NetmonError) -> None:
        self._set_busy(is_busy=False)
        if isinstance(news, NetmonError):
            self._tell(news.text, False)
            return
        check = news.answer.check
        kept = say("It is in the keyring now.") if news.is_kept else ""
        self._tell(joined([check.title, check.advice, kept]), check.is_accepted)
        if news.is_kept:
            self.line.clear()
            self._bridge.agent.token_changed()
        self._anyway.setVisible(check.is_accepted is not True and bool(self.line.text().strip()))
        self.tested.emit(news.answer)

    def _keep(self) -> None:
        """Keep what was typed although the server did not take it: it may be the server that is wrong."""
        if self._upload is None:
            return
        upload, typed = self._upload, self.line.text().strip()
        self._set_busy(is_busy=True)
        self._bridge.errand(self, lambda: _kept(upload, typed), self._take_kept)

    def _take_kept(self, news: str | NetmonError) -> None:
        self._set_busy(is_busy=False)
        if isinstance(news, NetmonError):
            self._tell(news.text, False)
            return
        self.line.clear()
        self._tell(say("The token for {origin} is in the keyring, untested.", origin=news), None)
        self._bridge.agent.token_changed()

    def _tell(self, text: str, is_good: bool | None) -> None:  # noqa: FBT001 - three states, as the check has them
        self._note.show_kind(*_TONES[is_good])
        self._note.set_text(text)
        self._note.setVisible(bool(text))


def _test(upload: Upload, typed: str) -> Iterable[Outcome]:
    """Run in a thread."""
    from netmon_tray.upload.asking import ask_about_token

    answer = ask_about_token(upload, os.environ, typed)
    is_kept = bool(typed) and answer.check.is_accepted is True
    if is_kept:
        TokenSource(os.environ).set(answer.origin, typed)
    yield Outcome(answer, is_kept)


def _kept(upload: Upload, typed: str) -> Iterable[str]:
    """Run in a thread."""
    origin = parse_address(upload.base_url).origin
    TokenSource(os.environ).set(origin, typed)
    yield origin

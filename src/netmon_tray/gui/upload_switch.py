"""The switch of the upload: it goes on only after the server took the token, and asks what becomes of older records."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QPushButton, QVBoxLayout, QWidget

from netmon_tray import units
from netmon_tray.choices import keep_here
from netmon_tray.gui.bridge import Bridge
from netmon_tray.gui.flow import FlowLayout
from netmon_tray.gui.labels import LinkButton, Note, Text
from netmon_tray.gui.setting_field import LOCKED
from netmon_tray.gui.theme import Role, Theme
from netmon_tray.gui.translation import tr
from netmon_tray.gui.tray_words import one_line
from netmon_tray.model import CircuitState, NetmonError
from netmon_tray.words import count, joined, say

if TYPE_CHECKING:
    from netmon_tray.settings import Loaded
    from netmon_tray.snapshot import Snapshot
    from netmon_tray.upload.asking import Answer

KEY = "upload.enabled"


def _state_text(snapshot: Snapshot) -> str:
    """How sending goes."""
    if snapshot.upload.state is CircuitState.OFF:
        return say("Records are kept on this computer and nothing is sent.")
    return one_line(units.upload_text(snapshot.upload, time.time_ns() // 1_000_000))


class UploadSwitch(QWidget):
    """A check box, what is happening, and the question about the backlog.

    Attributes:
        box: The check box.

    Signals:
        entered: Whether records are to be sent; to be stored.
    """

    entered = Signal(object)

    def __init__(self, bridge: Bridge, theme: Theme) -> None:
        super().__init__()
        self._bridge = bridge
        self._stale: Loaded | None = None
        self._is_asking = False
        self.box = QCheckBox(tr("Send records"))
        self.box.clicked.connect(self._choose)
        self._lock = Note(theme, "lock", "ink2")
        self._lock.set_text(LOCKED)
        self._state = Text(theme, Role.AXIS, "ink2")
        self._state.setWordWrap(True)
        self._problem = Note(theme, "rejected", "err")
        self._anyway = LinkButton(theme, say("Turn it on all the same"))
        self._anyway.clicked.connect(self._settle)
        self._question = QWidget()
        self._asked = Text(theme, Role.STRONG)
        self._asked.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self.box, self._lock, self._problem, self._anyway, self._question, self._state):
            column.addWidget(widget)
        self._build_question()
        self._theme = theme
        self._restyle()
        theme.changed.connect(self._restyle)
        for hidden in (self._lock, self._problem, self._anyway, self._question):
            hidden.setVisible(False)

    def show_loaded(self, loaded: Loaded, snapshot: Snapshot) -> None:
        """Show what holds, and how sending goes."""
        is_locked = loaded.origin(KEY) == "policy"
        self._lock.setVisible(is_locked)
        self.box.setEnabled(not is_locked and not self._is_asking)
        if not self._is_asking:
            self._state.set_text(_state_text(snapshot))
        if loaded is not self._stale and not self._is_asking:
            self._stale = None
            self.box.setChecked(loaded.settings.upload.enabled)

    def await_news(self, loaded: Loaded) -> None:
        """It was stored: what was loaded before says nothing about it any more."""
        self._stale = loaded
        self.show_problem("")

    def show_problem(self, text: str) -> None:
        """Say below the box why it was not turned on; empty: nothing is wrong."""
        self._problem.set_text(text)
        self._problem.setVisible(bool(text))
        self.box.setAccessibleDescription(self._problem.text() or self._state.text())

    def _restyle(self) -> None:
        self.box.setPalette(self._theme.control_palette())

    # --- turning it on ------------------------------------------------------------------------------------------------

    def _choose(self, is_on: bool) -> None:  # noqa: FBT001 - a Qt slot
        self._hide_offers()
        self.show_problem("")
        if not is_on:
            self.entered.emit(False)
            return
        self._wait(is_waiting=True)
        self._state.set_text(say("Asking the server\N{HORIZONTAL ELLIPSIS}"))
        upload = self._bridge.agent.settings.upload

        def ask() -> Iterable[Answer]:
            from netmon_tray.upload.asking import ask_about_token

            yield ask_about_token(upload, os.environ)

        self._bridge.errand(self, ask, self._take)

    def _take(self, news: Answer | NetmonError) -> None:
        if isinstance(news, NetmonError):
            self._refuse(news.text)
        elif news.check.is_accepted:
            self._settle()
        else:
            self._refuse(joined([news.check.title, news.check.advice]))

    def _refuse(self, why: str) -> None:
        """The upload stays off until a server has answered that it takes the token (decisions.md 9)."""
        self._wait(is_waiting=False)
        self.box.setChecked(False)
        self.show_problem(joined([say("The upload stays off."), why]))
        self._anyway.setVisible(True)

    def _settle(self) -> None:
        """Ask what becomes of the records made before, where there are some."""
        self._hide_offers()
        self.show_problem("")
        backlog = self._bridge.snapshot.queue.pending
        if not backlog:
            self._turn_on()
            return
        self._wait(is_waiting=True)
        self._asked.set_text(
            count(
                backlog,
                "{n} record made so far is kept here. Send it too?",
                "{n} records made so far are kept here. Send them too?",
            )
        )
        self._question.setVisible(True)
        self._send.setFocus()

    def _build_question(self) -> None:
        self._send, self._keep = QPushButton(tr("Send them too")), QPushButton(tr("Keep them here"))
        cancel = QPushButton(tr("Leave it off"))
        self._send.clicked.connect(self._turn_on)
        self._keep.clicked.connect(self._keep_backlog)
        cancel.clicked.connect(self._leave_off)
        buttons = QWidget()
        row = FlowLayout(buttons, spacing_px=8)
        for button in (self._send, self._keep, cancel):
            row.addWidget(button)
        column = QVBoxLayout(self._question)
        column.setContentsMargins(0, 8, 0, 8)
        column.addWidget(self._asked)
        column.addWidget(buttons)

    def _keep_backlog(self) -> None:
        def keep() -> Iterable[int]:
            yield self._bridge.agent.note(keep_here).changed

        self._question.setVisible(False)
        self._bridge.errand(self, keep, self._kept)

    def _kept(self, news: int | NetmonError) -> None:
        if isinstance(news, NetmonError):
            self._refuse(news.text)
        else:
            self._turn_on()

    def _turn_on(self) -> None:
        self._hide_offers()
        self._wait(is_waiting=False)
        self.box.setChecked(True)
        self.entered.emit(True)

    def _leave_off(self) -> None:
        self._hide_offers()
        self._wait(is_waiting=False)
        self.box.setChecked(False)
        self.box.setFocus()

    def _hide_offers(self) -> None:
        self._question.setVisible(False)
        self._anyway.setVisible(False)

    def _wait(self, *, is_waiting: bool) -> None:
        self._is_asking = is_waiting
        self.box.setEnabled(not is_waiting)

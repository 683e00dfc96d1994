"""The Diagnosis view: what netmon relies on, how it stands, and a button where one helps."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator

from PySide6.QtCore import QSettings, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from netmon_tray import diagnosis
from netmon_tray.autostart import AutostartStatus, command_of_tray, system_autostart
from netmon_tray.diagnosis import STATE_WORDS, Remedy, Row, RowState, Subject
from netmon_tray.gui.bridge import Bridge
from netmon_tray.gui.flow import FlowLayout
from netmon_tray.gui.labels import Text, enlargement
from netmon_tray.gui.state_view import CardFrame
from netmon_tray.gui.states import Action
from netmon_tray.gui.theme import Role, Theme
from netmon_tray.gui.translation import tr, translated
from netmon_tray.gui.views.diagnosis_row import DiagnosisRow
from netmon_tray.gui.views.view import View
from netmon_tray.model import NetmonError, Sample
from netmon_tray.words import count, joined, say

_NARROW_PX = 700
"""Below this width a finding stands below its name; more with larger text."""


class DiagnosisView(View):
    """Rows that arrive as they are found.

    Attributes:
        rows: What was found; complete at the end of a check.
    """

    name = "diagnosis"

    def __init__(self, bridge: Bridge, theme: Theme, memory: QSettings) -> None:
        super().__init__(bridge, theme, memory)
        self.rows: list[Row] = []
        self._run = 0
        self._lines: list[DiagnosisRow] = []
        title = Text(theme, Role.TITLE)
        title.set_text(say("Diagnosis"))
        self._again, self._copy = QPushButton(tr("Check again")), QPushButton(tr("Copy report"))
        self._again.clicked.connect(self.check)
        self._copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report(self.rows)))
        self._status = Text(theme, Role.BODY, "ink2")
        self._status.setWordWrap(True)
        self._card = CardFrame(theme)
        self._card.setVisible(False)
        self._column = QVBoxLayout(self._card)
        self._column.setContentsMargins(16, 4, 16, 4)
        self._column.setSpacing(0)
        header = QWidget()
        flow = FlowLayout(header, spacing_px=8, pushed_from=1)
        for part in (title, self._again, self._copy):
            flow.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(16)
        for widget in (header, self._status, self._card):
            column.addWidget(widget)
        column.addStretch(1)

    def set_seen(self, *, is_seen: bool) -> None:
        """Check when it is first looked at."""
        if is_seen and not self._run:
            self.check()

    def go_to(self, argument: object) -> None:  # noqa: ARG002 - there is but one place to go to
        """Check anew."""
        self.check()

    def first_focus(self) -> QWidget:
        """Another check."""
        return self._again

    def check(self) -> None:
        """Check everything, in a thread: a keyring or a bus may keep its caller waiting."""
        self._run += 1
        run, subject = self._run, self._subject()
        found: list[Row] = []
        self._status.set_text(say("Checking\N{HORIZONTAL ELLIPSIS}"))

        def take(news: Row | NetmonError | None) -> None:
            if run != self._run:
                return
            if isinstance(news, Row):
                found.append(news)
                self._show(len(found) - 1, news)
            else:
                self._end(found)

        self.bridge.errand(self, lambda: _and_end(diagnosis.rows(subject)), take)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Findings below the names where it is narrow."""
        self._lay_out()

    # --- within -------------------------------------------------------------------------------------------------------

    def _subject(self) -> Subject:
        agent, snapshot = self.bridge.agent, self.bridge.snapshot
        now_unix_ms = time.time_ns() // 1_000_000

        def look() -> Sample:
            if snapshot.sample is None:
                raise NetmonError(say("Nothing was measured yet."))
            return snapshot.sample

        return Subject(agent.paths, agent.loaded, dict(os.environ), now_unix_ms, look, agent.is_clock_synchronised)

    def _show(self, place: int, row: Row) -> None:
        """Rows take the places of those of the check before, so that nothing jumps."""
        if place == len(self._lines):
            line = DiagnosisRow(self.theme, has_rule=place > 0)
            line.chosen.connect(self._help)
            self._lines.append(line)
            self._column.addWidget(line)
        self._lines[place].show_row(row)
        self._card.setVisible(True)
        self._lay_out()

    def _end(self, found: list[Row]) -> None:
        self.rows = found
        for line in self._lines[len(found) :]:
            line.deleteLater()
        del self._lines[len(found) :]
        self._status.set_text(summary(found))

    def _lay_out(self) -> None:
        is_narrow = self.width() < _NARROW_PX * enlargement(self)
        widths = [line.name_widths() for line in self._lines]
        for line in self._lines:
            line.set_narrow(is_narrow=is_narrow)
            line.set_widths(max(width for width, _ in widths), 0 if is_narrow else max(width for _, width in widths))

    def _help(self, remedy: Remedy) -> None:
        if remedy is Remedy.ALLOW:
            self.acted.emit(Action.SETTINGS)
        elif remedy is Remedy.LOG_IN:
            self.acted.emit(Action.LOGIN)
        elif remedy is Remedy.FOLDER:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.bridge.agent.paths.data_dir)))
        elif remedy is Remedy.AUTOSTART:
            self.bridge.errand(self, self._start_at_login, self._take_start)
        else:
            self.opened.emit("settings", "upload" if remedy is not Remedy.SETTINGS else "")

    def _start_at_login(self) -> Iterable[AutostartStatus]:
        """Run in a thread."""
        yield system_autostart(os.environ).enable(command_of_tray(self.bridge.agent.paths.options()))

    def _take_start(self, news: AutostartStatus | NetmonError) -> None:
        if isinstance(news, NetmonError):
            self._status.set_text(news.text)
        else:
            self.check()


def _and_end(rows: Iterator[Row]) -> Iterator[Row | None]:
    """The rows, and None after the last."""
    yield from rows
    yield None


def summary(rows: list[Row]) -> str:
    """The outcome in a sentence."""
    worries = sum(row.state is RowState.ATTENTION for row in rows)
    if not worries:
        return say("Nothing needs attention.")
    return count(worries, "{n} row needs attention.", "{n} rows need attention.")


def report(rows: list[Row]) -> str:
    """The rows as plain text, for whoever helps."""
    lines = (joined([joined([STATE_WORDS[row.state], row.title], " - "), row.finding], ": ") for row in rows)
    return "".join(f"{translated(line)}\n" for line in lines)

"""The Networks view: every network seen, its grade, and what the user says about it."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from netmon_tray import audit, choices
from netmon_tray.coverage import Spot
from netmon_tray.gui import networks_words
from netmon_tray.gui.bridge import Bridge
from netmon_tray.gui.coverage_view import CoverageView
from netmon_tray.gui.flow import FlowLayout
from netmon_tray.gui.labels import Glyph, Text
from netmon_tray.gui.network_detail import NetworkDetailView
from netmon_tray.gui.networks_data import NetworkDetail, NetworkRow, read_detail, read_networks
from netmon_tray.gui.networks_tree import NetworksTree
from netmon_tray.gui.range_buttons import CONTROL_PX
from netmon_tray.gui.state_view import StateCardView
from netmon_tray.gui.states import StateCard
from netmon_tray.gui.theme import Role, Theme
from netmon_tray.gui.translation import tr, translated
from netmon_tray.gui.views.view import View
from netmon_tray.model import NetmonError
from netmon_tray.snapshot import Snapshot
from netmon_tray.store.history import NetworkFlags
from netmon_tray.words import say

_CHECK_MS = 60_000
"""How often the list is read anew while it is seen."""
_FIND_PX = 200


class NetworksView(View):
    """Header, list, and a sentence on what is graded.

    ``go_to`` takes the key of a network, whose row is then opened.

    Attributes:
        tree: The list.
        coverage: The signal by place, once it was asked for.
    """

    name = "networks"

    def __init__(
        self,
        bridge: Bridge,
        theme: Theme,
        memory: QSettings,
        unix_ms: Callable[[], int] = lambda: time.time_ns() // 1_000_000,
    ) -> None:
        super().__init__(bridge, theme, memory)
        self._unix_ms = unix_ms
        self._read_at_ms = 0
        self._rows: tuple[NetworkRow, ...] = ()
        self._wanted: str | None = None
        self._unkept: dict[str, NetworkFlags] = {}
        """What is on its way to the disk: what is read meanwhile is older."""
        self._spots_key: str | None = None
        self.tree = NetworksTree(theme, self._make_detail)
        self.coverage: CoverageView | None = None
        self._build()
        self._find.textChanged.connect(self._filter)
        self._grades.activated.connect(self._filter)
        self.tree.opened.connect(self._ask_detail)
        self._by_place.toggled.connect(self._set_by_place)

    # --- what it shows ------------------------------------------------------------------------------------------------

    def set_seen(self, *, is_seen: bool) -> None:
        """Read anew what may have come while nobody looked."""
        if is_seen:
            self._ask()

    def show_snapshot(self, snapshot: Snapshot) -> None:  # noqa: ARG002 - only the clock matters
        """Read anew once a minute."""
        if self._unix_ms() - self._read_at_ms >= _CHECK_MS:
            self._ask()

    def go_to(self, argument: object) -> None:
        """Open the row of a network, as soon as it is there."""
        self._wanted = str(argument)
        self._open_wanted()

    def first_focus(self) -> QWidget:
        """The list."""
        return self.tree

    # --- reading ------------------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        self._read_at_ms = self._unix_ms()
        if self._by_place.isChecked():
            self._ask_spots()
        self.bridge.reader.ask(self, read_networks, self._show_rows, key="networks")

    def _ask_detail(self, key: str) -> None:
        self.bridge.reader.ask(self, partial(read_detail, key=key), self._show_detail, key="detail")

    def _show_rows(self, rows: tuple[NetworkRow, ...] | NetmonError) -> None:
        if isinstance(rows, NetmonError):
            self._show_card(StateCard("networks", "disk", "err", say("Cannot be read"), rows.title, rows.advice))
            return
        self._rows = rows
        self._title.set_text(networks_words.headline(rows))
        told = networks_words.worries(rows)
        for part in (self._worry_glyph, self._worry):
            part.setVisible(told is not None)
        if told is not None:
            self._worry_glyph.show_glyph(told[0], "err" if told[0] == "unlock" else "warn")
            self._worry.set_text(told[1])
        if not self._is_typing():
            self.tree.networks.show_rows(rows, self._unix_ms())
            self._show_flags()
        self._show_card(_NOTHING_SEEN if not rows else None)
        self._open_wanted()

    def _show_flags(self) -> None:
        """Another process, or the command line, may have said something about the open network."""
        shown = self.tree.detail
        row = next((row for row in self._rows if shown is not None and row.key == shown.key), None)
        if shown is not None and row is not None and not self._unkept:
            shown.take_flags(row.flags)

    def _show_detail(self, detail: NetworkDetail | NetmonError) -> None:
        shown = self.tree.detail
        if isinstance(detail, NetmonError) or shown is None or shown.key != detail.key:
            return
        shown.show_detail(detail)

    def _set_by_place(self, is_by_place: bool) -> None:  # noqa: FBT001 - a Qt slot
        if self.coverage is None:
            self.coverage = CoverageView(self.theme)
            self.coverage.network_chosen.connect(self._ask_spots_of)
            self._stack.addWidget(self.coverage)
            self.coverage.show_networks(tuple((row.key, networks_words.shown_name(row)) for row in self._rows))
        self._stack.setCurrentWidget(self.coverage if is_by_place else self._list)
        self._by_place.setText(tr("Show as list") if is_by_place else tr("Signal by place"))
        for part in (self._find, self._grades):
            part.setEnabled(not is_by_place)
        if is_by_place:
            self._ask_spots()

    def _ask_spots_of(self, key: str | None) -> None:
        self._spots_key = key
        self._ask_spots()

    def _ask_spots(self) -> None:
        key = self._spots_key
        self.bridge.reader.ask(
            self, lambda stores: tuple(stores.coverage.spots(network_key=key)), self._show_spots, key="spots"
        )

    def _show_spots(self, spots: tuple[Spot, ...] | NetmonError) -> None:
        if self.coverage is not None and not isinstance(spots, NetmonError):
            self.coverage.show_spots(spots)

    def _show_card(self, card: StateCard | None) -> None:
        if card is not None:
            self._empty.show_card(card)
        self._empty.setVisible(card is not None)
        self.tree.setVisible(card is None)

    def _open_wanted(self) -> None:
        if self._wanted is not None and self._rows:
            self._find.clear()
            self._grades.setCurrentIndex(0)
            self._filter()
            self.tree.open(self._wanted)
            self._wanted = None

    def _is_typing(self) -> bool:
        """Whether the list may not be made anew: what is typed into an open row would be lost."""
        shown = self.tree.detail
        return shown is not None and shown.is_typing()

    def _filter(self, _chosen: object = None) -> None:
        self.tree.networks.filter(self._find.text(), self._grades.currentData() or "")

    # --- what the user says -------------------------------------------------------------------------------------------

    def _make_detail(self, row: NetworkRow) -> NetworkDetailView:
        detail = NetworkDetailView(row, self.theme, self._unix_ms)
        detail.said.connect(self._keep)
        detail.history_wanted.connect(lambda key: self.opened.emit("history", key))
        detail.grown.connect(self.tree.fit_detail)
        return detail

    def _keep(self, key: str, flags: NetworkFlags) -> None:
        """Store it at once, whoever records; the disk may keep us waiting, so not in this thread, and one by one."""
        is_idle = not self._unkept
        self._unkept[key] = flags
        if is_idle:
            self._keep_next()

    def _keep_next(self) -> None:
        key, flags = next(iter(self._unkept.items()))
        change, agent = partial(choices.describe_network, network_key=key, flags=flags), self.bridge.agent
        self.bridge.errand(self, lambda: [agent.note(change)], partial(self._on_kept, key, flags))

    def _on_kept(self, key: str, flags: NetworkFlags, outcome: object) -> None:
        if self._unkept[key] == flags:
            del self._unkept[key]
        shown = self.tree.detail
        if shown is not None and shown.key == key:
            shown.tell_fault(str(outcome) if isinstance(outcome, NetmonError) else "")
        if self._unkept:
            self._keep_next()
        else:
            self._ask()

    # --- parts --------------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._empty = StateCardView(self.theme, is_banner=False, parent=self)
        self._empty.setVisible(False)
        footer = Text(self.theme, Role.AXIS, "ink2")
        footer.setWordWrap(True)
        footer.set_text(
            say("Security is graded from what the network announces and what was negotiated, not from its name.")
        )
        self._list = QWidget()
        listed = QVBoxLayout(self._list)
        listed.setContentsMargins(0, 0, 0, 0)
        listed.setSpacing(12)
        listed.addWidget(self._empty)
        listed.addWidget(self.tree, 1)
        listed.addWidget(footer)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._list)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        column.addLayout(self._header())
        column.addWidget(self._stack, 1)

    def _header(self) -> FlowLayout:
        self._find, self._grades = QLineEdit(), QComboBox()
        self._find.setPlaceholderText(tr("Find a network"))
        self._find.setAccessibleName(tr("Find a network"))
        self._find.setClearButtonEnabled(True)
        self._find.setMinimumWidth(_FIND_PX)
        self._grades.setAccessibleName(tr("Security grade"))
        self._grades.addItem(tr("All grades"), "")
        for grade in audit.Grade:
            self._grades.addItem(translated(audit.GRADE_WORDS[grade]), grade.value)
        self._by_place = QPushButton(tr("Signal by place"))
        self._by_place.setCheckable(True)
        header = FlowLayout(spacing_px=8, pushed_from=1)
        header.addWidget(self._summary())
        for control in (self._find, self._grades, self._by_place):
            control.setMinimumHeight(CONTROL_PX)
            header.addWidget(control)
        return header

    def _summary(self) -> QWidget:
        """How many networks there are, and how many of them are a worry."""
        self._title = Text(self.theme, Role.TITLE)
        self._title.set_text(say("Networks"))
        self._worry_glyph, self._worry = Glyph(self.theme, "unlock", "err"), Text(self.theme, Role.BODY, "ink2")
        self._worry_glyph.setVisible(False)
        summary = QWidget()
        row = QHBoxLayout(summary)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for part in (self._title, self._worry_glyph, self._worry):
            row.addWidget(part)
        return summary


_NOTHING_SEEN = StateCard(
    "networks",
    "clock",
    "ink2",
    say("Just started"),
    say("No network yet"),
    say("A network appears here a minute after this computer was attached to it."),
)

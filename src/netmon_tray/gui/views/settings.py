"""The Settings view: groups at the left, the fields of one of them at the right; every change has effect at once."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSettings, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from netmon_tray import health
from netmon_tray.gui import states
from netmon_tray.gui.bridge import Bridge
from netmon_tray.gui.labels import enlargement
from netmon_tray.gui.setting_field import Choice
from netmon_tray.gui.settings_extras import Permissions, Places, StartAtLogin
from netmon_tray.gui.settings_page import SettingsPage
from netmon_tray.gui.settings_words import GROUPS, Group
from netmon_tray.gui.state_view import StateCardView
from netmon_tray.gui.theme import Theme
from netmon_tray.gui.translation import tr, translated
from netmon_tray.gui.views.view import View
from netmon_tray.snapshot import Snapshot
from netmon_tray.words import say

_GROUP_KEY = "settings/group"
_NARROW_PX = 560
"""Below this width the groups fold into a box above the page; more with larger text."""
_LIST_PX, _ITEM_PX, _ROW_SPARE_PX = 160, 8, 14
_LIST_TOP_PX = 20
"""The first group stands beside the page's title."""
_LIST_SPARE_PX = 2 * _ITEM_PX + 16


class SettingsView(View):
    """The groups and the page of one.

    Attributes:
        groups: The list.
    """

    name = "settings"

    def __init__(self, bridge: Bridge, theme: Theme, memory: QSettings) -> None:
        super().__init__(bridge, theme, memory)
        self._pages: dict[str, SettingsPage] = {}
        self.groups = QListWidget()
        self._choice = Choice()
        self._stack = QStackedWidget()
        self._broken = StateCardView(theme, is_banner=True)
        self._build()
        remembered = str(memory.value(_GROUP_KEY, ""))
        self.go_to(remembered)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Follow what holds, and say where the file does not."""
        card = self._broken_card()
        self.card_in_view = card
        self._broken.setVisible(card is not None)
        if card is not None:
            self._broken.show_card(card)
        self.page(self._group().name).show_snapshot(snapshot)

    def go_to(self, argument: object) -> None:
        """Show a group, by its name."""
        names = [group.name for group in GROUPS]
        self.groups.setCurrentRow(names.index(argument) if argument in names else 0)

    def first_focus(self) -> QWidget:
        """The groups, which the arrow keys walk through."""
        return self.groups if self._choice.isHidden() else self._choice

    def page(self, name: str) -> SettingsPage:
        """The page of a group, made when it is first asked for."""
        if name not in self._pages:
            group = next(group for group in GROUPS if group.name == name)
            page = SettingsPage(self.bridge, self.theme, group)
            self._add_extras(page, name)
            page.set_narrow(is_narrow=not self._choice.isHidden())
            self._pages[name] = page
            self._stack.addWidget(_scrolled(page))
        return self._pages[name]

    # --- events -------------------------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Another font needs another width."""
        if event.type() == QEvent.Type.FontChange:
            self._lay_out()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """A list that folds where there is little room."""
        self._lay_out()

    # --- within -------------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.groups.setFrameShape(QFrame.Shape.NoFrame)
        self.groups.viewport().setAutoFillBackground(False)
        for group in GROUPS:
            QListWidgetItem(translated(group.title), self.groups)
            self._choice.addItem(translated(group.title))
        self.groups.setSpacing(1)
        self.groups.setStyleSheet(f"QListView::item {{ padding: 0 {_ITEM_PX}px; }}")
        for box in (self.groups, self._choice):
            box.setAccessibleName(tr("Groups of settings"))
        self.groups.currentRowChanged.connect(self._show_group)
        self._choice.currentIndexChanged.connect(self.groups.setCurrentRow)
        self._broken.acted.connect(self.acted)
        self._broken.setVisible(False)
        beside = QVBoxLayout()
        beside.setContentsMargins(8, _LIST_TOP_PX, 0, 0)
        beside.addWidget(self.groups)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addLayout(beside)
        row.addWidget(self._stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 16, 8, 0)
        column.addWidget(self._broken)
        column.addWidget(self._choice)
        column.addLayout(row, 1)

    def _lay_out(self) -> None:
        is_narrow = self.width() < _NARROW_PX * enlargement(self)
        self.groups.setVisible(not is_narrow)
        self._choice.setVisible(is_narrow)
        for page in self._pages.values():
            page.set_narrow(is_narrow=is_narrow)
        metrics = self.groups.fontMetrics()
        widest = max(metrics.horizontalAdvance(translated(group.title)) for group in GROUPS) + _LIST_SPARE_PX
        self.groups.setFixedWidth(max(widest, round(_LIST_PX * enlargement(self))))
        row = QSize(0, metrics.height() + _ROW_SPARE_PX)
        for place in range(self.groups.count()):
            self.groups.item(place).setSizeHint(row)

    def _group(self) -> Group:
        return GROUPS[max(0, self.groups.currentRow())]

    def _show_group(self) -> None:
        group = self._group()
        page = self.page(group.name)
        self.memory.setValue(_GROUP_KEY, group.name)
        self._choice.setCurrentIndex(self.groups.currentRow())
        self._stack.setCurrentIndex(list(self._pages).index(group.name))
        page.show_snapshot(self.bridge.snapshot)

    def _add_extras(self, page: SettingsPage, name: str) -> None:
        if name == "general":
            page.add_row("", StartAtLogin(self.bridge, self.theme))
        elif name == "privacy":
            permissions = Permissions(self.theme)
            permissions.acted.connect(self.acted)
            page.add_row(say("Permissions"), permissions)
            page.followers.append(permissions.show_snapshot)
        elif name == "diagnosis":
            places = Places(self.bridge, self.theme)
            places.acted.connect(self.acted)
            page.add_row("", places)

    def _broken_card(self) -> states.StateCard | None:
        conditions = self.bridge.agent.loaded.conditions
        broken = next((item for item in conditions if item.code == health.SETTINGS_BROKEN), None)
        return None if broken is None else states.condition_card(broken)


def _scrolled(page: QWidget) -> QScrollArea:
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setWidget(page)
    return scroll

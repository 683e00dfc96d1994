"""The navigation at the window's left: the views that exist, and below them what the app is doing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from netmon_tray.gui.labels import GLYPH_PX, LinkButton, Text, glyph_icon
from netmon_tray.gui.theme import Role, Theme
from netmon_tray.gui.translation import tr, tr_count, translated
from netmon_tray.gui.views import VIEWS, Entry
from netmon_tray.words import number, say

WIDE_PX = 184
NARROW_PX = 48
_GLYPH_SPACE_PX = 6
"""Between glyph and word, beyond what the style leaves."""


class _RailButton(QToolButton):
    """A view's button, with a count at its far end."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._count = ""

    def set_count(self, text: str) -> None:
        """Show another count."""
        self._count = text
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The button, and over it the count; nothing where there is room for the glyph only."""
        super().paintEvent(event)
        if not self._count or self.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly:
            return
        with QPainter(self) as painter:
            painter.setFont(self._theme.font(Role.STRONG))
            painter.setPen(self._theme.colour("ink2"))
            is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            side = Qt.AlignmentFlag.AlignLeft if is_mirrored else Qt.AlignmentFlag.AlignRight
            painter.drawText(self.rect().adjusted(12, 0, -12, 0), side | Qt.AlignmentFlag.AlignVCenter, self._count)


class _Rule(QWidget):
    """A line between groups of views."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedHeight(17)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """The line."""
        with QPainter(self) as painter:
            painter.fillRect(8, 8, self.width() - 16, 1, self._theme.colour("line"))


class Rail(QWidget):
    """Navigation and footer.

    Signals:
        chosen: A view was chosen, by its name.
        quit_chosen: Quit was chosen (offered where no tray has it).
    """

    chosen = Signal(str)
    quit_chosen = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._is_narrow = False
        self._group = QButtonGroup(self)
        self._buttons: dict[str, _RailButton] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 16, 8, 24)
        self._column.setSpacing(2)
        self._counts: dict[str, int] = {}
        for place, entry in enumerate(VIEWS, 1):
            if entry.is_apart and place > 1:
                self._column.addWidget(_Rule(theme))
            self._add(entry, f"Ctrl+{place}")
        self._column.addStretch(1)
        self._footer = [Text(theme, Role.AXIS, "ink2") for _ in range(2)]
        for line in self._footer:
            line.setContentsMargins(10, 0, 0, 0)
            line.setWordWrap(True)
            self._column.addWidget(line)
        self._quit = LinkButton(theme, say("Quit netmon"))
        self._quit.clicked.connect(self.quit_chosen)
        self._quit.setVisible(False)
        indented = QHBoxLayout()
        indented.setContentsMargins(9, 0, 0, 0)
        indented.addWidget(self._quit)
        self._column.addLayout(indented)
        self._offers_quit = False
        self.set_narrow(is_narrow=False)
        theme.changed.connect(self._restyle)

    def select(self, name: str) -> None:
        """Mark a view as the one that is shown."""
        self._buttons[name].setChecked(True)
        for button in self._buttons.values():  # Qt itself moves the one tab stop of a group with the focus only
            is_current = button.isChecked()
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_current else Qt.FocusPolicy.ClickFocus)
        self._restyle()

    def current(self) -> QWidget:
        """The button of the view that is shown."""
        return next(button for button in self._buttons.values() if button.isChecked())

    def set_narrow(self, *, is_narrow: bool) -> None:
        """Glyphs only, or glyphs and words."""
        self._is_narrow = is_narrow
        self.setFixedWidth(NARROW_PX if is_narrow else self._wide_px())
        style = Qt.ToolButtonStyle.ToolButtonIconOnly if is_narrow else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        for button in self._buttons.values():
            button.setToolButtonStyle(style)
            button.setToolTip(button.text() if is_narrow else "")
        self._restyle()
        for line in self._footer:
            line.setVisible(not is_narrow and bool(line.text()))
        self._quit.setVisible(self._offers_quit and not is_narrow)

    def set_count(self, name: str, amount: int) -> None:
        """Show beside a view how much waits there; 0 shows nothing."""
        if name in self._buttons and self._counts.get(name, 0) != amount:
            self._counts[name] = amount
            button = self._buttons[name]
            told = tr_count(amount, "{n} waiting", "{n} waiting") if amount else ""
            button.setAccessibleName(f"{button.text()}, {told}" if told else button.text())
            button.set_count(translated(number(amount)) if amount else "")

    def set_footer(self, lines: tuple[str, str]) -> None:
        """Say what the app is doing."""
        for label, text in zip(self._footer, lines, strict=True):
            label.set_text(text)
            label.setVisible(not self._is_narrow and bool(text))

    def offer_quit(self, *, is_offered: bool) -> None:
        """Show a way to quit, where there is no tray menu for it."""
        self._offers_quit = is_offered
        self._quit.setVisible(is_offered and not self._is_narrow)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The space between glyph and word changes its side with the layout."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._restyle()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """The side's own colour, and a line towards the page."""
        edge = self.width() - 1 if self.layoutDirection() == Qt.LayoutDirection.LeftToRight else 0
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._theme.colour("side"))
            painter.fillRect(edge, 0, 1, self.height(), self._theme.colour("line"))

    def _wide_px(self) -> int:
        return max(WIDE_PX, self.fontMetrics().horizontalAdvance(tr("Recording every second")) + 26)

    def _add(self, entry: Entry, keys: str) -> None:
        button = _RailButton(self._theme)
        button.setText(translated(entry.title))
        button.setAccessibleName(button.text())
        button.setAccessibleDescription(keys)
        button.setCheckable(True)
        button.setAutoRaise(True)
        button.setProperty("glyph", entry.glyph)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda: self.chosen.emit(entry.name))
        self._group.addButton(button)
        self._buttons[entry.name] = button
        self._column.addWidget(button)

    def _restyle(self) -> None:
        tokens = self._theme.tokens
        chosen_ink = tokens.ink if tokens.has_tints else tokens.on_accent
        style = (
            f"QToolButton {{ border: 1px solid transparent; border-radius: 4px; padding: 6px 8px;"
            f" text-align: left; color: {tokens.ink}; }}"
            f"QToolButton:hover {{ background: {tokens.band}; }}"
            f"QToolButton:checked {{ background: {tokens.soft}; color: {chosen_ink}; }}"
            f"QToolButton:focus {{ border-color: {tokens.accent}; }}"
        )
        for button in self._buttons.values():
            button.setStyleSheet(style)  # of the whole rail it would keep its lines in the colours that they had before
            is_chosen = button.isChecked()
            token = ("accent" if tokens.has_tints else "on_accent") if is_chosen else "ink2"
            glyph = str(button.property("glyph"))
            space_px = 0 if self._is_narrow else _GLYPH_SPACE_PX
            mirrored = -space_px if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else space_px
            icon = glyph_icon(glyph, self._theme.colour(token), self.devicePixelRatioF(), space_px=mirrored)
            button.setIcon(icon)
            button.setIconSize(QSize(GLYPH_PX + space_px, GLYPH_PX))
            button.setFont(self._theme.font(Role.STRONG if is_chosen else Role.BODY))
        self.update()

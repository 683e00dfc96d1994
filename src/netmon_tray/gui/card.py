"""A card of the overview: a button that leads to its view, with at most one action of its own."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from netmon_tray.gui.labels import GLYPH_PX, Glyph, LinkButton, Text, paint_glyph
from netmon_tray.gui.state_view import CORNER_PX
from netmon_tray.gui.theme import Role, Theme
from netmon_tray.gui.translation import translated

_PADDING_PX = 16


class Card(QAbstractButton):
    """The frame with its title; what is in it is read by its accessible name.

    Attributes:
        content: Where the parts of the card go.
        action: The one thing to do; hidden while there is none. A second tab stop.
    """

    def __init__(self, theme: Theme, title: str = "") -> None:
        super().__init__()
        self.theme = theme
        self._title = title
        self._is_pointed = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setBackgroundRole(QPalette.ColorRole.Window)  # else labels in it would take the colour of buttons
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.content = QVBoxLayout(self)
        self.content.setContentsMargins(_PADDING_PX, _PADDING_PX, _PADDING_PX, _PADDING_PX)
        self.content.setSpacing(8)
        if title:
            caption = Text(theme, Role.BODY, "ink2")
            caption.set_text(title)
            head = QHBoxLayout()
            head.addWidget(caption, 1)
            head.addSpacing(GLYPH_PX + 8)
            self.content.addLayout(head)
        self.action = LinkButton(theme, "")
        self.action.setVisible(False)
        self.tell()
        theme.changed.connect(self.update)

    def add_action(self) -> None:
        """Put the action below what was added so far."""
        self.content.addWidget(self.action, 0, Qt.AlignmentFlag.AlignLeading)

    def offer(self, text: str | None) -> None:
        """Offer the action by its words, or none."""
        self.action.setVisible(text is not None)
        if text is not None:
            self.action.set_text(text)

    def tell(self, *parts: str) -> None:
        """What the card says to those who hear it."""
        title = [translated(self._title)] if self._title else []
        told = ". ".join([*title, *(translated(part).rstrip(".") for part in parts if part)])
        if told != self.accessibleName():
            self.setAccessibleName(told)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """What is in it needs."""
        return self.content.totalSizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """What is in it needs at the least."""
        return self.content.totalMinimumSize()

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Its sentences break into lines."""
        return self.content.hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Height of everything in it at a width."""
        return self.content.totalHeightForWidth(width)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter does what the space bar does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802 - Qt's name
        """The pointer is over it."""
        self._is_pointed = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The pointer went away."""
        self._is_pointed = False
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Frame, focus, and the arrow that says that it leads somewhere."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            has_keys = self.hasFocus() and self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
            is_marked = has_keys or self._is_pointed
            colour = "accent" if has_keys else "ctl" if self._is_pointed else "line"
            painter.setPen(QPen(self.theme.colour(colour), 2 if has_keys else 1))
            painter.setBrush(self.theme.colour("surface"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), CORNER_PX, CORNER_PX)
            if self._title:
                self._paint_arrow(painter, "ink" if is_marked else "ink2")

    def _paint_arrow(self, painter: QPainter, token: str) -> None:
        place = QRectF(self.width() - _PADDING_PX - GLYPH_PX, _PADDING_PX + 2, GLYPH_PX, GLYPH_PX)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
        paint_glyph(painter, "chevron", place, self.theme.colour(token))


class Words(QWidget):
    """The large word of a card with its glyph, and a sentence below it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._glyph = Glyph(theme, "dash", "ink2")
        self._word, self._text = Text(theme, Role.TITLE), Text(theme, Role.BODY, "ink2")
        for label in (self._word, self._text):
            label.setWordWrap(True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._glyph)
        row.addWidget(self._word, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._text)

    def show_words(self, glyph: str, tone: str, word: str, text: str, *, word_tone: str = "ink") -> None:
        """Show them; without a glyph the word stands alone."""
        self._glyph.setVisible(bool(glyph))
        if glyph:
            self._glyph.show_glyph(glyph, tone)
        self._word.set_token(word_tone)
        self._word.set_text(word)
        self._text.set_text(text)
        self._text.setVisible(bool(text))

    def told(self) -> tuple[str, str]:
        """Word and sentence as they stand."""
        return self._word.text(), self._text.text()

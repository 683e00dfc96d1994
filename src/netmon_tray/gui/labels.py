"""Small parts that every view is made of: text in a role and a colour token, glyphs, flat links."""

from __future__ import annotations

import functools

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from netmon_tray.gui.svg_shapes import load_master
from netmon_tray.gui.theme import Role, Theme
from netmon_tray.gui.translation import translated

GLYPH_PX = 16
USUAL_LINE_PX = 18
"""Height of a line at which the layout's figures hold."""
INK = "ink"


def enlargement(widget: QWidget) -> float:
    """How much larger the text is than the layout's figures suppose; 1 for smaller text."""
    return max(1.0, widget.fontMetrics().height() / USUAL_LINE_PX)


def paint_glyph(painter: QPainter, name: str, place: QRectF, colour: QColor) -> None:
    """Paint a window icon (``resources/icons``) into a square."""
    master = load_master(f"icons/{name}")
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(place.topLeft())
    painter.scale(place.width() / master.size, place.height() / master.size)
    for shape in master.shapes:
        shape.paint(painter, colour)
    painter.restore()


def glyph_pixmap(name: str, colour: QColor, ratio: float, *, size_px: int = GLYPH_PX, space_px: int = 0) -> QPixmap:
    """A window icon of ``size_px`` device-independent pixels, with empty space to its right (negative: left)."""
    return _glyph_pixmap(name, colour.name(), ratio, size_px, space_px)


@functools.lru_cache(maxsize=128)
def _glyph_pixmap(name: str, colour: str, ratio: float, size_px: int, space_px: int) -> QPixmap:
    pixmap = QPixmap(round((size_px + abs(space_px)) * ratio), round(size_px * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        paint_glyph(painter, name, QRectF(max(0, -space_px), 0, size_px, size_px), QColor(colour))
    return pixmap


def glyph_icon(name: str, colour: QColor, ratio: float, *, space_px: int = 0) -> QIcon:
    """A window icon for a button."""
    return QIcon(glyph_pixmap(name, colour, ratio, space_px=space_px))


def app_pixmap(size_px: int) -> QPixmap:
    """The app's own icon in a size."""
    master = load_master("app/netmon-tray")
    pixmap = QPixmap(size_px, size_px)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(size_px / master.size, size_px / master.size)
        for shape in master.shapes:
            shape.paint(painter, QColor())
    return pixmap


class Text(QLabel):
    """Plain text in a type role and a colour token; follows the theme."""

    def __init__(self, theme: Theme, role: Role = Role.BODY, token: str = INK, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._role, self._token = theme, role, token
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._restyle()
        theme.changed.connect(self._restyle)

    def set_token(self, token: str) -> None:
        """Take another colour."""
        if token != self._token:
            self._token = token
            self._restyle()

    def set_text(self, text: str) -> None:
        """Say something else; nothing happens where it is the same."""
        text = translated(text)
        if text != self.text():
            self.setText(text)

    def _restyle(self) -> None:
        self.setFont(self._theme.font(self._role))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, self._theme.colour(self._token))
        self.setPalette(palette)


class ElidedText(Text):
    """One line that is cut with an ellipsis where it does not fit; the tooltip then has the whole text."""

    def __init__(self, theme: Theme, role: Role = Role.BODY, token: str = INK, parent: QWidget | None = None) -> None:
        super().__init__(theme, role, token, parent)
        self._whole = ""
        self.setMinimumWidth(1)

    def set_text(self, text: str) -> None:
        """Say something else."""
        text = translated(text)
        if text != self._whole:
            self._whole = text
            self.setAccessibleName(text)
            self._elide()
            self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The whole text on one line."""
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Any width does."""
        return QSize(1, super().minimumSizeHint().height())

    def resizeEvent(self, event: object) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Cut anew."""
        self._elide()

    def _elide(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, max(self.width(), 1))
        self.setText(shown)
        self.setToolTip("" if shown == self._whole else self._whole)


class Glyph(QLabel):
    """A window icon in a colour token; follows the theme."""

    def __init__(self, theme: Theme, name: str, token: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._name, self._token = theme, name, token
        self._restyle()
        theme.changed.connect(self._restyle)

    def show_glyph(self, name: str, token: str) -> None:
        """Show another icon."""
        self._name, self._token = name, token
        self._restyle()

    def _restyle(self) -> None:
        self.setPixmap(glyph_pixmap(self._name, self._theme.colour(self._token), self.devicePixelRatioF()))


class LinkButton(QPushButton):
    """A flat button that looks like a link; follows the theme."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(translated(text), parent)
        self._theme = theme
        self.setFlat(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._restyle()
        theme.changed.connect(self._restyle)

    def set_text(self, text: str) -> None:
        """Say something else."""
        self.setText(translated(text))

    def _restyle(self) -> None:
        self.setFont(self._theme.font(Role.STRONG))
        accent = self._theme.tokens.accent
        self.setStyleSheet(
            f"QPushButton {{ color: {accent}; background: transparent; border: 1px solid transparent;"
            f" padding: 2px 0; text-align: left; }}"
            f"QPushButton:hover, QPushButton:pressed {{ text-decoration: underline; }}"
            f"QPushButton:focus {{ border-bottom-color: {accent}; }}"
        )


class Note(QWidget):
    """A glyph and a sentence that wraps beside it."""

    def __init__(self, theme: Theme, glyph: str, token: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._glyph = Glyph(theme, glyph, token)
        self._text = Text(theme, Role.BODY, token)
        self._text.setWordWrap(True)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)

    def text(self) -> str:
        """The sentence as it is shown."""
        return self._text.text()

    def set_text(self, text: str) -> None:
        """Say something else."""
        self._text.set_text(text)
        self.setAccessibleName(self._text.text())

    def show_kind(self, glyph: str, token: str) -> None:
        """Take another glyph and colour."""
        self._glyph.show_glyph(glyph, token)
        self._text.set_token(token)

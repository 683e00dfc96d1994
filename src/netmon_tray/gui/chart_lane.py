"""The event lane between the charts: roams, outages, VPN and the like as glyph and word on the time axis."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from netmon_tray import units
from netmon_tray.audit import FINDINGS
from netmon_tray.gui.chart import Gutters
from netmon_tray.gui.labels import glyph_pixmap
from netmon_tray.gui.lane_layout import GLYPH_PX, OUTAGE, Mark, Outage, lane_marks, outages
from netmon_tray.gui.theme import Role, Theme
from netmon_tray.gui.time_view import TimeView
from netmon_tray.gui.translation import tr, translated
from netmon_tray.model import LiveEventKind, TimelineKind

GLYPHS: dict[str, str] = {
    LiveEventKind.CONNECTED: "connected",
    LiveEventKind.DISCONNECTED: "offline",
    LiveEventKind.ROAM: "roam",
    LiveEventKind.CHANNEL_SWAP: "channel",
    LiveEventKind.SECURITY: "shield",
    LiveEventKind.NAME: "name",
    LiveEventKind.VPN_ON: "lock",
    LiveEventKind.VPN_OFF: "unlock",
    LiveEventKind.PORTAL: "portal",
    LiveEventKind.SLEEP: "sleep",
    TimelineKind.ESTABLISHED: "connected",
    TimelineKind.TERMINATED: "nothing",
    TimelineKind.SECURITY_CHANGE: "shield",
    TimelineKind.NAME_CHANGE: "name",
    TimelineKind.PAUSE: "pause",
    **dict.fromkeys(FINDINGS, "shield-attention"),
    OUTAGE: "offline",
}
_TONES: dict[str, str] = {OUTAGE: "err", **dict.fromkeys(FINDINGS, "warn")}
_GLYPH_PX = 13


class EventLane(QWidget):
    """One strip with a mark for each event in view."""

    def __init__(self, view: TimeView, theme: Theme, gutters: Gutters, *, is_dense: bool = False) -> None:
        """``is_dense`` is a low lane of glyphs, for many events; their words are told where the pointer rests."""
        super().__init__()
        self._is_dense = is_dense
        self._view, self._theme, self._gutters = view, theme, gutters
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setAccessibleName(tr("Events"))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """24 pixels, 16 where it is dense, or what the text needs."""
        text_px = QFontMetrics(self._theme.font(Role.AXIS)).height()
        return QSize(200, max(16, text_px) if self._is_dense else max(24, text_px + 8))

    def marks(self) -> tuple[Mark, ...]:
        """The marks as they are laid out now."""
        text_width = None if self._is_dense else self._width_in(Role.AXIS)
        return lane_marks(self._view.marks(), self._view.outages(), self._view.scale, text_width)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """The strip, the outages, the marks."""
        with QPainter(self) as painter:
            self._paint(painter)

    def _paint(self, painter: QPainter) -> None:
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.fillRect(self.rect(), self._theme.colour("window"))
        strip = self._strip()
        painter.fillRect(strip, self._theme.colour("side"))
        painter.setPen(self._theme.colour("ink2"))
        self._paint_name(painter, QRect(0, 0, strip.left() - 12, self.height()))
        painter.setFont(self._theme.font(Role.AXIS))
        for span in outages(self._view.outages(), self._view.scale, self._width_in(Role.CAPTION)):
            self._paint_outage(painter, strip, span)
        for mark in self.marks():
            self._paint_mark(painter, strip, mark)

    def _paint_name(self, painter: QPainter, place: QRect) -> None:
        """In the gutter, which is as wide as figures are: a longer word is set narrower."""
        font, name = QFont(self._theme.font(Role.AXIS)), tr("Events")
        font.setStretch(min(100, 100 * place.width() // max(1, self._width_in(Role.AXIS)(name))))
        painter.setFont(font)
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, name)

    def event(self, event: QEvent) -> bool:
        """Tell a mark in full where the pointer rests."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            x = event.pos().x() - self._strip().left()
            under = [mark for mark in self.marks() if mark.x <= x < mark.x + mark.width_px]
            moment = units.date_time_text if self._is_dense else units.clock_text
            lines = [f"{moment(item.at_unix_ms)}  {translated(item.text)}" for mark in under for item in mark.events]
            QToolTip.showText(event.globalPos(), "\n".join(lines), self)
            return True
        return super().event(event)

    def _strip(self) -> QRect:
        left, right = self._gutters.left_px, self._gutters.right_px
        return QRect(left, 0, max(1, self.width() - left - right), self.height())

    def _paint_outage(self, painter: QPainter, strip: QRect, span: Outage) -> None:
        place = QRect(strip.left() + span.left, 0, span.right - span.left, self.height())
        painter.fillRect(place, self._theme.colour("errsoft"))
        if span.begins_in_view:
            painter.fillRect(QRect(place.left(), 0, 2, self.height()), self._theme.colour("err"))
        if span.text is not None:
            painter.setPen(self._theme.colour("err"))
            painter.setFont(self._theme.font(Role.CAPTION))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, translated(span.text))

    def _paint_mark(self, painter: QPainter, strip: QRect, mark: Mark) -> None:
        left = strip.left() + mark.x
        ink = self._theme.colour(_TONES.get(mark.kind or "", "ink"))
        if self._is_dense:
            left -= 5 + _GLYPH_PX // 2  # the glyph stands at the moment itself
        else:
            painter.fillRect(QRect(left, 0, 2, self.height()), ink)
        text_left = left + 7
        if mark.kind is not None and mark.x + GLYPH_PX <= strip.width():
            glyph = glyph_pixmap(GLYPHS.get(mark.kind, "note"), ink, self.devicePixelRatioF(), size_px=_GLYPH_PX)
            painter.drawPixmap(left + 5, (self.height() - _GLYPH_PX) // 2, glyph)
            text_left = left + 22
        if mark.text is not None:
            painter.setPen(ink)
            painter.setFont(self._theme.font(Role.AXIS))
            place = QRectF(text_left, 0, strip.right() - text_left + 1, self.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, translated(mark.text))

    def _width_in(self, role: Role) -> Callable[[str], int]:
        metrics = QFontMetrics(self._theme.font(role))
        return lambda text: metrics.horizontalAdvance(translated(text))

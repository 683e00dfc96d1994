"""``netmon-tray --render-report FILE``: a page from standard input, drawn as a PDF by Qt's own writer.

The command line calls this program for it (decisions.md 17), so that nothing without a window loads Qt.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QBuffer, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
)

from netmon_tray.gui.tokens import LIGHT
from netmon_tray.gui.translation import Languages, tr, translated
from netmon_tray.reports import Axis, Page, Table

FAILED = 1
_PLATFORM = {"win32": "windows"}.get(sys.platform, "offscreen")
"""A page needs fonts and no screen; on Windows Qt's offscreen platform has no fonts, and its own needs no screen."""
DPI = 300
_POINT = DPI / 72
"""Of typography, in the writer's own dots."""
_MARGIN_MM = 16.0
_PADDING = 3.5 * _POINT
_AXIS_ROW = 13 * _POINT
_NARROWEST_BAR = 1.2 * _POINT
_COLOURS = {"link": "#6b7280", "gateway": "#c2410c", "dns": "#b45309", "internet": "#b91c1c"}
_INK, _INK_2, _LINE, _STRIPE = LIGHT.ink, LIGHT.ink2, LIGHT.line, LIGHT.band


def render(file: str, language: str) -> int:
    """Draw the page on standard input into a file, in the language that ``ui.language`` says.

    Returns the exit code, with a sentence where it failed.
    """
    os.environ["QT_QPA_PLATFORM"] = _PLATFORM
    application = QGuiApplication.instance() or QGuiApplication(["netmon-tray"])
    Languages(application, language)
    try:
        page = Page.from_text(sys.stdin.read(), translated)
    except (ValueError, KeyError, TypeError) as error:
        print(f"netmon-tray: no report stands on standard input ({error}).", file=sys.stderr)
        return FAILED
    drawn = draw(page)
    del application
    try:
        Path(file).write_bytes(drawn)
    except OSError as error:
        print(f"netmon-tray: the file cannot be written: {error.strerror or error}.", file=sys.stderr)
        return FAILED
    return 0


def draw(page: Page) -> bytes:
    """Draw a page, and return it as PDF: Qt's writer says nothing of a file on a full disk, so it is given none."""
    drawn = QBuffer()
    drawn.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(drawn)
    writer.setResolution(DPI)
    writer.setTitle(page.title)
    writer.setCreator("netmon-tray")
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter
        )
    )
    painter = QPainter(writer)
    sheet = _Sheet(writer, painter, QSizeF(writer.width(), writer.height()), page.title)
    sheet.title(page)
    sheet.figures(page.facts)
    if page.axis is not None:
        sheet.axis(page.axis)
    for table in page.tables:
        sheet.table(table)
    for note in page.notes:
        sheet.paragraph(note)
    sheet.foot()
    painter.end()
    return bytes(drawn.data().data())


@dataclass
class _Sheet:
    """A pen that knows how far down it is, and begins a new page where the end is near."""

    writer: QPdfWriter
    painter: QPainter
    size: QSizeF
    running_title: str
    y: float = 0.0
    number: int = field(default=1)

    # --- parts of a page ----------------------------------------------------------------------------------------------

    def title(self, page: Page) -> None:
        """The name of the report and its range."""
        self._line(page.title, _font(20, bold=True), _INK)
        self._line(page.subtitle, _font(10), _INK_2)
        self.y += 8 * _POINT

    def figures(self, facts: Sequence[tuple[str, str]]) -> None:
        """The figures that matter, side by side."""
        label, value = _font(8.5), _font(13, bold=True)
        width = self.size.width() / max(1, len(facts))
        height = self._metrics(label).height() + self._metrics(value).height() + 4 * _PADDING
        self._need(height)
        for at, (name, figure) in enumerate(facts):
            box = QRectF(at * width, self.y, width - 5 * _POINT, height)
            self.painter.fillRect(box, QColor(_STRIPE))
            inner = box.adjusted(2 * _PADDING, _PADDING, -_PADDING, -_PADDING)
            self._text(inner, name, label, _INK_2, Qt.AlignmentFlag.AlignTop)
            self._text(inner, figure, value, _INK, Qt.AlignmentFlag.AlignBottom)
        self.y += height + 12 * _POINT

    def axis(self, axis: Axis) -> None:
        """A strip for each kind over the whole range, with round moments below."""
        font = _font(8.5)
        left = max(self._metrics(font).horizontalAdvance(word) for _, word in axis.kinds) + 8 * _POINT
        width = self.size.width() - left
        span = max(1, axis.until_unix_ms - axis.since_unix_ms)
        self._need(_AXIS_ROW * (len(axis.kinds) + 2))
        top = self.y
        for row, (kind, word) in enumerate(axis.kinds):
            strip = QRectF(left, top + row * _AXIS_ROW, width, _AXIS_ROW - 2 * _POINT)
            self._text(QRectF(0, strip.top(), left, strip.height()), word, font, _INK_2, Qt.AlignmentFlag.AlignVCenter)
            self.painter.fillRect(strip, QColor(_STRIPE))
            for bar in axis.bars:
                if bar.kind == kind:
                    x = left + (bar.since_unix_ms - axis.since_unix_ms) / span * width
                    length = max(_NARROWEST_BAR, (bar.until_unix_ms - bar.since_unix_ms) / span * width)
                    place = QRectF(min(x, left + width - length), strip.top(), length, strip.height())
                    self.painter.fillRect(place, QColor(_COLOURS.get(kind, _INK)))
        bottom = top + len(axis.kinds) * _AXIS_ROW
        self.painter.setPen(QPen(QColor(_LINE), 0.6 * _POINT))
        for at_unix_ms, word in axis.ticks:
            x = left + (at_unix_ms - axis.since_unix_ms) / span * width
            self.painter.drawLine(round(x), round(top), round(x), round(bottom + 2 * _POINT))
            half = self._metrics(font).horizontalAdvance(word) / 2 + 1
            begin = min(max(left, x - half), left + width - 2 * half)
            place = QRectF(begin, bottom + 2 * _POINT, 2 * half, _AXIS_ROW)
            self._text(place, word, font, _INK_2, Qt.AlignmentFlag.AlignTop)
            self.painter.setPen(QPen(QColor(_LINE), 0.6 * _POINT))
        self.y = bottom + _AXIS_ROW + 12 * _POINT

    def table(self, table: Table) -> None:
        """A heading, the names of the columns, and rows over as many pages as it takes."""
        self._need(60 * _POINT)
        self._line(table.heading, _font(13, bold=True), _INK)
        self.y += 2 * _POINT
        if not table.rows:
            self.paragraph(table.none)
            return
        widths = _widths(table, self._metrics(_font(8.5, bold=True)), self.size.width())
        self._row(table, [column.heading for column in table.columns], widths, _font(8.5, bold=True), is_heading=True)
        for number, row in enumerate(table.rows):
            if self._need(20 * _POINT):
                headings = [column.heading for column in table.columns]
                self._row(table, headings, widths, _font(8.5, bold=True), is_heading=True)
            self._row(table, row, widths, _font(8.5), is_heading=False, is_striped=number % 2 == 1)
        self.y += 14 * _POINT

    def paragraph(self, text: str) -> None:
        """Running text, broken into lines."""
        font = _font(8.5)
        room = QRectF(0, 0, self.size.width(), self.size.height())
        flags = Qt.TextFlag.TextWordWrap.value
        height = self._metrics(font).boundingRect(room, flags, text).height()
        self._need(height)
        self.painter.setFont(font)
        self.painter.setPen(QColor(_INK_2))
        self.painter.drawText(QRectF(0, self.y, self.size.width(), height * 1.1), flags, text)
        self.y += height + 6 * _POINT

    def foot(self) -> None:
        """The page's number and what it is a page of."""
        place = QRectF(0, self.size.height() - 10 * _POINT, self.size.width(), 10 * _POINT)
        footer = tr("{title} · page {n}", title=self.running_title, n=self.number)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
        self._text(place, footer, _font(8), _INK_2, right)

    # --- smaller pieces -----------------------------------------------------------------------------------------------

    def _row(
        self,
        table: Table,
        cells: Sequence[str],
        widths: Sequence[float],
        font: QFont,
        *,
        is_heading: bool,
        is_striped: bool = False,
    ) -> None:
        height = self._metrics(font).height() + 2 * _PADDING
        if is_striped:
            self.painter.fillRect(QRectF(0, self.y, self.size.width(), height), QColor(_STRIPE))
        x = 0.0
        metrics = self._metrics(font)
        for column, cell, width in zip(table.columns, cells, widths, strict=True):
            inner = QRectF(x + _PADDING, self.y, width - 2 * _PADDING, height)
            side = Qt.AlignmentFlag.AlignRight if column.is_figure else Qt.AlignmentFlag.AlignLeft
            shown = metrics.elidedText(cell, Qt.TextElideMode.ElideRight, inner.width())
            self._text(inner, shown, font, _INK_2 if is_heading else _INK, side | Qt.AlignmentFlag.AlignVCenter)
            x += width
        self.y += height
        if is_heading:
            self.painter.setPen(QPen(QColor(_LINE), 0.8 * _POINT))
            self.painter.drawLine(0, round(self.y), round(self.size.width()), round(self.y))

    def _line(self, text: str, font: QFont, colour: str) -> None:
        height = self._metrics(font).height()
        self._text(QRectF(0, self.y, self.size.width(), height), text, font, colour, Qt.AlignmentFlag.AlignTop)
        self.y += height

    def _text(self, place: QRectF, text: str, font: QFont, colour: str, side: Qt.AlignmentFlag) -> None:
        self.painter.setFont(font)
        self.painter.setPen(QColor(colour))
        self.painter.drawText(place, side.value | Qt.TextFlag.TextSingleLine.value, text)

    def _metrics(self, font: QFont) -> QFontMetricsF:
        return QFontMetricsF(font, self.writer)

    def _need(self, height: float) -> bool:
        """Begin a new page where ``height`` does not fit on this one; whether it was begun."""
        if self.y + height <= self.size.height() - 16 * _POINT:
            return False
        self.foot()
        self.writer.newPage()
        self.number += 1
        self.y = 0.0
        return True


def _font(points: float, *, bold: bool = False) -> QFont:
    font = QFont("Sans Serif")
    font.setStyleHint(QFont.StyleHint.SansSerif)  # where no font has that name
    font.setPointSizeF(points)
    if bold:
        font.setWeight(QFont.Weight.DemiBold)
    return font


def _widths(table: Table, metrics: QFontMetricsF, whole: float) -> list[float]:
    """Columns as wide as their widest cell; what is left, or missing, is shared by those that are no figures."""
    wanted = [
        max(metrics.horizontalAdvance(cell) for cell in (column.heading, *(row[at] for row in table.rows)))
        + 2 * _PADDING
        + _POINT
        for at, column in enumerate(table.columns)
    ]
    texts = [at for at, column in enumerate(table.columns) if not column.is_figure]
    spare = whole - sum(wanted)
    room = sum(wanted[at] for at in texts) or 1.0
    return [width + spare * width / room if at in texts else width for at, width in enumerate(wanted)]

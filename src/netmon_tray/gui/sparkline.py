"""The last quarter of an hour in small: signal over its bands, traffic about zero; nothing to point at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from netmon_tray import units
from netmon_tray.gui import chart_paint
from netmon_tray.gui.chart_columns import ColumnSeries, Gap
from netmon_tray.gui.chart_curve import Curve
from netmon_tray.gui.chart_paint import Frame
from netmon_tray.gui.chart_scale import SIGNAL_SCALES, SignalScale, rate_scale
from netmon_tray.gui.theme import Role, Theme
from netmon_tray.gui.timeline import Timeline
from netmon_tray.gui.translation import tr, translated
from netmon_tray.model import LiveEvent, LivePoint
from netmon_tray.units import RateUnits

RANGE_MS = 900_000
_PLOT_PX = 72
_GAP_PX = 8


class Sparkline(QWidget):
    """A plot with the times of its ends below it. Its card says in words what it shows.

    Attributes:
        timeline: What is drawn.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.timeline = Timeline(RANGE_MS)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    def load(self, points: Iterable[LivePoint], events: Iterable[LiveEvent]) -> None:
        """Draw what the agent remembers."""
        self.timeline.load(points, events)
        self.update()

    def add(self, point: LivePoint, events: Iterable[LiveEvent]) -> None:
        """Take in one sample."""
        self.timeline.add(point, events)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A readable plot."""
        return QSize(200, _PLOT_PX + self._label_px())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The least that shows a shape."""
        return QSize(120, _PLOT_PX + self._label_px())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Fit the curves."""
        self.timeline.set_width(self._plot().width())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Plot, gaps, labels."""
        with QPainter(self) as painter:
            painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # time runs to the right in every language
            self._paint(painter, self._plot())

    def _plot(self) -> QRect:
        return QRect(0, 2, max(1, self.width() - self._side_px()), max(1, self.height() - self._label_px() - 2))

    def _side_px(self) -> int:
        return 0

    def _label_px(self) -> int:
        return self.fontMetrics().height() + 4

    def _paint(self, painter: QPainter, plot: QRect) -> None:
        raise NotImplementedError

    def _paint_gaps(self, painter: QPainter, plot: QRect, gaps: Sequence[Gap]) -> None:
        chart_paint.paint_gaps(painter, self._theme, Frame(plot), gaps, lambda _: "")

    def _paint_times(self, painter: QPainter, plot: QRect, middle: str) -> None:
        painter.setFont(self._theme.font(Role.AXIS))
        painter.setPen(self._theme.colour("ink2"))
        below = QRect(plot.left(), plot.bottom() + 4, plot.width(), self._label_px())
        start = self.timeline.scale.end_unix_ms - RANGE_MS
        for text, side in (
            (units.round_clock_text(start), Qt.AlignmentFlag.AlignLeft),
            (middle, Qt.AlignmentFlag.AlignHCenter),
            (tr("now"), Qt.AlignmentFlag.AlignRight),
        ):
            painter.drawText(below, side | Qt.AlignmentFlag.AlignTop, text)


class SignalSparkline(Sparkline):
    """The signal over the bands of its measure, the one that it is in named in bold."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._curve = Curve(self.timeline.signal, is_filled=False)

    @property
    def has_signal(self) -> bool:
        """Whether there is anything to draw."""
        return bool(self.timeline.signal.runs)

    def _scale(self) -> SignalScale:
        return SIGNAL_SCALES[self.timeline.measure or "rssi"]

    def _side_px(self) -> int:
        metrics = self.fontMetrics()
        return max(metrics.horizontalAdvance(translated(band.word)) for band in self._scale().bands()) + 2 * _GAP_PX

    def _paint(self, painter: QPainter, plot: QRect) -> None:
        scale, gaps = self._scale(), self._curve.gaps(self.timeline.scale)
        spans = chart_paint.covered_spans(gaps, plot.width())
        latest = self.timeline.latest
        signal = latest.signal if latest else None
        painter.setFont(self._theme.font(Role.AXIS))
        for band in scale.bands():
            top, bottom = round(scale.y_of(band.high, plot.height())), round(scale.y_of(band.low, plot.height()))
            if band.is_shaded:
                for left, right in spans:
                    place = QRect(plot.left() + left, plot.top() + top, right - left, bottom - top)
                    painter.fillRect(place, self._theme.colour("band"))
            self._paint_word(painter, plot, translated(band.word), (top + bottom) // 2)
        self._paint_gaps(painter, plot, gaps)
        self._curve.paint(
            painter,
            plot,
            self.timeline.scale,
            self._theme.colour("ink"),
            key=scale,
            height_of=lambda value: scale.y_of(value, plot.height()),
        )
        if signal is not None:
            at = QPointF(plot.right(), plot.top() + scale.y_of(signal, plot.height()))
            chart_paint.paint_dot(painter, self._theme, at, self._theme.colour("accent"))
        self._paint_times(painter, plot, "")

    def _paint_word(self, painter: QPainter, plot: QRect, word: str, middle: int) -> None:
        height = painter.fontMetrics().height()
        painter.setPen(self._theme.colour("ink2"))
        place = QRect(plot.right() + 1 + _GAP_PX, plot.top() + middle - height // 2, self._side_px(), height)
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, word)


class TrafficSparkline(Sparkline):
    """What came down above zero, what went up below, with the peaks of both."""

    def __init__(self, theme: Theme, rate_units: RateUnits) -> None:
        super().__init__(theme)
        self.rate_units: RateUnits = rate_units
        self._down, self._up = (Curve(series, is_filled=True) for series in (self.timeline.down, self.timeline.up))

    def _peak(self, series: ColumnSeries) -> float:
        return series.peak(self.timeline.scale)

    def _paint(self, painter: QPainter, plot: QRect) -> None:
        down, up = self._peak(self.timeline.down), self._peak(self.timeline.up)
        scale = rate_scale(down, up, rate_units=self.rate_units, height_px=plot.height())
        self._paint_gaps(painter, plot, self._down.gaps(self.timeline.scale))
        for curve, token, side in ((self._down, "down", 1), (self._up, "up", -1)):
            curve.paint(
                painter,
                plot,
                self.timeline.scale,
                self._theme.colour(token),
                key=scale,
                height_of=lambda value, side=side: scale.y_of(side * value, plot.height()),  # type: ignore[misc]
            )
        chart_paint.paint_zero(painter, self._theme, plot, scale.y_of(0, plot.height()))
        shown_down, shown_up, unit = units.rate_pair(down, up, self.rate_units)
        peak = tr("peak ↓ {down} ↑ {up} {unit}", down=shown_down, up=shown_up, unit=unit)
        self._paint_times(painter, plot, peak)

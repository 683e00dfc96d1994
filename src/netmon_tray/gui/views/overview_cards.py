"""The cards of the overview, each filled from a value of ``overview_words``."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from netmon_tray import units
from netmon_tray.gui.card import Card, Words
from netmon_tray.gui.labels import Glyph, Text
from netmon_tray.gui.sparkline import SignalSparkline, TrafficSparkline
from netmon_tray.gui.states import Action, StateCard
from netmon_tray.gui.theme import Role, Theme
from netmon_tray.gui.translation import translated
from netmon_tray.gui.views import overview_words
from netmon_tray.gui.views.overview_data import Moved, Today
from netmon_tray.gui.views.overview_words import Hero, LatencyRow, Outages, Verdict
from netmon_tray.model import Throughput
from netmon_tray.units import RateUnits
from netmon_tray.words import joined, say

_BAR_PX = 10
_DAY_MS = 86_400_000


class HeroCard(Card):
    """Which network this is, or the state that stands in its place."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.spark = SignalSparkline(theme)
        self._stack = QStackedWidget()
        self._stack.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._stack.addWidget(self._connected())
        self._stack.addWidget(self._disconnected())
        self.content.setContentsMargins(24, 20, 24, 16)
        self.content.addWidget(self._stack)
        self.add_action()

    def show_hero(self, hero: Hero) -> None:
        """Show the network."""
        self._stack.setCurrentIndex(0)
        self.spark.setVisible(bool(hero.signal) or self.spark.has_signal)
        for label, text in (
            (self._caption_text, hero.caption),
            (self._name, hero.title),
            (self._signal, hero.signal),
            (self._level, hero.level),
            (self._radio, hero.radio),
            (self._event, hero.event),
        ):
            label.set_text(text)
            label.setVisible(bool(text))
        self._event_glyph.setVisible(bool(hero.event))
        self.offer(None)
        self.tell(hero.title, hero.caption, joined((hero.signal, hero.level)), hero.radio, hero.event)

    def show_state(self, card: StateCard) -> None:
        """Show what is instead of a network."""
        self._stack.setCurrentIndex(1)
        self._state_glyph.show_glyph(card.glyph, card.tone)
        self._state_word.set_token(card.tone)
        for label, text in (
            (self._state_word, card.word),
            (self._state_title, card.title),
            (self._state_text, card.text),
        ):
            label.set_text(text)
        self.offer(card.action.value if card.action else None)
        self.tell(card.word, card.title, card.text)

    def _connected(self) -> QWidget:
        theme = self.theme
        self._caption_text = Text(theme, Role.BODY, "ink2")
        self._name = Text(theme, Role.HERO)
        self._name.setWordWrap(True)
        self._signal, self._level = Text(theme, Role.LEAD), Text(theme, Role.LEAD_LIGHT, "ink2")
        self._radio, self._event = Text(theme, Role.BODY, "ink2"), Text(theme, Role.BODY, "ink2")
        self._event_glyph = Glyph(theme, "roam", "ink2")
        signal, event = QHBoxLayout(), QHBoxLayout()
        for row, parts in ((signal, (self._signal, self._level)), (event, (self._event_glyph, self._event))):
            row.setSpacing(8)
            for part in parts:
                row.addWidget(part)
            row.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._caption_text)
        words.addWidget(self._name)
        words.addLayout(signal)
        words.addWidget(self._radio)
        words.addLayout(event)
        words.addStretch(1)
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(24)
        row.addLayout(words, 1)
        row.addWidget(self.spark, 1)
        return page

    def _disconnected(self) -> QWidget:
        theme = self.theme
        self._state_glyph = Glyph(theme, "offline", "ink2")
        self._state_word, self._state_title = Text(theme, Role.BODY, "ink2"), Text(theme, Role.HERO)
        self._state_text = Text(theme, Role.BODY, "ink2")
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._state_glyph)
        head.addWidget(self._state_word, 1)
        column.addLayout(head)
        for label in (self._state_title, self._state_text):
            label.setWordWrap(True)
            column.addWidget(label)
        column.addStretch(1)
        return page


class _Rate(QWidget):
    """One direction: caption with its arrow, large figure, unit."""

    def __init__(self, theme: Theme, arrow: str, token: str, name: str) -> None:
        super().__init__()
        caption = Text(theme, Role.BODY, token)
        caption.set_text(name)
        self._figure, self._unit = Text(theme, Role.FIGURE), Text(theme, Role.LEAD_LIGHT, "ink2")
        head, row = QHBoxLayout(), QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(Glyph(theme, arrow, token))
        head.addWidget(caption, 1)
        row.setSpacing(6)
        row.addWidget(self._figure)
        row.addWidget(self._unit, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(row)

    def show_rate(self, figure: str, unit: str) -> None:
        """Show a rate; a missing one is said in words."""
        self._figure.set_text(figure)
        self._figure.setVisible(bool(figure))
        self._unit.set_text(unit)


class ThroughputCard(Card):
    """Down and up, equally large, with the last quarter of an hour."""

    def __init__(self, theme: Theme, rate_units: RateUnits) -> None:
        super().__init__(theme, say("Throughput now"))
        self.spark = TrafficSparkline(theme, rate_units)
        self._down = _Rate(theme, "arrow-down", "down", say("Down"))
        self._up = _Rate(theme, "arrow-up", "up", say("Up"))
        rates = QVBoxLayout()
        rates.setSpacing(16)
        rates.addWidget(self._down)
        rates.addWidget(self._up)
        rates.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addLayout(rates)
        row.addWidget(self.spark, 1)
        self.content.addLayout(row, 1)
        for part in (self._down, self._up):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            part.setMinimumWidth(part.fontMetrics().horizontalAdvance("888.8 Mbit/s") * 5 // 3)

    def show_rates(self, rates: Throughput | None, rate_units: RateUnits) -> None:
        """Show what moves now."""
        self.spark.rate_units = rate_units
        if rates is None:
            for part in (self._down, self._up):
                part.show_rate("", say("not available"))
            self.tell(say("not available"))
            return
        down, up, unit = units.rate_pair(rates.rx_bytes_per_s, rates.tx_bytes_per_s, rate_units)
        self._down.show_rate(down, unit)
        self._up.show_rate(up, unit)
        self.tell(
            say("{rate} down", rate=joined((down, unit))),
            say("{rate} up", rate=joined((up, unit))),
        )


class WordsCard(Card):
    """A card that says a verdict, with what belongs to it below."""

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__(theme, title)
        self.words = Words(theme)
        self.content.addWidget(self.words)
        self.content.addStretch(1)
        self.fill()
        self.add_action()

    def fill(self) -> None:
        """Add what stands between the words and the action."""

    def show_verdict(self, verdict: Verdict, *more: str) -> None:
        """Show the words; ``more`` is told only to those who hear the card."""
        self.words.show_words(verdict.glyph, verdict.tone, verdict.word, verdict.text, word_tone=verdict.word_tone)
        self.tell(verdict.word, verdict.text, *more)


class _Pairs(QWidget):
    """Names at one side, values at the other."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._theme = theme
        self._labels: list[tuple[Text, Text]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(0, 1)

    def show_pairs(self, pairs: tuple[tuple[str, str], ...]) -> None:
        """Show these, one below the other."""
        while len(self._labels) < len(pairs):
            labels = (Text(self._theme, Role.BODY, "ink2"), Text(self._theme))
            for column, label in enumerate(labels):
                self._grid.addWidget(label, len(self._labels), column)
            self._labels.append(labels)
        for place, labels in enumerate(self._labels):
            for column, label in enumerate(labels):
                label.setVisible(place < len(pairs))
                if place < len(pairs):
                    label.set_text(pairs[place][column])


class LatencyCard(WordsCard):
    """How quick the connection is."""

    def fill(self) -> None:
        """Router, name lookup, internet."""
        self._rows = _Pairs(self.theme)
        self.content.addWidget(self._rows)

    def show_latency(self, verdict: Verdict, rows: tuple[LatencyRow, ...]) -> None:
        """Show the verdict and who was asked."""
        self._rows.show_pairs(tuple((row.name, row.value) for row in rows))
        self.show_verdict(verdict, *(f"{translated(row.name)} {translated(row.value)}" for row in rows))


class UsageCard(Card):
    """Today and this month, both directions, and the quota."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, say("Usage"))
        self._figures = [(Text(theme, Role.TITLE), Text(theme, Role.BODY, "ink2")) for _ in range(2)]
        self._captions = [Text(theme, Role.BODY, "ink2") for _ in range(2)]
        self._moved = [[Text(theme), Text(theme)] for _ in range(2)]
        self._quota = Text(theme, Role.BODY, "ink2")
        self._quota.setWordWrap(True)
        self.content.addLayout(self._heads())
        self.content.addWidget(self._quota)
        self.content.addStretch(1)
        self.content.addLayout(self._table())

    def show_usage(self, today: Today, month: str) -> None:
        """Show what moved."""
        spoken = []
        for place, (moved, caption) in enumerate(((today.day, say("today")), (today.month, month))):
            number, unit = units.byte_parts(moved.total_bytes)
            self._figures[place][0].set_text(number)
            self._figures[place][1].set_text(unit)
            self._captions[place].set_text(caption)
            self._show_moved(place, moved)
            spoken.append(f"{translated(caption)} {translated(units.byte_text(moved.total_bytes))}")
        text, tone = overview_words.quota_text(today.quota) if today.quota is not None else ("", "ink2")
        self._quota.set_token(tone)
        self._quota.set_text(text)
        self._quota.setVisible(bool(text))
        self.tell(*spoken, text)

    def show_unread(self, reason: str) -> None:
        """Say why there is nothing to show."""
        self._quota.set_text(reason)
        self._quota.setVisible(True)
        self.tell(say("not available"), reason)

    def _show_moved(self, place: int, moved: Moved) -> None:
        for label, amount in zip(self._moved[place], (moved.rx_bytes, moved.tx_bytes), strict=True):
            label.set_text(units.byte_text(amount))

    def _heads(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        for place, column in ((0, 0), (1, 2)):
            row = QHBoxLayout()
            row.setSpacing(4)
            row.addWidget(self._figures[place][0])
            row.addWidget(self._figures[place][1], 0, Qt.AlignmentFlag.AlignBottom)
            grid.addLayout(row, 0, column)
            side = Qt.AlignmentFlag.AlignLeading if place == 0 else Qt.AlignmentFlag.AlignTrailing
            grid.addWidget(self._captions[place], 1, column, side)
        return grid

    def _table(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        for row, (token, name) in enumerate((("down", say("↓ Down")), ("up", say("↑ Up")))):
            caption = Text(self.theme, Role.BODY, token)
            caption.set_text(name)
            grid.addWidget(self._moved[0][row], row, 0, Qt.AlignmentFlag.AlignLeading)
            grid.addWidget(caption, row, 1, Qt.AlignmentFlag.AlignHCenter)
            grid.addWidget(self._moved[1][row], row, 2, Qt.AlignmentFlag.AlignTrailing)
        return grid


class _DayBar(QWidget):
    """The day from midnight to midnight: what is over, and the outages in it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._midnight_unix_ms = self._now_unix_ms = 0
        self._spans: tuple[tuple[int, int], ...] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.changed.connect(self.update)

    def show_day(self, midnight_unix_ms: int, now_unix_ms: int, spans: tuple[tuple[int, int], ...]) -> None:
        """Show a day."""
        self._midnight_unix_ms, self._now_unix_ms, self._spans = midnight_unix_ms, now_unix_ms, spans
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A bar with the times of its ends below it."""
        return QSize(100, _BAR_PX + 6 + self._theme_height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The same."""
        return QSize(60, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """Bar, outages, times."""
        with QPainter(self) as painter:
            painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # time runs to the right in every language
            bar = QRect(0, 2, self.width() - 1, _BAR_PX - 4)
            painter.setPen(self._theme.colour("line"))
            painter.drawRect(bar)
            painter.fillRect(
                bar.left(), bar.top(), self._x(self._now_unix_ms), bar.height(), self._theme.colour("line")
            )
            for start, end in self._spans:
                left = self._x(start)
                width = max(3, self._x(end) - left)
                painter.fillRect(min(left, self.width() - width), 0, width, _BAR_PX, self._theme.colour("err"))
            self._paint_times(painter)

    def _paint_times(self, painter: QPainter) -> None:
        painter.setFont(self._theme.font(Role.AXIS))
        painter.setPen(self._theme.colour("ink2"))
        below = QRect(0, _BAR_PX + 4, self.width(), self._theme_height())
        first = units.round_clock_text(self._spans[-1][0]) if self._spans else ""
        for text, side in (
            ("0:00", Qt.AlignmentFlag.AlignLeft),
            (first, Qt.AlignmentFlag.AlignHCenter),
            ("24:00", Qt.AlignmentFlag.AlignRight),
        ):
            painter.drawText(below, side | Qt.AlignmentFlag.AlignTop, text)

    def _x(self, at_unix_ms: int) -> int:
        share = (at_unix_ms - self._midnight_unix_ms) / _DAY_MS
        return round(min(max(share, 0.0), 1.0) * (self.width() - 1))

    def _theme_height(self) -> int:
        return self.fontMetrics().height()


class OutagesCard(WordsCard):
    """The outages of today."""

    def fill(self) -> None:
        """The day as a bar."""
        self._bar = _DayBar(self.theme)
        self.content.addWidget(self._bar)

    def show_outages(self, outages: Outages, midnight_unix_ms: int, now_unix_ms: int) -> None:
        """Show them."""
        self._bar.show_day(midnight_unix_ms, now_unix_ms, outages.spans)
        self.show_verdict(outages.verdict)


class SecurityCard(WordsCard):
    """How well the network protects.

    Signals:
        acted: The action was chosen (``states.Action``).
        trusted: The network is to be marked as trusted.
    """

    acted = Signal(object)
    trusted = Signal()

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__(theme, title)
        self._action: Action | None = None
        self.action.clicked.connect(self._act)

    def show_security(self, verdict: Verdict, action: Action | None, *, can_be_trusted: bool) -> None:
        """Show the grade; an action goes before the offer to trust."""
        self._action = action
        self.offer(action.value if action else say("Mark as trusted") if can_be_trusted else None)
        self.show_verdict(verdict)

    def _act(self) -> None:
        if self._action is not None:
            self.acted.emit(self._action)
        else:
            self.trusted.emit()

"""The cards of the overview, each filled from a value of ``overview_words``."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from netmon_tray import units
from netmon_tray.gui.card import Card, Words
from netmon_tray.gui.labels import ElidedText, Glyph, Text, enlargement
from netmon_tray.gui.sparkline import SignalSparkline, TrafficSparkline
from netmon_tray.gui.states import Action, StateCard
from netmon_tray.gui.theme import Role, Theme
from netmon_tray.gui.translation import translated
from netmon_tray.gui.views import overview_words
from netmon_tray.gui.views.overview_data import Moved, Today
from netmon_tray.gui.views.overview_parts import DayBar, Pairs, Rate
from netmon_tray.gui.views.overview_words import Hero, LatencyRow, Outages, Verdict
from netmon_tray.model import Throughput
from netmon_tray.units import RateUnits
from netmon_tray.words import joined, say

_BESIDE_PX = 440
"""The hero card holds words and curve beside each other from this width on; larger text needs more."""


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

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The curve below the words where both have no room beside each other."""
        super().resizeEvent(event)
        is_narrow = self.width() < _BESIDE_PX * enlargement(self)
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.TopToBottom if is_narrow else direction.LeftToRight)

    def _connected(self) -> QWidget:
        theme = self.theme
        self._caption_text = Text(theme, Role.BODY, "ink2")
        self._name = Text(theme, Role.HERO)
        self._signal, self._level = Text(theme, Role.LEAD), Text(theme, Role.LEAD_LIGHT, "ink2")
        self._radio, self._event = Text(theme, Role.BODY, "ink2"), Text(theme, Role.BODY, "ink2")
        self._event_glyph = Glyph(theme, "roam", "ink2")
        for text in (self._caption_text, self._name, self._radio):
            text.setWordWrap(True)
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
        self._row = QHBoxLayout(page)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(24)
        self._row.addLayout(words, 1)
        self._row.addWidget(self.spark, 1)
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


class ThroughputCard(Card):
    """Down and up, equally large, with the last quarter of an hour."""

    def __init__(self, theme: Theme, rate_units: RateUnits) -> None:
        super().__init__(theme, say("Throughput now"))
        self.spark = TrafficSparkline(theme, rate_units)
        self._down = Rate(theme, "arrow-down", "down", say("Down"))
        self._up = Rate(theme, "arrow-up", "up", say("Up"))
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


class LatencyCard(WordsCard):
    """How quick the connection is."""

    def fill(self) -> None:
        """Router, name lookup, internet."""
        self._rows = Pairs(self.theme)
        self.content.addWidget(self._rows)

    def show_latency(self, verdict: Verdict, rows: tuple[LatencyRow, ...]) -> None:
        """Show the verdict and who was asked."""
        self._rows.show_pairs(tuple((row.name, row.value) for row in rows))
        self.show_verdict(verdict, *(f"{translated(row.name)} {translated(row.value)}" for row in rows))


class _Direction(ElidedText):
    """A direction by its arrow and its word; by the arrow alone where the word does not fit."""

    def _elide(self) -> None:
        fits = self.fontMetrics().horizontalAdvance(self._whole) <= self.width()
        self.setText(self._whole if fits else self._whole[:1])
        self.setToolTip("" if fits else self._whole)


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
            caption = _Direction(self.theme, Role.BODY, token)
            caption.set_text(name)
            grid.addWidget(self._moved[0][row], row, 0, Qt.AlignmentFlag.AlignLeading)
            grid.addWidget(caption, row, 1, Qt.AlignmentFlag.AlignHCenter)
            grid.addWidget(self._moved[1][row], row, 2, Qt.AlignmentFlag.AlignTrailing)
        return grid


class OutagesCard(WordsCard):
    """The outages of today."""

    def fill(self) -> None:
        """The day as a bar."""
        self._bar = DayBar(self.theme)
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

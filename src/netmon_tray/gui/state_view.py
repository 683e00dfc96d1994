"""State cards on the screen: in the middle of empty charts, and as the banner above a view."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from netmon_tray.gui.labels import Glyph, LinkButton, Text
from netmon_tray.gui.states import StateCard
from netmon_tray.gui.theme import Role, Theme
from netmon_tray.gui.translation import translated
from netmon_tray.words import joined, say

_EMPTY_WIDTH_PX = 400
CORNER_PX = 8


class CardFrame(QWidget):
    """The frame of a card, painted: a style sheet would recolour what is in it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name and signature
        """The card."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(self._theme.colour("line"))
            painter.setBrush(self._theme.colour("surface"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), CORNER_PX, CORNER_PX)


class StateCardView(CardFrame):
    """One state: glyph, state word, title, sentence and at most one action.

    Signals:
        acted: The action was chosen (``states.Action``).
    """

    acted = Signal(object)

    def __init__(self, theme: Theme, *, is_banner: bool, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.card: StateCard | None = None
        self._is_banner = is_banner
        self._glyph = Glyph(theme, "note", "ink2")
        self._word = Text(theme, Role.AXIS, "ink2")
        self._title = Text(theme, Role.STRONG if is_banner else Role.LEAD)
        self._text = Text(theme, Role.AXIS, "ink2")
        self._button = LinkButton(theme, "")
        self._button.clicked.connect(self._act)
        for label in (self._title, self._text):
            label.setWordWrap(True)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(12)
        row.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._column(is_banner=is_banner), 1)
        if is_banner:
            row.addWidget(self._button, 0, Qt.AlignmentFlag.AlignVCenter)
        else:
            self.setFixedWidth(_EMPTY_WIDTH_PX)

    def show_card(self, card: StateCard) -> None:
        """Show a state; nothing happens where it is the same."""
        if card == self.card:
            return
        self.card = card
        self._glyph.show_glyph(card.glyph, card.tone)
        self._word.set_text(card.word)
        self._word.set_token(card.tone)
        self._word.setVisible(not (self._is_banner and card.title.startswith(card.word)))
        self._title.set_text(card.title)
        self._text.set_text(card.text)
        self._text.setVisible(bool(card.text))
        self._button.setVisible(card.action is not None)
        if card.action is not None:
            self._button.set_text(card.action.value)
        self.setAccessibleName(translated(joined([joined([card.word, card.title], ": "), card.text], ". ")))

    def _column(self, *, is_banner: bool) -> QLayout:
        column = QVBoxLayout()
        column.setSpacing(2)
        if is_banner:  # one line less: the view below wants the height
            line = QHBoxLayout()
            line.setSpacing(8)
            line.addWidget(self._word)
            line.addWidget(self._title, 1)
            column.addLayout(line)
        else:
            column.addWidget(self._word)
            column.addWidget(self._title)
        column.addWidget(self._text)
        if not is_banner:
            column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        return column

    def _act(self) -> None:
        if self.card is not None and self.card.action is not None:
            self.acted.emit(self.card.action)


class Banner(QWidget):
    """The states that hold now, above the view: the gravest in full, the others on request.

    Signals:
        acted: The action of a card was chosen (``states.Action``).
    """

    acted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._cards: tuple[StateCard, ...] = ()
        self._is_open = False
        self._views: list[StateCardView] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 16, 24, 0)
        self._column.setSpacing(8)
        self._more = LinkButton(theme, "")
        self._more.clicked.connect(self._toggle)
        self._column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self.setVisible(False)

    @property
    def cards(self) -> tuple[StateCard, ...]:
        """What is told."""
        return self._cards

    def show_cards(self, cards: tuple[StateCard, ...]) -> None:
        """Tell these states; nothing happens where they are the same."""
        if cards != self._cards:
            self._cards = cards
            self._fill()

    def _toggle(self) -> None:
        self._is_open = not self._is_open
        self._fill()

    def _fill(self) -> None:
        shown = self._cards if self._is_open else self._cards[:1]
        while len(self._views) < len(shown):
            view = StateCardView(self._theme, is_banner=True)
            view.acted.connect(self.acted)
            self._column.insertWidget(len(self._views), view)
            self._views.append(view)
        for view, card in zip(self._views, shown, strict=False):
            view.show_card(card)
            view.setVisible(True)
        for view in self._views[len(shown) :]:
            view.setVisible(False)
        others = len(self._cards) - 1
        self._more.setVisible(others > 0)
        self._more.set_text(say("Show less") if self._is_open else say("Show {n} more", n=others))
        self.setVisible(bool(self._cards))

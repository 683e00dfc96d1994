"""The read-out row above the live charts: moment, signal, access point, down and up, at the cursor or now."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from netmon_tray.gui.flow import FlowLayout
from netmon_tray.gui.labels import ElidedText, Glyph, Text
from netmon_tray.gui.live_words import AT_CURSOR, NOW, Figure, ReadOut
from netmon_tray.gui.theme import Role, Theme
from netmon_tray.gui.translation import tr, translated
from netmon_tray.words import joined, say

_ARROW = {"down": "arrow-down", "up": "arrow-up"}


class _Field(QWidget):
    """A caption above a value with its strong and its lighter part; ``widest`` keeps the row from moving."""

    def __init__(self, theme: Theme, caption: str, widest: tuple[str, str], arrow: str | None = None) -> None:
        super().__init__()
        self._theme = theme
        self._widest = widest
        self.caption = Text(theme, Role.BODY, arrow or "ink2")
        self.caption.set_text(caption)
        self.strong = ElidedText(theme, Role.LEAD)
        self.light = Text(theme, Role.LEAD_LIGHT, "ink2")
        top = QHBoxLayout()
        top.setSpacing(4)
        if arrow is not None:
            top.addWidget(Glyph(theme, _ARROW[arrow], arrow))
        top.addWidget(self.caption)
        top.addStretch(1)
        bottom = QHBoxLayout()
        bottom.setSpacing(5)
        bottom.addWidget(self.strong)
        bottom.addWidget(self.light)
        bottom.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(top)
        column.addLayout(bottom)
        self._reserve()
        theme.changed.connect(self._reserve)

    def show_figure(self, figure: Figure) -> None:
        """Show a value."""
        self.strong.set_text(figure.strong)
        self.light.set_text(figure.light)
        self.strong.setVisible(bool(figure.strong))
        self.light.setVisible(bool(figure.light))
        told = translated(joined([figure.strong, figure.light]))
        self.setAccessibleName(f"{self.caption.text()}: {told}")

    def _reserve(self) -> None:
        strong, light = self._widest
        width = self.strong.fontMetrics().horizontalAdvance(strong)
        if light:
            width += 5 + self.light.fontMetrics().horizontalAdvance(light)
        self.setMinimumWidth(width + 4)


class ReadOutRow(QWidget):
    """The row; always in the same place, so that nobody has to look for a moving label."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._at = _Field(theme, NOW, ("00:00:00", ""))
        self._signal = _Field(theme, say("Signal"), (tr("Very weak"), "\N{MINUS SIGN}88 dBm"))
        self._access_point = _Field(
            theme, say("Access point"), (tr("{band}, channel {channel}", band="2.4 GHz", channel="6"), "")
        )
        self._down = _Field(theme, say("Down"), ("88.8", "Mbit/s"), "down")
        self._up = _Field(theme, say("Up"), ("88.8", "Mbit/s"), "up")
        self._row = FlowLayout(self, spacing_px=32, pushed_from=3)
        for field in (self._at, self._signal, self._access_point, self._down, self._up):
            self._row.addWidget(field)

    def set_narrow(self, *, is_narrow: bool) -> None:
        """Less space between the fields."""
        self._row.set_spacing(12 if is_narrow else 32)

    def show_values(self, values: ReadOut) -> None:
        """Show the row."""
        self._at.caption.set_text(values.label)
        self._at.caption.set_token("accent" if values.label == AT_CURSOR else "ink2")
        self._at.show_figure(values.at)
        self._signal.show_figure(values.signal)
        self._access_point.show_figure(values.access_point)
        self._down.show_figure(values.down)
        self._up.show_figure(values.up)

"""Colours and fonts as they are now: system, light or dark, and high contrast; followed while the app runs."""

from __future__ import annotations

import dataclasses
import enum
import functools
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from netmon_tray.gui.tokens import DARK, LIGHT, READABLE, Tokens, contrast

if TYPE_CHECKING:
    from netmon_tray.settings import Theme as ThemeSetting

_SCHEMES = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark, "system": Qt.ColorScheme.Unknown}


class Role(enum.Enum):
    """What a text is: size relative to the system's font, and whether it is semibold (visual.md)."""

    HERO = (1.85, True)
    FIGURE = (2.15, True)
    TITLE = (1.54, True)
    LEAD = (1.15, True)
    LEAD_LIGHT = (1.15, False)
    STRONG = (1.0, True)
    BODY = (1.0, False)
    CAPTION = (0.9, True)
    AXIS = (0.9, False)


class Theme(QObject):
    """The colours and fonts of the window and its charts.

    Attributes:
        tokens: The colours as they are now.

    Signals:
        changed: Colours or fonts are others.
    """

    changed = Signal()

    def __init__(self, app: QApplication, setting: ThemeSetting = "system") -> None:
        super().__init__(app)
        self._app = app
        self._setting: ThemeSetting = setting
        self._system_palette = QPalette(app.palette())
        self._base_font = self._told_font = app.font()
        self._fonts: dict[Role, QFont] = {}
        self._has_own_palette = False
        self._is_updating = False
        self._is_applied = False
        self.is_system_dark = self._looks_dark()
        self.tokens = LIGHT
        self.apply(setting)
        app.styleHints().colorSchemeChanged.connect(self._on_scheme)

    def apply(self, setting: ThemeSetting) -> None:
        """Take over the setting ``ui.theme``; nothing happens where it is the same."""
        if setting == self._setting and self._is_applied:
            return
        self._is_applied = True
        self._setting = setting
        hints = self._app.styleHints()
        if hints.colorScheme() != _SCHEMES[setting] or setting == "system":
            hints.setColorScheme(_SCHEMES[setting])
        self._update()

    def colour(self, token: str) -> QColor:
        """The colour of a token by its name."""
        return _colour(getattr(self.tokens, token))

    def font(self, role: Role) -> QFont:
        """The system's font in the size of a role, with figures of one width where the font has them."""
        base = self._app.font()
        if base != self._base_font:
            self._base_font = base
            self._fonts.clear()
        if role not in self._fonts:
            self._fonts[role] = _font(base, *role.value)
        return self._fonts[role]

    def fixed_font(self) -> QFont:
        """The system's fixed font, for JSON and addresses."""
        return QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)

    def palette(self) -> QPalette:
        """The palette of our window: native controls on our own page."""
        palette = QPalette(self._app.palette())
        if not self.tokens.has_tints:
            return palette
        role = QPalette.ColorRole
        for roles, token in (
            ((role.Window,), "window"),
            ((role.Base, role.Button, role.ToolTipBase), "surface"),
            ((role.AlternateBase,), "band"),
            ((role.WindowText, role.Text, role.ButtonText, role.ToolTipText), "ink"),
            ((role.PlaceholderText,), "ink2"),
            ((role.Link,), "accent"),
        ):
            for one in roles:
                palette.setColor(one, self.colour(token))
        for one in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, one, self.colour("ctl"))
        return palette

    def control_palette(self) -> QPalette:
        """The palette of an input on the page: one whose edge is seen.

        Qt's own style (Fusion) draws edges in the window's colour, darkened by 1.4: in a dark window that is black on
        nearly black. An input paints nothing else in that colour.
        """
        palette = self.palette()
        if self.tokens.has_tints:
            palette.setColor(QPalette.ColorRole.Window, self.colour("ctl").lighter(140))
        return palette

    def notice(self) -> None:
        """Look again: the desktop's palette, font or contrast may be another one (a window's ``changeEvent``)."""
        self._on_scheme()

    def _on_scheme(self) -> None:
        if self._is_updating:
            return
        if self._setting == "system":
            self._system_palette = QPalette(self._app.palette())
            self.is_system_dark = self._looks_dark()
        self._update()

    def _update(self) -> None:
        self._is_updating = True
        wants_dark = self.is_system_dark if self._setting == "system" else self._setting == "dark"
        self._force_palette(is_dark=wants_dark)
        self._is_updating = False
        tokens = self._tokens(is_dark=wants_dark)
        font = self._app.font()
        has_news = tokens != self.tokens or font != self._told_font
        self.tokens, self._told_font = tokens, font
        if has_news:
            self.changed.emit()

    def _force_palette(self, *, is_dark: bool) -> None:
        """Where the platform cannot change its scheme (plain X11), give the application a palette of that kind."""
        if self._has_own_palette:
            self._app.setPalette(self._system_palette)
            self._has_own_palette = False
        if _is_dark(self._app.palette()) != is_dark:
            self._app.setPalette(_palette_of(DARK if is_dark else LIGHT))
            self._has_own_palette = True

    def _tokens(self, *, is_dark: bool) -> Tokens:
        palette = self._app.palette()
        if _is_high_contrast():
            return _from_palette(palette)
        tokens = DARK if is_dark else LIGHT
        accent = palette.color(QPalette.ColorRole.Accent).name()
        if self._has_own_palette or contrast(accent, tokens.surface) < READABLE:
            return tokens
        white_or_black = max(("#FFFFFF", "#0E1116"), key=lambda text: contrast(accent, text))
        return dataclasses.replace(tokens, accent=accent, on_accent=white_or_black)

    def _looks_dark(self) -> bool:
        scheme = self._app.styleHints().colorScheme()
        return scheme is Qt.ColorScheme.Dark or (scheme is Qt.ColorScheme.Unknown and _is_dark(self._app.palette()))


def _is_dark(palette: QPalette) -> bool:
    window, text = palette.color(QPalette.ColorRole.Window), palette.color(QPalette.ColorRole.WindowText)
    return window.lightness() < text.lightness()


def _is_high_contrast() -> bool:
    hints = QGuiApplication.styleHints()
    if not hasattr(hints, "accessibility"):  # Qt 6.10 brought it
        return False
    preference = hints.accessibility().contrastPreference()
    return bool(preference == Qt.ContrastPreference.HighContrast)


def _from_palette(palette: QPalette) -> Tokens:
    """High contrast: the palette's colours only, no tints."""
    role = QPalette.ColorRole
    window, base = palette.color(role.Window).name(), palette.color(role.Base).name()
    ink = palette.color(role.WindowText).name()
    chosen, on_chosen = palette.color(role.Highlight).name(), palette.color(role.HighlightedText).name()
    return Tokens(
        window=window,
        side=window,
        surface=base,
        band=base,
        line=ink,
        ctl=ink,
        ink=ink,
        ink2=ink,
        accent=palette.color(role.Link).name(),
        soft=chosen,
        on_accent=on_chosen,
        down=ink,
        up=ink,
        ok=ink,
        warn=ink,
        err=ink,
        errsoft=base,
        heat=(ink, ink, ink, ink, ink),
        is_dark=_is_dark(palette),
        has_tints=False,
    )


def _palette_of(tokens: Tokens) -> QPalette:
    palette = QPalette(QColor(tokens.surface), QColor(tokens.window))
    role = QPalette.ColorRole
    for one, colour in (
        (role.Base, tokens.surface),
        (role.AlternateBase, tokens.band),
        (role.Highlight, tokens.accent),
        (role.HighlightedText, tokens.on_accent),
        (role.Link, tokens.accent),
        (role.PlaceholderText, tokens.ink2),
        (role.ToolTipBase, tokens.surface),
        (role.ToolTipText, tokens.ink),
        (role.WindowText, tokens.ink),
        (role.Text, tokens.ink),
        (role.ButtonText, tokens.ink),
    ):
        palette.setColor(one, QColor(colour))
    return palette


@functools.cache
def _colour(text: str) -> QColor:
    return QColor(text)


def _font(base: QFont, factor: float, is_strong: bool) -> QFont:  # noqa: FBT001 - a role's own pair
    font = QFont(base)
    if base.pointSizeF() > 0:
        font.setPointSizeF(base.pointSizeF() * factor)
    else:
        font.setPixelSize(round(base.pixelSize() * factor))
    if is_strong:
        font.setWeight(QFont.Weight.DemiBold)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font

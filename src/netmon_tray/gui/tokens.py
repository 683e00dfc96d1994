"""The colour tokens of the design (visual.md), light and dark, and the contrast between two colours. Pure."""

from __future__ import annotations

from dataclasses import dataclass

READABLE = 4.5
"""Contrast that text needs (WCAG 2.2, success criterion 1.4.3)."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """One set of colours, as #RRGGBB."""

    window: str
    side: str
    """Navigation and event lane."""
    surface: str
    """Cards and plots."""
    band: str
    line: str
    ctl: str
    """Zero line, ticks, gap edges."""
    ink: str
    ink2: str
    accent: str
    soft: str
    on_accent: str
    down: str
    up: str
    ok: str
    warn: str
    err: str
    errsoft: str
    heat: tuple[str, str, str, str, str]
    """Of the usage calendar, from little to much."""
    is_dark: bool
    has_tints: bool = True
    """False in high contrast: outlines instead of shades."""


LIGHT = Tokens(
    window="#F5F6F7",
    side="#ECEEF0",
    surface="#FFFFFF",
    band="#EDF0F3",
    line="#E0E3E7",
    ctl="#7D858F",
    ink="#1A1D21",
    ink2="#59626D",
    accent="#1D63C4",
    soft="#E3ECF9",
    on_accent="#FFFFFF",
    down="#1D63C4",
    up="#A85000",
    ok="#1A7446",
    warn="#8A5A00",
    err="#BE2B2B",
    errsoft="#FDEBEA",
    heat=("#5A8FDA", "#4580D4", "#2F71CC", "#1D63C4", "#0E3F86"),
    is_dark=False,
)

DARK = Tokens(
    window="#1A1C1F",
    side="#151719",
    surface="#222529",
    band="#2D3137",
    line="#33373C",
    ctl="#7C848E",
    ink="#E9EBEE",
    ink2="#A5ADB7",
    accent="#74ABF7",
    soft="#26364D",
    on_accent="#0E1116",
    down="#74ABF7",
    up="#EFA055",
    ok="#62C08E",
    warn="#E3B04B",
    err="#F58A82",
    errsoft="#402725",
    heat=("#4A78B8", "#5C8FD4", "#74ABF7", "#9CC4FB", "#CFE2FF"),
    is_dark=True,
)


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two #RRGGBB colours, 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[place : place + 2], 16) / 255) for place in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)

"""The colours keep their promises: text is readable on everything that it stands on, in both themes."""

from __future__ import annotations

import dataclasses

import pytest

from netmon_tray.gui.tokens import DARK, LIGHT, READABLE, Tokens, contrast


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("text", ["ink", "ink2"])
@pytest.mark.parametrize("ground", ["window", "side", "surface", "band", "soft"])
def test_text_is_readable_on_every_ground(tokens: Tokens, text: str, ground: str) -> None:
    assert contrast(getattr(tokens, text), getattr(tokens, ground)) >= READABLE


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("text", ["accent", "down", "up", "ok", "warn", "err"])
@pytest.mark.parametrize("ground", ["window", "surface"])
def test_coloured_text_is_readable_on_page_and_card(tokens: Tokens, text: str, ground: str) -> None:
    assert contrast(getattr(tokens, text), getattr(tokens, ground)) >= READABLE


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_text_on_tints_is_readable(tokens: Tokens) -> None:
    assert contrast(tokens.on_accent, tokens.accent) >= READABLE
    assert contrast(tokens.err, tokens.errsoft) >= READABLE
    assert contrast(tokens.accent, tokens.soft) >= READABLE


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_lines_that_mean_something_are_visible(tokens: Tokens) -> None:
    assert contrast(tokens.ctl, tokens.surface) >= 3
    assert contrast(tokens.ctl, tokens.window) >= 3


def test_the_ratios_of_the_design() -> None:
    assert contrast(LIGHT.ink, LIGHT.surface) == pytest.approx(16.9, abs=0.1)
    assert contrast(DARK.accent, DARK.surface) == pytest.approx(6.5, abs=0.1)
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


def test_every_token_is_a_colour() -> None:
    for tokens in (LIGHT, DARK):
        for field in dataclasses.fields(tokens):
            value = getattr(tokens, field.name)
            colours = value if isinstance(value, tuple) else () if isinstance(value, bool) else (value,)
            assert all(len(colour) == 7 and int(colour[1:], 16) >= 0 for colour in colours)

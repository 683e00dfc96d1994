"""A pause has an end, and outlives the program."""

from __future__ import annotations

import pytest

from netmon_tray.pause import Pause


def test_the_deadline() -> None:
    assert not Pause(is_on=True, until_unix_ms=1000).is_over(999)
    assert Pause(is_on=True, until_unix_ms=1000).is_over(1000)
    assert not Pause(is_on=True).is_over(10**15)
    assert not Pause(is_on=False, until_unix_ms=1000).is_over(2000)


@pytest.mark.parametrize("pause", [Pause(is_on=False), Pause(is_on=True), Pause(is_on=True, until_unix_ms=5)])
def test_it_comes_back_equal(pause: Pause) -> None:
    assert Pause.from_text(pause.to_text()) == pause


@pytest.mark.parametrize("text", [None, "", "{", "[]", "7", '{"is_on": "yes"}', '{"is_on": 1}'])
def test_what_cannot_be_read_is_no_pause(text: str | None) -> None:
    assert Pause.from_text(text) == Pause(is_on=False)

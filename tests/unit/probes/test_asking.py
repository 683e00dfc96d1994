"""Several questions at the same time."""

from __future__ import annotations

from functools import partial

import pytest

from netmon_tray.probes.asking import FORESEEN, together


def test_answers_come_in_the_order_of_the_questions() -> None:
    assert together([lambda: "first", lambda: "second", lambda: "third"], "test") == ["first", "second", "third"]
    assert together([], "test") == []


@pytest.mark.parametrize("at", [0, 1, 2])
@pytest.mark.parametrize("foreseen", FORESEEN)
def test_what_keeps_one_from_asking_is_raised_when_all_are_over(at: int, foreseen: type[Exception]) -> None:
    made: list[int] = []

    def call(number: int) -> None:
        made.append(number)
        if number == at:
            raise foreseen("no threads left")

    with pytest.raises(foreseen, match="no threads left"):
        together([partial(call, number) for number in range(3)], "test")
    assert sorted(made) == [0, 1, 2]

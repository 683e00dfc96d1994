"""The line that faults lie upon: what it loses, and that it owes nothing once it is sound."""

from __future__ import annotations

import random

import pytest

from support.wire import Wire


@pytest.fixture
def wire() -> Wire:
    """A line without ends."""
    made = object.__new__(Wire)
    made._chance, made._due = random.Random(1), 0.0
    return made


def lost(wire: Wire, loss: float, packets: int) -> int:
    wire.loss = loss
    return sum(wire._is_unlucky() for _ in range(packets))


def test_a_line_that_loses_all_loses_each_and_owes_none_afterwards(wire: Wire) -> None:
    assert lost(wire, 1.0, 500) == 500
    assert lost(wire, 0.0, 500) == 0


def test_a_lossy_line_loses_its_share(wire: Wire) -> None:
    assert 80 <= lost(wire, 0.1, 1000) <= 120

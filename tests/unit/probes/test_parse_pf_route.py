"""The routing socket of macOS: the question for the way to the Internet, and its answer among everybody's."""

from __future__ import annotations

import struct

import pytest

from netmon_tray.probes.parse import pf_route
from support.macos_answers import route_answer

OURS = {"pid": 4711, "sequence": 3}


@pytest.mark.parametrize(
    ("family", "address", "length"),
    [(2, bytes([16, 2, 0, 0, 8, 8, 8, 8]), 16), (30, bytes([28, 30, 0, 0, 0, 0, 0, 0, 0x20, 0x01, 0x48, 0x60]), 28)],
)
def test_the_question(family: int, address: bytes, length: int) -> None:
    asked = pf_route.request(family, 3)
    assert struct.unpack_from("<HBB", asked) == (92 + length, 5, 4)
    assert struct.unpack_from("<I", asked, 12) == (0x1,)
    assert struct.unpack_from("<i", asked, 20) == (3,)
    assert asked[92:].startswith(address)
    assert len(asked) == 92 + length


def test_the_answer_names_the_interface() -> None:
    assert pf_route.answer(route_answer(index=22, **OURS), 4711, 3) == 22


@pytest.mark.parametrize("marks", [{"flags": 0x80B}, {"flags": 0x1841}, {"error": 3}])
def test_a_refused_way_is_none(marks: dict[str, int]) -> None:
    assert pf_route.answer(route_answer(index=22, **OURS, **marks), 4711, 3) == 0


@pytest.mark.parametrize(
    "message",
    [
        route_answer(index=22, pid=4712, sequence=3),
        route_answer(index=22, pid=4711, sequence=4),
        route_answer(index=22, kind=1, **OURS),
        route_answer(index=22, **OURS)[:91],
        b"",
    ],
)
def test_other_messages_are_passed_over(message: bytes) -> None:
    assert pf_route.answer(message, 4711, 3) is None

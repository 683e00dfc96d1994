"""How long the station was away, and what the product may make of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from radio.lab import outage
from radio.lab.outage import Outage, has_carrier, has_default_route

ROUTES = """Iface	Destination	Gateway 	Flags	RefCnt	Use	Metric	Mask		MTU	Window	IRTT
eth0	00000000	01004E0A	0003	0	0	100	00000000	0	0	0
wlan0	00004D0A	00000000	0001	0	0	600	00FFFFFF	0	0	0
"""


def test_the_default_route_is_found_among_others() -> None:
    assert not has_default_route(ROUTES)
    assert has_default_route(
        ROUTES + "wlan0	00000000	01004D0A	0003	0	0	600	00000000	0	0	0\n"
    )


def test_a_device_that_is_not_there_has_no_carrier(tmp_path: Path) -> None:
    assert not has_carrier(tmp_path)
    (tmp_path / "wlan0").mkdir()
    for word, expected in (("0\n", False), ("1\n", True)):
        (tmp_path / "wlan0" / "carrier").write_text(word)
        assert has_carrier(tmp_path) is expected


@pytest.mark.parametrize(
    ("least_s", "most_s", "courses"),
    [
        (1.0, 1.1, ["goes on"]),
        (6.5, 6.6, ["goes on", "splits"]),
        (2.0, 9.0, ["goes on", "splits"]),
        (9.0, 9.1, ["splits"]),
    ],
)
def test_five_seconds_decide(least_s: float, most_s: float, courses: list[str]) -> None:
    away = Outage()
    away.least_s, away.most_s = least_s, most_s
    words = {("established",): "goes on", ("established", "terminated", "established"): "splits"}
    assert [words[course] for course in away.events()] == courses


def test_the_longest_time_away_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    looks = iter([(0.0, True), (1.0, False), (2.0, False), (3.5, True), (4.0, False), (4.5, True)])
    now_s = 0.0

    class Over:
        """Ends the watching after the last look."""

        def wait(self, timeout_s: float) -> bool:
            nonlocal now_s
            look = next(looks, None)
            now_s = look[0] if look else now_s
            monkeypatch.setattr(outage, "is_connected", lambda: look is not None and look[1])
            return look is None

    monkeypatch.setattr("time.monotonic", lambda: now_s)
    away = Outage()
    away._is_over = Over()  # type: ignore[assignment]
    away._watch()
    assert (away.least_s, away.most_s) == (1.0, 3.5)

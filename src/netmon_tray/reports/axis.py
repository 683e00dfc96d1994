"""Where the words of a report's time axis stand."""

from __future__ import annotations

import time
from datetime import date

from netmon_tray import units
from netmon_tray.words import say

MOST_TICKS = 8
_STEPS_MIN = (1, 5, 15, 30, 60, 180, 360, 720)
_STEPS_DAYS = (1, 2, 7, 14, 31, 92, 366)


def ticks(since_unix_ms: int, until_unix_ms: int) -> tuple[tuple[int, str], ...]:
    """Round local moments of a range, at most ``MOST_TICKS``, with their words: times of a day, or dates."""
    length_min = max(1.0, (until_unix_ms - since_unix_ms) / 60_000)
    step_min = next((step for step in _STEPS_MIN if length_min / step <= MOST_TICKS), None)
    begin = time.localtime(since_unix_ms / 1000)
    found: list[tuple[int, str]] = []
    if step_min is not None:
        form = units.round_clock_text if length_min <= 24 * 60 else _day_and_time
        at_min = (begin.tm_hour * 60 + begin.tm_min) // step_min * step_min
        moments = ((begin.tm_year, begin.tm_mon, begin.tm_mday, 0, at_min + n * step_min, 0) for n in range(64))
    else:
        form = _date if length_min > 300 * 24 * 60 else _day
        days = next((step for step in _STEPS_DAYS if length_min / 1440 / step <= MOST_TICKS), 3660)
        moments = ((begin.tm_year, begin.tm_mon, begin.tm_mday + n * days, 0, 0, 0) for n in range(64))
    for moment in moments:
        at_unix_ms = round(time.mktime((*moment, 0, 0, -1)) * 1000)
        if at_unix_ms >= until_unix_ms:
            break
        if at_unix_ms >= since_unix_ms:
            found.append((at_unix_ms, form(at_unix_ms)))
    return tuple(found)


def _date(at_unix_ms: int) -> str:
    return date.fromtimestamp(at_unix_ms / 1000).isoformat()  # noqa: DTZ012 - local, like all of these


def _day(at_unix_ms: int) -> str:
    return units.day_text(date.fromtimestamp(at_unix_ms / 1000))  # noqa: DTZ012


def _day_and_time(at_unix_ms: int) -> str:
    return say("{day} {time}", day=_day(at_unix_ms), time=units.round_clock_text(at_unix_ms))

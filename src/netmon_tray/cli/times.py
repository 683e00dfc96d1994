"""Moments and lengths of time as they are typed: "2h", "today", "2026-11-22T14:00", "90s"."""

from __future__ import annotations

import math
import re
import time

_UNITS_S = {"": 1.0, "s": 1.0, "sec": 1.0, "m": 60.0, "min": 60.0, "h": 3600.0, "d": 86_400.0, "w": 604_800.0}
_LENGTH = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*([a-z]*)", re.ASCII)
MAX_LENGTH_S = 100 * 366 * 86_400.0
"""A century: longer is a slip of the finger."""


def parse_length(text: str) -> float:
    """Seconds of "30", "90s", "15min", "2h", "3d", "1w"; ValueError for anything else, zero and below included."""
    found = _LENGTH.fullmatch(text.strip().lower())
    unit_s = _UNITS_S.get(found[2]) if found else None
    if found is None or unit_s is None:
        raise ValueError(f"{text!r} is no length of time; it takes forms such as 30, 90s, 15min, 2h or 3d")
    length_s = float(found[1]) * unit_s
    if not 0 < length_s <= MAX_LENGTH_S or not math.isfinite(length_s):
        raise ValueError(f"{text!r} must be more than nothing and at most a century")
    return length_s


def parse_moment(text: str, now_unix_ms: int) -> int:
    """Milliseconds since 1970 of an ISO 8601 time (local without a zone), "now", "today", "yesterday" or an age ("2h").

    ValueError for anything else. A date alone is its midnight.
    """
    word = text.strip().lower()
    if word == "now":
        return now_unix_ms
    if word in {"today", "yesterday"}:
        return _midnight(now_unix_ms, days_ago=0 if word == "today" else 1)
    if word[-1:].isalpha() and word[:1].isdigit() and "t" not in word and "z" not in word:
        return now_unix_ms - round(parse_length(word) * 1000)
    return _iso_moment(text.strip())


def _midnight(now_unix_ms: int, days_ago: int) -> int:
    """Local midnight; mktime finds the right offset on a day whose length is not 24 h."""
    today = time.localtime(now_unix_ms / 1000)
    midnight_s = time.mktime((today.tm_year, today.tm_mon, today.tm_mday - days_ago, 0, 0, 0, 0, 0, -1))
    return round(midnight_s * 1000)


def _iso_moment(text: str) -> int:
    import datetime as dt

    forms = "it takes forms such as 2026-11-22, 2026-11-22T14:00, 2h, 3d, today or now"
    try:
        moment = dt.datetime.fromisoformat(text)
        return round(moment.timestamp() * 1000)
    except (ValueError, OverflowError, OSError) as error:
        raise ValueError(f"{text!r} is no time; {forms}") from error

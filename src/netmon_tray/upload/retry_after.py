"""Times in headers: Retry-After in all its forms (RFC 9110, section 10.2.3) -> seconds to wait, and dates."""

from __future__ import annotations

import re

LEAST_S = 1.0
MOST_S = 3600.0

_SECONDS = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,12})?")


def retry_after_s(value: str | None, *, date: str | None, now_unix_s: float) -> float | None:
    """Return how long a server asks to be left alone, within 1 s and 1 h; None where it said nothing of sense.

    An HTTP-date counts from the reply's own ``date`` where it has one, so that a wrong clock here or there
    makes no difference, else from ``now_unix_s``.
    """
    if value is None:
        return None
    text = value.strip()
    if _SECONDS.fullmatch(text):
        return _clamp(float(text))
    until_s = http_date_unix_s(text)
    if until_s is None:
        return None
    from_s = http_date_unix_s(date) if date else None
    return _clamp(until_s - (now_unix_s if from_s is None else from_s))


def _clamp(seconds: float) -> float:
    return min(MOST_S, max(LEAST_S, seconds))


def http_date_unix_s(text: str) -> float | None:
    """Read any of the three forms of an HTTP-date; None where it is none."""
    from email.utils import mktime_tz, parsedate_tz  # late: the HTTP library has loaded it by then

    parsed = parsedate_tz(text)
    if parsed is None:
        return None
    try:
        return float(mktime_tz(parsed))
    except (ValueError, OverflowError):
        return None

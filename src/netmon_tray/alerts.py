"""Which alerts stand, and since when: a restart neither repeats one nor forgets it (pure)."""

from __future__ import annotations

import json
from dataclasses import dataclass

from netmon_tray import codec


@dataclass(frozen=True, slots=True)
class Alert:
    """One alert that stands."""

    code: str
    subject: str
    """What it is about: another subject is another alert (a network, a period, what failed)."""
    since_unix_ms: int
    lasted_ms: int = 0
    """Of what is over, how long it was."""


@dataclass(frozen=True, slots=True)
class _Alerts:
    standing: tuple[Alert, ...] = ()


class AlertBook:
    """The alerts by their code."""

    def __init__(self) -> None:
        self._standing: dict[str, Alert] = {}

    def get(self, code: str) -> Alert | None:
        """The alert of that code, where it stands."""
        return self._standing.get(code)

    def stand(self, code: str, subject: str, at_unix_ms: int, lasted_ms: int = 0) -> None:
        """Have an alert stand from now on; one that stands already keeps its beginning."""
        before = self._standing.get(code)
        if before is None or before.subject != subject:
            self._standing[code] = Alert(code, subject, at_unix_ms, lasted_ms)

    def lift(self, code: str) -> Alert | None:
        """End an alert; the one that stood."""
        return self._standing.pop(code, None)

    def to_text(self) -> str:
        """For the database."""
        return json.dumps(codec.to_plain(_Alerts(tuple(self._standing.values()))), separators=(",", ":"))

    def take(self, text: str | None) -> None:
        """Go on with what is stored; nothing of what another version wrote differently."""
        try:
            stored = codec.from_plain(_Alerts, json.loads(text)) if text else _Alerts()
        except (ValueError, TypeError, KeyError, AttributeError):
            stored = _Alerts()
        self._standing = {alert.code: alert for alert in stored.standing}


class Lasting:
    """A state that counts once it has lasted: ``begin_s`` to begin, ``end_s`` to end.

    Attributes:
        is_on: whether it counts.
    """

    def __init__(self, end_s: float, *, is_on: bool = False) -> None:
        self.is_on = is_on
        self._end_s = end_s
        self._other_since_s: float | None = None

    def see(self, now_s: float, *, is_so: bool | None, begin_s: float) -> bool:
        """Take a look (None: not known, which changes nothing); return whether the state counts now."""
        if is_so is None:
            return self.is_on
        if is_so == self.is_on:
            self._other_since_s = None
            return self.is_on
        if self._other_since_s is None:
            self._other_since_s = now_s
        if now_s - self._other_since_s >= (self._end_s if self.is_on else begin_s):
            self.is_on, self._other_since_s = is_so, None
        return self.is_on

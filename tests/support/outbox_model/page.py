"""What upload-queue.md lays down, in plain Python and without a line of the product's: words, waits, and values."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

READY, INFLIGHT, SENT, REJECTED, WITHHELD, DROPPED = "pending", "sending", "sent", "rejected", "withheld", "dropped"
CLOSED, BACKOFF, OFFLINE, INTERCEPTED = "closed", "backoff", "offline", "intercepted"
AUTH, NO_TOKEN, PROXY, TLS = "auth", "no_token", "proxy", "tls"
ENDPOINT, CONTRACT, THROTTLED, STORAGE = "endpoint", "contract", "throttled", "storage"

LAWFUL = {
    READY: {INFLIGHT, WITHHELD, DROPPED},
    INFLIGHT: {READY, SENT, REJECTED},
    SENT: set(),
    REJECTED: {READY, DROPPED},
    WITHHELD: {READY, DROPPED},
    DROPPED: set(),
}
"""Changes of state."""
WAITS_S = {
    BACKOFF: (5, 900),
    OFFLINE: (5, 300),
    INTERCEPTED: (30, 300),
    AUTH: (60, 300, 900, 3600),
    NO_TOKEN: (60, 900),
    PROXY: (60, 900),
    TLS: (60, 900),
    ENDPOINT: (300, 600, 1800, 3600),
    CONTRACT: (900, 900),
    THROTTLED: (5, 900),
    STORAGE: (5, 60),
}
"""First wait and longest one, doubled in between; or each step where there are four."""
FULL_JITTER = {BACKOFF, OFFLINE, THROTTLED}
MENDED_BY_HAND = {AUTH, NO_TOKEN, PROXY, TLS, ENDPOINT}
"""A start of the program may find the cause mended: one try is due at once."""
DAY_MS = 86_400_000
SLACK_S = 0.002
"""Both clocks are kept in whole milliseconds somewhere."""


@dataclass(frozen=True)
class Meaning:
    """A row of the verdict table."""

    record: str
    """What becomes of the record; "thrice": READY, and REJECTED the third time of this kind."""
    circuit: str
    maybe_sent: bool = False
    attempt: bool = False
    blame: str = ""
    """ "sure": this record's fault if another passes; "again": the second time in a row."""
    asked_s: float | None = None
    """How long the server wants to be left alone."""
    has_status: bool = True

    @property
    def refusal(self) -> str:
        """Which kind of refusal it is the third of that rejects."""
        if self.record != "thrice":
            return ""
        return "conflict" if self.has_status else "client error"


@dataclass
class Row:
    """A record and its delivery."""

    number: int
    is_heartbeat: bool
    at_ms: int
    network: str
    state: str = READY
    maybe_sent: int = 0
    attempts: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    """How often in each of two ways that give no clear reason."""
    until_ms: int | None = None
    """Isolated until then."""
    rested_ms: int = 0
    """How long it was isolated in all."""
    is_kept_for_network: bool = False


@dataclass
class Gate:
    """Opens between an earliest and a latest time, by whichever clock comes first."""

    earliest_s: float
    latest_s: float
    earliest_ms: float
    latest_ms: float
    length_s: float
    is_asked: bool = False

    @classmethod
    def within(cls, least_s: float, most_s: float, now: Now, *, is_asked: bool = False) -> Gate:
        mono_s, wall_ms = now.mono_s, now.wall_ms
        return cls(
            mono_s + least_s, mono_s + most_s, wall_ms + least_s * 1000, wall_ms + most_s * 1000, most_s, is_asked
        )

    def least_s(self, now: Now) -> float:
        return max(0.0, min(self.earliest_s - now.mono_s, (self.earliest_ms - now.wall_ms) / 1000))

    def most_s(self, now: Now) -> float:
        return max(0.0, min(self.latest_s - now.mono_s, (self.latest_ms - now.wall_ms) / 1000))


@dataclass(frozen=True)
class Now:
    """One reading of both clocks."""

    mono_s: float
    wall_ms: int


@dataclass
class Channel:
    """The circuit."""

    state: str = CLOSED
    gate: Gate | None = None
    failures: dict[str, int] = field(default_factory=dict)
    suspects: dict[int, int] = field(default_factory=dict)
    """Records that may be at fault themselves -> how often each was isolated."""
    in_doubt: set[int] = field(default_factory=set)
    """Of these, those that failed last when no other had passed since."""
    failed: int | None = None
    answers: list[int] = field(default_factory=list)
    """The last fifty: 0 for a delivered record, else the rejected one."""
    stored_answers: list[int] = field(default_factory=list)
    """The same, without successes that a crash may have taken from what is stored."""

    def copy(self) -> Channel:
        gate = self.gate and replace(self.gate)
        of_records = dict(self.suspects), set(self.in_doubt), self.failed
        lists = list(self.answers), list(self.stored_answers)
        return Channel(self.state, gate, dict(self.failures), *of_records, *lists)


@dataclass
class Fate:
    """What a settled record is to become, with the next transaction."""

    number: int
    state: str
    maybe_sent: bool = False
    attempt: bool = False
    rests: bool = False
    refusal: str = ""
    requeue: tuple[int, ...] = ()
    at_ms: int = 0
    """When it was settled, by the wall clock."""


def waits_s(state: str, failures: int, luck: float) -> tuple[float, float]:
    """The shortest and the longest wait after so many failures before; ``luck`` is where the jitter falls."""
    row = WAITS_S[state]
    step_s = row[min(failures, 3)] if len(row) == 4 else min(row[0] * 2.0 ** min(failures, 20), row[1])
    if state in FULL_JITTER:
        return max(1.0, luck * step_s), max(1.0, luck * step_s)
    return 0.9 * step_s, step_s


def is_broken(answers: list[int]) -> bool:
    """Five rejections in a row, or more than a fifth of the last fifty."""
    return (len(answers) >= 5 and all(answers[-5:])) or sum(map(bool, answers)) > 10


def streak(answers: list[int]) -> tuple[int, ...]:
    """The rejections that are to be taken back."""
    last = tuple(answers[-5:])
    return last if len(last) == 5 and all(last) else tuple(number for number in answers if number)

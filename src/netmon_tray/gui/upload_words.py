"""How sending stands, in the window's words: one table for the log's strip and the overview's card. Pure."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass

from netmon_tray import units
from netmon_tray.gui.tray_words import pause_text, waiting
from netmon_tray.model import CircuitState, QueueCounts, UploadStatus
from netmon_tray.snapshot import Snapshot
from netmon_tray.words import Phrase, count, joined, say, sentence

ASKED_MS = 8_000
"""An agent in another process hears of a wish within 5 s; until then what it told last is from before."""
STALLED_MS = 90_000
"""Twice what one request may take."""
_STATUS = re.compile(r"HTTP (\d{3})\b")


class Remedy(enum.Enum):
    """The one thing that helps; the value is what its button says."""

    SEND = say("Send now")
    TOKEN = say("Enter a token")
    NEW_TOKEN = say("Enter a new token")
    RESUME = say("Resume now")
    LOGIN = say("Open login page")
    SETTINGS = say("Set up sending")


@dataclass(frozen=True, slots=True)
class Standing:
    """How sending stands."""

    glyph: str
    tone: str
    state: str
    """What is, without a full stop."""
    waiting: str
    """How many records wait, or are kept, in a sentence; empty where there are none."""
    text: str
    """What happens next."""
    remedy: Remedy | None
    is_busy: bool = False
    """It is being done already."""

    @property
    def title(self) -> str:
        """What is and how much waits."""
        return joined((sentence(self.state), self.waiting)) if self.waiting else self.state


@dataclass(slots=True)
class Drain:
    """What somebody asked to be sent, followed until it is over."""

    total: int
    before: int
    """Records that were sent or rejected already."""
    moved_unix_ms: int
    asked_unix_ms: int
    done: int = 0

    @classmethod
    def of(cls, queue: QueueCounts, now_unix_ms: int) -> Drain:
        """All that waits now."""
        return cls(queue.pending + queue.sending, queue.sent + queue.rejected, now_unix_ms, now_unix_ms)

    def follow(self, snapshot: Snapshot, now_unix_ms: int) -> bool:
        """Take over how far it is; False once it is over: all is sent, or no more will be soon."""
        queue = snapshot.queue
        done = max(0, queue.sent + queue.rejected - self.before)
        if done != self.done:
            self.done, self.moved_unix_ms = done, now_unix_ms
        if not queue.pending + queue.sending:
            return False
        if snapshot.upload.state is not CircuitState.CLOSED:
            return now_unix_ms - self.asked_unix_ms < ASKED_MS
        return now_unix_ms - self.moved_unix_ms < STALLED_MS

    def text(self, snapshot: Snapshot) -> Phrase:
        """How far it is, in words."""
        if snapshot.upload.state is not CircuitState.CLOSED:
            return say("Asking the server")
        return say("Sending {done} of {total}", done=min(self.done + 1, self.total), total=self.total)


_SENT_AS_MADE = say("Records are sent as they are made")
_STATES: dict[CircuitState, tuple[str, str, Phrase, Remedy | None]] = {
    CircuitState.OFF: ("disk", "ink2", say("Sending is off"), Remedy.SETTINGS),
    CircuitState.CLOSED: ("check", "ok", _SENT_AS_MADE, None),
    CircuitState.BACKOFF: ("attention", "warn", say("The server cannot be reached"), Remedy.SEND),
    CircuitState.OFFLINE: ("offline", "ink2", say("There is no connection to send over"), None),
    CircuitState.INTERCEPTED: (
        "portal",
        "warn",
        say("Something else answers in the server\N{RIGHT SINGLE QUOTATION MARK}s place"),
        Remedy.LOGIN,
    ),
    CircuitState.AUTH: ("key", "err", say("The server refused the token"), Remedy.NEW_TOKEN),
    CircuitState.NO_TOKEN: ("key", "warn", say("There is no token to send with"), Remedy.TOKEN),
    CircuitState.PROXY: ("attention", "warn", say("The proxy does not let records through"), Remedy.SEND),
    CircuitState.TLS: ("lock", "err", say("No secure connection to the server could be made"), Remedy.SEND),
    CircuitState.ENDPOINT: ("stopped", "err", say("The server does not know this address"), Remedy.SETTINGS),
    CircuitState.CONTRACT: (
        "stopped",
        "err",
        say("The server does not take the records as they are"),
        Remedy.SEND,
    ),
    CircuitState.THROTTLED: ("clock", "warn", say("The server asked to wait"), None),
    CircuitState.STORAGE: ("disk", "err", say("Sending stopped because its results cannot be saved"), None),
    CircuitState.PAUSED: ("pause", "warn", say("Sending is paused"), Remedy.RESUME),
    CircuitState.METERED: ("clock", "ink2", say("This network is metered: nothing is sent over it"), Remedy.SEND),
}
_NEXT: dict[CircuitState, Phrase] = {
    CircuitState.OFFLINE: say("It goes on with the next connection."),
    CircuitState.STORAGE: say("It goes on by itself once there is space."),
    CircuitState.METERED: say("It goes on over another network."),
    CircuitState.PROXY: say("Check the proxy in the settings, and what it allows."),
    CircuitState.TLS: say("Check the certificate of the server and the clock of this computer."),
    CircuitState.CONTRACT: say("Look for an update of netmon, or ask who runs the server."),
}
_NOTHING_LOST = say("Nothing is lost.")


def standing(snapshot: Snapshot, now_unix_ms: int, drain: Drain | None = None) -> Standing:
    """Tell how sending stands; ``drain`` is what somebody asked for, while it lasts."""
    upload = snapshot.upload
    glyph, tone, state, remedy = _STATES[upload.state]
    waits = _waiting(snapshot)
    if drain is not None:
        return Standing("arrow-up", "accent", drain.text(snapshot), "", _next_try(upload, now_unix_ms), remedy, True)
    if upload.state is CircuitState.CLOSED:
        return _working(snapshot, waits)
    if upload.state is CircuitState.BACKOFF:
        state = _busy(upload) or state
    if upload.state is CircuitState.PAUSED:
        return Standing(glyph, tone, pause_text(snapshot), waits, "", remedy)
    if upload.state is CircuitState.OFF:
        return Standing(glyph, tone, state, waits, say("Nothing leaves this computer."), remedy)
    lost = _NOTHING_LOST if waits else ""
    text = joined((lost, _NEXT.get(upload.state, ""), _next_try(upload, now_unix_ms)))
    return Standing(glyph, tone, state, waits, text, remedy)


def _working(snapshot: Snapshot, waits: str) -> Standing:
    """The channel is open: what waits is on its way, or kept back by a metered network."""
    if not waits:
        return Standing("check", "ok", _SENT_AS_MADE, say("None waits."), "", None)
    if snapshot.queue.sending:
        return Standing("arrow-up", "accent", _SENT_AS_MADE, waits, "", Remedy.SEND)
    return Standing("clock", "warn", _SENT_AS_MADE, waits, "", Remedy.SEND)


def _busy(upload: UploadStatus) -> Phrase | None:
    found = _STATUS.search(upload.detail)
    if found is None:
        return None
    if found[1] == "503":
        return say("The server is busy (503)")
    return say("The server has a fault of its own ({status})", status=found[1])


def _waiting(snapshot: Snapshot) -> str:
    if snapshot.upload.state is CircuitState.OFF:
        kept = snapshot.queue.pending
        return count(kept, "{n} record is kept here.", "{n} records are kept here.") if kept else ""
    number = waiting(snapshot)
    return count(number, "{n} record is waiting.", "{n} records are waiting.") if number else ""


def _next_try(upload: UploadStatus, now_unix_ms: int) -> str:
    at = upload.next_try_at_unix_ms
    if at is None or at <= now_unix_ms:
        return ""
    return say("Next try at {time}.", time=units.clock_text(at))

"""What an outcome means for its record and for the channel: one total, pure function (upload-queue.md, Verdicts)."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netmon_tray.model import CircuitState, Refusal
from netmon_tray.upload.outcome import BodyKind, FaultKind, Reply, TransportFault, shortened
from netmon_tray.upload.retry_after import retry_after_s
from netmon_tray.words import say

if TYPE_CHECKING:
    from netmon_tray.upload.doors import ClaimedRecord

TRIES = 3
"""So many refusals of one kind without a clear reason (409, our own fault) reject a record."""
RETRY_S = 30.0
"""Until such a record is tried again; the others go on."""
THROTTLED_S = 60.0
"""A 429 without Retry-After."""
PAYMENT_S = 3600.0
"""A 402."""


class RecordAction(enum.Enum):
    """What becomes of the record."""

    SENT = "sent"
    READY = "ready"
    REJECT = "reject"
    LEAVE = "leave"
    """As it is: in flight, for the next start to take up."""


class Blame(enum.Enum):
    """How far a failure speaks against the record itself."""

    NONE = "none"
    MAYBE = "maybe"
    """When it happens to the same record twice running."""
    RECORD = "record"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The meaning of one outcome; ``circuit`` CLOSED says that the channel works."""

    action: RecordAction
    circuit: CircuitState
    error: str = ""
    """The server's or our words, at most 2 KB."""
    status: int | None = None
    reason: str | None = None
    """Why a record was rejected or must wait: "refused", "too-large", "conflict", "client-error"."""
    maybe_sent: bool = False
    """The server may have stored the record."""
    attempt: bool = False
    """Counts as a failed try of this record."""
    wait_s: float | None = None
    """How long the channel must rest, where the server said so."""
    record_wait_s: float | None = None
    """How long this record alone must rest."""
    blame: Blame = Blame.NONE


_BY_STATUS: dict[int, CircuitState] = {
    **dict.fromkeys((204, 511), CircuitState.INTERCEPTED),
    **dict.fromkeys((402, 429), CircuitState.THROTTLED),
    **dict.fromkeys((404, 405, 410, 501, 505), CircuitState.ENDPOINT),
    **dict.fromkeys((406, 411, 414, 415, 431), CircuitState.CONTRACT),
    **dict.fromkeys((408, 421, 425), CircuitState.BACKOFF),
}
"""Statuses that mean one thing with any body."""

_MAYBE_STORED = frozenset({500, 504, 524})
_HONOURS_RETRY_AFTER = frozenset({429, 502, 503, 504, *range(520, 530)})
_BLAMELESS = frozenset({501, 505, 511})
"""5xx that speak of the server as a whole, as a 503 does that says when to come back."""

_BY_FAULT: dict[FaultKind, tuple[CircuitState, bool, Blame]] = {
    FaultKind.DNS: (CircuitState.BACKOFF, False, Blame.NONE),
    FaultKind.REFUSED: (CircuitState.BACKOFF, False, Blame.NONE),
    FaultKind.UNREACHABLE: (CircuitState.BACKOFF, False, Blame.NONE),
    FaultKind.CONNECT_TIMEOUT: (CircuitState.BACKOFF, False, Blame.NONE),
    FaultKind.TLS: (CircuitState.TLS, False, Blame.NONE),
    FaultKind.PROXY: (CircuitState.PROXY, False, Blame.NONE),
    FaultKind.CLOSED: (CircuitState.BACKOFF, True, Blame.MAYBE),
    FaultKind.TIMEOUT: (CircuitState.BACKOFF, True, Blame.MAYBE),
    FaultKind.TORN: (CircuitState.BACKOFF, True, Blame.MAYBE),
    FaultKind.GARBAGE: (CircuitState.INTERCEPTED, False, Blame.NONE),
}
"""Channel state, whether the server may have stored the record, blame."""

_NEEDS_ROUTE = frozenset(
    {FaultKind.DNS, FaultKind.REFUSED, FaultKind.UNREACHABLE, FaultKind.CONNECT_TIMEOUT, FaultKind.PROXY}
)
"""Without a default route these mean no more than being offline."""


def judge(outcome: Reply | TransportFault, claimed: ClaimedRecord, *, has_route: bool, now_unix_s: float) -> Verdict:
    """Judge the outcome of sending a record."""
    if isinstance(outcome, TransportFault):
        return _judge_fault(outcome, claimed, has_route=has_route)
    error = shortened(_words(outcome))
    status = outcome.status
    if status == 201:
        return Verdict(RecordAction.SENT, CircuitState.CLOSED, status=status)
    if status in (400, 422) and outcome.kind is BodyKind.JSON:
        return Verdict(RecordAction.REJECT, CircuitState.CLOSED, error, status, "refused")
    if status == 413:
        return Verdict(RecordAction.REJECT, CircuitState.CLOSED, error, status, "too-large")
    if status == 409:
        return _judge_conflict(outcome, error, claimed)
    return Verdict(
        RecordAction.READY,
        _state(outcome),
        error,
        status,
        maybe_sent=_is_maybe_stored(outcome),
        attempt=status == 500,
        wait_s=_wait_s(outcome, now_unix_s),
        blame=_blame(outcome),
    )


def _judge_fault(fault: TransportFault, claimed: ClaimedRecord, *, has_route: bool) -> Verdict:
    error = shortened(fault.text)
    if fault.kind is FaultKind.CANCELLED:
        return Verdict(RecordAction.LEAVE, CircuitState.CLOSED, error)
    if fault.kind is FaultKind.LOCAL:
        return _refused(error, None, Refusal.CLIENT_ERROR, claimed.client_errors)
    state, maybe_sent, blame = _BY_FAULT[fault.kind]
    if fault.kind in _NEEDS_ROUTE and not has_route:
        state = CircuitState.OFFLINE
    return Verdict(RecordAction.READY, state, error, maybe_sent=maybe_sent, blame=blame)


def _judge_conflict(reply: Reply, error: str, claimed: ClaimedRecord) -> Verdict:
    """409: an earlier try of ours arrived after all, if the server names the record (decisions.md 12)."""
    if claimed.record_uuid.lower() in reply.text.lower():
        return Verdict(RecordAction.SENT, CircuitState.CLOSED, status=reply.status)
    return _refused(error, reply.status, Refusal.CONFLICT, claimed.conflicts)


def _refused(error: str, status: int | None, refusal: Refusal, times_before: int) -> Verdict:
    is_last = times_before + 1 >= TRIES
    return Verdict(
        RecordAction.REJECT if is_last else RecordAction.READY,
        CircuitState.CLOSED,
        error,
        status,
        refusal.value,
        attempt=True,
        record_wait_s=None if is_last else RETRY_S,
    )


def _state(reply: Reply) -> CircuitState:
    """The channel's state for a reply that neither delivers nor rejects."""
    fixed = _BY_STATUS.get(reply.status)
    if fixed is not None:
        return fixed
    if reply.status < 200 or 500 <= reply.status < 600:
        return CircuitState.BACKOFF
    if 300 <= reply.status < 400:
        return CircuitState.ENDPOINT if reply.is_same_origin else CircuitState.INTERCEPTED
    return _state_by_body(reply)


def _state_by_body(reply: Reply) -> CircuitState:
    """2xx, the rest of 4xx, and what is no HTTP status: a page instead of JSON is somebody else's answer."""
    is_json, is_html = reply.kind is BodyKind.JSON, reply.kind is BodyKind.HTML
    if reply.status == 401:
        return CircuitState.INTERCEPTED if is_html else CircuitState.AUTH
    if reply.status == 407:
        return CircuitState.INTERCEPTED if is_html and not reply.via_proxy else CircuitState.PROXY
    if reply.status >= 600 or not is_json:
        return CircuitState.INTERCEPTED
    return CircuitState.AUTH if reply.status == 403 else CircuitState.CONTRACT


def _is_maybe_stored(reply: Reply) -> bool:
    is_other_success = 200 <= reply.status < 300 and _state(reply) is CircuitState.CONTRACT
    return reply.status < 200 or is_other_success or reply.status in _MAYBE_STORED


def _wait_s(reply: Reply, now_unix_s: float) -> float | None:
    if reply.status == 402:
        return PAYMENT_S
    if reply.status not in _HONOURS_RETRY_AFTER:
        return None
    if reply.status == 429 and reply.retry_after is None:
        return THROTTLED_S
    return retry_after_s(reply.retry_after, date=reply.date, now_unix_s=now_unix_s)


def _blame(reply: Reply) -> Blame:
    if reply.status == 500:
        return Blame.RECORD
    is_whole = reply.status in _BLAMELESS or (reply.status == 503 and reply.retry_after is not None)
    return Blame.MAYBE if 500 < reply.status < 600 and not is_whole else Blame.NONE


def _words(reply: Reply) -> str:
    said = {
        BodyKind.HTML: "a web page",
        BodyKind.EMPTY: "nothing more",
    }.get(reply.kind, reply.text)
    return f"HTTP {reply.status}: {said or 'nothing more'}"


@dataclass(frozen=True, slots=True)
class TokenCheck:
    """What an empty test record showed of a token; ``is_accepted`` None: it could not be found out."""

    is_accepted: bool | None
    title: str
    advice: str = ""


def judge_check(outcome: Reply | TransportFault) -> TokenCheck:
    """Judge the outcome of posting ``{}`` (decisions.md 9)."""
    if isinstance(outcome, TransportFault):
        return TokenCheck(None, say("The server could not be asked."), outcome.text)
    words = shortened(_words(outcome), 300)
    if outcome.status == 201:
        return TokenCheck(True, say("The server accepted the token."), say("It also stored the empty test record."))
    if outcome.status in (400, 422) and outcome.kind is BodyKind.JSON:
        return TokenCheck(
            True,
            say("The server accepted the token and stored nothing."),
            say("This is an inference: it refused the empty test record, and such services look at the token first."),
        )
    if _state(outcome) is CircuitState.AUTH:
        return TokenCheck(
            False,
            say("The server refused the token."),
            say("{words}. Set a new one with: netmon token set", words=words),
        )
    return TokenCheck(None, say("The answer says nothing about the token."), words)

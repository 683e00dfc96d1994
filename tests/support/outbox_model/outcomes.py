"""The verdict table of upload-queue.md: what a server or a network may do, and what the page makes of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from netmon_tray.upload.outcome import BodyKind, FaultKind, Reply, TransportFault
from support.outbox_model.page import (
    AUTH,
    BACKOFF,
    CLOSED,
    CONTRACT,
    ENDPOINT,
    INTERCEPTED,
    OFFLINE,
    PROXY,
    READY,
    REJECTED,
    SENT,
    THROTTLED,
    TLS,
    Meaning,
)


@dataclass(frozen=True)
class Outcome:
    """What a server or a network does with a request, and what the page makes of it."""

    answer: Reply | TransportFault
    meaning: Meaning
    may_be_stored: bool = False

    @property
    def name(self) -> str:
        answer = self.answer
        if isinstance(answer, TransportFault):
            return answer.kind.value
        return " ".join(filter(None, (str(answer.status), answer.kind.value, answer.text[2:-2], answer.retry_after)))


def reply(status: int, kind: BodyKind = BodyKind.JSON, text: str = "{}", **more: Any) -> Reply:
    return Reply(status, kind, text, **more)


def plain(answer: Reply, circuit: str, **more: Any) -> Outcome:
    """The record stays READY."""
    return Outcome(answer, Meaning(READY, circuit, **more), may_be_stored=bool(more.get("maybe_sent")))


def fault(kind: FaultKind, circuit: str, **more: Any) -> Outcome:
    meaning = Meaning(more.pop("record", READY), circuit, has_status=False, **more)
    return Outcome(TransportFault(kind, "words"), meaning, may_be_stored=meaning.maybe_sent)


HTML, EMPTY = BodyKind.HTML, BodyKind.EMPTY
PLAIN_201 = Outcome(reply(201), Meaning(SENT, CLOSED), may_be_stored=True)
POISON = plain(reply(500), BACKOFF, maybe_sent=True, attempt=True, blame="sure")
OUTCOMES = (
    PLAIN_201,
    Outcome(reply(201, HTML), Meaning(SENT, CLOSED), may_be_stored=True),
    Outcome(reply(409, text="{uuid}"), Meaning(SENT, CLOSED)),
    plain(reply(200), CONTRACT, maybe_sent=True),
    plain(reply(202), CONTRACT, maybe_sent=True),
    *(plain(reply(status, HTML), INTERCEPTED) for status in (200, 201 + 2, 400, 403, 422, 451, 511)),
    plain(reply(204, EMPTY), INTERCEPTED),
    fault(FaultKind.GARBAGE, INTERCEPTED),
    plain(reply(302, HTML), INTERCEPTED),
    plain(reply(308, EMPTY, is_same_origin=True), ENDPOINT),
    Outcome(reply(400), Meaning(REJECTED, CLOSED)),
    Outcome(reply(422), Meaning(REJECTED, CLOSED)),
    Outcome(reply(413, HTML), Meaning(REJECTED, CLOSED)),
    Outcome(reply(409), Meaning("thrice", CLOSED)),
    fault(FaultKind.LOCAL, CLOSED, record="thrice"),
    plain(reply(401), AUTH),
    plain(reply(403), AUTH),
    *(plain(reply(status), ENDPOINT) for status in (404, 405, 410, 501, 505)),
    plain(reply(402), THROTTLED, asked_s=3600),
    *(plain(reply(status), CONTRACT) for status in (406, 411, 414, 415, 431)),
    plain(reply(407, via_proxy=True), PROXY),
    *(plain(reply(status), BACKOFF) for status in (408, 425, 421)),
    plain(reply(429), THROTTLED, asked_s=60),
    plain(reply(429, retry_after="120"), THROTTLED, asked_s=120),
    plain(reply(503, retry_after="30"), BACKOFF, asked_s=30),
    POISON,
    *(plain(reply(status), BACKOFF, blame="again") for status in (502, 503)),
    plain(reply(504), BACKOFF, maybe_sent=True, blame="again"),
    *(fault(kind, OFFLINE) for kind in (FaultKind.DNS, FaultKind.REFUSED, FaultKind.UNREACHABLE)),
    fault(FaultKind.CONNECT_TIMEOUT, OFFLINE),
    fault(FaultKind.TLS, TLS),
    *(
        fault(kind, BACKOFF, maybe_sent=True, blame="again")
        for kind in (FaultKind.CLOSED, FaultKind.TIMEOUT, FaultKind.TORN)
    ),
)


BY_NAME = {outcome.name: outcome for outcome in OUTCOMES}
assert len(BY_NAME) == len(OUTCOMES)

"""The verdict table, whole: every status with every kind of body, and every fault."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from netmon_tray.model import CircuitState as State
from netmon_tray.store.outbox import Claimed
from netmon_tray.upload.outcome import BodyKind, FaultKind, Reply, TransportFault
from netmon_tray.upload.verdict import Blame, RecordAction, Verdict, judge, judge_check

UUID = "5f0f6c1e-0000-4000-8000-000000000001"
FIRST = Claimed(1, UUID, "{}")
NOW_UNIX_S = 1_795_384_800.0
JSON, HTML, OTHER, EMPTY = BodyKind.JSON, BodyKind.HTML, BodyKind.OTHER, BodyKind.EMPTY
SENT, READY, REJECT = RecordAction.SENT, RecordAction.READY, RecordAction.REJECT


def verdict_of(outcome: Reply | TransportFault, claimed: Claimed = FIRST, *, has_route: bool = True) -> Verdict:
    return judge(outcome, claimed, has_route=has_route, now_unix_s=NOW_UNIX_S)


def reply(status: int, kind: BodyKind = JSON, text: str = "why", **more: object) -> Reply:
    return Reply(status, kind, text, **more)  # type: ignore[arg-type]


# --- the table of upload-queue.md, written out a second time --------------------------------------------------------


def expected(status: int, kind: BodyKind) -> tuple[RecordAction, State, bool]:
    """Action, circuit, maybe sent: for a redirect to elsewhere, without a proxy, at the first try."""
    is_json = kind is JSON
    ours_or_portal = (READY, State.INTERCEPTED, False)
    rows: dict[int, tuple[RecordAction, State, bool]] = {
        201: (SENT, State.CLOSED, False),
        204: ours_or_portal,
        400: (REJECT, State.CLOSED, False) if is_json else ours_or_portal,
        401: ours_or_portal if kind is HTML else (READY, State.AUTH, False),
        402: (READY, State.THROTTLED, False),
        403: (READY, State.AUTH, False) if is_json else ours_or_portal,
        404: (READY, State.ENDPOINT, False),
        405: (READY, State.ENDPOINT, False),
        406: (READY, State.CONTRACT, False),
        407: ours_or_portal if kind is HTML else (READY, State.PROXY, False),
        408: (READY, State.BACKOFF, False),
        409: (READY, State.CLOSED, False),
        410: (READY, State.ENDPOINT, False),
        411: (READY, State.CONTRACT, False),
        413: (REJECT, State.CLOSED, False),
        414: (READY, State.CONTRACT, False),
        415: (READY, State.CONTRACT, False),
        421: (READY, State.BACKOFF, False),
        422: (REJECT, State.CLOSED, False) if is_json else ours_or_portal,
        425: (READY, State.BACKOFF, False),
        429: (READY, State.THROTTLED, False),
        431: (READY, State.CONTRACT, False),
        500: (READY, State.BACKOFF, True),
        501: (READY, State.ENDPOINT, False),
        504: (READY, State.BACKOFF, True),
        505: (READY, State.ENDPOINT, False),
        511: ours_or_portal,
        524: (READY, State.BACKOFF, True),
    }
    if status in rows:
        return rows[status]
    if status < 200:
        return READY, State.BACKOFF, True
    if status < 300:
        return (READY, State.CONTRACT, True) if is_json else ours_or_portal
    if status < 400:
        return ours_or_portal
    if status < 500:
        return (READY, State.CONTRACT, False) if is_json else ours_or_portal
    return READY, State.BACKOFF, False


@pytest.mark.parametrize("kind", list(BodyKind))
def test_every_status(kind: BodyKind) -> None:
    for status in range(100, 600):
        verdict = verdict_of(reply(status, kind))
        assert (verdict.action, verdict.circuit, verdict.maybe_sent) == expected(status, kind), (status, kind)


@pytest.mark.parametrize("kind", list(BodyKind))
def test_only_201_is_success(kind: BodyKind) -> None:
    sent = [status for status in range(100, 1000) if verdict_of(reply(status, kind)).action is SENT]
    assert sent == [201]


def test_what_is_no_http_status_is_somebody_else() -> None:
    for status, kind in product(range(600, 1000), BodyKind):
        assert verdict_of(reply(status, kind)).circuit is State.INTERCEPTED


FAULTS = {
    FaultKind.DNS: (READY, State.BACKOFF, State.OFFLINE, False),
    FaultKind.REFUSED: (READY, State.BACKOFF, State.OFFLINE, False),
    FaultKind.UNREACHABLE: (READY, State.BACKOFF, State.OFFLINE, False),
    FaultKind.CONNECT_TIMEOUT: (READY, State.BACKOFF, State.OFFLINE, False),
    FaultKind.TLS: (READY, State.TLS, State.TLS, False),
    FaultKind.PROXY: (READY, State.PROXY, State.OFFLINE, False),
    FaultKind.CLOSED: (READY, State.BACKOFF, State.BACKOFF, True),
    FaultKind.TIMEOUT: (READY, State.BACKOFF, State.BACKOFF, True),
    FaultKind.TORN: (READY, State.BACKOFF, State.BACKOFF, True),
    FaultKind.GARBAGE: (READY, State.INTERCEPTED, State.INTERCEPTED, False),
    FaultKind.LOCAL: (READY, State.CLOSED, State.CLOSED, False),
    FaultKind.CANCELLED: (RecordAction.LEAVE, State.CLOSED, State.CLOSED, False),
}


@pytest.mark.parametrize("kind", list(FaultKind))
def test_every_fault(kind: FaultKind) -> None:
    action, with_route, without_route, maybe_sent = FAULTS[kind]
    fault = TransportFault(kind, "words")
    connected, alone = verdict_of(fault), verdict_of(fault, has_route=False)
    assert (connected.action, connected.circuit, connected.maybe_sent) == (action, with_route, maybe_sent)
    assert (alone.action, alone.circuit, alone.maybe_sent) == (action, without_route, maybe_sent)
    assert (connected.status, connected.error) == (None, "words")


# --- the single rows ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", range(300, 400))
def test_a_redirect_at_our_own_origin_is_a_wrong_address(status: int) -> None:
    assert verdict_of(reply(status, is_same_origin=True)).circuit is State.ENDPOINT
    assert verdict_of(reply(status, is_same_origin=False)).circuit is State.INTERCEPTED


def test_a_407_with_a_page_comes_from_the_proxy_where_there_is_one() -> None:
    assert verdict_of(reply(407, HTML, via_proxy=True)).circuit is State.PROXY


@pytest.mark.parametrize("text", [f'{{"id": "{UUID}"}}', f"record {UUID.upper()} exists"])
def test_a_conflict_that_names_the_record_means_that_it_arrived(text: str) -> None:
    verdict = verdict_of(reply(409, JSON, text))
    assert (verdict.action, verdict.circuit, verdict.status) == (SENT, State.CLOSED, 409)


@pytest.mark.parametrize(
    ("outcome", "own", "other"),
    [
        (reply(409), "conflicts", "client_errors"),
        (TransportFault(FaultKind.LOCAL, "x"), "client_errors", "conflicts"),
    ],
)
def test_the_third_refusal_of_a_kind_without_a_reason_rejects(
    outcome: Reply | TransportFault, own: str, other: str
) -> None:
    tried = [Claimed(1, UUID, "{}", **{own: times, other: 9 * (times < 2)}) for times in range(4)]
    verdicts = [verdict_of(outcome, claimed) for claimed in tried]
    assert [verdict.action for verdict in verdicts] == [READY, READY, REJECT, REJECT]
    assert all(verdict.attempt for verdict in verdicts)
    assert [verdict.record_wait_s for verdict in verdicts] == [30.0, 30.0, None, None]
    assert {verdict.reason for verdict in verdicts} == {"conflict" if isinstance(outcome, Reply) else "client-error"}


@pytest.mark.parametrize(
    ("status", "headers", "wait_s"),
    [
        (429, {}, 60.0),
        (429, {"retry_after": "120"}, 120.0),
        (429, {"retry_after": "soon"}, None),
        (429, {"retry_after": "Sun, 22 Nov 2026 22:02:00 GMT", "date": "Sun, 22 Nov 2026 22:00:00 GMT"}, 120.0),
        (402, {}, 3600.0),
        (402, {"retry_after": "5"}, 3600.0),
        (503, {}, None),
        (503, {"retry_after": "120"}, 120.0),
        (502, {"retry_after": "7"}, 7.0),
        (529, {"retry_after": "7"}, 7.0),
        (500, {"retry_after": "7"}, None),
        (404, {"retry_after": "7"}, None),
    ],
)
def test_what_a_server_asks_for(status: int, headers: dict[str, Any], wait_s: float | None) -> None:
    assert verdict_of(reply(status, **headers)).wait_s == wait_s


def test_which_failures_speak_against_the_record() -> None:
    blamed = {status: verdict_of(reply(status)).blame for status in range(100, 600)}
    assert {status for status, blame in blamed.items() if blame is Blame.RECORD} == {500}
    assert {status for status, blame in blamed.items() if blame is Blame.MAYBE} == {
        status for status in range(500, 600) if status not in (500, 501, 505, 511)
    }
    assert verdict_of(reply(503, retry_after="30")).blame is Blame.NONE, "it speaks of itself"
    assert verdict_of(reply(502, retry_after="30")).blame is Blame.MAYBE
    faults = {kind for kind in FaultKind if verdict_of(TransportFault(kind, "")).blame is Blame.MAYBE}
    assert faults == {FaultKind.CLOSED, FaultKind.TIMEOUT, FaultKind.TORN}


def test_only_500_counts_as_a_try_of_the_record_among_replies_that_wait() -> None:
    counted = {status for status in range(100, 600) if verdict_of(reply(status)).attempt}
    assert counted == {500, 409}


def test_the_servers_words_are_kept_up_to_two_kilobytes() -> None:
    verdict = verdict_of(reply(400, JSON, '{"bssid": ["Enter a valid value."]}'))
    assert verdict.error == 'HTTP 400: {"bssid": ["Enter a valid value."]}'
    assert len(verdict_of(reply(400, JSON, "é" * 9000)).error.encode()) <= 2048


def test_a_page_is_named_and_not_quoted() -> None:
    assert verdict_of(reply(200, HTML, "<html>Welcome to Hotel Wifi")).error == "HTTP 200: a web page"
    assert verdict_of(reply(204, EMPTY, "")).error == "HTTP 204: nothing more"


# --- checking a token -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("outcome", "is_accepted"),
    [
        (reply(400), True),
        (reply(422), True),
        (reply(201), True),
        (reply(401), False),
        (reply(403), False),
        (reply(400, HTML), None),
        (reply(401, HTML), None),
        (reply(404), None),
        (reply(500), None),
        (TransportFault(FaultKind.DNS, "The name can't be looked up."), None),
    ],
)
def test_what_an_empty_record_shows_of_a_token(outcome: Reply | TransportFault, is_accepted: bool | None) -> None:
    check = judge_check(outcome)
    assert check.is_accepted is is_accepted
    assert check.title.endswith(".")


def test_an_accepted_token_is_told_as_what_it_is() -> None:
    assert "inference" in judge_check(reply(400)).advice
    assert "stored the empty test record" in judge_check(reply(201)).advice

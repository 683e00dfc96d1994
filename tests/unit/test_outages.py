"""Outages out of what was answered: the cause, both ends, and what is not one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from netmon_tray.model import Outage, OutageCause, OutageEnd, RoundTrips, Silence
from netmon_tray.outages import Answered, Evidence, OutageTracker, cause_of
from netmon_tray.targets import DNS, GATEWAY

NET = "wi:Cafe"
FINE = Evidence(0, 0.0, gateway=True, dns=True, internet=True, network_key=NET)
DEAD = {"gateway": False, "dns": False, "internet": False}


@pytest.mark.parametrize(
    ("seen", "cause"),
    [
        ({}, None),
        ({"has_link": False, **DEAD}, OutageCause.LINK),
        (DEAD, OutageCause.GATEWAY),
        ({"dns": False}, OutageCause.DNS),
        ({"dns": False, "internet": None}, OutageCause.DNS),
        ({"internet": False}, OutageCause.INTERNET),
        ({"internet": False, "dns": False}, OutageCause.INTERNET),
        ({"internet": False, "gateway": None}, OutageCause.INTERNET),
        ({"gateway": False}, None),
        ({"gateway": False, "internet": None, "is_dns_beyond": True}, None),
        ({"gateway": False, "internet": None}, OutageCause.GATEWAY),
        ({"gateway": False, "internet": False}, OutageCause.GATEWAY),
        ({"has_portal": True, **DEAD}, None),
        ({"gateway": None, "dns": None, "internet": None}, None),
    ],
)
def test_what_failed(seen: dict[str, bool | None], cause: OutageCause | None) -> None:
    assert cause_of(replace(FINE, **seen)) == cause  # type: ignore[arg-type]


class Rounds:
    """A tracker and a clock: rounds three seconds apart."""

    def __init__(self) -> None:
        self.tracker = OutageTracker()
        self.now_s = 1000.0
        self.wall_ms = 50_000_000

    def __call__(self, *seen: Mapping[str, object]) -> list[Outage]:
        told: list[Outage] = []
        for facts in seen:
            self.now_s += 3
            self.wall_ms += 3000
            told += self.tracker.observe(replace(FINE, at_unix_ms=self.wall_ms, uptime_s=self.now_s, **facts))  # type: ignore[arg-type]
        return told


GOOD: dict[str, object] = {}
BAD: dict[str, object] = {"dns": False, "internet": None}


def test_three_rounds_in_a_row_make_an_outage_that_began_with_the_first() -> None:
    rounds = Rounds()
    assert rounds(GOOD, BAD, BAD) == []
    assert rounds.tracker.is_deciding
    assert rounds(BAD) == [Outage(OutageCause.DNS, 50_006_000, network_key=NET)]
    assert not rounds.tracker.is_deciding


def test_two_answered_rounds_end_it_at_the_first_of_them() -> None:
    rounds = Rounds()
    (begun,) = rounds(BAD, BAD, BAD)
    assert rounds(BAD, GOOD) == []
    assert rounds(GOOD) == [replace(begun, until_unix_ms=50_003_000 + 12_000, end=OutageEnd.RECOVERED)]
    assert rounds.tracker.current is None


def test_what_comes_and_goes_is_none_and_ends_none() -> None:
    rounds = Rounds()
    assert rounds(BAD, BAD, GOOD, BAD, BAD, GOOD) == []
    (begun,) = rounds(BAD, BAD, BAD)
    assert rounds(GOOD, BAD, GOOD, BAD) == []
    assert rounds.tracker.current == begun


def test_rounds_that_events_hastened_on_decide_nothing_by_their_number() -> None:
    rounds = Rounds()
    rounds(BAD)
    rounds.now_s -= 12
    assert rounds(BAD, BAD, BAD, BAD) == []
    assert len(rounds(BAD, BAD)) == 1


def test_another_cause_ends_one_and_begins_the_next_at_the_same_moment() -> None:
    rounds = Rounds()
    rounds(BAD, BAD, BAD)
    ended, begun = rounds(*[{"has_link": False}] * 3)
    assert (ended.cause, ended.end, ended.until_unix_ms) == (OutageCause.DNS, OutageEnd.OTHER_CAUSE, 50_012_000)
    assert (begun.cause, begun.since_unix_ms) == (OutageCause.LINK, 50_012_000)


def test_a_cause_that_becomes_clearer_while_it_is_decided_is_counted_anew() -> None:
    rounds = Rounds()
    assert rounds(BAD, BAD) == []
    assert [one.cause for one in rounds(*[DEAD] * 3)] == [OutageCause.GATEWAY]


def test_a_clock_that_is_set_back_makes_no_outage_shorter() -> None:
    rounds = Rounds()
    (begun,) = rounds(BAD, BAD, BAD)
    rounds.wall_ms -= 7_200_000
    (ended,) = rounds(GOOD, GOOD)
    assert ended.since_unix_ms == begun.since_unix_ms
    assert ended.until_unix_ms == begun.since_unix_ms + 9000


def test_another_network_ends_what_was_of_the_first() -> None:
    rounds = Rounds()
    rounds(BAD, BAD, BAD, BAD)
    (ended,) = rounds({"network_key": "et:office", **BAD})
    assert ended.end is OutageEnd.MOVED
    assert rounds.tracker.current is None


def test_a_sleep_ends_it_where_it_was_seen_last_and_forgets_what_was_suspected() -> None:
    rounds = Rounds()
    (begun,) = rounds(BAD, BAD, BAD)
    rounds(BAD)
    rounds.now_s += 3600
    assert rounds.tracker.close(OutageEnd.SLEPT) == (
        replace(begun, until_unix_ms=begun.since_unix_ms + 9000, end=OutageEnd.SLEPT),
    )
    rounds(BAD, BAD)
    assert rounds.tracker.close(OutageEnd.SLEPT) == ()
    assert rounds(BAD, BAD) == []


# --- whose silence counts ---------------------------------------------------------------------------------------------

SILENT = RoundTrips(1, (), Silence.TIMEOUT)


def test_silence_counts_of_those_that_answered_on_this_network_and_of_name_servers() -> None:
    answered = Answered()
    assert answered.verdict(NET, GATEWAY, SILENT) is None
    assert answered.verdict(NET, "example.org", SILENT) is None
    assert answered.verdict(NET, DNS, SILENT) is False
    assert answered.verdict(NET, GATEWAY, RoundTrips(1, (2.0,))) is True
    assert answered.counts(NET, GATEWAY, RoundTrips(1, (2.0,)))
    assert answered.verdict(NET, GATEWAY, SILENT) is False
    assert answered.verdict("wi:Other", GATEWAY, SILENT) is None


def test_that_there_is_no_way_to_the_gateway_is_no_silence() -> None:
    assert Answered().verdict(NET, GATEWAY, RoundTrips(1, (), Silence.UNREACHABLE)) is False
    assert Answered().verdict(NET, "example.org", RoundTrips(1, (), Silence.UNREACHABLE)) is None


@pytest.mark.parametrize("silence", [Silence.FORBIDDEN, Silence.UNRESOLVED, Silence.HIJACKED])
def test_who_was_not_asked_has_lost_nothing(silence: Silence) -> None:
    answered = Answered()
    answered.note(NET, "example.org")
    assert answered.verdict(NET, "example.org", RoundTrips(silence=silence)) is None
    assert not answered.counts(NET, "example.org", RoundTrips(silence=silence))


def test_a_name_server_that_answers_that_it_cannot_find_out_is_measured_and_fails() -> None:
    trips = RoundTrips(1, (9.0,), Silence.SERVER_FAILED)
    assert Answered().verdict(NET, DNS, trips) is False
    assert Answered().counts(NET, DNS, trips)

"""Adding round trips up: the figures of a minute, whatever the order, and what is seen of the last one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmon_tray.model import RoundTrips, Silence
from netmon_tray.round_trips import Place, Recently, TripLog, TripMinute, TripSums, by_party

HERE = Place("wi:Cafe")
NOON_MS = 1_764_417_600_000
LOST = RoundTrips(4, (), Silence.TIMEOUT)


def rtt(ms: float, sent: int = 1) -> RoundTrips:
    return RoundTrips(sent, (ms,))


def test_the_figures_of_a_minute() -> None:
    log = TripLog()
    for second, trips in enumerate((rtt(10), rtt(14), LOST, rtt(11, sent=2), rtt(11))):
        log.add(NOON_MS + second * 1000, HERE, "gateway", trips)
    (minute,) = log.finished(NOON_MS + 60_000)
    assert minute == TripMinute(NOON_MS // 1000, "wi:Cafe", "gateway", False, minute.sums)
    sums = minute.sums
    assert (sums.sent, sums.lost, sums.number) == (9, 5, 4)
    assert (sums.minimum_ms, sums.mean_ms, sums.maximum_ms) == (10, 11.5, 14)
    assert sums.jitter_ms == pytest.approx((4 + 3 + 0) / 3)
    assert sums.loss_ratio == pytest.approx(5 / 9)


def test_a_minute_is_given_out_once_and_the_running_one_when_all_is_asked_for() -> None:
    log = TripLog()
    log.add(NOON_MS, HERE, "dns", rtt(1))
    assert log.finished(NOON_MS + 59_999) == []
    assert len(log.finished(NOON_MS + 59_999, everything=True)) == 1
    assert log.finished(NOON_MS + 60_000, everything=True) == []


def test_networks_parties_and_tunnels_are_kept_apart() -> None:
    log = TripLog()
    for place in (HERE, Place("wi:Cafe", is_tunnelled=True), Place("et:lan0")):
        for party in ("gateway", "example.org"):
            log.add(NOON_MS, place, party, rtt(1))
    assert len(log.finished(NOON_MS, everything=True)) == 6


def test_after_a_break_the_next_round_trip_is_no_neighbour_of_the_last() -> None:
    log = TripLog()
    log.add(NOON_MS, HERE, "gateway", rtt(10))
    log.break_off()
    log.add(NOON_MS + 1, HERE, "gateway", rtt(900))
    assert log.finished(NOON_MS, everything=True)[0].sums.jitter_ms is None


def test_nothing_is_made_up_where_nothing_was_measured() -> None:
    assert (TripSums().mean_ms, TripSums().jitter_ms, TripSums().loss_ratio) == (None, None, None)
    log = TripLog()
    log.add(NOON_MS, HERE, "gateway", LOST)
    sums = log.finished(NOON_MS, everything=True)[0].sums
    assert (sums.mean_ms, sums.minimum_ms, sums.maximum_ms, sums.loss_ratio) == (None, None, None, 1)


whole = st.integers(0, 50).map(float)
some_sums = st.lists(st.tuples(whole, st.integers(0, 3)), max_size=6).map(
    lambda rounds: sum((TripSums(1 + lost, lost, ms, ms, ms, ms, 1) for ms, lost in rounds), TripSums())
)


@given(st.lists(some_sums, max_size=6), st.randoms())
def test_sums_add_up_in_any_order(parts: list[TripSums], chance: object) -> None:
    shuffled = list(parts)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert sum(parts, TripSums()) == sum(shuffled, TripSums())


def test_parties_in_the_order_in_which_they_appear() -> None:
    rows = [TripMinute(0, "", party, False, TripSums(1)) for party in ("dns", "gateway", "dns")]
    assert list(by_party(rows).items()) == [("dns", TripSums(2)), ("gateway", TripSums(1))]


def test_the_last_minute_forgets() -> None:
    recently = Recently()
    recently.add(0.0, {"gateway": rtt(100)})
    recently.add(59.0, {"gateway": rtt(2), "dns": LOST})
    assert recently.sums()["gateway"].mean_ms == 51
    recently.add(60.0, {"gateway": rtt(4)})
    assert (recently.sums()["gateway"].mean_ms, recently.sums()["dns"].loss_ratio) == (3, 1)
    recently.clear()
    assert recently.sums() == {}

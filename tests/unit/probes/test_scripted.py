"""The scripted host tells a story whose parts agree with each other."""

from __future__ import annotations

from itertools import pairwise

from netmon_tray.model import NOT_APPLICABLE, Position, Sample
from netmon_tray.probes.scripted import CYCLE_S, OUTAGE_S, ROAM_S, VPN_S, ScriptedHost

NOW_UNIX_MS = 1_790_000_000_000


def played(until_s: float, step_s: float = 5.0) -> list[Sample]:
    clock = {"s": 0.0}
    host = ScriptedHost(monotonic_s=lambda: clock["s"], unix_ms=lambda: NOW_UNIX_MS + round(clock["s"] * 1000))
    seen = []
    while clock["s"] < until_s:
        seen.append(host.sample())
        clock["s"] += step_s
    return seen


def test_one_cycle_roams_breaks_and_tunnels() -> None:
    story = played(CYCLE_S)
    outage = [s for s in story if s.primary is None]
    assert len(outage) == (OUTAGE_S[1] - OUTAGE_S[0]) / 5
    bssids = [s.primary.radio.bssid for s in story if s.primary]
    assert sum(a != b for a, b in pairwise(bssids)) == 2
    assert [s.vpn is not None for s in story] == [s.uptime_s % CYCLE_S >= VPN_S for s in story]
    weak = [s.primary.radio.rssi_dbm for s in story if s.primary and ROAM_S <= s.uptime_s % CYCLE_S < OUTAGE_S[0]]
    assert max(weak) < -75


def test_counters_only_grow_and_do_so_at_the_told_rate() -> None:
    counters = [s.primary.counters for s in played(CYCLE_S) if s.primary]
    assert all(a.rx_bytes <= b.rx_bytes and a.tx_bytes <= b.tx_bytes for a, b in pairwise(counters))
    mean_mbit_per_s = (counters[-1].rx_bytes - counters[0].rx_bytes) * 8 / 1e6 / CYCLE_S
    assert 5 < mean_mbit_per_s < 20


def test_the_past_leads_up_to_the_present() -> None:
    host = ScriptedHost(monotonic_s=lambda: 0.0, unix_ms=lambda: NOW_UNIX_MS)
    past = list(host.past())
    now = host.sample()
    assert past[-1].at_unix_ms == NOW_UNIX_MS - 5000
    assert now.uptime_s - past[-1].uptime_s == 5
    assert now.primary.counters.rx_bytes >= past[-1].primary.counters.rx_bytes


def test_the_time_that_the_past_takes_is_no_gap_after_it() -> None:
    times = iter(n * 0.1 for n in range(10_000_000))  # each look at the clock takes its time
    host = ScriptedHost(monotonic_s=lambda: next(times), unix_ms=lambda: NOW_UNIX_MS)
    before = host.sample()
    past = list(host.past())
    now = host.sample()
    assert past[-1].uptime_s > before.uptime_s
    assert 0 < now.uptime_s - past[-1].uptime_s <= 5.2
    assert now.primary.counters.rx_bytes >= past[-1].primary.counters.rx_bytes


def test_the_story_has_places_once_somebody_wants_them() -> None:
    host = ScriptedHost(monotonic_s=lambda: 0.0, unix_ms=lambda: NOW_UNIX_MS)
    assert host.sample().position is NOT_APPLICABLE
    host.locate(3)
    places = {sample.position for sample in host.past() if sample.primary}
    assert Position(52.52, 13.405, 25.0) in places
    assert 10 < len(places) < 40
    host.locate(None)
    assert host.sample().position is NOT_APPLICABLE

"""Outages, weak signal, quota and queue as conditions: debounced, once, and over restarts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from netmon_tray.alerting import TOLD_AGAIN_MS, Alerting
from netmon_tray.model import Condition, Link, OutageCause, QueueCounts, Sample, Security
from netmon_tray.recorder import Recorder
from netmon_tray.settings import Settings
from netmon_tray.storage import Storage
from netmon_tray.store.history import Minute
from netmon_tray.upload.redactor import Redactor
from support.samples import T0_UNIX_MS, sample, wifi, wired

GIB = 10**9


class Life:
    """The alerts of a data directory, with what they are told."""

    def __init__(self, storage: Storage) -> None:
        self.storage, self.settings, self.queue = storage, Settings(), QueueCounts()
        self.redactor, self.is_trusted, self.at_s = Redactor(), False, 0.0
        self.restart()

    def restart(self) -> None:
        self.alerting = Alerting(self.storage, Recorder(self.settings, self.redactor))

    def look(self, link: Link | None = None, after_s: float = 5.0) -> list[Condition]:
        """One sample later; what is told of it, an ordinary cable aside."""
        self.at_s += after_s
        seen: Sample = sample(self.at_s, link or wired())
        self.alerting.observe(seen, "one", self.settings, is_trusted=self.is_trusted)
        return [*self.alerting.conditions(seen, self.settings, self.queue, is_trusted=self.is_trusted)]

    def codes(self, link: Link | None = None, after_s: float = 5.0) -> list[str]:
        return [item.code for item in self.look(link, after_s)]


@pytest.fixture
def life(storage: Storage) -> Life:
    return Life(storage)


# --- outages --------------------------------------------------------------------------------------------------------


def test_an_outage_that_nobody_follows_any_more_has_not_recovered(life: Life) -> None:
    life.alerting.see_outage(OutageCause.LINK, T0_UNIX_MS)
    assert life.codes() == ["outage"]
    life.alerting.see_outage(None, None)
    assert life.codes() == []


@pytest.mark.parametrize("cause", OutageCause)
def test_an_outage_and_its_end(life: Life, cause: OutageCause) -> None:
    life.alerting.see_outage(cause, T0_UNIX_MS)
    (outage,) = life.look()
    assert (outage.code, outage.since_unix_ms, outage.is_alert) == ("outage", T0_UNIX_MS, True)
    life.alerting.see_outage(None, T0_UNIX_MS + 125_000)
    (over,) = life.look()
    assert (over.code, over.since_unix_ms) == ("outage_over", T0_UNIX_MS + 125_000)
    assert "for 2 min" in over.text
    assert life.codes(after_s=TOLD_AGAIN_MS / 1000 + 125) == []


def test_the_end_of_an_outage_is_no_news_for_ever_where_the_clock_was_set_back(life: Life) -> None:
    life.alerting.see_outage(OutageCause.DNS, T0_UNIX_MS)
    life.look()
    life.alerting.see_outage(None, T0_UNIX_MS + 1000)
    assert life.codes() == ["outage_over"]
    assert life.codes(after_s=-2 * 3600) == []


def test_an_outage_outlives_a_restart_and_keeps_its_beginning(life: Life) -> None:
    life.alerting.see_outage(OutageCause.DNS, T0_UNIX_MS)
    life.look()
    life.restart()
    assert [item.since_unix_ms for item in life.look()] == [T0_UNIX_MS], "nothing was decided yet"
    life.alerting.see_outage(OutageCause.DNS, T0_UNIX_MS + 60_000)
    assert [item.since_unix_ms for item in life.look()] == [T0_UNIX_MS]
    life.alerting.see_outage(None, T0_UNIX_MS + 90_000)
    assert life.codes() == ["outage_over"]
    life.restart()
    assert life.codes() == ["outage_over"]


def test_another_cause_is_another_outage_and_a_new_one_ends_the_good_news(life: Life) -> None:
    life.alerting.see_outage(OutageCause.DNS, T0_UNIX_MS)
    life.look()
    life.alerting.see_outage(OutageCause.LINK, T0_UNIX_MS + 9_000)
    assert [item.since_unix_ms for item in life.look()] == [T0_UNIX_MS + 9_000]
    life.alerting.see_outage(None, T0_UNIX_MS + 20_000)
    life.look()
    life.alerting.see_outage(OutageCause.LINK, T0_UNIX_MS + 30_000)
    assert life.codes() == ["outage"]
    life.alerting.see_outage(None, T0_UNIX_MS + 40_000)
    assert [item.since_unix_ms for item in life.look()] == [T0_UNIX_MS + 40_000]


def test_without_an_outage_there_is_no_good_news(life: Life) -> None:
    life.alerting.see_outage(None, T0_UNIX_MS)
    assert life.codes() == []


# --- signal ---------------------------------------------------------------------------------------------------------


def test_a_signal_that_stays_very_weak(life: Life) -> None:
    weak, fair = wifi(rssi_dbm=-85), wifi(rssi_dbm=-65)
    assert [life.codes(weak, 20) for _ in range(4)] == [[], [], [], ["weak_signal"]]
    assert life.codes(fair) == ["weak_signal"], "not for a moment"
    assert life.codes(fair, 10) == []


def test_a_weak_signal_is_told_once_over_a_restart(life: Life) -> None:
    weak = wifi(rssi_dbm=-85)
    (told,) = [life.look(weak, 61) for _ in range(2)][-1]
    assert (told.code, told.is_alert) == ("weak_signal", False)
    life.restart()
    (again,) = life.look(weak)
    assert again.since_unix_ms == told.since_unix_ms
    life.restart()
    assert [life.codes(wifi(rssi_dbm=-50), 11) for _ in range(2)] == [["weak_signal"], []]


def test_another_network_is_judged_anew(life: Life) -> None:
    for _ in range(2):
        life.look(wifi(rssi_dbm=-85), 61)
    assert life.codes(wifi("Other", rssi_dbm=-85)) == []
    assert life.codes(wifi("Other", rssi_dbm=-85), 61) == ["weak_signal"]


def test_a_cable_has_no_signal(life: Life) -> None:
    for _ in range(2):
        life.look(wifi(rssi_dbm=-85), 61)
    assert life.codes(wired()) == []


# --- networks -------------------------------------------------------------------------------------------------------


def test_an_insecure_network_is_told_since_it_was_joined_over_restarts_and_interruptions(life: Life) -> None:
    cafe = wifi("Cafe", security=Security.OPEN)
    (told,) = life.look(cafe)
    assert (told.code, told.is_alert, told.since_unix_ms) == ("insecure_network", True, T0_UNIX_MS + 5_000)
    seen = sample(6.0, primary=None)
    life.alerting.observe(seen, None, life.settings, is_trusted=False)
    assert [item.code for item in life.alerting.conditions(seen, life.settings, life.queue, is_trusted=False)] == [
        "offline"
    ]
    life.restart()
    assert [item.since_unix_ms for item in life.look(cafe)] == [told.since_unix_ms]
    life.look(wifi("Home"))
    assert [item.since_unix_ms for item in life.look(cafe)] != [told.since_unix_ms]


def test_the_grade_of_a_trusted_network_is_not_warned_about(life: Life) -> None:
    life.is_trusted = True
    assert life.codes(wifi("Cafe", security=Security.OPEN)) == []


def test_notifications_can_be_switched_off_one_by_one(life: Life) -> None:
    life.settings = replace(life.settings, alerts=replace(life.settings.alerts, network=False, outage=False))
    life.alerting.see_outage(OutageCause.DNS, T0_UNIX_MS)
    told = life.look(wifi("Cafe", security=Security.OPEN))
    assert [(item.code, item.is_alert) for item in told] == [("insecure_network", False), ("outage", False)]


def test_a_name_that_is_not_to_be_kept_is_not_told_in_what_is_stored(life: Life) -> None:
    life.redactor = Redactor("off", "off")
    life.restart()
    assert [item.title for item in life.look(wifi("Cafe", security=Security.OPEN))] == ["This network is insecure"]


# --- quota ----------------------------------------------------------------------------------------------------------


def use(life: Life, used_bytes: int) -> None:
    """Have this much move now."""
    assert life.storage.stores is not None
    now_unix_s = (T0_UNIX_MS + round(life.at_s * 1000)) // 1000
    life.storage.stores.history.add_minute(Minute(now_unix_s, "et:Office", "Office", "et", used_bytes, 0))


def with_quota(life: Life, limit_bytes: int) -> None:
    life.settings = replace(life.settings, quota=replace(life.settings.quota, bytes=limit_bytes, period="day"))


def test_each_threshold_of_a_quota_once_and_over_restarts(life: Life) -> None:
    with_quota(life, 10 * GIB)
    told = []
    for used_bytes in (7, 1, 1, 1, 2):
        use(life, used_bytes * GIB)
        told.append([(item.code, item.since_unix_ms) for item in life.look(after_s=60)])
    first, second = T0_UNIX_MS + 120_000, T0_UNIX_MS + 240_000
    assert told == [[], *[[("quota", first)]] * 2, *[[("quota_used_up", second)]] * 2]
    life.restart()
    assert [item.since_unix_ms for item in life.look()] == [second]
    life.look(after_s=86_400)
    assert life.look() == [], "another period"
    use(life, 8 * GIB)
    assert [item.since_unix_ms for item in life.look(after_s=60)] == [T0_UNIX_MS + round(life.at_s * 1000)]


def test_a_quota_that_is_raised_or_lifted_is_not_told(life: Life) -> None:
    assert life.look() == []
    use(life, 9 * GIB)
    with_quota(life, 10 * GIB)
    assert [item.is_alert for item in life.look()] == [True]
    with_quota(life, 20 * GIB)
    assert life.look() == []
    with_quota(life, 0)
    assert life.look() == []


# --- queue ----------------------------------------------------------------------------------------------------------


def test_records_that_do_not_get_away(life: Life) -> None:
    waiting = QueueCounts(pending=3, oldest_pending_at_unix_ms=T0_UNIX_MS)
    life.queue = waiting
    assert life.look(after_s=25 * 3600) == [], "nothing is to be sent"
    life.settings = replace(life.settings, upload=replace(life.settings.upload, enabled=True))
    (told,) = life.look()
    assert (told.code, told.title) == ("queue_stuck", "3 records are not getting away")
    assert told.since_unix_ms == T0_UNIX_MS + 24 * 3600 * 1000
    life.queue = replace(waiting, oldest_pending_at_unix_ms=T0_UNIX_MS + 23 * 3600 * 1000)
    assert life.look() == []


# --- trouble --------------------------------------------------------------------------------------------------------


def test_a_state_of_another_version_is_a_fresh_start(life: Life, storage: Storage) -> None:
    assert storage.stores is not None
    storage.stores.state.put({"alerts": '{"standing": [{"code": "outage", "subject": "?", "since_unix_ms": 5}]}'})
    life.restart()
    assert life.look() == []

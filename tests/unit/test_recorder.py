"""From derived records and minutes to a real database, and what happens while it takes nothing."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from netmon_tray import recorder as recorder_module
from netmon_tray.attachments import AttachmentTracker, Moved, from_text
from netmon_tray.model import (
    Link,
    NetworkType,
    Position,
    RecordEvent,
    Sample,
    TimelineEvent,
    TimelineKind,
    Unavailable,
    WithheldReason,
)
from netmon_tray.outages import Told
from netmon_tray.recorder import RETRY_S, RING_RECORDS, Recorder
from netmon_tray.round_trips import TripMinute, TripSums
from netmon_tray.settings import Settings
from netmon_tray.storage import Storage, Stores
from netmon_tray.store.errors import StoreError
from netmon_tray.store.history import Span
from netmon_tray.store.never_upload import NeverUpload
from netmon_tray.upload.redactor import Redactor
from support.samples import T0_UNIX_MS, sample, wifi, wired


class Desk:
    """A recorder on a real database, fed by a real tracker."""

    def __init__(self, storage: Storage, redactor: Redactor | None = None) -> None:
        self.storage = storage
        self.recorder = Recorder(Settings(), redactor or Redactor())
        numbers = iter(range(10**6))
        self.tracker = AttachmentTracker(
            heartbeat_s=10,
            new_uuid=lambda: f"00000000-0000-4000-8000-{next(numbers):012}",
            disguise=self.recorder.disguise,
        )

    @property
    def stores(self) -> Stores:
        assert self.storage.stores is not None
        return self.storage.stores

    def see(self, seen: Sample, *, covered_s: float = 5.0) -> None:
        observation = self.tracker.observe(seen, gap_s=25)
        self.recorder.record(observation.derived)
        self.recorder.count(seen, observation.moved, covered_s)

    def save(self, at_s: float = 0.0, *, now_s: float = 0.0, everything: bool = False) -> bool:
        return self.recorder.save(T0_UNIX_MS + round(at_s * 1000), now_s, self.tracker.kept, everything=everything)


@pytest.fixture
def desk(storage: Storage) -> Desk:
    made = Desk(storage)
    made.recorder.attach(made.stores)
    return made


@contextmanager
def _refused(*, durable: bool) -> Iterator[None]:
    raise StoreError("full", "The disk is full.")
    yield


def refuse(**how: bool) -> AbstractContextManager[None]:
    return _refused(**how)


def test_records_and_the_attachment_are_stored_together(desk: Desk) -> None:
    desk.see(sample(0, wifi(rx_bytes=100)))
    desk.see(sample(10, wifi(rx_bytes=400)))
    assert desk.save()
    maintained, established = desk.stores.log.records()
    assert [established.event, maintained.event] == [RecordEvent.ESTABLISHED, RecordEvent.MAINTAINED]
    assert json.loads(maintained.payload)["inbytes"] == 300
    assert maintained.local["security"] == "wpa2-psk"
    assert maintained.local["channel"] == 36
    assert maintained.local["attachment_uuid"] == maintained.attachment_uuid
    assert from_text(desk.stores.state.get("attachment")) == desk.tracker.current
    assert not desk.save()


def test_a_record_of_unknown_security_is_kept_and_withheld(desk: Desk) -> None:
    link = wifi(security=Unavailable.UNSUPPORTED)
    desk.see(sample(0, link))
    desk.save()
    (record,) = desk.stores.log.records()
    assert record.delivery.reason == WithheldReason.SECURITY_UNKNOWN
    assert desk.stores.outbox.counts().withheld == 1


def test_minutes_are_stored_when_they_are_over(desk: Desk) -> None:
    base_s = 60 - T0_UNIX_MS / 1000 % 60
    for at_s, rssi, rx in ((0, -50, 0), (20, -70, 1000), (40, -60, 3000), (60, -55, 9000)):
        desk.see(sample(base_s + at_s, wifi(rssi_dbm=rssi, rx_bytes=rx)), covered_s=20)
    desk.save(base_s + 60)
    since = round(T0_UNIX_MS / 1000 + base_s)
    (minute,) = desk.stores.history.minutes(since, since + 60)
    assert (minute.network_name, minute.rx_bytes, minute.covered_s) == ("Cafe", 3000, 60)
    (signal,) = minute.signals
    assert (signal.bssid, signal.minimum, signal.mean, signal.maximum, signal.count) == (
        "02:00:00:00:00:a1", -70, -60, -50, 3,
    )  # fmt: skip
    desk.save(base_s + 61, everything=True)
    assert sum(row.rx_bytes for row in desk.stores.history.minutes(since, since + 3600)) == 9000


def test_time_in_bands_is_time_and_peaks_are_rates(desk: Desk) -> None:
    base_s = 60 - T0_UNIX_MS / 1000 % 60
    for at_s, rssi, rx in ((0, -55, 0), (20, -81, 1000), (25, -55, 6000), (60, -55, 9000)):
        desk.see(sample(base_s + at_s, wifi(rssi_dbm=rssi, rx_bytes=rx)), covered_s={0: 0, 20: 20, 25: 5}.get(at_s, 35))
    desk.save(base_s + 60)
    since = round(T0_UNIX_MS / 1000 + base_s)
    (minute,) = desk.stores.history.minutes(since, since + 60)
    assert minute.signals[0].level_ms == (20_000, 0, 0, 5_000, 0)
    assert minute.signals[0].frequency_mhz == 5180
    assert minute.rx_peak_bytes_per_s == 1000


def test_bytes_of_a_foreign_mobile_network_are_told_apart(desk: Desk) -> None:
    for at_s, is_roaming, rx in ((0, True, 0), (5, True, 100), (10, False, 130)):
        network = replace(wifi("Op").network, is_roaming=is_roaming)
        link = replace(wifi(rx_bytes=rx), network_type=NetworkType.MOBILE, network=network)
        desk.see(sample(at_s, link), covered_s=5 if at_s else 0)
    desk.save(everything=True)
    assert [(row.period, row.rx_bytes, row.covered_s) for row in desk.stores.history.usage("roaming")] == [
        ("roaming", 100, 5.0),
        ("home", 30, 5.0),
    ]


def test_round_trips_do_not_wait_for_a_minute_with_bytes(desk: Desk) -> None:
    desk.see(sample(0, wifi()))
    desk.save()
    key = desk.stores.history.networks()[0].key
    asked = TripMinute(T0_UNIX_MS // 60_000 * 60, key, "gateway", False, TripSums(sent=12, lost=1, total_ms=11.0))
    desk.recorder.keep(Told(minutes=(asked,)))
    desk.save(5)
    (stored,) = desk.stores.trips.rows(Span.MINUTE, asked.minute_unix_s, asked.minute_unix_s + 60)
    assert stored == asked


def test_events_are_stored_with_what_they_belong_to(desk: Desk) -> None:
    desk.see(sample(0, wifi(rssi_dbm=-58)))
    desk.see(sample(5, wifi(bssid="02:00:00:00:00:b2", mhz=2437, rssi_dbm=-81)))
    desk.recorder.note([TimelineEvent(T0_UNIX_MS + 7000, TimelineKind.VPN_ON)], wifi())
    assert desk.save()
    established, roam, vpn = desk.stores.events.between(T0_UNIX_MS, T0_UNIX_MS + 60_000)
    assert [event.kind for event in (established, roam, vpn)] == ["established", "roam", "vpn_on"]
    assert {event.network_key for event in (established, roam, vpn)} == {"wi:Cafe"}
    before = roam.detail["before"]
    assert isinstance(before, dict)
    assert (before["signal"], before["frequency_mhz"]) == (-58, 5180)
    assert (roam.detail["signal"], roam.detail["frequency_mhz"]) == (-81, 2437)


def test_a_pause_goes_on_over_a_restart(desk: Desk) -> None:
    desk.recorder.note_pause(T0_UNIX_MS, is_on=True)
    desk.save()
    again = Recorder(Settings(), Redactor())
    again.attach(desk.stores)
    again.note_pause(T0_UNIX_MS + 5000, is_on=True)
    again.note_pause(T0_UNIX_MS + 9000, is_on=False)
    again.save(T0_UNIX_MS + 9000, 0.0, None)
    (pause,) = desk.stores.events.between(0, T0_UNIX_MS * 2)
    assert (pause.at_unix_ms, pause.until_unix_ms) == (T0_UNIX_MS, T0_UNIX_MS + 9000)


def test_events_wait_in_memory_while_the_disk_is_full(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as full:
        full.setattr(desk.stores.database, "transaction", refuse)
        desk.recorder.note([TimelineEvent(T0_UNIX_MS, TimelineKind.VPN_ON)], None)
        desk.save(now_s=100.0)
    desk.save(now_s=100.0 + RETRY_S)
    desk.save(now_s=100.0 + RETRY_S)
    assert [event.kind for event in desk.stores.events.between(0, T0_UNIX_MS + 1)] == [TimelineKind.VPN_ON]


def test_a_full_disk_keeps_records_in_memory_and_does_not_busy_loop(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.see(sample(0, wired(100)))
    tries = []
    with monkeypatch.context() as full:
        full.setattr(
            desk.stores.database, "transaction", lambda **how: tries.append(threading.get_ident()) or refuse(**how)
        )
        assert not desk.save(now_s=100.0)
        assert not desk.save(now_s=100.0 + RETRY_S / 2)
    assert tries.count(threading.get_ident()) == 1, "the look after the database, in its own thread, may meet it too"
    assert desk.recorder.problem is not None
    assert desk.recorder.problem.kind == "full"
    assert desk.recorder.unsaved_records == 1
    assert desk.save(now_s=100.0 + RETRY_S)
    assert desk.recorder.problem is None
    assert desk.recorder.unsaved_records == 0
    assert len(list(desk.stores.log.records())) == 1


def test_the_ledger_tells_what_fell_out_of_memory(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recorder_module, "RING_RECORDS", 3)
    desk = Desk(storage)
    for n in range(5):
        desk.see(sample(10 * n, wired(n)))
    assert (desk.recorder.unsaved_records, desk.recorder.lost_records) == (3, 2)
    desk.recorder.attach(desk.stores)
    desk.save()
    (row,) = desk.stores.outbox.ledger()
    assert row.record_count == 2
    assert desk.recorder.lost_records == 0
    assert len(list(desk.stores.log.records())) == 3
    assert RING_RECORDS == 1000


def test_hashed_names_reach_the_disk_nowhere(storage: Storage, tmp_path: Path) -> None:
    desk = Desk(storage, Redactor("hash", "hash", b"k" * 32))
    desk.recorder.attach(desk.stores)
    desk.see(sample(0, wifi("SecretCafe", bssid="02:00:00:00:0a:a1")))
    desk.see(sample(5, wifi("SecretCafe", bssid="02:00:00:00:0b:b2")))
    desk.save(everything=True)
    assert [record.event for record in desk.stores.log.records()] == [RecordEvent.CHANGED, RecordEvent.ESTABLISHED]
    storage.close()
    on_disk = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    assert b"SecretCafe" not in on_disk
    assert b"0a:a1" not in on_disk
    assert b"0b:b2" not in on_disk
    assert b"net-" in on_disk


def test_names_that_are_off_are_left_out(storage: Storage) -> None:
    desk = Desk(storage, Redactor("off", "off"))
    desk.recorder.attach(desk.stores)
    desk.see(sample(0, wifi()))
    desk.save(everything=True)
    (record,) = desk.stores.log.records()
    assert "network_name" not in json.loads(record.payload)
    assert record.local["unavailable"]["network_name"] == "denied"


def test_a_position_is_kept_no_more_precisely_than_it_is_sent(desk: Desk, tmp_path: Path) -> None:
    desk.see(replace(sample(0, wifi()), position=Position(40.7127837, -74.0059413, 5.0)))
    desk.save(everything=True)
    (record,) = desk.stores.log.records()
    sent = json.loads(record.payload)
    assert (sent["latitude"], sent["longitude"]) == ("40.713", "-74.006")
    assert (record.local["latitude"], record.local["longitude"]) == (40.713, -74.006)
    desk.storage.close()
    assert b"40.71278" not in b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())


def test_what_is_heard_where_is_kept_cut_and_by_the_second(desk: Desk) -> None:
    here = Position(40.7127837, -74.0059413, 5.0)
    for at_s, level in ((0, -60), (5, -60), (10, -71), (15, -71), (20, -71)):
        desk.see(replace(sample(at_s, wifi(rssi_dbm=level)), position=here), covered_s=0.0 if at_s == 0 else 5.0)
        desk.save(at_s, everything=True)  # a minute comes in pieces
    desk.see(sample(25, wifi(rssi_dbm=-30)))
    desk.save(everything=True)
    (spot,) = desk.stores.coverage.spots()
    assert (spot.latitude, spot.longitude, spot.network_name) == (40.713, -74.006, "Cafe")
    assert (spot.median, spot.strongest, spot.covered_s) == (-71, -60, 20)


def test_moved_bytes_count_for_the_link_that_moved_them(desk: Desk) -> None:
    old, new = wifi("Cafe"), wired()
    seen = sample(0, new, old)
    parts: list[tuple[Link, int]] = [(old, 70), (new, 30)]
    desk.recorder.count(seen, [Moved(link, rx, 0) for link, rx in parts], 5)
    desk.save(everything=True)
    usage = {row.network_name: row.rx_bytes for row in desk.stores.history.usage(by="network")}
    assert usage == {"Cafe": 70, "Office": 30}


def test_the_running_minute_goes_with_a_record_so_that_a_crash_costs_neither(desk: Desk) -> None:
    desk.see(sample(0, wired(100)))
    desk.save()
    desk.see(sample(12, wired(600)))  # a heartbeat: its bytes leave the attachment
    desk.save()
    assert sum(row.rx_bytes for row in desk.stores.history.usage(by="network")) == 500


def test_the_last_save_does_not_wait_for_the_next_try(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.see(sample(0, wired(100)))
    with monkeypatch.context() as full:
        full.setattr(desk.stores.database, "transaction", refuse)
        desk.save(now_s=100.0)
    assert desk.save(now_s=100.1, everything=True)
    assert desk.recorder.unsaved_records == 0


def test_nothing_made_up_can_ever_be_sent(storage: Storage) -> None:
    desk = Desk(storage)
    desk.recorder.keeps_local = True
    desk.recorder.attach(desk.stores)
    desk.see(sample(0, wired()))
    desk.save()
    (record,) = desk.stores.log.records()
    assert record.delivery.reason == WithheldReason.KEPT_LOCAL
    assert desk.stores.outbox.claim_oldest(T0_UNIX_MS) is None


def test_what_comes_from_storage_is_not_disguised_twice(storage: Storage) -> None:
    desk = Desk(storage, Redactor("hash", "hash", b"k" * 32))
    desk.recorder.attach(desk.stores)
    desk.see(sample(0, wifi("Cafe")))
    desk.save()
    saved = from_text(desk.stores.state.get("attachment"))
    assert saved is not None
    later = AttachmentTracker(heartbeat_s=300, new_uuid=lambda: "later", saved=saved, disguise=desk.recorder.disguise)
    desk.recorder.record(later.observe(sample(60), gap_s=25).derived)
    desk.save()
    names = {record.local["network_name"] for record in desk.stores.log.records()}
    assert len(names) == 1


def test_a_long_queue_is_saved_piece_by_piece(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that has room for some of it takes these, and nothing is stored twice."""
    monkeypatch.setattr(recorder_module, "SAVED_AT_ONCE", 3)
    desk = Desk(storage)
    for n in range(8):
        desk.see(sample(10 * n, wired(n)))
    desk.recorder.attach(desk.stores)
    database = desk.stores.database
    whole, room = database.transaction, iter([True, False])

    def little_room(*, durable: bool) -> AbstractContextManager[object]:
        if threading.current_thread() is not threading.main_thread() or database._transaction_is_durable is not None:
            return whole(durable=durable)  # what looks after the file writes too, from a thread of its own
        return whole(durable=durable) if next(room, True) else refuse(durable=durable)

    monkeypatch.setattr(database, "transaction", little_room)
    desk.save(now_s=1.0)
    assert desk.recorder.problem is not None
    assert desk.recorder.unsaved_records == 5
    assert desk.save(now_s=1.0 + RETRY_S)
    assert desk.recorder.unsaved_records == 0
    records = list(desk.stores.log.records(newest_first=False))
    assert [record.record_uuid[-1] for record in records] == list("12345678")


@pytest.mark.parametrize("has_database", [True, False])
def test_what_is_lost_at_the_end_is_said(
    storage: Storage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, has_database: bool
) -> None:
    desk = Desk(storage)
    desk.see(sample(0, wired(100)))
    if has_database:
        desk.recorder.attach(desk.stores)
        monkeypatch.setattr(desk.stores.database, "transaction", refuse)
    assert not desk.save(everything=True)
    assert "could not be saved before the end: 1 records" in caplog.text


def test_a_number_that_json_can_not_tell_holds_up_nothing(desk: Desk) -> None:
    link = wifi()
    odd = replace(link, radio=replace(link.radio, rsrp_dbm=float("nan"), sinr_db=float("inf")))
    desk.see(sample(0, odd))
    desk.save()
    (record,) = desk.stores.log.records()
    assert (record.local["rsrp_dbm"], record.local["sinr_db"]) == (None, None)


# --- networks that are never to be uploaded -------------------------------------------------------------------------


def reasons(desk: Desk) -> list[str | None]:
    return [record.delivery.reason for record in desk.stores.log.records(newest_first=False)]


def test_records_of_a_forbidden_network_are_withheld_when_they_are_made(desk: Desk) -> None:
    desk.see(sample(0, wifi("Home")))
    desk.see(sample(10, wifi("Home")))
    desk.save(everything=True)
    assert NeverUpload(desk.stores.database).forbid("wi:Home") == 2
    desk.see(sample(20, wifi("Home")))
    desk.see(sample(30, wifi("Cafe")))
    desk.save()
    assert reasons(desk) == ["never_upload"] * 4 + [None], (
        "the end of the attachment to it, and nothing of the next one"
    )
    NeverUpload(desk.stores.database).allow("wi:Home", release=False)
    desk.see(sample(40, wifi("Home")))
    desk.save()
    assert reasons(desk)[-1] is None
    assert reasons(desk)[:4] == ["never_upload"] * 4


@pytest.mark.parametrize("then", ["full", "hash"])
def test_a_forbidden_network_stays_forbidden_when_names_are_shown_otherwise(storage: Storage, then: str) -> None:
    key = storage.privacy_key()
    redactors = {"full": Redactor(), "hash": Redactor("hash", "hash", key)}
    now = redactors.pop("hash" if then == "full" else "full")
    desk = Desk(storage, now)
    desk.recorder.attach(desk.stores)
    desk.see(sample(0, wifi("Home")))
    desk.save(everything=True)
    (network,) = desk.stores.history.networks()
    NeverUpload(desk.stores.database).forbid(network.key)
    later = Desk(storage, redactors[then])
    later.recorder.attach(later.stores)
    later.see(sample(60, wifi("Home")))
    later.see(sample(90, wifi("Cafe")))
    later.save()
    assert reasons(later) == ["never_upload", "never_upload", "never_upload", None]


def test_what_can_not_be_sent_anyway_keeps_its_own_reason(desk: Desk) -> None:
    desk.stores.history.note_network("wi:Cafe", "Cafe", "wi", 1)
    NeverUpload(desk.stores.database).forbid("wi:Cafe")
    odd = wifi()
    desk.see(sample(0, replace(odd, network=replace(odd.network, security=Unavailable.UNSUPPORTED))))
    desk.save()
    assert reasons(desk) == ["security_unknown"]

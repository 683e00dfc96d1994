"""What comes back of a damaged database, on real files: everything that is still there, once, as it was."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from netmon_tray.audit import Router
from netmon_tray.model import Delivery, DeliveryState, Security
from netmon_tray.round_trips import TripMinute, TripSums
from netmon_tray.store import database as database_module
from netmon_tray.store import salvage, survey
from netmon_tray.store.agent_state import AgentState
from netmon_tray.store.answers import ANSWERS_KEY
from netmon_tray.store.connection_log import ConnectionLog
from netmon_tray.store.coverage import Coverage
from netmon_tray.store.database import Database
from netmon_tray.store.errors import StoreError
from netmon_tray.store.files import DATABASE_NAME, damaged_databases
from netmon_tray.store.history import History, Minute, NetworkFlags
from netmon_tray.store.known_networks import AccessPoint, KnownNetworks
from netmon_tray.store.ledger import LedgerReason, LedgerRow
from netmon_tray.store.lock import DataDirLock
from netmon_tray.store.outbox import Outbox
from netmon_tray.store.pages import Pages
from netmon_tray.store.round_trips import TripHistory
from netmon_tray.store.salvage import STATE_KEY, Progress, Salvage
from support.samples import T0_UNIX_MS
from support.store_damage import (
    DELIVERIES,
    HEADS,
    LOG,
    PAGE_BYTES,
    RECORDS,
    Row,
    expected_delivery,
    flip_bits,
    lose_in_wal,
    make_lively,
    noise,
    overwrite,
    pages_of,
    rows_of,
    salvaged,
    zero_pages,
)
from support.store_records import fill

TRAFFIC = (
    "SELECT t.span_s, t.start_s, n.key, t.rx_bytes, t.tx_bytes, t.covered_s, t.rx_peak_bytes_per_s FROM traffic t"
    " JOIN network n ON n.id = t.network_id ORDER BY 1, 2, 3"
)
SIGNALS = (
    "SELECT s.span_s, s.start_s, n.key, a.bssid, s.measure, s.minimum, s.maximum, s.total, s.number,"
    " s.good_ms, a.frequency_mhz FROM signal s"
    " JOIN access_point a ON a.id = s.access_point_id JOIN network n ON n.id = a.network_id ORDER BY 1, 2, 3, 4"
)
EVENTS = "SELECT * FROM event"
TRIPS = (
    "SELECT t.span_s, t.start_s, n.key, t.party, t.is_tunnelled, t.sent, t.lost, t.minimum_ms, t.maximum_ms,"
    " t.total_ms, t.jitter_total_ms, t.jitter_number FROM round_trip t JOIN network n ON n.id = t.network_id"
    " ORDER BY 1, 2, 3, 4, 5"
)
COVERAGE = (
    "SELECT n.key, c.latitude_e6, c.longitude_e6, c.measure, c.level, c.day_s, c.covered_ms FROM coverage c"
    " JOIN network n ON n.id = c.network_id ORDER BY 1, 2, 3, 4, 5, 6"
)
MEMORY = ("SELECT * FROM network_security", "SELECT * FROM known_access_point", "SELECT * FROM known_router")
HISTORY = (TRAFFIC, SIGNALS, EVENTS, TRIPS, COVERAGE, *MEMORY)


@pytest.fixture(scope="module")
def template() -> Iterator[Path]:
    with TemporaryDirectory() as folder:
        make_lively(Path(folder))
        yield Path(folder)


@pytest.fixture
def closed(template: Path, tmp_path: Path) -> Path:
    """A database after a clean end."""
    shutil.copytree(template / "closed", tmp_path / "closed", ignore=shutil.ignore_patterns("*-wal", "*-shm"))
    return tmp_path / "closed" / DATABASE_NAME


@pytest.fixture
def killed(template: Path, tmp_path: Path) -> Path:
    """A database as a killed process leaves it: much is in the -wal."""
    shutil.copytree(template / "killed", tmp_path / "killed")
    return tmp_path / "killed" / DATABASE_NAME


class Patience:
    """Rests so many times, then tells to stop."""

    def __init__(self, times: int) -> None:
        self.left = times

    def __call__(self, _seconds: float) -> bool:
        self.left -= 1
        return self.left < 0


def damage_row(database: Database) -> LedgerRow:
    (row,) = (row for row in Outbox(database).ledger() if row.reason is LedgerReason.DATABASE_DAMAGED)
    return row


def settled(event: Row) -> Row:
    """An outage that went on ended for us where it began."""
    at_unix_ms, kind, network_key, until_unix_ms, _ = event
    is_left = kind == "outage" and until_unix_ms is None
    return (at_unix_ms, kind, network_key, at_unix_ms, '{"end":"crashed"}') if is_left else event


def history_of(path: Path) -> list[list[Row]]:
    """What is to come back of each table of ``HISTORY``."""
    return [[settled(row) if sql == EVENTS else row for row in rows_of(path, sql)] for sql in HISTORY]


def open_damaged(path: Path) -> Database:
    """Open where damage is found only by a look at every page."""
    path.with_name(f"{path.name}-suspect").touch()
    database = Database.open(path.parent)
    assert database.was_set_aside is not None
    return database


@pytest.mark.parametrize("is_killed", [False, True])
@pytest.mark.parametrize("name", HEADS)
def test_a_broken_head_costs_nothing(closed: Path, killed: Path, name: str, *, is_killed: bool) -> None:
    path = killed if is_killed else closed
    log, deliveries = rows_of(path, LOG), rows_of(path, DELIVERIES)
    history = history_of(path)
    assert all(history)
    HEADS[name](path)
    if is_killed:
        lose_in_wal(path, 1)  # else SQLite would have a sound one there
    with open_damaged(path) as database:
        told = salvaged(database)
        assert (told.recovered, told.unreadable, told.uncertain) == (RECORDS, 0, 0)
        assert database.read(LOG) == log
        assert database.read(DELIVERIES) == [expected_delivery(row) for row in deliveries]
        assert [database.read(sql) for sql in HISTORY] == history
        assert damage_row(database).recovered_count == RECORDS
        assert [row.reason for row in Outbox(database).ledger()][:2] == [
            LedgerReason.DROPPED_BY_USER,
            LedgerReason.NEVER_SAVED,
        ]
        assert database.read("PRAGMA integrity_check") == [("ok",)]
        assert fill(database, 1) == [RECORDS + 1]


def test_what_the_agent_needs_is_there_before_anything_else_happens(closed: Path) -> None:
    path = closed
    memory = [rows_of(path, sql) for sql in MEMORY]
    HEADS["noise in place of the first page"](path)
    with open_damaged(path) as database:
        assert [database.read(sql) for sql in MEMORY] == memory, "else the audit would take any network for granted"
        state = AgentState(database)
        texts = [state.get(key) for key in ("pause", "privacy_key", "attachment", "circuit")]
        assert texts == ["until", "00ff", "{}", "{}" * 900]
        assert History(database).flags("wi:Cafe") == NetworkFlags("Corner", is_trusted=True, never_upload=True)
        assert Outbox(database).counts().pending == 0
        assert fill(database, 2) == [RECORDS + 1, RECORDS + 2], "new records come after all that were"
        assert salvaged(database).recovered == RECORDS
        assert [found.id for found in ConnectionLog(database).records()] == list(range(RECORDS + 2, 0, -1))
        claimed = Outbox(database).claim_oldest(T0_UNIX_MS)
        assert claimed is not None
        assert claimed.id < RECORDS, "what waited longest goes first, whenever it came back"


def test_a_lost_page_costs_its_own_rows_and_they_are_counted(closed: Path) -> None:
    path = closed
    log, deliveries = rows_of(path, LOG), rows_of(path, DELIVERIES)
    zero_pages(path, pages_of(path, "connection_log")[:6])  # the root among them, which leads to all others
    with open_damaged(path) as database:
        told = salvaged(database)
        back = database.read(LOG)
        assert 0 < RECORDS - len(back) < 100
        assert set(back) <= set(log)
        assert (told.recovered, told.unreadable) == (len(back), RECORDS - len(back))
        kept = {row[0] for row in back}
        assert database.read(DELIVERIES) == [expected_delivery(row) for row in deliveries if row[0] in kept]
        row = damage_row(database)
        done_with = sum(1 for row in deliveries if row[0] not in kept and row[1] in ("sent", "dropped"))
        assert (row.record_count, row.undelivered_count) == (RECORDS - len(back), RECORDS - len(back) - done_with)


def test_a_state_survives_in_the_index_of_states(closed: Path) -> None:
    path = closed
    deliveries = rows_of(path, DELIVERIES)
    zero_pages(path, pages_of(path, "delivery"))
    with open_damaged(path) as database:
        assert salvaged(database).uncertain == sum(1 for row in deliveries if row[1] == "withheld")
        states = [expected_delivery(row)[1] for row in deliveries]
        assert [row[1] for row in database.read(DELIVERIES)] == states
        assert database.read("SELECT DISTINCT maybe_sent FROM delivery") == [(1,)], "how often went with the rows"


def test_a_record_of_which_nobody_knows_whether_it_was_sent_is_kept_back(closed: Path) -> None:
    path = closed
    zero_pages(path, pages_of(path, "delivery") + pages_of(path, "delivery_by_state"))
    with open_damaged(path) as database:
        told = salvaged(database)
        assert (told.recovered, told.uncertain, told.unreadable) == (RECORDS, RECORDS, 0)
        outbox = Outbox(database)
        assert outbox.claim_oldest(T0_UNIX_MS) is None, "a duplicate is not made without somebody's word"
        found = next(ConnectionLog(database).records(state=DeliveryState.WITHHELD))
        assert (found.delivery.reason, found.delivery.maybe_sent) == ("delivery_unknown", 1)
        assert outbox.release_withheld(record_ids=[found.id]) == 1
        claimed = outbox.claim_oldest(T0_UNIX_MS)
        assert claimed is not None
        assert claimed.id == found.id


@pytest.fixture
def in_flight(tmp_path: Path) -> Path:
    """A database without its head, of whose 20 records the first two are in flight."""
    with Database.open(tmp_path / "flight") as database:
        fill(database, 20)
        assert len(Outbox(database).claim(T0_UNIX_MS, 2)) == 2
    path = tmp_path / "flight" / DATABASE_NAME
    HEADS["zeros in place of the first page"](path)
    return path


def assert_only_the_answered_is_sent(database: Database) -> None:
    first, second, *others = (found.delivery for found in ConnectionLog(database).records(newest_first=False))
    assert first == Delivery(DeliveryState.SENT, attempts=1, last_status=201, sent_at_unix_ms=T0_UNIX_MS + 7)
    assert second == Delivery(DeliveryState.READY, maybe_sent=1)
    assert others == [Delivery(DeliveryState.READY)] * 18


def test_an_answer_that_comes_before_its_record_is_back_is_kept_for_it(in_flight: Path) -> None:
    """Else the record would be sent again, for no other reason than that the database was damaged."""
    with open_damaged(in_flight) as database:
        assert not Outbox(database).acknowledge(1, 201, T0_UNIX_MS + 7)
        salvaged(database)
        assert_only_the_answered_is_sent(database)
        assert AgentState(database).get(ANSWERS_KEY) is None


def test_such_an_answer_outlives_a_second_damage(in_flight: Path) -> None:
    with open_damaged(in_flight) as database:
        Outbox(database).acknowledge(1, 201, T0_UNIX_MS + 7)
    HEADS["zeros in place of the first page"](in_flight)
    with open_damaged(in_flight) as database:
        salvaged(database)
        assert_only_the_answered_is_sent(database)
        assert AgentState(database).get(ANSWERS_KEY) is None


def test_an_answer_after_all_came_back_is_noted_as_ever(in_flight: Path) -> None:
    with open_damaged(in_flight) as database:
        salvaged(database)
        assert Outbox(database).acknowledge(1, 201, T0_UNIX_MS + 7)
        assert not Outbox(database).acknowledge(99, 201, T0_UNIX_MS)
        assert AgentState(database).get(ANSWERS_KEY) is None


@pytest.mark.parametrize("is_early", [True, False])
def test_a_refusal_of_what_is_not_back_or_no_more_in_flight_costs_one_request(
    in_flight: Path, *, is_early: bool
) -> None:
    """It is not kept, as an acknowledgement is: what was refused is not stored there, and is refused once more."""
    with open_damaged(in_flight) as database:
        outbox = Outbox(database)
        if not is_early:
            salvaged(database)
        assert not outbox.reject(1, 400, "no", "refused")
        if is_early:
            salvaged(database)
        again = outbox.claim_oldest(T0_UNIX_MS)
        assert again is not None
        assert again.id == 1
        assert outbox.reject(1, 400, "no", "refused")
        found = ConnectionLog(database).get(1)
        assert found is not None
        assert found.delivery == Delivery(
            DeliveryState.REJECTED, attempts=1, maybe_sent=1, reason="refused", last_status=400, last_error="no"
        )


@pytest.mark.parametrize("text", ["", "[]", "7", '{"x": [201, 1]}', '{"1": [201]}', '{"1": 201}'])
def test_kept_answers_that_are_damaged_too_are_as_none(in_flight: Path, text: str) -> None:
    with open_damaged(in_flight) as database:
        AgentState(database).put({ANSWERS_KEY: text})
        assert salvaged(database).recovered == 20
        assert Outbox(database).counts().pending == 20


@pytest.mark.parametrize("text", ["", "[]", '{"name": 7}', '{"name": "%s", "phase": "recorcs", "after": [0]}'])
def test_where_it_was_is_damaged_too_and_the_work_begins_anew(in_flight: Path, text: str) -> None:
    with open_damaged(in_flight) as database:
        (aside,) = (path for path in damaged_databases(database.path))
        AgentState(database).put({STATE_KEY: text.replace("%s", aside.name)})
        assert salvaged(database).recovered == 20


def test_an_older_page_fills_in_but_never_overrules(tmp_path: Path) -> None:
    """A page lost in the -wal is taken from the database, where it is older: what was sent since stays sent."""
    with Database.open(tmp_path / "alive") as database:
        fill(database, 60)
        with database.transaction(durable=False) as connection:
            connection.execute("COMMIT")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.execute("BEGIN")
        outbox = Outbox(database)
        for _ in range(30):
            claimed = outbox.claim_oldest(T0_UNIX_MS)
            assert claimed is not None
            outbox.acknowledge(claimed.id, 201, T0_UNIX_MS)
        shutil.copytree(tmp_path / "alive", tmp_path / "left")
    path = tmp_path / "left" / DATABASE_NAME
    (page,) = pages_of(path, "delivery")
    lose_in_wal(path, page)
    with open_damaged(path) as database:
        assert salvaged(database).recovered == 60
        counts = Outbox(database).counts()
        assert (counts.sent, counts.pending) == (30, 30)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_truncated_file_gives_what_is_left_of_it(closed: Path, share: float) -> None:
    path = closed
    log = rows_of(path, LOG)
    content = path.read_bytes()
    left = [number for number in pages_of(path, "connection_log") if number <= int(len(content) * share) // PAGE_BYTES]
    path.write_bytes(content[: int(len(content) * share)])
    with Database.open(path.parent) as database:
        assert database.was_set_aside is not None
        told = salvaged(database)
        back = database.read(LOG)
        assert set(back) <= set(log)
        assert told.unreadable == (None if share < 0.2 else RECORDS - len(back)), "their number lies near the front"
        assert len(back) >= 7 * (len(left) - 1), "of each page but the root, which holds none"
        assert database.read("PRAGMA quick_check") == [("ok",)]


@pytest.mark.parametrize(
    "content", [b"Dear diary, " * 5000, b"x", bytes(300_000), noise(3, 300_000), b"SQLite format 3\0" * 9000]
)
def test_what_never_was_a_database_gives_nothing_and_is_kept(tmp_path: Path, content: bytes) -> None:
    (tmp_path / DATABASE_NAME).write_bytes(content)
    with Database.open(tmp_path) as database:
        told = salvaged(database)
        assert (told.recovered, told.unreadable) == (0, None)
        assert fill(database, 1) == [1]
        (aside,) = damaged_databases(database.path)
        assert aside.read_bytes() == content


@pytest.mark.parametrize("seed", range(8))
def test_flipped_bits_and_lost_pages_anywhere(closed: Path, killed: Path, seed: int) -> None:
    path = killed if seed % 2 else closed
    before = {row[0]: row for row in rows_of(path, LOG)}
    states = {row[0]: expected_delivery(row)[1] for row in rows_of(path, DELIVERIES)}
    history = {sql: set(rows_of(path, sql)) for sql in (TRIPS, COVERAGE)}
    for file in (path, path.with_name(f"{DATABASE_NAME}-wal")):
        if file.exists() and file.stat().st_size:
            flip_bits(file, seed, 60)
    zero_pages(path, [1 + seed % 7, 20 + seed])
    with open_damaged(path) as database:
        told = salvaged(database)
        back = {row[0]: row for row in database.read(LOG)}
        same = {id_ for id_, row in back.items() if row == before.get(id_)}
        assert len(same) > RECORDS * 0.6
        assert len(back) - len(same) < 60, "a flipped bit in a text can't be seen"
        assert told.recovered == len(back)
        if told.unreadable is not None:
            assert told.recovered + told.unreadable >= RECORDS
        now = dict(database.read("SELECT record_id, state FROM delivery"))
        wrong = [id_ for id_ in same if now[id_] != states[id_] and now[id_] != "withheld"]
        assert len(wrong) <= 3
        assert database.read("PRAGMA integrity_check") == [("ok",)]
        assert all(found.local is not None for found in ConnectionLog(database).records())
        for sql, rows in history.items():
            back_of_it = database.read(sql)
            assert len(back_of_it) <= len(rows) * 1.1
            assert len(set(back_of_it) & rows) > len(rows) * 0.3, sql


@pytest.mark.parametrize("stop_after", [1, 2, 3, 5, 8])
def test_work_that_was_broken_off_goes_on_where_it_was(
    tmp_path: Path, closed: Path, monkeypatch: pytest.MonkeyPatch, stop_after: int
) -> None:
    monkeypatch.setattr(salvage, "BATCH_ROWS", 40)
    monkeypatch.setattr(salvage, "BURST_S", 0.0)
    path = closed
    log, history = rows_of(path, LOG), history_of(path)
    HEADS["zeros in place of the first page"](path)
    pages = Pages(path)
    pages.close()
    starts = 0
    database = open_damaged(path)
    while True:
        starts += 1
        if Salvage(database, rest=Patience(pages.count + stop_after)).run():
            break
        place = tmp_path / f"crash-{starts}"
        shutil.copytree(path.parent, place)
        database.close()
        path = place / DATABASE_NAME
        database = Database.open(place)
    assert starts > 1
    assert database.read(LOG) == log
    assert [database.read(sql) for sql in HISTORY] == history
    assert damage_row(database).recovered_count == RECORDS
    assert AgentState(database).get(STATE_KEY) is None
    database.close()


def test_a_file_that_takes_too_long_is_given_up_and_told(closed: Path) -> None:
    HEADS["zeros in place of the first page"](closed)
    with open_damaged(closed) as database:
        told: list[Progress] = []
        assert Salvage(database, rest=lambda _s: False, on_progress=told.append, limit_s=0.0).run()
        assert (told[-1].is_done, told[-1].unreadable) == (True, None)
        row = damage_row(database)
        assert (row.recovered_count, row.record_count) == (0, None)
        assert fill(database, 1) == [RECORDS + 1]


def test_a_damaged_database_that_was_taken_away_is_not_waited_for(closed: Path) -> None:
    HEADS["zeros in place of the first page"](closed)
    with open_damaged(closed) as database:
        for aside in closed.parent.glob("*damaged*"):
            aside.unlink()
        assert salvaged(database).recovered == 0
        assert damage_row(database).recovered_count == 0


def test_what_was_recorded_meanwhile_is_added_to_not_replaced(closed: Path) -> None:
    before = rows_of(closed, "SELECT sum(rx_bytes), sum(covered_s) FROM traffic WHERE span_s = 86400")[0]
    HEADS["zeros in place of the first page"](closed)
    with open_damaged(closed) as database:
        history = History(database)
        history.add_minute(Minute(T0_UNIX_MS // 1000, "wi:Cafe", "Cafe", "wi", 500, 1))
        history.add_minute(Minute(T0_UNIX_MS // 1000, "mo:Carrier", "Carrier", "mo", 9, 1))
        salvaged(database)
        (after,) = database.read("SELECT sum(rx_bytes), sum(covered_s) FROM traffic WHERE span_s = 86400")
        assert after == (before[0] + 509, before[1] + 120)
        assert {network.key for network in history.networks()} == {"wi:Cafe", "et:Office", "mo:Carrier"}


def test_round_trips_and_levels_of_meanwhile_are_added_up(closed: Path) -> None:
    trips, levels = rows_of(closed, TRIPS), rows_of(closed, COVERAGE)
    HEADS["zeros in place of the first page"](closed)
    with open_damaged(closed) as database:
        now_s = T0_UNIX_MS // 60_000 * 60
        sums = TripSums(5, 1, 1.0, 99.0, 130.0, 2.0, 3)
        TripHistory(database).add([TripMinute(now_s, "wi:Cafe", "gateway", True, sums)])  # where all were lost before
        Coverage(database).add(now_s, "wi:Cafe", {(52.52, -13.405, "rssi", -60.0): 7})
        salvaged(database)
        assert database.read(TRIPS)[0] == (60, now_s, "wi:Cafe", "gateway", 1, 9, 5, 1.0, 99.0, 130.0, 2.0, 3)
        assert database.read(TRIPS)[1:48] == trips[1:48]
        assert len(database.read(TRIPS)) == len(trips)
        changed = set(database.read(COVERAGE)) - set(levels)
        assert [(row[1:5], row[6]) for row in changed] == [((52_520_000, -13_405_000, "rssi", -60.0), 20_007)]


def test_what_the_audit_has_learned_since_stays(closed: Path) -> None:
    HEADS["zeros in place of the first page"](closed)
    with open_damaged(closed) as database:
        known = KnownNetworks(database)
        known.note_security("wi:Cafe", Security.OPEN, T0_UNIX_MS // 1000 + 60)
        known.add("wi:Cafe", AccessPoint("02:00:00:00:00:a1", Security.WPA3_SAE, ""), None)
        salvaged(database)
        assert known.securities() == {"wi:Cafe": Security.OPEN, "et:Office": Security.WIRED}
        points = {"02:00:00:00:00:a1": Security.WPA3_SAE, "": Security.WPA3_SAE}
        assert known.known(["wi:Cafe"]).access_points == points


def test_what_the_first_look_had_no_time_for_comes_back_later(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory = [rows_of(closed, sql) for sql in MEMORY]
    HEADS["zeros in place of the first page"](closed)
    monkeypatch.setattr(survey, "survey", partial(survey.survey, limit_s=-1.0))
    with open_damaged(closed) as database:
        assert [database.read(sql) for sql in MEMORY] == [[], [], []]
        salvaged(database)
        assert [database.read(sql) for sql in MEMORY] == memory


@pytest.mark.parametrize(("table", "sql"), [("round_trip", TRIPS), ("coverage", COVERAGE)])
def test_a_lost_page_of_the_history_costs_its_own_rows(closed: Path, table: str, sql: str) -> None:
    before = rows_of(closed, sql)
    overwrite(closed, (pages_of(closed, table)[-1] - 1) * PAGE_BYTES, noise(5, PAGE_BYTES))
    with open_damaged(closed) as database:
        assert salvaged(database).recovered == RECORDS
        back = database.read(sql)
        assert 0 < len(back) < len(before)
        assert set(back) < set(before)
        others = [rest for rest in (TRIPS, COVERAGE) if rest != sql]
        assert all(database.read(rest) for rest in others)


@pytest.mark.parametrize("is_killed", [False, True])
def test_a_lost_memory_of_the_audit_is_empty_and_invents_nothing(
    closed: Path, killed: Path, *, is_killed: bool
) -> None:
    path = killed if is_killed else closed
    pages = [page for table in ("known_access_point", "known_router") for page in pages_of(closed, table)]
    zero_pages(path, pages)
    if is_killed:
        for page in pages:
            lose_in_wal(path, page)
    with open_damaged(path) as database:
        salvaged(database)
        assert [len(database.read(sql)) for sql in MEMORY] == [2, 0, 0]


def test_what_the_audit_has_forgotten_stays_forgotten(tmp_path: Path) -> None:
    """Its rows still lie on an earlier version of their page."""
    with Database.open(tmp_path / "alive") as database:
        known = KnownNetworks(database)
        router = Router("192.0.2.1", "00:00:5e:00:53:01", "00:00:5e")
        known.add("wi:Cafe", AccessPoint("02:00:00:00:00:a1", Security.WPA2_PSK, ""), router)
        assert known.expire(T0_UNIX_MS // 1000) == 2
        shutil.copytree(tmp_path / "alive", tmp_path / "left")
    path = tmp_path / "left" / DATABASE_NAME
    assert b"02:00:00:00:00:a1" in path.with_name(f"{DATABASE_NAME}-wal").read_bytes()
    HEADS["zeros in place of the first page"](path)
    lose_in_wal(path, 1)
    with open_damaged(path) as database:
        salvaged(database)
        assert [database.read(sql) for sql in MEMORY] == [[], [], []]


def test_a_second_damage_before_the_first_is_salvaged_loses_and_doubles_nothing(
    closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The later database has the newer states: it is salvaged first."""
    monkeypatch.setattr(salvage, "BATCH_ROWS", 40)
    monkeypatch.setattr(salvage, "BURST_S", 0.0)
    log, pages = rows_of(closed, LOG), closed.stat().st_size // PAGE_BYTES
    HEADS["zeros in place of the first page"](closed)
    with open_damaged(closed) as database:
        assert not Salvage(database, rest=Patience(pages + 3)).run()
        brought = len(database.read(LOG))
        assert 0 < brought < RECORDS
        claimed = Outbox(database).claim_oldest(T0_UNIX_MS)
        assert claimed is not None
        Outbox(database).acknowledge(claimed.id, 201, T0_UNIX_MS)
        assert fill(database, 1) == [RECORDS + 1]
    HEADS["a broken header"](closed)
    with open_damaged(closed) as database:
        salvaged(database)
        assert [row[:6] for row in database.read(LOG)][:RECORDS] == [row[:6] for row in log]
        assert len(database.read(LOG)) == RECORDS + 1
        found = ConnectionLog(database).get(claimed.id)
        assert found is not None
        assert found.delivery.state is DeliveryState.SENT
        asides = [row for row in Outbox(database).ledger() if row.reason is LedgerReason.DATABASE_DAMAGED]
        assert all(row.recovered_count is not None for row in asides)
        assert len(asides) == 2


def test_a_damaged_wal_hides_nothing_that_was_stored(tmp_path: Path) -> None:
    """SQLite takes a -wal for one that ends at the first damaged frame, and would go on without a word."""
    with Database.open(tmp_path / "alive") as database:
        fill(database, 60)
        shutil.copytree(tmp_path / "alive", tmp_path / "left")
    path = tmp_path / "left" / DATABASE_NAME
    log = rows_of(path, LOG)
    wal = path.with_name(f"{DATABASE_NAME}-wal")
    middle = wal.stat().st_size // 3
    overwrite(wal, middle, bytes(0xFF - byte for byte in wal.read_bytes()[middle : middle + 8]))
    assert 0 < len(rows_of(path, LOG)) < 60
    with Database.open(path.parent) as database:
        assert database.was_set_aside is not None
        told = salvaged(database)
        assert database.read(LOG) == log
        assert (told.recovered, told.unreadable) == (60, 0)
        assert Outbox(database).counts().pending == 60


def test_a_last_transaction_that_was_torn_by_a_power_cut_is_no_damage(killed: Path) -> None:
    wal = killed.with_name(f"{DATABASE_NAME}-wal")
    with wal.open("r+b") as file:
        file.truncate(wal.stat().st_size - 100)
    with Database.open(killed.parent) as database:
        assert database.was_set_aside is None
        assert len(database.read(LOG)) == RECORDS


def test_a_wal_that_was_removed_while_nobody_ran_is_told(killed: Path) -> None:
    killed.with_name(f"{DATABASE_NAME}-wal").unlink()
    with Database.open(killed.parent) as database:
        assert database.has_lost_wal
        assert LedgerReason.WAL_LOST in [row.reason for row in Outbox(database).ledger()]
        assert fill(database, 1)
    with Database.open(killed.parent) as again:
        assert not again.has_lost_wal


def test_a_wal_that_is_removed_under_the_agent_costs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database_module, "WAL_LOOK_S", 0.0)
    agent = DataDirLock(tmp_path)
    assert agent.try_acquire()
    with Database.open(tmp_path) as database, Database.open(tmp_path, writable=False) as window:
        fill(database, 20)
        assert Outbox(window).counts().pending == 20
        (tmp_path / f"{DATABASE_NAME}-wal").unlink()
        fill(database, 5)
        assert Outbox(database).counts().pending == 25
        assert Outbox(window).counts().pending == 25
        assert database.was_set_aside is None
        assert database.read("PRAGMA integrity_check") == [("ok",)]
    agent.release()


@pytest.mark.parametrize(
    ("old", "new"), [(b"NEW.state", b"NEW.suate"), (b"OLD.state = 'sent' AND", b"OLD.state = 'rent' AND")]
)
def test_a_flipped_bit_in_the_schema_is_damage(closed: Path, old: bytes, new: bytes) -> None:
    """Valid SQL or not: no check of SQLite's tells of it."""
    content = closed.read_bytes()
    assert old in content
    closed.write_bytes(content.replace(old, new))
    log = rows_of(closed, LOG)
    with Database.open(closed.parent) as database:
        assert not database.verify()
        assert database.was_set_aside is not None
        salvaged(database)
        assert database.read(LOG) == log


UNTEXTUAL = {
    "a name": (b"connection_log_at", b"connection_log_\xe1t"),
    "a keyword, which SQLite quotes when it opens": (b"CREATE INDEX delivery_by", b"CREATE \xc9NDEX delivery_by"),
    "words that a trigger refuses with": (b"never changed", b"never \xe3hanged"),
}
"""Single bits of the schema that leave bytes which are no text."""


@pytest.mark.parametrize("what", UNTEXTUAL)
def test_a_schema_that_is_no_text_any_more_is_damage(closed: Path, what: str) -> None:
    """Python raises another error for what SQLite says then."""
    log = rows_of(closed, LOG)
    content = closed.read_bytes()
    closed.write_bytes(content.replace(*UNTEXTUAL[what]))
    assert closed.read_bytes() != content
    with Database.open(closed.parent) as database:
        assert database.was_set_aside is not None or not database.verify()
        assert salvaged(database).recovered == RECORDS
        assert database.read(LOG) == log


def test_a_reader_tells_such_a_schema_as_damage(closed: Path) -> None:
    content = closed.read_bytes()
    closed.write_bytes(content.replace(*UNTEXTUAL["a keyword, which SQLite quotes when it opens"]))
    with pytest.raises(StoreError) as told:
        Database.open(closed.parent, writable=False)
    assert told.value.kind == "corrupt"


def test_a_refusal_that_is_no_text_any_more_is_told_as_damage(closed: Path) -> None:
    content = closed.read_bytes()
    closed.write_bytes(content.replace(*UNTEXTUAL["words that a trigger refuses with"]))
    with Database.open(closed.parent) as database:
        with pytest.raises(StoreError) as told, database.transaction(durable=False) as connection:
            connection.execute("UPDATE connection_log SET payload = ''")
        assert told.value.kind == "corrupt"
        assert fill(database, 1) == [RECORDS + 1]
        assert database.was_set_aside is not None


def test_a_fault_in_an_index_whose_name_is_no_text_is_found(closed: Path) -> None:
    """The check tells the fault with the name."""
    log, pages = rows_of(closed, LOG), pages_of(closed, "delivery_by_state")
    for number in pages:
        start = (number - 1) * PAGE_BYTES
        page = closed.read_bytes()[start : start + PAGE_BYTES]
        overwrite(closed, start, page.replace(b"rejected", b"rejfcted"))
    closed.write_bytes(closed.read_bytes().replace(b"delivery_by_state", b"delivery_by_\xf3tate"))
    with open_damaged(closed) as database:
        salvaged(database)
        assert database.read(LOG) == log


def test_a_statement_that_the_damaged_schema_refuses_is_told_as_damage(closed: Path) -> None:
    content = closed.read_bytes()
    closed.write_bytes(content.replace(b"NEW.state", b"NEW.suate"))
    with Database.open(closed.parent) as database:
        with pytest.raises(StoreError) as told:
            fill(database, 1)
        assert told.value.kind == "corrupt"
        fill(database, 1)
        assert database.was_set_aside is not None
        assert salvaged(database).recovered == RECORDS

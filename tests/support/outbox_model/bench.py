"""The product beside the model: real outbox, circuit and uploader, step by step, without a thread or a clock."""

from __future__ import annotations

import shutil
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import mkdtemp

from netmon_tray.model import CircuitState
from netmon_tray.settings import Settings
from netmon_tray.store.connection_log import ConnectionLog
from netmon_tray.store.database import Database
from netmon_tray.store.files import DATABASE_NAME
from netmon_tray.store.history import History
from netmon_tray.store.ledger import LedgerReason
from netmon_tray.store.outbox import Outbox
from netmon_tray.upload.circuit import Moment
from netmon_tray.upload.outcome import Reply
from netmon_tray.uploader import IDLE_S, Uploader
from support.outbox_model.doors import CUT, Disk, Flight, PowerCutError, Wire
from support.outbox_model.model import Model
from support.outbox_model.outcomes import PLAIN_201, POISON, Outcome
from support.outbox_model.page import (
    BACKOFF,
    CLOSED,
    CONTRACT,
    DROPPED,
    INFLIGHT,
    NO_TOKEN,
    OFFLINE,
    READY,
    REJECTED,
    SENT,
    SLACK_S,
    WITHHELD,
    Gate,
    Now,
    waits_s,
)
from support.samples import T0_UNIX_MS

RETENTION = (LedgerReason.AGE, LedgerReason.MAX_RECORDS, LedgerReason.MAX_BYTES)
NETWORKS = ("Home", "Cafe")


MEMORY = Path("/dev/shm")
"""Where the end of a process leaves the same files as on a disk, and nobody waits for a flush."""


class Bench:
    """Follows each step of the uploader: what left was allowed to, what was due left, and the disk says the same."""

    def begin(self, luck: float, parallelism: int) -> None:
        """Start with an empty directory; ``luck`` is where every jitter falls, from 0 to 1."""
        self.root = Path(mkdtemp(prefix="netmon-model-", dir=MEMORY if MEMORY.is_dir() else None))
        self.data_dir = self.new_place()
        self.now = Now(5000.0, T0_UNIX_MS)
        self.model = Model(luck)
        self.parallelism = parallelism
        self.wire = Wire(self.leaves, self.cut)
        self.accepted: Counter[str] = Counter()
        self.appended = 0
        self.has_route, self.is_metered = True, False
        self.is_enabled = True
        self.is_paused = False
        self.cut_at: str | None = None
        self.poisoned: set[int] = set()
        self.turned_on_or_off = False
        self.may_arrive = True
        """Whether a server got what was under way when the process ended."""
        self.start()

    def start(self) -> None:
        self.database = Database.open(self.data_dir, clock_unix_ms=lambda: self.now.wall_ms)
        self.log = ConnectionLog(self.database)
        self.disk = Disk(self.database, self.cut)
        self.users = Outbox(self.database)
        for name in NETWORKS:
            History(self.database).note_network(f"wi:{name}", name, "wi", 1)
        self.is_paused, self.is_enabled, self.turned_on_or_off = False, True, False
        self.uploader = Uploader(
            self.disk,
            self.disk,
            settings=self.settings(),
            together=self.disk.together,
            tokens=self.wire,
            client_factory=lambda _settings: self.wire,
            has_route=lambda: self.has_route,
            is_metered=lambda: self.is_metered,
            clock=lambda: Moment(self.now.mono_s, self.now.wall_ms),
            random=lambda: self.model.luck,
        )

    def settings(self) -> Settings:
        upload = replace(
            Settings().upload,
            enabled=self.is_enabled,
            max_records_per_s=float("inf"),
            parallelism=self.parallelism,
            on_metered="never",
        )
        return replace(Settings(), upload=upload)

    def cut(self, point: str) -> None:
        """The power fails here, if it is to: what the disk holds at this moment is all that is left."""
        if point != self.cut_at:
            return
        self.cut_at = None
        self.take_image()
        raise PowerCutError

    def new_place(self) -> Path:
        return Path(mkdtemp(dir=self.root))

    def take_image(self) -> None:
        self.image = self.new_place()
        shutil.copytree(self.data_dir, self.image, dirs_exist_ok=True)

    # --- one step of the uploader -------------------------------------------------------------------------------------

    def leaves(self, flight: Flight) -> None:
        """A request is about to leave: it must be on the disk as INFLIGHT, and its turn."""
        state = self.database.read("SELECT state FROM delivery WHERE record_id = ?", (flight.number,))
        assert state == [(INFLIGHT,)], "claimed and committed before the first byte"

    def step(self, cut_at: str | None = None, *, is_stopping: bool = False) -> float:
        model, self.cut_at = self.model, cut_at
        self.wire.begun.clear()
        self.disk.refusals, self.disk.has_committed = 0, False
        try:
            wait_s = self.uploader.step(Moment(self.now.mono_s, self.now.wall_ms))
        except PowerCutError:
            self.settle_landed()
            self.after_power_cut()
            return 0.0
        finally:
            self.cut_at = None
        had_news = self.settle_landed()
        if self.follow_disk(is_stopping=is_stopping):
            self.commit()
            self.follow_requests(is_stopping=is_stopping)
            model.store()
        elif self.wire.begun:
            raise AssertionError("something left although nothing can be noted")
        self.check_wait(wait_s, had_news=had_news, is_stopping=is_stopping)
        return wait_s

    def settle_landed(self) -> bool:
        """What landed since the last step is judged, in the order in which it began."""
        if self.turned_on_or_off:
            self.model.open(0.0, self.now)
            self.turned_on_or_off = False
        landed = [flight for flight in self.wire.under_way if flight.answer and flight not in self.wire.begun]
        for flight in landed:
            self.wire.under_way.remove(flight)
            if flight.answer is CUT:
                continue
            assert flight.outcome_ is not None
            meaning = flight.outcome_.meaning
            if meaning.circuit == OFFLINE and self.has_route:
                meaning = replace(meaning, circuit=BACKOFF)
            took_back = self.uploader._channel.circuit.state == CONTRACT
            is_late = flight.turn != self.model.turn
            self.model.settle(flight.number, meaning, flight.token, self.now, is_late=is_late, took_back=took_back)
        return bool(landed)

    def follow_disk(self, *, is_stopping: bool) -> bool:
        """Whether the uploader's results could be written; at most one try per interval, but for a wish or an end."""
        model = self.model
        trouble = None if is_stopping or model.wished_s is not None else model.trouble
        if trouble is not None and trouble.least_s(self.now) > SLACK_S:
            assert not self.disk.refusals, "a disk that is full is left alone for a while"
            return False
        if not self.is_held:
            model.grant(self.now)
        if self.disk.refusals:
            model.trouble = Gate.within(*waits_s("storage", model.troubles, model.luck), self.now)
            model.troubles += 1
            if self.uploader._access.token is not None and model.token is None:
                model.token, model.has_tried_another = model.keyring, False
            return False
        model.trouble, model.troubles = None, 0
        return True

    @property
    def is_held(self) -> bool:
        return self.is_paused or self.is_metered or not self.is_enabled

    def commit(self) -> None:
        until = dict(self.database.read("SELECT record_id, not_before_unix_ms FROM delivery"))
        self.model.commit(until)

    def follow_requests(self, *, is_stopping: bool) -> None:
        """Each request that left was allowed to; and one left, if one was due. A stop is no occasion to probe."""
        model, begun = self.model, self.wire.begun
        sends = not self.is_held and not (is_stopping and model.channel.state != CLOSED)
        was_quiet = len(self.wire.under_way) == len(begun)
        may_go = sends and bool(model.due(self.now)) and self.least_wait_s() <= SLACK_S
        if may_go and not begun and model.token is None and model.keyring is None:
            looked = self.uploader._channel.circuit.tries.get(CircuitState.NO_TOKEN, 0) > model.failures(NO_TOKEN)
            if looked or (was_quiet and self.most_wait_s() <= 0):
                model.fail(NO_TOKEN, self.now)
            return
        if may_go and was_quiet and self.most_wait_s() <= 0 and not is_stopping:
            assert begun, "the gate is open, a record is due, and nothing leaves"
        for flight in begun:
            assert sends, "nothing leaves while sending is paused, off or forbidden"
            assert self.least_wait_s() <= SLACK_S, f"{model.channel.state}: a probe before its time"
            assert flight.number in model.due(self.now), "the oldest goes first"
            self.check_room(flight)
            if model.token is None:
                model.token, model.has_tried_another = model.keyring, False
            assert flight.token == model.token
            model.claim(flight.number)
            flight.turn = model.turn

    def check_room(self, flight: Flight) -> None:
        others = [each for each in self.wire.under_way if each is not flight and each.turn != -1]
        assert len(others) < self.parallelism
        if self.model.channel.state != CLOSED:
            assert all(each.turn != self.model.turn for each in others), "one probe at a time"

    def least_wait_s(self) -> float:
        return self.model.channel.gate.least_s(self.now) if self.model.channel.gate else 0.0

    def most_wait_s(self) -> float:
        return self.model.channel.gate.most_s(self.now) if self.model.channel.gate else 0.0

    def check_wait(self, wait_s: float, *, had_news: bool, is_stopping: bool) -> None:
        """The thread sleeps neither too little (a busy loop) nor past what is due."""
        model = self.model
        assert 0 <= wait_s <= max(IDLE_S, self.most_wait_s() + SLACK_S)
        if model.trouble is not None:
            assert wait_s > 0
        if is_stopping or self.is_held or model.trouble is not None or self.wire.under_way:
            return
        if model.channel.state != CLOSED and not had_news and not self.wire.begun:
            assert wait_s > 0 or not model.due(self.now)
        if model.due(self.now):
            assert wait_s <= self.most_wait_s() + SLACK_S

    def after_power_cut(self) -> None:
        """Each request under way may or may not have arrived; the next process begins with what the disk holds."""
        if self.disk.has_committed:
            self.commit()
        claimed = self.in_flight_in(self.image) - set(self.model.those(INFLIGHT))
        while claimed:
            oldest = min(claimed & self.model.due(self.now))
            self.model.claim(oldest)
            claimed.remove(oldest)
        self.database.close()
        shutil.rmtree(self.data_dir)
        self.data_dir = self.image
        self.end_process()

    def in_flight_in(self, data_dir: Path) -> set[int]:
        """A look into a copy: whoever opens a database changes it."""
        place = self.new_place()
        shutil.copytree(data_dir, place, dirs_exist_ok=True)
        with closing(sqlite3.connect(place / DATABASE_NAME)) as connection:
            found = connection.execute("SELECT record_id FROM delivery WHERE state = 'sending'").fetchall()
        shutil.rmtree(place)
        return {number for (number,) in found}

    def end_process(self) -> None:
        for flight in self.wire.under_way:
            if flight.answer in (None, CUT):
                self.accepted[flight.uuid] += self.may_arrive
        self.wire.under_way.clear()
        self.model.power_cut(self.now)
        self.start()
        self.step()

    # --- what the world does ------------------------------------------------------------------------------------------

    def end(self, flight: Flight, outcome: Outcome, *, is_stored: bool) -> None:
        """A request ends; the next step learns of it."""
        if flight.answer is not None:
            return
        if flight.number in self.poisoned and outcome is PLAIN_201:
            outcome = POISON
        flight.outcome_, flight.answer = outcome, outcome.answer
        if isinstance(outcome.answer, Reply) and "{uuid}" in outcome.answer.text:
            flight.answer = replace(outcome.answer, text=f'{{"exists": "{flight.uuid}"}}')
        if outcome.may_be_stored and (is_stored or outcome.meaning.record == SENT):
            self.accepted[flight.uuid] += 1

    def run_until_something_is_under_way(self) -> None:
        for _ in range(6):
            wait_s = self.step()
            if self.wire.under_way:
                return
            self.pass_time(wait_s)

    def all_land(self) -> None:
        for flight in self.wire.under_way:
            self.end(flight, PLAIN_201, is_stored=True)

    def pass_time(self, seconds: float) -> None:
        self.now = Now(self.now.mono_s + seconds, self.now.wall_ms + round(seconds * 1000))

    # --- what is always true ------------------------------------------------------------------------------------------

    def check(self) -> None:
        """What is true between any two events."""
        self.the_disk_says_what_the_model_says()
        self.nothing_is_lost()
        self.each_duplicate_is_explained()
        self.the_counts_are_those_of_the_rows()
        self.the_circuit_is_told()

    def the_disk_says_what_the_model_says(self) -> None:
        rows = self.database.read(
            "SELECT record_id, state, maybe_sent, attempts, conflicts, client_errors, not_before_unix_ms FROM delivery"
        )
        assert {row[0]: row[1:] for row in rows} == {
            row.number: (
                *(row.state, row.maybe_sent, row.attempts),
                *(row.refused["conflict"], row.refused["client error"], row.until_ms),
            )
            for row in self.model.rows.values()
        }

    def nothing_is_lost(self) -> None:
        ledger = [row for row in self.users.ledger() if row.reason in RETENTION]
        assert sum(row.record_count or 0 for row in ledger) == self.model.gone
        assert sum(row.undelivered_count or 0 for row in ledger) == self.model.gone_undelivered
        assert len(self.model.rows) + self.model.gone == self.appended

    def each_duplicate_is_explained(self) -> None:
        numbers = self.wire.numbers
        for uuid, times in self.accepted.items():
            row = self.model.rows.get(numbers[uuid])
            in_flight = sum(flight.uuid == uuid for flight in self.wire.under_way)
            unsaved = sum(fate.number == numbers[uuid] and fate.maybe_sent for fate in self.model.unsaved)
            assert row is None or times <= 1 + row.maybe_sent + unsaved + in_flight

    def the_counts_are_those_of_the_rows(self) -> None:
        counts = self.users.counts()
        told = (counts.pending, counts.sending, counts.sent, counts.rejected, counts.withheld, counts.dropped)
        states = (READY, INFLIGHT, SENT, REJECTED, WITHHELD, DROPPED)
        assert told == tuple(len(self.model.those(state)) for state in states)

    def the_circuit_is_told(self) -> None:
        told = self.uploader.status().state
        if not self.is_held and self.model.trouble is None:
            assert told == self.model.channel.state
        assert (told == "paused") == (self.is_paused and self.is_enabled)

    def close(self) -> None:
        """Leave nothing behind."""
        self.database.close()
        shutil.rmtree(self.root)

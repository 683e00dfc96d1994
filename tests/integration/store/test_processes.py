"""Several processes at one data directory, and ends that nobody planned."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest

from netmon_tray.model import DeliveryState
from netmon_tray.store.agent_state import AgentState
from netmon_tray.store.connection_log import ConnectionLog
from netmon_tray.store.database import Database
from netmon_tray.store.errors import StoreError
from netmon_tray.store.files import DATABASE_NAME
from netmon_tray.store.lock import DataDirLock
from netmon_tray.store.outbox import Outbox
from support.samples import T0_UNIX_MS
from support.store_records import fill

Start = Callable[..., subprocess.Popen[str]]
Eventually = Callable[..., object]


def said(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def rest(process: subprocess.Popen[str]) -> list[str]:
    """What a process said until it ended; a last line that was cut off by its end is no promise."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.close()
    text = process.stdout.read()  # communicate() would pass over what is in the buffer that readline() filled
    process.wait(30)
    return text.split("\n")[:-1]


def test_the_lock_names_its_holder_and_dies_with_it(tmp_path: Path, start: Start) -> None:
    other = start("hold", tmp_path)
    assert said(other) == "held"
    lock = DataDirLock(tmp_path)
    assert not lock.try_acquire()
    assert f"store_process (process {other.pid})" == lock.held_by()
    other.kill()
    other.wait(10)
    assert lock.held_by() is None
    assert lock.try_acquire()
    assert said(start("hold", tmp_path)) == "refused"
    lock.release()


def test_looking_who_holds_the_lock_keeps_nobody_from_taking_it(tmp_path: Path, start: Start) -> None:
    DataDirLock(tmp_path).try_acquire()
    askers = [start("hold", tmp_path / "other") for _ in range(2)]
    assert sorted(said(asker) for asker in askers) == ["held", "refused"]


def test_people_retry_drop_and_ask_while_the_agent_writes(tmp_path: Path, start: Start, eventually: Eventually) -> None:
    with Database.open(tmp_path) as database:
        fill(database, 40)
        outbox = Outbox(database)
        for number in range(1, 21):
            outbox.claim_oldest(T0_UNIX_MS)
            outbox.reject(number, 400, "no", "invalid")
    agent = start("work", tmp_path)
    assert said(agent) == "recovered 0"
    with Database.open(tmp_path) as database:
        outbox, state = Outbox(database), AgentState(database)
        before = database.data_version()
        for number in range(1, 11):
            assert outbox.retry([number]) == 1
            assert outbox.drop([number + 10], T0_UNIX_MS) == 1
        wish = state.ask("send")
        assert eventually(lambda: state.outcome(wish), what="the agent's answer") == "send granted"
        assert database.data_version() != before
        assert outbox.counts().dropped == 10
    agent.kill()
    told = rest(agent)
    with Database.open(tmp_path) as database:
        stored = {found.id for found in ConnectionLog(database).records()}
        assert {int(line.split()[1]) for line in told if line.startswith("appended")} <= stored


def test_no_look_at_the_database_costs_this_process_its_locks(tmp_path: Path, start: Start) -> None:
    """Without them another process takes itself for the last one, and deletes the -wal under the agent."""
    with Database.open(tmp_path) as database:
        fill(database, 3)
        assert Outbox(database).counts().pending == 3
        assert database.verify()
        Database.open(tmp_path).close()
        Database.open(tmp_path, writable=False).close()
        assert rest(start("look", tmp_path, "writable")) == ["pending 3", "appended 4"]
        wal = tmp_path / f"{DATABASE_NAME}-wal"
        assert wal.stat().st_size > 0
        assert fill(database, 1) == [5]
        assert rest(start("look", tmp_path, "writable")) == ["pending 5", "appended 6"]


def test_two_writers_wait_for_each_other(tmp_path: Path, start: Start) -> None:
    with Database.open(tmp_path, busy_timeout_ms=30_000) as database:
        other = start("append", tmp_path, "100")
        assert said(other) == "appended 1"
        fill(database, 100)
        assert len(rest(other)) == 99
        assert [found.id for found in ConnectionLog(database).records(newest_first=False)] == list(range(1, 201))


def test_a_record_in_flight_when_its_process_is_killed_may_have_been_sent(tmp_path: Path, start: Start) -> None:
    with Database.open(tmp_path) as database:
        fill(database, 2)
    other = start("claim", tmp_path)
    assert said(other) == "claimed 1"
    other.kill()
    other.wait(10)
    with Database.open(tmp_path) as database:
        log, outbox = ConnectionLog(database), Outbox(database)
        assert outbox.counts().sending == 1, "the claim was committed before the first byte could leave"
        assert outbox.recover(T0_UNIX_MS) == 1
        found = log.get(1)
        assert found is not None
        assert (found.delivery.state, found.delivery.maybe_sent) == (DeliveryState.READY, 1)
        claimed = outbox.claim_oldest(T0_UNIX_MS)
        assert claimed is not None
        assert claimed.id == 1


def test_nothing_promised_is_lost_by_kills_at_random(tmp_path: Path, start: Start) -> None:
    chance = random.Random(20261122)
    promised: dict[str, set[int]] = defaultdict(set)
    for _ in range(8):
        agent = start("work", tmp_path)
        assert said(agent).startswith("recovered")
        time.sleep(chance.uniform(0.0, 0.15))
        agent.kill()
        for line in rest(agent):
            word, number = line.split()
            promised[word].add(int(number))
        with Database.open(tmp_path) as database:
            assert database.was_set_aside is None
            states = {found.id: found.delivery.state for found in ConnectionLog(database).records()}
        assert promised["appended"] <= set(states)
        assert all(states[number] is DeliveryState.SENT for number in promised["sent"])
        assert promised["sent"] <= promised["sending"]
    assert len(promised["sent"]) > 20, "something happened at all"


def test_damage_is_left_to_the_agent_of_the_directory(tmp_path: Path, start: Start) -> None:
    with Database.open(tmp_path) as database:
        fill(database, 1)
    database.path.write_text("no database", "utf-8")
    agent = start("hold", tmp_path)
    assert said(agent) == "held"
    with pytest.raises(StoreError) as told:
        Database.open(tmp_path)
    assert told.value.kind == "corrupt"
    assert database.path.read_text("utf-8") == "no database"
    agent.communicate(timeout=30)
    with Database.open(tmp_path) as database:
        assert database.was_set_aside is not None


def test_the_store_loads_little() -> None:
    rooms = ["agent_state", "connection_log", "database", "history", "ledger", "lock", "outbox", "retention"]
    question = "import sys; before = set(sys.modules)\n"
    question += "".join(f"import netmon_tray.store.{room}\n" for room in rooms)
    question += "print(*sorted({name.partition('.')[0] for name in set(sys.modules) - before}))"
    answer = subprocess.run([sys.executable, "-c", question], capture_output=True, text=True, check=True, timeout=60)
    heavy = {"asyncio", "calendar", "email", "http", "logging", "shutil", "ssl", "subprocess", "tempfile", "urllib3"}
    assert not heavy & set(answer.stdout.split())

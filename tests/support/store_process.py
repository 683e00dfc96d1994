"""A process of its own at the store: ``python store_process.py VERB DATA_DIR ...``; says what it did line by line."""

from __future__ import annotations

import os
import sqlite3
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent.parent / "src")]

from netmon_tray.store.agent_state import AgentState  # noqa: E402 - the path comes first
from netmon_tray.store.connection_log import ConnectionLog  # noqa: E402
from netmon_tray.store.database import Database  # noqa: E402
from netmon_tray.store.errors import StoreError  # noqa: E402
from netmon_tray.store.lock import DataDirLock  # noqa: E402
from netmon_tray.store.outbox import Outbox  # noqa: E402
from support.samples import T0_UNIX_MS  # noqa: E402
from support.store_records import LOCAL, PAYLOAD, record  # noqa: E402


def say(*words: object) -> None:
    """Tell the test what is now certain."""
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def hold(data_dir: Path) -> None:
    """Be the agent until the input ends."""
    lock = DataDirLock(data_dir)
    say("held" if lock.try_acquire() else "refused")
    sys.stdin.read()


def claim(data_dir: Path) -> None:
    """Have a record in flight until the input ends."""
    with Database.open(data_dir) as database:
        claimed = Outbox(database).claim_oldest(T0_UNIX_MS)
        say("claimed", claimed.id if claimed else None)
        sys.stdin.read()


def work(data_dir: Path) -> None:
    """Be an agent that appends and delivers as fast as it can, and grants wishes, until it is killed."""
    lock = DataDirLock(data_dir)
    if not lock.try_acquire():
        say("refused")
        return
    database = Database.open(data_dir)
    log, outbox, state = ConnectionLog(database), Outbox(database), AgentState(database)
    say("recovered", outbox.recover(T0_UNIX_MS))
    seen = -1
    while True:
        say("appended", log.append(record(), PAYLOAD, LOCAL, None, {"attachment": PAYLOAD}))
        claimed = outbox.claim_oldest(T0_UNIX_MS)
        if claimed:
            say("sending", claimed.id)
            outbox.acknowledge(claimed.id, 201, T0_UNIX_MS)
            say("sent", claimed.id)
        version = database.data_version()
        if version != seen:
            seen = version
            for request in state.open_requests():
                state.finish(request.id, f"{request.verb} granted")


def append(data_dir: Path, number: str) -> None:
    """Append some records beside whoever else writes."""
    with Database.open(data_dir, busy_timeout_ms=30_000) as database:
        log = ConnectionLog(database)
        for _ in range(int(number)):
            say("appended", log.append(record(), PAYLOAD, LOCAL))


def look(data_dir: Path, writable: str) -> None:
    """Open the database and tell what is in it, or why it can't be opened."""
    try:
        with Database.open(data_dir, writable=writable == "writable") as database:
            say("pending", Outbox(database).counts().pending)
            if writable == "writable":
                say("appended", ConnectionLog(database).append(record(), PAYLOAD, LOCAL))
    except StoreError as error:
        say(error.kind, error.title, error.advice)


def migrate(data_dir: Path, step: str) -> None:
    """Open a database of an earlier version, and be killed just before that statement of the migration."""
    seen: list[str] = []

    def count(statement: str) -> None:
        if statement.startswith(("VACUUM", "ALTER", "CREATE", "INSERT", "DROP", "PRAGMA user_version =", "COMMIT")):
            seen.append(statement)
            if len(seen) == int(step):
                os.kill(os.getpid(), 9)

    class Watched(sqlite3.Connection):
        def __init__(self, *arguments: object, **more: object) -> None:
            super().__init__(*arguments, **more)  # type: ignore[arg-type]
            self.set_trace_callback(count)

    connect = sqlite3.connect
    sqlite3.connect = lambda *arguments, **more: connect(*arguments, factory=Watched, **more)  # type: ignore[assignment]
    Database.open(data_dir).close()
    say("migrated", len(seen))


VERBS = {"hold": hold, "claim": claim, "work": work, "append": append, "look": look, "migrate": migrate}

if __name__ == "__main__":
    VERBS[sys.argv[1]](Path(sys.argv[2]), *sys.argv[3:])  # type: ignore[operator]

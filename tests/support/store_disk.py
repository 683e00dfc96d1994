"""A small disk of its own for a process at the store, filled and emptied at will; tells what came of it as JSON.

Runs in a mount namespace of its own (``unshare --mount``), so that nothing of it is left behind.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent.parent / "src")]

from netmon_tray.store import database as database_module  # noqa: E402 - the path comes first
from netmon_tray.store.connection_log import ConnectionLog  # noqa: E402
from netmon_tray.store.database import Database  # noqa: E402
from netmon_tray.store.errors import StoreError  # noqa: E402
from netmon_tray.store.history import History, Minute  # noqa: E402
from netmon_tray.store.lock import DataDirLock  # noqa: E402
from netmon_tray.store.outbox import Outbox  # noqa: E402
from support.samples import T0_UNIX_MS  # noqa: E402
from support.store_records import LOCAL, PAYLOAD, record  # noqa: E402


class Disk:
    """A tmpfs of 2 MB at ``place``."""

    def __init__(self, place: Path) -> None:
        self.place = place
        place.mkdir(exist_ok=True)
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)], check=True)

    def fill(self) -> None:
        """Leave not one byte free."""
        with (self.place / "filler").open("ab", buffering=0) as filler:
            for piece in (bytes(65536), bytes(4096), bytes(1)):
                while kind(lambda piece=piece: filler.write(piece)) is None:  # type: ignore[misc]
                    pass

    def free(self) -> None:
        """Give the space back."""
        (self.place / "filler").unlink(missing_ok=True)


def kind(step: Callable[[], object]) -> str | None:
    """The kind of error that a step ends with, None when it ends well."""
    try:
        step()
    except StoreError as error:
        return error.kind
    except OSError as error:
        return error.strerror
    return None


def append(database: Database) -> int:
    """Append a record with a payload of some size."""
    return ConnectionLog(database).append(record(), PAYLOAD + " " * 3000, LOCAL)


def ids(database: Database) -> list[int]:
    """All records that can be read back."""
    return [found.id for found in ConnectionLog(database).records(newest_first=False)]


def append_until_refused(database: Database, appended: list[int]) -> list[str]:
    """Append and note the ids; return what the refusal said."""
    while True:
        try:
            record_id = append(database)
        except StoreError as error:
            return [error.kind, error.title, error.advice]
        appended.append(record_id)


def while_running(disk: Disk) -> dict[str, object]:
    """The disk fills up under an agent at work, and is given space again."""
    told: dict[str, object] = {}
    database = Database.open(disk.place / "data")
    outbox = Outbox(database)
    appended = [append(database) for _ in range(5)]
    claimed = outbox.claim_oldest(T0_UNIX_MS)
    disk.fill()
    told["append"] = append_until_refused(database, appended)
    told["again"] = kind(lambda: append(database))
    told["acknowledge"] = kind(lambda: outbox.acknowledge(1, 201, T0_UNIX_MS))
    told["minute"] = kind(lambda: History(database).add_minute(Minute(0, "wi:A", "A", "wi", 1, 1)))
    told["readable"] = ids(database) == appended and outbox.counts().pending == len(appended) - 1
    told["in flight"] = [claimed.id if claimed else None, outbox.counts().sending]
    disk.free()
    told["acknowledged after all"] = outbox.acknowledge(1, 201, T0_UNIX_MS)
    appended.append(append(database))
    told["all there"] = ids(database) == appended
    database.close()
    with Database.open(disk.place / "data") as again:
        told["all there after a restart"] = ids(again) == appended and again.was_set_aside is None
    return told


def at_start(disk: Disk) -> dict[str, object]:
    """The disk is full when the agent starts, after an end that left a -wal behind."""
    told: dict[str, object] = {}
    database = Database.open(disk.place / "alive")
    appended = [append(database) for _ in range(5)]
    shutil.copytree(disk.place / "alive", disk.place / "data")
    database.close()
    (disk.place / "data" / "netmon.db-shm").unlink()
    disk.fill()
    agent = DataDirLock(disk.place / "data")
    told["lock"] = agent.try_acquire()
    told["reader"] = kind(lambda: Database.open(disk.place / "data", writable=False))
    database = Database.open(disk.place / "data")
    told["read"] = [ids(database) == appended, Outbox(database).counts().pending]
    told["append"] = kind(lambda: append(database))
    told["not set aside"] = database.was_set_aside is None
    disk.free()
    appended.append(append(database))
    told["works again"] = ids(database) == appended
    database_module.LEAVE_EXCLUSIVE_S = 0.0
    database._exclusive_until_s = 0.0  # ten seconds have passed
    appended.append(append(database))
    with Database.open(disk.place / "data", writable=False) as reader:
        told["others can read again"] = ids(reader) == appended
    database.close()
    return told


def on_a_new_disk(disk: Disk) -> dict[str, object]:
    """There is no room even for an empty database."""
    told: dict[str, object] = {}
    (disk.place / "data").mkdir()
    disk.fill()
    told["open"] = kind(lambda: Database.open(disk.place / "data"))
    told["read"] = kind(lambda: Database.open(disk.place / "data", writable=False))
    disk.free()
    with Database.open(disk.place / "data") as database:
        told["works"] = append(database)
        told["left behind"] = sorted(path.name for path in (disk.place / "data").glob("*damaged*"))
    return told


def read_only(disk: Disk) -> dict[str, object]:
    """The disk can be read and not written."""
    told: dict[str, object] = {}
    with Database.open(disk.place / "data") as database:
        append(database)
    subprocess.run(["mount", "-o", "remount,ro", str(disk.place)], check=True)
    told["open"] = kind(lambda: Database.open(disk.place / "data"))
    with Database.open(disk.place / "data", writable=False) as reader:
        told["read"] = ids(reader)
        told["write"] = kind(lambda: append(reader))
    lock = DataDirLock(disk.place / "data")
    told["lock"] = [lock.try_acquire(), DataDirLock(disk.place / "data").try_acquire()]
    lock.release()
    told["elsewhere"] = kind(lambda: DataDirLock(disk.place / "other").try_acquire())
    subprocess.run(["mount", "-o", "remount,rw", str(disk.place)], check=True)
    with Database.open(disk.place / "data") as database:
        told["works again"] = append(database)
    return told


STORIES = {"while running": while_running, "at start": at_start, "on a new disk": on_a_new_disk, "read only": read_only}

if __name__ == "__main__":
    sys.stdout.write(json.dumps(STORIES[sys.argv[1]](Disk(Path(sys.argv[2])))))

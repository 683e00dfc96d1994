"""What a database needs after an unclean end or after damage, in a thread of its own beside the work of the agent."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from netmon_tray.store.database import Database, unix_ms
from netmon_tray.store.errors import StoreError
from netmon_tray.store.ledger import LedgerReason, read_ledger, unsalvaged
from netmon_tray.store.opening import CHECK_AT_ONCE_BYTES
from netmon_tray.store.wal_length import lengthen_wal

if TYPE_CHECKING:
    from netmon_tray.store.salvage import Progress

RETRY_S = 30.0
"""Between two tries while the disk takes nothing."""
DAMAGE_S = 1.0
"""After damage was met: the next try begins with a fresh file."""
TOLD_MS = 24 * 3600 * 1000
"""How long it is told what came back of a damaged database."""
STOP_S = 5.0


class Tending:
    """Checks what was not checked while opening, and brings back what a damaged database still has.

    The thread lives only while there is something to do. ``on_failure`` is called from it with the error of a try
    that did not succeed, and with None when one did after that.

    Attributes:
        progress: the latest damaged database and what came back of it; None where there was none of late.
    """

    def __init__(
        self, database: Database, on_failure: Callable[[StoreError | None], None], retry_s: float = RETRY_S
    ) -> None:
        self.progress: Progress | None = None
        self._database = database
        self._on_failure = on_failure
        self._retry_s = retry_s
        self._guard = threading.Lock()
        self._thread: threading.Thread | None = None
        self._must_look_again = False
        self._was_checked = False
        self._stopping = threading.Event()

    def begin(self) -> None:
        """See whether there is something to do; may be called at any time, from any thread."""
        with self._guard:
            self._must_look_again = True
            if self._thread is None and not self._stopping.is_set():
                self._thread = threading.Thread(target=self._run, name="netmon-salvage", daemon=True)
                self._thread.start()

    def close(self) -> None:
        """Break the work off, to be gone on with by the next process, and close the database."""
        self._stopping.set()
        thread = self._thread
        self._database.close()
        if thread is not None:
            thread.join(STOP_S)

    def _run(self) -> None:
        while self._goes_on():
            failed: StoreError | None = None
            while not self._stopping.is_set():
                try:
                    self._tend()
                except StoreError as error:
                    if self._stopping.is_set():
                        break
                    failed = error
                    self._on_failure(error)
                    self._stopping.wait(min(self._retry_s, DAMAGE_S) if error.kind == "corrupt" else self._retry_s)
                else:
                    if failed is not None:
                        self._on_failure(None)
                    break

    def _goes_on(self) -> bool:
        with self._guard:
            goes_on, self._must_look_again = self._must_look_again, False
            if not goes_on or self._stopping.is_set():
                self._thread = None
                return False
        return True

    def _tend(self) -> None:
        with self._database.transaction(durable=False):
            pass  # damage that was met is looked into before a transaction
        lengthen_wal(self._database)
        if self._database.is_unverified or self._is_first_look():
            self._database.verify()
        if unsalvaged(self._database):
            from netmon_tray.store.salvage import Salvage  # late: most databases are never damaged

            Salvage(self._database, rest=self._stopping.wait, on_progress=self._note).run()
        elif self.progress is None:
            self._recall()

    def _is_first_look(self) -> bool:
        """Once, also after a clean end: a disk can damage a file without a sign. A large one would cost too much."""
        was_checked, self._was_checked = self._was_checked, True
        return not was_checked and self._database.size_bytes() <= CHECK_AT_ONCE_BYTES

    def _note(self, progress: Progress) -> None:
        self.progress = progress

    def _recall(self) -> None:
        """Tell on after a restart what came back not long ago."""
        latest = [row for row in read_ledger(self._database) if row.reason is LedgerReason.DATABASE_DAMAGED][-1:]
        for row in latest:
            is_news = 0 <= unix_ms() - row.until_unix_ms < TOLD_MS
            if row.note and row.recovered_count is not None and is_news:
                from netmon_tray.store.salvage import Progress

                self.progress = Progress(row.note, row.recovered_count, phase="done", unreadable=row.record_count)

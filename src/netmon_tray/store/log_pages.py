"""A list of a million records: how long it is and where each of its pages begins.

A page is read by the places at its ends, never by counting from the start: the last one costs what the first does.
"""

# ruff: noqa: S608 - statements are put together from constants of this room and placeholders

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from netmon_tray.model import LoggedRecord
from netmon_tray.store.connection_log import ConnectionLog
from netmon_tray.store.database import Database
from netmon_tray.store.log_query import AFTER_ALL, BEFORE_ALL, Key, LogFilter

PAGE_ROWS = 128


@dataclass(frozen=True, slots=True)
class Survey:
    """The extent of a list as it was at one moment."""

    which: LogFilter
    total: int = 0
    marks: tuple[Key, ...] = ()
    """The place of the first record of each page, newest first."""

    def page_of(self, key: Key) -> int:
        """The page in which a record of that place stands, or would stand; -1 for one before the first."""
        return bisect_right(self.marks, (-key[0], -key[1]), key=lambda mark: (-mark[0], -mark[1])) - 1

    def ends_of(self, page: int) -> tuple[Key, Key]:
        """The places between which a page stands, neither of them part of it: the newer one first."""
        at, record_id = self.marks[page]
        if page + 1 == len(self.marks):
            return (at, record_id + 1), BEFORE_ALL
        later_at, later_id = self.marks[page + 1]
        return (at, record_id + 1), (later_at, later_id)


class LogPages:
    """Reads lists page by page. All methods raise StoreError."""

    def __init__(self, database: Database, log: ConnectionLog) -> None:
        self._database, self._log = database, log

    def survey(self, which: LogFilter) -> Survey:
        """Walk over the keys of a list: 0.4 s for a million records, half a megabyte of marks at the most."""
        marks = self._database.read(
            f"SELECT at, id FROM ({which.keys_sql()}) WHERE number % :rows = 1 ORDER BY number",
            {**which.parameters(AFTER_ALL, BEFORE_ALL), "rows": PAGE_ROWS},
        )
        if not marks:
            return Survey(which)
        at, record_id = marks[-1]
        rest = self._count(which, (at, record_id + 1), BEFORE_ALL)
        return Survey(which, (len(marks) - 1) * PAGE_ROWS + min(rest, PAGE_ROWS), tuple(marks))

    def page(self, survey: Survey, page: int) -> list[LoggedRecord]:
        """The records of a page, newest first: fewer or others than at the survey where the log has changed since."""
        newest, oldest = survey.ends_of(page)
        return self._log.between(survey.which, newest, oldest, PAGE_ROWS)

    def row_of(self, survey: Survey, key: Key) -> int:
        """How many records of the list stand before that place."""
        page = survey.page_of(key)
        if page < 0:
            return 0
        newest, _ = survey.ends_of(page)
        return page * PAGE_ROWS + self._count(survey.which, newest, key)

    def _count(self, which: LogFilter, newest: Key, oldest: Key) -> int:
        ((number,),) = self._database.read(
            f"SELECT count(*) FROM ({which.keys_sql()})", which.parameters(newest, oldest)
        )
        return int(number)

"""The log as a table of any length: only the pages in view are read, in a thread, by the keys at their ends."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from netmon_tray import units
from netmon_tray.gui.bridge import Bridge
from netmon_tray.gui.translation import translated
from netmon_tray.gui.views.log_row import EVENT_WORDS, LogRow, Mark, delivery_mark, log_row
from netmon_tray.model import NetmonError, QueueCounts
from netmon_tray.storage import Stores
from netmon_tray.store.log_pages import PAGE_ROWS, LogPages, Survey
from netmon_tray.store.log_query import AFTER_ALL, BEFORE_ALL, Key, LogFilter
from netmon_tray.words import Phrase, say

_Index = QModelIndex | QPersistentModelIndex
TIME, EVENT, NETWORK, STATE = range(4)
COLUMNS: tuple[Phrase, ...] = (say("Time"), say("Event"), say("Network"), say("State"))
KEPT_PAGES = 48
"""Pages that are remembered: 3 MB of them."""
REST = 20
"""A new survey rests this many times as long as the last one took: at most a twentieth of a processor."""

Pages = dict[int, list[LogRow]]


@dataclass(frozen=True, slots=True)
class Held:
    """What a list must not lose when it is taken anew: the record at the top of the view, and the chosen ones."""

    top: LogRow | None = None
    """None: the view stands at the start of the list, and stays there."""
    chosen: LogRow | None = None
    """The one that is shown in full."""
    marked: tuple[LogRow, ...] = ()
    """All chosen ones."""


@dataclass(frozen=True, slots=True)
class Surveyed:
    """A list as it is now, with what is in view of it."""

    survey: Survey
    top: int
    """Where the record that was at the top of the view stands now, or would stand."""
    chosen: int | None
    marked: tuple[int, ...]
    """Where the chosen records stand now that are still in the list."""
    pages: Pages
    took_s: float


class LogModel(QAbstractTableModel):
    """The records of a filter, newest first.

    Attributes:
        survey: The extent of the list as it was last.
        counts: How many records there are, as of the last ``heed``; None before it.
        is_uploading: Whether records are sent at all; else what waits is kept.

    Signals:
        surveyed: The list was taken anew: which row is at the top now (int), which is the chosen one (int or None), and
            all that are chosen (tuple of int).
        failed: The database cannot be read (``NetmonError``), or can be again (None).
    """

    surveyed = Signal(int, object, object)
    failed = Signal(object)

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self.survey = Survey(LogFilter())
        self.is_uploading = False
        self._pages: OrderedDict[int, list[LogRow]] = OrderedDict()
        self._which = LogFilter()
        """What is to be listed."""
        self._asked: LogFilter | None = None
        """What is being surveyed."""
        self.counts: QueueCounts | None = None
        self._is_stale = False
        self._rests_until_s = 0.0
        self._in_view = range(0)
        self._outdated: set[int] = set()
        """Pages that are shown as they were."""
        self._has_failed = False

    # --- what is listed -----------------------------------------------------------------------------------------------

    def show(self, which: LogFilter, held: Held = Held()) -> None:
        """List other records, from the start; the chosen one stays chosen where it is among them.

        The first of them are there at once; how many there are is found out after that.
        """
        self._in_view = range(len(self._in_view))
        self._asked = self._which = which

        def take(found: Surveyed | NetmonError) -> None:
            is_whole = not isinstance(found, Surveyed) or found.survey.total < PAGE_ROWS
            if self._take_survey(which, found) and not is_whole:
                self._survey(which, held)

        self._bridge.reader.ask(self, lambda stores: _begun(stores, which, held), take, key="survey")

    def heed(self, counts: QueueCounts, held: Held, *, is_uploading: bool) -> None:
        """Take over how many records there are; where that changed, the list or what is in view is read anew."""
        if is_uploading != self.is_uploading:
            self.is_uploading = is_uploading
            self._tell_changed(self._in_view)
        before, self.counts = self.counts, counts
        if before is not None and before != counts:
            if self._is_other_list(before, counts):
                self._is_stale = True
            else:
                self.refresh()
        if self._is_stale and self._asked is None and time.monotonic() >= self._rests_until_s:
            self._survey(self._which, held)

    def refresh(self) -> None:
        """Read what is in view anew: states change, records do not."""
        in_view = _pages_of(self._in_view)
        self._pages = OrderedDict((page, rows) for page, rows in self._pages.items() if page in in_view)
        self._outdated = set(self._pages)
        self._read(in_view)

    def look_at(self, rows: range) -> None:
        """These rows are in view: have them read, and a page before and after them."""
        self._in_view = rows
        around = _pages_of(range(max(0, rows.start - PAGE_ROWS), rows.stop + PAGE_ROWS))
        self._read([page for page in around if page not in self._pages or page in self._outdated])

    def row_at(self, row: int) -> LogRow | None:
        """The record of a row; None while it is being read."""
        page = self._pages.get(row // PAGE_ROWS, [])
        place = row % PAGE_ROWS
        return page[place] if place < len(page) else None

    # --- as Qt asks ---------------------------------------------------------------------------------------------------

    def read_rows(self, among: range) -> Iterator[LogRow]:
        """Those of these rows that have been read: all may be a million."""
        for page in sorted(self._pages):
            first = page * PAGE_ROWS
            yield from self._pages[page][max(0, among.start - first) : max(0, among.stop - first)]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's name and default
        """A row for each record."""
        return 0 if parent.isValid() else self.survey.total

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's name and default
        """Time, event, network, state."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: N802 - Qt's name
        """Names of the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return translated(COLUMNS[section])
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """One cell."""
        row = self.row_at(index.row())
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(row, index.column())
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == TIME:
            return units.date_time_text(row.at_unix_ms)
        return None

    def texts(self, row: LogRow) -> list[str]:
        """What all columns say of a record."""
        return [self.text(row, column) for column in range(len(COLUMNS))]

    def mark(self, row: LogRow) -> Mark:
        """How the state of a record is shown."""
        return delivery_mark(row.delivery.state, is_uploading=self.is_uploading)

    def text(self, row: LogRow, column: int) -> str:
        """What a column says of a record."""
        if column == TIME:
            return translated(units.short_moment_text(row.at_unix_ms, time.time_ns() // 1_000_000))
        if column == EVENT:
            return f"{translated(EVENT_WORDS[row.event])} {translated(row.detail)}".strip()
        return row.network if column == NETWORK else translated(self.mark(row).word)

    # --- what is asked ------------------------------------------------------------------------------------------------

    def _is_other_list(self, before: QueueCounts, counts: QueueCounts) -> bool:
        which = self.survey.which
        return bool(which.states or which.text) or _total(before) != _total(counts)

    def _survey(self, which: LogFilter, held: Held) -> None:
        self._is_stale = False
        self._asked = which
        rows = self._in_view

        def take(found: Surveyed | NetmonError) -> None:
            self._take_survey(which, found)

        self._bridge.reader.ask(self, lambda stores: _surveyed(stores, which, held, rows), take, key="survey")

    def _take_survey(self, which: LogFilter, found: Surveyed | NetmonError) -> bool:
        """Take over a list; False where another one has been asked for since, or there is no answer."""
        if which is not self._asked:
            return False
        self._asked = None
        if self._has_no_answer(found):
            self._is_stale = True
            return False
        assert isinstance(found, Surveyed)  # noqa: S101 - the other kind has been taken
        self._rests_until_s = time.monotonic() + REST * found.took_s
        self.beginResetModel()
        self.survey = found.survey
        self._pages = OrderedDict(found.pages)
        self._outdated.clear()
        self.endResetModel()
        self.surveyed.emit(found.top, found.chosen, found.marked)
        return True

    def _read(self, pages: Sequence[int]) -> None:
        survey = self.survey
        wanted = [page for page in pages if page < len(survey.marks)]
        if wanted:
            reader = self._bridge.reader
            reader.ask(self, lambda stores: (survey, _pages(stores, survey, wanted)), self._take_pages, key="pages")

    def _take_pages(self, found: tuple[Survey, Pages] | NetmonError) -> None:
        if self._has_no_answer(found):
            return
        assert isinstance(found, tuple)  # noqa: S101 - the other kind has been taken
        survey, pages = found
        if survey is not self.survey:
            return
        for page, rows in pages.items():
            self._pages[page] = rows
            self._pages.move_to_end(page)
            self._outdated.discard(page)
            self._tell_changed(range(page * PAGE_ROWS, page * PAGE_ROWS + PAGE_ROWS))
        while len(self._pages) > KEPT_PAGES:
            self._pages.popitem(last=False)

    def _has_no_answer(self, found: object) -> bool:
        has_failed = isinstance(found, NetmonError)
        if has_failed or self._has_failed:
            self.failed.emit(found if has_failed else None)
        self._has_failed = has_failed
        return has_failed

    def _tell_changed(self, rows: range) -> None:
        last = min(rows.stop, self.survey.total) - 1
        if last >= rows.start:
            self.dataChanged.emit(self.index(rows.start, 0), self.index(last, len(COLUMNS) - 1))


# --- in the reader's thread -----------------------------------------------------------------------------------------


def _surveyed(stores: Stores, which: LogFilter, held: Held, rows: range) -> Surveyed:
    """The list anew, with the rows that will be in view."""
    began_s = time.monotonic()
    pages = LogPages(stores.database, stores.log)
    survey = pages.survey(which)
    top = 0 if held.top is None else pages.row_of(survey, _key(which, held.top))
    places = _places(pages, survey, held)
    took_s = time.monotonic() - began_s
    first = max(0, min(top, survey.total - len(rows)))
    in_view = _pages(stores, survey, _pages_of(range(first, first + len(rows))))
    return Surveyed(survey, first, *_standing(places, held), in_view, took_s)


def _begun(stores: Stores, which: LogFilter, held: Held) -> Surveyed:
    """The first page of a list, as if there were no more."""
    page = stores.log.between(which, AFTER_ALL, BEFORE_ALL, PAGE_ROWS)
    marks = tuple(which.key_of(record.id, record.at_unix_ms) for record in page[:1])
    survey, rows = Survey(which, len(page), marks), [log_row(record) for record in page]
    places = {row.id: number for number, row in enumerate(rows)}
    return Surveyed(survey, 0, *_standing(places, held), {0: rows}, 0.0)


def _standing(places: Mapping[int, int], held: Held) -> tuple[int | None, tuple[int, ...]]:
    """Where the chosen record and all that are chosen stand, by the rows of their ids."""
    chosen = None if held.chosen is None else places.get(held.chosen.id)
    return chosen, tuple(places[row.id] for row in held.marked if row.id in places)


def _places(pages: LogPages, survey: Survey, held: Held) -> dict[int, int]:
    """The rows of the chosen records by their ids: each page that one may stand on is read once."""
    kept = (*held.marked, *([held.chosen] if held.chosen else []))
    ids = {row.id for row in kept}
    numbers = {survey.page_of(_key(survey.which, row)) for row in kept}
    return {
        record.id: number * PAGE_ROWS + place
        for number in numbers
        if number >= 0
        for place, record in enumerate(pages.page(survey, number))
        if record.id in ids
    }


def _key(which: LogFilter, row: LogRow) -> Key:
    return which.key_of(row.id, row.at_unix_ms)


def _pages(stores: Stores, survey: Survey, wanted: Sequence[int]) -> Pages:
    pages = LogPages(stores.database, stores.log)
    return {
        page: [log_row(record) for record in pages.page(survey, page)] for page in wanted if page < len(survey.marks)
    }


def _pages_of(rows: range) -> range:
    """The pages on which these rows stand; the one of its start where there are none."""
    return range(rows.start // PAGE_ROWS, max(rows.start, rows.stop - 1) // PAGE_ROWS + 1)


def _total(counts: QueueCounts) -> int:
    return counts.pending + counts.sending + counts.sent + counts.rejected + counts.withheld + counts.dropped

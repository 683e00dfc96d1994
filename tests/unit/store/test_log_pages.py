"""A long list of records, walked over page by page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from netmon_tray.model import DeliveryState
from netmon_tray.store import log_pages
from netmon_tray.store.connection_log import ConnectionLog
from netmon_tray.store.database import Database
from netmon_tray.store.log_pages import LogPages, Survey
from netmon_tray.store.log_query import LogFilter
from netmon_tray.store.outbox import Outbox
from support.samples import T0_UNIX_MS
from support.store_records import LOCAL, fill, record

NUMBER = 23


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    monkeypatch.setattr(log_pages, "PAGE_ROWS", 5)
    with Database.open(tmp_path) as database:
        fill(database, NUMBER)
        yield database


@pytest.fixture
def pages(database: Database) -> LogPages:
    return LogPages(database, ConnectionLog(database))


def walked(pages: LogPages, survey: Survey) -> list[int]:
    return [record.id for page in range(len(survey.marks)) for record in pages.page(survey, page)]


def send(database: Database, number: int) -> None:
    outbox = Outbox(database)
    for claimed in outbox.claim(T0_UNIX_MS, number):
        outbox.acknowledge(claimed.id, 201, T0_UNIX_MS)


@pytest.mark.parametrize(
    ("which", "expected"),
    [
        (LogFilter(), range(NUMBER, 0, -1)),
        (LogFilter((DeliveryState.SENT,)), range(7, 0, -1)),
        (LogFilter((DeliveryState.READY, DeliveryState.INFLIGHT)), range(NUMBER, 7, -1)),
        (LogFilter((DeliveryState.DROPPED,)), ()),
        (LogFilter(since_unix_ms=T0_UNIX_MS + 3 * 300_000), range(NUMBER, 3, -1)),
        (LogFilter(until_unix_ms=T0_UNIX_MS + 11 * 300_000), range(11, 0, -1)),
        (LogFilter((DeliveryState.SENT,), since_unix_ms=T0_UNIX_MS), range(7, 0, -1)),
        (LogFilter(text="CAFE"), range(NUMBER, 0, -1)),
        (LogFilter(text="Caf_"), ()),
        (LogFilter(text="WPA2-PSK", since_unix_ms=T0_UNIX_MS + 20 * 300_000), range(NUMBER, 20, -1)),
    ],
)
def test_every_record_stands_on_one_page(
    database: Database, pages: LogPages, which: LogFilter, expected: range | tuple[int, ...]
) -> None:
    send(database, 7)
    Outbox(database).claim(T0_UNIX_MS, 2)
    survey = pages.survey(which)
    assert walked(pages, survey) == list(expected)
    assert survey.total == len(expected)
    assert len(survey.marks) == -(-len(expected) // 5)


def test_records_of_one_moment_are_not_lost_between_pages(database: Database, pages: LogPages) -> None:
    log = ConnectionLog(database)
    for _ in range(12):
        log.append(record(at_unix_ms=T0_UNIX_MS), '{"network_name":"one moment"}', LOCAL)
    survey = pages.survey(LogFilter(since_unix_ms=0, text="one moment"))
    assert walked(pages, survey) == list(range(NUMBER + 12, NUMBER, -1))


@pytest.mark.parametrize("which", [LogFilter(), LogFilter((DeliveryState.READY,)), LogFilter(since_unix_ms=0)])
def test_a_record_is_found_by_its_place(pages: LogPages, which: LogFilter) -> None:
    survey = pages.survey(which)
    found = [pages.row_of(survey, which.key_of(id_, T0_UNIX_MS + (id_ - 1) * 300_000)) for id_ in range(1, NUMBER + 1)]
    assert found == list(range(NUMBER - 1, -1, -1))
    assert pages.row_of(survey, (2**61, 2**61)) == 0


def test_what_leaves_a_list_leaves_its_page_shorter_and_moves_no_other(database: Database, pages: LogPages) -> None:
    survey = pages.survey(LogFilter((DeliveryState.READY,)))
    Outbox(database).drop([21], T0_UNIX_MS)
    fill(database, 1)
    assert [len(pages.page(survey, page)) for page in range(5)] == [4, 5, 5, 5, 3]
    again = pages.survey(survey.which)
    assert again.total == NUMBER
    assert [len(pages.page(again, page)) for page in range(5)] == [5, 5, 5, 5, 3]


def test_an_empty_log_has_no_pages(tmp_path: Path) -> None:
    with Database.open(tmp_path / "empty") as database:
        survey = LogPages(database, ConnectionLog(database)).survey(LogFilter())
    assert (survey.total, survey.marks) == (0, ())


@pytest.mark.parametrize(
    "which",
    [
        LogFilter(),
        LogFilter((DeliveryState.SENT, DeliveryState.READY)),
        LogFilter(since_unix_ms=0),
        LogFilter(text="a"),
    ],
)
def test_a_page_is_never_counted_from_the_start(database: Database, pages: LogPages, which: LogFilter) -> None:
    """What sorts or walks a whole table for one page is slow at a million records and not at a hundred."""
    sql = which.page_sql(newest_first=True)
    assert "OFFSET" not in sql
    survey = pages.survey(which)
    newest, oldest = survey.ends_of(2)
    plan = database.read(f"EXPLAIN QUERY PLAN {sql}", {**which.parameters(newest, oldest), "rows": 5})
    steps = [row[3] for row in plan]
    assert all(step.startswith("SEARCH") or "TEMP B-TREE" in step for step in steps)
    if len(which.states) < 2:  # two states are two ranges of an index, with a page between their ends
        assert not any("TEMP B-TREE" in step for step in steps)

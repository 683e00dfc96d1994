"""The outage report: its figures, beside sums made here, and the forms that it is written in."""

from __future__ import annotations

import csv
import io
import json
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from netmon_tray.model import Outage, OutageCause, OutageEnd
from netmon_tray.reports import Page, Report, write_csv, write_json
from netmon_tray.reports.axis import MOST_TICKS, ticks
from netmon_tray.reports.outages import Facts, report
from netmon_tray.round_trips import TripSums
from netmon_tray.words import Number, Phrase

NOON_MS = 1_764_417_600_000  # 2025-11-29 12:00 UTC
DAY_MS = 86_400_000


@pytest.fixture(autouse=True)
def utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def outage(cause: OutageCause, since_s: int, lasted_s: int | None, **more: object) -> Outage:
    since_ms = NOON_MS + since_s * 1000
    until_ms = None if lasted_s is None else since_ms + lasted_s * 1000
    end = None if lasted_s is None else OutageEnd.RECOVERED
    return replace(Outage(cause, since_ms, until_ms, end, "wi:Home"), **more)  # type: ignore[arg-type]


FACTS = Facts(
    NOON_MS,
    NOON_MS + DAY_MS,
    (
        outage(OutageCause.INTERNET, -60, 120),
        outage(OutageCause.DNS, 3600, 40, vpn="wg0"),
        outage(OutageCause.LINK, 7200, 1000),
        outage(OutageCause.GATEWAY, 86_300, None),
    ),
    observed_s=43_200.0,
    round_trips={"gateway": TripSums(100, 4, 1.0, 9.0, 192.0, 50.0, 95)},
    network_names={"wi:Home": "Home"},
    now_unix_ms=NOON_MS + DAY_MS - 60_000,
)
LASTED_S = {"internet": 60.0, "dns": 40.0, "link": 1000.0, "gateway": 40.0}
"""Within the range; the last one until now."""


@pytest.fixture
def made() -> Report:
    return report(FACTS)


def test_the_figures_for_programs(made: Report) -> None:
    document = json.loads(json.dumps(made.document))
    assert {cause: sums["total_s"] for cause, sums in document["causes"].items()} == LASTED_S
    assert document["availability_ratio"] == pytest.approx(1 - (60 + 40 + 40) / 43_200, abs=1e-6)
    gateway = document["round_trips"]["gateway"]
    assert (gateway["sent"], gateway["loss_ratio"], gateway["rtt_ms"]) == (100, 0.04, 2.0)
    assert [one["until"] for one in document["outages"]][-1] is None


def test_the_rows_of_a_table_of_values(made: Report) -> None:
    out = io.StringIO()
    write_csv(made, out)
    rows = list(csv.DictReader(io.StringIO(out.getvalue())))
    assert {row["cause"]: float(row["duration_s"]) for row in rows} == LASTED_S
    assert rows[1]["since"] == "2025-11-29T13:00:00.000Z"
    assert (rows[1]["vpn"], rows[1]["network"], rows[3]["until"], rows[3]["end"]) == ("wg0", "Home", "", "")


def test_json_is_one_document(made: Report) -> None:
    out = io.StringIO()
    write_json(made, out)
    assert json.loads(out.getvalue())["report"] == "outages"


def test_the_page_survives_the_way_to_the_program_that_draws_it(made: Report) -> None:
    assert Page.from_text(made.page.to_text()) == made.page
    for broken in ("", "[]", "{}", '{"axis": null}', made.page.to_text().replace('"rows"', '"lines"', 1)):
        with pytest.raises((ValueError, KeyError, TypeError)):
            Page.from_text(broken)


def test_its_words_can_be_said_in_another_language_there(made: Report) -> None:
    def worded(text: str) -> str:
        return f"<{text.template}>" if isinstance(text, Phrase) else text

    page = Page.from_text(made.page.to_text(), worded)
    assert page.title == "<Outages of a network connection>"
    assert page.tables[0].rows[1][3:] == ("<DNS>", "<{network} (VPN {tunnel})>", "<answered again>")
    assert [column.heading for column in page.tables[0].columns][:2] == ["<Began>", "<Ended>"]
    assert page.axis is not None
    assert dict(page.axis.kinds)["gateway"] == "<Gateway>"
    read = Page.from_text(made.page.to_text()).facts[4][1]
    assert isinstance(read, Phrase)
    assert isinstance(read.arguments["p0"], Number)  # "99.676", which has another mark there


def test_what_a_person_reads(made: Report) -> None:
    assert dict(made.page.facts) == {
        "Outages": "4",
        "Together": "19 min",
        "Longest": "16 min 40 s",
        "Observed": "12 h",
        "Available": "99.676 %",
    }
    table, trips = made.page.tables
    assert table.rows[1] == ("2025-11-29 13:00:00", "13:00:40", "40 s", "DNS", "Home (VPN wg0)", "answered again")
    assert table.rows[3][1:3] == ("", "40 s")
    assert trips.rows == (("Gateway", "100", "4.0 %", "2.0 ms", "9.0 ms", "0.53 ms"),)


def test_the_axis_stays_within_the_range(made: Report) -> None:
    axis = made.page.axis
    assert axis is not None
    assert all(axis.since_unix_ms <= bar.since_unix_ms <= bar.until_unix_ms <= axis.until_unix_ms for bar in axis.bars)
    assert [bar.until_unix_ms - bar.since_unix_ms for bar in axis.bars] == [60_000, 40_000, 1_000_000, 40_000]


def test_without_anything_nothing_is_made_up() -> None:
    empty = report(replace(FACTS, outages=(), observed_s=0.0, round_trips={}))
    assert empty.document["availability_ratio"] is None
    assert dict(empty.page.facts)["Available"] == "not known"
    assert [table.rows for table in empty.page.tables] == [(), ()]


@pytest.mark.parametrize("length_ms", [60_000, 3_600_000, DAY_MS, 7 * DAY_MS, 31 * DAY_MS, 400 * DAY_MS, 4000 * DAY_MS])
def test_ticks_are_few_and_never_say_the_same_twice(length_ms: int) -> None:
    found = ticks(NOON_MS + 12_345, NOON_MS + 12_345 + length_ms)
    assert len(found) <= MOST_TICKS + 1
    assert len({word for _, word in found}) == len(found)
    assert length_ms < 3_600_000 or found

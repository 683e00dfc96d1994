"""Reports for other people: what is told of a range, as JSON and comma-separated values, and as a page to be drawn.

A report is made of values (``outages``, ``usage``, ``audit`` make them); no file, database or clock is met here.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from typing import IO, Any

from netmon_tray import units
from netmon_tray.exports import csv_cell
from netmon_tray.words import from_plain, say, to_plain


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; figures stand at its right end."""

    heading: str
    is_figure: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Text in rows, as a person reads it."""

    heading: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    none: str = ""
    """What is said instead of an empty table."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A piece of a time axis, with the colour and the row of its kind."""

    kind: str
    since_unix_ms: int
    until_unix_ms: int


@dataclass(frozen=True, slots=True)
class Axis:
    """A range with what happened in it, a row for each kind."""

    since_unix_ms: int
    until_unix_ms: int
    kinds: tuple[tuple[str, str], ...]
    """Name and word of each row."""
    bars: tuple[Bar, ...]
    ticks: tuple[tuple[int, str], ...]
    """Moments with their words."""


@dataclass(frozen=True, slots=True)
class Page:
    """A report as it is drawn."""

    title: str
    subtitle: str
    facts: tuple[tuple[str, str], ...]
    """The few figures that matter: label and value."""
    tables: tuple[Table, ...]
    axis: Axis | None = None
    notes: tuple[str, ...] = ()

    def to_text(self) -> str:
        """As one JSON document, in which phrases keep their origin.

        In ASCII: another program reads it, whatever encoding its standard input has.
        """
        return json.dumps(_plain(asdict(self)))

    @classmethod
    def from_text(cls, text: str, worded: Callable[[str], str] = lambda text: text) -> Page:
        """Read what ``to_text`` wrote, with each phrase as ``worded`` has it.

        Raises ValueError, KeyError or TypeError for anything else.
        """

        def said(plain: dict[str, Any]) -> object:
            read = from_plain(plain)
            return worded(read) if isinstance(read, str) else read

        plain = json.loads(text, object_hook=said)
        axis = plain["axis"]
        return cls(
            plain["title"],
            plain["subtitle"],
            tuple((label, value) for label, value in plain["facts"]),
            tuple(_table(one) for one in plain["tables"]),
            None if axis is None else _axis(axis),
            tuple(plain["notes"]),
        )


@dataclass(frozen=True, slots=True)
class Report:
    """A report in all its forms."""

    document: Mapping[str, object]
    """As JSON has it."""
    heading: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...] = field(default=())
    """As comma-separated values have it, below their heading."""
    page: Page = field(default_factory=lambda: Page("", "", (), ()))


def write_json(report: Report, out: IO[str]) -> None:
    """Write the document, indented for reading."""
    json.dump(report.document, out, ensure_ascii=False, indent=2, allow_nan=False)
    out.write("\n")


def write_csv(report: Report, out: IO[str]) -> None:
    """Write heading and rows."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(report.heading)
    writer.writerows([csv_cell(value) for value in row] for row in report.rows)


def range_text(since_unix_ms: int, until_unix_ms: int) -> str:
    """A range for a subtitle: "2026-11-01 00:00:00 to 2026-11-30 00:00:00"."""
    return say(
        "{since} to {until}", since=units.date_time_text(since_unix_ms), until=units.date_time_text(until_unix_ms)
    )


def _plain(value: Any) -> Any:
    """Values as ``json`` takes them, with phrases and figures as objects."""
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(one) for one in value]
    return to_plain(value) if isinstance(value, str) else value


def _table(plain: Mapping[str, Any]) -> Table:
    columns, rows = plain["columns"], plain["rows"]
    if not isinstance(columns, list) or not isinstance(rows, list):
        raise TypeError("a table without columns or rows")
    heading, none = plain["heading"], plain["none"]
    return Table(heading, tuple(Column(**one) for one in columns), tuple(map(tuple, rows)), none)


def _axis(plain: Mapping[str, list[object]]) -> Axis:
    return Axis(
        plain["since_unix_ms"],  # type: ignore[arg-type]
        plain["until_unix_ms"],  # type: ignore[arg-type]
        tuple(map(tuple, plain["kinds"])),  # type: ignore[arg-type]
        tuple(Bar(**one) for one in plain["bars"]),  # type: ignore[arg-type]
        tuple(map(tuple, plain["ticks"])),  # type: ignore[arg-type]
    )

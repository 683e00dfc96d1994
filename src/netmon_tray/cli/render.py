"""How the command line writes: aligned text, JSON documents, and nothing that could steer the reader's terminal."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import TextIO

from netmon_tray.exports import json_array
from netmon_tray.model import Condition, NetmonError, Severity


class UsageError(NetmonError):
    """The options do not go together: usage, not an error of the world (exit code 2)."""


_MARKS = {Severity.ERROR: "!!", Severity.WARNING: "!", Severity.INFO: "-"}


def printable(text: str) -> str:
    """``text`` with its control characters as escapes: a network name may hold any byte, a terminal's orders too."""
    if text.isprintable():
        return text
    return "".join(mark if mark.isprintable() else mark.encode("unicode_escape").decode("ascii") for mark in text)


def width_of(text: str) -> int:
    """Columns that ``text`` takes in a terminal: East Asian wide characters take two, combining marks none."""
    if text.isascii():
        return len(text)
    import unicodedata

    widths = (
        0 if unicodedata.combining(mark) else 2 if unicodedata.east_asian_width(mark) in "WF" else 1 for mark in text
    )
    return sum(widths)


def padded(text: str, width: int, *, is_right: bool = False) -> str:
    """``text`` filled up with blanks to ``width`` columns."""
    blanks = " " * max(0, width - width_of(text))
    return blanks + text if is_right else text + blanks


def table(rows: Sequence[Sequence[str]], *, right: frozenset[int] = frozenset()) -> list[str]:
    """Rows of cells as aligned lines, two blanks apart; columns in ``right`` are figures."""
    clean = [[printable(cell) for cell in row] for row in rows]
    widths = [max(width_of(row[at]) for row in clean) for at in range(len(clean[0]))] if clean else []
    return [
        "  ".join(padded(cell, widths[at], is_right=at in right) for at, cell in enumerate(row)).rstrip()
        for row in clean
    ]


def pairs(rows: Iterable[tuple[str, str]]) -> list[str]:
    """Names and values, the values in one column."""
    return table([*rows])


def condition_lines(conditions: Iterable[Condition]) -> list[str]:
    """Conditions as "! title: text", with the link where there is one."""
    return [
        f"{_MARKS[item.severity]} {printable(item.title)}: {printable(item.text)}"
        + (f" {item.link}" if item.link else "")
        for item in conditions
    ]


class Output:
    """A text stream whose failures are sentences: NetmonError where its disk takes no more.

    A reader that went away stays BrokenPipeError, which ends a command without a word.
    """

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stdout

    def write(self, text: str) -> None:
        """Write text, which may stay in the stream's buffer."""
        self._guarded(lambda: self._stream.write(text))

    def flush(self) -> None:
        """Hand on what is in the buffer."""
        self._guarded(self._stream.flush)

    def _guarded(self, act: Callable[[], object]) -> None:
        try:
            act()
        except BrokenPipeError:
            raise
        except OSError as error:
            if self._stream is sys.stdout:
                abandon_output()  # what is still in its buffer would fail, and be told, once more
            raise NetmonError(f"The output cannot be written: {error.strerror or error}.") from error


def abandon_output(stream: TextIO | None = None) -> None:
    """Nobody reads standard output (or ``stream``) any more: what the interpreter flushes at its end goes nowhere."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, (stream or sys.stdout).fileno())
    except (OSError, ValueError):
        sys.stdout = None


def write_lines(lines: Iterable[str], stream: TextIO | None = None) -> None:
    """Write lines to standard output (or ``stream``) at once."""
    out = Output(stream)
    for line in lines:
        out.write(line + "\n")
    out.flush()


def json_text(document: object, *, indent: int | None = None) -> str:
    """A JSON document; characters beyond ASCII are escaped where the output could not carry them."""
    is_unicode = (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "") == "utf8"
    return json.dumps(document, ensure_ascii=not is_unicode, indent=indent, allow_nan=False)


def write_json(document: object) -> None:
    """Write one JSON document, indented for reading."""
    write_lines([json_text(document, indent=2)])


def write_json_line(document: object) -> None:
    """Write one line of NDJSON."""
    write_lines([json_text(document)])


def write_json_array(items: Iterable[object]) -> None:
    """Write one JSON array item by item."""
    out = Output()
    for piece in json_array(map(json_text, items)):
        out.write(piece)
    out.flush()


def complain(error: NetmonError | str) -> None:
    """Say on standard error, in a sentence or two, what went wrong."""
    text = str(error)
    write_lines([f"netmon: {printable(text)}"], sys.stderr)

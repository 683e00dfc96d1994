"""``netmon export``: records into a file of one's own, private and written whole or not at all."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING

from netmon_tray import units
from netmon_tray.cli import FINE
from netmon_tray.cli.records import in_order, record_document, write_csv
from netmon_tray.cli.render import UsageError, json_array, write_lines
from netmon_tray.cli.stores import opened
from netmon_tray.model import LoggedRecord, NetmonError

if TYPE_CHECKING:
    from netmon_tray.cli.context import Context

Writer = Callable[[Iterable[LoggedRecord], IO[str]], None]


def export(context: Context) -> int:
    """Write the records of a span to FILE; its suffix chooses the form. They hold what privacy settings let in."""
    file = Path(context.arguments.file).absolute()
    write = _WRITERS.get(file.suffix.lower())
    if write is None:
        raise UsageError(f"{file.name}: the name must end in {', '.join(_WRITERS)}.")
    if file.exists() and not context.arguments.force:
        raise NetmonError(f"{file} exists already.", "Choose another name, or replace it with --force.")
    with opened(context.paths.data_dir) as stores:
        count = _write_whole(file, write, in_order(stores.log, context, None))
    write_lines([f"{units.count_text(count, 'record')} written to {file}."])
    return FINE


def _write_whole(file: Path, write: Writer, records: Iterable[LoggedRecord]) -> int:
    """Write beside the file and rename: a full disk leaves no half of it. Returns how many records it holds."""
    draft = file.with_name(f".{file.name}.{os.getpid()}.tmp")
    counted = _Counted(records)
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
            write(counted, out)
        draft.replace(file)
    except OSError as error:
        with contextlib.suppress(OSError):
            draft.unlink()
        raise NetmonError(f"{file} cannot be written: {error.strerror or error}.") from error
    return counted.count


class _Counted:
    """Counts what passes through it."""

    def __init__(self, records: Iterable[LoggedRecord]) -> None:
        self._records = records
        self.count = 0

    def __iter__(self) -> Iterator[LoggedRecord]:
        for record in self._records:
            self.count += 1
            yield record


def _write_json(records: Iterable[LoggedRecord], out: IO[str]) -> None:
    out.writelines(json_array(map(_text, records)))


def _write_ndjson(records: Iterable[LoggedRecord], out: IO[str]) -> None:
    out.writelines(f"{_text(record)}\n" for record in records)


def _text(record: LoggedRecord) -> str:
    return json.dumps(record_document(record), ensure_ascii=False)


_WRITERS: dict[str, Writer] = {".csv": write_csv, ".json": _write_json, ".ndjson": _write_ndjson}

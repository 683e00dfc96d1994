"""Records as other programs take them: JSON documents, comma-separated values, and whole files of either."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Any, Protocol

from netmon_tray import units
from netmon_tray.model import Delivery, LoggedRecord, NetmonError


class Sink(Protocol):
    """What text is written to."""

    def write(self, text: str, /) -> object:
        """Write text, which may stay in a buffer."""


# --- JSON -----------------------------------------------------------------------------------------------------------


def record_document(record: LoggedRecord) -> dict[str, object]:
    """A record as the public interface names it."""
    return {
        "id": record.id,
        "record_uuid": record.record_uuid,
        "event": record.event.value,
        "at": units.iso_utc(record.at_unix_ms),
        "payload": payload_of(record),
        "local": record.local,
        "delivery": delivery_document(record.delivery),
    }


def payload_of(record: LoggedRecord) -> dict[str, Any]:
    """The JSON object for the Gate; empty where the stored text is none."""
    try:
        plain = json.loads(record.payload)
    except ValueError:
        return {}
    return plain if isinstance(plain, dict) else {}


def delivery_document(delivery: Delivery) -> dict[str, object]:
    """The upload state of a record."""
    return {
        "state": delivery.state.value,
        "reason": delivery.reason,
        "attempts": delivery.attempts,
        "maybe_sent": delivery.maybe_sent,
        "not_before": _when(delivery.not_before_unix_ms),
        "last_status": delivery.last_status,
        "last_error": delivery.last_error,
        "sent_at": _when(delivery.sent_at_unix_ms),
    }


def _when(at_unix_ms: int | None) -> str | None:
    return None if at_unix_ms is None else units.iso_utc(at_unix_ms)


# --- comma-separated values -----------------------------------------------------------------------------------------

_PAYLOAD_COLUMNS = (
    "network_name",
    "network_type",
    "network_security",
    "network_mccmnc",
    "frequency",
    "authentication",
    "bssid",
    "cellid",
    "roaming",
    "latitude",
    "longitude",
    "inbytes",
    "outbytes",
    "link_speed",
    "quality_metric",
    "quality_value",
)
_LOCAL_COLUMNS = ("interface", "security", "channel", "technology")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is run by spreadsheets; a network's name is chosen by whoever set it up."""


def csv_rows(records: Iterable[LoggedRecord]) -> Iterator[list[object]]:
    """A heading, then one row for each record."""
    yield ["id", "at", "event", *_PAYLOAD_COLUMNS, *_LOCAL_COLUMNS, "vpn", "state", "sent_at", "record_uuid"]
    for record in records:
        payload = payload_of(record)
        vpn = record.local.get("vpn")
        yield [
            record.id,
            units.iso_utc(record.at_unix_ms),
            record.event.value,
            *(csv_cell(payload.get(name)) for name in _PAYLOAD_COLUMNS),
            *(csv_cell(record.local.get(name)) for name in _LOCAL_COLUMNS),
            csv_cell(vpn.get("interface")) if isinstance(vpn, dict) else "",
            record.delivery.state.value,
            _when(record.delivery.sent_at_unix_ms) or "",
            record.record_uuid,
        ]


def csv_cell(value: object) -> object:
    """A value as a spreadsheet may be given it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        is_number = value.lstrip("-").replace(".", "", 1).isdecimal()
        return f"'{value}" if value.startswith(_FORMULA) and not is_number else value
    return "" if value is None else value


def write_csv(records: Iterable[LoggedRecord], out: Sink) -> None:
    """Write records as RFC 4180 has them, but for its line ends."""
    import csv

    writer = csv.writer(out, lineterminator="\n")
    for row in csv_rows(records):
        writer.writerow(row)


# --- files ------------------------------------------------------------------------------------------------------------


def json_array(items: Iterable[str]) -> Iterator[str]:
    """The pieces of a JSON array of finished texts: a log of half a million records never stands in memory."""
    separator = "[\n"
    for item in items:
        yield f"{separator}{item}"
        separator = ",\n"
    yield "[]\n" if separator == "[\n" else "\n]\n"


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


_WRITERS: dict[str, Callable[[Iterable[LoggedRecord], IO[str]], None]] = {
    ".csv": write_csv,
    ".json": _write_json,
    ".ndjson": _write_ndjson,
}
FORMS = tuple(_WRITERS)
"""What the name of a file may end in."""


def unknown_form(file: Path) -> str:
    """Why no file of that name can be written; empty where its suffix is one of ``FORMS``."""
    return "" if file.suffix.lower() in FORMS else f"{file.name}: the name must end in {', '.join(FORMS)}."


def write_file(file: Path, records: Iterable[LoggedRecord]) -> int:
    """Write records into a file of one's own and return how many; its suffix, one of ``FORMS``, chooses the form.

    Written beside the file and renamed: a full disk leaves no half of it. Raises NetmonError.
    """
    write = _WRITERS.get(file.suffix.lower())
    if write is None:
        raise NetmonError(unknown_form(file))
    counted = _Counted(records)
    with drafted(file) as draft, draft.open("w", encoding="utf-8", newline="\n") as out:
        write(counted, out)
    return counted.count


@contextlib.contextmanager
def drafted(file: Path) -> Iterator[Path]:
    """An empty private file beside ``file``, which takes its place when the block ends well, and goes when it fails.

    Raises NetmonError where either can't be written.
    """
    draft = file.with_name(f".{file.name}.{os.getpid()}.tmp")
    try:
        os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        yield draft
        draft.replace(file)
    except OSError as error:
        raise NetmonError(f"{file} cannot be written: {error.strerror or error}.") from error
    finally:
        with contextlib.suppress(OSError):
            draft.unlink()

"""``netmon log``: connection records with their delivery state, as text, JSON or comma-separated values."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from netmon_tray import units
from netmon_tray.cli import FINE
from netmon_tray.cli.render import Output, UsageError, table, write_json_array, write_lines
from netmon_tray.cli.stores import opened
from netmon_tray.exports import payload_of, record_document, write_csv
from netmon_tray.model import DELIVERY_WORDS, Delivery, DeliveryState, LoggedRecord

if TYPE_CHECKING:
    from netmon_tray.cli.context import Context
    from netmon_tray.store.connection_log import ConnectionLog

SHOWN_AT_ONCE = 50
"""Rows of text without ``--limit``: a screen or two. JSON and CSV give all."""


def log(context: Context) -> int:
    """Show records, the newest last."""
    arguments = context.arguments
    if arguments.csv and context.wants_json:
        raise UsageError("--json and --csv exclude each other.")
    is_text = not (arguments.csv or context.wants_json)
    limit = arguments.limit or (SHOWN_AT_ONCE if is_text else None)
    with opened(context.paths.data_dir) as stores:
        records = in_order(stores.log, context, limit)
        if context.wants_json:
            write_json_array(record_document(record) for record in records)
        elif arguments.csv:
            write_csv(records, Output())
        else:
            write_lines(_text_lines(context, list(records)))
    return FINE


def _text_lines(context: Context, records: list[LoggedRecord]) -> list[str]:
    lines = record_lines(records, is_uploading=context.settings.upload.enabled)
    if context.arguments.limit is None and len(records) == SHOWN_AT_ONCE:
        lines.append(f"The newest {SHOWN_AT_ONCE} at most; --limit and --since choose others.")
    return lines


def in_order(log_: ConnectionLog, context: Context, limit: int | None) -> Iterable[LoggedRecord]:
    """The records that were asked for, oldest first; with a limit the newest of them."""
    since, until = context.span
    state = DeliveryState(context.arguments.state) if context.arguments.state else None
    found = log_.records(
        since_unix_ms=since, until_unix_ms=until, state=state, limit=limit, newest_first=limit is not None
    )
    return reversed(list(found)) if limit is not None else found


# --- text -----------------------------------------------------------------------------------------------------------


def record_lines(records: list[LoggedRecord], *, is_uploading: bool) -> list[str]:
    """Records as aligned lines under a heading; without an upload nothing waits, it is kept."""
    if not records:
        return ["No records."]
    heading = ["ID", "TIME", "EVENT", "NETWORK", "TYPE", "DOWN", "UP", "STATE", ""]
    return table(
        [heading, *(_row(record, is_uploading=is_uploading) for record in records)], right=frozenset({0, 5, 6})
    )


def _row(record: LoggedRecord, *, is_uploading: bool) -> list[str]:
    payload = payload_of(record)
    changes = record.local.get("changes")
    event = record.event.value.capitalize()
    is_kept = record.delivery.state is DeliveryState.READY and not is_uploading
    if isinstance(changes, list) and changes:
        event += f" ({', '.join(str(change).replace('_', ' ') for change in changes)})"
    return [
        str(record.id),
        units.date_time_text(record.at_unix_ms),
        event,
        str(payload.get("network_name") or record.local.get("interface") or ""),
        _type_word(record),
        _amount(payload.get("inbytes")),
        _amount(payload.get("outbytes")),
        "Kept here" if is_kept else DELIVERY_WORDS[record.delivery.state],
        _why(record.delivery),
    ]


def _type_word(record: LoggedRecord) -> str:
    code = record.local.get("network_type")
    known_codes = {item.value: word for item, word in units.NETWORK_TYPE_WORDS.items()}
    return known_codes.get(str(code), "")


def _amount(amount: object) -> str:
    return units.byte_text(amount) if isinstance(amount, int) else ""


def _why(delivery: Delivery) -> str:
    """What keeps a record from being sent, in short: the server's text is shown by JSON in full."""
    if delivery.state in (DeliveryState.SENT, DeliveryState.DROPPED):
        return ""
    status = f"{delivery.last_status}" if delivery.last_status else ""
    reason = (delivery.reason or "").replace("_", " ")
    text = " ".join(part for part in (reason, status, delivery.last_error or "") if part)
    return text if len(text) <= 60 else f"{text[:57]}..."

"""``netmon usage``: bytes per day, month or network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netmon_tray import units
from netmon_tray.cli import FINE
from netmon_tray.cli.render import table, write_json, write_lines
from netmon_tray.cli.stores import opened

if TYPE_CHECKING:
    from netmon_tray.cli.context import Context
    from netmon_tray.store.history import Usage

_HEADINGS = {"day": "DAY", "month": "MONTH", "network": "NETWORK"}


def usage(context: Context) -> int:
    """Show what moved in each period; days and months are those of this machine's calendar."""
    since, until = context.span
    by = context.arguments.by
    with opened(context.paths.data_dir) as stores:
        rows = stores.history.usage(
            by, None if since is None else since // 1000, None if until is None else until // 1000
        )
    if context.wants_json:
        write_json([usage_document(row, by) for row in rows])
    else:
        write_lines(usage_lines(rows, by))
    return FINE


def usage_document(row: Usage, by: str) -> dict[str, object]:
    """One period or network."""
    name = "network_key" if by == "network" else by
    document: dict[str, object] = {name: row.period}
    if by == "network":
        document |= {"network_name": row.network_name, "network_type": row.network_type}
    return document | {"rx_bytes": row.rx_bytes, "tx_bytes": row.tx_bytes, "covered_s": round(row.covered_s)}


def usage_lines(rows: list[Usage], by: str) -> list[str]:
    """Periods as aligned lines with their sum."""
    if not rows:
        return ["Nothing recorded yet."]
    heading = [_HEADINGS[by], "DOWN", "UP", "OBSERVED"]
    body = [_cells(row.network_name or row.period if by == "network" else row.period, row) for row in rows]
    total = [
        "Total",
        units.byte_text(sum(row.rx_bytes for row in rows)),
        units.byte_text(sum(row.tx_bytes for row in rows)),
        units.duration_text(sum(row.covered_s for row in rows)),
    ]
    return table([heading, *body, total], right=frozenset({1, 2, 3}))


def _cells(label: str, row: Usage) -> list[str]:
    observed = units.duration_text(row.covered_s)
    return [label, units.byte_text(row.rx_bytes), units.byte_text(row.tx_bytes), observed]

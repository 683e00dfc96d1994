"""``netmon usage``: bytes per day, month or network, or while roaming, and how much of the quota is used."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from netmon_tray import units
from netmon_tray.cli import FINE
from netmon_tray.cli.render import table, write_json, write_lines
from netmon_tray.storage import opened
from netmon_tray.store.usage import quota_now

if TYPE_CHECKING:
    from netmon_tray.cli.context import Context
    from netmon_tray.quota import Quota
    from netmon_tray.store.history import Usage

_HEADINGS = {"day": "DAY", "month": "MONTH", "network": "NETWORK", "roaming": "WHERE"}
_PLACES = {"roaming": "Roaming", "home": "Mobile at home", "other": "Not mobile"}


def usage(context: Context) -> int:
    """Show what moved in each period; days and months are those of this machine's calendar."""
    since, until = context.span
    by = context.arguments.by
    with opened(context.paths.data_dir) as stores:
        rows = stores.history.usage(
            by, None if since is None else since // 1000, None if until is None else until // 1000
        )
        quota = quota_now(stores.history, context.settings.quota, context.now_unix_ms())
    if context.wants_json:
        write_json(document(rows, by, quota))
    else:
        write_lines([*usage_lines(rows, by), *quota_lines(quota)])
    return FINE


# --- JSON -----------------------------------------------------------------------------------------------------------


def document(rows: list[Usage], by: str, quota: Quota | None) -> dict[str, object]:
    """Rows, their sum and the quota."""
    return {
        "by": by,
        "usage": [usage_document(row, by) for row in rows],
        "total": _sums(*_total(rows)),
        "quota": None if quota is None else quota_document(quota),
    }


def usage_document(row: Usage, by: str) -> dict[str, object]:
    """One period, network or place."""
    name = {"network": "network_key", "roaming": "where"}.get(by, by)
    told: dict[str, object] = {name: row.period}
    if by == "network":
        told |= {"network_name": row.network_name, "network_type": row.network_type}
    told |= _sums(row.rx_bytes, row.tx_bytes, row.covered_s)
    return told | {"rx_roaming_bytes": row.rx_roaming_bytes, "tx_roaming_bytes": row.tx_roaming_bytes}


def quota_document(quota: Quota) -> dict[str, object]:
    """The quota by the names of the public interface; days as dates."""
    return {
        "since": quota.period.first.isoformat(),
        "resets": quota.period.reset.isoformat(),
        "limit_bytes": quota.limit_bytes,
        "used_bytes": quota.used_bytes,
        "projected_bytes": quota.projected_bytes,
    }


def _sums(rx_bytes: int, tx_bytes: int, covered_s: float) -> dict[str, object]:
    return {"rx_bytes": rx_bytes, "tx_bytes": tx_bytes, "covered_s": round(covered_s)}


def _total(rows: list[Usage]) -> tuple[int, int, float]:
    return sum(row.rx_bytes for row in rows), sum(row.tx_bytes for row in rows), sum(row.covered_s for row in rows)


# --- text -----------------------------------------------------------------------------------------------------------


def usage_lines(rows: list[Usage], by: str) -> list[str]:
    """Periods as aligned lines with their sum."""
    if not rows:
        return ["Nothing recorded yet."]
    body = [[_label(row, by), *_cells(row.rx_bytes, row.tx_bytes, row.covered_s)] for row in rows]
    heading = [_HEADINGS[by], "DOWN", "UP", "BOTH", "OBSERVED"]
    return table([heading, *body, ["Total", *_cells(*_total(rows))]], right=frozenset({1, 2, 3, 4}))


def _label(row: Usage, by: str) -> str:
    return _PLACES[row.period] if by == "roaming" else row.network_name or row.period


def _cells(rx_bytes: int, tx_bytes: int, covered_s: float) -> list[str]:
    amounts = [units.byte_text(amount) for amount in (rx_bytes, tx_bytes, rx_bytes + tx_bytes)]
    return [*amounts, units.duration_text(covered_s)]


def quota_lines(quota: Quota | None) -> list[str]:
    """How much of the quota is used, and where the period will end; nothing without one."""
    if quota is None:
        return []
    used, limit = units.byte_text(quota.used_bytes), units.byte_text(quota.limit_bytes)
    last = quota.period.reset - dt.timedelta(days=1)
    line = (
        f"Quota: {used} of {limit} ({units.percent_text(quota.used_ratio)})"
        f" since {quota.period.first.isoformat()}, until {last.isoformat()}."
    )
    if quota.used_bytes >= quota.limit_bytes:
        return ["", f"{line} It is used up."]
    if quota.projected_bytes is None:
        return ["", line]
    return ["", f"{line} At this pace {units.byte_text(quota.projected_bytes)} by then."]

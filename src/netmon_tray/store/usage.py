"""The quota as the history has it: what counts, since its period began."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from netmon_tray.model import NetworkType
from netmon_tray.quota import Quota, QuotaRules, period_of, quota_of

if TYPE_CHECKING:
    from netmon_tray.store.history import History, Usage

_MEDIA = {"wifi": NetworkType.WIFI, "mobile": NetworkType.MOBILE}


def quota_now(history: History, rules: QuotaRules, now_unix_ms: int) -> Quota | None:
    """The quota at that moment, in whole calendar days of this machine; None without one. Raises StoreError."""
    if rules.bytes <= 0:
        return None
    now = dt.datetime(*history.localtime(now_unix_ms / 1000)[:6])  # noqa: DTZ001 - the machine's own calendar
    networks = history.usage_of_days("network", period_of(rules, now.date()).first)
    return quota_of(rules, sum(_counted(rules, network) for network in networks), now)


def _counted(rules: QuotaRules, network: Usage) -> int:
    """Bytes of a network that the quota counts; it is called by its key, by its name or by its alias."""
    if rules.network and rules.network not in (network.period, network.period[3:], network.network_name):
        return 0
    if rules.counts == "roaming":
        return network.rx_roaming_bytes + network.tx_roaming_bytes
    is_counted = rules.counts == "all" or network.network_type == _MEDIA[rules.counts]
    return network.rx_bytes + network.tx_bytes if is_counted else 0

"""Conditions that are worth a notification: what failed, came back, is weak, waits or is used up."""

from __future__ import annotations

from netmon_tray.health.networks import NO_WAY_OUT, OFFLINE, OUTAGE, PORTAL
from netmon_tray.model import CircuitState, Condition, OutageCause, Severity
from netmon_tray.outages import OUTAGE_WORDS
from netmon_tray.quota import Quota
from netmon_tray.units import byte_text, clock_text, date_text, percent_text, round_duration_text
from netmon_tray.words import count, joined, say

OUTAGE_OVER = "outage_over"
WEAK_SIGNAL = "weak_signal"
QUEUE_STUCK = "queue_stuck"
QUOTA = "quota"

_OUTAGES = {
    OutageCause.LINK: say(
        "Neither cable nor radio carries anything. Move closer to the access point, or check the cable."
    ),
    OutageCause.GATEWAY: say(
        "The connection stands, but the router behind it is silent. Restart it, or ask whoever runs it."
    ),
    OutageCause.DNS: say(
        "The network carries traffic, but its name server is silent: addresses are reached, names are not."
    ),
    OutageCause.INTERNET: say("The router answers, the hosts that you named do not: the fault lies behind the router."),
}
_TOLD_FOR = tuple(
    f"upload_{state.value}"
    for state in (
        CircuitState.AUTH,
        CircuitState.NO_TOKEN,
        CircuitState.PROXY,
        CircuitState.TLS,
        CircuitState.ENDPOINT,
        CircuitState.CONTRACT,
        CircuitState.STORAGE,
    )
)
"""Conditions that say why nothing is sent, and what to do."""


def outage(cause: OutageCause, since_unix_ms: int, *, is_alert: bool = False) -> Condition:
    """Something between this computer and the world does not answer, for several rounds in a row."""
    since = say("Since {time}.", time=clock_text(since_unix_ms))
    return Condition(
        OUTAGE,
        Severity.WARNING,
        OUTAGE_WORDS[cause],
        joined([since, _OUTAGES[cause]]),
        (PORTAL,),
        is_alert=is_alert,
        since_unix_ms=since_unix_ms,
    )


def outage_over(lasted_s: float, ended_unix_ms: int, *, is_alert: bool = False) -> Condition:
    """Everything answers again; said for some minutes."""
    return Condition(
        OUTAGE_OVER,
        Severity.INFO,
        say("The connection works again"),
        say(
            "It failed for {length}, until {time}.",
            length=round_duration_text(lasted_s),
            time=clock_text(ended_unix_ms),
        ),
        NO_WAY_OUT,
        is_alert=is_alert,
        since_unix_ms=ended_unix_ms,
    )


def weak_signal(since_unix_ms: int, *, is_alert: bool = False) -> Condition:
    """The signal is very weak, and has been for a while."""
    return Condition(
        WEAK_SIGNAL,
        Severity.INFO,
        say("The signal is very weak"),
        say("Expect slow transfers and lost connections here. Move closer, or use another access point."),
        (OFFLINE,),
        is_alert=is_alert,
        since_unix_ms=since_unix_ms,
    )


def queue_stuck(pending: int, waiting_s: float, since_unix_ms: int, *, is_alert: bool = False) -> Condition:
    """Records wait for long, and nothing that is told says why."""
    return Condition(
        QUEUE_STUCK,
        Severity.WARNING,
        count(pending, "{n} record is not getting away", "{n} records are not getting away"),
        say(
            "The oldest waits for {length}. Nothing is lost; `netmon queue list` shows why it was not sent.",
            length=round_duration_text(waiting_s),
        ),
        (*NO_WAY_OUT, *_TOLD_FOR),
        is_alert=is_alert,
        since_unix_ms=since_unix_ms,
    )


def quota(now: Quota, since_unix_ms: int, *, is_alert: bool = False) -> Condition:
    """A threshold of the quota was passed."""
    is_used_up = now.used_bytes >= now.limit_bytes
    told = say(
        "{used} of {limit} ({share}) in the period that ends on {day}. Nothing is held back: it is only told.",
        used=byte_text(now.used_bytes),
        limit=byte_text(now.limit_bytes),
        share=percent_text(now.used_ratio),
        day=date_text(now.period.reset),
    )
    return Condition(
        f"{QUOTA}_used_up" if is_used_up else QUOTA,
        Severity.WARNING,
        say("The quota is used up") if is_used_up else say("The quota is nearly used up"),
        told,
        is_alert=is_alert,
        since_unix_ms=since_unix_ms,
    )

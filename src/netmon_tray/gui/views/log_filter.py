"""What the log's filters choose, with their counts. Pure, without Qt."""

from __future__ import annotations

from dataclasses import dataclass

from netmon_tray.model import DeliveryState, QueueCounts
from netmon_tray.store.log_query import LogFilter
from netmon_tray.words import Phrase, number, say

_DAY_MS = 24 * 3600 * 1000


@dataclass(frozen=True, slots=True)
class StateChoice:
    """A button of the filter."""

    title: Phrase
    states: tuple[DeliveryState, ...]
    is_always_there: bool = True


@dataclass(frozen=True, slots=True)
class DateChoice:
    """An entry of the list of dates."""

    title: Phrase
    days: int | None
    """How far back; None: without an end."""


STATES: dict[str, StateChoice] = {
    "all": StateChoice(say("All"), ()),
    "waiting": StateChoice(say("Waiting"), (DeliveryState.READY, DeliveryState.INFLIGHT)),
    "sent": StateChoice(say("Sent"), (DeliveryState.SENT,)),
    "rejected": StateChoice(say("Rejected"), (DeliveryState.REJECTED,)),
    "withheld": StateChoice(say("Withheld"), (DeliveryState.WITHHELD,), is_always_there=False),
    "dropped": StateChoice(say("Dropped"), (DeliveryState.DROPPED,), is_always_there=False),
}
DATES: tuple[DateChoice, ...] = (
    DateChoice(say("All dates"), None),
    DateChoice(say("Last 24 hours"), 1),
    DateChoice(say("Last 7 days"), 7),
    DateChoice(say("Last 30 days"), 30),
)


def which(state: str, dates: DateChoice, text: str, now_unix_ms: int) -> LogFilter:
    """The records that are chosen."""
    since_unix_ms = None if dates.days is None else now_unix_ms - dates.days * _DAY_MS
    return LogFilter(STATES[state].states, since_unix_ms, text=text)


def filter_texts(queue: QueueCounts, *, is_uploading: bool) -> dict[str, Phrase | str]:
    """What the buttons say: "Waiting 3"; nothing for a state that is not met."""
    counts = {
        DeliveryState.READY: queue.pending,
        DeliveryState.INFLIGHT: queue.sending,
        DeliveryState.SENT: queue.sent,
        DeliveryState.REJECTED: queue.rejected,
        DeliveryState.WITHHELD: queue.withheld,
        DeliveryState.DROPPED: queue.dropped,
    }
    texts: dict[str, Phrase | str] = {}
    for name, choice in STATES.items():
        amount = sum(counts[state] for state in choice.states or counts)
        title = say("Kept here") if name == "waiting" and not is_uploading else choice.title
        is_there = choice.is_always_there or amount > 0
        texts[name] = say("{state} {count}", state=title, count=number(amount)) if is_there else ""
    return texts

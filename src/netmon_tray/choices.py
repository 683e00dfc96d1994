"""What a person decides about records in the outbox (have them sent again, or give them up) and about networks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

from netmon_tray.model import DeliveryState, LoggedRecord, WithheldReason
from netmon_tray.store.history import NetworkFlags
from netmon_tray.store.never_upload import NeverUpload, UnknownNetworkError

if TYPE_CHECKING:
    from netmon_tray.storage import Stores

_UNSENDABLE = {
    WithheldReason.SECURITY_UNKNOWN.value: "its security was not known, and is never guessed",
    WithheldReason.NOT_MAPPABLE.value: "the server has no code for its security",
}
"""What was withheld for these reasons has no body that the server could take: it is not to be had sent."""
CAN_BE_GIVEN_UP = frozenset({DeliveryState.READY, DeliveryState.REJECTED, DeliveryState.WITHHELD})


@dataclass(frozen=True, slots=True)
class Chosen:
    """What became of a choice."""

    changed: int
    kept: Mapping[int, str] = field(default_factory=dict)
    """Records that cannot be sent at all, each with the reason."""


Choice: TypeAlias = "Callable[[Stores, Iterable[int]], Chosen]"


def send_again(stores: Stores, record_ids: Iterable[int]) -> Chosen:
    """Have rejected, isolated or withheld records sent anew at once. Raises StoreError."""
    why = {id_: why_unsendable(stores.log.get(id_)) for id_ in record_ids}
    sendable = [id_ for id_, reason in why.items() if reason is None]
    changed = stores.outbox.retry(sendable) + stores.outbox.release_withheld(record_ids=sendable)
    return Chosen(changed, {id_: reason for id_, reason in why.items() if reason})


def give_up(stores: Stores, record_ids: Iterable[int]) -> Chosen:
    """Never send waiting, rejected or withheld records; they stay in the log. Raises StoreError."""
    return Chosen(stores.outbox.drop(record_ids, stores.database.clock_unix_ms()))


def keep_here(stores: Stores) -> Chosen:
    """Keep on this computer what waits now; only what is recorded from here on is sent. Raises StoreError."""
    return Chosen(stores.outbox.withhold_pending(WithheldReason.KEPT_LOCAL))


def can_be_sent_again(record: LoggedRecord) -> bool:
    """Whether sending it anew is for a person to decide: it was refused, set apart or kept, and has a body."""
    delivery = record.delivery
    if delivery.state is DeliveryState.WITHHELD:
        return why_unsendable(record) is None
    is_set_apart = delivery.state is DeliveryState.READY and delivery.not_before_unix_ms is not None
    return delivery.state is DeliveryState.REJECTED or is_set_apart


def why_unsendable(record: LoggedRecord | None) -> str | None:
    """Why a withheld record has nothing that the server could take, or None."""
    if record is None or record.delivery.state is not DeliveryState.WITHHELD:
        return None
    return _UNSENDABLE.get(record.delivery.reason or "")


def describe_network(stores: Stores, network_key: str, flags: NetworkFlags) -> int:
    """Keep what a person says about a network; how many records were withheld or let go by that.

    Raises StoreError; UnknownNetworkError where no such network was seen.
    """
    before = stores.history.flags(network_key)
    if not stores.history.set_flags(network_key, replace(flags, never_upload=before.never_upload)):
        raise UnknownNetworkError(network_key)
    if flags.never_upload == before.never_upload:
        return 0
    door = NeverUpload(stores.database)
    return door.forbid(network_key) if flags.never_upload else door.allow(network_key, release=True)

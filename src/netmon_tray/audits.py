"""The audit of every network that was seen, as the database has it: how it is secured, and what of it changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netmon_tray import audit
from netmon_tray.model import UNSUPPORTED, NetworkType, Security, TimelineEvent, TimelineKind, Unavailable

if TYPE_CHECKING:
    from netmon_tray.audit import Assessment
    from netmon_tray.storage import Stores
    from netmon_tray.store.history import SeenNetwork

CHANGES = frozenset({TimelineKind.SECURITY_CHANGE, *audit.FINDINGS})
"""What is worth telling of a network's past."""
_BY_MEDIUM: dict[NetworkType, Security | Unavailable] = {
    NetworkType.MOBILE: Security.CELLULAR,
    NetworkType.ETHERNET: Security.WIRED,
    NetworkType.BLUETOOTH: Security.WIRED,
}
"""What a medium without a name for its security has."""


@dataclass(frozen=True, slots=True)
class AuditedNetwork:
    """A network that was seen, with what the audit says of it."""

    seen: SeenNetwork
    network_type: NetworkType
    security: Security | Unavailable
    """As it was when it was seen last."""
    assessment: Assessment
    changes: tuple[TimelineEvent, ...]
    """The newest first."""

    @property
    def name(self) -> str:
        """The user's name for it, else its own; empty where that is left out."""
        return self.seen.flags.alias or self.seen.name

    @property
    def is_alarming(self) -> bool:
        """Insecure, and the user did not say that they know."""
        return self.assessment.grade is audit.Grade.INSECURE and not self.seen.flags.is_trusted


def audited(stores: Stores) -> tuple[AuditedNetwork, ...]:
    """Every network seen, the latest first. Raises StoreError."""
    securities = stores.known.securities()
    changes = defaultdict(list)
    for event in stores.events.between(0, stores.database.clock_unix_ms() + 1, kinds=CHANGES):
        changes[event.network_key].append(event)
    return tuple(
        _audited(seen, securities.get(seen.key), reversed(changes[seen.key])) for seen in stores.history.networks()
    )


def medium(code: str) -> NetworkType:
    """The medium of a stored code; a cable for one of another version."""
    return next((each for each in NetworkType if each.value == code), NetworkType.ETHERNET)


def security_of(network_type: NetworkType, seen_last: Security | None) -> Security | Unavailable:
    """How a network is secured, by what was seen last or else by its medium."""
    return seen_last if seen_last is not None else _BY_MEDIUM.get(network_type, UNSUPPORTED)


def _audited(seen: SeenNetwork, seen_last: Security | None, changes: Iterable[TimelineEvent]) -> AuditedNetwork:
    network_type = medium(seen.network_type)
    security = security_of(network_type, seen_last)
    return AuditedNetwork(seen, network_type, security, audit.grade(network_type, security), tuple(changes))

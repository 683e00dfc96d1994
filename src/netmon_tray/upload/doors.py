"""What the uploader needs of the rooms beside it, and of the way to the server: one protocol for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from netmon_tray.model import QueueCounts
    from netmon_tray.upload.address import Address
    from netmon_tray.upload.outcome import Reply, TransportFault
    from netmon_tray.upload.token import Token, TokenProblem


class ClaimedRecord(Protocol):
    """A record in flight."""

    @property
    def id(self) -> int:
        """Its number in the log."""

    @property
    def record_uuid(self) -> str:
        """Its name towards the server."""

    @property
    def payload(self) -> str:
        """The exact body."""

    @property
    def conflicts(self) -> int:
        """How often the server answered 409 to it."""

    @property
    def client_errors(self) -> int:
        """How often its request could not even be made."""


class OutboxDoor(Protocol):
    """What is needed of the outbox (store/outbox.py); every method raises StoreError."""

    def recover(self, now_unix_ms: int) -> int:
        """Make what was in flight READY again."""

    def next_due_unix_ms(self, now_unix_ms: int) -> int | None:
        """When there is something to claim; None while nothing is READY."""

    def counts(self) -> QueueCounts:
        """How many records are in each state."""

    def claim_oldest(self, now_unix_ms: int, *, skip: frozenset[int] = ...) -> ClaimedRecord | None:
        """Make the oldest READY record that is due INFLIGHT; committed on return."""

    def acknowledge(self, record_id: int, status: int, at_unix_ms: int) -> bool:
        """SENT."""

    def give_back(
        self,
        record_id: int,
        *,
        status: int | None = ...,
        error: str | None = ...,
        maybe_sent: bool,
        attempt: bool,
        not_before_unix_ms: int | None = ...,
        reason: str | None = ...,
    ) -> bool:
        """READY again."""

    def reject(
        self, record_id: int, status: int | None, error: str | None, reason: str, *, maybe_sent: bool = ...
    ) -> bool:
        """REJECTED."""

    def requeue(self, record_ids: list[int]) -> int:
        """REJECTED to READY."""


class StateDoor(Protocol):
    """What is needed of the agent's stored state (store/agent_state.py); both raise StoreError."""

    def get(self, key: str) -> str | None:
        """The stored text."""

    def put(self, texts: Mapping[str, str | None]) -> None:
        """Store texts by key."""


class TokenDoor(Protocol):
    """Where the token comes from (upload/token.py)."""

    def read(self, origin: str, *, may_prompt: bool = ...) -> Token | TokenProblem:
        """The token for an origin, or why there is none."""

    def hurry(self, limit_s: float) -> None:
        """Have nobody wait longer than so many seconds for it from now on."""


class FlightDoor(Protocol):
    """A request under way (upload/client.py)."""

    def look(self) -> float | None:
        """Seconds until the next look; None once it is over."""

    def outcome(self) -> Reply | TransportFault:
        """What came of it."""

    def hurry(self, limit_s: float) -> None:
        """Give it no more than so many seconds."""

    def cancel(self) -> None:
        """End it at once."""


class ClientDoor(Protocol):
    """The way to the server (upload/client.py)."""

    @property
    def address(self) -> Address:
        """Where it leads."""

    def begin(self, payload: str, record_uuid: str, token: str, on_over: Callable[[], None]) -> FlightDoor:
        """Send one record without waiting for the answer."""

    def close_idle(self, now_s: float) -> float | None:
        """Close what has been idle; seconds until that is due."""

    def close(self) -> None:
        """Close all connections."""

    def cancel(self) -> None:
        """End what is under way."""

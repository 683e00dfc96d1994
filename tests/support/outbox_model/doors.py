"""What the real uploader and the real store meet in the model test: a disk that fills, power cuts, a server."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from netmon_tray.store.agent_state import AgentState
from netmon_tray.store.database import Database
from netmon_tray.store.errors import StoreError
from netmon_tray.store.outbox import Outbox
from netmon_tray.upload.address import Address, parse_address
from netmon_tray.upload.outcome import FaultKind, Reply, TransportFault
from netmon_tray.upload.token import ProblemKind, Source, Token, TokenProblem
from support.outbox_model.outcomes import Outcome

FULL = StoreError("full", "The disk is full.")
CUTS = (
    "before the claim",
    "within the transaction",
    "after the claim",
    "after sending",
    "before the circuit is stored",
)
CUT = TransportFault(FaultKind.CANCELLED, "")


class PowerCutError(BaseException):
    """The process is gone."""


class Disk:
    """The store between the uploader and its files: it may be full, and the power may be cut at any step."""

    def __init__(self, database: Database, cut: Callable[[str], None]) -> None:
        self.database, self.cut = database, cut
        self.outbox, self.state = Outbox(database), AgentState(database)
        self.is_full = False
        self.refusals = 0
        self.has_committed = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self.outbox, name)

    def _write(self) -> None:
        if self.is_full:
            self.refusals += 1
            raise FULL

    @contextmanager
    def together(self) -> Iterator[object]:
        self._write()
        with self.database.transaction(durable=True) as connection:
            yield connection
            self.cut("within the transaction")
        self.has_committed = True

    def claim_oldest(self, now_unix_ms: int, *, skip: frozenset[int] = frozenset()) -> Any:
        self._write()
        self.cut("before the claim")
        return self.outbox.claim_oldest(now_unix_ms, skip=skip)

    def get(self, key: str) -> str | None:
        return self.state.get(key)

    def put(self, texts: Mapping[str, str | None]) -> None:
        self._write()
        self.cut("before the circuit is stored")
        self.state.put(texts)


@dataclass(eq=False)
class Flight:
    """A request under way."""

    number: int
    uuid: str
    token: str
    turn: int = -1
    outcome_: Outcome | None = None
    answer: Reply | TransportFault | None = None

    def look(self) -> float | None:
        return 1.0 if self.answer is None else None

    def outcome(self) -> Reply | TransportFault:
        assert self.answer is not None
        return self.answer

    def hurry(self, limit_s: float) -> None:
        """A test lets it land when it likes."""

    def cancel(self) -> None:
        self.answer = self.answer or CUT


@dataclass
class Wire:
    """Server and keyring. ``on_begin`` is told of each request before a byte of it leaves."""

    on_begin: Callable[[Flight], None]
    cut: Callable[[str], None]
    numbers: dict[str, int] = field(default_factory=dict)
    begun: list[Flight] = field(default_factory=list)
    under_way: list[Flight] = field(default_factory=list)
    keyring: str | None = "first"
    address: Address = field(default_factory=lambda: parse_address("https://gate.example/api/v1"))

    def hurry(self, limit_s: float) -> None:
        """It never waits."""

    def read(self, origin: str, *, may_prompt: bool = True) -> Token | TokenProblem:
        if self.keyring is None:
            return TokenProblem(ProblemKind.ABSENT, "There is none.")
        return Token(self.keyring, Source.KEYRING)

    def begin(self, payload: str, record_uuid: str, token: str, on_over: Callable[[], None]) -> Flight:
        flight = Flight(self.numbers[record_uuid], record_uuid, token)
        self.on_begin(flight)
        self.cut("after the claim")
        self.begun.append(flight)
        self.under_way.append(flight)
        self.cut("after sending")
        return flight

    def close_idle(self, now_s: float) -> float | None:
        return None

    def close(self) -> None:
        """Nothing is open."""

    def cancel(self) -> None:
        for flight in self.under_way:
            flight.cancel()

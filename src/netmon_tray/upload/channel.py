"""The channel to the Gate: what is under way on it, whether one more may be begun, and what an outcome makes of it.

Owned by the uploading thread; nothing here waits for a server.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netmon_tray.log import Repeating
from netmon_tray.model import CircuitState
from netmon_tray.upload.circuit import Circuit, Moment, decide, fail
from netmon_tray.upload.outcome import Reply
from netmon_tray.upload.pace import Pace
from netmon_tray.upload.verdict import RecordAction, Verdict, judge

if TYPE_CHECKING:
    from netmon_tray.settings import Settings
    from netmon_tray.upload.access import Access
    from netmon_tray.upload.deliveries import Deliveries
    from netmon_tray.upload.doors import ClaimedRecord, FlightDoor
    from netmon_tray.upload.token import Token

logger = logging.getLogger(__name__)

HURRY_S = 4.0
"""What a request that began on another network still gets: a dead connection would hold it for the whole limit."""
LATE_AT_MOST = 8
"""So many requests without an answer may be blamed on changes of the network, one after another; the next one fails the
channel: where the network never rests, it would otherwise be called sound for ever, and be tried without a wait."""
FOR_NEWS_S = 300.0
"""How long to wait for what wakes the thread anyway: the end of a request."""


@dataclass(eq=False, slots=True)
class _Sending:
    """A record under way, with what its outcome is judged by."""

    claimed: ClaimedRecord
    flight: FlightDoor
    token: Token
    is_loopback: bool
    turn: int
    is_probe: bool
    """Begun while the channel failed: until it is over there is no other, whatever the network does meanwhile."""
    is_elsewhere: bool = False
    """On its way to the server of settings that have changed since: it tells of its record alone."""


class Channel:
    """Begins requests and settles their outcomes.

    Attributes:
        circuit: the state of the channel.
        is_narrow: one request at a time, whatever the settings say.
        in_hand: records that are being begun or settled: an unforeseen error must not lose them.
    """

    def __init__(
        self,
        access: Access,
        deliveries: Deliveries,
        *,
        settings: Settings,
        now: Moment,
        random: Callable[[], float],
        has_route: Callable[[], bool],
        on_over: Callable[[], None],
        on_date: Callable[[str], None] = lambda _date: None,
    ) -> None:
        """``on_over`` is called from another thread when a request comes to its end, ``on_date`` with a 201's Date,
        which came over TLS or from this computer.
        """
        self.circuit = Circuit(since_unix_ms=now.unix_ms)
        self.is_narrow = False
        self.in_hand: list[ClaimedRecord] = []
        self._access, self._deliveries, self._settings = access, deliveries, settings
        self._random, self._has_route, self._on_over, self._on_date = random, has_route, on_over, on_date
        self._pace = Pace()
        self._under_way: list[_Sending] = []
        self._unanswered = 0
        self._turn = 0
        """Grows when the channel fails or leads elsewhere: what began before tells nothing of it any more."""
        self._log = Repeating(logger, "sending")

    @property
    def is_quiet(self) -> bool:
        """Whether nothing is under way."""
        return not self._under_way

    def look(self) -> float | None:
        """Seconds until what is under way must be looked at again: 0 once something is over, None while quiet."""
        return min((sending.flight.look() or 0.0 for sending in self._under_way), default=None)

    # --- what changes around it ---------------------------------------------------------------------------------------

    def take_settings(self, settings: Settings, now: Moment) -> None:
        """Go on by other settings; another server, or another way to it, begins anew without the last one's wait."""
        before, after = self._settings.upload, settings.upload
        self._settings = settings
        if (after.base_url, after.ca_file, after.proxy) == (before.base_url, before.ca_file, before.proxy):
            return
        self._access.leave()
        self._turn += 1
        for sending in self._under_way:
            sending.is_probe, sending.is_elsewhere = False, True
        self.circuit = Circuit(
            since_unix_ms=now.unix_ms,
            suspects=self.circuit.suspects,
            last_success_unix_ms=self.circuit.last_success_unix_ms,
        )

    def change_network(self) -> None:
        """The way out of this computer is another one: connections from before may be dead without a sign."""
        self._turn += 1
        for sending in self._under_way:
            sending.flight.hurry(HURRY_S)
        self._access.close()

    def fail(self, state: CircuitState, detail: str, now: Moment, *, is_logged: bool = False) -> None:
        """Put the channel into a failing state for a reason of our own, which the log may hold already."""
        self._enter(fail(self.circuit, state, detail, now, self._random))
        if not is_logged:
            self._log.failed(f"{state.value}: {detail}")

    def cancel(self) -> None:
        """Let nothing more leave."""
        for sending in self._under_way:
            sending.flight.cancel()

    # --- sending ------------------------------------------------------------------------------------------------------

    def until_room(self, now: Moment) -> float:
        """Seconds until one more request may be begun; a failing channel has room for one probe when its gate opens."""
        wait_s = max(self.circuit.wait_s(now), self._pace.wait_s(now.monotonic_s))
        if wait_s > 0:
            return wait_s
        return 0.0 if self._room() > 0 else FOR_NEWS_S

    def send_oldest(self, now: Moment) -> bool:
        """Claim as many of the oldest records as there is room for and begin to send them over an open access; False
        where there is none. Raises the outbox's error.
        """
        client, token = self._access.client, self._access.token
        if client is None or token is None:
            return False
        most_per_s = self._settings.upload.max_records_per_s
        most = min(self._room(), self._pace.starts(now.monotonic_s, most_per_s))
        under_way = frozenset(sending.claimed.id for sending in self._under_way)
        claims = self._deliveries.claim(now, self.circuit.passed_by, most, under_way)
        if not claims and self.is_quiet:
            self._pace.rested()
        self.in_hand = list(claims)
        for claimed in claims:
            self._pace.started(now.monotonic_s, most_per_s)
            flight = client.begin(claimed.payload, claimed.record_uuid, token.value, self._on_over)
            is_probe = not self.circuit.is_closed
            sending = _Sending(claimed, flight, token, client.address.is_loopback, self._turn, is_probe)
            self._under_way.append(sending)
            self.in_hand.remove(claimed)
        return bool(claims)

    def _room(self) -> int:
        """How many more may be under way at once, whatever the clock says."""
        most = self._settings.upload.parallelism
        if self.circuit.is_closed:
            return self._pace.width(1 if self.is_narrow else most) - len(self._under_way)
        is_probing = any(sending.is_probe for sending in self._under_way)
        return 0 if is_probing else min(1, most - len(self._under_way))

    # --- what came of it ----------------------------------------------------------------------------------------------

    def collect(self, now: Moment) -> bool:
        """Settle all that is over, for the next transaction to write; whether there was anything."""
        over = [sending for sending in self._under_way if sending.flight.look() is None]
        for sending in over:
            self._under_way.remove(sending)
            self.in_hand.append(sending.claimed)
            self._settle(sending, now)
            self.in_hand.remove(sending.claimed)
        return bool(over)

    def _settle(self, sending: _Sending, now: Moment) -> None:
        """Judge an outcome and decide where record and circuit belong."""
        claimed, outcome = sending.claimed, sending.flight.outcome()
        self._unanswered = 0 if isinstance(outcome, Reply) else self._unanswered + 1
        is_late = sending.turn != self._turn and self._unanswered <= LATE_AT_MOST
        verdict = judge(
            outcome,
            claimed,
            has_route=sending.is_loopback or self._has_route(),
            now_unix_s=now.unix_ms / 1000,
        )
        if verdict.circuit is CircuitState.AUTH and not is_late and self._access.has_another(sending.token):
            self._deliveries.note(claimed, verdict, now)
            return
        if sending.is_elsewhere:
            self._deliveries.note(claimed, verdict, now)
        else:
            decision = decide(self.circuit, verdict, claimed.id, now, self._random, is_late=is_late)
            self._enter(decision.circuit)
            self._tell(verdict)
            self._deliveries.note(claimed, decision.record, now, decision.requeue)
        if verdict.action is RecordAction.SENT:
            self._access.succeeded()
            if isinstance(outcome, Reply) and outcome.date:
                self._on_date(outcome.date)
            self._pace.succeeded(self._settings.upload.parallelism)

    def _enter(self, circuit: Circuit) -> None:
        """Go on with another circuit."""
        if self.circuit.is_closed and not circuit.is_closed:
            self._turn += 1
            self._pace.failed()
        if circuit.state is CircuitState.THROTTLED:
            self._pace.rested()
        self.circuit = circuit

    def _tell(self, verdict: Verdict) -> None:
        """Log a failing channel once, and that it works again once."""
        if self.circuit.is_closed:
            self._log.recovered()
        else:
            self._log.failed(f"{self.circuit.state.value}: {verdict.error}")

"""The circuit's place in the database: read once at a start, written when it changed in more than a passing way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netmon_tray.upload.circuit import Circuit, Hold, Moment
from netmon_tray.upload.circuit_text import STATE_KEY, after_restart, from_text, to_text

if TYPE_CHECKING:
    from netmon_tray.upload.doors import StateDoor

SUCCESS_SAVED_S = 60.0
"""How often the time of the last success is stored while nothing else changes."""


class CircuitStore:
    """Remembers what it wrote last; both methods raise StoreError."""

    def __init__(self, state: StateDoor) -> None:
        self._state = state
        self._saved: tuple[object, ...] = ()
        self._saved_success_unix_ms = 0

    def load(self, now: Moment) -> Circuit | None:
        """The circuit of the last run as a new one takes it up; None where there is nothing to take up."""
        stored = from_text(self._state.get(STATE_KEY), now)
        return None if stored == Circuit() else after_restart(stored)

    def save(self, circuit: Circuit, now: Moment, hold: Hold | None = None) -> None:
        """Write the circuit, unless only successes were added within the last minute."""
        rejected = tuple(id_ for id_ in circuit.recent if id_)
        suspects = circuit.suspects, circuit.in_doubt
        shape = (circuit.state, circuit.gate, circuit.detail, circuit.tries, suspects, rejected, hold)
        success_unix_ms = circuit.last_success_unix_ms or 0
        is_fresh = abs(success_unix_ms - self._saved_success_unix_ms) < SUCCESS_SAVED_S * 1000
        if shape == self._saved and is_fresh:
            return
        self._state.put({STATE_KEY: to_text(circuit, now, hold)})
        self._saved, self._saved_success_unix_ms = shape, success_unix_ms

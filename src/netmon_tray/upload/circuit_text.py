"""The circuit as the text that the database keeps between two runs, and that other processes read."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from netmon_tray.model import CircuitState, UploadStatus
from netmon_tray.upload.circuit import ROWS, WINDOW, Circuit, Gate, Hold, Moment, status, told

STATE_KEY = "circuit"
"""Its key among the agent's stored state."""

_MENDED_BY_HAND = frozenset(
    {CircuitState.AUTH, CircuitState.NO_TOKEN, CircuitState.PROXY, CircuitState.TLS, CircuitState.ENDPOINT}
)
_NEVER_STORED = frozenset({CircuitState.OFF, CircuitState.PAUSED, CircuitState.METERED, CircuitState.STORAGE})
"""They lie over the channel's own state and are found out anew."""


def to_text(circuit: Circuit, now: Moment, hold: Hold | None = None) -> str:
    """Write a circuit, and what is kept back for now.

    Its gate is written both as what remains and as a wall-clock time (upload-queue.md, Timing).
    """
    gate = circuit.gate
    plain = {
        "state": circuit.state.value,
        "since_unix_ms": circuit.since_unix_ms,
        "detail": circuit.detail,
        "gate": None
        if gate is None
        else {
            "remaining_s": round(gate.wait_s(now), 3),
            "opens_unix_ms": gate.opens_unix_ms,
            "is_asked_for": gate.is_asked_for,
        },
        "tries": {state.value: tries for state, tries in circuit.tries.items()},
        "suspects": {str(id_): tries for id_, tries in circuit.suspects.items()},
        "in_doubt": sorted(circuit.in_doubt),
        "failed_id": circuit.failed_id,
        "recent": list(circuit.recent),
        "last_success_unix_ms": circuit.last_success_unix_ms,
        "hold": None if hold is None else [hold.since_unix_ms, hold.is_all, hold.records],
    }
    return json.dumps(plain, separators=(",", ":"))


def from_text(text: str | None, now: Moment) -> Circuit:
    """Read a circuit back; what is missing or broken becomes a fresh one, which costs one request at most."""
    if not text:
        return Circuit()
    try:
        return _circuit(json.loads(text), now)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError):
        return Circuit()


def after_restart(circuit: Circuit) -> Circuit:
    """A circuit as a new run takes it up: where a person may have mended the cause meanwhile (a token, a setting), one
    try is due at once, and the wait after it is as long as it would have been.
    """
    return replace(circuit, gate=None) if circuit.state in _MENDED_BY_HAND else circuit


def stored_status(text: str | None, now: Moment) -> UploadStatus:
    """The status that an agent stored last, for a process that only looks."""
    return told(from_text(text, now), _hold(text), now)


def _hold(text: str | None) -> Hold | None:
    try:
        plain: Any = json.loads(text or "{}").get("hold")
        return None if plain is None else Hold(int(plain[0]), plain[1] is True, max(0, int(plain[2])))
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError, OverflowError):
        return None


def told_status(text: str | None, now: Moment, *, is_enabled: bool, is_paused: bool) -> UploadStatus:
    """The stored channel for another process, under what the settings and a pause say."""
    if not is_enabled:
        return status(Circuit(CircuitState.OFF), now)
    return status(Circuit(CircuitState.PAUSED), now) if is_paused else stored_status(text, now)


def _circuit(plain: dict[str, Any], now: Moment) -> Circuit:
    state = CircuitState(plain["state"])
    if state in _NEVER_STORED:
        raise ValueError(f"{state} is no state of the channel")
    return Circuit(
        state=state,
        since_unix_ms=int(plain["since_unix_ms"]),
        detail=str(plain["detail"]),
        gate=_gate(plain["gate"], state, now),
        tries={CircuitState(name): max(0, int(tries)) for name, tries in plain["tries"].items()},
        suspects={int(id_): max(0, int(tries)) for id_, tries in plain["suspects"].items()},
        in_doubt=frozenset(int(id_) for id_ in plain.get("in_doubt", ())),
        failed_id=None if plain["failed_id"] is None else int(plain["failed_id"]),
        recent=tuple(int(id_) for id_ in plain["recent"])[-WINDOW:],
        last_success_unix_ms=None if plain["last_success_unix_ms"] is None else int(plain["last_success_unix_ms"]),
    )


def _gate(plain: dict[str, Any] | None, state: CircuitState, now: Moment) -> Gate | None:
    """A remaining time beyond what any gate may last is not believed."""
    if plain is None or state is CircuitState.CLOSED:
        return None
    most_s = max(row.cap_s for row in ROWS.values())
    remaining_s = min(most_s, max(0.0, float(plain["remaining_s"])))
    return Gate(now.monotonic_s + remaining_s, int(plain["opens_unix_ms"]), bool(plain["is_asked_for"]))

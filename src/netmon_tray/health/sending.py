"""Conditions of the upload and of what the server did not take."""

from __future__ import annotations

from netmon_tray.health.disk import STORAGE
from netmon_tray.health.networks import NO_WAY_OUT, PORTAL
from netmon_tray.model import CircuitState, Condition, Severity, UploadStatus
from netmon_tray.words import count, joined, say, sentence

_CIRCUITS: dict[CircuitState, tuple[Severity, tuple[str, ...], float]] = {
    CircuitState.BACKOFF: (Severity.INFO, NO_WAY_OUT, 120),
    CircuitState.OFFLINE: (Severity.INFO, NO_WAY_OUT, 60),
    CircuitState.INTERCEPTED: (Severity.WARNING, (PORTAL,), 60),
    CircuitState.AUTH: (Severity.ERROR, (), 0),
    CircuitState.NO_TOKEN: (Severity.WARNING, (), 5),
    CircuitState.PROXY: (Severity.WARNING, (), 30),
    CircuitState.TLS: (Severity.ERROR, (PORTAL,), 30),
    CircuitState.ENDPOINT: (Severity.ERROR, (), 0),
    CircuitState.CONTRACT: (Severity.ERROR, (), 0),
    CircuitState.THROTTLED: (Severity.INFO, (), 120),
    CircuitState.STORAGE: (Severity.ERROR, STORAGE, 0),
}
"""Severity, what explains it, and how long it must hold; states without a row need no attention."""


def upload(status: UploadStatus) -> Condition | None:
    """The condition for the channel to the server, with the channel's own words; None where all is well."""
    row = _CIRCUITS.get(status.state)
    if row is None:
        return None
    severity, depends_on, visible_after_s = row
    text = joined([sentence(status.rest), say("Nothing is lost.")])
    return Condition(f"upload_{status.state.value}", severity, status.title, text, depends_on, visible_after_s)


def records_rejected(records: int) -> Condition:
    """The server does not take records as they are: what becomes of them is a person's to decide."""
    return Condition(
        "records_rejected",
        Severity.WARNING,
        count(records, "{n} record was rejected", "{n} records were rejected"),
        say(
            "The server does not take them as they are. `netmon queue list` shows why; `netmon queue retry` sends them "
            "again, `netmon queue drop` gives them up."
        ),
    )

"""Everything that the program relies on, each with what was found; nothing is sent anywhere for it.

Both faces show these rows: ``netmon doctor`` and the window's Diagnosis.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

from netmon_tray.diagnosis import files, network, sending
from netmon_tray.diagnosis.rows import STATE_WORDS, Remedy, Row, RowState
from netmon_tray.diagnosis.subject import Subject

__all__ = ["STATE_WORDS", "Remedy", "Row", "RowState", "Subject", "rows"]

_CHECKS: tuple[Callable[[Subject], Row], ...] = (
    sending.keyring_row,
    sending.token_row,
    sending.server_row,
    sending.clock_row,
    files.autostart_row,
    files.database_row,
    files.ledger_row,
    files.data_directory_row,
    files.settings_row,
    files.policy_row,
)


def rows(subject: Subject) -> Iterator[Row]:
    """Check one thing after the other; a keyring or a bus may take its seconds."""
    yield from network.network_rows(subject)
    if sys.platform == "linux":
        from netmon_tray.diagnosis.linux import desktop_rows

        yield from desktop_rows(subject.environ)
    for check in _CHECKS:
        yield check(subject)

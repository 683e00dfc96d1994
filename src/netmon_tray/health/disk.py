"""Conditions of the disk and of the database on it."""

from __future__ import annotations

from netmon_tray.health.sentences import sentence
from netmon_tray.model import Condition, Severity
from netmon_tray.units import count_text

DISK_FULL = "disk_full"
DISK_READONLY = "disk_readonly"
DATABASE_UNUSABLE = "database_unusable"
DATABASE_NEWER = "database_newer"

STORAGE = (DISK_FULL, DISK_READONLY, DATABASE_UNUSABLE, DATABASE_NEWER)
"""The codes of what ``storage`` tells: while one of them holds, nothing is saved."""


def disk_full(unsaved_records: int = 0) -> Condition:
    """The disk takes nothing; ``unsaved_records`` wait in memory."""
    held = f" Held in memory: {count_text(unsaved_records, 'record')}." if unsaved_records else ""
    return Condition(
        DISK_FULL,
        Severity.ERROR,
        "The disk is full",
        f"New values are shown but not being saved.{held} Saving and sending go on once there is space.",
    )


def disk_readonly(place: str) -> Condition:
    """The data directory or its database cannot be written."""
    return Condition(
        DISK_READONLY,
        Severity.ERROR,
        "The data directory cannot be written",
        f"New values are shown but not being saved. Make {place} writable for you, or choose another place "
        "with --data-dir or NETMON_DATA_DIR.",
    )


def database_newer(text: str) -> Condition:
    """The database was written by a newer version of the program."""
    return Condition(
        DATABASE_NEWER,
        Severity.ERROR,
        "The database comes from a newer version",
        f"{sentence(text)} It is not touched; new values are shown but not being saved. Update the program.",
    )


def database_unusable(text: str) -> Condition:
    """The database cannot be used for a reason of its own (busy, not to be opened, failing disk)."""
    return Condition(
        DATABASE_UNUSABLE,
        Severity.ERROR,
        "The database cannot be used",
        f"{sentence(text)} New values are shown but not being saved. It is tried again by itself.",
        visible_after_s=10,
    )


def database_moved_aside(
    place: str,
    recovered_records: int = 0,
    *,
    is_done: bool = False,
    lost_records: int | None = None,
    uncertain_records: int = 0,
) -> Condition:
    """A damaged database was moved to ``place`` and a fresh one begun, to which what is readable is brought back.

    ``lost_records`` is None where their number can't be known; ``uncertain_records`` are withheld, because nobody
    knows whether they were sent.
    """
    brought = count_text(recovered_records, "record")
    if not is_done:
        told = f"Brought back so far: {brought}; the rest follows by itself."
    elif lost_records is None:
        told = f"Brought back: {brought}; how many could not be read is not known."
    else:
        lost = f"{count_text(lost_records, 'record')} could not be read" if lost_records else "nothing was lost"
        told = f"Brought back: {brought}; {lost}."
    if uncertain_records:
        told += (
            f" Whether {count_text(uncertain_records, 'of them was', 'of them were')} sent is not known: they stay here"
            " until you send them (netmon log --state withheld, netmon queue retry)."
        )
    return Condition(
        "database_moved_aside",
        Severity.WARNING,
        "A damaged database was set aside",
        f"It is kept as {place}, and recording goes on in a fresh one. {told} Check the disk and its cables; the "
        "damaged file is yours to remove.",
    )


def database_wal_lost(place: str) -> Condition:
    """The -wal beside the database vanished while the program did not run."""
    return Condition(
        "database_wal_lost",
        Severity.WARNING,
        "A part of the database was removed",
        f"{place} was removed while netmon did not run, and with it what had been recorded last. Leave the files "
        "beside the database alone: they are a part of it.",
    )


def records_dropped(count: int) -> Condition:
    """Retention removed records that had never been sent."""
    return Condition(
        "records_dropped",
        Severity.WARNING,
        f"Dropped {count_text(count, 'unsent record')}",
        "The limits under log.retention_days, log.max_records and log.max_bytes were reached. "
        "Raise them, or let records be sent.",
    )


def storage(kind: str, text: str, place: str, unsaved_records: int = 0) -> Condition:
    """The condition for a failure of the store, by its kind ("full", "readonly", "newer", ...)."""
    if kind == "full":
        return disk_full(unsaved_records)
    if kind == "readonly":
        return disk_readonly(place)
    return database_newer(text) if kind == "newer" else database_unusable(text)

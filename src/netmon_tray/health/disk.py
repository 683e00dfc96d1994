"""Conditions of the disk and of the database on it."""

from __future__ import annotations

from collections.abc import Iterator

from netmon_tray.model import Condition, Severity
from netmon_tray.words import Phrase, count, joined, say, sentence

DISK_FULL = "disk_full"
DISK_READONLY = "disk_readonly"
DATABASE_UNUSABLE = "database_unusable"
DATABASE_NEWER = "database_newer"

STORAGE = (DISK_FULL, DISK_READONLY, DATABASE_UNUSABLE, DATABASE_NEWER)
"""The codes of what ``storage`` tells: while one of them holds, nothing is saved."""
_NOT_SAVED = say("New values are shown but not being saved.")


def disk_full(unsaved_records: int = 0) -> Condition:
    """The disk takes nothing; ``unsaved_records`` wait in memory."""
    held = count(unsaved_records, "Held in memory: {n} record.", "Held in memory: {n} records.")
    return Condition(
        DISK_FULL,
        Severity.ERROR,
        say("The disk is full"),
        joined([_NOT_SAVED, held if unsaved_records else "", say("Saving and sending go on once there is space.")]),
    )


def disk_readonly(place: str) -> Condition:
    """The data directory or its database cannot be written."""
    return Condition(
        DISK_READONLY,
        Severity.ERROR,
        say("The data directory cannot be written"),
        joined(
            [
                _NOT_SAVED,
                say(
                    "Make {place} writable for you, or choose another place with --data-dir or NETMON_DATA_DIR.",
                    place=place,
                ),
            ]
        ),
    )


def database_newer(text: str) -> Condition:
    """The database was written by a newer version of the program."""
    return Condition(
        DATABASE_NEWER,
        Severity.ERROR,
        say("The database comes from a newer version"),
        joined([sentence(text), say("It is not touched."), _NOT_SAVED, say("Update the program.")]),
    )


def database_unusable(text: str) -> Condition:
    """The database cannot be used for a reason of its own (busy, not to be opened, failing disk)."""
    return Condition(
        DATABASE_UNUSABLE,
        Severity.ERROR,
        say("The database cannot be used"),
        joined([sentence(text), _NOT_SAVED, say("It is tried again by itself.")]),
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
    told = [
        say("It is kept as {place}, and recording goes on in a fresh one.", place=place),
        *_salvaged(recovered_records, lost_records, is_done=is_done),
    ]
    if uncertain_records:
        told.append(
            count(
                uncertain_records,
                "Whether {n} of them was sent is not known: it stays here until you send it "
                "(netmon log --state withheld, netmon queue retry).",
                "Whether {n} of them were sent is not known: they stay here until you send them "
                "(netmon log --state withheld, netmon queue retry).",
            )
        )
    told.append(say("Check the disk and its cables; the damaged file is yours to remove."))
    return Condition(
        "database_moved_aside",
        Severity.WARNING,
        say("A damaged database was set aside"),
        joined(told),
    )


def _salvaged(recovered: int, lost: int | None, *, is_done: bool) -> Iterator[Phrase]:
    if not is_done:
        yield count(recovered, "Brought back so far: {n} record.", "Brought back so far: {n} records.")
        yield say("The rest follows by itself.")
        return
    yield count(recovered, "Brought back: {n} record.", "Brought back: {n} records.")
    if lost is None:
        yield say("How many could not be read is not known.")
    elif lost:
        yield count(lost, "{n} record could not be read.", "{n} records could not be read.")
    else:
        yield say("Nothing was lost.")


def database_wal_lost(place: str) -> Condition:
    """The -wal beside the database vanished while the program did not run."""
    return Condition(
        "database_wal_lost",
        Severity.WARNING,
        say("A part of the database was removed"),
        say(
            "{place} was removed while netmon did not run, and with it what had been recorded last. Leave the files "
            "beside the database alone: they are a part of it.",
            place=place,
        ),
    )


def records_dropped(records: int) -> Condition:
    """Retention removed records that had never been sent."""
    return Condition(
        "records_dropped",
        Severity.WARNING,
        count(records, "Dropped {n} unsent record", "Dropped {n} unsent records"),
        say(
            "The limits under log.retention_days, log.max_records and log.max_bytes were reached. "
            "Raise them, or let records be sent."
        ),
    )


def storage(kind: str, text: str, place: str, unsaved_records: int = 0) -> Condition:
    """The condition for a failure of the store, by its kind ("full", "readonly", "newer", ...)."""
    if kind == "full":
        return disk_full(unsaved_records)
    if kind == "readonly":
        return disk_readonly(place)
    return database_newer(text) if kind == "newer" else database_unusable(text)

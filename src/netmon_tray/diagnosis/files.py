"""What stands on the disk: the entry at login, the database, the data directory, settings and policy."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from netmon_tray import health, units
from netmon_tray.autostart import system_autostart
from netmon_tray.diagnosis.rows import Remedy, Row, attention, fine, untested
from netmon_tray.diagnosis.subject import Subject
from netmon_tray.model import Condition, NetmonError
from netmon_tray.storage import opened
from netmon_tray.store.errors import StoreError
from netmon_tray.store.lock import DataDirLock
from netmon_tray.words import count, joined, say

LEAST_FREE_BYTES = 50_000_000
"""Below this the disk is soon full: a year of records takes about as much."""
_POLICY_CODES = frozenset({"policy_ignored", "policy_invalid"})
_OTHERS = 0o077


def autostart_row(subject: Subject) -> Row:
    """Whether the tray starts at login, and whether what starts is there."""
    title = say("Autostart")
    try:
        status = system_autostart(subject.environ).status()
    except NetmonError as error:
        return untested("autostart", title, error.text)
    make = fine if status.is_startable else attention
    return make("autostart", title, status.text, None if status.is_enabled else Remedy.AUTOSTART)


def database_row(subject: Subject) -> Row:
    """Whether the database can be read, and what is in it."""
    title = say("Database")
    try:
        with opened(subject.paths.data_dir) as stores:
            counts = stores.outbox.counts()
            place = stores.database.path
    except StoreError as error:
        return attention("database", title, error.text, Remedy.FOLDER)
    total = counts.pending + counts.sending + counts.sent + counts.rejected + counts.withheld + counts.dropped
    if not place.exists():
        return fine("database", title, say("Nothing is recorded yet in {place}.", place=str(subject.paths.data_dir)))
    size = units.byte_text(place.stat().st_size)
    told = count(total, "{n} record, {size}: {place}", "{n} records, {size}: {place}", size=size, place=str(place))
    return fine("database", title, told, Remedy.FOLDER)


def ledger_row(subject: Subject) -> Row:
    """What left the log unsent, or never reached it (the drop ledger)."""
    title = say("Dropped records")
    try:
        with opened(subject.paths.data_dir) as stores:
            rows = stores.outbox.ledger()
    except StoreError as error:
        return untested("ledger", title, error.title)
    told = [
        count(
            row.undelivered_count,
            "{n} record ({reason}, {time})",
            "{n} records ({reason}, {time})",
            reason=row.reason.value.replace("_", " "),
            time=units.date_time_text(row.until_unix_ms),
        )
        for row in rows
        if row.undelivered_count
    ]
    return fine("ledger", title, joined(told, "; ") if told else say("None that was not sent."))


def data_directory_row(subject: Subject) -> Row:
    """Whether the data directory can be written, is private, and has room; and who records there."""
    title, place = say("Data directory"), subject.paths.data_dir
    existing = next(parent for parent in (place, *place.parents) if parent.exists())
    trouble = _directory_trouble(place, existing)
    if trouble:
        return attention("data_directory", title, trouble, Remedy.FOLDER)
    free = units.byte_text(shutil.disk_usage(existing).free)
    holder = DataDirLock(place).held_by()
    who = say("{holder} records there", holder=holder) if holder else say("nobody records there now")
    return fine("data_directory", title, say("{place}, {size} free; {who}", place=str(place), size=free, who=who))


def _directory_trouble(place: Path, existing: Path) -> str:
    if not existing.is_dir() or not os.access(existing, os.W_OK | os.X_OK):
        return say(
            "{place} cannot be written by you. Mend that, or choose another place with --data-dir.", place=str(place)
        )
    if place == existing and hasattr(os, "getuid") and place.stat().st_mode & _OTHERS:
        return say("Others may look into {place}: chmod 700 {place}", place=str(place))
    free_bytes = shutil.disk_usage(existing).free
    if free_bytes < LEAST_FREE_BYTES:
        return say("Only {size} are free for {place}.", size=units.byte_text(free_bytes), place=str(place))
    return ""


def settings_row(subject: Subject) -> Row:
    """Whether the settings file holds, and keys that nobody knows."""
    loaded, title = subject.loaded, say("Settings")
    troubles = [item for item in loaded.conditions if item.code not in _POLICY_CODES]
    if troubles:
        return attention("settings", title, _told(troubles), Remedy.SETTINGS)
    if loaded.unknown:
        unknown = say("Unknown, kept and not used: {keys}", keys=", ".join(loaded.unknown))
        return attention("settings", title, unknown)
    changed = sum(origin == "user" for origin in loaded.origins.values())
    place = str(subject.paths.config_file)
    told = say("{n} of yours in {place}", n=changed, place=place) if changed else say("All defaults")
    return fine("settings", title, told)


def policy_row(subject: Subject) -> Row:
    """Whether the organisation's policy holds."""
    loaded, title = subject.loaded, say("Policy")
    troubles = [item for item in loaded.conditions if item.code in _POLICY_CODES]
    if troubles:
        return attention("policy", title, _told(troubles))
    locked = sum(origin == "policy" for origin in loaded.origins.values())
    told = count(locked, "{n} setting set by your organisation", "{n} settings set by your organisation")
    return fine("policy", title, told if locked else say("None"))


def _told(conditions: Iterable[Condition]) -> str:
    shown = health.visible(((item, float("-inf")) for item in conditions), 0.0)
    return joined(joined([item.title, item.text], ": ") for item in shown)

"""The checks of ``netmon doctor`` that every system answers: network, keyring, server, files, settings."""

from __future__ import annotations

import enum
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from netmon_tray import health, units
from netmon_tray.cli.status import stored_upload
from netmon_tray.cli.stores import opened
from netmon_tray.cli.view import network_name, upload_text
from netmon_tray.model import (
    CircuitState,
    Condition,
    Link,
    MissingConsent,
    NetmonError,
    Reachability,
    Sample,
    Severity,
    known,
)
from netmon_tray.probes import host_probe
from netmon_tray.store.errors import StoreError
from netmon_tray.store.lock import DataDirLock
from netmon_tray.store.trusted_clock import TOLERANCE_MS, VALID_MS, TrustedClock
from netmon_tray.upload.address import parse_address
from netmon_tray.upload.token import Source, TokenProblem, TokenSource
from netmon_tray.upload.vault import SystemVault, VaultError

if TYPE_CHECKING:
    from netmon_tray.cli.context import Context

LEAST_FREE_BYTES = 50_000_000
"""Below this the disk is soon full: a year of records takes about as much."""
_POLICY_CODES = frozenset({"policy_ignored", "policy_invalid"})
_OTHERS = 0o077


class RowState(enum.StrEnum):
    """What a check found; the values are those of JSON."""

    FINE = "fine"
    ATTENTION = "attention"
    NOT_TESTED = "not_tested"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the diagnosis."""

    check: str
    """Stable short name."""
    title: str
    state: RowState
    finding: str


def fine(check: str, title: str, finding: str) -> Row:
    """A check that found all well, or a choice that is nobody's fault."""
    return Row(check, title, RowState.FINE, finding)


def attention(check: str, title: str, finding: str) -> Row:
    """A check that found something a person should look at."""
    return Row(check, title, RowState.ATTENTION, finding)


def untested(check: str, title: str, finding: str) -> Row:
    """A check that could not be made, or that nobody here can answer."""
    return Row(check, title, RowState.NOT_TESTED, finding)


# --- network --------------------------------------------------------------------------------------------------------


def network_rows() -> Iterator[Row]:
    """What one look at the network shows."""
    try:
        probe = host_probe()
    except NetmonError as error:
        yield attention("probe", "Network probe", str(error))
        return
    try:
        sample = probe.sample()
    finally:
        probe.close()
    yield from sample_rows(sample)


def sample_rows(sample: Sample) -> Iterator[Row]:
    """The rows of a sample."""
    for fault in sample.faults:
        yield attention(f"probe_{fault.part}", f"Probe {fault.part}", fault.text)
    if not sample.faults:
        yield fine("probe", "Network probe", f"It answers; {_links_text(sample.links)}.")
    yield _route_row(sample)
    yield _portal_row(sample)
    yield _metered_row(sample.primary)
    if sample.missing_consent is not None:
        yield _consent_row(sample.missing_consent)


def _links_text(links: tuple[Link, ...]) -> str:
    names = ", ".join(link.interface.name for link in links)
    return f"up: {names}" if names else "no interface is up"


def _route_row(sample: Sample) -> Row:
    link = sample.primary
    if link is None:
        return attention("route", "Default route", "None: this computer is offline.")
    over = f", {sample.vpn.interface} above it" if sample.vpn else ""
    medium = units.NETWORK_TYPE_WORDS[link.network_type]
    return fine("route", "Default route", f"{link.interface.name} ({medium}, {network_name(link)}){over}")


def _portal_row(sample: Sample) -> Row:
    title = "Login page"
    if sample.has_portal:
        return attention("portal", title, "This network wants a login: open any page in a browser.")
    if sample.reachability is Reachability.ONLINE:
        return fine("portal", title, "None in the way: the system reaches the internet.")
    return untested("portal", title, "The system does not check for one here.")


def _metered_row(link: Link | None) -> Row:
    is_metered = known(link.network.is_metered) if link else None
    if is_metered is None:
        return untested("metered", "Metered", "The system does not say.")
    return fine("metered", "Metered", "Yes, the system says so." if is_metered else "No.")


def _consent_row(missing: MissingConsent) -> Row:
    """Attention only while nobody has decided: a refusal is a choice."""
    told = health.consent_missing(missing)
    make = fine if told.severity is Severity.INFO else attention
    return make("consent", "Location permission", f"{told.title}. {told.text} {told.link}")


# --- token and server -----------------------------------------------------------------------------------------------


def keyring_row(context: Context) -> Row:
    """Which keyring keeps the token."""
    try:
        backend = SystemVault().backend_name()
    except VaultError as error:
        if TokenSource(context.environ).source is not Source.KEYRING:
            return fine("keyring", "Keyring", f"Not needed: the token comes from elsewhere. {error.title}")
        if not context.settings.upload.enabled:
            return fine("keyring", "Keyring", f"Not needed while the upload is off. {error.title}")
        return attention("keyring", "Keyring", str(error))
    return fine("keyring", "Keyring", backend.removeprefix("keyring.backends."))


def token_row(context: Context) -> Row:
    """Whether there is a token for the configured server; a locked keyring is not prompted for."""
    title = "Token"
    if not context.settings.upload.enabled:
        return untested("token", title, "Not needed while the upload is off.")
    try:
        origin = parse_address(context.settings.upload.base_url).origin
    except NetmonError as error:
        return attention("token", title, str(error))
    found = TokenSource(context.environ).read(origin, may_prompt=False)
    if isinstance(found, TokenProblem):
        return attention("token", title, found.text)
    return fine("token", title, f"For {origin}, from: {found.source.value}")


def server_row(context: Context) -> Row:
    """What sending met last; asking the server is ``netmon token check``."""
    title, upload = "Server", context.settings.upload
    if not upload.enabled:
        return untested("server", title, "The upload is off; nothing is sent.")
    now_unix_ms = context.now_unix_ms()
    try:
        with opened(context.paths.data_dir) as stores:
            status = stored_upload(stores.state, context.settings, now_unix_ms)
    except StoreError as error:
        return untested("server", title, error.title)
    if status.state is not CircuitState.CLOSED:
        return attention("server", title, upload_text(status, now_unix_ms))
    if status.last_success_at_unix_ms is None:
        return untested("server", title, f"{upload.base_url} took no record yet. Ask it with: netmon token check")
    return fine("server", title, upload_text(status, now_unix_ms))


def clock_row(context: Context) -> Row:
    """Whether the wall clock can be believed: by the server's last word, else by the system's own opinion."""
    now_unix_ms = context.now_unix_ms()
    try:
        with opened(context.paths.data_dir) as stores:
            word = TrustedClock(stores.state).last_word()
    except StoreError as error:
        return untested("clock", "Clock", error.title)
    if word is None or abs(now_unix_ms - word[0]) > VALID_MS:
        return _unasked_clock_row()
    at, behind_ms = units.moment_text(word[0], now_unix_ms), word[1]
    if abs(behind_ms) <= TOLERANCE_MS:
        return fine("clock", "Clock", f"It agreed with the server's at {at}.")
    apart = f"{units.duration_text(abs(behind_ms) / 1000)} {'behind' if behind_ms > 0 else 'ahead of'} the server's"
    return attention("clock", "Clock", f"It was {apart} at {at}. Set it, or turn on automatic time.")


def _unasked_clock_row() -> Row:
    try:
        probe = host_probe()
    except NetmonError:
        return untested("clock", "Clock", "No answer of the server is at hand to compare it with.")
    is_synchronised = probe.is_clock_synchronised()
    probe.close()
    if is_synchronised:
        return fine("clock", "Clock", "A time service keeps it, as the system says.")
    return untested("clock", "Clock", "No time service keeps it, and no server's answer is at hand to compare it with.")


# --- files ----------------------------------------------------------------------------------------------------------


def autostart_row(context: Context) -> Row:
    """Whether the tray starts at login, and whether what starts is there."""
    from netmon_tray.autostart import system_autostart

    try:
        status = system_autostart(context.environ).status()
    except NetmonError as error:
        return untested("autostart", "Autostart", str(error))
    make = fine if status.is_startable else attention
    return make("autostart", "Autostart", status.text)


def database_row(context: Context) -> Row:
    """Whether the database can be read, and what is in it."""
    title = "Database"
    try:
        with opened(context.paths.data_dir) as stores:
            counts = stores.outbox.counts()
            place = stores.database.path
    except StoreError as error:
        return attention("database", title, str(error))
    total = counts.pending + counts.sending + counts.sent + counts.rejected + counts.withheld + counts.dropped
    if not place.exists():
        return fine("database", title, f"Nothing is recorded yet in {context.paths.data_dir}.")
    size = units.byte_text(place.stat().st_size)
    return fine("database", title, f"{units.count_text(total, 'record')}, {size}: {place}")


def ledger_row(context: Context) -> Row:
    """What left the log unsent, or never reached it (the drop ledger)."""
    title = "Dropped records"
    try:
        with opened(context.paths.data_dir) as stores:
            rows = stores.outbox.ledger()
    except StoreError as error:
        return untested("ledger", title, error.title)
    told = [
        f"{units.count_text(row.undelivered_count, 'record')} ({row.reason.value.replace('_', ' ')},"
        f" {units.date_time_text(row.until_unix_ms)})"
        for row in rows
        if row.undelivered_count
    ]
    return fine("ledger", title, "; ".join(told) or "None that was not sent.")


def data_directory_row(context: Context) -> Row:
    """Whether the data directory can be written, is private, and has room; and who records there."""
    title, place = "Data directory", context.paths.data_dir
    existing = next(parent for parent in (place, *place.parents) if parent.exists())
    trouble = _directory_trouble(place, existing)
    if trouble:
        return attention("data_directory", title, trouble)
    free = units.byte_text(shutil.disk_usage(existing).free)
    holder = DataDirLock(place).held_by()
    who = f"{holder} records there" if holder else "nobody records there now"
    return fine("data_directory", title, f"{place}, {free} free; {who}")


def _directory_trouble(place: Path, existing: Path) -> str:
    if not existing.is_dir() or not os.access(existing, os.W_OK | os.X_OK):
        return f"{place} cannot be written by you. Mend that, or choose another place with --data-dir."
    if place == existing and hasattr(os, "getuid") and place.stat().st_mode & _OTHERS:
        return f"Others may look into {place}: chmod 700 {place}"
    free_bytes = shutil.disk_usage(existing).free
    if free_bytes < LEAST_FREE_BYTES:
        return f"Only {units.byte_text(free_bytes)} are free for {place}."
    return ""


def settings_row(context: Context) -> Row:
    """Whether the settings file holds, and keys that nobody knows."""
    loaded, title = context.loaded, "Settings"
    troubles = [item for item in loaded.conditions if item.code not in _POLICY_CODES]
    if troubles:
        return attention("settings", title, _told(troubles))
    if loaded.unknown:
        return attention("settings", title, f"Unknown, kept and not used: {', '.join(loaded.unknown)}")
    changed = sum(origin == "user" for origin in loaded.origins.values())
    return fine("settings", title, f"{changed} of yours in {context.paths.config_file}" if changed else "All defaults")


def policy_row(context: Context) -> Row:
    """Whether the organisation's policy holds."""
    loaded, title = context.loaded, "Policy"
    troubles = [item for item in loaded.conditions if item.code in _POLICY_CODES]
    if troubles:
        return attention("policy", title, _told(troubles))
    locked = sum(origin == "policy" for origin in loaded.origins.values())
    return fine(
        "policy", title, f"{units.count_text(locked, 'setting')} set by your organisation" if locked else "None"
    )


def _told(conditions: list[Condition]) -> str:
    shown = health.visible(((item, float("-inf")) for item in conditions), 0.0)
    return " ".join(f"{item.title}: {item.text}" for item in shown)

"""The catalogue of conditions: everything that a person should be told about, as data with its words.

Window, tray and command line show the same list. A title says what is; the text says what still works and what
to do or what happens next. Who notices a state calls the function of that name; ``visible`` decides what is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from netmon_tray.model import (
    CircuitState,
    Condition,
    ConsentState,
    LocationSettings,
    MissingConsent,
    Severity,
    UploadStatus,
)
from netmon_tray.units import count_text, round_duration_text

PORTAL = "portal"
DISK_FULL = "disk_full"
DISK_READONLY = "disk_readonly"
DATABASE_UNUSABLE = "database_unusable"
DATABASE_NEWER = "database_newer"
SETTINGS_BROKEN = "settings_broken"
OFFLINE = "offline"
CONSENT_MISSING = "consent_missing"

_STORAGE = (DISK_FULL, DISK_READONLY, DATABASE_UNUSABLE, DATABASE_NEWER)

# --- the network ----------------------------------------------------------------------------------------------------


def portal() -> Condition:
    """A captive portal stands between this machine and everything else."""
    return Condition(
        PORTAL,
        Severity.WARNING,
        "This network wants a login",
        "Until then only its login page can be reached. Recording goes on and nothing is lost.",
        visible_after_s=5,
    )


def insecure_network(network_name: str | None, reason: str, action: str) -> Condition:
    """The current network was graded insecure; ``reason`` and ``action`` are the audit's."""
    return Condition(
        "insecure_network",
        Severity.WARNING,
        f"{network_name or 'This network'} is insecure",
        f"{reason} {action}".strip(),
        visible_after_s=5,
    )


def offline() -> Condition:
    """No default route: nothing beyond this machine can be reached."""
    return Condition(
        OFFLINE,
        Severity.INFO,
        "Offline",
        "This computer has no connection. Recording starts by itself when there is one.",
        visible_after_s=15,
    )


_CONSENT: dict[ConsentState, tuple[Severity, str]] = {
    ConsentState.NOT_ASKED: (Severity.WARNING, "nobody has been asked yet whether this program may know that"),
    ConsentState.REFUSED: (Severity.INFO, "this program was refused to know that"),
    ConsentState.FORBIDDEN: (
        Severity.INFO,
        "location access is switched off for the whole computer, or by its organisation",
    ),
    ConsentState.UNKNOWN: (Severity.WARNING, "the system keeps that from this program"),
}
_LOCATION_STEPS: dict[LocationSettings, str] = {
    LocationSettings.WINDOWS: "Settings, Privacy & security, Location: turn on Location services and "
    '"Let desktop apps access your location"',
    LocationSettings.MACOS: "System Settings, Privacy & Security, Location Services: turn it on, also for netmon-tray",
}


def consent_missing(missing: MissingConsent) -> Condition:
    """The system hides networks' names until location access is allowed; a decision already made is only noted."""
    severity, who = _CONSENT[missing.state]
    return Condition(
        CONSENT_MISSING,
        severity,
        "WiFi names are hidden by the system",
        f"Names and access points tell where a computer is, and {who}. Everything else is recorded. "
        f"To allow it: {_LOCATION_STEPS[missing.settings]}.",
        visible_after_s=5,
        link=missing.settings.value,
    )


_ALL_OF_IT = ("interfaces, routes and byte counters", "Nothing can be recorded until it answers.")
_WIFI = ("WiFi details", "Records go on without name, signal and security of WiFi networks.")
_PROBE_PARTS: dict[str, tuple[str, str]] = {
    "rtnetlink": _ALL_OF_IT,
    "iphlpapi": _ALL_OF_IT,
    "nl80211": _WIFI,
    "wlanapi": _WIFI,
    "winrt": ("connection names and details of the mobile network", "Everything else is recorded."),
    "networkmanager": ("connection names and metering", "Everything else is recorded."),
    "modemmanager": ("details of the mobile network", "Everything else is recorded."),
    "systemconfiguration": _ALL_OF_IT,
    "sysctl": ("byte counters or routes", "What it leaves out is missing in records."),
    "corewlan": _WIFI,
    "network": ("what the connection costs", "Everything else is recorded."),
    "corelocation": ("whether location access is allowed", "Everything else is recorded."),
}


def probe_fault(part: str, text: str) -> Condition:
    """A part of the probe does not answer; ``part`` is the name in ``ProbeFault``."""
    asked, effect = _PROBE_PARTS.get(part, (part, "Everything else is recorded."))
    return Condition(
        f"probe_{part}",
        Severity.ERROR if (asked, effect) == _ALL_OF_IT else Severity.WARNING,
        f"The system does not tell {asked}",
        f"{_sentence(text)} {effect} It is asked again by itself.",
        visible_after_s=30,
    )


# --- disk and database ----------------------------------------------------------------------------------------------


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
        f"{_sentence(text)} It is not touched; new values are shown but not being saved. Update the program.",
    )


def database_unusable(text: str) -> Condition:
    """The database cannot be used for a reason of its own (busy, not to be opened, failing disk)."""
    return Condition(
        DATABASE_UNUSABLE,
        Severity.ERROR,
        "The database cannot be used",
        f"{_sentence(text)} New values are shown but not being saved. It is tried again by itself.",
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


# --- upload ---------------------------------------------------------------------------------------------------------

_KEPT = "Nothing is lost"

_CIRCUITS: dict[CircuitState, tuple[Severity, tuple[str, ...], float]] = {
    CircuitState.BACKOFF: (Severity.INFO, (OFFLINE, PORTAL), 120),
    CircuitState.OFFLINE: (Severity.INFO, (OFFLINE, PORTAL), 60),
    CircuitState.INTERCEPTED: (Severity.WARNING, (PORTAL,), 60),
    CircuitState.AUTH: (Severity.ERROR, (), 0),
    CircuitState.NO_TOKEN: (Severity.WARNING, (), 5),
    CircuitState.PROXY: (Severity.WARNING, (), 30),
    CircuitState.TLS: (Severity.ERROR, (PORTAL,), 30),
    CircuitState.ENDPOINT: (Severity.ERROR, (), 0),
    CircuitState.CONTRACT: (Severity.ERROR, (), 0),
    CircuitState.THROTTLED: (Severity.INFO, (), 120),
    CircuitState.STORAGE: (Severity.ERROR, _STORAGE, 0),
}
"""Severity, what explains it, and how long it must hold; states without a row need no attention."""


def upload(status: UploadStatus) -> Condition | None:
    """The condition for the channel to the server, with the channel's own words; None where all is well."""
    row = _CIRCUITS.get(status.state)
    if row is None:
        return None
    severity, depends_on, visible_after_s = row
    title, _, rest = status.text.partition(". ")
    text = rest if _KEPT in status.text else f"{_sentence(rest)} {_KEPT}."
    code = f"upload_{status.state.value}"
    return Condition(code, severity, title.removesuffix("."), text.strip(), depends_on, visible_after_s)


def records_rejected(count: int) -> Condition:
    """The server does not take records as they are: what becomes of them is a person's to decide."""
    return Condition(
        "records_rejected",
        Severity.WARNING,
        count_text(count, "record was rejected", "records were rejected"),
        "The server does not take them as they are. `netmon queue list` shows why; `netmon queue retry` sends them "
        "again, `netmon queue drop` gives them up.",
    )


# --- settings and policy --------------------------------------------------------------------------------------------


def settings_broken(place: str, text: str) -> Condition:
    """The settings file could not be read at all."""
    return Condition(
        SETTINGS_BROKEN,
        Severity.WARNING,
        "The settings file cannot be read",
        f"{place}: {_sentence(text)} The defaults are used until it is mended.",
    )


def settings_invalid(problems: Sequence[tuple[str, str]]) -> Condition:
    """Some keys (key, sentence) are not valid; each of them alone falls back."""
    return _invalid("settings_invalid", "The setting", "The settings", problems)


def policy_invalid(problems: Sequence[tuple[str, str]]) -> Condition:
    """Some keys of the organisation's policy are not valid; each of them alone is ignored."""
    return _invalid("policy_invalid", "The policy for", "The policies for", problems)


def _invalid(code: str, one: str, many: str, problems: Sequence[tuple[str, str]]) -> Condition:
    keys = [key for key, _ in problems]
    title = f"{one} {keys[0]} is not valid" if len(keys) == 1 else f"{many} {', '.join(keys)} are not valid"
    text = " ".join(f"{key}: {_sentence(sentence)}" for key, sentence in problems)
    return Condition(code, Severity.WARNING, title, text)


def clock_wrong(ahead_s: float) -> Condition:
    """The wall clock is ``ahead_s`` ahead of the server's; negative: behind."""
    direction = "ahead of" if ahead_s > 0 else "behind"
    return Condition(
        "clock_wrong",
        Severity.WARNING,
        "This computer's clock is wrong",
        f"It is {round_duration_text(abs(ahead_s))} {direction} the server's. Records carry its time, and secure "
        "connections may fail over it; nothing is removed for its age meanwhile. Set it, or turn on automatic time.",
        visible_after_s=5,
    )


def policy_ignored(place: str, text: str) -> Condition:
    """The organisation's policy exists and cannot be trusted or read."""
    return Condition(
        "policy_ignored",
        Severity.WARNING,
        "The organisation's policy is ignored",
        f"{place}: {_sentence(text)} Your own settings hold until it is mended.",
    )


# --- the program itself ---------------------------------------------------------------------------------------------

_WORKERS = {
    "netmon-sampler": ("Recording has stopped", "Nothing is recorded until the program is restarted."),
    "netmon-uploader": ("Sending has stopped", "Records are kept; they are sent after a restart of the program."),
}


def worker_died(thread_name: str, text: str) -> Condition:
    """A worker thread ended by an error of ours."""
    title, effect = _WORKERS.get(thread_name, ("A part of the program has stopped", "Restart the program."))
    return Condition(
        f"worker_died_{thread_name}", Severity.ERROR, title, f"{_sentence(text)} {effect} The log has the details."
    )


def other_agent(who: str | None) -> Condition:
    """Another process holds the data directory and records; this one only looks."""
    named = f" ({who})" if who else ""
    return Condition(
        "other_agent",
        Severity.INFO,
        "Another process records",
        f"Another netmon{named} records into the same data directory; this one shows what it stores "
        "and takes over when it ends.",
    )


def no_tray() -> Condition:
    """The desktop shows no tray icons."""
    return Condition(
        "no_tray",
        Severity.INFO,
        "This desktop has no tray",
        "netmon stays in its window. Closing it keeps recording.",
        visible_after_s=10,
    )


def _sentence(text: str) -> str:
    stripped = text.strip()
    return stripped if not stripped or stripped[-1] in ".!?" else f"{stripped}."


# --- what is shown --------------------------------------------------------------------------------------------------

_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


def visible(conditions: Iterable[tuple[Condition, float]], now_s: float) -> tuple[Condition, ...]:
    """What to show of ``conditions``, each with the time since which it holds, on the same clock as ``now_s``.

    A condition is shown once it has held for its own time, unless one that explains it (``depends_on``) is shown.
    The most severe come first; otherwise the given order stays.
    """
    due = {item.code: item for item, since_s in conditions if now_s - since_s >= item.visible_after_s}
    decided: dict[str, bool] = {}

    def is_shown(code: str) -> bool:
        if code not in due:
            return False
        if code not in decided:
            decided[code] = False  # while asking: a circle of dependencies ends here
            decided[code] = not any(is_shown(cause) for cause in due[code].depends_on)
        return decided[code]

    shown = [item for code, item in due.items() if is_shown(code)]
    return tuple(sorted(shown, key=lambda item: _ORDER[item.severity]))

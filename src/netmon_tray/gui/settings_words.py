"""How the settings are called and grouped in the window. Pure; what they are, the schema says (settings/schema.py)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from netmon_tray.settings import Spec, Value, specs
from netmon_tray.words import Number, Phrase, joined, say


@dataclass(frozen=True, slots=True)
class Group:
    """A page of the Settings view."""

    name: str
    title: Phrase
    sections: frozenset[str] = frozenset()
    """Sections of the schema that are shown here."""
    keys: frozenset[str] = frozenset()
    """Single keys that are shown here, whatever their section."""


GROUPS = (
    Group("general", say("General"), keys=frozenset({"ui.language"})),
    Group("monitoring", say("Monitoring"), frozenset({"sampling", "reachability"}), frozenset({"log.heartbeat_s"})),
    Group("retention", say("Retention"), frozenset({"log", "history"})),
    Group("alerts", say("Alerts"), frozenset({"alerts", "quota"})),
    Group("upload", say("Upload"), frozenset({"upload"})),
    Group("privacy", say("Privacy and permissions"), frozenset({"privacy"})),
    Group("appearance", say("Appearance"), frozenset({"ui"})),
    Group("diagnosis", say("Diagnosis")),
)
"""In the order of the list."""
_ELSEWHERE = "monitoring"
"""Where a section stands that no group names."""

LABELS: Mapping[str, Phrase] = {
    "sampling.interval_s": say("Sampling interval"),
    "sampling.live_interval_s": say("Live sampling interval"),
    "reachability.targets": say("Round trips to"),
    "reachability.interval_s": say("Round trips each"),
    "log.heartbeat_s": say("Heartbeat"),
    "log.retention_days": say("Keep records for"),
    "log.max_records": say("Most records"),
    "log.max_bytes": say("Most disk space"),
    "history.minute_days": say("Keep minutes for"),
    "history.hour_days": say("Keep hours for"),
    "history.day_days": say("Keep days for"),
    "upload.enabled": say("Send records"),
    "upload.base_url": say("Server"),
    "upload.parallelism": say("At once"),
    "upload.max_records_per_s": say("Per second"),
    "upload.on_metered": say("On a metered network"),
    "upload.include_timestamp": say("Send the time"),
    "upload.ca_file": say("Certificate authorities"),
    "upload.proxy": say("Proxy"),
    "alerts.network": say("Unsafe network"),
    "alerts.outage": say("Outage"),
    "alerts.weak_signal": say("Weak signal"),
    "alerts.weak_signal_s": say("Weak for"),
    "alerts.queue": say("Records that wait"),
    "alerts.queue_hours": say("Waiting for"),
    "alerts.quota": say("Used quota"),
    "privacy.location": say("Record the position"),
    "privacy.coordinate_decimals": say("Decimals of a position"),
    "privacy.bssid": say("Access point"),
    "privacy.network_name": say("Network name"),
    "quota.bytes": say("Quota"),
    "quota.period": say("Period"),
    "quota.reset_day": say("Begins on day"),
    "quota.counts": say("What counts"),
    "quota.network": say("Only the network"),
    "quota.warn_percent": say("Warn at"),
    "ui.units": say("Units of rates"),
    "ui.theme": say("Theme"),
    "ui.language": say("Language"),
}

_CHOICES: Mapping[str, str] = {
    "full": say("As it is"),
    "hash": say("As a hash"),
    "off": say("Left out"),
    "never": say("Send nothing"),
    "small": say("Send what is made meanwhile"),
    "always": say("Send everything"),
    "bits": say("Bits (Mbit/s)"),
    "bytes": say("Bytes (MB/s)"),
    "system": say("As the system"),
    "light": say("Light"),
    "dark": say("Dark"),
    "month": say("Month"),
    "week": say("Week"),
    "day": say("Day"),
    "all": say("All networks"),
    "wifi": "WiFi",
    "mobile": say("Mobile networks"),
    "roaming": say("Mobile networks abroad"),
    "en": "English",
    "es": "Español",
    "de": "Deutsch",
}
_UNITS: Mapping[str, tuple[str, float]] = {
    "_s": ("s", 1.0),
    "_ms": ("ms", 1.0),
    "_min": ("min", 1.0),
    "_hours": (say("hours"), 1.0),
    "_days": (say("days"), 1.0),
    "_bytes": ("MB", 1e6),
    ".bytes": ("GB", 1e9),
    "_gb": ("GB", 1.0),
    "_percent": ("%", 1.0),
    "_dbm": ("dBm", 1.0),
}
"""End of a key -> unit of what is typed, and how much of the setting one of it is."""
_PLAIN_S = ("_per_s",)


def group_of(key: str) -> str:
    """The group that shows a key."""
    section = key.partition(".")[0]
    for group in GROUPS:
        if key in group.keys:
            return group.name
    return next((group.name for group in GROUPS if section in group.sections), _ELSEWHERE)


def specs_of(group: str) -> list[Spec]:
    """The settings of a group, in the schema's order."""
    return [spec for spec in specs().values() if group_of(spec.key) == group]


def label_of(key: str) -> str:
    """What a setting is called; one that has no words yet shows its name."""
    return LABELS.get(key) or key.partition(".")[2].replace("_", " ").capitalize()


def choice_text(value: str) -> str:
    """What one of several values is called."""
    return _CHOICES.get(value, value)


def unit_of(key: str) -> tuple[str, float]:
    """The unit of what is typed for a number, and how much of the setting one of it is: ("MB", 1e6)."""
    if key.endswith(_PLAIN_S):
        return "", 1.0
    return next((unit for end, unit in _UNITS.items() if key.endswith(end)), ("", 1.0))


def typed_text(spec: Spec, value: Value) -> str:
    """A value as it is edited: "300" for 300,000,000 bytes in MB."""
    if isinstance(value, (bool, str)):
        return str(value)
    return f"{value / unit_of(spec.key)[1]:.10g}"


def taken_text(spec: Spec, typed: str) -> str:
    """What was typed, as the settings take it: a number in the setting's own unit, with a point for decimals."""
    if isinstance(spec.default, str):
        return typed
    text = typed.strip().replace(",", ".")
    factor = unit_of(spec.key)[1]
    if factor == 1.0:
        return text
    try:
        amount = float(text) * factor
    except ValueError:
        return text
    return str(round(amount)) if isinstance(spec.default, int) and abs(amount) < 1e15 else str(amount)


def help_text(spec: Spec) -> str:
    """What stands below a field: the meaning, and for numbers what is taken and the default."""
    limits = _range(spec)
    if limits is None:
        return spec.meaning
    usual = say("{range}; usually {usual}.", range=limits, usual=_figure(spec, spec.default))
    return joined([spec.meaning, usual])


def problem_text(spec: Spec, problem: str) -> str:
    """What is wrong with what was typed; ``problem`` is the schema's."""
    limits = _range(spec)
    if limits is None:
        return say("This {problem}.", problem=problem)
    return say("This must be a number: {range}.", range=limits)


def _range(spec: Spec) -> Phrase | None:
    if isinstance(spec.default, (bool, str)) or spec.minimum is None or spec.maximum is None:
        return None
    low, high = _figure(spec, spec.minimum), _figure(spec, spec.maximum)
    unit = unit_of(spec.key)[0]
    if not unit:
        return say("{low} to {high}", low=low, high=high)
    return say("{low} to {high} {unit}", low=low, high=high, unit=unit)


def _figure(spec: Spec, value: Value) -> Number:
    return Number(f"{float(value) / unit_of(spec.key)[1]:,.10g}")

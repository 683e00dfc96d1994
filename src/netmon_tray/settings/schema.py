"""The schema of the settings: types, defaults, bounds and meanings, and the values that fit them.

README's table, the window's form and what the command line takes are all made from the fields below.
"""

from __future__ import annotations

import contextlib
import functools
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Literal, TypeAlias
from urllib.parse import SplitResult, urlsplit

from netmon_tray import targets
from netmon_tray.model import NetmonError
from netmon_tray.units import RateUnits
from netmon_tray.words import say

Value: TypeAlias = bool | int | float | str
Detail: TypeAlias = Literal["full", "hash", "off"]
_DETAILS: tuple[Detail, ...] = ("full", "hash", "off")
OnMetered: TypeAlias = Literal["never", "small", "always"]
DIRECT = "none"
"""In ``upload.proxy``: no proxy, whatever the system says."""
_ON_METERED: tuple[OnMetered, ...] = ("never", "small", "always")
QuotaPeriod: TypeAlias = Literal["month", "week", "day"]
QuotaCounts: TypeAlias = Literal["all", "wifi", "mobile", "roaming"]
Theme: TypeAlias = Literal["system", "light", "dark"]
Language: TypeAlias = Literal["system", "en", "es", "de"]


def _rules(meaning: str, **rules: object) -> dict[str, object]:
    """Metadata of a field: its meaning, and of minimum, maximum (inclusive), choices and check what it has."""
    return {"meaning": meaning, **rules}


def _check_url(text: str) -> str:
    """Take https anywhere and http to this machine only (upload-queue: a token never travels in the clear)."""
    parts, host = _address(text, say("must be an address such as https://gate.example.com/api/v1"))
    if parts.username is not None or parts.query or parts.fragment:
        raise ValueError(say("must hold neither a user name nor a query"))
    if parts.scheme == "http" and not _is_loopback(host):
        raise ValueError(say("must begin with https:// (http:// is taken for this computer only)"))
    return text.rstrip("/")


def _address(text: str, rule: str) -> tuple[SplitResult, str]:
    try:
        parts = urlsplit(text)
        is_address = parts.scheme in {"http", "https"} and parts.port != 0 and not any(map(str.isspace, text))
    except ValueError as error:
        raise ValueError(rule) from error
    if not is_address or not parts.hostname:
        raise ValueError(rule)
    return parts, parts.hostname


def _is_loopback(host: str) -> bool:
    numbers = host.split(".")
    is_v4 = len(numbers) == 4 and numbers[0] == "127" and all(part.isdecimal() for part in numbers)
    return is_v4 or host in {"localhost", "::1"}


def _check_proxy(text: str) -> str:
    if text and text != DIRECT:
        _address(text, say("must be empty, none, or an address such as http://proxy.example.com:3128"))
    return text


def _check_file(text: str) -> str:
    if not text:
        return text
    rule = say("must be empty or the full path of a file")
    try:
        place = Path(text).expanduser()
    except RuntimeError as error:  # "~someone" who does not exist
        raise ValueError(rule) from error
    if not place.is_absolute():
        raise ValueError(rule)
    return str(place)


# --- the schema -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sampling:
    """How often the network is looked at."""

    interval_s: float = field(
        default=5.0, metadata=_rules(say("Seconds between two samples while nobody looks."), minimum=1, maximum=3600)
    )
    live_interval_s: float = field(
        default=1.0,
        metadata=_rules(say("Seconds between two samples while a live view is open."), minimum=0.2, maximum=60),
    )


@dataclass(frozen=True, slots=True)
class Log:
    """The connection log and how long it is kept."""

    heartbeat_s: int = field(
        default=300, metadata=_rules(say("A `maintained` record this often, in seconds."), minimum=10, maximum=86_400)
    )
    retention_days: int = field(
        default=90, metadata=_rules(say("Records older than this are removed."), minimum=1, maximum=36_500)
    )
    max_records: int = field(
        default=500_000,
        metadata=_rules(say("More records than this are not kept."), minimum=1_000, maximum=100_000_000),
    )
    max_bytes: int = field(
        default=300_000_000,
        metadata=_rules(say("The log is kept below this size."), minimum=1_000_000, maximum=1_000_000_000_000),
    )


@dataclass(frozen=True, slots=True)
class History:
    """How long the sums behind the charts are kept at each resolution."""

    minute_days: int = field(
        default=31, metadata=_rules(say("Sums per minute are kept this long."), minimum=1, maximum=36_500)
    )
    hour_days: int = field(
        default=730, metadata=_rules(say("Sums per hour are kept this long."), minimum=1, maximum=36_500)
    )
    day_days: int = field(
        default=0, metadata=_rules(say("Sums per day are kept this long; 0 is for ever."), minimum=0, maximum=36_500)
    )


@dataclass(frozen=True, slots=True)
class Reachability:
    """Round trips: who is asked whether it answers, and how often."""

    targets: str = field(
        default="gateway, dns",
        metadata=_rules(
            say(
                "Who is asked for round trips, with commas: `gateway`, `dns` (the system's name servers) and hosts of "
                "your choice (example.org, 192.0.2.1:443). Empty: nobody."
            ),
            check=targets.check,
        ),
    )
    interval_s: float = field(
        default=5.0,
        metadata=_rules(
            say("Seconds between two such rounds; on metered networks six times as many."), minimum=1, maximum=3600
        ),
    )


@dataclass(frozen=True, slots=True)
class Upload:
    """Sending connection records to the Gate."""

    enabled: bool = field(default=False, metadata=_rules(say("Send records to the server.")))
    base_url: str = field(
        default="https://gate.zequenze.com/api/v1",
        metadata=_rules(say("Address of the Gate; http:// is taken for this computer only."), check=_check_url),
    )
    parallelism: int = field(
        default=4, metadata=_rules(say("Send at most this many records at once, to catch up."), minimum=1, maximum=16)
    )
    max_records_per_s: float = field(
        default=10.0, metadata=_rules(say("Send at most this many records per second."), minimum=0.1, maximum=10000)
    )
    on_metered: OnMetered = field(
        default="small",
        metadata=_rules(
            say("On a metered network: send nothing, only as much as is made meanwhile, or all."), choices=_ON_METERED
        ),
    )
    include_timestamp: bool = field(
        default=False, metadata=_rules(say("Add the time of the event, for servers that take it."))
    )
    ca_file: str = field(
        default="", metadata=_rules(say("One more file of certificate authorities (PEM) to trust."), check=_check_file)
    )
    proxy: str = field(
        default="",
        metadata=_rules(
            say(
                "Proxy to send through. Empty: the one in the network settings of Windows or macOS (no PAC script), on"
                " Linux none. `none`: none anywhere. No environment variable is asked."
            ),
            check=_check_proxy,
        ),
    )


@dataclass(frozen=True, slots=True)
class Privacy:
    """What of a record is kept and sent; applied when the record is made."""

    location: bool = field(
        default=False,
        metadata=_rules(say("Record where this computer is, as the system's own location service tells.")),
    )
    coordinate_decimals: int = field(
        default=3, metadata=_rules(say("Decimals of a position (3 is about 100 m)."), minimum=0, maximum=6)
    )
    bssid: Detail = field(
        default="full",
        metadata=_rules(say("The access point's address: as it is, as a hash, or left out."), choices=_DETAILS),
    )
    network_name: Detail = field(
        default="full", metadata=_rules(say("The network's name: as it is, as a hash, or left out."), choices=_DETAILS)
    )


@dataclass(frozen=True, slots=True)
class Quota:
    """How many bytes may move in a period; nothing is ever held back, it is only told."""

    bytes: int = field(
        default=0,
        metadata=_rules(
            say("So many bytes, down and up together, may move in a period; 0 is no quota."),
            minimum=0,
            maximum=1_000_000_000_000_000,
        ),
    )
    period: QuotaPeriod = field(
        default="month", metadata=_rules(say("How long a period is."), choices=("month", "week", "day"))
    )
    reset_day: int = field(
        default=1,
        metadata=_rules(
            say("Day on which a period begins: of the month, or of the week (1 is Monday)."), minimum=1, maximum=31
        ),
    )
    counts: QuotaCounts = field(
        default="all",
        metadata=_rules(
            say("Which networks count; roaming is mobile abroad."), choices=("all", "wifi", "mobile", "roaming")
        ),
    )
    network: str = field(
        default="", metadata=_rules(say("Only this network counts, by its name or its key. Empty: all of them."))
    )
    warn_percent: int = field(
        default=80,
        metadata=_rules(say("Warn at so many percent of the quota; again when it is used up."), minimum=1, maximum=100),
    )


@dataclass(frozen=True, slots=True)
class Alerts:
    """What is worth a notification; the window and `netmon status` tell it in any case."""

    network: bool = field(
        default=True, metadata=_rules(say("Notify of a network that is insecure, or is not as it was."))
    )
    outage: bool = field(default=True, metadata=_rules(say("Notify of an outage and of its end.")))
    weak_signal: bool = field(default=False, metadata=_rules(say("Notify of a signal that stays very weak.")))
    weak_signal_s: int = field(
        default=60, metadata=_rules(say("A signal counts as weak after so many seconds."), minimum=10, maximum=3_600)
    )
    queue: bool = field(default=True, metadata=_rules(say("Notify of records that are not getting away.")))
    queue_hours: int = field(
        default=24,
        metadata=_rules(say("That is told when the oldest waits for so many hours."), minimum=1, maximum=8_760),
    )
    quota: bool = field(
        default=True, metadata=_rules(say("Notify when the quota is nearly used up, and when it is used up."))
    )


@dataclass(frozen=True, slots=True)
class Ui:
    """How things look."""

    units: RateUnits = field(
        default="bits", metadata=_rules(say("Rates in bits or in bytes per second."), choices=("bits", "bytes"))
    )
    theme: Theme = field(
        default="system", metadata=_rules(say("Colours of the window."), choices=("system", "light", "dark"))
    )
    language: Language = field(
        default="system",
        metadata=_rules(say("Language of the window and the tray."), choices=("system", "en", "es", "de")),
    )


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings, each at its default until something says otherwise."""

    sampling: Sampling = field(default_factory=Sampling)
    log: Log = field(default_factory=Log)
    history: History = field(default_factory=History)
    reachability: Reachability = field(default_factory=Reachability)
    upload: Upload = field(default_factory=Upload)
    privacy: Privacy = field(default_factory=Privacy)
    quota: Quota = field(default_factory=Quota)
    alerts: Alerts = field(default_factory=Alerts)
    ui: Ui = field(default_factory=Ui)


@dataclass(frozen=True, slots=True)
class Spec:
    """One key of the schema with its rules."""

    key: str
    """Dotted: "log.heartbeat_s"."""
    default: Value
    meaning: str
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[str, ...] = ()
    check: Callable[[str], str] | None = None

    @property
    def kind(self) -> str:
        """The type in words: "true or false", "whole number", "number", "text"."""
        return {bool: "true or false", int: "whole number", float: "number", str: "text"}[type(self.default)]

    @property
    def allowed(self) -> str:
        """What it takes, in words: "10 to 86400", "full, hash, off"."""
        if self.choices:
            return ", ".join(self.choices)
        return " to ".join(self.limits) or self.kind

    @property
    def limits(self) -> tuple[str, ...]:
        """The lowest and the highest number that it takes, in digits; nothing where there are none."""
        if self.minimum is None or self.maximum is None:
            return ()
        return tuple(f"{bound:.0f}" if bound == int(bound) else f"{bound:g}" for bound in (self.minimum, self.maximum))


@functools.cache
def specs() -> Mapping[str, Spec]:
    """Every key of the schema, in its order."""
    found = {}
    for section in fields(Settings):
        defaults = getattr(Settings(), section.name)
        for item in fields(defaults):
            key = f"{section.name}.{item.name}"
            found[key] = Spec(key, getattr(defaults, item.name), **item.metadata)
    return found


def spec_of(key: str) -> Spec:
    """The rules of ``key``; NetmonError with the nearest names for one that does not exist."""
    if key in specs():
        return specs()[key]
    import difflib

    near = difflib.get_close_matches(key, specs(), n=2, cutoff=0.5)
    advice = f"Did you mean {' or '.join(near)}?" if near else "`netmon settings list` shows all settings."
    raise NetmonError(say("There is no setting {key}.", key=repr(key)), advice)


# --- values ---------------------------------------------------------------------------------------------------------


def convert(spec: Spec, raw: object) -> Value:
    """The value of ``raw`` (as TOML gives it) for that key; ValueError says in words what is wrong with it."""
    kind = type(spec.default)
    if kind is bool:
        if isinstance(raw, bool):
            return raw
        raise ValueError(say("must be true or false, not {value}", value=shown(raw)))
    if kind is str:
        return _convert_text(spec, raw)
    is_number = isinstance(raw, int if kind is int else (int, float)) and not isinstance(raw, bool)
    if not is_number:
        raise ValueError(say("must be a {kind}, not {value}", kind=spec.kind, value=shown(raw)))
    return _within(spec, raw)  # type: ignore[arg-type]


def _within(spec: Spec, number: float) -> Value:
    low, high = spec.minimum, spec.maximum
    if isinstance(number, float) and not math.isfinite(number):
        raise ValueError(say("must be a {kind}, not {value}", kind=spec.kind, value=shown(number)))
    if (low is not None and number < low) or (high is not None and number > high):
        raise ValueError(say("must be from {allowed}, not {value}", allowed=spec.allowed, value=shown(number)))
    return float(number) if isinstance(spec.default, float) else number


def _convert_text(spec: Spec, raw: object) -> str:
    if not isinstance(raw, str):
        raise ValueError(say("must be text, not {value}", value=shown(raw)))  # noqa: TRY004 - one kind of error for all of them
    if spec.choices and raw not in spec.choices:
        raise ValueError(say("must be one of {allowed}, not {value}", allowed=spec.allowed, value=shown(raw)))
    if any(ord(mark) < 32 for mark in raw):
        raise ValueError(say("must be one line of text"))
    return spec.check(raw) if spec.check else raw


def parse_text(key: str, text: str) -> Value:
    """The value that someone typed for ``key``; NetmonError where it does not fit."""
    spec = spec_of(key)
    try:
        return convert(spec, _typed(spec, text.strip()))
    except ValueError as error:
        raise NetmonError(
            say("{key} {problem}.", key=key, problem=error.args[0]),
            say("{meaning} It takes {allowed}.", meaning=spec.meaning, allowed=spec.allowed),
        ) from error


def _typed(spec: Spec, text: str) -> object:
    words = {"true": True, "yes": True, "on": True, "1": True, "false": False, "no": False, "off": False, "0": False}
    if isinstance(spec.default, bool):
        return words.get(text.lower(), text)
    with contextlib.suppress(ValueError):
        if isinstance(spec.default, int):
            return int(text)
        if isinstance(spec.default, float):
            return float(text)
    return text


def shown(raw: object) -> str:
    """A value as a sentence quotes it, cut to 40 characters."""
    text = str(raw) if isinstance(raw, (bool, int, float)) else repr(raw)
    return text if len(text) <= 40 else f"{text[:37]}..."


def value_of(settings: Settings, key: str) -> Value:
    """The value of a dotted key; NetmonError for one that does not exist."""
    section, name = spec_of(key).key.split(".")
    value: Value = getattr(getattr(settings, section), name)
    return value


def with_value(settings: Settings, key: str, value: Value) -> Settings:
    """A copy in which ``key`` has ``value``, which must fit it (``convert`` or ``parse_text``)."""
    section, name = key.split(".")
    changed: dict[str, Any] = {section: replace(getattr(settings, section), **{name: value})}
    return replace(settings, **changed)


def settings_table() -> str:
    """The settings as the README shows them (Markdown)."""
    rows = ["| key | default | takes | meaning |", "|---|---|---|---|"]
    for spec in specs().values():
        default = str(spec.default).lower() if isinstance(spec.default, bool) else str(spec.default)
        rows.append(f"| `{spec.key}` | {default or '(empty)'} | {spec.allowed} | {spec.meaning} |")
    return "\n".join(rows) + "\n"

"""The Gate's contract as a strict server holds it, written from the vendor's page and apart from the program."""

from __future__ import annotations

import math
import re
from collections.abc import Callable

REQUIRED = ("network_type", "network_security")


def _text(value: object) -> str | None:
    if not isinstance(value, str):
        return "Not a valid string."
    if not value.strip():
        return "This field may not be blank."
    if "\x00" in value:
        return "Null characters are not allowed."
    return None


def _choice(*allowed: str) -> Callable[[object], str | None]:
    return lambda value: None if value in allowed else f'"{value}" is not a valid choice.'


def _pattern(pattern: str) -> Callable[[object], str | None]:
    compiled = re.compile(pattern)
    return lambda value: (
        None if isinstance(value, str) and compiled.fullmatch(value) else "This value does not match the pattern."
    )


def _number(value: object) -> str | None:
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)
    return None if is_number else "A valid number is required."


def _whole(value: object) -> str | None:
    is_whole = isinstance(value, int) and not isinstance(value, bool) and value >= 0
    return None if is_whole else "A valid integer is required."


def _truth(value: object) -> str | None:
    return None if isinstance(value, bool) else "Must be a valid boolean."


def _nullable(check: Callable[[object], str | None]) -> Callable[[object], str | None]:
    return lambda value: None if value is None else check(value)


_DEGREES = r"-?[0-9]{1,3}(\.[0-9]+)?"

FIELDS: dict[str, Callable[[object], str | None]] = {
    "network_name": _text,
    "network_type": _choice("wi", "mo", "bl", "et"),
    "network_security": _choice("opn", "wep", "wpa", "wp2", "3gp"),
    "network_mccmnc": _nullable(_pattern(r"[0-9]{5,6}")),
    "frequency": _nullable(_number),
    "authentication": _nullable(_pattern(r"[a-z0-9]{3,6}")),
    "bssid": _nullable(_pattern(r"[0-9a-f]{2}(:[0-9a-f]{2}){5}")),
    "cellid": _nullable(_pattern(r"[0-9]+")),
    "roaming": _nullable(_truth),
    "latitude": _nullable(_pattern(_DEGREES)),
    "longitude": _nullable(_pattern(_DEGREES)),
    "inbytes": _whole,
    "outbytes": _whole,
    "link_speed": _nullable(_number),
    "quality_metric": _nullable(_choice("rssi", "sinr", "rsrp")),
    "quality_value": _nullable(_number),
}

TIMESTAMP = _pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z")


def problems(record: object, *, takes_timestamp: bool = False) -> dict[str, list[str]]:
    """What a strict server finds wrong with a body, as such services report it; empty where nothing is."""
    if not isinstance(record, dict):
        return {"non_field_errors": ["Invalid data. Expected a dictionary."]}
    checks = {**FIELDS, "timestamp": TIMESTAMP} if takes_timestamp else FIELDS
    found = {name: ["This field is required."] for name in REQUIRED if name not in record}
    for name, value in record.items():
        check = checks.get(name)
        problem = "Unknown field." if check is None else check(value)
        if problem:
            found[name] = [problem]
    if ("quality_metric" in record) != ("quality_value" in record):
        found["quality_value"] = ["A metric and its value come together."]
    if ("latitude" in record) != ("longitude" in record):
        found["longitude"] = ["Both coordinates or none."]
    return found


def echo(record: dict[str, object]) -> dict[str, object]:
    """The body of a 201: the record with the unset fields as null."""
    return {name: record.get(name) for name in FIELDS} | record

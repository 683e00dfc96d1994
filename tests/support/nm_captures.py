"""Recorded NetworkManager objects (tests/captures/*/nm.json) and what nmcli printed beside them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

CAPTURES = Path(__file__).parent.parent / "captures"

Objects = dict[str, dict[str, dict[str, Any]]]

SECURITY_WORDS = {
    "pair_wep40": 0x1,
    "pair_wep104": 0x2,
    "pair_tkip": 0x4,
    "pair_ccmp": 0x8,
    "group_wep40": 0x10,
    "group_wep104": 0x20,
    "group_tkip": 0x40,
    "group_ccmp": 0x80,
    "psk": 0x100,
    "802.1X": 0x200,
    "sae": 0x400,
    "owe": 0x800,
}
"""nmcli's words for the bits of WpaFlags and RsnFlags."""


def recorded_objects(folder: str) -> Objects:
    """The answer of GetManagedObjects as jeepney would give it: variants are pairs, byte arrays are bytes."""
    (answer,) = json.loads((CAPTURES / folder / "nm.json").read_text())
    return {
        path: {
            interface: {name: _variant(variant) for name, variant in properties.items()}
            for interface, properties in interfaces.items()
        }
        for path, interfaces in answer.items()
    }


def nmcli_access_point(folder: str) -> tuple[int, tuple[int, int]]:
    """Strength and (WpaFlags, RsnFlags) of the access point in use, read from nmcli's terse list."""
    for line in (CAPTURES / folder / "nmcli_wifi.txt").read_text().splitlines():
        fields = line.replace("\\:", "-").split(":")
        if fields[-2] == "*":
            strength, wpa, rsn = fields[-9], fields[-6], fields[-5]
            return int(strength), (_flags(wpa), _flags(rsn))
    raise LookupError(f"nmcli shows no access point in use in {folder}")


def _flags(words: str) -> int:
    return 0 if words == "(none)" else sum(SECURITY_WORDS[word] for word in words.split())


def _variant(pair: list[Any]) -> tuple[str, Any]:
    signature, value = pair
    (kind,) = _complete_types(signature)
    return signature, _value(kind, value)


def _value(kind: str, value: Any) -> Any:
    """Give a JSON value the Python type that jeepney gives to this D-Bus type."""
    if kind == "v":
        return _variant(value)
    if kind == "ay":
        return bytes.fromhex(value["bytes"]) if isinstance(value, dict) else bytes(value)
    if kind.startswith("a{"):
        key, item = _complete_types(kind[2:-1])
        return {_value(key, name): _value(item, content) for name, content in value.items()}
    if kind.startswith("a"):
        return [_value(kind[1:], item) for item in value]
    if kind.startswith("("):
        return tuple(map(_value, _complete_types(kind[1:-1]), value))
    return value


def _complete_types(signature: str) -> list[str]:
    """Split a D-Bus signature: "sa{sv}(ub)" is s, a{sv} and (ub)."""
    types, start, depth = [], 0, 0
    for position, letter in enumerate(signature):
        depth += (letter in "({") - (letter in ")}")
        if depth == 0 and letter != "a":
            types.append(signature[start : position + 1])
            start = position + 1
    return types

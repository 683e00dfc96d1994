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
            interface: {name: (signature, _plain(value)) for name, (signature, value) in properties.items()}
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


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        if set(value) == {"bytes"}:
            return bytes.fromhex(value["bytes"])
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value

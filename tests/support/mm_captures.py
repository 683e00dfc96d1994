"""Recorded ModemManager answers (tests/captures/linux_mobile_*/mm.json), as jeepney would give them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from netmon_tray.probes.parse.modemmanager import MODEM

CAPTURES = Path(__file__).parent.parent / "captures"


@dataclass(frozen=True, slots=True)
class RecordedModem:
    """One modem: its interfaces' properties, those of its bearers, and the answer of GetLocation."""

    path: str
    interfaces: dict[str, dict[str, Any]]
    bearers: list[dict[str, Any]]
    location: dict[int, Any]


def recorded_modem(folder: str) -> RecordedModem:
    """Read a recording, which has one modem."""
    answers = json.loads((CAPTURES / folder / "mm.json").read_text())
    ((path, interfaces),) = ((path, found) for path, found in answers["objects"].items() if MODEM in found)
    return RecordedModem(
        path=path,
        interfaces={name: _variants(properties) for name, properties in interfaces.items()},
        bearers=[_variants(properties) for properties in answers["bearers"].values()],
        location={int(source): tuple(variant) for source, variant in answers["location"].items()},
    )


def _variants(properties: dict[str, Any]) -> dict[str, Any]:
    """Variants are pairs, also inside a dictionary of variants."""
    return {name: _variant(*pair) for name, pair in properties.items()}


def _variant(signature: str, value: Any) -> tuple[str, Any]:
    return signature, _variants(value) if signature == "a{sv}" else value

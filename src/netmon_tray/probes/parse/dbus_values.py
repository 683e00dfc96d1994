"""D-Bus property dictionaries -> plain values: absent, blank and wrongly typed are all None.

A property is a variant: the pair of its signature and its value, as jeepney gives it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

Properties: TypeAlias = Mapping[str, Any]
"""One interface's properties: name -> (signature, value)."""
Objects: TypeAlias = Mapping[str, Mapping[str, Properties]]
"""Object path -> interface -> properties, as ``GetManagedObjects`` answers."""


def value(properties: Properties, name: str) -> Any:
    """The bare value of a property; None where it is absent or not a variant."""
    variant = properties.get(name)
    return variant[1] if isinstance(variant, (tuple, list)) and len(variant) == 2 else None


def text(properties: Properties, name: str) -> str | None:
    """A string that says something."""
    found = value(properties, name)
    return found.strip() or None if isinstance(found, str) else None


def number(properties: Properties, name: str) -> int | None:
    """An integer of any width; a boolean is none."""
    found = value(properties, name)
    return found if isinstance(found, int) and not isinstance(found, bool) else None


def real(properties: Properties, name: str) -> float | None:
    """A double."""
    found = value(properties, name)
    return found if isinstance(found, float) else None


def flag(properties: Properties, name: str) -> bool | None:
    """A boolean."""
    found = value(properties, name)
    return found if isinstance(found, bool) else None


def path(properties: Properties, name: str) -> str | None:
    """An object path; "/", by which services say "none", is None."""
    found = value(properties, name)
    return found if isinstance(found, str) and len(found) > 1 and found.startswith("/") else None


def paths(properties: Properties, name: str) -> tuple[str, ...]:
    """A list of object paths, "/" left out."""
    found = value(properties, name)
    if not isinstance(found, (list, tuple)):
        return ()
    return tuple(item for item in found if isinstance(item, str) and len(item) > 1 and item.startswith("/"))


def children(properties: Properties, name: str) -> Properties:
    """A nested dictionary of variants (``a{sv}``); empty where it is absent."""
    found = value(properties, name)
    return found if isinstance(found, Mapping) else {}

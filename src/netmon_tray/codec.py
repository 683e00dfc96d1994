"""Model values <-> plain JSON, for what the program keeps of itself between two runs (never for the wire)."""

from __future__ import annotations

import dataclasses
import enum
import types
import typing
from typing import Any, TypeVar

from netmon_tray.model import Unavailable

V = TypeVar("V")
_WITHHELD = "unavailable"


def to_plain(value: object) -> Any:
    """Turn a model value (dataclass, enum, tuple, scalar) into what ``json`` can write."""
    if isinstance(value, Unavailable):
        return {_WITHHELD: value.value}
    if isinstance(value, enum.Enum):
        return value.value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    return value


def from_plain(kind: type[V], plain: Any) -> V:
    """Rebuild a value of the dataclass ``kind``; raises ValueError, TypeError or KeyError when ``plain`` is none."""
    hints = typing.get_type_hints(kind)
    fields = {name: _rebuild(hints[name], item) for name, item in plain.items() if name in hints}
    return kind(**fields)


def _rebuild(hint: Any, plain: Any) -> Any:
    if plain is None:
        return None
    if isinstance(plain, dict) and set(plain) == {_WITHHELD}:
        return Unavailable(plain[_WITHHELD])
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        hint = next(arm for arm in typing.get_args(hint) if arm not in (Unavailable, types.NoneType))
    if typing.get_origin(hint) is tuple:
        return tuple(_rebuild(typing.get_args(hint)[0], item) for item in plain)
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return from_plain(hint, plain)
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return hint(plain)
    return _scalar(hint, plain)


def _scalar(hint: Any, plain: Any) -> Any:
    if hint is float and type(plain) is int:
        return float(plain)
    if type(plain) is not hint:
        raise TypeError(f"expected {hint}, found {type(plain)}")
    return plain

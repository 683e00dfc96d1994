"""What every source of a policy gives, and how values without tables and with few types become settings."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from netmon_tray.model import Condition
from netmon_tray.settings import Spec, specs

_TRUTH = {"0": False, "1": True, "false": False, "true": True}


@dataclass(frozen=True, slots=True)
class Policy:
    """The organisation's values, still unchecked, and what was wrong with their source."""

    values: Mapping[str, object] = field(default_factory=dict)
    """As in the settings file: sections with their keys."""
    conditions: tuple[Condition, ...] = ()


def tree(values: Iterable[tuple[str, object]]) -> dict[str, dict[str, object]]:
    """Sections of values that are named by dotted keys; those that the schema doesn't have are left out.

    A key's type decides what a value of few types means: the number 1 may be true, the text "2.5" a number. What fits
    in no way stays as it is, and is told by whoever takes the values.
    """
    sections: dict[str, dict[str, object]] = {}
    for name, value in values:
        spec = specs().get(name.lower())  # names of registry values have no case
        if spec is not None:
            section, key = spec.key.split(".")
            sections.setdefault(section, {})[key] = _typed(spec, value)
    return sections


def _typed(spec: Spec, value: object) -> object:
    if isinstance(spec.default, bool):
        return _TRUTH.get(str(value).lower(), value)
    if isinstance(spec.default, (int, float)) and isinstance(value, str):
        with contextlib.suppress(ValueError):
            return type(spec.default)(value)
    return value

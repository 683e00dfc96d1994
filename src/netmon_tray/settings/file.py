"""The settings file: read under the organisation's policy, written without losing what a person put there.

default < user's TOML file < policy; a value that is not valid falls back alone, with a condition that names it.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, BinaryIO, Literal, TypeAlias

from netmon_tray import health, toml_file
from netmon_tray.model import Condition, NetmonError
from netmon_tray.settings.schema import Settings, Spec, Value, convert, shown, spec_of, specs, with_value
from netmon_tray.settings.turn import turn
from netmon_tray.words import say

Origin: TypeAlias = Literal["default", "user", "policy"]

_IN_USE = frozenset({5, 32})
"""winerror.h: ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION."""
_IN_USE_WAITS_S = (0.01, 0.05, 0.2, 0.5)
"""Settings are read in milliseconds, by virus scanners in some more."""

SECOND_LOOK_S = 0.3
"""An editor fills a file that it emptied within milliseconds."""
JUST_WRITTEN_S = 2.0
"""The coarsest times of a file system that is in use: FAT counts in two seconds."""

# --- reading --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Loaded:
    """Settings as they hold now, with who set each key and what was wrong."""

    settings: Settings = field(default_factory=Settings)
    origins: Mapping[str, Origin] = field(default_factory=dict)
    """For every key of the schema; a "policy" key is locked."""
    conditions: tuple[Condition, ...] = ()
    unknown: tuple[str, ...] = ()
    """Keys of the user's file that the schema does not have: kept when it is written, otherwise without effect."""

    def origin(self, key: str) -> Origin:
        """Who set ``key``."""
        return self.origins.get(key, "default")


def load_settings(
    config_file: Path,
    policy: Mapping[str, object] | None = None,
    policy_conditions: tuple[Condition, ...] = (),
    *,
    rest: Callable[[float], None] = time.sleep,
) -> Loaded:
    """Read the user's file under ``policy``. Never raises on broken content: it falls back and says so.

    ``rest`` is called with seconds before a second look at a file that says nothing and was written just now.
    """
    conditions = list(policy_conditions)
    try:
        with config_file.open("rb") as stream:
            user = toml_file.read(stream)
            if not user and _is_just_written(stream):
                rest(SECOND_LOOK_S)
                stream.seek(0)
                user = toml_file.read(stream)
    except FileNotFoundError:
        user = {}
    except (OSError, ValueError) as error:
        user = {}
        conditions.append(health.settings_broken(str(config_file), _reason(error)))
    values: dict[str, tuple[Value, Origin]] = {}
    unknown, problems = _take(user, "user", values)
    if problems:
        conditions.append(health.settings_invalid(problems))
    _, problems = _take(policy or {}, "policy", values)
    if problems:
        conditions.append(health.policy_invalid(problems))
    settings = Settings()
    for key, (value, _) in values.items():
        settings = with_value(settings, key, value)
    origins: dict[str, Origin] = {key: values[key][1] if key in values else "default" for key in specs()}
    return Loaded(settings, origins, tuple(conditions), unknown)


def _is_just_written(stream: BinaryIO) -> bool:
    """Whether an editor may still be at it: many empty a file first, and then write."""
    return abs(time.time() - os.fstat(stream.fileno()).st_mtime) < JUST_WRITTEN_S


def _take(
    tree: Mapping[str, object], origin: Origin, values: dict[str, tuple[Value, Origin]]
) -> tuple[tuple[str, ...], list[tuple[str, str]]]:
    """Put the valid values of ``tree`` into ``values``; returns unknown keys, and (key, sentence) of invalid ones."""
    sections = {item.name for item in fields(Settings)}
    unknown: list[str] = []
    problems: list[tuple[str, str]] = []
    for section, content in tree.items():
        if section not in sections:
            unknown.append(section)
        elif not isinstance(content, Mapping):
            problems.append((section, f"must be a table of settings, not {shown(content)}"))
        else:
            for name, raw in content.items():
                key = f"{section}.{name}"
                if key not in specs():
                    unknown.append(key)
                    continue
                try:
                    values[key] = (convert(specs()[key], raw), origin)
                except ValueError as error:
                    problems.append(
                        (key, say("{problem}; {value} is used", problem=error.args[0], value=_fallback(key, values)))
                    )
    return tuple(unknown), problems


def _fallback(key: str, values: Mapping[str, tuple[Value, Origin]]) -> str:
    value = values[key][0] if key in values else specs()[key].default
    return shown(str(value).lower() if isinstance(value, bool) else value)


def _reason(error: Exception) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else str(error)


# --- writing --------------------------------------------------------------------------------------------------------


def store_setting(config_file: Path, key: str, value: Value, policy: Mapping[str, object] | None = None) -> None:
    """Write one key into the user's file; its comments, order and unknown keys stay.

    NetmonError as ``check_storable``, and where the file cannot be written.
    """
    with turn(_target(config_file)):
        target, content = _prepared(config_file, key, value, policy or {})
        try:
            _replace_file(target, content)
        except OSError as error:
            raise NetmonError(
                say(
                    "The settings file {config_file} cannot be written: {reason}.",
                    config_file=config_file,
                    reason=_reason(error),
                )
            ) from error


def check_storable(config_file: Path, key: str, value: Value, policy: Mapping[str, object] | None = None) -> None:
    """Do everything of ``store_setting`` but the writing.

    NetmonError where the organisation's policy sets that key, or where the file is broken: it is never overwritten.
    """
    _prepared(config_file, key, value, policy or {})


def _prepared(config_file: Path, key: str, value: Value, policy: Mapping[str, object]) -> tuple[Path, bytes]:
    spec = spec_of(key)
    locked: dict[str, tuple[Value, Origin]] = {}
    _take(policy, "policy", locked)
    if key in locked:
        raise NetmonError(say("{key} is set by your organisation.", key=key), say("It cannot be changed here."))
    try:
        target = config_file.resolve()  # a file that is a link stays one
        before = _content(target)
        text = _edited(before.decode("utf-8-sig"), toml_file.parse(before), spec, value)
    except (OSError, ValueError, RuntimeError) as error:  # RuntimeError: links that lead to themselves
        raise NetmonError(
            say(
                "The settings file {config_file} cannot be read: {reason}.",
                config_file=config_file,
                reason=_reason(error),
            ),
            say("Mend the file or move it away, then try again; nothing was changed."),
        ) from error
    return target, text.encode()


def _target(config_file: Path) -> Path:
    """Where a link leads; one that leads nowhere is told by whoever reads it."""
    try:
        return config_file.resolve()
    except (OSError, RuntimeError):
        return config_file


def _content(target: Path) -> bytes:
    """Its bytes, none where it is missing; from Python 3.13 on only reading tells a link to itself from that."""
    try:
        return target.read_bytes()
    except FileNotFoundError:
        return b""


def _edited(text: str, tree: dict[str, Any], spec: Spec, value: Value) -> str:
    """``text`` with one key changed; ValueError where the file gives that key no place."""
    import tomlkit  # 4 MB, only to write
    from tomlkit.exceptions import TOMLKitError

    section, name = spec.key.split(".")
    expected = tree | {section: {**_table(tree, section), name: value}}
    try:
        document = tomlkit.parse(text)
        if section not in document:
            document[section] = tomlkit.table()
        document[section][name] = value
        edited = document.as_string()
    except TOMLKitError as error:
        raise ValueError(str(error)) from error
    if toml_file.parse(edited.encode()) != expected:
        raise ValueError(f"its shape leaves no safe way to change {spec.key}")
    return edited


def _table(tree: Mapping[str, Any], section: str) -> Mapping[str, Any]:
    content = tree.get(section, {})
    if not isinstance(content, Mapping):
        raise ValueError(f"{section} must be a table of settings")  # noqa: TRY004 - told as a broken file
    return content


def _replace_file(target: Path, content: bytes) -> None:
    """Write beside the target and rename over it: a reader sees the old file or the new one, never a part."""
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        _rename_over(draft, target)
    except OSError:
        with contextlib.suppress(OSError):
            draft.unlink()
        raise


def _rename_over(draft: Path, target: Path) -> None:
    """Rename, and wait a little for who reads the target just now: only Windows refuses for that."""
    for wait_s in _IN_USE_WAITS_S:
        try:
            draft.replace(target)
        except PermissionError as error:
            if getattr(error, "winerror", None) not in _IN_USE:
                raise
            time.sleep(wait_s)
        else:
            return
    draft.replace(target)

"""The policy as a file, which counts only where nobody but root could have written it; on Linux it is TOML."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import BinaryIO

from netmon_tray import health, toml_file
from netmon_tray.policy.source import Policy

assert sys.platform != "win32"  # noqa: S101 - makes the type checker read this file for its own systems

LINUX_FILE = Path("/etc/netmon-tray/policy.toml")


def read(
    file: Path = LINUX_FILE,
    owner_uid: int = 0,
    parse: Callable[[BinaryIO], Mapping[str, object]] = toml_file.read,
) -> Policy:
    """Read the file; one that is not there is empty, one that cannot be trusted is ignored with a condition.

    The file must belong to ``owner_uid`` (root) and be writable by nobody else: else anyone could lock settings.
    ``parse`` makes sections with their keys of it, and raises ValueError.
    """
    try:
        return Policy(_read_trusted(file, owner_uid, parse))
    except (FileNotFoundError, NotADirectoryError):
        return Policy()
    except OSError as error:
        return Policy(conditions=(health.policy_ignored(str(file), error.strerror or str(error)),))
    except ValueError as error:
        return Policy(conditions=(health.policy_ignored(str(file), str(error)),))


def _read_trusted(
    file: Path, owner_uid: int, parse: Callable[[BinaryIO], Mapping[str, object]]
) -> Mapping[str, object]:
    descriptor = os.open(file, os.O_RDONLY | os.O_NONBLOCK)  # a pipe in its place must not hold us
    with os.fdopen(descriptor, "rb") as stream:
        status = os.fstat(stream.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise ValueError("it is not an ordinary file")
        if status.st_uid != owner_uid:
            raise ValueError("it does not belong to root")
        if status.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
            raise ValueError("others than root may write it (chmod go-w)")
        return parse(stream)

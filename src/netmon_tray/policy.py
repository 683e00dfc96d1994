"""What the organisation has set for this machine: values that the user's settings cannot override.

Linux: ``/etc/netmon-tray/policy.toml``, with the same tables and names as the user's settings.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from netmon_tray import health, toml_file
from netmon_tray.model import Condition

LINUX_FILE = Path("/etc/netmon-tray/policy.toml")


@dataclass(frozen=True, slots=True)
class Policy:
    """The organisation's values, still unchecked, and what was wrong with their source."""

    values: Mapping[str, object] = field(default_factory=dict)
    conditions: tuple[Condition, ...] = ()


def read_policy(file: Path = LINUX_FILE, owner_uid: int = 0) -> Policy:
    """Read the policy; one that is not there is empty, one that cannot be trusted is ignored with a condition.

    The file must belong to ``owner_uid`` (root) and be writable by nobody else: else anyone could lock settings.
    """
    if sys.platform != "linux":
        return Policy()
    try:
        return Policy(_read_trusted(file, owner_uid))
    except (FileNotFoundError, NotADirectoryError):
        return Policy()
    except OSError as error:
        return Policy(conditions=(health.policy_ignored(str(file), error.strerror or str(error)),))
    except ValueError as error:
        return Policy(conditions=(health.policy_ignored(str(file), str(error)),))


def _read_trusted(file: Path, owner_uid: int) -> dict[str, object]:
    waits_for_nobody = getattr(os, "O_NONBLOCK", 0)  # a pipe in its place must not hold us; Windows has no such flag
    descriptor = os.open(file, os.O_RDONLY | waits_for_nobody)
    with os.fdopen(descriptor, "rb") as stream:
        status = os.fstat(stream.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise ValueError("it is not an ordinary file")
        if status.st_uid != owner_uid:
            raise ValueError("it does not belong to root")
        if status.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
            raise ValueError("others than root may write it (chmod go-w)")
        return toml_file.read(stream)

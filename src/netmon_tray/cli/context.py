"""What every command is given: its arguments, the places, the settings, and the clock."""

from __future__ import annotations

import argparse
import functools
import os
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING

from netmon_tray.cli.render import UsageError
from netmon_tray.launch import read_settings
from netmon_tray.paths import Paths, resolve_paths

if TYPE_CHECKING:
    from netmon_tray.settings import Loaded, Settings


class Context:
    """One call of the command line.

    Attributes:
        arguments: what was typed, checked.
        environ: the environment, as the process was given it.
        paths: where the data directory and the settings file are.
    """

    def __init__(self, arguments: argparse.Namespace, environ: Mapping[str, str] | None = None) -> None:
        self.arguments = arguments
        self.environ = os.environ if environ is None else environ
        self.paths: Paths = resolve_paths(
            getattr(arguments, "data_dir", None), getattr(arguments, "config", None), self.environ
        )

    def load(self) -> Loaded:
        """Read the settings anew, under the policy as it stands now."""
        return read_settings(self.paths)

    @functools.cached_property
    def loaded(self) -> Loaded:
        """The settings as they were when the command began."""
        return self.load()

    @property
    def settings(self) -> Settings:
        """The values of ``loaded``."""
        return self.loaded.settings

    @property
    def wants_json(self) -> bool:
        """Whether ``--json`` was given."""
        return bool(getattr(self.arguments, "json", False))

    @property
    def span(self) -> tuple[int | None, int | None]:
        """``--since`` and ``--until``, milliseconds since 1970; UsageError where they are the wrong way round."""
        since, until = self.arguments.since, self.arguments.until
        if since is not None and until is not None and since > until:
            raise UsageError("--since lies after --until.")
        return since, until

    def now_unix_ms(self) -> int:
        """The wall clock."""
        return time.time_ns() // 1_000_000

"""Calls into Windows' own libraries, whose failures are ``CallFailed``."""

from __future__ import annotations

import ctypes
import sys
from typing import Any

from netmon_tray.probes.windows.seam import CallFailed, Code

assert sys.platform == "win32"  # noqa: S101 - makes the type checker read this file for its own system


class Library:
    """A library that is loaded with its first call; arguments are ctypes objects, so that pointers keep their width."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._loaded: ctypes.WinDLL | None = None

    def function(self, name: str) -> Any:
        """Return a function; CallFailed where this Windows does not have it."""
        if self._loaded is None:
            try:
                self._loaded = ctypes.WinDLL(self._name)
            except OSError as error:
                raise CallFailed(name, Code.MOD_NOT_FOUND) from error
        try:
            return getattr(self._loaded, name)
        except AttributeError as error:
            raise CallFailed(name, Code.PROC_NOT_FOUND) from error

    def call(self, name: str, *arguments: Any) -> None:
        """Call a function that returns an error code."""
        code = self.function(name)(*arguments)
        if code:
            raise CallFailed(name, code)

"""wlanapi.dll: adapters, connections and the notifications of their changes, through one handle to the WiFi service."""

from __future__ import annotations

import ctypes
import sys
import threading
import uuid
from collections.abc import Callable
from typing import Any

from netmon_tray.probes.parse import wlanapi
from netmon_tray.probes.parse.layouts import TABLE_ROWS_AT, Guid
from netmon_tray.probes.parse.wlanapi import NOTIFICATION_BYTES, Source, WlanInterfaceInfo
from netmon_tray.probes.windows.seam import CallFailed, Code

assert sys.platform == "win32"  # noqa: S101 - makes the type checker read this file for its own system

from netmon_tray.probes.windows.library import Library  # noqa: E402

_CLIENT_VERSION = 2
"""Windows Vista and newer."""
_LOST = frozenset({Code.INVALID_HANDLE, Code.SERVICE_NOT_ACTIVE, 1722, 1726})
"""The service ended (RPC_S_SERVER_UNAVAILABLE, RPC_S_CALL_FAILED): the next call needs a new handle."""
_ON_NOTIFICATION = ctypes.WINFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p)


class WlanLibrary:
    """The calls of wlanapi; see ``seam.Wlan``. The handle is opened when it is needed, and again after a loss."""

    def __init__(self) -> None:
        self.library = Library("wlanapi")
        self._lock = threading.Lock()
        self._handle: ctypes.c_void_p | None = None
        self._callback: Any = None
        """Kept, because Windows calls it."""
        self._sources = 0

    def adapters(self) -> bytes:
        """WlanEnumInterfaces."""
        listed = ctypes.c_void_p()
        self._call("WlanEnumInterfaces", ctypes.c_void_p(), ctypes.byref(listed))
        try:
            count = int.from_bytes(ctypes.string_at(listed, 4), "little")
            return ctypes.string_at(listed, TABLE_ROWS_AT + count * ctypes.sizeof(WlanInterfaceInfo))
        finally:
            self.library.function("WlanFreeMemory")(listed)

    def query(self, adapter: uuid.UUID, opcode: int) -> bytes:
        """WlanQueryInterface."""
        guid = Guid.read(adapter.bytes_le)
        size, told = ctypes.c_uint32(), ctypes.c_void_p()
        where = (ctypes.byref(guid), ctypes.c_uint32(opcode), ctypes.c_void_p())
        self._call("WlanQueryInterface", *where, ctypes.byref(size), ctypes.byref(told), ctypes.c_void_p())
        try:
            return ctypes.string_at(told, size.value)
        finally:
            self.library.function("WlanFreeMemory")(told)

    def listen(self, on_change: Callable[[], None]) -> None:
        """Tell of changes of connections from now on, through this handle and later ones."""

        def heard(data: int, _context: int) -> None:
            if wlanapi.notification(ctypes.string_at(data, NOTIFICATION_BYTES)).concerns_identity:
                on_change()

        with self._lock:
            self._callback = _ON_NOTIFICATION(heard)
            if self._handle is not None:
                self._register(self._handle)

    @property
    def hears_roams(self) -> bool:
        """Another access point is told as well."""
        return self._handle is not None and bool(self._sources & Source.MSM)

    def close(self) -> None:
        """End the notifications, which waits until one that is under way has returned, and close the handle.

        May be called again.
        """
        with self._lock:
            handle, self._handle, self._sources = self._handle, None, 0
        if handle is not None:
            nothing = ctypes.c_void_p()
            wanted = (ctypes.c_uint32(0), ctypes.c_int32(0), nothing, nothing, nothing, nothing)
            self.library.function("WlanRegisterNotification")(handle, *wanted)
            self.library.function("WlanCloseHandle")(handle, nothing)

    def _call(self, name: str, *arguments: Any) -> None:
        try:
            self.library.call(name, self._opened(), *arguments)
        except CallFailed as failure:
            if failure.code in _LOST:
                self.close()
            raise

    def _opened(self) -> ctypes.c_void_p:
        with self._lock:
            if self._handle is None:
                version, handle = ctypes.c_uint32(), ctypes.c_void_p()
                wanted = (ctypes.c_uint32(_CLIENT_VERSION), ctypes.c_void_p())
                self.library.call("WlanOpenHandle", *wanted, ctypes.byref(version), ctypes.byref(handle))
                self._handle = handle
                if self._callback is not None:
                    self._register(handle)
            return self._handle

    def _register(self, handle: ctypes.c_void_p) -> None:
        """Ask for everything; what the radio does is refused to those who may not know the location."""
        for sources in (Source.ACM | Source.MSM, Source.ACM):
            nothing = ctypes.c_void_p()
            wanted = (ctypes.c_uint32(sources), ctypes.c_int32(0), self._callback, nothing, nothing, nothing)
            try:
                self.library.call("WlanRegisterNotification", handle, *wanted)
            except CallFailed:
                continue
            self._sources = sources
            return

"""iphlpapi.dll: interfaces, routes, connectivity, and the notifications of their changes."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from typing import Any

from netmon_tray.probes.parse.iphlp import (
    AF_INET,
    AF_UNSPEC,
    MibIfRow2,
    MibIfStackRow,
    MibIpForwardRow2,
    MibIpInterfaceRow,
    MibIpNetRow2,
    NetworkConnectivityHint,
)
from netmon_tray.probes.parse.layouts import TABLE_ROWS_AT, Layout
from netmon_tray.probes.windows.seam import IP_HELPER, CallFailed, reported_as

assert sys.platform == "win32"  # noqa: S101 - makes the type checker read this file for its own system

from netmon_tray.probes.windows.library import Library  # noqa: E402

_FAMILY = ctypes.c_uint16
_ANYWHERE_V4 = bytes([8, 8, 8, 8])
_ANYWHERE_V6 = bytes.fromhex("20014860486000000000000000008888")
"""Addresses of the Internet, to which no packet is sent."""
_STACK_ROWS_AT = 4
_ON_CHANGE = ctypes.WINFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int32)
_ON_HINT = ctypes.WINFUNCTYPE(None, ctypes.c_void_p, NetworkConnectivityHint)


class IpHelperLibrary:
    """The calls of iphlpapi; see ``seam.IpHelper``."""

    def __init__(self) -> None:
        self.library = Library("iphlpapi")

    def interfaces(self) -> bytes:
        """GetIfTable2."""
        return self._table("GetIfTable2", MibIfRow2)

    def interface(self, luid: int) -> bytes:
        """GetIfEntry2."""
        row = MibIfRow2()
        row.InterfaceLuid = luid
        self.library.call("GetIfEntry2", ctypes.byref(row))
        return bytes(row)

    def routes(self) -> bytes:
        """GetIpForwardTable2."""
        return self._table("GetIpForwardTable2", MibIpForwardRow2, _FAMILY(AF_UNSPEC))

    def ip_interfaces(self) -> bytes:
        """GetIpInterfaceTable."""
        return self._table("GetIpInterfaceTable", MibIpInterfaceRow, _FAMILY(AF_UNSPEC))

    def stack(self) -> bytes:
        """GetIfStackTable."""
        return self._table("GetIfStackTable", MibIfStackRow, rows_at=_STACK_ROWS_AT)

    def best_interface(self, family: int) -> int:
        """GetBestInterfaceEx: struct sockaddr_in has its address at byte 4, sockaddr_in6 at byte 8."""
        address = bytes(2) + _ANYWHERE_V4 + bytes(8) if family == AF_INET else bytes(6) + _ANYWHERE_V6 + bytes(4)
        where = ctypes.create_string_buffer(family.to_bytes(2, "little") + address)
        index = ctypes.c_uint32()
        self.library.call("GetBestInterfaceEx", where, ctypes.byref(index))
        return index.value

    def neighbours(self, family: int) -> bytes:
        """GetIpNetTable2."""
        return self._table("GetIpNetTable2", MibIpNetRow2, _FAMILY(family))

    def connectivity(self) -> bytes:
        """GetNetworkConnectivityHint."""
        hint = NetworkConnectivityHint()
        self.library.call("GetNetworkConnectivityHint", ctypes.byref(hint))
        return bytes(hint)

    def connectivity_of(self, index: int) -> bytes:
        """GetNetworkConnectivityHintForInterface."""
        hint = NetworkConnectivityHint()
        self.library.call("GetNetworkConnectivityHintForInterface", ctypes.c_uint32(index), ctypes.byref(hint))
        return bytes(hint)

    def _table(self, name: str, row: type[Layout], *first: Any, rows_at: int = TABLE_ROWS_AT) -> bytes:
        """Call a function that allocates a counted table, copy it and free it."""
        table = ctypes.c_void_p()
        self.library.call(name, *first, ctypes.byref(table))
        try:
            count = int.from_bytes(ctypes.string_at(table, 4), "little")
            return ctypes.string_at(table, rows_at + count * ctypes.sizeof(row))
        finally:
            self.library.function("FreeMibTable")(table)


class IpNotices:
    """Notifications of interfaces, routes and, where Windows has them, of connectivity; heard in Windows' threads."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._handles: list[ctypes.c_void_p] = []
        self._callbacks: tuple[Any, ...] = ()
        """Kept, because Windows calls them."""

    @property
    def is_listening(self) -> bool:
        """Windows tells of changes."""
        return bool(self._handles)

    def start(self, on_change: Callable[[], None]) -> None:
        """Begin to listen; PartFailed where Windows does not let us."""
        changed = _ON_CHANGE(lambda _context, _row, _kind: on_change())
        hinted = _ON_HINT(lambda _context, _hint: on_change())
        self._callbacks = (changed, hinted)
        with reported_as(IP_HELPER):
            try:
                self._register("NotifyIpInterfaceChange", _FAMILY(AF_UNSPEC), changed)
                self._register("NotifyRouteChange2", _FAMILY(AF_UNSPEC), changed)
            except CallFailed:
                self.close()
                raise
        try:
            self._register("NotifyNetworkConnectivityHintChange", hinted)
        except CallFailed:
            return  # older than Windows 10 2004: a look finds what the network costs

    def close(self) -> None:
        """Stop listening; waits until a call that is under way has returned."""
        handles, self._handles = self._handles, []
        for handle in handles:
            self._library.function("CancelMibChangeNotify2")(handle)

    def _register(self, name: str, *first: Any) -> None:
        handle, nothing, not_at_first = ctypes.c_void_p(), ctypes.c_void_p(), ctypes.c_uint8(0)
        self._library.call(name, *first, nothing, not_at_first, ctypes.byref(handle))
        self._handles.append(handle)

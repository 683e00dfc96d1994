"""ICMP echo as Windows lets everybody send it: IcmpSendEcho and Icmp6SendEcho2 of iphlpapi, no raw socket."""

from __future__ import annotations

import ctypes
import os
import socket
import sys
import time
from typing import Any

from netmon_tray.model import RoundTrips, Silence
from netmon_tray.probes.asking import Forbidden, Patience, endpoint, ms_since
from netmon_tray.probes.parse.ipexport import (
    ADDRESS6_BYTES,
    ECHO6_STATUS_AT,
    ECHO_ANSWERED,
    ECHO_STATUS_AT,
    ECHO_TIMED_OUT,
)
from netmon_tray.probes.windows.seam import CallFailed

assert sys.platform == "win32"  # noqa: S101 - makes the type checker read this file for its own system

from netmon_tray.probes.windows.library import Library  # noqa: E402

_TOKEN_BYTES = 16
_REPLY_BYTES = 256
"""ICMP_ECHO_REPLY, what was sent, and 8 bytes of an error message (<ipexport.h>)."""
_INVALID_HANDLE = ctypes.c_void_p(-1).value
_STATUS_AT = {socket.AF_INET: ECHO_STATUS_AT, socket.AF_INET6: ECHO6_STATUS_AT}
_WORD, _DWORD, _NOTHING = ctypes.c_uint16, ctypes.c_uint32, ctypes.c_void_p()


def echo(address: str, patience: Patience) -> RoundTrips:
    """Ask a host by echo; see ``asking.Way``."""
    family, place = endpoint(address)
    library = Library("iphlpapi")
    handle = _open(library, "Icmp6CreateFile" if family == socket.AF_INET6 else "IcmpCreateFile")
    silence = Silence.TIMEOUT
    try:
        for sent in range(1, patience.asks + 1):
            began_s = time.perf_counter()
            status = _send(library, handle, family, place, patience.each_s)
            if status == ECHO_ANSWERED:
                return RoundTrips(sent, (ms_since(began_s),))
            if status != ECHO_TIMED_OUT:
                silence = Silence.UNREACHABLE
            if sent < patience.asks:
                time.sleep(max(0.0, patience.each_s - ms_since(began_s) / 1000))
    finally:
        library.function("IcmpCloseHandle")(handle)
    return RoundTrips(patience.asks, (), silence)


def _open(library: Library, name: str) -> ctypes.c_void_p:
    try:
        create = library.function(name)
    except CallFailed as failure:
        raise Forbidden(str(failure)) from failure
    create.restype = ctypes.c_void_p
    handle = create()
    if handle in (None, _INVALID_HANDLE):
        raise Forbidden(name)
    return ctypes.c_void_p(handle)


def _send(library: Library, handle: ctypes.c_void_p, family: int, place: tuple[Any, ...], limit_s: float) -> int:
    """Send one echo, wait for its answer, and return the status in it."""
    token, reply = os.urandom(_TOKEN_BYTES), ctypes.create_string_buffer(_REPLY_BYTES)
    rest = (token, _WORD(len(token)), _NOTHING, reply, _DWORD(len(reply)), _DWORD(round(limit_s * 1000)))
    host = str(place[0]).partition("%")[0]
    if family == socket.AF_INET:
        where = _DWORD(int.from_bytes(socket.inet_aton(host), "little"))
        count = library.function("IcmpSendEcho")(handle, where, *rest)
    else:
        ends = (_sockaddr("::", 0), _sockaddr(host, int(place[3])))
        count = library.function("Icmp6SendEcho2")(handle, _NOTHING, _NOTHING, _NOTHING, *ends, *rest)
    at = _STATUS_AT[socket.AddressFamily(family)]
    return int.from_bytes(reply.raw[at : at + 4], "little") if count else ECHO_TIMED_OUT


def _sockaddr(address: str, scope: int) -> ctypes.Array[ctypes.c_char]:
    """SOCKADDR_IN6 (<ws2ipdef.h>): family, port, flow, address, scope."""
    plain = int(socket.AF_INET6).to_bytes(2, "little") + bytes(6) + socket.inet_pton(socket.AF_INET6, address)
    return ctypes.create_string_buffer(plain + scope.to_bytes(4, "little"), ADDRESS6_BYTES)

"""The name servers that Windows asks: GetNetworkParams, which tells those of IPv4."""

from __future__ import annotations

import ctypes
import sys

from netmon_tray.addresses import is_address

assert sys.platform == "win32"  # noqa: S101 - makes the type checker read this file for its own system

from netmon_tray.probes.windows.library import Library  # noqa: E402
from netmon_tray.probes.windows.seam import CallFailed  # noqa: E402

_ERROR_BUFFER_OVERFLOW = 111
_LIST_AT = 272
"""Of DnsServerList in FIXED_INFO (<iptypes.h>): two names of 132 bytes and a pointer stand before it."""
_NEXT, _ADDRESS, _ADDRESS_BYTES = 0, 8, 16
"""IP_ADDR_STRING: a pointer to the next one, then the address as text."""
_FIRST_GUESS_BYTES = 4096


def system_resolvers() -> tuple[str, ...]:
    """Return their addresses in order; none where Windows does not tell."""
    size = ctypes.c_uint32(_FIRST_GUESS_BYTES)
    for _ in range(2):
        buffer = ctypes.create_string_buffer(size.value)
        try:
            Library("iphlpapi").call("GetNetworkParams", buffer, ctypes.byref(size))
        except CallFailed:
            continue  # with the size that it needs
        return tuple(filter(is_address, _texts(ctypes.addressof(buffer) + _LIST_AT)))
    return ()


def _texts(place: int) -> list[str]:
    found = []
    while place:
        text = ctypes.string_at(place + _ADDRESS, _ADDRESS_BYTES)
        found.append(text.partition(b"\0")[0].decode("ascii", "replace"))
        place = int.from_bytes(ctypes.string_at(place + _NEXT, ctypes.sizeof(ctypes.c_void_p)), "little")
    return found

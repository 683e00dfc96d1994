"""The name servers that Windows asks: GetNetworkParams, which tells those of IPv4."""

from __future__ import annotations

import ctypes
import sys

from netmon_tray.addresses import is_address
from netmon_tray.probes.parse.ipexport import NAME_SERVER_AT, NAME_SERVER_BYTES, NAME_SERVERS_AT

assert sys.platform == "win32"  # noqa: S101 - makes the type checker read this file for its own system

from netmon_tray.probes.windows.library import Library  # noqa: E402
from netmon_tray.probes.windows.seam import CallFailed  # noqa: E402

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
        return tuple(filter(is_address, _texts(ctypes.addressof(buffer) + NAME_SERVERS_AT)))
    return ()


def _texts(place: int) -> list[str]:
    found = []
    while place:
        text = ctypes.string_at(place + NAME_SERVER_AT, NAME_SERVER_BYTES)
        found.append(text.partition(b"\0")[0].decode("ascii", "replace"))
        place = int.from_bytes(ctypes.string_at(place, ctypes.sizeof(ctypes.c_void_p)), "little")
    return found

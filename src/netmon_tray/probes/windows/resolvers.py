"""The name servers that Windows asks, by GetAdaptersAddresses."""

from __future__ import annotations

import ctypes
import sys

from netmon_tray.probes.parse.adapters import NOTHING_BUT_NAME_SERVERS, name_servers
from netmon_tray.probes.parse.iphlp import AF_UNSPEC

assert sys.platform == "win32"  # noqa: S101 - makes the type checker read this file for its own system

from netmon_tray.probes.windows.library import Library  # noqa: E402
from netmon_tray.probes.windows.seam import CallFailed  # noqa: E402

_FIRST_GUESS_BYTES = 15_000
"""What Microsoft's page of the function advises."""
_TRIES = 3
"""Each with the size that it needed the time before, for adapters come and go."""


def system_resolvers() -> tuple[str, ...]:
    """Return their addresses in order; none where Windows does not tell."""
    size = ctypes.c_uint32(_FIRST_GUESS_BYTES)
    asked = (ctypes.c_uint32(AF_UNSPEC), ctypes.c_uint32(NOTHING_BUT_NAME_SERVERS), ctypes.c_void_p())
    for _ in range(_TRIES):
        buffer = ctypes.create_string_buffer(size.value)
        try:
            Library("iphlpapi").call("GetAdaptersAddresses", *asked, buffer, ctypes.byref(size))
            return name_servers(buffer.raw, ctypes.addressof(buffer))
        except CallFailed:
            continue
        except ValueError:
            break
    return ()

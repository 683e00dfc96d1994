"""A TCP connection that is made or refused, as a way to ask a host; and what answers where nobody can be."""

from __future__ import annotations

import socket
import time
from functools import partial

from netmon_tray.model import RoundTrips, Silence
from netmon_tray.probes.asking import MOST_BYTES, Patience, endpoint, ms_since, prepare, together

_PORTS = (443, 80, 53)
"""What a gateway or a host on the Internet is the likeliest to answer at, if only by refusing."""
NOBODY = "192.0.2.1"
"""TEST-NET-1 (RFC 5737): no computer has it. Who answers for it answers for everybody."""
_PORTAL_S = 1.0
_LOGIN_CODES = frozenset({b"200", b"301", b"302", b"303", b"307", b"308", b"511"})
"""A page or the way to one. A proxy that is no portal says that it can't reach such an address (502, 503, 504)."""


def knock(address: str, port: int, patience: Patience) -> RoundTrips:
    """Ask by opening a connection, which is closed at once; a refusal is an answer too. Raises OSError."""
    family, place = endpoint(address, port)
    with socket.socket(family, socket.SOCK_STREAM) as asking:
        prepare(asking)
        asking.settimeout(patience.whole_s)
        began_s = time.perf_counter()
        try:
            asking.connect(place)
        except ConnectionRefusedError:
            pass
        except TimeoutError:
            return RoundTrips(1, (), Silence.TIMEOUT)
        except OSError:
            return RoundTrips(1, (), Silence.UNREACHABLE)
        return RoundTrips(1, (ms_since(began_s),))


def knock_somewhere(address: str, patience: Patience) -> RoundTrips:
    """Ask at several ports at the same time: the first answer counts. Raises OSError."""
    endpoint(address)  # raises here, and not in the threads
    heard = together([partial(knock, address, port, patience) for port in _PORTS], "netmon-knock")
    return min((one for one in heard if one.rtts_ms), key=lambda one: one.rtts_ms, default=heard[0])


def meets_login_page(address: str = NOBODY, host: str = NOBODY) -> bool:
    """Whether the web server at ``address`` shows a page, or the way to one, for a host that does not exist."""
    family, place = endpoint(address, 80)
    try:
        with socket.socket(family, socket.SOCK_STREAM) as asking:
            asking.settimeout(_PORTAL_S)
            asking.connect(place)
            asking.sendall(f"GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
            words = asking.recv(MOST_BYTES).split(None, 2)
    except OSError:
        return False
    return len(words) > 1 and words[0].startswith(b"HTTP/") and words[1] in _LOGIN_CODES

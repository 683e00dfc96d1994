"""The HTTP library, narrowed to what may happen here: one origin, no redirects, no cookies, no environment, no retries.

Importing this module costs the memory of requests, urllib3 and OpenSSL; client.py does so with the first request.
"""

from __future__ import annotations

import http.client
import logging
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from http.cookiejar import DefaultCookiePolicy
from typing import Any

import requests
import urllib3
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import ClosedPoolError, HTTPError, LocationValueError, ProxyError

from netmon_tray.upload.exchange import AbortedError, Exchange
from netmon_tray.upload.lanes import MOST_LANES
from netmon_tray.upload.outcome import FaultKind

ERRORS = (requests.RequestException, HTTPError, http.client.HTTPException, OSError, ValueError)
"""All that the library raises for a request, its own faults with bad input included."""

logging.getLogger("urllib3.connection").setLevel(logging.ERROR)  # it quotes headers that it can't read

_MAX_LINE_BYTES = 65_536
_CLOCK_CODES = frozenset({9, 10, 0x800B0101, -67818, -67819})
"""A certificate not valid yet or no more: X509_V_ERR_CERT_NOT_YET_VALID and _HAS_EXPIRED (openssl/x509_vfy.h),
CERT_E_EXPIRED (winerror.h), errSecCertificateExpired and -NotValidYet (SecBase.h)."""


class _Current(threading.local):
    """The exchange that the running thread works for."""

    exchange: Exchange | None = None


current = _Current()


class TornStatusLine(http.client.BadStatusLine):
    """The connection ended within what began like a status line."""


class _Response(http.client.HTTPResponse):
    """Tells of the final status line before anything after it is read: a 201 counts from there on."""

    def _read_status(self) -> tuple[str, int, str]:
        """Read the final status line. What is interim (102, 103, ...) is passed over, as RFC 9110, 15.2 wants: to
        http.client it would be the answer, and the true one the answer to the next request. It does pass over 100.
        """
        version, status, reason = self._read_one_status()
        while 101 < status < 200:
            while self.fp.readline(_MAX_LINE_BYTES).strip():
                pass
            version, status, reason = self._read_one_status()
        exchange = current.exchange
        if exchange is not None and exchange.has_begun and status != 100:
            exchange.status_line(status)
        return version, status, reason

    def _read_one_status(self) -> tuple[str, int, str]:
        """Strictly: HTTP/1.x, three digits, a line end."""
        line = self.fp.readline(_MAX_LINE_BYTES + 1)
        if not line:
            raise http.client.RemoteDisconnected("the connection ended without an answer")
        if not line.endswith(b"\n"):
            is_torn = b"HTTP/1.".startswith(line[:7]) and len(line) <= _MAX_LINE_BYTES
            raise (TornStatusLine if is_torn else http.client.BadStatusLine)("an answer that is not HTTP")
        version, _, rest = line.decode("iso-8859-1").strip().partition(" ")
        digits, _, reason = rest.strip().partition(" ")
        is_http = version.startswith("HTTP/1.") and len(digits) == 3 and digits.isdecimal() and digits.isascii()
        if not is_http or int(digits) < 100:
            raise http.client.BadStatusLine("an answer that is not HTTP")
        return version, int(digits), reason


class _Watched(HTTPConnection):
    """A connection that reports its progress to the exchange of its thread, and can be cut from another one.

    It keeps a duplicate of its socket for that: TLS takes the original over, and wrapping it anew is not ours to do.
    """

    response_class = _Response
    line: socket.socket | None = None
    _head: bytes | None = None
    """Held back until the body comes, so that both leave in one packet."""

    def _new_conn(self) -> socket.socket:
        connected = super()._new_conn()
        self._drop_line()
        self.line = connected.dup()
        try:
            if current.exchange is not None:
                current.exchange.connected(self.line)
        except AbortedError:
            connected.close()
            raise
        return connected

    def endheaders(self, *arguments: Any, **options: Any) -> None:
        """Connect first, so that what fails until here is known not to have left."""
        if self.sock is None:
            self.connect()
        if current.exchange is not None:
            current.exchange.begin(self.line)
        self._head = b""
        super().endheaders(*arguments, **options)

    def send(self, data: Any) -> None:
        """Send; of a request that begins, head and body together: no server waits for the rest of it."""
        if self._head == b"":
            self._head = data
            return
        head, self._head = self._head, None
        super().send(data if head is None else head + data)

    def close(self) -> None:
        """Close the connection and the second handle on it."""
        super().close()
        self._drop_line()

    def _drop_line(self) -> None:
        if self.line is not None:
            self.line.close()
            self.line = None


class _WatchedTls(_Watched, HTTPSConnection):
    """The same over TLS."""


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Watched


class _TlsPool(HTTPSConnectionPool):
    ConnectionCls = _WatchedTls


class _Adapter(HTTPAdapter):
    """Uses our connections and our TLS context, on the way through a proxy too."""

    def __init__(self, context: ssl.SSLContext | None) -> None:
        self._context = context
        self._pools: dict[str, Any] = {}
        super().__init__(pool_connections=1, pool_maxsize=MOST_LANES, max_retries=0)

    def init_poolmanager(self, *arguments: Any, **options: Any) -> None:
        super().init_poolmanager(*arguments, ssl_context=self._context, **options)
        _use_our_pools(self.poolmanager)

    def proxy_manager_for(self, proxy: str, **options: Any) -> Any:
        manager = super().proxy_manager_for(
            proxy, ssl_context=self._context, proxy_ssl_context=self._context, **options
        )
        _use_our_pools(manager)
        return manager

    def get_connection_with_tls_context(self, request: Any, verify: Any, proxies: Any = None, cert: Any = None) -> Any:
        """Look for the pool once for each way: there is one origin, and seldom more than one way to it."""
        way = proxies.get("https", "") if proxies else ""
        pool = self._pools.get(way)
        if pool is None:
            pool = self._pools[way] = super().get_connection_with_tls_context(request, verify, proxies, cert)
        return pool

    def close(self) -> None:
        """Close what is idle; what is under way keeps its connection until it is done."""
        self._pools.clear()
        super().close()

    def cert_verify(self, *_arguments: Any, **_options: Any) -> None:
        """Leave the context as it is: requests would add its own bundle of authorities to it."""


def _use_our_pools(manager: urllib3.PoolManager) -> None:
    manager.pool_classes_by_scheme = {"http": _Pool, "https": _TlsPool}


class _Session(requests.Session):
    def get_redirect_target(self, resp: requests.Response) -> str | None:  # noqa: ARG002
        """No redirect is ever looked at: requests would read its whole body even when told not to follow it."""
        return None


def make_session(origin: str, context: ssl.SSLContext | None) -> requests.Session:
    """Make a session that reaches ``origin`` and nothing else; ``context`` None where it has no TLS."""
    session = _Session()
    session.trust_env = False
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    session.headers.clear()
    session.adapters.clear()
    session.mount(f"{origin}/", _Adapter(context))
    return session


def make_request(url: str, headers: Mapping[str, str]) -> requests.PreparedRequest:
    """Make what all requests have in common, once: to take an address and headers apart costs more than to send."""
    return requests.Request("POST", url, headers=dict(headers)).prepare()


def fault_kind(error: BaseException, *, has_begun: bool, via_proxy: bool) -> FaultKind:
    """Name a failed exchange by what the library raised, and by how far the request had come."""
    chain = tuple(_chain(error))
    if has_begun:
        return _kind_after_start(chain)
    is_tls = _has(chain, ssl.SSLError)
    if via_proxy and (_has(chain, ProxyError) or not is_tls):
        return FaultKind.PROXY
    return FaultKind.TLS if is_tls else _kind_of_connecting(chain)


def fault_text(error: BaseException, kind: FaultKind) -> str:
    """Say in a sentence what went wrong. Of our own faults only the kind: the library quotes headers."""
    if kind is FaultKind.LOCAL:
        return f"The request could not be made ({type(error).__name__})."
    root = next((item for item in reversed(tuple(_chain(error))) if isinstance(item, OSError) and str(item)), error)
    words = _SENTENCES[kind]
    if isinstance(root, ssl.SSLError):
        return f"{words} {_tls_words(root)}"
    reason = (root.strerror if isinstance(root, OSError) else None) or (str(root) if root is not error else "")
    return f"{words} ({reason})." if reason else f"{words}."


_SENTENCES = {
    FaultKind.DNS: "The name of the server can't be looked up",
    FaultKind.REFUSED: "The server refused the connection",
    FaultKind.UNREACHABLE: "The server can't be reached",
    FaultKind.CONNECT_TIMEOUT: "The server did not answer the call in time",
    FaultKind.TLS: "No secure connection could be made.",
    FaultKind.PROXY: "The proxy did not make the connection",
    FaultKind.CLOSED: "The connection ended before an answer came",
    FaultKind.TIMEOUT: "No answer came in time",
    FaultKind.TORN: "The connection ended within the answer",
    FaultKind.GARBAGE: "Something answered that does not speak HTTP",
    FaultKind.CANCELLED: "Sending was stopped",
}


def plain_fault_text(kind: FaultKind) -> str:
    """The sentence for a kind of fault without an error behind it: a limit of ours, or our stop."""
    return f"{_SENTENCES[kind]}."


def _kind_after_start(chain: tuple[BaseException, ...]) -> FaultKind:
    if _has(chain, TornStatusLine):
        return FaultKind.TORN
    if _has(chain, ConnectionError):
        return FaultKind.CLOSED
    if _has(chain, http.client.HTTPException):
        return FaultKind.GARBAGE
    return FaultKind.TIMEOUT if _has(chain, TimeoutError) else FaultKind.CLOSED


def _kind_of_connecting(chain: tuple[BaseException, ...]) -> FaultKind:
    kinds: tuple[tuple[type[BaseException], FaultKind], ...] = (
        (ClosedPoolError, FaultKind.UNREACHABLE),  # the connections were closed in the moment that one was asked for
        (socket.gaierror, FaultKind.DNS),
        (requests.exceptions.InvalidURL, FaultKind.DNS),
        (LocationValueError, FaultKind.DNS),
        (TimeoutError, FaultKind.CONNECT_TIMEOUT),
        (ConnectionRefusedError, FaultKind.REFUSED),
    )
    for error_class, kind in kinds:
        if _has(chain, error_class):
            return kind
    # requests' errors are OSErrors too: only one of the system's own says that the network was tried.
    is_network = any(isinstance(item, OSError) and not isinstance(item, requests.RequestException) for item in chain)
    return FaultKind.UNREACHABLE if is_network else FaultKind.LOCAL


def _tls_words(error: ssl.SSLError) -> str:
    if not isinstance(error, ssl.SSLCertVerificationError):
        return f"({error.reason or error.strerror or type(error).__name__})."
    words = f"The certificate was not accepted: {error.verify_message}."
    return f"{words} Check this computer's clock." if error.verify_code in _CLOCK_CODES else words


def _has(chain: tuple[BaseException, ...], kind: type[BaseException]) -> bool:
    return any(isinstance(item, kind) for item in chain)


def _chain(error: BaseException) -> Iterator[BaseException]:
    """An error and all that it wraps; the libraries hide causes in arguments and ``reason`` too."""
    seen: set[int] = set()
    waiting: list[BaseException] = [error]
    while waiting:
        item = waiting.pop(0)
        if id(item) in seen:
            continue
        seen.add(id(item))
        yield item
        wrapped = (item.__cause__, item.__context__, getattr(item, "reason", None), *item.args)
        waiting.extend(inner for inner in wrapped if isinstance(inner, BaseException))

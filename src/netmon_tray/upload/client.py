"""Requests to the Gate: sent within limits, answered by a Reply or a TransportFault, never by an exception."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from netmon_tray import __version__, log
from netmon_tray.model import NetmonError
from netmon_tray.settings import DIRECT
from netmon_tray.upload.address import ProxyAddressError, is_same_origin, parse_address, parse_proxy
from netmon_tray.upload.exchange import Exchange, Limits
from netmon_tray.upload.lanes import Lanes
from netmon_tray.upload.outcome import (
    MAX_BODY_BYTES,
    FaultKind,
    Reply,
    TransportFault,
    body_kind,
    plain_text,
)
from netmon_tray.upload.system_proxy import system_proxy

if TYPE_CHECKING:
    import requests

IDLE_S = 10.0
"""A connection that has had nothing to do for so long is closed, and so is the thread that served it."""
USER_AGENT = f"netmon-tray/{__version__}"
_HEADERS = {
    "Content-Type": "application/json",
    "Accept": "application/json",
    "Accept-Encoding": "identity",
    "User-Agent": USER_AGENT,
}

Outcome: TypeAlias = Reply | TransportFault


class Flight:
    """A request under way. Whoever began it looks after it: only a ``look`` notices that a limit is met."""

    def __init__(self, exchange: Exchange, tell: Callable[[Exchange], Outcome]) -> None:
        self._exchange, self._tell = exchange, tell

    def look(self) -> float | None:
        """Seconds until the next look is due; None once it is over."""
        return self._exchange.look()

    def wait(self) -> Outcome:
        """Look after it until it is over; what came of it."""
        self._exchange.wait()
        return self.outcome()

    def outcome(self) -> Outcome:
        """What came of it, once it is over."""
        return self._tell(self._exchange)

    def hurry(self, limit_s: float) -> None:
        """Give it no more than so many seconds from now."""
        self._exchange.hurry(limit_s)

    def cancel(self) -> None:
        """End it at once; nothing more of it leaves."""
        self._exchange.cancel()


class GateClient:
    """Posts records to one server, several at a time if asked to. Nothing of HTTP or TLS is loaded before the first.

    The token leaves only in the Authorization header of a request to the configured origin: there are no
    redirects, no cookies and no authentication from files, and the session has no way to any other origin.
    """

    def __init__(
        self,
        base_url: str,
        *,
        ca_file: str = "",
        proxy: str = "",
        system_proxy: Callable[[str], str] = system_proxy,
        connect_timeout_s: float = 10.0,
        total_timeout_s: float = 45.0,
        drain_timeout_s: float = 1.0,
    ) -> None:
        """Take the address; raises NetmonError where a token must not be sent to it, or the proxy is no address.

        ``proxy`` is as in the settings; where that is empty ``system_proxy`` tells the one for a host, in a request's
        own thread, and again once connections were closed. It may raise ProxyAddressError.
        """
        self.address = parse_address(base_url)
        self._ca_file = ca_file
        self._system_proxy = system_proxy
        is_direct = self.address.is_loopback or proxy == DIRECT
        self._set_proxy = "" if is_direct else parse_proxy(proxy) if proxy else None
        self._found_proxy: str | None = None
        self._limits = Limits(connect_timeout_s, total_timeout_s, drain_timeout_s)
        self._session: requests.Session | None = None
        self._template: requests.PreparedRequest | None = None
        self._lanes = Lanes("netmon-upload-io", idle_s=IDLE_S)
        self._exchanges: set[Exchange] = set()
        self._lock = threading.Lock()
        self._is_cancelled = False
        self._used_at_s: float | None = None

    def __repr__(self) -> str:
        return f"GateClient({self.address.origin!r})"

    def begin(self, payload: str, record_uuid: str, token: str, on_over: Callable[[], None] = lambda: None) -> Flight:
        """Send one record, and return without waiting for the answer; ``on_over`` is called from another thread."""
        return self._begin(payload, {"Idempotency-Key": record_uuid}, token, on_over)

    def post(self, payload: str, record_uuid: str, token: str) -> Outcome:
        """Send one record and wait for the answer, within the limits."""
        return self.begin(payload, record_uuid, token).wait()

    def check(self, token: str) -> Outcome:
        """Send an empty object: what the server finds wrong with it tells whether it took the token."""
        return self._begin("{}", {}, token, lambda: None).wait()

    def close_idle(self, now_s: float) -> float | None:
        """Close connections idle for ``IDLE_S`` at the monotonic time ``now_s``; seconds until that is due, or None."""
        if self._session is None or self._used_at_s is None:
            return None
        left_s = self._used_at_s + IDLE_S - now_s
        if left_s > 0:
            return left_s
        self.close()
        return None

    def close(self) -> None:
        """Close all connections; the client can be used again."""
        if self._session is not None:
            self._session.close()
        self._lanes.let_go()
        self._used_at_s = self._found_proxy = None

    def cancel(self) -> None:
        """End the requests that are under way, and all later ones, as cancelled; from any thread."""
        with self._lock:
            self._is_cancelled = True
            for exchange in self._exchanges:
                exchange.cancel()

    def _begin(self, payload: str, headers: dict[str, str], token: str, on_over: Callable[[], None]) -> Flight:
        exchange = Exchange(self._limits, on_over)
        flight = Flight(exchange, lambda over: self._outcome(over, token))
        try:
            self._prepare()
        except NetmonError as error:
            return _failed(TransportFault(FaultKind.TLS, str(error)))
        with self._lock:
            self._exchanges.add(exchange)
            if self._is_cancelled:
                exchange.is_cancelled = True
        body = payload.encode()
        if not self._lanes.run(lambda: self._perform(exchange, body, headers, token)):
            with self._lock:
                self._exchanges.discard(exchange)
            return _failed(TransportFault(FaultKind.CONNECT_TIMEOUT, "Earlier requests do not come to an end."))
        return flight

    def _prepare(self) -> None:
        """Load the library and make the session, once; raises NetmonError where nobody can be trusted."""
        if self._session is not None:
            return
        from netmon_tray.upload import transport, trust

        context = trust.trusted_context(self._ca_file) if self.address.is_tls else None
        self._template = transport.make_request(self.address.records_url, _HEADERS)
        self._session = transport.make_session(self.address.origin, context)

    def _perform(self, exchange: Exchange, body: bytes, headers: dict[str, str], token: str) -> None:
        """Run in the request's own thread."""
        from netmon_tray.upload import transport

        transport.current.exchange = exchange
        try:
            self._send(exchange, body, headers, token)
        except (*transport.ERRORS, ProxyAddressError) as error:
            exchange.error = error
        finally:
            transport.current.exchange = None
            with self._lock:
                self._exchanges.discard(exchange)
            self._used_at_s = time.monotonic()
            exchange.finish()

    def _send(self, exchange: Exchange, body: bytes, headers: dict[str, str], token: str) -> None:
        if self._session is None or self._template is None:
            raise RuntimeError("the session is made before the thread starts")
        proxy = self._proxy()
        exchange.via_proxy = bool(proxy)
        request = self._template.copy()
        request.prepare_body(body, None)
        request.headers.update(headers)
        request.headers["Authorization"] = f"Bearer {token}"
        response = self._session.send(
            request,
            timeout=(self._limits.connect_s, self._limits.total_s),
            proxies={"https": proxy} if proxy else {},
            allow_redirects=False,
            stream=True,
        )
        try:
            exchange.headers = response.headers
            if response.status_code < 200:
                return  # no body follows, and to read it would hand a connection of another protocol back to the pool
            read = response.raw.read(MAX_BODY_BYTES + 1, decode_content=False)
            exchange.body = read[:MAX_BODY_BYTES]
            exchange.is_complete = len(read) <= MAX_BODY_BYTES
        finally:
            if not exchange.is_complete:
                response.close()

    def _proxy(self) -> str:
        """What to send through; empty for nothing."""
        if self._set_proxy is not None:
            return self._set_proxy
        found = self._found_proxy
        if found is None:
            found = self._found_proxy = self._system_proxy(self.address.host)
        return found

    def _outcome(self, exchange: Exchange, token: str) -> Outcome:
        if exchange.status is not None:
            return self._reply(exchange, exchange.status, token)
        from netmon_tray.upload import transport

        if exchange.is_cancelled:
            return TransportFault(FaultKind.CANCELLED, transport.plain_fault_text(FaultKind.CANCELLED))
        error = exchange.error
        if error is None or exchange.is_cut:
            kind = FaultKind.TIMEOUT if exchange.has_begun else FaultKind.CONNECT_TIMEOUT
            return TransportFault(kind, transport.plain_fault_text(kind))
        if isinstance(error, ProxyAddressError):
            return TransportFault(FaultKind.PROXY, str(error))
        kind = transport.fault_kind(error, has_begun=exchange.has_begun, via_proxy=exchange.via_proxy)
        return TransportFault(kind, _without(token, transport.fault_text(error, kind)))

    def _reply(self, exchange: Exchange, status: int, token: str) -> Reply:
        if status == 201:
            date = exchange.headers.get("Date")
            return Reply(status, date=date, via_proxy=exchange.via_proxy)  # the status line says all of the record
        headers = exchange.headers
        location = headers.get("Location")
        return Reply(
            status=status,
            kind=body_kind(
                headers.get("Content-Type", ""),
                exchange.body,
                is_complete=exchange.is_complete,
                is_encoded=headers.get("Content-Encoding", "identity").lower() != "identity",
            ),
            text=_without(token, plain_text(exchange.body)),
            retry_after=headers.get("Retry-After"),
            date=headers.get("Date"),
            is_same_origin=location is not None and is_same_origin(self.address.records_url, location),
            via_proxy=exchange.via_proxy,
        )


def _failed(fault: TransportFault) -> Flight:
    """A request that could not even be begun."""
    exchange = Exchange(Limits())
    exchange.finish()
    return Flight(exchange, lambda _over: fault)


def _without(token: str, text: str) -> str:
    return log.redact(text.replace(token, log.REDACTED) if token else text)

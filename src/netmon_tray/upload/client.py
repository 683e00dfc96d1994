"""One request to the Gate: posted within limits, answered by a Reply or a TransportFault, never by an exception."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from netmon_tray import __version__, log
from netmon_tray.model import NetmonError
from netmon_tray.upload.address import is_same_origin, parse_address, parse_proxy
from netmon_tray.upload.exchange import Exchange, Limits
from netmon_tray.upload.outcome import (
    MAX_BODY_BYTES,
    FaultKind,
    Reply,
    TransportFault,
    body_kind,
    plain_text,
)

if TYPE_CHECKING:
    import requests

IDLE_S = 10.0
"""A connection that has had nothing to do for so long is closed."""
USER_AGENT = f"netmon-tray/{__version__}"


class GateClient:
    """Posts records to one server. Nothing of HTTP or TLS is loaded before the first post.

    The token leaves only in the Authorization header of a request to the configured origin: there are no
    redirects, no cookies and no authentication from files, and the session has no way to any other origin.
    """

    def __init__(
        self,
        base_url: str,
        *,
        ca_file: str = "",
        proxy: str = "",
        connect_timeout_s: float = 10.0,
        total_timeout_s: float = 45.0,
        drain_timeout_s: float = 1.0,
    ) -> None:
        """Take the address; raises NetmonError where a token must not be sent to it, or the proxy is no address."""
        self.address = parse_address(base_url)
        self._ca_file = ca_file
        self._proxy = parse_proxy(proxy) if proxy and not self.address.is_loopback else ""
        self._limits = Limits(connect_timeout_s, total_timeout_s, drain_timeout_s)
        self._session: requests.Session | None = None
        self._exchanges: set[Exchange] = set()
        self._lock = threading.Lock()
        self._is_cancelled = False
        self._used_at_s: float | None = None

    def __repr__(self) -> str:
        return f"GateClient({self.address.origin!r})"

    def post(self, payload: str, record_uuid: str, token: str) -> Reply | TransportFault:
        """Send one record and wait for the answer, within the limits."""
        return self._exchange(payload, {"Idempotency-Key": record_uuid}, token)

    def check(self, token: str) -> Reply | TransportFault:
        """Send an empty object: what the server finds wrong with it tells whether it took the token."""
        return self._exchange("{}", {}, token)

    def close_idle(self, now_s: float) -> float | None:
        """Close connections idle for ``IDLE_S`` at the monotonic time ``now_s``; seconds until that is due, or None."""
        if self._session is None or self._used_at_s is None:
            return None
        left_s = self._used_at_s + IDLE_S - now_s
        if left_s > 0:
            return left_s
        self._session.close()
        self._used_at_s = None
        return None

    def close(self) -> None:
        """Close all connections; the client can be used again."""
        if self._session is not None:
            self._session.close()
        self._used_at_s = None

    def cancel(self) -> None:
        """End the requests that are under way, and all later ones, as cancelled; from any thread."""
        with self._lock:
            self._is_cancelled = True
            for exchange in self._exchanges:
                exchange.cancel()

    def _exchange(self, payload: str, headers: dict[str, str], token: str) -> Reply | TransportFault:
        try:
            self._prepare()
        except NetmonError as error:
            return TransportFault(FaultKind.TLS, str(error))
        exchange = Exchange()
        with self._lock:
            self._exchanges.add(exchange)
            if self._is_cancelled:
                exchange.cancel()
        arguments = (exchange, payload.encode(), headers, token)
        threading.Thread(target=self._perform, args=arguments, name="netmon-upload-io", daemon=True).start()
        exchange.wait(self._limits)
        with self._lock:
            self._exchanges.discard(exchange)
        self._used_at_s = time.monotonic()
        return self._outcome(exchange, token)

    def _prepare(self) -> None:
        """Load the library and make the session, once; raises NetmonError where nobody can be trusted."""
        if self._session is not None:
            return
        from netmon_tray.upload import transport, trust

        context = trust.trusted_context(self._ca_file) if self.address.is_tls else None
        self._session = transport.make_session(self.address.origin, context, self._proxy)

    def _perform(self, exchange: Exchange, body: bytes, headers: dict[str, str], token: str) -> None:
        """Run in the request's own thread."""
        from netmon_tray.upload import transport

        transport.current.exchange = exchange
        try:
            self._send(exchange, body, headers, token)
        except transport.ERRORS as error:
            exchange.error = error
        finally:
            transport.current.exchange = None
            exchange.finish()

    def _send(self, exchange: Exchange, body: bytes, headers: dict[str, str], token: str) -> None:
        if self._session is None:
            raise RuntimeError("the session is made before the thread starts")
        response = self._session.post(
            self.address.records_url,
            data=body,
            headers={
                "Authorization": f"Bearer {token}",
                "Content-Type": "application/json",
                "Accept": "application/json",
                "Accept-Encoding": "identity",
                "User-Agent": USER_AGENT,
                **headers,
            },
            timeout=(self._limits.connect_s, self._limits.total_s),
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

    def _outcome(self, exchange: Exchange, token: str) -> Reply | TransportFault:
        if exchange.status is not None:
            return self._reply(exchange, exchange.status, token)
        from netmon_tray.upload import transport

        if exchange.is_cancelled:
            return TransportFault(FaultKind.CANCELLED, transport.plain_fault_text(FaultKind.CANCELLED))
        error = exchange.error
        if error is None or exchange.is_cut:
            kind = FaultKind.TIMEOUT if exchange.has_begun else FaultKind.CONNECT_TIMEOUT
            return TransportFault(kind, transport.plain_fault_text(kind))
        kind = transport.fault_kind(error, has_begun=exchange.has_begun, via_proxy=bool(self._proxy))
        return TransportFault(kind, _without(token, transport.fault_text(error, kind)))

    def _reply(self, exchange: Exchange, status: int, token: str) -> Reply:
        if status == 201:
            return Reply(status, via_proxy=bool(self._proxy))  # the status line says it all
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
            via_proxy=bool(self._proxy),
        )


def _without(token: str, text: str) -> str:
    return log.redact(text.replace(token, log.REDACTED) if token else text)

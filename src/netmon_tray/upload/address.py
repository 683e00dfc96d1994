"""The server's address: what is taken as one, its origin, and whether another address has the same origin."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

from netmon_tray.model import NetmonError
from netmon_tray.words import say

RECORDS_PATH = "/device_app_connection_log/"
"""The trailing slash is part of the path (gate-api.md)."""

_DEFAULT_PORTS = {"https": 443, "http": 80}
_EXAMPLE = say("Use an address such as https://gate.example.com/api/v1 for upload.base_url.")


@dataclass(frozen=True, slots=True)
class Address:
    """Where records go. ``origin`` is scheme, host and (unless it is the default) port: what a token is bound to."""

    records_url: str
    origin: str
    host: str
    is_tls: bool
    is_loopback: bool


class ProxyAddressError(NetmonError):
    """What is set up as a proxy is no address of one."""


def parse_address(base_url: str) -> Address:
    """Take ``upload.base_url`` apart; raises NetmonError for anything that a token must not be sent to."""
    parts = _split(base_url)
    if parts is None:
        raise NetmonError(say("The server's address is not one."), _EXAMPLE)
    if parts.username is not None or parts.password is not None:
        raise NetmonError(say("The server's address holds a user name or a password."), _EXAMPLE)
    if parts.query or parts.fragment:
        raise NetmonError(say("The server's address holds a query or a fragment."), _EXAMPLE)
    host = parts.hostname or ""
    is_loopback = is_loopback_host(host)
    if parts.scheme != "https" and not is_loopback:
        raise NetmonError(
            say("The server's address begins with http://, which would show the token to the whole network."),
            say("Use https://; http:// is taken for this computer only."),
        )
    origin = _origin(parts)
    return Address(
        f"{origin}{parts.path.rstrip('/')}{RECORDS_PATH}", origin, host, parts.scheme == "https", is_loopback
    )


def parse_proxy(proxy: str) -> str:
    """Check ``upload.proxy`` and return it; raises ProxyAddressError, whose text repeats no password."""
    parts = _split(proxy)
    if parts is None or parts.query or parts.fragment or parts.path not in ("", "/"):
        raise ProxyAddressError(
            say("The proxy's address is not one."),
            say("Use one such as http://proxy.example.com:3128 for upload.proxy."),
        )
    return proxy


def is_loopback_host(host: str) -> bool:
    """Whether a host name or address means this computer, whatever the name service says."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def is_same_origin(url: str, location: str) -> bool:
    """Whether ``location``, as a reply from ``url`` names it, stays at the same origin."""
    try:
        there = _split(urljoin(url, location))
    except ValueError:
        return False
    here = _split(url)
    if here is None or there is None or there.username is not None:
        return False
    return _origin(here) == _origin(there)


def _split(text: str) -> SplitResult | None:
    """Split an http(s) address; None where it is none. What readers of addresses disagree about is not taken: line
    breaks, which urlsplit drops in silence, and backslashes, which browsers take for slashes.
    """
    if any(ord(character) <= 0x20 or character in "\x7f\\" for character in text):
        return None
    try:
        parts = urlsplit(text)
        is_address = parts.scheme in _DEFAULT_PORTS and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return None
    return parts if is_address else None


def _origin(parts: SplitResult) -> str:
    host = (parts.hostname or "").lower()
    shown = f"[{host}]" if ":" in host else host
    is_default = parts.port in (None, _DEFAULT_PORTS[parts.scheme])
    return f"{parts.scheme}://{shown}" if is_default else f"{parts.scheme}://{shown}:{parts.port}"

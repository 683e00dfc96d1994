"""The operating system's own proxy: what Windows and macOS keep in their network settings.

Nothing of the environment is asked (HTTPS_PROXY, ALL_PROXY and the like): whoever could set a variable could otherwise
lead what is sent past himself. Linux has no proxy of its own beside it, so none is found there. A script that chooses
a proxy (PAC) is not run.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from netmon_tray.upload.address import ProxyAddressError, parse_proxy
from netmon_tray.upload.native import NATIVE

_ADVICE = "Name one such as http://proxy.example.com:3128 in upload.proxy, or set that to none."


def system_proxy(host: str) -> str:
    """The proxy for an https request to ``host``; empty where none is set up, or not for that host.

    Exceptions may be set up as addresses: the name service may be asked. Raises ProxyAddressError for a proxy of a kind
    that is not spoken here.
    """
    if not NATIVE.proxies:
        return ""
    from urllib import request  # late: the HTTP library brings it

    read, is_exempt = (getattr(request, f"{what}_{NATIVE.proxies}") for what in ("getproxies", "proxy_bypass"))
    return chosen(host, read, is_exempt)


def chosen(host: str, read: Callable[[], Mapping[str, str]], is_exempt: Callable[[str], object]) -> str:
    """What follows from the system's proxies by scheme, and from its exceptions."""
    found = read()
    proxy = found.get("https", "")
    if not (proxy or found.get("socks")) or _is_exempt(host, is_exempt):
        return ""
    try:
        return parse_proxy(proxy)
    except ProxyAddressError:
        raise ProxyAddressError("The system's proxy is of a kind that can't be used here.", _ADVICE) from None


def _is_exempt(host: str, is_exempt: Callable[[str], object]) -> bool:
    """The library takes the system's patterns for regular expressions, which not every one of them is."""
    try:
        return bool(is_exempt(host))
    except (OSError, ValueError, re.error):
        return False

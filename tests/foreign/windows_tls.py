"""Whom the program believes over TLS under Windows, and through whose proxy it goes there."""

from __future__ import annotations

import ssl

from foreign.catalogue import How, check
from foreign.findings import Findings
from foreign.windows_keeping import set_value
from foreign.windows_netmon import WindowsNetmon
from foreign.wine import Windows, windows
from support.connect_proxy import ConnectProxy
from support.gate_server import BASE_PATH, GateServer
from support.tls import TestAuthority, self_signed_context

NAME = "localhost"
"""Wine 8 compares names only; Windows takes addresses in a certificate too."""
PROXY_KEY = r"Software\Microsoft\Windows\CurrentVersion\Internet Settings"


@check("windows-tls", "TLS by Windows' own verification: a named authority, a foreign one, another name", How.WINE)
def tls() -> list[str]:
    """Only the authority that the settings name opens the way for the token, and only under the server's own name.

    Foreign authorities are shown by their servers: Wine 8 believes a chain that ends in none, Windows not.
    """
    found = Findings()
    with windows() as machine:
        ours, foreign = (TestAuthority(machine.place, name) for name in ("ours", "foreign"))
        named = machine.path(ours.ca_file)
        cases: tuple[tuple[str, ssl.SSLContext, str, bool], ...] = (
            ("the named authority", ours.server_context(NAME), named, True),
            ("a foreign authority", foreign.server_context(NAME, shows_authority=True), named, False),
            ("no named authority", ours.server_context(NAME, shows_authority=True), "", False),
            ("another server's certificate", ours.server_context("gate.example"), named, False),
            ("a self-signed certificate", self_signed_context(machine.place, "127.0.0.1"), named, False),
        )
        for what, context, ca_file, is_believed in cases:
            with GateServer(tls=context) as gate:
                said = _check(machine, gate.token, f"https://{NAME}:{gate.port}{BASE_PATH}", ca_file)
                arrived = len(gate.requests)
            expected = 1 if is_believed else 0
            found.expect(arrived == expected, f"{what}: {expected} requests", (arrived, said))
    return found.troubles


@check("windows-proxy", "the proxy of Windows' own network settings", How.WINE)
def proxy() -> list[str]:
    """A server that only the proxy knows: it is asked through it, and the proxy never sees the token."""
    found = Findings()
    host = "gate.example"
    with windows() as machine:
        authority = TestAuthority(machine.place)
        with (
            GateServer(tls=authority.server_context(host)) as gate,
            ConnectProxy(("127.0.0.1", gate.port)) as way,
        ):
            set_value(machine, "HKEY_CURRENT_USER", PROXY_KEY, "ProxyServer", "REG_SZ", f"127.0.0.1:{way.port}")
            set_value(machine, "HKEY_CURRENT_USER", PROXY_KEY, "ProxyEnable", "REG_DWORD", 1)
            said = _check(machine, gate.token, f"https://{host}{BASE_PATH}", machine.path(authority.ca_file))
            arrived = [request.path for request in gate.requests]
            seen = b"".join(way.seen)
        found.expect(len(arrived) == 1, "one request", (arrived, said))
        found.expect(seen.startswith(f"CONNECT {host}:443 ".encode()), "through the proxy", seen[:80])
        found.expect(gate.token.encode() not in seen, "no token in the proxy's hands")
    return found.troubles


def _check(machine: Windows, token: str, url: str, ca_file: str) -> str:
    netmon = WindowsNetmon(machine, machine.place)
    place = machine.place / "token"
    place.write_text(token, encoding="ascii")
    netmon.environ["NETMON_TOKEN_FILE"] = machine.path(place)
    netmon.config_file.write_text(f"[upload]\nbase_url = '{url}'\nca_file = '{ca_file}'\n", encoding="utf-8")
    return netmon("token", "check", code=None).stdout

"""Whom the program believes over TLS under Windows: its own certificate store, and the file that the settings name."""

from __future__ import annotations

import ssl

from foreign.catalogue import How, check
from foreign.findings import Findings
from foreign.windows_netmon import WindowsNetmon
from foreign.wine import Windows, windows
from support.gate_server import BASE_PATH, GateServer
from support.tls import TestAuthority, self_signed_context

NAME = "localhost"
"""Wine 8 compares names only; Windows takes addresses in a certificate too."""


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
                said = _check(machine, gate, ca_file)
                arrived = len(gate.requests)
            expected = 1 if is_believed else 0
            found.expect(arrived == expected, f"{what}: {expected} requests", (arrived, said))
    return found.troubles


def _check(machine: Windows, gate: GateServer, ca_file: str) -> str:
    netmon = WindowsNetmon(machine, machine.place)
    token = machine.place / "token"
    token.write_text(gate.token, encoding="ascii")
    netmon.environ["NETMON_TOKEN_FILE"] = machine.path(token)
    url = f"https://{NAME}:{gate.port}{BASE_PATH}"
    netmon.config_file.write_text(f"[upload]\nbase_url = '{url}'\nca_file = '{ca_file}'\n", encoding="utf-8")
    return netmon("token", "check", code=None).stdout

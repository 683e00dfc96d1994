"""A certificate authority of the test's own, and what its servers show."""

from __future__ import annotations

import datetime as dt
import ssl
from pathlib import Path

import trustme


class TestAuthority:
    """An authority that only those trust who are given ``ca_file``."""

    __test__ = False

    def __init__(self, folder: Path, name: str = "test") -> None:
        self._authority = trustme.CA(organization_name=f"netmon-tray {name}")
        self.ca_file = folder / f"{name}-ca.pem"
        self._authority.cert_pem.write_to_path(str(self.ca_file))

    def server_context(
        self,
        *names: str,
        not_before: dt.datetime | None = None,
        not_after: dt.datetime | None = None,
    ) -> ssl.SSLContext:
        """A server's context with a certificate for ``names``; without dates it is valid now."""
        issued = self._authority.issue_cert(*names, not_before=not_before, not_after=not_after)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        issued.configure_cert(context)
        return context

"""What the operating system offers to upload: keyrings that may keep a token, a certificate store, a proxy.

The one place in this room that asks which system it is.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Native:
    """One system's offer."""

    keyrings: tuple[str, ...] = ()
    """Backend classes by full name, in order of preference. Nothing else ever keeps a token: no null backend, no
    failing one, no file in plain text."""
    has_certificate_store: bool = False
    """The system verifies certificates itself; elsewhere OpenSSL does, with the distribution's files."""
    proxies: str = ""
    """How the two functions of urllib.request end that read the system's own proxy settings, and nothing of the
    environment: ``getproxies_...`` and ``proxy_bypass_...``. Empty where there are no such settings."""


_BY_SYSTEM = {
    "linux": Native(("keyring.backends.SecretService.Keyring", "keyring.backends.kwallet.DBusKeyring")),
    "win32": Native(("keyring.backends.Windows.WinVaultKeyring",), has_certificate_store=True, proxies="registry"),
    "darwin": Native(("keyring.backends.macOS.Keyring",), has_certificate_store=True, proxies="macosx_sysconf"),
}

NATIVE = _BY_SYSTEM.get(sys.platform, Native())

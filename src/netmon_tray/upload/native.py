"""What the operating system offers to upload: keyrings that may keep a token, and a certificate store of its own.

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


_BY_SYSTEM = {
    "linux": Native(("keyring.backends.SecretService.Keyring", "keyring.backends.kwallet.DBusKeyring")),
    "win32": Native(("keyring.backends.Windows.WinVaultKeyring",), has_certificate_store=True),
    "darwin": Native(("keyring.backends.macOS.Keyring",), has_certificate_store=True),
}

NATIVE = _BY_SYSTEM.get(sys.platform, Native())

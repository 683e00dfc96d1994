"""A certificate authority of the test's own, and what its servers show."""

from __future__ import annotations

import datetime as dt
import ipaddress
import ssl
from pathlib import Path

import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec


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
        shows_authority: bool = False,
    ) -> ssl.SSLContext:
        """A server's context with a certificate for ``names``; without dates it is valid now.

        ``shows_authority``: whether it sends the authority's certificate as well, which few servers do.
        """
        issued = self._authority.issue_cert(*names, not_before=not_before, not_after=not_after)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        shown = issued.private_key_and_cert_chain_pem.bytes()
        shown += self._authority.cert_pem.bytes() if shows_authority else b""
        with trustme.Blob(shown).tempfile() as file:
            context.load_cert_chain(file)
        return context


def self_signed_context(folder: Path, address: str) -> ssl.SSLContext:
    """A server's context whose certificate, right in all else, vouches for itself."""
    key, now = ec.generate_private_key(ec.SECP256R1()), dt.datetime.now(tz=dt.UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, address)])
    names = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(address))])
    made = x509.CertificateBuilder(
        name, name, key.public_key(), x509.random_serial_number(), now, now + dt.timedelta(9)
    )
    signed = made.add_extension(names, critical=False).sign(key, hashes.SHA256())
    pem, secret = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    place = folder / "self-signed.pem"
    place.write_bytes(key.private_bytes(pem, secret, serialization.NoEncryption()) + signed.public_bytes(pem))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(place)
    return context

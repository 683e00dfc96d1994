"""Whom a TLS connection believes: the system's certificate authorities and one more file, if the settings name one.

The environment has no say (SSL_CERT_FILE, SSL_CERT_DIR, REQUESTS_CA_BUNDLE): whoever could set a variable could
otherwise read the token.
"""

from __future__ import annotations

import re
import ssl
from pathlib import Path
from typing import cast

import truststore

from netmon_tray.model import NetmonError
from netmon_tray.upload.native import NATIVE
from netmon_tray.words import say

BUNDLES = (
    "/etc/ssl/certs/ca-certificates.crt",  # Debian, Ubuntu, Gentoo
    "/etc/pki/tls/cert.pem",  # Fedora, RHEL
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",  # Fedora 44, RHEL 11
    "/etc/ssl/cert.pem",  # Alpine, Arch
    "/etc/ssl/ca-bundle.pem",  # SUSE
)
"""Where distributions keep their authorities, for a Python whose own OpenSSL looks elsewhere (a frozen program)."""

_HASHED_NAME = re.compile(r"[0-9a-f]{8}\.[0-9]")
"""How OpenSSL looks certificates up in a folder (openssl-rehash(1))."""


def trusted_context(ca_file: str = "") -> ssl.SSLContext:
    """Make a verifying TLS context; raises NetmonError where there is nobody to trust or the file is no good."""
    context = _system_context() if NATIVE.has_certificate_store else _openssl_context(ca_file)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if ca_file:
        _add(context, ca_file)
    return context


def _system_context() -> ssl.SSLContext:
    """Windows and macOS verify by their own stores, through truststore."""
    return cast("ssl.SSLContext", truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT))


def _openssl_context(ca_file: str) -> ssl.SSLContext:
    """Elsewhere the system's store is OpenSSL's. A folder is preferred: certificates are then read when needed, which
    saves 1.3 MB and 34 ms. (truststore reads them for each connection, from where the environment says.)
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    paths = ssl.get_default_verify_paths()
    for folder in (paths.openssl_capath, "/etc/ssl/certs"):
        if _is_hashed_folder(folder):
            context.load_verify_locations(capath=folder)
            return context
    for file in (paths.openssl_cafile, *BUNDLES):
        if Path(file).is_file():
            context.load_verify_locations(cafile=file)
            return context
    if not ca_file:
        raise NetmonError(
            say("This computer has no list of certificate authorities."), say("Install the package ca-certificates.")
        )
    return context


def _is_hashed_folder(folder: str) -> bool:
    try:
        return any(_HASHED_NAME.fullmatch(entry.name) for entry in Path(folder).iterdir())
    except OSError:
        return False


def _add(context: ssl.SSLContext, ca_file: str) -> None:
    try:
        context.load_verify_locations(cafile=ca_file)
    except ssl.SSLError:
        raise NetmonError(
            say("The file {ca_file} holds no certificate.", ca_file=ca_file),
            say("upload.ca_file must name certificates in PEM form."),
        ) from None
    except OSError as error:
        raise NetmonError(
            say("The file {ca_file} can't be read: {reason}.", ca_file=ca_file, reason=error.strerror),
            say("Check upload.ca_file."),
        ) from None

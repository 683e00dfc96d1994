"""Certificates of the lab's own for networks with a login: an authority and a server, made anew in each machine."""

from __future__ import annotations

from pathlib import Path

from radio.lab.shell import run

SERVER_NAME = "radius.lab.example"
AUTHORITY = "authority.pem"
HOSTAPD_FILES = {"ca_cert": AUTHORITY, "server_cert": "server.pem", "private_key": "server.key"}
_DAYS = "30"


def make(folder: Path) -> None:
    """Make them where they are not yet there (P-256: quick where every instruction is emulated)."""
    if (folder / "server.pem").exists():
        return
    key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", _DAYS, "-sha256")
    authority, authority_key = str(folder / AUTHORITY), str(folder / "authority.key")
    # fmt: off
    run("openssl", "req", "-x509", *key, "-subj", "/CN=Lab authority", "-keyout", authority_key, "-out", authority)
    run("openssl", "req", "-x509", *key, "-subj", f"/CN={SERVER_NAME}", "-addext", f"subjectAltName=DNS:{SERVER_NAME}",
        "-addext", "basicConstraints=critical,CA:FALSE", "-addext", "extendedKeyUsage=serverAuth",
        "-CA", authority, "-CAkey", authority_key,
        "-keyout", str(folder / "server.key"), "-out", str(folder / "server.pem"))
    # fmt: on

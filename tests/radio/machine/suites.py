"""What the emulated machines are made of: a Debian suite per kernel, its packages, and where those come from."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass

from radio.machine.chroot import BuildError

PACKAGES = (
    *("ca-certificates", "dbus", "udev", "kmod", "procps", "util-linux", "iproute2", "iputils-ping", "socat"),
    *("iw", "wireless-regdb", "rfkill", "hostapd", "wpasupplicant", "iwd", "network-manager", "dnsmasq-base"),
    *("ethtool", "nftables", "wireguard-tools", "openvpn"),
    *("modemmanager", "ppp", "bluez", "bluez-test-tools"),
    *("python3", "python3-venv", "python3-dbus", "python3-gi"),
)
"""Everything in the guest but its kernel and the product. Another list means another root, built anew."""


@dataclass(frozen=True, slots=True)
class Suite:
    """A Debian suite and the series of its kernel, by which people choose it."""

    kernel: str
    name: str


SUITES = (Suite("6.1", "bookworm"), Suite("6.12", "trixie"))


@dataclass(frozen=True, slots=True)
class Mirrors:
    """Where a suite's packages come from."""

    main: str
    security: str | None
    """None where this machine has no such source either."""

    def sources(self, suite: str) -> str:
        """Return the lines of the guest's sources.list."""
        lines = [(self.main, suite), (self.main, f"{suite}-updates")]
        if self.security:
            lines.append((self.security, f"{suite}-security"))
        signed = "signed-by=/usr/share/keyrings/debian-archive-keyring.gpg"
        return "".join(f"deb [{signed}] {mirror} {name} main\n" for mirror, name in lines)


def host_mirrors() -> Mirrors:
    """Return the mirrors that this machine's own apt uses for Debian.

    Raises:
        BuildError: it uses none.
    """
    form = "$(ORIGIN)|$(LABEL)|$(REPO_URI)"
    command = ["apt-get", "indextargets", "--format", form, "Created-By: Packages"]
    listing = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    return mirrors_of(listing)


def mirrors_of(listing: str) -> Mirrors:
    """Read ``origin|label|address`` lines; the same mirror holds every suite of Debian; see ``host_mirrors``."""
    found: dict[str, str] = {}
    for line in listing.splitlines():
        origin, label, address = line.split("|", 2)
        if origin == "Debian":
            found.setdefault(label, address)
    if "Debian" not in found:
        raise BuildError("The machine is built from Debian's packages, and apt here knows none: call this on Debian.")
    return Mirrors(found["Debian"], found.get("Debian-Security"))

"""Connections beside WiFi that NetworkManager makes: profiles written, loaded, brought up and taken away again."""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from radio.lab.shell import run
from radio.lab.station import FOLDER

UP_LIMIT_S = 60
Sections = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Profile:
    """A connection of NetworkManager.

    Attributes:
        name: the friendly name, which the product shows.
        kind: NetworkManager's type of it.
        address: written by hand ("10.79.0.20/24,10.79.0.1": with its gateway); empty for DHCP, "none" for a port.
        comes_by_itself: it is brought up whenever its link can be used.
        sections: what else stands in the file.
    """

    name: str
    kind: str
    interface: str
    address: str = ""
    comes_by_itself: bool = False
    sections: Sections = field(default_factory=dict)

    @property
    def identity(self) -> str:
        """The same for the same name."""
        return str(uuid.uuid5(uuid.NAMESPACE_OID, self.name))

    def text(self) -> str:
        """The keyfile."""
        sections: dict[str, Mapping[str, str]] = {
            "connection": {
                "id": self.name,
                "uuid": self.identity,
                "type": self.kind,
                "interface-name": self.interface,
                "autoconnect": str(self.comes_by_itself).lower(),
                **self.sections.get("connection", {}),
            },
            **{name: values for name, values in self.sections.items() if name != "connection"},
        }
        if self.address != "none":
            ipv4 = {"method": "manual", "address1": self.address} if self.address else {"method": "auto"}
            sections["ipv4"] = {**ipv4, **sections.get("ipv4", {})}
            sections["ipv6"] = {"method": "disabled"}
        return "".join(
            f"[{name}]\n" + "".join(f"{key}={value}\n" for key, value in values.items())
            for name, values in sections.items()
        )


def port(of: Profile, interface: str) -> Profile:
    """The profile of a link that is enslaved to a bond or bridge."""
    enslaved = {"connection": {"master": of.interface, "slave-type": of.kind}}
    return Profile(f"{of.name}, {interface}", "ethernet", interface, "none", sections=enslaved)


@contextlib.contextmanager
def connected(*profiles: Profile) -> Iterator[None]:
    """Have these connections, brought up in this order where they do not come by themselves; gone afterwards."""
    try:
        for profile in profiles:
            load(profile)
        for profile in profiles:
            if not profile.comes_by_itself:
                bring_up(profile)
        yield
    finally:
        for profile in reversed(profiles):
            run("nmcli", "--wait", "10", "connection", "delete", "uuid", profile.identity, check=False)


def load(profile: Profile) -> None:
    """Make a profile known."""
    file = FOLDER / "profiles" / f"{profile.name}.nmconnection"
    file.write_text(profile.text(), encoding="utf-8")
    file.chmod(0o600)
    run("nmcli", "connection", "load", str(file))


def bring_up(profile: Profile) -> None:
    """Bring a connection up; returns once it is."""
    run("nmcli", "--wait", str(UP_LIMIT_S), "connection", "up", "uuid", profile.identity, limit_s=UP_LIMIT_S + 5)

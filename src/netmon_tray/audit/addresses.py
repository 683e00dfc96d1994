"""What a hardware address tells of the device that bears it."""

from __future__ import annotations

_LOCAL = 0x02
_VIRTUAL_ROUTERS = (
    "00:00:5e:00:01:",  # VRRP and CARP, IPv4 (RFC 9568, section 7.3)
    "00:00:5e:00:02:",  # VRRP, IPv6
    "00:00:0c:07:ac:",  # HSRP version 1 (RFC 2281, section 5.3)
    "00:00:0c:9f:f",  # HSRP version 2: the last twelve bits are the group
    "00:05:73:a0:0",  # HSRP version 2, IPv6
    "00:07:b4:00:",  # GLBP
)


def vendor(address: str) -> str | None:
    """The vendor's part of an address in lower case with colons; None where it was made up on the spot.

    Telephones that share their connection, guest networks and randomised access points set the second bit of the
    first octet ("locally administered", IEEE 802): nobody's vendor can be told from such an address.
    """
    return None if is_local(address) else address[:8]


def is_local(address: str) -> bool:
    """Whether it was chosen by whoever bears it and not by the vendor."""
    return bool(int(address[:2], 16) & _LOCAL)


def is_virtual_router(address: str) -> bool:
    """Whether it stands for a group of routers, which hand it on to one another."""
    return address.startswith(_VIRTUAL_ROUTERS)

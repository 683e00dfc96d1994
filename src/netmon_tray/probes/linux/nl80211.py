"""WiFi facts asked of the running kernel over one kept nl80211 socket; a machine without WiFi costs one question."""

from __future__ import annotations

import errno
import sys
from dataclasses import dataclass

from netmon_tray.probes.parse import nl80211 as decode
from netmon_tray.probes.parse.nl80211 import Bss, Family, Station, WirelessInterface

assert sys.platform == "linux"  # noqa: S101 - makes the type checker read this file for its own system

from netmon_tray.probes.linux.netlink import (  # noqa: E402
    NETLINK_GENERIC,
    Netlink,
    NetlinkRefused,
    OpenNetlink,
    open_netlink,
    reported_as,
)

PART = "nl80211"

_NO_FAMILY = (errno.ENOENT, errno.EOPNOTSUPP)


@dataclass(frozen=True, slots=True)
class WirelessFacts:
    """One WiFi interface with the access point it is on, where it is on one."""

    interface: WirelessInterface
    bss: Bss | None = None
    station: Station | None = None
    noise_dbm: int | None = None

    @property
    def station_mac(self) -> str | None:
        """Whom to ask signal and rate about: the multi-link device's address on WiFi 7, else the access point's."""
        if self.station is not None and self.station.mac:
            return self.station.mac
        return (self.bss.mld_mac or self.bss.bssid) if self.bss else None


def find_family(netlink: Netlink) -> Family | None:
    """Return nl80211's numbers of this boot, or None where the kernel has no WiFi. Raises what ``Netlink`` raises."""
    try:
        return decode.family(netlink.ask(decode.GENL_ID_CTRL, decode.family_request()))
    except NetlinkRefused as refusal:
        if refusal.errno in _NO_FAMILY:
            return None
        raise


class WirelessReader:
    """Asks the kernel about WiFi. Every method may raise PartFailed("nl80211", ...)."""

    def __init__(self, open_socket: OpenNetlink = open_netlink) -> None:
        self._netlink = Netlink(NETLINK_GENERIC, open_socket)
        self._family: Family | None = None

    def facts(self) -> dict[int, WirelessFacts]:
        """Look at every WiFi interface, by interface index; empty on a machine without WiFi."""
        with reported_as(PART):
            self._family = find_family(self._netlink)
            if self._family is None:
                return {}
            found = map(decode.interface, self._dump(decode.CMD_GET_INTERFACE))
            return {entry.index: self._facts_of(entry) for entry in found if entry is not None}

    def station(self, index: int, mac: str) -> Station | None:
        """Read signal and rate of the access point in use; None once it is no longer the one in use."""
        with reported_as(PART):
            return self._station(index, mac)

    def close(self) -> None:
        """Close the socket."""
        self._netlink.close()

    def _facts_of(self, interface: WirelessInterface) -> WirelessFacts:
        if not interface.is_client:
            return WirelessFacts(interface)
        bss = decode.associated_bss(self._dump_optional(decode.CMD_GET_SCAN, interface.index))
        if bss is None:
            return WirelessFacts(interface)
        frequency_mhz = bss.frequency_mhz if interface.frequency_mhz is None else interface.frequency_mhz
        survey = self._dump_optional(decode.CMD_GET_SURVEY, interface.index)
        mac = bss.mld_mac or bss.bssid
        return WirelessFacts(
            interface=interface,
            bss=bss,
            station=self._station(interface.index, mac) if mac else None,
            noise_dbm=decode.noise_dbm(survey, frequency_mhz),
        )

    def _station(self, index: int, mac: str) -> Station | None:
        """Ask for the one station; a driver that only lists them all is asked for its list."""
        family = self._family
        if family is None:
            return None
        try:
            request = decode.request(decode.CMD_GET_STATION, index, mac)
            return decode.station(self._netlink.ask(family.identity, request))
        except NetlinkRefused as refusal:
            if refusal.errno in (errno.ENOENT, errno.ENODEV, errno.EINVAL):
                return None
            if refusal.errno != errno.EOPNOTSUPP:
                raise
        listed = map(decode.station, self._dump_optional(decode.CMD_GET_STATION, index))
        return next((entry for entry in listed if entry.mac == mac), None)

    def _dump(self, command: int, index: int | None = None) -> list[bytes]:
        family = self._family
        return self._netlink.dump(family.identity, decode.request(command, index)) if family else []

    def _dump_optional(self, command: int, index: int) -> list[bytes]:
        """List what not every driver can list; a refusal means that there is nothing to see."""
        try:
            return self._dump(command, index)
        except NetlinkRefused as refusal:
            if refusal.errno in (errno.EOPNOTSUPP, errno.ENODEV, errno.ENOENT, errno.EINVAL, errno.ENETDOWN):
                return []
            raise

"""Links, counters and routes asked of the running kernel over one kept rtnetlink socket."""

from __future__ import annotations

import errno
import sys

from netmon_tray.probes.gateways import Hop
from netmon_tray.probes.parse import rtnetlink as decode
from netmon_tray.probes.parse.rtnetlink import LinkRow, Route

assert sys.platform == "linux"  # noqa: S101 - makes the type checker read this file for its own system

from netmon_tray.probes.linux.netlink import (  # noqa: E402
    NETLINK_ROUTE,
    Netlink,
    NetlinkRefused,
    OpenNetlink,
    open_netlink,
    reported_as,
)

PART = "rtnetlink"

_NO_SUCH_LINK = (errno.ENODEV, errno.ENXIO)
_NO_ROUTE = (errno.ENETUNREACH, errno.EHOSTUNREACH, errno.EACCES, errno.EINVAL, errno.EOPNOTSUPP, errno.EAFNOSUPPORT)
"""No route, an unreachable one (a kill switch), a prohibiting one, a black hole, and a system without IPv6."""
_NO_NEIGHBOUR = (errno.ENOENT, errno.ENODEV, errno.EINVAL, errno.EOPNOTSUPP)
"""None in the table, no such device, a device without neighbours (point to point), kernels before 5.0."""


class RouteReader:
    """Asks the kernel about links and routes. Every method may raise PartFailed("rtnetlink", ...)."""

    def __init__(self, open_socket: OpenNetlink = open_netlink) -> None:
        self._netlink = Netlink(NETLINK_ROUTE, open_socket)

    def links(self) -> tuple[LinkRow, ...]:
        """List every network device, without counters."""
        with reported_as(PART):
            found = self._netlink.dump(decode.RTM_GETLINK, decode.all_links_request())
            return tuple(decode.link_row(payload) for payload in found)

    def link(self, index: int) -> LinkRow | None:
        """Return one device with its counters, or None when it is gone."""
        with reported_as(PART):
            try:
                return decode.link_row(self._netlink.ask(decode.RTM_GETLINK, decode.link_request(index)))
            except NetlinkRefused as refusal:
                if refusal.errno in _NO_SUCH_LINK:
                    return None
                raise

    def routes(self) -> tuple[Route, ...]:
        """List the routes of table main, IPv4 and IPv6."""
        with reported_as(PART):
            return (*self._family_routes(decode.AF_INET), *self._family_routes(decode.AF_INET6))

    def effective_index(self, family: int) -> int | None:
        """Return the interface that traffic to the Internet takes, all rules and tables applied; None for no way."""
        with reported_as(PART):
            try:
                found = decode.route(self._netlink.ask(decode.RTM_GETROUTE, decode.lookup_request(family)))
            except NetlinkRefused as refusal:
                if refusal.errno in _NO_ROUTE:
                    return None
                raise
        return found.hops[0] if found.hops and found.kind == decode.RTN_UNICAST else None

    def neighbour_mac(self, hop: Hop) -> str | None:
        """Return the hardware address that the kernel has for a router, or None while it has none."""
        with reported_as(PART):
            try:
                request = decode.neighbour_request(hop.interface, hop.address)
                return decode.neighbour_mac(self._netlink.ask(decode.RTM_GETNEIGH, request))
            except NetlinkRefused as refusal:
                if refusal.errno in _NO_NEIGHBOUR:
                    return None
                raise

    def close(self) -> None:
        """Close the socket."""
        self._netlink.close()

    def _family_routes(self, family: int) -> list[Route]:
        try:
            found = self._netlink.dump(decode.RTM_GETROUTE, decode.routes_request(family))
        except NetlinkRefused as refusal:
            if refusal.errno in (errno.ENOENT, errno.EOPNOTSUPP, errno.EAFNOSUPPORT):
                return []  # no route was ever added to that table, or the family is switched off
            raise
        return [entry for entry in map(decode.route, found) if entry.family == family]

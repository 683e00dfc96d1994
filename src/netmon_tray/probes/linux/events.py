"""A thread that hears the kernel's own notifications of links, routes and WiFi associations.

It blocks in one poll over its sockets and does not wake up while nothing happens. Addresses are not subscribed to:
no decision of the probe depends on one, and router advertisements refresh them every few minutes.
"""

from __future__ import annotations

import errno
import select
import socket
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

from netmon_tray.probes.parse import nl80211, rtnetlink
from netmon_tray.probes.parse.netlink import DecodeError
from netmon_tray.probes.parse.nl80211 import Association, Family

assert sys.platform == "linux"  # noqa: S101 - makes the type checker read this file for its own system

from netmon_tray.probes.linux.netlink import (  # noqa: E402
    NETLINK_GENERIC,
    NETLINK_ROUTE,
    Netlink,
    join_group,
    open_netlink,
    reported_as,
)
from netmon_tray.probes.linux.nl80211 import find_family  # noqa: E402

PART = "rtnetlink"
_GROUPS = (
    rtnetlink.RTNLGRP_LINK,
    rtnetlink.RTNLGRP_IPV4_ROUTE,
    rtnetlink.RTNLGRP_IPV6_ROUTE,
    rtnetlink.RTNLGRP_IPV4_RULE,
    rtnetlink.RTNLGRP_IPV6_RULE,
)
_RECEIVE_BYTES = 65536
_JOIN_TIMEOUT_S = 2.0
_BATCH_DATAGRAMS = 1000
"""A storm is handed on in pieces, so that it neither fills memory nor goes unreported."""
_KEPT_ACCESS_POINTS = 16


@dataclass(frozen=True, slots=True)
class Joined:
    """How an interface joined its network, as far as it was seen happening."""

    request: bytes | None = None
    """Elements of the association request."""
    uses_shared_key: bool = False


class Associations:
    """What notifications told of each WiFi interface's associations; written by one thread, read by others.

    Kept by access point, because a join that is tried and fails must not hide how the present one succeeded.
    """

    def __init__(self) -> None:
        self._seen: dict[int, dict[str | None, Joined]] = {}

    def note(self, event: Association) -> bool:
        """Take a notification and tell whether it changes which network, or on which channel, an interface is."""
        if event.command == nl80211.CMD_DISCONNECT:
            self._seen.pop(event.index, None)
            return True
        joined = self._seen.get(event.index, {}).get(event.bssid, Joined())
        if event.command == nl80211.CMD_AUTHENTICATE:
            if event.uses_shared_key is not None:
                self._keep(event, Joined(uses_shared_key=event.uses_shared_key))
            return False
        if event.request is not None and event.is_success:
            self._keep(event, replace(joined, request=event.request))
        return True

    def of(self, index: int, *addresses: str | None) -> Joined:
        """Return how an interface joined the access point of these addresses; empty where it was not seen."""
        seen = self._seen.get(index, {})
        return next((seen[address] for address in (*addresses, None) if address in seen), Joined())

    def _keep(self, event: Association, joined: Joined) -> None:
        seen = self._seen.setdefault(event.index, {})
        seen.pop(event.bssid, None)
        seen[event.bssid] = joined
        if len(seen) > _KEPT_ACCESS_POINTS:
            del seen[next(iter(seen))]


class LinkEvents:
    """The listening thread. ``on_change`` is called from it, once for each batch of notifications that matter."""

    def __init__(
        self, on_change: Callable[[], None], open_socket: Callable[[int], socket.socket] = open_netlink
    ) -> None:
        self.associations = Associations()
        self._on_change = on_change
        self._open_socket = open_socket
        self._routing: socket.socket | None = None
        self._wireless: socket.socket | None = None
        self._family: Family | None = None
        self._waker, self._wakened = socket.socketpair()
        self._poll = select.poll()
        self._thread = threading.Thread(target=self._run, name="netmon-link-events", daemon=True)

    def start(self) -> None:
        """Subscribe and start the thread; PartFailed where the kernel does not let us listen."""
        with reported_as(PART):
            self._routing = self._open_socket(NETLINK_ROUTE)
            self._routing.setblocking(False)
            for group in _GROUPS:
                join_group(self._routing, group)
        self._poll.register(self._routing, select.POLLIN)
        self._poll.register(self._wakened, select.POLLIN)
        self._join_wireless()
        self._thread.start()

    def close(self) -> None:
        """End the thread and close the sockets; may be called again."""
        if self._thread.is_alive():
            self._waker.send(b"\0")
            self._thread.join(_JOIN_TIMEOUT_S)
        for opened in (self._routing, self._wireless, self._waker, self._wakened):
            if opened is not None:
                opened.close()

    @property
    def is_listening(self) -> bool:
        """The kernel's notifications reach us; else only looking again finds changes."""
        return self._routing is not None and self._thread.is_alive()

    def _run(self) -> None:
        while True:
            ready = {descriptor for descriptor, _ in self._poll.poll()}
            if self._wakened.fileno() in ready:
                return
            if self._drain(ready):
                self._on_change()

    def _drain(self, ready: set[int]) -> bool:
        """Read what is there and tell whether any of it matters."""
        matters = False
        if self._routing is not None and self._routing.fileno() in ready:
            matters |= self._drain_routing(self._routing)
        if self._wireless is not None and self._wireless.fileno() in ready:
            matters |= self._drain_wireless(self._wireless)
        return matters

    def _drain_routing(self, opened: socket.socket) -> bool:
        heard = _receive(opened)
        if heard.is_broken:
            self._leave(opened)
            self._routing = None
        matters = heard.has_gap or any(map(rtnetlink.concerns_identity, heard.datagrams))
        if matters:
            self._join_wireless()  # the WiFi stack may have come or gone with the device that was just reported
        return matters

    def _drain_wireless(self, opened: socket.socket) -> bool:
        heard = _receive(opened)
        if heard.is_broken:
            self._leave(opened)
            self._wireless = None
        matters = heard.has_gap
        for datagram in heard.datagrams:
            try:
                events = nl80211.associations(datagram, self._family.identity if self._family else 0)
            except DecodeError:
                matters = True
            else:
                for event in events:
                    matters |= self.associations.note(event)
        return matters

    def _leave(self, opened: socket.socket) -> None:
        """Stop polling a socket that only fails, which would otherwise keep the thread awake."""
        self._poll.unregister(opened)
        opened.close()

    def _join_wireless(self) -> None:
        """Subscribe to nl80211 where there is one; without it links and routes are still heard.

        The kernel drops members silently when the WiFi stack is unloaded, and gives it another number when it is back.
        """
        asker = Netlink(NETLINK_GENERIC, self._open_socket)
        try:
            family = find_family(asker)
        except (OSError, DecodeError):
            return
        finally:
            asker.close()
        if family == self._family and self._wireless is not None:
            return
        if self._wireless is not None:
            self._leave(self._wireless)
        self._family, self._wireless = family, None
        if family is not None and nl80211.GROUP_MLME in family.groups:
            self._wireless = self._member(family.groups[nl80211.GROUP_MLME])

    def _member(self, group: int) -> socket.socket | None:
        """Open a socket that hears a group of nl80211's; None where the kernel does not let us."""
        member: socket.socket | None = None
        try:
            member = self._open_socket(NETLINK_GENERIC)
            member.setblocking(False)
            join_group(member, group)
            self._poll.register(member, select.POLLIN)
        except OSError:
            if member is not None:
                member.close()
            return None
        return member


class _Heard(NamedTuple):
    datagrams: list[bytes]
    has_gap: bool
    """The kernel had to throw notifications away: anything may have changed."""
    is_broken: bool


def _receive(opened: socket.socket) -> _Heard:
    """Read what waits in a socket."""
    datagrams: list[bytes] = []
    has_gap = False
    while len(datagrams) < _BATCH_DATAGRAMS:
        try:
            datagram, (port, _groups) = opened.recvfrom(_RECEIVE_BYTES)
        except BlockingIOError:
            break
        except OSError as error:
            has_gap = True
            if error.errno != errno.ENOBUFS:
                return _Heard(datagrams, has_gap, is_broken=True)
        else:
            if port == 0:
                datagrams.append(datagram)
    return _Heard(datagrams, has_gap, is_broken=False)

"""Round trips to the gateway, the name server and hosts that the user named, and what stands in the way.

Nobody else is asked, but for one address that no computer can have (``knock.NOBODY``): whoever answers there is a
login page. Hosts are asked over the way that all traffic takes, a tunnel included; it is never gone round, so that
nothing leaves this machine beside a VPN that was not going to. The way to the gateway never enters one.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module

from netmon_tray.model import RoundTrips, Silence
from netmon_tray.probes.asking import Forbidden, Patience, Way, together
from netmon_tray.probes.knock import knock, knock_somewhere, meets_login_page
from netmon_tray.probes.names import Names
from netmon_tray.targets import DNS, GATEWAY, Target

ONCE = Patience(1, 1.0)
URGENT = Patience(4, 0.7)
"""While a failure is being decided: at a loss of one in three eight silent answers in a row come once in days."""
NAMES_KEPT_S = 300.0
"""A target's addresses are asked for anew this often; while no name is answered the last known ones are asked."""
EXPLORED_S = 300.0
"""A host that answers nothing at all is tried in every way this often."""
HONESTY_S = 600.0
RESOLVERS_S = 60.0
PORTAL_S = 10.0
"""Between two looks for a login page, while something does not answer."""
_NOT_YET = -1.0

_ECHO = {"win32": "netmon_tray.probes.windows.echo"}.get(sys.platform, "netmon_tray.probes.echo")
_RESOLVERS = {"win32": "netmon_tray.probes.windows.resolvers"}.get(sys.platform, "netmon_tray.probes.resolvers")


@dataclass(frozen=True, slots=True)
class Place:
    """The connection that is asked about: what is known of the way is known of it alone."""

    interface: str
    gateway: str | None = None
    """Its address; a link-local one with its zone."""
    tunnel: str | None = None
    """Interface of the VPN above it."""


@dataclass(frozen=True, slots=True)
class Reached:
    """What one round found."""

    trips: Mapping[str, RoundTrips] = field(default_factory=dict)
    """By party: "gateway", "dns", or a target as the user wrote it."""
    is_dns_beyond: bool = False
    """The name server lies behind the gateway."""
    has_portal: bool = False
    answers_everything: bool = False
    """Names that don't exist are given an address."""


@dataclass(slots=True)
class _Known:
    """The addresses of a target, and until when they are believed."""

    addresses: tuple[str, ...] = ()
    until_s: float = _NOT_YET


class Reach:
    """Asks in rounds; belongs to one thread. It remembers in which way each host answers, for one connection."""

    def __init__(
        self,
        *,
        resolvers: Callable[[], tuple[str, ...]] | None = None,
        monotonic_s: Callable[[], float] = time.monotonic,
    ) -> None:
        """``resolvers`` tells the name servers that this machine asks."""
        self._echo: Way = import_module(_ECHO).echo
        self._resolvers: Callable[[], tuple[str, ...]] = resolvers or import_module(_RESOLVERS).system_resolvers
        self._monotonic_s = monotonic_s
        self._place: Place | None = None
        self._told_resolvers: tuple[str, ...] = ()
        self._names = Names(())
        self._ways: dict[str, Way] = {}
        self._explored_s: dict[str, float] = {}
        self._known: dict[str, _Known] = {}
        self._is_dns_beyond = self._has_portal = False
        self._resolvers_due_s = self._honesty_due_s = self._portal_due_s = _NOT_YET

    def ask(
        self,
        place: Place,
        parties: Sequence[str],
        targets: Sequence[Target],
        *,
        is_urgent: bool = False,
        seeks_portal: bool = True,
    ) -> Reached:
        """Ask everybody at the same time, and return within 3 s.

        ``is_urgent`` while a failure is being decided; ``seeks_portal`` where the system has no check of its own.
        """
        self._settle(place)
        patience = URGENT if is_urgent else ONCE
        asked: dict[str, Callable[[], RoundTrips]] = {}
        if GATEWAY in parties and place.gateway is not None:
            asked[GATEWAY] = partial(self._ask_host, place.gateway, patience)
        if DNS in parties and self._told_resolvers:
            asked[DNS] = partial(self._names.ask, patience)
        asked |= {target.text: partial(self._ask_target, target, patience) for target in targets}
        checks = self._due_checks(is_urgent=is_urgent, seeks_portal=seeks_portal)
        calls: list[Callable[[], RoundTrips | None]] = [*asked.values(), *checks]
        heard = together(calls, "netmon-ask")
        trips = {party: one for party, one in zip(asked, heard, strict=False) if one is not None}
        return Reached(trips, self._is_dns_beyond, self._has_portal, bool(self._names.bogus))

    def _settle(self, place: Place) -> None:
        """On another connection hosts answer in other ways, and other servers are asked for names."""
        now_s, is_new = self._monotonic_s(), place != self._place
        if is_new:
            self._place, self._ways, self._explored_s = place, {}, {}
            self._has_portal, self._portal_due_s = False, _NOT_YET
        elif now_s < self._resolvers_due_s:
            return
        self._resolvers_due_s = now_s + RESOLVERS_S
        resolvers = self._resolvers()
        if is_new or resolvers != self._told_resolvers:
            self._told_resolvers, self._names = resolvers, Names(resolvers)
            self._is_dns_beyond = self._names.is_beyond()
            self._honesty_due_s = _NOT_YET
            for known in self._known.values():
                known.until_s = _NOT_YET

    # --- hosts --------------------------------------------------------------------------------------------------------

    def _ask_target(self, target: Target, patience: Patience) -> RoundTrips:
        address = target.address or self._address_of(target.host, is_urgent=patience is URGENT)
        if isinstance(address, Silence):
            return RoundTrips(silence=address)
        port = target.port
        if port is None:
            return self._ask_host(address, patience)
        return _heard(lambda where, patience: knock(where, port, patience), address, patience)

    def _address_of(self, host: str, *, is_urgent: bool) -> str | Silence:
        known, now_s = self._known.setdefault(host, _Known()), self._monotonic_s()
        if now_s >= known.until_s and not (is_urgent and known.addresses):
            found = self._names.addresses(host)
            if isinstance(found, tuple):
                known.addresses, known.until_s = found, now_s + NAMES_KEPT_S
            elif found is not Silence.TIMEOUT or not known.addresses:
                known.addresses = ()
                return Silence.UNRESOLVED if found is Silence.TIMEOUT else found
        return known.addresses[0]

    def _ask_host(self, address: str, patience: Patience) -> RoundTrips:
        """Ask in the way that was answered before; in all ways at once where there is none, or in a hurry."""
        now_s, way = self._monotonic_s(), self._ways.get(address)
        if way is not None and patience is not URGENT:
            return _heard(way, address, patience)
        if now_s < self._explored_s.get(address, _NOT_YET) and patience is not URGENT:
            return _heard(self._echo, address, patience)
        ways = (self._echo, knock_somewhere)
        heard = together([partial(_heard, one, address, patience) for one in ways], "netmon-ask")
        for one, its_way in zip(heard, ways, strict=True):
            if one.rtts_ms:
                self._ways[address] = its_way
                return one
        self._explored_s[address] = now_s + EXPLORED_S
        return heard[ways.index(way)] if way in ways else heard[0]

    # --- who answers for others ---------------------------------------------------------------------------------------

    def _due_checks(self, *, is_urgent: bool, seeks_portal: bool) -> list[Callable[[], None]]:
        now_s = self._monotonic_s()
        checks: list[Callable[[], None]] = []
        if self._told_resolvers and now_s >= self._honesty_due_s:
            self._honesty_due_s = now_s + HONESTY_S
            checks.append(self._names.test_honesty)
        is_wanted = self._portal_due_s == _NOT_YET or is_urgent or self._has_portal
        if not seeks_portal:
            self._has_portal = False
        elif is_wanted and now_s >= self._portal_due_s:
            self._portal_due_s = now_s + PORTAL_S
            checks.append(self._seek_portal)
        return checks

    def _seek_portal(self) -> None:
        bogus = next(iter(self._names.bogus), None)
        self._has_portal = meets_login_page() or (
            bogus is not None and self._names.answers_alike and meets_login_page(bogus, "nobody.invalid")
        )


def may_echo() -> bool:
    """Whether this system lets everybody send echoes; this machine itself is asked."""
    way: Way = import_module(_ECHO).echo
    return _heard(way, "127.0.0.1", ONCE).silence is not Silence.FORBIDDEN


def _heard(way: Way, address: str, patience: Patience) -> RoundTrips:
    try:
        return way(address, patience)
    except Forbidden:
        return RoundTrips(silence=Silence.FORBIDDEN)
    except OSError:
        return RoundTrips(1, (), Silence.UNREACHABLE)

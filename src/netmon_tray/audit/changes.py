"""What of a network is not as it was: judged by true names and addresses, against what is known of it.

What is **quiet**, because it happens on sound networks:

* access points of a vendor that the network has already, and of any once it has two (meshes, repeaters, offices);
* access points with a made-up address: their vendor is not known (telephones, guest networks);
* vendors on networks without a password, and on those with a login for each person: the same name stands in many places
  and is run by many hands (hotspots, eduroam). Their security is watched all the same;
* a stronger security, and one that another access point of the network has;
* another router address than before (another subnet, another of the same house's routers), and behind the same address
  a group of routers (VRRP, HSRP, GLBP, CARP) or a device of the same vendor (a pair of routers);
* another router in another place: beyond one connection routers are compared on a known access point of a network with
  a password only, and not on one with a made-up address, which takes another each time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from netmon_tray.audit import addresses
from netmon_tray.audit.grades import Grade, grade
from netmon_tray.model import NetworkType, Security, TimelineKind

FINDINGS = (
    TimelineKind.AUDIT_PASSWORD_LOST,
    TimelineKind.AUDIT_WEAKER,
    TimelineKind.AUDIT_ACCESS_POINT,
    TimelineKind.AUDIT_ROUTER,
)
_RANKS = {Grade.INSECURE: 0, Grade.WEAK: 1, Grade.GOOD: 2, Grade.STRONG: 3}
_WITHOUT_SECRET = frozenset({Security.OPEN, Security.OWE, Security.OWE_TRANSITION, Security.OSEN})
_OWN_LOGIN = frozenset(
    {
        Security.DYNAMIC_WEP,
        Security.WPA_EAP,
        Security.WPA_WPA2_EAP,
        Security.WPA2_EAP,
        Security.WPA3_EAP,
        Security.WPA3_EAP_192,
        Security.FILS,
    }
)
MIXED_VENDORS = 2
"""A network with access points of so many vendors is of no one vendor."""

Forms: TypeAlias = Callable[[str], frozenset[str]]
"""An address -> every way in which it may be remembered: as it is, and as its hash."""


def _as_it_is(address: str) -> frozenset[str]:
    return frozenset({address})


@dataclass(frozen=True, slots=True)
class Router:
    """The device behind a router's address."""

    address: str
    mac: str
    maker: str
    """The vendor's part of ``mac``; empty where it has none."""

    @classmethod
    def of(cls, address: str, mac: str) -> Router:
        """The router as it was seen."""
        return cls(address, mac, addresses.vendor(mac) or "")


@dataclass(frozen=True, slots=True)
class Seen:
    """What one look shows of the network that carries the traffic; None for what is not known."""

    network_type: NetworkType
    security: Security | None = None
    bssid: str | None = None
    router: Router | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What a network was seen to be, and was taken for granted."""

    access_points: Mapping[str, Security] = field(default_factory=dict)
    """By address; "" where the system names none."""
    vendors: frozenset[str] = frozenset()
    routers: frozenset[Router] = frozenset()
    """Of earlier connections too."""
    routers_here: frozenset[Router] = frozenset()
    """Of the present connection."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it was."""

    kind: TimelineKind
    address: str
    """Hardware address of the access point or router where it showed; empty where that is not named."""
    before: Security | None = None
    """Where it is the security that differs."""
    after: Security | None = None

    @property
    def security(self) -> str | None:
        """What it is about where that is the whole network: many access points of it are one finding."""
        is_of_all = self.kind in (TimelineKind.AUDIT_PASSWORD_LOST, TimelineKind.AUDIT_WEAKER)
        return self.after.value if is_of_all and self.after is not None else None


def judge(known: Known, seen: Seen, forms: Forms = _as_it_is) -> tuple[Finding, ...]:
    """Compare a look with what is known. What was never seen before is no finding."""
    if seen.network_type not in (NetworkType.WIFI, NetworkType.ETHERNET):
        return ()
    found = [*_router(known, seen, forms)]
    if seen.network_type is NetworkType.WIFI and seen.security is not None:
        found = [*(_security(known, seen, forms) or _access_point(known, seen, forms)), *found]
    return tuple(found)


def learn(known: Known, seen: Seen, found: tuple[Finding, ...] = (), forms: Forms = _as_it_is) -> Known:
    """Take for granted what no finding is about; of a network that is not as it was nothing is taken for granted."""
    kinds = {finding.kind for finding in found}
    if kinds - {TimelineKind.AUDIT_ROUTER}:
        return known
    if seen.network_type is NetworkType.WIFI and seen.security is not None:
        known = _with_access_point(known, seen.bssid or "", seen.security, forms)
    return known if kinds else _with_router(known, seen)


def _with_access_point(known: Known, bssid: str, security: Security, forms: Forms) -> Known:
    if known.access_points.get(bssid) is security:
        return known
    others = known.access_points.items()
    points = {name: its_security for name, its_security in others if not bssid or name not in forms(bssid)}
    maker = addresses.vendor(bssid) if bssid else None
    return replace(
        known,
        access_points=points | {bssid: security},
        vendors=known.vendors if maker is None or forms(maker) & known.vendors else known.vendors | {maker},
    )


def _with_router(known: Known, seen: Seen) -> Known:
    router = seen.router
    if router is None or (router in known.routers_here and (router in known.routers or not _is_password(seen))):
        return known
    routers = known.routers | {router} if _is_password(seen) else known.routers
    return replace(known, routers=routers, routers_here=known.routers_here | {router})


def _security(known: Known, seen: Seen, forms: Forms) -> list[Finding]:
    """Weaker than this access point was; of an unknown one, weaker than every other of the network.

    What one access point of the network has is no finding at another.
    """
    now = seen.security
    own = _of_access_point(known, seen, forms)
    others = [*known.access_points.values()]
    before = [own] if own is not None else others
    if now is None or not before or now in others or not all(_is_weaker(now, was) for was in before):
        return []
    was = min(before, key=_strength)
    has_lost = now in _WITHOUT_SECRET and was not in _WITHOUT_SECRET
    kind = TimelineKind.AUDIT_PASSWORD_LOST if has_lost else TimelineKind.AUDIT_WEAKER
    return [Finding(kind, seen.bssid or "", was, now)]


def _access_point(known: Known, seen: Seen, forms: Forms) -> list[Finding]:
    """Unknown, and of another kind than the network's others."""
    named = {bssid: security for bssid, security in known.access_points.items() if bssid}
    if not seen.bssid or seen.security is None or not named or _of_access_point(known, seen, forms) is not None:
        return []
    logins = {_login(security) for security in named.values()}
    now = _login(seen.security)
    if None not in (now, *logins) and now not in logins:
        before = next(iter(named.values()))
        return [Finding(TimelineKind.AUDIT_ACCESS_POINT, seen.bssid, before, seen.security)]
    maker = addresses.vendor(seen.bssid)
    is_one_vendor_s = 0 < len(known.vendors) < MIXED_VENDORS
    if not _is_password(seen) or maker is None or not is_one_vendor_s or forms(maker) & known.vendors:
        return []
    return [Finding(TimelineKind.AUDIT_ACCESS_POINT, seen.bssid)]


def _router(known: Known, seen: Seen, forms: Forms) -> Iterator[Finding]:
    """Another device behind a router's address."""
    router = seen.router
    if router is None or addresses.is_virtual_router(router.mac):
        return
    compared = known.routers_here
    if _is_comparable(known, seen, forms):
        compared |= known.routers
    behind = [one for one in compared if one.address in forms(router.address)]
    is_same = any(one.mac in forms(router.mac) for one in behind)
    is_twin = bool(router.maker) and any(one.maker in forms(router.maker) for one in behind)
    if behind and not is_same and not is_twin:
        yield Finding(TimelineKind.AUDIT_ROUTER, router.mac)


def _is_comparable(known: Known, seen: Seen, forms: Forms) -> bool:
    """Whether this must be the network of earlier connections, and not another of its name."""
    is_made_up = seen.bssid is None or addresses.is_local(seen.bssid)
    return _is_password(seen) and not is_made_up and _of_access_point(known, seen, forms) is not None


def _of_access_point(known: Known, seen: Seen, forms: Forms) -> Security | None:
    """How the access point was secured; None for an unknown one."""
    names = forms(seen.bssid) if seen.bssid else {""}
    return next((known.access_points[name] for name in names if name in known.access_points), None)


def _is_weaker(now: Security, was: Security) -> bool:
    """By its grade, or because what had a password has none; None of it where a grade is not known."""
    if Grade.UNKNOWN in (_grade(now), _grade(was)):
        return False
    return _strength(now) < _strength(was) or (now in _WITHOUT_SECRET and was not in _WITHOUT_SECRET)


def _strength(security: Security) -> int:
    """As its grade; a network in transition lets this computer in by WPA3 where it can: that is what it may lose."""
    if security is Security.WPA2_WPA3_PSK:
        return _RANKS[Grade.STRONG]
    return _RANKS.get(_grade(security), -1)


def _grade(security: Security) -> Grade:
    return grade(NetworkType.WIFI, security).grade


def _login(security: Security) -> str | None:
    """The kind of login; None where there is none, or it is not known."""
    if security in _WITHOUT_SECRET or _grade(security) is Grade.UNKNOWN:
        return None
    return "own" if security in _OWN_LOGIN else "password"


def _is_password(seen: Seen) -> bool:
    """One password for everybody: whoever runs it and whoever uses it know each other."""
    return seen.network_type is NetworkType.WIFI and seen.security is not None and _login(seen.security) == "password"

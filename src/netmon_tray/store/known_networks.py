"""What the audit takes for granted of each network, and how it was secured when it was seen last."""

# ruff: noqa: S608 - statements are put together from constants of this file

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from netmon_tray.audit import Known, Router
from netmon_tray.model import Security
from netmon_tray.store.database import Database

_ADD_SECURITY = (
    "INSERT INTO network_security (network_key, security, seen_unix_s) VALUES (?, ?, ?) ON CONFLICT (network_key)"
    " DO UPDATE SET security = excluded.security, seen_unix_s = excluded.seen_unix_s"
)
_ADD_ACCESS_POINT = (
    "INSERT INTO known_access_point (network_key, bssid, security, vendor) VALUES (?, ?, ?, ?)"
    " ON CONFLICT (network_key, bssid) DO UPDATE SET security = excluded.security, vendor = excluded.vendor"
)
_ADD_ROUTER = (
    "INSERT INTO known_router (network_key, address, mac, vendor) VALUES (?, ?, ?, ?)"
    " ON CONFLICT (network_key, address, mac) DO UPDATE SET vendor = excluded.vendor"
)
_SEEN_SINCE = (
    "SELECT key FROM network WHERE last_seen_unix_s >= ?"
    " UNION SELECT network_key FROM network_security WHERE seen_unix_s >= ?"
)
_EXPIRE = [
    f"DELETE FROM {table} WHERE network_key NOT IN ({_SEEN_SINCE})" for table in ("known_access_point", "known_router")
]


@dataclass(frozen=True, slots=True)
class AccessPoint:
    """An access point of a network as it is kept; "" where it has no address, and where its vendor is not known."""

    bssid: str
    security: Security
    vendor: str


class KnownNetworks:
    """Networks are named by their keys in the history. All methods raise StoreError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def known(self, keys: Iterable[str]) -> Known:
        """All that is known of one network, which may have had several keys: its name as it is, and as a hash."""
        points: dict[str, Security] = {}
        vendors: set[str] = set()
        routers: set[Router] = set()
        for key in keys:
            rows = self._database.read(
                "SELECT bssid, security, vendor FROM known_access_point WHERE network_key = ?", (key,)
            )
            points |= {bssid: told for bssid, text, _ in rows if (told := _security(text))}
            vendors |= {vendor for _, _, vendor in rows if vendor}
            found = self._database.read("SELECT address, mac, vendor FROM known_router WHERE network_key = ?", (key,))
            routers |= {Router(*row) for row in found}
        return Known(points, frozenset(vendors), frozenset(routers))

    def note_security(self, key: str, security: Security, at_unix_s: int) -> None:
        """Keep how a network was secured when it was seen last."""
        with self._database.transaction(durable=False) as connection:
            connection.execute(_ADD_SECURITY, (key, security.value, at_unix_s))

    def add(self, key: str, access_point: AccessPoint | None, router: Router | None) -> None:
        """Take an access point and a router for granted."""
        with self._database.transaction(durable=False) as connection:
            if access_point is not None:
                values = (key, access_point.bssid, access_point.security.value, access_point.vendor)
                connection.execute(_ADD_ACCESS_POINT, values)
            if router is not None:
                connection.execute(_ADD_ROUTER, (key, router.address, router.mac, router.maker))

    def expire(self, before_unix_s: int) -> int:
        """Let go of access points and routers of networks that were not seen since then; how many."""
        with self._database.transaction(durable=False) as connection:
            return sum(connection.execute(statement, (before_unix_s,) * 2).rowcount for statement in _EXPIRE)

    def securities(self) -> dict[str, Security]:
        """How each network was secured when it was seen last."""
        rows = self._database.read("SELECT network_key, security FROM network_security")
        return {key: told for key, text in rows if (told := _security(text))}


def _security(text: str) -> Security | None:
    """None for what another version of the program, or a flipped bit, has put there."""
    try:
        return Security(text)
    except ValueError:
        return None

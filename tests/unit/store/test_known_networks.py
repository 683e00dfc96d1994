"""What the audit takes for granted, and for how long."""

from __future__ import annotations

from pathlib import Path

from netmon_tray.audit import Known, Router
from netmon_tray.model import Security
from netmon_tray.store.database import Database
from netmon_tray.store.history import History
from netmon_tray.store.known_networks import AccessPoint, KnownNetworks

ROUTER = Router("192.0.2.1", "00:00:5e:00:53:01", "00:00:5e")
POINT = AccessPoint("00:00:5e:00:53:a1", Security.WPA2_PSK, "00:00:5e")


def test_what_is_known_of_a_network_goes_when_it_was_not_seen_for_long(tmp_path: Path) -> None:
    with Database.open(tmp_path) as database:
        known = KnownNetworks(database)
        for key in ("wi:old", "wi:used", "wi:secured"):
            known.add(key, POINT, ROUTER)
            known.note_security(key, Security.WPA2_PSK, 1000)
        History(database).note_network("wi:used", "used", "wi", 2000)
        known.note_security("wi:secured", Security.WPA2_PSK, 2000)
        assert known.expire(2000) == 2
        assert known.known(["wi:old"]) == Known()
        for key in ("wi:used", "wi:secured"):
            assert known.known([key]) == Known(
                {POINT.bssid: POINT.security}, frozenset({POINT.vendor}), frozenset({ROUTER})
            )
        assert set(known.securities()) == {"wi:old", "wi:used", "wi:secured"}  # as long as the network is listed
        assert known.expire(2000) == 0

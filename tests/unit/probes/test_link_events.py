"""What is remembered of WiFi associations as they are reported. The listening itself is tested on real namespaces."""

from __future__ import annotations

from typing import Any

from netmon_tray.probes.linux.events import Associations, Joined
from netmon_tray.probes.parse import nl80211
from netmon_tray.probes.parse.nl80211 import Association

HERE, THERE = "02:00:00:00:00:00", "02:00:00:00:00:01"
MLD = "02:00:00:00:0a:aa"


def event(command: int, bssid: str | None = HERE, **facts: Any) -> Association:
    defaults = {"is_success": True, "request": None, "uses_shared_key": None, "index": 4}
    return Association(command=command, bssid=bssid, **(defaults | facts))


def test_a_connect_is_remembered_for_its_access_point():
    seen = Associations()
    assert seen.note(event(nl80211.CMD_CONNECT, request=b"asked"))
    assert seen.of(4, HERE).request == b"asked"
    assert seen.of(4, THERE) == Joined()
    assert seen.of(5, HERE) == Joined()


def test_a_multi_link_device_is_known_by_either_address():
    seen = Associations()
    seen.note(event(nl80211.CMD_CONNECT, MLD, request=b"asked"))
    assert seen.of(4, MLD, HERE).request == b"asked"


def test_an_event_without_an_address_counts_for_the_interface():
    seen = Associations()
    seen.note(event(nl80211.CMD_CONNECT, None, request=b"asked"))
    assert seen.of(4, HERE).request == b"asked"


def test_a_disconnect_forgets():
    seen = Associations()
    seen.note(event(nl80211.CMD_CONNECT, request=b"asked"))
    assert seen.note(event(nl80211.CMD_DISCONNECT, None))
    assert seen.of(4, HERE) == Joined()


def test_a_failed_attempt_elsewhere_hides_nothing():
    seen = Associations()
    seen.note(event(nl80211.CMD_CONNECT, request=b"asked"))
    seen.note(event(nl80211.CMD_AUTHENTICATE, THERE, uses_shared_key=False))
    seen.note(event(nl80211.CMD_CONNECT, THERE, request=b"other", is_success=False))
    assert seen.of(4, HERE).request == b"asked"
    assert seen.of(4, THERE).request is None


def test_the_last_request_to_one_access_point_counts():
    seen = Associations()
    seen.note(event(nl80211.CMD_ASSOCIATE, request=b"sae"))
    seen.note(event(nl80211.CMD_AUTHENTICATE, uses_shared_key=False))
    seen.note(event(nl80211.CMD_ASSOCIATE, request=b"psk"))
    assert seen.of(4, HERE).request == b"psk"


def test_shared_key_is_remembered_through_the_association():
    seen = Associations()
    assert not seen.note(event(nl80211.CMD_AUTHENTICATE, uses_shared_key=True))
    seen.note(event(nl80211.CMD_CONNECT, request=b"asked"))
    assert seen.of(4, HERE) == Joined(request=b"asked", uses_shared_key=True)


def test_a_roam_and_a_channel_switch_matter():
    seen = Associations()
    assert seen.note(event(nl80211.CMD_ROAM, THERE, request=b"again"))
    assert seen.note(event(nl80211.CMD_CH_SWITCH_NOTIFY, None))
    assert seen.of(4, THERE).request == b"again"


def test_only_so_many_access_points_are_kept():
    seen = Associations()
    for number in range(100):
        seen.note(event(nl80211.CMD_CONNECT, f"02:00:00:00:01:{number:02x}", request=b"asked"))
    assert seen.of(4, "02:00:00:00:01:00") == Joined()
    assert seen.of(4, "02:00:00:00:01:63").request == b"asked"

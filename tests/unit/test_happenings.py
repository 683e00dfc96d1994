"""What records and samples put on the time axis."""

from __future__ import annotations

import pytest

from netmon_tray.happenings import event_text, live_events, of_record, of_samples
from netmon_tray.model import (
    Change,
    ConnectionRecord,
    InterfaceKind,
    LiveEventKind,
    RecordEvent,
    TimelineEvent,
    TimelineKind,
    Vpn,
)
from support.samples import T0_UNIX_MS, sample, wifi, wired


def record(event: RecordEvent, *changes: Change) -> ConnectionRecord:
    return ConnectionRecord("r", "a", event, T0_UNIX_MS, wifi("Cafe"), 0, 0, changes, attachment_since_unix_ms=7)


def test_the_life_of_a_connection() -> None:
    (began,) = of_record(record(RecordEvent.ESTABLISHED), network_key="wi:Cafe")
    assert (began.kind, began.network_key, began.until_unix_ms) == (TimelineKind.ESTABLISHED, "wi:Cafe", None)
    assert began.detail["security"] == "wpa2-psk"
    assert not began.is_open
    (ended,) = of_record(record(RecordEvent.TERMINATED))
    assert (ended.kind, ended.detail) == (TimelineKind.TERMINATED, {"since_unix_ms": 7})
    assert of_record(record(RecordEvent.MAINTAINED)) == ()


def test_a_roam_tells_from_where_to_where() -> None:
    far = wifi("Cafe", bssid="02:00:00:00:00:b2", mhz=2437, rssi_dbm=-81)
    (roam,) = of_record(record(RecordEvent.CHANGED, Change.ROAM), before=far)
    assert roam.detail == {
        "bssid": "02:00:00:00:00:a1", "frequency_mhz": 5180, "channel": 36, "measure": "rssi", "signal": -58.0,
        "security": "wpa2-psk",
        "before": {
            "bssid": "02:00:00:00:00:b2", "frequency_mhz": 2437, "channel": 36, "measure": "rssi", "signal": -81.0,
            "security": "wpa2-psk",
        },
    }  # fmt: skip


def test_each_change_is_an_event() -> None:
    events = of_record(record(RecordEvent.CHANGED, *Change))
    assert [event.kind for event in events] == [
        TimelineKind.ROAM,
        TimelineKind.CHANNEL_SWAP,
        TimelineKind.SECURITY_CHANGE,
        TimelineKind.NAME_CHANGE,
    ]


def test_a_vpn_and_a_portal() -> None:
    plain, tunnelled = sample(0, wired()), sample(5, wired(), vpn=Vpn("wg0", InterfaceKind.WIREGUARD))
    assert of_samples(None, tunnelled, is_gap=True) == ()
    (on,) = of_samples(plain, tunnelled, is_gap=False)
    assert (on.kind, on.detail) == (TimelineKind.VPN_ON, {"interface": "wg0", "kind": "wireguard"})
    (off,) = of_samples(tunnelled, plain, is_gap=False)
    assert (off.kind, off.detail) == (TimelineKind.VPN_OFF, {"interface": "wg0", "kind": "wireguard"})
    behind = sample(10, wired(), has_portal=True)
    assert [event.kind for event in of_samples(plain, behind, is_gap=False)] == [TimelineKind.PORTAL]
    assert of_samples(behind, behind, is_gap=False) == ()


def test_sleep_is_as_long_as_the_clock_that_is_never_set_says() -> None:
    woken = sample(3600, wired(), at_unix_ms=T0_UNIX_MS + 60_000)  # the wall clock was set back meanwhile
    (slept,) = of_samples(sample(0, wired()), woken, is_gap=True)
    assert slept.kind is TimelineKind.SLEEP
    assert slept.until_unix_ms == T0_UNIX_MS + 60_000
    assert slept.until_unix_ms - slept.at_unix_ms == 3_600_000


def test_marks_of_the_live_view() -> None:
    (connected,) = live_events(of_record(record(RecordEvent.ESTABLISHED)), "Cafe")
    assert (connected.kind, connected.text) == (LiveEventKind.CONNECTED, "Connected to Cafe")
    marks = live_events(of_record(record(RecordEvent.CHANGED, Change.CHANNEL_SWAP, Change.SECURITY)), "Cafe")
    assert [mark.text for mark in marks] == ["Channel 36", "Security changed"]
    (woke,) = live_events([TimelineEvent(1, TimelineKind.SLEEP, until_unix_ms=9)], "")
    assert woke.at_unix_ms == 9


@pytest.mark.parametrize("kind", TimelineKind)
def test_every_kind_has_words(kind: TimelineKind) -> None:
    assert event_text(TimelineEvent(0, kind), "Cafe")

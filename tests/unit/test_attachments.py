"""The life of an attachment, and byte deltas that add up."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmon_tray.attachments import AttachmentTracker, Derived, from_text, to_text
from netmon_tray.model import (
    UNSUPPORTED,
    Authentication,
    Change,
    Link,
    RecordEvent,
    Sample,
    Security,
    Unavailable,
)
from support.samples import T0_UNIX_MS, counters, sample, wifi, wired

E, M, C, T = RecordEvent.ESTABLISHED, RecordEvent.MAINTAINED, RecordEvent.CHANGED, RecordEvent.TERMINATED


def same(link: Link) -> Link:
    return link


class Life:
    """A tracker with the records that it made so far."""

    def __init__(self, saved: str | None = None, heartbeat_s: float = 300.0) -> None:
        self.tracker = AttachmentTracker(
            heartbeat_s=heartbeat_s, new_uuid=lambda: str(uuid.uuid4()), saved=from_text(saved)
        )
        self.derived: list[Derived] = []
        self.moved: list[tuple[str, int, int]] = []
        self.throughput = None

    def see(self, seen: Sample) -> list[RecordEvent]:
        observation = self.tracker.observe(seen, gap_s=25.0)
        self.derived += observation.derived
        self.moved += [(part.link.interface.name, part.rx_bytes, part.tx_bytes) for part in observation.moved]
        self.throughput = observation.throughput
        return [item.record.event for item in observation.derived]

    def end(self, seen: Sample | None, *, keeps_counters: bool = True) -> None:
        self.derived += self.tracker.end(seen, keeps_counters=keeps_counters).derived

    def saved(self) -> str:
        return to_text(self.derived[-1].state, same)

    def rx_total(self) -> int:
        return sum(item.record.rx_bytes for item in self.derived)


def test_established_maintained_terminated_with_bytes_that_add_up() -> None:
    life = Life()
    assert life.see(sample(0, wired(1000, 100))) == [E]
    assert life.see(sample(100, wired(1500, 150))) == []
    assert life.see(sample(300, wired(3000, 300))) == [M]
    assert life.see(sample(305, wired(3100, 310))) == []
    life.end(sample(310, wired(3200, 320)))
    assert [(item.record.event, item.record.rx_bytes, item.record.tx_bytes) for item in life.derived] == [
        (E, 0, 0),
        (M, 2000, 200),
        (T, 200, 20),
    ]
    assert len({item.record.attachment_uuid for item in life.derived}) == 1
    assert len({item.record.record_uuid for item in life.derived}) == 3


def test_heartbeat_counts_from_the_last_record_of_any_kind() -> None:
    life = Life(heartbeat_s=60)
    life.see(sample(0, wifi()))
    assert life.see(sample(50, wifi(bssid="02:00:00:00:00:b2"))) == [C]
    assert life.see(sample(70, wifi(bssid="02:00:00:00:00:b2"))) == []
    assert life.see(sample(110, wifi(bssid="02:00:00:00:00:b2"))) == [M]


@pytest.mark.parametrize(
    ("after", "changes"),
    [
        (wifi(bssid="02:00:00:00:00:b2", mhz=2437), (Change.ROAM,)),
        (wifi(mhz=5200), (Change.CHANNEL_SWAP,)),
        (wifi(security=Security.WPA3_SAE), (Change.SECURITY,)),
    ],
)
def test_material_changes(after: Link, changes: tuple[Change, ...]) -> None:
    life = Life()
    life.see(sample(0, wifi()))
    assert life.see(sample(5, after)) == [C]
    assert life.derived[-1].record.changes == changes
    assert life.see(sample(10, after)) == []


def test_a_negotiated_authentication_that_differs_is_a_security_change() -> None:
    life = Life()
    life.see(sample(0, wifi(security=Security.WPA2_WPA3_PSK)))
    sae = wifi(security=Security.WPA2_WPA3_PSK)
    sae = replace(sae, network=replace(sae.network, authentication=Authentication.SAE))
    life.see(sample(5, sae))
    assert life.derived[-1].record.changes == (Change.SECURITY,)


LOGINS = [
    (Security.WPA2_WPA3_PSK, Authentication.SAE, Security.WPA2_WPA3_PSK, Authentication.PSK),
    (Security.WEP_SHARED, Authentication.SHARED, Security.WEP, Authentication.OPEN),
]
"""What was seen at the join, and what a program sees that was started later."""


def joined(security: Security, authentication: Authentication, **more: Any) -> Link:
    link = wifi(security=security, **more)
    return replace(link, network=replace(link.network, authentication=authentication))


@pytest.mark.parametrize(("security", "authentication", "later", "later_authentication"), LOGINS)
@pytest.mark.parametrize("is_clean", [True, False])
def test_how_a_network_was_joined_holds_over_a_restart(
    security: Security,
    authentication: Authentication,
    later: Security,
    later_authentication: Authentication,
    *,
    is_clean: bool,
) -> None:
    before = Life()
    before.see(sample(0, joined(security, authentication)))
    if is_clean:
        before.end(sample(10, joined(security, authentication)))
    after = Life(saved=before.saved(), heartbeat_s=60)
    assert after.see(sample(20, joined(later, later_authentication))) == ([E] if is_clean else [])
    assert after.see(sample(90, joined(later, later_authentication))) == [M]
    network = after.derived[-1].record.link.network
    assert (network.security, network.authentication) == (security, authentication)


def test_how_a_network_was_joined_ends_with_the_boot() -> None:
    before = Life()
    before.see(sample(0, joined(Security.WPA2_WPA3_PSK, Authentication.SAE)))
    after = Life(saved=before.saved())
    present = joined(Security.WPA2_WPA3_PSK, Authentication.PSK)
    after.see(sample(20, replace(present, counters=counters(0, 0, boot_id="other")), boot_id="other"))
    assert after.derived[-1].record.link.network.authentication is Authentication.PSK


def test_another_access_point_is_joined_anew() -> None:
    life = Life()
    life.see(sample(0, joined(Security.WPA2_WPA3_PSK, Authentication.SAE)))
    life.see(sample(5, joined(Security.WPA2_WPA3_PSK, Authentication.PSK, bssid="02:00:00:00:00:b2")))
    assert life.derived[-1].record.changes == (Change.ROAM, Change.SECURITY)


def test_a_cable_s_new_connection_name_is_a_change_and_not_another_network() -> None:
    life = Life()
    life.see(sample(0, wired()))
    named = replace(wired(), network=replace(wired().network, name="Lab"))
    assert life.see(sample(5, named)) == [C]
    assert life.derived[-1].record.changes == (Change.NAME,)


def test_facts_that_go_missing_for_a_while_change_nothing() -> None:
    life = Life()
    life.see(sample(0, wifi()))
    blind = wifi()
    blind = replace(
        blind,
        network=replace(blind.network, name=UNSUPPORTED, security=UNSUPPORTED),
        radio=replace(blind.radio, bssid=UNSUPPORTED, frequency_mhz=UNSUPPORTED),
    )
    assert life.see(sample(5, blind)) == []
    assert life.see(sample(10, wifi())) == []
    assert life.see(sample(15, blind)) == []
    assert life.see(sample(20, wifi(bssid="02:00:00:00:00:b2"))) == [C]


def test_what_moves_while_nobody_tells_the_name_is_the_attachments_all_the_same() -> None:
    """A modem that searches for a moment has no operator."""
    life = Life()
    life.see(sample(0, wifi("Cafe", rx_bytes=100)))
    nameless = replace(wifi("Cafe", rx_bytes=300), network=replace(wifi().network, name=UNSUPPORTED))
    other = wired(50)
    seen = sample(5, nameless, other)
    (moved,) = life.tracker.observe(seen, gap_s=25.0).moved
    assert (moved.link.network.name, moved.rx_bytes) == ("Cafe", 200)
    named = life.tracker.named(seen)
    assert named.primary is not None
    assert named.primary.network.name == "Cafe"
    assert named.links[1] == other


def test_without_an_attachment_a_sample_has_the_names_that_it_has() -> None:
    seen = sample(0, wifi())
    assert Life().tracker.named(seen) is seen


def test_a_name_that_becomes_known_is_a_change() -> None:
    nameless = replace(wifi(), network=replace(wifi().network, name=Unavailable.DENIED))
    life = Life()
    life.see(sample(0, nameless))
    assert life.see(sample(5, wifi())) == [C]


def test_another_ssid_is_another_attachment() -> None:
    life = Life()
    life.see(sample(0, wifi("Cafe", rx_bytes=100)))
    assert life.see(sample(5, wifi("Home", rx_bytes=400))) == [T, E]
    ended, begun = life.derived[-2:]
    assert ended.record.link.network.name == "Cafe"
    assert ended.record.rx_bytes == 300
    assert begun.record.rx_bytes == 0
    assert begun.record.attachment_uuid != ended.record.attachment_uuid


def test_another_primary_interface_ends_with_the_old_one_s_last_counters() -> None:
    life = Life()
    life.see(sample(0, wifi(rx_bytes=100)))
    assert life.see(sample(5, wired(5000), wifi(rx_bytes=150))) == [T, E]
    assert life.derived[-2].record.rx_bytes == 50
    assert life.moved[-1] == ("wlan0", 50, 0)
    life.see(sample(10, wired(5600), wifi(rx_bytes=999)))
    assert life.moved[-1] == ("eth0", 600, 0)


def test_a_short_loss_never_happened_and_a_long_one_ends_when_it_began() -> None:
    life = Life()
    life.see(sample(0, wired(100)))
    assert life.see(sample(5)) == []
    assert life.tracker.is_waiting_for_return
    assert life.see(sample(9, wired(150))) == []
    assert life.see(sample(20)) == []
    assert life.see(sample(24)) == []
    assert life.see(sample(26)) == [T]
    assert life.derived[-1].record.at_unix_ms == T0_UNIX_MS + 20_000
    assert life.derived[-1].record.rx_bytes == 50
    assert life.see(sample(40)) == []
    assert life.see(sample(45, wired(700))) == [E]
    assert life.derived[-1].record.rx_bytes == 0


def test_what_a_link_moved_before_it_was_switched_off_is_counted() -> None:
    life = Life()
    life.see(sample(0, wired(1000)))
    assert life.see(sample(1, primary=None, switched_off=(counters(1700, 20),))) == []
    assert life.see(sample(7, primary=None)) == [T]  # by then it may have been unplugged
    assert (life.rx_total(), life.moved) == (700, [("eth0", 700, 20)])


def test_another_interface_of_the_same_name_is_not_what_was_lost() -> None:
    life = Life()
    life.see(sample(0, wired(1000)))
    life.see(sample(1, primary=None, switched_off=(counters(1700, 20, index=9),)))
    assert life.rx_total() == 0


def test_the_last_bytes_of_a_network_are_not_the_next_one_s() -> None:
    tracker = AttachmentTracker(heartbeat_s=300, new_uuid=lambda: str(uuid.uuid4()))
    tracker.observe(sample(0, wifi("Cafe", rx_bytes=100)), gap_s=25.0)
    (moved,) = tracker.observe(sample(5, wifi("Bar", rx_bytes=150)), gap_s=25.0).moved
    assert (moved.link.network.name, moved.rx_bytes) == ("Cafe", 50)


def test_a_link_without_carrier_is_lost() -> None:
    down = replace(wired(), interface=replace(wired().interface, has_carrier=False))
    life = Life()
    life.see(sample(0, wired()))
    life.see(sample(1, down))
    assert life.see(sample(7, down)) == [T]


def test_sleep_is_a_gap_and_not_an_end() -> None:
    life = Life(heartbeat_s=300)
    life.see(sample(0, wired(100)))
    assert life.see(sample(8 * 3600, wired(900))) == [M]
    assert life.throughput is None
    assert life.derived[-1].record.rx_bytes == 800


def test_a_crash_goes_on_with_the_same_attachment_and_counts_the_time_between_once() -> None:
    before = Life()
    before.see(sample(0, wired(1000)))
    before.see(sample(10, wired(1700)))  # never recorded before the crash
    after = Life(saved=before.saved())
    assert after.see(sample(60, wired(5000))) == []
    assert after.see(sample(301, wired(6000))) == [M]
    assert after.derived[-1].record.rx_bytes == 5000
    assert after.derived[-1].record.attachment_uuid == before.derived[0].record.attachment_uuid


@pytest.mark.parametrize(
    "now",
    [
        sample(60, wired(50, boot_id="other"), boot_id="other"),
        sample(60, wired(50, index=7)),
        sample(60, replace(wired(5000), interface=replace(wired().interface, carrier_changes=3))),
        sample(60, wifi()),
    ],
    ids=["boot", "device", "carrier", "network"],
)
def test_a_crash_on_a_connection_that_is_gone_ends_it_when_it_was_last_seen(now: Sample) -> None:
    before = Life()
    before.see(sample(0, wired(1000)))
    after = Life(saved=before.saved())
    assert after.see(now) == [T, E]
    ended, begun = after.derived
    assert (ended.record.at_unix_ms, ended.record.rx_bytes) == (T0_UNIX_MS, 0)
    assert begun.record.rx_bytes == 0


def test_a_crash_and_then_no_network_ends_it_when_it_was_last_seen() -> None:
    before = Life()
    before.see(sample(0, wired(1000)))
    after = Life(saved=before.saved())
    assert after.see(sample(60)) == [T]
    assert after.derived[-1].record.at_unix_ms == T0_UNIX_MS


def test_a_clean_stop_starts_anew_and_counts_what_moved_in_between_once() -> None:
    before = Life()
    before.see(sample(0, wired(1000)))
    before.end(sample(10, wired(1500)))
    after = Life(saved=before.saved())
    assert after.see(sample(500, wired(9000))) == [E]
    assert after.derived[-1].record.rx_bytes == 7500
    assert after.derived[-1].record.attachment_uuid != before.derived[-1].record.attachment_uuid


def test_a_clean_stop_and_another_network_counts_from_now() -> None:
    before = Life()
    before.see(sample(0, wifi("Cafe", rx_bytes=1000)))
    before.end(sample(10, wifi("Cafe", rx_bytes=1500)))
    after = Life(saved=before.saved())
    assert after.see(sample(500, wifi("Home", rx_bytes=9000))) == [E]
    assert after.derived[-1].record.rx_bytes == 0


def test_a_pause_leaves_out_what_moves_in_it() -> None:
    life = Life()
    life.see(sample(0, wired(1000)))
    life.end(sample(10, wired(1500)), keeps_counters=False)
    assert life.derived[-1].state is None
    assert life.see(sample(900, wired(9000))) == [E]
    assert life.rx_total() == 500


def test_the_end_after_a_loss_is_the_time_of_the_loss() -> None:
    life = Life()
    life.see(sample(0, wired(1000)))
    life.see(sample(5))
    life.end(sample(8))
    assert life.derived[-1].record.at_unix_ms == T0_UNIX_MS + 5000


def test_counters_that_cannot_be_read_at_first_start_when_they_can() -> None:
    life = Life()
    life.see(sample(0, replace(wired(), counters=None)))
    life.see(sample(5, wired(7000)))
    life.see(sample(10, wired(7400)))
    life.end(None)
    assert life.rx_total() == 400


def test_disguised_storage_still_recognises_the_network_and_notices_a_roam() -> None:
    def disguise(link: Link) -> Link:
        return replace(
            link,
            network=replace(link.network, name=f"net-{hash(link.network.name)}"),
            radio=replace(link.radio, bssid=f"h{link.radio.bssid}"),
        )

    before = Life()
    before.see(sample(0, wifi(rx_bytes=10)))
    text = to_text(before.derived[-1].state, disguise)
    assert "Cafe" not in text
    for seen, expected in ((wifi(rx_bytes=20), []), (wifi(bssid="02:00:00:00:00:b2", rx_bytes=20), [C])):
        tracker = AttachmentTracker(heartbeat_s=300, new_uuid=lambda: "u", saved=from_text(text), disguise=disguise)
        observation = tracker.observe(sample(5, seen), gap_s=25)
        assert [item.record.event for item in observation.derived] == expected
        assert tracker.observe(sample(10, seen), gap_s=25).derived == ()


@pytest.mark.parametrize("text", [None, "", "null", "{", "[]", "3", '{"uuid": 5}', '{"uuid": "x"}'])
def test_a_saved_state_that_cannot_be_read_is_no_state(text: str | None) -> None:
    assert from_text(text) is None


def test_a_saved_state_comes_back_equal() -> None:
    life = Life()
    life.see(sample(0, wifi()))
    assert from_text(life.saved()) == life.derived[-1].state


STEPS = st.lists(
    st.tuples(st.sampled_from(["run", "crash", "stop", "sleep", "loss"]), st.integers(0, 10**6)), max_size=40
)


@given(STEPS)
def test_records_add_up_to_the_counter_over_crashes_stops_sleep_and_losses(steps: list[tuple[str, int]]) -> None:
    life, at_s, value = Life(), 0.0, 500
    life.see(sample(0, wired(500)))
    recorded = list(life.derived)
    for what, moved_bytes in steps:
        life.derived.clear()
        value += moved_bytes
        at_s += 4 * 3600 if what == "sleep" else 4
        if what == "crash":
            life = Life(saved=to_text(recorded[-1].state, same))
        if what == "stop":
            life.end(sample(at_s, wired(value)))
            recorded += life.derived
            life = Life(saved=to_text(recorded[-1].state, same))
        life.see(sample(at_s) if what == "loss" else sample(at_s, wired(value)))
        at_s += 1
        life.see(sample(at_s, wired(value)))
        recorded += life.derived
    life.derived.clear()
    life.end(sample(at_s + 1, wired(value)))
    recorded += life.derived
    assert sum(item.record.rx_bytes for item in recorded) == value - 500


def test_bytes_of_the_time_before_a_link_slowed_down_are_counted() -> None:
    slow = replace(wired(200_000_000), link_rate_bit_per_s=10_000_000)
    life = Life()
    life.see(sample(0, wired(0)))
    life.see(sample(5, slow))
    life.end(None)
    assert life.rx_total() == 200_000_000


def test_a_pause_right_after_a_crash_ends_what_was_left_open_and_counts_nothing_of_it() -> None:
    before = Life()
    before.see(sample(0, wired(1000)))
    after = Life(saved=before.saved())
    after.end(sample(60, wired(5000)), keeps_counters=False)
    assert [(item.record.event, item.record.rx_bytes, item.state) for item in after.derived] == [(T, 0, None)]
    after.see(sample(900, wired(900_000)))
    assert after.derived[-1].record.event is E
    assert after.derived[-1].record.rx_bytes == 0

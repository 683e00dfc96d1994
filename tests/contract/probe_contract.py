"""What every HostProbe keeps, on every system: a class of tests that each probe's own test class inherits."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from netmon_tray import codec
from netmon_tray.model import DENIED, Interface, Link, NetworkType, Radio, Sample, Unavailable, known
from netmon_tray.probes import HostProbe

MAC = re.compile("[0-9a-f]{2}(:[0-9a-f]{2}){5}")
MCCMNC = re.compile("[0-9]{5,6}")
PLACEHOLDER = re.compile(r"\W*(redacted|unknown|hidden|n/?a|none|null|not available)?\W*", re.IGNORECASE)
"""What systems and programs write where they have no name; a network may not be called that here."""
BOUNDS: dict[str, tuple[float, float]] = {
    "frequency_mhz": (400, 71_000),
    "channel": (1, 233),
    "width_mhz": (1, 320),
    "rssi_dbm": (-120, 0),
    "derived_rssi_dbm": (-120, 0),
    "noise_dbm": (-130, 0),
    "rsrp_dbm": (-156, -31),
    "rsrq_db": (-43, 20),
    "sinr_db": (-23, 40),
    "signal_ratio": (0, 1),
}
CLOCK_S = 5.0
"""How far a sample's time may lie from this process's clock."""


class HostProbeContract:
    """Inherit it and make the probe; pytest then asks of it everything that HostProbe promises."""

    def make(self) -> HostProbe:
        """Return a probe that was not used before."""
        raise NotImplementedError

    @pytest.fixture
    def probe(self) -> Iterator[HostProbe]:
        made = self.make()
        yield made
        made.close()

    def test_a_sample_has_the_model_s_types_throughout(self, probe: HostProbe) -> None:
        """What was written as plain values and read back by the model's declarations is the same sample."""
        sample = probe.sample()
        assert codec.from_plain(Sample, codec.to_plain(sample)) == sample

    def test_times_are_now_and_go_forward(self, probe: HostProbe) -> None:
        first, second = probe.sample(), probe.sample()
        assert abs(first.at_unix_ms / 1000 - time.time()) < CLOCK_S
        assert 0 <= first.uptime_s <= second.uptime_s
        assert first.boot_id == second.boot_id

    def test_links_are_interfaces_and_the_primary_is_one_of_them(self, probe: HostProbe) -> None:
        sample = probe.sample()
        names = [link.interface.name for link in sample.links]
        assert len(set(names)) == len(names)
        assert len({link.interface.index for link in sample.links}) == len(names)
        assert all(names)
        assert sample.primary_name is None or sample.primary_name in names
        if sample.vpn is not None:
            assert sample.vpn.interface not in ("", sample.primary_name)
        for link in sample.links:
            assert_sound_interface(link.interface)

    def test_figures_are_in_their_units(self, probe: HostProbe) -> None:
        for link in probe.sample().links:
            assert_in_bounds(link)

    def test_no_name_is_made_up(self, probe: HostProbe) -> None:
        sample = probe.sample()
        for link in sample.links:
            assert_no_placeholder(link)
            has_refusal = DENIED in (link.network.name, link.network.security, link.radio.bssid)
            assert sample.missing_consent is not None or not has_refusal

    def test_a_consent_that_is_missing_withholds_something(self, probe: HostProbe) -> None:
        sample = probe.sample()
        withheld = [DENIED in (link.network.name, link.radio.bssid) for link in sample.links]
        assert sample.missing_consent is None or any(withheld)

    def test_a_cable_has_no_radio(self, probe: HostProbe) -> None:
        wired = [link for link in probe.sample().links if link.network_type is NetworkType.ETHERNET]
        assert all(link.radio == Radio() for link in wired)

    def test_counters_keep_their_key_and_only_grow(self, probe: HostProbe) -> None:
        first, second = probe.sample(), probe.sample()
        for link in first.links:
            before, after = link.counters, second.counters(link.interface)
            if before is None or after is None:
                continue
            assert before.key == after.key
            assert (before.key.boot_id, before.key.interface_index) == (first.boot_id, link.interface.index)
            assert 0 <= before.rx_bytes <= after.rx_bytes
            assert 0 <= before.tx_bytes <= after.tx_bytes

    def test_looking_again_shows_the_same_machine(self, probe: HostProbe) -> None:
        first = probe.sample()
        other = threading.Thread(target=probe.mark_stale)
        other.start()
        other.join()
        second = probe.sample()
        assert [link.interface.name for link in first.links] == [link.interface.name for link in second.links]
        assert first.primary_name == second.primary_name

    def test_observers_come_at_any_time_and_closing_may_be_repeated(self, probe: HostProbe) -> None:
        probe.subscribe(lambda: None)
        before = threading.active_count()
        probe.subscribe(lambda: None)
        assert threading.active_count() == before
        probe.sample()
        probe.close()
        probe.close()

    def test_a_probe_that_was_never_used_closes(self, probe: HostProbe) -> None:
        probe.close()

    def test_the_clock_is_kept_or_not(self, probe: HostProbe) -> None:
        assert probe.is_clock_synchronised() in (True, False)


def assert_sound_interface(interface: Interface) -> None:
    """An index that is one, an address as addresses are written."""
    assert interface.index > 0
    assert interface.mac is None or MAC.fullmatch(interface.mac)


def assert_in_bounds(link: Link) -> None:
    """Every figure that is known could be one."""
    for name, (lowest, highest) in BOUNDS.items():
        value: Any = getattr(link.radio, name)
        assert isinstance(value, Unavailable) or lowest <= value <= highest, f"{name} is {value}"
    rate = known(link.link_rate_bit_per_s)
    assert rate is None or rate > 0
    assert MAC.fullmatch(known(link.radio.bssid) or "00:00:00:00:00:00")
    assert MCCMNC.fullmatch(known(link.network.mccmnc) or "00000")


def assert_no_placeholder(link: Link) -> None:
    """A name is a name."""
    for text in (known(link.network.name), known(link.radio.technology), known(link.radio.cell_id)):
        assert text is None or not PLACEHOLDER.fullmatch(text), f"{text!r} is no name"

"""The contract of probes can be broken: what it promises to notice, it notices."""

from __future__ import annotations

from dataclasses import replace

import pytest

from contract.probe_contract import HostProbeContract, assert_in_bounds, assert_no_placeholder, assert_sound_interface
from netmon_tray.model import DENIED, Link, Sample
from netmon_tray.probes import HostProbe
from netmon_tray.probes.scripted import ScriptedHost
from support.samples import BOOT, wifi, wired


class Fixed(ScriptedHost):
    """A probe that answers what a test gives it."""

    def __init__(self, *samples: Sample) -> None:
        super().__init__()
        self._samples = list(samples)

    def sample(self) -> Sample:
        return self._samples.pop(0) if len(self._samples) > 1 else self._samples[0]


def story(**changes: object) -> Sample:
    return replace(ScriptedHost().sample(), **changes)  # type: ignore[arg-type]


def counted(rx_bytes: int) -> Sample:
    return story(links=(wired(rx_bytes),), boot_id=BOOT)


def denied() -> Link:
    return replace(wifi(), network=replace(wifi().network, name=DENIED))


@pytest.mark.parametrize(
    ("promise", "samples"),
    [
        ("test_a_sample_has_the_model_s_types_throughout", [story(uptime_s="12")]),
        ("test_times_are_now_and_go_forward", [story(at_unix_ms=0)]),
        ("test_times_are_now_and_go_forward", [story(uptime_s=10.0), story(uptime_s=9.0)]),
        ("test_links_are_interfaces_and_the_primary_is_one_of_them", [story(primary_name="gone0")]),
        ("test_no_name_is_made_up", [story(links=(denied(),))]),
        ("test_no_name_is_made_up", [story(links=(wifi("<redacted>"),))]),
        ("test_a_cable_has_no_radio", [story(links=(replace(wired(), radio=wifi().radio),))]),
        ("test_counters_keep_their_key_and_only_grow", [counted(9), counted(8)]),
        ("test_looking_again_shows_the_same_machine", [story(links=(wired(),)), story(links=())]),
        ("test_figures_are_in_their_units", [story(links=(wifi(rssi_dbm=58),))]),
    ],
)
def test_a_broken_promise_is_noticed(promise: str, samples: list[Sample]) -> None:
    probe: HostProbe = Fixed(*samples)
    with pytest.raises((AssertionError, TypeError)):
        getattr(HostProbeContract(), promise)(probe)


def test_the_same_samples_without_the_break_pass() -> None:
    HostProbeContract().test_counters_keep_their_key_and_only_grow(Fixed(counted(8), counted(9)))
    HostProbeContract().test_no_name_is_made_up(Fixed(story(links=(wifi("Cafe"),))))


def test_what_cannot_be_a_figure_an_address_or_a_name() -> None:
    for link in (wifi(mhz=5), replace(wired(), link_rate_bit_per_s=0), wifi(bssid="02:5e")):
        with pytest.raises(AssertionError):
            assert_in_bounds(link)
    for name in ("", "***", "unknown", "N/A", "(hidden)"):
        with pytest.raises(AssertionError):
            assert_no_placeholder(wifi(name))
    assert_no_placeholder(wifi("unknown pleasures"))
    with pytest.raises(AssertionError):
        assert_sound_interface(replace(wired().interface, index=0))

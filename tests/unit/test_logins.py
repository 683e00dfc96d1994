"""How a network was joined: what was seen then holds while the association lasts, and no longer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from netmon_tray.logins import as_joined
from netmon_tray.model import UNSUPPORTED, Authentication, Link, Network, Security
from support.samples import wifi

SAE = Network("Cafe", Security.WPA2_WPA3_PSK, Authentication.SAE)
SHARED = Network("Cafe", Security.WEP_SHARED, Authentication.SHARED)
LATER = Network("Cafe", Security.WPA2_WPA3_PSK, Authentication.PSK)
LATER_WEP = Network("Cafe", Security.WEP, Authentication.OPEN)


def on(network: Network) -> Link:
    return replace(wifi(), network=network)


@pytest.mark.parametrize(
    ("before", "now", "kept"),
    [
        (SAE, LATER, SAE),
        (SHARED, LATER_WEP, SHARED),
        (SAE, replace(LATER, authentication=UNSUPPORTED), SAE),
        (LATER, SAE, SAE),
        (LATER_WEP, SHARED, SHARED),
        (SAE, LATER_WEP, LATER_WEP),
        (SAE, Network("Cafe", Security.WPA2_PSK, Authentication.PSK), None),
        (SAE, Network("Cafe"), None),
        (Network(), LATER, None),
    ],
)
def test_a_login_that_was_seen_goes_before_what_shows_later(
    before: Network, now: Network, kept: Network | None
) -> None:
    assert as_joined(on(now), on(before)).network == (kept or now)


def test_only_the_login_is_kept() -> None:
    now = replace(on(replace(LATER, is_metered=True)), link_rate_bit_per_s=1)
    assert as_joined(now, on(SAE)) == replace(now, network=replace(SAE, is_metered=True))


@pytest.mark.parametrize(
    "before",
    [
        replace(on(SAE), interface=replace(wifi().interface, carrier_changes=4)),
        replace(on(SAE), interface=replace(wifi().interface, index=9)),
        replace(on(SAE), radio=replace(wifi().radio, bssid="02:00:00:00:00:b2")),
    ],
    ids=["carrier", "device", "access point"],
)
def test_another_association_is_judged_by_itself(before: Link) -> None:
    assert as_joined(on(LATER), before) == on(LATER)


def test_without_a_count_of_carrier_changes_nothing_is_kept() -> None:
    uncounted = replace(wifi().interface, carrier_changes=None)
    before, now = replace(on(SAE), interface=uncounted), replace(on(LATER), interface=uncounted)
    assert as_joined(now, before) == now


def test_an_access_point_that_does_not_show_for_a_moment_is_the_same() -> None:
    now = replace(on(LATER), radio=replace(wifi().radio, bssid=UNSUPPORTED))
    assert as_joined(now, on(SAE)).network == SAE

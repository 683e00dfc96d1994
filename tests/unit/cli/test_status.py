"""`netmon status`: what only the agent can know of the connection that a fresh look shows."""

from __future__ import annotations

from dataclasses import replace

from netmon_tray.attachments import Attachment, AttachmentTracker
from netmon_tray.cli.status import as_the_agent_saw
from netmon_tray.model import Authentication, Link, Sample, Security
from support.samples import sample, wifi, wired


def transition(authentication: Authentication) -> Link:
    link = wifi(security=Security.WPA2_WPA3_PSK)
    return replace(link, network=replace(link.network, authentication=authentication))


def attachment_of(link: Link) -> Attachment | None:
    tracker = AttachmentTracker(heartbeat_s=300, new_uuid=lambda: "u")
    tracker.observe(sample(0, link), gap_s=25)
    return tracker.current


def shown(seen: Sample, attachment: Attachment | None) -> Authentication | object:
    primary = as_the_agent_saw(seen, attachment).primary
    assert primary is not None
    return primary.network.authentication


def test_the_login_that_the_agent_saw() -> None:
    seen = sample(5, transition(Authentication.PSK), wired())
    assert shown(seen, attachment_of(transition(Authentication.SAE))) is Authentication.SAE
    assert as_the_agent_saw(seen, attachment_of(transition(Authentication.SAE))).links[1] == wired()


def test_a_disguised_access_point_is_still_the_same() -> None:
    stored = transition(Authentication.SAE)
    stored = replace(stored, radio=replace(stored.radio, bssid="02:11:22:33:44:55"))
    assert shown(sample(5, transition(Authentication.PSK)), attachment_of(stored)) is Authentication.SAE


def test_nothing_is_taken_over_from_an_earlier_association() -> None:
    earlier = transition(Authentication.SAE)
    earlier = replace(earlier, interface=replace(earlier.interface, carrier_changes=0))
    assert shown(sample(5, transition(Authentication.PSK)), attachment_of(earlier)) is Authentication.PSK


def test_without_an_agent_or_a_connection_a_look_stands_for_itself() -> None:
    seen = sample(5, transition(Authentication.PSK))
    assert as_the_agent_saw(seen, None) is seen
    assert as_the_agent_saw(sample(5), attachment_of(transition(Authentication.SAE))) == sample(5)

"""`netmon status`: what only the agent can know of the connection that a fresh look shows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from netmon_tray import holder
from netmon_tray.attachments import Attachment, AttachmentTracker
from netmon_tray.cli.status import OutagesToday, as_the_agent_saw, is_online, outages_today
from netmon_tray.happenings import of_outage
from netmon_tray.health import portal
from netmon_tray.model import Authentication, Condition, Link, Outage, OutageCause, Sample, Security
from netmon_tray.round_trips import TripSums
from netmon_tray.storage import Stores
from netmon_tray.store.database import Database
from netmon_tray.store.lock import DataDirLock
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


GOES_ON = OutagesToday(1, 60.0, Outage(OutageCause.INTERNET, 0))
ANSWERED, SILENT = TripSums(sent=2, lost=1), TripSums(sent=2, lost=2)


@pytest.mark.parametrize(
    ("trips", "outages", "seen", "is_so"),
    [
        ({"example.org": ANSWERED}, OutagesToday(1, 60.0), [], True),
        ({"example.org": ANSWERED}, None, [], True),
        ({"example.org": SILENT, "gateway": ANSWERED, "dns": ANSWERED}, None, [], False),
        ({"example.org": ANSWERED}, GOES_ON, [], False),
        ({"example.org": ANSWERED}, None, [portal()], False),
        ({}, None, [], False),
    ],
)
def test_online_is_told_of_a_named_host_that_answers_the_agent(
    trips: dict[str, TripSums], outages: OutagesToday | None, seen: list[Condition], *, is_so: bool
) -> None:
    assert is_online(trips, outages, seen) is is_so


@pytest.mark.parametrize("sends", [True, False])
def test_an_outage_that_was_left_open_goes_on_only_where_somebody_records(tmp_path: Path, *, sends: bool) -> None:
    with Database.open(tmp_path) as database:
        stores = Stores.of(database)
        stores.events.add(of_outage(Outage(OutageCause.DNS, 1_764_417_600_000)))
        lock = DataDirLock(tmp_path)
        assert lock.try_acquire()
        stores.state.put({holder.STATE_KEY: holder.to_text(started_unix_ms=0, only_sends=sends)})
        assert (outages_today(stores, 1_764_417_660_000).current is None) is sends
        lock.release()

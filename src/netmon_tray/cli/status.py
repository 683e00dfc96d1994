"""``netmon status``: one look at the network, with what the agent has stored."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from netmon_tray import health
from netmon_tray.board import network_conditions
from netmon_tray.cli import FINE
from netmon_tray.cli.render import write_json, write_lines
from netmon_tray.cli.report_data import is_recorded, outages_in, trips_in
from netmon_tray.cli.stores import opened
from netmon_tray.cli.times import parse_moment
from netmon_tray.cli.view import OutagesToday, View, status_document, status_lines
from netmon_tray.holder import STATE_KEY as HOLDER_KEY
from netmon_tray.holder import only_sends
from netmon_tray.model import Condition, Link, QueueCounts, Sample, Severity, Throughput, UploadStatus, known
from netmon_tray.pause import Pause
from netmon_tray.probes import host_probe
from netmon_tray.rates import Movement, Reading, ceiling_bytes_per_s, gap_limit_s, move
from netmon_tray.reaching import as_proven
from netmon_tray.storage import PRIVACY_KEY, stored_upload
from netmon_tray.store.errors import StoreError
from netmon_tray.store.lock import DataDirLock
from netmon_tray.store.room import obstacle
from netmon_tray.targets import DNS, GATEWAY
from netmon_tray.upload import wire

if TYPE_CHECKING:
    from netmon_tray.attachments import Attachment
    from netmon_tray.cli.context import Context
    from netmon_tray.probes import LocatingProbe
    from netmon_tray.round_trips import TripSums
    from netmon_tray.settings import Settings
    from netmon_tray.storage import Stores
    from netmon_tray.store.agent_state import AgentState

RECENT_MS = 300_000
"""Round trips of so long are shown."""
BETWEEN_SAMPLES_S = 1.0
"""Apart by this much two samples make a throughput (ui.md)."""


def status(context: Context) -> int:
    """Show the current network, the queue, the upload and what needs attention."""
    probe = host_probe()
    try:
        first = first_sample(probe, context.settings)
        time.sleep(BETWEEN_SAMPLES_S)
        second = probe.sample()
    finally:
        probe.close()
    view = gather(context, second, throughput_between(first, second))
    if context.wants_json:
        write_json(status_document(view))
    else:
        write_lines(status_lines(view))
    return FINE


def first_sample(probe: LocatingProbe, settings: Settings) -> Sample:
    """Look once; where the position is wanted, when the location service has had its time to tell it."""
    if not settings.privacy.location:
        return probe.sample()
    probe.locate(settings.privacy.coordinate_decimals)
    probe.sample()
    probe.await_position()
    return probe.sample()


def throughput_between(first: Sample, second: Sample) -> Throughput | None:
    """What moved per second on the connection; None where it changed in between or a counter did not answer."""
    before, after = first.primary, second.primary
    if before is None or after is None or before.counters is None or after.counters is None:
        return None
    movement = _movement(Reading(before.counters, first.uptime_s), second)
    is_same = movement is not None and before.counters.key == after.counters.key
    return movement.throughput if movement is not None and is_same else None


def _movement(base: Reading, sample: Sample) -> Movement | None:
    link = sample.primary
    if link is None or link.counters is None:
        return None
    ceiling = ceiling_bytes_per_s(link)
    gap_s = gap_limit_s(BETWEEN_SAMPLES_S)
    return move(base, link.counters, sample.uptime_s, ceiling_bytes_per_s=ceiling, gap_s=gap_s)[1]


def gather(context: Context, sample: Sample, throughput: Throughput | None) -> View:
    """Add to a sample what the database of this data directory tells."""
    recorder, sender = DataDirLock(context.paths.data_dir).held_by(), None
    seen: list[Condition] = [*context.loaded.conditions]
    seen += [health.probe_fault(fault.part, fault.text) for fault in sample.faults]
    queue: QueueCounts | None = None
    upload: UploadStatus | None = None
    attachment, pause, is_trusted = None, Pause(is_on=False), False
    trips: dict[str, TripSums] = {}
    outages: OutagesToday | None = None
    try:
        with opened(context.paths.data_dir) as stores:
            is_trusted = _is_trusted(stores, sample.primary)
            queue = stores.outbox.counts()
            outages = outages_today(stores, context.now_unix_ms())
            upload = stored_upload(stores.state, context.settings, context.now_unix_ms())
            if only_sends(stores.state.get(HOLDER_KEY), recorder):
                recorder, sender = None, recorder
            if recorder is not None:
                pause = Pause.from_text(stores.state.get("pause"))
                attachment = _current(stores.state, sample)
                since_unix_ms = context.now_unix_ms() - RECENT_MS
                if attachment is not None:
                    since_unix_ms = max(since_unix_ms, attachment.since_unix_ms)
                trips = trips_in(stores, since_unix_ms, context.now_unix_ms())
                seen += _stored_conditions(stores.state.get("conditions"))
    except StoreError as error:
        seen.append(health.storage(error.kind, error.title, str(context.paths.data_dir)))
    if kind := obstacle(context.paths.data_dir):
        seen.append(health.storage(kind, "", str(context.paths.data_dir)))
    name = known(sample.primary.network.name) if sample.primary else None
    seen += network_conditions(sample, name, is_trusted=is_trusted)
    channel = health.upload(upload) if upload else None
    seen += [channel] if channel else []
    rx_bytes, tx_bytes = _moved(attachment, sample)
    if is_online(trips, outages, seen):
        sample = as_proven(sample)
    return View(
        sample=as_the_agent_saw(sample, attachment),
        throughput=throughput,
        queue=queue,
        upload=upload,
        conditions=settled(seen),
        since_unix_ms=attachment.since_unix_ms if attachment else None,
        rx_bytes=rx_bytes,
        tx_bytes=tx_bytes,
        recorded_by=recorder,
        sent_by=sender,
        pause=pause,
        round_trips=trips,
        outages=outages,
        units=context.settings.ui.units,
    )


def is_online(trips: Mapping[str, TripSums], outages: OutagesToday | None, seen: Iterable[Condition]) -> bool:
    """Whether a host that the user named answers the agent, and nothing stands in the way."""
    answers = any(sums.number for party, sums in trips.items() if party not in (GATEWAY, DNS))
    fails = outages is not None and outages.current is not None
    return answers and not fails and all(condition.code != health.PORTAL for condition in seen)


def _is_trusted(stores: Stores, link: Link | None) -> bool:
    """Whether the user trusts this network, by its name or the hash of it."""
    if link is None:
        return False
    keys = wire.network_keys(link, privacy_key=stores.state.get(PRIVACY_KEY))
    return any(stores.history.flags(key).is_trusted for key in keys)


def outages_today(stores: Stores, now_unix_ms: int) -> OutagesToday:
    """The outages since midnight. Raises StoreError."""
    since_unix_ms = parse_moment("today", now_unix_ms)
    found = outages_in(stores, since_unix_ms, now_unix_ms + 1, is_recording=is_recorded(stores))
    ends = [(max(since_unix_ms, one.since_unix_ms), one.until_unix_ms or now_unix_ms) for one in found]
    lasted_ms = sum(max(0, until - since) for since, until in ends)
    current = next((one for one in found if one.until_unix_ms is None), None)
    return OutagesToday(len(found), lasted_ms / 1000, current)


def as_the_agent_saw(sample: Sample, attachment: Attachment | None) -> Sample:
    """Show the connection with the login that only the agent saw, because it was there."""
    from netmon_tray.logins import as_joined

    primary = sample.primary
    if primary is None or attachment is None:
        return sample
    before = replace(attachment.remembered, radio=primary.radio)  # which privacy settings may have disguised
    joined = as_joined(primary, before)
    return replace(sample, links=tuple(joined if link is primary else link for link in sample.links))


def settled(conditions: Iterable[Condition]) -> tuple[Condition, ...]:
    """What to show of conditions that all hold now: each code once, the explained ones left out."""
    first = {item.code: item for item in reversed(list(conditions))}
    return health.visible(((item, float("-inf")) for item in first.values()), 0.0)


def _stored_conditions(text: str | None) -> list[Condition]:
    """The agent's own conditions; what can't be read back is left out."""
    try:
        plain = json.loads(text) if text else []
        return [
            Condition(str(item["code"]), Severity(item["severity"]), str(item["title"]), str(item["text"]))
            for item in plain
        ]
    except (ValueError, TypeError, KeyError):
        return []


def _current(state: AgentState, sample: Sample) -> Attachment | None:
    """The running agent's attachment, where it is of the connection that the sample shows."""
    from netmon_tray import attachments

    attachment = attachments.from_text(state.get("attachment"))
    link = sample.primary
    if attachment is None or attachment.is_ended or link is None:
        return None
    return attachment if attachment.link.interface.index == link.interface.index else None


def _moved(attachment: Attachment | None, sample: Sample) -> tuple[int | None, int | None]:
    """Bytes since the attachment began: what the agent stored, and what the counters moved since then."""
    if attachment is None:
        return None, None
    more = _movement(attachment.reading, sample) if attachment.reading else None
    return (
        attachment.rx_bytes + (more.rx_bytes if more else 0),
        attachment.tx_bytes + (more.tx_bytes if more else 0),
    )

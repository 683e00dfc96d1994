"""Follows the network that carries the traffic, and says what of it is not as it was.

Lives in the sampler's thread. It is judged in memory on true names and addresses; what is kept stands as privacy
settings allow (decisions.md 15): with hashes it is recognised after a restart too, with what is left out it is not.

A finding is told once it was seen for ``CONFIRM_S``, and stands for a day. Whoever marks the network as trusted
meanwhile accepts it; so does a day's use. It goes by itself when the network is seen as it was, and comes back.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from netmon_tray import audit, codec, health
from netmon_tray.audit import Finding, Known, Router, Seen
from netmon_tray.log import Repeating
from netmon_tray.model import NetworkType, Security, TimelineEvent, TimelineKind, known
from netmon_tray.store.errors import StoreError
from netmon_tray.store.known_networks import AccessPoint
from netmon_tray.upload import wire
from netmon_tray.upload.redactor import Redactor

if TYPE_CHECKING:
    from netmon_tray.model import Condition, Gateway, Link, Sample
    from netmon_tray.recorder import Recorder
    from netmon_tray.storage import Storage, Stores

logger = logging.getLogger(__name__)

STATE_KEY = "audit"
"""agent_state key of ``Kept``."""
CONFIRM_S = 4.0
"""What two samples in a row show is no passing moment of a roam."""
STANDING_MS = 24 * 3600 * 1000
CLOCK_MS = 60_000
"""Wall clocks are corrected by less than this without meaning anything."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A finding that was told, as it is kept."""

    network_key: str
    kind: TimelineKind
    subject: str
    """A security, or an address; empty where privacy settings leave that out."""
    since_unix_ms: int
    was_trusted: bool
    """The user's word for the network when it was told: one given later accepts it."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What outlives a restart, beside what is known of each network."""

    attachment_uuid: str = ""
    connection: str = ""
    """What stays the same over a clean stop while the connection stands; empty where the system does not tell."""
    routers_here: tuple[Router, ...] = ()
    standing: tuple[Standing, ...] = ()


def from_text(text: str | None) -> Kept:
    """Read it back; nothing for none, and for what another version wrote differently."""
    try:
        return codec.from_plain(Kept, json.loads(text)) if text else Kept()
    except (ValueError, TypeError, KeyError, AttributeError):
        return Kept()


@dataclass(frozen=True, slots=True)
class _Place:
    """The network of one sample."""

    link: Link
    key: str
    """As it is called."""
    kept_key: str
    """As it is kept."""
    keys: frozenset[str]
    """By every name that it has or had in the history."""
    seen: Seen


class Auditor:
    """Told of each sample; ``conditions`` is what people should know now."""

    def __init__(self, storage: Storage, recorder: Recorder) -> None:
        self._storage, self._recorder = storage, recorder
        self._stores: Stores | None = None
        self._hasher = Redactor()
        self._name: str | None = None
        self._known: dict[str, Known] = {}
        self._securities: dict[str, Security] = {}
        self._kept = Kept()
        self._has_arrived = False
        self._saved: tuple[Kept, Redactor] | None = None
        self._events: list[TimelineEvent] = []
        self._pending: dict[tuple[TimelineKind, str], float] = {}
        self._current: tuple[tuple[Finding, Standing], ...] = ()
        self._log = Repeating(logger, "keeping what the audit found")

    def observe(self, sample: Sample, attachment_uuid: str | None, *, is_trusted: bool) -> None:
        """Compare a sample with what is known of its network. ``is_trusted`` is the user's word for it."""
        link, stores = sample.primary, self._storage.stores
        if link is None or stores is None:
            self._current = ()
            return
        try:
            self._take_up(stores)
            place = self._place(sample, link)
            if self._storage.is_agent:
                self._arrive(attachment_uuid or "", _connection(sample, link))
            self._judge(stores, place, sample, is_trusted=is_trusted)
            if self._storage.is_agent:
                self._keep(stores, place, sample)
        except StoreError as error:
            self._log.failed(str(error))
        else:
            self._log.recovered()

    def conditions(self, *, is_alert: bool) -> Iterator[Condition]:
        """What of the current network is not as it was."""
        for finding, standing in self._current:
            told = audit.explain(replace(finding, address=self._address(finding.address)), self._name)
            yield health.network_changed(
                finding.kind,
                told.title,
                told.reason,
                told.action,
                since_unix_ms=standing.since_unix_ms,
                is_alert=is_alert,
            )

    # --- where this is -----------------------------------------------------------------------------------------------

    def _take_up(self, stores: Stores) -> None:
        """Go on with what another run, or the process that records, has found."""
        if stores is self._stores and self._storage.is_agent:
            return
        self._kept, self._saved = from_text(stores.state.get(STATE_KEY)), None
        self._known.clear()
        self._hasher = Redactor("hash", "hash", self._storage.privacy_key())
        self._stores = stores

    def _place(self, sample: Sample, link: Link) -> _Place:
        shown = self._recorder.disguise(link)
        self._name = known(shown.network.name) if shown.network.name == link.network.name else None
        key, kept_key = wire.network_key(link), wire.network_key(shown)
        keys = wire.network_keys(link, shown, privacy_key=self._hasher.key.hex())
        bssid = known(link.radio.bssid)
        security = known(link.network.security)
        seen = Seen(link.network_type, security, bssid.lower() if bssid else None, _router(sample.gateway))
        return _Place(link, key, kept_key, keys, seen)

    def _arrive(self, attachment_uuid: str, connection: str) -> None:
        """Where another connection begins its router is compared with no other one's.

        A clean stop ends the attachment, and the next run begins another on the same connection.
        """
        kept, is_first, self._has_arrived = self._kept, not self._has_arrived, True
        stands = is_first and connection != "" and connection == kept.connection
        if attachment_uuid == kept.attachment_uuid and connection == kept.connection:
            return
        routers = kept.routers_here if stands or attachment_uuid == kept.attachment_uuid else ()
        self._kept = replace(kept, attachment_uuid=attachment_uuid, connection=connection, routers_here=routers)

    # --- what is found -----------------------------------------------------------------------------------------------

    def _judge(self, stores: Stores, place: _Place, sample: Sample, *, is_trusted: bool) -> None:
        before = self._known_of(stores, place)
        found = audit.judge(before, place.seen, self._forms) if before is not None else ()
        self._pending = {_topic(item): self._pending.get(_topic(item), sample.uptime_s) for item in found}
        accepted = []
        current = []
        for item in found:
            standing = self._standing(place, item)
            if (
                standing is None
                and sample.uptime_s - self._pending[_topic(item)] >= CONFIRM_S
                and self._storage.is_agent
            ):
                standing = self._tell(place, item, sample, is_trusted=is_trusted)
            if standing is not None and _is_accepted(standing, sample, is_trusted=is_trusted):
                accepted.append(item)
                self._let_go(standing)
            elif standing is not None:
                current.append((item, standing))
        self._current = tuple(current)
        if before is not None and self._storage.is_agent:
            self._forget_old(sample)
            doubted = tuple(item for item in found if item not in accepted)
            self._learn(stores, place, before, audit.learn(before, place.seen, doubted, self._forms))

    def _known_of(self, stores: Stores, place: _Place) -> Known | None:
        """What is known of the network; None of one that has no name to know it by."""
        if place.link.network_type is NetworkType.WIFI and known(place.link.network.name) is None:
            return None
        if place.key not in self._known:
            self._known[place.key] = stores.known.known(place.keys)
        return replace(self._known[place.key], routers_here=frozenset(self._kept.routers_here))

    def _standing(self, place: _Place, finding: Finding) -> Standing | None:
        subjects = {finding.security} if finding.security else self._forms(finding.address) | {""}
        for one in self._kept.standing:
            if one.kind is finding.kind and one.network_key in place.keys and one.subject in subjects:
                return one
        return None

    def _tell(self, place: _Place, finding: Finding, sample: Sample, *, is_trusted: bool) -> Standing:
        address = self._address(finding.address)
        subject = finding.security or address
        standing = Standing(place.kept_key, finding.kind, subject, sample.at_unix_ms, is_trusted)
        self._kept = replace(self._kept, standing=(*self._kept.standing, standing))
        detail = {
            "mac" if finding.kind is TimelineKind.AUDIT_ROUTER else "bssid": address or None,
            "before": finding.before.value if finding.before else None,
            "after": finding.after.value if finding.after else None,
        }
        told = {name: fact for name, fact in detail.items() if fact is not None}
        self._events.append(TimelineEvent(sample.at_unix_ms, finding.kind, place.kept_key, detail=told))
        return standing

    def _let_go(self, standing: Standing) -> None:
        self._kept = replace(self._kept, standing=tuple(one for one in self._kept.standing if one is not standing))

    def _forget_old(self, sample: Sample) -> None:
        """What was told a day ago is over; where the clock was set back the day begins anew."""
        now_unix_ms = sample.at_unix_ms
        kept = (
            replace(one, since_unix_ms=now_unix_ms) if one.since_unix_ms - now_unix_ms > CLOCK_MS else one
            for one in self._kept.standing
            if _age_ms(one, sample) < STANDING_MS
        )
        self._kept = replace(self._kept, standing=tuple(kept))

    # --- what is kept ------------------------------------------------------------------------------------------------

    def _learn(self, stores: Stores, place: _Place, before: Known, after: Known) -> None:
        """Take for granted what is in order; what can't be saved is tried again with the next sample."""
        if after is before:
            return
        is_named = place.link.network_type is not NetworkType.WIFI or self._recorder.redactor.network_name != "off"
        if is_named:
            self._save(stores, place, before, after)
        self._known[place.key] = after
        self._kept = replace(self._kept, routers_here=tuple(after.routers_here))

    def _save(self, stores: Stores, place: _Place, before: Known, after: Known) -> None:
        seen, point, router = place.seen, None, None
        if after.access_points != before.access_points and seen.security is not None:
            vendor = audit.vendor(seen.bssid) if seen.bssid else None
            point = AccessPoint(self._address(seen.bssid or ""), seen.security, self._address(vendor or ""))
        if after.routers != before.routers:
            router = self._router(seen.router)
        if point is not None or router is not None:
            stores.known.add(place.kept_key, point, router)

    def _keep(self, stores: Stores, place: _Place, sample: Sample) -> None:
        """Save what was told and what stands, in one transaction, and how the network was secured when seen last."""
        security = place.seen.security
        if security is not None and self._securities.get(place.kept_key) is not security:
            stores.known.note_security(place.kept_key, security, sample.at_unix_ms // 1000)
            self._securities[place.kept_key] = security
        to_save = (self._kept, self._recorder.redactor)
        if to_save == self._saved and not self._events:
            return
        routers = tuple(router for one in self._kept.routers_here if (router := self._router(one)))
        text = json.dumps(codec.to_plain(replace(self._kept, routers_here=routers)), separators=(",", ":"))
        with stores.database.transaction(durable=bool(self._events)):
            for event in self._events:
                stores.events.add(event)
            stores.state.put({STATE_KEY: text})
        self._events.clear()
        self._saved = to_save

    def _router(self, router: Router | None) -> Router | None:
        """A router as it may be kept."""
        if router is None or self._recorder.redactor.bssid == "off":
            return None
        return Router(*(self._address(part) for part in (router.address, router.mac, router.maker)))

    def _address(self, address: str) -> str:
        """An address, or a part of one, as it may be kept; empty where it may not."""
        return (self._recorder.redactor.address(address) or "") if address else ""

    def _forms(self, address: str) -> frozenset[str]:
        return frozenset({address, self._hasher.false_bssid(address)}) if address else frozenset({""})


def _topic(finding: Finding) -> tuple[TimelineKind, str]:
    """What makes two findings the same."""
    return finding.kind, finding.security or finding.address


def _is_accepted(standing: Standing, sample: Sample, *, is_trusted: bool) -> bool:
    return _age_ms(standing, sample) >= STANDING_MS or (is_trusted and not standing.was_trusted)


def _age_ms(standing: Standing, sample: Sample) -> int:
    return sample.at_unix_ms - standing.since_unix_ms


def _connection(sample: Sample, link: Link) -> str:
    """The parts of decisions.md 1 by which a connection is known to have stood while nobody looked."""
    interface = link.interface
    if interface.carrier_changes is None:
        return ""
    return f"{sample.boot_id} {interface.index} {interface.name} {interface.carrier_changes}"


def _router(gateway: Gateway | None) -> Router | None:
    mac = known(gateway.mac) if gateway is not None else None
    return Router.of(gateway.address, mac) if gateway is not None and mac is not None else None

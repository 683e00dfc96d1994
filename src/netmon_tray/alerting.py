"""What of the network, its signal, the queue and the quota people are told: conditions that last over a restart.

Lives in the sampler's thread; what another thread decides is handed over by ``see_outage``.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netmon_tray import health, units
from netmon_tray.alerts import Alert, AlertBook, Lasting
from netmon_tray.auditor import Auditor
from netmon_tray.board import is_insecure, network_conditions
from netmon_tray.live import signal_of
from netmon_tray.log import Repeating
from netmon_tray.model import OutageCause, known
from netmon_tray.store.errors import StoreError
from netmon_tray.store.usage import quota_now

if TYPE_CHECKING:
    from netmon_tray.model import Condition, QueueCounts, Sample
    from netmon_tray.quota import Quota
    from netmon_tray.recorder import Recorder
    from netmon_tray.settings import Settings
    from netmon_tray.storage import Storage, Stores

logger = logging.getLogger(__name__)

STATE_KEY = "alerts"
"""agent_state key of the alerts that stand."""
RECOVERED_S = 10.0
"""A signal that is better for so long is no longer weak."""
QUOTA_S = 60.0
TOLD_AGAIN_MS = 10 * 60_000
"""So long it is said that everything answers again."""


@dataclass(frozen=True, slots=True)
class OutageSeen:
    """What the last rounds of reachability decided; no cause where everything answers."""

    cause: OutageCause | None
    since_unix_ms: int | None
    """When it began to fail, or to answer again; None where nobody asks any more."""


class Alerting:
    """Told of each sample; ``conditions`` is what people should know now.

    Attributes:
        auditor: what it finds is part of it.
    """

    def __init__(self, storage: Storage, recorder: Recorder) -> None:
        self.auditor = Auditor(storage, recorder)
        self._storage, self._recorder = storage, recorder
        self._stores: Stores | None = None
        self._book = AlertBook()
        self._saved = ""
        self._weak = Lasting(RECOVERED_S)
        self._outage: OutageSeen | None = None
        self._quota: Quota | None = None
        self._asked_quota: tuple[object, int] | None = None
        self._log = Repeating(logger, "keeping which alerts stand")

    # --- from any thread ----------------------------------------------------------------------------------------------

    def see_outage(self, cause: OutageCause | None, since_unix_ms: int | None) -> None:
        """Say what was decided of reachability: to be called whenever it was, also where nothing has changed."""
        self._outage = OutageSeen(cause, since_unix_ms)

    # --- in the sampling thread ---------------------------------------------------------------------------------------

    def observe(self, sample: Sample, attachment_uuid: str | None, settings: Settings, *, is_trusted: bool) -> None:
        """Take a sample, with the user's word for its network."""
        self.auditor.observe(sample, attachment_uuid, is_trusted=is_trusted)
        try:
            stores = self._take_up()
            if stores is not None and self._storage.is_agent:
                self._follow_network(sample, is_trusted=is_trusted)
                self._follow_outage(sample)
                self._follow_signal(sample, settings)
                self._follow_quota(sample, settings, stores)
                self._keep()
        except StoreError as error:
            self._log.failed(str(error))
        else:
            self._log.recovered()

    def conditions(
        self, sample: Sample, settings: Settings, queue: QueueCounts, *, is_trusted: bool
    ) -> Iterator[Condition]:
        """What people should know, the network's own words first."""
        alerts = settings.alerts
        insecure = self._book.get(health.INSECURE_NETWORK)
        yield from network_conditions(
            sample,
            self._told_name(sample),
            is_trusted=is_trusted,
            is_alert=alerts.network,
            since_unix_ms=insecure.since_unix_ms if insecure is not None else None,
        )
        yield from self.auditor.conditions(is_alert=alerts.network)
        yield from self._outage_conditions(sample, is_alert=alerts.outage)
        weak = self._book.get(health.WEAK_SIGNAL)
        if weak is not None and sample.primary is not None:
            yield health.weak_signal(weak.since_unix_ms, is_alert=alerts.weak_signal)
        quota = self._book.get(health.QUOTA)
        if quota is not None and self._quota is not None:
            yield health.quota(self._quota, quota.since_unix_ms, is_alert=alerts.quota)
        yield from self._queue_conditions(sample, settings, queue)

    def _told_name(self, sample: Sample) -> str | None:
        """The network's name where it may be kept: conditions are stored."""
        link = sample.primary
        return known(self._recorder.disguise(link).network.name) if link is not None else None

    def _key(self, sample: Sample) -> str:
        """The key under which the network is kept; empty without one."""
        return self._recorder.network_key(sample.primary) or ""

    def _take_up(self) -> Stores | None:
        """Go on with what another run, or the process that records, has told; the open database."""
        stores = self._storage.stores
        if stores is None or (stores is self._stores and self._storage.is_agent):
            return stores
        self._saved = stores.state.get(STATE_KEY) or ""
        self._book.take(self._saved)
        self._weak = Lasting(RECOVERED_S, is_on=self._book.get(health.WEAK_SIGNAL) is not None)
        self._stores = stores
        return stores

    def _keep(self) -> None:
        text = self._book.to_text()
        if self._stores is not None and text != self._saved:
            self._stores.state.put({STATE_KEY: text})
            self._saved = text

    # --- one after the other ------------------------------------------------------------------------------------------

    def _follow_network(self, sample: Sample, *, is_trusted: bool) -> None:
        """Insecure until another network is joined: a short way off and back is no news."""
        link = sample.primary
        if link is None:
            return
        if is_insecure(link) and not is_trusted:
            self._book.stand(health.INSECURE_NETWORK, self._key(sample), sample.at_unix_ms)
        else:
            self._book.lift(health.INSECURE_NETWORK)

    def _follow_outage(self, sample: Sample) -> None:
        seen, over = self._outage, self._book.get(health.OUTAGE_OVER)
        if over is not None and not _is_news(over, sample):
            self._book.lift(health.OUTAGE_OVER)
        if seen is None:
            return
        if seen.since_unix_ms is None:
            self._book.lift(health.OUTAGE)
        elif seen.cause is not None:
            self._book.lift(health.OUTAGE_OVER)
            self._book.stand(health.OUTAGE, seen.cause.value, seen.since_unix_ms)
        elif (ended := self._book.lift(health.OUTAGE)) is not None:
            until_unix_ms = max(ended.since_unix_ms, seen.since_unix_ms)
            self._book.stand(health.OUTAGE_OVER, "", until_unix_ms, until_unix_ms - ended.since_unix_ms)

    def _outage_conditions(self, sample: Sample, *, is_alert: bool) -> Iterator[Condition]:
        outage, over = self._book.get(health.OUTAGE), self._book.get(health.OUTAGE_OVER)
        cause = next((one for one in OutageCause if outage is not None and one.value == outage.subject), None)
        if outage is not None and cause is not None:
            yield health.outage(cause, outage.since_unix_ms, is_alert=is_alert)
        elif over is not None and _is_news(over, sample):
            yield health.outage_over(over.lasted_ms / 1000, over.since_unix_ms, is_alert=is_alert)

    def _follow_signal(self, sample: Sample, settings: Settings) -> None:
        """Very weak for a while, on one network: another one is judged anew."""
        link = sample.primary
        measure, signal = signal_of(link) if link is not None else (None, None)
        level = units.signal_level(measure, signal) if measure is not None and signal is not None else None
        subject = self._key(sample)
        standing = self._book.get(health.WEAK_SIGNAL)
        if standing is not None and link is not None and standing.subject != subject:
            self._weak = Lasting(RECOVERED_S)
        is_weak = None if level is None else level == 0
        if self._weak.see(sample.uptime_s, is_so=is_weak, begin_s=settings.alerts.weak_signal_s):
            self._book.stand(health.WEAK_SIGNAL, subject or (standing.subject if standing else ""), sample.at_unix_ms)
        else:
            self._book.lift(health.WEAK_SIGNAL)

    def _follow_quota(self, sample: Sample, settings: Settings, stores: Stores) -> None:
        """Each threshold of a period once, over restarts too. The history is asked as often as it grows."""
        asked = (settings.quota, int(sample.uptime_s / QUOTA_S))
        if asked == self._asked_quota:
            return
        self._quota = quota = quota_now(stores.history, settings.quota, sample.at_unix_ms)
        self._asked_quota = asked
        if quota is None or quota.used_bytes < quota.warned_bytes:
            self._book.lift(health.QUOTA)
            return
        threshold = "used_up" if quota.used_bytes >= quota.limit_bytes else "warned"
        self._book.stand(health.QUOTA, f"{quota.period.first} {threshold}", sample.at_unix_ms)

    def _queue_conditions(self, sample: Sample, settings: Settings, queue: QueueCounts) -> Iterator[Condition]:
        """Told by the age of the oldest record alone, which the database keeps."""
        oldest_unix_ms = queue.oldest_pending_at_unix_ms
        if not settings.upload.enabled or not queue.pending or oldest_unix_ms is None:
            return
        waiting_s = (sample.at_unix_ms - oldest_unix_ms) / 1000
        limit_s = settings.alerts.queue_hours * 3600
        if waiting_s >= limit_s:
            since_unix_ms = oldest_unix_ms + limit_s * 1000
            yield health.queue_stuck(queue.pending, waiting_s, since_unix_ms, is_alert=settings.alerts.queue)


def _is_news(over: Alert, sample: Sample) -> bool:
    """Whether it was over a short while ago; where the clock was set back since nobody knows, and it is not."""
    return abs(sample.at_unix_ms - over.since_unix_ms) < TOLD_AGAIN_MS

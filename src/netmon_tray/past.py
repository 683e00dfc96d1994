"""A made-up past (``--demo``): what is found out beside samples at present is found out of it by the same parts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from netmon_tray.reacher import SLEPT_S, Asker, Reacher, Surroundings

if TYPE_CHECKING:
    from netmon_tray.auditor import Auditor
    from netmon_tray.model import Sample
    from netmon_tray.recorder import Recorder
    from netmon_tray.settings import Settings

ROUND_S = 60.0
"""Between two rounds of a past: a week of them is asked within a second."""


class Past:
    """Told of each sample of a past, in its order and in the sampling thread: round trips, outages, the audit.

    The rounds of questions are asked one after the other by the clock of the samples, without a thread that waits.
    """

    def __init__(self, settings: Settings, recorder: Recorder, auditor: Auditor, asker: Asker) -> None:
        rare = replace(settings.reachability, interval_s=max(settings.reachability.interval_s, ROUND_S))
        self._recorder, self._auditor = recorder, auditor
        self._seen: Surroundings | None = None
        self._now_s = 0.0
        self._due_s: float | None = None
        self._reacher = Reacher(
            replace(settings, reachability=rare),
            lambda: self._seen,
            asker=asker,
            elapsed_s=lambda: self._now_s,
            now_unix_ms=lambda: self._now_unix_ms,
        )

    def see(self, sample: Sample, attachment_uuid: str | None) -> None:
        """Take a sample, with the attachment's name for its network."""
        self._auditor.observe(sample, attachment_uuid, is_trusted=False)
        self._seen = Surroundings(sample, self._recorder.network_key(sample.primary))
        self._ask_up_to(sample.uptime_s)
        self._recorder.keep(self._reacher.take())

    def end(self) -> None:
        """Nothing goes on: from now on it is asked at present."""
        self._reacher.stop()
        self._recorder.keep(self._reacher.take(everything=True))

    def _ask_up_to(self, now_s: float) -> None:
        """Ask the rounds that are due by then; after a sleep there is one."""
        due_s = self._due_s
        if due_s is None or now_s - due_s > 10 * SLEPT_S:
            due_s = now_s
        while due_s <= now_s:
            self._now_s = due_s
            due_s += self._reacher.step()
        self._due_s = due_s

    @property
    def _now_unix_ms(self) -> int:
        """The wall clock of a round: as far from the sample's as the other clock."""
        if self._seen is None:
            return 0
        sample = self._seen.sample
        return sample.at_unix_ms - round((sample.uptime_s - self._now_s) * 1000)

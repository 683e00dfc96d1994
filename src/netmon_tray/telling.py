"""What people are told: each part's conditions, gathered with each sample, and the threads that died."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netmon_tray import health, log
from netmon_tray.board import ConditionBoard

if TYPE_CHECKING:
    from netmon_tray.alerting import Alerting
    from netmon_tray.duty import Duty
    from netmon_tray.model import Condition, Sample
    from netmon_tray.reaching import Reaching
    from netmon_tray.recorder import Recorder
    from netmon_tray.sending import Sending
    from netmon_tray.settings import Loaded
    from netmon_tray.upkeep import Upkeep


class Telling:
    """Posts on the board of conditions; ``gather`` belongs to the sampling thread, the rest to any."""

    def __init__(
        self,
        recorder: Recorder,
        duty: Duty,
        upkeep: Upkeep,
        alerting: Alerting,
        reaching: Reaching,
        sending: Sending,
    ) -> None:
        self._board = ConditionBoard()
        self._recorder, self._duty, self._upkeep = recorder, duty, upkeep
        self._alerting, self._reaching, self._sending = alerting, reaching, sending

    def shown(self) -> tuple[Condition, ...]:
        """What to tell people now, most severe first."""
        return self._board.shown()

    def gather(self, sample: Sample, loaded: Loaded) -> None:
        """Ask every part."""
        upkeep, post = self._upkeep, self._board.post
        told = self._alerting.conditions(sample, loaded.settings, upkeep.queue, is_trusted=upkeep.is_trusted)
        post("network", told)
        post("probe", [health.probe_fault(fault.part, fault.text) for fault in sample.faults])
        post("reach", self._reaching.conditions())
        post("storage", upkeep.conditions(self._recorder, is_taking_over=self._duty.is_taking_over))
        post("settings", loaded.conditions)
        rejected = upkeep.queue.rejected
        post("upload", [health.upload(self._sending.status()), health.records_rejected(rejected) if rejected else None])

    def note_fault(self, thread_name: str, error: Exception | None) -> None:
        """A thread's work failed for a reason that nobody foresaw, or goes on again (None)."""
        text = f"{type(error).__name__}: {log.redact(str(error))}"
        self._board.post(f"fault_{thread_name}", [health.worker_died(thread_name, text)] if error else [])

    def note_crash(self, thread_name: str, text: str) -> None:
        """A thread ended with an error."""
        self._board.post(f"crash_{thread_name}", [health.worker_died(thread_name, text)])

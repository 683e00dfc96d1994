"""The upload as this process knows it: by its own uploader, or as the process that records has stored it."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netmon_tray.upload.circuit import Moment
from netmon_tray.upload.circuit_text import STATE_KEY, told_status
from netmon_tray.uploader import Uploader

if TYPE_CHECKING:
    from netmon_tray.model import UploadStatus
    from netmon_tray.settings import Settings
    from netmon_tray.storage import Stores
    from netmon_tray.store.agent_state import AgentState


@dataclass(frozen=True, slots=True)
class Outside:
    """What the rest of the agent knows and is told; see ``Uploader``."""

    settings: Callable[[], Settings]
    is_paused: Callable[[], bool]
    has_route: Callable[[], bool]
    is_metered: Callable[[], bool]
    on_fault: Callable[[Exception | None], None]
    on_server_time: Callable[[int, int], None]


class Sending:
    """Nothing is sent before ``begin``; all but that may be called from any thread, and waits for nothing but ``stop``.

    Attributes:
        uploader: None before.
    """

    def __init__(self, outside: Outside) -> None:
        self.uploader: Uploader | None = None
        self._outside = outside
        self._stored: str | None = None

    def begin(self, stores: Stores) -> None:
        """Start to send out of an open database."""
        outside = self._outside
        self.uploader = Uploader(
            stores.outbox,
            stores.state,
            settings=outside.settings(),
            together=lambda: stores.database.transaction(durable=True),
            environ=os.environ,
            has_route=outside.has_route,
            is_metered=outside.is_metered,
            on_fault=outside.on_fault,
            on_server_time=outside.on_server_time,
        )
        self.uploader.set_paused(is_paused=outside.is_paused())
        self.uploader.start()

    def stop(self, budget_s: float) -> None:
        """Send what can be sent within the budget, and end."""
        if self.uploader is not None:
            self.uploader.stop(budget_s)

    def wake(self) -> None:
        """There may be something new to send."""
        if self.uploader is not None:
            self.uploader.wake()

    def apply(self, settings: Settings) -> None:
        """Take changed settings."""
        if self.uploader is not None:
            self.uploader.apply(settings)

    def set_paused(self, *, is_paused: bool) -> None:
        """Send nothing meanwhile."""
        if self.uploader is not None:
            self.uploader.set_paused(is_paused=is_paused)

    def observe(self, state: AgentState) -> None:
        """Follow what the process that records has stored."""
        self._stored = state.get(STATE_KEY)

    def status(self) -> UploadStatus:
        """The channel as people see it."""
        if self.uploader is not None:
            return self.uploader.status()
        is_enabled, is_paused = self._outside.settings().upload.enabled, self._outside.is_paused()
        return told_status(self._stored, Moment.now(), is_enabled=is_enabled, is_paused=is_paused)

    def last_success_unix_ms(self) -> int | None:
        """When the server last took a record from this process."""
        return self.uploader.status().last_success_at_unix_ms if self.uploader is not None else None

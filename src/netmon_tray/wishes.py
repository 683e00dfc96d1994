"""What is asked of the agent: by other processes through the database, by this one while another records, and by
files that somebody changed.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from netmon_tray.settings import Loaded, WatchedFile, WatchedSettings
from netmon_tray.store.errors import StoreError

if TYPE_CHECKING:
    from netmon_tray.storage import Storage, Stores
    from netmon_tray.store.agent_state import AgentState

logger = logging.getLogger(__name__)


class Wishes:
    """Heard at each tick, in the sampling thread; only ``ask`` may be called from another one.

    ``grants`` says what to do for each verb that another process may ask for, with its argument. ``on_settings`` is
    called with what the settings file says when that has changed, ``on_token`` when the token file has, ``on_written``
    when another process has written into the database that this one records in, ``on_observed`` with the stored state
    while another process records.
    """

    def __init__(
        self,
        storage: Storage,
        settings: WatchedSettings,
        token_file: str | None,
        grants: Mapping[str, Callable[[str], None]],
        *,
        on_settings: Callable[[Loaded], None],
        on_token: Callable[[], None],
        on_written: Callable[[], None],
        on_observed: Callable[[AgentState], None],
    ) -> None:
        self._storage, self._grants = storage, grants
        self._on_settings, self._on_token = on_settings, on_token
        self._on_written, self._on_observed = on_written, on_observed
        self._settings = settings
        self._token_file = WatchedFile(Path(token_file)) if token_file else None
        self._unasked: list[tuple[str, str]] = []
        self._seen_version = -1

    def ask(self, verb: str, argument: str = "") -> None:
        """Hand a wish on to the process that records, with the next ``heed``."""
        self._unasked.append((verb, argument))

    def heed(self) -> None:
        """Hand on what was asked here, and do what is asked of this process."""
        self._pass_on()
        try:
            if (changed := self._settings.look()) is not None:
                self._on_settings(changed)
            if self._token_file is not None and self._token_file.has_changed():
                self._on_token()
            stores = self._storage.stores
            if stores is not None and self._has_foreign_writes(stores):
                self._heed_requests(stores)
        except StoreError as error:
            self._seen_version = -1
            logger.warning("requests could not be read: %s", error)

    def _pass_on(self) -> None:
        while self._unasked:
            verb, argument = self._unasked.pop(0)
            try:
                self._storage.ask(verb, argument)
            except StoreError as error:
                logger.warning("%s could not be asked for: %s", verb, error)

    def _has_foreign_writes(self, stores: Stores) -> bool:
        before, self._seen_version = self._seen_version, stores.database.data_version()
        return self._seen_version != before

    def _heed_requests(self, stores: Stores) -> None:
        if not self._storage.is_agent:
            self._on_observed(stores.state)
            return
        for request in stores.state.open_requests():
            grant = self._grants.get(request.verb)
            stores.state.finish(request.id, "done" if grant else "unknown")  # first: granted twice were worse
            if grant is not None:
                grant(request.argument)
        self._on_written()

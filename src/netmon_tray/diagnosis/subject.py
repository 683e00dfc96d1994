"""What the diagnosis is about: one installation, as the face that asks sees it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from netmon_tray.model import Sample
from netmon_tray.paths import Paths
from netmon_tray.settings import Loaded, Settings


@dataclass(frozen=True, slots=True)
class Subject:
    """Places, settings, environment and clocks, and a way to look at the network (raises NetmonError)."""

    paths: Paths
    loaded: Loaded
    environ: Mapping[str, str]
    now_unix_ms: int
    look: Callable[[], Sample]
    is_clock_synchronised: Callable[[], bool]
    """Whether a time service keeps the clock; raises NetmonError where nobody can be asked."""

    @property
    def settings(self) -> Settings:
        """The values that hold."""
        return self.loaded.settings

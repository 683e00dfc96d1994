"""The views of the main window, each loaded when it is first shown.

A new view is one file here, with a class as ``view.View`` describes it, and one line below.
"""

from __future__ import annotations

from dataclasses import dataclass

from netmon_tray.words import Phrase, say


@dataclass(frozen=True, slots=True)
class Entry:
    """A view in the navigation; its keys are Ctrl and its place in the list."""

    name: str
    title: Phrase
    glyph: str
    """Master in ``resources/icons``."""
    place: str
    """Module below this package, and class."""
    is_apart: bool = False
    """A line stands above it in the navigation."""


VIEWS: tuple[Entry, ...] = (
    Entry("overview", say("Overview"), "overview", "overview.OverviewView"),
    Entry("live", say("Live"), "live", "live.LiveView"),
    Entry("history", say("History"), "history", "history.HistoryView"),
    Entry("networks", say("Networks"), "networks", "networks.NetworksView"),
    Entry("log", say("Log and upload"), "log", "log.LogView"),
    Entry("settings", say("Settings"), "settings", "settings.SettingsView", is_apart=True),
    Entry("diagnosis", say("Diagnosis"), "diagnosis", "diagnosis.DiagnosisView"),
)
"""In the order of the navigation: overview, live, history, networks, log, settings, diagnosis."""

"""What tests of the window ask of it, with types."""

from __future__ import annotations

from netmon_tray.gui.views.live import LiveView
from netmon_tray.gui.window import MainWindow


def live_of(window: MainWindow) -> LiveView:
    """The Live view, which comes to be shown."""
    view = window.go_to("live")
    assert isinstance(view, LiveView)
    return view

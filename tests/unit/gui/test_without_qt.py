"""The pure parts of the window stay pure, and the entry point asks for Qt only when it starts."""

from __future__ import annotations

import subprocess
import sys

PURE = (
    "netmon_tray.gui",
    "netmon_tray.gui.chart_columns",
    "netmon_tray.gui.chart_scale",
    "netmon_tray.gui.bar_series",
    "netmon_tray.gui.coverage_plane",
    "netmon_tray.gui.coverage_words",
    "netmon_tray.gui.details",
    "netmon_tray.gui.heat_days",
    "netmon_tray.gui.history_data",
    "netmon_tray.gui.history_line",
    "netmon_tray.gui.history_range",
    "netmon_tray.gui.history_words",
    "netmon_tray.gui.lane_layout",
    "netmon_tray.gui.live_words",
    "netmon_tray.gui.networks_data",
    "netmon_tray.gui.networks_words",
    "netmon_tray.gui.states",
    "netmon_tray.gui.time_view",
    "netmon_tray.gui.timeline",
    "netmon_tray.gui.tokens",
    "netmon_tray.gui.tray_words",
)


def test_pure_modules_load_no_qt() -> None:
    question = f"import sys, {', '.join(PURE)}; print([name for name in sys.modules if 'PySide6' in name])"
    answer = subprocess.run([sys.executable, "-c", question], capture_output=True, text=True, check=True, timeout=60)
    assert answer.stdout.strip() == "[]"

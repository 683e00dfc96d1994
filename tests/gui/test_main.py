"""The entry point ``netmon-tray``: its options, and a sentence where it cannot start."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox

import netmon_tray
from netmon_tray.gui.start import tell
from netmon_tray.model import NetmonError

CALL = "import sys; from netmon_tray.gui import main; sys.exit(main())"


def call(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "NETMON_DATA_DIR", "NETMON_CONFIG"}
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    source = str(Path(netmon_tray.__file__).parent.parent)
    return subprocess.run(
        [sys.executable, "-c", CALL, *arguments],
        env={**environment, "PYTHONPATH": source, **variables},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_the_version() -> None:
    answer = call("--version")
    assert (answer.returncode, answer.stdout) == (0, f"netmon-tray {netmon_tray.__version__}\n")


def test_a_wrong_option_is_a_wrong_call() -> None:
    assert call("--colour").returncode == 2


def test_without_a_display_it_says_what_to_do_instead(tmp_path: Path) -> None:
    answer = call("--data-dir", str(tmp_path))
    assert answer.returncode == 1
    assert answer.stderr == (
        "netmon-tray: netmon-tray needs a graphical session, and there is no display here. "
        "Use `netmon watch` in this terminal.\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_qt_leaves_no_import_hook_behind() -> None:
    lines = (
        "import builtins",
        "plain = builtins.__import__",
        "from netmon_tray.gui.start import _import_qt",
        "_import_qt()",
        "import PySide6.QtDBus",
        "raise SystemExit(builtins.__import__ is not plain)",
    )
    assert subprocess.run([sys.executable, "-c", "\n".join(lines)], timeout=60, check=False).returncode == 0


def test_without_a_console_the_reason_is_shown_in_a_window(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    monkeypatch.setattr(sys, "stderr", None)
    monkeypatch.setattr(QMessageBox, "critical", lambda _parent, _title, text: shown.append(text))
    tell(NetmonError("Another one runs.", "End it first."))
    assert shown == ["Another one runs.\n\nEnd it first."]

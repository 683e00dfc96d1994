"""``netmon`` in the Windows of ``wine``, called as the tests on Linux call theirs."""

from __future__ import annotations

from pathlib import Path

from foreign.wine import Windows
from support.netmon_process import Netmon


class WindowsNetmon(Netmon):
    """Keeps its data below a folder of the check; ``has_own_places`` false leaves it where Windows puts it."""

    def __init__(self, windows: Windows, folder: Path, *, has_own_places: bool = True) -> None:
        super().__init__(folder)
        folder.mkdir(parents=True, exist_ok=True)
        self.encoding = "cp1252"  # what Python takes for a pipe there
        self.program = [*windows.python, "-m", "netmon_tray"]
        self.environ = {**windows.environ, "PYTHONWARNINGS": "error"}
        if has_own_places:
            self.environ["NETMON_DATA_DIR"] = windows.path(self.data_dir)
            self.environ["NETMON_CONFIG"] = windows.path(self.config_file)

"""``netmon`` in the Windows of ``wine``, called as the tests on Linux call theirs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

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

    def doctor(self) -> dict[str, dict[str, Any]]:
        """The rows of the diagnosis; all is fine under Wine, but for a computer without a network."""
        return {row["check"]: row for row in self.json("doctor", code=0 if default_interface() else 3)}


def default_interface() -> str | None:
    """This computer's interface of the first IPv4 default route (proc(5), net/route), which Wine shows."""
    rows = [line.split() for line in Path("/proc/net/route").read_text(encoding="ascii").splitlines()[1:]]
    return next((row[0] for row in rows if row[1] == "00000000"), None)

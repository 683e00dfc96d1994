"""Where the program keeps its files: one data directory and one settings file, private to their owner."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

APP_NAME = "netmon-tray"
BUNDLE_ID = "com.zequenze.netmon-tray"
"""What macOS knows the program by (its bundle, its launch agent, its managed preferences), and Windows its windows."""


@dataclass(frozen=True, slots=True)
class Paths:
    """The places of one installation; absolute, and not necessarily there yet."""

    data_dir: Path
    """Database, lock and log; one agent at a time records here."""
    config_file: Path
    """The user's settings (TOML)."""

    @property
    def log_file(self) -> Path:
        """The program's own log; older ones stand beside it with .1 and .2."""
        return self.data_dir / "netmon.log"

    def options(self) -> list[str]:
        """What a start needs to be told to work in the same places."""
        usual = resolve_paths(None, None, {})
        told = [("--data-dir", self.data_dir, usual.data_dir), ("--config", self.config_file, usual.config_file)]
        return [word for option, place, default in told if place != default for word in (option, str(place))]


def resolve_paths(data_dir: str | None, config: str | None, environ: Mapping[str, str]) -> Paths:
    """Where things are: the command line, then NETMON_DATA_DIR and NETMON_CONFIG, then the system's own places.

    Empty values count as not given; ``~`` is expanded and relative names start at the current directory.
    """
    chosen_data = data_dir or environ.get("NETMON_DATA_DIR")
    chosen_config = config or environ.get("NETMON_CONFIG")
    return Paths(
        data_dir=_absolute(chosen_data) if chosen_data else _default_data_dir(),
        config_file=_absolute(chosen_config) if chosen_config else _default_config_dir() / "settings.toml",
    )


def _absolute(name: str) -> Path:
    try:
        return Path(name).expanduser().absolute()
    except RuntimeError:  # "~someone" who does not exist: then it is an ordinary name
        return Path(name).absolute()


def _default_data_dir() -> Path:
    import platformdirs  # 3 MB, not needed where both places are given

    return Path(platformdirs.user_data_dir(APP_NAME, appauthor=False))


def _default_config_dir() -> Path:
    import platformdirs

    return Path(platformdirs.user_config_dir(APP_NAME, appauthor=False))

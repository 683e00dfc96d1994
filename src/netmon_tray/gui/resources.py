"""Where the pictures are: in the installed package, or in ``resources/`` of a source checkout."""

from __future__ import annotations

import functools
from pathlib import Path

from netmon_tray.model import NetmonError

_PACKAGE = Path(__file__).resolve().parent.parent


@functools.cache
def resource_dir() -> Path:
    """Return the folder of the SVG masters; NetmonError where the installation has none."""
    for place in (_PACKAGE / "resources", _PACKAGE.parent.parent / "resources"):
        if (place / "tray").is_dir():
            return place
    raise NetmonError("The program's pictures are missing.", "Install netmon-tray again.")


def read_master(name: str) -> str:
    """Return the text of a master by its name below the folder, without suffix: "tray/wifi-16"."""
    place = resource_dir() / f"{name}.svg"
    try:
        return place.read_text(encoding="utf-8")
    except OSError as error:
        raise NetmonError(f"The picture {place} cannot be read.", "Install netmon-tray again.") from error

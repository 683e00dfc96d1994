"""What an installed program consists of."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "src" / "netmon_tray").rglob("*.py"))


def test_an_installed_program_has_its_pictures_and_commands(tmp_path: Path) -> None:
    build = "import sys; from hatchling.build import build_wheel; build_wheel(sys.argv[1])"
    subprocess.run([sys.executable, "-c", build, tmp_path], cwd=ROOT, check=True, capture_output=True, timeout=60)
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        inside = set(wheel.namelist())
    pictures = {path.relative_to(ROOT).as_posix() for path in (ROOT / "resources").rglob("*.svg")}
    assert pictures
    assert {f"netmon_tray/{name}" for name in pictures} <= inside
    catalogues = {path.name for path in (ROOT / "resources" / "translations").glob("*.qm")}
    assert {name.rpartition("/")[2] for name in inside if "/translations/" in name} == catalogues != set()
    assert {path.relative_to(ROOT / "src").as_posix() for path in SOURCES} <= inside
    assert not any(name.startswith(("tests/", "packaging/")) for name in inside)

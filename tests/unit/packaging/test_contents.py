"""What goes into the frozen program: everything of ours for the system at hand, and nothing of Qt that is not used."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from installers import contents

ROOT = Path(__file__).resolve().parents[3]
SOURCE = ROOT / "src" / "netmon_tray"
BY_NAME = re.compile(r'"(netmon_tray(?:\.\w+)+)"')


def modules_named_in_strings() -> set[str]:
    """The modules that the sources import by a name in quotation marks."""
    named = {name for file in SOURCE.rglob("*.py") for name in BY_NAME.findall(file.read_text(encoding="utf-8"))}
    return {name for name in named if (ROOT / "src" / name.replace(".", "/")).with_suffix(".py").exists()}


@pytest.mark.parametrize(
    ("platform", "others"),
    [
        ("linux", "windows|macos"),
        ("win32", r"linux|macos|posix|unix|desktop\.signals|policy\.file"),
        ("darwin", r"linux|windows|desktop\.signals"),
    ],
)
def test_what_is_imported_by_name_is_taken_along_where_it_can_run(platform: str, others: str) -> None:
    named = modules_named_in_strings()
    left_out = named - set(contents.own_modules(SOURCE, platform))
    assert len(named) > 10
    assert left_out
    assert [name for name in left_out if not re.search(others, name)] == []


def test_a_module_for_one_system_is_left_out_of_the_others() -> None:
    on = {system: set(contents.own_modules(SOURCE, system)) for system in ("linux", "win32", "darwin")}
    assert {system for system, names in on.items() if "netmon_tray.probes.linux.host" in names} == {"linux"}
    assert {system for system, names in on.items() if "netmon_tray.store.lock_posix" in names} == {"linux", "darwin"}
    assert all({"netmon_tray.agent", "netmon_tray.cli"} <= names for names in on.values())


@pytest.mark.skipif(sys.platform != "linux", reason="imports the modules for this system")
def test_everything_of_ours_and_the_keyring_can_be_imported_without_what_is_left_out() -> None:
    elsewhere = ("netmon_tray.__main__", "netmon_tray.gui.local_port_qt")  # starts the program; Windows only
    names = [name for name in contents.own_modules(SOURCE, "linux") if name not in elsewhere]
    blocked = "import sys; sys.modules.update(dict.fromkeys(sys.argv[1:]))"
    script = f"{blocked}; import {', '.join([*names, 'keyring.backends.SecretService', 'secretstorage', 'requests'])}"
    left_out = [*contents.NEVER_IMPORTED, *contents.NEVER_IMPORTED_ON["linux"]]
    answer = subprocess.run(
        [sys.executable, "-c", script, *left_out], capture_output=True, text=True, check=False, timeout=60
    )
    assert answer.returncode == 0, answer.stderr


@pytest.mark.parametrize(
    ("place", "platform", "is_used"),
    [
        ("PySide6/Qt/lib/libQt6Gui.so.6", "linux", True),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", "linux", True),
        ("PySide6/Qt/plugins/platforms/libqeglfs.so", "linux", False),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", "linux", False),
        ("PySide6/Qt/plugins/platformthemes/libqxdgdesktopportal.so", "linux", True),
        ("PySide6/Qt/translations/qt_de.qm", "linux", False),
        ("PySide6/Qt/translations/qtbase_de.qm", "linux", True),
        ("PySide6\\translations\\qtbase_es.qm", "win32", True),
        ("PySide6/Qt/translations/qtbase_fr.qm", "linux", False),
        ("PySide6/Qt/lib/libQt6Network.so.6", "linux", False),
        ("libQt6Network.so.6", "linux", False),
        ("PySide6/Qt6Network.dll", "win32", True),
        ("PySide6/Qt6DBus.dll", "win32", False),
        ("PySide6/Qt/lib/libQt6DBus.so.6", "linux", True),
        ("PySide6/Qt6Svg.dll", "win32", False),
        ("PySide6/opengl32sw.dll", "win32", False),
        ("PySide6\\plugins\\platforms\\qwindows.dll", "win32", True),
        ("PySide6\\plugins\\platforms\\qdirect2d.dll", "win32", False),
        ("PySide6/translations/qt_de.qm", "win32", False),
        ("libX11.so.6", "linux", False),
        ("libxcb.so.1", "linux", False),
        ("libxcb-shape.so.0", "linux", False),
        ("libxcb-cursor.so.0", "linux", True),
        ("libxkbcommon-x11.so.0", "linux", True),
        ("libstdc++.so.6", "linux", False),
        ("libglib-2.0.so.0", "linux", False),
        ("libgio-2.0.so.0", "linux", False),
        ("libssl.so.3", "linux", True),
        ("libsqlite3.so.0", "linux", True),
        ("libpython3.11.so.1.0", "linux", True),
        ("netmon_tray/resources/tray/wifi-16.svg", "linux", True),
    ],
)
def test_what_is_collected_is_kept_only_where_it_is_used(place: str, platform: str, *, is_used: bool) -> None:
    assert contents.is_used(place, platform) is is_used


def test_each_program_has_its_own_face() -> None:
    names = {"netmon_tray.gui", "netmon_tray.gui.app", "netmon_tray.cli", "netmon_tray.cli.main", "netmon_tray.clips"}
    assert contents.modules_of("netmon", names) == {"netmon_tray.cli", "netmon_tray.cli.main", "netmon_tray.clips"}
    assert contents.modules_of("netmon-tray", names) == {"netmon_tray.gui", "netmon_tray.gui.app", "netmon_tray.clips"}


def test_only_pythons_own_libraries_are_stripped() -> None:
    places = ["libpython3.11.so.1.0", "python3.11/lib-dynload/_ssl.so", "PySide6/QtGui.abi3.so", "libssl.so.3"]
    assert contents.to_strip(places) == places[:2]

"""Windows' installers: two lists of the same files, and names that never change."""

from __future__ import annotations

import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from installers import msi, windows
from installers.linux_tree import put
from installers.project import PROJECT, ROOT

WIX = "{http://schemas.microsoft.com/wix/2006/wi}"
FILES = ("LICENSE.txt", "_internal/a.dll", "_internal/deep/b.txt", "netmon-tray.exe", "netmon.exe")
SETUP = (ROOT / "packaging" / "windows" / "setup.nsi").read_text(encoding="utf-8")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for place in FILES:
        put(tmp_path / "tree" / place, "x")
    return tmp_path / "tree"


def test_the_setup_program_deletes_just_what_it_puts_and_folders_only_where_they_are_empty(tree: Path) -> None:
    put_macro, delete_macro = windows.nsis_lists(tree).split("!macroend")[:2]
    folder, there = "", set()
    for verb, place in re.findall(r'^  (\w+) "(.+)"$', put_macro, re.MULTILINE):
        if verb == "SetOutPath":
            folder = place
        else:
            there.add(f"{folder}\\{Path(place).name}")
    deleted = re.findall(r'^  (\w+) "(.+)"$', delete_macro, re.MULTILINE)
    assert there == {place for verb, place in deleted if verb == "Delete"}
    assert {place.removeprefix("$INSTDIR\\").replace("\\", "/") for place in there} == set(FILES)
    assert [place for verb, place in deleted if verb == "RMDir"] == ["$INSTDIR\\_internal\\deep", "$INSTDIR\\_internal"]


def test_whole_folders_are_deleted_only_where_the_user_wants_his_records_gone() -> None:
    assert re.findall(r'RMDir /r "(.+)"', SETUP) == ["$LOCALAPPDATA\\${NAME}"]


def test_the_msi_has_each_file_once_in_a_component_of_its_own(tree: Path) -> None:
    found = ET.fromstring(msi.description(tree, PROJECT))
    sources = [file.get("Source") for file in found.iter(f"{WIX}File")]
    assert sorted(str(source) for source in sources) == sorted(f"tree/{place}" for place in FILES)
    components = [component.get("Id") for component in found.iter(f"{WIX}Component")]
    referred = [reference.get("Id") for reference in found.iter(f"{WIX}ComponentRef")]
    assert sorted(map(str, components)) == sorted(map(str, referred))
    guids = {component.get("Guid") for component in found.iter(f"{WIX}Component")}
    assert len(guids) == len(components)


def test_the_msi_runs_the_program_that_it_installed(tree: Path) -> None:
    found = ET.fromstring(msi.description(tree, PROJECT))
    (action,) = found.iter(f"{WIX}CustomAction")
    files = {file.get("Id"): file.get("Name") for file in found.iter(f"{WIX}File")}
    assert files[action.get("FileKey")] == "netmon-tray.exe"


def test_names_of_components_never_change() -> None:
    """Windows Installer takes a component by its GUID for the same thing in all versions."""
    assert msi.UPGRADE_CODE == "8F0C2E37-52C9-4B0E-9C59-3E1B7C7A4F26"
    assert msi.guid("netmon.exe") == "98F5E2ED-93E8-55FC-8156-66E58D92650B"


def test_nothing_is_signed_without_a_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "netmon.exe"
    file.write_text("x")
    monkeypatch.delenv(windows.SIGN_VARIABLE, raising=False)
    windows.sign(file)
    assert file.read_text() == "x"


def test_the_command_signs_the_file_named_behind_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "netmon.exe"
    file.write_text("x")
    signer = f"{sys.executable} -c \"import sys; open(sys.argv[1], 'a').write('signed')\""
    monkeypatch.setenv(windows.SIGN_VARIABLE, signer)
    windows.sign(file)
    assert file.read_text() == "xsigned"
    monkeypatch.setenv(windows.SIGN_VARIABLE, f'{sys.executable} -c "import sys; sys.exit(1)"')
    with pytest.raises(subprocess.CalledProcessError):
        windows.sign(file)


def test_setup_program_and_tray_agree_on_the_code_that_tells_of_a_tray() -> None:
    from netmon_tray.gui import TRAY_ENDED

    assert re.findall(r"!define TRAY_ENDED (\d+)", SETUP) == [str(TRAY_ENDED)]

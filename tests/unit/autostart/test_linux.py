"""Starting at login by the user's autostart folder, over the system's."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from netmon_tray.autostart import system_autostart
from netmon_tray.autostart.linux import XdgAutostart
from netmon_tray.model import NetmonError


class Desk:
    """A home and a system folder of the test's own, with a program that can be started."""

    def __init__(self, folder: Path) -> None:
        self.config, self.system = folder / "config", folder / "xdg"
        self.program = folder / "net mon" / "netmon-tray"
        self.program.parent.mkdir()
        self.program.write_text("#!/bin/sh\n")
        self.program.chmod(0o755)
        self.environ = {"HOME": str(folder), "XDG_CONFIG_HOME": str(self.config), "XDG_CONFIG_DIRS": str(self.system)}
        self.autostart = XdgAutostart(self.environ)
        self.entry = self.config / "autostart" / "netmon-tray.desktop"

    def install(self, text: str, base: Path | None = None) -> None:
        place = (base or self.system) / "autostart" / "netmon-tray.desktop"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_enable_status_disable(desk: Desk) -> None:
    assert not desk.autostart.status().is_enabled
    status = desk.autostart.enable([str(desk.program), "--data-dir", "/d d"])
    assert (status.is_enabled, status.is_startable) == (True, True)
    assert status.command == (str(desk.program), "--data-dir", "/d d")
    assert status.place == str(desk.entry)
    assert [item.name for item in desk.entry.parent.iterdir()] == [desk.entry.name]
    assert not desk.autostart.disable().is_enabled
    assert not desk.entry.exists()
    assert not desk.autostart.disable().is_enabled


def test_the_entry_is_complete(desk: Desk) -> None:
    desk.autostart.enable([str(desk.program)])
    text = desk.entry.read_text()
    for line in ("[Desktop Entry]", "Type=Application", "Name=netmon", f'Exec="{desk.program}"', "Terminal=false"):
        assert line in text.splitlines()


def test_hidden_counts_as_off_and_enabling_undoes_it(desk: Desk) -> None:
    desk.install("[Desktop Entry]\nType=Application\nExec=x\nHidden=true\n", desk.config)
    assert not desk.autostart.status().is_enabled
    assert desk.autostart.enable([str(desk.program)]).is_enabled


def test_gnomes_own_switch_counts_too(desk: Desk) -> None:
    desk.install(f"[Desktop Entry]\nExec={desk.program.name}\nX-GNOME-Autostart-enabled=false\n", desk.config)
    assert not desk.autostart.status().is_enabled


def test_an_entry_of_the_system_is_hidden_by_the_users(desk: Desk) -> None:
    desk.install(f'[Desktop Entry]\nType=Application\nExec="{desk.program}"\n')
    assert desk.autostart.status().is_enabled
    assert not desk.autostart.disable().is_enabled
    assert "Hidden=true" in desk.entry.read_text()
    assert desk.autostart.enable([str(desk.program)]).is_enabled


@pytest.mark.parametrize("line", ["Exec=/nowhere/netmon-tray", "Exec=", "Comment=none"])
def test_a_target_that_is_gone_is_told(desk: Desk, line: str) -> None:
    desk.install(f"[Desktop Entry]\n{line}\n", desk.config)
    status = desk.autostart.status()
    assert (status.is_enabled, status.is_startable) == (True, False)
    assert "not there" in status.text


def test_without_a_configured_folder_it_is_below_the_home(tmp_path: Path) -> None:
    expected = tmp_path / ".config" / "autostart" / "netmon-tray.desktop"
    assert XdgAutostart({"HOME": str(tmp_path)}).user_entry == expected
    assert XdgAutostart({"HOME": str(tmp_path), "XDG_CONFIG_HOME": "relative"}).user_entry == expected


def test_a_folder_that_cannot_be_written_is_told(desk: Desk) -> None:
    desk.config.write_text("a file in the folder's place")
    with pytest.raises(NetmonError, match="cannot be changed"):
        desk.autostart.enable([str(desk.program)])


def test_a_directory_in_the_entrys_place_is_told(desk: Desk) -> None:
    desk.entry.mkdir(parents=True)
    with pytest.raises(NetmonError, match="cannot be read"):
        desk.autostart.status()


@pytest.mark.parametrize("program", ["/opt/50%/netmon-tray", "/opt/a=b/netmon-tray"])
def test_a_path_that_desktops_do_not_start_is_refused(desk: Desk, program: str) -> None:
    with pytest.raises(NetmonError, match="cannot be started by a desktop"):
        desk.autostart.enable([program])
    assert not desk.entry.exists()


def test_other_systems_say_so(monkeypatch: pytest.MonkeyPatch, desk: Desk) -> None:
    assert isinstance(system_autostart(desk.environ), XdgAutostart)
    monkeypatch.setattr(sys, "platform", "plan9")
    with pytest.raises(NetmonError, match="not available on this system"):
        system_autostart(desk.environ)

"""Starting at login by a launch agent of macOS, beside one for everybody."""

from __future__ import annotations

import plistlib
from pathlib import Path

import pytest

from netmon_tray.autostart import launch_agent
from netmon_tray.autostart.launch_agent import LaunchAgentAutostart
from netmon_tray.model import NetmonError

NAME = "com.zequenze.netmon-tray.plist"


class Desk:
    """A library of the test's own, and a program that can be started."""

    def __init__(self, folder: Path) -> None:
        self.user, self.system = folder / "home" / "LaunchAgents", folder / "system"
        self.program = folder / "net mon & co" / "netmon-tray"
        self.program.parent.mkdir()
        self.program.write_text("#!/bin/sh\n")
        self.program.chmod(0o755)
        self.agent = self.user / NAME
        self.autostart = LaunchAgentAutostart(self.user, self.system)

    def install(self, folder: Path, **values: object) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / NAME).write_bytes(plistlib.dumps({"Label": NAME, "RunAtLoad": True, **values}))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_enable_status_disable(desk: Desk) -> None:
    assert not desk.autostart.status().is_enabled
    status = desk.autostart.enable([str(desk.program), "--data-dir", "/d d"])
    assert (status.is_enabled, status.is_startable, status.place) == (True, True, str(desk.agent))
    assert status.command == (str(desk.program), "--data-dir", "/d d")
    assert "Login Items" in status.text
    assert [item.name for item in desk.user.iterdir()] == [NAME]
    assert not desk.autostart.disable().is_enabled
    assert not desk.agent.exists()
    assert not desk.autostart.disable().is_enabled


def test_the_agent_is_complete_and_launchd_would_take_it(desk: Desk) -> None:
    desk.autostart.enable([str(desk.program)])
    assert plistlib.loads(desk.agent.read_bytes()) == {
        "Label": "com.zequenze.netmon-tray",
        "AssociatedBundleIdentifiers": ["com.zequenze.netmon-tray"],
        "ProgramArguments": [str(desk.program)],
        "RunAtLoad": True,
        "LimitLoadToSessionType": "Aqua",
        "ProcessType": "Interactive",
    }
    assert desk.agent.stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize("switch", [{"Disabled": True}, {"RunAtLoad": False}])
def test_an_agent_that_is_off_counts_as_off_and_enabling_undoes_it(desk: Desk, switch: dict[str, bool]) -> None:
    desk.install(desk.user, ProgramArguments=[str(desk.program)], **switch)
    assert not desk.autostart.status().is_enabled
    assert desk.autostart.enable([str(desk.program)]).is_enabled


@pytest.mark.parametrize("arguments", [["/nowhere/netmon-tray"], [], "netmon-tray"])
def test_a_target_that_is_gone_is_told(desk: Desk, arguments: object) -> None:
    desk.install(desk.user, ProgramArguments=arguments)
    status = desk.autostart.status()
    assert (status.is_enabled, status.is_startable) == (True, False)
    assert "not there" in status.text


def test_an_agent_for_everybody_is_not_doubled(desk: Desk) -> None:
    desk.install(desk.system, ProgramArguments=[str(desk.program)])
    assert desk.autostart.enable([str(desk.program)]).place == str(desk.system / NAME)
    assert not desk.agent.exists()
    status = desk.autostart.enable([str(desk.program), "--data-dir", "/d"])
    assert (status.place, status.command[1:]) == (str(desk.agent), ("--data-dir", "/d"))


def test_an_agent_for_everybody_takes_an_administrator(desk: Desk) -> None:
    desk.install(desk.system, ProgramArguments=[str(desk.program)])
    desk.install(desk.user, ProgramArguments=[str(desk.program)])
    with pytest.raises(NetmonError, match="only an administrator") as refused:
        desk.autostart.disable()
    assert "Login Items" in refused.value.advice
    assert not desk.agent.exists()


def test_a_broken_agent_starts_nothing_and_is_written_anew(desk: Desk) -> None:
    desk.user.mkdir(parents=True)
    desk.agent.write_text("no list")
    status = desk.autostart.status()
    assert (status.is_enabled, status.place) == (False, str(desk.agent))
    assert "no property list" in status.text
    assert desk.autostart.enable([str(desk.program)]).is_enabled


def test_a_folder_that_cannot_be_written_is_told(desk: Desk) -> None:
    desk.user.parent.mkdir()
    desk.user.write_text("a file in the folder's place")
    with pytest.raises(NetmonError, match="cannot be changed"):
        desk.autostart.enable([str(desk.program)])


def test_a_directory_in_the_agent_s_place_is_told(desk: Desk) -> None:
    desk.agent.mkdir(parents=True)
    for call in (desk.autostart.status, desk.autostart.disable):
        with pytest.raises(NetmonError, match="cannot be"):
            call()


def test_it_stands_in_the_user_s_library(tmp_path: Path) -> None:
    expected = tmp_path / "Library" / "LaunchAgents" / NAME
    assert launch_agent.autostart({"HOME": str(tmp_path)}).user_agent == expected
    assert launch_agent.autostart({}).user_agent.name == NAME

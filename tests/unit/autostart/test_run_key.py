"""Autostart by the Run keys of a registry that is a dictionary: entries, switches, and who may change them."""

from __future__ import annotations

import sys

import pytest

from netmon_tray.autostart.command_line import join
from netmon_tray.autostart.run_key import APPROVED, ENTRY_NAME, LONGEST, MACHINE, RUN, USER, RunKeyAutostart
from netmon_tray.model import NetmonError

COMMAND = (sys.executable, "--data-dir", "some place")
LINE = join(COMMAND)


class Values:
    """See ``Registry``; without an administrator's rights unless ``is_admin``."""

    def __init__(self, *, is_admin: bool = False) -> None:
        self.values: dict[tuple[str, str], str | bytes] = {}
        self.is_admin = is_admin

    def read(self, hive: str, key: str, name: str) -> object:
        assert name == ENTRY_NAME
        return self.values.get((hive, key))

    def write(self, hive: str, key: str, name: str, value: str | bytes) -> None:
        if hive == MACHINE and not self.is_admin:
            raise PermissionError(13, "Access is denied")
        self.values[hive, key] = value

    def remove(self, hive: str, key: str, name: str) -> None:
        self.values.pop((hive, key), None)


def test_nothing_is_there_at_first() -> None:
    status = RunKeyAutostart(Values()).status()
    assert (status.is_enabled, status.place, status.command) == (False, None, ())


def test_it_is_enabled_and_disabled() -> None:
    values = Values()
    autostart = RunKeyAutostart(values)
    status = autostart.enable(COMMAND)
    assert (status.is_enabled, status.is_startable, status.command) == (True, True, COMMAND)
    assert status.place == rf"HKEY_CURRENT_USER\{RUN}\netmon-tray"
    assert values.values == {(USER, RUN): LINE}
    assert not autostart.disable().is_enabled
    assert values.values == {}


def test_a_program_that_is_gone_is_told() -> None:
    values = Values()
    values.values[USER, RUN] = r'"C:\gone\netmon-tray.exe" --data-dir D:\x'
    status = RunKeyAutostart(values).status()
    assert (status.is_enabled, status.is_startable) == (True, False)
    assert status.command == (r"C:\gone\netmon-tray.exe", "--data-dir", r"D:\x")
    assert r"C:\gone\netmon-tray.exe" in status.text


@pytest.mark.parametrize("line", ["", "   ", b"\x00\x01"])
def test_an_entry_that_starts_nothing_is_no_traceback(line: str | bytes) -> None:
    values = Values()
    values.values[USER, RUN] = line
    status = RunKeyAutostart(values).status()
    assert not (status.is_enabled and status.is_startable)


@pytest.mark.parametrize(("switch", "is_on"), [(b"\x02" + bytes(11), True), (b"\x03" + bytes(11), False), (b"", True)])
def test_what_the_settings_of_the_system_turn_off_is_off_and_on_again_once_enabled(switch: bytes, is_on: bool) -> None:
    values = Values()
    values.values |= {(USER, RUN): LINE, (USER, APPROVED): switch}
    autostart = RunKeyAutostart(values)
    assert autostart.status().is_enabled is is_on
    assert autostart.status().place is not None
    assert autostart.enable(COMMAND).is_enabled
    assert (USER, APPROVED) not in values.values


def test_the_machines_entry_is_not_doubled() -> None:
    values = Values()
    values.values[MACHINE, RUN] = LINE
    status = RunKeyAutostart(values).enable(COMMAND)
    assert (status.is_enabled, status.place) == (True, rf"HKEY_LOCAL_MACHINE\{RUN}\netmon-tray")
    assert (USER, RUN) not in values.values


def test_the_machines_entry_that_is_turned_off_does_not_count() -> None:
    values = Values()
    values.values |= {(MACHINE, RUN): LINE, (MACHINE, APPROVED): b"\x03"}
    autostart = RunKeyAutostart(values)
    assert not autostart.status().is_enabled
    assert autostart.enable(COMMAND).place == rf"HKEY_CURRENT_USER\{RUN}\netmon-tray"


def test_an_administrator_turns_the_machines_entry_off() -> None:
    values = Values(is_admin=True)
    values.values |= {(MACHINE, RUN): LINE, (USER, RUN): LINE}
    status = RunKeyAutostart(values).disable()
    assert not status.is_enabled
    assert "settings" in status.text
    assert values.values[MACHINE, RUN] == LINE


def test_nobody_else_can_and_is_told_so() -> None:
    values = Values()
    values.values |= {(MACHINE, RUN): LINE, (USER, RUN): LINE}
    with pytest.raises(NetmonError) as refused:
        RunKeyAutostart(values).disable()
    assert "administrator" in refused.value.title
    assert (USER, RUN) not in values.values


def test_a_command_that_windows_would_not_start_is_refused() -> None:
    values = Values()
    with pytest.raises(NetmonError) as refused:
        RunKeyAutostart(values).enable([sys.executable, "--data-dir", "x" * LONGEST])
    assert "260" in refused.value.title
    assert values.values == {}

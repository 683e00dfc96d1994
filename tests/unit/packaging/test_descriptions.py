"""What packages say about the project: from one place, and in the forms that systems compare by."""

from __future__ import annotations

import pytest

import netmon_tray
from installers import windows_version
from installers.project import PROJECT


def test_the_packages_have_the_programs_version() -> None:
    assert netmon_tray.__version__ == PROJECT.version


@pytest.mark.parametrize(("version", "numbers"), [("1.2.3", (1, 2, 3, 0)), ("2.0", (2, 0, 0, 0))])
def test_windows_compares_four_numbers(version: str, numbers: tuple[int, ...]) -> None:
    assert windows_version.numbers(version) == numbers


def test_both_windows_programs_say_who_they_are() -> None:
    tray = windows_version.strings(PROJECT, "netmon-tray")
    console = windows_version.strings(PROJECT, "netmon")
    assert (tray["OriginalFilename"], console["OriginalFilename"]) == ("netmon-tray.exe", "netmon.exe")
    assert tray["FileDescription"] != console["FileDescription"]
    assert tray["ProductVersion"] == PROJECT.version

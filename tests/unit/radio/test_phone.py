"""What the emulated phone needs no Bluetooth for: finding its ends in sysfs, and what BlueZ is told to remember."""

from __future__ import annotations

from configparser import ConfigParser
from pathlib import Path

import pytest

from radio.lab import phone as emulated
from radio.lab.bluetooth import bluetooth, difference
from radio.lab.phone import LAPTOP, PHONE, PhoneError, device_of, finished_end, has_link, wait_for


def device(sysfs: Path, name: str, address: str, flags: int = 0x1002, *, is_bridged: bool = False) -> None:
    folder = sysfs / name
    folder.mkdir(parents=True)
    (folder / "address").write_text(f"{address}\n")
    (folder / "flags").write_text(f"{flags:#x}\n")
    if is_bridged:
        (folder / "brport").mkdir()


def test_the_devices_of_both_ends_are_told_by_their_addresses(tmp_path: Path) -> None:
    device(tmp_path, "lo", "00:00:00:00:00:00")
    device(tmp_path, "bnep0", "00:aa:01:01:00:01")
    device(tmp_path, "bnep1", "00:aa:01:00:00:00")
    assert (device_of(LAPTOP, tmp_path), device_of(PHONE, tmp_path)) == ("bnep1", "bnep0")


def test_a_device_without_an_address_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "bonding_masters").write_text("bond0\n")
    assert device_of(LAPTOP, tmp_path) == ""


@pytest.mark.parametrize(
    ("flags", "is_bridged", "expected"),
    [(0x1002, False, ""), (0x1002, True, ""), (0x1003, False, ""), (0x1003, True, "bnep0")],
)
def test_the_phones_end_is_taken_only_after_bluez(flags: int, is_bridged: bool, expected: str, tmp_path: Path) -> None:
    device(tmp_path, "bnep0", PHONE.address, flags, is_bridged=is_bridged)
    assert finished_end(tmp_path) == expected


def test_without_a_phones_end_there_is_nothing_to_take(tmp_path: Path) -> None:
    device(tmp_path, "bnep1", LAPTOP.address, 0x1003, is_bridged=True)
    assert finished_end(tmp_path) == ""


def test_both_sides_remember_the_same_pairing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(emulated, "KEPT", tmp_path)
    emulated.pair("Zoë's phone")
    kept = {}
    for own, other in ((LAPTOP, PHONE), (PHONE, LAPTOP)):
        kept[own] = ConfigParser()
        kept[own].read(tmp_path / own.address / other.address / "info", encoding="utf-8")
    assert kept[LAPTOP]["LinkKey"]["Key"] == kept[PHONE]["LinkKey"]["Key"]
    assert kept[LAPTOP]["General"]["Name"] == "Zoë's phone"
    assert kept[LAPTOP]["General"]["Services"] == f"{emulated.NETWORK_ACCESS_POINT};"
    assert "Alias=Zoë's phone" in (tmp_path / PHONE.address / "settings").read_text(encoding="utf-8")


def test_bluez_objects() -> None:
    assert LAPTOP.device_path(PHONE) == "/org/bluez/hci0/dev_00_AA_01_01_00_01"


def test_what_does_not_come_is_named() -> None:
    with pytest.raises(PhoneError, match="the phone's end: not within 0 s"):
        wait_for(lambda: "", "the phone's end", 0)
    assert wait_for(lambda: "bnep0", "the phone's end", 0) == "bnep0"


def test_a_link_over_bluetooth_claims_neither_signal_nor_security() -> None:
    expected = bluetooth("bnep1", "Zoë's phone")
    assert (expected["network_type"], expected["network_security"], expected["authentication"]) == ("bl", "opn", None)
    assert "metered" not in expected
    assert bluetooth("bnep1", "Zoë's phone", is_metered=True)["metered"] is True


def test_bytes_between_two_moments() -> None:
    assert difference((500, 80), (100, 30)) == (400, 50)


def test_a_link_is_told_from_a_controller(tmp_path: Path) -> None:
    (tmp_path / "hci0").mkdir()
    assert not has_link(tmp_path)
    (tmp_path / "hci0:1").mkdir()
    assert has_link(tmp_path)

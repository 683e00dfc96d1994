"""The organisation's policy on macOS: managed preferences, of the computer and of the user, by the rules of a file."""

from __future__ import annotations

import os
import plistlib
from pathlib import Path

import pytest

from netmon_tray.policy import Policy, macos
from netmon_tray.settings import load_settings

NAME = "com.zequenze.netmon-tray.plist"


def write(folder: Path, **values: object) -> Path:
    folder.mkdir(exist_ok=True)
    file = folder / NAME
    file.write_bytes(plistlib.dumps({key.replace("__", "."): value for key, value in values.items()}))
    file.chmod(0o644)
    return file


def read(folder: Path) -> Policy:
    return macos.read(folder, owner_uid=os.getuid(), user="ann")


def test_without_a_profile_there_is_no_policy(tmp_path: Path) -> None:
    assert read(tmp_path) == Policy()
    assert read(tmp_path / "nowhere") == Policy()


def test_settings_stand_under_their_dotted_keys(tmp_path: Path) -> None:
    write(tmp_path, upload__enabled=True, log__heartbeat_s=60, privacy__bssid="hash", PayloadUUID="x")
    assert read(tmp_path) == Policy(
        {"upload": {"enabled": True}, "log": {"heartbeat_s": 60}, "privacy": {"bssid": "hash"}}
    )


def test_the_user_s_profile_wins_key_by_key(tmp_path: Path) -> None:
    write(tmp_path, privacy__bssid="hash", privacy__network_name="off")
    write(tmp_path / "ann", privacy__bssid="full")
    write(tmp_path / "bob", privacy__network_name="full")
    assert read(tmp_path).values == {"privacy": {"bssid": "full", "network_name": "off"}}


@pytest.mark.parametrize("mode", [0o664, 0o646])
def test_a_file_that_others_may_write_is_ignored_alone(tmp_path: Path, mode: int) -> None:
    write(tmp_path, privacy__bssid="hash")
    write(tmp_path / "ann", privacy__bssid="full").chmod(mode)
    policy = read(tmp_path)
    assert policy.values == {"privacy": {"bssid": "hash"}}
    (condition,) = policy.conditions
    assert condition.code == "policy_ignored"
    assert str(tmp_path / "ann" / NAME) in condition.text


def test_somebody_elses_file_is_ignored(tmp_path: Path) -> None:
    write(tmp_path, privacy__bssid="hash")
    policy = macos.read(tmp_path, owner_uid=os.getuid() + 1, user="ann")
    assert policy.values == {}
    assert "does not belong to root" in policy.conditions[0].text


def test_a_broken_file_is_ignored(tmp_path: Path) -> None:
    write(tmp_path, privacy__bssid="hash").write_bytes(b"<plist>")
    policy = read(tmp_path)
    assert policy.values == {}
    assert "no property list" in policy.conditions[0].text


def test_a_value_that_does_not_fit_falls_back_alone(tmp_path: Path) -> None:
    write(tmp_path, privacy__bssid="some", upload__parallelism=2)
    policy = read(tmp_path)
    loaded = load_settings(tmp_path / "settings.toml", policy.values, policy.conditions)
    assert (loaded.settings.privacy.bssid, loaded.settings.upload.parallelism) == ("full", 2)
    assert [condition.code for condition in loaded.conditions] == ["policy_invalid"]


def test_this_user_is_found() -> None:
    assert macos.read(Path("/nowhere")) == Policy()

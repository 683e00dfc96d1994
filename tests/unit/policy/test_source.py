"""Values of the registry or of a managed preference, which know few types, become what the settings take."""

from __future__ import annotations

from pathlib import Path

import pytest

from netmon_tray.policy.source import tree
from netmon_tray.settings import load_settings, value_of


@pytest.mark.parametrize(
    ("name", "value", "taken"),
    [
        ("upload.enabled", 1, True),
        ("upload.enabled", 0, False),
        ("upload.enabled", "False", False),
        ("upload.enabled", True, True),
        ("Upload.Enabled", 1, True),
        ("log.heartbeat_s", 60, 60),
        ("log.heartbeat_s", "60", 60),
        ("sampling.interval_s", 2, 2.0),
        ("sampling.interval_s", "2.5", 2.5),
        ("privacy.bssid", "hash", "hash"),
    ],
)
def test_a_value_is_taken_as_its_key_means_it(tmp_path: Path, name: str, value: object, taken: object) -> None:
    loaded = load_settings(tmp_path / "none.toml", tree([(name, value)]))
    key = name.lower()
    assert (value_of(loaded.settings, key), loaded.origin(key), loaded.conditions) == (taken, "policy", ())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("upload.enabled", 2),
        ("upload.enabled", "maybe"),
        ("upload.enabled", b"\x01"),
        ("log.heartbeat_s", "soon"),
        ("log.heartbeat_s", "60.5"),
        ("log.heartbeat_s", b"\x3c\x00\x00\x00"),
        ("log.heartbeat_s", True),
        ("sampling.interval_s", "nan"),
        ("privacy.bssid", 0),
        ("privacy.bssid", ["full", "off"]),
        ("privacy.bssid", None),
    ],
)
def test_a_value_of_a_wrong_type_falls_back_alone_and_is_told(tmp_path: Path, name: str, value: object) -> None:
    loaded = load_settings(tmp_path / "none.toml", tree([(name, value), ("ui.units", "bytes")]))
    assert loaded.origin(name) == "default"
    assert loaded.origin("ui.units") == "policy"
    (condition,) = loaded.conditions
    assert condition.code == "policy_invalid"
    assert name in condition.text


def test_what_is_no_setting_is_left_out() -> None:
    assert tree([("", "x"), ("upload", 1), ("upload.nothing", 1), ("upload.enabled.more", 1), (".", 1)]) == {}

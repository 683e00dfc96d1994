"""Where files are kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from netmon_tray.paths import resolve_paths


def test_the_command_line_goes_before_the_environment(tmp_path: Path) -> None:
    environ = {"NETMON_DATA_DIR": str(tmp_path / "env"), "NETMON_CONFIG": str(tmp_path / "env.toml")}
    paths = resolve_paths(str(tmp_path / "cli"), None, environ)
    assert paths.data_dir == tmp_path / "cli"
    assert paths.config_file == tmp_path / "env.toml"
    assert paths.log_file == tmp_path / "cli" / "netmon.log"


def test_without_either_the_system_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    paths = resolve_paths("", None, {"NETMON_DATA_DIR": ""})
    assert paths.data_dir == tmp_path / "data" / "netmon-tray"
    assert paths.config_file == tmp_path / "config" / "netmon-tray" / "settings.toml"


def test_names_become_absolute(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "me"))
    paths = resolve_paths("here", "~/s.toml", {})
    assert paths.data_dir == tmp_path / "here"
    assert paths.config_file == tmp_path / "me" / "s.toml"


def test_a_user_who_does_not_exist_is_part_of_a_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert resolve_paths("~no-such-user-here/x", "s", {}).data_dir == tmp_path / "~no-such-user-here" / "x"

"""What both faces start with: the places of a demo."""

from __future__ import annotations

from pathlib import Path

from netmon_tray.launch import working_paths
from netmon_tray.paths import Paths


def test_a_demo_changes_nothing_of_the_persons_own(tmp_path: Path) -> None:
    own = Paths(tmp_path / "data", tmp_path / "settings.toml")
    own.config_file.write_text('[ui]\nunits = "bytes"\n', encoding="utf-8")
    with working_paths(own, is_demo=True, names_data_dir=False) as passing:
        assert passing.data_dir != own.data_dir
        assert passing.config_file.read_text(encoding="utf-8") == '[ui]\nunits = "bytes"\n'
        passing.config_file.write_text("", encoding="utf-8")
    assert own.config_file.read_text(encoding="utf-8") == '[ui]\nunits = "bytes"\n'
    assert not passing.data_dir.exists()


def test_a_demo_without_settings_begins_without_some(tmp_path: Path) -> None:
    own = Paths(tmp_path / "data", tmp_path / "settings.toml")
    with working_paths(own, is_demo=True, names_data_dir=False) as passing:
        assert not passing.config_file.exists()


def test_named_places_are_worked_in(tmp_path: Path) -> None:
    own = Paths(tmp_path / "data", tmp_path / "settings.toml")
    for is_demo, names_data_dir in ((False, False), (False, True), (True, True)):
        with working_paths(own, is_demo=is_demo, names_data_dir=names_data_dir) as paths:
            assert paths == own

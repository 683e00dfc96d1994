"""A settings file under the eyes of a running agent, while editors change it in all the ways that they have."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from netmon_tray.settings import Loaded, WatchedFile, WatchedSettings, load_settings, store_setting
from netmon_tray.settings.watched import SETTLE_S

STRICT = "[upload]\nenabled = true\n[log]\nheartbeat_s = 60\n[privacy]\nnetwork_name = 'off'\nbssid = 'off'\n"


class Desk:
    """A file with strict settings, and a clock that only the test moves."""

    def __init__(self, path: Path) -> None:
        self.file, self.now_s, self.reads = path, 1000.0, 0
        path.write_text(STRICT)
        self.watched = WatchedSettings(path, self._load, lambda: self.now_s)

    def _load(self) -> Loaded:
        self.reads += 1
        return load_settings(self.file, rest=lambda _s: None)

    def look(self, after_s: float = 0.0) -> Loaded | None:
        self.now_s += after_s
        return self.watched.look()

    def network_name(self) -> str:
        return self.watched.held.settings.privacy.network_name


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "settings.toml")


def empty(file: Path) -> None:
    file.write_text("")


LOSSES: dict[str, Callable[[Path], object]] = {
    "emptied": empty,
    "moved away": Path.unlink,
    "cut off at a line": lambda file: file.write_text(STRICT[: STRICT.index("[privacy]")]),
    "cut off before the last key": lambda file: file.write_text(STRICT[: STRICT.index("bssid")]),
    "no more valid": lambda file: file.write_text(STRICT.replace("'off'", "'of'")),
}


@pytest.mark.parametrize("name", LOSSES)
def test_a_look_in_the_middle_of_a_change_takes_nothing_away(desk: Desk, name: str) -> None:
    LOSSES[name](desk.file)
    assert desk.look() is None
    assert desk.look(SETTLE_S / 2) is None
    desk.file.write_text(STRICT.replace("60", "61"))
    loaded = desk.look(SETTLE_S)
    assert loaded is not None
    assert (loaded.settings.log.heartbeat_s, loaded.settings.privacy.network_name) == (61, "off")
    assert desk.look(SETTLE_S) is None


@pytest.mark.parametrize("name", LOSSES)
def test_what_was_left_so_is_taken_with_the_second_look(desk: Desk, name: str) -> None:
    LOSSES[name](desk.file)
    assert desk.look() is None
    loaded = desk.look(SETTLE_S)
    assert loaded is desk.watched.held
    assert loaded is not None
    assert loaded.settings == load_settings(desk.file).settings != load_settings_of(STRICT, desk.file).settings
    assert desk.look(SETTLE_S) is None


def load_settings_of(text: str, beside: Path) -> Loaded:
    other = beside.with_name("other.toml")
    other.write_text(text)
    return load_settings(other)


def test_two_looks_that_differ_begin_anew(desk: Desk) -> None:
    empty(desk.file)
    assert desk.look() is None
    LOSSES["cut off at a line"](desk.file)
    assert desk.look(SETTLE_S) is None
    assert desk.network_name() == "off"
    assert desk.look(SETTLE_S) is not None
    assert desk.network_name() == "full"


def test_a_file_that_can_not_be_read_takes_nothing_away_however_long(desk: Desk) -> None:
    desk.file.write_text(STRICT[:-3])
    loaded = desk.look()
    assert loaded is not None
    assert [item.code for item in loaded.conditions] == ["settings_broken"]
    assert desk.look(SETTLE_S) is None
    assert desk.network_name() == "off"
    empty(desk.file)
    assert desk.look() is None
    assert desk.network_name() == "off"


def test_what_only_adds_or_changes_is_taken_at_once(desk: Desk) -> None:
    store_setting(desk.file, "privacy.network_name", "hash")
    assert desk.look() is not None
    assert desk.network_name() == "hash"
    store_setting(desk.file, "ui.units", "bytes")
    assert desk.look() is not None


def test_nothing_is_read_while_nothing_changes(desk: Desk) -> None:
    for _ in range(3):
        assert desk.look(SETTLE_S) is None
    empty(desk.file)
    desk.look()
    desk.look(SETTLE_S / 4)
    assert desk.reads == 2


def test_a_watched_file_tells_each_change_once(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    watched = WatchedFile(file)
    assert not watched.has_changed()
    file.write_text("[log]\n", "utf-8")
    assert watched.has_changed()
    assert not watched.has_changed()
    file.write_text("[log]\nheartbeat_s = 60\n", "utf-8")
    assert watched.has_changed()
    file.unlink()
    assert watched.has_changed()

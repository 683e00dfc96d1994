"""The settings survive anything: broken files, wrong values, unknown keys, a policy above them."""

from __future__ import annotations

import errno
import os
import stat
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmon_tray import settings
from netmon_tray.model import NetmonError
from netmon_tray.settings import (
    Settings,
    check_storable,
    convert,
    load_settings,
    parse_text,
    settings_table,
    spec_of,
    specs,
    store_setting,
    value_of,
    with_value,
)
from netmon_tray.settings.file import SECOND_LOOK_S
from netmon_tray.settings.turn import turn
from support.samples import T0_UNIX_MS

TOML_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


# --- the schema -----------------------------------------------------------------------------------------------------


def test_the_defaults_are_those_that_are_published() -> None:
    expected = {
        "sampling.interval_s": 5,
        "sampling.live_interval_s": 1,
        "log.heartbeat_s": 300,
        "log.retention_days": 90,
        "log.max_records": 500_000,
        "log.max_bytes": 300_000_000,
        "history.minute_days": 31,
        "history.hour_days": 730,
        "history.day_days": 0,
        "reachability.targets": "gateway, dns",
        "reachability.interval_s": 5,
        "upload.enabled": False,
        "upload.base_url": "https://gate.zequenze.com/api/v1",
        "upload.parallelism": 4,
        "upload.max_records_per_s": 10,
        "upload.on_metered": "small",
        "upload.include_timestamp": False,
        "upload.ca_file": "",
        "upload.proxy": "",
        "privacy.location": False,
        "privacy.coordinate_decimals": 3,
        "privacy.bssid": "full",
        "privacy.network_name": "full",
        "quota.bytes": 0,
        "quota.period": "month",
        "quota.reset_day": 1,
        "quota.counts": "all",
        "quota.network": "",
        "quota.warn_percent": 80,
        "alerts.network": True,
        "alerts.outage": True,
        "alerts.weak_signal": False,
        "alerts.weak_signal_s": 60,
        "alerts.queue": True,
        "alerts.queue_hours": 24,
        "alerts.quota": True,
        "ui.units": "bits",
        "ui.theme": "system",
        "ui.language": "system",
    }
    assert {key: value_of(Settings(), key) for key in specs()} == expected


@pytest.mark.parametrize("key", list(specs()))
def test_every_default_fits_its_own_rules_and_every_key_has_a_meaning(key: str) -> None:
    spec = spec_of(key)
    assert convert(spec, spec.default) == spec.default
    assert spec.meaning.endswith(".")


def test_the_table_of_the_readme_has_a_row_for_each_key() -> None:
    rows = settings_table().splitlines()[2:]
    assert [row.split("`")[1] for row in rows] == list(specs())
    assert "| `log.heartbeat_s` | 300 | 10 to 86400 | A `maintained` record this often, in seconds. |" in rows
    assert "| `upload.enabled` | false | true or false |" in settings_table()


def test_an_unknown_key_is_refused_with_the_nearest_names() -> None:
    with pytest.raises(NetmonError, match=r"Did you mean log\.heartbeat_s"):
        spec_of("log.hartbeat")
    with pytest.raises(NetmonError, match="settings list"):
        spec_of("zzz")


# --- values ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("upload.enabled", "yes", True),
        ("upload.enabled", "OFF", False),
        ("log.heartbeat_s", " 10 ", 10),
        ("log.max_bytes", "1_000_000", 1_000_000),
        ("sampling.interval_s", "2", 2.0),
        ("upload.base_url", "https://gate.example/api/v1/", "https://gate.example/api/v1"),
        ("upload.base_url", "http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("upload.base_url", "http://[::1]:8080/x", "http://[::1]:8080/x"),
        ("upload.proxy", "http://proxy.example:3128", "http://proxy.example:3128"),
        ("upload.proxy", "none", "none"),
        ("upload.ca_file", "/etc/ssl/own.pem", "/etc/ssl/own.pem"),
        ("privacy.bssid", "hash", "hash"),
        ("ui.units", "bytes", "bytes"),
    ],
)
def test_typed_values(key: str, text: str, value: object) -> None:
    parsed = parse_text(key, text)
    assert parsed == value
    assert type(parsed) is type(spec_of(key).default)


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("upload.enabled", "maybe"),
        ("log.heartbeat_s", "9"),
        ("log.heartbeat_s", "10.5"),
        ("log.heartbeat_s", "9" * 5000),
        ("sampling.interval_s", "nan"),
        ("sampling.interval_s", "inf"),
        ("sampling.interval_s", "1e400"),
        ("sampling.live_interval_s", "0.1"),
        ("ui.units", "Bits"),
        ("ui.theme", ""),
        ("upload.base_url", ""),
        ("upload.base_url", "gate.example"),
        ("upload.base_url", "ftp://gate.example"),
        ("upload.base_url", "http://gate.example"),
        ("upload.base_url", "http://127.0.0.1.evil.example"),
        ("upload.base_url", "https://me:secret@gate.example"),
        ("upload.base_url", "https://gate.example/?x=1"),
        ("upload.base_url", "https://gate.example:99999"),
        ("upload.base_url", "https://[::1"),
        ("upload.base_url", "https://gate.example/a b"),
        ("upload.base_url", "https://gate.example/a\nb"),
        ("upload.proxy", "socks5://proxy.example"),
        ("upload.ca_file", "own.pem"),
        ("upload.ca_file", "~no-such-user-here/own.pem"),
    ],
)
def test_values_that_do_not_fit_are_refused_in_words(key: str, text: str) -> None:
    with pytest.raises(NetmonError) as refused:
        parse_text(key, text)
    assert refused.value.title.startswith(f"{key} must ")
    assert "It takes" in refused.value.advice
    assert len(str(refused.value)) < 400


def test_a_password_in_an_address_is_never_repeated() -> None:
    with pytest.raises(NetmonError) as refused:
        parse_text("upload.base_url", "https://me:s3cret@gate.example")
    assert "s3cret" not in str(refused.value)


@given(raw=TOML_VALUES)
def test_any_toml_value_is_taken_or_refused_with_a_sentence(raw: object) -> None:
    for spec in specs().values():
        try:
            value = convert(spec, raw)
        except ValueError as error:
            refusals = [str(error)]
        else:
            refusals = []
            assert convert(spec, value) == value
            assert type(value) is type(spec.default)
        assert all(sentence.startswith("must ") for sentence in refusals)


def test_one_value_changes_and_the_rest_stays() -> None:
    changed = with_value(Settings(), "ui.units", "bytes")
    assert changed.ui.units == "bytes"
    assert changed.ui.theme == "system"
    assert with_value(changed, "ui.units", "bits") == Settings()


# --- reading --------------------------------------------------------------------------------------------------------


def test_without_a_file_everything_is_default(file: Path) -> None:
    loaded = load_settings(file)
    assert loaded.settings == Settings()
    assert set(loaded.origins.values()) == {"default"}
    assert loaded.conditions == ()


def test_user_and_policy_go_over_the_defaults_in_that_order(file: Path) -> None:
    file.write_text("[ui]\nunits = 'bytes'\ntheme = 'dark'\n[log]\nheartbeat_s = 60\n")
    loaded = load_settings(file, {"ui": {"units": "bits"}})
    assert (loaded.settings.ui.units, loaded.settings.ui.theme, loaded.settings.log.heartbeat_s) == ("bits", "dark", 60)
    assert loaded.origin("ui.units") == "policy"
    assert loaded.origin("ui.theme") == "user"
    assert loaded.origin("log.retention_days") == "default"


def test_an_invalid_key_falls_back_alone_and_is_named(file: Path) -> None:
    file.write_text("[log]\nheartbeat_s = 5\nretention_days = 30\n[ui]\nunits = 7\n")
    loaded = load_settings(file)
    assert loaded.settings.log.heartbeat_s == 300
    assert loaded.settings.log.retention_days == 30
    (condition,) = loaded.conditions
    assert condition.code == "settings_invalid"
    assert "log.heartbeat_s: must be from 10 to 86400, not 5; 300 is used." in condition.text
    assert "ui.units: must be text, not 7; 'bits' is used." in condition.text


def test_an_invalid_policy_leaves_the_users_value_in_force(file: Path) -> None:
    file.write_text("[log]\nheartbeat_s = 60\n")
    loaded = load_settings(file, {"log": {"heartbeat_s": "often"}})
    assert loaded.settings.log.heartbeat_s == 60
    assert loaded.origin("log.heartbeat_s") == "user"
    (condition,) = loaded.conditions
    assert condition.code == "policy_invalid"
    assert "60 is used" in condition.text


def test_a_section_that_is_no_table_and_unknown_keys(file: Path) -> None:
    file.write_text("log = 7\n[ui]\ncolour = 'red'\n[future]\nx = 1\n")
    loaded = load_settings(file)
    assert loaded.settings == Settings()
    assert loaded.unknown == ("ui.colour", "future")
    assert [item.title for item in loaded.conditions] == ["The setting log is not valid"]


@pytest.mark.parametrize(
    "content",
    [b"[ui\nunits=", b"\xff\xfe[ui]", b"\x00", b"a = [" + b"[" * 2000, b"x = 1\n" * 200_000, b"a = 1\na = 2\n"],
)
def test_a_broken_file_costs_nothing_but_itself(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    loaded = load_settings(file)
    assert loaded.settings == Settings()
    assert [item.code for item in loaded.conditions] == ["settings_broken"]
    assert str(file) in loaded.conditions[0].text


def test_a_directory_in_its_place_is_told(tmp_path: Path) -> None:
    (condition,) = load_settings(tmp_path).conditions
    assert condition.code == "settings_broken"


def test_a_byte_order_mark_is_passed_over(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbf[ui]\nunits = 'bytes'\n")
    assert load_settings(file).settings.ui.units == "bytes"


OFF = "[privacy]\nnetwork_name = 'off'\n"


def test_a_file_that_an_editor_has_just_emptied_is_looked_at_twice(file: Path) -> None:
    file.write_text("")
    rests: list[float] = []

    def rest(seconds: float) -> None:
        rests.append(seconds)
        file.write_text(OFF)

    assert load_settings(file, rest=rest).settings.privacy.network_name == "off"
    assert rests == [SECOND_LOOK_S]


def test_a_comment_that_came_first_is_not_all(file: Path) -> None:
    file.write_text("# mine\n")

    def rest(_seconds: float) -> None:
        file.write_text("# mine\n" + OFF)

    assert load_settings(file, rest=rest).settings.privacy.network_name == "off"


@pytest.mark.parametrize("text", ["", OFF])
def test_a_file_that_was_left_so_or_says_something_is_not_waited_for(file: Path, text: str) -> None:
    file.write_text(text)
    if not text:
        os.utime(file, (T0_UNIX_MS / 1000, T0_UNIX_MS / 1000))
    load_settings(file, rest=lambda _s: pytest.fail("nothing is awaited"))


@given(tree=st.dictionaries(st.sampled_from(["ui", "log", "upload", "odd"]), TOML_VALUES, max_size=4))
def test_any_policy_is_survived(tree: dict[str, object]) -> None:
    loaded = load_settings(Path("/nonexistent/settings.toml"), tree)
    assert isinstance(loaded.settings, Settings)


# --- writing --------------------------------------------------------------------------------------------------------


def test_a_written_value_is_read_back_and_the_rest_of_the_file_stays(file: Path) -> None:
    file.write_text("# mine\n[ui] # look\nunits = 'bits'   # small\n\n[future]\nx = 1\n")
    store_setting(file, "ui.units", "bytes")
    text = file.read_text()
    assert "# mine" in text
    assert "# look" in text
    assert "# small" in text
    assert "[future]\nx = 1" in text
    assert load_settings(file).settings.ui.units == "bytes"


def test_the_file_is_made_private_with_its_folder(tmp_path: Path) -> None:
    file = tmp_path / "config" / "netmon-tray" / "settings.toml"
    store_setting(file, "upload.enabled", value=True)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert [item.name for item in file.parent.iterdir()] == ["settings.toml"]
    assert load_settings(file).settings.upload.enabled is True


@pytest.mark.parametrize("before", ["ui.units = 'bits'\n", "ui = { units = 'bits' }\n", "[ui]\n", "[log]\n[ui]\n", ""])
def test_any_shape_of_toml_can_be_changed(file: Path, before: str) -> None:
    file.write_text(before)
    store_setting(file, "ui.units", "bytes")
    assert load_settings(file).settings.ui.units == "bytes"


@pytest.mark.parametrize("content", [b"[ui\n", b"\xff", b"ui = 7\n"])
def test_a_broken_file_is_never_overwritten(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    for act in (store_setting, check_storable):
        with pytest.raises(NetmonError, match="nothing was changed"):
            act(file, "ui.units", "bytes")
    assert file.read_bytes() == content


def test_what_the_policy_sets_is_locked(file: Path) -> None:
    with pytest.raises(NetmonError, match="set by your organisation"):
        store_setting(file, "ui.units", "bytes", {"ui": {"units": "bits"}})
    assert not file.exists()
    store_setting(file, "ui.units", "bytes", {"ui": {"units": "wrong"}})
    assert load_settings(file).settings.ui.units == "bytes"


def test_a_link_stays_a_link(tmp_path: Path, file: Path) -> None:
    target = tmp_path / "dotfiles.toml"
    target.write_text("[ui]\n")
    file.symlink_to(target)
    store_setting(file, "ui.units", "bytes")
    assert file.is_symlink()
    assert "bytes" in target.read_text()


def test_links_that_lead_nowhere_are_told(tmp_path: Path, file: Path) -> None:
    other = tmp_path / "other.toml"
    other.symlink_to(file)
    file.symlink_to(other)
    with pytest.raises(NetmonError, match="settings file"):
        store_setting(file, "ui.units", "bytes")


def left_in(folder: Path) -> list[str]:
    """The names of the files there; Windows cannot lock a folder and keeps a file for that."""
    return sorted(item.name for item in folder.iterdir() if not item.name.endswith(".lock"))


def test_a_place_that_cannot_be_written_is_told_and_leaves_no_draft(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(NetmonError, match="settings file"):
        store_setting(tmp_path / "file" / "settings.toml", "ui.units", "bytes")
    blocked = tmp_path / "settings.toml"
    blocked.mkdir()
    with pytest.raises(NetmonError, match="settings file"):
        store_setting(blocked, "ui.units", "bytes")
    assert left_in(tmp_path) == ["file", "settings.toml"]


def test_changes_at_the_same_time_are_all_kept(file: Path) -> None:
    numbers = {"log.heartbeat_s": 60, "log.retention_days": 7, "log.max_records": 5000, "history.minute_days": 3}
    failed: list[NetmonError] = []

    def store(key: str, value: int) -> None:
        try:
            store_setting(file, key, value)
        except NetmonError as error:
            failed.append(error)

    threads = [threading.Thread(target=store, args=item) for item in numbers.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert failed == []
    settings = load_settings(file).settings
    assert {key: value_of(settings, key) for key in numbers} == numbers
    assert left_in(file.parent) == [file.name]


def test_a_turn_that_is_not_given_up_is_told_and_nothing_is_changed(file: Path) -> None:
    with turn(file), pytest.raises(NetmonError, match="does not come to an end"), turn(file, limit_s=0.05):
        pass
    with turn(file, limit_s=0.0):
        pass
    assert not file.exists()


def test_a_file_system_without_locks_is_no_reason_to_change_nothing(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_handle: int) -> bool:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("netmon_tray.settings.turn._try_lock", refuse)
    store_setting(file, "ui.units", "bytes")
    assert load_settings(file).settings.ui.units == "bytes"


def test_all_that_is_public_exists() -> None:
    assert [name for name in settings.__all__ if not hasattr(settings, name)] == []


def test_a_file_that_is_read_just_now_is_waited_for(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows refuses to rename over a file that another program has open."""
    refusals = [32, 5, 32]
    rename = Path.replace

    def busy(draft: Path, target: Path) -> Path:
        if refusals:
            error = PermissionError(13, "The process cannot access the file")
            error.winerror = refusals.pop()  # type: ignore[attr-defined]
            raise error
        return rename(draft, target)

    monkeypatch.setattr(Path, "replace", busy)
    monkeypatch.setattr("netmon_tray.settings.file._IN_USE_WAITS_S", (0.0,) * 3)
    store_setting(file, "ui.units", "bytes")
    assert load_settings(file).settings.ui.units == "bytes"
    refusals += [32] * 4
    with pytest.raises(NetmonError, match="cannot be written"):
        store_setting(file, "ui.units", "bits")

"""What the packages say of themselves: releases, dependencies, control files."""

from __future__ import annotations

import datetime as dt
import re
import textwrap
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from installers import changelog, deb, libraries, linux_tree
from installers.project import PROJECT, ROOT
from netmon_tray.autostart.desktop_entry import parse_entry
from netmon_tray.probes.linux import geoclue
from netmon_tray.settings import load_settings

TODAY = dt.date(2026, 11, 29)
RELEASES = [
    changelog.Release("1.1.0", None, ("What is new & good.",)),
    changelog.Release("1.0.0", dt.date(2026, 1, 2), ("First.", "Second, 5 % better.")),
]


# --- the changelog --------------------------------------------------------------------------------------------------


def test_the_changelog_of_this_project_can_be_read_and_begins_with_its_version() -> None:
    releases = changelog.read_releases((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    assert releases[0].version == PROJECT.version
    assert len(releases[0].changes) > 5
    assert all(change.endswith((".", ")")) and "\n" not in change for change in releases[0].changes)


def test_lines_of_an_entry_belong_together() -> None:
    text = "# Changelog\n\nWords.\n\n## 1.0.0 (2026-01-02)\n\n- One\n  goes on.\n- Two.\n"
    assert changelog.read_releases(text) == [changelog.Release("1.0.0", dt.date(2026, 1, 2), ("One goes on.", "Two."))]


def test_a_heading_that_is_no_release_is_refused() -> None:
    with pytest.raises(ValueError, match="Unreleased"):
        changelog.read_releases("# Changelog\n\n## Unreleased\n")


def test_debian_reads_versions_changes_and_dates() -> None:
    text = changelog.debian(PROJECT, RELEASES, TODAY)
    assert text.startswith("netmon-tray (1.1.0) unstable; urgency=medium\n\n  * What is new & good.\n\n -- ")
    assert " <netmon-tray@example.org>  Sun, 29 Nov 2026 12:00:00 +0000\n" in text
    assert "  * Second, 5 % better.\n" in text
    assert "  Fri, 02 Jan 2026 12:00:00 +0000\n" in text


def test_rpm_reads_dates_and_no_macros() -> None:
    text = changelog.rpm(PROJECT, RELEASES, TODAY)
    assert text.startswith("* Sun Nov 29 2026 ")
    assert "- Second, 5 %% better.\n" in text


def test_appstream_reads_releases() -> None:
    found = ET.fromstring(f"<releases>{changelog.appstream(RELEASES, TODAY)}</releases>")
    said = [(release.get("version"), release.get("date"), release.get("type")) for release in found]
    assert said == [("1.1.0", "2026-11-29", "development"), ("1.0.0", "2026-01-02", "stable")]
    assert [item.text for item in found.iter("li")] == ["What is new & good.", "First.", "Second, 5 % better."]


# --- dependencies ---------------------------------------------------------------------------------------------------


def test_what_comes_along_and_what_is_of_glibc_is_no_dependency() -> None:
    wanted = {"libc.so.6", "libm.so.6", "ld-linux-x86-64.so.2", "libGL.so.1", "libQt6Gui.so.6"}
    assert set(libraries.external(wanted, {"libQt6Gui.so.6"})) == {"libGL.so.1"}


def test_the_newest_symbol_of_glibc_counts() -> None:
    content = b"\0GLIBC_2.34\0GLIBC_2.2.5\0GLIBC_PRIVATE\0GLIBCXX_3.4.30\0"
    assert max(libraries.glibc_versions(content)) == (2, 34)


def test_dependencies_in_the_words_of_debian_and_rpm() -> None:
    needs = libraries.Needs(("libGL.so.1", "libglib-2.0.so.0", "libgthread-2.0.so.0"), (2, 36))
    assert needs.debian() == ["libc6 (>= 2.36)", "libgl1", "libglib2.0-0t64 | libglib2.0-0", "xkb-data"]
    assert needs.rpm()[:2] == ["libc.so.6(GLIBC_2.36)(64bit)", "libGL.so.1()(64bit)"]


def test_a_library_that_no_package_is_known_for_is_told() -> None:
    with pytest.raises(KeyError, match=r"libnew\.so\.1"):
        libraries.Needs(("libnew.so.1",), (2, 36)).debian()


def test_the_control_file() -> None:
    text = deb.control(PROJECT, "amd64", 1234, ["libc6", "a | b"])
    fields = dict(line.split(": ", 1) for line in text.splitlines() if not line.startswith(" "))
    assert fields["Depends"] == "libc6, a | b"
    assert (fields["Version"], fields["Installed-Size"]) == (PROJECT.version, "1234")
    assert fields["Description"][0].islower()
    assert max(len(line) for line in text.splitlines() if line.startswith(" ")) <= 80


# --- files ----------------------------------------------------------------------------------------------------------


def test_the_entry_for_everybodys_login_is_off_as_installed() -> None:
    entry = parse_entry((linux_tree.STATIC / "autostart.desktop").read_text(encoding="utf-8"))
    assert entry["Hidden"] == "true"
    assert entry["Exec"] == "netmon-tray"


def test_what_an_update_must_keep_is_no_checksummed_file(tmp_path: Path) -> None:
    files = [tmp_path / linux_tree.AUTOSTART, tmp_path / "usr/bin/x"]
    for file in files:
        linux_tree.put(file, "x")
    assert deb.checksums(tmp_path, files) == "9dd4e461268c8034f5c8564e155c67a6  usr/bin/x\n"


def test_only_programs_can_be_executed(tmp_path: Path) -> None:
    for place in ("usr/lib/netmon-tray/netmon", "usr/lib/netmon-tray/_internal/lib.so", "AppRun"):
        linux_tree.put(tmp_path / place, "x")
    linux_tree.set_modes(tmp_path)
    modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.rglob("*") if path.is_file()}
    assert modes == {"netmon": 0o755, "lib.so": 0o644, "AppRun": 0o755}


# --- what README says to people who look after many computers -------------------------------------------------------


def test_the_readme_names_the_packages_of_this_version() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"netmon-tray[_-](\d[\d.]+\d)[_-]", readme))
    assert named == {PROJECT.version}


def test_the_policy_in_the_readme_and_in_the_playbook_is_obeyed_as_it_stands(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8").split("\n## Fleets")[1]
    playbook = (linux_tree.STATIC / "fleet.yml").read_text(encoding="utf-8")
    examples = [
        readme.split("```toml\n")[1].split("```")[0],
        playbook.split("netmon_policy: |\n")[1].split("  tasks:")[0],
    ]
    for example in examples:
        values = tomllib.loads(textwrap.dedent(example))
        loaded = load_settings(tmp_path / "none.toml", values)
        assert loaded.conditions == ()
        assert loaded.settings.upload.enabled
        assert loaded.settings.privacy.bssid == "hash"


def test_the_desktop_knows_the_program_by_the_name_that_it_tells_the_location_service() -> None:
    """GNOME looks for a desktop file of that name before it asks the person."""
    assert (linux_tree.STATIC / f"{geoclue.DESKTOP_ID}.desktop").exists()

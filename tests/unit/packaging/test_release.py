"""A release: what it changes in the checkout, and the bill of materials that goes with it."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from installers import changelog, release, sbom
from installers.bundled import Component
from installers.project import PROJECT, ROOT

TODAY = dt.date(2026, 11, 29)
FILES = ("CHANGELOG.md", "README.md", "pyproject.toml", "src/netmon_tray/__init__.py")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text((ROOT / name).read_text(encoding="utf-8"), encoding="utf-8")
    return tmp_path


def pending(checkout: Path) -> None:
    """Have a section that is not released, whatever this checkout is at."""
    file = checkout / "CHANGELOG.md"
    text = file.read_text(encoding="utf-8")
    if "(not yet released)" not in text:
        first = text.index("\n## ")
        file.write_text(f"{text[:first]}\n## 99.0.0 (not yet released)\n\n- New.\n{text[first:]}", encoding="utf-8")


def test_a_release_writes_its_version_and_date_everywhere(checkout: Path) -> None:
    pending(checkout)
    assert sorted(release.prepare(checkout, "98.7.6", TODAY)) == sorted(FILES)
    assert '\nversion = "98.7.6"\n' in (checkout / "pyproject.toml").read_text(encoding="utf-8")
    assert '__version__ = "98.7.6"' in (checkout / "src/netmon_tray/__init__.py").read_text(encoding="utf-8")
    readme = (checkout / "README.md").read_text(encoding="utf-8")
    assert "./netmon-tray_98.7.6_amd64.deb" in readme
    assert "netmon-tray-98.7.6-1.x86_64.rpm" in readme
    assert PROJECT.version not in readme.split("## Installing on Linux")[1].split("\n## ")[0]
    newest = changelog.read_releases((checkout / "CHANGELOG.md").read_text(encoding="utf-8"))[0]
    assert (newest.version, newest.date) == ("98.7.6", TODAY)
    assert 'version="98.7.6" date="2026-11-29" type="stable"' in changelog.appstream([newest], dt.date(2030, 1, 1))


@pytest.mark.parametrize("version", ["1.2", "v1.2.3", "1.2.3rc1", ""])
def test_what_is_no_version_is_refused_and_nothing_is_written(checkout: Path, version: str) -> None:
    before = {name: (checkout / name).read_bytes() for name in FILES}
    with pytest.raises(ValueError, match="no version"):
        release.prepare(checkout, version, TODAY)
    assert before == {name: (checkout / name).read_bytes() for name in FILES}


def test_without_a_section_to_release_nothing_is_written(checkout: Path) -> None:
    (checkout / "CHANGELOG.md").write_text("# Changelog\n\n## 1.0.0 (2026-01-01)\n\n- First.\n", encoding="utf-8")
    before = {name: (checkout / name).read_bytes() for name in FILES}
    with pytest.raises(ValueError, match="not yet released"):
        release.prepare(checkout, "1.0.1", TODAY)
    assert before == {name: (checkout / name).read_bytes() for name in FILES}


def test_the_bill_of_materials_names_each_part_with_its_version_and_licence() -> None:
    parts = [Component("SQLite", "3.46.1", "blessing"), Component("requests", "2.32.0", "Apache-2.0", (), "pypi")]
    document = json.loads(sbom.bill(PROJECT, parts, TODAY))
    assert (document["bomFormat"], document["specVersion"]) == ("CycloneDX", "1.6")
    assert document["metadata"]["component"]["version"] == PROJECT.version
    assert [part["purl"] for part in document["components"]] == [
        "pkg:generic/sqlite@3.46.1",
        "pkg:pypi/requests@2.32.0",
    ]
    assert document["components"][0]["licenses"] == [{"license": {"name": "blessing"}}]
    assert document["dependencies"][0]["dependsOn"] == ["generic/sqlite", "pypi/requests"]
    assert sbom.bill(PROJECT, parts, TODAY) == sbom.bill(PROJECT, list(parts), TODAY)

"""radio.machine: where packages come from, and what of this machine the build sees."""

from __future__ import annotations

from pathlib import Path

import pytest

from radio.machine.chroot import INSIDE, Bind, BuildError, apt_settings, isolated
from radio.machine.suites import SUITES, mirrors_of


def test_the_mirror_of_this_machine_serves_other_suites_too() -> None:
    mirrors = mirrors_of(
        "Other|Other|https://other.example/apt/\n"
        "Debian|Debian|https://mirror.example/debian/\n"
        "Debian|Debian-Security|https://mirror.example/security/\n"
    )
    assert [line.split("] ")[1] for line in mirrors.sources("trixie").splitlines()] == [
        "https://mirror.example/debian/ trixie main",
        "https://mirror.example/debian/ trixie-updates main",
        "https://mirror.example/security/ trixie-security main",
    ]


def test_without_a_source_of_security_updates_there_is_none_in_the_guest() -> None:
    mirrors = mirrors_of("Debian|Debian|https://mirror.example/debian/\n")
    assert "security" not in mirrors.sources("bookworm")


def test_where_apt_knows_no_debian_the_reason_is_told() -> None:
    with pytest.raises(BuildError, match="call this on Debian"):
        mirrors_of("Ubuntu|Ubuntu|http://archive.example/ubuntu/\n")


def test_apt_inside_fetches_as_apt_here(tmp_path: Path) -> None:
    bundle = tmp_path / "bundle.crt"
    bundle.write_text("certificates")
    loan = tmp_path / "loan"
    loan.mkdir()
    dump = [
        'APT::Architecture "amd64";',
        'Acquire::http::Proxy "http://proxy.example:3128";',
        f'Acquire::https::CAInfo "{bundle}";',
        'Acquire::https::absent.example::CAInfo "/nowhere.crt";',
    ]
    settings = apt_settings(dump, loan).splitlines()
    assert settings == [
        'Acquire::http::Proxy "http://proxy.example:3128";',
        f'Acquire::https::CAInfo "{INSIDE}/0-bundle.crt";',
        'Acquire::https::absent.example::CAInfo "/nowhere.crt";',
        f'Dir::Etc::netrcparts "{INSIDE}/auth.conf.d";',
    ]
    assert (loan / "0-bundle.crt").read_text() == "certificates"


def test_a_folder_is_seen_read_only_unless_it_says_otherwise() -> None:
    assert Bind(Path("/a"), "/b").words() == ("/a", "/b", "ro")
    assert Bind(Path("/a"), "/b", is_writable=True).words() == ("/a", "/b", "rw")


def test_what_is_mounted_or_started_ends_with_its_command() -> None:
    assert {"--mount", "--pid", "--kill-child"} <= set(isolated(["true"]))


def test_kernels_are_told_apart() -> None:
    assert [suite.kernel for suite in SUITES] == ["6.1", "6.12"]

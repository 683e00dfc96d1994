"""The organisation's policy file is taken where only root can write it, or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from netmon_tray.policy import Policy
from netmon_tray.policy import file as policy_file


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "policy.toml"
    path.write_text("[ui]\nunits = 'bytes'\n")
    path.chmod(0o644)
    return path


def read(file: Path) -> Policy:
    return policy_file.read(file, owner_uid=os.getuid())


def reason(policy: Policy) -> str:
    assert policy.values == {}
    (condition,) = policy.conditions
    assert condition.code == "policy_ignored"
    return condition.text


def test_a_trusted_file_is_taken(file: Path) -> None:
    assert read(file) == Policy({"ui": {"units": "bytes"}})


def test_without_a_file_there_is_no_policy(tmp_path: Path, file: Path) -> None:
    assert read(tmp_path / "missing.toml") == Policy()
    assert read(file / "below-a-file.toml") == Policy()


def test_a_link_to_a_trusted_file_is_taken(tmp_path: Path, file: Path) -> None:
    link = tmp_path / "link.toml"
    link.symlink_to(file)
    assert read(link).values == {"ui": {"units": "bytes"}}


def test_somebody_elses_file_is_ignored(file: Path) -> None:
    assert "does not belong to root" in reason(policy_file.read(file, owner_uid=os.getuid() + 1))


@pytest.mark.parametrize("mode", [0o664, 0o646, 0o666])
def test_a_file_that_others_may_write_is_ignored(file: Path, mode: int) -> None:
    file.chmod(mode)
    assert "chmod go-w" in reason(read(file))


@pytest.mark.parametrize("content", [b"[ui\n", b"\xff\xfe", b"x = 1\n" * 200_000])
def test_a_broken_file_is_ignored(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    assert str(file) in reason(read(file))


def test_what_is_no_ordinary_file_is_ignored_and_never_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.toml"
    os.mkfifo(pipe)
    assert "ordinary file" in reason(read(pipe))
    assert "directory" in reason(read(tmp_path))

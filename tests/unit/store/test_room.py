"""What a process that only looks on can tell of the disk."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from netmon_tray.store import room
from netmon_tray.store.errors import NEARLY_FULL_BYTES
from netmon_tray.store.room import obstacle


def disk(free_bytes: int, flags: int = 0) -> Callable[[Path], SimpleNamespace]:
    return lambda _folder: SimpleNamespace(f_bavail=free_bytes // 512, f_frsize=512, f_flag=flags)


@pytest.mark.parametrize(
    ("free_bytes", "flags", "kind"),
    [
        (NEARLY_FULL_BYTES + 512, 0, None),
        (NEARLY_FULL_BYTES - 512, 0, "full"),
        (0, 0, "full"),
        (NEARLY_FULL_BYTES + 512, os.ST_RDONLY, "readonly"),
        (0, os.ST_RDONLY, "readonly"),
    ],
)
def test_the_disk_tells(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, free_bytes: int, flags: int, kind: str | None
) -> None:
    monkeypatch.setattr(os, "statvfs", disk(free_bytes, flags))
    assert obstacle(tmp_path) == kind


@pytest.mark.parametrize(
    ("option", "is_here", "kind"),
    [
        ("emergency_ro", True, "readonly"),  # as Linux 6.18 shows an ext4 that found an error
        ("shutdown", True, "readonly"),
        ("errors=remount-ro", True, None),
        ("emergency_ro", False, None),
    ],
)
def test_a_disk_that_gave_up_is_seen(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, option: str, is_here: bool, kind: str | None
) -> None:
    device = tmp_path.stat().st_dev + (0 if is_here else 1)
    mounts = tmp_path / "mountinfo"
    number = f"{os.major(device)}:{os.minor(device)}"
    mounts.write_text(f"29 1 {number} / /data rw,relatime shared:1 - ext4 /dev/vda rw,{option}\n", encoding="utf-8")
    monkeypatch.setattr(room, "_MOUNTS", mounts)
    monkeypatch.setattr(os, "statvfs", disk(NEARLY_FULL_BYTES + 512))
    assert obstacle(tmp_path) == kind


def test_a_system_without_a_list_of_mounts_is_asked_the_rest(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(room, "_MOUNTS", tmp_path / "none")
    monkeypatch.setattr(os, "statvfs", disk(0))
    assert obstacle(tmp_path) == "full"


def test_a_directory_that_is_not_there_is_no_obstacle(tmp_path: Path) -> None:
    assert obstacle(tmp_path / "none") is None


def test_a_system_without_this_question_sees_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delattr(os, "statvfs")
    assert obstacle(tmp_path) is None

"""radio.machine.images: what goes into a disk image comes out of it, made and read by e2fsprogs."""

from __future__ import annotations

from pathlib import Path

import pytest

from radio.machine.chroot import BuildError
from radio.machine.images import copy_out, make_image


def test_a_folder_survives_its_image(tmp_path: Path) -> None:
    folder, image, copy = tmp_path / "folder", tmp_path / "image", tmp_path / "a copy"
    (folder / "inner").mkdir(parents=True)
    (folder / "inner" / "script").write_text("#!/bin/sh\n")
    (folder / "inner" / "script").chmod(0o755)
    (folder / "link").symlink_to("inner/script")
    (folder / "many").mkdir()
    for number in range(2_000):
        (folder / "many" / str(number)).touch()
    (folder / "large").write_bytes(bytes(3_000_000))
    make_image(folder, image, free_bytes=1 << 30)
    copy.mkdir()
    copy_out(image, copy)
    assert {path.name for path in copy.iterdir()} == {"inner", "large", "link", "many"}
    assert (copy / "inner" / "script").stat().st_mode & 0o777 == 0o755
    assert (copy / "link").readlink() == Path("inner/script")
    assert len(list((copy / "many").iterdir())) == 2_000
    assert (copy / "large").stat().st_size == 3_000_000
    assert image.stat().st_size > 1 << 30
    assert image.stat().st_blocks * 512 < 20_000_000


def test_what_is_no_image_says_so(tmp_path: Path) -> None:
    (tmp_path / "image").write_bytes(bytes(100_000))
    with pytest.raises(BuildError, match="image"):
        copy_out(tmp_path / "image", tmp_path)

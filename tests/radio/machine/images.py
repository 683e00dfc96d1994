"""Disk images made from folders and folders made from disk images, without mounting anything."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from radio.machine.chroot import BuildError, run

BLOCK_BYTES = 4096
SPARE_BYTES = 16 << 20
SPARE_INODES = 256
LOST = "lost+found"
"""Every ext4 image has this folder."""
FEATURES = "^has_journal,^metadata_csum"
"""No journal, so that an ended machine leaves what it wrote; no checksums, which nothing here would look at."""


def make_image(folder: Path, image: Path, free_bytes: int = 0) -> None:
    """Make an ext4 image that holds a folder, with owners, modes and attributes; sparse where it holds nothing."""
    content_bytes, inodes = needed(folder)
    with image.open("wb") as file:
        file.truncate(content_bytes * 11 // 10 + free_bytes + SPARE_BYTES)
    options = ["-q", "-F", "-t", "ext4", "-O", FEATURES, "-m", "0", "-b", str(BLOCK_BYTES)]
    options += ["-N", str(inodes + SPARE_INODES), "-E", "lazy_itable_init=1,nodiscard", "-d", str(folder)]
    run(["mke2fs", *options, image])


def needed(folder: Path) -> tuple[int, int]:
    """Return how many bytes of blocks and how many inodes a folder takes."""
    content_bytes, inodes = BLOCK_BYTES, 1
    for _, folders, files, handle in os.fwalk(folder):
        for name in [*folders, *files]:
            size = os.stat(name, dir_fd=handle, follow_symlinks=False).st_size
            content_bytes += (size // BLOCK_BYTES + 1) * BLOCK_BYTES
            inodes += 1
    return content_bytes, inodes


def copy_out(image: Path, folder: Path) -> None:
    """Copy what an image holds into a folder, as far as it can be read."""
    said = run(["debugfs", "-R", f'rdump / "{folder}"', image])
    if not (folder / LOST).is_dir():
        raise BuildError(f"{image} could not be read: {said.strip()}")
    shutil.rmtree(folder / LOST)

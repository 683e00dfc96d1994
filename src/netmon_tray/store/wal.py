"""The frames of a -wal file, read without SQLite, which passes over all that follows the first damaged one.

Layout and checksums: https://www.sqlite.org/fileformat2.html, section 4.
"""

from __future__ import annotations

import struct
import time
from dataclasses import dataclass
from typing import BinaryIO

_MAGIC = 0x377F0682
"""The last bit tells whether the checksums are made of big-endian words."""
_HEADER = struct.Struct(">8I")
_FRAME_HEADER = struct.Struct(">6I")
_MOST_FRAMES = 1 << 18
"""A gigabyte; ours are emptied at 8 MiB."""
_MASK = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Frame:
    """A version of a page."""

    page_number: int
    offset: int
    """Where the page's content begins in the file."""


def page_bytes(wal: BinaryIO) -> int | None:
    """How long the pages are; None where the header does not say."""
    header = _header(wal)
    return header[2] if header else None


def committed_frames(wal: BinaryIO, page_bytes: int) -> list[Frame]:
    """Every frame of the present round up to the last commit, whether SQLite would come to it or not."""
    header = _header(wal)
    salts = header[4:6] if header else None
    frames: list[Frame] = []
    committed = 0
    for offset in _offsets(wal, page_bytes):
        page_number, pages_after, *rest = _frame_header(wal, offset)
        salts = tuple(rest[:2]) if salts is None else salts
        if tuple(rest[:2]) != salts:  # left over from before the -wal was begun anew
            continue
        frames.append(Frame(page_number, offset + _FRAME_HEADER.size))
        committed = len(frames) if pages_after else committed
    return frames[:committed]


def wal_offset(frame_number: int, page_bytes: int) -> int:
    """Where a frame, counted from 1, ends in the file."""
    return _HEADER.size + frame_number * (_FRAME_HEADER.size + page_bytes)


def sound_frames(wal: BinaryIO, limit_s: float) -> int | None:
    """How many frames SQLite takes: those up to the last commit before the first wrong checksum.

    0.2 s for 4 MiB. None where it was not through in ``limit_s``.
    """
    header = _header(wal)
    if header is None:
        return 0
    order = ">" if header[0] & 1 else "<"
    size = header[2]
    words = struct.Struct(f"{order}{size // 4}I")
    deadline_s = time.monotonic() + limit_s
    sums = _summed(struct.unpack(f"{order}6I", _read(wal, 0, 24)), (0, 0))
    if sums != header[6:8]:
        return 0
    committed = 0
    for number, offset in enumerate(_offsets(wal, size), start=1):
        if time.monotonic() > deadline_s:
            return None
        head = _read(wal, offset, _FRAME_HEADER.size)
        _, pages_after, *rest = _FRAME_HEADER.unpack(head)
        sums = _summed(
            words.unpack(_read(wal, offset + len(head), size)), _summed(struct.unpack(f"{order}2I", head[:8]), sums)
        )
        if tuple(rest[:2]) != header[4:6] or sums != tuple(rest[2:]):
            break
        committed = number if pages_after else committed
    return committed


def _summed(words: tuple[int, ...], sums: tuple[int, int]) -> tuple[int, int]:
    first, second = sums
    pairs = iter(words)
    for even, odd in zip(pairs, pairs, strict=True):
        first = (first + even + second) & _MASK
        second = (second + odd + first) & _MASK
    return first, second


def _header(wal: BinaryIO) -> tuple[int, ...] | None:
    content = _read(wal, 0, _HEADER.size)
    if len(content) < _HEADER.size:
        return None
    header = _HEADER.unpack(content)
    is_page_size = 512 <= header[2] <= 65536 and header[2] & (header[2] - 1) == 0
    return header if header[0] & ~1 == _MAGIC and is_page_size else None


def _offsets(wal: BinaryIO, page_bytes: int) -> range:
    step = _FRAME_HEADER.size + page_bytes
    size_bytes = wal.seek(0, 2)
    return range(_HEADER.size, size_bytes - step + 1, step)[:_MOST_FRAMES]


def _frame_header(wal: BinaryIO, offset: int) -> tuple[int, ...]:
    return _FRAME_HEADER.unpack(_read(wal, offset, _FRAME_HEADER.size))


def _read(wal: BinaryIO, offset: int, length: int) -> bytes:
    wal.seek(offset)
    return wal.read(length)

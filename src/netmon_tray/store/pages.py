"""The rows in the pages of a database file and its -wal, read without SQLite, each page by itself.

SQLite comes to a row through the header, the schema and every page above it: one of those broken hides thousands of
sound rows. Here a broken page costs the rows on it and no others, nothing is ever written or locked, and the work is
bounded by the size of the files whatever they hold. Layout: https://www.sqlite.org/fileformat2.html, sections 1.3 to
1.6 (pages and overflow) and 2.1 (records).
"""

from __future__ import annotations

import os
import stat
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TypeAlias

from netmon_tray.store.wal import committed_frames, page_bytes, wal_offset

Value: TypeAlias = int | float | str | bytes | None

TABLE_LEAF = 0x0D
INDEX_LEAF = 0x0A
INDEX_INNER = 0x02
_HEADER_BYTES = {TABLE_LEAF: 8, INDEX_LEAF: 8, INDEX_INNER: 12}
_FILE_HEADER_BYTES = 100
_MAGIC = b"SQLite format 3\0"
_USUAL_PAGE_BYTES = 4096
"""What SQLite takes since 3.12 and what this program never changes."""
_PROBED_PAGES = 256
_READ_AHEAD_PAGES = 256
_HEAD_PAGES = 64
"""auto_vacuum keeps the root of each table here, and small tables are their root."""
LONGEST_ROW_BYTES = 1 << 20
"""Our longest rows have some kilobytes; what claims to be longer than this is not one of them."""
_BROKEN = (ValueError, IndexError, struct.error, OverflowError)


@dataclass(frozen=True, slots=True)
class Cell:
    """A row as it lies on a page."""

    place: int
    """Where it lies: ``Pages.cell`` finds it there again."""
    rowid: int | None
    """None on the pages of an index or of a table WITHOUT ROWID."""
    values: tuple[Value, ...]


class Pages:
    """Every version of every page: those of the database first, then those in the -wal in the order of writing.

    A later version of a page is what counts; an earlier one can still hold rows that the later one has lost. Frames
    behind the last commit are left out, as SQLite does; checksums are not asked, because a page with a flipped bit
    has many sound rows.

    Attributes:
        count: number of versions; they are numbered from 0.
        page_bytes: how long a page is.
    """

    def __init__(self, path: Path, *, wal_only: bool = False) -> None:
        """Open the files at ``path``; either may be missing. Raises OSError.

        ``wal_only`` leaves the database itself alone, which SQLite may have open in this process.
        """
        self._database = None if wal_only else _opened(path)
        self._wal = _opened(path.with_name(f"{path.name}-wal"))
        self.page_bytes, self._usable_bytes = self._layout()
        self._in_database = _pages_of(_size(self._database), self.page_bytes)
        self._frames = committed_frames(self._wal, self.page_bytes) if self._wal is not None else []
        self._newest = {frame.page_number: version for version, frame in enumerate(self._frames, self._in_database)}
        self.count = self._in_database + len(self._frames)

    def close(self) -> None:
        """Close the files."""
        for file in (self._database, self._wal):
            if file is not None:
                file.close()

    def behind(self, frame_number: int) -> range:
        """The versions in the -wal that lie behind so many frames of the file."""
        offset = wal_offset(frame_number, self.page_bytes)
        first = next((index for index, frame in enumerate(self._frames) if frame.offset > offset), len(self._frames))
        return range(self._in_database + first, self.count)

    def newest_first(self) -> Iterator[int]:
        """The -wal from its last frame, the head of the database (its small tables), the rest from the end."""
        head = min(self._in_database, _HEAD_PAGES)
        yield from range(self.count - 1, self._in_database - 1, -1)
        yield from range(head)
        for end in range(self._in_database, head, -_READ_AHEAD_PAGES):  # backwards page by page reads all 16 times
            yield from range(max(head, end - _READ_AHEAD_PAGES), end)

    def is_current(self, version: int) -> bool:
        """Whether no later version of that page was committed."""
        in_wal = version - self._in_database
        page_number = self._frames[in_wal].page_number if in_wal >= 0 else version + 1
        return self._newest.get(page_number, version) == version

    def cell_count(self, version: int) -> int:
        """How many rows a page says that it has."""
        page, start = self._page(version)
        return int.from_bytes(page[start + 3 : start + 5], "big")

    def cells(self, version: int, *, only_ends: bool = False, tables_only: bool = False) -> Iterator[Cell]:
        """The rows of a page that can be read, in their order; none where it is no page with rows.

        ``only_ends``: the last row, then the first.
        """
        page, start = self._page(version)
        kind = page[start] if len(page) > start else 0
        first = start + _HEADER_BYTES.get(kind, 0)
        if first == start or first > len(page) or (tables_only and kind != TABLE_LEAF):
            return
        (number,) = struct.unpack_from(">H", page, start + 3)
        offsets = struct.unpack_from(f">{min(number, (len(page) - first) // 2)}H", page, first)
        for offset in (*offsets[-1:], *offsets[:1]) if only_ends else offsets:
            cell = self._read_cell(version, page, kind, offset)
            if cell is not None:
                yield cell

    def cell(self, place: int) -> Cell | None:
        """The row at a place, None where none can be read."""
        version, offset = divmod(place, 1 << 16)
        page, start = self._page(version)
        return self._read_cell(version, page, page[start], offset) if len(page) > start else None

    def _read_cell(self, version: int, page: bytes, kind: int, offset: int) -> Cell | None:
        try:
            at = offset + 4 if kind == INDEX_INNER else offset
            length, at = _varint(page, at)
            rowid = None
            if kind == TABLE_LEAF:
                number, at = _varint(page, at)
                rowid = number - (1 << 64) if number >= 1 << 63 else number
            return Cell(version << 16 | offset, rowid, _values(self._payload(page, at, length, kind)))
        except _BROKEN:
            return None

    def _payload(self, page: bytes, at: int, length: int, kind: int) -> bytes:
        """The content of a cell, the part on overflow pages included."""
        usable = self._usable_bytes
        if length > LONGEST_ROW_BYTES:
            raise ValueError("longer than any row of ours")
        most = usable - 35 if kind == TABLE_LEAF else (usable - 12) * 64 // 255 - 23
        if length <= most:
            here = length
        else:
            least = (usable - 12) * 32 // 255 - 23
            here = least + (length - least) % (usable - 4)
            here = here if here <= most else least
        payload = page[at : at + here]
        if len(payload) < here:
            raise ValueError("cut off at the end of the page")
        if here == length:
            return payload
        (following,) = struct.unpack_from(">I", page, at + here)
        return payload + self._overflow(following, length - here)

    def _overflow(self, number: int, left: int) -> bytes:
        parts = []
        while left > 0:
            page, _ = self._page(self._newest.get(number, number - 1))
            (number,) = struct.unpack_from(">I", page, 0)
            part = page[4 : 4 + min(left, self._usable_bytes - 4)]
            if not part:
                raise ValueError("an overflow page is missing")
            parts.append(part)
            left -= len(part)
        return b"".join(parts)

    def _page(self, version: int) -> tuple[bytes, int]:
        """The bytes of a version, and where its own header begins; empty where there is none."""
        if 0 <= version < self._in_database:
            start = _FILE_HEADER_BYTES if version == 0 else 0
            return _read(self._database, version * self.page_bytes, self.page_bytes), start
        if not 0 <= version < self.count:
            return b"", 0
        frame = self._frames[version - self._in_database]
        return _read(self._wal, frame.offset, self.page_bytes), _FILE_HEADER_BYTES if frame.page_number == 1 else 0

    def _layout(self) -> tuple[int, int]:
        """Bytes of a page, and how many of them SQLite uses; from whichever header is right about the pages."""
        header = _read(self._database, 0, _FILE_HEADER_BYTES)
        sizes, reserved = [_USUAL_PAGE_BYTES], 0
        if self._wal is not None:
            sizes.insert(0, page_bytes(self._wal) or _USUAL_PAGE_BYTES)
        if header.startswith(_MAGIC) and len(header) == _FILE_HEADER_BYTES:
            sizes.insert(0, struct.unpack_from(">H", header, 16)[0])
            reserved = header[20] if header[20] <= 32 else 0
        sizes = [65536 if size == 1 else size for size in sizes]
        best = max((size for size in sizes if _is_page_size(size)), key=self._fitting_pages)
        return best, best - reserved

    def _fitting_pages(self, length: int) -> int:
        """How many of the first pages begin as one of SQLite's with rows, were they so long."""
        starts = range(length, length * _PROBED_PAGES, length)
        return sum(_read(self._database, start, 1) in (b"\x02", b"\x05", b"\x0a", b"\x0d") for start in starts)


def _opened(path: Path) -> BinaryIO | None:
    """Open a file for reading; None where there is none, or something that is no file."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return None
        return path.open("rb", buffering=1 << 16)
    except FileNotFoundError:
        return None


def _size(file: BinaryIO | None) -> int:
    return 0 if file is None else os.fstat(file.fileno()).st_size


def _pages_of(size_bytes: int, page_bytes: int) -> int:
    return -(-size_bytes // page_bytes)


def _is_page_size(size: int) -> bool:
    return 512 <= size <= 65536 and size & (size - 1) == 0


def _read(file: BinaryIO | None, offset: int, length: int) -> bytes:
    if file is None:
        return b""
    file.seek(offset)
    return file.read(length)


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where the next thing begins. Raises IndexError at the end of the data."""
    value = 0
    for _ in range(8):
        byte = data[at]
        at += 1
        if byte < 0x80:
            return value << 7 | byte, at
        value = value << 7 | byte & 0x7F
    return value << 8 | data[at], at + 1


_INTEGER_BYTES = (0, 1, 2, 3, 4, 6, 8)


def _values(payload: bytes) -> tuple[Value, ...]:
    """The columns of a record; ValueError or IndexError where its parts do not fill it exactly."""
    header_bytes, at = _varint(payload, 0)
    body = header_bytes
    values: list[Value] = []
    while at < header_bytes:
        serial, at = _varint(payload, at)
        if serial >= 12:
            end = body + (serial - 12) // 2
            values.append(payload[body:end].decode("utf-8") if serial & 1 else payload[body:end])
        elif serial in (0, 8, 9):
            end = body
            values.append(None if serial == 0 else serial - 8)
        elif serial == 7:
            end = body + 8
            values.append(struct.unpack_from(">d", payload, body)[0])
        else:
            end = body + _INTEGER_BYTES[serial]
            values.append(int.from_bytes(payload[body:end], "big", signed=True))
        body = end
    if at != header_bytes or body != len(payload):
        raise ValueError("no record of SQLite")
    return tuple(values)

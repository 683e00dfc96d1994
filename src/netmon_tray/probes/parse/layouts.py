"""Structures of Windows headers, laid out alike on every system: fixed-width fields, read from bytes.

``c_ulong`` and ``c_wchar`` have other sizes on Linux than on Windows, so they are not used. The check against the real
headers (tests/foreign/windows_layout.py) reads the declarations themselves.
"""

from __future__ import annotations

import ctypes
import uuid
from typing import ClassVar, Self, TypeVar

S = TypeVar("S", bound="Layout")

TABLE_ROWS_AT = 8
"""Where the rows of a counted table begin: a 32-bit count, padded to the alignment of its rows."""


class Layout(ctypes.LittleEndianStructure):
    """A structure by the names of its header; ``c_name`` is how C calls it."""

    c_name: ClassVar[str] = ""

    @classmethod
    def read(cls, octets: bytes, at: int = 0) -> Self:
        """Copy one out of what the system filled in; ValueError where that is too short."""
        return cls.from_buffer_copy(octets, at)

    @classmethod
    def read_rows(cls, table: bytes, first_at: int = TABLE_ROWS_AT) -> list[Self]:
        """Copy the rows of a counted table; ValueError where fewer are there than it promises."""
        if len(table) < 4:
            raise ValueError("a table without its count")
        count, size = int.from_bytes(table[:4], "little"), ctypes.sizeof(cls)
        if first_at + count * size > max(len(table), first_at):
            raise ValueError(f"a table of {len(table)} bytes cannot hold {count} rows of {size}")
        return [cls.read(table, first_at + size * row) for row in range(count)]


class Guid(Layout):
    """A GUID, aligned as C aligns it."""

    c_name = "GUID"
    _fields_ = (
        ("Data1", ctypes.c_uint32),
        ("Data2", ctypes.c_uint16),
        ("Data3", ctypes.c_uint16),
        ("Data4", ctypes.c_uint8 * 8),
    )


def uuid_of(guid: Guid) -> uuid.UUID:
    """The value of a GUID."""
    return uuid.UUID(bytes_le=bytes(guid))


def wide_text(units: ctypes.Array[ctypes.c_uint16]) -> str:
    """Text of an array of WCHAR, up to its NUL; halves of surrogate pairs that stand alone are replaced."""
    return bytes(units).decode("utf-16-le", "replace").split("\0", 1)[0]

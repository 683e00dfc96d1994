"""The program's icon in the forms that systems want, drawn from its SVG by Qt."""

from __future__ import annotations

import struct
from pathlib import Path

HICOLOR_SIZES = (16, 22, 24, 32, 48, 64, 96, 128, 256, 512)
WINDOWS_SIZES = (16, 20, 24, 32, 40, 48, 64, 256)
MAC_TYPES = {16: b"icp4", 32: b"ic11", 64: b"ic12", 128: b"ic07", 256: b"ic08", 512: b"ic09", 1024: b"ic10"}
"""Types of an .icns that hold PNG: icp4 16, ic11 16 at 2x, ic12 32 at 2x, ic07 128, ic08 256, ic09 512, ic10 512 at 2x
(the comments of Apple's IconStorage.h and iconutil's own output)."""


def png(svg: Path, size: int) -> bytes:
    """Draw the icon; ``size`` is its edge in pixels."""
    from PySide6.QtCore import QBuffer, QIODevice
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(svg)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload]
        raise RuntimeError(f"{svg} cannot be drawn")
    return bytes(buffer.data().data())


def ico(pictures: dict[int, bytes]) -> bytes:
    """Put PNG pictures (by size) into an .ico: a directory of 16-byte entries, then the pictures."""
    head = struct.pack("<HHH", 0, 1, len(pictures))
    offset = len(head) + 16 * len(pictures)
    entries = b""
    for size, picture in pictures.items():
        entries += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), offset)
        offset += len(picture)
    return head + entries + b"".join(pictures.values())


def icns(pictures: dict[int, bytes]) -> bytes:
    """Put PNG pictures (by size) into an .icns."""
    blocks = [MAC_TYPES[size] + struct.pack(">I", 8 + len(picture)) + picture for size, picture in pictures.items()]
    body = b"".join(blocks)
    return b"icns" + struct.pack(">I", 8 + len(body)) + body


def program_icon(svg: Path, folder: Path, platform: str) -> str | None:
    """Write the icon that goes into the program file itself; None where there is none (Linux)."""
    if platform not in ("win32", "darwin"):
        return None
    sizes, pack, suffix = (WINDOWS_SIZES, ico, "ico") if platform == "win32" else (tuple(MAC_TYPES), icns, "icns")
    target = folder / f"netmon-tray.{suffix}"
    target.write_bytes(pack({size: png(svg, size) for size in sizes}))
    return str(target)

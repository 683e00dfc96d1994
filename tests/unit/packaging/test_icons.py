"""The program's icon in the containers of Windows and macOS."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from installers import icons

SVG = Path(__file__).resolve().parents[3] / "resources" / "app" / "netmon-tray.svg"
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize("size", [16, 128])
def test_the_icon_is_drawn_at_its_size_and_shows_something(size: int) -> None:
    picture = icons.png(SVG, size)
    assert picture.startswith(PNG)
    assert struct.unpack(">II", picture[16:24]) == (size, size)
    assert len(picture) > 200


def test_an_ico_leads_to_each_of_its_pictures() -> None:
    pictures = {16: PNG + b"small", 256: PNG + b"the big one"}
    packed = icons.ico(pictures)
    assert struct.unpack_from("<HHH", packed) == (0, 1, 2)
    found = {}
    for number in range(2):
        width, _, _, _, _, _, length, offset = struct.unpack_from("<BBBBHHII", packed, 6 + 16 * number)
        found[width or 256] = packed[offset : offset + length]
    assert found == pictures


def test_an_icns_leads_to_each_of_its_pictures() -> None:
    pictures = {16: PNG + b"small", 512: PNG + b"the big one"}
    packed = icons.icns(pictures)
    assert packed[:4] == b"icns"
    assert struct.unpack(">I", packed[4:8])[0] == len(packed)
    found, at = {}, 8
    while at < len(packed):
        kind, length = struct.unpack_from(">4sI", packed, at)
        found[kind] = packed[at + 8 : at + length]
        at += length
    assert found == {b"icp4": pictures[16], b"ic09": pictures[512]}


def test_the_mac_icon_goes_into_the_program_file(tmp_path: Path) -> None:
    file = icons.program_icon(SVG, tmp_path, "darwin")
    assert file is not None
    assert Path(file).read_bytes().count(PNG) == len(icons.MAC_TYPES)
    assert icons.program_icon(SVG, tmp_path, "linux") is None

"""Property lists of macOS: both forms are read, and what is none is told in words."""

from __future__ import annotations

import io
import plistlib

import pytest

from netmon_tray import plist_file

VALUES = {"upload.enabled": True, "log.heartbeat_s": 60, "sampling.interval_s": 2.5, "upload.ca_file": "/ca.pem"}


@pytest.mark.parametrize("form", [plistlib.FMT_XML, plistlib.FMT_BINARY])
def test_both_forms(form: plistlib.PlistFormat) -> None:
    assert plist_file.read(io.BytesIO(plistlib.dumps(VALUES, fmt=form))) == VALUES


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "no property list"),
        (b"upload.enabled = true", "no property list"),
        (b"<plist><dict><key>a</key>", "no property list"),
        (b"<plist><dict><key>a</key><date>yesterday</date></dict></plist>", "broken"),
        (b"bplist00" + b"\0" * 40, "no property list"),
        (plistlib.dumps(["a"]), "without keys"),
        (b" " * 1_000_001, "larger than"),
    ],
)
def test_what_is_none_is_told(content: bytes, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        plist_file.read(io.BytesIO(content))

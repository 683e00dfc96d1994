"""What a body is, and how it is shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmon_tray.upload.outcome import MAX_TEXT_BYTES, BodyKind, body_kind, plain_text, shortened

JSON, HTML, OTHER, EMPTY = BodyKind.JSON, BodyKind.HTML, BodyKind.OTHER, BodyKind.EMPTY


@pytest.mark.parametrize(
    ("content_type", "body", "expected"),
    [
        ("application/json", b'{"detail":"x"}', JSON),
        ("application/problem+json; charset=utf-8", b'{"title":"x"}', JSON),
        ("", b' {"a": 1}', JSON),
        ("text/html", b'["why"]', JSON),
        ("application/json", b'"text"', JSON),
        ("text/plain", b'"text"', OTHER),
        ("text/plain", b"123", OTHER),
        ("application/json", b"<html>", HTML),
        ("application/json", b"not json", OTHER),
        ("application/json", b"", EMPTY),
        ("text/html", b"", HTML),
        ("application/xhtml+xml", b"x", HTML),
        ("", b"\xef\xbb\xbf\n<!DOCTYPE html>", HTML),
        ("", b"\r\n ", EMPTY),
        ("application/json", b"\xff\xfe\x00", OTHER),
        ("application/json", b"[" * 60_000, OTHER),
    ],
)
def test_kind_of_a_whole_body(content_type: str, body: bytes, expected: BodyKind) -> None:
    assert body_kind(content_type, body, is_complete=True) is expected


@pytest.mark.parametrize(
    ("content_type", "body", "expected"),
    [
        ("application/json", b'{"detail":', JSON),
        ("application/json", b"", JSON),
        ("text/plain", b'{"detail":', OTHER),
        ("text/html", b"<ht", HTML),
        ("", b"", EMPTY),
    ],
)
def test_a_cut_body_is_what_its_header_says(content_type: str, body: bytes, expected: BodyKind) -> None:
    assert body_kind(content_type, body, is_complete=False) is expected


def test_a_compressed_body_is_what_its_header_says() -> None:
    assert body_kind("application/json", b"\x1f\x8b", is_complete=True, is_encoded=True) is JSON
    assert body_kind("text/html", b"\x1f\x8b", is_complete=True, is_encoded=True) is HTML


def test_text_holds_no_control_characters() -> None:
    assert plain_text(b"a\x1b[31mred\x00\r\nb\xff") == "a [31mred   b\N{REPLACEMENT CHARACTER}"


@given(st.text(max_size=3000), st.integers(10, 3000))
def test_shortened_text_fits_and_stays_text(text: str, most_bytes: int) -> None:
    cut = shortened(text, most_bytes)
    assert len(cut.encode("utf-8", "replace")) <= most_bytes
    assert cut == text or (cut.endswith("...") and text.startswith(cut[:-3]))


def test_what_is_kept_is_two_kilobytes() -> None:
    assert len(shortened("é" * 5000).encode()) <= MAX_TEXT_BYTES == 2048

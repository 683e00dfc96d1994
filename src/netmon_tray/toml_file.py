"""Small TOML files, read with a plain reason where they are broken."""

from __future__ import annotations

from typing import Any, BinaryIO

MAX_BYTES = 1_000_000
"""Beyond this it is something else that bears the name of a settings file."""


def read(stream: BinaryIO) -> dict[str, Any]:
    """Parse what ``stream`` holds; ValueError as ``parse``, OSError where it cannot be read."""
    return parse(stream.read(MAX_BYTES + 1))


def parse(content: bytes) -> dict[str, Any]:
    """Parse TOML (a byte order mark is passed over); ValueError says in words why it is none."""
    import tomllib  # 2.5 MB, needed only where there is a file

    if len(content) > MAX_BYTES:
        raise ValueError(f"it is larger than {MAX_BYTES} bytes")
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ValueError("it is not UTF-8 text") from error
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error

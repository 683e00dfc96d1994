"""Small property lists of macOS, XML or binary, read with a plain reason where they are broken."""

from __future__ import annotations

from typing import BinaryIO

MAX_BYTES = 1_000_000
"""Beyond this it is something else that bears the name of one."""


def read(stream: BinaryIO) -> dict[str, object]:
    """Parse the dictionary that ``stream`` holds; ValueError says in words why it is none, OSError as the stream."""
    import plistlib  # with an XML parser, needed only where there is a file
    from xml.parsers.expat import ExpatError

    content = stream.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise ValueError(f"it is larger than {MAX_BYTES} bytes")
    try:
        found = plistlib.loads(content)
    except (ExpatError, plistlib.InvalidFileException) as error:
        raise ValueError("it is no property list") from error
    except (AttributeError, TypeError, IndexError, RecursionError) as error:  # of a list whose values fit no rule
        raise ValueError("it is a broken property list") from error
    if not isinstance(found, dict):
        raise ValueError("it is a property list without keys")  # noqa: TRY004 - about a file, not an argument
    return {str(key): value for key, value in found.items()}

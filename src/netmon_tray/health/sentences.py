"""How the words of conditions are put together."""

from __future__ import annotations


def sentence(text: str) -> str:
    """Return ``text`` ended as a sentence; empty text stays empty."""
    stripped = text.strip()
    return stripped if not stripped or stripped[-1] in ".!?" else f"{stripped}."

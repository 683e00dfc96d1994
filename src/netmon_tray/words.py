"""Text that knows what it was made of, so that a face can say it in another language.

A phrase *is* its English (a ``str``): the command line, the log, JSON and the database take it as it comes. It also
carries its template and its arguments, and the window's door (gui/translation.py) makes the words of another language
of them, long after the phrase was made in a thread that knows no language. What glues phrases together with ``+`` or
an f-string, or changes their case, gets a plain English ``str``: make a larger phrase instead.

The templates are collected from the source (packaging/translations.py): the first argument of ``say`` and the words of
``count`` are literals.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Self

_NOTHING: Mapping[str, object] = {}


class Number(str):
    """A figure in English marks ("1,234.5"); the door puts the marks of the language in their place."""

    __slots__ = ()


class Phrase(str):
    """English text with its origin.

    Attributes:
        template: The English with names in braces where arguments stand.
        arguments: What stands there: phrases and numbers are translated in their turn, other text is not.
        amount: The count that decides between one and many; None where nothing is counted.
        english: The template for English where it is another one: that for one.
    """

    __slots__ = ("amount", "arguments", "english", "template")
    template: str
    english: str
    arguments: Mapping[str, object]
    amount: int | None

    def __new__(
        cls, template: str, arguments: Mapping[str, object] = _NOTHING, amount: int | None = None, english: str = ""
    ) -> Self:
        """``english`` is the template to show in English where the one that names the phrase does not fit."""
        shown = {name: number(value) if isinstance(value, int) else value for name, value in arguments.items()}
        phrase = super().__new__(cls, (english or template).format_map(shown))
        phrase.template, phrase.arguments, phrase.amount, phrase.english = template, arguments, amount, english
        return phrase

    def cleaned(self, clean: Callable[[str], str]) -> Self:
        """The same phrase with ``clean`` applied to what are no words of ours: a network's name, a system's error."""
        cleaned = {name: _cleaned(value, clean) for name, value in self.arguments.items()}
        return type(self)(self.template, cleaned, self.amount, self.english)

    def __getnewargs__(self) -> tuple[str, Mapping[str, object], int | None, str]:  # type: ignore[override]
        """A copy has the same origin."""
        return self.template, self.arguments, self.amount, self.english


def _cleaned(value: object, clean: Callable[[str], str]) -> object:
    if isinstance(value, Phrase):
        return value.cleaned(clean)
    return clean(value) if isinstance(value, str) and not isinstance(value, Number) else value


def to_plain(text: str) -> object:
    """Text with its origin, as JSON can carry it to another process: a phrase or a figure is an object."""
    if isinstance(text, Phrase):
        arguments = {name: to_plain(one) if isinstance(one, str) else one for name, one in text.arguments.items()}
        return {"template": text.template, "arguments": arguments, "amount": text.amount, "english": text.english}
    return {"figure": str(text)} if isinstance(text, Number) else text


def from_plain(plain: dict[str, Any]) -> object:
    """What ``to_plain`` made of a phrase or a figure, as the hook of ``json.loads``; another object stays one."""
    if plain.keys() == {"figure"}:
        return Number(plain["figure"])
    return Phrase(**plain) if "template" in plain else plain


def number(value: int) -> Number:
    """A whole number with its thousands apart: "1,234"."""
    return Number(f"{value:,}")


def say(template: str, /, **arguments: object) -> Phrase:
    """Words for a person: ``say("{name} is insecure", name=...)``; whole numbers with their thousands apart."""
    return Phrase(template, arguments)


def count(amount: int, one: str, many: str, /, **arguments: object) -> Phrase:
    """A count in words, with ``{n}`` for the figure: ``count(3, "{n} record", "{n} records")``."""
    return Phrase(many, {**arguments, "n": amount}, amount, english=one if amount == 1 else many)


def sentence(text: str) -> str:
    """The text ended as a sentence; empty text stays empty."""
    told = text if isinstance(text, Phrase) else text.strip()
    return told if not told or told[-1] in ".!?" else Phrase("{text}.", {"text": told})


def joined(parts: Iterable[str], separator: str = " ") -> Phrase:
    """Phrases and plain texts one after the other; empty ones are left out."""
    told = [part for part in parts if part]
    if len(told) == 1 and isinstance(told[0], Phrase):
        return told[0]
    return Phrase(separator.join(f"{{p{n}}}" for n in range(len(told))), {f"p{n}": part for n, part in enumerate(told)})

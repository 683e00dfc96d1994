"""The catalogues of the window's languages: phrases collected from the source, Qt's .ts files, and what is missing."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "netmon_tray"
CATALOGUES = ROOT / "resources" / "translations"
CONTEXT = "netmon"
"""As gui/translation.py has it."""
_ONE = frozenset({"say", "tr"})
_COUNTED = frozenset({"count", "tr_count"})
_MODULES = frozenset({"words", "translation"})
_MACHINERY = frozenset({"words.py", "gui/translation.py"})
_NAMES = re.compile(r"\{(\w+)\}")
_HEAD = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="{language}" sourcelanguage="en">
<context>
    <name>{context}</name>
"""


@dataclass(frozen=True, slots=True)
class Source:
    """A phrase of the program."""

    text: str
    """The template; of a counted phrase that for many."""
    where: str
    """The module that says it first."""
    one: str = ""
    """The template for one, of a counted phrase."""

    @property
    def names(self) -> frozenset[str]:
        """What stands in braces."""
        return frozenset(_NAMES.findall(self.text))


def collect(source: Path = SOURCE) -> dict[str, Source]:
    """Every phrase below ``source``, by its text; ValueError for one that is no literal, or both counted and not."""
    found: dict[str, Source] = {}
    for file in sorted(source.rglob("*.py")):
        where = file.relative_to(source).as_posix()
        if where in _MACHINERY:
            continue
        for phrase in _phrases(ast.parse(file.read_text(encoding="utf-8")), where):
            if not any(letter.isalpha() for letter in _NAMES.sub("", phrase.text)):
                continue  # "({reason})": nothing in it is a word
            before = found.setdefault(phrase.text, phrase)
            if before.one != phrase.one:
                raise ValueError(f"{where}: {phrase.text!r} is counted otherwise in {before.where}")
    return found


def _phrases(tree: ast.AST, where: str) -> Iterator[Source]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = _called(node.func)
        if name in _ONE:
            yield from (Source(text, where) for text in _literals(node.args[0], where))
        elif name in _COUNTED:
            (one,), (many,) = (_literals(argument, where) for argument in node.args[1:3])
            yield Source(many, where, one)


def _called(function: ast.expr) -> str:
    if isinstance(function, ast.Name):
        return function.id
    if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name) and function.value.id in _MODULES:
        return function.attr
    return ""


def _literals(node: ast.expr, where: str) -> list[str]:
    if isinstance(node, ast.IfExp):
        return [*_literals(node.body, where), *_literals(node.orelse, where)]
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    raise ValueError(f"{where}:{node.lineno}: a phrase must be a literal, so that it can be collected")


# --- the files of Qt Linguist ---------------------------------------------------------------------------------------

Forms = tuple[str, ...]
"""One text, or that for one and that for many."""


def languages() -> list[str]:
    """The languages that have a catalogue."""
    return sorted(file.stem for file in CATALOGUES.glob("*.ts"))


def read(language: str) -> dict[str, Forms]:
    """What a catalogue says, by the English text; texts that are not translated yet are left out."""
    found: dict[str, Forms] = {}
    for message in ET.parse(CATALOGUES / f"{language}.ts").iter("message"):
        translation = message.find("translation")
        if translation is None or translation.get("type") == "unfinished":
            continue
        forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
        found[message.findtext("source", "")] = tuple(forms)
    return found


def write(language: str, phrases: dict[str, Source], translations: dict[str, Forms]) -> None:
    """Write a catalogue of exactly these phrases."""
    CATALOGUES.mkdir(exist_ok=True)
    body = "".join(_message(phrase, translations.get(phrase.text, ())) for phrase in phrases.values())
    text = f"{_HEAD.format(language=language, context=CONTEXT)}{body}</context>\n</TS>\n"
    (CATALOGUES / f"{language}.ts").write_text(text, encoding="utf-8")


def _message(phrase: Source, forms: Forms) -> str:
    needed = 2 if phrase.one else 1
    state = "" if len(forms) == needed and all(forms) else ' type="unfinished"'
    told = forms if not state else ("",) * needed
    text = "".join(f"<numerusform>{escape(form)}</numerusform>" for form in told) if phrase.one else escape(told[0])
    kind = ' numerus="yes"' if phrase.one else ""
    one = f"\n        <extracomment>for one: {escape(phrase.one)}</extracomment>" if phrase.one else ""
    return (
        f"    <message{kind}>\n"
        f'        <location filename="{phrase.where}"/>\n'
        f"        <source>{escape(phrase.text)}</source>{one}\n"
        f"        <translation{state}>{text}</translation>\n"
        "    </message>\n"
    )


def faults(phrase: Source, forms: Forms) -> list[str]:
    """What is wrong with a translation: forms, names in braces, ends."""
    told = [f"{phrase.text!r} has {len(forms)} forms"] if len(forms) != (2 if phrase.one else 1) else []
    for form in forms:
        names = set(_NAMES.findall(form))
        if names != phrase.names and names | {"n"} != phrase.names:
            told.append(f"{form!r} is to name {sorted(phrase.names)}")
        if form != form.strip() and phrase.text == phrase.text.strip():
            told.append(f"{form!r} has blanks at an end")
    return told

"""What pyobjc knows of Apple's frameworks: its wheels' metadata, and the header descriptions in its source packages.

A wheel lists functions, constants, enums and only those selectors whose signature is special. The source packages of
the same version, which the lock pins by hash too, carry the description of every public header of a macOS SDK, from
which that metadata is generated: classes with all their selectors and types. Both are parsed, nothing is imported.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_ENCODING = re.compile(rb"[rnNoORV]*(?:\^*(?:\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}|@\??|[a-zA-Z*#:?]))")
"""One type of an Objective-C type encoding."""


@dataclass(frozen=True, slots=True)
class ObjcClass:
    """A class or protocol: its selectors with the type that each gives back."""

    parent: str | None = None
    of_class: Mapping[str, str] = field(default_factory=dict)
    of_instance: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Frameworks:
    """Everything that may be used."""

    classes: dict[str, ObjcClass] = field(default_factory=dict)
    protocols: dict[str, ObjcClass] = field(default_factory=dict)
    functions: dict[str, dict[str, int]] = field(default_factory=dict)
    """By module: how many arguments each takes."""
    constants: dict[str, set[str]] = field(default_factory=dict)
    """By module."""
    enums: dict[str, int] = field(default_factory=dict)
    runtime: set[str] = field(default_factory=set)
    """Words that pyobjc's core defines."""

    def method(self, owner: str, selector: str, *, is_class: bool) -> str | None:
        """Type that a selector gives back, inherited ones included; None for one that there is not."""
        current: str | None = owner
        while current is not None:
            found = self.classes.get(current, ObjcClass())
            selectors = found.of_class if is_class else found.of_instance
            if selector in selectors:
                return selectors[selector]
            current = found.parent
        return None


ROOT = ObjcClass(None, {"alloc": "instancetype"}, {"init": "instancetype"})
"""NSObject, which is of the Objective-C runtime: no framework's header describes it."""


def read(wheels: Path, sources: Path) -> Frameworks:
    """Read the unpacked wheels and the header descriptions beside each other."""
    known = Frameworks(classes={"NSObject": ROOT})
    for metadata in sorted(wheels.glob("*/_metadata.py")):
        module = metadata.parent.name
        read_metadata(known, module, metadata.read_text(encoding="utf-8"))
    for described in sorted(sources.glob("*.fwinfo")):
        read_description(known, described.read_text(encoding="utf-8"))
    frameworks = {described.stem.rpartition("-")[2] for described in sources.glob("*.fwinfo")}
    for metadata in sorted(wheels.glob("*/_metadata.py")):
        if metadata.parent.name.lower() in frameworks:
            read_registered(known, metadata.read_text(encoding="utf-8"))
    core = (path for path in (wheels / "objc").iterdir() if path.suffix in (".py", ".so"))
    known.runtime = set(_words(core))
    return known


def _words(files: Iterable[Path]) -> Iterator[str]:
    for file in files:
        yield from (word.decode() for word in re.findall(rb"[A-Za-z_][A-Za-z0-9_]{2,60}", file.read_bytes()))


def read_metadata(known: Frameworks, module: str, text: str) -> None:
    """Take a wheel's ``_metadata.py``: dollar-separated names, and a table of functions."""
    known.functions[module], known.constants[module] = {}, set()
    for node in ast.parse(text).body:
        if not (isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)):
            continue
        name, value = node.targets[0].id, node.value
        if name in ("constants", "enums") and isinstance(value, ast.Constant):
            _take_names(known, module, str(value.value))
        elif name == "functions" and isinstance(value, ast.Dict):
            for key, entry in zip(value.keys, value.values, strict=True):
                if isinstance(key, ast.Constant) and (encoding := _encoding(entry)) is not None:
                    known.functions[module][str(key.value)] = len(_ENCODING.findall(encoding)) - 1


def _take_names(known: Frameworks, module: str, listed: str) -> None:
    for item in filter(None, listed.split("$")):
        name, _, value = item.partition("@")
        known.constants[module].add(name)
        if re.fullmatch(r"-?\d+", value):
            known.enums[name] = int(value)


def _encoding(entry: ast.expr) -> bytes | None:
    """The signature is the first of a tuple, or what a choice by word size has for 64 bits."""
    first = entry.elts[0] if isinstance(entry, ast.Tuple) and entry.elts else None
    if isinstance(first, ast.Call):
        first = first.args[-1]
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, bytes) else None


def read_description(known: Frameworks, text: str) -> None:
    """Take a header description: JSON below comments."""
    lines = [line for line in text.splitlines() if not line.startswith("//")]
    definitions = json.loads("\n".join(lines))["definitions"]
    for name, described in definitions["classes"].items():
        known.classes[name] = _described(described, described["super"])
    for name, described in definitions["formal_protocols"].items():
        known.protocols[name] = _described(described, None)


def read_registered(known: Frameworks, text: str) -> None:
    """Take of a class that no header describes what a wheel's ``_metadata.py`` registers.

    CLLocation is one: Apple moved its header to a framework that pyobjc has no package for. Besides the selectors of
    special types these are the words of its initializers: what an object is made with by a word, it tells by that word.
    """
    found: dict[str, dict[str, str]] = {}
    for owner, selector in re.findall(r'r\(\s*b"(\w+)",\s*b"([\w:]+)"', text):
        if owner not in known.classes:
            words = [selector] if ":" not in selector else _made_with(selector)
            found.setdefault(owner, {}).update(dict.fromkeys(words, ""))
    for owner, selectors in found.items():
        known.classes[owner] = ObjcClass("NSObject", {}, selectors)


def _made_with(selector: str) -> list[str]:
    """Of ``initWithCoordinate:timestamp:`` coordinate and timestamp."""
    first, *rest = selector.rstrip(":").split(":")
    if not first.startswith("initWith"):
        return []
    word = first.removeprefix("initWith")
    return [word[:1].lower() + word[1:], *rest]


def _described(described: Mapping[str, Any], parent: str | None) -> ObjcClass:
    kinds: dict[bool, dict[str, str]] = {True: {}, False: {}}
    for method in described["methods"]:
        kinds[bool(method["class_method"])][method["selector"]] = method["retval"]["type_name"]
    for property_ in described["properties"]:
        kinds[False].setdefault(property_["name"], property_["type_name"])
    return ObjcClass(parent, kinds[True], kinds[False])

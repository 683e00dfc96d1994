"""Every use that a source file makes of Objective-C, each held against what pyobjc knows of the frameworks.

The types of expressions are followed through assignments, returns and calls within the file, so that a selector is
looked up in the class that receives it. One whose receiver stays unknown is a trouble too: nothing goes unproven in
silence. What is a selector is told by its name: pyobjc writes colons as underscores at the end, and Apple's words have
capitals where ours have underscores.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from foreign.objc_headers import Frameworks

MODULES = frozenset(
    {"objc", "CoreFoundation", "CoreLocation", "CoreWLAN", "Foundation", "Network", "SystemConfiguration", "dispatch"}
)
_APPLES = re.compile(r"[a-z]+(?:[A-Z]\w*|\w*_)")
_PASSES = 4
"""So often types are carried on; each pass follows one more step through the file."""


@dataclass(frozen=True, slots=True)
class Module:
    name: str


@dataclass(frozen=True, slots=True)
class Class:
    name: str


@dataclass(frozen=True, slots=True)
class Instance:
    name: str


@dataclass(frozen=True, slots=True)
class Value:
    """Of C, of CoreFoundation or of Python: it has no selectors."""


Type: TypeAlias = Module | Class | Instance | Value


@dataclass(slots=True)
class Uses:
    """What a file uses, and what of it cannot be."""

    proven: set[str] = field(default_factory=set)
    troubles: set[str] = field(default_factory=set)


def uses_objc(tree: ast.Module) -> bool:
    """Whether a file imports any of pyobjc's modules."""
    imported = (node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom))
    return any(name in MODULES for node in imported for name in _imported_modules(node))


def judge(text: str, where: str, known: Frameworks) -> Uses:
    """Find every use in the text of a file, which ``where`` names."""
    tree = ast.parse(text)
    if not uses_objc(tree):
        return Uses()
    reader = _Reader(tree, where, known)
    for _ in range(_PASSES):
        reader.uses = Uses()
        for node in ast.walk(tree):
            reader.visit(node)
    return reader.uses


def _imported_modules(node: ast.Import | ast.ImportFrom) -> list[str]:
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]


class _Reader:
    """Types by name: of imports, variables, attributes of self, parameters, and what functions return."""

    def __init__(self, tree: ast.Module, where: str, known: Frameworks) -> None:
        self.uses = Uses()
        self._where = where
        self._known = known
        self._types: dict[str, Type] = {}
        self._functions = {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
        self._own: dict[str, ast.ClassDef] = {}
        """Classes of the file that are Objective-C's too."""

    def visit(self, node: ast.AST) -> None:
        if isinstance(node, ast.Import | ast.ImportFrom):
            self._import(node)
        elif isinstance(node, ast.ClassDef):
            self._define(node)
        elif isinstance(node, ast.Assign):
            for target in node.targets:
                self._bind(target, node.value)
        elif isinstance(node, ast.NamedExpr):
            self._bind(node.target, node.value)
        elif isinstance(node, ast.For | ast.comprehension):
            self._types.setdefault(ast.unparse(node.target), Value())
        elif isinstance(node, ast.Call):
            self._call(node)
        elif isinstance(node, ast.Attribute):
            self._type(node)

    # --- names ------------------------------------------------------------------------------------------------------

    def _import(self, node: ast.Import | ast.ImportFrom) -> None:
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name in MODULES:
                    self._types[alias.asname or alias.name] = Module(alias.name)
        elif node.module in MODULES:
            for alias in node.names:
                self._types[alias.asname or alias.name] = self._member(node.module, alias.name, node)

    def _define(self, node: ast.ClassDef) -> None:
        bases = [self._type(base) for base in node.bases]
        if not any(isinstance(base, Class) for base in bases):
            return
        self._own[node.name] = node
        self._types[node.name] = Class(node.name)
        callable_ = {name for protocol in self._known.protocols.values() for name in protocol.of_instance}
        for method in (item for item in node.body if isinstance(item, ast.FunctionDef)):
            self._note(_selector(method.name) in callable_, f"protocol method {_selector(method.name)}", method)
            takes = len(method.args.args) - 1
            self._note(takes == method.name.count("_"), f"{takes} arguments of {method.name}", method)

    def _bind(self, target: ast.expr, value: ast.expr) -> None:
        if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
            for one, its in zip(target.elts, value.elts, strict=False):
                self._bind(one, its)
            return
        found = self._type(value)
        if found is not None:
            self._types[ast.unparse(target)] = found

    # --- expressions ------------------------------------------------------------------------------------------------

    def _type(self, node: ast.expr) -> Type | None:
        if isinstance(node, ast.Name | ast.Attribute) and ast.unparse(node) in self._types:
            return self._types[ast.unparse(node)]
        if isinstance(node, ast.Attribute):
            return self._attribute(node)
        if isinstance(node, ast.Call):
            return self._call(node)
        if isinstance(node, ast.BoolOp):
            return self._type(node.values[0])
        return None

    def _attribute(self, node: ast.Attribute) -> Type | None:
        owner = self._type(node.value)
        if isinstance(owner, Module):
            return self._member(owner.name, node.attr, node)
        if isinstance(owner, Class) and node.attr == "pyobjc_classMethods":
            return owner
        if owner is None and _APPLES.fullmatch(node.attr):
            self._note(False, f"{node.attr}, whose receiver is not known here", node)
        return None

    def _member(self, module: str, name: str, node: ast.AST) -> Type:
        """A name of a module: a class, a function, a constant; of ``objc`` and of Foundation what the core has."""
        if name in self._known.classes and module != "objc":
            self._note(True, f"class {name}", node)
            return Class(name)
        listed = self._known.functions.get(module, {}).keys() | self._known.constants.get(module, set())
        from_core = module in ("objc", "Foundation") and name in self._known.runtime
        self._note(name in listed or from_core, f"{module}.{name}", node)
        return Class(name) if from_core and module == "Foundation" else Value()

    def _call(self, node: ast.Call) -> Type | None:
        called = node.func
        if isinstance(called, ast.Name) and called.id in self._functions:
            return self._call_own(self._functions[called.id], node)
        if not isinstance(called, ast.Attribute):
            return None
        owner = self._type(called.value)
        if isinstance(owner, Class | Instance):
            return self._send(owner, called, node)
        if isinstance(owner, Module):
            self._count(owner.name, called.attr, node)
        return self._type(called)

    def _call_own(self, function: ast.FunctionDef, node: ast.Call) -> Type | None:
        """Carry the arguments' types into a function of the file, and its result's out of it."""
        for parameter, argument in zip(function.args.args, node.args, strict=False):
            found = self._type(argument)
            if found is not None:
                self._types[parameter.arg] = found
        returns = (item.value for item in ast.walk(function) if isinstance(item, ast.Return) and item.value)
        return next((found for value in returns if (found := self._type(value)) is not None), None)

    def _send(self, owner: Class | Instance, called: ast.Attribute, node: ast.Call) -> Type | None:
        selector, name = _selector(called.attr), owner.name
        if name in self._own and "_" in called.attr.strip("_"):
            return None  # a Python attribute of a class of ours
        found = self._known.method(self._parent(name), selector, is_class=isinstance(owner, Class))
        kind = "class" if isinstance(owner, Class) else "instance"
        self._note(found is not None, f"[{name} {selector}] ({kind})", called)
        self._note(len(node.args) == selector.count(":"), f"{len(node.args)} arguments of {selector}", called)
        return _result(found, owner)

    def _parent(self, name: str) -> str:
        """The framework's class that a class of the file derives from."""
        return ast.unparse(self._own[name].bases[0]) if name in self._own else name

    def _count(self, module: str, function: str, node: ast.Call) -> None:
        wanted = self._known.functions.get(module, {}).get(function)
        if wanted is not None:
            self._note(len(node.args) == wanted, f"{len(node.args)} arguments of {module}.{function}", node)

    def _note(self, is_good: bool, what: str, node: ast.AST) -> None:
        if is_good:
            self.uses.proven.add(what)
        else:
            self.uses.troubles.add(f"{self._where}:{getattr(node, 'lineno', 0)}: there is no {what}")


def _selector(name: str) -> str:
    return name.replace("_", ":")


def _result(found: str | None, owner: Class | Instance) -> Type | None:
    if found is None:
        return None
    if found in ("instancetype", "id"):
        return Instance(owner.name)
    pointer = re.fullmatch(r"(\w+) \*", found)
    return Instance(pointer.group(1)) if pointer else Value()


def literals(text: str, where: str, known: Frameworks) -> Uses:
    """Hold every member of an enumeration that bears an Apple constant's name against that constant's value."""
    uses = Uses()
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.ClassDef):
            continue
        for name, value in _members(node):
            if not re.match(r"k?C[WL][A-Z]", name):
                continue
            actual = known.enums.get(name)
            if actual == value:
                uses.proven.add(f"{name} = {value}")
            else:
                uses.troubles.add(f"{where}: {name} is {actual}, not {value}")
    return uses


def _members(node: ast.ClassDef) -> Iterator[tuple[str, int]]:
    for item in node.body:
        if isinstance(item, ast.Assign) and isinstance(item.targets[0], ast.Name):
            value = item.value
            if isinstance(value, ast.Constant) and isinstance(value.value, int):
                yield item.targets[0].id, value.value

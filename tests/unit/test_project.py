"""What the project promises about itself and a machine can hold: pins, imports, and how often an exception is made."""

from __future__ import annotations

import ast
import functools
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest

from netmon_tray import settings

Node = TypeVar("Node", bound=ast.AST)
ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "src" / "netmon_tray").rglob("*.py"))
PINNED = sorted((ROOT / "packaging" / "requirements").glob("*.txt"))
REQUIREMENT = re.compile(
    r"(?P<name>[a-z0-9-]+)==(?P<version>[^ ;]+)(?P<marker> ; .+?)?(?P<hashes>( --hash=sha256:[0-9a-f]{64})+)"
)


@functools.cache
def tree(source: Path) -> ast.Module:
    return ast.parse(source.read_text(encoding="utf-8"))


def nodes(kind: type[Node], word: str) -> Iterator[tuple[Path, Node]]:
    """Nodes of the sources that mention ``word``: to parse only those is what keeps this quick."""
    for source in SOURCES:
        if word in source.read_text(encoding="utf-8"):
            yield from ((source.relative_to(ROOT), node) for node in ast.walk(tree(source)) if isinstance(node, kind))


def project() -> dict[str, Any]:
    table: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return table


def pinned(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").replace(" \\\n   ", "").splitlines()


# --- pinned requirements --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", PINNED, ids=lambda path: path.stem)
def test_every_requirement_is_pinned_and_hashed_and_names_no_place(path: Path) -> None:
    lines = pinned(path)
    assert lines
    assert [line for line in lines if not REQUIREMENT.fullmatch(line)] == []


def test_both_environments_hold_the_same_versions() -> None:
    run, check = (
        {line.split(" ")[0] for line in pinned(ROOT / f"packaging/requirements/{name}.txt")} for name in ("run", "test")
    )
    assert run <= check


def test_every_dependency_is_pinned() -> None:
    names = {line.split("==")[0] for line in pinned(ROOT / "packaging" / "requirements" / "run.txt")}
    wanted = [re.split(r"[<>=;\[]", text)[0].strip().lower() for text in project()["dependencies"]]
    assert [name for name in wanted if name not in names] == []


def test_qt_stays_in_the_range_that_does_not_crash_python_3_11() -> None:
    assert "PySide6-Essentials>=6.8.3,<6.12" in project()["dependencies"]
    pins = [line for line in pinned(ROOT / "packaging" / "requirements" / "run.txt") if line.startswith("pyside6")]
    versions = [tuple(int(part) for part in line.split(" ")[0].split("==")[1].split(".")) for line in pins]
    assert versions
    assert all((6, 8, 3) <= version < (6, 12) for version in versions)


# --- the script and the pages ---------------------------------------------------------------------------------------


def test_an_old_python_can_read_the_script_far_enough_to_be_refused() -> None:
    text = (ROOT / "packaging" / "dev.py").read_text(encoding="utf-8")
    tree = ast.parse(text, feature_version=(3, 6))
    statements = [node for node in tree.body if not isinstance(node, ast.Expr)]
    assert ast.unparse(statements[0]) == "import sys"
    assert ast.unparse(statements[1]).startswith("if sys.version_info < (3, 11):\n    sys.exit(")


def test_the_check_of_a_change_is_the_command_that_people_use() -> None:
    script = ROOT / ".ci" / "run"
    lines = [line for line in script.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    assert lines == ["set -euo pipefail", 'cd "$(dirname "$0")/.."', "python3 packaging/dev.py test"]


def test_the_version_is_said_once() -> None:
    package = (ROOT / "src" / "netmon_tray" / "__init__.py").read_text(encoding="utf-8")
    assert f'__version__ = "{project()["version"]}"' in package


def test_the_settings_in_the_readme_are_those_of_the_schema() -> None:
    assert settings.settings_table() in (ROOT / "README.md").read_text(encoding="utf-8")


# --- the sources ----------------------------------------------------------------------------------------------------


def test_the_command_line_loads_neither_qt_nor_http_nor_the_keyring() -> None:
    question = "import sys, netmon_tray.cli; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    answer = subprocess.run([sys.executable, "-c", question], capture_output=True, text=True, check=True, timeout=60)
    heavy = {"PySide6", "shiboken6", "requests", "urllib3", "keyring", "sqlite3", "ssl", "asyncio", "tomlkit"}
    assert heavy & set(answer.stdout.split()) == set()


def test_the_system_is_branched_on_in_five_places_at_most() -> None:
    """An elif belongs to its if; asserts atop a system's own module and look-ups in a table are no branches."""
    word = "sys.platform"
    chained = {
        id(node.orelse[0])
        for _, node in nodes(ast.If, word)
        if len(node.orelse) == 1 and isinstance(node.orelse[0], ast.If)
    }
    conditions: list[tuple[Path, ast.If | ast.IfExp]] = [
        *nodes(ast.If, word),
        *nodes(ast.IfExp, word),
    ]
    branches = [
        f"{where}:{node.lineno}"
        for where, node in conditions
        if id(node) not in chained and "sys.platform" in ast.unparse(node.test)
    ]
    assert len(branches) <= 5, branches


def test_every_exception_is_swallowed_in_three_places_at_most() -> None:
    """The two worker loops and the command line's main; what is raised again after tidying up is not swallowed."""
    swallowing = [
        f"{where}:{node.lineno}"
        for where, node in nodes(ast.ExceptHandler, "xception")
        if (node.type is None or re.search(r"\b(Base)?Exception\b", ast.unparse(node.type)))
        and not (isinstance(node.body[-1], ast.Raise) and node.body[-1].exc is None)
    ]
    assert len(swallowing) <= 3, swallowing


def test_no_script_of_statements_commits_silently() -> None:
    used = [where for where, node in nodes(ast.Attribute, "executescript") if node.attr == "executescript"]
    assert used == []


def test_sampling_starts_no_program() -> None:
    """Only the command line and desktop rooms may start other programs, never what runs each second."""
    starting = {
        where
        for where, node in nodes(ast.Import, "import ")
        if any(name.name in ("subprocess", "multiprocessing") for name in node.names)
    }
    rooms = {where.parts[2] for where in starting}
    assert rooms & {"probes", "sampler.py", "uploader.py", "store", "upload", "agent.py"} == set()


def test_no_function_is_longer_than_sixty_lines() -> None:
    long = [
        f"{where}:{node.lineno} {node.name}"
        for where, node in nodes(ast.FunctionDef, "def ")
        if (node.end_lineno or node.lineno) - node.lineno >= 60
    ]
    assert long == []

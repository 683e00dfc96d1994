"""The workflows: of a valid shape, without known weaknesses, and with nothing in them that can change by itself."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[3] / ".github" / "workflows"
WORKFLOWS = sorted(FOLDER.glob("*.yml"))
PINNED = re.compile(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="their checkers are installed on Linux only")


def checked(command: list[str | Path]) -> None:
    done = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=60, check=False, cwd=FOLDER
    )
    assert done.returncode == 0, done.stdout


def test_there_are_two() -> None:
    assert [path.name for path in WORKFLOWS] == ["ci.yml", "release.yml"]


def test_they_have_the_shape_that_is_expected() -> None:
    options: list[str | Path] = ["--builtin-schema", "vendor.github-workflows", *WORKFLOWS]
    checked([sys.executable, "-m", "check_jsonschema", *options])


def test_no_weakness_is_known_of_them() -> None:
    checked([Path(sys.executable).with_name("zizmor"), "--offline", "--no-progress", "--no-config", *WORKFLOWS])


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_every_action_is_pinned_to_a_commit_and_says_its_version(path: Path) -> None:
    used = re.findall(r"uses: (.+)", path.read_text(encoding="utf-8"))
    assert used
    assert [action for action in used if not PINNED.fullmatch(action)] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_steps_that_need_a_secret_say_so_where_there_is_none(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    steps = re.split(r"^      - ", text, flags=re.MULTILINE)
    with_secrets = [step + called(step) for step in steps if "secrets." in step]
    assert [step for step in with_secrets if "::notice::" not in step or "exit 0" not in step] == []


def called(step: str) -> str:
    """The scripts of ours that a step runs."""
    return "".join((FOLDER.parents[1] / name).read_text("utf-8") for name in re.findall(r"packaging/[\w/-]+\.sh", step))

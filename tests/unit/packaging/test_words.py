"""Man pages and completions say what the programs take: nothing is missing, nothing is made up."""

from __future__ import annotations

import argparse
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from installers import completions, manual
from installers.commands import Command, read_commands
from installers.linux_tree import console_commands, tray_commands
from installers.project import PROJECT

CONSOLE, TRAY = console_commands(), tray_commands()
ALL = [*CONSOLE.walk(), *TRAY.walk()]


def flags(command: Command) -> list[str]:
    return [flag for option in command.options for flag in option.flags]


def unescaped(page: str) -> str:
    plain = re.sub(r"\\f[BIR]", "", page)
    return plain.replace(r"\-", "-").replace(r"\(ga", "`").replace(r"\(ti", "~").replace(r"\&", "").replace(r"\e", "\\")


def test_the_commands_are_those_that_the_program_understands() -> None:
    words = {" ".join(command.words) for command in CONSOLE.walk()}
    assert {"netmon", "netmon log", "netmon queue never-upload", "netmon token set", "netmon settings explain"} <= words
    log = next(command for command in CONSOLE.walk() if command.words == ("netmon", "log"))
    state = next(option for option in log.options if "--state" in option.flags)
    assert state.choices == ("pending", "sending", "sent", "rejected", "withheld", "dropped")
    assert next(option for option in log.options if "--json" in option.flags).value == ""


@pytest.mark.parametrize("program", [CONSOLE, TRAY], ids=["netmon", "netmon-tray"])
def test_the_man_page_names_every_command_and_option_with_its_meaning(program: Command) -> None:
    page = unescaped(manual.page(PROJECT, program, PROJECT.summary, ["other"]))
    for command in program.walk():
        assert command.commands or f".SS {' '.join(command.words)}" in page or command is program
        for option in (*command.options, *command.arguments):
            assert option.meaning in page
            assert all(f"{flag} {option.value}".strip() in page for flag in option.flags)


def test_the_man_page_hides_no_line_from_roff() -> None:
    parser = argparse.ArgumentParser(prog="odd", description=".hidden \\fBbold")
    parser.add_argument("--x", metavar="N", help="'quoted - and %(prog)s")
    page = manual.page(PROJECT, read_commands(parser), "odd - one", [])
    assert r"\&.hidden \efBbold" in page
    assert r"\&'quoted \- and odd" in page
    known = {"TH", "SH", "SS", "TP", "PP", "nf", "fi"}
    assert {line[1:3] for line in page.splitlines() if line.startswith((".", "'"))} <= known


def offered_by_bash(program: Command, folder: Path, *words: str) -> set[str]:
    script = folder / "completion"
    script.write_text(completions.bash(program), encoding="utf-8")
    function = f"_{program.words[0].replace('-', '_')}"
    ask = (
        f'compopt() {{ :; }}; source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); {function};'
        ' printf "%s\\n" "${COMPREPLY[@]}"'
    )
    answer = subprocess.run(
        ["bash", "--norc", "-c", ask, script, *words],
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
        cwd=folder,
    )
    assert answer.stderr == ""
    return set(answer.stdout.split())


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["netmon", "se"], {"settings"}),
        (["netmon", "queue", ""], {"list", "send", "retry", "drop", "keep-local", "never-upload"}),
        (["netmon", "log", "--state", "s"], {"sending", "sent"}),
        (["netmon", "log", "--since", ""], set()),
        (["netmon", "--data-dir", ""], {"folder"}),
        (["netmon", "usage", "--json", "--by", "m"], {"month"}),
        (["netmon", "settings", "set", "--keep"], {"--keep-local"}),
        (["netmon", "export", "fil"], {"file"}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_bash_offers_what_fits_there(words: Sequence[str], offered: set[str], tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    found = offered_by_bash(CONSOLE, tmp_path, *words)
    everything_there = {"-h", "--help", "--data-dir", "--config", "--json"}
    assert found - everything_there == offered


def test_bash_offers_every_word_of_every_command(tmp_path: Path) -> None:
    for command in CONSOLE.walk():
        found = offered_by_bash(CONSOLE, tmp_path, *command.words, "")
        assert {*flags(command), *(inner.words[-1] for inner in command.commands)} <= found, command.words


@pytest.mark.parametrize("write", [completions.zsh, completions.fish])
def test_the_other_shells_know_every_option_and_command(write: object) -> None:
    text = {program.words[0]: write(program) for program in (CONSOLE, TRAY)}  # type: ignore[operator]
    for command in ALL:
        for flag in flags(command):
            assert re.search(
                rf"(-l {flag[2:]}|{re.escape(flag)})\b" if flag[:2] == "--" else f"-s {flag[1]}|{flag}",
                text[command.words[0]],
            )
        assert command.words[-1] in text[command.words[0]]

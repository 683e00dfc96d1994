"""Command lines of Windows: what is joined is what the started program takes apart."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from netmon_tray.autostart.command_line import join, split

WORDS = st.text(st.sampled_from('a \t"\\-é:'), max_size=8)
PROGRAMS = st.text(st.sampled_from("aé \\:-"), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("command", "line"),
    [
        ([r"C:\Program Files\netmon\netmon-tray.exe"], r'"C:\Program Files\netmon\netmon-tray.exe"'),
        (["p", "--data-dir", r"D:\x y"], r'"p" --data-dir "D:\x y"'),
        (["p", r"D:\x"], r'"p" D:\x'),
        (["p", "D:\\x y\\"], r'"p" "D:\x y\\"'),
        (["p", ""], '"p" ""'),
        (["p", 'say "no"'], r'"p" "say \"no\""'),
        (["p", '\\"'], r'"p" "\\\""'),
    ],
)
def test_how_a_command_is_written(command: list[str], line: str) -> None:
    assert join(command) == line


@given(PROGRAMS, st.lists(WORDS, max_size=4))
@example("p", ["\\", '"', "\\\\", 'a\\"', "", " "])
def test_what_is_joined_comes_apart_again(program: str, arguments: list[str]) -> None:
    assert split(join([program, *arguments])) == (program, *arguments)


@pytest.mark.parametrize(
    ("line", "command"),
    [
        (r"C:\netmon\netmon-tray.exe --data-dir D:\x", (r"C:\netmon\netmon-tray.exe", "--data-dir", r"D:\x")),
        ('  "a b"   c\td ', ("a b", "c", "d")),
        ('"a b', ("a b",)),
        ("", ()),
        (" ", ()),
        ('""', ()),
    ],
)
def test_what_others_wrote_comes_apart(line: str, command: tuple[str, ...]) -> None:
    assert split(line) == command

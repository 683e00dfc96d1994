"""Desktop entries (freedesktop.org Desktop Entry Specification 1.5) as far as starting a program needs them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

_RESERVED = frozenset(" \t\n\"'\\><~|&;$*?#()`=")
"""Characters that make an argument of Exec need quotes (section "The Exec key")."""
_BETWEEN = " \t\n"
_QUOTED = frozenset('"`$\\')
_BLANKS = " \t\r"
_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_UNESCAPES = {"\\": "\\", "n": "\n", "t": "\t", "r": "\r", "s": " "}


def exec_value(command: Sequence[str]) -> str:
    """The value of Exec that starts exactly ``command``, quoted and then escaped as the file's strings are."""
    line = " ".join(_quote(argument) for argument in command)
    return "".join(_ESCAPES.get(mark, mark) for mark in line)


def _quote(argument: str) -> str:
    doubled = argument.replace("%", "%%")
    if argument and not _RESERVED.intersection(argument):
        return doubled
    return '"' + "".join(f"\\{mark}" if mark in _QUOTED else mark for mark in doubled) + '"'


def split_exec(value: str) -> tuple[str, ...]:
    """The command of an Exec value as read from a file; field codes (%f, %u, ...) are left out."""
    arguments: list[str] = []
    current: list[str] | None = None
    is_quoted = False
    marks = iter(unescape(value))
    for mark in marks:
        if mark in _BETWEEN and not is_quoted:
            _finish(arguments, current)
            current = None
            continue
        current = [] if current is None else current
        if mark == '"':
            is_quoted = not is_quoted
        elif mark == "\\" and is_quoted:
            current.append(next(marks, ""))
        else:
            current.append(mark)
    _finish(arguments, current)
    return tuple(arguments)


def _finish(arguments: list[str], marks: Iterable[str] | None) -> None:
    if marks is None:
        return
    argument = "".join(marks)
    if not (len(argument) == 2 and argument[0] == "%" and argument[1] != "%"):
        arguments.append(argument.replace("%%", "%"))


def unescape(value: str) -> str:
    r"""A string value without its escapes (\s, \n, \t, \r, \\); an unknown escape stays as it is."""
    out: list[str] = []
    marks = iter(value)
    for mark in marks:
        if mark != "\\":
            out.append(mark)
            continue
        follower = next(marks, "")
        out.append(_UNESCAPES.get(follower, mark + follower))
    return "".join(out)


def entry_text(values: Mapping[str, str]) -> str:
    """A desktop entry file with these keys, whose values are already escaped."""
    return "[Desktop Entry]\n" + "".join(f"{key}={value}\n" for key, value in values.items())


def parse_entry(text: str) -> dict[str, str]:
    """Keys and raw values of the group ``[Desktop Entry]``; lines that are neither are passed over."""
    values: dict[str, str] = {}
    group = ""
    for line in text.split("\n"):
        stripped = line.strip(_BLANKS)
        if stripped.startswith("["):
            group = stripped
        elif group == "[Desktop Entry]" and "=" in stripped and not stripped.startswith("#"):
            key, _, value = stripped.partition("=")
            values.setdefault(key.rstrip(_BLANKS), value.lstrip(_BLANKS))
    return values

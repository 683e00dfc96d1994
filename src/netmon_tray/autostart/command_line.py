"""Command lines of Windows: one text for a whole command, taken apart again by the program that is started.

"Parsing C++ command-line arguments", learn.microsoft.com/en-us/cpp/c-language/parsing-c-command-line-arguments
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_PIECE = re.compile(r'(?P<slashes>\\*)(?P<quote>"?)(?P<plain>[^\\"]?)', re.DOTALL)
_BLANKS = " \t"


def join(command: Sequence[str]) -> str:
    """The command line that starts exactly ``command``; its program always stands in quotation marks."""
    program, *arguments = command
    return " ".join([f'"{program}"', *(_quoted(argument) for argument in arguments)])


def _quoted(argument: str) -> str:
    if argument and not any(mark in argument for mark in ' \t\n\v"'):
        return argument
    inner = re.sub(r'(\\*)"', r'\1\1\\"', argument)
    return '"' + re.sub(r"(\\+)\Z", r"\1\1", inner) + '"'


def split(line: str) -> tuple[str, ...]:
    """The command in a command line. Backslashes are plain marks, unless a quotation mark follows them."""
    program, rest = _program_of(line.lstrip(_BLANKS))
    return (program, *_arguments_of(rest)) if program else ()


def _program_of(line: str) -> tuple[str, str]:
    """The program's name, in which no mark escapes another, and what follows it."""
    if line.startswith('"'):
        name, _, rest = line[1:].partition('"')
        return name, rest
    end = next((at for at, mark in enumerate(line) if mark in _BLANKS), len(line))
    return line[:end], line[end:]


def _arguments_of(line: str) -> list[str]:
    arguments: list[str] = []
    current: str | None = None
    is_quoted = False
    for piece in _PIECE.finditer(line):
        slashes, quote, plain = piece["slashes"], piece["quote"], piece["plain"]
        if quote:
            current = (current or "") + "\\" * (len(slashes) // 2)
            if len(slashes) % 2:
                current += '"'
            else:
                is_quoted = not is_quoted
        elif slashes:
            current = (current or "") + slashes
        if plain and (is_quoted or plain not in _BLANKS):
            current = (current or "") + plain
        elif plain and current is not None:
            arguments.append(current)
            current = None
    return arguments if current is None else [*arguments, current]

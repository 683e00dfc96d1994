"""Man pages (man(7)) made of the programs' own parsers, so that they say what the programs do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from installers.commands import Command, Option
from installers.project import Project

_ENVIRONMENT = (
    ("NETMON_DATA_DIR", "Where the database and the log are kept, where --data-dir says nothing."),
    ("NETMON_CONFIG", "The settings file, where --config says nothing."),
    ("NETMON_TOKEN_FILE", "A file with the server's token, readable by you or root alone. It goes before the others."),
    ("NETMON_TOKEN", "The token itself. Without both the keyring is asked."),
)
_FILES = (
    ("~/.local/share/netmon-tray/", "The database, the log and the lock: one program at a time records there."),
    ("~/.config/netmon-tray/settings.toml", "Your settings."),
    ("/etc/netmon-tray/policy.toml", "What the organisation has set for this computer; it cannot be overridden."),
)


def page(project: Project, program: Command, meaning: str, others: Iterable[str]) -> str:
    """Return the page of a program; ``others`` are programs to see also."""
    name = program.words[0]
    lines = [f'.TH {name.upper()} 1 "" "{project.name} {project.version}" "User Commands"', ".SH NAME"]
    lines += [rf"{_text(name)} \- {_text(meaning)}", ".SH SYNOPSIS", _synopsis(program)]
    lines += [".SH DESCRIPTION", _text(program.description), ".SH OPTIONS", *_options(program.options)]
    if program.commands:
        lines += [".SH COMMANDS", "Options of all commands stand above."]
        lines += [line for command in program.commands for line in _command(command, program.options)]
    lines += [line for block in program.epilog.strip().split("\n\n") if block for line in _epilog(block)]
    lines += [".SH ENVIRONMENT", *_listed(_ENVIRONMENT), ".SH FILES", *_listed(_FILES), ".SH SEE ALSO"]
    lines += [", ".join(rf"\fB{_text(other)}\fR(1)" for other in others)]
    return "\n".join(lines) + "\n"


def _command(command: Command, known: Iterable[Option]) -> Iterator[str]:
    if command.commands:
        for inner in command.commands:
            yield from _command(inner, known)
        return
    yield f".SS {_synopsis(command)}"
    yield _text(command.description)
    yield from _options([*command.arguments, *(option for option in command.options if option not in known)])
    if command.epilog:
        yield ".PP"
        yield _text(command.epilog[0].upper() + command.epilog[1:])


def _synopsis(command: Command) -> str:
    parts = [rf"\fB{_text(' '.join(command.words))}\fR"]
    parts += ["[OPTION]..."] if command.options else []
    parts += [r"\fICOMMAND\fR"] if command.commands else []
    for argument in command.arguments:
        value = rf"\fI{_text(argument.value)}\fR" + ("..." if argument.is_many else "")
        parts.append(value if argument.is_needed else f"[{value}]")
    return " ".join(parts)


def _options(options: Iterable[Option]) -> Iterator[str]:
    for option in options:
        value = rf"\fI{_text(option.value)}\fR" if option.value else ""
        flags = ", ".join(rf"\fB{_text(flag)}\fR" for flag in option.flags)
        yield ".TP"
        yield f"{flags} {value}".strip()
        yield _text(option.meaning or f"One of {', '.join(option.choices)}." if option.choices else option.meaning)


def _epilog(block: str) -> Iterator[str]:
    """A heading up to the first colon, then a list of lines as they stand, or a sentence."""
    heading, _, rest = block.partition(":")
    yield f".SH {_text(heading.upper())}"
    if rest.startswith("\n"):
        yield from [".nf", *(_text(line.strip()) for line in rest.strip().splitlines()), ".fi"]
    else:
        yield _text(rest.strip())


def _listed(items: Iterable[tuple[str, str]]) -> Iterator[str]:
    for name, meaning in items:
        yield from [".TP", rf"\fB{_text(name)}\fR", _text(meaning)]


def _text(words: str) -> str:
    """Text in which roff sees no command: an apostrophe or a full stop may not begin a line."""
    escaped = words.replace("\\", r"\e").replace("-", r"\-").replace("~", r"\(ti").replace("`", r"\(ga")
    return rf"\&{escaped}" if escaped.startswith((".", "'")) else escaped

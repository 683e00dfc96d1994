"""Completions for bash, zsh and fish, made of the programs' own parsers."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from installers.commands import Command, Option

_FOLDERS, _FILES = ("DIR",), ("FILE",)


def bash(program: Command) -> str:
    """Return a script for /usr/share/bash-completion/completions."""
    name = program.words[0]
    function = "_" + name.replace("-", "_")
    lines = [
        f"{function}() {{",
        "    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} place='' word",
        '    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do',
        '        case "$place $word" in',
        *(f"            {_quoted(_place(c))}) place=$place' '$word ;;" for c in program.walk() if c is not program),
        "            *) ;;",
        "        esac",
        "    done",
        "    COMPREPLY=()",
        '    case "$place:$prev" in',
        *(line for command in program.walk() for line in _bash_values(command)),
        "        *) ;;",
        "    esac",
        '    case "$place" in',
        *(f"        {_quoted(_place(command))}) {_bash_words(command)} ;;" for command in program.walk()),
        "        *) ;;",
        "    esac",
        "}",
        f"complete -F {function} {name}",
    ]
    return "\n".join(lines) + "\n"


def _bash_values(command: Command) -> Iterator[str]:
    """Cases for the word after an option that takes a value."""
    for option in command.options:
        if not option.value:
            continue
        patterns = "|".join(_quoted(f"{_place(command)}:{flag}") for flag in option.flags)
        yield f"        {patterns}) {_bash_reply(option)}return ;;"


def _bash_reply(option: Option) -> str:
    if option.choices:
        return f'mapfile -t COMPREPLY < <(compgen -W {_quoted(" ".join(option.choices))} -- "$cur"); '
    kind = "-d" if option.value in _FOLDERS else "-f" if option.value in _FILES else ""
    return f'compopt -o filenames; mapfile -t COMPREPLY < <(compgen {kind} -- "$cur"); ' if kind else ""


def _bash_words(command: Command) -> str:
    words = [*(inner.words[-1] for inner in command.commands), *(flag for o in command.options for flag in o.flags)]
    words += [choice for argument in command.arguments for choice in argument.choices]
    listing = f'mapfile -t COMPREPLY < <(compgen -W {_quoted(" ".join(words))} -- "$cur")'
    takes_files = any(argument.value in _FILES for argument in command.arguments)
    files = 'compopt -o filenames; mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -f -- "$cur")'
    return f"{listing}; {files}" if takes_files else listing


def zsh(program: Command) -> str:
    """Return a function file for /usr/share/zsh/vendor-completions."""
    lines = [f"#compdef {program.words[0]}", ""]
    for command in program.walk():
        lines += [f"{_function(command)}() {{", *_zsh_body(command), "}", ""]
    lines.append(f'{_function(program)} "$@"')
    return "\n".join(lines) + "\n"


def _zsh_body(command: Command) -> Iterator[str]:
    specs = [spec for option in command.options for spec in _zsh_options(option)]
    if not command.commands:
        specs += [f"{'*' if a.is_many else ''}:{_plain(a.value)}:{_zsh_values(a)}" for a in command.arguments]
        yield "    _arguments -s \\"
        yield from (f"        {_quoted(spec)} \\" for spec in specs)
        yield "        && return 0"
        return
    yield "    local context state state_descr line"
    yield "    typeset -A opt_args"
    yield "    _arguments -s -C \\"
    yield from (f"        {_quoted(spec)} \\" for spec in specs)
    yield "        '1: :->command' '*:: :->rest' && return 0"
    entries = " ".join(_quoted(f"{inner.words[-1]}:{inner.meaning}") for inner in command.commands)
    yield f"    local -a commands=({entries})"
    yield '    case "$state" in'
    yield "        command) _describe command commands ;;"
    yield '        rest) case "$words[1]" in'
    yield from (f"            {inner.words[-1]}) {_function(inner)} ;;" for inner in command.commands)
    yield "        esac ;;"
    yield "    esac"


def _zsh_options(option: Option) -> Iterator[str]:
    meaning = _plain(option.meaning)
    value = f":{_plain(option.value)}:{_zsh_values(option)}" if option.value else ""
    others = f"({' '.join(option.flags)})" if len(option.flags) > 1 else ""
    for flag in option.flags:
        yield f"{others}{flag}[{meaning}]{value}"


def _zsh_values(option: Option) -> str:
    if option.choices:
        return f"({' '.join(option.choices)})"
    return "_files -/" if option.value in _FOLDERS else "_files" if option.value in _FILES else ""


def fish(program: Command) -> str:
    """Return a file for /usr/share/fish/vendor_completions.d."""
    name = program.words[0]
    lines = [f"complete -c {name} {rest}" for command in program.walk() for rest in _fish_rests(command)]
    return "\n".join([f"complete -c {name} -f", *lines]) + "\n"


def _fish_rests(command: Command) -> Iterator[str]:
    condition = _fish_condition(command)
    for inner in command.commands:
        yield f"{condition}-a {inner.words[-1]} -d {_quoted(inner.meaning)}"
    for option in command.options:
        yield f"{condition}{_fish_option(option)} -d {_quoted(option.meaning)}"
    for argument in command.arguments:
        if argument.value in _FILES:
            yield f"{condition}-F"
        elif argument.choices:
            yield f"{condition}-a {_quoted(' '.join(argument.choices))}"


def _fish_condition(command: Command) -> str:
    """When a command's words are offered: after its own name, and before one below it where it has some."""
    seen = [f"__fish_seen_subcommand_from {word}" for word in command.words[1:]]
    below = " ".join(inner.words[-1] for inner in command.commands)
    if not seen:
        return "-n __fish_use_subcommand " if below else ""
    parts = seen + ([f"not __fish_seen_subcommand_from {below}"] if below else [])
    return f"-n {_quoted('; and '.join(parts))} "


def _fish_option(option: Option) -> str:
    flags = " ".join(f"-l {flag[2:]}" if flag.startswith("--") else f"-s {flag[1:]}" for flag in option.flags)
    if not option.value:
        return flags
    if option.choices:
        return f"{flags} -x -a {_quoted(' '.join(option.choices))}"
    return f"{flags} -r -F" if option.value in (*_FILES, *_FOLDERS) else f"{flags} -x"


def _place(command: Command) -> str:
    return "".join(f" {word}" for word in command.words[1:])


def _function(command: Command) -> str:
    return "_" + "_".join(command.words).replace("-", "_")


def _plain(words: str) -> str:
    """Words without what zsh's _arguments takes for its own marks."""
    return words.replace("[", "(").replace("]", ")").replace(":", r"\:")


def _quoted(words: str) -> str:
    return shlex.quote(words)

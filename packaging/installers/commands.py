"""The commands of a program as values, read from its argparse parser: man pages and completions are made of them."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Option:
    """An option, or an argument by its place where ``flags`` is empty."""

    flags: tuple[str, ...]
    value: str
    """What stands for its value; empty for a switch."""
    meaning: str
    choices: tuple[str, ...] = ()
    is_needed: bool = False
    is_many: bool = False


@dataclass(frozen=True, slots=True)
class Command:
    """A command with what it takes, and the commands below it."""

    words: tuple[str, ...]
    """How it is called: ("netmon", "queue", "list")."""
    meaning: str
    """A few words, as a list of commands shows them."""
    description: str
    epilog: str
    options: tuple[Option, ...]
    arguments: tuple[Option, ...]
    commands: tuple[Command, ...] = ()

    def walk(self) -> Iterator[Command]:
        """This command and all below it."""
        yield self
        for command in self.commands:
            yield from command.walk()


def read_commands(parser: argparse.ArgumentParser, meaning: str = "") -> Command:
    """Read a parser; argparse offers nothing public for that."""
    actions = parser._actions  # noqa: SLF001
    below = [action for action in actions if isinstance(action, argparse._SubParsersAction)]  # noqa: SLF001
    plain = [_option(parser, action) for action in actions if action not in below]
    return Command(
        tuple(parser.prog.split()),
        meaning,
        parser.description or "",
        parser.epilog or "",
        tuple(option for option in plain if option.flags),
        tuple(option for option in plain if not option.flags),
        tuple(command for action in below for command in _below(action)),
    )


def _below(action: argparse._SubParsersAction[argparse.ArgumentParser]) -> Iterator[Command]:
    meanings = {choice.dest: choice.help or "" for choice in action._choices_actions}  # noqa: SLF001
    for name, parser in action.choices.items():
        yield read_commands(parser, meanings[name])


def _option(parser: argparse.ArgumentParser, action: argparse.Action) -> Option:
    choices = tuple(str(choice) for choice in action.choices or ())
    default_name = "|".join(choices) or action.dest.upper()
    metavar = action.metavar if isinstance(action.metavar, str) else default_name
    return Option(
        tuple(action.option_strings),
        "" if action.nargs == 0 else metavar,
        (action.help or "") % {**vars(action), "prog": parser.prog},
        choices,
        is_needed=action.required,
        is_many=action.nargs == "+",
    )

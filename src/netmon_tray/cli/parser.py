"""The commands and options of ``netmon``; what a command does is imported when it is called."""

from __future__ import annotations

import argparse
import importlib
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from netmon_tray import __version__
from netmon_tray.cli.times import parse_length, parse_moment

if TYPE_CHECKING:
    from netmon_tray.cli.context import Context

T = TypeVar("T")
Parsers = Any
"""argparse keeps the class of its subparsers to itself."""

_EXAMPLES = """\
examples:
  netmon watch                      live lines of the current network; records while it runs
  netmon status --json              one look, for scripts
  netmon log --since today --csv    today's connection records
  netmon settings explain upload    what can be set about uploading
  netmon token set < token.txt      keep the server's token in the keyring

exit codes: 0 fine, 1 error, 2 usage, 3 a check found something
"""
_STATES = ("pending", "sending", "sent", "rejected", "withheld", "dropped")


def build_parser() -> argparse.ArgumentParser:
    """The whole command line."""
    places = _places()
    parser = argparse.ArgumentParser(
        prog="netmon",
        description="Watches the current network, keeps its history, and uploads connection records.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[places],
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"netmon {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    group = _Group(commands, places)
    _add_live(group)
    _add_records(group)
    _add_outbox(group)
    _add_administration(group)
    return parser


def _places() -> argparse.ArgumentParser:
    """Options that may stand before or after the command; without a default they never undo one another."""
    parser = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    parser.add_argument("--data-dir", metavar="DIR", help="keep database and log there (NETMON_DATA_DIR)")
    parser.add_argument("--config", metavar="FILE", help="settings file to use (NETMON_CONFIG)")
    return parser


class _Group:
    """Commands of one level."""

    def __init__(self, commands: Parsers, places: argparse.ArgumentParser) -> None:
        self._commands = commands
        self._places = places

    def add(self, name: str, target: str, meaning: str, *, example: str = "", json: bool = False) -> Any:
        """Add a command; ``target`` is "module:function" within this package."""
        parser: argparse.ArgumentParser = self._commands.add_parser(
            name,
            help=meaning,
            description=meaning[0].upper() + meaning[1:] + ".",
            epilog=f"example: {example}" if example else None,
            parents=[self._places],
            allow_abbrev=False,
        )
        parser.set_defaults(command=_later(target))
        if json:
            parser.add_argument("--json", action="store_true", help="JSON instead of text")
        return parser

    def group(self, name: str, meaning: str) -> _Group:
        """Add a command that has commands of its own."""
        parser = self._commands.add_parser(
            name, help=meaning, description=meaning, parents=[self._places], allow_abbrev=False
        )
        return _Group(parser.add_subparsers(metavar="ACTION", required=True), self._places)


def _later(target: str) -> Callable[[Context], int]:
    module_name, function_name = target.split(":")

    def command(context: Context) -> int:
        module = importlib.import_module(f"netmon_tray.cli.{module_name}")
        code: int = getattr(module, function_name)(context)
        return code

    return command


def _add_live(group: _Group) -> None:
    run = group.add("run", "run:run", "record in the foreground, without a window", example="netmon run --duration 30")
    run.add_argument(
        "--duration", type=_checked(parse_length), metavar="S", help="stop after this long (30, 15min, 2h)"
    )
    run.add_argument("--demo", action="store_true", help="a made-up network instead of this machine's")
    group.add("status", "status:status", "one look at the current network, the queue and the upload", json=True)
    watch = group.add("watch", "watch:watch", "live lines; records where nothing else does", json=True)
    watch.add_argument("--interval", type=_checked(parse_length), metavar="S", help="seconds between two lines")
    watch.add_argument("--demo", action="store_true", help="a made-up network instead of this machine's")


def _add_records(group: _Group) -> None:
    records = group.add(
        "log", "records:log", "connection records with their delivery state", example="netmon log --since 2h", json=True
    )
    _add_span(records)
    records.add_argument("--state", choices=_STATES, help="only records in this delivery state")
    records.add_argument("--limit", type=_checked(_count), metavar="N", help="the newest N")
    records.add_argument("--csv", action="store_true", help="comma-separated values")
    usage = group.add("usage", "usage:usage", "bytes per day, month or network", json=True)
    usage.add_argument("--by", choices=("day", "month", "network"), default="day", help="what to sum over (day)")
    _add_span(usage)
    export = group.add(
        "export", "export:export", "write records to a .csv, .json or .ndjson file", example="netmon export june.csv"
    )
    export.add_argument("file", metavar="FILE", help="its suffix chooses the form")
    _add_span(export)
    export.add_argument("--state", choices=_STATES, help="only records in this delivery state")
    export.add_argument("--force", action="store_true", help="replace a file that exists")


def _add_span(parser: argparse.ArgumentParser) -> None:
    forms = "2026-11-22, 2026-11-22T14:00, 2h, 3d, today"
    parser.add_argument("--since", type=_checked(_moment), metavar="T", help=f"from then on: {forms}")
    parser.add_argument("--until", type=_checked(_moment), metavar="T", help="up to then, that moment left out")


def _add_outbox(group: _Group) -> None:
    queue = group.group("queue", "Records on their way to the server.")
    queue.add("list", "outbox:list_queue", "how many are where, and those that are not sent", json=True).add_argument(
        "--limit", type=_checked(_count), default=50, metavar="N", help="show at most N (50)"
    )
    queue.add("send", "sending:send", "send what waits, now; exit 0 only when nothing waits any more", json=True)
    retry = queue.add("retry", "outbox:retry", "send rejected or withheld records again", json=True)
    _add_ids(retry)
    drop = queue.add("drop", "outbox:drop", "give up sending records; they stay in the log", json=True)
    _add_ids(drop)
    keep = queue.add("keep-local", "outbox:keep_local", "keep what waits on this computer, unsent", json=True)
    keep.add_argument("--undo", action="store_true", help="let the records that were kept be sent after all")
    token = group.group("token", "The token that the server gave you.")
    token.add("set", "tokens:set_token", "keep it in the keyring; from a prompt or standard input, never an argument")
    token.add("check", "tokens:check_token", "ask the server whether it takes the token", json=True)
    token.add("clear", "tokens:clear_token", "remove it from the keyring")


def _add_ids(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ids", nargs="+", type=_checked(_count), metavar="ID", help="ids of `netmon log`")


def _add_administration(group: _Group) -> None:
    settings = group.group("settings", "What can be set, and who set it.")
    settings.add("list", "settings:list_settings", "every setting with its value and who set it", json=True)
    settings.add("get", "settings:get_setting", "the value of one setting", json=True).add_argument(
        "key", metavar="KEY"
    )
    change = settings.add(
        "set", "settings:set_setting", "change one setting", example="netmon settings set ui.units bytes", json=True
    )
    change.add_argument("key", metavar="KEY")
    change.add_argument("value", metavar="VALUE")
    change.add_argument(
        "--keep-local", action="store_true", help="with upload.enabled true: do not send what was recorded before"
    )
    settings.add("explain", "settings:explain", "what settings mean and take", json=True).add_argument(
        "key", metavar="KEY", nargs="?", help="one setting or one group; all of them without it"
    )
    group.add("doctor", "doctor:doctor", "check everything that netmon relies on", json=True)
    autostart = group.group("autostart", "Starting the tray at login.")
    for action, meaning in (("enable", "start at login"), ("disable", "do not"), ("status", "tell whether it does")):
        autostart.add(action, f"autostart:{action}", meaning, json=True)


def _checked(parse: Callable[[str], T]) -> Callable[[str], T]:
    """Let argparse say what is wrong in the parser's own words."""

    def convert(text: str) -> T:
        try:
            return parse(text)
        except ValueError as error:
            raise argparse.ArgumentTypeError(str(error)) from error

    return convert


def _moment(text: str) -> int:
    return parse_moment(text, time.time_ns() // 1_000_000)


def _count(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 0 < int(text[:19]) < 1 << 63 and len(text) <= 19):
        raise ValueError(f"{text!r} is no whole number above zero")
    return int(text)

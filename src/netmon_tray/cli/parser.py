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
    _add_report(group)
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

    def add(self, name: str, target: str, meaning: str, example: str, *, json: bool = True) -> Any:
        """Add a command; ``target`` is "module:function" within this package, ``example`` what follows "netmon"."""
        parser: argparse.ArgumentParser = self._commands.add_parser(
            name,
            help=meaning,
            description=meaning[0].upper() + meaning[1:] + ".",
            epilog=f"example: netmon {example}",
            parents=[self._places],
            allow_abbrev=False,
        )
        parser.set_defaults(command=_later(target))
        if json:
            parser.add_argument("--json", action="store_true", help="JSON instead of text")
        return parser

    def group(self, name: str, meaning: str, example: str) -> _Group:
        """Add a command that has commands of its own."""
        parser = self._commands.add_parser(
            name,
            help=meaning,
            description=meaning[0].upper() + meaning[1:] + ".",
            parents=[self._places],
            epilog=f"example: netmon {example}",
            allow_abbrev=False,
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
    run = group.add("run", "run:run", "record in the foreground, without a window", "run --duration 30", json=False)
    run.add_argument("--duration", type=_LENGTH, metavar="S", help="stop after this long (30, 15min, 2h)")
    run.add_argument("--demo", action="store_true", help="a made-up network instead of this machine's")
    group.add("status", "status:status", "one look at the current network, the queue and the upload", "status --json")
    watch = group.add("watch", "watch:watch", "live lines; records where nothing else does", "watch --interval 2")
    watch.add_argument("--interval", type=_LENGTH, metavar="S", help="seconds between two lines")
    watch.add_argument("--demo", action="store_true", help="a made-up network instead of this machine's")


def _add_records(group: _Group) -> None:
    records = group.add("log", "records:log", "connection records with their delivery state", "log --since 2h --json")
    _add_choice_of_records(records)
    records.add_argument("--limit", type=_COUNT, metavar="N", help="the newest N")
    records.add_argument("--csv", action="store_true", help="comma-separated values")
    usage = group.add(
        "usage",
        "usage:usage",
        "bytes per day, month or network, or while roaming, and how much of the quota is used",
        "usage --by network --since 7d, or netmon usage --by month --json",
    )
    periods = ("day", "month", "network", "roaming")
    usage.add_argument("--by", choices=periods, default="day", help="what to sum over (day)")
    _add_span(usage)
    coverage = group.add(
        "coverage", "coverage:coverage", "median signal of each place and network", "coverage --since 30d"
    )
    _add_span(coverage)
    group.add(
        "audit",
        "audits:audit",
        "how well each network seen is secured, and what of it changed; exit code 3 when one is insecure",
        "audit, or netmon audit --json",
    )
    export = group.add(
        "export",
        "export:export",
        "write records to a file of your own",
        "export june.csv --since 2026-06-01",
        json=False,
    )
    export.add_argument("file", metavar="FILE", help=".csv, .json or .ndjson: the suffix chooses the form")
    _add_choice_of_records(export)
    export.add_argument("--force", action="store_true", help="replace a file that exists")


def _add_report(group: _Group) -> None:
    report = group.add(
        "report",
        "report:report",
        "write what happened in a range into a file, for other people",
        "report outages november.pdf --since 2026-11-01 --until 2026-12-01",
        json=False,
    )
    report.add_argument("report", choices=("outages", "usage", "audit"), help="what it is about")
    report.add_argument("file", metavar="FILE", help=".pdf, .csv or .json: the suffix chooses the form")
    _add_span(report)
    report.add_argument("--force", action="store_true", help="replace a file that exists")


def _add_choice_of_records(parser: argparse.ArgumentParser) -> None:
    _add_span(parser)
    parser.add_argument("--state", choices=_STATES, help="only records in this delivery state")


def _add_span(parser: argparse.ArgumentParser) -> None:
    forms = "2026-11-22, 2026-11-22T14:00, 2h, 3d, today"
    parser.add_argument("--since", type=_MOMENT, metavar="T", help=f"from then on: {forms}")
    parser.add_argument("--until", type=_MOMENT, metavar="T", help="up to then, that moment left out")


def _add_outbox(group: _Group) -> None:
    queue = group.group("queue", "records on their way to the server", "queue list")
    listing = queue.add("list", "outbox:list_queue", "how many are where, and those that are not sent", "queue list")
    listing.add_argument("--limit", type=_COUNT, default=50, metavar="N", help="show at most N (50)")
    queue.add("send", "sending:send", "send what waits, now; exit code 0 when nothing waits any more", "queue send")
    retry = queue.add(
        "retry",
        "outbox:retry",
        "send rejected records again, and withheld ones that are fit to be sent",
        "queue retry 17 18",
    )
    drop = queue.add("drop", "outbox:drop", "give up sending records; they stay in the log", "queue drop 17")
    for parser in (retry, drop):
        parser.add_argument("ids", nargs="+", type=_COUNT, metavar="ID", help="ids as in `netmon log`")
    keep = queue.add("keep-local", "outbox:keep_local", "keep what waits on this computer", "queue keep-local")
    keep.add_argument("--undo", action="store_true", help="let the records that were kept be sent after all")
    never = queue.add(
        "never-upload",
        "outbox:never_upload",
        "keep all records of a network on this computer; without NETWORK: which networks that holds for",
        "queue never-upload Cafe",
    )
    never.add_argument("network", nargs="?", metavar="NETWORK", help="its name or its key, as the list shows them")
    never.add_argument("--undo", action="store_true", help="let its records be sent after all")
    token = group.group("token", "the token that the server gave you", "token set < token.txt")
    token.add(
        "set",
        "tokens:set_token",
        "keep it in the keyring; from a prompt or standard input, never an argument",
        "token set < token.txt",
        json=False,
    )
    token.add("check", "tokens:check_token", "ask the server whether it takes the token", "token check")
    token.add("clear", "tokens:clear_token", "remove it from the keyring", "token clear", json=False)


def _add_administration(group: _Group) -> None:
    settings = group.group("settings", "what can be set, and who set it", "settings explain upload")
    settings.add("list", "settings:list_settings", "every setting with its value and who set it", "settings list")
    get = settings.add("get", "settings:get_setting", "the value of one setting", "settings get ui.units")
    change = settings.add("set", "settings:set_setting", "change one setting", "settings set ui.units bytes")
    for parser in (get, change):
        parser.add_argument("key", metavar="KEY")
    change.add_argument("value", metavar="VALUE")
    change.add_argument(
        "--keep-local", action="store_true", help="with upload.enabled true: do not send what was recorded before"
    )
    change.add_argument(
        "--untested", action="store_true", help="with upload.enabled true: do not ask the server about the token first"
    )
    explain = settings.add("explain", "settings:explain", "what settings mean and take", "settings explain upload")
    explain.add_argument("key", metavar="KEY", nargs="?", help="one setting or one group; all of them without it")
    group.add("doctor", "doctor:doctor", "check everything that netmon relies on", "doctor")
    autostart = group.group("autostart", "starting the tray at login", "autostart enable")
    autostart.add("enable", "autostart:enable", "start the tray at login", "autostart enable")
    autostart.add("disable", "autostart:disable", "do not start it at login", "autostart disable")
    autostart.add("status", "autostart:status", "tell whether it starts at login", "autostart status")


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


_LENGTH, _MOMENT, _COUNT = _checked(parse_length), _checked(_moment), _checked(_count)

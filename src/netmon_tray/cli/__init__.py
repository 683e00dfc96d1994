"""``netmon``, the command line: the same words and numbers as the window, for terminals and scripts.

Exit codes: 0 fine, 1 error (a sentence on standard error), 2 usage, 3 alert (a check found something).
Importing this package loads no window toolkit, no database, no network library and no keyring.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from netmon_tray.cli.render import UsageError, abandon_output, complain
from netmon_tray.model import NetmonError

if TYPE_CHECKING:
    from netmon_tray.cli.context import Context

FINE, ERROR, USAGE, ALERT = 0, 1, 2, 3
INTERRUPTED = 130
"""128 + SIGINT, as shells expect of a command that Ctrl-C ended before it was done."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; no error of any kind leaves as a traceback."""
    _prepare_streams()
    try:
        code = _run(argv)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        abandon_output()
        return FINE
    except OSError as error:  # the disk behind a redirected output
        abandon_output()
        complain(f"The output cannot be written: {error.strerror or error}.")
        return ERROR
    return code


def _run(argv: Sequence[str] | None) -> int:
    from netmon_tray.cli.parser import build_parser

    try:
        arguments = build_parser().parse_args(argv)
    except SystemExit as end:  # argparse: 0 after --help and --version, 2 after a wrong call
        return end.code if isinstance(end.code, int) else USAGE
    from netmon_tray import log
    from netmon_tray.cli.context import Context

    context = Context(arguments)
    log.configure(logging.WARNING, file=context.paths.log_file)
    log.install_hooks()
    log.catch_unraisable()
    try:
        code: int = context.arguments.command(context)
    except UsageError as error:
        complain(error)
        return USAGE
    except NetmonError as error:
        complain(error)
        return ERROR
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001 - the end of the line: a sentence for the person, the rest for the log
        return _unforeseen(context, error)
    return code


def _unforeseen(context: Context, error: Exception) -> int:
    """Log an error that nobody foresaw, and say where."""
    from netmon_tray import log

    log.configure(logging.WARNING, file=context.paths.log_file)
    logging.getLogger(__name__).critical("netmon failed", exc_info=error)
    is_logged = context.paths.log_file.exists()
    place = f"The details are in {context.paths.log_file}." if is_logged else "The log could not be written."
    complain(f"Something went wrong inside netmon; nothing recorded is lost. {place}")
    return ERROR


def _prepare_streams() -> None:
    """A character that the terminal cannot show becomes an escape, and a closed stream is nobody's concern."""
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def _nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")

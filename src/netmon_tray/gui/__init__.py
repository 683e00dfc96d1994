"""``netmon-tray``, the app in the tray. Importing this package loads no Qt; ``main`` does."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from netmon_tray import desktop
from netmon_tray.model import NetmonError

FAILED = 1
TRAY_ENDED = 10
"""Exit code of ``--quit`` where it ended a tray, which installers start again."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the app and return its exit code: 0 at its end or when another one was raised, 1 with a sentence, 2 usage."""
    arguments = make_parser().parse_args(argv)
    if getattr(arguments, "quit", False):
        return TRAY_ENDED if desktop.end_installed() else 0
    if arguments.render_report is not None:
        from netmon_tray.gui.report_pdf import render

        return render(*arguments.render_report)
    from netmon_tray.gui.start import run, tell

    try:
        return run(arguments)
    except NetmonError as error:
        tell(error)
        return FAILED


def make_parser() -> argparse.ArgumentParser:
    """Return the whole command line."""
    from netmon_tray import __version__

    parser = argparse.ArgumentParser(
        prog="netmon-tray", description="Watch this computer's network connection from the tray."
    )
    parser.add_argument("--show", action="store_true", help="open the window at once")
    parser.add_argument(
        "--demo", action="store_true", help="a made-up network instead of this machine's; sends nothing"
    )
    parser.add_argument("--data-dir", metavar="DIR", help="keep records here (also NETMON_DATA_DIR)")
    parser.add_argument("--config", metavar="FILE", help="read settings from here (also NETMON_CONFIG)")
    parser.add_argument("--render-report", nargs=2, metavar=("FILE", "LANGUAGE"), help=argparse.SUPPRESS)
    parser.add_argument("--version", action="version", version=f"netmon-tray {__version__}")
    if desktop.IS_INSTALLED_ON_WINDOWS:
        parser.add_argument(
            "--quit",
            action="store_true",
            help=f"end every netmon of this installation and wait for it (code {TRAY_ENDED} where a tray was open)",
        )
    return parser

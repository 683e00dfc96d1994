"""From the options of ``netmon-tray`` to a running app, and from its end to an exit code."""

from __future__ import annotations

import argparse
import builtins
import contextlib
import logging
import os
import sys
from collections.abc import Mapping

from netmon_tray import launch, log
from netmon_tray.model import NetmonError
from netmon_tray.paths import resolve_paths

RAISED = 0
"""Exit code of a start that another one's window answered."""
_DISPLAY_VARIABLES = {"linux": ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}.get(sys.platform, ())
"""One of these names a display, where a system needs one named."""


def run(arguments: argparse.Namespace) -> int:
    """Run the app until it ends; NetmonError where it cannot start."""
    _need_display(os.environ)
    _import_qt()
    from netmon_tray.gui.app import TrayApp, make_application
    from netmon_tray.gui.single_instance import SingleInstance

    with contextlib.ExitStack() as stack:
        places = resolve_paths(arguments.data_dir, arguments.config, os.environ)
        names_data_dir = bool(arguments.data_dir)
        paths = stack.enter_context(launch.working_paths(places, is_demo=arguments.demo, names_data_dir=names_data_dir))
        log.configure(logging.INFO, stream=sys.stderr, file=paths.log_file, stream_level=logging.ERROR)
        log.catch_unraisable()
        application = make_application()
        instance = SingleInstance(paths.data_dir)
        if not instance.claim():
            return RAISED
        agent = launch.make_agent(paths, lambda: launch.read_settings(paths), is_demo=arguments.demo)
        app = TrayApp(application, agent, paths.data_dir, welcomes=not arguments.demo)
        instance.raised.connect(app.raise_window)
        app.ending.connect(instance.close)
        app.start(shows_window=arguments.show)
        return app.run()


def tell(error: NetmonError) -> None:
    """Say why there is no app: on standard error, or in a window where a program without a console has none."""
    if sys.stderr is not None:
        print(f"netmon-tray: {error.title}", error.advice, file=sys.stderr)
        return
    from PySide6.QtWidgets import QApplication, QMessageBox

    application = QApplication.instance() or QApplication([])
    QMessageBox.critical(None, "netmon", f"{error.title}\n\n{error.advice}")
    del application


def _import_qt() -> None:
    """Import Qt and take its import hook out again.

    The hook serves ``from __feature__ import``, which nobody here uses, and keeps the source text of every module
    that is imported after it: with requests and keyring 10 MB (measured with PySide6 6.11.3).
    """
    plain_import = builtins.__import__
    import PySide6.QtWidgets  # noqa: F401 - for its side effect

    builtins.__import__ = plain_import


def _need_display(environ: Mapping[str, str]) -> None:
    """Qt ends the process when it finds no display: say so in a sentence before it does."""
    if _DISPLAY_VARIABLES and not any(environ.get(name) for name in _DISPLAY_VARIABLES):
        raise NetmonError(
            "netmon-tray needs a graphical session, and there is no display here.",
            "Use `netmon watch` in this terminal.",
        )

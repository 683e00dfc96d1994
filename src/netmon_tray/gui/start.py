"""From the options of ``netmon-tray`` to a running app, and from its end to an exit code."""

from __future__ import annotations

import argparse
import contextlib
import logging
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from netmon_tray import log
from netmon_tray.model import NetmonError
from netmon_tray.paths import Paths, resolve_paths
from netmon_tray.probes import HostProbe, host_probe

if TYPE_CHECKING:
    from netmon_tray.agent import Agent
    from netmon_tray.model import Sample
    from netmon_tray.settings import Loaded

RAISED = 0
"""Exit code of a start that another one's window answered."""
_DISPLAY_VARIABLES = {"linux": ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}.get(sys.platform, ())
"""One of these names a display, where a system needs one named."""


def run(arguments: argparse.Namespace) -> int:
    """Run the app until it ends; NetmonError where it cannot start."""
    _need_display(os.environ)
    from netmon_tray.gui.app import TrayApp, make_application
    from netmon_tray.gui.single_instance import SingleInstance

    with contextlib.ExitStack() as stack:
        paths = _paths(arguments, stack)
        log.configure(logging.INFO, stream=sys.stderr, file=paths.log_file, stream_level=logging.ERROR)
        application = make_application()
        instance = SingleInstance(paths.data_dir)
        if not instance.claim():
            return RAISED
        agent = _agent(paths, is_demo=arguments.demo)
        app = TrayApp(application, agent, paths.data_dir)
        instance.raised.connect(app.raise_window)
        app.ending.connect(instance.close)
        app.start(shows_window=arguments.show)
        return app.run()


def _need_display(environ: Mapping[str, str]) -> None:
    """Qt ends the process when it finds no display: say so in a sentence before it does."""
    if _DISPLAY_VARIABLES and not any(environ.get(name) for name in _DISPLAY_VARIABLES):
        raise NetmonError(
            "netmon-tray needs a graphical session, and there is no display here.",
            "Use `netmon watch` in this terminal.",
        )


def _paths(arguments: argparse.Namespace, stack: contextlib.ExitStack) -> Paths:
    """The places; ``--demo`` plays in a passing directory unless one is named."""
    paths = resolve_paths(arguments.data_dir, arguments.config, os.environ)
    if arguments.demo and not arguments.data_dir:
        place = stack.enter_context(tempfile.TemporaryDirectory(prefix="netmon-demo-"))
        paths = Paths(Path(place), paths.config_file)
    return paths


def _agent(paths: Paths, *, is_demo: bool) -> Agent:
    from netmon_tray.agent import Agent

    probe, past = _probe(is_demo=is_demo)
    load = _loader(paths)
    return Agent(paths, (lambda: _without_upload(load())) if is_demo else load, probe, past=past)


def _probe(*, is_demo: bool) -> tuple[HostProbe, Iterable[Sample]]:
    if not is_demo:
        return host_probe(), ()
    from netmon_tray.probes.scripted import ScriptedHost

    host = ScriptedHost()
    return host, host.past()


def _loader(paths: Paths) -> Callable[[], Loaded]:
    from netmon_tray.policy import read_policy
    from netmon_tray.settings import load_settings

    def load() -> Loaded:
        policy = read_policy()
        return load_settings(paths.config_file, policy.values, policy.conditions)

    return load


def _without_upload(loaded: Loaded) -> Loaded:
    """The same settings with the upload off: nothing made up may reach a server."""
    upload = replace(loaded.settings.upload, enabled=False)
    return replace(loaded, settings=replace(loaded.settings, upload=upload))

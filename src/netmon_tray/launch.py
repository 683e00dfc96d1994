"""What both faces start with: the settings under the policy, a probe, and the agent over them."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from netmon_tray.paths import Paths

if TYPE_CHECKING:
    from netmon_tray.agent import Agent
    from netmon_tray.model import Sample
    from netmon_tray.probes import LocatingProbe
    from netmon_tray.reacher import Asker
    from netmon_tray.settings import Loaded


def read_settings(paths: Paths) -> Loaded:
    """Read the settings anew, under the policy as it stands now."""
    from netmon_tray.policy import read_policy
    from netmon_tray.settings import load_settings

    policy = read_policy()
    return load_settings(paths.config_file, policy.values, policy.conditions)


@contextlib.contextmanager
def working_paths(paths: Paths, *, is_demo: bool, names_data_dir: bool) -> Iterator[Paths]:
    """The places to work in: a demo plays in a passing directory, unless one was named for it.

    There it has a copy of the settings: what is tried out in a demo changes nothing afterwards.
    """
    if not is_demo or names_data_dir:
        yield paths
        return
    import shutil
    import tempfile  # with random, 10 ms that only a demo needs

    with tempfile.TemporaryDirectory(prefix="netmon-demo-") as place:
        passing = replace(paths, data_dir=Path(place), config_file=Path(place) / "settings.toml")
        with contextlib.suppress(OSError):  # no settings, or none that could be read
            shutil.copyfile(paths.config_file, passing.config_file)
        yield passing


def open_probe(*, is_demo: bool) -> tuple[LocatingProbe, Iterable[Sample], Asker | None]:
    """The probe of this machine, or of the made-up one with its past and its round trips. Raises NetmonError."""
    if not is_demo:
        from netmon_tray.probes import host_probe

        return host_probe(), (), None
    from netmon_tray.probes.scripted import ScriptedHost

    host = ScriptedHost()
    return host, host.past(), host


def make_agent(paths: Paths, load: Callable[[], Loaded], *, is_demo: bool) -> Agent:
    """Make an agent that is not started yet. Raises NetmonError where nothing can be measured."""
    from netmon_tray.agent import Agent

    probe, past, asker = open_probe(is_demo=is_demo)
    source = (lambda: _made_up(load())) if is_demo else load
    return Agent(paths, source, probe, past=past, asker=asker, is_demo=is_demo)


def _made_up(loaded: Loaded) -> Loaded:
    """Nothing made up may reach a server, and a position that is made up is nobody's."""
    settings = loaded.settings
    upload, privacy = replace(settings.upload, enabled=False), replace(settings.privacy, location=True)
    return replace(loaded, settings=replace(settings, upload=upload, privacy=privacy))

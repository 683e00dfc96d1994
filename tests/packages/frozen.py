"""The frozen programs on this machine: they work, and what they cost beside the same programs unfrozen."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench_start import to_icon, to_words
from desktop import screen
from process import home_variables, passing_home, program, running
from table import medians_side_by_side

from installers.project import PROJECT
from packages import products, trial
from packages.catalogue import note, step

ROUNDS = 5
SETTLE_S = 8.0
INSTALLED_BYTES = 140_000_000 * 1.05
START_RATIO = 1.3


@step("frozen", "the programs without Python: version, doctor, records accepted by a server, the tray with its window")
def works() -> list[str]:
    with products.frozen() as folder:
        troubles = trial.command_line(folder, PROJECT.version)
        with trial.tray_shown("frozen", lambda _: [str(folder / "netmon-tray"), "--show"]) as seen:
            troubles += seen
        size = sum(path.stat().st_size for path in folder.rglob("*") if not path.is_symlink())
        note(f"size {size / 1e6:.1f} MB (at most {INSTALLED_BYTES / 1e6:.0f})")
        return troubles + ([f"it has {size / 1e6:.1f} MB"] if size > INSTALLED_BYTES else [])


@step("costs", "start and memory beside the same programs unfrozen, measured in turns")
def costs() -> list[str]:
    with products.frozen() as folder:
        netmon, tray = str(folder / "netmon"), str(folder / "netmon-tray")
        sample = medians_side_by_side(ROUNDS, [lambda: _first_sample(netmon), lambda: _first_sample(program("netmon"))])
        icon = medians_side_by_side(
            ROUNDS, [lambda: to_icon([tray], "netmon-tray"), lambda: to_icon([program("netmon-tray")], "netmon-tray")]
        )
        told("start to first sample", sample[0], sample[1], "s")
        told("start to icon", icon[0], icon[1], "s")
        for what, words, held in (("netmon run", ["run"], _no_screen), ("the tray", [], _with_screen)):
            name = netmon if words else tray
            mine, other = held([name, *words]), held([program(Path(name).name), *words])
            told(f"memory of {what}, PSS", mine[0], other[0], "MB")
            told(f"memory of {what}, RSS", mine[1], other[1], "MB")
        ratio = icon[0] / icon[1]
        return [f"the icon takes {ratio:.2f} times as long, more than {START_RATIO}"] if ratio > START_RATIO else []


def _first_sample(command: str) -> float:
    return to_words([command, "watch", "--json"], b'"sampled_at"')


def told(what: str, frozen: float, unfrozen: float, unit: str) -> None:
    note(f"{what}: {frozen:.2f} {unit}, unfrozen {unfrozen:.2f} {unit}, ratio {frozen / unfrozen:.2f}")


def _no_screen(command: Sequence[str]) -> tuple[float, float]:
    with passing_home() as home:
        return _settled(command, home_variables(home), home)


def _with_screen(command: Sequence[str]) -> tuple[float, float]:
    with passing_home() as home, screen(home) as variables:
        return _settled(command, variables, home)


def _settled(command: Sequence[str], variables: Mapping[str, str], home: Path) -> tuple[float, float]:
    """PSS and RSS. Other Pythons on this machine share pages with the unfrozen one, which makes its PSS smaller."""
    with running(command, variables, home / "subject.log") as subject:
        time.sleep(SETTLE_S)
        if subject.process.poll() is not None:
            raise RuntimeError(f"it ended: {subject.log.read_text(errors='replace')[-400:]}")
        return subject.proportional_bytes() / 1e6, subject.resident_bytes() / 1e6

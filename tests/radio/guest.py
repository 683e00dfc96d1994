"""Runs the scenarios inside the emulated machine, as root: `guest.py --results FOLDER [--list] [SCENARIO ...]`."""

from __future__ import annotations

import argparse
import importlib
import shutil
import sys
import time
import traceback
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from radio.lab.ground import Ground, kernel  # noqa: E402 - tests/ comes first on the path
from radio.lab.lab import Lab  # noqa: E402
from radio.lab.product import Product  # noqa: E402
from radio.lab.scenario import SCENARIOS, Scenario, Verdict, chosen, save  # noqa: E402

STORIES = (
    "wifi",
    "wifi_events",
    "wifi_upheavals",
    "wired",
    "tunnels",
    "transfers",
    "mobile",
    "mobile_values",
    "bluetooth",
)
"""The modules of lab/ that register scenarios, in the order in which they are played."""


def main() -> int:
    """Play the scenarios that were asked for; 0 where they were all played, whatever they found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--results", type=Path, required=True)
    parser.add_argument("--list", action="store_true", help="name the scenarios and end")
    parser.add_argument("scenarios", nargs="*", metavar="SCENARIO", help="names, or how they begin; all without any")
    asked = parser.parse_args()
    load_stories()
    if asked.list:
        for one in SCENARIOS.values():
            print(f"{one.name:32} {one.title}")
        return 0
    try:
        scenarios = chosen(asked.scenarios)
    except LookupError as error:
        sys.stderr.write(f"{error.args[0]}\n")
        return 2
    play(scenarios, asked.results)
    return 0


def load_stories() -> None:
    """Import what registers scenarios."""
    for story in STORIES:
        importlib.import_module(f"radio.lab.{story}")


def play(scenarios: list[Scenario], results: Path) -> None:
    """Play them one after another; the table is saved after each."""
    ground = Ground(results)
    ground.lay()
    lab = Lab(Product(Path("/run/netmon"), results), results)
    lab.product.start()
    seconds: dict[str, float] = {}
    unsaid: list[Scenario] = []
    for one in scenarios:
        begun = time.monotonic()
        play_one(lab, one)
        seconds[one.name] = time.monotonic() - begun
        unsaid = say_settled(lab, [*unsaid, one], seconds)
        save(results / "table.json", kernel(), lab.rows, seconds, finished=False)
    lab.settle()
    say_settled(lab, unsaid, seconds)
    lab.leave_way()
    lab.product.stop()
    ground.end()
    bring_back(lab.product, results)
    save(results / "table.json", kernel(), lab.rows, seconds, finished=True)


def play_one(lab: Lab, one: Scenario) -> None:
    """Play one scenario; what breaks it is a row, and the next one is played."""
    try:
        with lab.scene(one.name, one.way, settles_itself=one.settles_itself):
            one.play(lab)
    except Exception as error:  # noqa: BLE001 - a scenario must not take the others with it
        lab.failed(f"{type(error).__name__}: {error}")
        folder = results_of(lab, one)
        (folder / "traceback.txt").write_text(traceback.format_exc(), encoding="utf-8")


def results_of(lab: Lab, one: Scenario) -> Path:
    """The folder of one scenario's files."""
    folder = lab.results / "scenarios" / one.name
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def say_settled(lab: Lab, scenarios: list[Scenario], seconds: dict[str, float]) -> list[Scenario]:
    """Show how these went; return those of which rows are still to come."""
    for one in scenarios:
        if not lab.owes(one.name):
            say(lab, one, seconds[one.name])
    return [one for one in scenarios if lab.owes(one.name)]


def say(lab: Lab, one: Scenario, taken_s: float) -> None:
    """Show how it went, on the console."""
    rows = [row for row in lab.rows if row.scenario == one.name]
    wrong = [row for row in rows if row.verdict is Verdict.DIFFERS]
    counted = sum(row.verdict is not Verdict.NOTE for row in rows)
    print(f"## {one.name}: {counted - len(wrong)} of {counted} as expected ({taken_s:.1f} s)", flush=True)
    for row in wrong:
        print(f"##   {row.field}: expected {row.expected}, reported {row.reported}", flush=True)


def bring_back(product: Product, results: Path) -> None:
    """Copy the closed database and the Gate's journal to the host's side."""
    for path in (*product.data_dir.glob("*.db*"), *product.home.glob("journal.ndjson")):
        shutil.copyfile(path, results / path.name)


if __name__ == "__main__":
    sys.exit(main())

"""Processes that end, stop or double at the wrong moment."""

from __future__ import annotations

import random
import signal
import time

from faults.catalogue import fault
from faults.restless import STEPS
from faults.scene import Scene, StuckError
from netmon_tray.store.schema import SCHEMA_VERSION
from support.gate_server import Step

BACKLOG = 30


@fault("kill-at-random", quick=4, whole=200, parallelism=(4, 1))
def kill_at_random(scene: Scene, run: int) -> None:
    """kill -9 at a random moment, appending and draining; then an undisturbed agent"""
    chance = random.Random(run)
    scene.network = chance.choice(("roaming", "flapping"))
    scene.fill(BACKLOG)
    scene.gate.default = Step(delay_s=chance.choice((0.0, 0.02, 0.1)))
    for _ in range(2):
        agent = scene.start()
        time.sleep(chance.uniform(0.2, 1.8))
        agent.kill()
    scene.drain()


def _kill_at(step: str) -> None:
    @fault(f"kill-{step}", quick=1, whole=10, parallelism=(4, 1))
    def kill_at_step(scene: Scene, run: int) -> None:
        if step == "in-migration":
            scene.fill_earlier(1 + run % (SCHEMA_VERSION - 1), BACKLOG)
        else:
            scene.fill(BACKLOG)
        scene.network = ("flapping", "roaming")[run // 2 % 2]
        agent = scene.start(die=f"{step}:{1 + run % 5 if step != 'in-migration' else 1}")
        scene.eventually(lambda: not agent.is_running, f"the agent comes to {step}")
        if agent.process.returncode != -signal.SIGKILL:
            raise StuckError(f"ended with {agent.process.returncode} before {step}")
        scene.allowed_duplicates += scene.parallelism
        scene.drain()

    kill_at_step.__doc__ = f"kill -9 {step.replace('-', ' ', 1)}"


for _step in STEPS:
    _kill_at(_step)


@fault("sigterm-in-flight", quick=1, whole=20, parallelism=(1, 4))
def sigterm_in_flight(scene: Scene, run: int) -> None:
    """SIGTERM with a request in flight: a clean stop within 12 s, nothing sent twice"""
    scene.fill(BACKLOG)
    scene.gate.default = Step(delay_s=0.3)
    agent = scene.up()
    scene.eventually(lambda: len(scene.gate.requests) > run % 3, "a request is under way")
    started = time.monotonic()
    agent.stop()
    if time.monotonic() - started > 12:
        raise StuckError(f"the stop took {time.monotonic() - started:.1f} s")
    scene.gate.default = Step()
    scene.drain()


@fault("frozen", quick=1, whole=2, waits=True)
def frozen(scene: Scene, run: int) -> None:
    """SIGSTOP in the middle of draining (3 s; as a whole also 3 minutes), then SIGCONT: it goes on by itself"""
    scene.fill(BACKLOG)
    scene.gate.default = Step(delay_s=0.05)
    agent = scene.up()
    scene.eventually(scene.arrived, "the first record arrives")
    agent.send(signal.SIGSTOP)
    time.sleep(180 if run else 3)
    scene.allowed_duplicates += scene.parallelism  # what was on its way meets a time-out
    before = scene.arrived()
    agent.send(signal.SIGCONT)
    scene.eventually(lambda: scene.arrived() > before, "the first 201 after that", 10)
    scene.eventually(lambda: scene.arrived() >= BACKLOG, "the backlog arrives")


@fault("two-at-once", quick=1, whole=5)
def two_at_once(scene: Scene, run: int) -> None:
    """Two agents started in the same moment: one records and sends, the other says so and ends with 1"""
    scene.fill(BACKLOG)
    both = [scene.start(), scene.start()]
    both[0].may_end = both[1].may_end = True
    scene.eventually(lambda: sum(agent.is_running for agent in both) == 1, "one of them gives way")
    code = next(agent.process.returncode for agent in both if not agent.is_running)
    if code != 1 or "already records" not in scene.said():
        raise StuckError(f"the second one ended with {code}: {scene.said()}")
    scene.eventually(lambda: scene.arrived() >= BACKLOG, "the backlog arrives")

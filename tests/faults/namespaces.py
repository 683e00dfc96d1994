"""Networks of the test's own that are slow, lossy, dead or cut, between the agent and a Gate with a name and TLS."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from faults.catalogue import fault
from faults.scene import Scene, StuckError
from netmon_tray.model import DeliveryState
from support.connect_proxy import ConnectProxy
from support.gate_server import Step
from support.name_server import NameServer
from support.netns import Namespace, veth_pair
from support.tls import TestAuthority
from support.wire import Wire

BACKLOG = 10
AGENT, GATE = "198.51.100.1", "198.51.100.2"
NAME = "gate.test"
LOSS = 0.1
RESTLESS = 3
"""The run in which the network changes every second beside."""
NAME_DELAYS_S = (1.0, 4.0)


def _move_gate(scene: Scene, here: Namespace, there: Namespace, host: str = GATE) -> None:
    """Have the Gate at the other end, behind TLS, and the agent at this one."""
    authority = TestAuthority(scene.folder)
    scene.inside = here.call
    scene.replace_gate(tls=authority.server_context(host), host=GATE, inside=there.call)
    url = f"https://{host}:{scene.gate.port}/api/v1"
    scene.configure(base_url=url, upload=f'ca_file = "{authority.ca_file}"')


@contextlib.contextmanager
def _apart(scene: Scene) -> Iterator[tuple[Namespace, Namespace]]:
    """Two networks; what runs in them has ended when the block ends."""
    outside = scene.inside
    with Namespace() as here, Namespace() as there:
        try:
            yield here, there
        finally:
            scene.end_agents()
            scene.inside = outside


@contextlib.contextmanager
def wired(scene: Scene, *, host: str = GATE, seed: int = 0) -> Iterator[tuple[Wire, Namespace, Namespace]]:
    """Agent and Gate at the two ends of a line that may lose packets."""
    with _apart(scene) as (here, there), Wire(here, AGENT, there, GATE, seed=seed) as wire:
        _move_gate(scene, here, there, host)
        yield wire, here, there
        scene.stop_agents()


@fault("lossy-line", quick=1, whole=5)
def lossy_line(scene: Scene, run: int) -> None:
    """One packet in ten is lost in each direction: everything arrives"""
    with wired(scene, seed=run) as (wire, _here, _there):
        wire.loss = LOSS
        scene.fill(BACKLOG)
        scene.up()
        scene.eventually(lambda: scene.arrived() >= BACKLOG, "all arrive", 120)
        if not wire.lost:
            raise StuckError("not one packet was lost")


@fault("black-hole", quick=0, whole=4, waits=True)
def black_hole(scene: Scene, run: int) -> None:
    """Every packet is lost, from the start or while sending: it waits, and the next try after that gets through"""
    with wired(scene, seed=run) as (wire, _here, _there):
        scene.fill(BACKLOG)
        if run == RESTLESS:
            scene.network = "flapping"
        if run % RESTLESS:
            scene.gate.choose = lambda _request: _swallow(wire, scene, run)
            scene.allowed_duplicates += scene.parallelism
        else:
            wire.loss = 1.0
        scene.up()
        scene.eventually(lambda: scene.status()["upload"]["state"] == "backoff", "the channel is called dead", 90)
        scene.rests(10, most_requests=0)
        scene.recovers(lambda: setattr(wire, "loss", 0.0))
        scene.eventually(lambda: scene.arrived() >= BACKLOG, "all arrive")


def _swallow(wire: Wire, scene: Scene, run: int) -> Step | None:
    """From the third request on nothing comes through, once."""
    if len(scene.gate.requests) == 1 + run:
        wire.loss = 1.0
    return None


@contextlib.contextmanager
def _named(scene: Scene, delay_s: float) -> Iterator[tuple[NameServer, Wire]]:
    """The Gate under a name that only a server at the other end knows."""
    with wired(scene, host=NAME) as (wire, here, there):
        resolver = scene.folder / "resolv.conf"
        resolver.write_text(f"nameserver {GATE}\noptions timeout:30 attempts:1\n", encoding="ascii")
        here.run("mount", "--bind", str(resolver), "/etc/resolv.conf")  # in the namespace's own mounts
        with there.call(NameServer, GATE, delay_s=delay_s) as names:
            yield names, wire
            scene.stop_agents()


@fault("slow-names", quick=1, whole=len(NAME_DELAYS_S))
def slow_names(scene: Scene, run: int) -> None:
    """The name server answers late, but in time: everything arrives"""
    with _named(scene, NAME_DELAYS_S[run]) as (names, _wire):
        scene.fill(BACKLOG)
        scene.up()
        scene.eventually(lambda: scene.arrived() >= BACKLOG, "all arrive")
        if not names.questions:
            raise StuckError("nobody asked for the name")


@fault("names-too-slow", quick=0, whole=2, waits=True)
def names_too_slow(scene: Scene, run: int) -> None:
    """The name server answers after the limit of connecting, or never: recording goes on, and all arrives in the end"""
    with _named(scene, (25.0, 1000.0)[run]) as (names, _wire):
        scene.fill(BACKLOG)
        scene.up()
        scene.eventually(lambda: scene.status()["upload"]["state"] == "backoff", "the channel is called dead", 30)
        before = len(scene.promised())
        scene.rests(10, most_requests=0)
        if len(scene.promised()) < before + 5:
            raise StuckError("recording stopped with the name server")
        scene.recovers(lambda: setattr(names, "delay_s", 0.0))
        scene.eventually(lambda: scene.arrived() >= BACKLOG, "all arrive")


@fault("proxies-of-the-surroundings", quick=1, whole=1)
def proxies_of_the_surroundings(scene: Scene, _run: int) -> None:
    """HTTPS_PROXY and ALL_PROXY name a proxy, and the Gate is not on this computer: the proxy is never asked"""
    with wired(scene) as (_wire, here, _there), here.call(ConnectProxy, (GATE, scene.gate.port)) as proxy:
        address = f"http://127.0.0.1:{proxy.port}"
        names = ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy")
        scene.fill(BACKLOG)
        scene.up(environ=dict.fromkeys(names, address))
        scene.eventually(lambda: scene.arrived() >= BACKLOG, "all arrive")
        if proxy.connections:
            raise StuckError("the proxy of the surroundings was asked")
        scene.stop_agents()


CUTS = ("interface", "carrier", "interface for long")


@fault("cable-pulled", quick=0, whole=len(CUTS), waits=True)
def cable_pulled(scene: Scene, run: int) -> None:
    """The real interface goes down, or its carrier, while sending, and comes back: 201 within 10 s of that"""
    with _apart(scene) as (here, there):
        veth_pair(here, "lan0", f"{AGENT}/24", there, "peer0", f"{GATE}/24")
        here.run("ip", "route", "add", "default", "via", GATE)
        _move_gate(scene, here, there)
        scene.fill(40)
        scene.gate.default = Step(delay_s=0.2)
        scene.allowed_duplicates += scene.parallelism
        scene.network = "real"
        scene.start()
        scene.eventually(lambda: scene.arrived() >= 4, "some arrive")
        end, device = (there, "peer0") if CUTS[run] == "carrier" else (here, "lan0")
        end.run("ip", "link", "set", device, "down")
        scene.rests(60 if CUTS[run].endswith("long") else 8, most_requests=0)
        before = scene.arrived()
        end.run("ip", "link", "set", device, "up")
        if end is here:
            here.run("ip", "route", "add", "default", "via", GATE)  # as whoever manages the network does
        scene.eventually(lambda: scene.arrived() > before, "the first 201 after the cable is back", 10)
        scene.eventually(lambda: scene.arrived() >= 40, "all arrive")
        if DeliveryState.REJECTED in scene.states().values():
            raise StuckError("the cable was blamed on a record")
        scene.stop_agents()

"""Networks that refuse, swallow, delay or lose what is sent over them."""

from __future__ import annotations

import socket
import time

from faults.catalogue import fault
from faults.scene import Scene, StuckError

BACKLOG = 10


@fault("refused", quick=1, whole=3)
def refused(scene: Scene, run: int) -> None:
    """No server at the address, then there is one: the first record arrives within one interval, all of them soon"""
    port = scene.gate.port
    scene.gate.close()
    scene.fill(BACKLOG)
    scene.up()
    scene.eventually(lambda: scene.status()["upload"]["state"] in ("backoff", "offline"), "it says that it waits")
    if run:
        scene.recovers(lambda: scene.replace_gate(port=port))
    else:
        scene.replace_gate(port=port)
        scene.netmon("queue", "send", code=None)
        scene.eventually(scene.arrived, "the first record arrives", 10)
    scene.eventually(lambda: scene.arrived() >= BACKLOG, "all arrive")


@fault("swallowed", quick=0, whole=2, waits=True)
def swallowed(scene: Scene, _run: int) -> None:
    """A server that takes the connection and never answers: cut after 45 s, tried again, all arrives in the end"""
    port = scene.gate.port
    scene.gate.close()
    scene.fill(BACKLOG)
    scene.allowed_duplicates += scene.parallelism
    with socket.create_server(("127.0.0.1", port)) as black_hole:
        scene.up()
        started = time.monotonic()
        held = [black_hole.accept()[0]]
        black_hole.settimeout(70)
        held.append(black_hole.accept()[0])
        if time.monotonic() - started < 40:
            raise StuckError("given up too early")
        for connection in held:
            connection.close()
    scene.replace_gate(port=port)
    scene.netmon("queue", "send", code=None)
    scene.eventually(lambda: scene.arrived() >= BACKLOG, "all arrive", 90)


@fault("server-restarts", quick=1, whole=5)
def server_restarts(scene: Scene, _run: int) -> None:
    """The server goes away between two requests of a kept connection and comes back: nothing is lost"""
    scene.fill(BACKLOG)
    scene.up()
    scene.eventually(lambda: scene.arrived() >= BACKLOG, "the backlog arrives")
    port, before = scene.gate.port, len(scene.promised())
    scene.gate.close()
    scene.allowed_duplicates += scene.parallelism
    scene.eventually(lambda: len(scene.promised()) >= before + 2, "records are made meanwhile")
    waiting = scene.promised()[before:]
    scene.replace_gate(port=port)
    scene.netmon("queue", "send", code=None)
    scene.eventually(lambda: set(waiting) <= set(scene.gate.keys()), "they arrive")


@fault("unknown-name", quick=1, whole=1)
def unknown_name(scene: Scene, _run: int) -> None:
    """The server's name cannot be resolved: it says so, and all arrives once the address is right"""
    scene.configure(base_url="https://gate.invalid/api/v1")
    scene.fill(BACKLOG)
    scene.up()
    scene.eventually(lambda: scene.status()["upload"]["state"] in ("backoff", "offline"), "it says that it waits")
    scene.configure()
    scene.eventually(lambda: scene.arrived() >= BACKLOG, "all arrive")

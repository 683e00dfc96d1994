"""How soon the first record arrives after an outage, by what tells the program that it is over."""

from __future__ import annotations

import contextlib
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import peers
from bench_drain import TOKEN, prepared, write_private
from bench_store import PAYLOAD
from gate import Gate, gate
from jeepney import DBusAddress, new_signal
from process import Running, home_variables, netmon, on_disk, running
from table import Figure

assert sys.platform == "linux"  # so that the type checker reads what follows for this system only

from support.bus import bus_client, private_bus  # noqa: E402
from support.netns import Namespace, may_make_namespaces, veth_pair  # noqa: E402

TITLE = "From the end of an outage to the first 201"
OUTAGES_S = (8.0, 9.0, 10.0, 11.0, 12.0)
"""Of different length: the peer tries at fixed times, which must not always be as near to the end."""
BACKLOG = 3
LIMIT_S = 120.0
PEER_S = 5.0
NEW_TOKEN = f"new-{TOKEN}"
LOGIND = DBusAddress("/org/freedesktop/login1", "org.freedesktop.login1", "org.freedesktop.login1.Manager")
AWAKE = new_signal(LOGIND, "PrepareForSleep", "b", (False,))

Outage = Callable[[float], float]
Wake = Callable[[Mapping[str, str]], object]
"""What tells the program with these variables that the outage is over."""


def measure() -> list[Figure]:
    """Return the median time for each way to learn of it; all of them and the peer are cut off at the same time."""
    ways: dict[str, Outage] = {
        "another network": another_network,
        "the end of a sleep": end_of_sleep,
        "a new token in the token's file": new_token,
        "netmon queue send": send_now,
        "nothing but its back-off": nothing,
    }
    if not may_make_namespaces():
        del ways["another network"]
    with ThreadPoolExecutor(len(ways) + 1) as threads:
        rounds = [cut_off(threads, [*ways.values(), loop], outage_s) for outage_s in OUTAGES_S]
    *medians, peer = [statistics.median(taken) for taken in zip(*rounds, strict=True)]
    beside = f"a loop that tries every {PEER_S:.0f} s"
    return [
        Figure(f"told by {name}", median, "s", beside, peer, "" if ways[name] is nothing else "<= 10 s")
        for name, median in zip(ways, medians, strict=True)
    ]


def cut_off(threads: ThreadPoolExecutor, outages: list[Outage], outage_s: float) -> list[float]:
    """Have all outages at once; return the seconds from the end of each to the first record."""
    return list(threads.map(lambda outage: outage(outage_s), outages))


def nothing(outage_s: float) -> float:
    """Wait for the back-off to be over."""
    return refused(outage_s, lambda _variables: None)


def send_now(outage_s: float) -> float:
    """Ask for it in another process."""

    def wish(variables: Mapping[str, str]) -> None:
        subprocess.run(netmon("queue", "send"), env=variables, stdout=subprocess.DEVNULL, check=True)

    return refused(outage_s, wish)


def end_of_sleep(outage_s: float) -> float:
    """Say what logind says, on a bus of our own."""
    with private_bus() as bus, bus_client(bus) as logind:
        logind.own(LOGIND.bus_name)
        return refused(outage_s, lambda _variables: logind.send(AWAKE), DBUS_SYSTEM_BUS_ADDRESS=bus.address)


def another_network(outage_s: float) -> float:
    """Plug a cable in, in a network namespace of our own."""
    with Namespace() as here, Namespace() as there:
        veth_pair(here, "v0", "192.0.2.1/24", there, "v1", "192.0.2.2/24")
        here.run("ip", "link", "set", "v0", "down")

        def plug_in(_variables: Mapping[str, str]) -> None:
            here.run("ip", "link", "set", "v0", "up")
            here.run("ip", "route", "add", "default", "via", "192.0.2.2")

        return refused(outage_s, plug_in, call=here.call)


def refused(outage_s: float, wake: Wake, call: Callable[..., Any] | None = None, **variables: str) -> float:
    """Run the program without a server for so long, then with one; ``call`` runs something in its network."""
    enter = call or (lambda function, *arguments: function(*arguments))
    with on_disk() as home, contextlib.ExitStack() as stack:
        port = free_port()
        known = prepared(home, f"http://127.0.0.1:{port}/api/v1", BACKLOG) | variables
        subject = enter(stack.enter_context, running(netmon("run"), known, home / "subject.log"))
        time.sleep(outage_s)
        over_s = time.monotonic()
        server = enter(stack.enter_context, gate(port=port))
        wake(known)
        return first_arrival(server, subject) - over_s


def new_token(outage_s: float) -> float:
    """Have the server refuse the token, until there is the one that it takes."""
    with gate(token=NEW_TOKEN) as server, on_disk() as home:
        variables = prepared(home, server.base_url, BACKLOG)
        with running(netmon("run"), variables, home / "subject.log") as subject:
            time.sleep(outage_s)
            over_s = time.monotonic()
            write_private(Path(variables["NETMON_TOKEN_FILE"]), NEW_TOKEN)
            return first_arrival(server, subject) - over_s


def loop(outage_s: float) -> float:
    """The peer, which tries at fixed times."""
    port = free_port()
    address = f"http://127.0.0.1:{port}/api/v1/device_app_connection_log/"
    command = [sys.executable, "-c", peers.RETRIES, address, PAYLOAD, str(PEER_S)]
    with on_disk() as home, running(command, home_variables(home), home / "peer.log") as peer:
        time.sleep(outage_s)
        over_s = time.monotonic()
        with gate(port=port) as server:
            return first_arrival(server, peer) - over_s


def first_arrival(server: Gate, subject: Running) -> float:
    """Wait for the first record; return its monotonic time."""
    subject.wait_for("the first record", lambda: server.arrivals_s, LIMIT_S)
    return server.arrivals_s[0]


def free_port() -> int:
    """Return a port of loopback where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])

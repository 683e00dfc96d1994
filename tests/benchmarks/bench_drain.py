"""How fast a backlog is sent, one record at a time, against posting the same texts with nothing else around it."""

from __future__ import annotations

import subprocess
import sys
from functools import partial
from pathlib import Path

import peers
from bench_store import LOCAL, PAYLOAD, record
from gate import gate
from process import home_variables, netmon, on_disk, running
from table import Figure, medians_side_by_side

from netmon_tray.store.connection_log import ConnectionLog
from netmon_tray.store.database import Database

TITLE = "A backlog sent to a server on loopback"
ROUNDS = 5
RECORDS = 500
"""The first ones show how soon it dares to send several at a time, the others how fast it then is."""
PARALLELISM = 4
NEAR_S, FAR_S = 0.0, 0.02
TOKEN = "benchmark-token-0123456789"


def measure() -> list[Figure]:
    """Return records per second for a near and a far server."""
    near, near_loop, _ = side_by_side(NEAR_S)
    far, far_loop, far_loops = side_by_side(FAR_S)
    loop, loops = "a requests.Session that only posts", f"{PARALLELISM} such in threads: what this machine has room for"
    bound = f"the bound: {PARALLELISM} at once, no time but the server's"
    near_name, far_name = "drained, server answers at once", f"drained, server answers after {FAR_S * 1000:.0f} ms"
    return [
        Figure(near_name, near, "/s", loop, near_loop, ">= 1x"),
        Figure(far_name, far, "/s", loop, far_loop, ">= 1x"),
        Figure(far_name, far, "/s", loops, far_loops),
        Figure(far_name, far, "/s", bound, PARALLELISM / FAR_S, ">= 0.85x"),
    ]


def side_by_side(delay_s: float) -> list[float]:
    """Return the rates of the program, of one loop that only posts, and of several, with a server so far away."""
    ways = [partial(drained, delay_s), partial(posted, delay_s, 1), partial(posted, delay_s, PARALLELISM)]
    return medians_side_by_side(ROUNDS, ways)


def drained(delay_s: float) -> float:
    """Return the rate at which `netmon run` sends a backlog that it found."""
    with gate(delay_s) as server, on_disk() as home:
        variables = prepared(home, server.base_url, RECORDS)
        with running(netmon("run"), variables, home / "subject.log") as subject:
            subject.wait_for("the backlog", lambda: len(server.arrivals_s) >= RECORDS, timeout_s=60)
        return server.records_per_s()


def posted(delay_s: float, loops: int) -> float:
    """Return the rate at which another process posts the same texts in so many loops."""
    with gate(delay_s) as server:
        command = [sys.executable, "-c", peers.POSTS, server.records_url, PAYLOAD, str(RECORDS), str(loops)]
        subprocess.run(command, check=True)
        return server.records_per_s()


def prepared(home: Path, base_url: str, records: int) -> dict[str, str]:
    """Give a home a token, a backlog, and settings that send as fast as they can; return its variables."""
    variables = home_variables(home, NETMON_TOKEN_FILE=str(home / "token"))
    write_private(home / "token", TOKEN)
    settings = f'[upload]\nenabled = true\nbase_url = "{base_url}"\nparallelism = {PARALLELISM}\n'
    write_private(home / "settings.toml", f"{settings}max_records_per_s = 10000\n")
    with Database.open(home / "data") as database, database.transaction(durable=True):
        log = ConnectionLog(database)
        for _ in range(records):
            log.append(record(), PAYLOAD, LOCAL)
    return variables


def write_private(place: Path, text: str) -> None:
    """Write a file that only its owner may read, in one step."""
    beside = place.with_suffix(".new")
    beside.write_text(text)
    beside.chmod(0o600)
    beside.replace(place)

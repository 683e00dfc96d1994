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
PARALLELISM = 4
NEAR_S, NEAR_RECORDS = 0.0, 2000
FAR_S, FAR_RECORDS = 0.02, 500
TOKEN = "benchmark-token-0123456789"


def measure() -> list[Figure]:
    """Return records per second for a near and a far server."""
    near = [partial(way, NEAR_S, NEAR_RECORDS) for way in (drained, posted, noted)]
    far = [partial(way, FAR_S, FAR_RECORDS) for way in (drained, posted, partial(posted, loops=PARALLELISM))]
    near_rate, near_loop, near_noting = medians_side_by_side(ROUNDS, near)
    far_rate, far_loop, far_loops = medians_side_by_side(ROUNDS, far)
    near_name, far_name = "drained, server answers at once", f"drained, server answers after {FAR_S * 1000:.0f} ms"
    loop, noting = "a requests.Session that only posts", "one that notes each delivery too, synchronous=FULL"
    loops, bound = (
        f"{PARALLELISM} that only post, in threads",
        f"the bound: {PARALLELISM} at once, no time but the server's",
    )
    return [
        Figure(near_name, near_rate, "/s", loop, near_loop, ">= 1x"),
        Figure(near_name, near_rate, "/s", noting, near_noting, ">= 1x"),
        Figure(far_name, far_rate, "/s", loop, far_loop, ">= 1x"),
        Figure(far_name, far_rate, "/s", loops, far_loops),
        Figure(far_name, far_rate, "/s", bound, PARALLELISM / FAR_S, ">= 0.85x"),
    ]


def drained(delay_s: float, records: int) -> float:
    """Return the rate at which `netmon run` sends a backlog that it found."""
    with gate(delay_s) as server, on_disk() as home:
        variables = prepared(home, server.base_url, records)
        with running(netmon("run"), variables, home / "subject.log") as subject:
            subject.wait_for("the backlog", lambda: len(server.arrivals_s) >= records, timeout_s=60)
        return server.records_per_s()


def posted(delay_s: float, records: int, loops: int = 1) -> float:
    """Return the rate at which another process posts the same texts in so many loops."""
    return _rate(delay_s, peers.POSTS, records, loops)


def noted(delay_s: float, records: int) -> float:
    """Return the rate at which another process posts the same texts and notes each on the same disk."""
    with on_disk() as folder:
        return _rate(delay_s, peers.NOTED_POSTS, records, folder / "peer.db")


def _rate(delay_s: float, code: str, records: int, last: object) -> float:
    with gate(delay_s) as server:
        subprocess.run([sys.executable, "-c", code, server.records_url, PAYLOAD, str(records), str(last)], check=True)
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

"""How fast a backlog is sent, one record at a time, against posting the same texts with nothing else around it."""

from __future__ import annotations

import subprocess
import sys
from functools import partial
from pathlib import Path

import peers
from bench_store import LOCAL, PAYLOAD, record
from gate import PATH, gate
from process import home_variables, netmon, on_disk, running
from table import Figure, medians_side_by_side

from netmon_tray.store.connection_log import ConnectionLog
from netmon_tray.store.database import Database

TITLE = "A backlog sent to a server on loopback"
ROUNDS = 3
RECORDS = 150
DELAYS_S = (0.0, 0.02)
TOKEN = "benchmark-token-0123456789"


def measure() -> list[Figure]:
    """Return records per second for a near and a far server."""
    figures = []
    for delay_s in DELAYS_S:
        rates = medians_side_by_side(ROUNDS, [partial(drained, delay_s), partial(posted, delay_s)])
        name = f"drained, server answers after {delay_s * 1000:.0f} ms"
        figures.append(Figure(name, rates[0], "/s", "bare requests.Session, one POST after the other", rates[1]))
    return figures


def drained(delay_s: float) -> float:
    """Return the rate at which `netmon run` sends a backlog that it found."""
    with gate(delay_s) as server, on_disk() as home:
        variables = home_variables(home, NETMON_TOKEN_FILE=str(home / "token"))
        _write_private(home / "token", TOKEN)
        settings = f'[upload]\nenabled = true\nbase_url = "{server.base_url}"\nmax_records_per_s = 1000\n'
        _write_private(home / "settings.toml", settings)
        with Database.open(home / "data") as database:
            log = ConnectionLog(database)
            for _ in range(RECORDS):
                log.append(record(), PAYLOAD, LOCAL)
        with running(netmon("run"), variables, home / "subject.log") as subject:
            subject.wait_for("the backlog", lambda: len(server.arrivals_s) >= RECORDS, timeout_s=60)
        return server.records_per_s()


def posted(delay_s: float) -> float:
    """Return the rate at which another process posts the same texts over one kept connection."""
    with gate(delay_s) as server:
        address = server.base_url.removesuffix("/api/v1") + PATH
        subprocess.run([sys.executable, "-c", peers.POSTS, address, PAYLOAD, str(RECORDS)], check=True)
        return server.records_per_s()


def _write_private(path: Path, text: str) -> None:
    path.write_text(text)
    path.chmod(0o600)

"""The real `netmon run` on a made-up network that gives records with every sample: ``restless.py FOLDER ...``.

Everything but the probe is the program as it is, with its data directory, settings and token in ``FOLDER``. The names
of the records whose append returned go to ``FOLDER/appended``: these were promised, whatever happens next. ``--die``
ends the process by SIGKILL when it comes to a step for the N-th time; ``--network real`` leaves the probe as it is too.
Further words go to `netmon run`.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent.parent / "src")]

import netmon_tray.probes  # noqa: E402 - the path comes first
from netmon_tray.cli import main  # noqa: E402
from netmon_tray.model import Sample  # noqa: E402
from netmon_tray.probes.scripted import ScriptedHost  # noqa: E402
from netmon_tray.recorder import Recorder  # noqa: E402
from netmon_tray.store import migration  # noqa: E402
from netmon_tray.store.connection_log import ConnectionLog  # noqa: E402
from netmon_tray.store.outbox import Outbox  # noqa: E402
from netmon_tray.upload.client import GateClient  # noqa: E402
from netmon_tray.upload.exchange import Exchange  # noqa: E402
from netmon_tray.upload.server_clock import asleep_too_s  # noqa: E402
from support.samples import sample, wifi  # noqa: E402

STEPS: dict[str, tuple[type | Any, str, bool]] = {
    "before-append": (Recorder, "_write", True),
    "in-append": (ConnectionLog, "append", False),
    "after-append": (Recorder, "_write", False),
    "before-claim": (Outbox, "claim_oldest", True),
    "after-claim": (Outbox, "claim_oldest", False),
    "before-send": (GateClient, "begin", True),
    "after-send": (GateClient, "begin", False),
    "after-answer": (Exchange, "status_line", True),
    "before-acknowledgement": (Outbox, "acknowledge", True),
    "after-acknowledgement": (Outbox, "acknowledge", False),
    "in-migration": (migration, "_check_references", True),
}
"""Step -> owner, method, whether death comes before the method's work (else after it)."""
NETWORKS = ("roaming", "flapping", "real")


class RestlessHost(ScriptedHost):
    """Another access point with each sample, which is one record; or, ``is_flapping``, another network, which is two
    and wakes the uploader. A kilobyte more each time.
    """

    def __init__(self, *, is_flapping: bool = False) -> None:
        super().__init__()
        self._count, self._is_flapping = 0, is_flapping

    def sample(self) -> Sample:
        self._count += 1
        number = self._count % 2
        link = wifi(
            f"Net {number}" if self._is_flapping else "Net",
            bssid=f"02:00:00:00:00:a{number}",
            rx_bytes=1000 * self._count,
            tx_bytes=100 * self._count,
        )
        at_unix_ms = time.time_ns() // 1_000_000
        return replace(sample(0, link), at_unix_ms=at_unix_ms, uptime_s=asleep_too_s())

    def is_clock_synchronised(self) -> bool:
        return True


def note_appends(journal: Path) -> None:
    """Write down the names of records once the transaction that holds them is committed; the kernel has the lines
    before anything goes on.
    """
    append, write = ConnectionLog.append, Recorder._write
    handle = os.open(journal, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    names: list[str] = []

    def noted_append(self: ConnectionLog, record: Any, *arguments: Any, **named: Any) -> int:
        names.append(record.record_uuid)
        return append(self, record, *arguments, **named)

    def noted_write(self: Recorder, *arguments: Any) -> None:
        names.clear()
        write(self, *arguments)
        os.write(handle, "".join(f"{name}\n" for name in names).encode())

    ConnectionLog.append = noted_append  # type: ignore[method-assign]
    Recorder._write = noted_write  # type: ignore[method-assign, assignment]


def die_at(step: str, number: int) -> None:
    """Have the process killed at a step."""
    owner, name, is_before = STEPS[step]
    work = getattr(owner, name)
    left = number

    def deadly(*arguments: Any, **named: Any) -> Any:
        nonlocal left
        result = None if is_before else work(*arguments, **named)
        left -= result is not None or (is_before or name != "claim_oldest")
        if left <= 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return work(*arguments, **named) if is_before else result

    setattr(owner, name, deadly)


def run() -> int:
    """Be `netmon run` until it ends."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--die", default="", metavar="STEP:N", help=", ".join(STEPS))
    parser.add_argument("--network", choices=NETWORKS, default="roaming")
    asked, words = parser.parse_known_args()
    if asked.network != "real":
        netmon_tray.probes.host_probe = lambda: RestlessHost(is_flapping=asked.network == "flapping")
    note_appends(asked.folder / "appended")
    if asked.die:
        step, _, number = asked.die.partition(":")
        die_at(step, int(number or 1))
    places = ("--data-dir", str(asked.folder / "data"), "--config", str(asked.folder / "settings.toml"))
    return main(["run", *places, *words])


if __name__ == "__main__":
    sys.exit(run())

"""How often the disk is made to flush, counted at the system call by strace."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

NUMBER = 20
STEPS = """
import os, sys
from pathlib import Path
from netmon_tray.store.agent_state import AgentState
from netmon_tray.store.connection_log import ConnectionLog
from netmon_tray.store.database import Database
from netmon_tray.store.history import History, Minute, SignalMinute
from netmon_tray.store.outbox import Outbox
from support.store_records import LOCAL, PAYLOAD, record

number = int(sys.argv[2])
database = Database.open(Path(sys.argv[1]))
log, outbox, state, history = ConnectionLog(database), Outbox(database), AgentState(database), History(database)
heard = SignalMinute("02:00:00:00:00:a1", "rssi", -60, -58, -50, 12)


def phase(name, step):
    os.access(f"/phase/{name}/", os.F_OK)
    for count in range(number):
        step(count)


phase("warm", lambda count: log.append(record(), PAYLOAD, LOCAL))
phase("append", lambda count: log.append(record(), PAYLOAD, LOCAL, None, {"attachment": str(count)}))
phase("claim", lambda count: outbox.claim_oldest(0))
phase("acknowledge", lambda count: outbox.acknowledge(1 + count, 201, 0))
phase("claim_again", lambda count: outbox.claim_oldest(0))
phase("give_back", lambda count: outbox.give_back(1 + number + count, maybe_sent=True, attempt=True))
phase("state", lambda count: state.put({"circuit": str(count)}))
phase("minute", lambda count: history.add_minute(Minute(count * 60, "wi:A", "A", "wi", 1, 1, (heard,)), {"a": "b"}))
phase("read", lambda count: (outbox.counts(), list(log.records(limit=5)), database.data_version()))
phase("end", lambda count: None)
"""


def flushes(tmp_path: Path) -> Counter[str]:
    """Run the steps in a process of their own and count its flushes in each phase."""
    trace = tmp_path / "trace"
    tests = Path(__file__).resolve().parents[2]
    traced = ["strace", "-f", "-qq", "-e", "trace=fsync,fdatasync,sync_file_range,msync,access,faccessat,faccessat2"]
    subprocess.run(
        [*traced, "-o", str(trace), sys.executable, "-c", STEPS, str(tmp_path / "data"), str(NUMBER)],
        check=True,
        timeout=120,
        env={"PYTHONPATH": f"{tests}:{tests.parent / 'src'}"},
    )
    counted: Counter[str] = Counter()
    phase = "start"
    for line in trace.read_text("utf-8").splitlines():
        began = re.search(r'"/phase/(\w+)/"', line)
        phase = began[1] if began else phase
        counted[phase] += bool(re.search(r"\b(fsync|fdatasync|sync_file_range|msync)\(", line))
    return counted


def test_one_flush_for_what_must_last_and_none_for_the_rest(tmp_path: Path) -> None:
    """All stays under the two thousand pages at which SQLite moves the -wal into the database, a few flushes more."""
    counted = flushes(tmp_path)
    assert counted["append"] == NUMBER
    assert counted["acknowledge"] == NUMBER
    assert counted["minute"] == NUMBER
    for phase in ("claim", "claim_again", "give_back", "state", "read"):
        assert counted[phase] == 0, phase

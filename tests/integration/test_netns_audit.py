"""A router that is replaced while `netmon run` watches: told and noted once, over a restart, and in `netmon audit`."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from netmon_tray.model import TimelineEvent, TimelineKind
from netmon_tray.storage import opened
from support.netns import Namespace, mac_address, veth_pair

Wait = Callable[..., object]
ROOT = Path(__file__).resolve().parents[2]
ROUTER, OTHER = "198.51.100.2", "02:00:00:00:66:66"


class Machine:
    """A machine with one cable to its router."""

    def __init__(self, here: Namespace, there: Namespace, place: Path) -> None:
        self.here, self.there, self.place = here, there, place
        self.running: subprocess.Popen[str] | None = None

    def netmon(self, *words: str) -> subprocess.Popen[str]:
        command = (sys.executable, "-m", "netmon_tray", *words, "--data-dir", str(self.place))
        config = ("--config", str(self.place / "settings.toml"))
        environ = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
        return self.here.start(
            *command, *config, env=environ, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )

    def run(self) -> None:
        self.running = self.netmon("run")

    def stop(self) -> None:
        if self.running is not None:
            self.running.send_signal(signal.SIGTERM)
            assert self.running.communicate(timeout=20)[1] == ""
            self.running = None

    def tell(self, *words: str) -> tuple[int, str]:
        """Run a command to its end."""
        command = self.netmon(*words)
        out, _ = command.communicate(timeout=30)
        return command.returncode, out

    def knock(self) -> None:
        """Have the kernel find out who is behind the router's address."""
        self.here.run("ip", "neighbour", "flush", "dev", "lan0")
        with pytest.raises(ConnectionRefusedError):
            self.here.call(socket.create_connection, (ROUTER, 9), 5)

    def findings(self) -> list[TimelineEvent]:
        with opened(self.place) as stores:
            return stores.events.between(0, 1 << 50, kinds={TimelineKind.AUDIT_ROUTER})

    def knows(self, mac: str) -> bool:
        with opened(self.place) as stores:
            return mac in (stores.state.get("audit") or "")

    def forget_conditions(self) -> None:
        """What is told then is told by the next run."""
        with opened(self.place, writable=True) as stores:
            stores.state.put({"conditions": None})

    def conditions(self) -> list[str]:
        with opened(self.place) as stores:
            return [item["code"] for item in json.loads(stores.state.get("conditions") or "[]")]


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    (tmp_path / "settings.toml").write_text("[sampling]\ninterval_s = 1\n", "utf-8")
    with Namespace() as here, Namespace() as there:
        veth_pair(here, "lan0", "198.51.100.1/24", there, "peer0", f"{ROUTER}/24")
        here.run("ip", "route", "add", "default", "via", ROUTER)
        made = Machine(here, there, tmp_path)
        yield made
        if made.running is not None:
            made.running.kill()
            made.running.communicate(timeout=10)


def test_a_router_that_is_another_device_now(machine: Machine, eventually: Wait) -> None:
    machine.knock()
    machine.run()
    eventually(lambda: machine.knows(mac_address(machine.there, "peer0")), 20, "the router is known")
    machine.there.run("ip", "link", "set", "peer0", "address", OTHER)
    machine.knock()
    eventually(machine.findings, 30, "the other router is noted")
    (found,) = machine.findings()
    assert (found.network_key, dict(found.detail)) == ("et:lan0", {"mac": OTHER})
    eventually(lambda: "audit_router" in machine.conditions(), 10, "it is told")
    machine.stop()
    machine.forget_conditions()
    machine.run()
    eventually(lambda: "audit_router" in machine.conditions(), 20, "told after the restart too")
    assert machine.findings() == [found]
    code, out = machine.tell("audit", "--json")
    (network,) = json.loads(out)["networks"]
    assert (code, network["grade"], network["changes"][0]["kind"]) == (0, "not_applicable", "audit_router")
    assert network["changes"][0]["mac"] == OTHER
    machine.stop()

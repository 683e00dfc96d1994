"""The real probe under Windows, beside what this kernel says of a network that the check made."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from foreign.catalogue import How, check
from foreign.findings import Findings
from foreign.windows_agent import installed, wait_for_records
from foreign.windows_netmon import WindowsNetmon
from foreign.wine import windows
from support.gate_server import GateServer
from support.netns import Namespace, interface_bytes, mac_address, send_datagrams, veth_pair

HERE, THERE = "192.0.2.1", "192.0.2.2"
CABLE = "cable0"
SIZES = [1000] * 200
LIMIT_S = 300.0
ABSENT = ("bssid", "rssi_dbm", "frequency_ghz", "mccmnc", "latitude")
"""Facts that a cable does not have."""


ASKS = """
import json
from netmon_tray.codec import to_plain
from netmon_tray.probes import host_probe
from netmon_tray.probes.asking import Patience
from netmon_tray.probes.knock import knock
from netmon_tray.probes.windows.echo import echo
from netmon_tray.probes.windows.resolvers import system_resolvers
once, answers = Patience(1, 2.0), {}
answers["echo"] = len(echo("%s", once).rtts_ms)
answers["silent"] = echo("%s", Patience(2, 0.2)).sent
answers["refused"] = len(knock("%s", 9, once).rtts_ms)
probe = host_probe()
gateway = probe.sample().gateway
probe.close()
print(json.dumps([answers, system_resolvers(), to_plain(gateway)]))
"""
NOBODY = "192.0.2.77"


@check("windows-round-trips", "echoes, a refused connection, the name servers, the router's hardware address", How.WINE)
def round_trips() -> list[str]:
    """A host of the check's own answers an echo and refuses a connection; nobody has the third address."""
    found = Findings()
    with Namespace(LIMIT_S) as here, Namespace() as there:
        veth_pair(here, CABLE, f"{HERE}/24", there, "cable1", f"{THERE}/24")
        here.run("ip", "route", "add", "default", "via", THERE)
        done, router = here.call(_asked), {"address": THERE, "mac": mac_address(there, "cable1")}
    try:
        answers, resolvers, gateway = json.loads(done.stdout)
    except ValueError:
        return [f"the program said: {done.stdout}{done.stderr[-800:]}"]
    found.expect(answers == {"echo": 1, "silent": 2, "refused": 1}, "an answer each, but of nobody", answers)
    found.expect(gateway == router, f"the router {router}", gateway)
    own = [
        line.split()[1] for line in Path("/etc/resolv.conf").read_text().splitlines() if line.startswith("nameserver")
    ]
    found.expect(resolvers == own, f"the name servers {own}", resolvers)
    return found.troubles


def _asked() -> subprocess.CompletedProcess[str]:
    with windows() as machine:
        return machine.run("-c", ASKS % (THERE, NOBODY, THERE), limit_s=60)


@check("windows-network", "the real probe: primary interface, kind, counters to the byte; its records sent", How.WINE)
def network() -> list[str]:
    """A link of the check's own, seen by `netmon status`, `run` and `log`; what passes over it is counted."""
    with Namespace(LIMIT_S) as here, Namespace() as there:
        veth_pair(here, CABLE, f"{HERE}/24", there, "cable1", f"{THERE}/24")
        here.run("ip", "route", "add", "default", "via", THERE)
        return here.call(lambda: _observe(there))


def _observe(there: Namespace) -> list[str]:
    """Run within the network: so do Wine and the Gate, on its loopback."""
    found = Findings()
    with windows() as machine, GateServer(token="canary-token-of-a-cable") as gate:
        netmon = installed(machine, gate)
        _status(netmon, found)
        before = interface_bytes(CABLE)
        with netmon.running("run") as agent:
            wait_for_records(gate, 1)
            there.call(send_datagrams, (HERE, 9), SIZES)
            code = agent.end()
            found.expect(code == 0, "a clean end", (code, agent.errors))
        moved = tuple(now - then for now, then in zip(interface_bytes(CABLE), before, strict=True))
        records = netmon.json("log")
        counted = tuple(sum(record["payload"][name] for record in records) for name in ("inbytes", "outbytes"))
        found.expect(counted == moved, f"the bytes that the kernel counted, {moved}", counted)
        found.expect(moved[0] >= sum(SIZES), "traffic at all", moved)
        events = [record["event"] for record in records]
        found.expect((events[0], events[-1]) == ("established", "terminated"), "a connection's whole life", events)
        sent = [item.record for item in gate.accepted]
        found.expect(sent == [record["payload"] for record in records], "each record delivered as it was logged", sent)
        subprocess.run(["ip", "link", "set", CABLE, "down"], check=True)
        found.expect(netmon.json("status")["connection"] is None, "without the link there is no connection")
    return found.troubles


def _status(netmon: WindowsNetmon, found: Findings) -> None:
    status: dict[str, Any] = netmon.json("status")
    primary = status["connection"]
    if primary is None:
        found.expect(False, "a primary interface", json.dumps(status)[:500])
        return
    seen = (primary["interface"], primary["network_type"], primary["interface_kind"], primary["vpn"])
    found.expect(seen == (CABLE, "et", "wired", None), "the cable", seen)
    found.expect(all(primary[name] is None for name in ABSENT), "no fact that a cable does not have", primary)
    found.expect(status["conditions"] == [], "nothing that needs attention", status["conditions"])

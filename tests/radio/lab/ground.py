"""What is there before the first scenario: radios, cables, the namespace of the access points, DHCP, the system bus."""

from __future__ import annotations

import os
from pathlib import Path

from radio.lab.shell import Process, run

AP = "ap"
"""Network namespace of everything that is not this computer."""
STATION = "wlan0"
ACCESS_POINT_RADIOS = ("wlan1", "wlan2", "wlan3")
CABLES = {"eth1": "10.78.0.1/24", "eth3": ""}
"""Far ends of the cables at eth0 and eth2, in ``AP``."""
GATEWAY = "10.77.0.1"
WIRED_GATEWAY = "10.78.0.1"
BRIDGE = "br-ap"
MODULES = ("mac80211_hwsim radios=4", "e1000", "virtio_net", "bridge", "tun", "sch_netem")
SYSTEM_BUS = "/run/dbus/system_bus_socket"


class Ground:
    """Lays it out, and ends the lasting processes (by id)."""

    def __init__(self, results: Path) -> None:
        self._results = results
        self._processes: list[Process] = []

    def lay(self) -> None:
        """Bring everything up; safe to call once."""
        for module in MODULES:
            run("modprobe", *module.split())
        self._devices()
        self._system_bus()
        self._far_side()

    def end(self) -> None:
        """End what runs."""
        for process in reversed(self._processes):
            process.end()

    def _start(self, name: str, *words: str, netns: str = "") -> None:
        self._processes.append(Process(*words, log=self._results / f"{name}.log", netns=netns))

    def _devices(self) -> None:
        run("ip", "link", "set", "lo", "up")
        run("sysctl", "-qw", "net.ipv6.conf.all.disable_ipv6=1", "net.ipv6.conf.default.disable_ipv6=1")

    def _system_bus(self) -> None:
        if not Path(SYSTEM_BUS).exists():
            Path(SYSTEM_BUS).parent.mkdir(parents=True, exist_ok=True)
            self._start("dbus", "dbus-daemon", "--system", "--nofork", "--nopidfile")

    def _far_side(self) -> None:
        run("ip", "netns", "add", AP)
        for radio in ACCESS_POINT_RADIOS:
            phy = (Path("/sys/class/net") / radio / "phy80211" / "name").read_text().strip()
            run("iw", "phy", phy, "set", "netns", "name", AP)
        run("sysctl", "-qw", "net.ipv6.conf.all.disable_ipv6=1", "net.ipv6.conf.default.disable_ipv6=1", netns=AP)
        run("ip", "link", "set", "lo", "up", netns=AP)
        run("ip", "link", "add", BRIDGE, "type", "bridge", netns=AP)
        run("ip", "addr", "add", f"{GATEWAY}/24", "dev", BRIDGE, netns=AP)
        run("ip", "link", "set", BRIDGE, "up", netns=AP)
        for cable, address in CABLES.items():
            run("ip", "link", "set", cable, "netns", AP)
            if address:
                run("ip", "addr", "add", address, "dev", cable, netns=AP)
            run("ip", "link", "set", cable, "up", netns=AP)
        self._start(
            "dnsmasq",
            *("dnsmasq", "--keep-in-foreground", "--conf-file=/dev/null", "--port=0", "--bind-dynamic", "--log-dhcp"),
            *(f"--interface={BRIDGE}", "--interface=eth1", "--no-ping", "--dhcp-authoritative", "--user=root"),
            *("--dhcp-leasefile=/run/dnsmasq.leases", "--dhcp-range=10.77.0.50,10.77.0.90,12h"),
            "--dhcp-range=10.78.0.50,10.78.0.90,12h",
            netns=AP,
        )
        pump = str(Path(__file__).with_name("pump.py"))
        self._start("pump", "/opt/netmon/bin/python", pump, netns=AP)


def kernel() -> str:
    """Return the release of the running kernel."""
    return os.uname().release

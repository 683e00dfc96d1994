"""A real NetworkManager in a network namespace of its own, beside a router with DHCP and a connectivity check.

Both namespaces belong to processes that the test starts and end with them; nothing of the machine's own network,
of its NetworkManager or of its buses is touched. Needs root, NetworkManager, dnsmasq and iproute2.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.bus import BusClient, PrivateBus, bus_client, end, wait_for

NM = "org.freedesktop.NetworkManager"
NM_PATH = "/org/freedesktop/NetworkManager"
ROUTER = "198.51.100.1"
CHECK_PORT = 8080

_DAEMON_CONFIG = """[main]
plugins=keyfile
auth-polkit=false
dhcp=internal
dns=none
rc-manager=unmanaged
no-auto-default=*
[keyfile]
path={folder}/profiles
[device]
match-device=*
managed=1
[logging]
level=INFO
[connectivity]
enabled=true
uri=http://{router}:{port}/check
response=NetworkManager is online
interval=300
"""

_PROFILE = """[connection]
id=Lab cable
uuid=7a1c3d7e-0000-4000-8000-00000000000a
type=ethernet
interface-name=lab0
autoconnect=true
[ipv4]
method=auto
dhcp-timeout=30
[ipv6]
method=disabled
"""

_CHECK_SERVER = """
import http.server, pathlib, sys
router, port, answer = sys.argv[1], int(sys.argv[2]), pathlib.Path(sys.argv[3])
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = answer.read_bytes()
        self.send_response(200 if b"online" in body else 302)
        if b"online" not in body:
            self.send_header("Location", f"http://{router}/login")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def log_message(self, *arguments):
        pass
http.server.HTTPServer((router, port), Handler).serve_forever()
"""


class NetworkManagerLab:
    """A running daemon with one cable, ``lab0``, and the hands to pull it and to open or close the portal."""

    def __init__(self, bus: PrivateBus, client: BusClient, router: int, answer: Path, daemon: subprocess.Popen[bytes]):
        self.bus = bus
        self.client = client
        self.daemon = daemon
        self._router = router
        self._answer = answer

    def property(self, name: str) -> object:
        """A property of the manager."""
        return self.client.call(NM, NM_PATH, "org.freedesktop.DBus.Properties", "Get", "ss", NM, name)[1]

    def check_connectivity(self) -> int:
        """Have NetworkManager ask its check's address now; returns NMConnectivityState."""
        return int(self.client.call(NM, NM_PATH, NM, "CheckConnectivity"))

    def open_portal(self) -> None:
        """From now on the check is led to a login page."""
        self._answer.write_text("please log in")

    def close_portal(self) -> None:
        """From now on the check is answered as it should be."""
        self._answer.write_text("NetworkManager is online")

    def pull_cable(self) -> None:
        """Take the carrier away at the router's end."""
        _run("ip", "link", "set", "lab1", "down", inside=self._router)

    def plug_cable(self) -> None:
        """Bring the carrier back."""
        _run("ip", "link", "set", "lab1", "up", inside=self._router)


@contextlib.contextmanager
def networkmanager_lab(bus: PrivateBus) -> Iterator[NetworkManagerLab]:
    """NetworkManager on ``bus``, started with the cable in and a metered DHCP lease on offer."""
    if os.geteuid() != 0:
        pytest.fail("This test starts a NetworkManager in a network namespace of its own: it has to run as root.")
    with contextlib.ExitStack() as stack:
        client_side, router = stack.enter_context(_namespace()), stack.enter_context(_namespace())
        _connect(client_side, router)
        folder = bus.folder / "nm"
        folder.mkdir()
        answer = folder / "answer"
        answer.write_text("NetworkManager is online")
        stack.enter_context(_process(_dhcp_command(folder), router, bus))
        check = [sys.executable, "-c", _CHECK_SERVER, ROUTER, str(CHECK_PORT), str(answer)]
        stack.enter_context(_process(check, router, bus))
        daemon = stack.enter_context(_process(_daemon_command(folder), client_side, bus))
        client = stack.enter_context(bus_client(bus))
        wait_for(lambda: client.has_owner(NM), "NetworkManager", 20)
        yield NetworkManagerLab(bus, client, router, answer, daemon)


@contextlib.contextmanager
def _namespace() -> Iterator[int]:
    """A network namespace, held by a process that only sleeps; yields its id."""
    holder = subprocess.Popen(["unshare", "--net", "sleep", "infinity"])
    try:
        own = Path("/proc/self/ns/net").readlink()
        wait_for(lambda: Path(f"/proc/{holder.pid}/ns/net").readlink() != own, "the network namespace")
        _run("ip", "link", "set", "lo", "up", inside=holder.pid)
        yield holder.pid
    finally:
        end(holder)


def _connect(client: int, router: int) -> None:
    _run("ip", "link", "add", "lab0", "type", "veth", "peer", "name", "lab1", "netns", str(router), inside=client)
    _run("ip", "address", "add", f"{ROUTER}/24", "dev", "lab1", inside=router)
    _run("ip", "link", "set", "lab1", "up", inside=router)


def _dhcp_command(folder: Path) -> list[str]:
    return [
        "dnsmasq",
        "--no-daemon",
        "--conf-file=/dev/null",
        "--user=root",
        "--port=0",
        "--interface=lab1",
        "--bind-interfaces",
        "--dhcp-range=198.51.100.50,198.51.100.60,1h",
        f"--dhcp-option=3,{ROUTER}",
        "--dhcp-option-force=43,ANDROID_METERED",
        "--no-ping",
        f"--dhcp-leasefile={folder}/leases",
    ]


def _daemon_command(folder: Path) -> list[str]:
    """The daemon within a mount namespace: it must find /sys read-only (else it waits for udev) and its own /run."""
    for name in ("profiles", "conf.d", "state"):
        (folder / name).mkdir()
    config = folder / "NetworkManager.conf"
    config.write_text(_DAEMON_CONFIG.format(folder=folder, router=ROUTER, port=CHECK_PORT))
    profile = folder / "profiles" / "lab.nmconnection"
    profile.write_text(_PROFILE)
    profile.chmod(0o600)
    script = (
        "mount -o remount,ro /sys && mount -t tmpfs tmpfs /run && mkdir /run/NetworkManager "
        "&& mount -t tmpfs tmpfs /var/lib/NetworkManager && exec /usr/sbin/NetworkManager --debug "
        f"--config={config} --config-dir={folder}/conf.d --system-config-dir={folder}/conf.d "
        f"--intern-config={folder}/intern.conf --state-file={folder}/state/state --pid-file={folder}/state/pid"
    )
    return ["unshare", "--mount", "sh", "-c", script]


@contextlib.contextmanager
def _process(command: list[str], inside: int, bus: PrivateBus) -> Iterator[subprocess.Popen[bytes]]:
    full = ["nsenter", f"--net=/proc/{inside}/ns/net", *command]
    with (bus.folder / "daemons.log").open("ab") as log:
        process = subprocess.Popen(full, env=bus.environment(), stdout=log, stderr=log, stdin=subprocess.DEVNULL)
    try:
        yield process
    finally:
        end(process)


def _run(*command: str, inside: int) -> None:
    full = ["nsenter", f"--net=/proc/{inside}/ns/net", *command]
    subprocess.run(full, check=True, timeout=20, capture_output=True)

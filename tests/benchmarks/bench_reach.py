"""What asking for round trips costs while nothing happens, beside ping; and how soon an outage is named."""

from __future__ import annotations

import contextlib
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from process import Running, Spent, home_variables, netmon, passing_home, running
from table import Figure

from netmon_tray.happenings import outage_of
from netmon_tray.model import OutageCause, TimelineKind
from netmon_tray.storage import Stores
from netmon_tray.store.database import Database

assert sys.platform == "linux"  # so that the type checker reads what follows for this system only

from support.name_server import NameServer  # noqa: E402
from support.netns import Namespace, may_make_namespaces  # noqa: E402
from support.site import FAR, ROUTER, Site, drop_everything, open_site  # noqa: E402

TITLE = "Asking how far one reaches"
SETTLE_S = 15.0
WINDOW_S = 120.0
GIVEN_UP_S = 60.0
INTERVAL_S = 5
"""The default of ``reachability.interval_s``, and what ping is told."""
_RECORDING = '[reachability]\ntargets = "{targets}"\n'
TARGET_CPU = "<= 3 CPU-s/h more"


def measure() -> list[Figure]:
    """Record twice in a network of our own, asking and not asking, and ping the same two hosts from a third."""
    if not may_make_namespaces() or shutil.which("ping") is None:
        why = "needs root, and ping"
        return [Figure("asking: CPU", None, "CPU-s/h", note=why), Figure("asking: packets", None, "/min", note=why)]
    with passing_home() as folder, contextlib.ExitStack() as stack:
        asking, silent, pinging = (stack.enter_context(_place()) for _ in range(3))
        programs = {
            "asking": _record(stack, asking, folder / "asking", "gateway, dns"),
            "silent": _record(stack, silent, folder / "silent", ""),
            "ping": _ping(stack, pinging, folder),
        }
        time.sleep(SETTLE_S)
        places = {"asking": asking, "silent": silent, "ping": pinging}
        before = {name: (_spent(running), _packets(places[name])) for name, running in programs.items()}
        time.sleep(WINDOW_S)
        after = {name: (_spent(running), _packets(places[name])) for name, running in programs.items()}
    cpu = {name: (after[name][0] - before[name][0]) / WINDOW_S * 3600 for name in programs}
    packets = {name: (after[name][1] - before[name][1]) / WINDOW_S * 60 for name in programs}
    named = _named_after()
    peer = f"ping -i {INTERVAL_S} of gateway and name server"
    return [
        Figure("asking: CPU more", cpu["asking"] - cpu["silent"], "CPU-s/h", peer, cpu["ping"], TARGET_CPU),
        Figure("asking: packets both ways", packets["asking"] - packets["silent"], "/min", peer, packets["ping"]),
        *(Figure(f"{cause.value} named after", seconds, "s", target="<= 15 s") for cause, seconds in named.items()),
    ]


def _named_after() -> dict[OutageCause, float]:
    """Break one part after the other of a network that the program watches at its defaults; how soon it says so."""
    found: dict[OutageCause, float] = {}
    with passing_home() as folder, contextlib.ExitStack() as stack:
        site = stack.enter_context(open_site())
        names = stack.enter_context(contextlib.ExitStack())
        names.enter_context(site.far.call(NameServer, FAR))
        _record(stack, site, folder / "home", f"gateway, dns, {FAR}")
        data_dir = folder / "home" / "data"
        time.sleep(SETTLE_S)
        names.close()
        found[OutageCause.DNS] = _until(data_dir, OutageCause.DNS)
        stack.enter_context(site.far.call(NameServer, FAR))
        _until(data_dir, None)
        for cause, place, device in (
            (OutageCause.INTERNET, site.far, "w1"),
            (OutageCause.GATEWAY, site.router, "v1"),
        ):
            with drop_everything(place, device):
                found[cause] = _until(data_dir, cause)
            _until(data_dir, None)
        site.router.run("ip", "link", "set", "v1", "down")
        found[OutageCause.LINK] = _until(data_dir, OutageCause.LINK)
    return found


def _until(data_dir: Path, cause: OutageCause | None) -> float:
    """Wait until that is what the database calls open; return the seconds. Raises RuntimeError."""
    began_s = time.monotonic()
    with Database.open(data_dir, writable=False) as database:
        while time.monotonic() - began_s < GIVEN_UP_S:
            event = Stores.of(database).events.open(TimelineKind.OUTAGE)
            outage = outage_of(event) if event else None
            if (outage.cause if outage else None) == cause:
                return time.monotonic() - began_s
            time.sleep(0.1)
    raise RuntimeError(f"{cause} was not named")


@contextlib.contextmanager
def _place() -> Iterator[Site]:
    with open_site() as site, site.far.call(NameServer, FAR):
        yield site


def _record(stack: contextlib.ExitStack, site: Site, home: Path, targets: str) -> list[Running]:
    variables = home_variables(home)
    Path(variables["NETMON_CONFIG"]).write_text(_RECORDING.format(targets=targets), "utf-8")
    resolver = home / "resolv.conf"
    resolver.write_text(f"nameserver {FAR}\n", "ascii")
    site.here.run("mount", "--bind", str(resolver), "/etc/resolv.conf")  # in the namespace's own mounts
    return [_started(stack, site.here, netmon("run"), variables, home / "log")]


def _ping(stack: contextlib.ExitStack, site: Site, folder: Path) -> list[Running]:
    commands = [["ping", "-q", "-i", str(INTERVAL_S), host] for host in (ROUTER, FAR)]
    return [
        _started(stack, site.here, command, {}, folder / f"ping{number}.log") for number, command in enumerate(commands)
    ]


def _started(
    stack: contextlib.ExitStack, here: Namespace, command: list[str], variables: dict[str, str], log: Path
) -> Running:
    found: Running = here.call(stack.enter_context, running(command, variables, log))
    return found


def _spent(programs: list[Running]) -> float:
    spent: list[Spent] = [one.spent() for one in programs]
    return sum(one.cpu_s for one in spent)


def _packets(site: Site) -> int:
    """Packets that the machine's cable carried, both ways."""
    words = site.here.run("cat", "/proc/thread-self/net/dev").split("v0:")[1].split()
    return int(words[1]) + int(words[9])

"""The real agent in a network that fails in one place after the other: each is named rightly, and kept."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from netmon_tray.agent import Agent
from netmon_tray.happenings import outage_of
from netmon_tray.model import Outage, OutageCause, OutageEnd, Reachability, Sample, TimelineKind
from netmon_tray.paths import resolve_paths
from netmon_tray.probes.linux.host import LinuxHost
from netmon_tray.probes.location import LocatedHost, Locator
from netmon_tray.probes.reachability import Reach
from netmon_tray.settings import Loaded, Settings
from netmon_tray.storage import Stores
from netmon_tray.store.database import Database
from netmon_tray.store.history import Span
from support.name_server import NameServer
from support.site import FAR, NoDaemons, Site, drop_everything, open_site
from support.web_portal import WebPortal

LIMIT_S = 60.0
NAMES = {"files.test": FAR}


def here() -> LocatedHost:
    """The probe as it is used, without a daemon to ask for the position."""
    return LocatedHost(LinuxHost(daemons=NoDaemons()), Locator(lambda: None))


class Watched:
    """An agent in the machine of a site; it samples and asks every second."""

    def __init__(self, site: Site, folder: Path, targets: str = "gateway, dns, files.test") -> None:
        self.site, self.folder = site, folder
        settings = Settings()
        settings = replace(
            settings,
            sampling=replace(settings.sampling, interval_s=1.0),
            reachability=replace(settings.reachability, targets=targets, interval_s=1.0),
        )
        paths = resolve_paths(str(folder), str(folder / "settings.toml"), {})
        loaded = Loaded(settings)
        self.agent: Agent = site.here.call(
            lambda: Agent(paths, lambda: loaded, here(), asker=Reach(resolvers=lambda: (FAR,)))
        )
        site.here.call(self.agent.start, 10.0)

    def eventually(self, condition: Callable[[], bool], what: str) -> None:
        deadline_s = time.monotonic() + LIMIT_S
        while not condition():
            assert time.monotonic() < deadline_s, f"{what}; {self.agent.snapshot().standing}, {self.outages()}"
            time.sleep(0.1)

    def settled(self) -> None:
        """Everybody answers, and nothing is open."""
        self.eventually(
            lambda: self.agent.snapshot().standing.is_online and self.agent.snapshot().standing.outage is None,
            "everything is answered",
        )

    def fails(self, cause: OutageCause) -> None:
        self.eventually(lambda: bool(self.now) and self.now == cause, f"{cause} is named")

    @property
    def now(self) -> OutageCause | None:
        outage = self.agent.snapshot().standing.outage
        return outage.cause if outage else None

    def sample(self) -> Sample:
        sample = self.agent.snapshot().sample
        assert sample is not None
        return sample

    def conditions(self) -> list[str]:
        return [item.code for item in self.agent.snapshot().conditions]

    def outages(self) -> list[tuple[OutageCause, OutageEnd | None]]:
        return [(outage.cause, outage.end) for outage in stored(self.folder)]


def stored(folder: Path) -> list[Outage]:
    with contextlib.closing(Database.open(folder, writable=False)) as database:
        events = Stores.of(database).events.between(0, 1 << 50, kinds={TimelineKind.OUTAGE})
    return [outage for event in events if (outage := outage_of(event))]


@pytest.fixture
def site() -> Iterator[Site]:
    with open_site() as made:
        yield made


@contextlib.contextmanager
def watched(site: Site, folder: Path, targets: str = "gateway, dns, files.test") -> Iterator[Watched]:
    made = Watched(site, folder, targets)
    try:
        yield made
    finally:
        made.agent.stop()


def test_each_part_that_fails_is_named_and_nothing_else(site: Site, tmp_path: Path) -> None:
    with watched(site, tmp_path) as netmon:
        names = site.far.call(NameServer, FAR, names=NAMES)
        netmon.settled()
        netmon.eventually(lambda: netmon.sample().reachability is Reachability.ONLINE, "the sample tells of it")
        with names:
            pass
        netmon.fails(OutageCause.DNS)
        netmon.eventually(lambda: "outage" in netmon.conditions(), "people are told")
        with site.far.call(NameServer, FAR, names=NAMES):
            netmon.settled()
            for cause, place, device in (
                (OutageCause.INTERNET, site.far, "w1"),
                (OutageCause.GATEWAY, site.router, "v1"),
            ):
                with drop_everything(place, device):
                    netmon.fails(cause)
                netmon.settled()
            site.router.run("ip", "link", "set", "v1", "down")
            netmon.fails(OutageCause.LINK)
            site.router.run("ip", "link", "set", "v1", "up")
            netmon.settled()
    named = [OutageCause.DNS, OutageCause.INTERNET, OutageCause.GATEWAY, OutageCause.LINK]
    assert netmon.outages() == [(cause, OutageEnd.RECOVERED) for cause in named]
    assert all((outage.until_unix_ms or 0) > outage.since_unix_ms for outage in stored(tmp_path))


def test_a_stop_ends_an_outage_and_the_next_run_knows_who_answered(site: Site, tmp_path: Path) -> None:
    with site.far.call(NameServer, FAR, names=NAMES), watched(site, tmp_path) as netmon:
        netmon.settled()
        with drop_everything(site.router, "v1"):
            netmon.fails(OutageCause.GATEWAY)
            netmon.agent.stop()
            with watched(site, tmp_path) as again:
                again.fails(OutageCause.GATEWAY)
    assert again.outages() == [(OutageCause.GATEWAY, OutageEnd.STOPPED)] * 2
    with contextlib.closing(Database.open(tmp_path, writable=False)) as database:
        days = Stores.of(database).trips.rows(Span.DAY, 0, 1 << 32)
    gateway = next(row.sums for row in days if row.party == "gateway")
    assert gateway.lost > 0
    assert (gateway.mean_ms or 0) > 0


def test_a_login_page_is_no_outage(site: Site, tmp_path: Path) -> None:
    site.router.run("ip", "address", "add", "192.0.2.1/32", "dev", "lo")
    with (
        site.router.call(WebPortal, "192.0.2.1", 302),
        watched(site, tmp_path, f"gateway, {FAR}") as netmon,
        drop_everything(site.far, "w1"),
    ):
        netmon.eventually(lambda: netmon.agent.snapshot().standing.has_portal, "the login page is met")
        netmon.eventually(lambda: netmon.sample().has_portal, "the sample tells of it")
        assert netmon.now is None

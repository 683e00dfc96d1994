"""Round trips in real network namespaces: a gateway, a host and a name server behind it, and what can fail there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from netmon_tray.model import RoundTrips, Silence
from netmon_tray.probes.reachability import Place, Reach, Reached
from netmon_tray.targets import DNS, GATEWAY, targets
from support.name_server import NameServer
from support.netns import Namespace
from support.site import FAR, ROUTER, Site, allow_echoes, open_site
from support.web_portal import WebPortal
from support.wire import Wire

EVERYBODY = (GATEWAY, DNS)


@pytest.fixture
def site() -> Iterator[Site]:
    with open_site() as made:
        yield made


class Asker:
    """A ``Reach`` in the namespace of the machine that is looked after."""

    def __init__(self, here: Namespace, gateway: str, *resolvers: str) -> None:
        self.here, self.place = here, Place("v0", gateway)
        self.reach = here.call(Reach, resolvers=lambda: resolvers)

    def __call__(self, named: str = "", *, is_urgent: bool = False) -> Reached:
        return self.here.call(
            self.reach.ask, self.place, EVERYBODY, targets(named), is_urgent=is_urgent, seeks_portal=True
        )


def works(trips: RoundTrips | None) -> bool:
    return trips is not None and trips.silence is None and trips.sent == 1 and 0 < trips.rtts_ms[0] < 500


@pytest.fixture
def ask(site: Site) -> Asker:
    return Asker(site.here, ROUTER, FAR)


def test_everybody_answers(site: Site, ask: Asker) -> None:
    with site.far.call(NameServer, FAR):
        found = ask(FAR)
    assert set(found.trips) == {GATEWAY, DNS, FAR}
    assert all(map(works, found.trips.values()))
    assert found.is_dns_beyond
    assert not found.has_portal


def test_a_server_that_is_gone_is_unreachable_and_a_silent_one_is_silent(site: Site, ask: Asker) -> None:
    found = ask()
    assert found.trips[DNS] == RoundTrips(1, (), Silence.UNREACHABLE)  # its host says that nobody listens
    with site.far.call(NameServer, FAR, delay_s=1000):
        found = ask(is_urgent=True)
    assert found.trips[DNS] == RoundTrips(4, (), Silence.TIMEOUT)


def test_an_answer_that_comes_late_in_an_urgent_round_counts_with_its_own_time(site: Site, ask: Asker) -> None:
    with site.far.call(NameServer, FAR, delay_s=0.9):
        found = ask(is_urgent=True)
    (rtt_ms,) = found.trips[DNS].rtts_ms
    assert found.trips[DNS].sent == 2
    assert rtt_ms >= 900


def test_without_echoes_a_refused_connection_is_an_answer(site: Site, ask: Asker) -> None:
    site.here.run("sysctl", "-qw", "net.ipv4.ping_group_range=1 0")
    found = ask(FAR)
    assert works(found.trips[GATEWAY])
    assert works(found.trips[FAR])


def test_where_nothing_is_let_through_nobody_was_asked(site: Site, ask: Asker) -> None:
    site.here.run("sysctl", "-qw", "net.ipv4.ping_group_range=1 0")
    site.router.run("ip", "rule", "add", "pref", "9", "lookup", "local")
    tcp = "6"  # its name is known to no minimal system
    site.router.run("ip", "rule", "add", "pref", "1", "iif", "v1", "ipproto", tcp, "blackhole")
    site.router.run("ip", "rule", "del", "pref", "0")
    assert ask().trips[GATEWAY] == RoundTrips(silence=Silence.FORBIDDEN)


def test_a_target_by_name_is_found_while_the_name_server_works_and_asked_on_after_that(site: Site, ask: Asker) -> None:
    ask.reach._known.clear()
    with site.far.call(NameServer, FAR, names={"files.test": FAR}):
        assert works(ask("files.test").trips["files.test"])
    found = ask("files.test", is_urgent=True)
    assert found.trips[DNS].silence is not None
    assert works(found.trips["files.test"])


def test_a_name_that_does_not_exist_and_one_that_no_name_server_could_be_asked_for(site: Site, ask: Asker) -> None:
    with site.far.call(NameServer, FAR, names={}):
        found = ask(f"absent.test, {'ä' * 60}.test")
    assert {found.trips[name].silence for name in found.trips if name not in EVERYBODY} == {Silence.UNRESOLVED}


def test_a_provider_that_answers_every_name_is_no_answer_of_the_target(site: Site, ask: Asker) -> None:
    with site.far.call(NameServer, FAR):  # one address for all names
        ask("absent.test")
        ask.reach._known.clear()
        found = ask("absent.test")
    assert found.answers_everything
    assert found.trips["absent.test"] == RoundTrips(silence=Silence.HIJACKED)


@pytest.mark.parametrize("given", ["0.0.0.0", "127.0.0.1"])
def test_a_filter_that_gives_this_machine_s_own_address_is_no_answer_of_the_target(
    site: Site, ask: Asker, given: str
) -> None:
    site.here.run("ip", "link", "set", "lo", "up")
    with site.far.call(NameServer, FAR, names={"blocked.test": given}):
        found = ask("blocked.test")
    assert found.trips["blocked.test"] == RoundTrips(silence=Silence.HIJACKED)
    assert not found.answers_everything


def test_a_login_page_is_met_at_an_address_that_nobody_has(site: Site, ask: Asker) -> None:
    site.router.run("ip", "address", "add", "192.0.2.1/32", "dev", "lo")
    with site.router.call(WebPortal, "192.0.2.1", 302) as portal:
        assert ask().has_portal
        portal.code = 503  # a proxy that can't reach it
        ask.reach._portal_due_s = 0.0
        assert not ask().has_portal


def test_a_gateway_that_loses_packets_still_answers_in_an_urgent_round() -> None:
    with Namespace() as here, Namespace() as there, Wire(here, "198.51.100.1", there, "198.51.100.2") as wire:
        allow_echoes(here)
        ask = Asker(here, "198.51.100.2")
        assert works(ask().trips[GATEWAY])
        wire.loss = 0.4
        rounds = [ask(is_urgent=is_urgent).trips[GATEWAY] for is_urgent in (False, True) * 3]
        assert sum(one.lost for one in rounds) > 0
        assert all(one.rtts_ms for one in rounds[1::2])


def test_nobody_is_asked_for_whom_no_party_was_named(site: Site, ask: Asker) -> None:
    found = site.here.call(ask.reach.ask, ask.place, (), (), seeks_portal=False)
    assert found == Reached(is_dns_beyond=True)


def test_ipv6(site: Site) -> None:
    ask = Asker(site.here, "2001:db8::2")
    assert works(ask().trips[GATEWAY])

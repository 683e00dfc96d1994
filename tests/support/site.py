"""A machine, its router, and a host behind it with the name server: three network namespaces and two cables."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from support.netns import Namespace, veth_pair

HOST, ROUTER = "198.18.0.1", "198.18.0.2"
FAR_SIDE, FAR = "198.18.1.1", "198.18.1.2"


class NoDaemons:
    """The machine's own NetworkManager knows nothing of these namespaces."""

    def readers(self) -> None:
        return None

    def listener(self, on_change: Callable[[], None]) -> None:
        return None


@dataclass(frozen=True)
class Site:
    """v0 (here) to v1 (router), w0 (router) to w1 (far)."""

    here: Namespace
    router: Namespace
    far: Namespace


@contextlib.contextmanager
def open_site() -> Iterator[Site]:
    """Lay the cables; everybody may send echoes, as systemd sets it on most systems."""
    with Namespace() as here, Namespace() as router, Namespace() as far:
        veth_pair(here, "v0", f"{HOST}/24", router, "v1", f"{ROUTER}/24")
        veth_pair(router, "w0", f"{FAR_SIDE}/24", far, "w1", f"{FAR}/24")
        here.run("ip", "route", "add", "default", "via", ROUTER)
        far.run("ip", "route", "add", "default", "via", FAR_SIDE)
        here.run("ip", "address", "add", "2001:db8::1/64", "dev", "v0", "nodad")
        router.run("ip", "address", "add", "2001:db8::2/64", "dev", "v1", "nodad")
        router.call(_write, "/proc/sys/net/ipv4/ip_forward", "1")
        allow_echoes(here)
        yield Site(here, router, far)


def allow_echoes(here: Namespace) -> None:
    """Let everybody in a network send echoes; a new one lets nobody."""
    here.call(_write, "/proc/sys/net/ipv4/ping_group_range", "0 2147483647")


def _write(place: str, text: str) -> None:
    with open(place, "w", encoding="ascii") as file:  # noqa: PTH123 - a file of this thread's namespace
        file.write(text)


@contextlib.contextmanager
def drop_everything(place: Namespace, device: str) -> Iterator[None]:
    """Have a host drop all IPv4 packets that reach it on a device, without a word to anybody."""
    place.run("ip", "rule", "add", "pref", "9", "lookup", "local")
    place.run("ip", "rule", "add", "pref", "1", "iif", device, "blackhole")
    place.run("ip", "rule", "del", "pref", "0")
    try:
        yield
    finally:
        place.run("ip", "rule", "add", "pref", "0", "lookup", "local")
        place.run("ip", "rule", "del", "pref", "1")
        place.run("ip", "rule", "del", "pref", "9")

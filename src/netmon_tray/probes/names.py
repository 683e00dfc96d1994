"""The system's name servers: whether they answer, how fast, and whether what they answer can be believed."""

from __future__ import annotations

import os
import socket
from collections.abc import Sequence
from functools import partial

from netmon_tray.addresses import is_this_machine
from netmon_tray.model import RoundTrips, Silence
from netmon_tray.probes.asking import Patience, converse, endpoint, prepare, together
from netmon_tray.probes.parse import dns
from netmon_tray.probes.parse.netlink import DecodeError

PORT = 53
MOST_RESOLVERS = 3
"""What the C libraries ask at the most (MAXNS of <resolv.h>)."""
_ANSWER_S = 1.0
_ROOT_SERVER, _ITS_ADDRESS = "a.root-servers.net", "198.41.0.4"
"""A name whose address is the same everywhere, and that tells nobody anything (https://root-servers.org)."""


class Names:
    """Asks the name servers of one connection.

    What is asked to see whether they work is the root's own name servers (every server knows them, and the question
    tells nothing of this machine), and where that is not answered a random name below ``invalid``, which no host can
    have (RFC 6761).

    Attributes:
        bogus: the addresses that are given for names which don't exist; empty where that is said of them.
        answers_alike: all names are given the same address, as portals do.
    """

    def __init__(self, resolvers: Sequence[str]) -> None:
        self.resolvers = tuple(resolvers[:MOST_RESOLVERS])
        self.bogus: frozenset[str] = frozenset()
        self.answers_alike = False

    def ask(self, patience: Patience) -> RoundTrips:
        """Whether names are answered, and how fast: by the preferred server; where there is time for more, by any."""
        asked = self.resolvers if patience.asks > 1 else self.resolvers[:1]
        heard = together([partial(_round, resolver, patience) for resolver in asked], "netmon-names")
        for resolver, one in zip(asked, heard, strict=True):
            if one.silence is None:
                self._prefer(resolver)
                return one
        return heard[0]

    def addresses(self, name: str) -> tuple[str, ...] | Silence:
        """The addresses of a host, IPv4 first; or why there are none.

        A filter that keeps a name away gives this machine's own address, where something always answers.
        """
        silence: Silence = Silence.TIMEOUT
        found: list[str] = []
        for kind in (dns.Kind.A, dns.Kind.AAAA):
            said = self._look_up(name, kind)
            if said is None:
                break
            found += said.addresses
            silence = Silence.UNRESOLVED
        believed = tuple(one for one in found if one not in self.bogus and not is_this_machine(one))
        if found and not believed:
            return Silence.HIJACKED
        return believed or silence

    def test_honesty(self) -> None:
        """Find out what is answered for a name that can't exist."""
        said = self._look_up(_no_name(), dns.Kind.A)
        if said is None:
            return
        self.bogus, self.answers_alike = frozenset(said.addresses), False
        if self.bogus:
            known = self._look_up(_ROOT_SERVER, dns.Kind.A)
            given = set(known.addresses) if known is not None else set()
            self.answers_alike = bool(given) and _ITS_ADDRESS not in given and self.bogus.issuperset(given)

    def is_beyond(self) -> bool:
        """Whether the preferred server lies behind the gateway, so that its answer shows that the gateway works."""
        if not self.resolvers:
            return False
        try:
            family, place = endpoint(self.resolvers[0], PORT)
            with socket.socket(family, socket.SOCK_DGRAM) as asking:
                asking.setsockopt(socket.SOL_SOCKET, socket.SO_DONTROUTE, 1)
                asking.connect(place)
        except OSError:
            return True
        return False

    def _look_up(self, name: str, kind: dns.Kind) -> dns.Reply | None:
        """Ask the preferred server once: whoever waits for this has a round to end."""
        if not self.resolvers:
            return None
        try:
            _, said = _exchange(self.resolvers[0], [(name, kind)], _ANSWER_S)
        except ValueError:  # no name that a server could be asked for
            return dns.Reply(dns.Code.NO_SUCH_NAME)
        return said if said is not None and said.code in (dns.Code.FINE, dns.Code.NO_SUCH_NAME) else None

    def _prefer(self, resolver: str) -> None:
        self.resolvers = (resolver, *(other for other in self.resolvers if other != resolver))


def _round(resolver: str, patience: Patience) -> RoundTrips:
    forms = [("", dns.Kind.NS), (_no_name(), dns.Kind.A)]
    heard, said = _exchange(resolver, [forms[number % 2] for number in range(patience.asks)], patience.each_s)
    if said is not None and said.code == dns.Code.SERVER_FAILED:
        return RoundTrips(heard.sent, heard.rtts_ms, Silence.SERVER_FAILED)
    return heard


def _exchange(
    resolver: str, asked: Sequence[tuple[str, dns.Kind]], each_s: float
) -> tuple[RoundTrips, dns.Reply | None]:
    """Put questions to a server until one is answered."""
    replies: list[dns.Reply] = []
    questions = [dns.question(int.from_bytes(os.urandom(2)), name, kind) for name, kind in asked]

    def number_of(message: bytes) -> int | None:
        for number, question in enumerate(questions):
            try:
                said = dns.reply(message, question)
            except DecodeError:
                continue
            if said is not None:
                replies.append(said)
                return number
        return None

    try:
        family, place = endpoint(resolver, PORT)
        with socket.socket(family, socket.SOCK_DGRAM) as asking:
            prepare(asking)
            heard = converse(asking, place, questions, number_of, each_s)
    except OSError:
        heard = RoundTrips(1, (), Silence.UNREACHABLE)
    return heard, replies[0] if replies else None


def _no_name() -> str:
    return f"{os.urandom(8).hex()}.invalid"

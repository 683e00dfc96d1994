"""What the user says about a network that is never to be uploaded, and what it does to records that wait."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from netmon_tray.facts import link_facts, network_key_of
from netmon_tray.model import Link, Network, NetworkType
from netmon_tray.store import never_upload
from netmon_tray.store.connection_log import ConnectionLog
from netmon_tray.store.database import Database
from netmon_tray.store.history import History
from netmon_tray.store.never_upload import NeverUpload, UnknownNetworkError
from netmon_tray.store.outbox import Outbox
from netmon_tray.upload import wire
from support.samples import T0_UNIX_MS, wifi, wired
from support.store_records import PAYLOAD, record

HOME: dict[str, object] = {"network_type": "wi", "network_name": "Home"}
CAFE: dict[str, object] = {"network_type": "wi", "network_name": "Cafe"}


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path) as database:
        for name in ("Home", "Cafe"):
            History(database).note_network(f"wi:{name}", name, "wi", 1)
        yield database


def append(database: Database, *locals_: dict[str, object]) -> list[int]:
    log = ConnectionLog(database)
    return [log.append(record(), PAYLOAD, local) for local in locals_]


def waiting(database: Database) -> list[int]:
    return [row[0] for row in database.read("SELECT record_id FROM delivery WHERE state = 'pending'")]


def test_what_waits_of_it_waits_no_more(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(never_upload, "PAGE_ROWS", 2)
    append(database, HOME, CAFE, HOME, HOME, CAFE, HOME, HOME)
    forbidden = NeverUpload(database)
    assert forbidden.forbid("wi:Home") == 5
    assert forbidden.keys() == {"wi:Home"}
    assert History(database).flags("wi:Home").never_upload
    assert waiting(database) == [2, 5]
    assert forbidden.forbid("wi:Home") == 0, "as often as one likes"
    assert Outbox(database).counts().withheld == 5


def test_lifted_it_lets_go_what_was_withheld_for_it_if_that_is_wished(database: Database) -> None:
    append(database, HOME, CAFE, HOME)
    forbidden = NeverUpload(database)
    forbidden.forbid("wi:Home")
    forbidden.forbid("wi:Cafe")
    assert forbidden.allow("wi:Home", release=False) == 0
    assert waiting(database) == []
    assert forbidden.allow("wi:Home", release=True) == 2
    assert waiting(database) == [1, 3]
    assert forbidden.keys() == {"wi:Cafe"}


def test_what_is_under_way_or_over_stays_as_it_is(database: Database) -> None:
    append(database, HOME, HOME, HOME)
    outbox = Outbox(database)
    outbox.claim(T0_UNIX_MS, 2)
    outbox.acknowledge(1, 201, T0_UNIX_MS)
    assert NeverUpload(database).forbid("wi:Home") == 1
    counts = outbox.counts()
    assert (counts.sent, counts.sending, counts.withheld) == (1, 1, 1)


def test_a_network_that_was_never_seen_is_told(database: Database) -> None:
    append(database, HOME)
    with pytest.raises(UnknownNetworkError) as told:
        NeverUpload(database).forbid("wi:Nowhere")
    assert told.value.advice
    assert waiting(database) == [1]


def test_a_record_whose_facts_are_lost_is_of_no_network(database: Database) -> None:
    append(database, {}, HOME)
    assert NeverUpload(database).forbid("wi:Home") == 1


NAMELESS = [Link(wifi().interface, medium) for medium in NetworkType]
OPERATORS = [Link(wifi().interface, medium, Network(mccmnc="26201")) for medium in NetworkType]


@pytest.mark.parametrize("link", [wifi("Home"), wired(), *NAMELESS, *OPERATORS])
def test_a_stored_record_is_of_the_network_that_the_history_knows(link: Link) -> None:
    assert network_key_of(link_facts(link, gate_security=None)) == wire.network_key(link)

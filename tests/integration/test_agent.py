"""The whole agent in this process: real threads, a real database, a scripted network."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from email.utils import formatdate
from pathlib import Path

import pytest

from netmon_tray import choices
from netmon_tray.agent import Agent
from netmon_tray.model import NOT_APPLICABLE, CircuitState, DeliveryState, Position, RecordEvent, Sample
from netmon_tray.paths import Paths
from netmon_tray.policy import Policy
from netmon_tray.probes.scripted import ScriptedHost
from netmon_tray.settings import Loaded, load_settings
from netmon_tray.storage import Storage
from netmon_tray.store.connection_log import ConnectionLog
from netmon_tray.store.database import Database
from netmon_tray.store.outbox import Outbox
from netmon_tray.store.trusted_clock import TrustedClock
from netmon_tray.upload import wire
from support.gate_server import GateServer, Step
from support.store_records import fill

Wait = Callable[..., object]
QUICK = "[sampling]\ninterval_s = 1\n"


class Desk:
    """Agents on one data directory; all are stopped at the end."""

    def __init__(self, place: Path) -> None:
        self.paths = Paths(place / "data", place / "settings.toml")
        self.paths.config_file.write_text(QUICK, "utf-8")
        self.running: list[Agent] = []

    def load(self) -> Loaded:
        return load_settings(self.paths.config_file, Policy().values)

    def agent(self, *, is_demo: bool = False) -> Agent:
        host = ScriptedHost()
        agent = Agent(self.paths, self.load, host, asker=host, is_demo=is_demo)
        self.running.append(agent)
        agent.start(wait_s=10)
        return agent

    def stop(self, agent: Agent) -> None:
        self.running.remove(agent)
        agent.stop(5)

    def events(self) -> list[RecordEvent]:
        with Database.open(self.paths.data_dir, writable=False) as database:
            return [record.event for record in ConnectionLog(database).records(newest_first=False)]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    for agent in list(made.running):
        made.stop(agent)


def test_a_run_leaves_established_and_terminated(desk: Desk, eventually: Wait) -> None:
    agent = desk.agent()
    eventually(lambda: agent.snapshot().queue.pending == 1)
    snapshot = agent.snapshot()
    assert snapshot.records_here
    assert snapshot.upload.state is CircuitState.OFF
    assert snapshot.since_unix_ms is not None
    latest = agent.latest_record()
    assert latest is not None
    assert latest.delivery.state is DeliveryState.READY
    desk.stop(agent)
    assert desk.events() == [RecordEvent.ESTABLISHED, RecordEvent.TERMINATED]


def test_a_database_that_hangs_does_not_hold_up_the_end(desk: Desk, eventually: Wait) -> None:
    agent = desk.agent()
    eventually(lambda: agent.snapshot().queue.pending == 1)
    stores = agent._storage.stores
    assert stores is not None
    begun, may_end = threading.Event(), threading.Event()
    was_let_go: list[bool] = []

    def hang() -> None:
        with stores.database.transaction(durable=False):
            begun.set()
            was_let_go.append(may_end.wait(60))

    writer = threading.Thread(target=hang)
    writer.start()
    assert begun.wait(10)
    agent.stop(1)
    may_end.set()
    writer.join(10)
    assert was_let_go == [True]


def test_the_second_agent_observes_asks_and_takes_over(desk: Desk, eventually: Wait) -> None:
    first, second = desk.agent(), desk.agent()
    eventually(lambda: second.snapshot().sample)
    assert not second.snapshot().records_here
    eventually(lambda: "other_agent" in [item.code for item in second.snapshot().conditions])
    eventually(lambda: second.snapshot().queue.pending == 1, what="the queue of the other agent")
    second.pause(None)
    eventually(lambda: first.snapshot().is_paused, what="the pause that the observer asked for")
    second.resume()
    eventually(lambda: not first.snapshot().is_paused)
    desk.stop(first)
    eventually(lambda: second.snapshot().records_here, what="the take-over")
    eventually(lambda: desk.events()[-1] is RecordEvent.ESTABLISHED)
    assert "other_agent" not in [item.code for item in second.snapshot().conditions]


def test_what_a_person_decides_is_noted_also_beside_another_agent(desk: Desk, eventually: Wait) -> None:
    first, second = desk.agent(), desk.agent()
    eventually(lambda: second.snapshot().queue.pending == 1, what="the queue of the other agent")
    assert not second.snapshot().records_here
    assert second.note(lambda stores: choices.give_up(stores, [1])).changed == 1
    eventually(lambda: first.snapshot().queue.dropped == 1, what="the choice, with the agent that records")
    assert first.note(lambda stores: choices.give_up(stores, [1])).changed == 0


def test_a_pause_ends_the_record_and_outlives_the_program(desk: Desk, eventually: Wait) -> None:
    agent = desk.agent()
    eventually(lambda: desk.events() == [RecordEvent.ESTABLISHED])
    agent.pause(None)
    eventually(lambda: desk.events()[-1] is RecordEvent.TERMINATED)
    desk.stop(agent)
    desk.paths.config_file.write_text(QUICK + "[upload]\nenabled = true\n", "utf-8")
    again = desk.agent()
    eventually(lambda: again.snapshot().sample)
    assert again.snapshot().is_paused
    assert again.snapshot().upload.state is CircuitState.PAUSED
    assert len(desk.events()) == 2
    again.resume()
    eventually(lambda: len(desk.events()) == 3)


def test_a_pause_with_a_deadline_ends_by_itself(desk: Desk, eventually: Wait) -> None:
    agent = desk.agent()
    eventually(lambda: agent.snapshot().sample)
    agent.pause(agent.snapshot().sample.at_unix_ms + 2000)
    assert agent.snapshot().is_paused
    eventually(lambda: not agent.snapshot().is_paused)


def test_changed_settings_have_effect_at_once_and_broken_ones_are_said(desk: Desk, eventually: Wait) -> None:
    agent = desk.agent()
    eventually(lambda: agent.snapshot().sample)
    desk.paths.config_file.write_text(QUICK + "[log]\nheartbeat_s = 77\n", "utf-8")
    eventually(lambda: agent.settings.log.heartbeat_s == 77)
    desk.paths.config_file.write_text("[sampling]\ninterval_s = 1\n[log]\nheartbeat_s = 'often'\n", "utf-8")
    eventually(lambda: "settings_invalid" in [item.code for item in agent.snapshot().conditions])
    assert agent.settings.log.heartbeat_s == 300


def test_an_unusable_place_keeps_records_in_memory_until_it_works(
    desk: Desk, eventually: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("netmon_tray.duty.STORAGE_RETRY_S", 0.5)
    desk.paths.data_dir.write_text("a file is in the way", "utf-8")
    agent = desk.agent()
    assert agent.storage_problem is not None
    eventually(lambda: agent.snapshot().since_unix_ms)
    eventually(agent.points)
    desk.paths.data_dir.unlink()
    eventually(lambda: agent.storage_problem is None)
    eventually(lambda: desk.events() == [RecordEvent.ESTABLISHED], what="the record from before")


def test_a_wish_of_an_unknown_kind_is_answered_so(desk: Desk, eventually: Wait) -> None:
    desk.agent()
    looker = Storage(desk.paths.data_dir)
    looker.open()
    looker.ask("dance")
    eventually(lambda: looker.stores.state.outcome(1) == "unknown")
    looker.close()


def test_observers_get_every_tick_and_the_live_interval_is_shorter(desk: Desk, eventually: Wait) -> None:
    desk.paths.config_file.write_text("[sampling]\ninterval_s = 60\nlive_interval_s = 0.2\n", "utf-8")
    agent = desk.agent()
    ticks = []
    agent.add_observer(ticks.append)
    eventually(lambda: agent.snapshot().sample)
    agent.look(is_live=True)
    eventually(lambda: len(ticks) >= 3, what="three ticks within the slow interval")


def test_a_pause_right_before_the_end_is_not_forgotten(desk: Desk, eventually: Wait) -> None:
    agent = desk.agent()
    eventually(lambda: desk.events() == [RecordEvent.ESTABLISHED])
    agent.pause(None)
    desk.stop(agent)
    again = desk.agent()
    eventually(lambda: again.snapshot().sample)
    assert again.snapshot().is_paused
    assert desk.events()[-1] is RecordEvent.TERMINATED


def test_a_settings_file_that_cannot_be_read_changes_nothing_but_is_said(desk: Desk, eventually: Wait) -> None:
    desk.paths.config_file.write_text(QUICK + "[privacy]\nnetwork_name = 'off'\n", "utf-8")
    agent = desk.agent()
    eventually(lambda: agent.snapshot().sample)
    desk.paths.config_file.write_text(QUICK + "[log", "utf-8")
    eventually(lambda: "settings_broken" in [item.code for item in agent.snapshot().conditions])
    assert agent.settings.privacy.network_name == "off"


def test_a_settings_file_that_an_editor_empties_first_loosens_nothing(
    desk: Desk, eventually: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("netmon_tray.settings.watched.SETTLE_S", 60.0)  # however slow this machine is
    desk.paths.config_file.write_text(QUICK + "[privacy]\nnetwork_name = 'off'\n", "utf-8")
    agent = desk.agent()
    seen: list[tuple[int, str]] = []
    agent.add_observer(
        lambda _: seen.append((desk.paths.config_file.stat().st_size, agent.settings.privacy.network_name))
    )
    desk.paths.config_file.write_text("", "utf-8")
    eventually(lambda: (0, "off") in seen, what="a look at the empty file")
    desk.paths.config_file.write_text(QUICK + "[privacy]\nnetwork_name = 'off'\n[log]\nheartbeat_s = 77\n", "utf-8")
    eventually(lambda: agent.settings.log.heartbeat_s == 77)
    assert {name for _, name in seen} == {"off"}


def test_wishes_are_heard_between_two_samples_that_lie_far_apart(desk: Desk, eventually: Wait) -> None:
    slow = "[sampling]\ninterval_s = 600\n"
    desk.paths.config_file.write_text(slow, "utf-8")
    agent = desk.agent()
    eventually(lambda: agent.snapshot().sample)
    desk.paths.config_file.write_text(slow + "[log]\nheartbeat_s = 77\n", "utf-8")
    eventually(lambda: agent.settings.log.heartbeat_s == 77, timeout_s=15)


def test_a_demo_records_nothing_that_could_be_sent(desk: Desk, eventually: Wait) -> None:
    agent = desk.agent(is_demo=True)
    eventually(lambda: agent.snapshot().queue.withheld == 1)
    assert agent.snapshot().queue.pending == 0


class MeteredHost(ScriptedHost):
    """The scripted host on a network that costs by the byte."""

    def sample(self) -> Sample:
        seen = super().sample()
        links = tuple(replace(link, network=replace(link.network, is_metered=True)) for link in seen.links)
        return replace(seen, links=links)


def test_a_metered_network_is_heeded_unless_the_user_says_otherwise(desk: Desk, eventually: Wait) -> None:
    on = "[upload]\nenabled = true\nbase_url = 'http://127.0.0.1:9'\non_metered = 'never'\n"
    desk.paths.config_file.write_text(QUICK + on, "utf-8")
    agent = Agent(desk.paths, desk.load, MeteredHost(), asker=MeteredHost())
    desk.running.append(agent)
    agent.start(wait_s=10)
    eventually(lambda: agent.snapshot().upload.state is CircuitState.METERED)
    eventually(lambda: agent.snapshot().queue.pending == 1)
    history = agent._storage.stores.history
    link = agent.snapshot().sample.primary
    key = wire.network_key(link)
    history.note_network(key, "Cafe-5G", "wi", 0)
    history.set_flags(key, replace(history.flags(key), is_metered=False))
    eventually(lambda: agent.snapshot().upload.state is not CircuitState.METERED)


def test_the_position_is_told_while_the_settings_want_it_and_nobody_paused(desk: Desk, eventually: Wait) -> None:
    agent = desk.agent()
    eventually(lambda: agent.snapshot().sample is not None)
    assert agent.snapshot().sample.position is NOT_APPLICABLE
    desk.paths.config_file.write_text(f"{QUICK}[privacy]\nlocation = true\ncoordinate_decimals = 1\n", "utf-8")
    eventually(lambda: agent.snapshot().sample.position == Position(52.5, 13.4, 25.0), timeout_s=20)
    agent.pause()
    eventually(lambda: agent.snapshot().sample.position is NOT_APPLICABLE)
    agent.resume()
    eventually(lambda: agent.snapshot().sample.position == Position(52.5, 13.4, 25.0))
    desk.stop(agent)
    with Database.open(desk.paths.data_dir, writable=False) as database:
        last = next(ConnectionLog(database).records(limit=1))
    sent = json.loads(last.payload)
    assert (sent["latitude"], sent["longitude"], last.local["latitude"]) == ("52.5", "13.4", 52.5)


def test_unsent_records_that_retention_took_are_told(desk: Desk, eventually: Wait) -> None:
    with Database.open(desk.paths.data_dir) as database:
        fill(database, 1100)
    desk.paths.config_file.write_text(f"{QUICK}[log]\nmax_records = 1000\n", "utf-8")
    agent = desk.agent()
    eventually(lambda: "records_dropped" in [item.code for item in agent.snapshot().conditions], timeout_s=20)
    told = next(item.title for item in agent.snapshot().conditions if item.code == "records_dropped")
    gone = sum(row.undelivered_count or 0 for row in agent._storage.stores.outbox.ledger())
    assert told == f"Dropped {gone} unsent records"
    assert gone >= 100


@pytest.fixture
def token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    token_file = tmp_path / "token"
    token_file.write_text("canary-token-0123456789")
    token_file.chmod(0o600)
    monkeypatch.setenv("NETMON_TOKEN_FILE", str(token_file))


@pytest.mark.usefixtures("token")
def test_a_record_that_the_server_rejected_is_told_until_somebody_decided(desk: Desk, eventually: Wait) -> None:
    with GateServer() as server:
        server.script(Step(status=422))
        desk.paths.config_file.write_text(f"{QUICK}[upload]\nenabled = true\nbase_url = '{server.url}'\n", "utf-8")
        agent = desk.agent()

        def told() -> list[str]:
            return [item.title for item in agent.snapshot().conditions if item.code == "records_rejected"]

        eventually(lambda: told() == ["1 record was rejected"], timeout_s=20)
        with Database.open(desk.paths.data_dir) as database:
            assert Outbox(database).drop([1], 0) == 1
        eventually(lambda: told() == [], timeout_s=20)
        desk.stop(agent)


@pytest.mark.usefixtures("token")
def test_a_clock_that_differs_from_the_servers_is_told_and_remembered(desk: Desk, eventually: Wait) -> None:
    three_hours_ago = formatdate(time.time() - 10_800, usegmt=True)
    with GateServer(default=Step(headers=(("Date", three_hours_ago),))) as server:
        desk.paths.config_file.write_text(f"{QUICK}[upload]\nenabled = true\nbase_url = '{server.url}'\n", "utf-8")
        agent = desk.agent()
        eventually(server.keys)
        eventually(lambda: "clock_wrong" in [item.code for item in agent.snapshot().conditions], timeout_s=20)
        word = TrustedClock(agent._storage.stores.state).last_word()
        assert abs(word[1] + 10_800_000) < 60_000
        desk.stop(agent)


def test_an_agent_that_never_started_can_be_stopped(desk: Desk) -> None:
    Agent(desk.paths, desk.load, ScriptedHost()).stop(1)

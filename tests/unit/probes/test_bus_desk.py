"""The desk that asks the daemons: it never holds up who asks, and tells of news that nobody waited for."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest

from netmon_tray.model import ProbeFault, Reachability
from netmon_tray.probes.faults import PartFailed
from netmon_tray.probes.linux.bus_desk import MODEM_MANAGER, NETWORK_MANAGER, BusAnswer, BusDesk
from netmon_tray.probes.parse.modemmanager import ModemFacts
from netmon_tray.probes.parse.networkmanager import NetworkManagerFacts

SITE = NetworkManagerFacts(Reachability.SITE, has_portal=False)
ONLINE = NetworkManagerFacts(Reachability.ONLINE, has_portal=False)
LIMIT_S = 5.0


class Daemons:
    """Readers that answer when ``may_answer`` is set."""

    def __init__(self) -> None:
        self.says: NetworkManagerFacts | None = SITE
        self.fails: set[str] = set()
        self.may_answer = threading.Event()
        self.may_answer.set()
        self.is_closed = threading.Event()

    def readers(self) -> Daemons | None:
        return self

    def listener(self, on_change: Callable[[], None]) -> None:
        return None

    def network_manager(self) -> NetworkManagerFacts | None:
        self.may_answer.wait(LIMIT_S)
        if NETWORK_MANAGER in self.fails:
            raise PartFailed(NETWORK_MANAGER, "NetworkManager did not answer within 2 s.")
        return self.says

    def modems(self) -> tuple[ModemFacts, ...]:
        if MODEM_MANAGER in self.fails:
            raise PartFailed(MODEM_MANAGER, "ModemManager did not answer within 2 s.")
        return ()

    def close(self) -> None:
        self.is_closed.set()


class NoBus(Daemons):
    def readers(self) -> None:
        return None


@pytest.fixture
def daemons() -> Daemons:
    return Daemons()


@pytest.fixture
def news() -> list[str]:
    return []


@pytest.fixture
def desk(daemons: Daemons, news: list[str]) -> Iterator[BusDesk]:
    opened = BusDesk(lambda: news.append(threading.current_thread().name), daemons)
    yield opened
    daemons.may_answer.set()
    opened.close()


def test_a_question_is_answered(desk: BusDesk) -> None:
    desk.ask(is_awaited=True)
    assert desk.answer(LIMIT_S) == BusAnswer(SITE)


def test_without_a_question_the_last_answer_stands(desk: BusDesk) -> None:
    assert desk.answer(0.0) == BusAnswer()


def test_a_slow_daemon_holds_nobody_up(desk: BusDesk, daemons: Daemons, news: list[str]) -> None:
    daemons.may_answer.clear()
    desk.ask(is_awaited=True)
    assert desk.answer(0.01) is None
    assert desk.latest == BusAnswer()
    daemons.may_answer.set()
    assert desk.answer(LIMIT_S) == BusAnswer(SITE)


def test_an_answer_that_nobody_waited_for_is_told(daemons: Daemons) -> None:
    told = threading.Event()
    desk = BusDesk(told.set, daemons)
    desk.ask(is_awaited=False)
    assert told.wait(LIMIT_S)
    told.clear()
    daemons.says = ONLINE
    desk.ask(is_awaited=False)
    assert told.wait(LIMIT_S)
    assert desk.latest == BusAnswer(ONLINE)
    desk.close()


def test_the_same_answer_again_is_no_news(desk: BusDesk, news: list[str]) -> None:
    for _ in range(3):
        desk.ask(is_awaited=True)
        assert desk.answer(LIMIT_S) == BusAnswer(SITE)
    assert news == []


def test_an_awaited_answer_is_no_news_however_fast_it_came(daemons: Daemons) -> None:
    told = threading.Event()
    desk = BusDesk(told.set, daemons)
    desk.ask(is_awaited=True)
    for _ in range(1000):
        if desk.latest == BusAnswer(SITE):
            break
        daemons.is_closed.wait(0.005)
    assert desk.answer(0.0) == BusAnswer(SITE)
    desk.close()  # the thread has ended: it had all its chances to tell
    assert not told.is_set()


def test_an_awaited_answer_that_came_too_late_is_news(daemons: Daemons) -> None:
    told = threading.Event()
    desk = BusDesk(told.set, daemons)
    daemons.may_answer.clear()
    desk.ask(is_awaited=True)
    assert desk.answer(0.01) is None
    daemons.may_answer.set()
    assert told.wait(LIMIT_S)
    desk.close()


def test_a_missed_answer_is_told_although_it_says_the_same(daemons: Daemons) -> None:
    told = threading.Event()
    desk = BusDesk(told.set, daemons)
    desk.ask(is_awaited=True)
    assert desk.answer(LIMIT_S) == BusAnswer(SITE)
    daemons.may_answer.clear()
    question = desk.ask(is_awaited=True)
    assert desk.answer(0.01) is None
    assert desk.answer_since(question) is None
    daemons.may_answer.set()
    assert told.wait(LIMIT_S)
    assert desk.answer_since(question) == BusAnswer(SITE)
    desk.close()


def test_an_answer_is_good_while_a_later_question_is_out(desk: BusDesk, daemons: Daemons) -> None:
    question = desk.ask(is_awaited=True)
    assert desk.answer(LIMIT_S) == BusAnswer(SITE)
    daemons.may_answer.clear()
    later = desk.ask(is_awaited=False)
    assert desk.answer(0.0) is None
    assert desk.answer_since(question) == BusAnswer(SITE)
    assert desk.answer_since(later) is None


def test_questions_put_meanwhile_are_answered_by_a_later_look(desk: BusDesk, daemons: Daemons) -> None:
    daemons.may_answer.clear()
    desk.ask(is_awaited=True)
    daemons.says = ONLINE
    desk.ask(is_awaited=True)
    daemons.may_answer.set()
    assert desk.answer(LIMIT_S) == BusAnswer(ONLINE)


@pytest.mark.parametrize("part", [NETWORK_MANAGER, MODEM_MANAGER])
def test_one_that_fails_leaves_the_other_whole(desk: BusDesk, daemons: Daemons, part: str) -> None:
    daemons.fails.add(part)
    desk.ask(is_awaited=True)
    found = desk.answer(LIMIT_S)
    assert found is not None
    assert found.silent == {part}
    assert [fault.part for fault in found.faults] == [part]
    assert isinstance(found.faults[0], ProbeFault)
    assert found.network_manager == (None if part == NETWORK_MANAGER else SITE)


def test_a_machine_without_a_bus_is_answered_at_once() -> None:
    desk = BusDesk(lambda: None, NoBus())
    before = threading.active_count()
    desk.ask(is_awaited=True)
    assert desk.answer(0.0) == BusAnswer()
    assert threading.active_count() == before
    desk.close()


def test_closing_ends_the_thread_and_the_connection(daemons: Daemons) -> None:
    desk = BusDesk(lambda: None, daemons)
    desk.ask(is_awaited=True)
    desk.answer(LIMIT_S)
    desk.close()
    assert daemons.is_closed.wait(LIMIT_S)

"""The window's reader: answers in the main thread, errors as answers, nothing for views that are gone."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from netmon_tray.gui.reading import Reader
from netmon_tray.model import NetmonError
from netmon_tray.storage import Stores

LIMIT_S = 10.0


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    made = Reader(tmp_path)
    yield made
    made.close()


class Held:
    """A question that is answered when the test says so."""

    def __init__(self) -> None:
        self.has_begun, self.may_end = threading.Event(), threading.Event()

    def __call__(self, _stores: Stores) -> str:
        self.has_begun.set()
        if not self.may_end.wait(LIMIT_S):
            raise TimeoutError("the test never let the database answer")
        return "held"


def test_it_asks_elsewhere_and_answers_here(reader: Reader, qtbot: QtBot) -> None:
    owner, answers = QObject(), []
    threads = []

    def question(stores: Stores) -> int:
        threads.append(threading.current_thread())
        return stores.outbox.counts().pending

    reader.ask(owner, question, lambda found: answers.append((found, threading.current_thread())))
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == [(0, threading.main_thread())]
    assert threads[0] is not threading.main_thread()


def test_an_error_is_an_answer(reader: Reader, qtbot: QtBot) -> None:
    owner, answers = QObject(), []

    def question(_stores: Stores) -> int:
        raise NetmonError("The disk does not answer.")

    reader.ask(owner, question, answers.append)
    reader.ask(owner, lambda stores: stores.outbox.counts().sent, answers.append)
    qtbot.waitUntil(lambda: len(answers) == 2)
    assert str(answers[0]) == "The disk does not answer."
    assert answers[1] == 0


def test_a_view_that_is_gone_is_told_nothing(reader: Reader, qtbot: QtBot) -> None:
    gone, here, answers, held = QWidget(), QObject(), [], Held()
    reader.ask(gone, held, answers.append)
    reader.ask(here, lambda _stores: "here", answers.append)
    assert held.has_begun.wait(LIMIT_S)
    shiboken6.delete(gone)
    held.may_end.set()
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == ["here"]


def test_a_newer_question_takes_the_place_of_one_that_waits(reader: Reader, qtbot: QtBot) -> None:
    owner, answers, held = QObject(), [], Held()
    reader.ask(owner, held, answers.append)
    assert held.has_begun.wait(LIMIT_S)
    for name in ("first", "second", "third"):
        reader.ask(owner, lambda _stores, name=name: name, answers.append, key="chart")
    reader.ask(QObject(reader), lambda _stores: "another view", answers.append, key="chart")
    held.may_end.set()
    qtbot.waitUntil(lambda: len(answers) == 3)
    assert answers == ["held", "third", "another view"]


def test_nothing_is_answered_after_the_end(reader: Reader, qtbot: QtBot) -> None:
    owner, answers, held = QObject(), [], Held()
    reader.ask(owner, held, answers.append)
    assert held.has_begun.wait(LIMIT_S)
    held.may_end.set()
    reader.close()
    qtbot.wait(1)
    assert answers == []
    assert reader._thread is not None
    assert not reader._thread.is_alive()

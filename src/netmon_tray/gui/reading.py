"""The window's reader: one thread with its own read-only connection answers what views ask of the database."""

from __future__ import annotations

import contextlib
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from netmon_tray.model import NetmonError

if TYPE_CHECKING:
    from netmon_tray.storage import Stores

T = TypeVar("T")
CLOSE_WAIT_S = 1.0
"""A statement that hangs longer (a dead disk) is left to its thread, which nothing waits for at the end."""


@dataclass(frozen=True, slots=True)
class _Asked:
    owner: QObject
    question: Callable[[Stores], Any]
    on_answer: Callable[[Any], None]
    key: str


class Reader(QObject):
    """Asks the database in its own thread; answers arrive in the main thread, in the order of the questions."""

    _answered = Signal(object, object)

    def __init__(self, data_dir: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._data_dir = data_dir
        self._waiting: deque[_Asked] = deque()
        self._has_news = threading.Condition()
        self._is_open = True
        self._thread: threading.Thread | None = None
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def ask(
        self,
        owner: QObject,
        question: Callable[[Stores], T],
        on_answer: Callable[[T | NetmonError], None],
        *,
        key: str = "",
    ) -> None:
        """Have ``question`` answered soon: ``on_answer`` gets what it returned, or the NetmonError it raised.

        Nothing happens where ``owner`` (the view) is gone by then. A question takes the place of one of the same owner
        and ``key`` (not empty) that has not begun.
        """
        with self._has_news:
            if key:
                others = [asked for asked in self._waiting if asked.owner is not owner or asked.key != key]
                self._waiting = deque(others)
            self._waiting.append(_Asked(owner, question, on_answer, key))
            self._has_news.notify()
        if self._is_open and (self._thread is None or not self._thread.is_alive()):
            self._thread = threading.Thread(target=self._work, name="netmon-reader", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Answer nothing more, and close the connection."""
        with self._has_news:
            self._is_open = False
            self._waiting.clear()
            self._has_news.notify()
        if self._thread is not None:
            self._thread.join(CLOSE_WAIT_S)

    # --- in the reader's thread ---------------------------------------------------------------------------------------

    def _work(self) -> None:
        from netmon_tray.storage import opened

        with contextlib.ExitStack() as stack:
            stores: Stores | None = None
            while (asked := self._next()) is not None:
                try:
                    stores = stores or stack.enter_context(opened(self._data_dir))
                    answer = asked.question(stores)
                except NetmonError as error:
                    answer = error
                self._tell(asked, answer)
                del asked, answer  # a view is not to be kept by the question that it asked last

    def _next(self) -> _Asked | None:
        with self._has_news:
            self._has_news.wait_for(lambda: self._waiting or not self._is_open)
            return self._waiting.popleft() if self._is_open else None

    def _tell(self, asked: _Asked, answer: object) -> None:
        with contextlib.suppress(RuntimeError):  # Qt took this object away while a statement hung
            self._answered.emit(asked, answer)

    @Slot(object, object)
    def _deliver(self, asked: _Asked, answer: object) -> None:
        if self._is_open and shiboken6.isValid(asked.owner):
            asked.on_answer(answer)

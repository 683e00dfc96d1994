"""What a scenario is given: the product, the ways to be connected, and the table that it writes its rows into."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from radio.lab.measure import IwLink, counters, iw_link, transfer
from radio.lab.product import Document, Product, ProductError
from radio.lab.scenario import WAYS, Row, Verdict, Way
from radio.lab.shell import Process

Value = TypeVar("Value")
Entered = TypeVar("Entered")


class LabTimeoutError(Exception):
    """What was waited for did not come."""


class Lab:
    """The laboratory, seen from one scenario.

    Attributes:
        product: the installation under test; its agent runs all the time.
        results: folder of this run; what is written there comes back to the host.
        rows: the table so far, of all scenarios.
    """

    def __init__(self, product: Product, results: Path) -> None:
        self.product = product
        self.results = results
        self.rows: list[Row] = []
        self._scenario = ""
        self._ways: dict[str, Way] = {}
        self._up = ""
        self._leaving = contextlib.ExitStack()
        self._owed: dict[str, Callable[[], None]] = {}

    # --- the frame of a scenario ------------------------------------------------------------------------------------

    @contextlib.contextmanager
    def scene(self, name: str, way: str, *, settles_itself: bool = False) -> Iterator[None]:
        """One scenario: its way is up at the start, what it entered is undone at the end."""
        if way != self._up or not settles_itself:
            self.settle()
        self._scenario = name
        self.use(way)
        self._leaving = contextlib.ExitStack()
        with self._leaving:
            yield

    def owe(self, judge: Callable[[], None]) -> None:
        """Have the last rows of this scenario written by ``settle``: what they compare takes its time to come."""
        self._owed[self._scenario] = judge

    def owes(self, name: str) -> bool:
        """Whether rows of this scenario are still to be written."""
        return name in self._owed

    def settle(self) -> None:
        """Write the rows that are owed."""
        playing = self._scenario
        while self._owed:
            self._scenario, judge = self._owed.popitem()
            try:
                judge()
            except Exception as error:  # noqa: BLE001 - what breaks one scenario must not take the next with it
                self.failed(f"{type(error).__name__}: {error}")
        self._scenario = playing

    def use(self, name: str) -> Way:
        """Bring up this way of being connected, another one down first; return it."""
        if name not in self._ways:
            self._ways[name] = WAYS[name](self)
        if name != self._up:
            self.leave_way()
            self._ways[name].start()
            self._up = name
        return self._ways[name]

    def leave_way(self) -> None:
        """Bring the current way down."""
        up, self._up = self._up, ""
        if up:
            self._ways[up].stop()

    @property
    def way(self) -> Way:
        """The way that is up."""
        return self._ways[self._up]

    def enter(self, context: contextlib.AbstractContextManager[Entered]) -> Entered:
        """Enter a context that is left when the scenario ends (an access point, say)."""
        return self._leaving.enter_context(context)

    def at_end(self, undo: Callable[[], object]) -> None:
        """Call this when the scenario ends, also when it failed."""
        self._leaving.callback(undo)

    def start(self, *words: str, name: str, netns: str = "") -> Process:
        """Start a program that is ended with the scenario; what it says is kept in the results."""
        process = Process(*words, log=self.results / "scenarios" / self._scenario / f"{name}.log", netns=netns)
        self.at_end(process.end)
        return process

    # --- rows -------------------------------------------------------------------------------------------------------

    def check(self, field: str, expected: object, reported: object) -> bool:
        """Write a row; equal values are ok."""
        return self._row(field, expected, reported, Verdict.OK if expected == reported else Verdict.DIFFERS)

    def check_between(self, field: str, low: float, reported: float | None, high: float) -> bool:
        """Write a row; ok where ``low <= reported <= high``."""
        fits = reported is not None and low <= reported <= high
        return self._row(field, f"{low} to {high}", reported, Verdict.OK if fits else Verdict.DIFFERS)

    def check_one_of(self, field: str, allowed: Sequence[object], reported: object) -> bool:
        """Write a row; ok where it is one of these (two answers of `iw` around a moving value)."""
        wanted = " or ".join(dict.fromkeys(str(value) for value in allowed))
        return self._row(field, wanted, reported, Verdict.OK if reported in allowed else Verdict.DIFFERS)

    def note(self, text: str) -> None:
        """Say what could not be compared here, and why."""
        self._row("note", "", text, Verdict.NOTE)

    def failed(self, text: str) -> None:
        """The scenario broke off."""
        self._row("finished", "yes", text, Verdict.DIFFERS)

    def _row(self, field: str, expected: object, reported: object, verdict: Verdict) -> bool:
        self.rows.append(Row(self._scenario, field, str(expected), str(reported), verdict))
        return verdict is not Verdict.DIFFERS

    # --- waiting ----------------------------------------------------------------------------------------------------

    @staticmethod
    def eventually(predicate: Callable[[], Value], timeout_s: float = 40.0, what: str = "") -> Value:
        """Return the first true value of ``predicate``, asked five times a second.

        Raises:
            LabTimeoutError: none came in time.
        """
        deadline = time.monotonic() + timeout_s
        while not (value := predicate()):
            if time.monotonic() > deadline:
                raise LabTimeoutError(f"{what or getattr(predicate, '__name__', 'it')}: not within {timeout_s:g} s")
            time.sleep(0.2)
        return value

    # --- the product ------------------------------------------------------------------------------------------------

    def status(self) -> Document:
        """`netmon status --json`."""
        return self.product.status()

    def live(self) -> Document:
        """The newest line of `netmon watch --json`."""
        return self.product.live()

    def live_since(self, monotonic_s: float) -> Sequence[tuple[float, Document]]:
        """The lines of `netmon watch --json` since then, with the moment of each."""
        return self.product.live_since(monotonic_s)

    def live_until(self, predicate: Callable[[Document], object], timeout_s: float = 40.0, what: str = "") -> Document:
        """Return the first live line that fits.

        Raises:
            LabTimeoutError: none came in time.
        """

        def newest() -> Document | None:
            with contextlib.suppress(ProductError):  # a machine on a busy host is silent for a while
                line = self.live()
                return line if predicate(line) else None
            return None

        return self.eventually(newest, timeout_s, what or "a fitting line of netmon watch") or {}

    def mark(self) -> int:
        """The newest record's id, 0 without one: where a scenario begins."""
        return self.product.newest().id

    def records(self, since: int) -> list[Document]:
        """The records after this mark, the oldest first."""
        return self.product.records(since)

    def check_uploaded(self, records: Sequence[Document], timeout_s: float = 40.0) -> None:
        """Write the row that compares these records' payloads with what the Gate accepted, each once."""
        keys = [record["record_uuid"] for record in records]

        def taken() -> list[Document]:
            return [line for line in self.product.accepted() if line["key"] in keys]

        with contextlib.suppress(LabTimeoutError):
            self.eventually(lambda: len(taken()) >= len(keys), timeout_s)
        accepted = taken()
        right = [line["key"] for line in accepted] == keys and all(
            _same_payload(record["payload"], line["record"]) for record, line in zip(records, accepted, strict=True)
        )
        self.check("upload accepted", f"{len(keys)} records, in order, as logged", _uploaded(accepted, keys, right))

    # --- side by side -----------------------------------------------------------------------------------------------

    def side_by_side(self, interface: str = "wlan0") -> Document:
        """Ask `iw`, `netmon status --json` and `iw` again, write the rows that compare them; return the status.

        A value that moved between the two answers of `iw` may be either. The rate is that of the last frame and may
        move there and back: where something differs all three are asked again, twice.
        """
        for _ in range(3):
            before, status, after = iw_link(interface), self.status(), iw_link(interface)
            if before is None or after is None:
                raise LabTimeoutError(f"iw says that {interface} is not connected")
            compared = _side_by_side(_named(before), _named(after), status["connection"] or {})
            if all(reported in allowed for allowed, reported in compared.values()):
                break
        for key, (allowed, reported) in compared.items():
            self.check_one_of(f"{key} (as iw)", allowed, reported)
        return status

    # --- bytes ------------------------------------------------------------------------------------------------------

    @staticmethod
    def counters(interface: str) -> tuple[int, int]:
        """(rx_bytes, tx_bytes) of the kernel."""
        return counters(interface)

    @staticmethod
    def transfer(interface: str, peer: str, *, down_bytes: int = 0, up_bytes: int = 0, over_s: float = 0.0) -> None:
        """Move bytes of payload with the pump at ``peer``; see measure.transfer."""
        transfer(interface, peer, down_bytes=down_bytes, up_bytes=up_bytes, over_s=over_s)


def _named(link: IwLink) -> Document:
    """What `iw` said, by the names of `netmon status`."""
    return {
        "bssid": link.bssid,
        "frequency_ghz": round(link.frequency_mhz / 1000, 3),
        "channel": link.channel,
        "width_mhz": link.width_mhz,
        "rssi_dbm": link.signal_dbm,
        "link_speed_mbit_s": link.tx_mbit_per_s,
    }


def _side_by_side(first: Document, second: Document, said: Document) -> dict[str, tuple[list[object], object]]:
    """By name: what `iw` allows, and what the product reported."""
    return {key: ([value, second[key]], said.get(key)) for key, value in first.items()}


def _same_payload(logged: Document, accepted: Document) -> bool:
    return {key: value for key, value in logged.items() if value is not None} == {
        key: value for key, value in accepted.items() if value is not None
    }


def _uploaded(accepted: Sequence[Document], keys: Sequence[str], right: bool) -> str:
    if right:
        return f"{len(keys)} records, in order, as logged"
    taken = {line["key"] for line in accepted}
    return f"{len(accepted)} accepted, {len(set(keys) - taken)} missing, {len(accepted) - len(taken)} twice"

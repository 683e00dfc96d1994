"""The Geolocator's caller, imported as on Windows, on modules in WinRT's place.

Whether the names and types are WinRT's own is what ``dev.py foreign`` holds against the locked wheels.
"""

from __future__ import annotations

import datetime as dt
import importlib
import sys
import types
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from netmon_tray.model import DENIED, UNSUPPORTED, ConsentState, LocationSettings, MissingConsent, Position
from netmon_tray.probes.parse.position import LIMIT_S, MAX_AGE_S, Whereabouts
from support.apple import forget

MODULES = ("netmon_tray.probes.windows.winrt_reader", "netmon_tray.probes.windows.location")
STARTED, COMPLETED = 0, 1
AT = dt.datetime(2026, 11, 22, 14, 14, 20, tzinfo=dt.UTC)
E_ACCESSDENIED, CLASS_NOT_REGISTERED, UNEXPECTED = -2147024891, -2147221164, -2147418113


class HresultError(OSError):
    """What the projection raises for an HRESULT."""

    def __init__(self, number: int) -> None:
        super().__init__("refused")
        self.winerror = number


class WinRt:
    """The modules; a test changes ``access``, ``status`` and ``failure``."""

    def __init__(self) -> None:
        self.access: Callable[[], int] = lambda: 4
        self.status = COMPLETED
        self.failure: Exception | None = None
        self.accuracy_m = 25.0
        self.heard: list[object] = []

    def modules(self) -> dict[str, Any]:
        namespace = types.SimpleNamespace
        runtime = namespace(
            ApartmentType=namespace(MULTI_THREADED=1),
            init_apartment=lambda _kind: self.heard.append("in"),
            uninit_apartment=lambda: self.heard.append("out"),
        )
        made: dict[str, Any] = {
            "runtime": runtime,
            "windows.devices.geolocation": namespace(Geolocator=lambda: namespace(get_geoposition_async=self._ask)),
            "windows.foundation": namespace(AsyncStatus=namespace(STARTED=STARTED)),
            "windows.security.authorization.appcapabilityaccess": namespace(
                AppCapability=namespace(create=self._capability)
            ),
        }
        return {f"winrt.{name}": module for name, module in made.items()} | {"winrt": types.ModuleType("winrt")}

    def _capability(self, name: str) -> Any:
        self.heard.append(name)
        return types.SimpleNamespace(check_access=self.access)

    def _ask(self, max_age: dt.timedelta, limit: dt.timedelta) -> Any:
        assert max_age.total_seconds() == MAX_AGE_S
        assert limit.total_seconds() > LIMIT_S
        return types.SimpleNamespace(wait=self._wait, cancel=lambda: self.heard.append("cancel"), get=self._get)

    def _wait(self, seconds: float) -> int:
        assert seconds == LIMIT_S
        return self.status

    def _get(self) -> Any:
        if self.failure is not None:
            raise self.failure
        place = types.SimpleNamespace(latitude=52.5, longitude=13.4)
        point = types.SimpleNamespace(position=place)
        coordinate = types.SimpleNamespace(point=point, accuracy=self.accuracy_m, timestamp=AT)
        return types.SimpleNamespace(coordinate=coordinate)


@pytest.fixture
def winrt() -> WinRt:
    return WinRt()


@pytest.fixture
def source(winrt: WinRt, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    for name, module in winrt.modules().items():
        monkeypatch.setitem(sys.modules, name, module)
    with monkeypatch.context() as on_windows:
        on_windows.setattr(sys, "platform", "win32")
        made = importlib.import_module(MODULES[1]).source()
    yield made
    made.close()
    forget(MODULES)


def test_a_position(source: Any, winrt: WinRt) -> None:
    at_unix_ms = round(AT.timestamp() * 1000)
    assert source.read() == Whereabouts(Position(52.5, 13.4, 25.0), at_unix_ms)
    assert source.read().at_unix_ms == at_unix_ms
    source.close()
    assert winrt.heard == ["in", "location", "location", "out"]


def test_one_that_does_not_come_in_time_is_given_up(source: Any, winrt: WinRt) -> None:
    winrt.status = STARTED
    assert source.read() == Whereabouts()
    assert winrt.heard[-1] == "cancel"


def test_one_that_cannot_be_is_none(source: Any, winrt: WinRt) -> None:
    winrt.accuracy_m = float("nan")
    assert source.read() == Whereabouts()


@pytest.mark.parametrize(
    ("access", "state"),
    [
        (0, ConsentState.FORBIDDEN),
        (2, ConsentState.REFUSED),
        (3, ConsentState.NOT_ASKED),
        (1, ConsentState.UNKNOWN),
    ],
)
def test_without_permission_it_is_denied_and_nobody_is_asked(
    source: Any, winrt: WinRt, access: int, state: ConsentState
) -> None:
    winrt.access = lambda: access
    winrt.failure = AssertionError("asked")
    missing = MissingConsent(state, LocationSettings.WINDOWS)
    assert source.read() == Whereabouts(DENIED, missing=missing)


def test_a_refusal_in_spite_of_the_permission_is_a_denial(source: Any, winrt: WinRt) -> None:
    winrt.failure = HresultError(E_ACCESSDENIED)
    assert source.read().position is DENIED


@pytest.mark.parametrize(
    ("failure", "said"),
    [
        (HresultError(CLASS_NOT_REGISTERED), "is missing"),
        (HresultError(UNEXPECTED), "does not answer"),
        (TypeError(), "answer"),
    ],
)
def test_what_it_raises_is_a_fault(source: Any, winrt: WinRt, failure: Exception, said: str) -> None:
    winrt.failure = failure
    told = source.read()
    assert told.position is UNSUPPORTED
    (fault,) = told.faults
    assert fault.part == "geolocator"
    assert said in fault.text


def test_without_its_package_it_is_a_fault(source: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "winrt.windows.devices.geolocation", None)
    assert [fault.part for fault in source.read().faults] == ["geolocator"]

"""The WinRT reader, imported as on Windows, on modules in WinRT's place: what it tells, and what it makes of failures.

Whether the names and numbers are WinRT's own is what ``dev.py foreign`` holds against the locked wheels.
"""

from __future__ import annotations

import importlib
import sys
import types
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from netmon_tray.probes.windows.profiles import RtFacts, RtProfile
from support.apple import forget

READER = "netmon_tray.probes.windows.winrt_reader"
HOME, OFFICE = uuid.UUID(int=1), uuid.UUID(int=2)
CLASS_NOT_REGISTERED = -2147221164


class HresultError(OSError):
    """What the projection raises for an HRESULT: on Windows, OSError with its number."""

    def __init__(self, number: int) -> None:
        super().__init__("Class not registered")
        self.winerror = number


class Answer(types.SimpleNamespace):
    """An object of WinRT: what a test gave it, or what that raises."""

    def __getattribute__(self, name: str) -> Any:
        found = super().__getattribute__(name)
        if isinstance(found, Exception):
            raise found
        return found


def refused(*_: object) -> Any:
    raise HresultError(-2147024891)  # E_ACCESSDENIED


def profile(adapter: uuid.UUID | None, name: str, level: int = 3, **changes: Any) -> Answer:
    return Answer(
        **{
            "network_adapter": Answer(network_adapter_id=adapter) if adapter else None,
            "profile_name": name,
            "get_network_connectivity_level": lambda: level,
            "network_security_settings": Answer(network_authentication_type=8, network_encryption_type=6),
            "get_signal_bars": lambda: 4,
            "is_wwan_connection_profile": False,
        }
        | changes
    )


class WinRt:
    """The modules; a test changes ``listed``, ``internet`` and ``access``."""

    def __init__(self) -> None:
        self.listed: list[Answer] = []
        self.internet: Answer | None = None
        self.access: Callable[[], int] = lambda: 4
        self.apartments: list[int] = []
        self.failure: Exception | None = None

    def modules(self) -> dict[str, types.ModuleType]:
        runtime = self._module("winrt.runtime")
        runtime.ApartmentType = types.SimpleNamespace(MULTI_THREADED=1)
        runtime.init_apartment = self.apartments.append
        runtime.uninit_apartment = self.apartments.pop
        connectivity = self._module("winrt.windows.networking.connectivity")
        connectivity.NetworkInformation = types.SimpleNamespace(
            get_connection_profiles=self._profiles, get_internet_connection_profile=lambda: self.internet
        )
        access = self._module("winrt.windows.security.authorization.appcapabilityaccess")
        access.AppCapability = types.SimpleNamespace(create=self._capability)
        made = {module.__name__: module for module in (runtime, connectivity, access)}
        packages = {name.rpartition(".")[0] for name in made} | {"winrt", "winrt.windows", "winrt.windows.security"}
        return {name: types.ModuleType(name) for name in packages} | made

    @staticmethod
    def _module(name: str) -> Any:
        return types.ModuleType(name)

    def _profiles(self) -> list[Answer]:
        if self.failure is not None:
            raise self.failure
        return self.listed

    def _capability(self, name: str) -> Answer:
        assert name == "wiFiControl"
        return Answer(check_access=self.access)


@pytest.fixture
def winrt() -> WinRt:
    return WinRt()


@pytest.fixture
def reader(winrt: WinRt, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    for name, module in winrt.modules().items():
        monkeypatch.setitem(sys.modules, name, module)
    with monkeypatch.context() as on_windows:
        on_windows.setattr(sys, "platform", "win32")
        made = importlib.import_module(READER).WinRtReader()
    yield made
    made.close()
    forget([READER])


def test_connections_by_their_adapter(reader: Any, winrt: WinRt) -> None:
    winrt.listed = [profile(HOME, "Home "), profile(OFFICE, "gone", level=0), profile(None, "of no adapter")]
    assert reader.read() == RtFacts(
        {HOME: RtProfile("Home", authentication=8, encryption=6, signal_bars=4)}, is_running=True, access=4
    )
    assert winrt.apartments == [1]


def test_the_connection_with_the_internet_stands_for_its_adapter(reader: Any, winrt: WinRt) -> None:
    winrt.internet = profile(HOME, "Home")
    winrt.listed = [winrt.internet, profile(HOME, "Unidentified", level=1), profile(OFFICE, " ", level=1)]
    facts = reader.read()
    assert {adapter: told.name for adapter, told in facts.profiles.items()} == {HOME: "Home", OFFICE: None}


def test_a_mobile_connection(reader: Any, winrt: WinRt) -> None:
    details = Answer(
        get_network_registration_state=lambda: 3, get_current_data_class=lambda: 0x20, home_provider_id="310260"
    )
    winrt.listed = [profile(HOME, "Operator", is_wwan_connection_profile=True, wwan_connection_profile_details=details)]
    told = reader.read().profiles[HOME]
    assert (told.name, told.mccmnc, told.is_roaming, told.technology) == ("Operator", "310260", False, "LTE")


def test_what_windows_refuses_of_a_connection_costs_itself(reader: Any, winrt: WinRt) -> None:
    denied = HresultError(-2147024891)
    details = Answer(get_network_registration_state=refused, get_current_data_class=refused, home_provider_id=denied)
    winrt.listed = [
        profile(HOME, "Home", network_security_settings=denied, get_signal_bars=refused),
        profile(OFFICE, "O2", is_wwan_connection_profile=True, wwan_connection_profile_details=details),
    ]
    winrt.access = refused
    facts = reader.read()
    assert facts.profiles == {HOME: RtProfile("Home"), OFFICE: RtProfile("O2", signal_bars=4)}
    assert (facts.access, facts.faults) == (None, ())


def test_a_windows_without_the_classes_is_no_fault(reader: Any, winrt: WinRt) -> None:
    winrt.failure = HresultError(CLASS_NOT_REGISTERED)
    assert reader.read() == RtFacts()


@pytest.mark.parametrize(
    "failure", [HresultError(-2147023174), RuntimeError("no"), AttributeError("x"), TypeError("y")]
)
def test_what_it_raises_is_a_fault(reader: Any, winrt: WinRt, failure: Exception) -> None:
    winrt.failure = failure
    facts = reader.read()
    assert [fault.part for fault in facts.faults] == ["winrt"]
    assert type(failure).__name__ in facts.faults[0].text
    winrt.failure = None
    assert reader.read() == RtFacts(is_running=True, access=4)
    assert winrt.apartments == [1]


def test_without_its_packages_it_is_a_fault(reader: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "winrt.windows.networking.connectivity", None)
    assert [fault.part for fault in reader.read().faults] == ["winrt"]


def test_the_apartment_is_left(reader: Any, winrt: WinRt) -> None:
    reader.close()
    reader.read()
    reader.close()
    assert winrt.apartments == []

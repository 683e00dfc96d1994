"""Stands in for pyobjc's modules and for macOS's C library, as far as the thin callers of the macOS probe use them.

It proves that the callers run, hand on plain values and convert what fails; whether the names exist on a Mac is what
``dev.py foreign`` holds against Apple's own descriptions.
"""

from __future__ import annotations

import ctypes
import importlib
import sys
import threading
import types
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest

NATIVE = tuple(
    f"netmon_tray.probes.macos.{name}"
    for name in ("kernel", "objects", "native", "events", "path_monitor", "consent", "position_request", "location")
)


class ObjcError(Exception):
    """objc.error"""


class NSObject:
    @classmethod
    def alloc(cls) -> Any:
        return cls()

    def init(self) -> Any:
        return self


class NSDictionary:
    """Holds items; is no dict, as on a Mac."""

    def __init__(self, items: dict[str, Any]) -> None:
        self._items = items

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __getitem__(self, key: str) -> Any:
        return self._items[key]


class NSArray:
    def __init__(self, *items: Any) -> None:
        self._items = items

    def __iter__(self) -> Iterator[Any]:
        return iter(self._items)


class NSNumber:
    def __init__(self, value: int) -> None:
        self._value = value

    def __int__(self) -> int:
        return self._value


class NSData:
    def __init__(self, octets: bytes) -> None:
        self._octets = octets

    def __bytes__(self) -> bytes:
        return self._octets


class Answers:
    """An Objective-C object: every selector answers what a test gave it, or raises it."""

    def __init__(self, **answers: Any) -> None:
        self.answers = answers
        self.heard: list[tuple[str, tuple[Any, ...]]] = []

    def __getattr__(self, selector: str) -> Callable[..., Any]:
        if selector not in self.answers:
            raise AttributeError(selector)

        def send(*arguments: Any) -> Any:
            self.heard.append((selector, arguments))
            answer = self.answers[selector]
            if isinstance(answer, Exception):
                raise answer
            return answer(*arguments) if callable(answer) else answer

        return send


class RunLoop:
    """A run loop that runs until it is stopped."""

    def __init__(self) -> None:
        self.sources: list[Any] = []
        self.is_stopped = threading.Event()
        self.is_running = threading.Event()


class Apple:
    """The modules, to be changed by a test; ``pools`` counts those that are open."""

    def __init__(self) -> None:
        self.pools = self.opened = 0
        self.loops: dict[int, RunLoop] = {}
        self.sessions: list[dict[str, Any]] = []
        self.store: Any = NSDictionary({})
        self.listed: Any = NSArray()
        self.takes_keys = True
        self.radio: Any = Answers()
        self.client = Answers(
            interfaceWithName_=lambda _name: self.radio,
            setDelegate_=None,
            startMonitoringEventWithType_error_=(True, None),
            stopMonitoringAllEventsAndReturnError_=(True, None),
        )
        self.status, self.is_located = 3, True
        self.path: Any = None
        """What the path monitor tells when it starts; ``tell_path`` tells more."""
        self.tell_path: Callable[[Any], None] = lambda _path: None
        self.cancelled = 0
        self.requests = 0
        self.place: Any = None
        """Where the location manager knows itself to be; ``finds`` is what the delegate is told, and when."""
        self.finds: Callable[[Any, Any], None] = lambda manager, delegate: delegate.locationManager_didUpdateLocations_(
            manager, [self.place]
        )
        self.managers: list[Any] = []
        self.loop_ended = 3
        """What CFRunLoopRunInMode says: kCFRunLoopRunTimedOut."""
        self.modules = {
            "objc": self._objc(),
            "Foundation": types.SimpleNamespace(
                NSObject=NSObject, NSDictionary=NSDictionary, NSArray=NSArray, NSNumber=NSNumber
            ),
            "CoreFoundation": self._core_foundation(),
            "SystemConfiguration": self._system_configuration(),
            "CoreWLAN": types.SimpleNamespace(CWWiFiClient=Answers(sharedWiFiClient=lambda: self.client)),
            "CoreLocation": self._core_location(),
            "Network": self._network(),
            "dispatch": types.SimpleNamespace(dispatch_queue_create=lambda label, _attributes: label),
        }

    def _objc(self) -> types.SimpleNamespace:
        apple = self

        class AutoreleasePool:
            def __enter__(self) -> None:
                apple.pools += 1
                apple.opened += 1

            def __exit__(self, *_: object) -> None:
                apple.pools -= 1

        return types.SimpleNamespace(error=ObjcError, autorelease_pool=AutoreleasePool)

    def _core_foundation(self) -> types.SimpleNamespace:
        def current() -> RunLoop:
            return self.loops.setdefault(threading.get_ident(), RunLoop())

        def run() -> None:
            loop = current()
            loop.is_running.set()
            loop.is_stopped.wait(30)

        def run_for(_mode: str, seconds: float, is_one_enough: bool) -> int:
            assert (seconds, is_one_enough) == (0.2, True)
            for manager in self.managers:
                manager.turn()
            return self.loop_ended

        return types.SimpleNamespace(
            CFRunLoopRunInMode=run_for,
            kCFRunLoopRunFinished=1,
            CFDateGetAbsoluteTime=lambda date: date,
            kCFAbsoluteTimeIntervalSince1970=978_307_200.0,
            kCFRunLoopDefaultMode="default",
            CFRunLoopGetCurrent=current,
            CFRunLoopAddSource=lambda loop, source, _mode: loop.sources.append(source),
            CFRunLoopRun=run,
            CFRunLoopStop=lambda loop: loop.is_stopped.set(),
        )

    def _system_configuration(self) -> types.SimpleNamespace:
        def create(_allocator: None, name: str, callback: Any, context: Any) -> dict[str, Any]:
            self.sessions.append({"name": name, "callback": callback, "context": context})
            return self.sessions[-1]

        def listen(session: dict[str, Any], keys: list[str], patterns: list[str]) -> bool:
            session.update(keys=keys, patterns=patterns)
            return self.takes_keys

        return types.SimpleNamespace(
            SCDynamicStoreCreate=create,
            SCDynamicStoreCopyMultiple=lambda _session, _keys, _patterns: self.store,
            SCDynamicStoreSetNotificationKeys=listen,
            SCDynamicStoreCreateRunLoopSource=lambda _allocator, session, _order: session,
            SCNetworkInterfaceCopyAll=lambda: self.listed,
            SCNetworkInterfaceGetBSDName=lambda one: one["name"],
            SCNetworkInterfaceGetInterfaceType=lambda one: one["type"],
            SCNetworkInterfaceGetLocalizedDisplayName=lambda one: one.get("display"),
            SCNetworkInterfaceGetHardwareAddressString=lambda one: one.get("mac"),
        )

    def _network(self) -> types.SimpleNamespace:
        def hear(_monitor: str, handler: Callable[[Any], None]) -> None:
            self.tell_path = handler

        def start(_monitor: str) -> None:
            if self.path is not None:
                self.tell_path(self.path)

        def is_expensive(path: dict[str, Any]) -> bool:
            if isinstance(path["expensive"], Exception):
                raise path["expensive"]
            return bool(path["expensive"])

        def cancel(_monitor: str) -> None:
            self.cancelled += 1

        return types.SimpleNamespace(
            nw_path_monitor_create=lambda: "monitor",
            nw_path_monitor_set_update_handler=hear,
            nw_path_monitor_set_queue=lambda _monitor, _queue: None,
            nw_path_monitor_start=start,
            nw_path_monitor_cancel=cancel,
            nw_path_enumerate_interfaces=lambda path, take: [take(name) for name in path["names"]],
            nw_interface_get_name=lambda name: name,
            nw_path_is_expensive=is_expensive,
            nw_path_is_constrained=lambda path: path["constrained"],
        )

    def _core_location(self) -> types.SimpleNamespace:
        apple = self

        class CLLocationManager(NSObject):
            pyobjc_classMethods = types.SimpleNamespace(locationServicesEnabled=lambda: apple.is_located)  # noqa: N815

            def authorizationStatus(self) -> int:  # noqa: N802
                return apple.status

            def requestWhenInUseAuthorization(self) -> None:  # noqa: N802
                apple.requests += 1

            def setDelegate_(self, delegate: Any) -> None:  # noqa: N802
                self.delegate, self.is_asked = delegate, False

            def requestLocation(self) -> None:  # noqa: N802
                self.is_asked = True
                apple.managers.append(self)

            def stopUpdatingLocation(self) -> None:  # noqa: N802
                apple.managers.remove(self)

            def location(self) -> Any:
                return apple.place

            def turn(self) -> None:
                """What the run loop does: it calls the delegate."""
                apple.finds(self, self.delegate)

        return types.SimpleNamespace(CLLocationManager=CLLocationManager)


class Library:
    """A C library of which a test gives the functions."""

    def __init__(self, **functions: Callable[..., Any]) -> None:
        for name, function in functions.items():
            setattr(self, name, Function(function))


class Function:
    """A C function: ctypes sets the types of its arguments and of its result on it."""

    argtypes: tuple[Any, ...] = ()
    restype: Any = None

    def __init__(self, function: Callable[..., Any]) -> None:
        self._function = function

    def __call__(self, *arguments: Any) -> Any:
        return self._function(*arguments)


def import_as_on_a_mac(
    monkeypatch: pytest.MonkeyPatch,
    names: Iterable[str],
    modules: dict[str, Any],
    libraries: Callable[[str | None], Library],
) -> dict[str, Any]:
    """Import modules that are for macOS only, anew, with these modules and libraries in the place of Apple's.

    They are gone when the test is over.
    """
    wanted = tuple(names)
    forget(wanted)
    for module, stand_in in modules.items():
        monkeypatch.setitem(sys.modules, module, stand_in)
    monkeypatch.setattr(ctypes, "CDLL", lambda path, **_: libraries(path))
    with monkeypatch.context() as mac:
        mac.setattr(sys, "platform", "darwin")
        return {name.rpartition(".")[2]: importlib.import_module(name) for name in wanted}


def forget(names: Iterable[str]) -> None:
    """Leave no module of these for whoever imports them next, neither by name nor in its package."""
    for name in names:
        package, _, child = name.rpartition(".")
        sys.modules.pop(name, None)
        vars(sys.modules.get(package, types.ModuleType("none"))).pop(child, None)

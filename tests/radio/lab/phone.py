"""A phone that lends its connection over Bluetooth: two emulated controllers, real BlueZ, the phone's end far away.

btvirt emulates both controllers in one program, in which they hear each other; above them everything is real: the
kernel's L2CAP and BNEP, and one BlueZ that serves both. They are paired from the start, by what BlueZ would have kept.
"""

from __future__ import annotations

import contextlib
import shutil
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from jeepney import DBusErrorResponse

from radio.lab.ground import AP
from radio.lab.shell import Process, run
from support.bus import BusClient

MODULES = ("hci_vhci", "bnep", "bridge")
CIPHERS = (("skcipher", "ecb(aes)"), ("hash", "cmac(aes)"))
"""What btvirt opens after its first controller; loading them then would outlast the kernel's patience with that."""
BLUEZ, ADAPTER = "org.bluez", "org.bluez.Adapter1"
BLUETOOTHD = "/usr/libexec/bluetooth/bluetoothd"
KEPT = Path("/var/lib/bluetooth")
"""What BlueZ remembers, laid out as its doc/settings-storage.txt says."""
NETWORK_ACCESS_POINT = "00001116-0000-1000-8000-00805f9b34fb"
PAN_USER = "00001115-0000-1000-8000-00805f9b34fb"
"""Services: Bluetooth Assigned Numbers, 3.3."""
BRIDGE = "pan-phone"
"""BlueZ wants to put the phone's end of a connection somewhere."""
GATEWAY = "10.81.0.1"
ADDRESS = "10.81.0.20/24"
METRIC = 750
"""Of a Bluetooth default route, as NetworkManager gives it; an Ethernet's is 100, WiFi's 600."""
LIMIT_S = 25.0
CONTROLLER_LIMIT_S = 10.0
CONTROLLER_ATTEMPTS = 3
CONTROLLERS = Path("/sys/class/bluetooth")
SYSFS = Path("/sys/class/net")
_IFF_UP = 1
_LAPTOP_NAME = "laptop"

_KNOWN_DEVICE = """[General]
Name={name}
SupportedTechnologies=BR/EDR;
Trusted=true
Blocked=false
Services={service};

[LinkKey]
Key=000102030405060708090A0B0C0D0E0F
Type=4
PINLength=0
"""


class PhoneError(Exception):
    """The phone, BlueZ or the emulated controllers are not as they should be."""


@dataclass(frozen=True, slots=True)
class Controller:
    """One of btvirt's controllers, which have the same addresses each time."""

    number: int
    address: str

    @property
    def path(self) -> str:
        """BlueZ's object."""
        return f"/org/bluez/hci{self.number}"

    def device_path(self, other: Controller) -> str:
        """BlueZ's object of another controller as this one knows it."""
        return f"{self.path}/dev_{other.address.replace(':', '_')}"


LAPTOP = Controller(0, "00:AA:01:00:00:00")
PHONE = Controller(1, "00:AA:01:01:00:01")


class Phone:
    """A phone in range, paired with this computer and ready to lend its connection; a context manager.

    Attributes:
        name: what its owner calls it.
    """

    def __init__(self, logs: Path, name: str = "Ana's Téléphone") -> None:
        self.name = name
        self._logs = logs
        self._undo = contextlib.ExitStack()
        self._bus: BusClient

    # --- life -------------------------------------------------------------------------------------------------------

    def __enter__(self) -> Self:
        with contextlib.ExitStack() as undo:
            self._start(undo)
            self._undo = undo.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._undo.close()

    def _start(self, undo: contextlib.ExitStack) -> None:
        for module in MODULES:
            run("modprobe", module)
        load_ciphers()
        pair(self.name)
        undo.callback(shutil.rmtree, KEPT, ignore_errors=True)
        run("ip", "link", "add", BRIDGE, "type", "bridge")
        undo.callback(run, "ip", "link", "delete", BRIDGE, check=False)
        run("ip", "link", "set", BRIDGE, "up")
        self._run(undo, "bluetoothd", BLUETOOTHD, "--nodetach", "--noplugin=sap,a2dp,avrcp,bap,vcp,mcp,hog,input,midi")
        self._bus = undo.enter_context(contextlib.closing(BusClient("SYSTEM")))
        wait_for(lambda: self._bus.has_owner(BLUEZ), "BlueZ")
        self._emulate(undo)
        self._call(PHONE.path, "NetworkServer1", "Register", "ss", "nap", BRIDGE)

    def _emulate(self, undo: contextlib.ExitStack) -> None:
        """Start the controllers; anew where the kernel has not had its first answer in time (HCI_CMD_TIMEOUT, 2 s)."""
        for attempt in range(1, CONTROLLER_ATTEMPTS + 1):
            with contextlib.ExitStack() as started:
                self._run(started, "btvirt", "btvirt", "-l2")
                try:
                    wait_for(self._has_both, "BlueZ on both controllers", CONTROLLER_LIMIT_S)
                except PhoneError:
                    if attempt == CONTROLLER_ATTEMPTS:
                        raise
                else:
                    undo.push(started.pop_all())
                    undo.callback(self._part)
                    return
            wait_for(lambda: not any(CONTROLLERS.iterdir()), "the end of the controllers")

    def _part(self) -> None:
        """End what still connects the two: kernel 6.1 may trip over a link whose controller is taken away."""
        with contextlib.suppress(PhoneError):
            self._call(LAPTOP.device_path(PHONE), "Device1", "Disconnect")
            wait_for(lambda: not has_link(), "the end of the link")

    def _has_both(self) -> bool:
        return all(map(self._is_powered, (LAPTOP, PHONE)))

    def _run(self, undo: contextlib.ExitStack, name: str, *words: str) -> None:
        undo.callback(Process(*words, log=self._logs / f"{name}.log").end)

    # --- the connection ---------------------------------------------------------------------------------------------

    def connect(self, metric: int = METRIC) -> str:
        """Connect with BlueZ alone, give the link an address and a default route; return its name."""
        interface = str(self._call(LAPTOP.device_path(PHONE), "Network1", "Connect", "s", "nap"))
        self.take_end()
        run("ip", "link", "set", interface, "up")
        run("ip", "addr", "add", ADDRESS, "dev", interface)
        run("ip", "route", "add", "default", "via", GATEWAY, "dev", interface, "metric", str(metric))
        return interface

    def take_end(self) -> None:
        """Take the phone's end of a connection out of this computer, once BlueZ is done with it."""
        end = wait_for(finished_end, "the phone's end of the connection")
        run("ip", "link", "set", end, "netns", AP, "up")
        run("ip", "addr", "add", f"{GATEWAY}/24", "dev", end, netns=AP)

    def disconnect(self) -> None:
        """End the connection from this computer's side, with BlueZ alone."""
        self._call(LAPTOP.device_path(PHONE), "Network1", "Disconnect")

    def switch_off(self) -> None:
        """Switch the phone's Bluetooth off."""
        self._bus.set_property(BLUEZ, PHONE.path, ADAPTER, "Powered", "b", value=False)

    def switch_on(self) -> None:
        """Switch it on again."""
        self._bus.set_property(BLUEZ, PHONE.path, ADAPTER, "Powered", "b", value=True)

    # --- BlueZ ------------------------------------------------------------------------------------------------------

    def _call(self, path: str, interface: str, method: str, signature: str = "", *values: str) -> object:
        """Return what a method answers.

        Raises:
            PhoneError: it refuses; the text is what it said.
        """
        try:
            return self._bus.call(BLUEZ, path, f"{BLUEZ}.{interface}", method, signature, *values)
        except (DBusErrorResponse, OSError) as error:
            raise PhoneError(f"BlueZ: {method}: {error}") from error

    def _is_powered(self, controller: Controller) -> bool:
        properties = "org.freedesktop.DBus.Properties"
        try:
            answer = self._bus.call(BLUEZ, controller.path, properties, "Get", "ss", ADAPTER, "Powered")
        except DBusErrorResponse:
            return False  # it does not know this controller yet
        return bool(answer == ("b", True))


def pair(name: str) -> None:
    """Write what BlueZ keeps of two controllers that are paired; ``name`` is the phone's."""
    for own, alias in ((LAPTOP, _LAPTOP_NAME), (PHONE, name)):
        (KEPT / own.address).mkdir(parents=True, exist_ok=True)
        (KEPT / own.address / "settings").write_text(f"[General]\nAlias={alias}\n", encoding="utf-8")
    known = ((LAPTOP, PHONE, name, NETWORK_ACCESS_POINT), (PHONE, LAPTOP, _LAPTOP_NAME, PAN_USER))
    for own, other, alias, service in known:
        folder = KEPT / own.address / other.address
        folder.mkdir(exist_ok=True)
        (folder / "info").write_text(_KNOWN_DEVICE.format(name=alias, service=service), encoding="utf-8")


def load_ciphers() -> None:
    """Have the kernel load what btvirt asks it for."""
    for kind in CIPHERS:
        with socket.socket(socket.AF_ALG, socket.SOCK_SEQPACKET) as cipher:
            cipher.bind(kind)


def device_of(controller: Controller, sysfs: Path = SYSFS) -> str:
    """The network device of a controller, which has its address; empty while there is none."""
    for device in sysfs.iterdir():
        with contextlib.suppress(OSError):
            if (device / "address").read_text().strip().upper() == controller.address:
                return device.name
    return ""


def has_link(controllers: Path = CONTROLLERS) -> bool:
    """Whether the kernel has a link between controllers ("hci0:1", beside "hci0")."""
    return any(":" in entry.name for entry in controllers.iterdir())


def finished_end(sysfs: Path = SYSFS) -> str:
    """The phone's end once BlueZ is done with it: switched on, in the bridge; empty before."""
    name = device_of(PHONE, sysfs)
    with contextlib.suppress(OSError):
        is_on = int((sysfs / name / "flags").read_text(), 16) & _IFF_UP
        if name and is_on and (sysfs / name / "brport").exists():
            return name
    return ""


def wait_for(predicate: Callable[[], Any], what: str, limit_s: float = LIMIT_S) -> Any:
    """Return the first true value.

    Raises:
        PhoneError: none within ``limit_s``.
    """
    deadline = time.monotonic() + limit_s
    while not (value := predicate()):
        if time.monotonic() > deadline:
            raise PhoneError(f"{what}: not within {limit_s:g} s")
        time.sleep(0.05)
    return value

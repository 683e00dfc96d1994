"""A modem at two serial cables and the network behind it: real ModemManager, polkit, NetworkManager and pppd.

The modem's own end (AT commands, and the network's end of each data call) is played by support.at_modem; the cables
are USB serial ports that the emulator wires to each other, one pair for commands and one for data.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jeepney import DBusErrorResponse

from radio.lab.ground import AP
from radio.lab.scenario import way
from radio.lab.shell import run
from radio.lab.station import FOLDER, NetworkManager, wait_for
from support.at_modem import SEARCHING, AtModem, SerialLine, Serving
from support.bus import BusClient

if TYPE_CHECKING:
    from radio.lab.lab import Lab

USB_DEVICES = Path("/sys/bus/usb/devices")
CONTROL, DATA = "modem-control", "modem-data"
"""Serial numbers of the ports at this computer's end; the other ends are called the same with "-far"."""
UDEV_RULES = Path("/run/udev/rules.d/60-radio-modem.rules")
RULES = f"""SUBSYSTEM!="tty", GOTO="radio_modem_end"
ATTRS{{serial}}=="{CONTROL}", ENV{{ID_MM_PORT_TYPE_AT_PRIMARY}}="1"
ATTRS{{serial}}=="{DATA}", ENV{{ID_MM_PORT_TYPE_AT_PPP}}="1"
ATTRS{{serial}}=="{CONTROL}|{DATA}", ENV{{ID_MM_DEVICE_PROCESS}}="1", ENV{{ID_MM_PHYSDEV_UID}}="radio-modem"
ATTRS{{serial}}=="*-far", ENV{{ID_MM_PORT_IGNORE}}="1"
LABEL="radio_modem_end"
"""
NO_SYSTEMD = Path("/usr/share/dbus-1/system-services/org.freedesktop.systemd1.service")
"""polkit asks systemd for each caller's session. There is none here, and the bus would find that out each time anew."""
POLKIT_RULES = Path("/etc/polkit-1/rules.d/10-radio.rules")
MAY_LOCATE = """polkit.addRule(function(action, subject) {
    if (action.id == "org.freedesktop.ModemManager1.Location") return polkit.Result.YES;
});
"""
MM = "org.freedesktop.ModemManager1"
MM_PATH = "/org/freedesktop/ModemManager1"
MODEM = f"{MM}.Modem"
SYSTEM_BUS = "unix:path=/run/dbus/system_bus_socket"
_BUS = ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")
_GET_ALL = ("org.freedesktop.DBus.Properties", "GetAll", "s")
_STATE_REGISTERED = 8
INTERFACE, GATEWAY, ADDRESS = "ppp0", "10.80.0.1", "10.80.0.50"
PLUG_LIMIT_S = 60.0
CALL = (
    *("ip", "netns", "exec", AP, "pppd", "nodetach", "local", "noauth", "nocrtscts", "noipv6", "noccp", "novj"),
    *(f"{GATEWAY}:{ADDRESS}", "ms-dns", GATEWAY, "logfile", "/run/pppd-far.log"),
)
"""The network's end of a data call."""
PLAN = "LabTel internet"
"""NetworkManager's name of the connection, which is never the network's."""
PLAN_FILE = f"""[connection]
id={PLAN}
uuid=5b0ab9d4-6a6f-4d8f-9b58-0c5b5a1f6f01
type=gsm
autoconnect=false
[gsm]
apn=internet
number=*99#
[ipv6]
method=disabled
"""
DIAL_LIMIT_S = 40


class SystemBusClient(BusClient):
    """Asks on the system bus as root, and finds the modem there."""

    def __init__(self) -> None:
        super().__init__(SYSTEM_BUS)

    def objects(self) -> dict[str, dict[str, dict[str, Any]]]:
        """All of ModemManager's objects; none while it does not answer."""
        if not self.has_owner(MM):
            return {}
        with contextlib.suppress(DBusErrorResponse):
            found: dict[str, Any] = self.call(MM, MM_PATH, "org.freedesktop.DBus.ObjectManager", "GetManagedObjects")
            return found
        return {}

    def modem(self) -> dict[str, Any]:
        """The properties of the modem's main interface, without their signatures; none without a modem."""
        for path, interfaces in self.objects().items():
            if MODEM in interfaces:
                return {"path": path} | {name: value for name, (_, value) in interfaces[MODEM].items()}
        return {}

    def process_id(self, name: str) -> int | None:
        """Who owns a name."""
        return int(self.call(*_BUS, "GetConnectionUnixProcessID", "s", name)) if self.has_owner(name) else None


def end_modemmanager(bus: SystemBusClient) -> None:
    """End the ModemManager that the bus started when NetworkManager asked for it."""
    process_id = bus.process_id(MM)
    if process_id is not None:
        os.kill(process_id, signal.SIGTERM)
        wait_for(lambda: not bus.has_owner(MM), "the end of ModemManager")


def allow_location(process_id: int, *, is_allowed: bool) -> None:
    """Have polkit let everyone ask for the cell, or go back to the distribution's own rule, which does not.

    Returns once polkit says so of this process.
    """
    NO_SYSTEMD.unlink(missing_ok=True)
    if is_allowed:
        POLKIT_RULES.write_text(MAY_LOCATE)
    else:
        POLKIT_RULES.unlink(missing_ok=True)
    # It says "Not authorized." or "Authorization requires authentication ...", and nothing where it is granted.
    words = ("pkcheck", "--process", str(process_id), "--action-id", f"{MM}.Location")
    wait_for(lambda: ("uthori" not in run(*words, check=False)) is is_allowed, "polkit")


class Cables:
    """The USB serial ports by their serial numbers."""

    def __init__(self) -> None:
        self._folders = {file.read_text().strip(): file.parent for file in USB_DEVICES.glob("*/serial")}

    def plug(self, *, is_in: bool) -> None:
        """Plug the modem in or pull it out, as the kernel sees it."""
        for name in (CONTROL, DATA):
            (self._folders[name] / "authorized").write_text(str(int(is_in)))

    def far_device(self, name: str) -> str:
        """The device file of the other end of a port."""
        (port,) = self._folders[f"{name}-far"].glob("*/ttyUSB*")
        return f"/dev/{port.name}"


@way("modem")
class MobileStation(NetworkManager):
    """NetworkManager and ModemManager with a modem.

    Attributes:
        modem: what the modem is like, and on which network; changes as scenarios want.
        bus: for what only root may ask.
    """

    def __init__(self, lab: Lab) -> None:
        super().__init__(lab)
        self._lab = lab

    def start(self) -> None:
        """Start the daemons and plug the modem in; returns once it is registered."""
        self.modem = AtModem()
        self.bus = SystemBusClient()
        self._cables = Cables()
        self._cables.plug(is_in=False)
        Path("/run/lock").mkdir(exist_ok=True)
        UDEV_RULES.parent.mkdir(parents=True, exist_ok=True)
        UDEV_RULES.write_text(RULES)
        run("udevadm", "control", "--reload")
        run("modprobe", "ppp_async")
        self.allow_location(is_allowed=True)
        self._data = self._listen()
        end_modemmanager(self.bus)
        self._start("ModemManager", "ModemManager", "--log-level=INFO")
        wait_for(lambda: self.bus.has_owner(MM), "ModemManager")  # else NetworkManager has the bus start another one
        super().start()
        profile = FOLDER / "profiles" / "plan.nmconnection"
        profile.write_text(PLAN_FILE)
        profile.chmod(0o600)
        run("nmcli", "connection", "load", str(profile))
        self.plug()

    def stop(self) -> None:
        """Pull the modem out and end the daemons."""
        self.unplug()
        for line in self._lines:
            line.close()
        POLKIT_RULES.unlink(missing_ok=True)
        super().stop()
        self.bus.close()

    def plug(self) -> None:
        """Plug the modem in, which NetworkManager then switches on; returns once it has a network."""
        self._cables.plug(is_in=True)
        wait_for(lambda: self.modem_state() >= _STATE_REGISTERED, "a mobile network", PLUG_LIMIT_S)

    def unplug(self) -> None:
        """Pull the modem out, connected or not."""
        self._cables.plug(is_in=False)
        self._data.hang_up()

    def modem_state(self) -> int:
        """MMModemState; 0 without a modem."""
        return int(self.bus.modem().get("State", 0))

    def be_home(self, *, is_connected: bool, poll_s: int = 0) -> None:
        """What every scenario begins with: the modem on its own network, the levels polled or not.

        ``poll_s`` is what a desktop's settings page does while it is open; the product never has the modem polled.
        """
        if not self.modem_state():
            self.plug()
        if self.modem.serving != Serving():
            if self.modem.serving.state == Serving().state:
                self.modem.move(Serving(SEARCHING))  # without this ModemManager does not ask for the name anew
                wait_for(lambda: not self.registration()["OperatorCode"], "no network")
            self.modem.move(Serving())
            wait_for(lambda: self.registration()["OperatorCode"] == Serving().operator_code, "the home network")
        if is_connected and not has_route():
            wait_for(lambda: not self._data.is_calling, "the end of the call before")
            limit_s = str(DIAL_LIMIT_S)
            run("nmcli", "--wait", limit_s, "connection", "up", "id", PLAN, limit_s=DIAL_LIMIT_S + 5)
        if not is_connected and has_route():
            run("nmcli", "--wait", "10", "connection", "down", "id", PLAN)
        self.poll_levels(every_s=poll_s)

    def poll_levels(self, *, every_s: int) -> None:
        """Have ModemManager ask the modem for its levels so often, 0: never."""
        self.bus.call(MM, self.bus.modem()["path"], f"{MODEM}.Signal", "Setup", "u", every_s)

    def allow_location(self, *, is_allowed: bool) -> None:
        """Let the product ask for the cell, or not."""
        agent = self._lab.product.agent
        allow_location(agent.id if agent else os.getpid(), is_allowed=is_allowed)

    def registration(self) -> dict[str, Any]:
        """What ModemManager says of the network."""
        interfaces = self.bus.objects()[self.bus.modem()["path"]]
        return {name: value for name, (_, value) in interfaces[f"{MODEM}.Modem3gpp"].items()}

    def signal_ratio(self) -> float | None:
        """What ModemManager says of the signal; after a search it says 0 until it asks again, half a minute later."""
        return self.bus.modem()["SignalQuality"][0] / 100 or None

    def record(self, folder: Path) -> None:
        """Write what ModemManager says, in the form of tests/captures."""
        folder.mkdir(parents=True, exist_ok=True)
        modem = self.bus.modem()
        answers = {
            "objects": self.bus.objects(),
            "bearers": {path: self.bus.call(MM, path, *_GET_ALL, f"{MM}.Bearer") for path in modem["Bearers"]},
            "location": self.bus.call(MM, modem["path"], f"{MODEM}.Location", "GetLocation"),
        }
        (folder / "mm.json").write_text(json.dumps(answers, indent=1) + "\n")

    def _listen(self) -> SerialLine:
        """Answer on both ports; return the one for data."""
        control, data = SerialLine(self._cables.far_device(CONTROL)), SerialLine(self._cables.far_device(DATA), CALL)
        self._lines = (control, data)
        for line in self._lines:
            words = {"has_reports": line is control}
            threading.Thread(target=self.modem.talk, args=(line,), kwargs=words, daemon=True).start()
        return data


def has_route() -> bool:
    """Whether traffic may leave over the modem."""
    return bool(run("ip", "route", "show", "default", "dev", INTERFACE, check=False).startswith("default"))


def mobile_station(lab: Lab) -> MobileStation:
    """The way of this scenario, which must be the one with a modem."""
    if not isinstance(lab.way, MobileStation):
        raise TypeError(f"{type(lab.way).__name__} has no modem")
    return lab.way

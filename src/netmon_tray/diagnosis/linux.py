"""What only Linux has: the services on the system bus, and who shows tray icons."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from typing import Any

from netmon_tray.diagnosis.rows import Row, attention, fine, untested
from netmon_tray.words import Phrase, joined, say, sentence

assert sys.platform == "linux"  # noqa: S101 - the checker reads this file for one system

from netmon_tray.probes.linux.dbus import SystemBus  # noqa: E402
from netmon_tray.probes.linux.dbus_connection import BUS, BusError, Trouble  # noqa: E402

_WATCHER = "org.kde.StatusNotifierWatcher"
"""The name that a panel's host for tray icons owns (freedesktop.org StatusNotifierItem draft)."""
_SERVICES = (
    (
        "networkmanager",
        "NetworkManager",
        "org.freedesktop.NetworkManager",
        say("It would tell connection names, metering and login pages."),
    ),
    (
        "modemmanager",
        "ModemManager",
        "org.freedesktop.ModemManager1",
        say("It would tell details of mobile networks."),
    ),
)


def desktop_rows(environ: Mapping[str, str]) -> Iterator[Row]:
    """Services that are asked where they run, then the tray."""
    bus = SystemBus()
    for check, title, name, gives in _SERVICES:
        yield _service_row(bus, check, title, name, gives)
    bus.close()
    yield tray_row(environ)


def _service_row(bus: SystemBus, check: str, title: str, name: str, gives: Phrase) -> Row:
    try:
        has_owner = _has_owner(bus, name)
    except BusError as error:
        if error.trouble is Trouble.NO_BUS:
            return fine(check, title, joined([say("No system bus here, and not needed."), gives]))
        return attention(check, title, say("The system bus does not answer: {reason}", reason=sentence(error.text)))
    told = say("Running.") if has_owner else joined([say("Not running, and not needed."), gives])
    return fine(check, title, told)


def _has_owner(bus: SystemBus, name: str) -> bool:
    (has_owner,) = bus.call(*BUS, "NameHasOwner", "s", (name,))
    return bool(has_owner)


def tray_row(environ: Mapping[str, str]) -> Row:
    """Whether a host for tray icons is on the session bus; the older X11 kind cannot be asked for from here."""
    check, title = "tray", say("Tray")
    if not (environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY")):
        return untested(check, title, say("No display in this session; the command line needs none."))
    address = environ.get("DBUS_SESSION_BUS_ADDRESS")
    if not address:
        return untested(check, title, say("No session bus to ask; an X11 tray may still be there."))
    bus = SystemBus(address)
    try:
        is_hosted = _has_owner(bus, _WATCHER) and _has_host(bus)
    except BusError as error:
        return untested(check, title, say("The session bus does not answer: {reason}", reason=sentence(error.text)))
    finally:
        bus.close()
    if is_hosted:
        return fine(check, title, say("This desktop shows tray icons."))
    if environ.get("WAYLAND_DISPLAY"):
        return attention(check, title, say("This desktop shows no tray icons. The window works."))
    return untested(
        check, title, say("No StatusNotifier host; an X11 tray may still be there. The window works in any case.")
    )


def _has_host(bus: SystemBus) -> bool:
    question: tuple[Any, ...] = (_WATCHER, "IsStatusNotifierHostRegistered")
    (answer,) = bus.call(_WATCHER, "/StatusNotifierWatcher", "org.freedesktop.DBus.Properties", "Get", "ss", question)
    return bool(answer[1]) if isinstance(answer, tuple) else bool(answer)

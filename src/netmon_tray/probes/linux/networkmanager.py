"""Asks NetworkManager for the names, costs and reach of the connections: about ten small questions a look."""

from __future__ import annotations

import sys
from typing import Any

from netmon_tray.probes.parse import networkmanager as nm
from netmon_tray.probes.parse.dbus_values import Properties, path, paths

assert sys.platform == "linux"  # noqa: S101 - makes the type checker read this file for its own system

from netmon_tray.probes.linux.dbus import Inquiry, SystemBus  # noqa: E402
from netmon_tray.probes.linux.dbus_connection import BusError, Trouble  # noqa: E402

PART = "networkmanager"


class NetworkManagerReader:
    """Reads NetworkManager with targeted questions.

    ``ObjectManager.GetManagedObjects`` would be one question, but its answer holds every access point in the air.
    """

    def __init__(self, bus: SystemBus) -> None:
        self._bus = bus

    def read(self) -> nm.NetworkManagerFacts | None:
        """Look once, 2 s at the most. None where NetworkManager does not run; PartFailed where it does not answer."""
        inquiry = Inquiry(self._bus, nm.SERVICE, "NetworkManager", PART)
        try:
            return _look(inquiry)
        except BusError as fault:
            if inquiry.is_absent(fault):
                return None
            raise inquiry.failure(fault) from fault


def _look(inquiry: Inquiry) -> nm.NetworkManagerFacts:
    manager = inquiry.properties(nm.MANAGER_PATH, nm.MANAGER)
    objects: dict[str, dict[str, Properties]] = {nm.MANAGER_PATH: {nm.MANAGER: manager}}
    profiles: dict[str, nm.ProfileFacts] = {}
    for active_path in paths(manager, "ActiveConnections"):
        active = inquiry.properties(active_path, nm.ACTIVE)
        if not nm.carries_traffic(active):
            continue
        objects[active_path] = {nm.ACTIVE: active}
        for device_path in paths(active, "Devices"):
            objects |= _device(inquiry, device_path)
        profile_path = path(active, "Connection")
        if profile_path and nm.has_telling_profile(active) and (profile := _profile(inquiry, profile_path)):
            profiles[profile_path] = profile
    return nm.decode_facts(objects, profiles)


def _device(inquiry: Inquiry, device_path: str) -> dict[str, dict[str, Properties]]:
    """The device, and the access point it uses if it is a Wi-Fi device."""
    device = inquiry.properties(device_path, nm.DEVICE)
    objects: dict[str, dict[str, Properties]] = {device_path: {nm.DEVICE: device}}
    if extra := nm.extra_interface(device):
        objects[device_path][extra] = inquiry.properties(device_path, extra)
    point_path = path(objects[device_path].get(nm.WIRELESS, {}), "ActiveAccessPoint")
    if point_path:
        objects[point_path] = {nm.ACCESS_POINT: inquiry.properties(point_path, nm.ACCESS_POINT)}
    return objects


def _profile(inquiry: Inquiry, profile_path: str) -> nm.ProfileFacts | None:
    """The few words of a profile that are read; None for another user's, or one that has gone."""
    try:
        answer: tuple[Any, ...] = inquiry.ask(profile_path, nm.PROFILE, "GetSettings")
    except BusError as fault:
        if fault.trouble in (Trouble.DENIED, Trouble.NO_OBJECT):
            return None
        raise
    return nm.decode_profile(answer[0])

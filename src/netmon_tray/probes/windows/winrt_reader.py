"""Reads connection profiles and consent through WinRT; whatever it raises stays here."""

from __future__ import annotations

import sys
import uuid
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeVar

from netmon_tray.model import ProbeFault
from netmon_tray.probes.windows.profiles import Connectivity, RtFacts, RtProfile
from netmon_tray.probes.windows.seam import WINRT

assert sys.platform == "win32"  # noqa: S101 - makes the type checker read this file for its own system

if TYPE_CHECKING:
    from winrt.windows.networking.connectivity import ConnectionProfile

T = TypeVar("T")

FOREIGN = (OSError, ImportError, RuntimeError, AttributeError, TypeError, ValueError)
"""What the projection raises: HRESULTs as OSError, values that it cannot convert, classes that Windows lacks."""
_CLASS_NOT_REGISTERED = -2147221164
"""REGDB_E_CLASSNOTREG: this Windows has no such class, and that is no fault."""
_WIFI_CONTROL = "wiFiControl"
"""The capability by which Windows 11 24H2 gates WiFi names."""


class Apartment:
    """The apartment that a thread is in while it asks WinRT."""

    def __init__(self) -> None:
        self._is_entered = False

    def enter(self) -> None:
        """Enter, once."""
        if not self._is_entered:
            from winrt.runtime import ApartmentType, init_apartment

            init_apartment(ApartmentType.MULTI_THREADED)
            self._is_entered = True

    def leave(self) -> None:
        """Leave, where it was entered."""
        if self._is_entered:
            from winrt.runtime import uninit_apartment

            uninit_apartment()
            self._is_entered = False


class WinRtReader:
    """The source that the names desk asks, in its own thread."""

    def __init__(self) -> None:
        self._apartment = Apartment()

    def read(self) -> RtFacts:
        """Read what there is; a failure is a fault, and costs what it would have told."""
        try:
            self._apartment.enter()
            profiles = dict(_profiles())
        except FOREIGN as error:
            if is_class_missing(error):
                return RtFacts()
            return RtFacts(faults=(ProbeFault(WINRT, f"WinRT does not answer ({type(error).__name__}: {error})."),))
        return RtFacts(profiles, is_running=True, access=_told(lambda: access_to(_WIFI_CONTROL)))

    def close(self) -> None:
        """Leave the apartment that this thread is in."""
        self._apartment.leave()


def is_class_missing(error: Exception) -> bool:
    """Whether this Windows lacks what was asked for."""
    return getattr(error, "winerror", None) == _CLASS_NOT_REGISTERED


def access_to(capability: str) -> int:
    """Whether this program may have what a capability stands for: an ``Access``; nobody is asked."""
    from winrt.windows.security.authorization.appcapabilityaccess import AppCapability

    return int(AppCapability.create(capability).check_access())


def _profiles() -> Iterator[tuple[uuid.UUID, RtProfile]]:
    """Yield the connected profile of each adapter; the one that has the Internet last, so that it stands."""
    from winrt.windows.networking.connectivity import NetworkInformation

    listed = [*NetworkInformation.get_connection_profiles(), NetworkInformation.get_internet_connection_profile()]
    for profile in listed:
        if profile is None or int(profile.get_network_connectivity_level()) == Connectivity.NONE:
            continue
        adapter = profile.network_adapter
        if adapter is not None:
            yield adapter.network_adapter_id, _profile(profile)


def _profile(profile: ConnectionProfile) -> RtProfile:
    security = _told(lambda: profile.network_security_settings)
    bars = _told(profile.get_signal_bars)
    told = RtProfile(
        name=profile.profile_name.strip() or None,
        authentication=int(security.network_authentication_type) if security else 0,
        encryption=int(security.network_encryption_type) if security else 0,
        signal_bars=None if bars is None else int(bars),
    )
    return _with_mobile(told, profile) if profile.is_wwan_connection_profile else told


def _with_mobile(told: RtProfile, profile: ConnectionProfile) -> RtProfile:
    details = _told(lambda: profile.wwan_connection_profile_details)
    if details is None:
        return told
    return RtProfile(
        name=told.name,
        registration=int(_told(details.get_network_registration_state) or 0),
        data_class=int(_told(details.get_current_data_class) or 0),
        home_provider_id=_told(lambda: str(details.home_provider_id)),
        signal_bars=told.signal_bars,
    )


def _told(read: Callable[[], T]) -> T | None:
    """A fact, or None where Windows does not give it."""
    try:
        return read()
    except FOREIGN:
        return None

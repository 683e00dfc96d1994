"""What WinRT knows of connections: their names, mobile registration, security, and whether names may be read."""

from __future__ import annotations

import enum
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from netmon_tray.model import ConsentState, ProbeFault

_MCCMNC = re.compile("[0-9]{5,6}")
_MOST_BARS = 5


class Access(enum.IntEnum):
    """Windows.Security.Authorization.AppCapabilityAccess.AppCapabilityAccessStatus."""

    DENIED_BY_SYSTEM = 0
    NOT_DECLARED_BY_APP = 1
    DENIED_BY_USER = 2
    USER_PROMPT_REQUIRED = 3
    ALLOWED = 4


class Registration(enum.IntEnum):
    """Windows.Networking.Connectivity.WwanNetworkRegistrationState."""

    HOME = 3
    ROAMING = 4
    PARTNER = 5


class Connectivity(enum.IntEnum):
    """Windows.Networking.Connectivity.NetworkConnectivityLevel, of a profile that carries nothing."""

    NONE = 0


class DataClass(enum.IntEnum):
    """Windows.Networking.Connectivity.WwanDataClass: bits."""

    GPRS = 0x01
    EDGE = 0x02
    UMTS = 0x04
    HSDPA = 0x08
    HSUPA = 0x10
    LTE_ADVANCED = 0x20
    NEW_RADIO_NON_STANDALONE = 0x40
    NEW_RADIO_STANDALONE = 0x80


_IS_ROAMING: dict[int, bool] = {Registration.HOME: False, Registration.ROAMING: True, Registration.PARTNER: True}
_STATES: dict[int, ConsentState] = {
    Access.DENIED_BY_SYSTEM: ConsentState.FORBIDDEN,
    Access.DENIED_BY_USER: ConsentState.REFUSED,
    Access.USER_PROMPT_REQUIRED: ConsentState.NOT_ASKED,
}
_TECHNOLOGIES = (
    (DataClass.NEW_RADIO_STANDALONE, "5G"),
    (DataClass.NEW_RADIO_NON_STANDALONE, "5G"),
    (DataClass.LTE_ADVANCED, "LTE"),
    (DataClass.HSUPA, "HSUPA"),
    (DataClass.HSDPA, "HSDPA"),
    (DataClass.UMTS, "UMTS"),
    (DataClass.EDGE, "EDGE"),
    (DataClass.GPRS, "GPRS"),
)
"""The best first; the words are those that the Linux probe uses."""


def consent_of(access: int | None) -> ConsentState:
    """Whose decision it is that this access (``Access``; None: Windows does not tell) is no permission."""
    return ConsentState.UNKNOWN if access is None else _STATES.get(access, ConsentState.UNKNOWN)


@dataclass(frozen=True, slots=True)
class RtProfile:
    """One connection profile, as WinRT's numbers have it; None where it does not say."""

    name: str | None = None
    authentication: int = 0
    encryption: int = 0
    registration: int = 0
    data_class: int = 0
    home_provider_id: str | None = None
    signal_bars: int | None = None

    @property
    def is_roaming(self) -> bool | None:
        """Whether a mobile network is another operator's."""
        return _IS_ROAMING.get(self.registration)

    @property
    def mccmnc(self) -> str | None:
        """The serving network, which WinRT tells only at home: elsewhere it knows the home network alone."""
        at_home = self.registration == Registration.HOME
        told = self.home_provider_id or ""
        return told if at_home and _MCCMNC.fullmatch(told) else None

    @property
    def technology(self) -> str | None:
        """The best of the radio technologies in use."""
        return next((word for bit, word in _TECHNOLOGIES if self.data_class & bit), None)

    @property
    def signal_ratio(self) -> float | None:
        """The bars as a share."""
        bars = self.signal_bars
        return bars / _MOST_BARS if bars is not None and 0 <= bars <= _MOST_BARS else None


@dataclass(frozen=True, slots=True)
class RtFacts:
    """One answer of WinRT; where it is not there, the empty one."""

    profiles: Mapping[uuid.UUID, RtProfile] = field(default_factory=dict)
    """By the adapter that carries the connection."""
    is_running: bool = False
    """It tells connections: one that it does not know yet will have a name."""
    access: int | None = None
    """``Access`` to WiFi names; None where Windows does not tell."""
    faults: tuple[ProbeFault, ...] = ()

    @property
    def consent(self) -> ConsentState:
        """Whose decision it is that names are withheld."""
        return consent_of(self.access)

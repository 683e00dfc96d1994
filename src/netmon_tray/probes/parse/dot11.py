"""Security of a WiFi network by the numbers that Windows has for it: those of wlanapi and, others, those of WinRT.

The rows are those of the mapping table that security.py reads from the air. Windows tells what was negotiated, not what
the access point offers: a network that takes WPA2 and WPA3 is told as the one that was joined.
"""

from __future__ import annotations

import enum

from netmon_tray.model import Security
from netmon_tray.probes.parse.security import Judgement, judgement


class Auth(enum.IntEnum):
    """DOT11_AUTH_ALGORITHM (wlantypes.h)."""

    OPEN = 1
    SHARED_KEY = 2
    WPA = 3
    WPA_PSK = 4
    WPA_NONE = 5
    RSNA = 6
    RSNA_PSK = 7
    WPA3_ENT_192 = 8
    WPA3_SAE = 9
    OWE = 10
    WPA3_ENT = 11


class Cipher(enum.IntEnum):
    """DOT11_CIPHER_ALGORITHM (wlantypes.h): only whether it is WEP, or none, decides anything."""

    NONE = 0
    WEP40 = 0x01
    WEP104 = 0x05
    WEP = 0x101


_WEP = frozenset({Cipher.WEP40, Cipher.WEP104, Cipher.WEP})
_BY_AUTH: dict[int, Security] = {
    Auth.SHARED_KEY: Security.WEP_SHARED,
    Auth.WPA: Security.WPA_EAP,
    Auth.WPA_PSK: Security.WPA_PSK,
    Auth.WPA_NONE: Security.WPA_NONE,
    Auth.RSNA: Security.WPA2_EAP,
    Auth.RSNA_PSK: Security.WPA2_PSK,
    Auth.WPA3_ENT_192: Security.WPA3_EAP_192,
    Auth.WPA3_SAE: Security.WPA3_SAE,
    Auth.OWE: Security.OWE,
    Auth.WPA3_ENT: Security.WPA3_EAP,
}


class RtAuth(enum.IntEnum):
    """Windows.Networking.Connectivity.NetworkAuthenticationType: not the numbers of DOT11_AUTH_ALGORITHM."""

    OPEN_80211 = 2
    SHARED_KEY_80211 = 3
    WPA = 4
    WPA_PSK = 5
    WPA_NONE = 6
    RSNA = 7
    RSNA_PSK = 8
    IHV = 9
    WPA3_ENTERPRISE_192_BITS = 10
    WPA3_SAE = 11
    OWE = 12
    WPA3_ENTERPRISE = 13


class RtCipher(enum.IntEnum):
    """Windows.Networking.Connectivity.NetworkEncryptionType."""

    NONE = 0
    WEP = 2
    WEP40 = 3
    WEP104 = 4


_RT_WEP = frozenset({RtCipher.WEP, RtCipher.WEP40, RtCipher.WEP104})
_BY_RT_AUTH: dict[int, Security] = {
    RtAuth.SHARED_KEY_80211: Security.WEP_SHARED,
    RtAuth.WPA: Security.WPA_EAP,
    RtAuth.WPA_PSK: Security.WPA_PSK,
    RtAuth.WPA_NONE: Security.WPA_NONE,
    RtAuth.RSNA: Security.WPA2_EAP,
    RtAuth.RSNA_PSK: Security.WPA2_PSK,
    RtAuth.IHV: Security.RSN_OTHER,
    RtAuth.WPA3_ENTERPRISE_192_BITS: Security.WPA3_EAP_192,
    RtAuth.WPA3_SAE: Security.WPA3_SAE,
    RtAuth.OWE: Security.OWE,
    RtAuth.WPA3_ENTERPRISE: Security.WPA3_EAP,
}


def judge(authentication: int, cipher: int, *, has_8021x: bool = False) -> Judgement:
    """Tell the security of a connection by its DOT11_AUTH_ALGORITHM and DOT11_CIPHER_ALGORITHM."""
    if authentication != Auth.OPEN:
        return judgement(_BY_AUTH.get(authentication, Security.RSN_OTHER))
    if cipher in _WEP:
        return judgement(Security.DYNAMIC_WEP if has_8021x else Security.WEP)
    return judgement(Security.OPEN if cipher == Cipher.NONE else Security.RSN_OTHER)


def judge_rt(authentication: int, encryption: int) -> Judgement | None:
    """Tell the security by WinRT's numbers, which are free for all; None where it says none or unknown."""
    if authentication == RtAuth.OPEN_80211:
        by_cipher: dict[int, Security] = {RtCipher.NONE: Security.OPEN, **dict.fromkeys(_RT_WEP, Security.WEP)}
        found = by_cipher.get(encryption)
    else:
        found = _BY_RT_AUTH.get(authentication)
    return judgement(found) if found else None

"""Security by the numbers of wlanapi and of WinRT: the rows of the mapping table."""

from __future__ import annotations

import pytest

from netmon_tray.model import Authentication, Security
from netmon_tray.probes.parse import dot11

A = Authentication


@pytest.mark.parametrize(
    ("auth", "cipher", "is_8021x", "security", "authentication"),
    [
        (1, 0, False, Security.OPEN, A.OPEN),
        (1, 0x01, False, Security.WEP, A.OPEN),
        (1, 0x05, False, Security.WEP, A.OPEN),
        (1, 0x101, False, Security.WEP, A.OPEN),
        (1, 0x101, True, Security.DYNAMIC_WEP, A.EAP),
        (1, 0x04, False, Security.RSN_OTHER, None),
        (2, 0x101, False, Security.WEP_SHARED, A.SHARED),
        (3, 0x02, True, Security.WPA_EAP, A.EAP),
        (4, 0x02, False, Security.WPA_PSK, A.PSK),
        (5, 0x02, False, Security.WPA_NONE, A.PSK),
        (6, 0x04, True, Security.WPA2_EAP, A.EAP),
        (7, 0x04, False, Security.WPA2_PSK, A.PSK),
        (8, 0x09, True, Security.WPA3_EAP_192, A.EAP),
        (9, 0x04, False, Security.WPA3_SAE, A.SAE),
        (10, 0x04, False, Security.OWE, A.OWE),
        (11, 0x08, True, Security.WPA3_EAP, A.EAP),
        (12, 0x04, False, Security.RSN_OTHER, None),
        (0x8000_0001, 0x04, False, Security.RSN_OTHER, None),
    ],
)
def test_wlanapi(
    auth: int, cipher: int, is_8021x: bool, security: Security, authentication: Authentication | None
) -> None:
    assert dot11.judge(auth, cipher, has_8021x=is_8021x) == (security, authentication)


@pytest.mark.parametrize(
    ("auth", "encryption", "security"),
    [
        (0, 0, None),
        (1, 6, None),
        (2, 0, Security.OPEN),
        (2, 2, Security.WEP),
        (2, 4, Security.WEP),
        (2, 1, None),
        (3, 2, Security.WEP_SHARED),
        (4, 5, Security.WPA_EAP),
        (5, 5, Security.WPA_PSK),
        (6, 5, Security.WPA_NONE),
        (7, 6, Security.WPA2_EAP),
        (8, 6, Security.WPA2_PSK),
        (9, 9, Security.RSN_OTHER),
        (10, 11, Security.WPA3_EAP_192),
        (11, 6, Security.WPA3_SAE),
        (12, 6, Security.OWE),
        (13, 10, Security.WPA3_EAP),
        (14, 6, None),
    ],
)
def test_winrt_has_other_numbers(auth: int, encryption: int, security: Security | None) -> None:
    judged = dot11.judge_rt(auth, encryption)
    assert (judged.security if judged else None) is security

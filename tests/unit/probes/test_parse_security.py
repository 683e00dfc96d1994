"""Every row of the mapping from suites and flags to a network's security.

Elements are built by hand here where they are called ``rsn`` and ``wpa``: no recording has OWE transition, FILS, DPP,
OSEN, CCKM, WAPI or 192-bit suites. Recorded association requests follow below, recorded access points are in
test_parse_nl80211.py.
"""

from __future__ import annotations

import re
from typing import Any

import pytest

from netmon_tray.model import Authentication, Security
from netmon_tray.probes.parse import security
from netmon_tray.probes.parse.security import Judgement, judge, judge_flags, read_elements
from support.nm_captures import nmcli_access_point
from support.recorded_kernel import CAPTURES

RSN, WFA, CISCO = "000fac", "506f9a", "004096"
CCMP = "000fac04"
MFPC, MFPR = 0x80, 0x40


def rsn(*managements: str, capabilities: int = 0) -> bytes:
    """An RSN element, built by hand."""
    body = bytes.fromhex(f"0100{CCMP}0100{CCMP}") + len(managements).to_bytes(2, "little")
    body += b"".join(map(bytes.fromhex, managements)) + capabilities.to_bytes(2, "little")
    return bytes((48, len(body))) + body


def wpa(*managements: str) -> bytes:
    """A WPA element, built by hand."""
    body = bytes.fromhex("0050f20101000050f20201000050f202") + len(managements).to_bytes(2, "little")
    body += b"".join(map(bytes.fromhex, managements))
    return bytes((221, len(body))) + body


def vendor(body: str) -> bytes:
    return bytes((221, len(body) // 2)) + bytes.fromhex(body)


def suite(number: int, oui: str = RSN) -> str:
    return f"{oui}{number:02x}"


def of(run: bytes, *, is_private: bool = True, **more: Any) -> Judgement:
    return judge(read_elements(run), is_private=is_private, **more)


SSID = b"\x00\x03Lab"
WPA_PSK, WPA_EAP, WPA_NONE = "0050f202", "0050f201", "0050f200"
OWE_TRANSITION = vendor("506f9a1c020000000000034c6162")
WPS = vendor("0050f204104a000110")
OSEN = vendor(f"506f9a12{CCMP}0100{CCMP}0100506f9a010000")

ROWS = [
    (b"", False, Security.OPEN, Authentication.OPEN),
    (WPS, False, Security.OPEN, Authentication.OPEN),
    (OWE_TRANSITION, False, Security.OWE_TRANSITION, Authentication.OPEN),
    (b"", True, Security.WEP, Authentication.OPEN),
    (wpa(WPA_PSK), True, Security.WPA_PSK, Authentication.PSK),
    (wpa(WPA_EAP), True, Security.WPA_EAP, Authentication.EAP),
    (wpa(WPA_NONE), True, Security.WPA_NONE, Authentication.PSK),
    (rsn(suite(2)) + wpa(WPA_PSK), True, Security.WPA_WPA2_PSK, Authentication.PSK),
    (rsn(suite(1)) + wpa(WPA_EAP), True, Security.WPA_WPA2_EAP, Authentication.EAP),
    *[(rsn(suite(n)), True, Security.WPA2_PSK, Authentication.PSK) for n in (2, 4, 6, 19, 20)],
    (rsn(suite(2), suite(6), capabilities=MFPC), True, Security.WPA2_PSK, Authentication.PSK),
    *[
        (rsn(suite(psk), suite(sae)), True, Security.WPA2_WPA3_PSK, Authentication.PSK)
        for psk in (2, 4, 6)
        for sae in (8, 9, 24, 25)
    ],
    *[(rsn(suite(n), capabilities=MFPR), True, Security.WPA3_SAE, Authentication.SAE) for n in (8, 9, 24, 25)],
    *[(rsn(suite(n)), True, Security.WPA2_EAP, Authentication.EAP) for n in (1, 3, 5)],
    (rsn(suite(1), suite(5), capabilities=MFPC), True, Security.WPA2_EAP, Authentication.EAP),
    (rsn(suite(1), suite(5), capabilities=MFPR), True, Security.WPA2_EAP, Authentication.EAP),
    (rsn(suite(5), capabilities=MFPC), True, Security.WPA2_EAP, Authentication.EAP),
    *[(rsn(suite(n), capabilities=MFPC | MFPR), True, Security.WPA3_EAP, Authentication.EAP) for n in (3, 5)],
    *[(rsn(suite(n)), True, Security.WPA3_EAP, Authentication.EAP) for n in (22, 23)],
    *[(rsn(suite(n)), True, Security.WPA3_EAP_192, Authentication.EAP) for n in (11, 12, 13)],
    *[(rsn(suite(n)), True, Security.FILS, Authentication.EAP) for n in (14, 15, 16, 17)],
    (rsn(suite(18), capabilities=MFPR), True, Security.OWE, Authentication.OWE),
    (rsn(suite(2, WFA)), True, Security.DPP, Authentication.DPP),
    (rsn(suite(1, WFA)), True, Security.OSEN, Authentication.EAP),
    (OSEN, True, Security.OSEN, Authentication.EAP),
    (rsn(suite(0, CISCO)), True, Security.CCKM, Authentication.EAP),
    (wpa(suite(0, CISCO)), True, Security.CCKM, Authentication.EAP),
    (bytes.fromhex("440a0100010000147201") + b"\0\0", True, Security.WAPI_CERT, Authentication.WAPI),
    (bytes.fromhex("440a0100010000147202") + b"\0\0", True, Security.WAPI_PSK, Authentication.WAPI),
    *[(rsn(suite(n)), True, Security.RSN_OTHER, None) for n in (7, 10, 21, 99)],
    (rsn(suite(9, "aabbcc")), True, Security.RSN_OTHER, None),
    (wpa(suite(9, "aabbcc")), True, Security.RSN_OTHER, None),
]


@pytest.mark.parametrize(("run", "is_private", "expected", "authentication"), ROWS)
def test_row_of_the_mapping(
    run: bytes, is_private: bool, expected: Security, authentication: Authentication | None
) -> None:
    assert of(SSID + run, is_private=is_private) == (expected, authentication)


@pytest.mark.parametrize(
    ("managements", "expected"),
    [
        ((8, 1), Security.WPA3_SAE),
        ((12, 1), Security.WPA3_EAP_192),
        ((1, 2), Security.WPA2_EAP),
        ((2, 18), Security.WPA2_PSK),
        ((18, 14), Security.OWE),
    ],
)
def test_of_several_the_order_decides(managements: tuple[int, ...], expected: Security) -> None:
    assert of(rsn(*map(suite, managements))).security is expected


def test_tdls_and_peer_suites_beside_a_real_one_are_ignored() -> None:
    assert of(rsn(suite(7), suite(21), suite(2))).security is Security.WPA2_PSK


# --- what was negotiated ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "authentication"), [(8, Authentication.SAE), (24, Authentication.SAE), (2, Authentication.PSK)]
)
def test_a_transition_network_tells_what_was_negotiated(number: int, authentication: Authentication) -> None:
    found = of(rsn(suite(2), suite(8), suite(24)), requested=read_elements(SSID + rsn(suite(number))))
    assert found == (Security.WPA2_WPA3_PSK, authentication)


def test_a_profile_that_only_allows_sae_tells_as_much() -> None:
    run = rsn(suite(2), suite(8))
    assert of(run, profile_key_management="sae").authentication is Authentication.SAE
    assert of(run, profile_key_management="wpa-psk").authentication is Authentication.PSK


def test_the_negotiated_management_wins_over_the_profile() -> None:
    requested = read_elements(rsn(suite(2)))
    found = of(rsn(suite(2), suite(8)), requested=requested, profile_key_management="sae")
    assert found.authentication is Authentication.PSK


def test_the_network_is_judged_by_the_management_in_use() -> None:
    requested = read_elements(rsn(suite(2)))
    assert of(rsn(suite(1), suite(2)), requested=requested) == (Security.WPA2_PSK, Authentication.PSK)


def test_a_request_with_wpa_keeps_a_mixed_network_mixed() -> None:
    requested = read_elements(wpa(WPA_PSK))
    assert of(rsn(suite(2)) + wpa(WPA_PSK), requested=requested).security is Security.WPA_WPA2_PSK


def test_wep_by_how_it_was_authenticated() -> None:
    assert of(SSID, uses_shared_key=True) == (Security.WEP_SHARED, Authentication.SHARED)
    assert of(SSID, profile_key_management="ieee8021x") == (Security.DYNAMIC_WEP, Authentication.EAP)


# --- damaged elements ------------------------------------------------------------------------------------------------


def test_an_element_may_end_after_any_item() -> None:
    """IEEE 802.11-2020, 9.4.2.24.1: what is left out has its default, which is 802.1X."""
    whole = rsn(suite(2), capabilities=MFPR)[2:]
    ends = {2: Security.WPA2_EAP, 6: Security.WPA2_EAP, 12: Security.WPA2_EAP, 18: Security.WPA2_PSK}
    for end, expected in ends.items():
        assert of(bytes((48, end)) + whole[:end]).security is expected, end


def test_an_element_that_promises_more_than_it_has_is_an_unknown_one() -> None:
    whole = rsn(suite(2))[2:]
    for end in (9, 11, 15, 17):
        assert of(bytes((48, end)) + whole[:end]) == (Security.RSN_OTHER, None), end


def test_an_element_of_another_version_is_an_unknown_one() -> None:
    assert of(b"\x30\x02\x02\x00").security is Security.RSN_OTHER
    assert of(b"\x30\x01\x01").security is Security.RSN_OTHER


def test_an_element_that_runs_over_the_end_is_not_there() -> None:
    assert of(rsn(suite(2))[:-1]).security is Security.WEP


# --- recordings ------------------------------------------------------------------------------------------------------


def recorded_requests() -> list[tuple[str, bytes]]:
    text = (CAPTURES / "linux_events_connect_disconnect.txt").read_text()
    found = re.findall(r"cmd 46 ifindex 4 mac \S+ status 0000 REQ_IE ([0-9a-f]+)", text)
    return [(bytes.fromhex(run)[2 : 2 + bytes.fromhex(run)[1]].decode(), bytes.fromhex(run)) for run in found]


REQUESTED = {
    "LabOpen": Judgement(Security.OPEN, Authentication.OPEN),
    "LabWPA2": Judgement(Security.WPA2_PSK, Authentication.PSK),
    "LabMixed": Judgement(Security.WPA2_PSK, Authentication.PSK),
    "LabSAE": Judgement(Security.WPA3_SAE, Authentication.SAE),
    "LabTransition": Judgement(Security.WPA3_SAE, Authentication.SAE),
    "LabOWE": Judgement(Security.OWE, Authentication.OWE),
    "LabEAP": Judgement(Security.WPA2_EAP, Authentication.EAP),
    "LabWPA": Judgement(Security.WPA_PSK, Authentication.PSK),
    "LabWEP": Judgement(Security.WEP, Authentication.OPEN),
}


def test_all_nine_recorded_requests_are_here() -> None:
    assert [name for name, _ in recorded_requests()] == list(REQUESTED)


@pytest.mark.parametrize(("name", "run"), recorded_requests())
def test_a_recorded_association_request_lists_what_was_negotiated(name: str, run: bytes) -> None:
    assert of(run, is_private=name != "LabOpen") == REQUESTED[name]


FLAGS = [
    # (Flags, WpaFlags, RsnFlags) as NetworkManager reported them for access points of each kind
    ((0, 0, 0), Security.OPEN, Authentication.OPEN),
    ((1, 0, 0), Security.WEP, Authentication.OPEN),
    ((1, 324, 0), Security.WPA_PSK, Authentication.PSK),
    ((1, 324, 328), Security.WPA_WPA2_PSK, Authentication.PSK),
    ((1, 0, 392), Security.WPA2_PSK, Authentication.PSK),
    ((1, 0, 1416), Security.WPA2_WPA3_PSK, Authentication.PSK),
    ((1, 0, 1160), Security.WPA3_SAE, Authentication.SAE),
    ((1, 0, 2184), Security.OWE, Authentication.OWE),
    ((1, 0, 648), Security.WPA2_EAP, Authentication.EAP),
    # by hand
    ((1, 0x244, 0), Security.WPA_EAP, Authentication.EAP),
    ((1, 0x244, 0x288), Security.WPA_WPA2_EAP, Authentication.EAP),
    ((1, 0, 0x2088), Security.WPA3_EAP_192, Authentication.EAP),
    ((0, 0x1000, 0), Security.OWE_TRANSITION, Authentication.OPEN),
    ((0, 0, 0x1000), Security.OWE_TRANSITION, Authentication.OPEN),
    ((1, 0x44, 0), Security.RSN_OTHER, None),
    ((1, 0, 0x88), Security.RSN_OTHER, None),
]


@pytest.mark.parametrize(("flags", "expected", "authentication"), FLAGS)
def test_flags_of_networkmanager(
    flags: tuple[int, int, int], expected: Security, authentication: Authentication | None
) -> None:
    assert judge_flags(*flags) == (expected, authentication)


def test_flags_with_a_profile_that_says_more() -> None:
    assert judge_flags(1, 0, 1416, profile_key_management="sae").authentication is Authentication.SAE
    assert judge_flags(1, 0, 0, profile_key_management="ieee8021x").security is Security.DYNAMIC_WEP


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        ("linux_open", Security.OPEN),
        ("linux_wpa_psk_tkip", Security.WPA_PSK),
        ("linux_wpa2_psk", Security.WPA2_PSK),
        ("linux_wpa3_sae", Security.WPA3_SAE),
        ("linux_wpa2_wpa3_transition", Security.WPA2_WPA3_PSK),
        ("linux_k612_nm152_transition", Security.WPA2_WPA3_PSK),
    ],
)
def test_recorded_flags_agree_with_the_elements_of_the_same_network(folder: str, expected: Security) -> None:
    _strength, (wpa_flags, rsn_flags) = nmcli_access_point(folder)
    is_private = folder != "linux_open"
    assert judge_flags(int(is_private), wpa_flags, rsn_flags).security is expected


def test_every_security_of_wifi_has_an_authentication_or_says_none() -> None:
    cellular_and_cable = {Security.CELLULAR, Security.WIRED, Security.WIRED_EAP}
    assert set(security._AUTHENTICATION) == set(Security) - cellular_and_cable

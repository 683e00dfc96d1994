"""Security of a WiFi network from what the air or NetworkManager says: the mapping table of IEEE 802.11 suites.

Suite numbers are of IEEE 802.11-2020, table 9-151 (OUI 00-0F-AC), the WiFi Alliance (50-6F-9A), WPA's own
(00-50-F2), Cisco (00-40-96) and WAPI (00-14-72). A cipher never changes the answer, except WEP, which has no suites.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from netmon_tray.model import Authentication, Security
from netmon_tray.probes.parse import wlan

_RSN, _WPA, _WFA, _CISCO, _WAPI = 0x000FAC00, 0x0050F200, 0x506F9A00, 0x00409600, 0x00147200


def _suites(oui: int, *numbers: int) -> frozenset[int]:
    return frozenset(oui | number for number in numbers)


_EAP = _suites(_RSN, 1, 3, 5)
_EAP_SHA1 = _suites(_RSN, 1)
_PSK = _suites(_RSN, 2, 4, 6, 19, 20)
_SAE = _suites(_RSN, 8, 9, 24, 25)
_EAP_192 = _suites(_RSN, 11, 12, 13)
_FILS = _suites(_RSN, 14, 15, 16, 17)
_OWE = _suites(_RSN, 18)
_EAP_SHA384 = _suites(_RSN, 22, 23)
_OSEN, _DPP = _suites(_WFA, 1), _suites(_WFA, 2)
_CCKM = _suites(_CISCO, 0)
_WPA_NONE, _WPA_EAP, _WPA_PSK = _suites(_WPA, 0), _suites(_WPA, 1), _suites(_WPA, 2)
_WAPI_CERT, _WAPI_PSK = _suites(_WAPI, 1), _suites(_WAPI, 2)

_AUTHENTICATION: dict[Security, Authentication | None] = {
    Security.OPEN: Authentication.OPEN,
    Security.OWE: Authentication.OWE,
    Security.OWE_TRANSITION: Authentication.OPEN,
    Security.WEP: Authentication.OPEN,
    Security.WEP_SHARED: Authentication.SHARED,
    Security.DYNAMIC_WEP: Authentication.EAP,
    Security.WPA_NONE: Authentication.PSK,
    Security.WPA_PSK: Authentication.PSK,
    Security.WPA_EAP: Authentication.EAP,
    Security.WPA_WPA2_PSK: Authentication.PSK,
    Security.WPA_WPA2_EAP: Authentication.EAP,
    Security.WPA2_PSK: Authentication.PSK,
    Security.WPA2_WPA3_PSK: Authentication.PSK,
    Security.WPA3_SAE: Authentication.SAE,
    Security.WPA2_EAP: Authentication.EAP,
    Security.WPA3_EAP: Authentication.EAP,
    Security.WPA3_EAP_192: Authentication.EAP,
    Security.FILS: Authentication.EAP,
    Security.DPP: Authentication.DPP,
    Security.OSEN: Authentication.EAP,
    Security.CCKM: Authentication.EAP,
    Security.WAPI_PSK: Authentication.WAPI,
    Security.WAPI_CERT: Authentication.WAPI,
    Security.RSN_OTHER: None,
}


class Judgement(NamedTuple):
    """What a network's security is; ``authentication`` is None where it cannot be told."""

    security: Security
    authentication: Authentication | None


class Suites(NamedTuple):
    """The key managements of one element, and whether it demands protected management frames."""

    managements: frozenset[int]
    requires_protection: bool


@dataclass(frozen=True, slots=True)
class Elements:
    """The elements that speak of security, out of a beacon or of an association request."""

    rsn: Suites | None
    wpa: Suites | None
    wapi: Suites | None
    osen: Suites | None
    has_owe_transition: bool

    @property
    def managements(self) -> frozenset[int]:
        """Every key management that is listed, of whichever element."""
        listed = (suites.managements for suites in (self.rsn, self.wpa, self.osen) if suites)
        return frozenset().union(*listed)


def read_elements(run: bytes) -> Elements:
    """Pick the elements that speak of security out of a run of them; never raises."""
    rsn = wpa = wapi = osen = None
    has_owe_transition = False
    for identity, body in wlan.elements(run):
        if identity == wlan.ELEMENT_RSN:
            rsn = _read_suites(body, version_bytes=2, default=_EAP_SHA1)
        elif identity == wlan.ELEMENT_WAPI:
            wapi = Suites(_listed(body[2:]) or frozenset(), requires_protection=False)
        elif identity == wlan.ELEMENT_VENDOR and body.startswith(b"\x00\x50\xf2\x01"):
            wpa = _read_suites(body[4:], version_bytes=2, default=_WPA_EAP)
        elif identity == wlan.ELEMENT_VENDOR and body.startswith(b"\x50\x6f\x9a\x12"):
            osen = _read_suites(body[4:], version_bytes=0, default=_OSEN)
        elif identity == wlan.ELEMENT_VENDOR and body.startswith(b"\x50\x6f\x9a\x1c"):
            has_owe_transition = True
    return Elements(rsn, wpa, wapi, osen, has_owe_transition)


def judge(
    advertised: Elements,
    *,
    is_private: bool,
    requested: Elements | None = None,
    profile_key_management: str | None = None,
    uses_shared_key: bool = False,
) -> Judgement:
    """Tell the security of a joined network.

    ``requested`` is the association request, where it was seen: it names the one key management in use.
    ``profile_key_management`` is NetworkManager's word for the profile ("sae" allows nothing else on a transition
    network; "ieee8021x" is WEP with 802.1X keys).
    """
    chosen = requested.managements if requested else frozenset()
    if advertised.rsn:
        return _judge_rsn(advertised, chosen, profile_key_management)
    if advertised.wpa:
        return judgement(_wpa_security(advertised.wpa.managements & chosen or advertised.wpa.managements))
    if advertised.wapi:
        return judgement(_wapi_security(advertised.wapi.managements))
    if advertised.osen:
        return judgement(Security.OSEN)
    if is_private:
        return _judge_wep(profile_key_management, uses_shared_key=uses_shared_key)
    return judgement(Security.OWE_TRANSITION if advertised.has_owe_transition else Security.OPEN)


def judge_flags(flags: int, wpa_flags: int, rsn_flags: int, *, profile_key_management: str | None = None) -> Judgement:
    """Tell the security from NetworkManager's AccessPoint flags, where nl80211 gives no elements.

    Bits: NM80211ApFlags PRIVACY 1; NM80211ApSecurityFlags PSK 0x100, 802_1X 0x200, SAE 0x400, OWE 0x800,
    OWE_TM 0x1000, EAP_SUITE_B_192 0x2000.
    """
    if (wpa_flags | rsn_flags) & 0x1000 and not rsn_flags & 0x800:
        return judgement(Security.OWE_TRANSITION)
    if rsn_flags:
        return _judge_rsn_flags(wpa_flags, rsn_flags, profile_key_management)
    if wpa_flags & 0x100:
        return judgement(Security.WPA_PSK)
    if wpa_flags & 0x200:
        return judgement(Security.WPA_EAP)
    if wpa_flags:
        return judgement(Security.RSN_OTHER)
    if flags & 1:
        return _judge_wep(profile_key_management, uses_shared_key=False)
    return judgement(Security.OPEN)


def judgement(security: Security) -> Judgement:
    """The judgement of a security that is known, with the authentication that goes with it."""
    return Judgement(security, _AUTHENTICATION[security])


def _judge_wep(profile_key_management: str | None, *, uses_shared_key: bool) -> Judgement:
    if profile_key_management == "ieee8021x":
        return judgement(Security.DYNAMIC_WEP)
    return judgement(Security.WEP_SHARED if uses_shared_key else Security.WEP)


def _judge_rsn(advertised: Elements, chosen: frozenset[int], profile_key_management: str | None) -> Judgement:
    rsn = advertised.rsn or Suites(frozenset(), requires_protection=False)
    listed = rsn.managements
    if listed & _SAE and listed & _PSK:
        uses_sae = bool(chosen & _SAE) or (not chosen and profile_key_management == "sae")
        return Judgement(Security.WPA2_WPA3_PSK, Authentication.SAE if uses_sae else Authentication.PSK)
    wpa = advertised.wpa.managements if advertised.wpa else frozenset()
    in_use = Suites(listed & chosen or listed, rsn.requires_protection)
    return judgement(_rsn_security(in_use, wpa))


def _rsn_security(suites: Suites, wpa: frozenset[int]) -> Security:
    """Evaluate in the order SAE, 192-bit EAP, EAP, PSK, OWE, then what stands alone."""
    listed = suites.managements
    if listed & _SAE:
        return Security.WPA3_SAE
    if listed & _EAP_192:
        return Security.WPA3_EAP_192
    if listed & (_EAP | _EAP_SHA384):
        return _eap_security(suites, wpa)
    if listed & _PSK:
        return Security.WPA_WPA2_PSK if wpa & _WPA_PSK else Security.WPA2_PSK
    alone = (
        (_OWE, Security.OWE),
        (_FILS, Security.FILS),
        (_DPP, Security.DPP),
        (_OSEN, Security.OSEN),
        (_CCKM, Security.CCKM),
    )
    return next((security for known, security in alone if listed & known), Security.RSN_OTHER)


def _eap_security(suites: Suites, wpa: frozenset[int]) -> Security:
    """WPA3-Enterprise takes no SHA-1 and demands protected management frames (or a suite that only it has)."""
    listed = suites.managements
    is_wpa3 = not listed & _EAP_SHA1 and (suites.requires_protection or not listed & _EAP)
    if is_wpa3:
        return Security.WPA3_EAP
    return Security.WPA_WPA2_EAP if wpa & _WPA_EAP else Security.WPA2_EAP


def _wpa_security(listed: frozenset[int]) -> Security:
    rows = (
        (_WPA_EAP, Security.WPA_EAP),
        (_WPA_PSK, Security.WPA_PSK),
        (_CCKM, Security.CCKM),
        (_WPA_NONE, Security.WPA_NONE),
    )
    return next((security for known, security in rows if listed & known), Security.RSN_OTHER)


def _wapi_security(listed: frozenset[int]) -> Security:
    return Security.WAPI_PSK if listed & _WAPI_PSK and not listed & _WAPI_CERT else Security.WAPI_CERT


def _judge_rsn_flags(wpa_flags: int, rsn_flags: int, profile_key_management: str | None) -> Judgement:
    if rsn_flags & 0x500 == 0x500:
        uses_sae = profile_key_management == "sae"
        return Judgement(Security.WPA2_WPA3_PSK, Authentication.SAE if uses_sae else Authentication.PSK)
    rows = (
        (0x400, Security.WPA3_SAE),
        (0x2000, Security.WPA3_EAP_192),
        (0x200, Security.WPA_WPA2_EAP if wpa_flags & 0x200 else Security.WPA2_EAP),
        (0x100, Security.WPA_WPA2_PSK if wpa_flags & 0x100 else Security.WPA2_PSK),
        (0x800, Security.OWE),
    )
    return judgement(next((security for bit, security in rows if rsn_flags & bit), Security.RSN_OTHER))


def _read_suites(body: bytes, *, version_bytes: int, default: frozenset[int]) -> Suites:
    """Read version, group cipher, pairwise ciphers, key managements and capabilities; all may end after any item.

    An element that ends early means the default key management (IEEE 802.11-2020, 9.4.2.24.1); one whose count
    promises more than it holds, or of another version, means nothing that we know: an empty set.
    """
    unknown = Suites(frozenset(), requires_protection=False)
    if len(body) < version_bytes or (version_bytes and body[:2] != b"\x01\x00"):
        return unknown
    rest = body[version_bytes + 4 :]
    if len(rest) < 2:
        return Suites(default, requires_protection=False)
    pairwise = _listed(rest)
    if pairwise is None:
        return unknown
    rest = rest[2 + 4 * int.from_bytes(rest[:2], "little") :]
    if len(rest) < 2:
        return Suites(default, requires_protection=False)
    managements = _listed(rest)
    if managements is None:
        return unknown
    rest = rest[2 + 4 * int.from_bytes(rest[:2], "little") :]
    requires_protection = len(rest) >= 2 and bool(rest[0] & 0x40)
    return Suites(managements, requires_protection)


def _listed(counted: bytes) -> frozenset[int] | None:
    """Read a 16-bit count and that many suites; None where fewer are there."""
    count = int.from_bytes(counted[:2], "little")
    run = counted[2 : 2 + 4 * count]
    if len(counted) < 2 or len(run) < 4 * count:
        return None
    return frozenset(int.from_bytes(run[at : at + 4], "big") for at in range(0, len(run), 4))

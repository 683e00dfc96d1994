"""What the station's daemons read: a profile of NetworkManager, a network of wpa_supplicant, one of iwd."""

from __future__ import annotations

import re
import uuid
from pathlib import Path

from radio.lab import certificates
from radio.lab.access_point import CHANNELS, USER, USER_PASSWORD, WEP_KEY, Security, WifiNetwork, frequency_mhz
from radio.lab.access_point import FOLDER as ACCESS_POINTS
from radio.lab.ground import STATION

AUTHORITY = ACCESS_POINTS / certificates.AUTHORITY

NETWORK_MANAGER = """[main]
plugins=keyfile
auth-polkit=false
dhcp=internal
dns=none
rc-manager=unmanaged
no-auto-default=*
[keyfile]
path={folder}
unmanaged-devices=interface-name:hwsim0
[device]
match-device=*
managed=1
[connectivity]
{connectivity}
"""

IWD = """[General]
EnableNetworkConfiguration=true
[Network]
NameResolvingService=none
EnableIPv6=false
"""

_PERSONAL = {
    Security.WPA_PSK: "wpa-psk",
    Security.WPA_WPA2_PSK: "wpa-psk",
    Security.WPA2_PSK: "wpa-psk",
    Security.WPA2_WPA3_PSK: "wpa-psk",
    Security.WPA3_SAE: "sae",
}
"""NetworkManager's key management; from "wpa-psk" it goes up to SAE by itself where both sides can."""
_WEP = {Security.WEP: "open", Security.WEP_SHARED: "shared"}
_ENTERPRISE = (Security.WPA2_EAP, Security.WPA3_EAP)

_SUPPLICANT_KEY_MANAGEMENT = {
    Security.OPEN: "NONE",
    Security.OWE: "OWE",
    Security.WEP: "NONE",
    Security.WEP_SHARED: "NONE",
    Security.WPA_PSK: "WPA-PSK",
    Security.WPA_WPA2_PSK: "WPA-PSK",
    Security.WPA2_PSK: "WPA-PSK",
    Security.WPA2_WPA3_PSK: "WPA-PSK SAE",
    Security.WPA3_SAE: "SAE",
    Security.WPA2_EAP: "WPA-EAP",
    Security.WPA3_EAP: "WPA-EAP-SHA256",
}


def network_manager(folder: Path, connectivity_uri: str = "") -> str:
    """NetworkManager's own settings: profiles lie in ``folder``; it asks ``connectivity_uri`` how far it reaches."""
    asked = f"enabled=true\nuri={connectivity_uri}\ninterval=60" if connectivity_uri else "enabled=false"
    return NETWORK_MANAGER.format(folder=folder, connectivity=asked)


def profile_uuid(network: WifiNetwork) -> str:
    """The profile's identity: another one where anything about the network is another."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, repr(network)))


def keyfile(network: WifiNetwork) -> str:
    """A profile of NetworkManager that only joins when it is told to."""
    lines = [
        "[connection]",
        f"id={network.name}",
        f"uuid={profile_uuid(network)}",
        "type=wifi",
        f"interface-name={STATION}",
        "autoconnect=false",
        "[wifi]",
        f"ssid={''.join(f'{byte};' for byte in network.ssid)}",
        f"hidden={'true' if network.is_hidden else 'false'}",
        *_keyfile_security(network),
        "[ipv4]",
        "method=auto",
        "[ipv6]",
        "method=disabled",
    ]
    return "\n".join(lines) + "\n"


def _keyfile_security(network: WifiNetwork) -> list[str]:
    if network.security is Security.OPEN:
        return []
    lines = ["[wifi-security]"]
    if network.security in _WEP:
        lines += ["key-mgmt=none", f"auth-alg={_WEP[network.security]}", "wep-key-type=1", f"wep-key0={WEP_KEY}"]
    elif network.security is Security.OWE:
        lines += ["key-mgmt=owe"]
    elif network.security in _ENTERPRISE:
        lines += ["key-mgmt=wpa-eap", "[802-1x]", "eap=peap;", f"identity={USER}", "phase2-auth=mschapv2"]
        lines += [f"password={USER_PASSWORD}", f"ca-cert={AUTHORITY}", f"domain-match={certificates.SERVER_NAME}"]
    else:
        lines += [f"key-mgmt={_PERSONAL[network.security]}", f"psk={network.passphrase}"]
    return lines


def supplicant(control: Path, network: WifiNetwork | None = None) -> str:
    """The configuration of wpa_supplicant, with one network or none; it scans the lab's channels only."""
    frequencies = " ".join(str(frequency_mhz(band, channel)) for band in CHANNELS for channel in CHANNELS[band])
    lines = [f"ctrl_interface={control}", f"freq_list={frequencies}", "p2p_disabled=1", "sae_pwe=2"]
    if network is not None:
        lines += ["network={", *_supplicant_network(network), "}"]
    return "\n".join(lines) + "\n"


def _supplicant_network(network: WifiNetwork) -> list[str]:
    lines = [
        f"ssid={network.ssid.hex()}",
        f"scan_ssid={int(network.is_hidden)}",
        f"key_mgmt={_SUPPLICANT_KEY_MANAGEMENT[network.security]}",
        "ieee80211w=1",
    ]
    if network.security in _WEP:
        lines += [f'wep_key0="{WEP_KEY}"', f"auth_alg={_WEP[network.security].upper()}"]
    elif network.security in _ENTERPRISE:
        lines += ["eap=PEAP", f'identity="{USER}"', f'password="{USER_PASSWORD}"', 'phase2="auth=MSCHAPV2"']
        lines += [f'ca_cert="{AUTHORITY}"', f'domain_match="{certificates.SERVER_NAME}"']
    elif network.security in _PERSONAL:
        lines += [f'psk="{network.passphrase}"']
    return lines


_IWD_PLAIN_NAME = re.compile(rb"[A-Za-z0-9 _-]+")


def iwd_file_name(network: WifiNetwork) -> str:
    """The file in which iwd looks for a network (iwd.network(5)): the SSID where it is plain, else its bytes."""
    kind = "open" if network.security in (Security.OPEN, Security.OWE) else "psk"
    if network.security in _ENTERPRISE:
        kind = "8021x"
    is_plain = _IWD_PLAIN_NAME.fullmatch(network.ssid)
    return f"{network.ssid.decode('ascii') if is_plain else '=' + network.ssid.hex()}.{kind}"


def iwd(network: WifiNetwork) -> str:
    """The contents of that file."""
    if network.security in _WEP:
        raise ValueError("iwd knows no WEP")
    lines = ["[Settings]", "AutoConnect=false", f"Hidden={'true' if network.is_hidden else 'false'}"]
    if network.security in _ENTERPRISE:
        lines += ["[Security]", "EAP-Method=PEAP", f"EAP-Identity={USER}", f"EAP-PEAP-CACert={AUTHORITY}"]
        lines += [f"EAP-PEAP-ServerDomainMask={certificates.SERVER_NAME}", "EAP-PEAP-Phase2-Method=MSCHAPV2"]
        lines += [f"EAP-PEAP-Phase2-Identity={USER}", f"EAP-PEAP-Phase2-Password={USER_PASSWORD}"]
    elif network.security in _PERSONAL:
        lines += ["[Security]", f"Passphrase={network.passphrase}"]
    return "\n".join(lines) + "\n"

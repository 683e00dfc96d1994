"""Access points of the emulated radios: hostapd in the namespace of the far side, with everything that can be said of
an access point (band, width, security, name, country, power, presence) in one place.
"""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Self

from radio.lab import certificates
from radio.lab.ground import AP, BRIDGE
from radio.lab.shell import Process, run
from radio.lab.wpa_control import ControlSocket

FOLDER = Path("/run/access_points")
START_LIMIT_S = 60.0
CHANNELS = {"2.4": (1, 6, 11), "5": (36, 40, 44, 48)}
"""Where access points may be, and the only channels that the station scans: all of them take it 14 s."""
PASSPHRASE = "a passphrase of the lab"
WEP_KEY = "thirteenchars"
USER, USER_PASSWORD = "guest", "a password of the lab"
REGULATORY_DOMAIN = "US"
"""Without one the kernel lets nobody open a network on 5 GHz."""
_NEAR, _FAR = 1, 2
"""Groups of mac80211_hwsim: radios hear those of their own group only."""


class Security(StrEnum):
    """How a network is protected, in the words that `netmon status` has for it."""

    OPEN = "open"
    OWE = "owe"
    WEP = "wep"
    WEP_SHARED = "wep-shared"
    WPA_PSK = "wpa-psk"
    WPA_WPA2_PSK = "wpa-wpa2-psk"
    WPA2_PSK = "wpa2-psk"
    WPA2_WPA3_PSK = "wpa2-wpa3-psk"
    WPA3_SAE = "wpa3-sae"
    WPA2_EAP = "wpa2-eap"
    WPA3_EAP = "wpa3-eap"


_UNHURRIED = ("wpa_pairwise_update_count=1", "wpa_group_update_count=1")
"""hostapd repeats the first message of a handshake after 100 ms, which breaks it where the answer takes longer and
nothing is ever lost."""

_LEGACY = (Security.WEP, Security.WEP_SHARED, Security.WPA_PSK)
"""What 802.11n and later do not allow."""

_SECURITY_LINES: dict[Security, tuple[str, ...]] = {
    Security.OPEN: (),
    Security.OWE: ("wpa=2", "wpa_key_mgmt=OWE", "rsn_pairwise=CCMP", "ieee80211w=2"),
    Security.WEP: ("auth_algs=1", "wep_default_key=0", f'wep_key0="{WEP_KEY}"'),
    Security.WEP_SHARED: ("auth_algs=2", "wep_default_key=0", f'wep_key0="{WEP_KEY}"'),
    Security.WPA_PSK: ("wpa=1", "wpa_key_mgmt=WPA-PSK", "wpa_pairwise=TKIP", f"wpa_passphrase={PASSPHRASE}"),
    Security.WPA_WPA2_PSK: (
        *("wpa=3", "wpa_key_mgmt=WPA-PSK", "wpa_pairwise=TKIP", "rsn_pairwise=CCMP"),
        f"wpa_passphrase={PASSPHRASE}",
    ),
    Security.WPA2_PSK: ("wpa=2", "wpa_key_mgmt=WPA-PSK", "rsn_pairwise=CCMP", f"wpa_passphrase={PASSPHRASE}"),
    Security.WPA2_WPA3_PSK: (
        *("wpa=2", "wpa_key_mgmt=WPA-PSK SAE", "rsn_pairwise=CCMP", "ieee80211w=1"),
        *(f"wpa_passphrase={PASSPHRASE}", f"sae_password={PASSPHRASE}"),
    ),
    Security.WPA3_SAE: (
        *("wpa=2", "wpa_key_mgmt=SAE", "rsn_pairwise=CCMP", "ieee80211w=2", "sae_pwe=2"),
        f"sae_password={PASSPHRASE}",
    ),
    Security.WPA2_EAP: ("wpa=2", "wpa_key_mgmt=WPA-EAP", "rsn_pairwise=CCMP", "ieee80211w=1"),
    Security.WPA3_EAP: ("wpa=2", "wpa_key_mgmt=WPA-EAP-SHA256", "rsn_pairwise=CCMP", "ieee80211w=2"),
}
_ENTERPRISE = (Security.WPA2_EAP, Security.WPA3_EAP)


@dataclass(frozen=True, slots=True)
class WifiNetwork:
    """What somebody has to know who wants to join.

    Attributes:
        name: the friendly name of its profile, which is not the SSID.
        security: what the station asks for; on a transition network WPA3_SAE or WPA2_PSK say which way it joins.
    """

    ssid: bytes
    security: Security
    frequency_mhz: int
    name: str
    passphrase: str = PASSPHRASE
    is_hidden: bool = False


@dataclass
class AccessPoint:
    """An access point; a context manager that is on the air inside.

    Attributes:
        ssid: any bytes.
        band, channel: "2.4" or "5" GHz, and one of CHANNELS.
        width_mhz: 20, 40, or on 5 GHz 80.
        generation: of WiFi: 4 (802.11n), 5 (802.11ac, on 5 GHz), 6 (802.11ax); older securities allow none of them.
        announces_country: a country element in its beacons.
    """

    ssid: bytes
    interface: str = "wlan1"
    band: str = "2.4"
    channel: int = 6
    width_mhz: int = 20
    generation: int = 6
    security: Security = Security.WPA2_PSK
    is_hidden: bool = False
    announces_country: bool = False
    folder: Path = FOLDER
    _process: Process | None = field(default=None, init=False, repr=False)

    def __post_init__(self) -> None:
        if self.channel not in CHANNELS[self.band]:
            raise ValueError(f"the station does not scan channel {self.channel} of {self.band} GHz")

    # --- life -------------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Go on the air; returns once stations can join.

        Raises:
            AccessPointError: hostapd does not; the text is what it said.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        if self.security in _ENTERPRISE:
            certificates.make(self.folder)
            (self.folder / "users").write_text(f'* PEAP\n"{USER}" MSCHAPV2 "{USER_PASSWORD}" [2]\n')
        if self.band == "5" or self.announces_country:
            _permit_5_ghz()
        configuration = self.folder / f"{self.interface}.conf"
        configuration.write_text(self.configuration())
        log = self.folder / f"{self.interface}.log"
        log.unlink(missing_ok=True)
        self._process = Process("hostapd", "-t", str(configuration), log=log, netns=AP)
        self._await("state", "ENABLED")

    def stop(self) -> None:
        """Go off the air as hostapd does it: whoever is connected is told."""
        process, self._process = self._process, None
        if process:
            process.end()

    def __enter__(self) -> Self:
        try:
            self.start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    # --- what it is -------------------------------------------------------------------------------------------------

    @property
    def bssid(self) -> str:
        """Its address, in lower case."""
        return self._control.status()["bssid[0]"].lower()

    @property
    def frequency_mhz(self) -> int:
        """Centre of its primary channel."""
        return frequency_mhz(self.band, self.channel)

    @property
    def network(self) -> WifiNetwork:
        """What a station has to know."""
        name = "Profile of " + re.sub(r"[^A-Za-z0-9 ]", "_", self.ssid.decode("latin-1"))
        return WifiNetwork(self.ssid, self.security, self.frequency_mhz, name, is_hidden=self.is_hidden)

    def configuration(self) -> str:
        """The text of hostapd's configuration file."""
        lines = [
            f"interface={self.interface}",
            f"bridge={BRIDGE}",
            "driver=nl80211",
            f"ctrl_interface={self.folder}",
            f"ssid2={self.ssid.hex()}",
            f"ignore_broadcast_ssid={int(self.is_hidden)}",
            f"channel={self.channel}",
            *_UNHURRIED,
            *self._radio_lines(),
            *_SECURITY_LINES[self.security],
        ]
        if self.announces_country or self.band == "5":
            lines += [f"country_code={REGULATORY_DOMAIN}", f"ieee80211d={int(self.announces_country)}"]
        if self.security in _ENTERPRISE:
            lines += ["ieee8021x=1", "eap_server=1", f"eap_user_file={self.folder}/users"]
            lines += [f"{key}={self.folder}/{name}" for key, name in certificates.HOSTAPD_FILES.items()]
        return "\n".join(lines) + "\n"

    # --- changes on the air -----------------------------------------------------------------------------------------

    def set_power(self, dbm: int) -> None:
        """Send with this power; the emulated path takes 50 dB off it."""
        run("iw", "dev", self.interface, "set", "txpower", "fixed", str(dbm * 100), netns=AP)

    def vanish(self) -> None:
        """Be out of range from one moment to the next, without a word."""
        self._move(_FAR)

    def appear(self) -> None:
        """Be in range again."""
        self._move(_NEAR)

    def switch_channel(self, channel: int, beacons: int = 5) -> None:
        """Announce another channel of the band and change to it with everybody (20 MHz); returns when it is there."""
        target = frequency_mhz(self.band, channel)
        modes = {4: " ht", 5: " ht vht", 6: " ht vht he" if self.band == "5" else " ht he"}
        words = "" if self.security in _LEGACY else modes[self.generation]
        self._control.ask(f"CHAN_SWITCH {beacons} {target} center_freq1={target} bandwidth=20{words}")
        self._await("freq", str(target))
        self.channel, self.width_mhz = channel, 20

    # --- parts ------------------------------------------------------------------------------------------------------

    @property
    def _control(self) -> ControlSocket:
        return ControlSocket(self.folder / self.interface)

    def _await(self, key: str, value: str) -> None:
        deadline = time.monotonic() + START_LIMIT_S
        while self._control.status().get(key) != value:
            if time.monotonic() > deadline or self._process is None or not self._process.is_running:
                said = self._process.said()[-800:] if self._process else "it is not running"
                raise AccessPointError(f"hostapd on {self.interface}: no {key}={value}: {said}")
            time.sleep(0.1)

    def _move(self, group: int) -> None:
        wiphy = run("cat", f"/sys/class/net/{self.interface}/phy80211/name", netns=AP).strip()
        Path("/sys/kernel/debug/ieee80211", wiphy, "hwsim/group").write_text(f"{group}\n")

    def _radio_lines(self) -> list[str]:
        lines = ["hw_mode=a" if self.band == "5" else "hw_mode=g", "wmm_enabled=1"]
        if self.security in _LEGACY:
            return lines
        lines.append("ieee80211n=1")
        if self.width_mhz > 20:
            lines.append(f"ht_capab=[HT40{'+' if _is_lower_half(self.band, self.channel) else '-'}]")
        is_wide = self.width_mhz == 80
        centre = _centre_80(self.channel) if is_wide else 0
        if self.band == "5" and self.generation >= 5:
            lines += ["ieee80211ac=1", f"vht_oper_chwidth={int(is_wide)}"]
            lines += [f"vht_oper_centr_freq_seg0_idx={centre}"] if is_wide else []
        if self.generation >= 6 and (self.band == "5" or self.width_mhz == 20):  # all that the emulated radio can
            lines += ["ieee80211ax=1", f"he_oper_chwidth={int(is_wide)}"]
            lines += [f"he_oper_centr_freq_seg0_idx={centre}"] if is_wide else []
        return lines


def _permit_5_ghz() -> None:
    """Tell the kernel where we are, and wait until it obeys: hostapd gives up where that takes its time.

    Raises:
        AccessPointError: it does not.
    """
    country = f"country {REGULATORY_DOMAIN}:"
    deadline = time.monotonic() + START_LIMIT_S
    run("iw", "reg", "set", REGULATORY_DOMAIN)
    while country not in run("iw", "reg", "get"):
        if time.monotonic() > deadline:
            raise AccessPointError(f"the kernel does not take the regulatory domain {REGULATORY_DOMAIN}")
        time.sleep(0.1)


class AccessPointError(Exception):
    """The access point is not as it was asked to be."""


def frequency_mhz(band: str, channel: int) -> int:
    """Centre of a channel (IEEE 802.11-2020, annex E)."""
    return 5000 + 5 * channel if band == "5" else 2407 + 5 * channel


def _is_lower_half(band: str, channel: int) -> bool:
    """Whether the second 20 MHz lie above: 5 GHz has fixed pairs, on 2.4 GHz they must lie within the band."""
    if band == "5":
        return (channel - (149 if channel >= 149 else 36)) % 8 == 0
    return channel <= 7


def _centre_80(channel: int) -> int:
    first = 149 if channel >= 149 else 36
    return first + (channel - first) // 16 * 16 + 6

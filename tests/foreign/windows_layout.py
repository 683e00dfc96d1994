"""Compiles Windows' real headers (mingw-w64) and compares sizes, offsets and constants with the program's declarations.

Nothing is run: the compiler puts the numbers into a section of an object file. What the headers of Debian are too old
to declare is compiled from Microsoft's documentation, and its constants are listed with their page.
"""

from __future__ import annotations

import ctypes
import enum
import re
import struct
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from foreign.catalogue import How, check
from netmon_tray.probes import windows
from netmon_tray.probes.parse import adapters, boot, dot11, ipexport, iphlp, layouts, wlanapi
from netmon_tray.probes.parse.layouts import Layout

COMPILER, COPIER = "x86_64-w64-mingw32-gcc", "x86_64-w64-mingw32-objcopy"
MODULES: tuple[ModuleType, ...] = (layouts, iphlp, adapters, ipexport, wlanapi, dot11, boot)

HEADERS = """
#include <winsock2.h>
#include <ws2ipdef.h>
#include <iphlpapi.h>
#include <icmpapi.h>
#include <netioapi.h>
#include <wlanapi.h>
#include <ipifcons.h>
#include <ntddndis.h>
#include <winternl.h>
#include <realtimeapiset.h>
#include <stddef.h>

/* As learn.microsoft.com documents them; newer than these headers. */
#pragma pack(push, 1)
typedef struct { USHORT sin6_port; ULONG sin6_flowinfo; USHORT sin6_addr[8]; ULONG sin6_scope_id; } PACKED_ADDRESS_EX;
#pragma pack(pop)
typedef struct {
  PACKED_ADDRESS_EX Address;
  ULONG Status;
  unsigned int RoundTripTime;
} ICMPV6_ECHO_REPLY;
typedef struct {
  UCHAR ucLinkID;
  ULONG ulChannelCenterFrequencyMhz;
  ULONG ulBandwidth;
  LONG lRssi;
  WLAN_RATE_SET wlanRateSet;
} WLAN_REALTIME_CONNECTION_QUALITY_LINK_INFO;
typedef struct {
  DOT11_PHY_TYPE dot11PhyType;
  ULONG ulLinkQuality;
  ULONG ulRxRate;
  ULONG ulTxRate;
  BOOL bIsMLOConnection;
  ULONG ulNumLinks;
  WLAN_REALTIME_CONNECTION_QUALITY_LINK_INFO linksInfo[];
} WLAN_REALTIME_CONNECTION_QUALITY;
typedef struct {
  INT ConnectivityLevel;
  INT ConnectivityCost;
  BOOLEAN ApproachingDataLimit;
  BOOLEAN OverDataLimit;
  BOOLEAN Roaming;
} NL_NETWORK_CONNECTIVITY_HINT;
"""

CONSTANTS: dict[str, str] = {
    "AF_UNSPEC": "AF_UNSPEC",
    "AF_INET": "AF_INET",
    "AF_INET6": "AF_INET6",
    "ADDRESS_CHARS": "IF_MAX_PHYS_ADDRESS_LENGTH",
    "NAME_CHARS": "IF_MAX_STRING_SIZE + 1",
    "OPER_STATUS_UP": "IfOperStatusUp",
    "ADMIN_STATUS_UP": "NET_IF_ADMIN_STATUS_UP",
    "MEDIA_CONNECT_STATE_UNKNOWN": "MediaConnectStateUnknown",
    "MEDIA_CONNECT_STATE_CONNECTED": "MediaConnectStateConnected",
    "TABLE_ROWS_AT": "offsetof(MIB_IF_TABLE2, Table)",
    "NOTIFICATION_BYTES": "offsetof(WLAN_NOTIFICATION_DATA, dwDataSize)",
    "NEIGHBOUR_UNREACHABLE": "NlnsUnreachable",
    "NEIGHBOUR_INCOMPLETE": "NlnsIncomplete",
    "ECHO_STATUS_AT": "offsetof(ICMP_ECHO_REPLY, Status)",
    "ECHO6_STATUS_AT": "offsetof(ICMPV6_ECHO_REPLY, Status)",
    "ECHO_ANSWERED": "IP_SUCCESS",
    "ECHO_TIMED_OUT": "IP_REQ_TIMED_OUT",
    "ADDRESS6_BYTES": "sizeof(SOCKADDR_IN6)",
    "NOTHING_BUT_NAME_SERVERS": (
        "GAA_FLAG_SKIP_UNICAST | GAA_FLAG_SKIP_ANYCAST | GAA_FLAG_SKIP_MULTICAST | GAA_FLAG_SKIP_FRIENDLY_NAME"
    ),
    "IfType.ETHERNET": "IF_TYPE_ETHERNET_CSMACD",
    "IfType.PPP": "IF_TYPE_PPP",
    "IfType.LOOPBACK": "IF_TYPE_SOFTWARE_LOOPBACK",
    "IfType.PROP_VIRTUAL": "IF_TYPE_PROP_VIRTUAL",
    "IfType.IEEE80211": "IF_TYPE_IEEE80211",
    "IfType.TUNNEL": "IF_TYPE_TUNNEL",
    "Medium.WIRELESS_LAN": "NdisPhysicalMediumWirelessLan",
    "Medium.WIRELESS_WAN": "NdisPhysicalMediumWirelessWan",
    "Medium.NATIVE_802_11": "NdisPhysicalMediumNative802_11",
    "Medium.BLUETOOTH": "NdisPhysicalMediumBluetooth",
    "Opcode.RADIO_STATE": "wlan_intf_opcode_radio_state",
    "Opcode.CURRENT_CONNECTION": "wlan_intf_opcode_current_connection",
    "Opcode.CHANNEL_NUMBER": "wlan_intf_opcode_channel_number",
    "Opcode.RSSI": "wlan_intf_opcode_rssi",
    "AdapterState.CONNECTED": "wlan_interface_state_connected",
    "AdapterState.AD_HOC_NETWORK_FORMED": "wlan_interface_state_ad_hoc_network_formed",
    "RadioState.UNKNOWN": "dot11_radio_state_unknown",
    "RadioState.ON": "dot11_radio_state_on",
    "RadioState.OFF": "dot11_radio_state_off",
    "Phy.OFDM": "dot11_phy_type_ofdm",
    "Phy.HRDSSS": "dot11_phy_type_hrdsss",
    "Phy.ERP": "dot11_phy_type_erp",
    "Phy.HT": "dot11_phy_type_ht",
    "Source.ACM": "WLAN_NOTIFICATION_SOURCE_ACM",
    "Source.MSM": "WLAN_NOTIFICATION_SOURCE_MSM",
    "Acm.CONNECTION_COMPLETE": "wlan_notification_acm_connection_complete",
    "Acm.INTERFACE_ARRIVAL": "wlan_notification_acm_interface_arrival",
    "Acm.INTERFACE_REMOVAL": "wlan_notification_acm_interface_removal",
    "Acm.DISCONNECTED": "wlan_notification_acm_disconnected",
    "Auth.OPEN": "DOT11_AUTH_ALGO_80211_OPEN",
    "Auth.SHARED_KEY": "DOT11_AUTH_ALGO_80211_SHARED_KEY",
    "Auth.WPA": "DOT11_AUTH_ALGO_WPA",
    "Auth.WPA_PSK": "DOT11_AUTH_ALGO_WPA_PSK",
    "Auth.WPA_NONE": "DOT11_AUTH_ALGO_WPA_NONE",
    "Auth.RSNA": "DOT11_AUTH_ALGO_RSNA",
    "Auth.RSNA_PSK": "DOT11_AUTH_ALGO_RSNA_PSK",
    "Cipher.NONE": "DOT11_CIPHER_ALGO_NONE",
    "Cipher.WEP40": "DOT11_CIPHER_ALGO_WEP40",
    "Cipher.WEP104": "DOT11_CIPHER_ALGO_WEP104",
    "Cipher.WEP": "DOT11_CIPHER_ALGO_WEP",
}
"""The program's constants -> how the headers call them."""

UNDECLARED: dict[str, str] = {
    "UNKNOWN_RATE": "MIB_IF_ROW2: all ones where the speed is not known",
    "IfType.WWANPP": "ipifcons.h of Windows 7 and newer, 243 at IANA",
    "IfType.WWANPP2": "ipifcons.h of Windows 7 and newer, 244 at IANA",
    "Opcode.REALTIME_CONNECTION_QUALITY": "WLAN_INTF_OPCODE, newer than opcode 18",
    **dict.fromkeys(("Phy.VHT", "Phy.HE", "Phy.EHT"), "DOT11_PHY_TYPE"),
    **dict.fromkeys((f"Msm.{name}" for name in wlanapi.Msm.__members__), "WLAN_NOTIFICATION_MSM"),
    **dict.fromkeys(("Auth.WPA3_ENT_192", "Auth.WPA3_SAE", "Auth.OWE", "Auth.WPA3_ENT"), "DOT11_AUTH_ALGORITHM"),
    **dict.fromkeys((f"ConnectivityLevel.{name}" for name in iphlp.ConnectivityLevel.__members__), "nldef.h"),
    **dict.fromkeys((f"Cost.{name}" for name in iphlp.Cost.__members__), "nldef.h"),
}
"""What Debian's headers are too old for -> the page of Microsoft's documentation that the value was taken from."""

CALLERS = ("iphlpapi", "wlan_library", "clock", "echo", "resolvers")
"""The modules of the Windows probe that call libraries."""
_CALL = re.compile(r'"((?:Get|Free|Notify|Cancel|Wlan|Query|Nt|Icmp)[A-Za-z0-9]+)"')
NEWER = frozenset(
    {"GetNetworkConnectivityHint", "GetNetworkConnectivityHintForInterface", "NotifyNetworkConnectivityHintChange"}
)
"""Calls of Windows 10 2004, which these headers don't declare; the probe does without where they are missing."""

_FLAGS = {iphlp.Flag.HARDWARE: "HardwareInterface", iphlp.Flag.FILTER: "FilterInterface"}
_UNNAMED = frozenset({"BootTimeBias", "SleepTimeBias"})
"""Fields that the header keeps for itself, at the end of a structure whose size it tells."""
_OTHER_CHECKS = frozenset({"Flag", "RtAuth", "RtCipher"})
"""Bits are compared below; WinRT's numbers are of its wheels."""


def calls() -> list[str]:
    """Every function that the probe calls by name."""
    folder = Path(windows.__file__).parent
    found = (name for caller in CALLERS for name in _CALL.findall((folder / f"{caller}.py").read_text("utf-8")))
    return sorted(dict.fromkeys(found))


class Entry(NamedTuple):
    """One number: what it is, the program's value, and the C expression for the headers'."""

    name: str
    ours: int
    expression: str


def structures() -> list[type[Layout]]:
    """Every structure that the decoders read."""
    found = (one for module in MODULES for one in vars(module).values() if isinstance(one, type))
    return list(dict.fromkeys(one for one in found if issubclass(one, Layout) and one is not Layout))


def layout_entries(chosen: Iterable[type[Layout]]) -> Iterator[Entry]:
    """Size of structures, offset and size of their fields; a field that begins with "_" is ours alone."""
    for one in chosen:
        yield Entry(f"sizeof {one.c_name}", ctypes.sizeof(one), f"sizeof({one.c_name})")
        for name, *_ in one._fields_:
            if not name.startswith("_") and name not in _UNNAMED:
                field = getattr(one, name)
                yield Entry(f"{one.c_name}.{name}", field.offset, f"offsetof({one.c_name}, {name})")
                yield Entry(f"sizeof {one.c_name}.{name}", field.size, f"sizeof((({one.c_name} *)0)->{name})")


def constants() -> dict[str, int]:
    """Every number that the decoders compare with, by its name."""
    found: dict[str, int] = {}
    for module in MODULES:
        for name, value in vars(module).items():
            if name.isupper() and not name.startswith("_") and isinstance(value, int):
                found[name] = value
            elif isinstance(value, type) and issubclass(value, enum.IntEnum | enum.IntFlag):
                found |= {f"{name}.{one}": int(value[one]) for one in value.__members__ if name not in _OTHER_CHECKS}
    return {name: value for name, value in found.items() if name != "SSID_MAX_BYTES"}


def compiled(entries: Sequence[Entry]) -> tuple[list[int], bytes]:
    """Return the headers' numbers, and each of ``_FLAGS`` as they set it; RuntimeError where the compiler complains."""
    called = ", ".join(f"(void *){name}" for name in calls() if name not in NEWER)
    numbers = ",\n  ".join(f"(unsigned long long)({one.expression})" for one in entries)
    flags = ", ".join(f"{{.{name} = 1}}" for name in _FLAGS.values())
    text = (
        f"{HEADERS}\nvoid *const called[] = {{{called}}};\n"
        '__attribute__((section("numbers"))) const unsigned long long numbers[] = {\n'
        f"{numbers}}};\n"
        '__attribute__((section("flags"))) const typeof(((MIB_IF_ROW2 *)0)->InterfaceAndOperStatusFlags) flags[] = '
        f"{{{flags}}};\n"
    )
    with tempfile.TemporaryDirectory(prefix="netmon-layout-") as folder:
        source, made = Path(folder, "layout.c"), Path(folder, "layout.o")
        source.write_text(text, encoding="ascii")
        _run(COMPILER, "-c", str(source), "-o", str(made))
        sections = []
        for name in ("numbers", "flags"):
            cut = Path(folder, name)
            _run(COPIER, "-O", "binary", f"--only-section={name}", str(made), str(cut))
            sections.append(cut.read_bytes())
    octets, bits = sections
    return list(struct.unpack_from(f"<{len(entries)}Q", octets)), bits[: len(_FLAGS)]


def differences(entries: Sequence[Entry], theirs: Sequence[int]) -> list[str]:
    """What is not as the headers have it."""
    pairs = zip(entries, theirs, strict=True)
    return [f"{one.name} is {one.ours} here and {number} in the headers" for one, number in pairs if one.ours != number]


def unchecked() -> list[str]:
    """Constants that nobody looks up, and names that no constant bears any more."""
    known, named = set(constants()), set(CONSTANTS) | set(UNDECLARED)
    return [f"{name} is compared with nothing" for name in sorted(known - named)] + [
        f"{name} is no constant of the decoders" for name in sorted(named - known)
    ]


class _WrongLuid(Layout):
    """A route whose first field is too short, so that the second stands at a wrong offset."""

    c_name = "MIB_IPFORWARD_ROW2"
    _fields_ = (("InterfaceLuid", ctypes.c_uint32), ("InterfaceIndex", ctypes.c_uint32))


@check("windows-layout", "structures, constants and calls of iphlpapi and wlanapi", How.HEADERS)
def layout() -> list[str]:
    """Compare everything; a declaration that is wrong on purpose must not pass."""
    values = constants()
    entries = [*layout_entries(structures())]
    entries += [Entry(name, values[name], expression) for name, expression in CONSTANTS.items()]
    wrong = [one for one in layout_entries([_WrongLuid]) if one.name == "MIB_IPFORWARD_ROW2.InterfaceIndex"]
    wrong.append(Entry("a wrong opcode", wlanapi.Opcode.CHANNEL_NUMBER, CONSTANTS["Opcode.RSSI"]))
    theirs, bits = compiled([*entries, *wrong])
    told = [*unchecked(), *differences(entries, theirs[: len(entries)])]
    told += [
        f"the flag {name} is {bit} in the headers"
        for bit, (flag, name) in zip(bits, _FLAGS.items(), strict=True)
        if bit != flag
    ]
    noticed = differences(wrong, theirs[len(entries) :])
    if len(noticed) != len(wrong):
        told.append(f"of {len(wrong)} numbers that are wrong on purpose only {len(noticed)} were noticed")
    return told


def _run(*command: str) -> None:
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stdout)

"""The Windows probe on what Wine cannot be: a laptop with WiFi, a VPN over a virtual switch, and a modem.

``stand_ins`` holds an iphlpapi and a wlanapi of such a machine, compiled against the real headers; the probe calls them
as it calls Windows'.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from foreign.catalogue import How, check
from foreign.findings import Findings
from foreign.wine import windows

STAND_INS = Path(__file__).with_name("stand_ins")
LAPTOP = """
import json, os, sys, threading
os.add_dll_directory(sys.argv[1])
from netmon_tray.codec import to_plain
from netmon_tray.probes.windows.host import WindowsHost
from netmon_tray.probes.windows.library import Library
from netmon_tray.probes.windows.iphlpapi import IpNotices
from netmon_tray.probes.windows.native import NativeNotices, NativeSystem

system, heard = NativeSystem(), threading.Semaphore(0)
system.ip.library, system.wlan.library = Library("laptop-iphlpapi.dll"), Library("laptop-wlanapi.dll")
system.notices = NativeNotices(IpNotices(system.ip.library), system.wlan)
probe = WindowsHost(system)
probe.sample()
probe.subscribe(heard.release)
count = int(sys.argv[2])
told = [sum(heard.acquire(timeout=5) for _ in range(count)), heard.acquire(timeout=0.2)]
print(json.dumps([to_plain(probe.sample()), *told, system.notices.hears_roams]), flush=True)
probe.close()
probe.close()
"""
NEW = {"rssi_dbm": -58, "frequency_mhz": 5180, "width_mhz": 80, "channel": 36, "technology": "WiFi 6"}
OLD = {"rssi_dbm": -66, "frequency_mhz": 2437, "width_mhz": None, "channel": 6, "technology": "WiFi 4"}
NAMED = {"name": "Café", "bssid": "02:00:5e:00:53:a1", "security": "wpa2-psk", "authentication": "psk"}
UNNAMED = dict.fromkeys(NAMED, "denied")
UNKNOWN = dict.fromkeys((*NEW, *NAMED))
MOODS: dict[str, tuple[dict[str, Any], int, bool]] = {
    "open": (NEW | NAMED, 5, True),
    "old": (OLD | NAMED, 5, True),
    "refused": (NEW | UNNAMED, 4, False),
    "absent": (UNKNOWN, 3, False),
}
"""How the WiFi service is -> facts of its link, changes that are told, and whether roams are among them."""
COUNTERS = {"Wi-Fi": (0x123456789, 0x987654321), "Ethernet ü": (7, 8), "Cellular": (3, 4)}
KINDS = {"Wi-Fi": "wifi", "Ethernet ü": "wired", "Cellular": "wwan"}
METERED = {"Wi-Fi": True, "Ethernet ü": False, "Cellular": True}


@check("windows-laptop", "VPN, switch, modem, cost, WiFi, consent, notifications, by libraries of ours", How.WINE)
def laptop() -> list[str]:
    """Call libraries of a laptop, with a WiFi service in each of its moods; all that they allocate is freed."""
    found = Findings()
    with windows() as machine:
        for name in ("iphlpapi", "wlanapi"):
            _compile(STAND_INS / f"{name}.c", machine.place / f"laptop-{name}.dll")
        for mood, (expected, changes, hears_roams) in MOODS.items():
            machine.environ["NETMON_WLAN"] = mood
            done = machine.run("-c", LAPTOP, machine.path(machine.place), str(changes))
            (sample, heard, has_more, roams), *closed = _told(done)
            found.expect((heard, has_more) == (changes, False), f"{mood}: {changes} changes", (heard, has_more))
            found.expect(roams is hears_roams, f"{mood}: whether roams are told", roams)
            wanted = ["all cancelled, not freed 0"] + ["closed well, not freed 0"] * (mood != "absent")
            found.expect(closed == wanted, f"{mood}: all cancelled, closed and freed", closed)
            _judge_wifi(found, mood, sample, expected)
            _judge_machine(found, sample)
    return found.troubles


def _judge_wifi(found: Findings, mood: str, sample: Any, expected: dict[str, Any]) -> None:
    (link,) = (link for link in sample["links"] if link["interface"]["name"] == "Wi-Fi")
    facts = {name: link["radio"].get(name, link["network"].get(name)) for name in expected}
    plain = {name: _plain(fact, expected[name]) for name, fact in facts.items()}
    found.expect(plain == expected, f"{mood}: {expected}", plain)
    missing = {"state": "unknown", "settings": "ms-settings:privacy-location"} if mood == "refused" else None
    found.expect(sample["missing_consent"] == missing, f"{mood}: consent {missing}", sample["missing_consent"])


def _judge_machine(found: Findings, sample: Any) -> None:
    links = {link["interface"]["name"]: link for link in sample["links"]}
    whole = (sample["primary_name"], sample["vpn"], sample["reachability"], sample["has_portal"])
    carried = ("Ethernet ü", {"interface": "wg0", "kind": "tunnel"}, "site", True)
    found.expect(whole == carried, "the cable under the switch under the VPN", whole)
    counters = {name: (one["counters"]["rx_bytes"], one["counters"]["tx_bytes"]) for name, one in links.items()}
    found.expect(counters == COUNTERS, f"counters {COUNTERS}", counters)
    kinds = {name: link["interface"]["kind"] for name, link in links.items()}
    found.expect(kinds == KINDS, f"kinds {KINDS}", kinds)
    metered = {name: link["network"]["is_metered"] for name, link in links.items()}
    found.expect(metered == METERED, f"metered {METERED}", metered)
    found.expect(links["Cellular"]["network"]["is_roaming"] is True, "a modem that roams", links["Cellular"])
    found.expect(links["Ethernet ü"]["link_rate_bit_per_s"] == 2_500_000_000, "a rate of 2.5 Gbit/s", links)
    off = [(one["key"]["interface_name"], one["rx_bytes"], one["tx_bytes"]) for one in sample["switched_off"]]
    found.expect(off == [("Dock", 11, 12)], "the counters of what is switched off", off)
    found.expect(sample["faults"] == [], "no fault", sample["faults"])


def _plain(fact: Any, expected: Any) -> Any:
    """A fact, or the word for why it is missing; nothing in particular where any reason is right."""
    reason = fact.get("unavailable") if isinstance(fact, dict) else None
    return fact if reason is None else None if expected is None else reason


def _compile(source: Path, library: Path) -> None:
    words = ["-O1", "-Wall", "-Werror", "-shared", "-s", "-o", str(library), str(source)]
    subprocess.run(["x86_64-w64-mingw32-gcc", *words], check=True)


def _told(done: subprocess.CompletedProcess[str]) -> list[Any]:
    """What was printed: JSON first, then lines of text."""
    if done.returncode or not done.stdout:
        raise RuntimeError(done.stderr)
    first, *lines = done.stdout.splitlines()
    return [json.loads(first), *lines]

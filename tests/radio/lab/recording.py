"""Records what the running kernel answers, in the form of tests/captures: netlink, and what `ip` and sysfs say."""

from __future__ import annotations

import json
import socket
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from radio.lab.shell import run

NETLINK_ROUTE, NETLINK_GENERIC = 0, 16
RTM_GETLINK, RTM_GETROUTE, GENL_ID_CTRL = 18, 26, 16
NLM_F_REQUEST, NLM_F_DUMP = 1, 0x300
NLMSG_ERROR, NLMSG_DONE = 2, 3
CTRL_CMD_GETFAMILY, GET_INTERFACE, GET_STATION, GET_SCAN = 3, 5, 17, 32
ATTR_FAMILY_NAME, ATTR_IFINDEX, RTA_DST = 2, 3, 1
RTM_F_LOOKUP_TABLE = 0x1000
PUBLIC = {socket.AF_INET: bytes((8, 8, 8, 8)), socket.AF_INET6: bytes.fromhex("20014860486000000000000000008888")}
"""What a lookup asks the way to; no packet is sent."""
WIRELESS = "wlan0"
FLAGS = {
    "UP": 0x1,
    "BROADCAST": 0x2,
    "LOOPBACK": 0x8,
    "POINTOPOINT": 0x10,
    "NOARP": 0x80,
    "PROMISC": 0x100,
    "ALLMULTI": 0x200,
    "MASTER": 0x400,
    "SLAVE": 0x800,
    "MULTICAST": 0x1000,
    "LOWER_UP": 0x10000,
}
"""<linux/if.h>, by the names that `ip` prints."""
RUNNING = 0x40
OPERSTATES = {"UNKNOWN": 0, "DOWN": 2, "LOWERLAYERDOWN": 3, "DORMANT": 5, "UP": 6}
SYSFS = Path("/sys/class/net")


@dataclass(frozen=True, slots=True)
class Question:
    """One request to the kernel, by the name that recordings give it."""

    label: str
    protocol: int
    kind: int
    payload: bytes
    is_dump: bool = True


def record(folder: Path) -> None:
    """Write one moment: netlink.json, ip_link.json, ip_route.json, nlprobe.txt."""
    folder.mkdir(parents=True, exist_ok=True)
    answers = {question.label: [part.hex() for part in ask(question)] for question in questions()}
    (folder / "netlink.json").write_text(json.dumps(answers) + "\n")
    links = json.loads(run("ip", "-d", "-j", "link", "show"))
    routes = json.loads(run("ip", "-j", "route", "show", "table", "all"))
    (folder / "ip_link.json").write_text(json.dumps(links) + "\n")
    (folder / "ip_route.json").write_text(json.dumps(routes) + "\n")
    (folder / "nlprobe.txt").write_text("".join(f"{probe_line(link, SYSFS)}\n" for link in links))


def questions() -> Iterator[Question]:
    """What the probe asks, everything about every link and table."""
    yield Question("getlink", NETLINK_ROUTE, RTM_GETLINK, bytes(16))
    for family, address in PUBLIC.items():
        yield Question(f"getroute_{int(family)}", NETLINK_ROUTE, RTM_GETROUTE, _route(family))
        flags = RTM_F_LOOKUP_TABLE if family == socket.AF_INET else 0
        asked = _route(family, 8 * len(address), flags) + attribute(RTA_DST, address)
        yield Question(f"getroute_lookup_{int(family)}", NETLINK_ROUTE, RTM_GETROUTE, asked, is_dump=False)
    name = attribute(ATTR_FAMILY_NAME, b"nl80211\0")
    family_question = Question(
        "ctrl_getfamily", NETLINK_GENERIC, GENL_ID_CTRL, _generic(CTRL_CMD_GETFAMILY) + name, is_dump=False
    )
    yield family_question
    answer, *_ = ask(family_question)
    (wireless,) = struct.unpack_from("=H", _attribute_of(answer, 1))
    yield Question("get_interface_dump", NETLINK_GENERIC, wireless, _generic(GET_INTERFACE))
    index = attribute(ATTR_IFINDEX, struct.pack("=I", socket.if_nametoindex(WIRELESS)))
    yield Question("get_station_dump", NETLINK_GENERIC, wireless, _generic(GET_STATION) + index)
    yield Question("get_scan_dump", NETLINK_GENERIC, wireless, _generic(GET_SCAN) + index)


def ask(question: Question) -> list[bytes]:
    """Return the datagrams that the kernel answers with, as they come."""
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, question.protocol) as kernel:
        kernel.settimeout(5)
        flags = NLM_F_REQUEST | (NLM_F_DUMP if question.is_dump else 0)
        kernel.send(struct.pack("=IHHII", 16 + len(question.payload), question.kind, flags, 1, 0) + question.payload)
        found = [kernel.recv(65_536)]
        while question.is_dump and not _is_end(found[-1]):
            found.append(kernel.recv(65_536))
    return found


def attribute(number: int, value: bytes) -> bytes:
    """One attribute, padded."""
    return struct.pack("=HH", 4 + len(value), number) + value + bytes(-len(value) % 4)


def probe_line(link: dict[str, Any], sysfs: Path) -> str:
    """What `ip` and sysfs say of a link, as the LINK lines of the recordings have it."""
    folder = sysfs / link["ifname"]
    kind = link.get("linkinfo", {}).get("info_kind")
    slave_kind = link.get("linkinfo", {}).get("info_slave_kind")
    moved = [(folder / "statistics" / name).read_text().strip() for name in COUNTERS]
    lowers = sorted(path.name for path in folder.glob("lower_*"))
    parent = _index(sysfs, link.get("link")) if "link" in link else link.get("link_index")
    is_virtual = "/virtual/" in str(folder.resolve())
    # fmt: off
    return (
        f"LINK {link['ifname']} ix {link['ifindex']} arphrd {(folder / 'type').read_text().strip()}"
        f" flags {flags_of(link['flags']):#x} oper {OPERSTATES[link['operstate']]} kind {_quoted(kind)}"
        f" slave_kind {_quoted(slave_kind)} link {parent} master {_index(sysfs, link.get('master'))}"
        f" rx/tx pkts,bytes ({', '.join(moved)}) uevent {(folder / 'uevent').read_text().splitlines()}"
        f" speed {_speed(folder)} phy80211 {(folder / 'phy80211').exists()} wireless {(folder / 'wireless').exists()}"
        f" device {(folder / 'device').exists()} virtual {is_virtual} lower {lowers}"
    )
    # fmt: on


COUNTERS = ("rx_packets", "tx_packets", "rx_bytes", "tx_bytes")


def flags_of(names: list[str]) -> int:
    """The kernel's number; `ip` leaves RUNNING out and says NO-CARRIER where it is missing."""
    number = sum(bit for name, bit in FLAGS.items() if name in names)
    return number | (RUNNING if "UP" in names and "NO-CARRIER" not in names else 0)


def _quoted(name: str | None) -> str:
    return "None" if name is None else f"b'{name}\\x00'"


def _index(sysfs: Path, name: str | None) -> str | None:
    return (sysfs / name / "ifindex").read_text().strip() if name else None


def _speed(folder: Path) -> str:
    try:
        return (folder / "speed").read_text().strip()
    except OSError as error:
        return error.strerror or "unknown"


def _route(family: int, length: int = 0, flags: int = 0) -> bytes:
    return struct.pack("=BBBBBBBBI", family, length, 0, 0, 0, 0, 0, 0, flags)


def _generic(command: int) -> bytes:
    return struct.pack("=BBxx", command, 0)


def _is_end(datagram: bytes) -> bool:
    offset = 0
    while offset < len(datagram):
        length, kind = struct.unpack_from("=IH", datagram, offset)
        if kind in (NLMSG_DONE, NLMSG_ERROR):
            return True
        offset += max(16, (length + 3) & ~3)
    return False


def _attribute_of(datagram: bytes, number: int) -> bytes:
    """The value of a top-level attribute of a generic message."""
    offset = 20
    while offset < len(datagram):
        length, kind = struct.unpack_from("=HH", datagram, offset)
        if kind == number:
            return datagram[offset + 4 : offset + length]
        offset += max(4, (length + 3) & ~3)
    raise LookupError(f"the kernel's answer has no attribute {number}")

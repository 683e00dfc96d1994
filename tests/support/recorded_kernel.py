"""A kernel that answers netlink questions out of a recording, and what other programs said of the same moment."""

from __future__ import annotations

import json
import re
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from netmon_tray.probes.parse import netlink, nl80211, rtnetlink

CAPTURES = Path(__file__).parents[1] / "captures"
NLM_F_MULTI = 2
ENODEV, ENOENT, EOPNOTSUPP = 19, 2, 95


def recording(name: str) -> dict[str, list[bytes]]:
    """Read "linux_open" or "linux_topology/def1" as {question: [datagram]}."""
    path = CAPTURES / f"{name}.json"
    if not path.exists():
        path = CAPTURES / name / "netlink.json"
    labels: dict[str, list[str]] = json.loads(path.read_text())
    return {label: [bytes.fromhex(text) for text in texts] for label, texts in labels.items()}


def payloads(datagrams: list[bytes]) -> list[bytes]:
    """The objects of a recorded dump, its end left out."""
    found = [item for datagram in datagrams for item in netlink.messages(datagram)]
    return [item.payload for item in found if item.kind not in (netlink.NLMSG_DONE, netlink.NLMSG_ERROR)]


def recorded_notifications(name: str = "linux_events_mlme") -> tuple[int, list[bytes]]:
    """nl80211's family number and the datagrams of a radio's life (tests/captures/README.md tells which)."""
    recorded = json.loads((CAPTURES / f"{name}.json").read_text())
    return recorded["family"], [bytes.fromhex(event["hex"]) for event in recorded["events"]]


def recorded_link_notifications(name: str) -> list[bytes]:
    """The datagrams of links and routes that were heard beside them."""
    recorded = json.loads((CAPTURES / f"{name}.json").read_text())
    return [bytes.fromhex(event["hex"]) for event in recorded["links"]]


def refusal(code: int) -> bytes:
    """The payload of an error message."""
    return struct.pack("=i", -code) + bytes(16)


@dataclass
class Answer:
    """What is answered to one question: objects, or an errno."""

    objects: list[bytes]
    errno: int = 0


class RecordedKernel:
    """Sockets opened with ``open`` answer from a recording; tests change ``answers`` to make something happen.

    ``asked`` lists the questions in their order. ``silent`` holds questions that are never answered: receiving then
    times out. ``interruptions`` is how many more dumps are marked as overtaken by a change.
    """

    def __init__(self, name: str) -> None:
        recorded = recording(name)
        self.answers = {label: Answer(payloads(datagrams)) for label, datagrams in recorded.items()}
        for label in [label for label in recorded if label.startswith("getroute_lookup")]:
            (item,) = netlink.messages(recorded[label][0])
            if item.kind == netlink.NLMSG_ERROR:
                self.answers[label] = Answer([], netlink.error_code(item))
        self.family = nl80211.family(self.answers["ctrl_getfamily"].objects[0])
        self.neighbour = Answer([], ENOENT)
        """The router's entry: no recording has one."""
        self.asked: list[str] = []
        self.silent: set[str] = set()
        self.garbled: set[str] = set()
        self.interruptions = 0
        self.sockets: list[RecordedSocket] = []

    def open(self, protocol: int) -> RecordedSocket:
        """Stand in for ``open_netlink``."""
        opened = RecordedSocket(self)
        self.sockets.append(opened)
        return opened

    def link_index(self, name: str) -> int:
        """The index of a recorded link."""
        return next(row.index for row in self.rows() if row.name == name)

    def rows(self) -> list[rtnetlink.LinkRow]:
        """The recorded links."""
        return [rtnetlink.link_row(payload) for payload in self.answers["getlink"].objects]

    def reply(self, question: netlink.Message) -> list[bytes]:
        """The datagrams that answer a request."""
        label, answer = self._answer(question)
        self.asked.append(label)
        if label in self.silent:
            return []
        if label in self.garbled:
            return [b"\xff" * 40]
        if not question.flags & netlink.NLM_F_DUMP:
            kind = netlink.NLMSG_ERROR if answer.errno else question.kind
            payload = refusal(answer.errno) if answer.errno else answer.objects[0]
            return [netlink.message(kind, 0, question.sequence, payload)]
        flags = NLM_F_MULTI
        if self.interruptions:
            self.interruptions -= 1
            flags |= netlink.NLM_F_DUMP_INTR
        replies = [_padded(netlink.message(question.kind, flags, question.sequence, body)) for body in answer.objects]
        end = netlink.message(netlink.NLMSG_DONE, flags, question.sequence, struct.pack("=i", -answer.errno))
        return [b"".join(replies), end]

    def _answer(self, question: netlink.Message) -> tuple[str, Answer]:
        is_dump = bool(question.flags & netlink.NLM_F_DUMP)
        if question.kind == rtnetlink.RTM_GETLINK:
            return self._link_answer(question.payload, is_dump=is_dump)
        if question.kind == rtnetlink.RTM_GETROUTE:
            label = f"getroute_{'' if is_dump else 'lookup_'}{question.payload[0]}"
            return label, self.answers[label]
        if question.kind == rtnetlink.RTM_GETNEIGH:
            return "getneigh", self.neighbour
        if question.kind == nl80211.GENL_ID_CTRL:
            return "ctrl_getfamily", self.answers["ctrl_getfamily"]
        return self._wireless_answer(question.payload, is_dump=is_dump)

    def _link_answer(self, payload: bytes, *, is_dump: bool) -> tuple[str, Answer]:
        if is_dump:
            return "getlink", self.answers["getlink"]
        (index,) = struct.unpack_from("=i", payload, 4)
        found = [body for body in self.answers["getlink"].objects if rtnetlink.link_row(body).index == index]
        return f"getlink {index}", Answer(found, 0 if found else ENODEV)

    def _wireless_answer(self, payload: bytes, *, is_dump: bool) -> tuple[str, Answer]:
        label = {5: "get_interface_dump", 17: "get_station_dump", 32: "get_scan_dump", 50: "get_survey_dump"}[
            payload[0]
        ]
        asked = netlink.attributes(payload, 4)
        answer = self.answers.get(label, Answer([], EOPNOTSUPP))
        found = answer.objects
        for attribute in (3, 6):  # interface index, MAC
            if attribute in asked:
                found = [body for body in found if netlink.attributes(body, 4).get(attribute) == asked[attribute]]
        errno = answer.errno or (0 if found or is_dump else ENOENT)
        return label if is_dump else "get_station", Answer(found, errno)


class RecordedSocket:
    """What ``Netlink`` uses of a socket."""

    def __init__(self, kernel: RecordedKernel) -> None:
        self.is_closed = False
        self._kernel = kernel
        self._waiting: list[bytes] = []

    def send(self, data: bytes, /) -> int:
        (question,) = netlink.messages(data)
        self._waiting += self._kernel.reply(question)
        return len(data)

    def recvfrom(self, size: int, /) -> tuple[bytes, tuple[int, int]]:
        if not self._waiting:
            raise TimeoutError
        return self._waiting.pop(0), (0, 0)

    def close(self) -> None:
        self.is_closed = True


def _padded(data: bytes) -> bytes:
    return data + bytes(-len(data) % 4)


# --- what other programs said ---------------------------------------------------------------------------------------


def probed_links(name: str) -> dict[str, dict[str, Any]]:
    """The LINK lines of a recording's nlprobe.txt: what a second program read of netlink and sysfs."""
    pattern = re.compile(
        r"LINK (?P<name>\S+) ix (?P<index>\d+) arphrd (?P<arphrd>\d+) flags (?P<flags>0x[0-9a-f]+) oper (?P<oper>\d+)"
        r" kind (?P<kind>None|b'\w+\\x00') slave_kind \S+ link (?P<link>\S+) master (?P<master>\S+)"
        r" rx/tx pkts,bytes \((?P<counters>[\d, ]+)\).* uevent \[(?P<uevent>.*?)\] speed (?P<speed>.*?)"
        r" phy80211 (?P<phy>\w+) wireless \w+ device (?P<device>\w+) virtual (?P<virtual>\w+) lower \[(?P<lower>.*)\]"
    )
    text = (CAPTURES / name / "nlprobe.txt").read_text()
    return {match["name"]: match.groupdict() for match in pattern.finditer(text)}


def make_sysfs(folder: Path, name: str) -> Path:
    """Lay out /sys/class/net as a recording's nlprobe.txt saw it."""
    for link in probed_links(name).values():
        device = folder / link["name"]
        device.mkdir(parents=True)
        (device / "ifindex").write_text(f"{link['index']}\n")
        uevent = re.findall(r"'([^']*)'", link["uevent"])
        (device / "uevent").write_text("".join(f"{line}\n" for line in uevent))
        if link["speed"].lstrip("-").isdigit():
            (device / "speed").write_text(f"{link['speed']}\n")
        for mark in ("phy80211", "device"):
            if link["phy" if mark == "phy80211" else "device"] == "True":
                (device / mark).mkdir()
        for lower in re.findall(r"'([^']*)'", link["lower"]):
            (device / lower).mkdir()
    return folder

"""What is made of notifications: associations remembered, floods and broken sockets noticed.

The listening itself is tested on real namespaces (tests/integration/probes/test_netns.py).
"""

from __future__ import annotations

import errno
import socket
import struct
from collections.abc import Iterator
from typing import Any

import pytest

from netmon_tray.probes.faults import PartFailed
from netmon_tray.probes.linux import events
from netmon_tray.probes.linux.events import Associations, Joined, LinkEvents
from netmon_tray.probes.parse import netlink, nl80211, rtnetlink, security
from netmon_tray.probes.parse.netlink import attribute
from netmon_tray.probes.parse.nl80211 import Association
from support.recorded_kernel import recorded_link_notifications, recorded_notifications

HERE, THERE = "02:00:00:00:00:00", "02:00:00:00:00:01"
MLD = "02:00:00:00:0a:aa"


def event(command: int, bssid: str | None = HERE, **facts: Any) -> Association:
    defaults: dict[str, Any] = {"is_success": True, "request": None, "uses_shared_key": None, "index": 4}
    return Association(command=command, bssid=bssid, **(defaults | facts))


def test_a_connect_is_remembered_for_its_access_point() -> None:
    seen = Associations()
    assert seen.note(event(nl80211.CMD_CONNECT, request=b"asked"))
    assert seen.of(4, HERE).request == b"asked"
    assert seen.of(4, THERE) == Joined()
    assert seen.of(5, HERE) == Joined()


def test_a_multi_link_device_is_known_by_either_address() -> None:
    seen = Associations()
    seen.note(event(nl80211.CMD_CONNECT, MLD, request=b"asked"))
    assert seen.of(4, MLD, HERE).request == b"asked"


def test_an_event_without_an_address_counts_for_the_interface() -> None:
    seen = Associations()
    seen.note(event(nl80211.CMD_CONNECT, None, request=b"asked"))
    assert seen.of(4, HERE).request == b"asked"


def test_a_disconnect_forgets() -> None:
    seen = Associations()
    seen.note(event(nl80211.CMD_CONNECT, request=b"asked"))
    assert seen.note(event(nl80211.CMD_DISCONNECT, None))
    assert seen.of(4, HERE) == Joined()


def test_a_failed_attempt_elsewhere_hides_nothing() -> None:
    seen = Associations()
    seen.note(event(nl80211.CMD_CONNECT, request=b"asked"))
    seen.note(event(nl80211.CMD_AUTHENTICATE, THERE, uses_shared_key=False))
    seen.note(event(nl80211.CMD_CONNECT, THERE, request=b"other", is_success=False))
    assert seen.of(4, HERE).request == b"asked"
    assert seen.of(4, THERE).request is None


def test_the_last_request_to_one_access_point_counts() -> None:
    seen = Associations()
    seen.note(event(nl80211.CMD_ASSOCIATE, request=b"sae"))
    seen.note(event(nl80211.CMD_AUTHENTICATE, uses_shared_key=False))
    seen.note(event(nl80211.CMD_ASSOCIATE, request=b"psk"))
    assert seen.of(4, HERE).request == b"psk"


def test_shared_key_is_remembered_through_the_association() -> None:
    seen = Associations()
    assert not seen.note(event(nl80211.CMD_AUTHENTICATE, uses_shared_key=True))
    seen.note(event(nl80211.CMD_CONNECT, request=b"asked"))
    assert seen.of(4, HERE) == Joined(request=b"asked", uses_shared_key=True)


def test_an_authentication_that_timed_out_tells_nothing() -> None:
    seen = Associations()
    seen.note(event(nl80211.CMD_AUTHENTICATE, uses_shared_key=True))
    seen.note(event(nl80211.CMD_AUTHENTICATE))
    assert seen.of(4, HERE).uses_shared_key


def test_the_recorded_life_of_a_radio() -> None:
    """Of each network it joined: the key managements that were negotiated, and whether by shared key."""
    family, datagrams = recorded_notifications()
    seen = Associations()
    told = []
    for datagram in datagrams:
        for item in nl80211.associations(datagram, family):
            seen.note(item)
            if item.command == nl80211.CMD_CONNECT:
                joined = seen.of(item.index, item.bssid)
                (suite,) = security.read_elements(joined.request or b"").managements or {0}
                told.append((suite & 0xFF, joined.uses_shared_key))
            elif item.command == nl80211.CMD_DISCONNECT:
                assert seen.of(item.index, HERE, THERE) == Joined()
    sae, eap, eap_sha256, psk = (8, False), (1, False), (5, False), (2, False)
    assert told == [sae, eap, eap_sha256, (0, True), sae, psk, psk, psk, psk, psk]


def life(name: str) -> list[str]:
    """What a recording of nl80211 tells of joining and leaving, each with how it was joined by then."""
    family, datagrams = recorded_notifications(name)
    seen = Associations()
    told = []
    for item in (item for datagram in datagrams for item in nl80211.associations(datagram, family)):
        if seen.note(item) and item.command in (nl80211.CMD_CONNECT, nl80211.CMD_DISCONNECT):
            suites = security.read_elements(seen.of(item.index, HERE, AP).request or b"").managements
            told.append({frozenset(): "left", SAE: "sae", PSK: "psk"}[suites])
    return told


AP = "02:00:00:00:01:00"
SAE, PSK = frozenset({0x000FAC08}), frozenset({0x000FAC02})


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("linux_events_sleep", ["left", "psk"]),
        ("linux_events_rfkill", ["left", "sae"]),
        ("linux_events_iwd", ["sae", "left"]),
        ("linux_events_module_reload", ["left"]),
    ],
)
def test_recorded_upheavals(name: str, told: list[str]) -> None:
    assert life(name) == told


@pytest.mark.parametrize(
    ("name", "states"),
    [
        ("linux_events_sleep", ["11 no carrier", "11 carrier"]),
        ("linux_events_rfkill", ["6 down", "6 no carrier", "6 carrier"]),
        ("linux_events_iwd", ["11 carrier", "11 no carrier"]),
        ("linux_events_module_reload", ["6 no carrier", "6 down", "6 gone", "11 down", "11 no carrier", "11 down"]),
    ],
)
def test_recorded_states_of_the_radio(name: str, states: list[str], listening: LinkEvents) -> None:
    """Of the notifications of links those are looked at that tell another state of the radio."""
    told: list[str] = []
    for datagram in recorded_link_notifications(name):
        if not listening._drain_routing(socket_with(datagram)):
            continue
        for item in netlink.messages(datagram):
            if item.kind in (rtnetlink.RTM_NEWLINK, rtnetlink.RTM_DELLINK):
                told += state(item)
    assert [now for before, now in zip([None, *told], told, strict=False) if before != now] == states


def state(item: netlink.Message) -> list[str]:
    row = rtnetlink.link_row(item.payload)
    if row.name != "wlan0":
        return []
    words = {True: "carrier", False: "no carrier"}[row.has_carrier] if row.is_up else "down"
    return [f"{row.index} {'gone' if item.kind == rtnetlink.RTM_DELLINK else words}"]


def test_a_roam_and_a_channel_switch_matter() -> None:
    seen = Associations()
    assert seen.note(event(nl80211.CMD_ROAM, THERE, request=b"again"))
    assert seen.note(event(nl80211.CMD_CH_SWITCH_NOTIFY, None))
    assert seen.of(4, THERE).request == b"again"


def test_only_so_many_access_points_are_kept() -> None:
    seen = Associations()
    for number in range(100):
        seen.note(event(nl80211.CMD_CONNECT, f"02:00:00:00:01:{number:02x}", request=b"asked"))
    assert seen.of(4, "02:00:00:00:01:00") == Joined()
    assert seen.of(4, "02:00:00:00:01:63").request == b"asked"


# --- reading sockets -------------------------------------------------------------------------------------------------


class Socket:
    """Gives out datagrams and errors in their order, then nothing."""

    def __init__(self, *arriving: bytes | OSError, port: int = 0) -> None:
        self.arriving = list(arriving)
        self.port = port

    def recvfrom(self, size: int) -> tuple[bytes, tuple[int, int]]:
        if not self.arriving:
            raise BlockingIOError
        item = self.arriving.pop(0)
        if isinstance(item, OSError):
            raise item
        return item, (self.port, 0)


def socket_with(*arriving: bytes | OSError, port: int = 0) -> Any:
    """In the place of a socket of the kernel's."""
    return Socket(*arriving, port=port)


LINK = netlink.message(rtnetlink.RTM_NEWLINK, 0, 0, bytes(16))
WEXT = netlink.message(rtnetlink.RTM_NEWLINK, 0, 0, bytes(16) + attribute(11, bytes(4)))
FAMILY = 35


def connect(**attributes: bytes) -> bytes:
    numbers = {"index": 3, "mac": 6, "request": 77}
    run = b"".join(attribute(numbers[name], value) for name, value in attributes.items())
    return netlink.message(FAMILY, 0, 0, bytes((nl80211.CMD_CONNECT, 1, 0, 0)) + run)


@pytest.fixture
def listening() -> Iterator[LinkEvents]:
    """Not started: no socket of the kernel's."""
    made = LinkEvents(lambda: None, no_kernel)
    made._family = nl80211.Family(FAMILY, {})
    yield made
    made.close()


def no_kernel(protocol: int) -> socket.socket:
    raise OSError(errno.EAFNOSUPPORT, "Address family not supported by protocol")


def test_only_what_matters_is_handed_on(listening: LinkEvents) -> None:
    assert listening._drain_routing(socket_with(WEXT, LINK))
    assert not listening._drain_routing(socket_with(WEXT, WEXT))
    assert not listening._drain_routing(socket_with())


def test_a_flood_means_that_anything_may_have_changed(listening: LinkEvents) -> None:
    lost = OSError(errno.ENOBUFS, "No buffer space available")
    assert listening._drain_routing(socket_with(WEXT, lost, WEXT))
    assert listening._drain_wireless(socket_with(lost))


def test_strangers_are_not_heard(listening: LinkEvents) -> None:
    assert not listening._drain_routing(socket_with(LINK, port=4711))


def test_a_storm_is_handed_on_in_pieces() -> None:
    storm = socket_with(*[WEXT] * 2500)
    assert len(events._receive(storm).datagrams) == 1000
    assert len(storm.arriving) == 1500


def test_an_association_is_read_off_the_air(listening: LinkEvents) -> None:
    heard = connect(index=struct.pack("=I", 4), mac=bytes.fromhex("020000000000"), request=b"asked")
    assert listening._drain_wireless(socket_with(heard))
    assert listening.associations.of(4, HERE).request == b"asked"


def test_a_damaged_notification_is_a_change(listening: LinkEvents) -> None:
    assert listening._drain_wireless(socket_with(b"\xff" * 20))
    assert listening._drain_wireless(socket_with(connect(index=b"\1")))


def test_a_broken_socket_is_left_and_told() -> None:
    """It would be readable for ever, and keep the thread awake."""
    here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    listening = LinkEvents(lambda: None, no_kernel)
    listening._routing = here
    listening._poll.register(here)
    broken = socket_with(OSError(errno.EIO, "Input/output error"))
    broken.fileno, broken.close = here.fileno, here.close
    assert listening._drain_routing(broken)
    assert not listening.is_listening
    assert here.fileno() == -1
    there.close()
    listening.close()


class Stack:
    """A kernel's WiFi stack, which can be loaded and unloaded; ``members`` hear its group of associations."""

    def __init__(self) -> None:
        self.identity = 0
        self.members: list[StackSocket] = []

    def load(self, identity: int) -> None:
        """It comes under another number each time."""
        self.identity = identity

    def unload(self) -> None:
        """Members are dropped and not told."""
        self.identity, self.members = 0, []

    def open(self, protocol: int) -> Any:
        """Stand in for ``open_netlink``."""
        return StackSocket(self)

    def answer(self, question: netlink.Message) -> bytes:
        """Where the stack is, or that there is none."""
        if not self.identity:
            refusal = struct.pack("=i", -errno.ENOENT) + bytes(16)
            return netlink.message(netlink.NLMSG_ERROR, 0, question.sequence, refusal)
        group = attribute(1, b"mlme\0") + attribute(2, struct.pack("=I", self.identity + 100))
        found = attribute(1, struct.pack("=H", self.identity)) + attribute(7, attribute(1, group))
        return netlink.message(nl80211.GENL_ID_CTRL, 0, question.sequence, bytes((1, 2, 0, 0)) + found)


class StackSocket(Socket):
    """A socket of that kernel, with a descriptor that can be polled."""

    def __init__(self, stack: Stack) -> None:
        super().__init__()
        self._stack = stack
        self._held = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.fileno = self._held.fileno

    def send(self, data: bytes) -> None:
        self.arriving += [self._stack.answer(question) for question in netlink.messages(data)]

    def setblocking(self, flag: bool) -> None:
        assert not flag

    def setsockopt(self, level: int, option: int, group: int) -> None:
        assert group == self._stack.identity + 100
        self._stack.members.append(self)

    def close(self) -> None:
        self._held.close()
        if self in self._stack.members:
            self._stack.members.remove(self)


@pytest.fixture
def stack() -> Stack:
    return Stack()


@pytest.fixture
def on_stack(stack: Stack) -> Iterator[LinkEvents]:
    made = LinkEvents(lambda: None, stack.open)
    yield made
    made.close()


def test_a_wifi_stack_that_comes_later_is_heard(stack: Stack, on_stack: LinkEvents) -> None:
    on_stack._drain_routing(socket_with(LINK))
    stack.load(FAMILY)
    on_stack._drain_routing(socket_with(WEXT))
    assert not stack.members
    on_stack._drain_routing(socket_with(LINK))
    assert len(stack.members) == 1


def test_a_wifi_stack_that_was_unloaded_is_heard_again(stack: Stack, on_stack: LinkEvents) -> None:
    for identity in (FAMILY, FAMILY + 1):
        stack.load(identity)
        on_stack._drain_routing(socket_with(LINK))
        (member,) = stack.members
        joined = connect(index=struct.pack("=I", identity), mac=bytes.fromhex("020000000000"), request=b"asked")
        member.arriving.append(joined[:4] + struct.pack("=H", identity) + joined[6:])
        assert on_stack._drain({member.fileno()})
        assert on_stack.associations.of(identity, HERE).request == b"asked"
        stack.unload()


def test_the_same_wifi_stack_is_not_joined_again(stack: Stack, on_stack: LinkEvents) -> None:
    stack.load(FAMILY)
    on_stack._drain_routing(socket_with(LINK))
    members = list(stack.members)
    on_stack._drain_routing(socket_with(LINK, LINK))
    assert stack.members == members


def test_without_an_answer_the_wifi_stack_is_heard_as_before(stack: Stack, on_stack: LinkEvents) -> None:
    stack.load(FAMILY)
    on_stack._drain_routing(socket_with(LINK))
    on_stack._open_socket = no_kernel
    on_stack._drain_routing(socket_with(LINK))
    assert len(stack.members) == 1


def test_a_kernel_that_does_not_let_us_listen_is_a_failed_part() -> None:
    listening = LinkEvents(lambda: None, no_kernel)
    with pytest.raises(PartFailed, match="Address family not supported"):
        listening.start()
    assert not listening.is_listening
    listening.close()
    listening.close()

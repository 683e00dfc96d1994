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
from support.recorded_kernel import recorded_notifications

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
    made._family_identity = FAMILY
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


def test_a_kernel_that_does_not_let_us_listen_is_a_failed_part() -> None:
    listening = LinkEvents(lambda: None, no_kernel)
    with pytest.raises(PartFailed, match="Address family not supported"):
        listening.start()
    assert not listening.is_listening
    listening.close()
    listening.close()

"""The kept socket: what it does about errors, overtaken dumps, late answers, strangers and silence."""

from __future__ import annotations

import errno
import struct
from collections.abc import Callable

import pytest

from netmon_tray.probes.faults import PartFailed
from netmon_tray.probes.linux.netlink import DUMP_TRIES, Netlink, NetlinkRefused, reported_as
from netmon_tray.probes.linux.rtnetlink import RouteReader
from netmon_tray.probes.parse.netlink import DecodeError, Message, message, messages
from support.recorded_kernel import RecordedKernel, refusal

DONE = struct.pack("=i", 0)
Script = Callable[[Message], list[tuple[bytes, int]]]


class ScriptedSocket:
    """Answers each request with what ``script`` returns: datagrams and the port that sent them."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.is_closed = False
        self.waiting: list[tuple[bytes, int]] = []

    def send(self, data: bytes, /) -> int:
        (question,) = messages(data)
        self.waiting += self.script(question)
        return len(data)

    def recvfrom(self, size: int, /) -> tuple[bytes, tuple[int, int]]:
        if not self.waiting:
            raise TimeoutError
        datagram, port = self.waiting.pop(0)
        return datagram, (port, 0)

    def close(self) -> None:
        self.is_closed = True


class Kernel:
    """Opens scripted sockets and remembers them."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.sockets: list[ScriptedSocket] = []
        self.netlink = Netlink(0, self.open)

    def open(self, protocol: int) -> ScriptedSocket:
        self.sockets.append(ScriptedSocket(self.script))
        return self.sockets[-1]


def test_one_socket_serves_many_questions() -> None:
    kernel = Kernel(lambda asked: [(message(16, 0, asked.sequence, b"abcd"), 0)])
    assert [kernel.netlink.ask(18, b"") for _ in range(3)] == [b"abcd"] * 3
    assert len(kernel.sockets) == 1
    kernel.netlink.close()
    assert kernel.sockets[0].is_closed


def test_a_refusal_keeps_its_errno_and_the_socket() -> None:
    kernel = Kernel(lambda asked: [(message(2, 0, asked.sequence, refusal(errno.ENODEV)), 0)])
    for _ in range(2):
        with pytest.raises(NetlinkRefused) as refused:
            kernel.netlink.ask(18, b"")
        assert refused.value.errno == errno.ENODEV
    assert len(kernel.sockets) == 1


def test_a_dump_is_put_together_from_its_datagrams() -> None:
    def script(asked: Message) -> list[tuple[bytes, int]]:
        parts = [message(16, 2, asked.sequence, body) for body in (b"aaaa", b"bbbb", b"cccc")]
        return [(parts[0] + parts[1], 0), (parts[2], 0), (message(3, 2, asked.sequence, DONE), 0)]

    assert Kernel(script).netlink.dump(18, b"") == [b"aaaa", b"bbbb", b"cccc"]


@pytest.mark.parametrize("marked", ["part", "end"])
def test_a_dump_that_was_overtaken_by_a_change_is_asked_again(marked: str) -> None:
    asked_times = []

    def script(asked: Message) -> list[tuple[bytes, int]]:
        asked_times.append(asked.sequence)
        interrupted = 0x10 if len(asked_times) == 1 else 0
        part = message(16, 2 | (interrupted if marked == "part" else 0), asked.sequence, b"%04d" % len(asked_times))
        end = message(3, 2 | (interrupted if marked == "end" else 0), asked.sequence, DONE)
        return [(part + end, 0)]

    assert Kernel(script).netlink.dump(18, b"") == [b"0002"]
    assert len(asked_times) == 2


def test_a_dump_that_never_stands_still_is_refused_in_the_end() -> None:
    asked_times = []

    def script(asked: Message) -> list[tuple[bytes, int]]:
        asked_times.append(asked.sequence)
        return [(message(3, 0x12, asked.sequence, DONE), 0)]

    with pytest.raises(NetlinkRefused):
        Kernel(script).netlink.dump(18, b"")
    assert len(asked_times) == DUMP_TRIES


def test_an_error_at_the_end_of_a_dump_is_an_error() -> None:
    kernel = Kernel(lambda asked: [(message(3, 2, asked.sequence, struct.pack("=i", -errno.ENOMEM)), 0)])
    with pytest.raises(NetlinkRefused) as refused:
        kernel.netlink.dump(18, b"")
    assert refused.value.errno == errno.ENOMEM


def test_a_late_answer_to_another_question_is_passed_over() -> None:
    def script(asked: Message) -> list[tuple[bytes, int]]:
        return [(message(16, 0, asked.sequence - 1, b"late"), 0), (message(16, 0, asked.sequence, b"mine"), 0)]

    assert Kernel(script).netlink.ask(18, b"") == b"mine"


def test_only_the_kernel_is_believed() -> None:
    def script(asked: Message) -> list[tuple[bytes, int]]:
        return [(message(16, 0, asked.sequence, b"fake"), 4711), (message(16, 0, asked.sequence, b"true"), 0)]

    assert Kernel(script).netlink.ask(18, b"") == b"true"


def test_silence_ends_in_a_timeout_and_a_fresh_socket() -> None:
    kernel = Kernel(lambda asked: [])
    for _ in range(2):
        with pytest.raises(TimeoutError):
            kernel.netlink.ask(18, b"")
    assert [opened.is_closed for opened in kernel.sockets] == [True, True]


def test_nonsense_is_told_and_the_socket_dropped() -> None:
    kernel = Kernel(lambda asked: [(b"\xff" * 40, 0)])
    with pytest.raises(DecodeError):
        kernel.netlink.ask(18, b"")
    assert kernel.sockets[0].is_closed


def test_a_system_without_netlink_is_a_failed_part() -> None:
    def refuse(protocol: int) -> ScriptedSocket:
        raise OSError(errno.EAFNOSUPPORT, "Address family not supported by protocol")

    with pytest.raises(PartFailed) as failure:
        RouteReader(refuse).links()
    assert failure.value.part == "rtnetlink"
    assert "Address family not supported" in failure.value.text


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (TimeoutError(), "did not answer within 1 s"),
        (DecodeError("an attribute is cut off"), "not understood: an attribute is cut off"),
        (NetlinkRefused(errno.EPERM, "Operation not permitted"), "Operation not permitted"),
    ],
)
def test_failures_in_words(error: Exception, words: str) -> None:
    with pytest.raises(PartFailed, match=words), reported_as("rtnetlink"):
        raise error


# --- questions about links and routes ---------------------------------------------------------------------------------


def test_a_link_that_is_gone_is_none() -> None:
    kernel = RecordedKernel("linux_topology/base")
    reader = RouteReader(kernel.open)
    eth0 = reader.link(kernel.link_index("eth0"))
    assert eth0 is not None
    assert eth0.name == "eth0"
    assert reader.link(999) is None


def test_a_family_without_a_table_has_no_routes() -> None:
    for code in (errno.ENOENT, errno.EOPNOTSUPP, errno.EAFNOSUPPORT):
        kernel = RecordedKernel("linux_topology/base")
        kernel.answers["getroute_10"].errno = code
        kernel.answers["getroute_10"].objects = []
        assert {route.family for route in RouteReader(kernel.open).routes()} == {2}


def test_routes_of_another_family_are_left_out() -> None:
    """A kernel without IPv6 answers a question about it with every family that it has."""
    kernel = RecordedKernel("linux_topology/base")
    kernel.answers["getroute_10"].objects = kernel.answers["getroute_2"].objects
    assert {route.family for route in RouteReader(kernel.open).routes()} == {2}


@pytest.mark.parametrize("code", [errno.ENETUNREACH, errno.EHOSTUNREACH, errno.EACCES, errno.EINVAL, errno.EOPNOTSUPP])
def test_no_way_out_is_no_interface(code: int) -> None:
    kernel = RecordedKernel("linux_topology/base")
    kernel.answers["getroute_lookup_2"].errno = code
    assert RouteReader(kernel.open).effective_index(2) is None


def test_another_refusal_is_a_failed_part() -> None:
    kernel = RecordedKernel("linux_topology/base")
    kernel.answers["getroute_lookup_2"].errno = errno.ENOMEM
    with pytest.raises(PartFailed, match="Cannot allocate memory"):
        RouteReader(kernel.open).effective_index(2)

"""Questions and answers of DNS, by hand after RFC 1035 section 4."""

from __future__ import annotations

import pytest

from netmon_tray.probes.parse import dns
from netmon_tray.probes.parse.netlink import DecodeError

ASKED = dns.question(0xBEEF, "a.example", dns.Kind.A)
NAME = b"\x01a\x07example\x00"


def answer(*records: bytes, code: int = 0, number: int = 0xBEEF, question: bytes = ASKED[12:]) -> bytes:
    head = number.to_bytes(2) + bytes((0x81, 0x80 | code)) + b"\0\1" + len(records).to_bytes(2) + bytes(4)
    return head + question + b"".join(records)


def record(kind: int, content: bytes, name: bytes = b"\xc0\x0c") -> bytes:
    return name + kind.to_bytes(2) + b"\0\1" + bytes(4) + len(content).to_bytes(2) + content


def test_a_question() -> None:
    assert bytes.fromhex("beef01000001000000000000") + NAME + b"\0\1\0\1" == ASKED
    assert dns.question(1, "", dns.Kind.NS)[12:] == b"\0\0\2\0\1"
    assert dns.question(1, "bücher.example", dns.Kind.A)[12:].startswith(b"\x0dxn--bcher-kva")


@pytest.mark.parametrize("name", ["a..b", "x" * 64 + ".example", "ä" * 60 + ".example", ".".join(["abcdefgh"] * 40)])
def test_what_is_no_name(name: str) -> None:
    with pytest.raises(ValueError, match=r"no name|label|long"):
        dns.question(1, name, dns.Kind.A)


def test_addresses_behind_an_alias() -> None:
    message = answer(record(5, b"\x01b\xc0\x0e"), record(1, bytes((192, 0, 2, 7)), NAME), record(28, bytes(15) + b"\1"))
    assert dns.reply(message, ASKED) == dns.Reply(0, ("192.0.2.7", "::1"))


def test_a_refusal_and_an_answer_without_its_question() -> None:
    assert dns.reply(answer(code=3), ASKED) == dns.Reply(dns.Code.NO_SUCH_NAME)
    bare = bytes.fromhex("beef81820000000000000000")
    assert dns.reply(bare, ASKED) == dns.Reply(dns.Code.SERVER_FAILED)


def test_a_server_that_changes_the_case_of_the_name() -> None:
    assert dns.reply(answer(question=ASKED[12:].upper()), ASKED) == dns.Reply(0)


@pytest.mark.parametrize(
    "message",
    [b"", ASKED, answer(number=1), answer(question=dns.question(0, "b.example", dns.Kind.A)[12:])],
    ids=["empty", "a question", "another number", "another question"],
)
def test_what_is_no_answer_to_the_question(message: bytes) -> None:
    assert dns.reply(message, ASKED) is None


def test_an_answer_that_is_cut_off() -> None:
    whole = answer(record(1, bytes((192, 0, 2, 7))))
    for length in range(len(ASKED) + 1, len(whole) - 4):
        with pytest.raises(DecodeError):
            dns.reply(whole[:length], ASKED)

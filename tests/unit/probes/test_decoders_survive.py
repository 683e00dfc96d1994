"""Whatever the bytes, a decoder answers or raises the one DecodeError: never anything else, never without an end."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netmon_tray.model import Security
from netmon_tray.probes.linux.host import LinuxHost
from netmon_tray.probes.parse import netlink, nl80211, rtnetlink, security, wlan
from netmon_tray.probes.parse.netlink import DecodeError
from support.recorded_kernel import RecordedKernel, payloads, recording

DECODERS: dict[str, Callable[[bytes], object]] = {
    "messages": lambda data: list(netlink.messages(data)),
    "attributes": netlink.attributes,
    "link_row": rtnetlink.link_row,
    "route": rtnetlink.route,
    "neighbour_mac": rtnetlink.neighbour_mac,
    "concerns_identity": rtnetlink.concerns_identity,
    "family": nl80211.family,
    "interface": nl80211.interface,
    "station": nl80211.station,
    "associated_bss": lambda data: nl80211.associated_bss([data]),
    "noise_dbm": lambda data: nl80211.noise_dbm([data], 5180),
    "associations": lambda data: nl80211.associations(data, 35),
}
"""Those that may raise DecodeError; read_elements and ssid_text may not raise at all."""

RECORDED: dict[str, tuple[str, str]] = {
    "link_row": ("linux_topology", "getlink"),
    "route": ("linux_topology/multipath", "getroute_2"),
    "family": ("linux_open", "ctrl_getfamily"),
    "interface": ("linux_wpa2_psk", "get_interface_dump"),
    "station": ("linux_wpa2_psk", "get_station_dump"),
    "associated_bss": ("linux_wpa3_sae", "get_scan_dump"),
    "noise_dbm": ("linux_wpa2_psk", "get_survey_dump"),
}


@pytest.mark.parametrize("name", DECODERS)
@settings(max_examples=25, deadline=None)
@given(data=st.binary(max_size=400))
def test_random_bytes(name: str, data: bytes) -> None:
    with contextlib.suppress(DecodeError):
        DECODERS[name](data)


@pytest.mark.parametrize("name", RECORDED)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_recorded_bytes_cut_off_and_damaged(name: str, data: st.DataObject) -> None:
    folder, label = RECORDED[name]
    body = bytearray(data.draw(st.sampled_from(payloads(recording(folder)[label]))))
    for _ in range(data.draw(st.integers(0, 4))):
        body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.integers(0, 255))
    whole = bytes(body[: data.draw(st.integers(0, len(body)))])
    with contextlib.suppress(DecodeError):
        DECODERS[name](whole)


@pytest.mark.parametrize("folder", ["linux_wpa2_psk", "linux_topology/multipath"])
def test_a_damaged_answer_never_raises_out_of_a_sample(folder: str) -> None:
    for seed in range(40):
        kernel = RecordedKernel(folder)
        damage(kernel, random.Random(seed))
        host = LinuxHost(open_socket=kernel.open, daemons=NoDaemons(), sysfs=Path("/nonexistent"))
        for _ in range(2):
            sample = host.sample()
            assert {fault.part for fault in sample.faults} <= {"rtnetlink", "nl80211"}, seed
            assert sample.primary_name is None or sample.primary is not None, seed
        host.close()


def damage(kernel: RecordedKernel, chance: random.Random) -> None:
    """Change bytes of one to three answers, and cut some off."""
    for label in chance.sample(sorted(kernel.answers), chance.randint(1, 3)):
        bodies = kernel.answers[label].objects
        for _ in range(chance.randint(1, 6) if bodies else 0):
            at = chance.randrange(len(bodies))
            body = bytearray(bodies[at])
            body[chance.randrange(len(body))] = chance.randrange(256)
            bodies[at] = bytes(body[: max(1, len(body) - chance.choice((0, 0, 1, 4, 40)))])


class NoDaemons:
    """A machine without a system bus."""

    def readers(self) -> None:
        return None

    def listener(self, on_change: Callable[[], None]) -> None:
        return None


@settings(max_examples=25, deadline=None)
@given(kind=st.sampled_from([16, 24, 35]), body=st.binary(max_size=200), end=st.integers(0, 220))
def test_notifications_cut_off_anywhere(kind: int, body: bytes, end: int) -> None:
    datagram = netlink.message(kind, 0, 0, body)[:end]
    assert rtnetlink.concerns_identity(datagram) in (True, False)
    with contextlib.suppress(DecodeError):
        nl80211.associations(datagram, 35)


@settings(max_examples=60, deadline=None)
@given(run=st.binary(max_size=120), is_private=st.booleans(), requested=st.binary(max_size=60))
def test_elements_always_have_a_judgement(run: bytes, is_private: bool, requested: bytes) -> None:
    found = security.judge(
        security.read_elements(run), is_private=is_private, requested=security.read_elements(requested)
    )
    assert found.security in Security


@settings(max_examples=60, deadline=None)
@given(rsn=st.binary(max_size=40), management=st.sampled_from([b"\x30", b"\xdd\x50\x6f\x9a\x12", b"\x44"]))
def test_security_elements_always_have_a_judgement(rsn: bytes, management: bytes) -> None:
    body = management[1:] + rsn
    run = management[:1] + bytes((len(body),)) + body
    assert security.judge(security.read_elements(run), is_private=True).security in Security


@given(flags=st.tuples(*[st.integers(0, 2**32 - 1)] * 3))
def test_flags_always_have_a_judgement(flags: tuple[int, int, int]) -> None:
    assert security.judge_flags(*flags).security in Security


@given(ssid=st.binary(max_size=40))
def test_an_ssid_is_never_a_text_that_a_terminal_obeys(ssid: bytes) -> None:
    text = wlan.ssid_text(ssid)
    assert not any(ord(sign) < 32 or 127 <= ord(sign) < 160 for sign in text or "")


@given(frequency_mhz=st.integers(0, 10**6))
def test_a_channel_is_a_small_number(frequency_mhz: int) -> None:
    channel = wlan.channel_of(frequency_mhz)
    assert channel is None or 1 <= channel <= 233

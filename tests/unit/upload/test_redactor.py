"""What privacy settings leave of a link."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmon_tray.model import DENIED, NOT_APPLICABLE
from netmon_tray.upload.redactor import Redactor
from support.samples import wifi, wired

KEY = bytes(range(32))


def test_full_hands_on_the_same_link() -> None:
    link = wifi()
    assert Redactor().link(link) is link


def test_hashes_keep_the_shape_and_say_nothing_of_the_truth() -> None:
    shown = Redactor("hash", "hash", KEY).link(wifi("Cafe", bssid="02:00:00:00:00:a1"))
    assert re.fullmatch(r"net-[0-9a-f]{12}", str(shown.network.name))
    assert re.fullmatch(r"02(:[0-9a-f]{2}){5}", str(shown.radio.bssid))
    assert shown.radio.bssid != "02:00:00:00:00:a1"


def test_a_hash_is_the_same_for_the_same_network_and_key_only() -> None:
    first, again = (Redactor("hash", "hash", KEY).link(wifi("Cafe")) for _ in range(2))
    other_key = Redactor("hash", "hash", bytes(32)).link(wifi("Cafe"))
    other_name = Redactor("hash", "hash", KEY).link(wifi("Cafe 2"))
    assert first == again
    assert len({first.network.name, other_key.network.name, other_name.network.name}) == 3
    assert first.radio.bssid != other_key.radio.bssid


def test_a_hash_is_hmac_sha256_under_the_key() -> None:
    """Fixed for good: another formula would split every network in the history. (Computed with openssl dgst.)"""
    shown = Redactor("hash", "hash", KEY).link(wifi("Cafe", bssid="02:00:00:00:00:a1"))
    assert (shown.network.name, shown.radio.bssid) == ("net-63395b97b94b", "02:5f:6e:b3:05:22")


def test_a_bssid_hashes_alike_in_either_case() -> None:
    redactor = Redactor("full", "hash", KEY)
    assert redactor.link(wifi(bssid="02:AB:00:00:00:01")) == redactor.link(wifi(bssid="02:ab:00:00:00:01"))


def test_off_leaves_the_fact_denied() -> None:
    shown = Redactor("off", "off").link(wifi())
    assert (shown.network.name, shown.radio.bssid) == (DENIED, DENIED)


def test_one_may_be_hidden_without_the_other() -> None:
    shown = Redactor("full", "off").link(wifi("Cafe"))
    assert (shown.network.name, shown.radio.bssid) == ("Cafe", DENIED)


def test_what_is_not_there_stays_so() -> None:
    assert Redactor("hash", "off", KEY).link(wired()).radio.bssid is NOT_APPLICABLE


def test_hashing_without_a_key_is_refused() -> None:
    with pytest.raises(ValueError, match="key"):
        Redactor("hash", "full")


def test_the_key_is_in_no_text() -> None:
    assert KEY.hex() not in repr(Redactor("hash", "hash", KEY))
    assert repr(KEY) not in repr(Redactor("hash", "hash", KEY))


@given(st.text())
def test_every_name_can_be_hashed(name: str) -> None:
    shown = Redactor("hash", "hash", KEY).link(wifi(name)).network.name
    assert re.fullmatch(r"net-[0-9a-f]{12}", str(shown))

"""How numbers, levels and times are told."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime

import pytest

from netmon_tray import units
from netmon_tray.model import NetworkType, Security, Unavailable

NOON_UNIX_MS = 1_795_348_800_123
"""2026-11-22 12:00:00.123 UTC."""


@pytest.fixture
def berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (0, "0 B"),
        (1, "1 B"),
        (999, "999 B"),
        (1000, "1.00 kB"),
        (9_994, "9.99 kB"),
        (9_996, "10.0 kB"),
        (99_960, "100 kB"),
        (999_499, "999 kB"),
        (999_500, "1.00 MB"),
        (1_840_000_000, "1.84 GB"),
        (41_200_000_000, "41.2 GB"),
        (10**24, "1000000 EB"),
    ],
)
def test_amounts_have_three_digits_and_carry_over_when_rounded(amount: int, text: str) -> None:
    assert units.byte_text(amount) == text


@pytest.mark.parametrize(
    ("rate", "bits", "as_bytes"),
    [
        (0, "0 bit/s", "0 B/s"),
        (100, "800 bit/s", "100 B/s"),
        (125, "1.0 kbit/s", "125 B/s"),
        (124.99, "1.0 kbit/s", "125 B/s"),
        (1_550_000, "12.4 Mbit/s", "1.6 MB/s"),
        (124_999_999, "1.0 Gbit/s", "125 MB/s"),
        (1e15, "8000 Tbit/s", "1000 TB/s"),
    ],
)
def test_rates_in_both_units(rate: float, bits: str, as_bytes: str) -> None:
    assert units.rate_text(rate) == bits
    assert units.rate_text(rate, "bytes") == as_bytes


def test_a_pair_of_rates_shares_the_unit_of_the_larger() -> None:
    assert units.rate_pair(1_550_000, 137_500) == ("12.4", "1.1", "Mbit/s")
    assert units.rate_pair(10, 1_550_000) == ("0.00", "12.4", "Mbit/s")
    assert units.rate_pair(0, 1_550_000) == ("0", "12.4", "Mbit/s")
    assert units.rate_pair(5_000, 1_550_000) == ("0.04", "12.4", "Mbit/s")


def test_the_unit_of_an_axis_tells_any_rate_on_it() -> None:
    unit = units.rate_unit(2_500_000)
    assert (unit.text, unit.number(2_500_000), unit.number(1_250_000)) == ("Mbit/s", "20.0", "10.0")
    assert unit.size == 125_000


@pytest.mark.parametrize(
    ("rate", "text"),
    [
        (54_000_000, "54 Mbit/s"),
        (866_700_000, "866.7 Mbit/s"),
        (1_000_000_000, "1 Gbit/s"),
        (10_000_000_000, "10 Gbit/s"),
    ],
)
def test_link_rates_are_told_as_makers_tell_them(rate: int, text: str) -> None:
    assert units.link_rate_text(rate) == text


def test_levels_take_the_minus_of_their_place() -> None:
    assert units.dbm_text(-58) == "-58 dBm"
    assert units.dbm_text(-58, minus=units.MINUS) == "\u221258 dBm"
    assert units.dbm_text(-98.5) == "-98.5 dBm"
    assert units.db_text(15.2) == "15.2 dB"
    assert units.number_text(-0.04) == "0"
    assert units.signal_text("ratio", 0.72) == "72 %"
    assert units.signal_text("sinr", -3.0) == "-3 dB"
    assert units.signal_text("rsrp", -101.0, minus=units.MINUS) == "\u2212101 dBm"


@pytest.mark.parametrize(
    ("measure", "value", "word", "level"),
    [
        ("rssi", -50, "Excellent", 4),
        ("rssi", -51, "Good", 3),
        ("rssi", -60, "Good", 3),
        ("rssi", -61, "Fair", 2),
        ("rssi", -71, "Weak", 1),
        ("rssi", -80, "Weak", 1),
        ("rssi", -81, "Very weak", 0),
        ("rsrp", -80, "Excellent", 4),
        ("rsrp", -90, "Good", 3),
        ("rsrp", -110, "Weak", 1),
        ("rsrp", -110.5, "Very weak", 0),
        ("ratio", 1.0, "Excellent", 4),
        ("ratio", 0.0, "Very weak", 0),
        ("sinr", 15, None, None),
    ],
)
def test_signal_words(measure: str, value: float, word: str | None, level: int | None) -> None:
    assert units.signal_word(measure, value) == word
    assert units.signal_level(measure, value) == level


@pytest.mark.parametrize(
    ("mhz", "frequency", "band"),
    [
        (800, "0.8 GHz", "0.8 GHz"),
        (2412, "2.412 GHz", "2.4 GHz"),
        (5180, "5.18 GHz", "5 GHz"),
        (5955, "5.955 GHz", "6 GHz"),
    ],
)
def test_frequencies_and_bands(mhz: int, frequency: str, band: str) -> None:
    assert units.frequency_text(mhz) == frequency
    assert units.band_text(mhz) == band


def test_every_code_has_a_word() -> None:
    assert set(units.SECURITY_NAMES) == set(Security)
    assert set(units.NETWORK_TYPE_WORDS) == set(NetworkType)
    assert set(units.UNAVAILABLE_WORDS) == set(Unavailable)
    assert units.security_text(Security.WPA3_SAE) == "WPA3-Personal (SAE)"
    assert units.security_text(Unavailable.DENIED) == "hidden by the system"


@pytest.mark.parametrize(
    ("seconds", "text", "rounded"),
    [
        (0, "0 s", "0 s"),
        (-5, "0 s", "0 s"),
        (59.6, "1 min", "1 min"),
        (75, "1 min 15 s", "1 min"),
        (3600, "1 h", "1 h"),
        (3605, "1 h", "1 h"),
        (7500, "2 h 5 min", "2 h"),
        (273_600, "3 d 4 h", "3 d"),
        (86_460, "1 d", "1 d"),
    ],
)
def test_durations(seconds: float, text: str, rounded: str) -> None:
    assert units.duration_text(seconds) == text
    assert units.round_duration_text(seconds) == rounded


def test_times_are_local_for_people_and_utc_in_json(berlin: None) -> None:
    assert units.clock_text(NOON_UNIX_MS) == "13:00:00"
    assert units.round_clock_text(NOON_UNIX_MS) == "13:00"
    assert units.date_time_text(NOON_UNIX_MS) == "2026-11-22 13:00:00"
    assert units.moment_text(NOON_UNIX_MS, NOON_UNIX_MS + 3_600_000) == "13:00:00"
    assert units.moment_text(NOON_UNIX_MS, NOON_UNIX_MS + 12 * 3_600_000) == "2026-11-22 13:00:00"
    assert units.iso_utc(NOON_UNIX_MS) == "2026-11-22T12:00:00.123Z"
    assert units.iso_utc(-1) == "1969-12-31T23:59:59.999Z"


def test_a_time_that_no_calendar_holds_is_told_as_a_number() -> None:
    assert units.iso_utc(10**21) == f"{10**21} ms"
    assert units.clock_text(10**21) == f"{10**21} ms"


def test_counts() -> None:
    assert units.count_text(1, "record") == "1 record"
    assert units.count_text(2418, "record") == "2,418 records"
    assert units.count_text(2, "entry", "entries") == "2 entries"
    assert units.waiting_text(3) == "3 records waiting"
    assert units.percent_text(0.055) == "6 %"


def test_a_moment_in_a_narrow_column() -> None:
    now = datetime(2026, 11, 22, 14, 15, 40).timestamp() * 1000  # noqa: DTZ001 - local
    at = {
        "14:15:40": (2026, 11, 22, 14, 15, 40),
        "24 Oct 14:06": (2026, 10, 24, 14, 6, 1),
        "24 Oct 2024": (2024, 10, 24, 14, 6, 1),
    }
    for text, moment in at.items():
        assert units.short_moment_text(int(datetime(*moment).timestamp() * 1000), int(now)) == text  # noqa: DTZ001
    assert units.short_moment_text(10**18, int(now)).endswith(" ms")


@pytest.mark.parametrize(
    ("round_trip_ms", "text"), [(24.4, "24 ms"), (9.6, "10 ms"), (3.44, "3.4 ms"), (0.4, "0.4 ms")]
)
def test_a_round_trip(round_trip_ms: float, text: str) -> None:
    assert units.round_trip_text(round_trip_ms) == text

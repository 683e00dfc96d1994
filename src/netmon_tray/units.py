"""Numbers, times and codes of the field as people read them: the only place that formats.

Units are decimal (1 kB = 1000 bytes). Signed figures take their minus as an argument: U+2212 in the window,
the hyphen in a terminal and in anything that is copied. Times are shown in the machine's own zone.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from netmon_tray.model import CircuitState, NetworkType, Security, Unavailable, UploadStatus
from netmon_tray.words import Number, Phrase, count, joined, number, say

RateUnits: TypeAlias = Literal["bits", "bytes"]
"""What the setting ``ui.units`` takes."""

MINUS = "\N{MINUS SIGN}"
HYPHEN = "-"

_BYTES = ("B", "kB", "MB", "GB", "TB", "PB", "EB")
_BIT_RATES = ("bit/s", "kbit/s", "Mbit/s", "Gbit/s", "Tbit/s")
_BYTE_RATES = ("B/s", "kB/s", "MB/s", "GB/s", "TB/s")
_BASE_UNITS = frozenset({"B", "bit/s", "B/s"})

# --- amounts and rates ----------------------------------------------------------------------------------------------


def byte_parts(amount_bytes: int) -> tuple[str, str]:
    """Number and unit of an amount, in three digits: ("1.84", "GB"), ("999", "B")."""
    value, unit = _scaled(amount_bytes, _BYTES, _amount_decimals)
    return Number(f"{value:.{0 if unit in _BASE_UNITS else _amount_decimals(value)}f}"), unit


def byte_text(amount_bytes: int) -> str:
    """An amount with its unit: "1.84 GB"."""
    return joined(byte_parts(amount_bytes))


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit in which several rates, or amounts, are told, so that they compare at a glance."""

    text: str
    size: float
    """How many bytes, or bytes per second, one of this unit is."""

    def number(self, figure: float) -> str:
        """The rate as a number of this unit: "12.4", "0.04", "640", and "0" for nothing."""
        value = figure / self.size
        return Number("0" if value == 0 else f"{value:.{0 if self.text in _BASE_UNITS else _rate_decimals(value)}f}")


def byte_unit(peak_bytes: float) -> Unit:
    """The unit in which an amount reads best; also that of an axis which ends there."""
    _, name = _scaled(peak_bytes, _BYTES, _amount_decimals)
    return Unit(name, 1000.0 ** _BYTES.index(name))


def rate_unit(peak_bytes_per_s: float, units: RateUnits = "bits") -> Unit:
    """The unit in which ``peak_bytes_per_s`` reads best; also that of an axis which ends there."""
    names, bits = (_BIT_RATES, 8) if units == "bits" else (_BYTE_RATES, 1)
    _, name = _scaled(peak_bytes_per_s * bits, names, _rate_decimals)
    return Unit(name, 1000.0 ** names.index(name) / bits)


def rate_parts(rate_bytes_per_s: float, units: RateUnits = "bits") -> tuple[str, str]:
    """Number and unit of one rate: ("12.4", "Mbit/s")."""
    unit = rate_unit(rate_bytes_per_s, units)
    return unit.number(rate_bytes_per_s), unit.text


def rate_text(rate_bytes_per_s: float, units: RateUnits = "bits") -> str:
    """One rate with its unit: "12.4 Mbit/s"."""
    return joined(rate_parts(rate_bytes_per_s, units))


def rate_pair(rx_bytes_per_s: float, tx_bytes_per_s: float, units: RateUnits = "bits") -> tuple[str, str, str]:
    """Down and up in the unit of the larger one: ("12.4", "1.1", "Mbit/s")."""
    unit = rate_unit(max(rx_bytes_per_s, tx_bytes_per_s), units)
    return unit.number(rx_bytes_per_s), unit.number(tx_bytes_per_s), unit.text


def link_rate_text(rate_bit_per_s: int) -> str:
    """Rate of a link, always in bits, as its maker tells it: "866.7 Mbit/s", "1 Gbit/s"."""
    value, unit = _scaled(rate_bit_per_s, _BIT_RATES, lambda _: 1)
    return joined([_trimmed(value, 1), unit])


def count_text(amount: int, one: str, many: str | None = None) -> str:
    """A count with its word, in English only: "1 record", "2,418 records"; ``words.count`` can be translated."""
    return f"{amount:,} {one if amount == 1 else many or one + 's'}"


def waiting_text(pending: int) -> str:
    """How many records wait to be sent: "3 records waiting"."""
    return count(pending, "{n} record waiting", "{n} records waiting")


def upload_text(status: UploadStatus, now_unix_ms: int) -> str:
    """The channel to the server in words, with its next try and its last success."""
    parts = [status.text]
    if status.next_try_at_unix_ms is not None:
        parts.append(say("Next try at {time}.", time=moment_text(status.next_try_at_unix_ms, now_unix_ms)))
    if status.last_success_at_unix_ms is not None:
        parts.append(say("Last success {time}.", time=moment_text(status.last_success_at_unix_ms, now_unix_ms)))
    elif status.state is CircuitState.CLOSED:
        parts.append(say("The server took none yet."))
    return joined(parts)


def percent_text(ratio: float) -> str:
    """A share of one: "72 %"."""
    return joined([Number(f"{ratio * 100:.0f}"), "%"])


def rtt_text(rtt_ms: float) -> str:
    """A round trip: "0.42 ms", "9.4 ms", "128 ms"."""
    return joined([Number(f"{rtt_ms:.{2 if rtt_ms < 0.995 else 1 if rtt_ms < 99.95 else 0}f}"), "ms"])


def loss_text(ratio: float) -> str:
    """A share of lost questions: "0 %", "0.3 %", "12 %"."""
    percent = ratio * 100
    return joined([Number(f"{percent:.{1 if 0 < percent < 9.95 else 0}f}"), "%"])


def _scaled(value: float, units: tuple[str, ...], decimals: Callable[[float], int]) -> tuple[float, str]:
    """Divide by 1000 while the rounded number would have four digits: 999,950 becomes 1.00 MB, not 1000 kB."""
    step = 0
    while step < len(units) - 1 and round(abs(value), decimals(value)) >= 1000:
        value /= 1000
        step += 1
    return value, units[step]


def _amount_decimals(value: float) -> int:
    return 2 if abs(value) < 9.995 else 1 if abs(value) < 99.95 else 0


def _rate_decimals(value: float) -> int:
    return 2 if abs(value) < 0.95 else 1 if abs(value) < 99.95 else 0


def _trimmed(value: float, decimals: int) -> str:
    return Number(f"{value:.{decimals}f}".rstrip("0").rstrip(".") if decimals else f"{value:.0f}")


# --- radio ----------------------------------------------------------------------------------------------------------


def number_text(value: float, *, decimals: int = 1, minus: str = HYPHEN) -> str:
    """A plain number with as many decimals as it needs: "-58", "12.5"."""
    text = _trimmed(abs(value), decimals)
    return Number(f"{minus}{text}") if value < 0 and text != "0" else text


def dbm_text(level_dbm: float, *, minus: str = HYPHEN) -> str:
    """A level: "-58 dBm"."""
    return joined([number_text(level_dbm, minus=minus), "dBm"])


def db_text(ratio_db: float, *, minus: str = HYPHEN) -> str:
    """A ratio: "15.2 dB"."""
    return joined([number_text(ratio_db, minus=minus), "dB"])


def signal_text(measure: str, value: float, *, minus: str = HYPHEN) -> str:
    """A signal in the unit of its measure: "-58 dBm" for rssi and rsrp, "15.2 dB" for sinr, "72 %" for a ratio."""
    if measure == "ratio":
        return percent_text(value)
    return db_text(value, minus=minus) if measure in {"sinr", "rsrq"} else dbm_text(value, minus=minus)


def round_trip_text(round_trip_ms: float) -> str:
    """A round trip: "24 ms", "0.4 ms"."""
    return joined([number_text(round_trip_ms, decimals=0 if round_trip_ms >= 9.5 else 1), "ms"])


def frequency_text(frequency_mhz: int) -> str:
    """Centre frequency: "5.18 GHz"."""
    return joined([_trimmed(frequency_mhz / 1000, 3), "GHz"])


def band_text(frequency_mhz: int) -> str:
    """WiFi band: "2.4 GHz", "5 GHz", "6 GHz"; outside these the frequency itself (IEEE 802.11-2020, annex E)."""
    for low_mhz, high_mhz, band in ((2400, 2500, "2.4"), (4900, 5925, "5"), (5926, 7125, "6")):
        if low_mhz <= frequency_mhz <= high_mhz:
            return joined([Number(band), "GHz"])
    return frequency_text(frequency_mhz)


SIGNAL_WORDS = (say("Very weak"), say("Weak"), say("Fair"), say("Good"), say("Excellent"))
"""Words by level, 0 to 4: also how many arcs or bars the icon fills."""

SIGNAL_BANDS: dict[str, tuple[float, float, float, float]] = {
    "rssi": (-80, -70, -60, -50),
    "rsrp": (-110, -100, -90, -80),
    "ratio": (0.2, 0.4, 0.6, 0.8),
}
"""Lowest value of Weak, Fair, Good and Excellent; dBm, and equal fifths where a system tells only a percentage."""


def signal_level(measure: str, value: float) -> int | None:
    """Level from 0 (very weak) to 4 (excellent), or None for a measure that has no words."""
    bands = SIGNAL_BANDS.get(measure)
    return None if bands is None else sum(value >= lowest for lowest in bands)


def signal_word(measure: str, value: float) -> str | None:
    """The word for a signal ("Good"), or None for a measure that has none."""
    level = signal_level(measure, value)
    return None if level is None else SIGNAL_WORDS[level]


# --- words for codes ------------------------------------------------------------------------------------------------

NETWORK_TYPE_WORDS: dict[NetworkType, str] = {
    NetworkType.WIFI: say("WiFi"),
    NetworkType.MOBILE: say("Mobile"),
    NetworkType.BLUETOOTH: "Bluetooth",
    NetworkType.ETHERNET: "Ethernet",
}

SECURITY_NAMES: dict[Security, str] = {
    Security.OPEN: say("Open"),
    Security.OWE: "Enhanced Open (OWE)",
    Security.OWE_TRANSITION: say("Open (OWE transition)"),
    Security.WEP: "WEP",
    Security.WEP_SHARED: say("WEP, shared key"),
    Security.DYNAMIC_WEP: say("Dynamic WEP"),
    Security.WPA_NONE: "WPA-None",
    Security.WPA_PSK: "WPA-Personal",
    Security.WPA_EAP: "WPA-Enterprise",
    Security.WPA_WPA2_PSK: "WPA/WPA2-Personal",
    Security.WPA_WPA2_EAP: "WPA/WPA2-Enterprise",
    Security.WPA2_PSK: "WPA2-Personal",
    Security.WPA2_WPA3_PSK: "WPA2/WPA3-Personal",
    Security.WPA3_SAE: "WPA3-Personal (SAE)",
    Security.WPA2_EAP: "WPA2-Enterprise",
    Security.WPA3_EAP: "WPA3-Enterprise",
    Security.WPA3_EAP_192: "WPA3-Enterprise 192-bit",
    Security.FILS: "Enterprise (FILS)",
    Security.DPP: "Easy Connect (DPP)",
    Security.OSEN: say("Online sign-up (OSEN)"),
    Security.CCKM: "Cisco CCKM",
    Security.WAPI_PSK: say("WAPI, password"),
    Security.WAPI_CERT: say("WAPI, certificate"),
    Security.RSN_OTHER: say("RSN, unknown key management"),
    Security.CELLULAR: say("Mobile (3GPP)"),
    Security.WIRED: say("Wired"),
    Security.WIRED_EAP: say("Wired 802.1X"),
}

UNAVAILABLE_WORDS: dict[Unavailable, str] = {
    Unavailable.DENIED: say("hidden by the system"),
    Unavailable.UNSUPPORTED: say("not available"),
    Unavailable.NOT_APPLICABLE: say("not applicable"),
}


def security_text(security: Security | Unavailable) -> str:
    """Exact name of a network's security, or why it is not known."""
    return UNAVAILABLE_WORDS[security] if isinstance(security, Unavailable) else SECURITY_NAMES[security]


# --- times ----------------------------------------------------------------------------------------------------------


def duration_text(duration_s: float) -> str:
    """A length of time in its two largest units: "45 s", "1 min 15 s", "2 h 5 min", "3 d 4 h"."""
    return joined(_duration_parts(round(max(0.0, duration_s))))


def round_duration_text(duration_s: float) -> str:
    """A length of time in its largest unit alone: "4 min"."""
    return _duration_parts(round(max(0.0, duration_s)))[0]


def _duration_parts(whole_s: int) -> list[str]:
    minutes, seconds = divmod(whole_s, 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    figures = ((days, "d"), (hours, "h"), (minutes, "min"), (seconds, "s"))
    largest = next((place for place, (amount, _) in enumerate(figures) if amount), len(figures) - 1)
    shown = figures[largest : largest + 2]
    return [joined([number(amount), unit]) for place, (amount, unit) in enumerate(shown) if amount or place == 0]


def clock_text(at_unix_ms: int) -> str:
    """Local time of day to the second: "14:15:40"."""
    return _local(at_unix_ms, "%H:%M:%S")


def round_clock_text(at_unix_ms: int) -> str:
    """Local time of day to the minute: "15:40"."""
    return _local(at_unix_ms, "%H:%M")


def moment_text(at_unix_ms: int, now_unix_ms: int) -> str:
    """Local time of day, with the date in front where it is not today's: "14:06:50", "2026-11-21 14:06:50"."""
    is_today = _local(at_unix_ms, "%Y-%m-%d") == _local(now_unix_ms, "%Y-%m-%d")
    return clock_text(at_unix_ms) if is_today else date_time_text(at_unix_ms)


def date_time_text(at_unix_ms: int) -> str:
    """Local date and time: "2026-11-22 14:15:40"."""
    return _local(at_unix_ms, "%Y-%m-%d %H:%M:%S")


MONTHS: tuple[Phrase, ...] = (
    say("Jan"),
    say("Feb"),
    say("Mar"),
    say("Apr"),
    say("May"),
    say("Jun"),
    say("Jul"),
    say("Aug"),
    say("Sep"),
    say("Oct"),
    say("Nov"),
    say("Dec"),
)


def day_text(day: date) -> Phrase:
    """A date without its year: "24 Oct"."""
    return say("{day} {month}", day=day.day, month=MONTHS[day.month - 1])


def month_text(day: date) -> str:
    """A month, January as its year: "Oct", "2027"."""
    return str(day.year) if day.month == 1 else MONTHS[day.month - 1]


def date_text(day: date) -> Phrase:
    """A date: "24 Oct 2026"."""
    return say("{day} {month} {year}", day=day.day, month=MONTHS[day.month - 1], year=str(day.year))


def short_moment_text(at_unix_ms: int, now_unix_ms: int) -> str:
    """The moment in a narrow column: "14:06:50" today, "24 Oct 14:06" before, "24 Oct 2024" in another year."""
    try:
        day, today = (date.fromtimestamp(moment / 1000) for moment in (at_unix_ms, now_unix_ms))  # noqa: DTZ012 - local
    except (OverflowError, ValueError, OSError):  # a clock outside what the C library can tell
        return f"{at_unix_ms} ms"
    if day == today:
        return clock_text(at_unix_ms)
    if day.year != today.year:
        return date_text(day)
    return say("{day} {time}", day=day_text(day), time=round_clock_text(at_unix_ms))


def date_range_text(first: date, last: date) -> Phrase:
    """Two dates with a dash between them, and nothing said twice: 24 Oct, 22 Nov 2026."""
    if first == last:
        return date_text(last)
    if first.year != last.year:
        return range_text(date_text(first), date_text(last))
    if first.month != last.month:
        return range_text(day_text(first), date_text(last))
    return range_text(str(first.day), date_text(last))


def range_text(first: str, last: str) -> Phrase:
    """From one to the other, with a dash."""
    return say("{first} \N{EN DASH} {last}", first=first, last=last)


def iso_utc(at_unix_ms: int) -> str:
    """The moment as JSON carries it: "2026-11-22T22:00:00.123Z" (ISO 8601, UTC, milliseconds)."""
    whole_s, millis = divmod(at_unix_ms, 1000)
    try:
        return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(whole_s)) + f".{millis:03d}Z"
    except (OverflowError, ValueError, OSError):  # a clock outside what the C library can tell
        return f"{at_unix_ms} ms"


def _local(at_unix_ms: int, form: str) -> str:
    try:
        return time.strftime(form, time.localtime(at_unix_ms / 1000))
    except (OverflowError, ValueError, OSError):  # as above
        return f"{at_unix_ms} ms"

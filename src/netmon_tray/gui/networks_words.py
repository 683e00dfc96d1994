"""What the Networks view says. Pure, without Qt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from netmon_tray import audit, happenings, units
from netmon_tray.audit import Grade
from netmon_tray.gui.chart_scale import local_date
from netmon_tray.gui.heat_days import WEEKDAYS
from netmon_tray.gui.networks_data import NetworkDetail, NetworkRow, grade_counts
from netmon_tray.gui.states import GRADE_GLYPHS
from netmon_tray.gui.tray_words import one_line
from netmon_tray.model import NetworkType, Unavailable
from netmon_tray.probes.parse.wlan import channel_of
from netmon_tray.store.access_points import HeardAccessPoint, UsualSignal
from netmon_tray.units import MINUS
from netmon_tray.words import Phrase, count, joined, say

_RADIO = frozenset({NetworkType.WIFI, NetworkType.MOBILE})
_WEEK_DAYS = 7


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a cell: its words, its colour, and whether it is the stronger one."""

    text: str
    colour: str = "ink"
    """Token."""
    is_strong: bool = False


COLUMNS: tuple[Phrase, ...] = (
    say("Name"),
    say("Security"),
    say("Last seen"),
    say("Time"),
    say("Data"),
    say("Median signal"),
)
NAME, SECURITY, LAST_SEEN, TIME, DATA, MEDIAN = range(6)


def shown_name(row: NetworkRow) -> str:
    """The user's alias, else the name, else that it is hidden."""
    name = row.flags.alias or row.name
    if name:
        return one_line(name)
    return say("Name hidden") if row.network_type is NetworkType.WIFI else say("No name")


def cell(row: NetworkRow, column: int, now_unix_ms: int) -> tuple[Part, ...]:
    """The pieces of a cell."""
    if column == NAME:
        return Part(shown_name(row), is_strong=True), Part(units.NETWORK_TYPE_WORDS[row.network_type], "ink2")
    if column == SECURITY:
        grade = row.assessment.grade
        security = say("not read") if isinstance(row.security, Unavailable) else units.SECURITY_NAMES[row.security]
        return Part(audit.GRADE_WORDS[grade], GRADE_GLYPHS[grade][1], is_strong=True), Part(security, "ink2")
    if column == LAST_SEEN:
        return (Part(say("Now") if row.is_current else seen_text(row.last_seen_unix_s * 1000, now_unix_ms)),)
    if column == TIME:
        return (Part(units.duration_text(row.covered_s)),)
    if column == DATA:
        return (Part(units.byte_text(row.total_bytes)),)
    return (median_part(row),)


def median_part(row: NetworkRow) -> Part:
    """Word first, then the level."""
    if row.usual is None:
        is_radio = row.network_type in _RADIO
        return Part(say("not available") if is_radio else say("not applicable"), "ink2")
    return Part(signal_text(row.usual))


def signal_text(usual: UsualSignal, minus: str = MINUS) -> Phrase:
    """ "Good -58 dBm"."""
    word = units.signal_word(usual.measure, usual.median) or ""
    level = units.signal_text(usual.measure, round(usual.median, 2 if usual.measure == "ratio" else 0), minus=minus)
    return joined([word, level])


def seen_text(at_unix_ms: int, now_unix_ms: int) -> Phrase:
    """When, as briefly as it is clear: "Today, 08:41", "Fri, 18:02", "14 Nov", "3 Sep 2025"."""
    day, today = local_date(at_unix_ms), local_date(now_unix_ms)
    clock, ago = units.round_clock_text(at_unix_ms), (today - day).days
    if ago == 0:
        return say("Today, {time}", time=clock)
    if ago == 1:
        return say("Yesterday, {time}", time=clock)
    if 1 < ago < _WEEK_DAYS:
        return say("{weekday}, {time}", weekday=WEEKDAYS[day.weekday()], time=clock)
    return day_text(day, today)


def day_text(day: date, today: date) -> Phrase:
    """A date, with its year where that is another one."""
    return units.day_text(day) if day.year == today.year else units.date_text(day)


def headline(rows: tuple[NetworkRow, ...]) -> Phrase:
    """How many there are."""
    return count(len(rows), "{n} network", "{n} networks")


def worries(rows: Iterable[NetworkRow]) -> tuple[str, Phrase] | None:
    """Glyph and words for how many are insecure or weak; None where none is."""
    counts = grade_counts(rows)
    insecure, weak = counts[Grade.INSECURE], counts[Grade.WEAK]
    told = [
        count(insecure, "{n} insecure", "{n} insecure") if insecure else "",
        count(weak, "{n} weak", "{n} weak") if weak else "",
    ]
    worst = Grade.INSECURE if insecure else Grade.WEAK
    return (GRADE_GLYPHS[worst][0], joined(told, ", ")) if insecure or weak else None


# --- the open row ---------------------------------------------------------------------------------------------------


def reason_text(row: NetworkRow) -> Phrase:
    """Why it has its grade, and what to do about it."""
    return joined([row.assessment.reason, row.assessment.action])


def change_text(row: NetworkRow, detail: NetworkDetail, now_unix_ms: int) -> Phrase:
    """What changed last, or since when nothing did."""
    today = local_date(now_unix_ms)
    if not detail.changes:
        since = day_text(local_date(row.first_seen_unix_s * 1000), today)
        return say("Unchanged since {date}, when it was first seen.", date=since)
    newest = detail.changes[0]
    what = happenings.event_text(newest, shown_name(row))
    return say("{date}: {what}", date=seen_text(newest.at_unix_ms, now_unix_ms), what=what)


def more_points(amount: int) -> Phrase:
    """What is left out of a long list."""
    return count(amount, "and {n} more", "and {n} more")


AP_COLUMNS: tuple[Phrase, ...] = (
    say("Access point"),
    say("Band"),
    say("Channel"),
    say("Median"),
    say("Time"),
    say("Last"),
)


def access_point_cells(point: HeardAccessPoint, *, is_current: bool, now_unix_ms: int) -> tuple[str, ...]:
    """One row of the access points, by ``AP_COLUMNS``."""
    frequency = point.frequency_mhz
    channel = channel_of(frequency) if frequency is not None else None
    usual = point.usual
    level = units.signal_text(usual.measure, round(usual.median, 2 if usual.measure == "ratio" else 0), minus=MINUS)
    return (
        point.bssid,
        units.band_text(frequency) if frequency is not None else say("not available"),
        str(channel) if channel is not None else say("not available"),
        level,
        units.duration_text(point.heard_s) if point.heard_s else say("not available"),
        say("Now") if is_current else seen_text(point.last_heard_unix_s * 1000, now_unix_ms),
    )

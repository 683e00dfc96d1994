"""What the coverage of places says: the read-out, the table's rows and the spoken summary. Pure, without Qt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from netmon_tray import units
from netmon_tray.coverage import Spot
from netmon_tray.gui.coverage_plane import PlacedSpot
from netmon_tray.gui.tray_words import one_line
from netmon_tray.units import MINUS
from netmon_tray.words import Phrase, count, joined, say

COLUMNS: tuple[Phrase, ...] = (
    say("Network"),
    say("Median signal"),
    say("Weakest"),
    say("Strongest"),
    say("Time"),
    say("Latitude"),
    say("Longitude"),
)
CSV_COLUMNS = (
    "network_key",
    "network_name",
    "latitude",
    "longitude",
    "signal_measure",
    "signal_median",
    "signal_weakest",
    "signal_strongest",
    "observed_s",
)


def level_text(measure: str, level: float, minus: str = MINUS) -> str:
    """A level in its unit."""
    return units.signal_text(measure, level, minus=minus)


def cells(spot: Spot, minus: str = MINUS) -> tuple[str, ...]:
    """One row of the table, by ``COLUMNS``."""
    word = units.signal_word(spot.measure, spot.median) or ""
    return (
        one_line(spot.network_name),
        joined([word, level_text(spot.measure, spot.median, minus)]),
        level_text(spot.measure, spot.weakest, minus),
        level_text(spot.measure, spot.strongest, minus),
        units.duration_text(spot.covered_s),
        degrees_text(spot.latitude, minus),
        degrees_text(spot.longitude, minus),
    )


def degrees_text(degrees: float, minus: str = MINUS) -> str:
    """Decimal degrees: "41.387"."""
    return units.number_text(degrees, decimals=6, minus=minus)


def read_out(place: PlacedSpot | None) -> Phrase:
    """A spot in a line; what keys do without one."""
    if place is None:
        return say("Point at a place or use the arrow keys to read its signal.")
    name, median, weakest, strongest, stay, latitude, longitude = cells(place.spot)
    return say(
        "{network}: {median} ({weakest} to {strongest}), {time} at {latitude}, {longitude}",
        network=name,
        median=median,
        weakest=weakest,
        strongest=strongest,
        time=stay,
        latitude=latitude,
        longitude=longitude,
    )


def summary(spots: Sequence[Spot]) -> Phrase:
    """All places in a sentence, for those who hear it."""
    if not spots:
        return say("Coverage: no places.")
    told = count(len({(spot.latitude, spot.longitude) for spot in spots}), "{n} place", "{n} places")
    weakest = min(spots, key=lambda spot: units.signal_level(spot.measure, spot.median) or 0)
    return say("Coverage: {places}; weakest {spot}.", places=told, spot=joined(cells(weakest)[:2]))


def csv_rows(spots: Sequence[Spot]) -> Iterator[tuple[object, ...]]:
    """The spots under the names of their columns."""
    yield CSV_COLUMNS
    for spot in spots:
        yield (
            spot.network_key,
            spot.network_name,
            spot.latitude,
            spot.longitude,
            spot.measure,
            spot.median,
            spot.weakest,
            spot.strongest,
            round(spot.covered_s, 1),
        )

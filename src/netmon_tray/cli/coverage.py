"""``netmon coverage``: the median signal of each place and network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netmon_tray import units
from netmon_tray.cli import FINE
from netmon_tray.cli.render import table, write_json, write_lines
from netmon_tray.cli.stores import opened
from netmon_tray.cli.view import signal_words
from netmon_tray.coverage import Spot, in_metres

if TYPE_CHECKING:
    from netmon_tray.cli.context import Context

_HEADING = ["LATITUDE", "LONGITUDE", "EAST m", "NORTH m", "NETWORK", "MEDIAN", "WEAKEST", "OBSERVED"]


def coverage(context: Context) -> int:
    """Show what was heard where, on the local days that the range touches."""
    since, until = context.span
    with opened(context.paths.data_dir) as stores:
        shown = stores.coverage.spots(
            None if since is None else since // 1000, None if until is None else until // 1000
        )
    places = list(zip(shown, in_metres(shown), strict=True))
    if context.wants_json:
        write_json([spot_document(spot, *place) for spot, place in places])
    elif places:
        cells = [_cells(spot, *place) for spot, place in places]
        write_lines(table([_HEADING, *cells], right=frozenset({0, 1, 2, 3, 7})))
    else:
        off = "" if context.settings.privacy.location else " privacy.location is off."
        write_lines([f"Nothing recorded with a position.{off}"])
    return FINE


def spot_document(spot: Spot, east_m: float, north_m: float) -> dict[str, object]:
    """One place of one network; the metres are from the middle of all that is shown."""
    return {
        "latitude": spot.latitude,
        "longitude": spot.longitude,
        "east_m": round(east_m),
        "north_m": round(north_m),
        "network_key": spot.network_key,
        "network_name": spot.network_name,
        "measure": spot.measure,
        "median": spot.median,
        "weakest": spot.weakest,
        "strongest": spot.strongest,
        "covered_s": round(spot.covered_s),
    }


def _cells(spot: Spot, east_m: float, north_m: float) -> list[str]:
    return [
        f"{spot.latitude:.6f}".rstrip("0").rstrip("."),
        f"{spot.longitude:.6f}".rstrip("0").rstrip("."),
        f"{east_m:,.0f}",
        f"{north_m:,.0f}",
        spot.network_name or spot.network_key,
        signal_words(spot.measure, spot.median),
        units.signal_text(spot.measure, spot.weakest),
        units.duration_text(spot.covered_s),
    ]

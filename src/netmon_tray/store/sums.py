"""Adding to the sums of the history, within an open transaction; rows come in any order."""

# ruff: noqa: S608 - statements are put together from constants of this file

from __future__ import annotations

import sqlite3

ADD_NETWORK = (
    "INSERT INTO network (key, name, network_type, first_seen_unix_s, last_seen_unix_s) VALUES (?, ?, ?, ?, ?)"
    " ON CONFLICT (key) DO UPDATE SET name = excluded.name, network_type = excluded.network_type,"
    " first_seen_unix_s = min(first_seen_unix_s, excluded.first_seen_unix_s),"
    " last_seen_unix_s = max(last_seen_unix_s, excluded.last_seen_unix_s)"
)
TRAFFIC_COLUMNS = (
    "span_s, start_s, network_id, rx_bytes, tx_bytes, covered_s, rx_roaming_bytes, tx_roaming_bytes, roaming_s,"
    " rx_peak_bytes_per_s, tx_peak_bytes_per_s"
)
ADD_TRAFFIC = (
    f"INSERT INTO traffic ({TRAFFIC_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (span_s, start_s, network_id) DO UPDATE SET rx_bytes = rx_bytes + excluded.rx_bytes,"
    " tx_bytes = tx_bytes + excluded.tx_bytes, covered_s = covered_s + excluded.covered_s,"
    " rx_roaming_bytes = rx_roaming_bytes + excluded.rx_roaming_bytes,"
    " tx_roaming_bytes = tx_roaming_bytes + excluded.tx_roaming_bytes, roaming_s = roaming_s + excluded.roaming_s,"
    " rx_peak_bytes_per_s = max(rx_peak_bytes_per_s, excluded.rx_peak_bytes_per_s),"
    " tx_peak_bytes_per_s = max(tx_peak_bytes_per_s, excluded.tx_peak_bytes_per_s)"
)
LEVEL_COLUMNS = "very_weak_ms, weak_ms, fair_ms, good_ms, excellent_ms"
"""How long the signal was in each band (``units.SIGNAL_BANDS``), in their order."""
SIGNAL_COLUMNS = f"span_s, start_s, access_point_id, measure, minimum, maximum, total, number, {LEVEL_COLUMNS}"
ADD_SIGNAL = (
    f"INSERT INTO signal ({SIGNAL_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (span_s, start_s, access_point_id, measure) DO UPDATE SET"
    " minimum = min(minimum, excluded.minimum), maximum = max(maximum, excluded.maximum),"
    " total = total + excluded.total, number = number + excluded.number,"
    " very_weak_ms = very_weak_ms + excluded.very_weak_ms, weak_ms = weak_ms + excluded.weak_ms,"
    " fair_ms = fair_ms + excluded.fair_ms, good_ms = good_ms + excluded.good_ms,"
    " excellent_ms = excellent_ms + excluded.excellent_ms"
)

TRIP_SUMS = "sent, lost, minimum_ms, maximum_ms, total_ms, jitter_total_ms, jitter_number"
"""The fields of ``TripSums``, in their order."""
TRIP_COLUMNS = f"span_s, start_s, network_id, party, is_tunnelled, {TRIP_SUMS}"
ADD_TRIP = (
    f"INSERT INTO round_trip (span_s, start_s, party, is_tunnelled, {TRIP_SUMS}, network_id)"
    " SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, id FROM network WHERE key = ?"
    " ON CONFLICT (span_s, start_s, network_id, party, is_tunnelled) DO UPDATE SET sent = sent + excluded.sent,"
    " lost = lost + excluded.lost, total_ms = total_ms + excluded.total_ms,"
    " minimum_ms = min(ifnull(minimum_ms, excluded.minimum_ms), ifnull(excluded.minimum_ms, minimum_ms)),"
    " maximum_ms = max(ifnull(maximum_ms, excluded.maximum_ms), ifnull(excluded.maximum_ms, maximum_ms)),"
    " jitter_total_ms = jitter_total_ms + excluded.jitter_total_ms,"
    " jitter_number = jitter_number + excluded.jitter_number"
)
"""With the key of a network that the history knows in the place of its number, at the end; so is the next one."""
COVERAGE_COLUMNS = "network_id, latitude_e6, longitude_e6, measure, level, day_s, covered_ms"
ADD_COVERAGE = (
    "INSERT INTO coverage (latitude_e6, longitude_e6, measure, level, day_s, covered_ms, network_id)"
    " SELECT ?, ?, ?, ?, ?, ?, id FROM network WHERE key = ?"
    " ON CONFLICT (network_id, latitude_e6, longitude_e6, measure, level, day_s)"
    " DO UPDATE SET covered_ms = covered_ms + excluded.covered_ms"
)


def network_id(connection: sqlite3.Connection, key: str, name: str, network_type: str, at_unix_s: int) -> int:
    """Number of a network that was seen then, made known where it is not."""
    connection.execute(ADD_NETWORK, (key, name, network_type, at_unix_s, at_unix_s))
    (found,) = connection.execute("SELECT id FROM network WHERE key = ?", (key,)).fetchone()
    return int(found)


def access_point_id(
    connection: sqlite3.Connection, network_id: int, bssid: str, frequency_mhz: int | None = None
) -> int:
    """Number of an access point, made known where it is not; its frequency is the one heard last."""
    place = (network_id, bssid)
    select = "SELECT id, frequency_mhz FROM access_point WHERE network_id = ? AND bssid = ?"
    found = connection.execute(select, place).fetchone()
    if found is None:
        connection.execute("INSERT INTO access_point (network_id, bssid) VALUES (?, ?)", place)
        found = connection.execute(select, place).fetchone()
    number, stored_mhz = found
    if frequency_mhz is not None and frequency_mhz != stored_mhz:
        connection.execute("UPDATE access_point SET frequency_mhz = ? WHERE id = ?", (frequency_mhz, number))
    return int(number)

"""What status and watch show, as JSON and as text."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from netmon_tray import health, units
from netmon_tray.cli.view import OutagesToday, View, queue_text, status_document, status_lines
from netmon_tray.cli.watch import event_lines, sample_line
from netmon_tray.model import (
    DENIED,
    UNSUPPORTED,
    Adapters,
    CircuitState,
    InterfaceKind,
    Link,
    LiveEvent,
    LiveEventKind,
    Network,
    NetworkType,
    Outage,
    OutageCause,
    QueueCounts,
    Radio,
    Reachability,
    Security,
    Throughput,
    UploadStatus,
    Vpn,
)
from netmon_tray.pause import Pause
from netmon_tray.round_trips import TripSums
from support.samples import T0_UNIX_MS, sample, wifi, wired

CLOSED = UploadStatus(CircuitState.CLOSED, T0_UNIX_MS, "Records are sent as they are made.")
OFF = UploadStatus(CircuitState.OFF, 0, "Upload is off: records are kept here.")


def view(*links: Link, **more: object) -> View:
    base = View(sample(0, *links), Throughput(1_550_000.0, 137_500.0), QueueCounts(), CLOSED)
    return replace(base, **more)  # type: ignore[arg-type]


def rows(shown: View) -> dict[str, str]:
    lines = [line for line in status_lines(shown) if "  " in line]
    return {line.split("  ")[0]: line.split("  ", 1)[1].strip() for line in lines}


# --- JSON -----------------------------------------------------------------------------------------------------------


def test_the_document_has_the_published_names() -> None:
    document = status_document(view(wifi(), since_unix_ms=T0_UNIX_MS, rx_bytes=5, tx_bytes=7))
    assert list(document) == [
        "sampled_at", "reachability", "adapters", "connection", "links", "throughput", "round_trips",
        "outages", "queue", "upload", "conditions",
    ]  # fmt: skip
    connection = document["connection"]
    assert isinstance(connection, dict)
    assert connection["network_name"] == "Cafe"
    assert (connection["since"], connection["rx_bytes"], connection["tx_bytes"]) == ("2026-09-21T14:13:20.000Z", 5, 7)
    assert connection["network_security"] == "wp2"
    assert document["throughput"] == {"rx_bytes_per_s": 1_550_000.0, "tx_bytes_per_s": 137_500.0}
    assert json.loads(json.dumps(document, allow_nan=False)) == document


def test_without_a_connection_it_is_null_and_so_is_what_was_not_measured() -> None:
    document = status_document(view(throughput=None))
    assert document["connection"] is None
    assert document["throughput"] is None
    assert document["links"] == []
    assert document["queue"] == {
        "pending": 0, "sending": 0, "sent": 0, "rejected": 0, "withheld": 0, "dropped": 0, "oldest_pending_at": None,
    }  # fmt: skip
    assert status_document(view(upload=OFF))["upload"] == {
        "state": "off", "since": None, "next_try_at": None, "last_success_at": None, "text": OFF.text,
    }  # fmt: skip


def test_the_tunnel_belongs_to_the_connection_alone() -> None:
    taken = replace(sample(0, wifi(), wired()), vpn=Vpn("wg0", InterfaceKind.WIREGUARD))
    document = status_document(replace(view(), sample=taken))
    links = document["links"]
    assert isinstance(links, list)
    assert [link["vpn"] for link in links] == [{"interface": "wg0", "kind": "wireguard"}, None]


def test_conditions_are_told_with_their_codes() -> None:
    document = status_document(view(conditions=(health.portal(),)))
    conditions = document["conditions"]
    assert isinstance(conditions, list)
    assert [(list(item), item["code"]) for item in conditions] == [
        (["code", "severity", "title", "text", "link"], "portal")
    ]


# --- text -----------------------------------------------------------------------------------------------------------


def test_a_wifi_connection_word_first() -> None:
    moved = {"since_unix_ms": T0_UNIX_MS - 3_900_000, "rx_bytes": 1_840_000_000, "tx_bytes": 220_000_000}
    shown = rows(view(wifi(security=Security.WPA3_SAE), **moved))
    assert shown["Network"] == "Cafe, WiFi on wlan0"
    assert shown["Signal"] == "Good -58 dBm"
    assert shown["Access point"] == "02:00:00:00:00:a1, 5.18 GHz, channel 36"
    assert shown["Link rate"] == "866.7 Mbit/s"
    assert shown["Security"].startswith("Strong: WPA3-Personal (SAE). WPA3 with a password:")
    assert shown["Throughput"] == "down 12.4  up 1.1 Mbit/s"
    assert shown["Connected"].endswith("(1 h 5 min)")
    assert shown["Moved"] == "down 1.84 GB, up 220 MB"
    assert shown["Recorded by"].startswith("nobody")


def test_rates_in_the_units_of_the_setting() -> None:
    assert rows(view(wifi(), units="bytes"))["Throughput"] == "down 1.6  up 0.14 MB/s"


def test_a_cable_has_no_signal_and_no_grade() -> None:
    shown = rows(view(wired()))
    assert shown["Network"] == "Office, Ethernet on eth0"
    assert not {"Signal", "Security", "Access point"} & set(shown)


def test_a_name_that_is_hidden_or_unknown_is_never_made_up() -> None:
    hidden = Link(
        wifi().interface, NetworkType.WIFI, Network(name=DENIED, security=DENIED), Radio(rssi_dbm=UNSUPPORTED)
    )
    shown = rows(view(hidden))
    assert shown["Network"] == "(name hidden by the system), WiFi on wlan0"
    assert shown["Signal"] == "not available"
    assert shown["Security"].startswith("Unknown: hidden by the system.")
    nameless = replace(wired(), network=Network(name=UNSUPPORTED))
    assert rows(view(nameless))["Network"] == "Ethernet on eth0"


def test_mobile_and_roaming() -> None:
    network = Network(name="Operator", security=Security.CELLULAR, mccmnc="310012", is_roaming=True, is_metered=True)
    radio = Radio(rsrp_dbm=-95.0, technology="LTE", cell_id="12345678")
    shown = rows(view(Link(wifi().interface, NetworkType.MOBILE, network, radio)))
    assert shown["Signal"] == "Fair -95 dBm"
    assert shown["Mobile"] == "operator 310012, cell 12345678, roaming"
    assert shown["Metered"] == "yes"
    assert shown["Radio"] == "LTE"


def test_nothing_connected() -> None:
    lines = status_lines(view())
    assert lines[0].split() == ["Network", "Not", "connected"]
    switched_off = view(sample=replace(sample(0), adapters=Adapters.WIFI_OFF))
    assert rows(switched_off)["Network"] == "WiFi is switched off"
    assert status_document(switched_off)["adapters"] == "wifi_off"
    assert "disconnected" in lines[1]


def test_a_portal_is_said_instead_of_the_reach() -> None:
    taken = replace(sample(0, wifi()), has_portal=True, reachability=Reachability.SITE)
    assert rows(replace(view(), sample=taken))["Reachability"] == "login page in the way"


def test_what_needs_attention_stands_at_the_end() -> None:
    lines = status_lines(view(wifi(), conditions=(health.portal(),)))
    assert lines[-2] == ""
    assert lines[-1].startswith("! This network wants a login:")


def test_a_hostile_network_name_reaches_the_terminal_as_escapes() -> None:
    lines = status_lines(view(wifi("\x1b]0;owned\x07")))
    assert all(line.isprintable() for line in lines if line)
    assert "\\x1b]0;owned\\x07" in lines[0]


@pytest.mark.parametrize(
    ("counts", "status", "text"),
    [
        (QueueCounts(), CLOSED, "none waiting"),
        (QueueCounts(), OFF, "none kept here"),
        (QueueCounts(pending=3), OFF, "3 records kept here"),
        (QueueCounts(pending=1, sending=1, sent=2414, rejected=1), CLOSED, "2 records waiting; 2,414 sent, 1 rejected"),
        (QueueCounts(withheld=2, dropped=1), CLOSED, "none waiting; 2 withheld, 1 dropped"),
    ],
)
def test_the_queue_in_words(counts: QueueCounts, status: UploadStatus, text: str) -> None:
    """While the upload is off, nothing is waiting: it is kept here."""
    assert queue_text(counts, status, T0_UNIX_MS) == text


def test_the_oldest_record_and_the_next_try_are_told() -> None:
    counts = QueueCounts(pending=1, oldest_pending_at_unix_ms=T0_UNIX_MS)
    assert ", the oldest since " in queue_text(counts, CLOSED, T0_UNIX_MS)
    status = UploadStatus(CircuitState.BACKOFF, T0_UNIX_MS, "Busy (503).", T0_UNIX_MS + 60_000, T0_UNIX_MS - 1000)
    text = units.upload_text(status, T0_UNIX_MS)
    assert text.startswith("Busy (503). Next try at ")
    assert "Last success " in text


def test_sending_to_a_server_that_took_nothing_yet_is_told() -> None:
    """Nobody tested it, or nothing was recorded since: a settings file may have been edited by hand."""
    assert units.upload_text(CLOSED, T0_UNIX_MS) == "Records are sent as they are made. The server took none yet."
    known = replace(CLOSED, last_success_at_unix_ms=T0_UNIX_MS)
    assert "took none" not in units.upload_text(known, T0_UNIX_MS)
    assert "took none" not in units.upload_text(OFF, T0_UNIX_MS)


# --- watch ----------------------------------------------------------------------------------------------------------


def test_a_line_of_watch() -> None:
    shown = view(wifi(), rx_bytes=655_000_000, tx_bytes=94_900_000, queue=QueueCounts(pending=3))
    line = sample_line(shown)
    assert "wlan0 Cafe" in line
    assert "Good -58 dBm" in line
    assert "down 12.4  up 1.1 Mbit/s" in line
    assert line.endswith("moved down 655 MB, up 94.9 MB  3 waiting")
    assert sample_line(replace(shown, upload=OFF)).endswith("up 94.9 MB")


def test_lines_without_a_rate_or_a_connection() -> None:
    assert "measuring" in sample_line(view(wired(), throughput=None))
    assert sample_line(view()).endswith("  no connection")


TRIPS = {
    "gateway": TripSums(10, 0, 1.0, 3.0, 21.0, 4.0, 9),
    "dns": TripSums(10, 1, 9.0, 30.0, 126.0, 8.0, 8),
    "example.org": TripSums(10, 10),
}


def test_round_trips_and_outages_stand_with_the_reach() -> None:
    going_on = Outage(OutageCause.DNS, T0_UNIX_MS - 60_000)
    shown = view(wifi(), round_trips=TRIPS, outages=OutagesToday(2, 300.0, going_on), recorded_by="netmon run (7)")
    assert rows(shown)["Round trips"] == "gateway 2.1 ms, dns 14.0 ms (10 % lost), example.org silent"
    since = units.clock_text(T0_UNIX_MS - 60_000)
    assert rows(shown)["Outages"] == f"2 today, 5 min together; since {since}: names are not resolved"
    assert rows(replace(shown, outages=OutagesToday(0, 0.0)))["Outages"] == "none today"
    assert "Outages" not in rows(view(wifi(), outages=OutagesToday(0, 0.0)))  # nobody watches
    document = status_document(shown)
    assert document["outages"] == {
        "today": 2, "today_s": 300.0,
        "current": {"cause": "dns", "since": units.iso_utc(T0_UNIX_MS - 60_000), "vpn": None},
    }  # fmt: skip
    trips = document["round_trips"]
    assert isinstance(trips, dict)
    assert (trips["dns"]["rtt_ms"], trips["dns"]["loss_ratio"], trips["example.org"]["rtt_ms"]) == (14.0, 0.1, None)


def test_a_line_of_watch_tells_of_whoever_is_farthest_away() -> None:
    near = {party: TRIPS[party] for party in ("dns", "gateway")}
    assert "  dns 14.0 ms (10 % lost)  " in sample_line(view(wifi(), round_trips=near, rx_bytes=1, tx_bytes=1))
    assert "  example.org silent  " in sample_line(view(wifi(), round_trips=TRIPS, rx_bytes=1, tx_bytes=1))


def test_a_pause_is_told_and_until_when() -> None:
    paused = view(wired(), recorded_by="netmon (process 7)", pause=Pause(is_on=True))
    assert rows(paused)["Recorded by"] == "netmon (process 7), paused"
    assert "paused" in sample_line(paused)
    timed = replace(paused, pause=Pause(is_on=True, until_unix_ms=T0_UNIX_MS))
    assert re.search(r"paused until \d\d:\d\d$", rows(timed)["Recorded by"])


def test_marks_are_lines_of_their_own() -> None:
    (line,) = event_lines([LiveEvent(T0_UNIX_MS, LiveEventKind.NAME, "Now \x1b")])
    assert line.endswith("  * Now \\x1b")

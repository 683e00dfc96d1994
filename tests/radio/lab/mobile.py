"""Scenarios of a mobile network: the real ModemManager with a modem whose other end is played, over a real PPP link."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from radio.lab.connection import check_connection, conditions, moved, on, quiet
from radio.lab.modem import GATEWAY, INTERFACE, MODEM, MobileStation, mobile_station
from radio.lab.scenario import scenario
from support.at_modem import DENIED, HOME, ROAMING, SEARCHING, UTRAN, Serving

if TYPE_CHECKING:
    from collections.abc import Callable

    from radio.lab.lab import Lab
    from radio.lab.product import Document

HOME_NETWORK = Serving()
ABROAD = Serving(ROAMING, cell="1D00D", operator_name="Fjordtel", operator_code="310012")
OPERATORS = (
    Serving(ROAMING, operator_name="Zero Six", operator_code="001010"),
    Serving(HOME, operator_name="Five", operator_code="31012"),
    Serving(ROAMING, operator_name="Zero Five", operator_code="00102"),
)
"""From abroad to home and back: ModemManager asks for the name when the state of the registration changes."""
CELLS = {"1": "1", "0ABCDEF": "11259375", "FFFFFFE": "268435454", "FFFFFFF": None}
"""Hexadecimal as the modem says it, and the decimal text; 28 ones mean that the modem does not know."""
TRANSFERS, DOWN_BYTES, UP_BYTES = 3, 20_000, 10_000
"""Small ones: the emulator stands still for good once some 100 kB wait in a serial cable."""
FOLLOWS_S = 8.0
"""ModemManager asks each second, the product looks each second; emulation is slow."""


def facts(station: MobileStation, network: Serving, **more: object) -> Document:
    """What is expected of a connection over this network."""
    return {
        "interface": INTERFACE,
        "interface_kind": "ppp",
        "network_type": "mo",
        "network_name": network.operator_name,
        "security": "3gpp",
        "network_security": "3gp",
        "authentication": "3gp",
        "mccmnc": network.operator_code,
        "cell_id": str(int(network.cell, 16)),
        "roaming": network.state == ROAMING,
        "technology": "LTE",
        "signal_ratio": station.signal_ratio(),
        "rssi_dbm": None,
        "sinr_db": None,
        "link_speed_mbit_s": None,
        "bssid": None,
        "frequency_ghz": None,
        **more,
    }


def sent(network: Serving, **more: object) -> Document:
    """What of it is expected in the upload."""
    return {
        "network_type": "mo",
        "network_name": network.operator_name,
        "network_security": "3gp",
        "authentication": "3gp",
        "network_mccmnc": network.operator_code,
        "cellid": str(int(network.cell, 16)),
        "roaming": network.state == ROAMING,
        "quality_metric": None,
        "quality_value": None,
        **more,
    }


def check_sent(lab: Lab, payload: Document, expected: Document, where: str = "") -> None:
    """Write the row of a payload that the Gate took."""
    lab.check(f"payload{where}", expected, {name: payload.get(name) for name in expected})


class Story:
    """What the product records and the Gate takes from now on."""

    def __init__(self, lab: Lab) -> None:
        self._lab = lab
        self._mark = lab.mark()
        self._begun = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        self._taken = len(lab.product.accepted())

    def payloads(self) -> list[Document]:
        """All that the Gate took."""
        return [line["record"] for line in self._lab.product.accepted()[self._taken :]]

    def payload_of(self, operator_code: str, cell: str | None = None) -> Document:
        """Wait until the newest that the Gate took is of this network (and cell, in decimal); return it."""

        def newest() -> Document:
            taken = self.payloads()
            last = taken[-1] if taken else {}
            is_it = last.get("network_mccmnc") == operator_code and cell in (None, last.get("cellid"))
            return last if is_it else {}

        return self._lab.eventually(newest, what=f"a record of {operator_code} at the Gate")

    def check(self, *events: str) -> list[Document]:
        """Write the rows of events (heartbeats left out) and of their way to the Gate; return the records."""
        records = [record for record in self._lab.records(self._mark) if record["at"] >= self._begun]
        told = [record["event"] for record in records if record["event"] != "maintained"]
        self._lab.check("events", list(events), told)
        self._lab.check_uploaded(records)
        return records


def connected(lab: Lab, *, poll_s: int = 0) -> MobileStation:
    """Be connected at home, and have the product know it."""
    station = mobile_station(lab)
    station.be_home(is_connected=True, poll_s=poll_s)
    is_home = shows(HOME_NETWORK)
    lab.live_until(lambda said: is_home(said) and (not poll_s or has_levels(station)(said)), what="the home network")
    lab.eventually(lambda: has_home(lab.product.accepted()), what="the home network at the Gate")
    return station


def has_home(accepted: list[Document]) -> bool:
    """Whether the newest that the Gate took is of the home network; its cell may have been withheld."""
    newest = accepted[-1]["record"] if accepted else {}
    home = sent(HOME_NETWORK)
    return newest.get("network_mccmnc") == home["network_mccmnc"] and newest.get("cellid") in (home["cellid"], None)


def shows(network: Serving) -> Callable[[Document], bool]:
    """Tell lines that show this network."""

    def fits(said: Document) -> bool:
        connection = said["connection"] or {}
        expected: tuple[object, ...] = (network.operator_name, network.operator_code, network.state == ROAMING)
        return tuple(connection.get(name) for name in ("network_name", "mccmnc", "roaming")) == expected

    return fits


def has_levels(station: MobileStation) -> Callable[[Document], bool]:
    """Tell lines that show the levels which the modem gives now."""
    return lambda said: levels(said) == (station.modem.rsrp_dbm, station.modem.rsrq_db)


def levels(said: Document) -> tuple[float | None, float | None]:
    """RSRP and RSRQ of a line."""
    connection = said["connection"] or {}
    return connection.get("rsrp_dbm"), connection.get("rsrq_db")


# --- a connection ---------------------------------------------------------------------------------------------------


@scenario("mobile-lte", needs="modem")
def lte(lab: Lab) -> None:
    """LTE at home over a real data call: all facts; the signal is a percentage, because nobody polls the levels"""
    station = mobile_station(lab)
    station.be_home(is_connected=False)
    lab.live_until(on(None))
    story = Story(lab)
    station.be_home(is_connected=True)
    is_home = shows(HOME_NETWORK)
    line = lab.live_until(lambda said: is_home(said) and said["connection"]["metered"] is not None)
    check_connection(lab, line, facts(station, HOME_NETWORK, rsrp_dbm=None, rsrq_db=None, metered=True))
    check_sent(lab, story.payload_of(HOME_NETWORK.operator_code), sent(HOME_NETWORK))
    story.check("established")
    station.record(lab.results / "captures" / "linux_mobile_lte")


@scenario("mobile-signal", needs="modem")
def signal(lab: Lab) -> None:
    """Levels that change while another program has them polled: the live view follows"""
    station = connected(lab, poll_s=1)
    for rsrp_step, rsrq_step in ((36, 11), (12, 2), (60, 20)):
        station.modem.rsrp_step, station.modem.rsrq_step = rsrp_step, rsrq_step
        expected = (station.modem.rsrp_dbm, station.modem.rsrq_db)
        begun_s = time.monotonic()
        line = lab.live_until(has_levels(station), what=f"{expected} in the live view")
        lab.check("rsrp_dbm, rsrq_db", expected, levels(line))
        lab.check_between("seconds until the live view shows it", 0, round(time.monotonic() - begun_s, 1), FOLLOWS_S)


@scenario("mobile-roaming", needs="modem")
def roaming(lab: Lab) -> None:
    """From home into a foreign network and back, with bytes moved abroad that must be those of the kernel"""
    station = connected(lab, poll_s=1)
    quality = {"quality_metric": "rsrp", "quality_value": station.modem.rsrp_dbm}
    story = Story(lab)
    before = quiet(INTERFACE)
    station.modem.move(ABROAD)
    line = lab.live_until(shows(ABROAD))
    check_connection(lab, line, facts(station, ABROAD, rsrp_dbm=station.modem.rsrp_dbm), " abroad")
    check_sent(lab, story.payload_of(ABROAD.operator_code), sent(ABROAD, **quality), " abroad")
    for _ in range(TRANSFERS):
        lab.transfer(INTERFACE, GATEWAY, down_bytes=DOWN_BYTES, up_bytes=UP_BYTES)
    after = quiet(INTERFACE)
    station.record(lab.results / "captures" / "linux_mobile_roaming")
    station.modem.move(HOME_NETWORK)
    lab.live_until(shows(HOME_NETWORK))
    check_sent(lab, story.payload_of(HOME_NETWORK.operator_code), sent(HOME_NETWORK, **quality), " back home")
    changed = [record for record in story.check("changed", "changed") if record["event"] == "changed"]
    for record in changed:
        lab.check("changes", ["roam", "name"], record["local"]["changes"])
    first, last = (record["id"] for record in (changed[0], changed[-1]))
    told = moved([record for record in lab.records(first) if record["id"] <= last])
    lab.check("bytes abroad (rx, tx)", (after[0] - before[0], after[1] - before[1]), told)


@scenario("mobile-operators", needs="modem")
def operators(lab: Lab) -> None:
    """Operators with codes of five and six digits, zeros in front kept: never padded, never cut"""
    station = connected(lab)
    story = Story(lab)
    for network in OPERATORS:
        station.modem.move(network)
        code = network.operator_code
        check_connection(lab, lab.live_until(shows(network)), facts(station, network), f" of {code}")
        check_sent(lab, story.payload_of(code), sent(network), f" of {code}")
    story.check(*["changed"] * len(OPERATORS))


@scenario("mobile-cells", needs="modem")
def cells(lab: Lab) -> None:
    """Handed from cell to cell: hexadecimal becomes decimal, and what means "unknown" is no cell"""
    station = connected(lab, poll_s=1)
    story = Story(lab)
    for cell, decimal in CELLS.items():
        station.modem.move(replace(HOME_NETWORK, cell=cell))
        station.modem.rsrp_step -= 1  # another cell has other levels, and a change of these ModemManager tells
        line = lab.live_until(has_levels(station))
        lab.check(f"cell_id of {cell}", decimal, line["connection"]["cell_id"])
        if decimal:
            story.payload_of(HOME_NETWORK.operator_code, decimal)
    known = [decimal for decimal in CELLS.values() if decimal]
    records = [record for record in story.check(*["changed"] * len(known)) if record["event"] == "changed"]
    lab.check("changes", [["roam"]] * len(known), [record["local"]["changes"] for record in records])
    lab.check("cells in the log", known, [record["payload"].get("cellid") for record in records])
    station.modem.rsrp_step += len(CELLS)


@scenario("mobile-3g", needs="modem")
def third_generation(lab: Lab) -> None:
    """Down to 3G, whose levels the modem gives as RSCP: the percentage is all, and none of LTE's levels is left"""
    station = connected(lab, poll_s=1)
    story = Story(lab)
    network = replace(HOME_NETWORK, technology=UTRAN)
    station.modem.move(network)
    line = lab.live_until(lambda said: technology(said) == "UMTS")
    check_connection(lab, line, facts(station, network, technology="UMTS", rsrp_dbm=None, rsrq_db=None))
    lab.eventually(lambda: station.bus.objects()[station.bus.modem()["path"]][f"{MODEM}.Signal"]["Umts"][1])
    station.record(lab.results / "captures" / "linux_mobile_3g")
    station.modem.move(HOME_NETWORK)
    lab.live_until(lambda said: technology(said) == "LTE")
    story.check()


def technology(said: Document) -> str | None:
    """Of a line."""
    return (said["connection"] or {}).get("technology")


@scenario("mobile-lost-registration", needs="modem")
def lost_registration(lab: Lab) -> None:
    """Searching and denied while the call still stands: nothing is made up, and nothing is recorded as a change"""
    station = connected(lab, poll_s=1)
    story = Story(lab)
    for name, state in (("searching", SEARCHING), ("denied", DENIED)):
        station.modem.move(replace(HOME_NETWORK, state=state))
        line = lab.live_until(lambda said: said["connection"] and said["connection"]["mccmnc"] is None)
        names = ("network_name", "mccmnc", "cell_id", "roaming", "rsrp_dbm")
        expected = {"network_type": "mo", **dict.fromkeys(names)}
        lab.check(f"while {name}", expected, {key: line["connection"].get(key) for key in expected})
        station.record(lab.results / "captures" / f"linux_mobile_{name}")
        station.modem.move(HOME_NETWORK)
        lab.live_until(shows(HOME_NETWORK))
    story.check()


@scenario("mobile-no-permission", needs="modem")
def no_permission(lab: Lab) -> None:
    """polkit does not let the user ask for the cell: it is missing, everything else is there, nobody is prompted"""
    station = connected(lab)
    station.allow_location(is_allowed=False)
    lab.at_end(lambda: allow_again(lab, station))
    station.poll_levels(every_s=1)  # news from the modem, upon which the product asks for everything again
    line = lab.live_until(lambda said: said["connection"]["unavailable"].get("cell_id") == "denied", what="the refusal")
    lab.check("unavailable.cell_id", "denied", line["connection"]["unavailable"]["cell_id"])
    check_connection(lab, line, facts(station, HOME_NETWORK, cell_id=None))
    story = Story(lab)
    station.modem.move(ABROAD)
    quality = {"quality_metric": "rsrp", "quality_value": station.modem.rsrp_dbm}
    check_sent(lab, story.payload_of(ABROAD.operator_code), sent(ABROAD, cellid=None, **quality))
    story.check("changed")


def allow_again(lab: Lab, station: MobileStation) -> None:
    """Give the right back, and start the program anew, which else would not ask for five minutes."""
    station.allow_location(is_allowed=True)
    begun_s = time.monotonic()
    lab.product.stop_agent()
    lab.product.start_agent()
    lab.eventually(lambda: lab.live_since(begun_s), what="netmon watch")


@scenario("mobile-removed", needs="modem")
def removed(lab: Lab) -> None:
    """The modem is pulled out while connected, and plugged in again: one connection ends, another begins"""
    station = connected(lab, poll_s=1)
    quality = {"quality_metric": "rsrp", "quality_value": station.modem.rsrp_dbm}
    story = Story(lab)
    station.unplug()
    lab.check("connection", None, lab.live_until(on(None))["connection"])
    check_sent(lab, story.payload_of(HOME_NETWORK.operator_code), sent(HOME_NETWORK, **quality))
    lab.check("conditions", ["offline"], conditions(lab.status()))
    station.be_home(is_connected=True)
    lab.live_until(shows(HOME_NETWORK))
    lab.eventually(lambda: len(story.payloads()) > 1, what="the new connection at the Gate")
    story.check("terminated", "established")


# --- without a connection -------------------------------------------------------------------------------------------


@scenario("mobile-no-network", needs="modem")
def no_network(lab: Lab) -> None:
    """A modem that searches or was denied, without a connection: nothing to record, and the product says so

    The last of them: ModemManager 1.20 does not ask for the signal's percentage any more after that.
    """
    station = mobile_station(lab)
    station.be_home(is_connected=False)
    lab.live_until(on(None))
    story = Story(lab)
    for name, state in (("searching", SEARCHING), ("denied", DENIED)):
        station.modem.move(replace(HOME_NETWORK, state=state))
        lab.eventually(lambda: station.registration()["RegistrationState"] == station.modem.serving.state)
        said = lab.status()
        lab.check(f"connection while {name}", None, said["connection"])
        lab.check(f"conditions while {name}", ["offline"], conditions(said))
    story.check()

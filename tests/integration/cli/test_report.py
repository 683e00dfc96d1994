"""``netmon report``: its three forms, and what is said where one can't be written."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from netmon_tray.model import Outage
from netmon_tray.reports import Page
from support.netmon_process import Netmon
from support.outage_month import DAY_S, DAYS, fill
from support.xvfb import CALL

BEGIN_S = int(time.time()) // DAY_S * DAY_S - DAYS * DAY_S


@pytest.fixture
def outages(tmp_path: Path) -> list[Outage]:
    return fill(tmp_path / "data", BEGIN_S)


@pytest.fixture
def netmon(tmp_path: Path, outages: list[Outage]) -> Netmon:
    return Netmon(tmp_path)


def since() -> tuple[str, str]:
    return ("--since", time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(BEGIN_S)))


def test_the_outages_of_a_month_as_data(netmon: Netmon, tmp_path: Path, outages: list[Outage]) -> None:
    netmon("report", "outages", str(tmp_path / "month.csv"), *since())
    netmon("report", "outages", str(tmp_path / "month.json"), *since())
    rows = list(csv.DictReader((tmp_path / "month.csv").read_text("utf-8").splitlines()))
    document = json.loads((tmp_path / "month.json").read_text("utf-8"))
    finished = [one for one in outages if one.until_unix_ms is not None]
    lasted_s = sum((one.until_unix_ms or 0) - one.since_unix_ms for one in finished) / 1000
    assert sum(float(row["duration_s"]) for row in rows) == pytest.approx(lasted_s)
    assert sum(sums["total_s"] for sums in document["causes"].values()) == pytest.approx(lasted_s)
    assert rows[-1]["end"] == "crashed"  # nobody records: the one that was left open ended for us where it was seen
    assert document["observed_s"] == DAYS * 24 * 2400
    assert document["round_trips"]["dns"]["sent"] == DAYS * 24 * 480


@pytest.mark.parametrize("kind", ["outages", "usage", "audit"])
def test_a_page_is_drawn_by_a_program_of_its_own(netmon: Netmon, tmp_path: Path, kind: str) -> None:
    file = tmp_path / f"{kind}.pdf"
    assert str(file) in netmon("report", kind, str(file), *since()).stdout
    page = file.read_bytes()
    assert page.startswith(b"%PDF-")
    assert page.rstrip().endswith(b"%%EOF")
    assert file.stat().st_mode & 0o077 == 0


def test_the_page_is_in_the_language_of_the_window_and_the_data_is_not(netmon: Netmon, tmp_path: Path) -> None:
    netmon("settings", "set", "ui.language", "de")
    netmon("report", "outages", str(tmp_path / "month.pdf"), *since())
    netmon("report", "outages", str(tmp_path / "month.csv"), *since())
    assert "Ausfälle einer Netzwerkverbindung".encode("utf-16-be") in (tmp_path / "month.pdf").read_bytes()
    assert (tmp_path / "month.csv").read_text("utf-8").startswith("since,until,duration_s,cause")


def test_without_qt_the_sentence_names_the_other_forms(netmon: Netmon, tmp_path: Path) -> None:
    (tmp_path / "PySide6").mkdir()
    (tmp_path / "PySide6" / "__init__.py").write_text(
        "raise ImportError('libEGL.so.1: cannot open shared object file')"
    )
    broken = {"PYTHONPATH": os.pathsep.join((str(tmp_path), netmon.environ["PYTHONPATH"]))}
    said = netmon("report", "outages", str(tmp_path / "month.pdf"), code=1, environ=broken).stderr
    assert "libEGL.so.1" in said
    assert ".csv or .json" in said
    assert not list(tmp_path.glob("*month*"))


def test_a_file_that_cannot_be_written_leaves_nothing_behind(netmon: Netmon, tmp_path: Path) -> None:
    assert "must end in" in netmon("report", "outages", "month.txt", code=2).stderr
    there = tmp_path / "there.json"
    there.write_text("mine")
    assert "exists already" in netmon("report", "outages", str(there), code=1).stderr
    assert there.read_text() == "mine"
    for name in ("no/folder/x.json", "no/folder/x.pdf"):
        assert "cannot be written" in netmon("report", "usage", str(tmp_path / name), code=1).stderr
    assert "cannot be written" in netmon("report", "usage", f"/dev/{os.getpid()}/x.csv", code=1).stderr
    assert not list(tmp_path.rglob("*.tmp"))


def test_a_page_that_finds_no_room_is_no_report(tmp_path: Path) -> None:
    page = Page("Outages", "of a month", (), ()).to_text()
    words = [sys.executable, "-c", CALL, "--render-report", "/dev/full", "de"]
    done = subprocess.run(
        words, env=Netmon(tmp_path).environ, input=page, text=True, stderr=subprocess.PIPE, check=False
    )
    assert done.returncode == 1
    assert "cannot be written: No space left on device." in done.stderr


def test_status_tells_of_outages(netmon: Netmon) -> None:
    assert netmon.json("status")["outages"]["current"] is None

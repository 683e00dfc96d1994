"""What of the history a quota counts."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from netmon_tray.settings.schema import Quota as Rules
from netmon_tray.store.database import Database
from netmon_tray.store.history import History, Minute, NetworkFlags
from netmon_tray.store.usage import quota_now

AUCKLAND = ZoneInfo("Pacific/Auckland")
NOW = datetime(2026, 11, 16, 12, tzinfo=AUCKLAND)
NOW_UNIX_MS = int(NOW.timestamp()) * 1000
RULES = replace(Rules(), bytes=10_000)


def localtime(unix_s: float) -> time.struct_time:
    return datetime.fromtimestamp(unix_s, AUCKLAND).timetuple()


def minute(key: str, rx_bytes: int, at: datetime = NOW, **more: int) -> Minute:
    return Minute(int(at.timestamp()), key, key[3:], key[:2], rx_bytes, 1, **more)  # type: ignore[arg-type]


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    with Database.open(tmp_path) as database:
        history = History(database, localtime)
        history.add_minute(minute("wi:Cafe", 100))
        history.add_minute(minute("mo:Op", 1000, rx_roaming_bytes=300, tx_roaming_bytes=1))
        history.add_minute(minute("et:Office", 5000))
        yield history


@pytest.mark.parametrize(
    ("counts", "network", "used"),
    [
        ("all", "", 6103),
        ("wifi", "", 101),
        ("mobile", "", 1001),
        ("roaming", "", 301),
        ("all", "Cafe", 101),
        ("all", "et:Office", 5001),
        ("mobile", "Cafe", 0),
        ("all", "Corner bar", 101),
    ],
)
def test_what_counts(history: History, counts: str, network: str, used: int) -> None:
    if network == "Corner bar":
        history.set_flags("wi:Cafe", NetworkFlags(alias="Corner bar"))
    rules = replace(RULES, counts=counts, network=network)  # type: ignore[arg-type]
    quota = quota_now(history, rules, NOW_UNIX_MS)
    assert quota is not None
    assert quota.used_bytes == used


def test_a_period_begins_with_the_calendar_of_this_machine(history: History) -> None:
    first = datetime(2026, 11, 1, 0, 0, tzinfo=AUCKLAND)
    history.add_minute(minute("wi:Cafe", 10_000, first))
    history.add_minute(minute("wi:Cafe", 900_000, first - timedelta(minutes=1)))
    quota = quota_now(history, RULES, NOW_UNIX_MS)
    assert quota is not None
    assert quota.used_bytes == 6103 + 10_001
    assert first.astimezone(UTC).day == 31, "else this would show nothing"


def test_without_a_limit_there_is_no_quota(history: History) -> None:
    assert quota_now(history, Rules(), NOW_UNIX_MS) is None

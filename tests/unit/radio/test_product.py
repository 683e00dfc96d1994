"""What the laboratory sees of the installation under test."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from netmon_tray.model import RecordEvent
from netmon_tray.store.connection_log import ConnectionLog
from netmon_tray.store.database import Database
from radio.lab.commands import WARM
from radio.lab.product import Newest, Product
from support.store_records import LOCAL, PAYLOAD, record

EVENTS = (RecordEvent.ESTABLISHED, RecordEvent.MAINTAINED, RecordEvent.TERMINATED)


@pytest.fixture
def product(tmp_path: Path) -> Product:
    return Product(tmp_path, tmp_path)


def test_what_is_waited_for_is_read_beside_the_agent(product: Product) -> None:
    with Database.open(product.data_dir) as database:
        log = ConnectionLog(database)
        assert product.newest() == Newest()
        made = [record(number, event) for number, event in enumerate(EVENTS)]
        ids = [log.append(one, PAYLOAD, LOCAL) for one in made]
        assert product.newest() == Newest(ids[-1], "terminated", "wlan0")
        assert product.events(0) == [
            ("established", made[0].attachment_uuid),
            ("terminated", made[2].attachment_uuid),
        ]
        assert product.events(ids[0]) == [("terminated", made[2].attachment_uuid)]


def test_older_records_are_not_asked_for(product: Product, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(product, "newest", lambda: Newest(90))
    monkeypatch.setattr(product, "netmon", lambda *words: asked.extend(words) or json.dumps([{"id": 91}, {"id": 80}]))
    assert product.records(80) == [{"id": 91}]
    assert asked == ["log", "--json", "--limit", "20"]


def test_commands_that_are_kept_warm_say_and_end_as_others_do() -> None:
    calls = [["--version"], ["status", "--nonsense"]]
    told = subprocess.run(
        [sys.executable, WARM],
        input="".join(f"{json.dumps(words)}\n" for words in calls),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    for words, line in zip(calls, told.stdout.splitlines(), strict=True):
        cold = subprocess.run(
            [sys.executable, "-m", "netmon_tray", *words], capture_output=True, text=True, timeout=60, check=False
        )
        assert json.loads(line) == {"code": cold.returncode, "printed": cold.stdout, "complained": cold.stderr}

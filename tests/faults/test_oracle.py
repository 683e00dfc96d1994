"""The judge itself: it must see each kind of broken promise, and none where all were kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from faults.oracle import Judgement, judge
from netmon_tray.model import ConnectionRecord
from netmon_tray.store.connection_log import ConnectionLog
from netmon_tray.store.database import Database
from netmon_tray.store.outbox import Outbox
from support.samples import T0_UNIX_MS
from support.store_records import LOCAL, PAYLOAD, record


class Installation:
    """A database and a Gate's journal, filled by hand."""

    def __init__(self, folder: Path) -> None:
        self.data_dir, self.journal = folder / "data", folder / "accepted.ndjson"
        self.database = Database.open(self.data_dir)
        self.outbox = Outbox(self.database)
        self.promised: list[str] = []

    def append(self) -> ConnectionRecord:
        made = record()
        ConnectionLog(self.database).append(made, PAYLOAD, LOCAL)
        self.promised.append(made.record_uuid)
        return made

    def take(self, name: str, payload: str = PAYLOAD) -> None:
        with self.journal.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"key": name, "record": json.loads(payload)}) + "\n")

    def send_oldest(self) -> None:
        claimed = self.outbox.claim_oldest(T0_UNIX_MS)
        assert claimed is not None
        self.outbox.acknowledge(claimed.id, 201, T0_UNIX_MS)

    def judged(self) -> Judgement:
        self.database.close()
        return judge(self.promised, self.journal, self.data_dir)


@pytest.fixture
def place(tmp_path: Path) -> Installation:
    return Installation(tmp_path)


def test_kept_promises_are_sound(place: Installation) -> None:
    name = place.append().record_uuid
    place.append()
    place.send_oldest()
    place.take(name)
    judgement = place.judged()
    assert judgement.is_sound
    assert (judgement.promised, judgement.arrived, judgement.duplicated) == (2, 1, 0)


def test_a_record_that_is_nowhere_is_lost(place: Installation) -> None:
    place.append()
    place.promised.append("gone")
    judgement = place.judged()
    assert judgement.lost == ("gone",)
    assert not judgement.is_sound


def test_a_record_that_the_ledger_counts_is_not_lost(place: Installation) -> None:
    place.promised.append("fell out of the ring")
    place.outbox.note_never_saved(1, T0_UNIX_MS)
    assert place.judged().lost == ()


def test_a_second_copy_needs_a_reason(place: Installation) -> None:
    name = place.append().record_uuid
    place.take(name)
    place.take(name)
    judgement = place.judged()
    assert (judgement.duplicated, judgement.unexplained) == (1, (name,))


def test_a_doubt_on_the_row_is_a_reason(place: Installation) -> None:
    name = place.append().record_uuid
    place.outbox.claim_oldest(T0_UNIX_MS)
    place.outbox.recover(T0_UNIX_MS)  # what was in flight when a process was killed
    place.take(name)
    place.take(name)
    judgement = place.judged()
    assert judgement.is_sound
    assert judgement.duplicated == 1


def test_sent_without_a_journal_line_is_invented(place: Installation) -> None:
    name = place.append().record_uuid
    place.send_oldest()
    assert place.judged().invented == (name,)


def test_another_content_is_altered(place: Installation) -> None:
    name = place.append().record_uuid
    place.take(name, PAYLOAD.replace('"inbytes":1', '"inbytes":2'))
    assert place.judged().altered == (name,)

"""Who records into a data directory, and what is said when nobody can."""

from __future__ import annotations

from pathlib import Path

import pytest

from netmon_tray.storage import Storage
from netmon_tray.store.errors import StoreError
from support.store_records import fill


def opened(data_dir: Path) -> Storage:
    storage = Storage(data_dir)
    storage.open()
    return storage


def test_the_first_is_the_agent_and_the_second_observes_until_it_can_take_over(tmp_path: Path) -> None:
    first, second = opened(tmp_path), opened(tmp_path)
    assert (first.is_ready, first.holder) == (True, None)
    assert (second.is_ready, second.is_agent) == (False, False)
    assert second.holder is not None
    assert second.stores is not None
    assert not second.stores.database.is_writable
    first.close()
    second.open()
    assert second.is_ready
    assert second.holder is None
    assert second.stores.database.is_writable
    second.close()


def test_an_observer_leaves_wishes_for_the_agent(tmp_path: Path) -> None:
    first, second = opened(tmp_path), opened(tmp_path)
    second.ask("pause", "123")
    assert first.stores is not None
    assert [(wish.verb, wish.argument) for wish in first.stores.state.open_requests()] == [("pause", "123")]
    first.close()
    second.close()


def test_a_person_can_change_records_whoever_records(tmp_path: Path) -> None:
    first, second = opened(tmp_path), opened(tmp_path)
    assert first.stores is not None
    fill(first.stores.database, 2)
    for record_id, storage in ((1, first), (2, second)):
        with storage.writing() as stores:
            assert stores.outbox.drop([record_id], 0) == 1
    assert first.stores.outbox.counts().dropped == 2
    first.fail(StoreError("full", "The disk is full."))
    with pytest.raises(StoreError, match="full"), first.writing():
        pass
    first.close()
    second.close()


def test_a_place_that_cannot_be_used_is_a_problem_in_words_and_passes(tmp_path: Path) -> None:
    place = tmp_path / "data"
    place.write_text("a file is in the way", "utf-8")
    storage = opened(place)
    assert not storage.is_ready
    assert storage.problem is not None
    assert storage.problem.title
    assert storage.problem.advice
    place.unlink()
    storage.open()
    assert storage.is_ready
    assert storage.problem is None
    storage.close()


def test_the_privacy_key_stays_with_the_directory(tmp_path: Path) -> None:
    storage = opened(tmp_path)
    key = storage.privacy_key()
    assert len(key) == 32
    storage.close()
    again = opened(tmp_path)
    assert again.privacy_key() == key
    again.close()

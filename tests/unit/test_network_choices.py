"""What a person says about a network: kept at once, and the backlog follows."""

from __future__ import annotations

from pathlib import Path

import pytest

from netmon_tray import choices
from netmon_tray.storage import opened
from netmon_tray.store.history import NetworkFlags
from netmon_tray.store.never_upload import UnknownNetworkError

KEY = "wi:Cafe-5G"


def test_flags_are_kept_and_the_others_stay(tmp_path: Path) -> None:
    with opened(tmp_path, writable=True) as stores:
        stores.history.note_network(KEY, "Cafe-5G", "wi", 1_795_356_000)
        said = NetworkFlags("Corner", is_trusted=True, is_metered=False)
        assert choices.describe_network(stores, KEY, said) == 0
        assert stores.history.flags(KEY) == said
        forbidden = NetworkFlags("Corner", is_trusted=True, is_metered=False, never_upload=True)
        choices.describe_network(stores, KEY, forbidden)
        assert stores.history.flags(KEY) == forbidden
        choices.describe_network(stores, KEY, said)
        assert stores.history.flags(KEY) == said


def test_a_network_that_was_never_seen_is_refused(tmp_path: Path) -> None:
    with opened(tmp_path, writable=True) as stores, pytest.raises(UnknownNetworkError):
        choices.describe_network(stores, KEY, NetworkFlags())

"""What a process that holds the data directory says of itself, and when that is believed."""

from __future__ import annotations

import os

import pytest

from netmon_tray import holder

HERE = f"netmon (process {os.getpid()})"


def test_only_what_the_holder_itself_stored_is_believed() -> None:
    text = holder.to_text(started_unix_ms=1, only_sends=True)
    assert holder.only_sends(text, HERE)
    assert not holder.only_sends(text, "netmon (process 1)")
    assert not holder.only_sends(text, None)
    assert not holder.only_sends(holder.to_text(started_unix_ms=1), HERE)


@pytest.mark.parametrize("text", [None, "", "{broken", "[]", '"text"', "{}", '{"only_sends": 1}'])
def test_what_cannot_be_read_is_an_agent_like_any_other(text: str | None) -> None:
    assert not holder.only_sends(text, HERE)

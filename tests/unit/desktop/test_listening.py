"""What no system tells is listened to by nobody."""

from __future__ import annotations

import sys

import pytest

from netmon_tray import desktop


@pytest.mark.skipif(sys.platform == "win32", reason="there the end of a session is no signal")
def test_the_end_of_a_session_is_sigterm_where_signals_are() -> None:
    assert desktop.hold_session_end() is None

"""A signal ends the event loop at once, without a timer that polls for it."""

from __future__ import annotations

import os
import signal

import pytest
from pytestqt.qtbot import QtBot

from netmon_tray.gui.stop_signals import StopSignals


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_is_heard_while_nothing_else_happens(qtbot: QtBot, number: signal.Signals) -> None:
    before = signal.getsignal(number)
    signals = StopSignals()
    try:
        with qtbot.waitSignal(signals.asked, timeout=3000):
            os.kill(os.getpid(), number)
        assert signal.getsignal(number) == signal.SIG_DFL, "a second one ends the process"
    finally:
        signals.close()
    assert signal.getsignal(number) == before


def test_the_signals_are_given_back(qtbot: QtBot) -> None:
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    signals = StopSignals()
    signals.close()
    assert {number: signal.getsignal(number) for number in before} == before
    assert signal.set_wakeup_fd(-1) == -1

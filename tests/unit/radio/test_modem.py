"""The modem's own end: what it answers, reports and does when a number is dialled; what the daemons read of it."""

from __future__ import annotations

import configparser
import os
import pty
import threading
from collections.abc import Callable, Iterator

import pytest

from radio.lab.modem import CONTROL, DATA, PLAN, PLAN_FILE, RULES
from radio.machine.qemu import MODEM_CABLES
from support.at_modem import HOME, NR, ROAMING, SEARCHING, UTRAN, AtModem, SerialLine, Serving


class Terminal:
    """A serial cable's near end; the modem is at the other one."""

    def __init__(self, modem: AtModem, *call: str) -> None:
        self._near, far = pty.openpty()
        self.line = SerialLine(os.ttyname(far), call)
        os.close(far)
        self._thread = threading.Thread(target=modem.talk, args=(self.line,), daemon=True)
        self._thread.start()

    def say(self, command: str) -> None:
        os.write(self._near, f"{command}\r".encode())

    def hear(self, end: str) -> str:
        heard = ""
        while not heard.endswith(f"{end}\r\n"):
            heard += os.read(self._near, 1024).decode()
        return heard

    def ask(self, command: str) -> str:
        self.say(command)
        return self.hear("OK").strip().removesuffix("OK").strip()

    def close(self) -> None:
        self.line.close()
        self._thread.join(5)
        assert not self._thread.is_alive()
        os.close(self._near)


@pytest.fixture
def modem() -> AtModem:
    return AtModem()


@pytest.fixture
def terminal(modem: AtModem) -> Iterator[Terminal]:
    terminal = Terminal(modem, "true")
    yield terminal
    terminal.close()


def test_the_network_is_told_in_both_formats(modem: AtModem, terminal: Terminal) -> None:
    modem.serving = Serving(ROAMING, operator_name="Fjordtel", operator_code="001010")
    terminal.ask("AT+COPS=3,2")
    assert terminal.ask("AT+COPS?") == '+COPS: 0,2,"001010",7'
    terminal.ask("AT+COPS=3,0")
    assert terminal.ask("AT+COPS?") == '+COPS: 0,0,"Fjordtel",7'


def test_a_move_is_reported_unasked_and_then_answered(modem: AtModem, terminal: Terminal) -> None:
    terminal.ask("AT")
    modem.move(Serving(HOME, technology=UTRAN, cell="1D00D"))
    told = '1,"1A2B","1D00D",2'
    reports = [line for line in terminal.hear("+CEREG: 0").split("\r\n") if line]
    assert reports == [f"+CREG: {told}", f"+CGREG: {told}", "+CEREG: 0"]
    assert terminal.ask("AT+CREG?") == f"+CREG: 2,{told}"


def test_without_a_network_there_is_no_operator_cell_or_level(modem: AtModem, terminal: Terminal) -> None:
    modem.serving = Serving(SEARCHING)
    assert terminal.ask("AT+COPS?") == "+COPS: 0"
    assert terminal.ask("AT+CEREG?") == "+CEREG: 2,2"
    assert terminal.ask("AT+CESQ") == "+CESQ: 99,99,255,255,255,255"


@pytest.mark.parametrize(
    ("technology", "levels"), [(7, "255,255,20,60"), (UTRAN, "40,30,255,255"), (NR, "255,255,255,255")]
)
def test_levels_are_those_of_the_technology(modem: AtModem, terminal: Terminal, technology: int, levels: str) -> None:
    modem.serving = Serving(technology=technology)
    assert terminal.ask("AT+CESQ") == f"+CESQ: 99,99,{levels}"
    assert (modem.rsrp_dbm, modem.rsrq_db) == (-81.0, -10.0)


def test_a_call_lasts_as_long_as_its_program(terminal: Terminal) -> None:
    terminal.say("ATD*99***1#")
    assert terminal.hear("NO CARRIER").split("\r\n") == ["", "CONNECT", "", "NO CARRIER", ""]
    assert not terminal.line.is_calling
    assert terminal.ask("AT") == ""


def test_the_network_may_hang_up(modem: AtModem, eventually: Callable[..., object]) -> None:
    terminal = Terminal(modem, "sh", "-c", "exec sleep 60")
    terminal.say("ATD*99#")
    terminal.hear("CONNECT")
    eventually(lambda: terminal.line.is_calling)
    terminal.line.hang_up()
    terminal.hear("NO CARRIER")
    terminal.close()


def test_the_emulators_cables_are_the_ones_that_udev_and_the_modem_know() -> None:
    assert MODEM_CABLES == (CONTROL, DATA)
    assert f'ATTRS{{serial}}=="{CONTROL}|{DATA}", ENV{{ID_MM_DEVICE_PROCESS}}="1"' in RULES


def test_the_profile_does_not_dial_by_itself() -> None:
    read = configparser.ConfigParser()
    read.read_string(PLAN_FILE)
    assert (read["connection"]["id"], read["connection"]["autoconnect"]) == (PLAN, "false")
    assert read["gsm"]["number"] == "*99#"

"""A simulated modem: answers the AT commands of ModemManager's generic plugin, on sockets or on serial ports."""

from __future__ import annotations

import contextlib
import os
import select
import socket
import subprocess
import termios
import threading
import tty
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

_ANSWERS = {
    "AT+GCAP": "+GCAP: +CGSM,+DS,+ES",
    "AT+WS46=?": "+WS46: (12,22,25,28,29)",
    "AT+CGMI": "Lab",
    "AT+CGMM": "FakeLTE",
    "AT+CGMR": "1.0",
    "AT+CGSN": "123456789012347",
    "AT+CIMI": "001010123456789",
    "AT+CCID?": '+CCID: "89860000000000000001"',
    "AT+CPIN?": "+CPIN: READY",
    "AT+CFUN?": "+CFUN: 1",
    "AT+CLCK=?": '+CLCK: ("SC","AO","PN")',
    "AT+CRSM=176,12258,0,0,10": '+CRSM: 144,0,"98680000000000000010"',
    "AT+CRSM=176,28589,0,0,4": '+CRSM: 144,0,"00000002"',
    'AT+CLCK="SC",2': "+CLCK: 0",
    'AT+CLCK="PN",2': "+CLCK: 0",
    "AT+CEREG=?": "+CEREG: (0-2)",
    "AT+CSCS=?": '+CSCS: ("IRA")',
    "AT+CSCS?": '+CSCS: "IRA"',
    "AT+CGDCONT=?": '+CGDCONT: (1-16),"IP",,,(0),(0)\r\n+CGDCONT: (1-16),"IPV6",,,(0),(0)',
    "AT+CGDCONT?": '+CGDCONT: 1,"IP","internet","",0,0',
    "AT+CIND=?": '+CIND: ("signal",(0-5)),("service",(0,1)),("roam",(0,1))',
    "AT+CIND?": "+CIND: 4,1,0",
    "AT+CMER=?": "+CMER: (0-3),(0),(0),(0-1),(0)",
    "AT+CESQ=?": "+CESQ: (0-63,99),(0-7,99),(0-96,255),(0-49,255),(0-34,255),(0-97,255)",
    "AT+CGACT?": "+CGACT: 1,0",
    "AT+CSMS?": "+CSMS: 0,1,1,1",
    "AT+CUSD=?": "+CUSD: (0-2)",
    "AT%IPSYS?": "",  # asked three times where it is an error, which takes nine seconds
}
_OK = ("AT", "ATE0", "ATV1", "AT+CMEE=1", "ATX4", "AT&C1", "ATZ", "AT+IFC=1,1", "ATZ E0 V1", "AT+CFUN=1", "AT+CFUN=4",
       "AT+CREG=2", "AT+CGREG=2", "AT+CEREG=2", "AT+CREG=0", "AT+CGREG=0", "AT+CEREG=0", "AT+COPS=3,0", "AT+COPS=3,2",
       "AT+COPS=0", "AT+COPS=0,,", 'AT+CSCS="IRA"', "ATH")  # fmt: skip
_OK_WITH_ANY_VALUE = ("AT+CGDCONT=", "AT+CGACT=")
"""Not AT+CMER=: ModemManager would wait for reports of the signal, which never come, and not ask any more."""
_DATA_CALL = "ATD*99"
_DOMAINS = ("CREG", "CGREG", "CEREG")

HOME, SEARCHING, DENIED, ROAMING = 1, 2, 3, 5
"""Registration states of +CREG and its kin (3GPP TS 27.007, 7.2)."""
UTRAN, LTE, NR = 2, 7, 11
"""Access technologies of +COPS, +CREG and their kin (3GPP TS 27.007, 7.3)."""
_NOT_MEASURED = 255


@dataclass(frozen=True, slots=True)
class Serving:
    """The network that the modem is on, as it reports it."""

    state: int = HOME
    technology: int = LTE
    area: str = "1A2B"
    """Tracking or location area, hexadecimal."""
    cell: str = "0C0FFEE"
    """Cell identity, hexadecimal."""
    operator_name: str = "LabTel"
    operator_code: str = "00101"

    @property
    def is_registered(self) -> bool:
        """Whether there is a network at all."""
        return self.state in (HOME, ROAMING)

    def report(self, domain: str) -> str:
        """What +CREG, +CGREG or +CEREG say: LTE and 5G are all three's, 3G has no evolved packet service."""
        state = 0 if domain == "CEREG" and self.technology == UTRAN else self.state
        return f'{state},"{self.area}","{self.cell}",{self.technology}' if self.is_registered and state else str(state)


class Line(Protocol):
    """Where commands come from and answers go to."""

    def read(self) -> bytes:
        """Wait for octets; none at the end of the line."""

    def write(self, octets: bytes) -> None:
        """Send octets."""

    def connect(self) -> None:
        """Be a data call until either side hangs up."""


class AtModem:
    """What the modem knows and answers; ``serving`` and the levels may change while it runs."""

    def __init__(self) -> None:
        self.rssi_step = 25
        """+CSQ: -113 dBm + 2 dB a step."""
        self.rsrq_step, self.rsrp_step = 20, 60
        """+CESQ on LTE: -20 dB + 0.5 dB a step, -141 dBm + 1 dB a step (3GPP TS 27.007)."""
        self.ecno_step, self.rscp_step = 30, 40
        """+CESQ on 3G: -24.5 dB + 0.5 dB a step, -121 dBm + 1 dB a step."""
        self.serving = Serving()
        self._has_numeric_operator = False
        self._reported: list[Line] = []

    @property
    def rsrp_dbm(self) -> float:
        """What the step stands for."""
        return self.rsrp_step - 141.0

    @property
    def rsrq_db(self) -> float:
        """What the step stands for."""
        return self.rsrq_step / 2 - 20.0

    def move(self, serving: Serving) -> None:
        """Be on another network, cell or technology, and report it unasked."""
        self.serving = serving
        report = "".join(f"\r\n+{domain}: {serving.report(domain)}\r\n" for domain in _DOMAINS)
        for line in self._reported:
            line.write(report.encode())

    def roam(self) -> None:
        """Register with a foreign network."""
        self.move(replace(self.serving, state=ROAMING))

    def talk(self, line: Line, *, has_reports: bool = True) -> None:
        """Answer on a line until it ends; ``has_reports`` sends unasked reports there too."""
        if has_reports:
            self._reported.append(line)
        pending = b""
        with contextlib.suppress(OSError):
            while octets := line.read():
                *commands, pending = (pending + octets).split(b"\r")
                for command in filter(None, (command.strip().decode("ascii", "replace") for command in commands)):
                    self._obey(command, line)
        if has_reports:
            self._reported.remove(line)

    def _obey(self, command: str, line: Line) -> None:
        if command.startswith(_DATA_CALL):
            line.write(b"\r\nCONNECT\r\n")
            line.connect()
            line.write(b"\r\nNO CARRIER\r\n")
        else:
            line.write(self._answer(command).encode())

    def _answer(self, command: str) -> str:
        if command.startswith("AT+COPS=3,"):
            self._has_numeric_operator = command.endswith("2")
        told = {**_ANSWERS, **self._registration(), **self._levels()}.get(command)
        if told is not None:
            return f"\r\n{told}\r\n\r\nOK\r\n" if told else "\r\nOK\r\n"
        return "\r\nOK\r\n" if command in _OK or command.startswith(_OK_WITH_ANY_VALUE) else "\r\nERROR\r\n"

    def _registration(self) -> dict[str, str]:
        serving = self.serving
        operator = f'2,"{serving.operator_code}"' if self._has_numeric_operator else f'0,"{serving.operator_name}"'
        return {
            "AT+COPS?": f"+COPS: 0,{operator},{serving.technology}" if serving.is_registered else "+COPS: 0",
            **{f"AT+{domain}?": f"+{domain}: 2,{serving.report(domain)}" for domain in _DOMAINS},
        }

    def _levels(self) -> dict[str, str]:
        is_3g, is_lte = (self.serving.is_registered and self.serving.technology == one for one in (UTRAN, LTE))
        measured = [
            *((self.rscp_step, self.ecno_step) if is_3g else (_NOT_MEASURED, _NOT_MEASURED)),
            *((self.rsrq_step, self.rsrp_step) if is_lte else (_NOT_MEASURED, _NOT_MEASURED)),
        ]
        return {
            "AT+CSQ": f"+CSQ: {self.rssi_step},99",
            "AT+CESQ": f"+CESQ: 99,99,{','.join(map(str, measured))}",
        }


class _SocketLine:
    """A connection to an abstract Unix socket, as ModemManager's test profiles make it; it has no data calls."""

    def __init__(self, peer: socket.socket) -> None:
        self._peer = peer

    def read(self) -> bytes:
        """See Line."""
        return self._peer.recv(1024)

    def write(self, octets: bytes) -> None:
        """See Line."""
        self._peer.sendall(octets)

    def connect(self) -> None:
        """See Line."""


class SocketModem(AtModem):
    """Listens at ``port``, an abstract Unix socket as ModemManager's test profiles name it."""

    def __init__(self, port: str) -> None:
        super().__init__()
        self.port = port
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind("\0" + port)
        self._listener.listen()
        self._thread = threading.Thread(target=self._serve, name="at-modem", daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                peer, _ = self._listener.accept()
                threading.Thread(target=self._hear, args=(peer,), name="at-modem-peer", daemon=True).start()

    def _hear(self, peer: socket.socket) -> None:
        with peer:
            self.talk(_SocketLine(peer))

    def stop(self) -> None:
        """Stop listening."""
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(5)


@contextlib.contextmanager
def at_modem(port: str) -> Iterator[SocketModem]:
    """A simulated modem that stops at the end."""
    modem = SocketModem(port)
    try:
        yield modem
    finally:
        modem.stop()


class SerialLine:
    """A serial port of the modem's side.

    Args:
        device: such as /dev/ttyUSB1.
        call: program that is a data call, with the device as its last word; the call lasts as long as it runs.
    """

    def __init__(self, device: str, call: Sequence[str] = ()) -> None:
        self._call = (*call, device)
        self._calling: subprocess.Popen[bytes] | None = None
        self._port = os.open(device, os.O_RDWR | os.O_NOCTTY | os.O_CLOEXEC)
        self._closing = os.eventfd(0)
        tty.setraw(self._port)
        termios.tcflush(self._port, termios.TCIOFLUSH)

    @property
    def is_calling(self) -> bool:
        """Whether a data call is under way."""
        return self._calling is not None

    def read(self) -> bytes:
        """Wait for octets; none at the end of the line."""
        ready, _, _ = select.select([self._port, self._closing], [], [])
        if self._closing not in ready:
            return os.read(self._port, 1024)
        os.close(self._port)
        os.close(self._closing)
        return b""

    def write(self, octets: bytes) -> None:
        """Send octets."""
        os.write(self._port, octets)

    def connect(self) -> None:
        """Be a data call until its program ends, by itself or by ``hang_up``."""
        settings = termios.tcgetattr(self._port)
        self._calling = subprocess.Popen(self._call, stdin=subprocess.DEVNULL)
        self._calling.wait()
        self._calling = None
        termios.tcsetattr(self._port, termios.TCSANOW, settings)

    def hang_up(self) -> None:
        """End a data call that is under way, as a network does that drops it."""
        if self._calling:
            self._calling.terminate()

    def close(self) -> None:
        """Give the port back; whoever reads from it comes to the end of the line."""
        self.hang_up()
        os.eventfd_write(self._closing, 1)

"""A simulated LTE modem: answers the AT commands of ModemManager's generic plugin on an abstract Unix socket."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator

_OK = ("AT", "ATE0", "ATV1", "AT+CMEE=1", "ATX4", "AT&C1", "ATZ", "AT+IFC=1,1", "ATZ E0 V1", "AT+CFUN=1", "AT+CFUN=4",
       "AT+CREG=2", "AT+CGREG=2", "AT+CEREG=2", "AT+CREG=0", "AT+CGREG=0", "AT+CEREG=0", "AT+COPS=3,0", "AT+COPS=3,2",
       "AT+COPS=0", "AT+COPS=0,,", 'AT+CSCS="IRA"')  # fmt: skip
_CELL = '"1A2B","0C0FFEE",7'
_REGISTRATION = f"2,{{registration}},{_CELL}"
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
    "AT+CREG?": f"+CREG: {_REGISTRATION}",
    "AT+CGREG?": f"+CGREG: {_REGISTRATION}",
    "AT+CEREG?": f"+CEREG: {_REGISTRATION}",
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
}


class AtModem:
    """Listens at ``port`` (as ModemManager's test profiles name it); the radio can be changed while it runs."""

    def __init__(self, port: str) -> None:
        self.rssi_step = 25
        """+CSQ: -113 dBm + 2 dB a step."""
        self.rsrq_step, self.rsrp_step = 20, 60
        """+CESQ: -20 dB + 0.5 dB a step, -141 dBm + 1 dB a step (3GPP TS 27.007)."""
        self.port = port
        self._registration = 1
        self._operator = '0,"LabTel"'
        self._peers: list[socket.socket] = []
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind("\0" + port)
        self._listener.listen()
        self._thread = threading.Thread(target=self._serve, name="at-modem", daemon=True)
        self._thread.start()

    def roam(self) -> None:
        """Register with a foreign network and report it unasked (status 5)."""
        self._registration = 5
        report = "".join(f"\r\n+{domain}: 5,{_CELL}\r\n" for domain in ("CREG", "CGREG", "CEREG"))
        for peer in self._peers:
            peer.sendall(report.encode())

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                peer, _ = self._listener.accept()
                self._peers.append(peer)
                threading.Thread(target=self._talk, args=(peer,), name="at-modem-peer", daemon=True).start()

    def _talk(self, peer: socket.socket) -> None:
        pending = b""
        with peer, contextlib.suppress(OSError):
            while octets := peer.recv(1024):
                *commands, pending = (pending + octets).split(b"\r")
                for command in filter(None, (command.strip().decode() for command in commands)):
                    peer.sendall(self._answer(command).encode())
        self._peers.remove(peer)

    def _answer(self, command: str) -> str:
        if command.startswith("AT+COPS=3,"):
            self._operator = '2,"00101"' if command.endswith("2") else '0,"LabTel"'
        measured = {
            "AT+CSQ": f"+CSQ: {self.rssi_step},99",
            "AT+CESQ": f"+CESQ: 99,99,255,255,{self.rsrq_step},{self.rsrp_step}",
            "AT+COPS?": f"+COPS: 0,{self._operator},7",
        }
        answer = measured.get(command) or _ANSWERS.get(command)
        if answer is not None:
            return f"\r\n{answer.replace('{registration}', str(self._registration))}\r\n\r\nOK\r\n"
        return "\r\nOK\r\n" if command in _OK else "\r\nERROR\r\n"

    def stop(self) -> None:
        """Stop listening."""
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(5)


@contextlib.contextmanager
def at_modem(port: str) -> Iterator[AtModem]:
    """A simulated modem that stops at the end."""
    modem = AtModem(port)
    try:
        yield modem
    finally:
        modem.stop()

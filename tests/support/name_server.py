"""A name server that answers when it likes: one address for every name, each answer as late as wanted (RFC 1035)."""

from __future__ import annotations

import socket
import struct
import threading
from typing import Self

MOST_BYTES = 4096
_HEADER = struct.Struct("!6H")
_QUESTION = struct.Struct("!HH")
_ADDRESS = 1
"""QTYPE A; for all others there is a name, and no such record."""
_ANSWER = 0x8180
"""A response, recursion desired and available, no error."""
_NO_SUCH_NAME = _ANSWER | 3
_NAME_OF_QUESTION = 0xC00C


class NameServer:
    """Listens on UDP port 53 of ``address``, in the network that it is made in; a context manager.

    Attributes:
        delay_s: how late each answer is; it may be changed at any time.
        questions: how many were asked so far.
        names: the addresses of the names that exist; None for one address, its own, for every name.
    """

    def __init__(self, address: str, *, delay_s: float = 0.0, names: dict[str, str] | None = None) -> None:
        self.delay_s, self.questions, self.names = delay_s, 0, names
        self._address = address
        self._closing = threading.Event()
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind((address, 53))
        self._socket.settimeout(0.2)
        self._threads = [threading.Thread(target=self._listen, name="name-server", daemon=True)]
        self._threads[0].start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._closing.set()
        for thread in self._threads:
            thread.join()
        self._socket.close()

    def _listen(self) -> None:
        while not self._closing.is_set():
            try:
                message, sender = self._socket.recvfrom(MOST_BYTES)
            except TimeoutError:
                continue
            self.questions += 1
            thread = threading.Thread(target=self._reply, args=(self._answer(message), sender), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _answer(self, message: bytes) -> bytes:
        return answer(message, self._address if self.names is None else self.names.get(asked_name(message)))

    def _reply(self, reply: bytes, sender: tuple[str, int]) -> None:
        if not self._closing.wait(self.delay_s):
            self._socket.sendto(reply, sender)


def asked_name(message: bytes) -> str:
    """The name in a message with one question."""
    labels, at = [], _HEADER.size
    while length := message[at]:
        labels.append(message[at + 1 : at + 1 + length].decode("ascii"))
        at += 1 + length
    return ".".join(labels)


def answer(message: bytes, address: str | None) -> bytes:
    """The answer to a message with one question; without an address there is no such name."""
    (number, *_) = _HEADER.unpack_from(message)
    end = message.index(0, _HEADER.size) + 1 + _QUESTION.size
    kind, _ = _QUESTION.unpack_from(message, end - _QUESTION.size)
    has_address = kind == _ADDRESS and address is not None
    head = _HEADER.pack(number, _ANSWER if address is not None else _NO_SUCH_NAME, 1, int(has_address), 0, 0)
    found = struct.pack("!HHHIH4s", _NAME_OF_QUESTION, _ADDRESS, 1, 0, 4, socket.inet_aton(address or "0.0.0.0"))
    return head + message[_HEADER.size : end] + (found if has_address else b"")

"""Records what the kernel tells of links and routes while something happens, in the form of tests/captures."""

from __future__ import annotations

import json
import socket
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Self

GROUPS = 1 << 0 | 1 << 6
"""RTMGRP_LINK and RTMGRP_IPV4_ROUTE of <linux/rtnetlink.h>."""
_NETLINK_ROUTE = 0
_RECEIVE_BYTES = 65_536
_PATIENCE_S = 0.5


class Notifications:
    """A context manager: what is heard inside is in ``file`` afterwards, as ``{events: [{at_s, hex}]}``."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._events: list[dict[str, object]] = []
        self._is_over = threading.Event()
        self._kernel = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, _NETLINK_ROUTE)
        self._thread = threading.Thread(target=self._listen, daemon=True)

    def __enter__(self) -> Self:
        self._kernel.bind((0, GROUPS))
        self._kernel.settimeout(_PATIENCE_S)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._is_over.set()
        self._thread.join()
        self._kernel.close()
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._file.write_text(json.dumps({"events": self._events}, indent=0) + "\n")

    def _listen(self) -> None:
        begun = time.monotonic()
        while not self._is_over.is_set():
            try:
                heard = self._kernel.recv(_RECEIVE_BYTES)
            except TimeoutError:
                continue
            self._events.append({"at_s": round(time.monotonic() - begun, 3), "hex": heard.hex()})

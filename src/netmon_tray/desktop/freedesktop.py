"""Notifications of Linux desktops: org.freedesktop.Notifications on the session bus, asked from a thread of its own.

Desktop Notifications Specification 1.2. The connection is kept: GNOME Shell removes the notifications of a named
application when its connection goes.
"""

from __future__ import annotations

import os
import queue
import struct
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from netmon_tray.desktop.notifications import NotificationResult, Urgency

assert sys.platform == "linux"  # noqa: S101 - makes the type checker read this file for its own system

TIMEOUT_S = 2.0
"""Longest that a caller waits, and that the notification service may take for one answer."""

_APPLICATION = "netmon-tray"
_ICON = "netmon-tray"
_NAME = "org.freedesktop.Notifications"
_PATH = "/org/freedesktop/Notifications"
_MOST_WAITING = 16
_UNANSWERED = NotificationResult(is_shown=False, reason=f"The desktop did not answer within {TIMEOUT_S:g} s.")
_SENDER = 7
"""Header field of the D-Bus specification's message format."""
_FOREIGN = (OSError, ValueError, KeyError, IndexError, TypeError, AssertionError, RuntimeError, struct.error)
"""What jeepney raises for a bus that is none, breaks off or speaks nonsense."""


@dataclass(eq=False, slots=True)
class _Request:
    title: str
    body: str
    tag: str
    urgency: Urgency
    result: NotificationResult = _UNANSWERED
    is_given_up: bool = False
    done: threading.Event = field(default_factory=threading.Event)


class _Refused(Exception):  # noqa: N818 - an answer, not an error of ours
    """The bus or the service answered with an error; its text is a sentence."""


class FreedesktopNotifier:
    """Shows notifications through whatever service the session runs; see ``Notifier`` for the methods."""

    def __init__(self, address: str | None = None) -> None:
        """``address`` is the bus to use, for tests; left out, the session's own."""
        self._address = address
        self._requests: queue.SimpleQueue[_Request | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._is_closed = False
        self._desk = _Desk(address)

    def notify(self, title: str, body: str, *, tag: str = "", urgency: Urgency = Urgency.NORMAL) -> NotificationResult:
        """Show plain text and wait at most 2 s for the desktop's word; a ``tag`` replaces its last notification."""
        request = _Request(title, body, tag, urgency)
        refusal = self._accept(request)
        if refusal is not None:
            return refusal
        if not request.done.wait(TIMEOUT_S):
            request.is_given_up = True
        return request.result

    def post(self, title: str, body: str, *, tag: str = "", urgency: Urgency = Urgency.NORMAL) -> None:
        """Show plain text without waiting for an outcome."""
        self._accept(_Request(title, body, tag, urgency))

    def close(self) -> None:
        """End the thread; what was shown stays. A thread that hangs in a dead bus is left behind (it is a daemon)."""
        with self._lock:
            self._is_closed = True
            self._requests.put(None)
        if self._thread:
            self._thread.join(TIMEOUT_S)

    def _accept(self, request: _Request) -> NotificationResult | None:
        """Hand a request to the thread, which starts with the first one; a refusal where that makes no sense."""
        if session_bus_address(self._address) is None:
            return NotificationResult(is_shown=False, reason="There is no desktop session to show notifications in.")
        with self._lock:
            if self._is_closed or self._requests.qsize() >= _MOST_WAITING:
                reason = "The program is ending." if self._is_closed else "The desktop has not shown those before it."
                return NotificationResult(is_shown=False, reason=reason)
            self._requests.put(request)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="netmon-notify", daemon=True)
                self._thread.start()
        return None

    def _run(self) -> None:
        while (request := self._requests.get()) is not None:
            if not request.is_given_up:
                request.result = self._desk.show(request)
                request.done.set()
        self._desk.leave()


class _Desk:
    """The thread's side: the connection, and which notification each tag showed last."""

    def __init__(self, address: str | None) -> None:
        self._address = address
        self._connection: Any = None
        self._shown: dict[str, tuple[str, int]] = {}
        """Tag -> (unique bus name of the service, id): ids begin anew with a new service."""

    def show(self, request: _Request) -> NotificationResult:
        was_connected = self._connection is not None
        try:
            try:
                self._show(request)
            except ConnectionError:
                self.leave()
                if not was_connected:
                    raise
                self._show(request)  # the session bus was restarted since the last notification
        except _Refused as refusal:
            return NotificationResult(is_shown=False, reason=str(refusal))
        except TimeoutError:
            self.leave()
            return _UNANSWERED
        except _FOREIGN as error:
            self.leave()
            return NotificationResult(is_shown=False, reason=f"The session's message bus failed: {error}.")
        return NotificationResult(is_shown=True)

    def leave(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None

    def _show(self, request: _Request) -> None:
        (capabilities,), service = self._call("GetCapabilities")
        body = escaped(request.body) if "body-markup" in capabilities else request.body
        owner, last = self._shown.get(request.tag, ("", 0))
        hints = {"urgency": ("y", int(request.urgency)), "desktop-entry": ("s", _APPLICATION)}
        shown = (_APPLICATION, last if owner == service else 0, _ICON, sendable(request.title), sendable(body))
        (number,), service = self._call("Notify", "susssasa{sv}i", (*shown, [], hints, -1))
        if request.tag:
            self._shown[request.tag] = (service, number)

    def _call(self, member: str, signature: str | None = None, body: tuple[Any, ...] = ()) -> tuple[Any, str]:
        """Return the answer's values and who answered. The service may be started by it, as desktops have it."""
        from jeepney.io.blocking import open_dbus_connection
        from jeepney.wrappers import DBusAddress, DBusErrorResponse, new_method_call, unwrap_msg

        if self._connection is None:
            self._connection = open_dbus_connection(bus=session_bus_address(self._address) or "")
        message = new_method_call(DBusAddress(_PATH, _NAME, _NAME), member, signature, body)
        answer = self._connection.send_and_get_reply(message, timeout=TIMEOUT_S)
        try:
            return unwrap_msg(answer), answer.header.fields.get(_SENDER, "")
        except DBusErrorResponse as error:
            if str(error.name).endswith((".ServiceUnknown", ".NameHasNoOwner")):
                raise _Refused("This desktop runs no notification service.") from error
            raise _Refused(f"The notification service refused: {error}.") from error


def session_bus_address(address: str | None = None) -> str | None:
    """Return the session bus's address: the environment's, else the user's runtime folder's; None without a session."""
    if address or (address := os.environ.get("DBUS_SESSION_BUS_ADDRESS")):
        return address
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    return f"unix:path={runtime}/bus" if runtime and (Path(runtime) / "bus").exists() else None


def escaped(text: str) -> str:
    """Return text that a body with markup shows as it is (a network may call itself ``<b>``)."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def sendable(text: str) -> str:
    """Return text that D-Bus can carry: no NUL, no half of a surrogate pair."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")

"""The system's keyring: one of a few named backends, imported by name, never searched for and never configured from
outside (``get_keyring()`` obeys PYTHON_KEYRING_BACKEND and keyringrc.cfg, which can name any code at all).
"""

from __future__ import annotations

import contextlib
import importlib
import math
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Any, Generic, Protocol, TypeVar

from netmon_tray.model import NetmonError
from netmon_tray.upload.native import NATIVE
from netmon_tray.words import say

SERVICE = "netmon-tray"
LIMIT_S = 10.0
"""A locked ring may wait for a person's password for ever (upload-queue.md, Transport and token)."""

_FOREIGN_ERRORS = (
    ("keyring.errors", "KeyringError"),
    ("secretstorage.exceptions", "SecretStorageException"),
    ("jeepney.wrappers", "DBusErrorResponse"),
    ("dbus.exceptions", "DBusException"),
    ("win32ctypes.pywin32.pywintypes", "error"),
    ("pywintypes", "error"),
    ("keyring.backends.macOS.api", "Error"),
)
"""What the backends raise; not all of it is a KeyringError (lab.md 3)."""
_PLAIN_ERRORS = (OSError, EOFError, RuntimeError, ValueError, LookupError, AttributeError, TypeError)
"""A bus that dies, an answer of another shape: seen from the libraries underneath."""

_BUS_BACKEND = "keyring.backends.SecretService"
_LOCKED = ("The keyring is locked.", "Unlock it; the token is then found by itself.")

T = TypeVar("T")


class VaultError(NetmonError):
    """The keyring did not do what was asked; ``kind`` is "absent", "locked", "timeout" or "failed"."""

    def __init__(self, kind: str, title: str, advice: str = "") -> None:
        super().__init__(title, advice)
        self.kind = kind


class Vault(Protocol):
    """A place for secrets, by user name; every method raises VaultError."""

    def get(self, username: str, *, may_prompt: bool = True) -> str | None:
        """Return the secret, or None where there is none; a locked place may ask a person only if it may."""

    def set(self, username: str, secret: str) -> None:
        """Keep a secret."""

    def delete(self, username: str) -> bool:
        """Forget a secret; False where there was none."""

    def hurry(self, limit_s: float) -> None:
        """Keep nobody waiting longer than so many seconds from now on."""


class SystemVault:
    """The keyring of the system, asked in a thread of its own so that nobody waits longer than ``limit_s``.

    While one call is still stuck (a prompt stands open) no further one is made: that would open more prompts.
    """

    def __init__(self, backends: tuple[str, ...] | None = None, limit_s: float = LIMIT_S) -> None:
        self._names = NATIVE.keyrings if backends is None else backends
        self._limit_s = limit_s
        self._backend: Any = None
        self._stuck: threading.Thread | None = None
        self._call: _Call[Any] | None = None
        self._lock = threading.Lock()

    def get(self, username: str, *, may_prompt: bool = True) -> str | None:
        """Return the secret, or None where there is none; raises VaultError.

        Without ``may_prompt`` a locked ring is only looked at: a person who has closed its prompt is not asked again
        by every retry. (Only the Secret Service can tell; the others prompt by their system's rules.)
        """
        found = self._ask(lambda backend: backend.get_password(SERVICE, username), may_prompt=may_prompt)
        return found if isinstance(found, str) else None

    def set(self, username: str, secret: str) -> None:
        """Keep a secret; raises VaultError."""
        self._ask(lambda backend: backend.set_password(SERVICE, username, secret))

    def delete(self, username: str) -> bool:
        """Forget a secret; False where there was none; raises VaultError."""

        def remove(backend: Any) -> bool:
            if backend.get_password(SERVICE, username) is None:
                return False
            backend.delete_password(SERVICE, username)
            return True

        return self._ask(remove)

    def backend_name(self) -> str:
        """Name of the backend in use, for a diagnosis; raises VaultError where none can be."""
        return self._ask(lambda backend: f"{type(backend).__module__}.{type(backend).__qualname__}")

    def hurry(self, limit_s: float) -> None:
        """Wait no longer than so many seconds for the present call, or for any to come: the program is to end."""
        self._limit_s = min(self._limit_s, limit_s)
        call = self._call
        if call is not None:
            call.hurry(limit_s)

    def _ask(self, question: Callable[[Any], T], *, may_prompt: bool = True) -> T:
        with self._lock:
            if self._stuck is not None and self._stuck.is_alive():
                raise _timed_out()
            call = _Call(lambda: self._answer(question, may_prompt=may_prompt))
            self._stuck, self._call = call.thread, call
            return call.result(self._limit_s)

    def _answer(self, question: Callable[[Any], T], *, may_prompt: bool) -> T:
        """Run within the worker: choose a backend where none is chosen yet, and ask it."""
        if self._backend is None:
            self._backend = _choose(self._names)
        if type(self._backend).__module__ == _BUS_BACKEND:
            self._backend.get_preferred_collection = partial(_open_collection, may_prompt=may_prompt)
        try:
            return question(self._backend)
        except _foreign_errors() as error:
            self._backend = None  # its daemon may be gone: the next call looks anew
            raise _translated(error) from None


class _Call(Generic[T]):
    """One call in a daemon thread; an error that nobody foresaw ends that thread and reads as a failure here."""

    def __init__(self, function: Callable[[], T]) -> None:
        self._function = function
        self._answers: list[T] = []
        self._error: VaultError | None = None
        self._news = threading.Condition()
        self._is_over = False
        self._until_s = math.inf
        self.thread = threading.Thread(target=self._run, name="netmon-keyring", daemon=True)
        self.thread.start()

    def _run(self) -> None:
        try:
            self._answers.append(self._function())
        except VaultError as error:
            self._error = error
        finally:
            with self._news:
                self._is_over = True
                self._news.notify()

    def hurry(self, limit_s: float) -> None:
        """Have the result waited for no longer than this."""
        with self._news:
            self._until_s = min(self._until_s, time.monotonic() + limit_s)
            self._news.notify()

    def result(self, limit_s: float) -> T:
        self.hurry(limit_s)
        with self._news:
            while not self._is_over and (left_s := self._until_s - time.monotonic()) > 0:
                self._news.wait(left_s)
            if not self._is_over:
                raise _timed_out()
        self.thread.join()  # at once: else it would look stuck to the next call
        if self._error is not None:
            raise self._error
        if not self._answers:
            raise VaultError("failed", say("The keyring failed."), say("The log has the details."))
        return self._answers[0]


def _choose(names: tuple[str, ...]) -> Any:
    """Make the first named backend that says it can work here; raises VaultError with what each one said."""
    reasons = []
    for name in names:
        module_name, _, class_name = name.rpartition(".")
        try:
            backend_class = getattr(importlib.import_module(module_name), class_name)
            backend_class.priority  # noqa: B018 - a property that raises RuntimeError with the reason
            return backend_class()
        except _choice_errors() as error:
            reasons.append(f"{_short_name(name)}: {_words(error)}")
    text = "; ".join(reasons) or "none is known for this system"
    raise VaultError("absent", say("There is no keyring to keep the token in ({text}).", text=text), _absent_advice())


def _open_collection(*, may_prompt: bool) -> Any:
    """Open the default collection in keyring's stead, whose own way leaves the bus open where the ring stays locked,
    and prompts always. Whoever gets the collection closes its connection.
    """
    secretstorage = importlib.import_module("secretstorage")
    with contextlib.ExitStack() as on_failure:
        bus = secretstorage.dbus_init()
        on_failure.callback(bus.close)
        collection = secretstorage.get_default_collection(bus) if may_prompt else secretstorage.Collection(bus)
        if collection.is_locked():
            if may_prompt:
                collection.unlock()
            if collection.is_locked():
                raise VaultError("locked", *_LOCKED)
        on_failure.pop_all()
        return collection


def _foreign_errors() -> tuple[type[BaseException], ...]:
    """Classes of errors that may come out of a backend; a module that is not loaded raises nothing."""
    found = (getattr(sys.modules.get(module), name, None) for module, name in _FOREIGN_ERRORS)
    return (*_PLAIN_ERRORS, *(kind for kind in found if isinstance(kind, type)))


def _choice_errors() -> tuple[type[BaseException], ...]:
    return (ImportError, *_foreign_errors())


def _translated(error: BaseException) -> VaultError:
    """Name an error of the libraries by what a person can do. Their own text may quote what was stored: not kept."""
    names = {kind.__name__ for kind in type(error).__mro__}
    if names & {"KeyringLocked", "LockedException", "PromptDismissedException", "KeychainDenied"}:
        return VaultError("locked", *_LOCKED)
    if names & {"InitError", "SecretServiceNotAvailableException", "NoKeyringError", "OSError", "EOFError"}:
        return VaultError("absent", say("The keyring does not answer."), _absent_advice())
    return VaultError("failed", say("The keyring failed ({name}).", name=type(error).__name__), _absent_advice())


def _absent_advice() -> str:
    return "Start one, or name a private file in NETMON_TOKEN_FILE."


def _timed_out() -> VaultError:
    return VaultError(
        "timeout",
        say("The keyring does not answer in time."),
        say("It may be waiting for your password: look for its prompt."),
    )


def _short_name(name: str) -> str:
    return name.split(".")[-2]


def _words(error: BaseException) -> str:
    return str(error) or type(error).__name__

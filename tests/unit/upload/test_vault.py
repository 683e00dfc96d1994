"""The keyring: which backend is taken, and what its failures become. The backends here are the test's own."""

from __future__ import annotations

import ast
import importlib
import sys
import threading
import types
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from netmon_tray.upload import vault as vault_module
from netmon_tray.upload.native import _BY_SYSTEM, NATIVE
from netmon_tray.upload.vault import _FOREIGN_ERRORS, SERVICE, SystemVault, VaultError

ORIGIN = "https://gate.example"


class Ring:
    """A backend that works."""

    priority = 5

    def __init__(self) -> None:
        self.entries: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, secret: str) -> None:
        self.entries[service, username] = secret

    def delete_password(self, service: str, username: str) -> None:
        del self.entries[service, username]


class RefusingMeta(type):
    @property
    def priority(cls) -> float:
        raise RuntimeError("SecretStorage required")


class Refusing(metaclass=RefusingMeta):
    """A backend that says it can't work here."""


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[str, ...]]:
    """Put classes where backends live; returns their names."""

    def put(*classes: type) -> tuple[str, ...]:
        names = []
        for number, kind in enumerate(classes):
            module = types.ModuleType(f"test_backends.ring{number}")
            setattr(module, kind.__name__, kind)
            monkeypatch.setitem(sys.modules, module.__name__, module)
            names.append(f"{module.__name__}.{kind.__name__}")
        return tuple(names)

    return put


def raising(error: BaseException) -> type[Ring]:
    class Failing(Ring):
        def get_password(self, service: str, username: str) -> str | None:
            raise error

    return Failing


def test_a_secret_is_kept_found_and_forgotten(install: Callable[..., tuple[str, ...]]) -> None:
    vault = SystemVault(install(Ring))
    assert vault.get(ORIGIN) is None
    vault.set(ORIGIN, "secret-1")
    assert vault.get(ORIGIN) == "secret-1"
    assert vault._backend.entries == {(SERVICE, ORIGIN): "secret-1"}
    assert vault.get("https://other.example") is None
    assert (vault.delete(ORIGIN), vault.delete(ORIGIN)) == (True, False)


def test_the_first_backend_that_can_work_is_taken(install: Callable[..., tuple[str, ...]]) -> None:
    vault = SystemVault(("no.such.module.Keyring", *install(Refusing, Ring)))
    vault.set(ORIGIN, "secret-1")
    assert vault.backend_name().endswith(".Ring")


def test_where_none_can_work_each_says_why(install: Callable[..., tuple[str, ...]]) -> None:
    vault = SystemVault(("no.such.ring.Keyring", *install(Refusing)))
    with pytest.raises(VaultError) as raised:
        vault.get(ORIGIN)
    assert raised.value.kind == "absent"
    assert "No module named 'no'" in raised.value.title
    assert "SecretStorage required" in raised.value.title
    assert "NETMON_TOKEN_FILE" in raised.value.advice


def test_only_named_backends_of_this_system_are_in_the_list() -> None:
    every = [name for native in _BY_SYSTEM.values() for name in native.keyrings]
    assert every == [
        "keyring.backends.SecretService.Keyring",
        "keyring.backends.kwallet.DBusKeyring",
        "keyring.backends.Windows.WinVaultKeyring",
        "keyring.backends.macOS.Keyring",
    ]
    assert SystemVault()._names == NATIVE.keyrings


def test_macos_keychain_is_where_the_library_has_it() -> None:
    """Its backend imports on every system; the errors stand beside it, in a module that does not."""
    backend = importlib.import_module("keyring.backends.macOS")
    assert issubclass(backend.Keyring, importlib.import_module("keyring.backend").KeyringBackend)
    assert ("keyring.backends.macOS.api", "Error") in _FOREIGN_ERRORS
    api = ast.parse(Path(backend.__file__).with_name("api.py").read_text(encoding="utf-8"))
    assert {"Error", "KeychainDenied"} <= {node.name for node in api.body if isinstance(node, ast.ClassDef)}


class KeyringLocked(Exception):  # noqa: N818 - as the library names it
    pass


class SecretServiceNotAvailableException(Exception):  # noqa: N818 - as the library names it
    pass


class UnheardError(Exception):
    pass


@pytest.fixture
def foreign(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the test's own errors be what a backend's library raises."""
    module = types.ModuleType("test_backends.errors")
    for kind in (KeyringLocked, SecretServiceNotAvailableException, UnheardError):
        setattr(module, kind.__name__, kind)
    monkeypatch.setitem(sys.modules, module.__name__, module)
    names = tuple((module.__name__, name) for name in vars(module) if not name.startswith("_"))
    monkeypatch.setattr(vault_module, "_FOREIGN_ERRORS", names)


@pytest.mark.usefixtures("foreign")
@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (KeyringLocked("canary"), "locked"),
        (SecretServiceNotAvailableException("canary"), "absent"),
        (ConnectionResetError("canary"), "absent"),
        (EOFError("canary"), "absent"),
        (UnheardError("canary"), "failed"),
        (ValueError("canary"), "failed"),
        (UnicodeDecodeError("utf-8", b"canary", 0, 1, "canary"), "failed"),
    ],
)
def test_foreign_errors_become_ours_without_their_text(
    install: Callable[..., tuple[str, ...]], error: BaseException, kind: str
) -> None:
    with pytest.raises(VaultError) as raised:
        SystemVault(install(raising(error))).get(ORIGIN)
    assert raised.value.kind == kind
    assert "canary" not in str(raised.value)
    assert raised.value.__cause__ is None
    assert raised.value.__suppress_context__


@pytest.mark.usefixtures("foreign")
def test_after_a_failure_the_backend_is_chosen_anew(install: Callable[..., tuple[str, ...]]) -> None:
    vault = SystemVault(install(raising(OSError("gone"))))
    for _ in range(2):
        with pytest.raises(VaultError):
            vault.get(ORIGIN)
        assert vault._backend is None


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    event = threading.Event()
    yield event
    event.set()


def test_a_prompt_that_stands_open_is_not_waited_for_nor_opened_twice(
    install: Callable[..., tuple[str, ...]], gate: threading.Event
) -> None:
    asked: list[str] = []

    class Prompting(Ring):
        def get_password(self, service: str, username: str) -> str | None:
            asked.append(username)
            gate.wait(30)
            return "secret-1"

    vault = SystemVault(install(Prompting), limit_s=0.05)
    for _ in range(3):
        with pytest.raises(VaultError) as raised:
            vault.get(ORIGIN)
        assert raised.value.kind == "timeout"
    assert asked == [ORIGIN]
    gate.set()
    assert vault._stuck is not None
    vault._stuck.join(10)
    assert vault.get(ORIGIN) == "secret-1"


def test_the_end_of_the_program_is_not_held_up_by_a_prompt(
    install: Callable[..., tuple[str, ...]], gate: threading.Event
) -> None:
    is_asked = threading.Event()

    class Prompting(Ring):
        def get_password(self, service: str, username: str) -> str | None:
            is_asked.set()
            gate.wait(30)
            return "secret-1"

    vault = SystemVault(install(Prompting), limit_s=1000)
    kinds: list[str] = []

    def ask() -> None:
        with pytest.raises(VaultError) as raised:
            vault.get(ORIGIN)
        kinds.append(raised.value.kind)

    asking = threading.Thread(target=ask)
    asking.start()
    assert is_asked.wait(30)
    vault.hurry(0.0)
    asking.join(30)
    assert kinds == ["timeout"]


def test_an_error_that_nobody_foresaw_reads_as_a_failure(
    install: Callable[..., tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    met: list[object] = []
    monkeypatch.setattr(threading, "excepthook", lambda details: met.append(details.exc_type))
    with pytest.raises(VaultError) as raised:
        SystemVault(install(raising(UnheardError("canary")))).get(ORIGIN)
    assert raised.value.kind == "failed"
    assert met == [UnheardError]


class SecretStorage:
    """What secretstorage looks like from here; ``is_closed`` tells whether the connection was let go."""

    def __init__(self, *, unlocks: bool) -> None:
        self.prompts, self.is_closed = 0, False
        self._is_locked, self._unlocks = True, unlocks

    def dbus_init(self) -> SecretStorage:
        return self

    def Collection(self, _bus: object) -> SecretStorage:  # noqa: N802 - as the library names it
        return self

    get_default_collection = Collection

    def is_locked(self) -> bool:
        return self._is_locked

    def unlock(self) -> None:
        self.prompts += 1
        self._is_locked = not self._unlocks

    def close(self) -> None:
        self.is_closed = True


@pytest.mark.parametrize(
    ("may_prompt", "unlocks", "prompts", "is_open"),
    [(False, True, 0, False), (True, False, 1, False), (True, True, 1, True)],
)
def test_a_locked_ring_is_only_looked_at_where_no_prompt_is_wanted(
    monkeypatch: pytest.MonkeyPatch, may_prompt: bool, unlocks: bool, prompts: int, is_open: bool
) -> None:
    library = SecretStorage(unlocks=unlocks)
    monkeypatch.setitem(sys.modules, "secretstorage", library)
    if is_open:
        assert vault_module._open_collection(may_prompt=may_prompt) is library
    else:
        with pytest.raises(VaultError) as raised:
            vault_module._open_collection(may_prompt=may_prompt)
        assert raised.value.kind == "locked"
    assert (library.prompts, library.is_closed) == (prompts, not is_open)

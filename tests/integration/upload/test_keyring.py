"""The token in a real gnome-keyring on a bus of the test's own: kept, locked, killed, and without a bus at all."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from netmon_tray import log
from netmon_tray.model import NetmonError
from netmon_tray.upload.token import ProblemKind, Source, Token, TokenProblem, TokenSource
from netmon_tray.upload.vault import SystemVault
from support.keyring_service import KeyringService

ORIGIN = "https://gate.example"
CANARY = "canary-5eb1d9c0"


@pytest.fixture(autouse=True)
def _no_secret_outlives_its_test(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "_secrets", dict(log._secrets))


@pytest.fixture
def service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[KeyringService]:
    """A bus without a keyring as yet, which this process takes for its session's."""
    with KeyringService(tmp_path) as running:
        for name in ("DISPLAY", "WAYLAND_DISPLAY", "PYTHON_KEYRING_BACKEND"):
            monkeypatch.delenv(name, raising=False)
        for name, value in running.environ.items():
            monkeypatch.setenv(name, value)
        yield running


@pytest.fixture
def ring(service: KeyringService) -> KeyringService:
    """An unlocked keyring on it."""
    service.start_daemon()
    return service


def read(source: TokenSource, *, may_prompt: bool = True) -> Token | TokenProblem:
    return source.read(ORIGIN, may_prompt=may_prompt)


def kind(found: Token | TokenProblem) -> ProblemKind:
    assert isinstance(found, TokenProblem), found
    assert CANARY not in found.text
    return found.kind


def open_files() -> int:
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


def lock(service: KeyringService) -> None:
    """As a screen saver or a person does."""
    script = (
        "import secretstorage as s; bus = s.dbus_init(); s.get_default_collection(bus).lock();"
        " assert s.get_default_collection(bus).is_locked(); bus.close()"
    )
    subprocess.run([sys.executable, "-c", script], env=service.environ, check=True, timeout=30)


def test_a_token_is_kept_found_replaced_and_forgotten(ring: KeyringService) -> None:
    source = TokenSource({})
    assert kind(read(source)) is ProblemKind.ABSENT
    assert source.clear(ORIGIN) is False
    source.set(ORIGIN, CANARY)
    assert read(source) == Token(CANARY, Source.KEYRING)
    assert kind(source.read("https://gate.example:8443")) is ProblemKind.ABSENT
    source.set(ORIGIN, f"{CANARY}-2")
    assert read(source, may_prompt=False) == Token(f"{CANARY}-2", Source.KEYRING)
    assert source.clear(ORIGIN) is True
    assert kind(read(source)) is ProblemKind.ABSENT


def test_the_entry_is_where_other_programs_look_for_it(ring: KeyringService) -> None:
    TokenSource({}).set(ORIGIN, CANARY)
    found = subprocess.run(
        ["secret-tool", "lookup", "service", "netmon-tray", "username", ORIGIN],
        env=ring.environ,
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    )
    assert found.stdout == CANARY


def test_a_token_outlives_the_keyring_daemon(ring: KeyringService) -> None:
    source = TokenSource({})
    source.set(ORIGIN, CANARY)
    ring.stop_daemon()
    assert kind(read(source)) is ProblemKind.NO_KEYRING
    ring.start_daemon()
    assert read(source) == Token(CANARY, Source.KEYRING)


@pytest.mark.parametrize("password", [None, "a wrong one"])
def test_a_ring_that_starts_locked_is_told_as_locked(ring: KeyringService, password: str | None) -> None:
    source = TokenSource({})
    source.set(ORIGIN, CANARY)
    ring.stop_daemon()
    ring.start_daemon(password)
    assert kind(read(source)) is ProblemKind.LOCKED
    assert kind(read(source, may_prompt=False)) is ProblemKind.LOCKED
    with pytest.raises(NetmonError, match="locked"):
        source.set(ORIGIN, CANARY)


def test_a_ring_that_is_locked_while_we_run_and_unlocked_again(ring: KeyringService) -> None:
    source = TokenSource({})
    source.set(ORIGIN, CANARY)
    lock(ring)
    assert kind(read(source, may_prompt=False)) is ProblemKind.LOCKED
    assert kind(read(source)) is ProblemKind.LOCKED
    ring.unlock("pw1")
    assert read(source, may_prompt=False) == Token(CANARY, Source.KEYRING)


def test_a_bus_without_a_keyring(service: KeyringService) -> None:
    assert kind(read(TokenSource({}))) is ProblemKind.NO_KEYRING


@pytest.mark.parametrize("address", ["unix:path=/nonexistent/bus", "", "nonsense"])
def test_without_a_bus(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, address: str) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    found = read(TokenSource({}))
    assert kind(found) is ProblemKind.NO_KEYRING
    assert isinstance(found, TokenProblem)
    assert "NETMON_TOKEN_FILE" in found.text


def test_a_bus_that_is_killed_after_the_backend_was_chosen(ring: KeyringService) -> None:
    source = TokenSource({})
    source.set(ORIGIN, CANARY)
    ring.stop_bus()
    for may_prompt in (True, False):
        assert kind(read(source, may_prompt=may_prompt)) is ProblemKind.NO_KEYRING


def test_what_comes_back_is_found_again(ring: KeyringService, eventually: Callable[..., object]) -> None:
    source = TokenSource({})
    source.set(ORIGIN, CANARY)
    ring.stop_daemon()
    assert kind(read(source)) is ProblemKind.NO_KEYRING
    ring.start_daemon()
    assert read(source) == Token(CANARY, Source.KEYRING)


@pytest.mark.parametrize(
    "backend", ["keyring.backends.null.Keyring", "keyring.backends.fail.Keyring", "evil_backend.Keyring"]
)
def test_no_other_backend_is_taken_whatever_the_environment_and_files_say(
    ring: KeyringService, tmp_path: Path, backend: str
) -> None:
    """keyring itself would load the class that PYTHON_KEYRING_BACKEND or keyringrc.cfg names."""
    loaded = tmp_path / "evil-was-loaded"
    (tmp_path / "evil_backend.py").write_text(f"open({str(loaded)!r}, 'w').close()\n", encoding="utf-8")
    config = Path(ring.environ["HOME"]) / ".config" / "python_keyring"
    config.mkdir(parents=True)
    (config / "keyringrc.cfg").write_text(
        f"[backend]\ndefault-keyring={backend}\nkeyring-path={tmp_path}\n", encoding="utf-8"
    )
    script = (
        f"import sys; sys.path[:0] = {[*sys.path, str(tmp_path)]!r}\n"
        "from netmon_tray.upload.token import TokenSource\n"
        "from netmon_tray.upload.vault import SystemVault\n"
        f"TokenSource({{}}).set({ORIGIN!r}, {CANARY!r})\n"
        f"print(TokenSource({{}}).read({ORIGIN!r}).value, SystemVault().backend_name())"
    )
    environ = ring.environ | {"PYTHON_KEYRING_BACKEND": backend, "XDG_CONFIG_HOME": str(config.parent)}
    done = subprocess.run(
        [sys.executable, "-c", script], env=environ, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.stdout.split() == [CANARY, "keyring.backends.SecretService.Keyring"], done.stderr
    assert not loaded.exists()


def test_the_name_of_the_backend_is_for_the_diagnosis(ring: KeyringService) -> None:
    assert SystemVault().backend_name() == "keyring.backends.SecretService.Keyring"


def test_no_connection_is_left_open(ring: KeyringService) -> None:
    source = TokenSource({})
    source.set(ORIGIN, CANARY)
    read(source)
    before = open_files()
    for _ in range(20):
        read(source)
        read(source, may_prompt=False)
    assert open_files() <= before

"""Where the token comes from, what is taken as one, and that it is shown nowhere."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from netmon_tray import log
from netmon_tray.model import NetmonError
from netmon_tray.upload import token
from netmon_tray.upload.token import (
    FILE_VARIABLE,
    LEAST_LENGTH,
    MOST_LENGTH,
    VALUE_VARIABLE,
    ProblemKind,
    Source,
    Token,
    TokenProblem,
    TokenSource,
    _check_private,
    check_format,
)
from netmon_tray.upload.vault import VaultError
from support.memory_vault import MemoryVault

CANARY = "canary-5eb1d9c0"
ORIGIN = "https://gate.example"


@pytest.fixture(autouse=True)
def _no_secret_outlives_its_test(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "_secrets", dict(log._secrets))


@pytest.fixture
def token_file(tmp_path: Path) -> Callable[..., Path]:
    def write(content: str = f"{CANARY}\n", mode: int = 0o600) -> Path:
        path = tmp_path / "token"
        path.write_text(content, encoding="utf-8")
        path.chmod(mode)
        return path

    return write


def problem(source: TokenSource) -> TokenProblem:
    found = source.read(ORIGIN)
    assert isinstance(found, TokenProblem)
    return found


# --- order ----------------------------------------------------------------------------------------------------------


def test_a_file_goes_before_the_environment_and_both_before_the_keyring(token_file: Callable[..., Path]) -> None:
    vault = MemoryVault()
    vault.entries[ORIGIN] = "from-keyring"
    environ = {FILE_VARIABLE: str(token_file()), VALUE_VARIABLE: "from-environment"}
    assert TokenSource(environ, vault).read(ORIGIN) == Token(CANARY, Source.FILE)
    del environ[FILE_VARIABLE]
    assert TokenSource(environ, vault).read(ORIGIN) == Token("from-environment", Source.ENVIRONMENT)
    environ.clear()
    assert vault.asked == []
    assert TokenSource(environ, vault).read(ORIGIN) == Token("from-keyring", Source.KEYRING)


def test_a_file_that_is_wrong_is_not_passed_over_for_the_next_source(token_file: Callable[..., Path]) -> None:
    environ = {FILE_VARIABLE: str(token_file(mode=0o644)), VALUE_VARIABLE: "from-environment"}
    assert problem(TokenSource(environ, MemoryVault())).kind is ProblemKind.BAD_FILE


def test_a_keyring_token_is_bound_to_the_origin_it_was_set_for() -> None:
    source = TokenSource({}, MemoryVault())
    source.set(ORIGIN, CANARY)
    assert source.read(ORIGIN) == Token(CANARY, Source.KEYRING)
    elsewhere = source.read("https://gate.example:8443")
    assert isinstance(elsewhere, TokenProblem)
    assert elsewhere.kind is ProblemKind.ABSENT
    assert "netmon token set" in elsewhere.text


def test_a_token_that_was_cleared_is_gone() -> None:
    source = TokenSource({}, MemoryVault())
    source.set(ORIGIN, CANARY)
    assert (source.clear(ORIGIN), source.clear(ORIGIN)) == (True, False)
    assert problem(source).kind is ProblemKind.ABSENT


def test_the_wish_not_to_prompt_reaches_the_keyring() -> None:
    vault = MemoryVault()
    TokenSource({}, vault).read(ORIGIN, may_prompt=False)
    TokenSource({}, vault).read(ORIGIN)
    assert vault.asked == [False, True]


@pytest.mark.parametrize(
    ("vault_kind", "kind"),
    [
        ("absent", ProblemKind.NO_KEYRING),
        ("locked", ProblemKind.LOCKED),
        ("timeout", ProblemKind.TIMEOUT),
        ("failed", ProblemKind.FAILED),
    ],
)
def test_what_the_keyring_says_is_told(vault_kind: str, kind: ProblemKind) -> None:
    vault = MemoryVault(VaultError(vault_kind, "The keyring is out.", "Come back later."))
    assert problem(TokenSource({}, vault)) == TokenProblem(kind, "The keyring is out. Come back later.")


def test_a_keyring_that_does_not_keep_what_it_took_is_found_out() -> None:
    with pytest.raises(NetmonError, match="does not give it back"):
        TokenSource({}, MemoryVault(forgets=True)).set(ORIGIN, CANARY)


# --- what is a token ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "value",
    [
        "",
        "short",
        "x" * (MOST_LENGTH + 1),
        "with space inside",
        "line\nbreak-0123",
        "tab\tulator-0123",
        "header\r\nX-Evil: 1",
        "nul\x00-0123456",
        "ümlaut-0123456",
        "Bearer abcdefgh",
        " leading-0123",
    ],
)
def test_what_no_header_may_carry_is_refused_and_not_quoted(value: str) -> None:
    with pytest.raises(NetmonError) as raised:
        check_format(value)
    assert len(value) < 3 or value not in str(raised.value)
    with pytest.raises(NetmonError):
        TokenSource({}, MemoryVault()).set(ORIGIN, value)


@pytest.mark.parametrize("value", ["x" * LEAST_LENGTH, "x" * MOST_LENGTH, "eyJ0.a-b_c~d+e/f==", "!#$%&'*+-.^_`|~0"])
def test_what_a_header_may_carry_is_taken(value: str) -> None:
    check_format(value)
    assert TokenSource({VALUE_VARIABLE: value}).read(ORIGIN) == Token(value, Source.ENVIRONMENT)


def test_a_malformed_token_is_named_by_its_source() -> None:
    found = problem(TokenSource({VALUE_VARIABLE: "two words here"}))
    assert found.kind is ProblemKind.BAD_FORMAT
    assert VALUE_VARIABLE in found.text
    assert "two words" not in found.text


# --- the token file -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("content", [CANARY, f"{CANARY}\n", f"  {CANARY}\r\n\r\n", f"\ufeff{CANARY}\n"])
def test_white_space_round_the_token_does_not_matter(token_file: Callable[..., Path], content: str) -> None:
    assert TokenSource({FILE_VARIABLE: str(token_file(content))}).read(ORIGIN) == Token(CANARY, Source.FILE)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o602, 0o610, 0o601, 0o777])
def test_a_file_with_any_right_for_others_is_refused(token_file: Callable[..., Path], mode: int) -> None:
    found = problem(TokenSource({FILE_VARIABLE: str(token_file(mode=mode))}))
    assert found.kind is ProblemKind.BAD_FILE
    assert "chmod 600" in found.text


def test_a_link_is_refused_even_to_a_private_file(token_file: Callable[..., Path], tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(token_file())
    found = problem(TokenSource({FILE_VARIABLE: str(link)}))
    assert (found.kind, "it is a link" in found.text) == (ProblemKind.BAD_FILE, True)


def test_a_pipe_is_refused_without_waiting_for_its_other_end(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe, 0o600)
    found = problem(TokenSource({FILE_VARIABLE: str(pipe)}))
    assert (found.kind, "not a regular file" in found.text) == (ProblemKind.BAD_FILE, True)


@pytest.mark.parametrize("name", ["missing", ".", "a\x00b"])
def test_what_is_no_file_is_told(tmp_path: Path, name: str) -> None:
    assert problem(TokenSource({FILE_VARIABLE: str(tmp_path / name)})).kind is ProblemKind.BAD_FILE


def test_a_file_of_somebody_else_is_refused() -> None:
    def found(uid: int) -> os.stat_result:
        return os.stat_result((stat.S_IFREG | 0o600, 1, 1, 1, uid, 0, 10, 0, 0, 0))

    _check_private(found(0), "token")
    _check_private(found(os.geteuid()), "token")
    with pytest.raises(NetmonError, match="somebody else"):
        _check_private(found(os.geteuid() + 12_345), "token")


@pytest.mark.parametrize(
    ("uid", "gid", "mode", "is_private"),
    [(0, 0, 0o440, True), (0, 100, 0o440, False), (0, 0, 0o444, False), (0, 0, 0o460, False), (0, 0, 0o640, False)],
)
def test_a_systemd_credential_that_its_service_may_read_is_private(
    uid: int, gid: int, mode: int, *, is_private: bool
) -> None:
    found = os.stat_result((stat.S_IFREG | mode, 1, 1, 1, uid, gid, 10, 0, 0, 0))
    if is_private:
        _check_private(found, "token")
        return
    with pytest.raises(NetmonError, match="can be used by others"):
        _check_private(found, "token")


@pytest.mark.parametrize("content", ["", "\n", "x" * 10_000, "\udc80"])
def test_a_file_without_a_token_is_told(tmp_path: Path, content: str) -> None:
    path = tmp_path / "token"
    path.write_bytes(content.encode("utf-8", "surrogateescape"))
    path.chmod(0o600)
    assert problem(TokenSource({FILE_VARIABLE: str(path)})).kind is ProblemKind.BAD_FORMAT


# --- secrecy --------------------------------------------------------------------------------------------------------


def test_the_token_is_in_no_text_of_anything() -> None:
    vault = MemoryVault()
    source = TokenSource({}, vault)
    source.set(ORIGIN, CANARY)
    token = source.read(ORIGIN)
    for shown in (repr(token), str(token), f"{token}", repr(source)):
        assert CANARY not in shown


def test_a_few_letters_are_not_taken_out_of_the_logs() -> None:
    assert isinstance(TokenSource({VALUE_VARIABLE: "e"}).read(ORIGIN), TokenProblem)
    assert log.redact("here we are") == "here we are"


def test_a_token_that_was_read_is_taken_out_of_every_log_line() -> None:
    value = "canary-registered-77"
    TokenSource({VALUE_VARIABLE: value}).read(ORIGIN)
    assert value not in log.redact(f"somebody printed {value} here")


def test_at_the_end_no_keyring_is_waited_for_whether_it_was_asked_before_or_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked, later = MemoryVault(), MemoryVault()
    TokenSource({}, asked).hurry(1.0)
    assert asked.limit_s == 1.0
    monkeypatch.setattr(token, "SystemVault", lambda: later)
    source = TokenSource({})
    source.hurry(2.0)
    source.read(ORIGIN)
    assert later.limit_s == 2.0

"""The token: from a file, the environment or the system's keyring, checked, and never shown.

A keyring entry is bound to the origin that it was given for: another address finds none. A token from a file or
the environment is the administrator's and goes to the configured address.
"""

from __future__ import annotations

import enum
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field

from netmon_tray import log
from netmon_tray.model import NetmonError
from netmon_tray.upload.vault import SystemVault, Vault, VaultError
from netmon_tray.words import say

FILE_VARIABLE = "NETMON_TOKEN_FILE"
VALUE_VARIABLE = "NETMON_TOKEN"

LEAST_LENGTH = 8
MOST_LENGTH = 4096
"""What fits into a header line of any server (8 KiB is usual)."""


_CREDENTIAL = (0, 0, 0o440)
"""Owner, group and mode of a systemd credential of a service with User=: an access control list lets that user read it,
which looks like a right of the group; the group is root's (seen with systemd 257, whose credentials lie on a tmpfs)."""


class Source(enum.Enum):
    """Where a token comes from, the first that is set up wins."""

    FILE = "file"
    ENVIRONMENT = "environment"
    KEYRING = "keyring"


SOURCE_WORDS = {
    Source.FILE: say("the file in NETMON_TOKEN_FILE"),
    Source.ENVIRONMENT: "NETMON_TOKEN",
    Source.KEYRING: say("the keyring"),
}


class ProblemKind(enum.Enum):
    """Why there is no token."""

    ABSENT = "absent"
    """None is stored for this origin."""
    NO_KEYRING = "no_keyring"
    LOCKED = "locked"
    TIMEOUT = "timeout"
    FAILED = "failed"
    BAD_FILE = "bad_file"
    BAD_FORMAT = "bad_format"


@dataclass(frozen=True, slots=True)
class Token:
    """A token that may be sent. Its value is in no text that is made of it."""

    value: str = field(repr=False)
    source: Source


@dataclass(frozen=True, slots=True)
class TokenProblem:
    """Why there is none, in words for people."""

    kind: ProblemKind
    text: str


_BY_VAULT_KIND = {
    "absent": ProblemKind.NO_KEYRING,
    "locked": ProblemKind.LOCKED,
    "timeout": ProblemKind.TIMEOUT,
    "failed": ProblemKind.FAILED,
}


class TokenSource:
    """Reads, keeps and forgets the token.

    ``environ`` is the process's environment; ``vault`` is made when first needed, so that a token from a file
    never loads the keyring.
    """

    def __init__(self, environ: Mapping[str, str] | None = None, vault: Vault | None = None) -> None:
        self._environ = os.environ if environ is None else environ
        self._vault = vault
        self._hurry_s: float | None = None

    @property
    def source(self) -> Source:
        """Where the token comes from as things are set up; nothing is read for it."""
        if self._environ.get(FILE_VARIABLE):
            return Source.FILE
        return Source.ENVIRONMENT if self._environ.get(VALUE_VARIABLE) else Source.KEYRING

    def read(self, origin: str, *, may_prompt: bool = True) -> Token | TokenProblem:
        """Read the token for an origin; what is set up wrongly is a problem, never passed over in silence.

        ``may_prompt``: whether a locked keyring may ask the person for its password.
        """
        source = self.source
        try:
            value = self._read_from(source, origin, may_prompt=may_prompt)
        except VaultError as error:
            return TokenProblem(_BY_VAULT_KIND.get(error.kind, ProblemKind.FAILED), error.text)
        except NetmonError as error:
            return TokenProblem(ProblemKind.BAD_FILE, error.text)
        if value is None:
            return TokenProblem(
                ProblemKind.ABSENT, say("None is stored for {origin}. Set one: netmon token set", origin=origin)
            )
        keep_out_of_logs(value)
        try:
            check_format(value)
        except NetmonError as error:
            return TokenProblem(
                ProblemKind.BAD_FORMAT,
                say("{error} It came from: {source}.", error=error.text, source=SOURCE_WORDS[source]),
            )
        return Token(value, source)

    def set(self, origin: str, value: str) -> None:
        """Keep a token for an origin in the keyring and read it back; raises NetmonError."""
        keep_out_of_logs(value)
        check_format(value)
        vault = self._keyring()
        vault.set(origin, value)
        if vault.get(origin) != value:
            raise VaultError(
                "failed",
                say("The keyring took the token and does not give it back."),
                say("Check the keyring and try again."),
            )

    def clear(self, origin: str) -> bool:
        """Forget the keyring's token for an origin; False where there was none; raises NetmonError."""
        return self._keyring().delete(origin)

    def _read_from(self, source: Source, origin: str, *, may_prompt: bool) -> str | None:
        if source is Source.FILE:
            return read_token_file(self._environ[FILE_VARIABLE])
        if source is Source.ENVIRONMENT:
            return self._environ[VALUE_VARIABLE].strip()
        return self._keyring().get(origin, may_prompt=may_prompt)

    def hurry(self, limit_s: float) -> None:
        """Wait no longer than so many seconds for a keyring from now on."""
        self._hurry_s = limit_s
        if self._vault is not None:
            self._vault.hurry(limit_s)

    def _keyring(self) -> Vault:
        if self._vault is None:
            self._vault = SystemVault()
            if self._hurry_s is not None:
                self._vault.hurry(self._hurry_s)
        return self._vault


def keep_out_of_logs(value: str) -> None:
    """Also what is no token may be a secret; a few letters of it would take whole logs away."""
    if len(value) >= LEAST_LENGTH:
        log.register_secret(value)


def check_format(value: str) -> None:
    """Refuse what can't be a token in a header; raises NetmonError, which never quotes the value."""
    advice = say("Copy it again from the server, without quotes or line breaks.")
    if value.lower().startswith("bearer "):
        raise NetmonError(say("The token begins with the word Bearer."), say("Leave that word out."))
    if any(not 0x21 <= ord(character) <= 0x7E for character in value):
        raise NetmonError(say("The token holds spaces or characters that no token has."), advice)
    if not LEAST_LENGTH <= len(value) <= MOST_LENGTH:
        raise NetmonError(
            say(
                "The token has {n} characters, not {least} to {most}.",
                n=len(value),
                least=LEAST_LENGTH,
                most=MOST_LENGTH,
            ),
            advice,
        )


def read_token_file(path: str) -> str:
    """Read a token from a private file; raises NetmonError where others could have read or written it.

    It must be a regular file (no link, no pipe), owned by us or root, without any right for group and others.
    Windows has no such bits: there the folder's own rights are the administrator's matter.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
    try:
        descriptor = os.open(path, flags)
    except (OSError, ValueError) as error:
        reason = "it is a link" if os.path.islink(path) else getattr(error, "strerror", None) or "not a path"  # noqa: PTH114
        raise NetmonError(
            say("The token file {path} can't be opened: {reason}.", path=path, reason=reason), _file_advice()
        ) from None
    try:
        _check_private(os.fstat(descriptor), path)
        content = os.read(descriptor, MOST_LENGTH + 3)
    except OSError as error:
        raise NetmonError(
            say("The token file {path} can't be read: {reason}.", path=path, reason=error.strerror), _file_advice()
        ) from None
    finally:
        os.close(descriptor)
    return content.decode("utf-8", "replace").removeprefix("\ufeff").strip()


def _check_private(found: os.stat_result, path: str) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise NetmonError(say("The token file {path} is not a regular file.", path=path), _file_advice())
    own_uid = getattr(os, "geteuid", None)
    if own_uid is None:
        return
    if found.st_uid not in (own_uid(), 0):
        raise NetmonError(say("The token file {path} belongs to somebody else.", path=path), _file_advice())
    mode = stat.S_IMODE(found.st_mode)
    if mode & 0o077 and (found.st_uid, found.st_gid, mode) != _CREDENTIAL:
        raise NetmonError(
            say("The token file {path} can be used by others.", path=path),
            say("Make it private: chmod 600 {path}", path=path),
        )


def _file_advice() -> str:
    return f"{FILE_VARIABLE} must name a private file of yours that holds nothing but the token."

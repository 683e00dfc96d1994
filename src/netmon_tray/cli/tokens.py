"""``netmon token``: the server's token in the keyring; it is never an argument and never shown."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from netmon_tray.cli import ALERT, ERROR, FINE
from netmon_tray.cli.render import write_json, write_lines
from netmon_tray.cli.stores import opened
from netmon_tray.model import NetmonError
from netmon_tray.store.errors import StoreError
from netmon_tray.store.lock import DataDirLock
from netmon_tray.upload.address import parse_address
from netmon_tray.upload.token import SOURCE_WORDS, Source, TokenSource

if TYPE_CHECKING:
    from netmon_tray.cli.context import Context
    from netmon_tray.upload.asking import Answer

MAX_INPUT_CHARACTERS = 64 * 1024


def set_token(context: Context) -> int:
    """Keep a token for the configured server, read back and compared."""
    origin = parse_address(context.settings.upload.base_url).origin
    tokens = TokenSource(context.environ)
    tokens.set(origin, _read_token(origin))
    lines = [f"The token for {origin} is in the keyring. Try it with: netmon token check"]
    if tokens.source is not Source.KEYRING:
        lines.append(f"It is not used while {SOURCE_WORDS[tokens.source]} gives one.")
    write_lines(lines)
    _tell_agent(context)
    return FINE


def _read_token(origin: str) -> str:
    """From a prompt that shows nothing, or the first line of standard input."""
    if sys.stdin is None:
        raise NetmonError("There is no standard input to read the token from.")
    if sys.stdin.isatty():
        import getpass

        try:
            return getpass.getpass(f"Token for {origin}: ").strip()
        except EOFError as error:
            raise NetmonError("No token was given.") from error
    text = sys.stdin.read(MAX_INPUT_CHARACTERS).strip()
    if not text:
        raise NetmonError("Standard input held no token.", "Give it like this: netmon token set < token.txt")
    return text


def check_token(context: Context) -> int:
    """Ask the server about the token by an empty record; exit code 0 only where it was accepted."""
    answer = asked(context)
    check, source = answer.check, answer.source or Source.KEYRING
    if context.wants_json:
        words = {True: "accepted", False: "refused", None: "unknown"}
        write_json(
            {
                "result": words[check.is_accepted],
                "origin": answer.origin,
                "source": source.value,
                "text": f"{check.title} {check.advice}".strip(),
            }
        )
    else:
        write_lines(
            [
                f"{answer.origin}, token from {SOURCE_WORDS[source]}:",
                f"{check.title} {check.advice}".strip(),
            ]
        )
    return {True: FINE, False: ALERT, None: ERROR}[check.is_accepted]


def asked(context: Context) -> Answer:
    """What the configured server says of the token that uploading would use; NetmonError as ``ask_about_token``."""
    from netmon_tray.upload.asking import ask_about_token

    return ask_about_token(context.settings.upload, context.environ)


def clear_token(context: Context) -> int:
    """Remove the configured server's token from the keyring."""
    origin = parse_address(context.settings.upload.base_url).origin
    was_there = TokenSource(context.environ).clear(origin)
    write_lines([f"The token for {origin} is removed." if was_there else f"The keyring holds no token for {origin}."])
    return FINE


def _tell_agent(context: Context) -> None:
    """Let a running agent try the new token at once instead of at its next probe."""
    if DataDirLock(context.paths.data_dir).held_by() is None:
        return
    try:
        with opened(context.paths.data_dir, writable=True) as stores:
            stores.state.ask("token")
    except StoreError as error:
        write_lines([f"The running netmon could not be told; it tries the token by itself later. {error}"], sys.stderr)

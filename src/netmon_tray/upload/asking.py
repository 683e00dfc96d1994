"""Asking the server about a token, by an empty record (decisions.md 9): what it says, and of which token."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netmon_tray.model import NetmonError
from netmon_tray.upload.token import Source, TokenProblem, TokenSource, check_format, keep_out_of_logs
from netmon_tray.upload.verdict import TokenCheck, judge_check
from netmon_tray.words import say

if TYPE_CHECKING:
    from netmon_tray.settings import Upload


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said of a token."""

    origin: str
    source: Source | None
    """Where the token came from; None for one that was typed in and is kept nowhere yet."""
    check: TokenCheck


def ask_about_token(upload: Upload, environ: Mapping[str, str], typed: str = "") -> Answer:
    """Ask the configured server about ``typed``, or about the token as uploading would use it; waits for both.

    NetmonError where there is no token, or no server that one may be sent to.
    """
    from netmon_tray.upload.client import GateClient

    client = GateClient(upload.base_url, ca_file=upload.ca_file, proxy=upload.proxy)
    source: Source | None = None
    if typed:
        keep_out_of_logs(typed)
        check_format(typed)
        value = typed
    else:
        found = TokenSource(environ).read(client.address.origin)
        if isinstance(found, TokenProblem):
            raise NetmonError(say("There is no token to use."), found.text)
        value, source = found.value, found.source
    try:
        return Answer(client.address.origin, source, judge_check(client.check(value)))
    finally:
        client.close()

"""Token, server and the clock that both depend on."""

from __future__ import annotations

from netmon_tray import units
from netmon_tray.diagnosis.rows import Remedy, Row, attention, fine, untested
from netmon_tray.diagnosis.subject import Subject
from netmon_tray.model import CircuitState, NetmonError
from netmon_tray.storage import opened, stored_upload
from netmon_tray.store.errors import StoreError
from netmon_tray.store.trusted_clock import TOLERANCE_MS, VALID_MS, TrustedClock
from netmon_tray.upload.address import parse_address
from netmon_tray.upload.token import SOURCE_WORDS, Source, TokenProblem, TokenSource
from netmon_tray.upload.vault import SystemVault, VaultError
from netmon_tray.words import joined, say


def keyring_row(subject: Subject) -> Row:
    """Which keyring keeps the token."""
    title = say("Keyring")
    try:
        backend = SystemVault().backend_name()
    except VaultError as error:
        if TokenSource(subject.environ).source is not Source.KEYRING:
            return fine("keyring", title, joined([say("Not needed: the token comes from elsewhere."), error.title]))
        if not subject.settings.upload.enabled:
            return fine("keyring", title, joined([say("Not needed while the upload is off."), error.title]))
        return attention("keyring", title, error.text)
    return fine("keyring", title, backend.removeprefix("keyring.backends."))


def token_row(subject: Subject) -> Row:
    """Whether there is a token for the configured server; a locked keyring is not prompted for."""
    title = say("Token")
    if not subject.settings.upload.enabled:
        return untested("token", title, say("Not needed while the upload is off."))
    try:
        origin = parse_address(subject.settings.upload.base_url).origin
    except NetmonError as error:
        return attention("token", title, error.text, Remedy.SETTINGS)
    found = TokenSource(subject.environ).read(origin, may_prompt=False)
    if isinstance(found, TokenProblem):
        return attention("token", title, found.text, Remedy.TOKEN)
    return fine("token", title, say("For {origin}, from {source}", origin=origin, source=SOURCE_WORDS[found.source]))


def server_row(subject: Subject) -> Row:
    """What sending met last; whoever wants to know now asks the server about the token."""
    title, upload = say("Server"), subject.settings.upload
    if not upload.enabled:
        return untested("server", title, say("The upload is off; nothing is sent."))
    try:
        with opened(subject.paths.data_dir) as stores:
            status = stored_upload(stores.state, subject.settings, subject.now_unix_ms)
    except StoreError as error:
        return untested("server", title, error.title)
    told = units.upload_text(status, subject.now_unix_ms)
    if status.state is not CircuitState.CLOSED:
        return attention("server", title, told, Remedy.TEST)
    if status.last_success_at_unix_ms is None:
        finding = say("{address} took no record yet. Ask it with: netmon token check", address=upload.base_url)
        return untested("server", title, finding, Remedy.TEST)
    return fine("server", title, told)


def clock_row(subject: Subject) -> Row:
    """Whether the wall clock can be believed: by the server's last word, else by the system's own opinion."""
    title = say("Clock")
    try:
        with opened(subject.paths.data_dir) as stores:
            word = TrustedClock(stores.state).last_word()
    except StoreError as error:
        return untested("clock", title, error.title)
    if word is None or abs(subject.now_unix_ms - word[0]) > VALID_MS:
        return _unasked_clock_row(subject)
    at, behind_ms = units.moment_text(word[0], subject.now_unix_ms), word[1]
    if abs(behind_ms) <= TOLERANCE_MS:
        return fine("clock", title, say("It agreed with the server's at {time}.", time=at))
    apart = units.duration_text(abs(behind_ms) / 1000)
    if behind_ms > 0:
        first = say("It was {duration} behind the server's at {time}.", duration=apart, time=at)
    else:
        first = say("It was {duration} ahead of the server's at {time}.", duration=apart, time=at)
    return attention("clock", title, joined([first, say("Set it, or turn on automatic time.")]))


def _unasked_clock_row(subject: Subject) -> Row:
    title = say("Clock")
    try:
        is_synchronised = subject.is_clock_synchronised()
    except NetmonError:
        return untested("clock", title, say("No answer of the server is at hand to compare it with."))
    if is_synchronised:
        return fine("clock", title, say("A time service keeps it, as the system says."))
    finding = say("No time service keeps it, and no server's answer is at hand to compare it with.")
    return untested("clock", title, finding)

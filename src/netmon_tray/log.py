"""Logging for people: to the terminal or to a private rotating file, with every registered secret taken out."""

from __future__ import annotations

import contextlib
import itertools
import logging
import os
import re
import sys
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TextIO
from urllib.parse import quote

REDACTED = "[redacted]"
MAX_FILE_BYTES = 1_000_000
KEPT_FILES = 2
"""Older files beside the current one: netmon.log.1, netmon.log.2."""

_LINE = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_BEARER = re.compile(r"(?i)\b(bearer\s+)[A-Za-z0-9._~+/=-]{8,}")
_AUTHORIZATION = re.compile(r"(?i)(authorization['\"]?\s*[:=]\s*['\"]?)[^'\"\r\n]+")
_URL_PASSWORD = re.compile(r"(?i)\b([a-z][a-z0-9+.-]*://)[^\s/@]+@")
_CHATTY = ("urllib3", "requests", "keyring", "secretstorage", "jeepney")

_secrets: dict[str, None] = {}
"""Registered secrets in every spelling that a library may print, the longest first."""
_secrets_lock = threading.Lock()


def register_secret(secret: str) -> None:
    """Have ``secret`` replaced in everything that is logged from now on, also where it is quoted or escaped."""
    if not secret.strip():
        return
    spellings = {secret, quote(secret, safe=""), quote(secret), repr(secret)[1:-1], secret.replace('"', '\\"')}
    global _secrets
    with _secrets_lock:
        ordered = sorted({*_secrets, *spellings}, key=len, reverse=True)
        _secrets = dict.fromkeys(ordered)


def redact(text: str) -> str:
    """Return ``text`` without registered secrets, authorization values and passwords within addresses."""
    for secret in _secrets:
        if secret in text:
            text = text.replace(secret, REDACTED)
    text = _BEARER.sub(rf"\1{REDACTED}", text)
    text = _AUTHORIZATION.sub(rf"\1{REDACTED}", text)
    return _URL_PASSWORD.sub(rf"\1{REDACTED}@", text)


class RedactingFilter(logging.Filter):
    """Replaces the finished message, the traceback and the stack of a record by their redacted text."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Redact in place; a record is never dropped, not even one whose arguments do not fit its message."""
        try:
            message = record.getMessage()
        except (TypeError, ValueError, KeyError) as error:
            message = f"{record.msg} (arguments do not fit: {error})"
        record.msg, record.args = redact(message), None
        if record.exc_info and not record.exc_text:
            record.exc_text = "".join(traceback.format_exception(*record.exc_info)).rstrip()
        if record.exc_text:
            record.exc_text = redact(record.exc_text)
        if record.stack_info:
            record.stack_info = redact(record.stack_info)
        return True


class PrivateFileHandler(logging.Handler):
    """Appends to a file that only its owner reads (0600) and starts a new one at ``MAX_FILE_BYTES``.

    The file is opened for each line: log lines are rare here, two processes may share the file, and a line is
    never written into a file that the other one has just moved aside. (logging.handlers costs 3.5 MB to import.)
    """

    def __init__(self, path: Path, max_bytes: int = MAX_FILE_BYTES, kept_files: int = KEPT_FILES) -> None:
        super().__init__()
        self.path = path
        self._max_bytes = max_bytes
        self._kept_files = kept_files

    def emit(self, record: logging.LogRecord) -> None:
        """Write one record; a disk that takes nothing costs the line, never the caller."""
        with contextlib.suppress(OSError):
            line = (self.format(record) + "\n").encode("utf-8", "backslashreplace")
            self._rotate(len(line))
            descriptor = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                os.write(descriptor, line)
            finally:
                os.close(descriptor)

    def _rotate(self, coming_bytes: int) -> None:
        try:
            size_bytes = self.path.stat().st_size
        except FileNotFoundError:
            return
        if size_bytes + coming_bytes <= self._max_bytes:
            return
        names = [self.path, *(self.path.with_name(f"{self.path.name}.{n}") for n in range(1, self._kept_files + 1))]
        for source, target in reversed(list(itertools.pairwise(names))):
            with contextlib.suppress(OSError):
                source.replace(target)


def configure(
    level: int = logging.INFO,
    *,
    stream: TextIO | None = None,
    file: Path | None = None,
    stream_level: int | None = None,
) -> None:
    """Send the program's log to ``stream``, to ``file`` or to both, in place of whatever was configured before.

    ``level`` holds for the file and, without ``stream_level``, for the stream. Libraries speak from WARNING on.
    """
    root = logging.getLogger()
    for handler in list(root.handlers):
        root.removeHandler(handler)
        handler.close()
    logging.raiseExceptions = False
    handlers: list[tuple[logging.Handler, int]] = []
    if stream is not None:
        handlers.append((logging.StreamHandler(stream), level if stream_level is None else stream_level))
    if file is not None:
        handlers.append((PrivateFileHandler(file), level))
    for handler, handler_level in handlers or [(logging.NullHandler(), level)]:
        _prepare(handler, handler_level)
        root.addHandler(handler)
    root.setLevel(min((handler.level for handler in root.handlers), default=level))
    for name in _CHATTY:
        logging.getLogger(name).setLevel(max(logging.WARNING, level))


def _prepare(handler: logging.Handler, level: int) -> None:
    formatter = logging.Formatter(_LINE, "%Y-%m-%dT%H:%M:%SZ")
    formatter.converter = time.gmtime
    handler.setFormatter(formatter)
    handler.setLevel(level)
    handler.addFilter(RedactingFilter())


def install_hooks(on_crash: Callable[[str, str], None] | None = None) -> None:
    """Log what ends a thread or the program, redacted, instead of printing it.

    ``on_crash(thread_name, text)`` is called after that, so that the agent can make a condition of it.
    """
    logger = logging.getLogger("netmon_tray.crash")

    def report(thread_name: str, error: BaseException, trace: TracebackType | None) -> None:
        logger.critical("%s ended by an error", thread_name, exc_info=(type(error), error, trace))
        if on_crash is not None:
            on_crash(thread_name, redact(f"{type(error).__name__}: {error}"))

    def thread_hook(details: threading.ExceptHookArgs) -> None:
        if details.exc_value is not None and not issubclass(details.exc_type, SystemExit):
            report(details.thread.name if details.thread else "a thread", details.exc_value, details.exc_traceback)

    def main_hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if not issubclass(kind, KeyboardInterrupt):
            report("the main thread", error, trace)

    threading.excepthook = thread_hook
    sys.excepthook = main_hook


def catch_unraisable() -> None:
    """Log errors that have nowhere to go (in a destructor, in a callback from C), redacted, instead of printing them.

    For the program's own process only: a test run finds leaks by this hook.
    """
    logger = logging.getLogger("netmon_tray.crash")

    def hook(details: sys.UnraisableHookArgs) -> None:
        error = details.exc_value
        trace = None if error is None else (type(error), error, details.exc_traceback)
        logger.error("%s: %r", details.err_msg or "an error that nobody could take", details.object, exc_info=trace)

    sys.unraisablehook = hook


class Repeating:
    """Says a repeating failure once, and how often it happened when it is over.

    A failure with another text is another failure and is said again. Not locked: one thread owns one.
    """

    def __init__(self, logger: logging.Logger, what: str) -> None:
        self._logger = logger
        self._what = what
        self._text: str | None = None
        self.count = 0

    def failed(self, text: str, level: int = logging.WARNING) -> bool:
        """Note one failure; True where it was said (the first one, or one with a new reason)."""
        self.count += 1
        if text == self._text:
            return False
        self._text = text
        self._logger.log(level, "%s failed: %s", self._what, text)
        return True

    def recovered(self) -> int:
        """Note a success; returns how many failures it ended (0: there was nothing to recover from)."""
        ended, self.count, self._text = self.count, 0, None
        if ended:
            self._logger.info("%s recovered after %d %s", self._what, ended, "failure" if ended == 1 else "failures")
        return ended

"""The log keeps secrets out, itself private and within bounds, and never gets in the way."""

from __future__ import annotations

import io
import logging
import stat
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from netmon_tray import log

SECRET = 'tok"en/with+odd%chars'


@pytest.fixture(autouse=True)
def _restored_logging(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    root = logging.getLogger()
    handlers, level, raises = list(root.handlers), root.level, logging.raiseExceptions
    monkeypatch.setattr(log, "_secrets", {})
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    yield
    for handler in list(root.handlers):
        root.removeHandler(handler)
    for handler in handlers:
        root.addHandler(handler)
    root.setLevel(level)
    logging.raiseExceptions = raises


def test_a_registered_secret_is_replaced_in_every_spelling() -> None:
    log.register_secret(SECRET)
    for text in (SECRET, "tok%22en%2Fwith%2Bodd%25chars", repr(SECRET), 'tok\\"en/with+odd%chars', f"x{SECRET}y"):
        assert "tok" not in log.redact(text)
        assert log.REDACTED in log.redact(text)


def test_of_two_secrets_the_longer_goes_first() -> None:
    log.register_secret("abcdefgh")
    log.register_secret("abcdefgh-ijklmnop")
    assert log.redact("abcdefgh-ijklmnop") == log.REDACTED


@pytest.mark.parametrize("nothing", ["", "  ", "\n"])
def test_nothing_is_no_secret(nothing: str) -> None:
    log.register_secret(nothing)
    assert log.redact("a b\nc") == "a b\nc"


@pytest.mark.parametrize(
    "text",
    [
        "Authorization: Bearer s3cr3t-t0ken",
        "{'Authorization': 'Token s3cr3t-t0ken'}",
        "sent bearer s3cr3t-t0ken to",
        "proxy http://me:s3cr3t-t0ken@proxy:3128/ failed",
    ],
)
def test_what_looks_like_a_credential_is_replaced_unregistered(text: str) -> None:
    assert "s3cr3t" not in log.redact(text)


def test_ordinary_sentences_stay_as_they_are() -> None:
    text = "token refused; https://gate.example/api/v1 answered: basic security, mail me@example.com"
    assert log.redact(text) == text


def test_message_arguments_traceback_and_stack_are_redacted_on_every_handler() -> None:
    stream = io.StringIO()
    log.configure(logging.INFO, stream=stream)
    log.register_secret(SECRET)
    error = ValueError(f"broke with {SECRET}")
    logging.getLogger("some.library").warning("said %s", SECRET, exc_info=error, stack_info=True)
    written = stream.getvalue()
    assert "tok" not in written
    assert "ValueError: broke with [redacted]" in written
    assert "said [redacted]" in written


def test_arguments_that_do_not_fit_cost_nothing() -> None:
    stream = io.StringIO()
    log.configure(logging.INFO, stream=stream)
    arguments = ("one",)
    logging.getLogger("netmon_tray.x").warning("%s and %s", *arguments)
    assert "arguments do not fit" in stream.getvalue()


def test_libraries_speak_from_warning_on() -> None:
    stream = io.StringIO()
    log.configure(logging.INFO, stream=stream)
    logging.getLogger("urllib3.connectionpool").info("chatter")
    logging.getLogger("netmon_tray.x").info("ours")
    assert "chatter" not in stream.getvalue()
    assert "INFO netmon_tray.x: ours" in stream.getvalue()


def test_the_stream_may_be_quieter_than_the_file(tmp_path: Path) -> None:
    stream = io.StringIO()
    log.configure(logging.INFO, stream=stream, file=tmp_path / "netmon.log", stream_level=logging.ERROR)
    logging.getLogger("netmon_tray.x").warning("for the file")
    assert stream.getvalue() == ""
    assert "for the file" in (tmp_path / "netmon.log").read_text()


def test_configuring_again_replaces_what_was_configured(tmp_path: Path) -> None:
    log.configure(file=tmp_path / "first.log")
    log.configure(file=tmp_path / "second.log")
    logging.getLogger("netmon_tray.x").warning("once")
    assert not (tmp_path / "first.log").exists()
    assert (tmp_path / "second.log").read_text().count("once") == 1


def test_the_file_is_private_and_starts_anew_before_it_grows_too_large(tmp_path: Path) -> None:
    path = tmp_path / "netmon.log"
    handler = log.PrivateFileHandler(path, max_bytes=100, kept_files=2)
    for number in range(10):
        handler.emit(logging.LogRecord("n", logging.INFO, "", 0, f"{number} " + "x" * 40, None, None))
    names = sorted(item.name for item in tmp_path.iterdir())
    assert names == ["netmon.log", "netmon.log.1", "netmon.log.2"]
    assert all(item.stat().st_size <= 100 for item in tmp_path.iterdir())
    assert all(stat.S_IMODE(item.stat().st_mode) == 0o600 for item in tmp_path.iterdir())
    assert path.read_text().splitlines()[-1].startswith("9 ")
    assert (tmp_path / "netmon.log.2").read_text().startswith("4 ")


def test_a_line_goes_to_the_new_file_after_another_process_moved_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "netmon.log"
    handler = log.PrivateFileHandler(path)
    record = logging.LogRecord("n", logging.INFO, "", 0, "line", None, None)
    handler.emit(record)
    path.rename(tmp_path / "netmon.log.1")
    handler.emit(record)
    assert path.read_text() == "line\n"


def test_a_directory_that_is_not_there_costs_the_line_only(tmp_path: Path) -> None:
    log.configure(file=tmp_path / "missing" / "netmon.log")
    logging.getLogger("netmon_tray.x").error("into nowhere")
    assert list(tmp_path.iterdir()) == []


def test_a_thread_that_dies_is_logged_and_reported_without_its_secrets() -> None:
    stream, crashes = io.StringIO(), []
    log.configure(stream=stream)
    log.register_secret(SECRET)
    log.install_hooks(lambda name, text: crashes.append((name, text)))

    def work() -> None:
        raise RuntimeError(SECRET)

    thread = threading.Thread(target=work, name="netmon-sampler")
    thread.start()
    thread.join(5)
    assert crashes == [("netmon-sampler", "RuntimeError: [redacted]")]
    assert "netmon-sampler ended by an error" in stream.getvalue()
    assert "tok" not in stream.getvalue()


def test_the_end_of_the_program_is_logged_and_ctrl_c_is_not() -> None:
    stream = io.StringIO()
    log.configure(stream=stream)
    log.install_hooks()
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert stream.getvalue() == ""
    sys.excepthook(ValueError, ValueError("why"), None)
    assert "ValueError: why" in stream.getvalue()


def test_an_error_that_could_not_be_raised_is_logged_without_its_secrets() -> None:
    class Details:
        exc_value = RuntimeError(SECRET)
        exc_traceback = err_msg = None
        object = SECRET

    stream = io.StringIO()
    log.configure(stream=stream)
    log.register_secret(SECRET)
    log.catch_unraisable()
    sys.unraisablehook(Details())  # type: ignore[arg-type]
    assert "RuntimeError: [redacted]" in stream.getvalue()
    assert "tok" not in stream.getvalue()


def test_a_repeating_failure_is_said_once_and_its_end_with_the_number(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    what = log.Repeating(logging.getLogger("netmon_tray.test"), "sending")
    assert [what.failed("refused"), what.failed("refused"), what.failed("timed out")] == [True, False, True]
    assert what.recovered() == 3
    assert what.recovered() == 0
    assert [record.getMessage() for record in caplog.records] == [
        "sending failed: refused",
        "sending failed: timed out",
        "sending recovered after 3 failures",
    ]
    assert what.failed("refused") is True

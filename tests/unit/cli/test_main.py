"""The command line as a whole: options, exit codes, and no traceback for anyone."""

from __future__ import annotations

import errno
import io
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from netmon_tray import cli
from netmon_tray.cli import parser as parsers
from netmon_tray.cli.agents import ending_signals
from netmon_tray.cli.autostart import tray_command
from netmon_tray.cli.context import Context
from netmon_tray.cli.render import UsageError
from netmon_tray.model import NetmonError

COMMANDS = [
    ["run"], ["status"], ["watch"], ["log"], ["usage"], ["export", "x.csv"], ["queue", "list"], ["queue", "send"],
    ["queue", "retry", "1"], ["queue", "drop", "1"], ["queue", "keep-local"], ["token", "set"], ["token", "check"],
    ["queue", "never-upload"], ["token", "clear"], ["settings", "list"], ["settings", "get", "k"],
    ["settings", "set", "k", "v"],
    ["settings", "explain"], ["doctor"], ["autostart", "enable"], ["autostart", "disable"], ["autostart", "status"],
]  # fmt: skip


def call(monkeypatch: pytest.MonkeyPatch, command: Callable[[Context], int]) -> int:
    monkeypatch.setattr(parsers, "_later", lambda _target: command)
    return cli.main(["status"])


def raising(error: BaseException) -> Callable[[Context], int]:
    def command(_context: Context) -> int:
        raise error

    return command


@pytest.fixture(autouse=True)
def _own_places(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NETMON_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("NETMON_CONFIG", str(tmp_path / "settings.toml"))


# --- options --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_exists_and_takes_the_places_before_and_after(words: list[str]) -> None:
    before = parsers.build_parser().parse_args(["--data-dir", "/d", "--config", "/c", *words])
    after = parsers.build_parser().parse_args([*words, "--data-dir", "/d", "--config", "/c"])
    for arguments in (before, after):
        assert (arguments.data_dir, arguments.config) == ("/d", "/c")
        assert callable(arguments.command)


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_has_help_with_an_example(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([*words, "--help"]) == 0
    text = capsys.readouterr().out
    assert "example: netmon " in " ".join(text.split())
    assert "None" not in text


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["nonsense"],
        ["stat"],
        ["queue"],
        ["run", "--duration", "-5"],
        ["run", "--duration", "0"],
        ["run", "--duration", "nan"],
        ["run", "--dur", "5"],
        ["log", "--since", "soon"],
        ["log", "--limit", "0"],
        ["log", "--limit", "1.5"],
        ["log", "--state", "odd"],
        ["queue", "retry"],
        ["queue", "drop", "-1"],
        ["queue", "drop", str(1 << 63)],
        ["token", "set", "my-token"],
        ["usage", "--by", "year"],
    ],
)
def test_a_wrong_call_is_usage(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(words) == 2
    assert "netmon" in capsys.readouterr().err


def test_a_span_the_wrong_way_round_is_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["log", "--since", "now", "--until", "2h"]) == 2
    assert "--since lies after --until" in capsys.readouterr().err


def test_version_and_help_are_fine(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("netmon 0.")
    assert cli.main(["--help"]) == 0
    assert "exit codes: 0 fine, 1 error, 2 usage" in capsys.readouterr().out


def test_an_age_counts_back_from_now() -> None:
    before = time.time_ns() // 1_000_000
    since = parsers.build_parser().parse_args(["log", "--since", "1h"]).since
    assert 0 <= since - (before - 3_600_000) < 5000


# --- exit codes -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", [0, 1, 3])
def test_a_command_says_its_code(monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    assert call(monkeypatch, lambda _context: code) == code


def test_what_a_person_can_mend_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(monkeypatch, raising(NetmonError("It broke.", "Mend it."))) == 1
    assert call(monkeypatch, raising(UsageError("Not together."))) == 2
    assert capsys.readouterr().err == "netmon: It broke. Mend it.\nnetmon: Not together.\n"


def test_what_nobody_foresaw_is_a_sentence_and_stands_in_the_log(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "data").mkdir()
    assert call(monkeypatch, raising(RuntimeError("inner detail"))) == 1
    error = capsys.readouterr().err
    assert "Traceback" not in error
    assert str(tmp_path / "data" / "netmon.log") in error
    assert "RuntimeError: inner detail" in (tmp_path / "data" / "netmon.log").read_text()


def test_a_log_that_cannot_be_written_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(monkeypatch, raising(RuntimeError("inner detail"))) == 1
    assert "The log could not be written." in capsys.readouterr().err


def test_ctrl_c_and_a_reader_that_left_are_quiet(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cli, "abandon_output", lambda: None)
    assert call(monkeypatch, raising(KeyboardInterrupt())) == 130
    assert call(monkeypatch, raising(BrokenPipeError())) == 0
    assert capsys.readouterr() == ("", "")


def test_an_output_whose_disk_is_full_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Full(io.StringIO):
        def flush(self) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(cli, "abandon_output", lambda: None)
    monkeypatch.setattr(sys, "stdout", Full())
    assert call(monkeypatch, lambda _context: 0) == 1
    assert "cannot be written: No space left on device" in capsys.readouterr().err


def test_signals_end_a_command_but_those_that_are_ignored_stay_so() -> None:
    before = {number: signal.getsignal(number) for number in (signal.SIGHUP, signal.SIGTERM)}
    heard: list[str] = []
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with ending_signals(lambda: heard.append("end")):
            os.kill(os.getpid(), signal.SIGHUP)
            assert heard == []
            os.kill(os.getpid(), signal.SIGTERM)
            assert heard == ["end"]
            assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
        assert signal.getsignal(signal.SIGTERM) is before[signal.SIGTERM]
    finally:
        signal.signal(signal.SIGHUP, before[signal.SIGHUP])


def test_a_signal_that_another_thread_is_given_ends_the_wait() -> None:
    def hit_this_thread() -> None:
        signal.pthread_kill(threading.get_ident(), signal.SIGTERM)

    with ending_signals() as wait_for_end:
        assert not wait_for_end(0)
        hit = threading.Timer(0.05, hit_this_thread)
        hit.start()
        assert wait_for_end(20)
        hit.join()


# --- autostart's command --------------------------------------------------------------------------------------------


def test_the_tray_is_started_with_the_places_that_were_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "bin" / "netmon-tray"
    program.parent.mkdir()
    program.write_text("")
    monkeypatch.setattr(sys, "argv", [str(program.with_name("netmon"))])
    arguments = parsers.build_parser().parse_args(["autostart", "enable", "--data-dir", "rel"])
    monkeypatch.chdir(tmp_path)
    assert tray_command(Context(arguments)) == [str(program), "--data-dir", str(tmp_path / "rel")]


def test_a_name_that_was_typed_says_no_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A frozen program is told what the person typed; the folder that they are in is anybody's."""
    for folder in ("here", "bin"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "netmon-tray").write_text("")
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setattr(sys, "argv", ["netmon"])
    monkeypatch.setattr(sys, "executable", str(tmp_path / "bin" / "netmon"))
    arguments = parsers.build_parser().parse_args(["autostart", "enable"])
    assert tray_command(Context(arguments)) == [str(tmp_path / "bin" / "netmon-tray")]


def test_without_the_program_there_is_nothing_to_start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "argv", [str(tmp_path / "netmon")])
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    monkeypatch.setenv("PATH", str(tmp_path))
    arguments = parsers.build_parser().parse_args(["autostart", "enable"])
    with pytest.raises(NetmonError, match="not installed"):
        tray_command(Context(arguments))

"""What watches the runs must itself see the token in each shape, haste, and stories that differ."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from faults import witness
from support.gate_server import Answer, Request

SECRET = "canary-of-this-test"


def asked(*at_s: float) -> list[Request]:
    return [Request("POST", "/", {"idempotency-key": str(at)}, b"", 1, at) for at in at_s]


@pytest.mark.parametrize("form", witness.forms(SECRET))
def test_a_token_is_found_in_any_shape(tmp_path: Path, form: bytes) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "file").write_bytes(b"\x00before" + form + b"after")
    (tmp_path / "token").write_text(SECRET, "ascii")
    assert witness.files_with(SECRET, tmp_path, [tmp_path / "token"]) == ["deep/file"]


@pytest.mark.parametrize("name", ["cmdline", "environ"])
def test_a_token_is_found_in_another_process(name: str) -> None:
    word, environ = (SECRET, {}) if name == "cmdline" else ("-", {"TOKEN": SECRET})
    command = [sys.executable, "-c", "print(flush=True); input()", word]
    with subprocess.Popen(command, env=environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        assert witness.processes_with(SECRET) == [f"{name} of process {process.pid}"]
        process.communicate(b"\n")
    assert witness.processes_with(SECRET) == []


def test_processor_time_grows_with_work() -> None:
    with subprocess.Popen([sys.executable, "-c", "while True: pass"]) as process:
        while witness.cpu_s(process.pid) < 0.05:
            assert process.poll() is None
        process.kill()
    assert witness.cpu_s(process.pid) == 0.0


def test_a_request_at_once_after_a_failed_one_is_hasty() -> None:
    requests = asked(10.0, 10.5, 12.0)
    assert witness.impatience(requests, [Answer("a", 503, 10.1)], 1) == 1
    assert witness.impatience(requests, [Answer("a", None, 10.1)], 1) == 1
    assert witness.impatience(requests, [Answer("a", 503, 10.6)], 1) == 0


@pytest.mark.parametrize("status", [201, 400, 409, 413, 422])
def test_answers_about_a_record_leave_the_channel_open(status: int) -> None:
    assert witness.impatience(asked(10.0, 10.2), [Answer("a", status, 10.1)], 1) == 0


def test_what_was_on_its_way_already_is_not_hasty() -> None:
    requests = asked(10.0, 10.11, 10.12, 10.13)
    assert witness.impatience(requests, [Answer("a", 503, 10.1)], 4) == 0
    assert witness.impatience(requests, [Answer("a", 503, 10.1)], 3) == 1


def test_after_a_better_answer_nobody_has_to_wait() -> None:
    answers = [Answer("a", 503, 10.1), Answer("b", 201, 10.3)]
    assert witness.impatience(asked(10.2, 10.4, 10.5, 10.6), answers, 1) == 1


def test_a_record_that_fails_again_does_not_close_the_channel() -> None:
    answers = [Answer("bad", 500, 10.1), Answer("good", 201, 12.0), Answer("bad", 500, 12.1)]
    assert witness.impatience(asked(10.0, 12.0, 12.05, 12.2), answers, 1) == 0


def told(state: str, *, maybe_sent: int = 0, inbytes: int = 1) -> list[dict[str, object]]:
    delivery = {"state": state, "maybe_sent": maybe_sent}
    return [{"record_uuid": "one", "payload": {"inbytes": inbytes}, "delivery": delivery}]


@pytest.mark.parametrize(
    ("said", "taken", "problem"),
    [
        (told("sent"), {}, "one is called sent and was never taken"),
        (told("pending"), {"one": {"inbytes": 1}}, "one was taken and is called pending without a doubt"),
        (told("sent", inbytes=2), {"one": {"inbytes": 1}}, "one was taken with another content"),
    ],
)
def test_two_stories_are_told_apart(
    said: list[dict[str, object]], taken: dict[str, dict[str, object]], problem: str
) -> None:
    assert witness.disagreements(said, taken) == [problem]


@pytest.mark.parametrize(
    "said", [told("sent"), told("pending", maybe_sent=1), told("sending"), told("rejected", maybe_sent=2)]
)
def test_one_story_is_one(said: list[dict[str, object]]) -> None:
    assert witness.disagreements(said, {"one": {"inbytes": 1}}) == []

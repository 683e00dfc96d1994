"""A second start finds the first one, on both kinds of port."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from netmon_tray.gui import local_port_qt, local_port_unix, single_instance
from netmon_tray.gui.single_instance import SingleInstance, port_name
from netmon_tray.model import NetmonError


@pytest.fixture(params=[local_port_unix, local_port_qt], ids=["unix", "qt"])
def port(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    module: ModuleType = request.param
    monkeypatch.setattr(single_instance, "_port", module)
    return module


@pytest.fixture
def runtime(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "run"
    folder.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    monkeypatch.delenv("XDG_ACTIVATION_TOKEN", raising=False)
    monkeypatch.delenv("DESKTOP_STARTUP_ID", raising=False)
    return folder


@pytest.fixture
def first(qapp: QApplication, port: ModuleType, runtime: Path, tmp_path: Path) -> Iterator[SingleInstance]:
    instance = SingleInstance(tmp_path)
    assert instance.claim()
    yield instance
    instance.close()


CLAIM = """
import sys
from importlib import import_module
from pathlib import Path
from netmon_tray.gui import single_instance
single_instance._port = import_module(sys.argv[1])
print(single_instance.SingleInstance(Path(sys.argv[2])).claim())
"""


class Second:
    """Another start, in a process of its own."""

    def __init__(self, port: ModuleType, data_dir: Path, **variables: str) -> None:
        source = str(Path(single_instance.__file__).parents[2])
        self._process = subprocess.Popen(
            [sys.executable, "-c", CLAIM, port.__name__, str(data_dir)],
            env={**os.environ, "PYTHONPATH": source, **variables},
            stdout=subprocess.PIPE,
            text=True,
        )

    def has_ended(self) -> bool:
        return self._process.poll() is not None

    def was_first(self) -> bool:
        said, _ = self._process.communicate(timeout=10)
        return said.strip() == "True"


@pytest.mark.parametrize("token", ["", "token-7"])
def test_the_second_start_raises_the_first(
    first: SingleInstance, port: ModuleType, tmp_path: Path, qtbot: QtBot, token: str
) -> None:
    with qtbot.waitSignal(first.raised) as told:
        second = Second(port, tmp_path, XDG_ACTIVATION_TOKEN=token)
    qtbot.waitUntil(second.has_ended)
    assert not second.was_first()
    assert told.args == [token]


def test_another_data_directory_is_another_app(first: SingleInstance, tmp_path: Path, qtbot: QtBot) -> None:
    other = tmp_path / "other"
    other.mkdir()
    instance = SingleInstance(other)
    assert instance.claim()
    instance.close()


def test_the_name_is_free_again_after_the_end(first: SingleInstance, tmp_path: Path) -> None:
    first.close()
    again = SingleInstance(tmp_path)
    assert again.claim()
    again.close()


def test_one_that_does_not_answer_is_said_in_a_sentence(
    qapp: QApplication, port: ModuleType, runtime: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first one's event loop does not run: it is stopping, or it hangs."""
    monkeypatch.setattr(local_port_unix, "ANSWER_S", 0.1)
    monkeypatch.setattr(local_port_qt, "ANSWER_MS", 100)
    first = SingleInstance(tmp_path)
    assert first.claim()
    with pytest.raises(NetmonError, match="does not answer"):
        SingleInstance(tmp_path).claim()
    first.close()


def test_the_name_is_a_hash_in_the_users_own_folder(runtime: Path, tmp_path: Path) -> None:
    assert Path(port_name(tmp_path)).parent == runtime
    assert port_name(tmp_path) == port_name(tmp_path / "x" / "..")
    assert port_name(tmp_path) != port_name(tmp_path / "x")


def test_without_a_runtime_folder_it_lies_in_the_data_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    assert Path(port_name(tmp_path)).parent == tmp_path
    deep = tmp_path / ("d" * 120)
    deep.mkdir()
    assert len(port_name(deep)) < single_instance.LONGEST_PATH_BYTES


# --- the Unix port --------------------------------------------------------------------------------------------------


@pytest.fixture
def unix_first(
    qapp: QApplication, runtime: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[SingleInstance]:
    monkeypatch.setattr(single_instance, "_port", local_port_unix)
    instance = SingleInstance(tmp_path)
    assert instance.claim()
    yield instance
    instance.close()


def test_what_a_crash_left_is_no_obstacle(
    qapp: QApplication, runtime: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(single_instance, "_port", local_port_unix)
    left = socket.socket(socket.AF_UNIX)
    left.bind(port_name(tmp_path))
    left.close()  # the file stays, nobody listens
    instance = SingleInstance(tmp_path)
    assert instance.claim()
    instance.close()
    assert not Path(port_name(tmp_path)).exists()


def test_the_port_is_for_its_owner_alone(unix_first: SingleInstance, tmp_path: Path) -> None:
    assert Path(port_name(tmp_path)).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("said", [b"", b"raise", b"x" * 4000, b"\xff\xfe\n", b"hello\n"])
def test_strangers_raise_nothing(unix_first: SingleInstance, tmp_path: Path, qtbot: QtBot, said: bytes) -> None:
    with qtbot.assertNotEmitted(unix_first.raised, wait=50), socket.socket(socket.AF_UNIX) as stranger:
        stranger.connect(port_name(tmp_path))
        stranger.sendall(said)
        stranger.shutdown(socket.SHUT_WR)
        qtbot.waitUntil(lambda: len(unix_first._listener._notifiers) == 1)


def test_a_folder_that_cannot_be_written_is_no_obstacle(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(single_instance, "_port", local_port_unix)
    assert not local_port_unix.LocalPort().listen(str(tmp_path / "missing" / "port"))

"""packaging/dev.py: what it makes of the machine it is called on, without installing anything here."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "packaging" / "dev.py"


@pytest.fixture
def dev() -> ModuleType:
    spec = importlib.util.spec_from_file_location("dev_script", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def debian(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script on a Debian where only `present` is installed, as an ordinary user."""
    monkeypatch.setattr(dev, "installed_packages", lambda: {"present"})
    monkeypatch.setattr(dev, "shutil", SimpleNamespace(which=lambda name, path=None: f"/usr/bin/{name}"))
    monkeypatch.setattr(dev.os, "geteuid", lambda: 1000)
    return dev


class Commands:
    """Stands in for subprocess.run: keeps the commands and answers with the codes it was given, then 0."""

    def __init__(self, *codes: int) -> None:
        self.codes = list(codes)
        self.seen: list[list[str]] = []

    def __call__(self, command: Sequence[str], **_: Any) -> subprocess.CompletedProcess[str]:
        self.seen.append([str(word) for word in command])
        return subprocess.CompletedProcess(
            command, self.codes.pop(0) if self.codes else 0, stdout="it said so", stderr=""
        )


def test_an_ordinary_user_gets_one_line_to_paste(debian: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        debian.ensure_packages(["present", "xvfb", "dunst"])
    assert ended.value.code == 1
    *_, line = capsys.readouterr().err.splitlines()
    assert line == "sudo apt-get update && sudo apt-get install -y --no-install-recommends xvfb dunst"


def test_what_is_there_asks_for_nothing(debian: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    debian.ensure_packages(["present"])
    assert capsys.readouterr().err == ""


def test_a_python_without_venv_asks_for_its_own_package(
    debian: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(debian.importlib.util, "find_spec", lambda name: None if name == "ensurepip" else object())
    with pytest.raises(SystemExit):
        debian.ensure_packages(["present"])
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert capsys.readouterr().err.endswith(f" python{version}-venv\n")


def test_root_installs_and_fetches_the_lists_only_after_a_failure(
    debian: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    commands = Commands(100)
    monkeypatch.setattr(debian.os, "geteuid", lambda: 0)
    monkeypatch.setattr(debian.subprocess, "run", commands)
    monkeypatch.setattr(debian, "POLICY", tmp_path / "policy-rc.d")
    debian.ensure_packages(["present", "xvfb"])
    install = ["apt-get", "install", "-y", "--no-install-recommends", "xvfb"]
    assert commands.seen == [install, ["apt-get", "update"], install]


def test_network_services_are_neither_started_nor_enabled(
    debian: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    policy = tmp_path / "policy-rc.d"
    while_installing: list[bool] = []
    commands = Commands()

    def watched(command: Sequence[str], **options: Any) -> subprocess.CompletedProcess[str]:
        while_installing.append(policy.exists() and os.access(policy, os.X_OK))
        return commands(command, **options)

    monkeypatch.setattr(debian.subprocess, "run", watched)
    monkeypatch.setattr(debian, "POLICY", policy)
    debian.install_packages(["network-manager", "xvfb"])
    assert while_installing == [True, False]
    assert commands.seen[-1] == ["systemctl", "disable", "--quiet", "NetworkManager.service"]
    assert not policy.exists()


def test_a_policy_that_is_there_is_left_alone(dev: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    policy = tmp_path / "policy-rc.d"
    policy.write_text("theirs")
    monkeypatch.setattr(dev, "POLICY", policy)
    with dev.services_stay_off():
        assert policy.read_text() == "theirs"
    assert policy.read_text() == "theirs"


def test_a_package_may_be_there_under_another_name(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    listing = "ii |libglib2.0-0t64, libglib2.0-0 (= 2.84)\nii |git, git-core, git-completion\nrc |dunst, \n"
    answer = subprocess.CompletedProcess([], 0, stdout=listing)
    monkeypatch.setattr(dev.subprocess, "run", lambda *_, **__: answer)
    present = dev.installed_packages()
    assert {"libglib2.0-0t64", "libglib2.0-0", "git", "git-core"} <= present
    assert "dunst" not in present


def test_elsewhere_on_linux_missing_programs_are_named(
    debian: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    absent = {"dpkg-query", "apt-get", "Xvfb"}
    which = SimpleNamespace(which=lambda name, path=None: None if name in absent else f"/bin/{name}")
    monkeypatch.setattr(debian, "shutil", which)
    with pytest.raises(SystemExit):
        debian.ensure_packages(["xvfb", "iproute2", "libgl1"])
    assert capsys.readouterr().err == "Install these programs with this system's packages first: Xvfb.\n"


@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY"])
def test_a_display_is_looked_for_by_its_variables(dev: ModuleType, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert "no display" in dev.display_missing()
    monkeypatch.setenv(name, ":7")
    assert dev.display_missing() == ""


def test_a_display_that_does_not_answer_is_quoted(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = subprocess.CompletedProcess([], -6, stdout="", stderr="qt.qpa.xcb: could not connect to display :7\nmore")
    monkeypatch.setattr(dev.subprocess, "run", lambda *_, **__: answer)
    assert dev.display_trouble(Path("python")) == (
        "The display cannot be opened (qt.qpa.xcb: could not connect to display :7)."
    )


def test_a_display_that_hangs_is_given_up(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    def hang(command: Sequence[str], timeout: float, **_: Any) -> None:
        raise subprocess.TimeoutExpired(command, timeout)

    monkeypatch.setattr(dev.subprocess, "run", hang)
    assert dev.display_trouble(Path("python")) == "The display did not answer within 5 seconds."


def started(dev: ModuleType, monkeypatch: pytest.MonkeyPatch, trouble: str) -> list[str]:
    """What `run --demo` becomes."""
    monkeypatch.setattr(dev, "ensure_packages", lambda wanted: None)
    monkeypatch.setattr(dev, "environment", lambda name: Path("/env/bin/python"))
    monkeypatch.setattr(dev, "display_missing", lambda: "")
    monkeypatch.setattr(dev, "display_trouble", lambda python: trouble)
    programs: list[list[str]] = []

    def become(command: list[str]) -> int:
        programs.append(command)
        return 0

    monkeypatch.setattr(dev, "become", become)
    assert dev.main(["run", "--demo"]) == 0
    return programs[0]


def test_run_opens_the_window_where_there_is_a_display(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    assert started(dev, monkeypatch, "") == ["/env/bin/netmon-tray", "--show", "--demo"]


def test_run_takes_the_terminal_and_says_why(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert started(dev, monkeypatch, "The display is gone.") == ["/env/bin/netmon", "watch", "--demo"]
    assert capsys.readouterr().err.startswith("The display is gone. Showing the network in this terminal instead")


@pytest.mark.parametrize(("user", "is_seen_to"), [(0, True), (1000, False)])
def test_radio_becomes_its_own_command(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, user: int, is_seen_to: bool
) -> None:
    wanted: list[list[str]] = []
    monkeypatch.setattr(dev.os, "geteuid", lambda: user)
    monkeypatch.setattr(dev, "ensure_packages", wanted.append)
    monkeypatch.setattr(dev, "become", lambda command: command)
    assert dev.radio(["wifi-open"]) == [sys.executable, str(SCRIPT.parents[1] / "tests" / "radio"), "wifi-open"]
    assert wanted == ([[*dev.RADIO_PROGRAMS]] if is_seen_to else [])


def test_the_list_of_scenarios_needs_the_programs_own_modules(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "ensure_packages", lambda wanted: None)
    monkeypatch.setattr(dev, "environment", lambda name: Path(f"/{name}/bin/python"))
    monkeypatch.setattr(dev, "become", lambda command: command)
    assert dev.radio(["--list"])[0] == "/run/bin/python"


def test_tests_see_nothing_of_whoever_calls(dev: ModuleType) -> None:
    mine = {"HOME": "/home/me", "PATH": "/bin", "DISPLAY": ":0", "NETMON_TOKEN": "secret", "XDG_RUNTIME_DIR": "/run/me"}
    session = {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/run/me/bus", "PYTHONUNBUFFERED": "1", "QT_STYLE_OVERRIDE": "x"}
    seen = dev.test_variables({**mine, **session}, "/tmp/home")
    assert seen == {"HOME": "/tmp/home", "PATH": "/bin", "QT_QPA_PLATFORM": "offscreen"}


def test_another_list_means_another_environment(dev: ModuleType, tmp_path: Path) -> None:
    pins = tmp_path / "run.txt"
    pins.write_text("a==1")
    before = dev.environment_home("run", [pins])
    assert dev.environment_home("run", [pins]) == before
    pins.write_text("a==2")
    assert dev.environment_home("run", [pins]) != before


def test_an_interrupted_environment_is_made_anew(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    commands = Commands()

    def make(home: Path, *command: str) -> None:
        home.mkdir()
        commands.seen.append(["venv"])

    monkeypatch.setattr(dev.subprocess, "run", commands)
    monkeypatch.setattr(dev, "ENVIRONMENTS", tmp_path)
    monkeypatch.setattr(dev, "ROOT", SCRIPT.parents[1])
    monkeypatch.setattr(dev, "make", make)
    dev.environment("run")
    assert [words[0] if words == ["venv"] else "pip" for words in commands.seen] == ["venv", "pip", "pip"]
    commands.seen.clear()
    dev.environment("run")
    assert commands.seen == []


def test_a_failed_install_ends_with_what_pip_said(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev.subprocess, "run", Commands(1))
    with pytest.raises(SystemExit) as ended:
        dev.pip(Path("python"), "--requirement", "run.txt")
    assert ended.value.code == 1
    said = capsys.readouterr().err
    assert "it said so" in said
    assert "This failed (code 1): python -m pip install" in said


@pytest.mark.parametrize("words", [[], ["nonsense"], ["--help"]])
def test_without_a_command_the_commands_are_listed(
    dev: ModuleType, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    with pytest.raises(SystemExit):
        dev.main(words)
    said = capsys.readouterr().err
    assert all(f"\n  {name}" in said for name in ("run", "test", "bench", "radio", "foreign", "lock", "clean"))

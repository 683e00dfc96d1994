"""Notifications without a desktop: text that cannot do harm, addresses, and systems that show none."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from netmon_tray import desktop
from netmon_tray.desktop.freedesktop import FreedesktopNotifier, escaped, sendable, session_bus_address
from netmon_tray.desktop.notifications import SilentNotifier


@pytest.fixture(autouse=True)
def no_session(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    desktop.notifier.cache_clear()
    yield
    desktop.notifier.cache_clear()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Café", "Café"),
        ("<b>free</b> & easy", "&lt;b&gt;free&lt;/b&gt; &amp; easy"),
        ("&lt;", "&amp;lt;"),
        ('<a href="http://example.org">x</a>', '&lt;a href="http://example.org"&gt;x&lt;/a&gt;'),
    ],
)
def test_a_networks_name_is_never_markup(text: str, shown: str) -> None:
    assert escaped(text) == shown


@pytest.mark.parametrize(("text", "sent"), [("a\0b", "ab"), ("a\udcffb", "a?b"), ("naïve ☕", "naïve ☕")])
def test_text_that_dbus_cannot_carry_is_made_carriable(text: str, sent: str) -> None:
    assert sendable(text) == sent


def test_the_session_is_found_by_its_variable_or_its_runtime_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert session_bus_address() is None
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert session_bus_address() is None
    (tmp_path / "bus").touch()
    assert session_bus_address() == f"unix:path={tmp_path}/bus"
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/elsewhere")
    assert session_bus_address() == "unix:path=/elsewhere"


def test_without_a_session_nothing_is_shown_and_no_thread_is_started() -> None:
    notifier = FreedesktopNotifier()
    result = notifier.notify("Title", "Body")
    assert (bool(result), result.reason) == (False, "There is no desktop session to show notifications in.")
    notifier.post("Title", "Body")
    notifier.close()


@pytest.mark.parametrize("address", ["unix:path=/nonexistent/bus", "tcp:host=localhost,port=1", "nonsense", ":;"])
def test_a_session_whose_bus_is_gone_is_a_reason_not_an_error(address: str) -> None:
    notifier = FreedesktopNotifier(address)
    result = notifier.notify("Title", "Body")
    assert not result
    assert result.reason.startswith("The session's message bus failed")
    notifier.close()


def test_after_the_end_nothing_is_accepted() -> None:
    notifier = FreedesktopNotifier("unix:path=/nonexistent/bus")
    notifier.close()
    assert notifier.notify("Title", "Body").reason == "The program is ending."


def test_systems_without_an_implementation_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    result = desktop.notify("Title", "Body", tag="x", urgency=desktop.Urgency.CRITICAL)
    assert (bool(result), result.reason) == (False, "On this system only the tray's icon shows notifications.")
    assert isinstance(desktop.notifier(), SilentNotifier)


def test_linux_uses_the_desktops_service(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    assert isinstance(desktop.notifier(), FreedesktopNotifier)
    assert desktop.notifier() is desktop.notifier()


def test_jeepney_is_not_imported_before_there_is_something_to_show() -> None:
    code = (
        "import json, sys\n"
        "from netmon_tray import desktop\n"
        "shown = bool(desktop.notify('Title', 'Body'))\n"
        "print(json.dumps([shown, sorted(name for name in sys.modules if 'jeepney' in name)]))\n"
    )
    environment = {"PYTHONPATH": str(Path(desktop.__file__).parent.parent.parent)}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=20, env=environment
    )
    assert json.loads(done.stdout) == [False, []]

"""The real app in real tray hosts: the icon is there, clicks and menu work, and a late host finds it."""

from __future__ import annotations

import json
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from netmon_tray.gui.tray_icon import PANEL_INK, SIZES
from support.sni_host import sni_host
from support.xvfb import Desktop, Place

Eventually = Callable[..., Place]
STORY_S = 60.0
"""The scripted host has a week behind it, which is stored before its first sample is shown."""


def ink_pixels(picture: Path, place: Place) -> int:
    """How many pixels of a place have the colour of a glyph."""
    image = QImage(str(picture))
    ink = QColor(PANEL_INK[False])
    columns = range(place.x, min(place.x + place.width, image.width()))
    rows = range(place.y, min(place.y + place.height, image.height()))
    return sum(image.pixelColor(x, y) == ink for x in columns for y in rows)


def has_colour(picture: Path, place: Place, colour: str) -> bool:
    image = QImage(str(picture))
    wanted = QColor(colour)
    columns = range(max(place.x, 0), min(place.x + place.width, image.width()))
    rows = range(max(place.y, 0), min(place.y + place.height, image.height()))
    return any(image.pixelColor(x, y) == wanted for x in columns for y in rows)


def wait_for_curve(screen: Desktop, window: Place, name: str, eventually: Eventually) -> None:
    """Wait until throughput is drawn."""
    eventually(lambda: has_colour(screen.screenshot(name), window, "#1d63c4"), timeout_s=STORY_S, what="the curve")


# --- XEmbed ---------------------------------------------------------------------------------------------------------


def test_an_xembed_panel_shows_icon_window_and_menu(screen: Desktop, eventually: Eventually) -> None:
    screen.start_xembed_host()
    app = screen.start_app()
    icon = eventually(screen.icon, what="the icon")
    assert ink_pixels(screen.screenshot("xembed-icon"), icon) > 15
    assert screen.main_window() is None
    screen.click(icon.middle)
    window = eventually(screen.main_window, what="the window")
    assert (window.width, window.height) == (1024, 704)
    eventually(
        lambda: has_colour(screen.screenshot("xembed-live"), window, "#1d63c4"), timeout_s=STORY_S, what="the curve"
    )
    screen.click(icon.middle, button=3)
    menu = eventually(screen.menu, what="the menu")
    screen.screenshot("xembed-menu")
    assert menu.height > 120
    screen.key("Up", "Return")  # the last entry: Quit
    assert app.wait(15) == 0


def test_the_live_window_moves_while_traffic_flows(screen: Desktop, eventually: Eventually) -> None:
    screen.start_xembed_host()
    screen.start_app("--show")
    window = eventually(screen.main_window, what="the window")
    screen.key("ctrl+2")  # Live
    eventually(
        lambda: has_colour(screen.screenshot("moving-1"), window, "#1d63c4"), timeout_s=STORY_S, what="the curve"
    )
    plot = Place("", window.x + 260, window.y + 450, 660, 200)

    def part(name: str) -> QImage:
        return QImage(str(screen.screenshot(name))).copy(plot.x, plot.y, plot.width, plot.height)

    before = part("moving-1")
    eventually(lambda: part("moving-2") != before, timeout_s=STORY_S, what="another picture")


def test_an_xembed_panel_may_come_later(screen: Desktop, eventually: Eventually) -> None:
    screen.start_app()
    eventually(screen.main_window, what="the window, since there is no tray")
    screen.start_xembed_host()
    eventually(screen.icon, what="the icon")


# --- StatusNotifier -------------------------------------------------------------------------------------------------


def test_a_status_notifier_host_reads_icon_tooltip_and_menu(screen: Desktop, eventually: Eventually) -> None:
    with sni_host(screen.bus) as host:
        app = screen.start_app()
        eventually(lambda: host.items, what="the item")
        eventually(lambda: "bit/s" in host.read()["ToolTip"][2], timeout_s=STORY_S, what="what moves in the tooltip")
        item = host.read()
        first, second = item["ToolTip"][2].split("\n")
        assert first.startswith("Cafe-5G · WiFi · \N{MINUS SIGN}")
        assert first.endswith(" dBm good")
        assert second.startswith("down ")
        assert second.endswith("bit/s")
        assert {width for width, height, _ in item["IconPixmap"] if width == height} >= set(SIZES)
        labels = list(host.menu())
        assert labels[0] == "Cafe-5G · good signal · strong security"
        assert not host.is_enabled(labels[0])
        assert labels[1:4] == ["Open netmon", "Live", "Copy network details"]
        assert {"For 15 minutes", "For 1 hour", "Until I resume"} <= set(labels)
        assert not {"Open login page", "Insecure network: what to do", "Resume now"} & set(labels)
        assert labels[-2:] == ["What this app sends…", "Quit"]
        host.choose("Quit")
        assert app.wait(15) == 0


def test_a_click_and_the_menu_do_what_they_say(screen: Desktop, eventually: Eventually) -> None:
    with sni_host(screen.bus) as host:
        screen.start_app()
        eventually(lambda: host.items, what="the item")
        eventually(lambda: "Cafe-5G" in host.read()["ToolTip"][2], timeout_s=STORY_S, what="the first sample")
        host.activate()
        eventually(screen.main_window, what="the window")
        before = host.read()["IconPixmap"]
        host.choose("For 15 minutes")
        eventually(lambda: host.read()["ToolTip"][2].startswith("Paused until "), what="the pause")
        assert host.read()["IconPixmap"] != before
        labels = host.menu()
        assert any(label.startswith("Resumes ") for label in labels)
        assert "For 15 minutes" not in labels
        screen.screenshot("paused")
        host.choose("Resume now")
        eventually(lambda: host.read()["ToolTip"][2].startswith("Cafe-5G"), what="the end of the pause")


def test_a_host_that_comes_after_the_app_finds_it(screen: Desktop, eventually: Eventually) -> None:
    app = screen.start_app()
    eventually(screen.main_window, what="the window, since there is no tray")
    with sni_host(screen.bus) as host:
        eventually(lambda: host.items, what="the item")
        eventually(lambda: "Cafe-5G" in host.read()["ToolTip"][2], timeout_s=STORY_S, what="the tooltip")
        host.choose("Quit")
        assert app.wait(15) == 0


def test_a_host_that_is_started_again_finds_it(screen: Desktop, eventually: Eventually) -> None:
    with sni_host(screen.bus) as host:
        screen.start_app()
        eventually(lambda: host.items, what="the item")
    with sni_host(screen.bus) as again:
        eventually(lambda: again.items, what="the item, once more")
        eventually(lambda: "Cafe-5G" in again.read()["ToolTip"][2], timeout_s=STORY_S, what="the tooltip")


# --- no host, a second start, the end -------------------------------------------------------------------------------


def test_without_a_tray_the_window_opens_and_a_second_start_raises_it(screen: Desktop, eventually: Eventually) -> None:
    first = screen.start_app()
    eventually(screen.main_window, what="the window")
    screen.screenshot("no-tray")
    screen.key("ctrl+w")
    eventually(lambda: screen.main_window() is None, what="the closed window")
    assert first.poll() is None, "closing it keeps recording"
    second = screen.start_app()
    assert second.wait(15) == 0
    eventually(screen.main_window, what="the window again")
    assert first.poll() is None
    screen.key("ctrl+q")
    assert first.wait(15) == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_cleanly(screen: Desktop, eventually: Eventually, number: signal.Signals) -> None:
    app = screen.start_app()
    eventually(lambda: "established" in screen.netmon("log", "--json"), timeout_s=STORY_S, what="the first record")
    app.send_signal(number)
    assert app.wait(15) == 0
    records = json.loads(screen.netmon("log", "--json"))
    assert max(records, key=lambda record: record["id"])["event"] == "terminated"
    assert not list((screen.folder / "runtime").glob("netmon-tray-*[0-9a-f]")), "the port is given back"

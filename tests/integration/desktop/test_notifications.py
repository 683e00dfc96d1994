"""Notifications against a mock of a desktop's service, and against services that misbehave."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from jeepney import HeaderFields, Message

from netmon_tray.desktop.freedesktop import FreedesktopNotifier
from netmon_tray.desktop.notifications import Urgency
from support.bus import HANG, Answer, PrivateBus, RefusalError, VanishError, private_bus, scripted_service
from support.dbusmock_services import MockService, mock_service

NAME, PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"


@pytest.fixture(scope="module")
def bus() -> Iterator[PrivateBus]:
    with private_bus() as bus:
        yield bus


@pytest.fixture
def notifier(bus: PrivateBus) -> Iterator[FreedesktopNotifier]:
    notifier = FreedesktopNotifier(bus.address)
    yield notifier
    notifier.close()


@pytest.fixture
def mock(bus: PrivateBus) -> Iterator[MockService]:
    with mock_service(bus, "notification_daemon", NAME, PATH) as mock:
        yield mock


def test_what_arrives_at_the_desktop(mock: MockService, notifier: FreedesktopNotifier) -> None:
    assert notifier.notify("Joined <Café>", "Open network <b>Café & more</b>", urgency=Urgency.CRITICAL)
    ((application, replaces, icon, title, body, actions, hints, expires),) = arguments(mock)
    assert (application, replaces, icon, actions, expires) == ("netmon-tray", 0, "netmon-tray", [], -1)
    assert title == "Joined <Café>"
    assert body == "Open network &lt;b&gt;Café &amp; more&lt;/b&gt;"
    assert hints == {"urgency": ("y", 2), "desktop-entry": ("s", "netmon-tray")}


def arguments(mock: MockService) -> list[list[Any]]:
    return [[value for _, value in call] for call in mock.called("Notify")]


def test_the_same_tag_replaces_and_another_does_not(mock: MockService, notifier: FreedesktopNotifier) -> None:
    for tag in ("upload", "network", "upload", "", ""):
        assert notifier.notify("Title", "Body", tag=tag)
    assert [call[1] for call in arguments(mock)] == [0, 0, 1, 0, 0]


def test_post_does_not_wait(
    mock: MockService, notifier: FreedesktopNotifier, eventually: Callable[..., object]
) -> None:
    notifier.post("Title", "Body")
    eventually(lambda: arguments(mock))


def test_a_desktop_without_a_service_is_told_apart(notifier: FreedesktopNotifier) -> None:
    result = notifier.notify("Title", "Body")
    assert (bool(result), result.reason) == (False, "This desktop runs no notification service.")


class Desktop:
    """A notification service of the test's making."""

    def __init__(self, *capabilities: str, first_number: int = 1) -> None:
        self.capabilities = list(capabilities)
        self.number = first_number - 1
        self.bodies: list[str] = []
        self.replaced: list[int] = []

    def __call__(self, message: Message) -> Answer:
        if message.header.fields[HeaderFields.member] == "GetCapabilities":
            return "as", (self.capabilities,)
        self.number += 1
        self.replaced.append(message.body[1])
        self.bodies.append(message.body[4])
        return "u", (self.number,)


def test_a_desktop_that_shows_plain_text_gets_plain_text(bus: PrivateBus, notifier: FreedesktopNotifier) -> None:
    with scripted_service(bus, NAME, Desktop("body")) as service:
        assert notifier.notify("Title", "a < b & c")
        assert service.calls[-1].body[4] == "a < b & c"


def test_the_ids_of_a_service_are_not_used_with_its_successor(bus: PrivateBus, notifier: FreedesktopNotifier) -> None:
    """A new service counts anew: an old id would replace somebody else's notification."""
    first, second = Desktop("body", first_number=40), Desktop("body")
    with scripted_service(bus, NAME, first):
        assert notifier.notify("Title", "Body", tag="upload")
    with scripted_service(bus, NAME, second):
        assert notifier.notify("Title", "Body", tag="upload")
        assert notifier.notify("Title", "Body", tag="upload")
    assert (first.replaced, second.replaced) == ([0], [0, 1])


def test_a_service_that_hangs_costs_two_seconds_and_the_next_one_works(
    bus: PrivateBus, notifier: FreedesktopNotifier
) -> None:
    with scripted_service(bus, NAME, lambda _: HANG):
        started = time.monotonic()
        result = notifier.notify("Title", "Body")
        assert 1.5 < time.monotonic() - started < 10  # the bus itself would wait 25 s
    assert (bool(result), result.reason) == (False, "The desktop did not answer within 2 s.")
    with scripted_service(bus, NAME, Desktop("body")) as service:
        assert notifier.notify("Title", "Body")
        assert service.members() == ["GetCapabilities", "Notify"]


def test_a_service_that_refuses_is_quoted(bus: PrivateBus, notifier: FreedesktopNotifier) -> None:
    def refuse(_: Message) -> Answer:
        raise RefusalError("org.freedesktop.Notifications.Error.ExcessNotificationGeneration", "too many")

    with scripted_service(bus, NAME, refuse):
        assert "too many" in notifier.notify("Title", "Body").reason


def test_a_service_that_vanishes_is_a_reason(bus: PrivateBus, notifier: FreedesktopNotifier) -> None:
    def vanish(_: Message) -> Answer:
        raise VanishError

    with scripted_service(bus, NAME, vanish):
        assert not notifier.notify("Title", "Body")


def test_a_bus_that_hangs_costs_two_seconds(bus: PrivateBus, notifier: FreedesktopNotifier) -> None:
    started = time.monotonic()
    with bus.frozen():
        assert not notifier.notify("Title", "Body")
    assert time.monotonic() - started < 10


def test_a_session_bus_that_was_restarted_is_found_again() -> None:
    with private_bus() as bus:
        notifier = FreedesktopNotifier(bus.address)
        with scripted_service(bus, NAME, Desktop("body")):
            assert notifier.notify("Title", "Body")
        bus.stop()
        bus.start()
        with scripted_service(bus, NAME, Desktop("body")):
            assert notifier.notify("Title", "Body")
        notifier.close()


def test_the_service_is_started_by_its_first_notification() -> None:
    """Desktops have their service started on demand: unlike a probe, a notification may do that."""
    with private_bus() as bus:
        marker = bus.folder / "started"
        bus.add_activatable(NAME, f"/usr/bin/touch {marker}")
        bus.stop()
        bus.start()
        notifier = FreedesktopNotifier(bus.address)
        notifier.notify("Title", "Body")
        assert marker.exists()
        notifier.close()

"""A StatusNotifier host on a private bus, as a panel is one: takes items, reads them and chooses from their menus."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from jeepney import HeaderFields, Message

from support.bus import BusClient, PrivateBus, RefusalError, bus_client, scripted_service

WATCHER = "org.kde.StatusNotifierWatcher"
ITEM = "org.kde.StatusNotifierItem"
MENU = "com.canonical.dbusmenu"
ITEM_PATH = "/StatusNotifierItem"


class SniHost:
    """What a panel does with the items that register."""

    def __init__(self, client: BusClient) -> None:
        self.items: list[str] = []
        self._client = client

    def handle(self, message: Message) -> tuple[str, tuple[Any, ...]]:
        """Answer as the watcher."""
        member = message.header.fields[HeaderFields.member]
        if member == "RegisterStatusNotifierItem":
            sender, name = message.header.fields[HeaderFields.sender], message.body[0]
            self.items.append(sender if name.startswith("/") else name)
            return "", ()
        if member == "RegisterStatusNotifierHost":
            return "", ()
        if member == "Introspect":
            return "s", ("<node/>",)
        known: dict[str, tuple[str, Any]] = {
            "RegisteredStatusNotifierItems": ("as", list(self.items)),
            "IsStatusNotifierHostRegistered": ("b", True),
            "ProtocolVersion": ("i", 0),
        }
        if member == "Get" and message.body[1] in known:
            return "v", (known[message.body[1]],)
        if member == "GetAll":
            return "a{sv}", (known,)
        raise RefusalError("org.freedesktop.DBus.Error.UnknownMethod", str(member))

    def read(self) -> dict[str, Any]:
        """The newest item's properties."""
        found = self._call(ITEM_PATH, "org.freedesktop.DBus.Properties", "GetAll", "s", ITEM)
        return {name: value for name, (_, value) in found.items()}

    def activate(self) -> None:
        """Click the icon."""
        self._call(ITEM_PATH, ITEM, "Activate", "ii", 5, 5)

    def menu(self) -> dict[str, int]:
        """Visible entries of the menu and its submenus: label -> number; separators are left out."""
        path = self.read()["Menu"]
        self._call(path, MENU, "AboutToShow", "i", 0)
        _, root = self._call(path, MENU, "GetLayout", "iias", 0, -1, [])
        return dict(_entries(root))

    def is_enabled(self, label: str) -> bool:
        """Whether an entry can be chosen."""
        path = self.read()["Menu"]
        (found,) = self._call(path, MENU, "GetGroupProperties", "aias", [self.menu()[label]], ["enabled"])
        return bool(found[1].get("enabled", ("b", True))[1])

    def choose(self, label: str) -> None:
        """Choose an entry as a panel tells it."""
        number = self.menu()[label]
        self._call(self.read()["Menu"], MENU, "Event", "isvu", number, "clicked", ("s", ""), 0)

    def _call(self, path: str, interface: str, member: str, signature: str, *body: Any) -> Any:
        return self._client.call(self.items[-1], path, interface, member, signature, *body)


def _entries(node: tuple[int, dict[str, Any], list[Any]]) -> Iterator[tuple[str, int]]:
    number, properties, children = node
    if not properties.get("visible", ("b", True))[1]:
        return  # nor anything in it
    label = properties.get("label", ("s", ""))[1].replace("_", "")
    if label:
        yield label, number
    for _, child in children:
        yield from _entries(child)


@contextlib.contextmanager
def sni_host(bus: PrivateBus) -> Iterator[SniHost]:
    """A host that is there until the block ends."""
    with bus_client(bus) as client:
        host = SniHost(client)
        with scripted_service(bus, WATCHER, host.handle):
            yield host

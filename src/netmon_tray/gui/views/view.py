"""What the main window asks of a view."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QSettings, QSize, Signal
from PySide6.QtWidgets import QWidget

from netmon_tray.gui.bridge import Bridge
from netmon_tray.gui.states import StateCard
from netmon_tray.gui.theme import Theme
from netmon_tray.snapshot import Snapshot


class View(QWidget):
    """A page of the main window: made when it is first visited, freed with the window.

    Attributes:
        name: As in ``views.VIEWS``.
        is_live: Whether it wants samples at the live interval while it is seen.
        card_in_view: The state that the view tells itself, so that the banner does not; None where it tells none.

    Signals:
        acted: The action of a state card was chosen (``states.Action``).
        opened: Another view is asked for, by its name and with what it is to show.
    """

    acted = Signal(object)
    opened = Signal(str, object)

    name: ClassVar[str]
    is_live: ClassVar[bool] = False

    def __init__(self, bridge: Bridge, theme: Theme, memory: QSettings) -> None:
        super().__init__()
        self.bridge, self.theme, self.memory = bridge, theme, memory
        self.card_in_view: StateCard | None = None

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Take over what is now; called after each tick, while the view is seen, and when it comes to be seen."""

    def set_seen(self, *, is_seen: bool) -> None:
        """Someone looks at it, or does not any longer."""

    def go_to(self, argument: object) -> None:
        """Show what another view asked for; what it may be is said by each view."""

    def first_focus(self) -> QWidget | None:
        """What has the keyboard when the window opens on this view; None: the navigation."""
        return None

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Any width does: else a view that is arranged for a wide window would keep it from being made narrow."""
        return QSize(0, super().minimumSizeHint().height())

"""What a time chart needs of whatever it shows: the scale, the marks, the spans and the cursor. Pure, without Qt.

Live (``timeline.Timeline``) and History (``history_line.HistoryLine``) are such views.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from netmon_tray.gui.chart_scale import TimeScale


class Told(Protocol):
    """Something that happened at a moment: a ``LiveEvent``, or a mark of the history."""

    @property
    def at_unix_ms(self) -> int:
        """When."""

    @property
    def kind(self) -> str:
        """What, as ``chart_lane.GLYPHS`` knows it."""

    @property
    def text(self) -> str:
        """The words for it."""


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """Something that lasted; ``end_unix_ms`` is None while it lasts still."""

    start_unix_ms: int
    end_unix_ms: int | None
    text: str = ""

    def within(self, scale: TimeScale) -> tuple[int, int] | None:
        """Left and right in pixels of the part in view; None where nothing of it is in view."""
        right = scale.width_px if self.end_unix_ms is None else min(scale.x_of(self.end_unix_ms), scale.width_px)
        left = max(scale.x_of(self.start_unix_ms), 0)
        return (left, right) if left < scale.width_px and right >= max(left, 1) else None


class TimeView(Protocol):
    """One view on a run of time."""

    @property
    def scale(self) -> TimeScale:
        """Time to pixels, as it is now."""

    @property
    def has_values(self) -> bool:
        """Whether anything measured is in view."""

    @property
    def knows_before_view(self) -> bool:
        """Whether anything is known from before the left edge: else the time before the first value was not lived."""

    @property
    def measure(self) -> str | None:
        """The measure of the signal; None where nothing in view has one."""

    @property
    def cursor_unix_ms(self) -> int | None:
        """The moment that is read out; None for no moment of its own."""

    @property
    def cursor_x(self) -> int | None:
        """Where the cursor stands, in pixels from the left; None without one, or outside of the view."""

    def cursor_text(self) -> str:
        """The cursor's moment, as its chip on the axis says it."""

    def cursor_signal(self) -> float | None:
        """The signal at the cursor, in the unit of ``measure``."""

    def cursor_traffic(self) -> tuple[float, float] | None:
        """What came down and went up at the cursor, in the unit of the lower chart."""

    def marks(self) -> Sequence[Told]:
        """What happened in view, oldest first."""

    def outages(self) -> Sequence[TimeSpan]:
        """The spans without a connection."""

    def sleeps(self) -> Sequence[TimeSpan]:
        """The spans in which the computer slept."""

    def set_width(self, width_px: int) -> None:
        """Fit to a width in pixels."""

    def move_cursor_to(self, x: int) -> None:
        """Put the cursor on what is nearest to ``x``."""

    def step_cursor(self, columns: int) -> None:
        """Move the cursor by at least ``columns`` pixel columns (negative: to the left)."""

    def cursor_to_edge(self, *, is_start: bool) -> None:
        """Put the cursor on the first or the last value in view."""

    def leave_cursor(self) -> None:
        """Have no cursor."""

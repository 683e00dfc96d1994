"""One line of the diagnosis: what was checked, how it stands, what was found, and what would help."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from netmon_tray.words import say


class RowState(enum.StrEnum):
    """What a check found; the values are those of JSON."""

    FINE = "fine"
    ATTENTION = "attention"
    NOT_TESTED = "not_tested"


STATE_WORDS = {
    RowState.FINE: say("Fine"),
    RowState.ATTENTION: say("Attention"),
    RowState.NOT_TESTED: say("Not tested"),
}


class Remedy(enum.Enum):
    """What would help; the value is what its button in the window says."""

    ALLOW = say("Allow in system settings")
    LOG_IN = say("Open login page")
    TOKEN = say("Enter a token")
    TEST = say("Test the server")
    AUTOSTART = say("Start at login")
    FOLDER = say("Show the data folder")
    SETTINGS = say("Open settings")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the diagnosis."""

    check: str
    """Stable short name."""
    title: str
    state: RowState
    finding: str
    remedy: Remedy | None = None


def fine(check: str, title: str, finding: str, remedy: Remedy | None = None) -> Row:
    """A check that found all well, or a choice that is nobody's fault."""
    return Row(check, title, RowState.FINE, finding, remedy)


def attention(check: str, title: str, finding: str, remedy: Remedy | None = None) -> Row:
    """A check that found something a person should look at."""
    return Row(check, title, RowState.ATTENTION, finding, remedy)


def untested(check: str, title: str, finding: str, remedy: Remedy | None = None) -> Row:
    """A check that could not be made, or that nobody here can answer."""
    return Row(check, title, RowState.NOT_TESTED, finding, remedy)

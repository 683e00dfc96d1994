"""Which of the conditions that hold are shown, and in which order."""

from __future__ import annotations

from collections.abc import Iterable

from netmon_tray.model import Condition, Severity

_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


def visible(conditions: Iterable[tuple[Condition, float]], now_s: float) -> tuple[Condition, ...]:
    """What to show of ``conditions``, each with the time since which it holds, on the same clock as ``now_s``.

    A condition is shown once it has held for its own time, unless one that explains it (``depends_on``) is shown.
    The most severe come first; otherwise the given order stays.
    """
    due = {item.code: item for item, since_s in conditions if now_s - since_s >= item.visible_after_s}
    decided: dict[str, bool] = {}

    def is_shown(code: str) -> bool:
        if code not in due:
            return False
        if code not in decided:
            decided[code] = False  # while asking: a circle of dependencies ends here
            decided[code] = not any(is_shown(cause) for cause in due[code].depends_on)
        return decided[code]

    shown = [item for code, item in due.items() if is_shown(code)]
    return tuple(sorted(shown, key=lambda item: _ORDER[item.severity]))

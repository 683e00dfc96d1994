"""``netmon report``: what happened in a range, as a page for other people or as data."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from netmon_tray.autostart import command_of_tray
from netmon_tray.cli import FINE
from netmon_tray.cli.render import UsageError, write_lines
from netmon_tray.cli.stores import opened
from netmon_tray.exports import drafted
from netmon_tray.model import NetmonError
from netmon_tray.reports import Report, write_csv, write_json

if TYPE_CHECKING:
    from netmon_tray.cli.context import Context
    from netmon_tray.storage import Stores

RANGE_MS = 30 * 86_400_000
"""Without ``--since``: the last thirty days."""
RENDERED_S = 60.0
"""A page takes half a second; a program that hangs on a display is not waited for any longer."""
FORMS = (".pdf", ".csv", ".json")
Maker = Callable[["Stores", int, int, int], Report]


def report(context: Context) -> int:
    """Write a report of a range into FILE; its suffix chooses the form."""
    arguments = context.arguments
    file = Path(arguments.file).absolute()
    form = file.suffix.lower()
    if form not in FORMS:
        raise UsageError(f"{file.name}: the name must end in {', '.join(FORMS)}.")
    if file.exists() and not arguments.force:
        raise NetmonError(f"{file} exists already.", "Choose another name, or replace it with --force.")
    now_unix_ms = context.now_unix_ms()
    since, until = context.span
    until = now_unix_ms if until is None else min(until, now_unix_ms)
    since = until - RANGE_MS if since is None else since
    with opened(context.paths.data_dir) as stores:
        made = _makers()[arguments.report](stores, since, until, now_unix_ms)
    with drafted(file) as draft:
        if form == ".pdf":
            _render(made.page.to_text(), draft, context.settings.ui.language)
        else:
            with draft.open("w", encoding="utf-8", newline="\n") as out:
                (write_csv if form == ".csv" else write_json)(made, out)
    write_lines([f"{made.page.title} written to {file}."])
    return FINE


def _makers() -> dict[str, Maker]:
    from netmon_tray.cli.report_data import audit_report, outages_report, usage_report

    return {"outages": outages_report, "usage": usage_report, "audit": audit_report}


def _render(page: str, draft: Path, language: str) -> None:
    """Have the tray's program draw the page: nothing without a window loads Qt (decisions.md 17)."""
    advice = "A report as .csv or .json needs no window toolkit."
    try:
        done = subprocess.run(  # noqa: S603 - our own program
            [*command_of_tray(["--render-report", str(draft), language])],
            input=page,
            env={**os.environ, "PYTHONUTF8": "1"},
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=RENDERED_S,
            check=False,
        )
    except (OSError, subprocess.SubprocessError, NetmonError) as error:
        raise NetmonError(f"The page cannot be drawn: {error}".rstrip(".") + ".", advice) from error
    if done.returncode:
        said = (done.stderr.strip().splitlines() or ["Qt does not start here"])[-1].rstrip(".")
        raise NetmonError(f"The page cannot be drawn: {said}.", advice)

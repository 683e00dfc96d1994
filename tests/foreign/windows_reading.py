"""What the program tells of what it recorded, under Windows: commands that read, files of every form, languages."""

from __future__ import annotations

import json
from pathlib import Path

from foreign.catalogue import How, check
from foreign.findings import Findings
from foreign.windows_netmon import WindowsNetmon
from foreign.wine import Windows, windows
from support.netmon_process import Netmon

READ: tuple[tuple[str, ...], ...] = (
    ("usage", "--json"),
    ("usage", "--by", "network"),
    ("audit",),
    ("coverage",),
    ("log", "--json"),
)
WRITE: dict[str, tuple[str, ...]] = {
    "records.csv": ("export",),
    "records.json": ("export",),
    "outages.csv": ("report", "outages"),
    "usage.csv": ("report", "usage"),
    "audit.csv": ("report", "audit"),
}
PAGES = ("outages", "usage", "audit")
GERMAN = "Sicherheit der benutzten Netzwerke"
"""The title of the last page."""
LEAST_PAGE_BYTES = 10_000
"""Of a page whose letters were found, and are in the file."""
SPEAKS = """
import json, os
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from netmon_tray.gui.translation import LANGUAGES, Languages, tr
app = QApplication([])
languages, said = Languages(app, "en"), {}
for language in LANGUAGES:
    languages.apply(language)
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    said[language] = [tr("Quit netmon"), box.buttons()[0].text().replace("&", "")]
print(json.dumps(said))
"""
SAID = {
    "en": ["Quit netmon", "Cancel"],
    "es": ["Salir de netmon", "Cancelar"],
    "de": ["netmon beenden", "Abbrechen"],
}


@check("windows-reading", "usage, audit, coverage, log, exports, reports: as this system reads the same data", How.WINE)
def reading() -> list[str]:
    """Record a week that is made up; then ask the installed program and the one of this system for the same."""
    found = Findings()
    with windows() as machine:
        folder = machine.place / "Zürich"
        there, here = WindowsNetmon(machine, folder), Netmon(folder)
        there.program = ["wine", str(machine.scripts / "netmon.exe")]
        there("run", "--demo", "--data-dir", machine.path(there.data_dir), "--duration", "4")
        for words in READ:
            answers = [(done.returncode, done.stdout) for done in (each(*words, code=None) for each in (there, here))]
            found.expect(len(answers[1][1]) > 100 and answers[0] == answers[1], f"{' '.join(words)} as here", answers)
        for name, words in WRITE.items():
            files = [folder / f"{system}-{name}" for system in ("there", "here")]
            there(*words, machine.path(files[0]))
            here(*words, str(files[1]))
            first, second = (file.read_bytes() for file in files)
            found.expect(len(first) > 100 and first == second, f"{name} as here", (first[:300], second[:300]))
        _pages(machine, there, found)
    return found.troubles


def _pages(machine: Windows, netmon: WindowsNetmon, found: Findings) -> None:
    """The tray's program draws them; one that stands there is replaced when that is asked for, and only then."""
    folder = machine.place / "pages"
    folder.mkdir()
    for name in PAGES:
        file = folder / f"{name}.pdf"
        netmon("report", name, machine.path(file))
        found.expect(_is_page(file), f"a page in {file.name}", file.read_bytes()[:100])
    file.write_bytes(b"")
    netmon("report", name, machine.path(file), code=1)
    netmon.config_file.write_text('[ui]\nlanguage = "de"\n', encoding="utf-8")
    netmon("report", name, "--force", machine.path(file))
    found.expect(_is_page(file) and GERMAN.encode("utf-16-be") in file.read_bytes(), f"{file.name} anew, in German")
    left = sorted(one.name for one in folder.iterdir())
    found.expect(left == sorted(f"{name}.pdf" for name in PAGES), "nothing beside them", left)


def _is_page(file: Path) -> bool:
    content = file.read_bytes()
    whole = content.startswith(b"%PDF-") and content.rstrip().endswith(b"%%EOF")
    return whole and b"/FontFile" in content and len(content) > LEAST_PAGE_BYTES


@check("windows-languages", "the languages of the window: the wheel's catalogues and Qt's own", How.WINE)
def languages() -> list[str]:
    """Switch through all of them."""
    with windows() as machine:
        done = machine.run("-c", SPEAKS)
    said = json.loads(done.stdout) if done.returncode == 0 else done.stderr[-500:]
    return [] if said == SAID else [f"expected: {SAID}; but: {said}"]

"""What the program asks of the desktop under Windows: numbers of the headers, and the end of a sleep."""

from __future__ import annotations

import ast
import json
import subprocess

from foreign.catalogue import How, check
from foreign.findings import Findings
from foreign.wine import windows
from foreign.wine_build import CHECKOUT

COMPILER = "x86_64-w64-mingw32-gcc"
MODULES = [CHECKOUT / "src" / "netmon_tray" / "desktop" / f"{name}.py" for name in ("windows", "windows_programs")]
PREFIXES = ("_WM_", "_CTRL_", "_PBT_", "_ENDSESSION_", "_PROCESS_", "_SYNCHRONIZE", "_WAIT_")
"""Of the modules' constants that the headers define under the same name, without the underscore."""
WAKE = """
import json, threading
from netmon_tray import desktop
heard = []
listener = desktop.listen("resume", lambda: heard.append(threading.get_ident()))
APM_SUSPEND, APM_RESUME_AUTOMATIC, APM_POWER_STATUS_CHANGE = 0x04, 0x12, 0x0A
for kind in (APM_SUSPEND, APM_POWER_STATUS_CHANGE):
    listener._callback(None, kind, None)
before = len(heard)
thread = threading.Thread(target=listener._callback, args=(None, APM_RESUME_AUTOMATIC, None))
thread.start()
thread.join()
listener.close()
listener.close()
print(json.dumps([before, len(heard), desktop.listen("keyring", print) is None]))
"""
"""Wine never sleeps: the registered function is called as the system's thread would."""


@check("windows-desktop-numbers", "messages and events of the desktop", How.HEADERS)
def numbers() -> list[str]:
    """Compile what must hold; the compiler tells what does not, and must notice a wrong one."""
    found = Findings()
    values = constants()
    found.expect(len(values) >= 13, "constants to compare", values)
    found.expect(not (said := compiled(values)), "the headers' numbers", said)
    found.expect(compiled(values | {"WM_CLOSE": 0x11}), "a wrong number that is noticed")
    return found.troubles


def constants() -> dict[str, int]:
    """The modules' numbers by the headers' names; read, since only Windows can import them."""
    found: dict[str, int] = {}
    for node in [node for module in MODULES for node in ast.parse(module.read_text(encoding="utf-8")).body]:
        if not isinstance(node, ast.Assign):
            continue
        target = node.targets[0]
        names = target.elts if isinstance(target, ast.Tuple) else [target]
        values = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]
        for name, value in zip(names, values, strict=False):
            if isinstance(name, ast.Name) and name.id.startswith(PREFIXES):
                found[name.id[1:]] = int(ast.literal_eval(value))
    return found


def compiled(values: dict[str, int]) -> str:
    """What the compiler has against these numbers."""
    lines = [f'_Static_assert({name} == {value}, "{name}");' for name, value in values.items()]
    text = "\n".join(["#include <windows.h>", *lines])
    command = [COMPILER, "-x", "c", "-fsyntax-only", "-"]
    return subprocess.run(command, input=text, capture_output=True, text=True, timeout=60, check=False).stderr


@check("windows-wake", "back from sleep", How.WINE)
def wake() -> list[str]:
    """Register for it, hear what the system would tell, and stop listening twice."""
    with windows() as machine:
        done = machine.run("-c", WAKE)
    if done.returncode:
        return [done.stderr[-800:]]
    found = Findings()
    before, after, has_no_keyring = json.loads(done.stdout)
    found.expect((before, after) == (0, 1), "the end of a sleep is heard, nothing else", (before, after))
    found.expect(has_no_keyring, "Credential Manager tells of no change")
    return found.troubles

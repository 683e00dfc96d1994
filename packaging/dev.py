#!/usr/bin/env python3
"""Everything that a checkout can do, each as one command on a machine that has only Python 3.11 or newer.

It makes its own environments in `.dev/` from the pinned, hashed lists in `packaging/requirements/`; a second call finds
them ready. On Debian and Ubuntu it sees to the system's packages too: as root it installs what is missing, else it
prints the one line that does.
"""

import sys

if sys.version_info < (3, 11):
    sys.exit(f"This needs Python 3.11 or newer; this is Python {sys.version.split()[0]}. Call it with a newer one.")

import contextlib
import datetime as dt
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sysconfig
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = ROOT / "packaging" / "requirements"
ENVIRONMENTS = ROOT / ".dev"
DISPLAY_TIMEOUT_S = 5
SYSTEM_PYTHON = "/usr/bin/python3"
"""Debian's own interpreter: python3-dbus and python3-gi, which python-dbusmock stands on, exist for no other."""

PLATFORMS = ("linux", "win32", "darwin")
LINUX_TYPED = ("tests/radio", "tests/faults", "tests/foreign", "tests/packages")
Words = list[str | Path]

HIDDEN_FROM_TESTS = ("DBUS_", "DISPLAY", "NETMON_", "PYTHON", "QT_", "WAYLAND_", "XDG_")

QT_PACKAGES = (
    *("libglib2.0-0", "libdbus-1-3", "libbrotli1", "libgl1", "libegl1", "libx11-6", "libfontconfig1", "libxkbcommon0"),
    *("libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-shape0", "libxcb-xkb1", "libxkbcommon-x11-0"),
    "libwayland-cursor0",
)
"""What PySide6-Essentials needs beyond a bare Debian 12: its offscreen, X11 and Wayland platforms, in this order."""

TEST_PROGRAMS = {
    "dbus": "dbus-daemon",
    "dnsmasq-base": "dnsmasq",
    "dunst": "dunst",
    "e2fsprogs": "mke2fs",
    "geoclue-2.0": "/usr/libexec/geoclue",
    "gnome-keyring": "gnome-keyring-daemon",
    "imagemagick": "import",
    "iproute2": "ip",
    "libsecret-tools": "secret-tool",
    "modemmanager": "ModemManager",
    "network-manager": "NetworkManager",
    "openbox": "openbox",
    "strace": "strace",
    "trayer": "trayer",
    "xdotool": "xdotool",
    "xvfb": "Xvfb",
}
"""The real services and desktop parts that the tests talk to: Debian package -> its program."""

RADIO_PROGRAMS = {
    "busybox-static": "busybox",
    "cpio": "cpio",
    "debootstrap": "debootstrap",
    "e2fsprogs": "mke2fs",
    "kmod": "modprobe",
    "qemu-system-x86": "qemu-system-x86_64",
}
"""What builds and runs the emulated machine with WiFi and a modem: Debian package -> its program."""

FOREIGN_PROGRAMS = {
    "gcc-mingw-w64-x86-64": "x86_64-w64-mingw32-gcc",
    "wine": "wine",
    "wine64": "wineserver",
    "xvfb": "Xvfb",
}
"""What stands in for Windows: its headers with a compiler, and Wine: Debian package -> its program."""

PACKAGES_PROGRAMS = {
    "appstream": "appstreamcli",
    "debootstrap": "debootstrap",
    "desktop-file-utils": "desktop-file-validate",
    "fish": "fish",
    "lintian": "lintian",
    "man-db": "man",
    "rpm": "rpmbuild",
    "squashfs-tools": "mksquashfs",
    "systemd": "systemd-analyze",
    "systemd-container": "systemd-nspawn",
    "zsh": "zsh",
}
"""What builds and checks the packages: Debian package -> its program."""

INSTALLERS_PROGRAMS = {
    "msitools": "msibuild",
    "nsis": "makensis",
    "wixl": "wixl",
}
"""What packs Windows' installers: Debian package -> its program."""

FREEZE_PACKAGES = ("binutils", *([f"libpython3.{sys.version_info.minor}"] if sys.base_prefix == "/usr" else []))
"""What PyInstaller works with, and the library that is all of Python; Debian's own interpreter has none beside it."""

TEST_MODULES = ("python3-dbus", "python3-gi", "fonts-dejavu-core", "libfaketime")
POLICY = Path("/usr/sbin/policy-rc.d")
BOOT_SERVICES = {"network-manager": "NetworkManager.service", "modemmanager": "ModemManager.service"}
"""What would take over a machine's network at its next start: installed for the tests, never to run by itself."""


# --- the commands ---------------------------------------------------------------------------------------------------


def run(arguments: Sequence[str]) -> int:
    """Start the program: tray and window with a display, else `netmon watch` here; arguments are passed on."""
    without_display = display_missing()
    ensure_packages(["ca-certificates"] if without_display else ["ca-certificates", *QT_PACKAGES])
    python = environment("run")
    trouble = without_display or display_trouble(python)
    if trouble:
        say(f"{trouble} Showing the network in this terminal instead; Ctrl-C ends it.")
        return become([str(python.with_name("netmon")), "watch", *arguments])
    return become([str(python.with_name("netmon-tray")), "--show", *arguments])


def test(arguments: Sequence[str]) -> int:
    """Check style, types on three systems and import contracts, then run all tests; arguments go to pytest."""
    ensure_packages([*QT_PACKAGES, *TEST_PROGRAMS, *TEST_MODULES])
    python = environment("test")
    dbusmock = dbusmock_variables(python)
    if not static_checks(python):
        return 1
    with tempfile.TemporaryDirectory(prefix="netmon-test-home-") as home:
        variables = {**test_variables(os.environ, home), **dbusmock}
        return attended([python, "-m", "pytest", *arguments], variables)


def bench(arguments: Sequence[str]) -> int:
    """Measure what the program costs, each figure beside a peer; arguments choose benchmarks by name."""
    ensure_packages([*QT_PACKAGES, *TEST_PROGRAMS])
    return attended([environment("run"), ROOT / "tests" / "benchmarks", *arguments])


def faults(arguments: Sequence[str]) -> int:
    """Hurt a running agent in every way and count what was lost, doubled or leaked; `--quick`, `--list`, or names."""
    ensure_packages([*QT_PACKAGES, *TEST_PROGRAMS, *TEST_MODULES])
    python = environment("test")
    with tempfile.TemporaryDirectory(prefix="netmon-test-home-") as home:
        return attended([python, ROOT / "tests" / "faults", *arguments], test_variables(os.environ, home))


def radio(arguments: Sequence[str]) -> int:
    """Run it in an emulated machine with WiFi and a modem, as root on Linux; arguments choose scenarios (`--help`)."""
    if sys.platform != "linux":
        stop("The emulated machine is made of Debian's packages: call this command on Linux.")
    if os.geteuid() == 0:
        ensure_packages([*RADIO_PROGRAMS])
    python = environment("run") if "--list" in arguments else Path(sys.executable)
    return become([str(python), str(ROOT / "tests" / "radio"), *arguments])


def foreign(arguments: Sequence[str]) -> int:
    """Prove what can be proved of Windows and macOS on a Linux machine; `--list`, or names of checks."""
    if sys.platform != "linux":
        stop("Wine and the headers of Windows come from Debian's packages: call this command on Linux.")
    if "--list" not in arguments:
        ensure_packages([*QT_PACKAGES, *TEST_PROGRAMS, *FOREIGN_PROGRAMS])
    return become([str(environment("test")), str(ROOT / "tests" / "foreign"), *arguments])


def packages(arguments: Sequence[str]) -> int:
    """Build what people install and prove it on bare systems, as root on Linux; `--list`, or names of steps."""
    if sys.platform != "linux":
        stop("The packages are built of Debian's tools and tried on bare Debians: call this command on Linux.")
    if not {"--list", "--clean", "--help"}.intersection(arguments):
        if os.geteuid() != 0:
            stop("Bare systems are made and entered with root's rights: call this command as root.")
        ensure_packages([*QT_PACKAGES, *TEST_PROGRAMS, *PACKAGES_PROGRAMS, *FREEZE_PACKAGES, "fonts-dejavu-core"])
        if not arguments or any(word.startswith("w") for word in arguments):
            ensure_packages([*FOREIGN_PROGRAMS, *INSTALLERS_PROGRAMS])
    with tempfile.TemporaryDirectory(prefix="netmon-test-home-") as home:
        cache = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
        variables = {**test_variables(os.environ, home), "XDG_CACHE_HOME": cache}
        return attended([environment("freeze"), ROOT / "tests" / "packages", *arguments], variables)


def freeze(arguments: Sequence[str]) -> int:
    """Make the programs that need no Python, in .dev/dist; arguments go to PyInstaller."""
    ensure_packages([*QT_PACKAGES, *FREEZE_PACKAGES])
    places: Words = ["--distpath", ENVIRONMENTS / "dist", "--workpath", ENVIRONMENTS / "build"]
    options: Words = ["--noconfirm", "--log-level", "WARN", *places, *arguments]
    return attended([environment("freeze"), "-m", "PyInstaller", *options, ROOT / "packaging" / "netmon_tray.spec"])


def installers(arguments: Sequence[str]) -> int:
    """Pack what `freeze` made on Windows into Windows' installers, in .dev/packages; `installers FOLDER`, on Debian."""
    if sys.platform != "linux" or len(arguments) != 1:
        stop("Name the folder with netmon.exe, on Debian: python3 packaging/dev.py installers FOLDER")
    ensure_packages([*QT_PACKAGES, *INSTALLERS_PROGRAMS])
    return attended(
        [environment("freeze"), "-m", "installers.windows", Path(arguments[0]).resolve()], folder=ROOT / "packaging"
    )


def release(arguments: Sequence[str]) -> int:
    """Commit a release, `release 1.2.3`: version, changelog date, and so the entries of all packages."""
    from installers.release import prepare

    if len(arguments) != 1:
        stop("Name the version: python3 packaging/dev.py release 1.2.3")
    if heard(["git", "status", "--porcelain"]).stdout:
        stop("There are changes that are not committed: a release holds nothing else.")
    try:
        files = prepare(ROOT, arguments[0], dt.datetime.now(dt.UTC).date())
    except ValueError as error:
        stop(str(error))
    quietly(["git", "commit", "--quiet", "--message", f"release: {arguments[0]}", "--", *files])
    say(f"Committed. After the tests: git tag --annotate v{arguments[0]} && git push --follow-tags")
    return 0


def translations(_arguments: Sequence[str]) -> int:
    """Collect the phrases of the source into resources/translations/*.ts, say what is not translated, compile them."""
    import translations as catalogues

    phrases = catalogues.collect()
    compiler = environment("run").with_name("pyside6-lrelease")
    for language in catalogues.languages():
        known = catalogues.read(language)
        catalogues.write(language, phrases, known)
        for text in [text for text in phrases if text not in known]:
            say(f"{language}: not translated: {text!r}")
        place = catalogues.CATALOGUES / language
        quietly([compiler, "-silent", place.with_suffix(".ts"), "-qm", place.with_suffix(".qm")])
    return policies([])


def policies(_arguments: Sequence[str]) -> int:
    """Write what administrators are given, of the settings' schema: packaging/windows/policy, and a macOS profile."""
    from installers.policies import write

    for place in write():
        say(f"Written: {place.relative_to(ROOT)}")
    return 0


def screenshots(arguments: Sequence[str]) -> int:
    """Make pictures of every view in .dev/screenshots from the scripted host; `--view live --theme dark` of some."""
    ensure_packages([*QT_PACKAGES, "fonts-dejavu-core"])
    return attended([environment("run"), ROOT / "packaging" / "screenshots.py", *arguments])


def lock(arguments: Sequence[str]) -> int:
    """Pin requirements/*.txt anew for every system and Python; `lock --upgrade` takes the newest versions allowed."""
    uv: Words = [
        environment("lock"),
        "-m",
        "uv",
        "pip",
        "compile",
        "--quiet",
        "--universal",
        "--python-version",
        "3.11",
    ]
    shape: Words = [
        "--generate-hashes",
        "--no-header",
        "--no-annotate",
        "--constraints",
        REQUIREMENTS / "constraints.in",
    ]
    project: Words = ["pyproject.toml", REQUIREMENTS / "build.in"]
    sources: dict[str, Words] = {
        "run": [*project],
        "test": [*project, "--extra", "dev", "--constraints", REQUIREMENTS / "run.txt"],
        "freeze": [*project, REQUIREMENTS / "freeze.in", "--constraints", REQUIREMENTS / "run.txt"],
        "dbusmock": [REQUIREMENTS / "dbusmock.in", "--no-deps"],
        "dbusmock-build": [REQUIREMENTS / "dbusmock-build.in"],
        "winpython": [REQUIREMENTS / "winpython.in", "--no-deps"],
        "lock": [REQUIREMENTS / "lock.in"],
    }
    for name, source in sources.items():
        command = [*uv, *shape, *source, "--output-file", REQUIREMENTS / f"{name}.txt", *arguments]
        subprocess.run(command, cwd=ROOT, check=True)
    return 0


def clean(_arguments: Sequence[str]) -> int:
    """Delete the environments and caches that these commands made."""
    for folder in (".dev", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", ".import_linter_cache"):
        shutil.rmtree(ROOT / folder, ignore_errors=True)
    if sys.platform == "linux":
        for built in ("radio", "foreign", "packages"):
            quietly([sys.executable, ROOT / "tests" / built, "--clean"])
    return 0


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "run": run,
    "test": test,
    "bench": bench,
    "faults": faults,
    "radio": radio,
    "foreign": foreign,
    "freeze": freeze,
    "packages": packages,
    "installers": installers,
    "release": release,
    "translations": translations,
    "screenshots": screenshots,
    "policies": policies,
    "lock": lock,
    "clean": clean,
}


def test_variables(environ: Mapping[str, str], home: str) -> dict[str, str]:
    """Return the variables that tests see: no personal folder, session, token or Python option of whoever calls."""
    kept = {name: value for name, value in environ.items() if not name.startswith(HIDDEN_FROM_TESTS)}
    return {**kept, "HOME": home, "QT_QPA_PLATFORM": "offscreen"}


# --- environments ---------------------------------------------------------------------------------------------------


def environment(name: str) -> Path:
    """Return the Python of the environment for ``requirements/<name>.txt``, made first where it is missing."""
    needs_project = name in ("run", "test", "freeze")
    lists = [REQUIREMENTS / f"{name}.txt"]
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8") if needs_project else ""
    home = environment_home(name, lists)
    python = interpreter(home)
    with held(home):
        if not (home / "complete").exists():
            make(home, sys.executable, "-m", "venv", home)
            pip(python, "--only-binary=:all:", "--no-deps", "--require-hashes", "--requirement", lists[0])
            (home / "complete").write_text("")
        if (home / "complete").read_text(encoding="utf-8") != project:
            pip(python, "--no-deps", "--no-build-isolation", "--editable", ROOT)
            (home / "complete").write_text(project, encoding="utf-8")
    return python


def dbusmock_variables(test_python: Path) -> dict[str, str]:
    """Return where the tests find a Python with python-dbusmock; nothing where the system has no D-Bus bindings."""
    if sys.platform != "linux":
        return {}
    lists = [REQUIREMENTS / "dbusmock-build.txt", REQUIREMENTS / "dbusmock.txt"]
    home = environment_home("dbusmock", lists)
    python = interpreter(home)
    with held(home):
        if not (home / "complete").exists():
            make(home, SYSTEM_PYTHON, "-m", "venv", "--without-pip", "--system-site-packages", home)
            for requirements in lists:
                pip(
                    test_python,
                    "--no-build-isolation",
                    "--no-deps",
                    "--require-hashes",
                    "-r",
                    requirements,
                    into=python,
                )
            (home / "complete").write_text("")
    return {"NETMON_DBUSMOCK_PYTHON": str(python)}


def environment_home(name: str, lists: Sequence[Path]) -> Path:
    """Return the folder of an environment: another list, Python, system or checkout means another environment."""
    digest = hashlib.sha256(str(ROOT).encode())
    for requirements in lists:
        digest.update(requirements.read_bytes())
    machine = sysconfig.get_platform().replace(".", "_")
    return ENVIRONMENTS / f"{name}-{sys.implementation.cache_tag}-{machine}-{digest.hexdigest()[:8]}"


def interpreter(home: Path) -> Path:
    """Return the Python inside an environment."""
    return home / "Scripts" / "python.exe" if sys.platform == "win32" else home / "bin" / "python"


def make(home: Path, *command: str | Path) -> None:
    """Create an environment from nothing, whatever an interrupted call left behind."""
    say(f"Making the environment {home.relative_to(ROOT)} (once; a minute or two) ...")
    shutil.rmtree(home, ignore_errors=True)
    quietly(command)


def pip(python: Path, *arguments: str | Path, into: Path | None = None) -> None:
    """Run `pip install` of one environment, into another one where that has no pip of its own."""
    target: Words = ["--python", into] if into else []
    options = ["--quiet", "--no-input", "--disable-pip-version-check", "--progress-bar=off"]
    quietly([python, "-m", "pip", *target, "install", *options, *arguments])


@contextlib.contextmanager
def held(home: Path) -> Iterator[None]:
    """Let one call at a time work on an environment; the system drops the lock with the process."""
    try:
        home.parent.mkdir(exist_ok=True)
        handle = home.with_suffix(".lock").open("w")
    except PermissionError as error:
        stop(f"{error.filename} belongs to another user: use that account, or delete {ENVIRONMENTS} with its rights.")
    with handle:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


# --- the system's packages ------------------------------------------------------------------------------------------


def ensure_packages(wanted: Sequence[str]) -> None:
    """See that these Debian packages are there: install them as root, else end with the line that does.

    Elsewhere the programs among them are looked for by name; libraries cannot be, and report themselves.
    """
    if sys.platform != "linux":
        return
    if not (shutil.which("dpkg-query") and shutil.which("apt-get")):
        require_programs(wanted)
        return
    if importlib.util.find_spec("ensurepip") is None:
        wanted = [f"python{sys.version_info.major}.{sys.version_info.minor}-venv", *wanted]
    present = installed_packages()
    missing = [package for package in wanted if package not in present]
    if not missing:
        return
    if os.geteuid() != 0:
        line = f"sudo apt-get update && sudo apt-get install -y --no-install-recommends {' '.join(missing)}"
        stop(f"This machine lacks {len(missing)} packages. Paste this line, then call this command again:\n{line}")
    install_packages(missing)


def require_programs(wanted: Sequence[str]) -> None:
    """End with the names of the programs that are not on this (not Debian) Linux."""
    path = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/sbin"])
    known = {**TEST_PROGRAMS, **RADIO_PROGRAMS, **FOREIGN_PROGRAMS, **PACKAGES_PROGRAMS, **INSTALLERS_PROGRAMS}
    programs = [known[package] for package in wanted if package in known]
    missing = [program for program in programs if shutil.which(program, path=path) is None]
    if missing:
        stop(f"Install these programs with this system's packages first: {', '.join(missing)}.")


def installed_packages() -> set[str]:
    """Return the names of all installed packages and what they provide (libglib2.0-0t64 provides libglib2.0-0)."""
    form = "${db:Status-Abbrev}|${Package}, ${Provides}\n"
    listing = subprocess.run(["dpkg-query", "--show", "--showformat", form], capture_output=True, text=True, check=True)
    names = [line[line.index("|") + 1 :] for line in listing.stdout.splitlines() if line.startswith("ii")]
    return {name.split()[0] for line in names for name in line.split(",") if name.strip()}


def install_packages(missing: Sequence[str]) -> None:
    """Install Debian packages as root; the lists of packages are fetched only where the first try fails."""
    say(f"Installing {len(missing)} Debian packages: {' '.join(missing)} ...")
    install = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    with services_stay_off():
        first = subprocess.run(install, env=apt_environment(), capture_output=True, check=False)
        if first.returncode:
            quietly(["apt-get", "update"], env=apt_environment())
            quietly(install, env=apt_environment())
    services = [BOOT_SERVICES[package] for package in missing if package in BOOT_SERVICES]
    if services and shutil.which("systemctl"):
        quietly(["systemctl", "disable", "--quiet", *services])
        say(f"The tests start their own daemons; {' and '.join(services)} stay off on this machine.")


@contextlib.contextmanager
def services_stay_off() -> Iterator[None]:
    """Keep packages from starting their services while they are installed (Debian's policy-rc.d)."""
    if POLICY.exists():
        yield
        return
    POLICY.write_text("#!/bin/sh\nexit 101\n")
    POLICY.chmod(0o755)
    try:
        yield
    finally:
        POLICY.unlink()


def apt_environment() -> dict[str, str]:
    """Return an environment in which no package asks a question."""
    return {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}


# --- display --------------------------------------------------------------------------------------------------------


def display_missing() -> str:
    """Return why there can be no window here, or nothing."""
    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set)."
    return ""


def display_trouble(python: Path) -> str:
    """Return why Qt cannot open the display, or nothing; asked in a child, as Qt aborts where it cannot."""
    question = "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"
    try:
        answer = subprocess.run(
            [python, "-c", question], capture_output=True, text=True, timeout=DISPLAY_TIMEOUT_S, check=False
        )
    except subprocess.TimeoutExpired:
        return f"The display did not answer within {DISPLAY_TIMEOUT_S} seconds."
    if answer.returncode == 0:
        return ""
    said = answer.stderr.strip().splitlines()
    return f"The display cannot be opened ({said[0] if said else 'no reason was given'})."


# --- checks ---------------------------------------------------------------------------------------------------------


def static_checks(python: Path) -> bool:
    """Run linters, type checks and import contracts side by side; say each outcome, and all of what failed."""
    lint_imports = python.with_name("lint-imports.exe" if sys.platform == "win32" else "lint-imports")
    checks: dict[str, Words] = {
        f"mypy --strict on {platform}": [
            *(python, "-m", "mypy", "--strict", "--platform", platform, "--cache-dir", f".mypy_cache/{platform}"),
            *("src", "packaging", "tests/benchmarks", *(LINUX_TYPED if platform == "linux" else ())),
        ]
        for platform in PLATFORMS
    }
    checks["ruff check"] = [python, "-m", "ruff", "check"]
    checks["ruff format"] = [python, "-m", "ruff", "format", "--check"]
    checks["import contracts"] = [lint_imports]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        results = list(pool.map(lambda check: static_check(*check), checks.items()))
    return all(results)


def static_check(name: str, command: Sequence[str | Path]) -> bool:
    """Run one check and say how it went."""
    started = time.monotonic()
    outcome = heard(command)
    word = "FAILED" if outcome.returncode else "passed"
    details = f"\n{outcome.stdout.rstrip()}" if outcome.returncode else ""
    say(f"{word}  {name} ({time.monotonic() - started:.1f} s){details}")
    return outcome.returncode == 0


# --- processes and words --------------------------------------------------------------------------------------------


def heard(command: Sequence[str | Path], env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command in the checkout and keep all that it says."""
    return subprocess.run(
        command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )


def quietly(command: Sequence[str | Path], env: dict[str, str] | None = None) -> None:
    """Run a command; end with all that it said where it fails."""
    outcome = heard(command, env)
    if outcome.returncode:
        words = " ".join(str(word) for word in command)
        stop(f"{outcome.stdout.rstrip()}\nThis failed (code {outcome.returncode}): {words}")


def become(command: list[str]) -> int:
    """Go on as that program, so that signals and the exit code are its own; a child on Windows, which cannot."""
    if sys.platform != "win32":
        os.execv(command[0], command)
    return attended(command, folder=None)


def attended(command: Sequence[str | Path], env: dict[str, str] | None = None, folder: Path | None = ROOT) -> int:
    """Run a program to its end, which Ctrl-C leaves to the program: it has services to stop."""
    child = subprocess.Popen(command, cwd=folder, env=env)
    while True:
        with contextlib.suppress(KeyboardInterrupt):
            return child.wait()


def say(text: str) -> None:
    """Tell the person at the terminal, apart from what the program itself prints."""
    print(text, file=sys.stderr, flush=True)


def stop(text: str) -> NoReturn:
    """End with a reason."""
    say(text)
    sys.exit(1)


def main(arguments: Sequence[str]) -> int:
    """Run the command that the first argument names."""
    command = COMMANDS.get(arguments[0]) if arguments else None
    if command is None:
        lines = [f"  {name:12} {function.__doc__}" for name, function in COMMANDS.items()]
        stop("\n".join(["usage: python3 packaging/dev.py COMMAND [arguments]", "", *lines]))
    try:
        return command(arguments[1:])
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

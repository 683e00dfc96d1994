"""Runs commands inside a root folder, in namespaces of their own: nothing that they mount or start outlives them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

BUILD_LIMIT_S = 1200
PASSED_ON = re.compile(r"PIP_\w+|(?i:https?|no|all)_proxy|SOURCE_DATE_EPOCH")
PASSED_ON_FILES = ("PIP_CERT", "PIP_CONFIG_FILE", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")
INSIDE = "/run/host"

TIED = ("setpriv", "--pdeathsig", "KILL")
"""Before a command: the system ends it with the process that started it, whatever happens to that."""

ENTER = """
set -e
root=$1 loan=$2; shift 2
while [ "$1" != -- ]; do
    mkdir -p "$root$2"
    mount --bind "$1" "$root$2"
    mount -o remount,bind,"$3" "$root$2"
    shift 3
done
shift
mount -t proc proc "$root/proc"
mount -t tmpfs tmpfs "$root/tmp"
mount -t tmpfs tmpfs "$root/run"
mkdir "$root/run/host"; mount --bind "$loan" "$root/run/host"
for file in resolv.conf hosts; do touch "$root/etc/$file"; mount --bind "/etc/$file" "$root/etc/$file"; done
exec chroot "$root" "$@"
"""
"""root, lent folder, (source, target, ro|rw)*, --, command: what it mounts ends with its mount namespace."""


class BuildError(Exception):
    """A step of the build failed; the text holds what it said."""


@dataclass(frozen=True, slots=True)
class Bind:
    """A folder of this machine, seen inside the root at ``target``."""

    source: Path
    target: str
    is_writable: bool = False

    def words(self) -> tuple[str, str, str]:
        """Return it as `ENTER` takes it."""
        return str(self.source), self.target, "rw" if self.is_writable else "ro"


def inside(root: Path, script: str, binds: Sequence[Bind] = ()) -> None:
    """Run a shell script as root inside ``root``; `BuildError` with its output where it fails."""
    with tempfile.TemporaryDirectory(prefix="netmon-radio-") as folder:
        loan = Path(folder)
        loan.chmod(0o755)
        variables = lend(loan, os.environ)
        mounts = [word for bind in binds for word in bind.words()]
        command = ["sh", "-c", ENTER, "enter", str(root), folder, *mounts, "--", "/bin/sh", "-ec", script]
        run(isolated(command), env=variables)


def isolated(command: Sequence[str]) -> list[str]:
    """Return the command in its own mount and process namespaces, which end with it, as it does with this process."""
    return [*TIED, "unshare", "--mount", "--pid", "--fork", "--kill-child", "--propagation", "private", *command]


def lend(loan: Path, environ: Mapping[str, str]) -> dict[str, str]:
    """Put this machine's apt and certificate settings into a folder that the root sees; return the variables for it."""
    variables = {name: value for name, value in environ.items() if PASSED_ON.fullmatch(name)}
    variables |= {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", "LC_ALL": "C.UTF-8"}
    variables |= {"DEBIAN_FRONTEND": "noninteractive", "APT_CONFIG": f"{INSIDE}/apt.conf"}
    for name in PASSED_ON_FILES:
        if Path(environ.get(name, "")).is_file():
            variables[name] = lent(loan, Path(environ[name]))
    settings = subprocess.run(["apt-config", "dump"], capture_output=True, text=True, check=False).stdout
    (loan / "apt.conf").write_text(apt_settings(settings.splitlines(), loan))
    auth = Path("/etc/apt/auth.conf.d")
    if auth.is_dir():
        shutil.copytree(auth, loan / "auth.conf.d")
    return variables


def apt_settings(dump: Iterable[str], loan: Path) -> str:
    """Return how this machine's apt fetches (proxies, certificates, limits), for the apt inside."""
    lines = [line for line in dump if line.startswith("Acquire::")]
    certificate = re.compile(r'(Acquire::.*CAInfo) "(/.+)";')
    for index, line in enumerate(lines):
        match = certificate.fullmatch(line)
        if match and Path(match[2]).is_file():
            lines[index] = f'{match[1]} "{lent(loan, Path(match[2]))}";'
    return "\n".join([*lines, f'Dir::Etc::netrcparts "{INSIDE}/auth.conf.d";', ""])


def lent(loan: Path, file: Path) -> str:
    """Copy a file into the lent folder and return its path inside."""
    copy = loan / f"{len(list(loan.iterdir()))}-{file.name}"
    shutil.copyfile(file, copy)
    return f"{INSIDE}/{copy.name}"


def run(command: Sequence[str | Path], env: Mapping[str, str] | None = None) -> str:
    """Run a step of the build and return what it printed; `BuildError` with all of it where it fails."""
    environ = os.environ if env is None else env
    variables = {**environ, "PATH": f"{environ.get('PATH', os.defpath)}:/usr/sbin:/sbin"}
    child = subprocess.Popen(
        command, env=variables, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    try:
        output = child.communicate(timeout=BUILD_LIMIT_S)[0].decode(errors="replace")
    except subprocess.TimeoutExpired:
        raise BuildError(f"This took more than {BUILD_LIMIT_S} s: {command[0]}") from None
    finally:
        if child.poll() is None:
            child.kill()
            child.wait()
    if child.returncode:
        words = " ".join(map(str, command))
        raise BuildError(f"{output[-4000:].rstrip()}\nThis failed (code {child.returncode}): {words[-500:]}")
    return output

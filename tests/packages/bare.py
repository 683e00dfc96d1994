"""Bare systems to install on: fresh minimal Debians without Python, and what happens in them as root and as a user."""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from packages import products
from packages.products import CACHE, OUT
from radio.machine.chroot import Bind, BuildError, inside, isolated, run
from radio.machine.suites import Mirrors, host_mirrors
from support.layers import cache_folder, key, layer

USER, UID = "tester", 4242
EXCHANGE = "/exchange"
PREPARED = f"""
apt-get update -qq
useradd --uid {UID} --user-group --create-home --shell /bin/sh {USER}
mkdir {EXCHANGE}
echo 'APT::Get::Assume-Yes "true";' > /etc/apt/apt.conf.d/90assume-yes
"""
_NO_SERVICES = "#!/bin/sh\nexit 101\n"
_PASSED_ON = ("DISPLAY", "QT_QPA_PLATFORM")


@dataclass(frozen=True, slots=True)
class System:
    """A running copy of a bare system.

    Attributes:
        root: where it lies.
        exchange: a folder that it sees as ``EXCHANGE``; everybody may write there.
    """

    root: Path
    exchange: Path

    def as_root(self, script: str) -> str:
        """Run a shell script as root; return what it printed. BuildError where it fails."""
        words = self.exchange / "said"
        try:
            inside(self.root, f"exec > {EXCHANGE}/said 2>&1\ncd {EXCHANGE}\n{script}", [self._bind()])
        except BuildError as error:
            raise BuildError(f"{error}\n{words.read_text(errors='replace')[-3000:]}") from None
        return words.read_text(errors="replace")

    def as_user(self, command: str, variables: Mapping[str, str]) -> list[str]:
        """Return the command line that runs a shell command in it as an ordinary user, with only these variables."""
        kept = {"HOME": f"/home/{USER}", "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", **variables}
        words = [f"{name}={value}" for name, value in kept.items()]
        become = [
            "setpriv",
            f"--reuid={UID}",
            f"--regid={UID}",
            "--clear-groups",
            "env",
            "-i",
            *words,
            "sh",
            "-c",
            command,
        ]
        mounts = (
            f'mount -t proc proc "{self.root}/proc"; mount --rbind /dev "{self.root}/dev";'
            f' mount --bind "{self.exchange}" "{self.root}{EXCHANGE}"; exec chroot "{self.root}" {shlex.join(become)}'
        )
        return isolated(["sh", "-ec", mounts])

    def on_screen(self, command: str, screen: Mapping[str, str]) -> Sequence[str]:
        """Return the command line that starts a program of the user on a screen outside."""
        return self.as_user(command, {name: screen[name] for name in _PASSED_ON if name in screen})

    def files(self) -> set[str]:
        """Return every path in it, what runs and what a package manager remembers of fetching left out."""
        passing = ("proc/", "dev/", "run/", "tmp/", "exchange/", "home/", "var/lib/apt/", "var/cache/", "var/log/")
        found = set()
        for folder, folders, names in os.walk(self.root):
            place = Path(folder).relative_to(self.root).as_posix().removeprefix(".")
            found |= {f"{place}/{name}".lstrip("/") for name in (*folders, *names)}
        return {path for path in found if not f"{path}/".startswith(passing)}

    def _bind(self) -> Bind:
        return Bind(self.exchange, EXCHANGE, is_writable=True)


@contextlib.contextmanager
def bare_system(suite: str) -> Iterator[System]:
    """Yield a fresh copy of a minimal Debian without Python, made anew each week: its lists of packages age."""
    mirrors = host_mirrors()

    def build(home: Path) -> None:
        build_root(home / "tree", suite, mirrors)

    with (
        layer(
            cache_folder(os.environ, CACHE), f"bare-{suite}", key(suite, PREPARED, f"{products.today():%G-%V}"), build
        ) as home,
        tempfile.TemporaryDirectory(prefix=f"{suite}-", dir=OUT) as folder,
    ):
        root, exchange = Path(folder) / "root", Path(folder) / "exchange"
        run(["cp", "-a", "--reflink=auto", home / "tree", root])
        exchange.mkdir()
        exchange.chmod(0o777)
        yield System(root, exchange)


def build_root(root: Path, suite: str, mirrors: Mirrors) -> None:
    """Make a minimal Debian in an empty folder; needs root's rights."""
    run(isolated(["debootstrap", "--variant=minbase", suite, str(root), mirrors.main]))
    policy = root / "usr/sbin/policy-rc.d"
    policy.write_text(_NO_SERVICES)
    policy.chmod(0o755)
    (root / "etc/apt/sources.list").write_text(mirrors.sources(suite))
    inside(root, PREPARED)
    shutil.rmtree(root / "var/cache/apt/archives", ignore_errors=True)
    (root / "var/cache/apt/archives/partial").mkdir(parents=True)

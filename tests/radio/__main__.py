"""Runs the product in an emulated machine with WiFi, a modem and cables, and shows expected beside reported values.

The machine is built once from Debian's packages and cached outside the checkout; its product is this checkout.
"""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import os
import shutil
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import FrameType
from typing import NoReturn

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from radio.machine import layers, product, qemu, root, table
from radio.machine.chroot import BuildError
from radio.machine.suites import SUITES, Suite, host_mirrors

CHECKOUT = product.CHECKOUT
RESULTS = CHECKOUT / ".dev" / "radio"
LIMIT_S = 600
TABLE = "table.json"


def main(words: Sequence[str]) -> int:
    """Build what is missing, run the machines one after the other, print the table; 0 where nothing failed."""
    arguments = parser().parse_args(words)
    if os.geteuid() != 0:
        return trouble("The emulated machine is built and shared with root's rights: call this command as root.")
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, end)
    suites = [suite for suite in SUITES if arguments.kernel in (None, suite.kernel)]
    try:
        codes = [run(suite, arguments) for suite in suites]
    except BuildError as error:
        return trouble(str(error))
    except KeyboardInterrupt:
        return 130
    if not arguments.command:
        report(arguments.results.resolve(), [suite.kernel for suite in suites])
    return max(codes)


def parser() -> argparse.ArgumentParser:
    """Return what the command understands."""
    described = argparse.ArgumentParser(prog="dev.py radio", description=__doc__.splitlines()[0] if __doc__ else None)
    described.add_argument("--kernel", choices=[suite.kernel for suite in SUITES], help="one kernel instead of all")
    described.add_argument("--limit", type=float, default=LIMIT_S, metavar="S", help="seconds per kernel (%(default)s)")
    described.add_argument("--results", type=Path, default=RESULTS, metavar="FOLDER", help="where the results go")
    described.add_argument("--command", help="a shell command to run in the machine instead of the scenarios")
    described.add_argument("scenarios", nargs="*", metavar="SCENARIO", help="names of scenarios; all without any")
    return described


def run(suite: Suite, arguments: argparse.Namespace) -> int:
    """Run one machine; 0 where all that was asked was done and nothing differed."""
    results: Path = arguments.results.resolve() / suite.kernel
    with claimed(results):
        empty(results)
        (results / "asked").write_text("".join(f"{name}\n" for name in arguments.scenarios))
        if arguments.command:
            (results / "command").write_text(arguments.command)
        with built(suite, results) as machine:
            say(f"Starting the machine with kernel {suite.kernel}; its console: {results / 'console.log'}")
            outcome = qemu.boot(machine, results, arguments.limit, say)
    if outcome.code is None:
        return trouble(outcome.trouble)
    if arguments.command or outcome.code:
        return outcome.code
    return 0 if table.is_good(table.read_table(results / TABLE)) else 1


def report(results: Path, kernels: Sequence[str]) -> None:
    """Print how each scenario went and what differed; write the whole table beside the machines' folders."""
    tables = {kernel: found for kernel in kernels if (found := table.read_table(results / kernel / TABLE))}
    lines = table.merged(tables)
    whole = results / "table.md"
    whole.write_text(table.markdown(lines, list(tables)), encoding="utf-8")
    for kernel, found in tables.items():
        alone = table.merged({kernel: found})
        (results / kernel / "table.md").write_text(table.markdown(alone, [kernel]), encoding="utf-8")
    for line in [*table.counts(tables), *table.failures(lines, list(tables))]:
        say(line)
    say(f"The whole table: {whole}")


@contextlib.contextmanager
def built(suite: Suite, results: Path) -> Iterator[qemu.Machine]:
    """Yield a machine, its parts built where they are missing and kept while it is used."""
    cache = layers.cache_folder(os.environ)

    def build_root(home: Path) -> None:
        with timed(f"Building a Debian {suite.name} machine (once; a few minutes)"):
            root.build_root(home, suite, host_mirrors())

    def build_environment(home: Path) -> None:
        with timed("Installing the product's environment in it"):
            product.build_environment(home, base / "root")

    def build_product(home: Path) -> None:
        with timed("Installing this checkout in it"):
            product.build_product(home, base / "root", environment)

    root_key = root.root_key(suite)
    with contextlib.ExitStack() as stack:
        base = stack.enter_context(layers.layer(cache, suite.name, root_key, build_root))
        environment_key = product.environment_key(root_key)
        environment = stack.enter_context(
            layers.layer(cache, f"environment-{suite.name}", environment_key, build_environment)
        )
        product_key = product.product_key(environment_key)
        installed = stack.enter_context(layers.layer(cache, f"product-{suite.name}", product_key, build_product))
        shares = (
            qemu.Share("root", base / "root"),
            qemu.Share("environment", environment / "tree"),
            qemu.Share("product", installed / "tree"),
            qemu.Share("checkout", CHECKOUT),
            qemu.Share("results", results, is_writable=True),
        )
        yield qemu.Machine(base / "kernel", base / "initrd", shares)


@contextlib.contextmanager
def claimed(results: Path) -> Iterator[None]:
    """Keep a results folder to this call; end where another one has it."""
    results.mkdir(parents=True, exist_ok=True)
    with results.with_name(f"{results.name}.lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            sys.exit(trouble(f"Another call is writing to {results}: wait for it, or choose --results FOLDER."))
        yield


def empty(folder: Path) -> None:
    """Delete what an earlier call left."""
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


@contextlib.contextmanager
def timed(what: str) -> Iterator[None]:
    """Say what begins, and how long it took."""
    say(f"{what} ...")
    started_s = time.monotonic()
    yield
    say(f"... took {time.monotonic() - started_s:.0f} s.")


def end(number: int, _frame: FrameType | None) -> NoReturn:
    """End by the ordinary way, which ends the machine too."""
    sys.exit(128 + number)


def say(text: str) -> None:
    """Tell the person at the terminal."""
    print(text, flush=True)


def trouble(text: str) -> int:
    """Say what is wrong; return the exit code for it."""
    print(text, file=sys.stderr, flush=True)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

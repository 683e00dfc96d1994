"""Puts a machine together from its layers, each built where it is missing and kept while the machine is used."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from radio.machine import product, root
from radio.machine.qemu import Disk, Machine
from radio.machine.suites import Suite, host_mirrors
from support.layers import Build, layer


@contextlib.contextmanager
def assembled(suite: Suite, cache: Path, say: Callable[[str], None]) -> Iterator[Machine]:
    """Yield a machine without a disk for its results."""
    root_key = root.root_key(suite)
    environment_key = product.environment_key(root_key)
    with contextlib.ExitStack() as stack:

        def part(kind: str, key: str, words: str, build: Build) -> Path:
            return stack.enter_context(layer(cache, kind, key, told(words, build, say)))

        base = part(
            suite.name,
            root_key,
            f"Building a Debian {suite.name} machine (once; a few minutes)",
            lambda home: root.build_root(home, suite, host_mirrors()),
        )
        tree = base / "tree"
        initrd = part(
            f"initrd-{suite.name}",
            root.initrd_key(root_key),
            "Making what it starts from",
            lambda home: root.build_initrd(home, tree),
        )
        environment = part(
            f"environment-{suite.name}",
            environment_key,
            "Installing the product's environment in it",
            lambda home: product.build_environment(home, tree),
        )
        installed = part(
            f"product-{suite.name}",
            product.product_key(environment_key),
            "Installing this checkout in it",
            lambda home: product.build_product(home, tree, environment),
        )
        checkout = part(
            f"checkout-{suite.name}",
            product.checkout_key(environment_key),
            "Copying the scenarios to it",
            lambda home: product.build_checkout(home, tree, environment),
        )
        folders = {"root": base, "environment": environment, "product": installed, "checkout": checkout}
        disks = tuple(Disk(name, folder / "image") for name, folder in folders.items())
        yield Machine(base / "kernel", initrd / "initrd", disks)


def told(words: str, build: Build, say: Callable[[str], None]) -> Build:
    """Return a build that says what it does, and how long that took."""

    def build_and_tell(home: Path) -> None:
        say(f"{words} ...")
        started_s = time.monotonic()
        build(home)
        say(f"... took {time.monotonic() - started_s:.0f} s.")

    return build_and_tell

"""Installs the product into a machine's root as a person would, in layers that the root itself never sees."""

from __future__ import annotations

import shutil
from pathlib import Path

from radio.machine.chroot import Bind, inside
from radio.machine.images import make_image
from support.layers import contents, key

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parents[2]
REQUIREMENTS = CHECKOUT / "packaging" / "requirements"
RUN_LIST = REQUIREMENTS / "run.txt"
DBUSMOCK_LISTS = (REQUIREMENTS / "dbusmock-build.txt", REQUIREMENTS / "dbusmock.txt")
SOURCES = tuple(CHECKOUT / name for name in ("src", "resources", "pyproject.toml", "README.md", "LICENSE"))

SHOWN = tuple(CHECKOUT / name for name in ("tests", "packaging", "src", "pyproject.toml"))
"""What the guest sees of the checkout itself: its scenarios, and what they stand on."""

CHECKOUT_BIND = Bind(CHECKOUT, "/opt/checkout")
PIP = "/opt/netmon/bin/python -m pip --quiet --no-input --disable-pip-version-check --no-cache-dir"
INSTALL = "install --compile --progress-bar=off --no-deps"

ENVIRONMENT = f"""
lists=/opt/checkout/packaging/requirements
export PYTHONDONTWRITEBYTECODE=
python3 -m venv /opt/netmon
{PIP} {INSTALL} --only-binary=:all: --require-hashes -r $lists/run.txt
python3 -m venv --without-pip --system-site-packages /opt/dbusmock
for list in dbusmock-build dbusmock; do
    {PIP} --python /opt/dbusmock/bin/python {INSTALL} --no-build-isolation --require-hashes -r $lists/$list.txt
done
"""
"""python-dbusmock apart: it stands on Debian's own python3-dbus and python3-gi, which the product must not see."""

COMPILE = "/opt/netmon/bin/python -m compileall -q /opt/checkout/tests/radio /opt/checkout/tests/support || true"
"""What cannot be compiled says so when the guest imports it."""

PRODUCT = f"{PIP} {INSTALL} --no-build-isolation --root /opt/product /opt/checkout"


def environment_key(root_key: str) -> str:
    """Name what the environment layer is made of."""
    return key(root_key, ENVIRONMENT, *contents([RUN_LIST, *DBUSMOCK_LISTS]))


def product_key(environment: str) -> str:
    """Name what the product layer is made of: everything that ends in its wheel."""
    return key(environment, PRODUCT, *contents(SOURCES))


def checkout_key(environment: str) -> str:
    """Name what the guest sees of the checkout."""
    return key(environment, COMPILE, *contents(SHOWN))


def build_environment(home: Path, root: Path) -> None:
    """Make the environments of the product and of the mocked services in ``home/tree``."""
    binds = [CHECKOUT_BIND, *environment_binds(home, is_writable=True)]
    inside(root, ENVIRONMENT, binds)
    make_image(home / "tree", home / "image")


def build_product(home: Path, root: Path, environment: Path) -> None:
    """Install this checkout on top of the environment, into ``home/tree``."""
    (home / "tree").mkdir()
    binds = [CHECKOUT_BIND, *environment_binds(environment, is_writable=False)]
    inside(root, PRODUCT, [*binds, Bind(home / "tree", "/opt/product", is_writable=True)])
    make_image(home / "tree", home / "image")


def build_checkout(home: Path, root: Path, environment: Path) -> None:
    """Copy what the guest sees of the checkout to ``home/tree``, its own code compiled by the guest's Python."""
    tree = home / "tree"
    tree.mkdir()
    for shown in SHOWN:
        if shown.is_dir():
            shutil.copytree(shown, tree / shown.name, symlinks=True, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(shown, tree / shown.name)
    binds = environment_binds(environment, is_writable=False)
    inside(root, COMPILE, [*binds, Bind(tree, "/opt/checkout", is_writable=True)])
    make_image(tree, home / "image")


def environment_binds(home: Path, *, is_writable: bool) -> list[Bind]:
    """Return how the environment layer is seen in the root."""
    binds = []
    for target in ("/opt/netmon", "/opt/dbusmock"):
        folder = home / "tree" / target.lstrip("/")
        folder.mkdir(parents=True, exist_ok=True)
        binds.append(Bind(folder, target, is_writable))
    return binds

"""Builds what a machine boots: a Debian root, its kernel, and an initrd that mounts the product over it."""

from __future__ import annotations

import lzma
import shutil
from pathlib import Path

from radio.machine.chroot import BuildError, inside, isolated, run
from radio.machine.images import make_image
from radio.machine.suites import PACKAGES, Mirrors, Suite
from support.layers import key

HERE = Path(__file__).resolve().parent
INITRD_MODULES = ("virtio_pci", "virtio_blk", "crc32c_generic", "ext4", "overlay")
INITRD_INIT = HERE / "initrd-init"
BUSYBOX = Path("/bin/busybox")

DPKG_OPTIONS = """force-unsafe-io
path-exclude=/usr/share/doc/*
path-exclude=/usr/share/man/*
path-exclude=/usr/share/locale/*
"""

NO_SERVICES = "#!/bin/sh\nexit 101\n"

INSTALL = f"""
apt-get update -qq
apt-get install -y -qq --no-install-recommends {" ".join(PACKAGES)}
useradd --uid 1000 --user-group --home-dir /home/netmon --shell /bin/bash netmon
mkdir -p /opt/checkout /opt/netmon /opt/dbusmock /results

cd /tmp
kernel=$(apt-cache depends linux-image-amd64 | awk '$1 == "Depends:" && $2 ~ /^linux-image-[0-9]/ {{print $2; exit}}')
apt-get download -qq "$kernel"
dpkg-deb -x linux-image-*.deb kernel
mkdir -p /lib/modules /boot
find kernel -path '*/lib/modules/*' -prune -exec cp -r {{}} /lib/modules/ ';'
cp kernel/boot/vmlinuz-* /boot/vmlinuz
depmod "$(ls /lib/modules)"

apt-get clean
rm -rf /var/lib/apt/lists/*
"""
"""The kernel is unpacked, not installed: its package would make an initrd of its own, for other hardware."""


def root_key(suite: Suite) -> str:
    """Name what the root is made of; Debian's own updates come when anything else changes."""
    return key(suite.name, DPKG_OPTIONS, INSTALL)


def initrd_key(root: str) -> str:
    """Name what the initrd is made of."""
    return key(root, INITRD_INIT.read_bytes(), *INITRD_MODULES)


def build_root(home: Path, suite: Suite, mirrors: Mirrors) -> None:
    """Make the folder ``tree``, its ``image`` and the ``kernel`` in an empty folder; needs root's rights."""
    root = home / "tree"
    run(isolated(["debootstrap", "--variant=minbase", suite.name, str(root), mirrors.main]))
    (root / "usr/sbin/policy-rc.d").write_text(NO_SERVICES)
    (root / "usr/sbin/policy-rc.d").chmod(0o755)
    (root / "etc/dpkg/dpkg.cfg.d/radio").write_text(DPKG_OPTIONS)
    (root / "etc/apt/sources.list").write_text(mirrors.sources(suite.name))
    inside(root, INSTALL)
    (root / "etc/hosts").write_text("127.0.0.1 localhost radio\n")
    (root / "etc/resolv.conf").write_text("")
    (root / "etc/hostname").write_text("radio\n")
    shutil.copyfile(root / "boot/vmlinuz", home / "kernel")
    make_image(root, home / "image")


def build_initrd(home: Path, root: Path) -> None:
    """Make an initrd of busybox, the script `initrd-init` and the modules that it needs, in loading order."""
    tree = home / "tree"
    for folder in ("bin", "dev", "proc", "sys", "layers", "writes", "new", "modules"):
        (tree / folder).mkdir(parents=True)
    shutil.copy(BUSYBOX, tree / "bin/busybox")
    shutil.copy(INITRD_INIT, tree / "init")
    (tree / "init").chmod(0o755)
    for number, module in enumerate(modules_in_order(root)):
        content = lzma.decompress(module.read_bytes()) if module.suffix == ".xz" else module.read_bytes()
        (tree / "modules" / f"{number:02d}-{module.name.removesuffix('.xz')}").write_bytes(content)
    run(["sh", "-c", 'cd "$1" && find . | cpio --quiet -o -H newc | gzip -1 > "$2"', "-", tree, home / "initrd"])
    shutil.rmtree(tree)


def modules_in_order(root: Path) -> list[Path]:
    """Return the files of `INITRD_MODULES` and of what they need, each before what needs it."""
    version = next((root / "lib/modules").iterdir()).name
    files: list[Path] = []
    for name in INITRD_MODULES:
        listing = run(["modprobe", "--dirname", root, "--set-version", version, "--show-depends", name])
        for line in listing.splitlines():
            word, _, rest = line.partition(" ")
            if word == "insmod" and (file := Path(rest.strip())) not in files:
                files.append(file)
    if not files:
        raise BuildError(f"The kernel in {root} has none of the modules {', '.join(INITRD_MODULES)}.")
    return files

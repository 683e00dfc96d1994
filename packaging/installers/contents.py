"""What goes into the frozen program and what stays out, on every system: read by ``netmon_tray.spec``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

_OWN_SYSTEM = re.compile(r'^assert sys\.platform (==|!=) "(\w+)"', re.MULTILINE)
"""How a module says on its first lines which system it is for (packaging/netmon_tray.spec, ``own_modules``)."""

NEVER_IMPORTED = (
    *("multiprocessing", "tkinter", "_tkinter", "unittest", "doctest", "pydoc", "pydoc_data", "test"),
    *(
        "curses",
        "readline",
        "_uuid",
        "lib2to3",
        "distutils",
        "ensurepip",
        "setuptools",
        "pkg_resources",
        "pip",
        "wheel",
    ),
    *("numpy", "PIL", "pycparser", "xmlrpc", "sqlite3.test", "hatchling"),
    *("bz2", "_bz2", "lzma", "_lzma", "_pydecimal", "_pydatetime"),
    *(
        f"PySide6.Qt{part}"
        for part in ("Qml", "Quick", "Pdf", "Sql", "OpenGL", "OpenGLWidgets", "Test", "PrintSupport")
    ),
    *("PySide6.QtSvg", "PySide6.QtSvgWidgets", "PySide6.QtXml", "PySide6.QtConcurrent", "PySide6.QtDesigner"),
)
"""Modules that the analysis would find by way of code that never runs here."""
NEVER_IMPORTED_ON = {
    "linux": ("PySide6.QtNetwork", "asyncio"),
    "win32": ("PySide6.QtDBus",),
    "darwin": ("asyncio",),
}
"""On Linux one instance finds the other by a Unix socket, without QtNetwork (gui/local_port_unix.py); only there is a
tray asked for over D-Bus; only WinRT is built on asyncio."""

_QT_UNUSED = (
    *("plugins/egldeviceintegrations", "plugins/generic", "plugins/tls", "plugins/networkinformation"),
    *("plugins/printsupport", "plugins/sqldrivers", "plugins/iconengines", "plugins/imageformats"),
    *("plugins/wayland-graphics-integration-server", "plugins/platforminputcontexts/libqtvirtualkeyboard"),
    *("plugins/platforminputcontexts/qtvirtualkeyboard", "plugins/platformthemes/libqgtk3"),
    *(f"plugins/platforms/{lib}q{name}" for lib in ("", "lib") for name in ("minimal", "direct2d", "linuxfb", "vnc")),
    *(f"plugins/platforms/libq{name}" for name in ("eglfs", "vkkhrdisplay")),
    *("plugins/wayland-graphics-integration-client/libvulkan", "plugins/wayland-graphics-integration-client/libshm"),
    *("plugins/wayland-graphics-integration-client/libdrm", "plugins/wayland-graphics-integration-client/libdmabuf"),
    *("plugins/wayland-shell-integration/libivi", "plugins/wayland-shell-integration/libfullscreen"),
    "plugins/wayland-shell-integration/libqt-shell",
)
"""Below Qt's own folder. All pictures are drawn from our own SVG shapes, so no image format is needed; the GTK theme
plug-in would bring all of GTK along (15 MB), and the portal one asks the desktop for its colours without it."""

_LIBRARIES_UNUSED = re.compile(
    r"(lib)?Qt6(Pdf|Qml|Svg|Quick|VirtualKeyboard|Sql|Test|PrintSupport|EglFS|OpenGLWidgets|WaylandCompositor)"
    r"|opengl32sw\.dll"
)
_LIBRARIES_UNUSED_ON = {
    "linux": re.compile(r"libQt6(Network|EglFsKmsSupport)\.so"),
    "win32": re.compile(r"Qt6DBus\.dll"),
}

_SYSTEM_LIBRARIES = re.compile(
    r"lib(stdc\+\+|gcc_s|GL|EGL|GLX|OpenGL|GLdispatch|gbm|drm|X|xcb(?!-cursor|-icccm|-image|-keysyms|-render-util|-util)|wayland|glib|gthread|gobject|gio|gmodule|dbus"
    r"|fontconfig|freetype|png|brotli|harfbuzz|graphite|bsd|md|systemd|cap|gcrypt|gpg-error|mount|blkid|selinux|pcre"
    r"|gtk|gdk|atk|atspi|cairo|pango|epoxy|pixman|thai|datrie|fribidi|cloudproviders|tiff|jpeg|webp|sharpyuv|jbig"
    r"|deflate|Lerc|zstd|lz4|k5crypto|krb5|gssapi|com_err|keyutils|uuid|tinfo|ncurses)[-_.\w+]*\.so(\.\d+)*"
)
"""The desktop's and the C++ runtime's own libraries on Linux: they belong to the graphics driver, the fonts and the
session of the machine that runs it, and their security updates come from the distribution. The small xcb libraries
are taken along: a desktop without Qt has none, and Qt's X11 platform does not start without them."""


_QT_TRANSLATIONS = re.compile(r"translations/(?!qtbase_(de|es)\.qm)")
"""Of Qt's own words those of its dialogs, in the languages that the window has."""


def own_modules(source: Path, platform: str) -> list[str]:
    """Return all modules below the package folder that are for this system, whoever imports them, and by what name."""
    names = []
    for file in sorted(source.rglob("*.py")):
        said = _OWN_SYSTEM.search(file.read_text(encoding="utf-8"))
        if said is None or (said[1] == "==") == (said[2] == platform):
            parts = file.relative_to(source.parent).with_suffix("").parts
            names.append(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    return names


def modules_of(program: str, names: Iterable[str]) -> set[str]:
    """Return those of the collected modules that are of use to one of the two programs: each has a face of its own."""
    other = {"netmon": "netmon_tray.gui", "netmon-tray": "netmon_tray.cli"}[program]
    return {name for name in names if name != other and not name.startswith(f"{other}.")}


def is_used(place: str, platform: str) -> bool:
    """Return whether a collected file is of use; ``place`` is its path in the bundle."""
    path = PurePosixPath(place.replace("\\", "/"))
    unused_there = _LIBRARIES_UNUSED_ON.get(platform)
    if _LIBRARIES_UNUSED.match(path.name) or (unused_there and unused_there.match(path.name)):
        return False
    if path.parts[0] == "PySide6":
        inner = "/".join(path.parts[2:] if path.parts[1:2] == ("Qt",) else path.parts[1:])
        return not inner.startswith(_QT_UNUSED) and not _QT_TRANSLATIONS.match(inner)
    return not (platform == "linux" and _SYSTEM_LIBRARIES.fullmatch(path.name))


def to_strip(places: Iterable[str]) -> list[str]:
    """Return the libraries that are to be stripped: Python's own. The others come stripped, or break by it."""
    return [place for place in places if place.startswith(("libpython", "python3"))]

"""Runs in the frozen programs before anything else.

What they start themselves sees the system's libraries, not ours: on Linux the starter puts our folder into
LD_LIBRARY_PATH and starts itself once more, and the loader has read it by then. A browser that opens a link for us
would load our OpenSSL with it.

And they go on while an upgrade puts other files in their places: modules that are not loaded yet are read from the
program that runs, not from the file that has its name by then. (Windows replaces no running program.)
"""

import os
import sys

_ORIGINAL = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
if _ORIGINAL is not None:
    os.environ["LD_LIBRARY_PATH"] = _ORIGINAL
elif os.name == "posix":
    os.environ.pop("LD_LIBRARY_PATH", None)

if sys.platform == "linux":
    from pyimod02_importers import pyz_archive  # PyInstaller's own reader

    pyz_archive._filename = "/proc/self/exe"  # noqa: SLF001

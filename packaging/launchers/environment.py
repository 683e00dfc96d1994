"""Runs in the frozen programs before anything else.

What they start themselves sees the system's libraries, not ours: on Linux the starter puts our folder into
LD_LIBRARY_PATH and starts itself once more, and the loader has read it by then. A browser that opens a link for us
would load our OpenSSL with it.

And they go on while an upgrade puts other files in their places: modules that are not loaded yet are read from the
program that runs, not from the file that has its name by then. (Windows replaces no running program.)

On Windows libraries come from the program's own folders and the system's, never from the current directory or PATH,
whoever asks for them (learn.microsoft.com/windows/win32/dlls/dynamic-link-library-security).
"""

import os
import sys

_LOAD_LIBRARY_SEARCH_DEFAULT_DIRS = 0x1000

_ORIGINAL = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
if _ORIGINAL is not None:
    os.environ["LD_LIBRARY_PATH"] = _ORIGINAL
elif os.name == "posix":
    os.environ.pop("LD_LIBRARY_PATH", None)

if sys.platform == "win32":
    import ctypes

    os.add_dll_directory(vars(sys)["_MEIPASS"])
    ctypes.windll.kernel32.SetDllDirectoryW("")
    ctypes.windll.kernel32.SetDefaultDllDirectories(_LOAD_LIBRARY_SEARCH_DEFAULT_DIRS)

if sys.platform == "linux":
    from pyimod02_importers import pyz_archive  # PyInstaller's own reader

    pyz_archive._filename = "/proc/self/exe"  # noqa: SLF001

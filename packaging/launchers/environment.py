"""Runs in the frozen programs before anything else: what they start themselves sees the system's libraries, not ours.

On Linux the starter puts our folder into LD_LIBRARY_PATH and starts itself once more; the loader has read it by then.
A browser that opens a link for us would load our OpenSSL with it.
"""

import os

_ORIGINAL = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
if _ORIGINAL is not None:
    os.environ["LD_LIBRARY_PATH"] = _ORIGINAL
elif os.name == "posix":
    os.environ.pop("LD_LIBRARY_PATH", None)

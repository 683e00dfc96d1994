"""``python -m netmon_tray`` is ``netmon``."""

import sys

from netmon_tray.cli import main

if __name__ == "__main__":
    sys.exit(main())

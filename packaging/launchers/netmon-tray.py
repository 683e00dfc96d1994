"""What the frozen ``netmon-tray`` starts."""

import sys

from netmon_tray.gui import main

sys.exit(main())

"""What the frozen ``netmon`` starts."""

import sys

from netmon_tray.cli import main

sys.exit(main())

"""netmon-tray: watches the computer's current network, keeps its history, and uploads each connection record."""

__version__ = "0.1.0"

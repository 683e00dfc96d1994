"""The views of the main window, each loaded when it is first shown."""

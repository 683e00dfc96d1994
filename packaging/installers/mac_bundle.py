"""What the application for macOS says of itself (Info.plist)."""

from __future__ import annotations

from installers.project import Project


def info_plist(project: Project) -> dict[str, object]:
    """What PyInstaller does not write by itself; the identifier, the version and the program are its own affair."""
    return {
        "CFBundleName": project.name,
        "CFBundleDisplayName": project.name,
        "LSUIElement": True,  # it lives in the menu bar: no icon in the Dock
        "LSMinimumSystemVersion": "13.0",
        "NSHighResolutionCapable": True,
        "NSHumanReadableCopyright": project.copyright,
        "NSLocationUsageDescription": project.location_reason,
        "NSLocationWhenInUseUsageDescription": project.location_reason,
    }

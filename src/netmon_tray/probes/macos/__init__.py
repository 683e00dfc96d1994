"""The macOS probe: SystemConfiguration, CoreWLAN and the kernel's own tables; only ``native`` and below need a Mac."""

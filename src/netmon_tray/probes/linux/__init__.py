"""The Linux probe: netlink is the base, NetworkManager and ModemManager add names and modems where they run."""

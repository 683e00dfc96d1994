"""The probe of the system that the tests run on, on its real network, keeps the contract."""

from __future__ import annotations

from contract.probe_contract import HostProbeContract
from netmon_tray.probes import HostProbe, host_probe


class TestThisSystem(HostProbeContract):
    def make(self) -> HostProbe:
        return host_probe()

"""The audit on recorded radios: what kernels said of real access points, through the probe, to grade and finding."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from netmon_tray import audit
from netmon_tray.audit import Grade, Known, Seen, judge, learn
from netmon_tray.model import Link, TimelineKind, known
from netmon_tray.probes.linux.host import LinuxHost
from support.recorded_kernel import RecordedKernel


class NoDaemons:
    """A machine without a system bus."""

    def readers(self) -> None:
        return None

    def listener(self, on_change: Callable[[], None]) -> None:
        return None


def recorded(folder: str) -> Link:
    """The WiFi link of a recording."""
    host = LinuxHost(open_socket=RecordedKernel(folder).open, daemons=NoDaemons(), sysfs=Path("/nonexistent"))
    links = [link for link in host.sample().links if known(link.radio.bssid)]
    host.close()
    return links[0]


GRADES = {
    "linux_open": Grade.INSECURE,
    "linux_k612_wep": Grade.INSECURE,
    "linux_wep": Grade.INSECURE,
    "linux_wpa_psk_tkip": Grade.WEAK,
    "linux_wpa_wpa2_psk_mixed": Grade.WEAK,
    "linux_k612_wpa_wpa2_psk_mixed": Grade.WEAK,
    "linux_wpa2_psk": Grade.GOOD,
    "linux_hidden": Grade.GOOD,
    "linux_k612_country": Grade.GOOD,
    "linux_wpa2_wpa3_transition": Grade.GOOD,
    "linux_k612_nm152_transition": Grade.GOOD,
    "linux_owe": Grade.GOOD,
    "linux_k612_owe": Grade.GOOD,
    "linux_wpa3_sae": Grade.STRONG,
    "linux_wpa2_eap": Grade.STRONG,
    "linux_k612_wpa2_eap": Grade.STRONG,
    "linux_wpa3_eap": Grade.STRONG,
}


@pytest.mark.parametrize("folder", GRADES)
def test_the_grade_of_each_recorded_network(folder: str) -> None:
    link = recorded(folder)
    assert audit.grade(link.network_type, link.network.security).grade is GRADES[folder]


def look(folder: str) -> Seen:
    link = recorded(folder)
    return Seen(link.network_type, known(link.network.security), known(link.radio.bssid))


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("linux_wpa2_psk", "linux_open", TimelineKind.AUDIT_PASSWORD_LOST),
        ("linux_wpa2_psk", "linux_owe", TimelineKind.AUDIT_PASSWORD_LOST),
        ("linux_wpa2_psk", "linux_wpa_psk_tkip", TimelineKind.AUDIT_WEAKER),
        ("linux_wpa3_sae", "linux_wpa2_psk", TimelineKind.AUDIT_WEAKER),
        ("linux_wpa2_wpa3_transition", "linux_wpa2_psk", TimelineKind.AUDIT_WEAKER),
        ("linux_wpa2_eap", "linux_wpa2_psk", TimelineKind.AUDIT_WEAKER),
        ("linux_wpa3_sae", "linux_wpa2_wpa3_transition", None),
        ("linux_wpa2_psk", "linux_wpa3_sae", None),
        ("linux_open", "linux_owe", None),
    ],
)
def test_one_recorded_access_point_after_another_under_one_name(
    before: str, after: str, kind: TimelineKind | None
) -> None:
    known_so_far = learn(Known(), look(before))
    for bssid in (known(recorded(after).radio.bssid), "3c:a6:2f:00:00:a1"):
        found = judge(known_so_far, replace(look(after), bssid=bssid))
        assert [item.kind for item in found] == ([] if kind is None else [kind])

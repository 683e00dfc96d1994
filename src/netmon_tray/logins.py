"""How a WiFi network was joined, where that shows only while it happens: what was seen then holds to the end.

Nothing tells a program that was started later that a transition network was joined by SAE, or WEP by its shared key:
it sees the network's other way.
"""

from __future__ import annotations

from dataclasses import replace

from netmon_tray.model import Authentication, Link, Observed, Security, known

_SEEN_INSTEAD: dict[tuple[Observed[Security], Observed[Authentication]], Security] = {
    (Security.WPA2_WPA3_PSK, Authentication.SAE): Security.WPA2_WPA3_PSK,
    (Security.WEP_SHARED, Authentication.SHARED): Security.WEP,
}
"""The logins in question, and the security that whoever looks later sees."""


def as_joined(link: Link, before: Link) -> Link:
    """Return ``link`` with the login that ``before`` was seen to use, where both are of one association."""
    login = (before.network.security, before.network.authentication)
    if link.network.security is not _SEEN_INSTEAD.get(login) or not _is_one_association(before, link):
        return link
    return replace(link, network=replace(link.network, security=login[0], authentication=login[1]))


def _is_one_association(before: Link, after: Link) -> bool:
    """The carrier never went since, and the access point is the same as far as both are known."""
    was, now = before.interface, after.interface
    bssids = {known(before.radio.bssid), known(after.radio.bssid)} - {None}
    has_stayed = was.carrier_changes is not None and was.carrier_changes == now.carrier_changes
    return was.index == now.index and has_stayed and len(bssids) < 2

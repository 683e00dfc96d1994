"""Name servers out of resolv.conf."""

from __future__ import annotations

from netmon_tray.probes.parse.resolv_conf import resolvers


def test_servers_in_their_order_and_nothing_else() -> None:
    text = """\
# nameserver 192.0.2.9
domain example.org
nameserver 192.0.2.1
 nameserver\tfe80::1%eth0
nameserver ns.example.org
nameserver
options timeout:1
nameserver 2001:db8::53 # the second
"""
    assert resolvers(text) == ("192.0.2.1", "fe80::1%eth0", "2001:db8::53")

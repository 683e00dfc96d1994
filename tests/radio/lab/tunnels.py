"""Scenarios of what lies over a connection: tunnels that take all traffic, policy routes, a kill switch."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from radio.lab import managed
from radio.lab.access_point import AccessPoint
from radio.lab.connection import (
    LIMIT_S,
    Window,
    check_connection,
    check_facts,
    conditions,
    joined,
    line_after,
    vpn_of,
    wifi,
)
from radio.lab.ground import AP, GATEWAY, STATION
from radio.lab.managed import Profile
from radio.lab.product import Document
from radio.lab.recording import record
from radio.lab.scenario import scenario
from radio.lab.shell import run
from radio.lab.station import METRIC

if TYPE_CHECKING:
    from radio.lab.lab import Lab

FOLDER = Path("/run/tunnels")
WIREGUARD_PORT, OPENVPN_PORT = 51_820, 1194
WIREGUARD_FAR, WIREGUARD_NEAR = "10.99.0.1", "10.99.0.2"
OPENVPN_FAR, OPENVPN_NEAR = "10.98.0.1", "10.98.0.2"
PAYLOAD_BYTES = 200_000


# --- WireGuard ------------------------------------------------------------------------------------------------------


@scenario("wireguard", needs="wpa-supplicant")
def wireguard(lab: Lab) -> None:
    """wg-quick's full tunnel over WiFi: the radio is the connection, the tunnel its vpn, bytes are counted once"""
    with joined(lab, b"LabWireGuard") as air, wireguard_server() as keys:
        configuration = FOLDER / "wg0.conf"
        configuration.write_text(wg_quick(keys))
        configuration.chmod(0o600)
        run("wg-quick", "up", str(configuration))
        lab.at_end(lambda: run("wg-quick", "down", str(configuration), check=False))
        with counted(lab, "wg0", WIREGUARD_FAR):
            under_tunnel(lab, air, "wg0 (wireguard)", "linux_wireguard")
        run("wg-quick", "down", str(configuration))
        after_tunnel(lab)


@scenario("wireguard-networkmanager", needs="networkmanager")
def wireguard_managed(lab: Lab) -> None:
    """NetworkManager's own WireGuard profile over WiFi: the name stays the radio's"""
    with joined(lab, b"LabWireGuardNM") as air, wireguard_server() as keys:
        with managed.connected(wireguard_profile(keys)), counted(lab, "wg0", WIREGUARD_FAR):
            under_tunnel(lab, air, "wg0 (wireguard)", "linux_wireguard_nm")
        after_tunnel(lab)


@contextlib.contextmanager
def wireguard_server() -> Iterator[Keys]:
    """The far end."""
    keys = Keys()
    run("ip", "link", "add", "wg-far", "type", "wireguard", netns=AP)
    try:
        (FOLDER / "far.key").write_text(keys.far)
        run("wg", "set", "wg-far", "private-key", f"{FOLDER}/far.key", "listen-port", str(WIREGUARD_PORT), netns=AP)
        run("wg", "set", "wg-far", "peer", public(keys.near), "allowed-ips", f"{WIREGUARD_NEAR}/32", netns=AP)
        run("ip", "addr", "add", f"{WIREGUARD_FAR}/24", "dev", "wg-far", netns=AP)
        run("ip", "link", "set", "wg-far", "up", netns=AP)
        yield keys
    finally:
        run("ip", "link", "del", "wg-far", netns=AP)


class Keys:
    """Private keys of both ends, made for one scenario."""

    def __init__(self) -> None:
        FOLDER.mkdir(parents=True, exist_ok=True)
        if not Path("/dev/fd").exists():
            Path("/dev/fd").symlink_to("/proc/self/fd")  # wg-quick hands over its keys there
        self.near, self.far = run("wg", "genkey").strip(), run("wg", "genkey").strip()


def public(private: str) -> str:
    """The public half of a key."""
    return run("wg", "pubkey", text=private).strip()


def wg_quick(keys: Keys) -> str:
    """The configuration of the near end, for wg-quick."""
    return (
        f"[Interface]\nPrivateKey = {keys.near}\nAddress = {WIREGUARD_NEAR}/24\n"
        f"[Peer]\nPublicKey = {public(keys.far)}\nEndpoint = {GATEWAY}:{WIREGUARD_PORT}\nAllowedIPs = 0.0.0.0/0\n"
    )


def wireguard_profile(keys: Keys) -> Profile:
    """The same as a profile of NetworkManager."""
    peer = {"endpoint": f"{GATEWAY}:{WIREGUARD_PORT}", "allowed-ips": "0.0.0.0/0;"}
    return Profile(
        *("Company tunnel", "wireguard", "wg0", f"{WIREGUARD_NEAR}/24"),
        sections={"wireguard": {"private-key": keys.near}, f"wireguard-peer.{public(keys.far)}": peer},
    )


# --- OpenVPN --------------------------------------------------------------------------------------------------------


@scenario("openvpn", needs="wpa-supplicant")
def openvpn(lab: Lab) -> None:
    """OpenVPN over WiFi, with 0/1 and 128/1 beside the default route, then in place of it"""
    with joined(lab, b"LabOpenVPN") as air, openvpn_server(lab):
        client = lab.start(*openvpn_words(OPENVPN_NEAR, OPENVPN_FAR), *CLIENT_WORDS, "def1", name="openvpn")
        with counted(lab, "tun0", OPENVPN_FAR):
            under_tunnel(lab, air, "tun0 (tunnel)", "linux_openvpn_def1")
        client.end()
        after_tunnel(lab)
        client = lab.start(*openvpn_words(OPENVPN_NEAR, OPENVPN_FAR), *CLIENT_WORDS, name="openvpn")
        under_tunnel(lab, air, "tun0 (tunnel)", "linux_openvpn_instead", "in place of the route")
        client.end()
        after_tunnel(lab)


CLIENT_WORDS = ("--dev", "tun0", "--remote", GATEWAY, "--nobind", "--redirect-gateway")


@contextlib.contextmanager
def openvpn_server(lab: Lab) -> Iterator[None]:
    """The far end, with a key that both know."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    run("openvpn", "--genkey", "secret", f"{FOLDER}/static.key")
    server = lab.start(*openvpn_words(OPENVPN_FAR, OPENVPN_NEAR), "--dev", "tun-far", name="openvpn-far", netns=AP)
    try:
        yield
    finally:
        server.end()


def openvpn_words(here: str, there: str) -> tuple[str, ...]:
    """What both ends are told: the oldest mode of OpenVPN, which needs no certificates."""
    return (
        *("openvpn", "--dev-type", "tun", "--proto", "udp4", "--port", str(OPENVPN_PORT), "--ifconfig", here, there),
        *("--secret", f"{FOLDER}/static.key", "--cipher", "AES-256-CBC", "--verb", "3"),
    )


# --- a tunnel over the radio ----------------------------------------------------------------------------------------


def under_tunnel(lab: Lab, air: AccessPoint, vpn: str, recorded: str, where: str = "") -> None:
    """Compare while a tunnel carries everything: the facts are the radio's. In one row where it says ``where``."""
    name, _, kind = vpn.rstrip(")").partition(" (")
    said = lab.live_until(lambda line: vpn_of(line) == vpn, LIMIT_S, f"vpn {vpn}")
    expected = wifi(air) | {"vpn": {"interface": name, "kind": kind}}
    if where:
        check_facts(lab, said, expected, where)
    else:
        check_connection(lab, said, expected)
    record(lab.results / "recordings" / recorded)


@contextlib.contextmanager
def counted(lab: Lab, tunnel: str, far: str) -> Iterator[None]:
    """Send through the tunnel: the records tell the radio's bytes, to the byte, and the tunnel that was above."""
    window = Window(lab, STATION)
    yield
    window.open()
    newest = lab.records(lab.mark() - 1)[-1]["local"]["vpn"]
    lab.check("vpn in the record", tunnel, newest["interface"] if newest else None)
    inside = lab.counters(tunnel)
    lab.transfer(tunnel, far, up_bytes=PAYLOAD_BYTES)
    sent = lab.counters(tunnel)[1] - inside[1]
    lab.check_between("bytes sent inside the tunnel", PAYLOAD_BYTES, sent, 2 * PAYLOAD_BYTES)
    window.check(f"bytes of the radio under {tunnel} (rx, tx)")


def after_tunnel(lab: Lab) -> None:
    """Compare when the tunnel is gone."""
    said = lab.live_until(lambda line: vpn_of(line) is None, LIMIT_S, "no vpn")
    lab.check("interface without the tunnel", STATION, (said["connection"] or {}).get("interface"))


# --- routes by policy -----------------------------------------------------------------------------------------------


@scenario("policy-routes", needs="wpa-supplicant")
def policy_routes(lab: Lab) -> None:
    """The default route in a table of its own, which a rule looks into"""
    with joined(lab, b"LabPolicy") as air:
        run("ip", "route", "add", "default", "via", GATEWAY, "dev", STATION, "table", "100")
        with rule("100", "100"):
            run("ip", "route", "del", "default")
            check_connection(lab, line_after(lab), wifi(air))
            record(lab.results / "recordings" / "linux_policy_route")
            run("ip", "route", "add", "default", "via", GATEWAY, "dev", STATION, "metric", METRIC)


@scenario("kill-switch", needs="networkmanager")
def kill_switch(lab: Lab) -> None:
    """A rule whose table refuses all traffic: the connection stays, and reaches its own network only"""
    with joined(lab, b"LabKillSwitch") as air:
        run("ip", "route", "add", "unreachable", "default", "table", "101")
        with rule("101", "90"):
            said = lab.live_until(reaches("local"), LIMIT_S, "reachability local")
            check_connection(lab, said, wifi(air))
            record(lab.results / "recordings" / "linux_kill_switch")
        said = lab.live_until(reaches("site"), LIMIT_S, "reachability site")
        lab.check("conditions, nothing refused", [], conditions(said))


@contextlib.contextmanager
def rule(table: str, rank: str) -> Iterator[None]:
    """Have all traffic look into a table; the table is empty afterwards."""
    run("ip", "rule", "add", "pref", rank, "lookup", table)
    try:
        yield
    finally:
        run("ip", "rule", "del", "pref", rank)
        run("ip", "route", "flush", "table", table, check=False)


def reaches(word: str) -> Callable[[Document], bool]:
    """Tell lines with this reachability."""

    def is_so(said: Document) -> bool:
        return bool(said["reachability"] == word)

    return is_so

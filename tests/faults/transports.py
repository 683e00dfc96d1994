"""Certificates, proxies and surroundings that would lead the token or the records elsewhere."""

from __future__ import annotations

import datetime as dt
import ssl
from collections.abc import Callable

from faults.catalogue import fault
from faults.scene import TOKEN, Scene, StuckError
from netmon_tray.model import DeliveryState
from support.connect_proxy import ConnectProxy
from support.gate_server import GateServer
from support.tls import TestAuthority, self_signed_context

BACKLOG = 5
HERE = "127.0.0.1"


def _secure(scene: Scene, context: ssl.SSLContext, *, ca_file: str = "") -> None:
    """Have the Gate behind TLS from now on."""
    scene.replace_gate(tls=context)
    scene.configure(upload=f'ca_file = "{ca_file}"')


def _expired(ours: TestAuthority, _foreign: TestAuthority) -> ssl.SSLContext:
    day, now = dt.timedelta(days=1), dt.datetime.now(tz=dt.UTC)
    return ours.server_context(HERE, not_before=now - 9 * day, not_after=now - day)


def _self_signed(ours: TestAuthority, _foreign: TestAuthority) -> ssl.SSLContext:
    return self_signed_context(ours.ca_file.parent, HERE)


def _not_yet(ours: TestAuthority, _foreign: TestAuthority) -> ssl.SSLContext:
    day, now = dt.timedelta(days=1), dt.datetime.now(tz=dt.UTC)
    return ours.server_context(HERE, not_before=now + day, not_after=now + 9 * day)


BAD: dict[str, Callable[[TestAuthority, TestAuthority], ssl.SSLContext]] = {
    "certificate-expired": _expired,
    "certificate-not-yet-valid": _not_yet,
    "certificate-of-another-host": lambda ours, _foreign: ours.server_context("gate.example"),
    "certificate-signed-by-itself": _self_signed,
    "certificate-of-a-stranger": lambda _ours, foreign: foreign.server_context(HERE),
}


def _bad_certificate(name: str, make: Callable[[TestAuthority, TestAuthority], ssl.SSLContext]) -> None:
    @fault(name, quick=1, whole=2, waits=True)
    def bad_certificate(scene: Scene, run: int) -> None:
        ours, foreign = TestAuthority(scene.folder), TestAuthority(scene.folder, "foreign")
        _secure(scene, make(ours, foreign), ca_file=str(ours.ca_file))
        scene.fill(BACKLOG)
        scene.up()
        scene.eventually(lambda: scene.status()["upload"]["state"] == "tls", "the channel is called insecure")
        asked = scene.gate.connections
        scene.rests(2, most_requests=0)
        if scene.gate.requests or scene.gate.connections > asked:
            raise StuckError("a request was sent all the same, or it is tried without pause")
        port, good = scene.gate.port, ours.server_context(HERE)
        if run:
            scene.recovers(lambda: scene.replace_gate(port=port, tls=good))
        else:
            scene.replace_gate(port=port, tls=good)
            scene.netmon("queue", "send", code=None)
        scene.eventually(lambda: scene.arrived() >= BACKLOG, "all arrive behind a good certificate")

    bad_certificate.__doc__ = f"A {name.replace('-', ' ')}: nothing is sent, and all of it once the server is in order"


for _name, _make in BAD.items():
    _bad_certificate(_name, _make)


@fault("private-authority-added", quick=1, whole=1)
def private_authority_added(scene: Scene, _run: int) -> None:
    """A private authority that is not trusted until upload.ca_file names it: the running agent takes it up"""
    ours = TestAuthority(scene.folder)
    _secure(scene, ours.server_context(HERE))
    scene.fill(BACKLOG)
    scene.up()
    scene.eventually(lambda: scene.status()["upload"]["state"] == "tls", "the channel is called insecure")
    scene.configure(upload=f'ca_file = "{ours.ca_file}"')
    scene.eventually(lambda: scene.arrived() >= BACKLOG, "all arrive", 20)


@fault("hostile-surroundings", quick=1, whole=1)
def hostile_surroundings(scene: Scene, _run: int) -> None:
    """A foreign authority in SSL_CERT_FILE and REQUESTS_CA_BUNDLE, a proxy and a .netrc: none of them is obeyed"""
    ours, foreign = TestAuthority(scene.folder), TestAuthority(scene.folder, "foreign")
    _secure(scene, foreign.server_context(HERE), ca_file=str(ours.ca_file))
    (scene.folder / ".netrc").write_text(f"machine {HERE} login evil password stolen\n", encoding="ascii")
    (scene.folder / ".netrc").chmod(0o600)
    with ConnectProxy((HERE, scene.gate.port)) as proxy:
        trusted = {name: str(foreign.ca_file) for name in ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")}
        address = f"http://{HERE}:{proxy.port}"
        proxied = dict.fromkeys(("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "HTTP_PROXY"), address)
        scene.fill(BACKLOG)
        scene.up(environ=trusted | proxied)
        scene.eventually(lambda: scene.status()["upload"]["state"] == "tls", "the foreign authority is not believed")
        _secure(scene, ours.server_context(HERE), ca_file=str(ours.ca_file))
        scene.netmon("queue", "send", code=None)
        scene.eventually(lambda: scene.arrived() >= BACKLOG, "all arrive")
        if proxy.connections:
            raise StuckError("the proxy of the surroundings was asked for a server on loopback")
    if any(request.headers.get("authorization") != f"Bearer {TOKEN}" for request in scene.gate.requests):
        raise StuckError(".netrc came before the token")


@fault("another-origin", quick=1, whole=1)
def another_origin(scene: Scene, _run: int) -> None:
    """The address is changed under a running agent: no record is lost, and each goes to the server of its time"""
    scene.fill(BACKLOG)
    scene.up()
    scene.eventually(lambda: scene.arrived() >= BACKLOG, "all arrive")
    with GateServer(token=TOKEN, journal=scene.folder / "accepted.ndjson") as second:
        scene.configure(base_url=second.url)
        scene.eventually(second.keys, "the second server is used")
        first = len(scene.gate.requests)
        scene.eventually(lambda: len(second.keys()) >= 4, "it goes on")
        if len(scene.gate.requests) > first + scene.parallelism:
            raise StuckError("the first server is still used")
        scene.agents[-1].stop()


@fault("token-file-unfit", quick=3, whole=5)
def token_file_unfit(scene: Scene, run: int) -> None:
    """A token file that others may read, a symbolic link, a FIFO, a folder, none: not used, and never waited for"""
    place = scene.folder / "token"
    scene.fill(BACKLOG)
    if run == 0:
        place.chmod(0o644)
    else:
        place.rename(scene.folder / "token.true")
        if run == 1:
            place.symlink_to(scene.folder / "token.true")
        elif run == 2:
            scene.make_fifo(place)
        elif run == 3:
            place.mkdir()
    scene.up()
    scene.eventually(lambda: scene.status()["upload"]["state"] == "no_token", "it says that there is no token")
    if scene.gate.requests or DeliveryState.SENT in scene.states().values():
        raise StuckError("something was sent")
    if run == 3:
        place.rmdir()
    else:
        place.unlink(missing_ok=True)
    (scene.folder / "token.true").unlink(missing_ok=True)
    scene.write_token(TOKEN)
    scene.eventually(scene.arrived, "the first record arrives within 10 s of a fit token", 10)
    scene.eventually(lambda: scene.arrived() >= BACKLOG, "all arrive")

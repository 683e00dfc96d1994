"""Keyrings that are missing, foreign or hostile: the token comes from the right place or from none."""

from __future__ import annotations

import socket

from faults.catalogue import fault
from faults.scene import TOKEN, Scene, StuckError
from support.keyring_service import KeyringService

BACKLOG = 5
BACKENDS = (
    "stolen.Keyring",
    "keyrings.alt.file.PlaintextKeyring",
    "keyring.backends.null.Keyring",
    "keyring.backends.fail.Keyring",
)
"""The second is one of the test's own under the name of the usual one, which keeps tokens in plain text."""
STOLEN = """
import pathlib
from keyring.backend import KeyringBackend
pathlib.Path({place!r}).write_text("loaded")
class {name}(KeyringBackend):
    priority = 99
    def get_password(self, service, username):
        return {token!r}
    def set_password(self, service, username, password):
        pathlib.Path({place!r}).write_text(password)  # in plain text
    def delete_password(self, service, username):
        pass
"""


def _without_token_file(scene: Scene) -> dict[str, str]:
    """An environment in which only a keyring can help."""
    (scene.folder / "token").unlink()
    del scene.environ["NETMON_TOKEN_FILE"]
    return {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent"}


@fault("keyring-named-by-others", quick=2, whole=len(BACKENDS))
def named_by_others(scene: Scene, run: int) -> None:
    """PYTHON_KEYRING_BACKEND and keyringrc.cfg name a null, failing, evil or plaintext backend: none is ever loaded"""
    mark, backend = scene.folder / "loaded", BACKENDS[run]
    module, _, name = backend.rpartition(".")
    place = scene.folder / f"{module.replace('.', '/')}.py"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(STOLEN.format(name=name, place=str(mark), token=TOKEN), encoding="utf-8")
    settings = scene.folder / ".config" / "python_keyring"
    settings.mkdir(parents=True)
    choice = f"[backend]\ndefault-keyring={backend}\nkeyring-path={scene.folder}\n"
    (settings / "keyringrc.cfg").write_text(choice, encoding="utf-8")
    choices = {"PYTHON_KEYRING_BACKEND": backend, "XDG_CONFIG_HOME": str(scene.folder / ".config")}
    if not backend.startswith("keyring."):
        choices["PYTHONPATH"] = str(scene.folder)
    scene.environ |= _without_token_file(scene) | choices
    scene.fill(BACKLOG)
    scene.up()
    scene.eventually(lambda: scene.status()["upload"]["state"] == "no_token", "it says that there is no token")
    scene.netmon("token", "set", text=f"{TOKEN}\n", code=1)
    scene.rests(2, most_requests=0)
    place.unlink()
    if mark.exists() or scene.gate.requests:
        raise StuckError("a backend of somebody else's choice was used")


@fault("keyring-locked", quick=1, whole=2)
def locked(scene: Scene, _run: int) -> None:
    """A locked keyring at the start, unlocked later: the records wait and then go, without a restart"""
    environ = _without_token_file(scene)
    place = scene.folder / "session"
    place.mkdir()
    with KeyringService(place) as service:
        service.start_daemon()
        environ["DBUS_SESSION_BUS_ADDRESS"] = service.environ["DBUS_SESSION_BUS_ADDRESS"]
        scene.environ |= environ
        scene.netmon("token", "set", text=f"{TOKEN}\n")
        service.stop_daemon()
        service.start_daemon(None)
        scene.fill(BACKLOG)
        agent = scene.up()
        scene.eventually(lambda: scene.status()["upload"]["state"] == "no_token", "it says that the keyring is locked")
        service.unlock("pw1")
        scene.eventually(lambda: scene.arrived() >= BACKLOG, "all arrive", 90)
        agent.stop()


@fault("keyring-hanging", quick=0, whole=2, waits=True)
def hanging(scene: Scene, run: int) -> None:
    """A keyring that does not answer, or a bus that does not: recording goes on, the end is clean, the token comes"""
    environ = _without_token_file(scene)
    place = scene.folder / "session"
    place.mkdir()
    with KeyringService(place) as service, socket.create_server(("127.0.0.1", 0)) as silent:
        service.start_daemon()
        scene.environ |= environ | {"DBUS_SESSION_BUS_ADDRESS": service.environ["DBUS_SESSION_BUS_ADDRESS"]}
        scene.netmon("token", "set", text=f"{TOKEN}\n")
        if run:
            bus = f"tcp:host=127.0.0.1,port={silent.getsockname()[1]}"
            scene.environ["DBUS_SESSION_BUS_ADDRESS"] = bus
        service.freeze(is_frozen=True)
        scene.fill(BACKLOG)
        agent = scene.up()
        scene.eventually(lambda: scene.status()["upload"]["state"] == "no_token", "it says that no token can be had")
        before = len(scene.promised())
        scene.rests(15, most_requests=0)
        if len(scene.promised()) < before + 8:
            raise StuckError("recording waits for the keyring")
        if not run:
            scene.recovers(lambda: service.freeze(is_frozen=False))
            scene.eventually(lambda: scene.arrived() >= BACKLOG, "all arrive")
        agent.stop()
        service.freeze(is_frozen=False)

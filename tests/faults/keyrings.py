"""Keyrings that are missing, foreign or hostile: the token comes from the right place or from none."""

from __future__ import annotations

from faults.catalogue import fault
from faults.scene import TOKEN, Scene, StuckError
from support.keyring_service import KeyringService

BACKLOG = 5
BACKENDS = ("keyring.backends.null.Keyring", "keyring.backends.fail.Keyring", "stolen.Keyring")
STOLEN = """
import pathlib
from keyring.backend import KeyringBackend
pathlib.Path({place!r}).write_text("loaded")
class Keyring(KeyringBackend):
    priority = 99
    def get_password(self, service, username):
        return {token!r}
    def set_password(self, service, username, password):
        pathlib.Path({place!r}).write_text(password)
    def delete_password(self, service, username):
        pass
"""


def _without_token_file(scene: Scene) -> dict[str, str]:
    """An environment in which only a keyring can help."""
    (scene.folder / "token").unlink()
    del scene.environ["NETMON_TOKEN_FILE"]
    return {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent"}


@fault("keyring-named-by-others", quick=3, whole=3)
def named_by_others(scene: Scene, run: int) -> None:
    """PYTHON_KEYRING_BACKEND and keyringrc.cfg name a null, a failing or an evil backend: none of them is loaded"""
    mark = scene.folder / "loaded"
    (scene.folder / "stolen.py").write_text(STOLEN.format(place=str(mark), token=TOKEN), encoding="utf-8")
    settings = scene.folder / ".config" / "python_keyring"
    settings.mkdir(parents=True)
    choice = f"[backend]\ndefault-keyring={BACKENDS[run]}\nkeyring-path={scene.folder}\n"
    (settings / "keyringrc.cfg").write_text(choice, encoding="utf-8")
    environ = _without_token_file(scene) | {"PYTHON_KEYRING_BACKEND": BACKENDS[run], "PYTHONPATH": str(scene.folder)}
    scene.fill(BACKLOG)
    scene.up(environ=environ | {"XDG_CONFIG_HOME": str(scene.folder / ".config")})
    scene.eventually(lambda: scene.status()["upload"]["state"] == "no_token", "it says that there is no token")
    (scene.folder / "stolen.py").unlink()
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

"""What a Mac is given: the bundle's description, its entitlements, and the scripts that sign, pack and notarize.

The scripts run here with programs in the place of Apple's, which write down what they were asked.
"""

from __future__ import annotations

import base64
import json
import os
import plistlib
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from installers.mac_bundle import info_plist
from installers.project import PROJECT, ROOT

MACOS = ROOT / "packaging" / "macos"
SCRIPTS = sorted(MACOS.glob("*.sh"))
STAND_IN = """#!{python}
import json, os, pathlib, sys
name, words = os.path.basename(sys.argv[0]), sys.argv[1:]
with open(os.environ["CALLS"], "a") as calls:
    calls.write(json.dumps([name, *words]) + "\\n")
if name == "uuidgen":
    print("KEYCHAIN-SECRET")
if name == "security" and words[0] == "import":
    held = pathlib.Path(words[1])
    held.with_name("imported").write_bytes(held.read_bytes())
    held.with_name("mode").write_text(oct(held.stat().st_mode & 0o777))
if name == "hdiutil":
    folder = pathlib.Path(words[words.index("-srcfolder") + 1])
    pathlib.Path(words[-1]).write_text(" ".join(sorted(entry.name for entry in folder.iterdir())))
sys.exit(1 if os.environ.get("FAILS") in words else 0)
"""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="its shell is another one")


class Bench:
    """A place to run the scripts in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.calls_file = folder / "calls"
        programs = folder / "bin"
        programs.mkdir()
        for name in ("security", "codesign", "hdiutil", "xcrun", "spctl", "uuidgen"):
            (programs / name).write_text(STAND_IN.format(python=sys.executable))
            (programs / name).chmod(0o755)
        (folder / "netmon-tray.app" / "Contents").mkdir(parents=True)
        self.environment = {
            "PATH": f"{programs}{os.pathsep}/usr/bin{os.pathsep}/bin",
            "RUNNER_TEMP": str(folder),
            "TMPDIR": str(folder),
            "CALLS": str(self.calls_file),
        }

    def run(self, script: str, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        command = ["/bin/sh", str(MACOS / script), *arguments]
        environment = self.environment | variables
        return subprocess.run(command, env=environment, cwd=self.folder, capture_output=True, text=True, check=False)

    @property
    def calls(self) -> list[list[str]]:
        return (
            [json.loads(line) for line in self.calls_file.read_text().splitlines()] if self.calls_file.exists() else []
        )


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


def test_the_bundle_says_what_macos_asks_for() -> None:
    told = plistlib.loads(plistlib.dumps(info_plist(PROJECT)))
    assert told["LSUIElement"] is True
    reason = told["NSLocationUsageDescription"]
    assert "position" in reason
    assert told["NSLocationWhenInUseUsageDescription"] == reason


def test_the_hardened_runtime_allows_what_a_frozen_python_and_the_location_need() -> None:
    entitlements = plistlib.loads((MACOS / "entitlements.plist").read_bytes())
    assert entitlements == {
        "com.apple.security.cs.allow-unsigned-executable-memory": True,
        "com.apple.security.cs.disable-library-validation": True,
        "com.apple.security.personal-information.location": True,
    }


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_each_script_can_be_read_and_run(script: Path) -> None:
    assert script.read_text().startswith("#!/bin/sh\n")
    assert "set -eu" in script.read_text()
    assert script.stat().st_mode & stat.S_IXUSR
    assert subprocess.run(["/bin/sh", "-n", script], capture_output=True, check=False).stderr == b""


@pytest.mark.parametrize(("script", "arguments"), [("unlock.sh", ()), ("notarize.sh", ("x.dmg",))])
def test_without_secrets_nothing_is_done_and_that_is_said(
    bench: Bench, script: str, arguments: tuple[str, ...]
) -> None:
    done = bench.run(script, *arguments, CERTIFICATE="", APPLE_ID="")
    assert (done.returncode, bench.calls) == (0, [])
    assert done.stdout.startswith("::notice::Not ")


def test_a_certificate_is_imported_and_leaves_no_trace(bench: Bench) -> None:
    certificate = base64.b64encode(b"PKCS 12").decode()
    done = bench.run("unlock.sh", CERTIFICATE=certificate, PASSWORD="its password", IDENTITY="Developer ID: X (1)")
    assert done.returncode == 0, done.stderr
    assert (bench.folder / "imported").read_bytes() == b"PKCS 12"
    assert (bench.folder / "mode").read_text() == "0o600"
    assert not (bench.folder / "certificate.p12").exists()
    assert (bench.folder / "identity").read_text() == "Developer ID: X (1)"
    assert "password" not in done.stdout + done.stderr
    assert [call[1] for call in bench.calls if call[0] == "security"] == [
        *("create-keychain", "set-keychain-settings", "unlock-keychain", "import", "set-key-partition-list"),
        "list-keychains",
    ]


def test_a_certificate_that_is_not_taken_ends_it_and_leaves_no_trace(bench: Bench) -> None:
    done = bench.run("unlock.sh", CERTIFICATE="eA==", PASSWORD="p", IDENTITY="i", FAILS="import")
    assert done.returncode != 0
    assert not (bench.folder / "certificate.p12").exists()
    assert not (bench.folder / "identity").exists()


def test_an_image_holds_the_application_and_the_way_to_its_place(bench: Bench) -> None:
    done = bench.run("image.sh", "netmon-tray.app", "netmon.dmg")
    assert done.returncode == 0, done.stderr
    assert (bench.folder / "netmon.dmg").read_text() == "Applications netmon-tray.app"
    assert [call[0] for call in bench.calls] == ["hdiutil"]
    assert "::notice::The disk image is not signed" in done.stdout


def test_with_an_identity_the_application_is_looked_at_and_the_image_signed(bench: Bench) -> None:
    (bench.folder / "identity").write_text("Developer ID: X (1)")
    assert bench.run("image.sh", "netmon-tray.app", "netmon.dmg").returncode == 0
    assert [call[:3] for call in bench.calls] == [
        ["codesign", "--verify", "--strict"],
        ["hdiutil", "create", "-volname"],
        ["codesign", "--sign", "Developer ID: X (1)"],
    ]


def test_an_application_whose_signature_does_not_hold_is_not_packed(bench: Bench) -> None:
    (bench.folder / "identity").write_text("i")
    assert bench.run("image.sh", "netmon-tray.app", "netmon.dmg", FAILS="--verify").returncode != 0
    assert not (bench.folder / "netmon.dmg").exists()


def notarized(bench: Bench, **variables: str) -> subprocess.CompletedProcess[str]:
    return bench.run("notarize.sh", "x.dmg", APPLE_ID="me", APPLE_TEAM="T", APPLE_PASSWORD="secret", **variables)


def test_an_image_without_a_signature_is_not_notarized(bench: Bench) -> None:
    assert "::notice::Not notarized" in notarized(bench).stdout
    assert bench.calls == []


def test_a_signed_image_is_notarized_stapled_and_looked_at(bench: Bench) -> None:
    (bench.folder / "identity").write_text("i")
    done = notarized(bench)
    assert done.returncode == 0
    assert [call[:3] for call in bench.calls] == [
        ["xcrun", "notarytool", "submit"],
        ["xcrun", "stapler", "staple"],
        ["spctl", "--assess", "--type"],
    ]
    assert "secret" not in done.stdout + done.stderr


def test_an_image_that_apple_refuses_is_not_stapled(bench: Bench) -> None:
    (bench.folder / "identity").write_text("i")
    assert notarized(bench, FAILS="notarytool").returncode != 0
    assert len(bench.calls) == 1

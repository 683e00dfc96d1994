"""``netmon audit`` on a database of networks: grade, reason, action, changes, and the exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from netmon_tray.cli import main
from netmon_tray.model import Security, TimelineEvent, TimelineKind
from netmon_tray.storage import Stores, opened
from netmon_tray.store.history import Minute, NetworkFlags

T_S = 1_790_000_000
HOME = "wi:Home"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path


def seen(stores: Stores, key: str, security: Security | None, at_s: int = T_S) -> None:
    stores.history.add_minute(Minute(at_s, key, key[3:], key[:2], 1, 1))
    if security is not None:
        stores.known.note_security(key, security, at_s)


def run(place: Path, *arguments: str) -> int:
    return main(["audit", "--data-dir", str(place), *arguments])


def networks(place: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, dict[str, object]]]:
    code = run(place, "--json")
    told = json.loads(capsys.readouterr().out)["networks"]
    return code, {network["network_key"]: network for network in told}


def test_nothing_was_seen(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(place) == 0
    assert capsys.readouterr().out == "No network was seen yet.\n"
    assert networks(place, capsys) == (0, {})


@pytest.mark.parametrize(
    ("security", "grade", "code"),
    [
        (Security.WPA3_SAE, "strong", 0),
        (Security.WPA2_PSK, "good", 0),
        (Security.WPA_PSK, "weak", 0),
        (Security.WEP, "insecure", 3),
        (Security.OPEN, "insecure", 3),
        (None, "unknown", 0),
    ],
)
def test_the_grade_and_the_exit_code(
    place: Path, capsys: pytest.CaptureFixture[str], security: Security | None, grade: str, code: int
) -> None:
    with opened(place, writable=True) as stores:
        seen(stores, HOME, security)
    told, found = networks(place, capsys)
    assert (told, found[HOME]["grade"]) == (code, grade)
    assert found[HOME]["security"] == (security.value if security else None)
    assert str(found[HOME]["reason"]).endswith(".")
    assert run(place) == code


def test_a_medium_says_how_it_is_secured(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with opened(place, writable=True) as stores:
        for key in ("et:Office", "mo:Operator", "bl:Phone"):
            seen(stores, key, None)
    code, found = networks(place, capsys)
    grades = {key: network["grade"] for key, network in found.items()}
    assert (code, grades) == (0, {"et:Office": "not_applicable", "mo:Operator": "good", "bl:Phone": "not_applicable"})


def test_a_network_that_the_user_trusts_raises_no_alarm(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with opened(place, writable=True) as stores:
        seen(stores, HOME, Security.OPEN)
        stores.history.set_flags(HOME, NetworkFlags(alias="Mine", is_trusted=True))
    code, found = networks(place, capsys)
    assert (code, found[HOME]["trusted"], found[HOME]["grade"], found[HOME]["alias"]) == (0, True, "insecure", "Mine")
    assert run(place) == 0
    assert "Mine     WiFi  Insecure, trusted  Open" in capsys.readouterr().out


def test_what_changed(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    detail = {"bssid": "3c:a6:2f:00:00:a1", "before": "wpa2-psk", "after": "open"}
    roam = {"security": "wpa2-psk", "before": {"security": "wpa3-sae"}}
    with opened(place, writable=True) as stores:
        seen(stores, "wi:Cafe", Security.WPA3_SAE, T_S - 60)
        seen(stores, HOME, Security.OPEN)
        for at_s, kind, told in (
            (T_S, TimelineKind.AUDIT_PASSWORD_LOST, detail),
            (T_S - 9, TimelineKind.SECURITY_CHANGE, roam),
            (T_S - 99, TimelineKind.AUDIT_ROUTER, {"mac": "8c:16:45:00:00:01"}),
        ):
            stores.events.add(TimelineEvent(at_s * 1000, kind, HOME, detail=told))
    _, found = networks(place, capsys)
    assert found["wi:Cafe"]["changes"] == []
    changes = found[HOME]["changes"]
    assert isinstance(changes, list)
    assert changes[0] == {"at": "2026-09-21T14:13:20.000Z", "kind": "audit_password_lost", **detail}
    assert [change["kind"] for change in changes] == ["audit_password_lost", "security_change", "audit_router"]
    assert run(place) == 3
    told = capsys.readouterr().out
    assert "Lost its password: WPA2-Personal, now Open (3c:a6:2f:00:00:a1)" in told
    assert "Security changed: WPA3-Personal (SAE), now WPA2-Personal" in told
    assert "Another router (8c:16:45:00:00:01)" in told
    assert told.index("Home: Insecure. No encryption") > told.index("NETWORK")
    assert "Cafe:" not in told, "of that nothing needs to be said"


def test_a_damaged_event_is_told_as_far_as_it_can_be_read(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with opened(place, writable=True) as stores:
        seen(stores, HOME, Security.WPA2_PSK)
        detail = {"before": 7, "after": ["x"], "bssid": None}
        stores.events.add(TimelineEvent(T_S * 1000, TimelineKind.AUDIT_WEAKER, HOME, detail=detail))
        with stores.database.transaction(durable=False) as connection:
            connection.execute("UPDATE network_security SET security = 'no such'")
    assert run(place) == 0
    assert "Less secure than before" in capsys.readouterr().out

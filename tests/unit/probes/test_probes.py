"""The one choice of operating system."""

from __future__ import annotations

import types

import pytest

from netmon_tray import probes
from netmon_tray.model import NetmonError
from netmon_tray.probes.location import LocatedHost


@pytest.mark.parametrize("platform", ["freebsd14", "aix"])
def test_a_system_without_a_probe_is_told_in_a_sentence(platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probes, "sys", types.SimpleNamespace(platform=platform))
    with pytest.raises(NetmonError) as refused:
        probes.host_probe()
    assert "Linux" in refused.value.title
    assert "--demo" in refused.value.advice


def test_linux_has_one() -> None:
    probe = probes.host_probe()
    assert isinstance(probe, LocatedHost)
    assert type(probe._probe).__name__ == "LinuxHost"
    probe.close()


def test_a_system_without_a_question_of_its_own_asks_nobody() -> None:
    assert not probes.ask_consent()

"""``netmon-tray --quit``, by which Windows' installers end what runs."""

from __future__ import annotations

import pytest

from netmon_tray import desktop
from netmon_tray.gui import TRAY_ENDED, main


def test_only_an_installed_program_of_windows_takes_it(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--quit"])
    assert ended.value.code == 2
    assert "--quit" in capsys.readouterr().err


@pytest.mark.parametrize(("is_tray", "code"), [(True, TRAY_ENDED), (False, 0)])
def test_its_code_tells_whether_a_tray_was_open(monkeypatch: pytest.MonkeyPatch, *, is_tray: bool, code: int) -> None:
    monkeypatch.setattr(desktop, "IS_INSTALLED_ON_WINDOWS", True)
    monkeypatch.setattr(desktop, "end_installed", lambda: is_tray)
    assert main(["--quit"]) == code

"""The proxy that Windows and macOS keep in their settings, by the library's functions, and none of the environment."""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping
from pathlib import Path
from urllib import request

import pytest

from netmon_tray.upload import native
from netmon_tray.upload.address import ProxyAddressError
from netmon_tray.upload.native import Native
from netmon_tray.upload.system_proxy import chosen, system_proxy

HOST = "gate.example"
PROXY = "http://proxy.example:3128"


def never(host: str) -> int:
    return 0


@pytest.mark.parametrize(
    ("proxies", "expected"),
    [
        ({}, ""),
        ({"https": PROXY, "http": "http://other.example:80"}, PROXY),
        ({"https": "http://me:secret@proxy.example:3128"}, "http://me:secret@proxy.example:3128"),
        ({"http": PROXY, "ftp": PROXY}, ""),
    ],
)
def test_what_is_set_up_for_https_counts(proxies: Mapping[str, str], expected: str) -> None:
    assert chosen(HOST, lambda: proxies, never) == expected


@pytest.mark.parametrize(
    "proxies",
    [
        {"https": "socks4://proxy.example:1080", "socks": "socks://proxy.example:1080"},  # as Windows tells it
        {"socks": "http://proxy.example:1080"},  # as macOS tells it
        {"https": "http://me:secret@proxy.example/path"},
        {"https": "proxy.example"},
    ],
)
def test_one_that_is_not_spoken_here_is_told_and_never_passed_by(proxies: Mapping[str, str]) -> None:
    with pytest.raises(ProxyAddressError) as told:
        chosen(HOST, lambda: proxies, never)
    assert "none" in str(told.value)
    assert "secret" not in str(told.value)
    assert chosen(HOST, lambda: proxies, lambda host: host == HOST) == "", "this host needs none"


@pytest.mark.parametrize("error", [OSError("no such key"), UnicodeError("a name"), re.error("a pattern")])
def test_an_exception_that_cannot_be_understood_is_none(error: Exception) -> None:
    def is_exempt(host: str) -> bool:
        raise error

    assert chosen(HOST, lambda: {"https": PROXY}, is_exempt) == PROXY


@pytest.mark.parametrize(("system", "where"), [("win32", "registry"), ("darwin", "macosx_sysconf"), ("linux", "")])
def test_each_system_is_asked_by_its_own_functions(system: str, where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    offer = native._BY_SYSTEM[system]
    assert offer.proxies == where
    monkeypatch.setattr("netmon_tray.upload.system_proxy.NATIVE", offer)
    asked: list[str] = []
    monkeypatch.setattr(request, f"getproxies_{where}", lambda: {"https": PROXY}, raising=False)
    monkeypatch.setattr(request, f"proxy_bypass_{where}", asked.append, raising=False)
    assert system_proxy(HOST) == (PROXY if where else "")
    assert asked == ([HOST] if where else [])


@pytest.mark.parametrize("offer", [offer for offer in native._BY_SYSTEM.values() if offer.proxies])
def test_the_library_has_these_functions_and_they_do_not_look_at_the_environment(offer: Native) -> None:
    """Of this Python; on this system the text is all there is of the others' functions."""
    text = Path(inspect.getfile(request)).read_text(encoding="utf-8")
    for name in (f"getproxies_{offer.proxies}", f"proxy_bypass_{offer.proxies}"):
        (body,) = re.findall(rf"^    def {name}\(.*?(?=^    def |^\S)", text, re.MULTILINE | re.DOTALL)
        assert "environ" not in body


@pytest.mark.parametrize("variable", ["https_proxy", "HTTPS_PROXY", "ALL_PROXY", "http_proxy"])
def test_on_linux_there_is_none_whatever_the_environment_says(variable: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(variable, PROXY)
    monkeypatch.setattr("netmon_tray.upload.system_proxy.NATIVE", native._BY_SYSTEM["linux"])
    assert system_proxy(HOST) == ""

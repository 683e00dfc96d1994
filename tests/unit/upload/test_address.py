"""Which addresses are taken, and when two have the same origin."""

from __future__ import annotations

import pytest

from netmon_tray.model import NetmonError
from netmon_tray.upload.address import (
    ProxyAddressError,
    is_loopback_host,
    is_same_origin,
    parse_address,
    parse_proxy,
)


@pytest.mark.parametrize(
    ("base_url", "records_url", "origin"),
    [
        (
            "https://gate.zequenze.com/api/v1",
            "https://gate.zequenze.com/api/v1/device_app_connection_log/",
            "https://gate.zequenze.com",
        ),
        ("https://Gate.Example:443/", "https://gate.example/device_app_connection_log/", "https://gate.example"),
        (
            "https://gate.example:8443/v1//",
            "https://gate.example:8443/v1/device_app_connection_log/",
            "https://gate.example:8443",
        ),
        ("http://localhost:8000", "http://localhost:8000/device_app_connection_log/", "http://localhost:8000"),
        ("http://127.8.9.1/x", "http://127.8.9.1/x/device_app_connection_log/", "http://127.8.9.1"),
        ("http://[::1]:80/", "http://[::1]/device_app_connection_log/", "http://[::1]"),
    ],
)
def test_addresses_that_are_taken(base_url: str, records_url: str, origin: str) -> None:
    address = parse_address(base_url)
    assert (address.records_url, address.origin) == (records_url, origin)
    assert address.is_tls is base_url.startswith("https")


@pytest.mark.parametrize(
    "base_url",
    [
        "",
        "gate.example",
        "ftp://gate.example",
        "https://",
        "https:///path",
        "https://gate.example:0",
        "https://gate.example:99999",
        "https://[::1",
        "https://user:secret@gate.example",
        "https://user@gate.example",
        "https://gate.example?x=1",
        "https://gate.example/#x",
        "https://gate.example/a b",
        "https://gate.example\\.evil.com",
        "https://gate.example/\r\nX: y",
        "http://gate.example",
        "http://192.168.1.1",
        "http://localhost.example.com",
        "http://127.0.0.1.example.com",
        "http://2130706433",
    ],
)
def test_addresses_that_a_token_must_not_go_to(base_url: str) -> None:
    with pytest.raises(NetmonError) as raised:
        parse_address(base_url)
    assert "secret" not in str(raised.value)
    assert raised.value.advice


@pytest.mark.parametrize(
    ("host", "expected"),
    [("localhost", True), ("127.0.0.1", True), ("::1", True), ("10.0.0.1", False), ("example.com", False), ("", False)],
)
def test_loopback(host: str, expected: bool) -> None:
    assert is_loopback_host(host) is expected


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        ("/elsewhere/", True),
        ("https://gate.example/x", True),
        ("HTTPS://GATE.example:443/x", True),
        ("?next", True),
        ("http://gate.example/x", False),
        ("https://gate.example:8443/", False),
        ("https://gate.example.evil.com/", False),
        ("https://gate.example@evil.com/", False),
        ("//evil.com/", False),
        ("http://[bad", False),
        ("javascript:alert(1)", False),
        ("https://evil.com\\@gate.example/", False),
        ("https://user@gate.example/", False),
    ],
)
def test_same_origin(location: str, expected: bool) -> None:
    assert is_same_origin("https://gate.example/api/", location) is expected


def test_proxies() -> None:
    assert parse_proxy("http://user:secret@proxy.example:3128") == "http://user:secret@proxy.example:3128"
    for bad in ("proxy.example:3128", "socks5://proxy.example", "http://user:secret@proxy.example/path", "http://"):
        with pytest.raises(ProxyAddressError) as raised:
            parse_proxy(bad)
        assert "secret" not in str(raised.value)

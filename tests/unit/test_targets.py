"""The setting reachability.targets: what it takes, and what it means."""

from __future__ import annotations

import pytest

from netmon_tray.targets import Target, check, targets, words


def test_gateway_and_name_server_are_words_and_the_rest_are_hosts() -> None:
    text = " gateway,dns , example.org, 192.0.2.1:443,[2001:db8::1]:53, 2001:db8::2, example.org,, files_1"
    assert targets(text) == (
        Target("example.org", "example.org"),
        Target("192.0.2.1:443", "192.0.2.1", 443),
        Target("[2001:db8::1]:53", "2001:db8::1", 53),
        Target("2001:db8::2", "2001:db8::2"),
        Target("files_1", "files_1"),
    )
    assert words("") == []
    assert [target.address for target in targets("example.org, 192.0.2.1:443")] == [None, "192.0.2.1"]


def test_the_plain_form() -> None:
    assert check("dns,gateway ,dns,  bücher.example") == "dns, gateway, bücher.example"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("http://example.org/", "ports"),
        ("1.2.3", "hosts"),
        ("999.1.1.1", "hosts"),
        ("-a.example", "hosts"),
        ("a b", "hosts"),
        ("[2001:db8::1]junk", "ports"),
        ("example.org:0", "ports"),
        ("example.org:65536", "ports"),
        ("example.org:²", "ports"),
        (",".join(f"host{number}" for number in range(9)), "at most 8"),
    ],
)
def test_what_is_not_taken(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        check(text)

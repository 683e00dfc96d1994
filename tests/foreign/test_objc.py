"""The checks of Objective-C names, on a framework that the test made up: what is right passes, each slip is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from foreign import macos
from foreign.objc_headers import Frameworks, read
from foreign.objc_uses import judge, literals

METADATA = """
import objc
constants = '''$kCWNotice$kCWNumber@d$'''
enums = '''$kCWModeOld@0$kCWModeNew@7$CWEventTypeAny@9223372036854775807$'''
misc.update({"CWMode": NewType("CWMode", int)})
functions = {
    "CWCopyAll": (b"^{__CFArray=}^{__CFString=}",),
    "CWStart": (b"Z^{__CWStore=}^?^{?=q^v^?^?^?}",),
    "CWSum": (sel32or64(b"II", b"Qqd"), "", {"arguments": {}}),
    "CWBlock": (b"v^{__CFRunLoop=}@@?",),
    "CWNone": (b"v",),
}
r(b"CWPlace", b"spot", {"retval": {"type": "{CWSpot=dd}"}})
r(
    b"CWPlace",
    b"initWithSpot:heightAbove:timestamp:",
    {"arguments": {2: {"type": "{CWSpot=dd}"}}},
)
r(b"CWPlace", b"moveTo:within:", {})
r(b"CWRadio", b"heat", {})
"""


def method(selector: str, type_name: str = "void", *, is_class: bool = False) -> dict[str, object]:
    return {"selector": selector, "class_method": is_class, "retval": {"type_name": type_name}}


DESCRIPTION = {
    "definitions": {
        "classes": {
            "CWBase": {"super": "NSObject", "methods": [method("name", "NSString *")], "properties": []},
            "CWClient": {
                "super": "CWBase",
                "methods": [
                    method("sharedClient", "CWClient *", is_class=True),
                    method("radioWithName:", "CWRadio *"),
                    method("setDelegate:"),
                ],
                "properties": [],
            },
            "CWRadio": {
                "super": "NSObject",
                "methods": [
                    method("level", "NSInteger"),
                    method("start:error:", "BOOL"),
                    method("place", "CWPlace *"),
                ],
                "properties": [{"name": "channel", "type_name": "CWChannel *"}],
            },
            "CWChannel": {"super": "NSObject", "methods": [method("number", "NSInteger")], "properties": []},
        },
        "formal_protocols": {
            "CWEars": {"methods": [method("radioDidChange:"), method("clientWentAway")], "properties": []}
        },
    }
}


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Frameworks:
    wheels, sources = tmp_path_factory.mktemp("wheels"), tmp_path_factory.mktemp("sources")
    for folder in ("CoreWLAN", "objc"):
        (wheels / folder).mkdir()
    (wheels / "CoreWLAN" / "_metadata.py").write_text(METADATA)
    (wheels / "objc" / "__init__.py").write_text("class autorelease_pool: ...\nlookUpClass('NSDictionary')\n")
    (wheels / "objc" / "_objc.so").write_bytes(b"\x00objc.error\x00NSArray\x00")
    (sources / "corewlan.fwinfo").write_text("// generated\n" + json.dumps(DESCRIPTION))
    return read(wheels, sources)


RIGHT = """
import CoreWLAN
import objc
from CoreWLAN import CWClient
from Foundation import NSDictionary, NSObject


class Ears(NSObject):
    def radioDidChange_(self, radio): self.on_change()
    def clientWentAway(self): self.on_change()


class Listener:
    def __init__(self, on_change):
        self._client = CoreWLAN.CWClient.sharedClient()
        self._ears = Ears.alloc().init()
        self._ears.on_change = on_change
        self._client.setDelegate_(self._ears)

    def read(self, name):
        with objc.autorelease_pool():
            radio = find(name)
            if radio is None or isinstance(name, NSDictionary):
                return None
            on_air, channel = radio.start_error_(1, None), radio.channel()
            return radio.level(), number(channel), CoreWLAN.kCWNotice, CoreWLAN.CWCopyAll("x")


def find(name):
    client = CWClient.sharedClient()
    client.name()
    return client.radioWithName_(name)


def number(channel):
    return int(channel.number())
"""


def test_what_is_right_is_proven_in_its_class(known: Frameworks) -> None:
    uses = judge(RIGHT, "x.py", known)
    assert uses.troubles == set()
    assert {
        "[CWClient sharedClient] (class)",
        "[CWClient name] (instance)",
        "[CWRadio start:error:] (instance)",
        "[CWChannel number] (instance)",
        "[Ears alloc] (class)",
        "protocol method radioDidChange:",
        "CoreWLAN.kCWNotice",
        "objc.autorelease_pool",
        "Foundation.NSDictionary",
    } <= uses.proven


@pytest.mark.parametrize(
    ("right", "slip", "told"),
    [
        ("radio.level()", "radio.levels()", "[CWRadio levels]"),
        ("radio.level()", "radio.number()", "[CWRadio number]"),
        ("radio.level()", "radio.level(1)", "1 arguments of level"),
        ("channel.number()", "channel.level()", "[CWChannel level]"),
        ("client.name()", "client.title()", "[CWClient title]"),
        ("client.radioWithName_(name)", "client.radioWithName(name)", "[CWClient radioWithName]"),
        ("radio.start_error_(1, None)", "radio.start_error_(1)", "1 arguments of start:error:"),
        ("CWClient.sharedClient()", "CWClient.alloc().sharedClient()", "[CWClient sharedClient] (instance)"),
        ("_client.setDelegate_", "_client.setDelegates_", "[CWClient setDelegates:]"),
        ("import CWClient", "import CWClients", "CoreWLAN.CWClients"),
        ("kCWNotice", "kCWNotices", "CoreWLAN.kCWNotices"),
        ('CWCopyAll("x")', 'CWCopyEverything("x")', "CoreWLAN.CWCopyEverything"),
        ('CWCopyAll("x")', "CWCopyAll()", "0 arguments of CoreWLAN.CWCopyAll"),
        ("radioDidChange_(self", "radioDidChanges_(self", "protocol method radioDidChanges:"),
        ("radioDidChange_(self, radio)", "radioDidChange_(self)", "0 arguments of radioDidChange_"),
        ("objc.autorelease_pool", "objc.release_pool", "objc.release_pool"),
        ("NSDictionary", "NSDict", "Foundation.NSDict"),
        ("find(name)\n            if", "unheard(name)\n            if", "start_error_, whose receiver is not known"),
    ],
)
def test_each_slip_is_told(known: Frameworks, right: str, slip: str, told: str) -> None:
    assert right in RIGHT
    troubles = judge(RIGHT.replace(right, slip), "x.py", known).troubles
    assert any(told in trouble and trouble.startswith("x.py:") for trouble in troubles), troubles


@pytest.mark.parametrize(
    ("selector", "is_known"),
    [("spot", True), ("heightAbove", True), ("timestamp", True), ("height", False), ("moveTo", False)],
)
def test_a_class_that_no_header_describes_is_known_by_its_package_and_its_initializers(
    known: Frameworks, selector: str, is_known: bool
) -> None:
    text = RIGHT.replace("radio.level()", f"radio.place().{selector}()")
    troubles = judge(text, "x.py", known).troubles
    assert bool(troubles) is not is_known, troubles


def test_what_a_header_describes_is_known_by_it_alone(known: Frameworks) -> None:
    assert judge(RIGHT.replace("radio.level()", "radio.heat()"), "x.py", known).troubles


def test_a_file_without_objective_c_is_none_of_its_business(known: Frameworks) -> None:
    assert judge("import socket\nsocket.createConnection()\n", "x.py", known).troubles == set()


@pytest.mark.parametrize(
    ("function", "count"), [("CWCopyAll", 1), ("CWStart", 3), ("CWSum", 2), ("CWBlock", 3), ("CWNone", 0)]
)
def test_arguments_are_counted_in_the_signature(known: Frameworks, function: str, count: int) -> None:
    assert known.functions["CoreWLAN"][function] == count


def test_literals_are_held_against_the_constant_of_their_name(known: Frameworks) -> None:
    text = "class Mode:\n    kCWModeNew = {}\n    other = 3\n"
    assert literals(text.format(7), "x.py", known).proven == {"kCWModeNew = 7"}
    assert literals(text.format(0), "x.py", known).troubles == {"x.py: kCWModeNew is 7, not 0"}
    assert literals("class Mode:\n    kCWModeNEW = 7\n", "x.py", known).troubles == {"x.py: kCWModeNEW is None, not 7"}


def test_the_slips_that_the_real_check_makes_are_of_our_sources() -> None:
    texts = [file.read_text(encoding="utf-8") for file in macos.sources()]
    assert [right for right, _ in macos.WRONG if not any(right in text for text in texts)] == []


def test_every_use_of_pyobjc_stands_in_the_probe() -> None:
    """What the check does not read is not there: other rooms use none of it."""
    importing = {
        file.relative_to(macos.SOURCES).parts[:2]
        for file in macos.sources()
        if any(f"import {name}" in file.read_text(encoding="utf-8") for name in ("objc", "CoreWLAN", "Foundation"))
    }
    assert importing == {("probes", "macos")}
    assert Path(macos.SOURCES, "probes", "macos").is_dir()

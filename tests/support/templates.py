"""Reads the templates for group policies as Windows' editor does: which registry values each policy can write."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from installers.policies import NAMESPACE, admx
from netmon_tray.settings import specs


def parsed(octets: bytes) -> ET.Element:
    """An XML file without the name space that all of it is in."""
    text = octets.decode().replace(f' xmlns="{NAMESPACE}"', "", 1)
    assert NAMESPACE not in text
    return ET.fromstring(text)


def written() -> Iterator[tuple[str, str, int | str]]:
    """Name, registry type and value: both states of a switch, the limits of numbers, each choice, texts' defaults."""
    for policy in parsed(admx()).iter("policy"):
        for state in ("enabledValue", "disabledValue"):
            number = policy.find(f"{state}/decimal")
            if number is not None:
                yield policy.get("valueName", ""), "REG_DWORD", int(number.get("value", ""))
        for element in policy.findall("elements/*"):
            name = element.get("valueName", "")
            if element.tag == "decimal":
                yield from ((name, "REG_DWORD", int(element.get(bound, ""))) for bound in ("minValue", "maxValue"))
            elif element.tag == "enum":
                yield from ((name, "REG_SZ", word.text or "") for word in element.findall("item/value/string"))
            else:
                spec = specs()[name]
                yield from ((name, "REG_SZ", text) for text in (*spec.limits, str(spec.default)))

"""What administrators are given: templates for group policies (ADMX and ADML) and a configuration profile for macOS.

All of them are made of the settings' schema, in the catalogues' words; ``dev.py policies`` writes them.
"""

from __future__ import annotations

import plistlib
import sys
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [part for part in (str(ROOT / "src"), str(ROOT / "packaging")) if part not in sys.path]

import translations  # noqa: E402 - the path comes first
from netmon_tray.paths import BUNDLE_ID  # noqa: E402
from netmon_tray.settings import Settings, Spec, Value, specs  # noqa: E402

REGISTRY_KEY = r"Software\Policies\netmon-tray"
"""As policy/windows.py reads it, below HKEY_LOCAL_MACHINE."""
NAMESPACE = "http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions"
MOST_IN_A_DWORD = 2**32 - 1
EXAMPLE: Mapping[str, Value] = {
    "upload.enabled": True,
    "upload.base_url": Settings().upload.base_url,
    "upload.on_metered": "never",
    "privacy.location": False,
    "privacy.bssid": "hash",
    "log.retention_days": 30,
}
"""The policy that README shows for Linux, and the profile for macOS."""


@dataclass(frozen=True, slots=True)
class Language:
    """The words around the settings' own."""

    tag: str
    """As Windows names it: "de-DE"."""
    description: str
    supported: str
    boolean: str
    limits: str
    """Of a number, with {low} and {high}."""
    choices: str
    """With {choices}."""
    default: str
    """With {default}."""
    unset: str
    sections: Mapping[str, str]
    """Titles of sections; one that is not here is shown by its name."""

    @property
    def catalogue(self) -> str:
        """Its short name."""
        return self.tag.partition("-")[0]


LANGUAGES = (
    Language(
        "en-US",
        "Settings of netmon-tray",
        "netmon-tray 0.1.0 and later",
        "Enabled: true. Disabled: false.",
        "From {low} to {high}.",
        "One of: {choices}.",
        "Without this policy and without a setting of the user's: {default}.",
        "Not configured: each user decides. Users see a managed setting as locked.",
        {
            "sampling": "Sampling",
            "log": "Connection log",
            "history": "History",
            "upload": "Upload",
            "quota": "Quota",
            "alerts": "Alerts",
            "privacy": "Privacy",
            "ui": "Appearance",
        },
    ),
    Language(
        "de-DE",
        "Einstellungen von netmon-tray",
        "netmon-tray 0.1.0 und neuer",
        "Aktiviert: true. Deaktiviert: false.",
        "Von {low} bis {high}.",
        "Eines von: {choices}.",
        "Ohne diese Richtlinie und ohne eine Einstellung des Benutzers: {default}.",
        "Nicht konfiguriert: Jeder Benutzer entscheidet selbst. Vorgegebene Einstellungen sieht er als gesperrt.",
        {
            "sampling": "Messung",
            "log": "Verbindungsprotokoll",
            "history": "Verlauf",
            "upload": "Übertragung",
            "quota": "Datenvolumen",
            "alerts": "Warnungen",
            "privacy": "Datenschutz",
            "ui": "Darstellung",
        },
    ),
    Language(
        "es-ES",
        "Configuración de netmon-tray",
        "netmon-tray 0.1.0 y posteriores",
        "Habilitada: true. Deshabilitada: false.",
        "De {low} a {high}.",
        "Uno de: {choices}.",
        "Sin esta directiva y sin una configuración del usuario: {default}.",
        "No configurada: cada usuario decide. Los usuarios ven bloqueada una configuración administrada.",
        {
            "sampling": "Medición",
            "log": "Registro de conexiones",
            "history": "Historial",
            "upload": "Envío",
            "quota": "Cuota",
            "alerts": "Avisos",
            "privacy": "Privacidad",
            "ui": "Apariencia",
        },
    ),
)


def files() -> dict[Path, bytes]:
    """Every file by its place."""
    windows = ROOT / "packaging" / "windows" / "policy"
    made = {windows / "netmon-tray.admx": admx()}
    for language in LANGUAGES:
        made[windows / language.tag / "netmon-tray.adml"] = adml(language)
    made[ROOT / "packaging" / "macos" / "netmon-tray.mobileconfig"] = profile()
    return made


def write() -> list[Path]:
    """Write those that are not as they should be, and tell which."""
    stale = [place for place, octets in files().items() if not place.exists() or place.read_bytes() != octets]
    for place in stale:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(files()[place])
    return stale


# --- Windows --------------------------------------------------------------------------------------------------------


def admx() -> bytes:
    """The template: which registry value each policy writes."""
    root = _root("policyDefinitions")
    namespaces = ET.SubElement(root, "policyNamespaces")
    ET.SubElement(namespaces, "target", prefix="netmon", namespace="Zequenze.Policies.NetmonTray")
    ET.SubElement(root, "resources", minRequiredRevision="1.0")
    definitions = ET.SubElement(ET.SubElement(root, "supportedOn"), "definitions")
    ET.SubElement(definitions, "definition", name="supported", displayName="$(string.supported)")
    categories = ET.SubElement(root, "categories")
    ET.SubElement(categories, "category", name="netmon", displayName="$(string.netmon)")
    for section in _sections():
        category = ET.SubElement(categories, "category", name=section, displayName=f"$(string.{section})")
        ET.SubElement(category, "parentCategory", ref="netmon")
    policies = ET.SubElement(root, "policies")
    for spec in specs().values():
        _policy(policies, spec)
    return _text(root)


def _policy(policies: ET.Element, spec: Spec) -> None:
    name = _name(spec)
    is_switch = isinstance(spec.default, bool)
    policy = ET.SubElement(
        policies,
        "policy",
        {
            "name": name,
            "class": "Machine",
            "displayName": f"$(string.{name})",
            "explainText": f"$(string.{name}_explained)",
            "key": REGISTRY_KEY,
            **({"valueName": spec.key} if is_switch else {"presentation": f"$(presentation.{name})"}),
        },
    )
    ET.SubElement(policy, "parentCategory", ref=spec.key.partition(".")[0])
    ET.SubElement(policy, "supportedOn", ref="supported")
    if is_switch:
        for state, number in (("enabledValue", "1"), ("disabledValue", "0")):
            ET.SubElement(ET.SubElement(policy, state), "decimal", value=number)
    else:
        _element(ET.SubElement(policy, "elements"), spec)


def _element(elements: ET.Element, spec: Spec) -> None:
    """What is asked for: a choice, a whole number that a REG_DWORD holds, or text, which other numbers are too."""
    place = {"id": _name(spec), "valueName": spec.key, "required": "true"}
    if spec.choices:
        choice = ET.SubElement(elements, "enum", place)
        for word in spec.choices:
            item = ET.SubElement(choice, "item", displayName=f"$(string.{_name(spec)}_{word})")
            ET.SubElement(ET.SubElement(item, "value"), "string").text = word
    elif _is_dword(spec):
        ET.SubElement(elements, "decimal", place, minValue=f"{spec.minimum:.0f}", maxValue=f"{spec.maximum:.0f}")
    else:
        ET.SubElement(elements, "text", place)


def adml(language: Language) -> bytes:
    """The words of the template in one language; a meaning that is not translated yet is in English."""
    catalogue = translations.read(language.catalogue) if language.catalogue in translations.languages() else {}
    root = _root("policyDefinitionResources")
    ET.SubElement(root, "displayName").text = "netmon-tray"
    ET.SubElement(root, "description").text = language.description
    resources = ET.SubElement(root, "resources")
    strings = ET.SubElement(resources, "stringTable")
    presentations = ET.SubElement(resources, "presentationTable")
    told = {"netmon": "netmon-tray", "supported": language.supported}
    told |= {section: language.sections.get(section, section.capitalize()) for section in _sections()}
    for spec in specs().values():
        meaning = catalogue.get(str(spec.meaning), (str(spec.meaning),))[0]
        told[_name(spec)] = spec.key
        told[f"{_name(spec)}_explained"] = "\n\n".join([meaning, _explained(spec, language), language.unset])
        told |= {f"{_name(spec)}_{word}": word for word in spec.choices}
        if not isinstance(spec.default, bool):
            _presentation(ET.SubElement(presentations, "presentation", id=_name(spec)), spec)
    for name, text in told.items():
        ET.SubElement(strings, "string", id=name).text = text
    return _text(root)


def _explained(spec: Spec, language: Language) -> str:
    parts = []
    if isinstance(spec.default, bool):
        parts.append(language.boolean)
    elif spec.choices:
        parts.append(language.choices.format(choices=", ".join(spec.choices)))
    elif spec.limits:
        low, high = spec.limits
        parts.append(language.limits.format(low=low, high=high))
    shown = _shown(spec.default)
    return " ".join([*parts, *([language.default.format(default=shown)] if shown else [])])


def _presentation(presentation: ET.Element, spec: Spec) -> None:
    if spec.choices:
        number = str(spec.choices.index(str(spec.default)))
        ET.SubElement(
            presentation, "dropdownList", refId=_name(spec), noSort="true", defaultItem=number
        ).text = spec.key
    elif _is_dword(spec):
        ET.SubElement(presentation, "decimalTextBox", refId=_name(spec), defaultValue=str(spec.default)).text = spec.key
    else:
        box = ET.SubElement(presentation, "textBox", refId=_name(spec))
        ET.SubElement(box, "label").text = spec.key
        ET.SubElement(box, "defaultValue").text = str(spec.default)


def _is_dword(spec: Spec) -> bool:
    is_whole = isinstance(spec.default, int) and not isinstance(spec.default, bool)
    return is_whole and spec.maximum is not None and spec.maximum <= MOST_IN_A_DWORD


def _sections() -> list[str]:
    return list(dict.fromkeys(key.partition(".")[0] for key in specs()))


def _name(spec: Spec) -> str:
    """A key as the template's names may be."""
    return spec.key.replace(".", "_")


def _shown(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _root(tag: str) -> ET.Element:
    return ET.Element(tag, {"xmlns": NAMESPACE, "revision": "1.0", "schemaVersion": "1.0"})


def _text(root: ET.Element) -> bytes:
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


# --- macOS ----------------------------------------------------------------------------------------------------------


def profile(values: Mapping[str, Value] = EXAMPLE) -> bytes:
    """A configuration profile that fixes ``values``, with all keys that there are in a comment."""
    payload = _payload(BUNDLE_ID, f"{BUNDLE_ID}.settings", "Settings of netmon-tray") | dict(values)
    whole = _payload("Configuration", f"{BUNDLE_ID}.profile", "netmon-tray") | {
        "PayloadDescription": "Settings of netmon-tray that its users cannot change.",
        "PayloadOrganization": "Example organisation",
        "PayloadScope": "System",
        "PayloadContent": [payload],
    }
    head, doctype, rest = plistlib.dumps(whole, sort_keys=False).decode().split("\n", 2)
    return "\n".join([head, doctype, *_comment(), rest]).encode()


def _payload(kind: str, identifier: str, name: str) -> dict[str, object]:
    """What every payload says of itself; its number is the same each time that this is made."""
    return {
        "PayloadType": kind,
        "PayloadVersion": 1,
        "PayloadIdentifier": identifier,
        "PayloadUUID": str(uuid.uuid5(uuid.NAMESPACE_DNS, identifier)).upper(),
        "PayloadDisplayName": name,
    }


def _comment() -> Sequence[str]:
    rows = [f"  {spec.key}: {spec.allowed}. {spec.meaning}" for spec in specs().values()]
    heading = "An example: change the values, and sign it or hand it to the management of devices. What can be fixed:"
    return ["<!--", f"  {heading}", "", *rows, "-->"]

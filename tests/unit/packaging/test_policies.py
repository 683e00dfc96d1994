"""What administrators are given fits the settings' schema: templates for group policies, a profile for macOS."""

from __future__ import annotations

import io
import re
import tomllib
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import pytest

import translations
from installers import policies
from installers.policies import EXAMPLE, LANGUAGES, ROOT, adml, admx, files, profile
from netmon_tray import plist_file
from netmon_tray.paths import BUNDLE_ID
from netmon_tray.policy.source import tree
from netmon_tray.settings import convert, specs
from support.templates import parsed, written

WINDOWS = ROOT / "packaging" / "windows" / "policy"
NAME = re.compile(r"[A-Za-z_][\w.-]*")
POLICY_PARTS = ("parentCategory", "supportedOn", "enabledValue", "disabledValue", "elements")
"""In the order that the schema of templates wants (PolicyDefinition of the Group Policy ADMX syntax reference)."""


def problems(template: ET.Element, words: ET.Element) -> Iterator[str]:
    """What would keep Windows from loading a template with its words, as far as it can be told without Windows."""
    strings = {string.get("id"): string.text for string in words.iter("string")}
    presentations = {one.get("id"): one for one in words.iter("presentation")}
    categories = [category.get("name") for category in template.iter("category")]
    names = [policy.get("name") or "" for policy in template.iter("policy")]
    yield from (f"{name} is named twice" for name in {*names} if names.count(name) > 1)
    yield from (f"{name} is no name" for name in (*names, *filter(None, categories)) if not NAME.fullmatch(name))
    for node in template.iter():
        for value in node.attrib.values():
            yield from (f"no string {ref}" for ref in re.findall(r"\$\(string\.(.+?)\)", value) if not strings.get(ref))
    for policy in template.iter("policy"):
        parts = [part.tag for part in policy]
        yield from (
            f"{part} is out of place" for part in parts if parts != [one for one in POLICY_PARTS if one in parts]
        )
        parent, supported = policy.find("parentCategory"), policy.find("supportedOn")
        if parent is None or parent.get("ref") not in categories or supported is None:
            yield f"{policy.get('name')} is nowhere"
        yield from _mismatches(policy, presentations)


def _mismatches(policy: ET.Element, presentations: dict[str | None, ET.Element]) -> Iterator[str]:
    """What is asked for in a policy, against what its form shows."""
    asked = {element.get("id"): element.tag for element in policy.findall("elements/*")}
    shown = re.sub(r"\$\(presentation\.(.+)\)", r"\1", policy.get("presentation", ""))
    boxes = {"enum": "dropdownList", "decimal": "decimalTextBox", "text": "textBox"}
    form = {box.get("refId"): box.tag for box in presentations.get(shown, ET.Element("none"))}
    if {name: boxes[tag] for name, tag in asked.items()} != form:
        yield f"{policy.get('name')} asks for {asked} and shows {form}"
    if not asked and not (policy.get("valueName") and policy.find("enabledValue") is not None):
        yield f"{policy.get('name')} writes nothing"


def test_the_files_are_those_of_the_schema() -> None:
    stale = [place.name for place, octets in files().items() if not place.exists() or place.read_bytes() != octets]
    assert stale == [], "call: python3 packaging/dev.py policies"
    kept = {place for place in WINDOWS.rglob("*") if place.is_file()}
    assert kept == {place for place in files() if WINDOWS in place.parents}


def test_writing_them_again_writes_nothing() -> None:
    assert policies.write() == []


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)
def test_a_template_and_its_words_fit_together(language: policies.Language) -> None:
    assert list(problems(parsed(admx()), parsed(adml(language)))) == []


@pytest.mark.parametrize("language", LANGUAGES[1:], ids=lambda language: language.tag)
def test_meanings_are_in_the_catalogue_s_words(language: policies.Language) -> None:
    catalogue = translations.read(language.catalogue)
    strings = {string.get("id"): string.text or "" for string in parsed(adml(language)).iter("string")}
    for spec in specs().values():
        meaning = str(spec.meaning)
        told = strings[f"{spec.key.replace('.', '_')}_explained"].partition("\n")[0]
        assert told == catalogue.get(meaning, (meaning,))[0]
    assert catalogue[str(specs()["upload.enabled"].meaning)] != (str(specs()["upload.enabled"].meaning),)


@pytest.mark.parametrize(
    ("right", "slip"),
    [
        ('displayName="$(string.upload)"', 'displayName="$(string.uploads)"'),
        ('<parentCategory ref="upload" />', '<parentCategory ref="uploads" />'),
        ('name="upload_enabled"', 'name="upload enabled"'),
        ('name="upload_enabled"', 'name="upload_proxy"'),
        ('presentation="$(presentation.upload_proxy)"', 'presentation="$(presentation.upload_ca_file)"'),
        ('<text id="upload_proxy"', '<decimal id="upload_proxy"'),
        ('valueName="upload.enabled"', ""),
        ('<supportedOn ref="supported" />', ""),
    ],
)
def test_each_slip_is_noticed(right: str, slip: str) -> None:
    text = admx().decode()
    assert right in text
    assert list(problems(parsed(text.replace(right, slip).encode()), parsed(adml(LANGUAGES[0])))) != []


def test_whatever_the_editor_writes_is_taken() -> None:
    found = list(written())
    assert {name for name, _, _ in found} == set(specs())
    for name, _, value in found:
        ((section, keys),) = tree([(name, value)]).items()
        ((key, typed),) = keys.items()
        assert f"{section}.{key}" == name
        convert(specs()[name], typed)


def test_no_number_is_larger_than_the_editor_takes() -> None:
    for element in parsed(admx()).iter("decimal"):
        assert 0 <= int(element.get("maxValue", "1")) <= 2**32 - 1


# --- macOS ----------------------------------------------------------------------------------------------------------


def test_the_profile_fixes_the_example_s_settings() -> None:
    whole = plist_file.read(io.BytesIO(profile()))
    assert whole["PayloadType"] == "Configuration"
    (payload,) = whole["PayloadContent"]  # type: ignore[misc]
    assert payload["PayloadType"] == BUNDLE_ID
    settings = {name: value for name, value in payload.items() if not name.startswith("Payload")}
    assert settings == EXAMPLE
    obeyed = {
        f"{section}.{key}": value for section, keys in tree(settings.items()).items() for key, value in keys.items()
    }
    assert {name: convert(specs()[name], value) for name, value in obeyed.items()} == EXAMPLE
    identities = [(one["PayloadIdentifier"], one["PayloadUUID"], one["PayloadVersion"]) for one in (whole, payload)]
    assert len(set(identities)) == 2
    assert all(re.fullmatch(r"[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}", str(number)) for _, number, _ in identities)


def test_its_comment_names_every_setting_and_ends_where_it_should() -> None:
    _, _, comment = profile().decode().partition("<!--")
    inside, _, rest = comment.partition("-->")
    assert "--" not in inside
    assert rest.lstrip().startswith("<plist")
    assert all(f"  {key}: " in inside for key in specs())


def test_the_readme_shows_the_same_policy_for_linux() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (shown,) = [block for block in re.findall(r"```toml\n(.*?)```", readme, re.DOTALL) if "[upload]" in block]
    sections = tomllib.loads(shown)
    assert {f"{section}.{key}": value for section, keys in sections.items() for key, value in keys.items()} == EXAMPLE

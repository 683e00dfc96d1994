"""The bill of materials of the frozen program (CycloneDX 1.6, ecma-international.org/publications ECMA-424)."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Iterable

from installers.bundled import Component
from installers.project import Project


def bill(project: Project, parts: Iterable[Component], today: dt.date) -> str:
    """Return it as JSON; the same parts on the same day make the same text."""
    components = [_component(part) for part in parts]
    seed = json.dumps([project.version, str(today), components])
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, seed)}",
        "version": 1,
        "metadata": {
            "timestamp": f"{today}T00:00:00Z",
            "component": {
                "type": "application",
                "bom-ref": project.name,
                "name": project.name,
                "version": project.version,
                "description": project.description,
                "licenses": [{"license": {"id": project.licence}}],
            },
        },
        "components": components,
        "dependencies": [{"ref": project.name, "dependsOn": [part["bom-ref"] for part in components]}],
    }
    return json.dumps(document, indent=2) + "\n"


def _component(part: Component) -> dict[str, object]:
    place = f"{part.kind}/{part.name.split(' ')[0].lower()}"
    found: dict[str, object] = {"type": "library", "bom-ref": place, "name": part.name}
    if part.version:
        found |= {"version": part.version, "purl": f"pkg:{place}@{part.version}"}
    return found | {"licenses": [{"license": {"name": part.licence}}]}

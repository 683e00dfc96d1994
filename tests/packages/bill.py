"""The bill of materials: written beside the packages, and true of the libraries that came along."""

from __future__ import annotations

from installers import bundled, sbom
from installers.project import PROJECT
from packages import products
from packages.catalogue import note, step

SPOKEN = {"SQLite": ("libsqlite3.so.0", "{}"), "OpenSSL": ("libcrypto.so.3", "OpenSSL {}")}
"""Components whose library holds its own version: its file, and in which words."""


@step(
    "bill", "the bill of materials (CycloneDX): every library that came along is in it, with the version that it bears"
)
def bill() -> list[str]:
    with products.frozen() as frozen:
        parts = bundled.components(frozen)
        file = products.OUT / f"{PROJECT.name}-{PROJECT.version}.cdx.json"
        file.write_text(sbom.bill(PROJECT, parts, products.today()), encoding="utf-8")
        versions = {part.name: part.version for part in parts}
        note(f"{len(parts)} components, SQLite {versions['SQLite']}, OpenSSL {versions['OpenSSL']}")
        return [
            f"{library} does not say that it is {name} {versions[name]}"
            for name, (library, words) in SPOKEN.items()
            if words.format(versions[name]).encode() not in (frozen / "_internal" / library).read_bytes()
        ]

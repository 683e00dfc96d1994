"""What of a link is kept and sent under the privacy settings: true names and addresses, their hashes, or neither."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from netmon_tray.model import DENIED, Link, Observed, Unavailable

if TYPE_CHECKING:
    from collections.abc import Callable

Detail = Literal["full", "hash", "off"]

KEY_BYTES = 32
"""Length of a new key: what HMAC-SHA256 gains from (RFC 2104, section 3)."""


@dataclass(frozen=True, slots=True)
class Redactor:
    """Applies ``privacy.network_name`` and ``privacy.bssid`` when a record is made (decisions.md 15).

    A hash is HMAC-SHA256 under a key that never leaves the data directory: the same network keeps the same
    false name there, and nobody without the key can try names against it. What is switched off is DENIED.
    """

    network_name: Detail = "full"
    bssid: Detail = "full"
    key: bytes = b""

    def __post_init__(self) -> None:
        if "hash" in (self.network_name, self.bssid) and not self.key:
            raise ValueError("hashing needs a key")

    def __repr__(self) -> str:
        return f"Redactor(network_name={self.network_name!r}, bssid={self.bssid!r})"

    def link(self, link: Link) -> Link:
        """Return the link as it may be stored and sent; the same object where everything is shown."""
        if self.network_name == self.bssid == "full":
            return link
        network = replace(link.network, name=_apply(self.network_name, link.network.name, self._false_name))
        radio = replace(link.radio, bssid=_apply(self.bssid, link.radio.bssid, self.false_bssid))
        return replace(link, network=network, radio=radio)

    def address(self, address: str) -> str | None:
        """Return a hardware address, or what stands for a part of one, as it may be kept; None where it may not."""
        if self.bssid == "full":
            return address
        return self.false_bssid(address) if self.bssid == "hash" else None

    def _false_name(self, name: str) -> str:
        return f"net-{self._digest('name', name)[:6].hex()}"

    def false_bssid(self, bssid: str) -> str:
        """A locally administered unicast address (IEEE 802, second bit of the first octet): no real device bears it."""
        return "02:" + self._digest("bssid", bssid.lower())[:5].hex(":")

    def _digest(self, purpose: str, text: str) -> bytes:
        import hmac  # late: it brings OpenSSL's digests (2 MB), which only hashing needs

        return hmac.digest(self.key, f"{purpose}\0{text}".encode("utf-8", "surrogatepass"), "sha256")


def _apply(detail: Detail, fact: Observed[str], disguise: Callable[[str], str]) -> Observed[str]:
    if isinstance(fact, Unavailable) or detail == "full":
        return fact
    return disguise(fact) if detail == "hash" else DENIED

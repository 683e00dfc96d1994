"""What every system's WiFi shares: the text of an SSID, channels of frequencies, information elements (IEEE 802.11)."""

from __future__ import annotations

from collections.abc import Iterator

ELEMENT_SSID = 0
ELEMENT_RSN = 48
ELEMENT_WAPI = 68
ELEMENT_VENDOR = 221

SSID_MAX_BYTES = 32
"""IEEE 802.11-2020, 9.4.2.2."""


def ssid_text(ssid: bytes | None) -> str | None:
    r"""Decode an SSID; None for none, a hidden one (empty or all NUL) or more than 32 bytes.

    Bytes that are no UTF-8, and control characters that a terminal or a log would obey, become backslash escapes
    (``\xff``, ``\x1b``).
    """
    if ssid is None or len(ssid) > SSID_MAX_BYTES or not any(ssid):
        return None
    decoded = ssid.decode("utf-8", "backslashreplace")
    return "".join(f"\\x{ord(sign):02x}" if _is_control(ord(sign)) else sign for sign in decoded)


def channel_of(frequency_mhz: int) -> int | None:
    """Return the channel number of a centre frequency (IEEE 802.11-2020, annex E); None where no channel lies.

    Numbers repeat between bands: only together with the frequency do they say which channel is meant.
    """
    special = {2484: 14, 5935: 2}
    if frequency_mhz in special:
        return special[frequency_mhz]
    for first, last, base, step in _BANDS:
        if first <= frequency_mhz <= last:
            channel, rest = divmod(frequency_mhz - base, step)
            return None if rest else channel
    return None


def _is_control(code: int) -> bool:
    return code < 0x20 or 0x7F <= code < 0xA0


_BANDS = (
    (2412, 2472, 2407, 5),
    (4910, 4980, 4000, 5),
    (5005, 5905, 5000, 5),
    (5955, 7115, 5950, 5),
    (58320, 70200, 56160, 2160),
)
"""First and last centre in MHz, where channel 0 would lie, and the step: 2.4, 4.9, 5, 6 and 60 GHz."""


def elements(run: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield (id, body) of a run of information elements; one that is cut off ends the run, as in a short capture."""
    offset = 0
    while offset + 2 <= len(run):
        identity, length = run[offset], run[offset + 1]
        body = run[offset + 2 : offset + 2 + length]
        if len(body) < length:
            return
        yield identity, body
        offset += 2 + length


def first_element(run: bytes, identity: int) -> bytes | None:
    """Return the body of the first element of that id, or None."""
    return next((body for found, body in elements(run) if found == identity), None)

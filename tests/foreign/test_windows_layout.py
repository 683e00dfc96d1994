"""What of the layout check needs no compiler: nothing is left out, and a number that differs is told."""

from __future__ import annotations

from foreign import windows_layout
from foreign.windows_layout import Entry


def test_every_constant_is_compared_or_listed_with_its_page() -> None:
    assert windows_layout.unchecked() == []
    names = {one.c_name for one in windows_layout.structures()}
    assert {"MIB_IF_ROW2", "MIB_IPFORWARD_ROW2", "WLAN_CONNECTION_ATTRIBUTES", "GUID"} <= names
    assert "" not in names


def test_every_call_is_looked_up_in_the_headers_or_is_newer() -> None:
    called = set(windows_layout.calls())
    assert {"GetIfEntry2", "WlanQueryInterface", "QueryInterruptTimePrecise"} <= called
    assert called >= windows_layout.NEWER


def test_an_offset_that_differs_is_told() -> None:
    entries = [*windows_layout.layout_entries(windows_layout.structures())]
    right = [one.ours for one in entries]
    assert windows_layout.differences(entries, right) == []
    at = next(at for at, one in enumerate(entries) if one.name == "MIB_IF_ROW2.InOctets")
    assert entries[at] == Entry("MIB_IF_ROW2.InOctets", 1208, "offsetof(MIB_IF_ROW2, InOctets)")
    right[at] += 8
    assert windows_layout.differences(entries, right) == ["MIB_IF_ROW2.InOctets is 1208 here and 1216 in the headers"]

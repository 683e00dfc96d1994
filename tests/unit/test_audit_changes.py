"""What the audit finds changed, and what it keeps quiet about."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netmon_tray.audit import FINDINGS, Finding, Known, Seen, explain, judge, learn
from netmon_tray.audit.changes import Router
from netmon_tray.model import NetworkType, Security, TimelineKind

WIFI = NetworkType.WIFI
HOME_A, HOME_B = "3c:a6:2f:00:00:a1", "3c:a6:2f:00:00:b2"
OTHER_VENDOR, THIRD_VENDOR = "50:c7:bf:00:00:c3", "10:27:f5:00:00:d4"
MADE_UP, MADE_UP_TOO = "3e:a6:2f:00:00:a1", "da:11:22:33:44:55"
BOX = Router.of("192.168.1.1", "3c:a6:2f:00:00:a0")
LAPTOP = Router.of("192.168.1.1", "8c:16:45:00:00:01")


def seen(bssid: str | None = HOME_A, security: Security | None = Security.WPA2_PSK, **more: object) -> Seen:
    return replace(Seen(WIFI, security, bssid), **more)  # type: ignore[arg-type]


def known(*looks: Seen) -> Known:
    """What is known after looks that were all in order."""
    found = Known()
    for look in looks:
        found = learn(found, look)
    return found


def kinds(known: Known, look: Seen) -> list[TimelineKind]:
    return [finding.kind for finding in judge(known, look)]


# --- security -------------------------------------------------------------------------------------------------------

LOST, WEAKER = TimelineKind.AUDIT_PASSWORD_LOST, TimelineKind.AUDIT_WEAKER


@pytest.mark.parametrize("bssid", [HOME_A, HOME_B, OTHER_VENDOR, None])
@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (Security.WPA2_PSK, Security.OPEN, LOST),
        (Security.WPA2_PSK, Security.OWE, LOST),
        (Security.WPA3_SAE, Security.OPEN, LOST),
        (Security.WEP, Security.OPEN, LOST),
        (Security.WPA2_EAP, Security.OPEN, LOST),
        (Security.WPA2_PSK, Security.WPA_WPA2_PSK, WEAKER),
        (Security.WPA2_PSK, Security.WEP, WEAKER),
        (Security.WPA3_SAE, Security.WPA2_PSK, WEAKER),
        (Security.WPA2_WPA3_PSK, Security.WPA2_PSK, WEAKER),
        (Security.WPA2_EAP, Security.WPA2_PSK, WEAKER),
        (Security.OWE, Security.OPEN, WEAKER),
    ],
)
def test_a_network_that_became_weaker(before: Security, after: Security, kind: TimelineKind, bssid: str | None) -> None:
    """Whether by the same access point, by an unknown one, or where the system names none."""
    (found,) = judge(known(seen(HOME_A, before)), seen(bssid, after))
    assert (found.kind, found.before, found.after) == (kind, before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (Security.WPA2_PSK, Security.WPA3_SAE),
        (Security.WPA3_SAE, Security.WPA2_WPA3_PSK),
        (Security.WPA2_WPA3_PSK, Security.WPA3_SAE),
        (Security.OPEN, Security.OWE),
        (Security.OPEN, Security.WPA2_PSK),
        (Security.WPA_PSK, Security.WPA2_PSK),
        (Security.WPA2_EAP, Security.WPA3_EAP),
        (Security.WPA2_PSK, Security.RSN_OTHER),
        (Security.CCKM, Security.OPEN),
    ],
)
def test_what_is_no_weakening_is_quiet(before: Security, after: Security) -> None:
    assert kinds(known(seen(HOME_A, before)), seen(HOME_A, after)) == []


def test_a_roam_between_access_points_of_different_strength_is_quiet_once_both_are_known() -> None:
    strong, weak = seen(HOME_A, Security.WPA3_SAE), seen(HOME_B, Security.WPA2_PSK)
    both = known(weak, strong)
    assert [kinds(both, look) for look in (strong, weak, strong)] == [[], [], []]
    assert kinds(both, seen(HOME_A, Security.WPA2_PSK)) == []
    assert kinds(both, seen(HOME_A, Security.WPA_PSK)) == [WEAKER]
    assert kinds(both, seen("3c:a6:2f:00:00:c3", Security.WPA2_PSK)) == [], "another one of the network has it"


def test_what_was_never_seen_is_no_finding() -> None:
    assert kinds(Known(), seen(security=Security.OPEN)) == []
    assert kinds(known(seen()), seen(security=None)) == []


# --- access points --------------------------------------------------------------------------------------------------

STRANGER = [TimelineKind.AUDIT_ACCESS_POINT]


@pytest.mark.parametrize("security", [Security.WPA2_PSK, Security.WPA3_SAE, Security.WPA2_WPA3_PSK])
def test_an_access_point_of_another_vendor_is_told(security: Security) -> None:
    found = judge(known(seen(HOME_A, security), seen(HOME_B, security)), seen(OTHER_VENDOR, security))
    assert found == (Finding(TimelineKind.AUDIT_ACCESS_POINT, OTHER_VENDOR),)


def test_a_mesh_of_one_vendor_is_quiet() -> None:
    many = [seen(f"3c:a6:2f:00:{at:02x}:00") for at in range(40)]
    found = Known()
    for look in many:
        assert judge(found, look) == ()
        found = learn(found, look)
    assert judge(found, seen(OTHER_VENDOR))


def test_made_up_addresses_have_no_vendor() -> None:
    assert kinds(known(seen()), seen(MADE_UP)) == [], "the guest network of the same box"
    assert kinds(known(seen()), seen(MADE_UP_TOO)) == [], "nobody can tell"
    assert kinds(known(seen(MADE_UP)), seen(MADE_UP_TOO)) == [], "a telephone takes another each time"
    assert kinds(known(seen(MADE_UP)), seen(HOME_A)) == [], "nothing is known to compare with"


def test_a_network_of_several_vendors_may_have_any() -> None:
    mixed = known(seen(HOME_A), seen(OTHER_VENDOR))
    assert kinds(mixed, seen(THIRD_VENDOR)) == []


@pytest.mark.parametrize("security", [Security.OPEN, Security.OWE, Security.WPA2_EAP, Security.WPA3_EAP])
def test_names_that_stand_in_many_places_have_any_vendor(security: Security) -> None:
    assert kinds(known(seen(HOME_A, security)), seen(OTHER_VENDOR, security)) == []


@pytest.mark.parametrize(
    ("before", "after"), [(Security.WPA2_PSK, Security.WPA2_EAP), (Security.WPA3_EAP, Security.WPA3_SAE)]
)
def test_another_kind_of_login_is_told_whoever_made_it(before: Security, after: Security) -> None:
    for bssid in (HOME_B, OTHER_VENDOR, MADE_UP_TOO):
        assert kinds(known(seen(HOME_A, before)), seen(bssid, after)) == STRANGER
    assert kinds(known(seen(HOME_A, before)), seen(HOME_A, after)) == [], "the access point itself was set up anew"


# --- routers --------------------------------------------------------------------------------------------------------

REPLACED = [TimelineKind.AUDIT_ROUTER]


def test_another_device_in_the_router_s_place_is_told() -> None:
    assert kinds(known(seen(router=BOX)), seen(router=LAPTOP)) == REPLACED


def test_on_a_cable_only_within_one_connection() -> None:
    """A cable's name says nothing: at home and at work it is "Wired connection 1"."""
    here = known(Seen(NetworkType.ETHERNET, router=BOX))
    assert kinds(here, Seen(NetworkType.ETHERNET, router=LAPTOP)) == REPLACED
    elsewhere = replace(here, routers_here=frozenset())
    assert kinds(elsewhere, Seen(NetworkType.ETHERNET, router=LAPTOP)) == []


def test_mobile_and_bluetooth_have_no_router_to_compare() -> None:
    for medium in (NetworkType.MOBILE, NetworkType.BLUETOOTH):
        assert judge(known(seen(router=BOX)), Seen(medium, router=LAPTOP)) == ()


@pytest.mark.parametrize(
    "look",
    [
        seen(router=Router.of("192.168.1.1", "3c:a6:2f:00:00:a7")),
        seen(router=Router.of("192.168.1.1", "00:00:5e:00:01:0a")),
        seen(router=Router.of("192.168.1.1", "00:00:0c:07:ac:0a")),
        seen(router=Router.of("192.168.1.1", "00:00:0c:9f:f0:0a")),
        seen(router=Router.of("192.168.1.1", "00:07:b4:00:01:01")),
        seen(router=Router.of("10.0.0.1", LAPTOP.mac)),
        seen(router=BOX),
        seen(router=None),
    ],
)
def test_pairs_of_routers_and_other_subnets_are_quiet(look: Seen) -> None:
    assert kinds(known(seen(router=BOX)), look) == []


def test_in_a_later_connection_only_a_known_access_point_with_a_password_is_compared() -> None:
    later = replace(known(seen(router=BOX)), routers_here=frozenset())
    assert kinds(later, seen(router=LAPTOP)) == REPLACED
    assert kinds(later, seen(HOME_B, router=LAPTOP)) == [], "another house, another router"
    assert kinds(later, seen(security=None, router=LAPTOP)) == []
    phone = replace(known(seen(MADE_UP, router=BOX)), routers_here=frozenset())
    assert kinds(phone, seen(MADE_UP, router=LAPTOP)) == []
    for security in (Security.OPEN, Security.WPA2_EAP):
        hotspot = replace(known(seen(security=security, router=BOX)), routers_here=frozenset())
        assert kinds(hotspot, seen(security=security, router=LAPTOP)) == []


def test_a_roam_to_another_router_of_the_house_is_quiet_once_it_is_known() -> None:
    both = known(seen(router=BOX), seen(HOME_B, router=LAPTOP))
    assert kinds(both, seen(router=LAPTOP)) == kinds(both, seen(HOME_B, router=BOX)) == []


# --- what is taken for granted ----------------------------------------------------------------------------------------


def test_nothing_is_learned_of_a_network_that_is_not_as_it_was() -> None:
    before = known(seen(router=BOX))
    for look in (seen(security=Security.OPEN, router=LAPTOP), seen(OTHER_VENDOR, router=LAPTOP)):
        assert learn(before, look, judge(before, look)) == before
    replaced = seen(HOME_B, router=LAPTOP)
    after = learn(before, replaced, judge(before, replaced))
    assert set(after.access_points) == {HOME_A, HOME_B}, "the access point is in order"
    assert after.routers_here == {BOX}


def hashed(text: str) -> frozenset[str]:
    return frozenset({text, f"#{text}"})


def test_what_is_remembered_as_a_hash_is_recognised() -> None:
    plain = known(seen(router=BOX))
    stored = Known(
        {f"#{bssid}": security for bssid, security in plain.access_points.items()},
        frozenset(f"#{vendor}" for vendor in plain.vendors),
        frozenset(Router(f"#{one.address}", f"#{one.mac}", f"#{one.maker}") for one in plain.routers),
    )
    quiet = [seen(), seen(HOME_B), seen(router=BOX), seen(router=Router.of(BOX.address, "3c:a6:2f:00:00:a9"))]
    assert [judge(stored, look, hashed) for look in quiet] == [()] * 4
    told = [seen(security=Security.OPEN), seen(OTHER_VENDOR), seen(router=LAPTOP)]
    assert [[item.kind for item in judge(stored, look, hashed)] for look in told] == [[LOST], STRANGER, REPLACED]


LOOKS = st.builds(
    Seen,
    st.just(WIFI),
    st.sampled_from([None, *Security]),
    st.sampled_from([None, HOME_A, HOME_B, OTHER_VENDOR, THIRD_VENDOR, MADE_UP]),
    st.sampled_from([None, BOX, LAPTOP]),
)


@given(st.lists(LOOKS, max_size=12), LOOKS)
def test_what_was_taken_for_granted_is_never_a_finding_again(looks: list[Seen], look: Seen) -> None:
    accepted = learn(known(*looks), look)
    assert judge(accepted, look) == ()


@given(st.lists(LOOKS, max_size=12), LOOKS)
def test_every_finding_has_words(looks: list[Seen], look: Seen) -> None:
    for finding in judge(known(*looks), look):
        assert finding.kind in FINDINGS
        said = explain(finding, "Home")
        assert "Home" in said.title
        assert all(text.endswith(".") for text in (said.reason, said.action))
        assert "{" not in said.title + said.reason + said.action

"""What the audit tells over the life of a network, on a real database: once, for a day, and over restarts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from netmon_tray.auditor import CONFIRM_S, STANDING_MS, STATE_KEY, Auditor
from netmon_tray.model import UNSUPPORTED, Gateway, Link, Sample, Security, TimelineKind
from netmon_tray.recorder import Recorder
from netmon_tray.settings import Settings
from netmon_tray.storage import Storage, Stores
from netmon_tray.store.errors import StoreError
from netmon_tray.upload.redactor import Detail, Redactor
from support.samples import sample, wifi, wired

HOME, OTHER = "3c:a6:2f:00:00:a1", "50:c7:bf:00:00:c3"
BOX, LAPTOP = Gateway("192.168.1.1", "3c:a6:2f:00:00:a0"), Gateway("192.168.1.1", "8c:16:45:00:00:01")
DAY_S = STANDING_MS / 1000
LOST = "audit_password_lost"


def home(security: Security = Security.WPA2_PSK, bssid: str = HOME) -> Link:
    return wifi("Home", bssid=bssid, security=security)


class Life:
    """An auditor on a data directory, and the looks that it is given."""

    def __init__(self, storage: Storage, name: Detail = "full", bssid: Detail = "full") -> None:
        assert storage.stores is not None
        self.storage, self.stores = storage, storage.stores
        self.redactor = Redactor(name, bssid, storage.privacy_key())
        self.restart()
        self.attachment, self.is_trusted, self.at_s = "first", False, 0.0

    def restart(self) -> None:
        """The program ends and starts again."""
        self.auditor = Auditor(self.storage, Recorder(Settings(), self.redactor))

    def set_privacy(self, name: Detail, bssid: Detail) -> None:
        self.redactor = Redactor(name, bssid, self.storage.privacy_key())
        self.restart()

    def look(self, link: Link | None, after_s: float = 5.0, gateway: Gateway | None = None) -> list[str]:
        """One sample later; the codes of what is told."""
        self.at_s += after_s
        seen: Sample = sample(self.at_s, *([link] if link else []), gateway=gateway)
        self.auditor.observe(seen, self.attachment, is_trusted=self.is_trusted)
        return [item.code for item in self.auditor.conditions(is_alert=True)]

    def twice(self, link: Link, gateway: Gateway | None = None) -> list[str]:
        self.look(link, gateway=gateway)
        return self.look(link, gateway=gateway)

    def events(self) -> list[tuple[str, dict[str, object]]]:
        found = self.stores.events.between(0, 1 << 50)
        return [(event.kind.value, dict(event.detail)) for event in found]


@pytest.fixture
def life(storage: Storage) -> Life:
    return Life(storage)


def test_a_network_that_lost_its_password_is_told_after_a_moment_and_noted_once(life: Life) -> None:
    assert life.look(home()) == []
    assert life.look(home(Security.OPEN), CONFIRM_S) == []
    assert life.look(home(Security.OPEN), CONFIRM_S) == [LOST]
    assert life.look(home(Security.OPEN)) == [LOST]
    assert life.events() == [(LOST, {"bssid": HOME, "before": "wpa2-psk", "after": "open"})]
    assert life.look(home()) == [], "it is as it was"


def test_a_passing_moment_is_no_finding(life: Life) -> None:
    life.look(home())
    for _ in range(4):
        assert life.look(home(Security.OPEN), CONFIRM_S / 2) == []
        assert life.look(home(), CONFIRM_S / 2) == []
    assert life.events() == []


def test_a_restart_neither_repeats_nor_forgets(life: Life) -> None:
    life.look(home())
    life.twice(home(Security.OPEN))
    told = [item.since_unix_ms for item in life.auditor.conditions(is_alert=True)]
    life.restart()
    assert life.look(home(Security.OPEN)) == [LOST], "at once: it was confirmed before"
    assert [item.since_unix_ms for item in life.auditor.conditions(is_alert=True)] == told
    assert len(life.events()) == 1


def test_what_is_known_outlives_a_restart(life: Life) -> None:
    life.look(home())
    life.restart()
    assert life.twice(home(Security.OPEN)) == [LOST]


def test_a_day_of_use_accepts_it(life: Life) -> None:
    life.look(home())
    life.twice(home(Security.OPEN))
    assert life.look(home(Security.OPEN), DAY_S - 60) == [LOST]
    assert life.look(home(Security.OPEN), 120) == []
    assert life.look(home(Security.OPEN)) == []
    assert life.twice(home()) == [], "stronger again"
    assert len(life.events()) == 1


def test_a_copy_that_is_gone_after_a_day_is_told_when_it_comes_back(life: Life) -> None:
    life.look(home())
    life.twice(home(Security.OPEN))
    life.look(home(), DAY_S + 60)
    assert life.twice(home(Security.OPEN)) == [LOST]
    assert len(life.events()) == 2


def test_within_the_day_it_is_the_same_finding(life: Life) -> None:
    life.look(home())
    life.twice(home(Security.OPEN))
    life.look(home(), 600)
    assert life.look(home(Security.OPEN)) == [LOST]
    assert len(life.events()) == 1


def test_a_whole_network_that_lost_its_password_is_one_finding(life: Life) -> None:
    points = [f"3c:a6:2f:00:00:{number:02x}" for number in range(6)]
    for bssid in points:
        life.look(home(bssid=bssid))
    told = [life.look(home(Security.OPEN, bssid)) for bssid in points * 2]
    assert told == [[], *[[LOST]] * 11]
    assert len(life.events()) == 1
    life.is_trusted = True
    assert [life.look(home(Security.OPEN, bssid)) for bssid in points] == [[]] * 6
    assert len(life.events()) == 1


def test_trust_given_afterwards_accepts_and_trust_given_before_does_not(life: Life) -> None:
    life.look(home())
    life.is_trusted = True
    assert life.twice(home(Security.OPEN)) == [LOST]
    life.is_trusted = False
    assert life.look(home(Security.OPEN)) == [LOST]
    life.twice(home(Security.WPA2_PSK, OTHER))
    life.is_trusted = True
    assert life.look(home(Security.WPA2_PSK, OTHER)) == []
    life.is_trusted = False
    assert life.twice(home(Security.WPA2_PSK, OTHER)) == []


def test_a_clock_that_is_set_back_begins_the_day_anew_and_repeats_nothing(life: Life) -> None:
    life.look(home())
    life.twice(home(Security.OPEN))
    life.at_s -= 30 * 86_400
    late = sample(life.at_s, home(Security.OPEN), uptime_s=1000.0 + 100)
    life.auditor.observe(late, life.attachment, is_trusted=False)
    assert [item.code for item in life.auditor.conditions(is_alert=True)] == [LOST]
    assert life.look(home(Security.OPEN)) == [LOST]
    assert life.look(home(Security.OPEN), DAY_S) == []
    assert len(life.events()) == 1


def test_other_networks_and_no_network_are_not_told_about(life: Life) -> None:
    life.look(home())
    life.twice(home(Security.OPEN))
    assert life.look(wifi("Cafe", security=Security.OPEN)) == []
    assert life.look(None) == []
    assert life.look(home(Security.OPEN)) == [LOST]


def test_a_network_without_a_name_is_not_compared(life: Life) -> None:
    nameless = replace(home(), network=replace(home().network, name=UNSUPPORTED))
    life.look(nameless)
    assert life.twice(replace(nameless, network=replace(nameless.network, security=Security.OPEN))) == []


def test_another_router(life: Life) -> None:
    life.look(home(), gateway=BOX)
    assert life.twice(home(), gateway=LAPTOP) == ["audit_router"]
    assert life.events() == [("audit_router", {"mac": LAPTOP.mac})]
    life.restart()
    assert life.look(home(), gateway=LAPTOP) == ["audit_router"]
    life.attachment = "second"
    assert life.look(home(), gateway=LAPTOP) == ["audit_router"], "the network is known by its access point"
    assert life.look(home(), gateway=replace(BOX, mac=UNSUPPORTED)) == []
    assert life.look(home(), gateway=BOX) == []


def test_on_a_cable_a_clean_stop_in_between_forgets_nothing(life: Life) -> None:
    life.look(wired(), gateway=BOX)
    life.twice(wired(), gateway=LAPTOP)
    life.restart()
    life.attachment = "second"
    assert life.look(wired(), gateway=LAPTOP) == ["audit_router"]
    life.restart()
    life.attachment = "third"
    replugged = replace(wired(), interface=replace(wired().interface, carrier_changes=3))
    assert life.twice(replugged, gateway=LAPTOP) == [], "it may be another place"
    life.restart()
    life.attachment = "fourth"
    untold = replace(wired(), interface=replace(wired().interface, carrier_changes=None))
    assert life.twice(untold, gateway=BOX) == [], "nobody knows whether the cable was pulled meanwhile"


def test_on_a_cable_another_router_is_told_within_the_connection_only(life: Life) -> None:
    life.look(wired(), gateway=BOX)
    life.restart()
    assert life.twice(wired(), gateway=LAPTOP) == ["audit_router"]
    life.attachment = "second"
    assert life.twice(wired(), gateway=LAPTOP) == [], "another place, the same name"


# --- privacy --------------------------------------------------------------------------------------------------------


def everything_stored(stores: Stores) -> str:
    """All that the audit writes, as text."""
    texts = [stores.state.get(STATE_KEY) or ""]
    for table in ("known_access_point", "known_router", "network_security", "event"):
        texts += [repr(row) for row in stores.database.read(f"SELECT * FROM {table}")]
    return "\n".join(texts).lower()


def one_of_each(life: Life) -> list[str]:
    """A life with every finding; what was told."""
    life.look(home(), gateway=BOX)
    told = life.twice(home(), gateway=LAPTOP)
    told += life.twice(home(Security.WPA2_PSK, OTHER), gateway=BOX)
    told += life.twice(home(Security.OPEN), gateway=BOX)
    return told


EACH = ["audit_router", "audit_access_point", LOST]


@pytest.mark.parametrize(("name", "bssid"), [("full", "hash"), ("hash", "hash"), ("hash", "off"), ("off", "off")])
def test_it_is_judged_on_true_values_and_kept_as_settings_allow(storage: Storage, name: Detail, bssid: Detail) -> None:
    life = Life(storage, name, bssid)
    assert one_of_each(life) == EACH
    kept = everything_stored(life.stores)
    secrets = [HOME, OTHER, HOME[:8], OTHER[:8], str(BOX.mac), str(LAPTOP.mac)] + ([] if name == "full" else ["home"])
    assert [secret for secret in secrets if secret in kept] == []
    titles = [f"{item.title} {item.text}" for item in life.auditor.conditions(is_alert=True)]
    assert all(("Home" in title) == (name == "full") for title in titles)


@pytest.mark.parametrize(("before", "after"), [("full", "hash"), ("hash", "full")])
def test_what_was_learned_holds_on_when_privacy_settings_change(
    storage: Storage, before: Detail, after: Detail
) -> None:
    life = Life(storage, before, before)
    life.look(home(), gateway=BOX)
    life.set_privacy(after, after)
    life.attachment = "second"
    assert life.twice(home(), gateway=BOX) == []
    assert life.twice(home(), gateway=LAPTOP) == ["audit_router"]
    assert life.twice(home(Security.WPA2_PSK, OTHER), gateway=BOX) == ["audit_access_point"]


def test_a_standing_finding_is_recognised_by_its_hash(storage: Storage) -> None:
    life = Life(storage, "hash", "hash")
    life.look(home(), gateway=BOX)
    life.twice(home(), gateway=LAPTOP)
    life.restart()
    assert life.look(home(), gateway=LAPTOP) == ["audit_router"]
    assert len(life.events()) == 1


# --- trouble --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["{", "[]", '{"standing": [3]}', '{"standing": [{"kind": "no such"}]}'])
def test_a_state_that_cannot_be_read_is_a_fresh_start(life: Life, text: str) -> None:
    life.stores.state.put({STATE_KEY: text})
    life.restart()
    life.look(home())
    assert life.twice(home(Security.OPEN)) == [LOST]


def test_a_full_disk_keeps_nobody_from_being_told(life: Life, monkeypatch: pytest.MonkeyPatch) -> None:
    life.look(home())
    with monkeypatch.context() as full:

        def refuse(*_: object, **__: object) -> None:
            raise StoreError("full", "The disk is full.")

        full.setattr(type(life.stores.database), "transaction", refuse)
        assert life.twice(home(Security.OPEN)) == [LOST]
    assert life.events() == []
    life.look(home(Security.OPEN))
    assert [kind for kind, _ in life.events()] == [LOST]


def test_how_each_network_was_secured_last(life: Life) -> None:
    life.look(home())
    life.look(wifi("Cafe", security=Security.OPEN))
    life.look(wired())
    assert life.stores.known.securities() == {
        "wi:Home": Security.WPA2_PSK,
        "wi:Cafe": Security.OPEN,
        "et:Office": Security.WIRED,
    }
    life.look(home(Security.WEP))
    assert life.stores.known.securities()["wi:Home"] is Security.WEP
    assert TimelineKind.AUDIT_WEAKER.value not in [kind for kind, _ in life.events()]

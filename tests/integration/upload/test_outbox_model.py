"""Outbox and uploader, real down to the file, beside a plain model of upload-queue.md, whatever happens in what order.

A sequence is anything that records, servers, users, clocks, disks and power cuts do. After each event the rows on the
disk must be those of the model, and each request that left must have been allowed to. No thread runs, no time passes.
"""

from __future__ import annotations

from dataclasses import replace

from hypothesis import settings as run_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from netmon_tray.model import RecordEvent, WithheldReason
from netmon_tray.settings import Settings
from netmon_tray.store.never_upload import NeverUpload
from support.outbox_model.bench import NETWORKS, Bench
from support.outbox_model.doors import CUTS
from support.outbox_model.outcomes import BY_NAME
from support.outbox_model.page import DROPPED, READY, REJECTED, WITHHELD, Now, Row
from support.store_records import PAYLOAD, record

MATTER = (
    "201 json",
    "202 json",
    "400 json",
    "401 json",
    "409 json",
    "429 json 120",
    "500 json",
    "503 json",
    "503 json 30",
)
WISHES = ("network", "soon", "token", "send now")
ANY_OUTCOME = st.sampled_from(list(BY_NAME)) | st.sampled_from(MATTER)


class Life(RuleBasedStateMachine, Bench):
    """The product and the model, side by side."""

    @initialize(luck=st.sampled_from([0.0, 0.4, 1.0]), parallelism=st.sampled_from([1, 4]))
    def begins(self, luck: float, parallelism: int) -> None:
        self.begin(luck, parallelism)

    # --- records and servers ------------------------------------------------------------------------------------------

    @rule(
        events=st.lists(st.sampled_from(RecordEvent), min_size=1, max_size=6),
        network=st.sampled_from(NETWORKS),
        kind=st.sampled_from(["", "", "", "withheld", "poison"]),
    )
    def append(self, events: list[RecordEvent], network: str, kind: str) -> None:
        for event in events:
            made = record(event=event, at_unix_ms=self.now.wall_ms)
            withheld = WithheldReason.SECURITY_UNKNOWN if kind == "withheld" else None
            local: dict[str, object] = {"network_type": "wi", "network_name": network}
            number = self.log.append(made, PAYLOAD, local, withheld)
            self.appended += 1
            assert number == self.appended
            self.wire.numbers[made.record_uuid] = number
            state = WITHHELD if withheld else READY
            self.model.rows[number] = Row(number, event is RecordEvent.MAINTAINED, self.now.wall_ms, network, state)
        if kind == "poison":
            self.poisoned.add(number)

    @rule(outcome=ANY_OUTCOME, times=st.sampled_from([1, 1, 2, 6]), is_stored=st.booleans())
    def meet(self, outcome: str, times: int, is_stored: bool) -> None:
        """Requests come to the same end, one after the other as time goes by."""
        for _ in range(times):
            if len(self.model.those(READY)) < 2:
                self.append([RecordEvent.MAINTAINED] * 3, NETWORKS[0], "")
            if not self.wire.under_way:
                self.run_until_something_is_under_way()
            for flight in self.wire.under_way[:1]:
                self.end(flight, BY_NAME[outcome], is_stored=is_stored)
            self.step()

    @rule(outcome=ANY_OUTCOME, times=st.sampled_from([1, 2]), is_stored=st.booleans())
    def meet_more(self, outcome: str, times: int, is_stored: bool) -> None:
        self.meet(outcome, times, is_stored)

    @rule(outcome=st.sampled_from(["400 json", "413 html", "422 json"]), times=st.integers(4, 6))
    def many_are_refused(self, outcome: str, times: int) -> None:
        self.end_troubles()
        self.meet("201 json", 1, is_stored=True)
        self.meet(outcome, times, is_stored=False)

    @precondition(lambda self: self.appended < 12)
    @rule(every=st.integers(3, 6))
    def some_are_refused(self, every: int) -> None:
        self.end_troubles()
        for number in range(45):
            self.meet("201 json" if number % every else "400 json", 1, is_stored=True)

    @rule(tokens=st.lists(st.sampled_from(["second", "third", "fourth"]), min_size=2, max_size=3))
    def tokens_are_refused(self, tokens: list[str]) -> None:
        """Somebody changes the token and says nothing: each refusal may be of the one before."""
        self.end_troubles()
        self.meet("201 json", 1, is_stored=True)
        for token in tokens:
            self.another_token(token, is_told=False)
            self.meet("401 json", 1, is_stored=False)

    @rule(outcomes=st.lists(ANY_OUTCOME, min_size=2, max_size=4), is_stored=st.booleans())
    def land(self, outcomes: list[str], is_stored: bool) -> None:
        """What is under way side by side ends in the same moment, the latest first."""
        self.step()
        for flight, outcome in zip(reversed(self.wire.under_way), outcomes, strict=False):
            self.end(flight, BY_NAME[outcome], is_stored=is_stored)
        self.step()

    @rule(most=st.sampled_from([3, 12, 40]))
    def all_is_well_for_a_while(self, most: int) -> None:
        """The server works, and all that keeps from sending is over: only what is poisoned fails."""
        self.end_troubles()
        for _ in range(most):
            self.run_until_something_is_under_way()
            if not self.wire.under_way:
                assert not any(self.model.rows[number].until_ms is None for number in self.model.those(READY))
                return
            self.all_land()
            self.step()

    @precondition(lambda self: self.appended < 24)
    @rule()
    def days_go_by(self) -> None:
        """The server works for a week, but for one record."""
        self.end_troubles()
        self.append([RecordEvent.CHANGED], NETWORKS[0], "poison")
        for _ in range(14):
            self.append([RecordEvent.MAINTAINED], NETWORKS[0], "")
            self.run_until_something_is_under_way()
            self.all_land()
            self.step()
            self.pass_time(43_300)

    # --- time and trouble ---------------------------------------------------------------------------------------------

    @rule(seconds=st.sampled_from([0.5, 3.0, 6.0, 61.0, 3600.0, 90_000.0]))
    def time_passes(self, seconds: float) -> None:
        self.pass_time(seconds)

    @rule(seconds=st.sampled_from([-40_000_000, -3600, -7, 7, 3600, 40_000_000]))
    def clock_jumps(self, seconds: int) -> None:
        self.now = Now(self.now.mono_s, self.now.wall_ms + seconds * 1000)
        self.step()

    @rule(outcome=ANY_OUTCOME, kinds=st.lists(st.sampled_from(WISHES), min_size=2, max_size=4))
    def impatience(self, outcome: str, kinds: list[str]) -> None:
        """Somebody wishes again and again that a server is tried which does not work."""
        self.end_troubles()
        self.meet(outcome, 1, is_stored=False)
        for kind in kinds:
            self.wish(kind)
            for flight in self.wire.under_way:
                self.end(flight, BY_NAME["503 json"], is_stored=False)
            self.pass_time(1.0)
            self.step()

    @rule(kind=st.sampled_from(WISHES))
    def wish(self, kind: str) -> None:
        act = {
            "network": self.uploader.network_changed,
            "soon": self.uploader.try_soon,
            "token": self.uploader.token_changed,
            "send now": self.uploader.probe_now,
        }[kind]
        act()
        is_jittered = kind in ("network", "soon")
        self.model.wish(2.0 * self.model.luck if is_jittered else 0.0, for_token=not is_jittered)
        self.model.turn += kind == "network"  # what is under way tells nothing of the channel any more
        self.step()

    @rule(token=st.sampled_from(["second", "third", "fourth", None]), is_told=st.booleans())
    def another_token(self, token: str | None, is_told: bool) -> None:
        self.wire.keyring = self.model.keyring = token
        if is_told:
            self.wish("token")

    @rule(what=st.sampled_from(["route", "pause", "off", "metered", "full disk"]))
    def trouble(self, what: str) -> None:
        """It begins, or ends."""
        if what == "route":
            self.has_route = not self.has_route
        elif what == "pause":
            self.is_paused = not self.is_paused
            self.uploader.set_paused(is_paused=self.is_paused)
        elif what == "metered":
            self.is_metered = not self.is_metered
        elif what == "full disk":
            self.disk.is_full = not self.disk.is_full
        else:
            self.is_enabled = not self.is_enabled
            self.turned_on_or_off = True
            self.uploader.apply(self.settings())
        self.step()

    @rule(outcome=ANY_OUTCOME, seconds=st.sampled_from([1.0, 6.0, 100.0]))
    def disk_is_full_for_a_while(self, outcome: str, seconds: float) -> None:
        """An answer comes that can't be written down."""
        self.end_troubles()
        self.append([RecordEvent.MAINTAINED] * 2, NETWORKS[0], "")
        self.run_until_something_is_under_way()
        self.trouble("full disk")
        for flight in self.wire.under_way:
            self.end(flight, BY_NAME[outcome], is_stored=False)
        for _ in range(3):
            self.step()
            self.pass_time(seconds)
        self.trouble("full disk")

    def end_troubles(self) -> None:
        for what, is_on in (
            ("pause", self.is_paused),
            ("metered", self.is_metered),
            ("full disk", self.disk.is_full),
            ("off", not self.is_enabled),
        ):
            if is_on:
                self.trouble(what)
        if self.model.keyring is None:
            self.another_token("last", is_told=True)
        self.pass_time(3600)

    # --- people and retention -----------------------------------------------------------------------------------------

    @rule(numbers=st.sets(st.integers(1, 25), max_size=4))
    def retry(self, numbers: set[int]) -> None:
        self.users.retry(numbers)
        rows = [self.model.rows[number] for number in numbers if number in self.model.rows]
        for row in rows:
            if row.state == REJECTED:
                row.state, row.attempts, row.rested_ms = READY, 0, 0
                row.refused.clear()
            elif row.state == READY and row.until_ms is not None:
                row.attempts, row.until_ms = 0, None
                row.refused.clear()

    @rule(act=st.sampled_from(["drop", "drop", "keep local", "release"]), number=st.integers(1, 25))
    def decide(self, act: str, number: int) -> None:
        model, now_ms = self.model, self.now.wall_ms
        if act == "drop":
            numbers = list({number} & set(model.those(READY, REJECTED, WITHHELD)))
            assert self.users.drop([number], now_ms) == len(numbers)
        elif act == "keep local":
            numbers = model.those(READY)
            assert self.users.withhold_pending(WithheldReason.KEPT_LOCAL) == len(numbers)
        else:
            numbers = model.those(WITHHELD)
            assert self.users.release_withheld() == len(numbers)
        for each in numbers:
            model.change(each, {"drop": DROPPED, "keep local": WITHHELD, "release": READY}[act])
            model.rows[each].is_kept_for_network = False

    @rule(name=st.sampled_from(NETWORKS), is_forbidden=st.booleans())
    def never_upload(self, name: str, is_forbidden: bool) -> None:
        forbidden, key = NeverUpload(self.database), f"wi:{name}"
        rows = [row for row in self.model.rows.values() if row.network == name]
        if is_forbidden:
            rows = [row for row in rows if row.state == READY]
            assert forbidden.forbid(key) == len(rows)
        else:
            rows = [row for row in rows if row.state == WITHHELD and row.is_kept_for_network]
            assert forbidden.allow(key, release=True) == len(rows)
        for row in rows:
            self.model.change(row.number, WITHHELD if is_forbidden else READY)
            row.is_kept_for_network = is_forbidden

    @rule(days=st.sampled_from([0, 1, 90]), most=st.sampled_from([0, 6, 12]), keep=st.booleans(), trusted=st.booleans())
    def expire(self, days: int, most: int, keep: bool, trusted: bool) -> None:
        if self.model.rows:
            expected = self.model.expire(days, most, self.now, keep_pending=keep, is_trusted=trusted)
            limits = replace(Settings().log, retention_days=days, max_records=most, max_bytes=0)
            found = self.users.expire(limits, self.now.wall_ms, clock_is_trusted=trusted, keep_pending=keep)
            assert found.record_count == len(expected)

    # --- how it ends --------------------------------------------------------------------------------------------------

    @rule(cut_at=st.sampled_from(CUTS), arrives=st.booleans())
    def power_fails_in_a_step(self, cut_at: str, arrives: bool) -> None:
        self.may_arrive = arrives
        self.all_land()
        self.step(cut_at)

    @rule(arrives=st.booleans(), outcome=ANY_OUTCOME, jump_s=st.sampled_from([0, 0, -40_000_000, 3600]))
    def power_fails(self, arrives: bool, outcome: str, jump_s: int) -> None:
        """While something is under way, or has just come to an end; whoever starts again may set the clock."""
        self.may_arrive = arrives
        if not self.wire.under_way:
            self.run_until_something_is_under_way()
        for flight in self.wire.under_way[:1] if jump_s else ():
            self.end(flight, BY_NAME[outcome], is_stored=arrives)
            self.step()
        self.take_image()
        self.now = Now(self.now.mono_s, self.now.wall_ms + jump_s * 1000)
        self.disk.has_committed = False
        self.after_power_cut()

    @precondition(lambda self: not self.disk.is_full)
    @rule(answers=st.booleans(), arrives=st.booleans(), later_s=st.sampled_from([0.0, 0.0, 4000.0]))
    def stop_and_start(self, answers: bool, arrives: bool, later_s: float) -> None:
        """A clean end: what works goes on for some seconds, then what is in flight is left as it is."""
        self.may_arrive = arrives
        if later_s:
            self.meet("503 json", 1, is_stored=False)
            self.pass_time(later_s)
        self.uploader._stop_at_s = self.now.mono_s + 10
        for _ in range(100):
            if answers:
                self.all_land()
            self.step(is_stopping=True)
            if self.uploader._is_stopped():
                break
            if not answers:
                self.pass_time(1.0)
        assert self.uploader._is_stopped(), "no longer than it may"
        self.uploader._leave()
        self.settle_landed()
        self.commit()
        self.model.store()
        self.database.close()
        self.end_process()

    @invariant()
    def all_holds(self) -> None:
        self.check()

    def teardown(self) -> None:
        self.close()


TestLife = Life.TestCase
TestLife.settings = run_settings(max_examples=40, stateful_step_count=30, deadline=None)

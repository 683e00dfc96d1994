"""The outbox and the circuit as upload-queue.md tells them.

The product may choose within what the page leaves open (jitter, which of two due records goes first, how long an
isolated record rests): the model then holds bounds, and takes over what it sees within them.
"""

from __future__ import annotations

from collections import Counter

from support.outbox_model.page import (
    AUTH,
    CLOSED,
    CONTRACT,
    DAY_MS,
    DROPPED,
    INFLIGHT,
    LAWFUL,
    MENDED_BY_HAND,
    READY,
    REJECTED,
    SENT,
    THROTTLED,
    WAITS_S,
    Channel,
    Fate,
    Gate,
    Meaning,
    Now,
    Row,
    is_broken,
    streak,
    waits_s,
)


class Model:
    """What must be true of records, channel and time."""

    def __init__(self, luck: float) -> None:
        self.luck = luck
        self.rows: dict[int, Row] = {}
        self.gone = 0
        self.gone_undelivered = 0
        self.channel = Channel()
        self.stored = Channel()
        self.unsaved: list[Fate] = []
        self.trouble: Gate | None = None
        """While nothing can be written down."""
        self.troubles = 0
        self.turn = 0
        """Grows when the channel fails or leads elsewhere: what began before tells nothing of it any more."""
        self.has_route = True
        self.keyring: str | None = "first"
        self.token: str | None = None
        self.has_tried_another = False
        self.wished_s: float | None = None
        self.wishes_token = False
        self.forced_s = float("-inf")
        self.now_ms = 0

    def those(self, *states: str) -> list[int]:
        return [number for number, row in self.rows.items() if row.state in states]

    def failures(self, state: str) -> int:
        """How often the channel failed in this way since it last worked."""
        return self.channel.failures.get(state, 0)

    def change(self, number: int, state: str, *, isolated_until_ms: int | None = None) -> None:
        """Change a state, if that is lawful."""
        row = self.rows[number]
        assert state in LAWFUL[row.state], f"{number}: {row.state} -> {state}"
        row.state, row.until_ms = state, isolated_until_ms if state is READY else None

    # --- which record goes next ---------------------------------------------------------------------------------------

    def due(self, now: Now) -> set[int]:
        """Records of which one goes next: the oldest that is not isolated, or the isolated one that is due longest.

        A failing channel is not probed with what may be at fault itself, unless there is nothing else.
        """
        passed_by = set() if self.channel.state == CLOSED else set(self.channel.suspects)
        return self._due(now, passed_by) or self._due(now, set())

    def _due(self, now: Now, passed_by: set[int]) -> set[int]:
        ready = [self.rows[number] for number in self.those(READY) if number not in passed_by]
        oldest = sorted(row.number for row in ready if row.until_ms is None)[:1]
        is_lane_taken = any(self.rows[number].until_ms is not None for number in self.those(INFLIGHT))
        lane = [row for row in ready if row.until_ms is not None and self._is_rested(row.until_ms, now)]
        lane.sort(key=lambda row: row.until_ms or 0)
        return {*oldest, *([] if is_lane_taken else [row.number for row in lane[:1]])}

    @staticmethod
    def _is_rested(until_ms: int, now: Now) -> bool:
        return until_ms <= now.wall_ms or until_ms > now.wall_ms + DAY_MS  # no rest is longer: a clock was set back

    def claim(self, number: int) -> None:
        """A record goes; its rest is over once it is judged."""
        row = self.rows[number]
        assert row.state == READY
        row.state = INFLIGHT

    # --- what came of it ----------------------------------------------------------------------------------------------

    def settle(self, number: int, meaning: Meaning, token: str, now: Now, *, is_late: bool, took_back: bool) -> None:
        """Judge an outcome; it is written with the next ``commit``. ``took_back``: the product saw the contract broken,
        which counts only where a crash leaves it open.
        """
        self.now_ms = now.wall_ms
        record, attempt = meaning.record, meaning.attempt
        if meaning.refusal:
            record, attempt = (REJECTED if self.rows[number].refused[meaning.refusal] + 1 >= 3 else READY), True
        if meaning.circuit == AUTH and not is_late and self._has_another(token):
            return self._note(Fate(number, READY))
        if is_late:
            return self._settle_late(number, meaning, record, now, attempt=attempt)
        if record == SENT:
            self._close()
            self._delivered(number)
            return self._note(Fate(number, SENT, attempt=True))
        if record == REJECTED:
            return self._reject(number, meaning, now, took_back=took_back)
        if meaning.circuit == CLOSED:
            if meaning.has_status:
                self._close()
            return self._note(Fate(number, READY, attempt=True, rests=True, refusal=meaning.refusal))
        if self.channel.state == CLOSED and self._is_at_fault(number) and meaning.blame:
            return self._isolate(number, meaning)
        self.fail(meaning.circuit, now, meaning.asked_s)
        self._suspect_if_blamed(number, meaning.blame)
        return self._note(Fate(number, READY, meaning.maybe_sent, attempt))

    def _note(self, fate: Fate) -> None:
        fate.at_ms = self.now_ms
        self.unsaved.append(fate)

    def _settle_late(self, number: int, meaning: Meaning, record: str, now: Now, *, attempt: bool) -> None:
        """It began before the channel failed: a failure is its record's, or that of a server that wants its rest."""
        channel = self.channel
        if record == SENT:
            if channel.gate is None or not channel.gate.is_asked or channel.gate.most_s(now) <= 0:
                self._close()
            self._delivered(number)
            return self._note(Fate(number, SENT, attempt=True))
        if record == REJECTED and channel.state == CONTRACT:
            self._suspect(number)
            return self._note(Fate(number, READY, attempt=attempt))
        if record == REJECTED:
            self._rejected(number)
            return self._note(Fate(number, REJECTED, attempt=True))
        if meaning.blame == "sure":
            self._suspect(number)
        if meaning.asked_s is not None and (channel.gate is None or meaning.asked_s > channel.gate.least_s(now)):
            failures = dict(channel.failures)
            self.fail(meaning.circuit, now, meaning.asked_s)
            channel.failures = failures
        refusal = meaning.refusal
        return self._note(Fate(number, READY, meaning.maybe_sent, attempt, rests=bool(refusal), refusal=refusal))

    def _reject(self, number: int, meaning: Meaning, now: Now, *, took_back: bool) -> None:
        channel = self.channel
        attempt = meaning.record == "thrice"
        if channel.state == CONTRACT:
            self.fail(CONTRACT, now)
            self._suspect(number)
            return self._note(Fate(number, READY, attempt=attempt))
        was_suspect = number in channel.suspects
        self._rejected(number)
        may_be, must_be = is_broken(channel.stored_answers), is_broken(channel.answers)
        if not was_suspect and (must_be or (may_be and took_back)):
            taken_back = streak(channel.answers if must_be else channel.stored_answers)
            channel.answers, channel.stored_answers = [], []
            self.fail(CONTRACT, now)
            for each in taken_back:
                self._suspect(each)
            others = tuple(each for each in taken_back if each != number)
            return self._note(Fate(number, READY, attempt=attempt, requeue=others))
        if meaning.has_status:
            self._close()
        return self._note(Fate(number, REJECTED, attempt=True))

    def _isolate(self, number: int, meaning: Meaning) -> None:
        """Others pass, this one fails: ten tries in its own lane."""
        tries = self.channel.suspects.pop(number) + 1
        if tries < 10:
            self.channel.suspects[number] = tries
            self.channel.in_doubt.add(number)
            return self._note(Fate(number, READY, meaning.maybe_sent, attempt=True, rests=True))
        assert 1.5 * DAY_MS < self.rows[number].rested_ms < 2.5 * DAY_MS, "about two days"
        return self._note(Fate(number, REJECTED, meaning.maybe_sent, attempt=True))

    def _is_at_fault(self, number: int) -> bool:
        """Whether others passed since it failed."""
        return number in self.channel.suspects and number not in self.channel.in_doubt

    def _suspect(self, number: int) -> None:
        self.channel.suspects.setdefault(number, 0)
        self.channel.in_doubt.add(number)

    def _delivered(self, number: int) -> None:
        self.channel.suspects.pop(number, None)
        self.channel.answers = [*self.channel.answers, 0][-50:]
        self.channel.stored_answers = [*self.channel.stored_answers, 0][-50:]
        self.has_tried_another = False

    def _rejected(self, number: int) -> None:
        """What was suspect before says nothing of the contract."""
        if self.channel.suspects.pop(number, None) is None:
            self.channel.answers = [*self.channel.answers, number][-50:]
            self.channel.stored_answers = [*self.channel.stored_answers, number][-50:]

    def _close(self) -> None:
        self.channel.state, self.channel.gate, self.channel.failures, self.channel.failed = CLOSED, None, {}, None
        self.channel.in_doubt.clear()

    def fail(self, state: str, now: Now, asked_s: float | None = None) -> None:
        """The channel does not work: nothing leaves before its gate opens, and then one probe."""
        channel = self.channel
        if channel.state == CLOSED:
            self.turn += 1
        failures = self.failures(state)
        least_s, most_s = waits_s(state, failures, self.luck)
        if asked_s is not None:
            least_s = max(asked_s, least_s) if state == THROTTLED else asked_s
            most_s = max(asked_s, most_s if state == THROTTLED else WAITS_S[state][0])
        channel.state, channel.failures[state] = state, failures + 1
        channel.gate = Gate.within(least_s, most_s, now, is_asked=asked_s is not None)

    def _suspect_if_blamed(self, number: int, blame: str) -> None:
        is_again = self.channel.failed == number or number in self.channel.suspects
        self.channel.failed = number if blame else None
        if blame == "sure" or (blame == "again" and is_again):
            self._suspect(number)

    def _has_another(self, refused: str) -> bool:
        """Whether there is a token that was not refused yet; it is tried once."""
        if self.token not in (None, refused):
            return True
        self.token = None
        if self.has_tried_another or self.keyring in (None, refused):
            return False
        self.token, self.has_tried_another = self.keyring, True
        return True

    # --- what is written down -----------------------------------------------------------------------------------------

    def commit(self, until_ms: dict[int, int | None]) -> None:
        """What was settled is on the disk; ``until_ms`` is how long the product isolates each record."""
        fates, self.unsaved = self.unsaved, []
        for fate in fates:
            row, until = self.rows[fate.number], until_ms[fate.number] if fate.rests else None
            self.change(fate.number, fate.state, isolated_until_ms=until)
            row.maybe_sent += fate.maybe_sent
            row.attempts += fate.attempt
            row.refused += Counter(fate.refusal.splitlines())
            if fate.rests:
                assert until is not None
                assert 0 < until - fate.at_ms <= DAY_MS, "no rest is longer than a day"
                row.rested_ms += until - fate.at_ms
            for number in fate.requeue:
                if number in self.rows and self.rows[number].state == REJECTED:
                    self.change(number, READY)

    def store(self) -> None:
        """The circuit is on the disk, as it is now."""
        self.stored = self.channel.copy()

    def power_cut(self, now: Now) -> None:
        """The process is gone; a new one begins with what the disk holds: each record in flight may have been sent."""
        self.unsaved, self.trouble, self.troubles = [], None, 0
        self.channel = self.stored.copy()
        self.channel.stored_answers = _without_last_successes(self.channel.stored_answers)
        if self.channel.state in MENDED_BY_HAND:
            self.channel.gate = None
        gate = self.channel.gate
        if gate is not None:
            gate.earliest_s, gate.latest_s = now.mono_s + gate.least_s(now), now.mono_s + gate.length_s
        self.token, self.has_tried_another, self.wished_s, self.wishes_token = None, False, None, False
        self.forced_s = float("-inf")
        for row in self.rows.values():
            if row.state == READY and row.until_ms is not None and row.until_ms > now.wall_ms + DAY_MS:
                row.until_ms = None
        for number in self.those(INFLIGHT):
            row = self.rows[number]
            until = row.until_ms
            self.change(number, READY, isolated_until_ms=until)
            row.maybe_sent += 1

    # --- wishes -------------------------------------------------------------------------------------------------------

    def wish(self, jitter_s: float, *, for_token: bool = False) -> None:
        """Somebody wants a try at once, or nearly so."""
        self.wished_s = jitter_s if self.wished_s is None else min(self.wished_s, jitter_s)
        self.wishes_token |= for_token

    def grant(self, now: Now) -> None:
        """One probe, no sooner than five seconds after the last one that was wished; a server's wish comes first."""
        if self.wished_s is None:
            return
        wished_s, self.wished_s = self.wished_s, None
        if self.channel.gate is not None:
            if self.forced_s <= now.mono_s:
                self.forced_s = max(now.mono_s + wished_s, self.forced_s + 5)
            self.open(self.forced_s - now.mono_s, now)
        if self.wishes_token:
            self.token, self.wishes_token = None, False

    def open(self, within_s: float, now: Now) -> None:
        """Let the next probe leave in so many seconds, if it would not before."""
        gate = self.channel.gate
        if gate is None or gate.is_asked or gate.most_s(now) <= within_s:
            return
        least_s = min(within_s, gate.least_s(now))
        self.channel.gate = Gate.within(least_s, within_s, now)

    # --- retention ----------------------------------------------------------------------------------------------------

    def expire(self, days: int, most: int, now: Now, *, keep_pending: bool, is_trusted: bool) -> set[int]:
        """What retention takes: old ones; then SENT ones, the oldest heartbeats, the oldest of the rest."""
        free = [row for row in self.rows.values() if row.state != INFLIGHT and row.number != max(self.rows)]
        taken: set[int] = set()
        if days and is_trusted:
            old = [row for row in free if row.at_ms < now.wall_ms - days * DAY_MS]
            taken = {row.number for row in old if not (keep_pending and row.state == READY)}
        excess = len(self.rows) - len(taken) - most if most else 0
        done = (SENT, DROPPED)
        order = sorted(free, key=lambda row: (row.state not in done, row.state not in done and not row.is_heartbeat))
        rest = [row.number for row in order if row.number not in taken]
        taken |= set(rest[: max(0, excess)])
        self.gone += len(taken)
        self.gone_undelivered += sum(self.rows[number].state not in done for number in taken)
        for number in taken:
            del self.rows[number]
        return taken


def _without_last_successes(answers: list[int]) -> list[int]:
    """A success alone is stored once a minute only: what came after the last rejection may be lost."""
    kept = list(answers)
    while kept and not kept[-1]:
        kept.pop()
    return kept

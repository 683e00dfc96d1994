"""A Gate, or something in its place, that answers wrongly."""

from __future__ import annotations

import email.utils
import time
from dataclasses import replace
from pathlib import Path

from faults.catalogue import fault
from faults.scene import Scene, StuckError
from netmon_tray.model import DeliveryState
from support.gate_server import GateServer, Step

BACKLOG = 10
HTML = b"<html><body>Please log in</body></html>"
STATUSES = [(status, is_html) for status in range(100, 600) for is_html in (False, True)]
QUICK_STATUSES = [
    *((code, is_html) for code in (200, 400, 401, 422) for is_html in (False, True)),
    *((code, False) for code in (204, 302, 404, 409, 413, 429, 500, 503)),
]
"""Both bodies where they make a difference to the record, or might."""
SETTLE_S = 2.5
"""How long a failing channel is watched for pressure."""
MOST_REQUESTS = 8
"""In that time: the back-off's full jitter begins at 0 to 5 s, five rejections in a row break the contract."""


def reply(status: int, *, is_html: bool) -> Step:
    """An answer with this status and a body of either kind; after a 1xx, which promises another one, none follows."""
    step = Step(status, HTML, "text/html") if is_html else Step(status)
    return replace(step, end="close") if status < 200 else step


def fate(status: int, *, is_html: bool) -> DeliveryState:
    """What must become of a record that is answered so (upload-queue.md, Verdicts)."""
    if status == 201:
        return DeliveryState.SENT
    if status == 413 or (status in (400, 422) and not is_html):
        return DeliveryState.REJECTED
    return DeliveryState.READY


@fault("status", quick=len(QUICK_STATUSES), whole=len(STATUSES))
def status(scene: Scene, run: int) -> None:
    """Every status from 100 to 599, with a JSON and with an HTML body, for one record: its state, and no pressure"""
    code, is_html = (QUICK_STATUSES + [one for one in STATUSES if one not in QUICK_STATUSES])[run]
    scene.fill(1)
    name = scene.promised()[0]
    scene.gate.choose = lambda request: reply(code, is_html=is_html) if request.key == name else None
    agent = scene.up()
    scene.eventually(lambda: any(request.key == name for request in scene.gate.requests), "the record is sent")
    agent.stop()
    found, wanted = scene.states()[name], fate(code, is_html=is_html)
    if found is not wanted:
        raise StuckError(f"{code} {'HTML' if is_html else 'JSON'}: the record is {found.value}, not {wanted.value}")


PRESSING = (503, 401, 400, 429, 500, 404, 302, 200, 511, 402, 407, 418)
SOON = (503, 500, 429)
"""Whose first waits are short enough to see the next probe come by itself."""
FOR_AN_HOUR = 402
"""Whose wait is an hour, and nobody's wish shortens it."""


@fault("pressure", quick=2, whole=len(PRESSING) * 2, parallelism=(4, 1))
def pressure(scene: Scene, run: int) -> None:
    """A Gate that answers everything wrongly is left in peace, and gets everything once it is well"""
    code = PRESSING[run // 2] if run > 1 else PRESSING[run]
    scene.fill(BACKLOG)
    scene.gate.default = reply(code, is_html=code in (200, 511))
    scene.up()
    scene.eventually(lambda: scene.gate.requests, "the first request comes")
    scene.rests(SETTLE_S, MOST_REQUESTS)
    if code == FOR_AN_HOUR:
        _is_kept_away(scene, 3600, 3602)
        return
    _heal(scene, by_itself=code in SOON)
    rejected = {name for name, state in scene.states().items() if state is DeliveryState.REJECTED}
    wanted = set(scene.promised()[:BACKLOG]) - rejected
    scene.eventually(lambda: wanted <= set(scene.gate.keys()), "everything arrives once the Gate is well")


def _heal(scene: Scene, *, by_itself: bool) -> None:
    """Have the Gate answer as it should; who would wait for long asks for it."""
    if by_itself:
        scene.recovers(lambda: setattr(scene.gate, "default", Step()))
    else:
        scene.gate.default = Step()
        scene.netmon("queue", "send", code=None)


@fault("portal", quick=1, whole=2, waits=True)
def portal(scene: Scene, run: int) -> None:
    """A login page in place of the Gate (5 s; as a whole also ten minutes): nothing counts as delivered"""
    scene.fill(BACKLOG)
    scene.gate.default = Step(200, HTML, "text/html")
    scene.up()
    scene.rests(600 if run else 5, most_requests=8 if run else 2)  # 30, 60, 120, 240, then every 300 s
    if scene.arrived() or DeliveryState.SENT in scene.states().values():
        raise StuckError("a login page was taken for the Gate")
    if scene.status()["upload"]["state"] != "intercepted":
        raise StuckError(f"the channel is called {scene.status()['upload']['state']}")
    _heal(scene, by_itself=False)
    scene.eventually(lambda: scene.arrived() >= BACKLOG, "everything arrives behind the login")


@fault("redirect-elsewhere", quick=3, whole=5)
def redirect_elsewhere(scene: Scene, run: int) -> None:
    """301, 302, 303, 307, 308 to another host: it never hears of us"""
    scene.fill(1)
    with GateServer() as elsewhere:
        code = (302, 307, 308, 301, 303)[run]
        scene.gate.default = Step(code, headers=(("Location", f"{elsewhere.url}/device_app_connection_log/"),))
        scene.up()
        scene.eventually(lambda: scene.gate.requests, "the first request comes")
        time.sleep(1)
        if elsewhere.connections:
            raise StuckError(f"{code} was followed")


@fault("stalled-201", quick=1, whole=5)
def stalled_201(scene: Scene, run: int) -> None:
    """201 whose body never comes: delivered on the status line, once, and the next one follows soon"""
    scene.fill(3)
    scene.gate.script(Step(201, stall_after=60 + run), Step(201, b"{", stall_after=None, end="hold"))
    scene.up()
    scene.eventually(lambda: scene.arrived() >= 3, "all arrive", 30)
    scene.eventually(lambda: list(scene.states().values())[-3:] == [DeliveryState.SENT] * 3, "all are called sent", 30)


POISONS = ((0, 500), (0, 503), (4, 500), (9, 500))


@fault("poison", quick=1, whole=len(POISONS))
def poison(scene: Scene, run: int) -> None:
    """One record that the Gate always answers with 500, or with 503: the others pass it by"""
    scene.fill(BACKLOG)
    names = scene.promised()
    place, code = POISONS[run]
    bad = names[place]
    scene.gate.choose = lambda request: Step(code) if request.key == bad else None
    scene.up()
    scene.eventually(lambda: set(names) - {bad} <= set(scene.gate.keys()), "all others arrive")
    scene.eventually(lambda: scene.states()[bad] is DeliveryState.READY, "the poison record waits")


EVERY = (10, 100)


@fault("rejected-one-in-some", quick=1, whole=len(EVERY))
def rejected_one_in_some(scene: Scene, run: int) -> None:
    """400 for one record in ten, in a hundred: these are set aside with the reason, the others are delivered"""
    scene.fill(4 * EVERY[run])
    names = scene.promised()
    bad = set(names[5 :: EVERY[run]])
    scene.gate.choose = lambda request: Step(400) if request.key in bad else None
    scene.up()
    scene.eventually(lambda: set(names) - bad <= set(scene.gate.keys()), "all others arrive")
    states = scene.states()
    if {name for name in names if states[name] is DeliveryState.REJECTED} != bad:
        raise StuckError("not exactly the refused ones are called rejected")


@fault("rejected-all", quick=1, whole=1)
def rejected_all(scene: Scene, _run: int) -> None:
    """400 for everything: after five the contract is taken for broken, and all of them go on waiting"""
    scene.fill(BACKLOG)
    scene.gate.default = Step(400)
    scene.up()
    scene.eventually(lambda: scene.status()["upload"]["state"] == "contract", "the contract is called broken")
    if DeliveryState.REJECTED in scene.states().values():
        raise StuckError("records stay rejected")


@fault("new-token", quick=1, whole=1)
def new_token(scene: Scene, _run: int) -> None:
    """401 until a new token is provided: the first record arrives within 10 s of it"""
    scene.fill(BACKLOG)
    scene.gate.token = "another-token-9876543210"
    scene.up()
    scene.eventually(lambda: scene.status()["upload"]["state"] == "auth", "the token is called refused")
    scene.write_token(scene.gate.token)
    scene.eventually(scene.arrived, "the first record arrives", 10)
    scene.eventually(lambda: scene.arrived() >= BACKLOG, "all arrive")


def _date_in(seconds: float) -> str:
    return email.utils.formatdate(time.time() + seconds, usegmt=True)


NOW = "Date"
FORMS: tuple[tuple[int, str | None, float, float], ...] = (
    (503, "2", 2.0, 6.0),
    (429, "1.5", 1.5, 6.0),
    (429, f"{NOW}+4", 3.0, 6.0),
    (503, f"{NOW}-60", 1.0, 6.0),  # one second at least, or the first back-off
    (429, "soon", 1.0, 6.0),
    (503, "-5", 1.0, 6.0),
    (429, "", 1.0, 6.0),
    (503, "2, 3", 1.0, 6.0),
    (503, None, 1.0, 6.0),
    (429, None, 60.0, 62.0),
    (429, "99999999", 3600.0, 3602.0),
    (503, f"{NOW}+99999999", 3600.0, 3602.0),
)
"""Status and header -> the shortest and the longest wait, in seconds (upload-queue.md, Timing)."""
FOREIGN_CLOCK_S = 86_400.0
"""The server's clock is a day ahead: dates count against its own Date."""
LONGEST_PLAYED_S = 62.0


@fault("retry-after", quick=3, whole=len(FORMS))
def retry_after(scene: Scene, run: int) -> None:
    """429 and 503 with Retry-After in every form or none: the Gate is left in peace that long, and not longer"""
    status, form, least_s, most_s = FORMS[run]
    date = _date_in(FOREIGN_CLOCK_S)
    value = _date_in(FOREIGN_CLOCK_S + float(form.removeprefix(NOW))) if form and form.startswith(NOW) else form
    headers = (("Date", date), *(() if value is None else (("Retry-After", value),)))
    scene.fill(3)
    scene.gate.script(Step(status, headers=headers))
    scene.up()
    scene.eventually(lambda: scene.gate.answers, "the first request comes")
    if least_s > LONGEST_PLAYED_S:
        _is_kept_away(scene, least_s, most_s)
        return
    scene.eventually(lambda: len(scene.gate.requests) > 1, "it is tried again", most_s + 5)
    waited_s = scene.gate.requests[1].at_s - scene.gate.answers[0].at_s
    if waited_s < least_s or waited_s > most_s + 5:
        raise StuckError(f"Retry-After: {value} led to {waited_s:.1f} s")
    scene.eventually(lambda: scene.arrived() >= 3, "all arrive")


def _is_kept_away(scene: Scene, least_s: float, most_s: float) -> None:
    """What a server asks for is kept, also against somebody's wish, and an hour is the most of it."""
    wait_s = scene.eventually(scene.until_next_try, "it says when it tries again")
    if not least_s - 10 <= wait_s <= most_s:
        raise StuckError(f"the next try is in {wait_s:.0f} s")
    scene.netmon("queue", "send", code=None)
    scene.rests(3, most_requests=0)


AMBIGUOUS = {
    "commit-then-reset": Step(raw=b"", accepts=True, end="reset"),
    "commit-then-close": Step(raw=b"", accepts=True, end="close"),
    "commit-then-half-close": Step(raw=b"", accepts=True, end="half-close"),
    "torn-status-line": Step(raw=b"HTTP/1.1 2", accepts=True, end="close"),
    "garbage": Step(raw=b"\x15\x03\x01\x00\x02\x02\x16\r\n\r\n", end="close"),
    "commit-then-504": Step(504, accepts=True),
}


def _ambiguous(name: str, step: Step) -> None:
    @fault(name, quick=1, whole=4)
    def ambiguous(scene: Scene, run: int) -> None:
        scene.fill(BACKLOG)
        scene.gate.script(*[Step()] * run, step)
        scene.allowed_duplicates += 1
        scene.up()
        scene.eventually(lambda: len(scene.gate.requests) > run, "the bad answer is given")
        scene.netmon("queue", "send", code=None)
        scene.eventually(lambda: set(scene.promised()[:BACKLOG]) <= set(scene.gate.keys()), "all arrive")

    ambiguous.__doc__ = f"One answer is {name.replace('-', ' ')}: everything arrives, at most that one twice"


for _name, _step in AMBIGUOUS.items():
    _ambiguous(_name, _step)


@fault("half-closed", quick=1, whole=2, parallelism=(4, 1))
def half_closed(scene: Scene, _run: int) -> None:
    """Each 201 is followed by half a close, the server goes on listening: no request gets lost in it"""
    scene.fill(BACKLOG)
    scene.gate.default = Step(end="half-close")
    scene.up()
    scene.eventually(lambda: scene.arrived() >= BACKLOG + 3, "all arrive")


@fault("huge-body", quick=1, whole=1)
def huge_body(scene: Scene, _run: int) -> None:
    """A body of 50 MB after 201 and after 503: neither is read to its end"""
    scene.fill(3)
    endless = b"x" * 50_000_000
    scene.gate.script(Step(503, endless, "text/plain"), Step(201, endless, "text/plain"))
    scene.up()
    scene.eventually(lambda: scene.gate.requests, "the first request comes")
    scene.netmon("queue", "send", code=None)
    scene.eventually(lambda: scene.arrived() >= 3, "all arrive")
    left = sum(place.stat().st_size for place in Path(scene.data_dir).rglob("*") if place.is_file())
    if left > 10_000_000:
        raise StuckError(f"{left} bytes were kept")


@fault("slow-drip", quick=0, whole=1, waits=True)
def slow_drip(scene: Scene, _run: int) -> None:
    """An answer of one byte every 5 seconds: cut after 45 s in all, and tried again"""
    scene.fill(2)
    scene.gate.script(Step(drip_s=5.0))
    scene.allowed_duplicates += 1
    scene.up()
    started = time.monotonic()
    scene.eventually(lambda: len(scene.gate.requests) > 1, "it is given up", 70)
    if time.monotonic() - started < 40:
        raise StuckError("given up too early")

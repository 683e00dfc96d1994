"""A Gate, or something in its place, that answers wrongly."""

from __future__ import annotations

import email.utils
import time
from pathlib import Path

from faults.catalogue import fault
from faults.scene import Scene, StuckError
from netmon_tray.model import DeliveryState
from support.gate_server import GateServer, Step

BACKLOG = 10
HTML = b"<html><body>Please log in</body></html>"
STATUSES = [(status, is_html) for status in range(100, 600) for is_html in (False, True)]
QUICK_STATUSES = (200, 204, 302, 400, 401, 404, 409, 413, 422, 429, 500, 503)
SETTLE_S = 2.5
"""How long a failing channel is watched for pressure."""
MOST_REQUESTS = 8
"""In that time: the back-off's full jitter begins at 0 to 5 s, five rejections in a row break the contract."""


def reply(status: int, *, is_html: bool) -> Step:
    """An answer with this status and a body of either kind."""
    return Step(status, HTML, "text/html") if is_html else Step(status)


def fate(status: int, *, is_html: bool) -> DeliveryState:
    """What must become of a record that is answered so (upload-queue.md, Verdicts)."""
    if status == 201:
        return DeliveryState.SENT
    if status == 413 or (status in (400, 422) and not is_html):
        return DeliveryState.REJECTED
    return DeliveryState.READY


@fault("status", quick=len(QUICK_STATUSES) * 2, whole=len(STATUSES))
def status(scene: Scene, run: int) -> None:
    """Every status from 100 to 599, with a JSON and with an HTML body, for one record: its state, and no pressure"""
    quick = [(code, is_html) for code in QUICK_STATUSES for is_html in (False, True)]
    code, is_html = (quick + [one for one in STATUSES if one not in quick])[run]
    scene.fill(1)
    name = scene.promised()[0]
    scene.gate.choose = lambda request: reply(code, is_html=is_html) if request.key == name else None
    agent = scene.up()
    scene.eventually(lambda: any(request.key == name for request in scene.gate.requests), "the record is sent")
    agent.stop()
    found, wanted = scene.states()[name], fate(code, is_html=is_html)
    if found is not wanted:
        raise StuckError(f"{code} {'HTML' if is_html else 'JSON'}: the record is {found.value}, not {wanted.value}")


@fault("pressure", quick=2, whole=12)
def pressure(scene: Scene, run: int) -> None:
    """A Gate that answers everything wrongly is left in peace, and gets everything once it is well"""
    codes = (503, 401, 400, 429, 500, 404, 302, 200, 511, 402, 407, 418)
    scene.fill(BACKLOG)
    scene.gate.default = reply(codes[run], is_html=codes[run] in (200, 511))
    scene.up()
    scene.eventually(lambda: scene.gate.requests, "the first request comes")
    time.sleep(SETTLE_S)
    if len(scene.gate.requests) > MOST_REQUESTS:
        raise StuckError(f"{codes[run]}: {len(scene.gate.requests)} requests in {SETTLE_S} s")
    scene.gate.default = Step()
    scene.netmon("queue", "send", code=None)
    rejected = {name for name, state in scene.states().items() if state is DeliveryState.REJECTED}
    wanted = set(scene.promised()[:BACKLOG]) - rejected
    scene.eventually(lambda: wanted <= set(scene.gate.keys()), "everything arrives once the Gate is well")


@fault("portal", quick=1, whole=2)
def portal(scene: Scene, run: int) -> None:
    """A login page in place of the Gate (5 s; as a whole also ten minutes): nothing counts as delivered"""
    scene.fill(BACKLOG)
    scene.gate.default = Step(200, HTML, "text/html")
    scene.up()
    time.sleep(600 if run else 5)
    if scene.arrived() or DeliveryState.SENT in scene.states().values():
        raise StuckError("a login page was taken for the Gate")
    if scene.status()["upload"]["state"] != "intercepted":
        raise StuckError(f"the channel is called {scene.status()['upload']['state']}")
    scene.gate.default = Step()
    scene.netmon("queue", "send", code=None)
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


@fault("poison", quick=1, whole=3)
def poison(scene: Scene, run: int) -> None:
    """One record that the Gate always answers with 500: the others pass it by"""
    scene.fill(BACKLOG)
    names = scene.promised()
    bad = names[(0, 4, 9)[run]]
    scene.gate.choose = lambda request: Step(500) if request.key == bad else None
    scene.up()
    scene.eventually(lambda: set(names) - {bad} <= set(scene.gate.keys()), "all others arrive")
    if scene.states()[bad] is not DeliveryState.READY:
        raise StuckError(f"the poison record is {scene.states()[bad].value}")


@fault("rejected-one-in-ten", quick=1, whole=1)
def rejected_one_in_ten(scene: Scene, _run: int) -> None:
    """400 for one record in ten: these are set aside with the reason, the others are delivered"""
    scene.fill(40)
    names = scene.promised()
    bad = set(names[5::10])
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


@fault("retry-after", quick=2, whole=7)
def retry_after(scene: Scene, run: int) -> None:
    """429 and 503 with Retry-After in every form: the Gate is left in peace that long"""
    header, least_s = (
        ("2", 2.0),
        ("1.5", 1.5),
        (_date_in(4), 2.0),
        ("soon", 0.0),
        ("-5", 0.0),
        ("", 0.0),
        ("2, 3", 0.0),
    )[run]
    headers = (("Retry-After", header), ("Date", _date_in(0)))
    scene.fill(3)
    scene.gate.script(Step(503, headers=headers))
    scene.up()
    scene.eventually(lambda: len(scene.gate.requests) > 1, "it is tried again")
    waited_s = scene.gate.requests[1].at_s - scene.gate.requests[0].at_s
    if waited_s < least_s:
        raise StuckError(f"Retry-After: {header} was kept for {waited_s:.1f} s only")
    scene.eventually(lambda: scene.arrived() >= 3, "all arrive")


AMBIGUOUS = {
    "commit-then-reset": Step(raw=b"", accepts=True, end="reset"),
    "commit-then-close": Step(raw=b"", accepts=True, end="close"),
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


@fault("slow-drip", quick=0, whole=1)
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

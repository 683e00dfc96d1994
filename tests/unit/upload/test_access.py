"""Client and token: made when needed, kept as long as they fit, and a refused token replaced at most once."""

from __future__ import annotations

from netmon_tray.model import CircuitState, NetmonError
from netmon_tray.settings import Settings
from netmon_tray.upload.access import Access, Obstacle
from netmon_tray.upload.address import Address, ProxyAddressError, parse_address
from netmon_tray.upload.token import ProblemKind, Source, Token, TokenProblem


def token(value: str) -> Token:
    return Token(value, Source.KEYRING)


class Client:
    def __init__(self) -> None:
        self.closed = 0

    @property
    def address(self) -> Address:
        return parse_address("https://gate.example")

    def close_idle(self, now_s: float) -> float | None:
        return 7.0

    def close(self) -> None:
        self.closed += 1


class Desk:
    """An access whose keyring gives the tokens of ``found`` one after the other, the last one for ever."""

    def __init__(self, *found: Token | TokenProblem) -> None:
        self.found = list(found)
        self.prompts: list[bool] = []
        self.error: NetmonError | None = None
        self.made: list[Client] = []
        self.access = Access(self, self.make)  # type: ignore[arg-type]

    def hurry(self, limit_s: float) -> None:
        pass

    def read(self, origin: str, *, may_prompt: bool = True) -> Token | TokenProblem:
        self.prompts.append(may_prompt)
        return self.found.pop(0) if len(self.found) > 1 else self.found[0]

    def make(self, _settings: Settings) -> Client:
        if self.error:
            raise self.error
        self.made.append(Client())
        return self.made[-1]

    def open(self) -> Obstacle | None:
        return self.access.open(Settings())


def test_both_are_made_once() -> None:
    desk = Desk(token("one"))
    assert not desk.access.is_open
    assert desk.access.close_idle(0.0) is None
    assert [desk.open(), desk.open()] == [None, None]
    assert desk.access.is_open
    assert (len(desk.made), desk.prompts) == (1, [True])
    assert desk.access.close_idle(0.0) == 7.0


def test_what_can_not_be_had_is_told_by_the_state_it_makes() -> None:
    desk = Desk(TokenProblem(ProblemKind.LOCKED, "The keyring is locked."))
    assert desk.open() == Obstacle(CircuitState.NO_TOKEN, "The keyring is locked.")
    desk.access.leave()
    desk.error = NetmonError("No address.")
    assert desk.open() == Obstacle(CircuitState.ENDPOINT, "No address.")
    desk.error = ProxyAddressError("No proxy.")
    assert desk.open() == Obstacle(CircuitState.PROXY, "No proxy.")


def test_a_refused_token_is_replaced_once_and_then_waited_with() -> None:
    """A keyring that gives another token each time is no reason for a request each time."""
    desk = Desk(token("one"), token("two"), token("three"))
    desk.open()
    assert desk.access.has_another(token("one"))
    assert desk.access.token == token("two")
    assert not desk.access.has_another(token("two"))
    assert desk.access.token is None
    assert desk.prompts == [True, False]


def test_others_that_the_same_token_was_refused_to_ask_nobody() -> None:
    desk = Desk(token("one"), token("two"))
    desk.open()
    assert [desk.access.has_another(token("one")) for _ in range(4)] == [True] * 4
    assert len(desk.prompts) == 2


def test_the_same_token_is_read_again_when_the_gate_opens_and_a_new_one_may_be_replaced_again() -> None:
    desk = Desk(token("one"))
    desk.open()
    assert not desk.access.has_another(token("one"))
    desk.found = [token("two"), token("three")]
    assert desk.open() is None
    assert desk.access.has_another(token("two"))


def test_a_success_allows_another_replacement() -> None:
    desk = Desk(token("one"), token("two"), token("three"))
    desk.open()
    desk.access.has_another(token("one"))
    desk.access.succeeded()
    assert desk.access.has_another(token("two"))


def test_only_the_first_look_a_wish_and_another_server_may_prompt() -> None:
    desk = Desk(token("one"))
    for may_prompt in (False, True):
        desk.open()
        desk.access.forget_token(may_prompt=may_prompt)
    desk.open()
    desk.access.leave()
    desk.open()
    assert desk.prompts == [True, False, True, True]
    assert (len(desk.made), desk.made[0].closed) == (2, 1)

"""What sending needs besides records: a client for the configured server and a token for it, made on first need."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netmon_tray.model import CircuitState, NetmonError
from netmon_tray.upload.address import ProxyAddressError
from netmon_tray.upload.token import Token, TokenProblem

if TYPE_CHECKING:
    from netmon_tray.settings import Settings
    from netmon_tray.upload.doors import ClientDoor, TokenDoor


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why nothing can be sent: the channel's state, and the words for it."""

    state: CircuitState
    detail: str


class Access:
    """Owned by the uploading thread; from another, at the end, ``client`` is looked at and ``hurry`` called."""

    def __init__(self, tokens: TokenDoor, client_factory: Callable[[Settings], ClientDoor]) -> None:
        self.client: ClientDoor | None = None
        self.token: Token | None = None
        self._tokens, self._client_factory = tokens, client_factory
        self._may_prompt = True
        self._has_tried_another = False

    @property
    def is_open(self) -> bool:
        """Whether both are at hand."""
        return self.client is not None and self.token is not None

    def open(self, settings: Settings) -> Obstacle | None:
        """Get what is missing; what can't be had is returned. A locked keyring prompts once, then only on a wish."""
        try:
            client = self.client = self.client or self._client_factory(settings)
        except NetmonError as error:
            is_proxy = isinstance(error, ProxyAddressError)
            return Obstacle(CircuitState.PROXY if is_proxy else CircuitState.ENDPOINT, error.text)
        found = self.token or self._tokens.read(client.address.origin, may_prompt=self._may_prompt)
        self._may_prompt = False
        if isinstance(found, TokenProblem):
            return Obstacle(CircuitState.NO_TOKEN, found.text)
        self.token, self._has_tried_another = found, False
        return None

    def has_another(self, refused: Token) -> bool:
        """Whether there is another token than the refused one, to be tried at once: read anew, but once only.

        Without another one the token is forgotten: it is read again when the gate opens.
        """
        if self.token is not None and self.token.value != refused.value:
            return True
        self.token = None
        if self.client is None or self._has_tried_another:
            return False
        found = self._tokens.read(self.client.address.origin, may_prompt=False)
        if isinstance(found, Token) and found.value != refused.value:
            self.token, self._has_tried_another = found, True
            return True
        return False

    def succeeded(self) -> None:
        """The server took the token."""
        self._has_tried_another = False

    def forget_token(self, *, may_prompt: bool) -> None:
        """Have the token read anew before the next request."""
        self.token = None
        self._may_prompt = self._may_prompt or may_prompt

    def hurry(self, limit_s: float) -> None:
        """From another thread: wait no longer than so many seconds for a token from now on."""
        self._tokens.hurry(limit_s)

    def leave(self) -> None:
        """Another server, or another way to it: what belonged to the last one is of no use."""
        self.close()
        self.client = self.token = None
        self._may_prompt = True

    def close_idle(self, now_s: float) -> float | None:
        """Close connections that have been idle; seconds until that is due, None where nothing is open."""
        return None if self.client is None else self.client.close_idle(now_s)

    def close(self) -> None:
        """Close the connections that nothing is under way on."""
        if self.client is not None:
            self.client.close()

"""A keyring in memory, which fails and forgets as a test wants it."""

from __future__ import annotations

from netmon_tray.upload.vault import VaultError


class MemoryVault:
    """``entries`` are its secrets by user name; ``asked`` tells for each reading whether it might prompt."""

    def __init__(self, error: VaultError | None = None, *, forgets: bool = False) -> None:
        self.entries: dict[str, str] = {}
        self.error = error
        self.forgets = forgets
        self.asked: list[bool] = []
        self.limit_s: float | None = None

    def get(self, username: str, *, may_prompt: bool = True) -> str | None:
        self.asked.append(may_prompt)
        if self.error:
            raise self.error
        return self.entries.get(username)

    def set(self, username: str, secret: str) -> None:
        if self.error:
            raise self.error
        if not self.forgets:
            self.entries[username] = secret

    def delete(self, username: str) -> bool:
        return self.entries.pop(username, None) is not None

    def hurry(self, limit_s: float) -> None:
        self.limit_s = limit_s

"""Seals tokens before they are kept, where a key is set."""

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

PLAIN = "xox"
"""How every token of Slack begins; nothing sealed does."""


class Seal:
    """The keys of SLACK_TOKEN_KEY: the first seals, each opens. Without keys tokens are kept as they are."""

    def __init__(self, keys: str = "") -> None:
        made = [Fernet(each) for each in filter(None, map(str.strip, keys.split(",")))]
        self._keys = MultiFernet(made) if made else None

    def close(self, token: str) -> str:
        """The token as it is kept."""
        return self._keys.encrypt(token.encode()).decode() if self._keys else token

    def open(self, kept: str) -> str | None:
        """The token, or None where no key fits. One that was kept before there was a key is as it was."""
        if kept.startswith(PLAIN):
            return kept
        try:
            return self._keys.decrypt(kept).decode() if self._keys else None
        except InvalidToken:
            return None

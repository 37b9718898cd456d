"""Who may use the desk: a link that works once lets one browser in, for a working day at most."""

import datetime as dt
import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

LINK_LASTS = dt.timedelta(hours=1)
SESSION_LASTS = dt.timedelta(hours=8)


@dataclass(frozen=True, slots=True)
class Session:
    """One browser that came in by a link. `form_token` must come back with every form."""

    form_token: str
    until: dt.datetime


@dataclass
class Access:
    """Links and sessions, kept as digests in this process only: a restart ends them all."""

    clock: Callable[[], dt.datetime]
    _links: dict[bytes, dt.datetime] = field(default_factory=dict)
    _sessions: dict[bytes, Session] = field(default_factory=dict)

    def new_link(self) -> str:
        """A key that lets one browser in, once and within an hour."""
        key = secrets.token_urlsafe(32)
        self._links[_digest(key)] = self.clock() + LINK_LASTS
        return key

    def enter(self, key: str) -> str | None:
        """Uses a link up. The token of the new session, or None."""
        until = self._links.pop(_digest(key), None)
        if until is None or until <= self.clock():
            return None
        token = secrets.token_urlsafe(32)
        now = self.clock()
        self._sessions = {each: session for each, session in self._sessions.items() if session.until > now}
        self._sessions[_digest(token)] = Session(secrets.token_urlsafe(32), now + SESSION_LASTS)
        return token

    def session(self, token: str | None) -> Session | None:
        """The session of a token, while it lasts."""
        session = self._sessions.get(_digest(token)) if token else None
        return session if session and session.until > self.clock() else None

    def leave(self, token: str) -> None:
        """Ends a session: its token is worth nothing from now on."""
        self._sessions.pop(_digest(token), None)


def _digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode("utf-8", "replace")).digest()

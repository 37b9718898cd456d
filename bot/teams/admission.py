"""Whom the bot answers: people of its own organisation, and of others only where they are listed."""

import asyncio
import time
from collections.abc import Callable, Iterable

import structlog

from bot.teams.port import Incoming, NotSent, Turn

log = structlog.get_logger()
KEPT = 3600.0
"""Seconds for which a person, once looked up, is not looked up again."""
LOOK_UP = 2.0
"""Seconds that an answer waits to know who asks: what may be urgent waits behind it."""
_MOST = 10_000


class Admission:
    """Knows the organisations that are listed. Without any (`tenants` None) everyone is admitted."""

    def __init__(self, tenants: Iterable[str] | None, clock: Callable[[], float] = time.monotonic) -> None:
        self._tenants = None if tenants is None else frozenset(each.lower() for each in tenants)
        self._clock = clock
        self._known: dict[str, tuple[bool, float]] = {}

    def of_tenant(self, incoming: Incoming) -> bool:
        """Whether every organisation that the activity names is listed."""
        if self._tenants is None:
            return True
        return bool(incoming.tenants) and {each.lower() for each in incoming.tenants} <= self._tenants

    async def admits(self, turn: Turn) -> bool:
        """Whether the sender belongs to an organisation that is listed, and is no guest.

        Someone who cannot be looked up is answered: a colleague left without an answer would be worse.
        """
        if self._tenants is None:
            return True
        person = turn.incoming.person
        admitted, until = self._known.get(person, (False, 0.0))
        if self._clock() < until:
            return admitted
        try:
            async with asyncio.timeout(LOOK_UP):
                member = await turn.sender()
        except (NotSent, TimeoutError) as error:
            status = error.status if isinstance(error, NotSent) else None
            log.warning("teams_sender_unknown", status=status, error=type(error).__name__)
            return True
        admitted = not member.guest and (not member.tenant or member.tenant.lower() in self._tenants)
        self._remember(person, admitted)
        return admitted

    def refuses(self, person: str) -> bool:
        """Whether the sender was looked up lately and is not admitted. A search is no reason to look them up:
        it comes with every key, and from chats whose members the bot may not see."""
        admitted, until = self._known.get(person, (True, 0.0))
        return self._clock() < until and not admitted

    def knows(self, person: str) -> bool:
        """Whether this person was looked up and admitted, or everyone is."""
        admitted, until = self._known.get(person, (False, 0.0))
        return self._tenants is None or (admitted and self._clock() < until)

    def _remember(self, person: str, admitted: bool) -> None:
        if len(self._known) >= _MOST:
            del self._known[next(iter(self._known))]
        self._known[person] = (admitted, self._clock() + KEPT)

"""Carries briefings to Teams: posts and changes messages, and says what its refusals mean for others."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.delivery.courier import LONGEST_REQUEST, Limits, NotDelivered, Trouble
from bot.store.references import Reference
from bot.teams.fitting import messages
from bot.teams.port import NO_CONNECTION, REFUSED_BY_LOGIN, NotSent, Outgoing, Place, Proactive
from handlers.messages import Reply

LIMITS = Limits(a_second=50, between=0.6, in_flight=3)
"""Teams takes 50 requests a second from an app in a tenant, and seven a second in a conversation."""
_TROUBLE: dict[int, Trouble] = {
    401: "stopped",
    403: "gone",
    404: "gone",
    412: "again",
    429: "wait",
    503: "again",
}


class TeamsCourier:
    """A Courier for one app. It never tries again by itself: that is the lane's business."""

    def __init__(self, proactive: Proactive, limits: Limits = LIMITS) -> None:
        self.limits = limits
        self._proactive = proactive

    def drawn(self, reply: Reply) -> tuple[object, ...]:
        """As Teams takes it. What a locked screen shows is the title and no more."""
        return messages(reply)

    async def post(self, where: Reference, message: object, key: str) -> str:
        """Teams knows no keys: what it took without saying so is there twice after another try."""
        assert isinstance(message, Outgoing)
        async with _meant():
            return await self._proactive.post(_place(where), message)

    async def installed(self, lane: str) -> bool:
        """Whether the login service lets the bot in."""
        return await self._proactive.let_in()

    async def change(self, where: Reference, remote_id: str, message: object) -> None:
        """Replaces a message, which stays where it is."""
        assert isinstance(message, Outgoing)
        async with _meant(not_found="refused"):
            await self._proactive.change(_place(where), remote_id, message)


def _place(where: Reference) -> Place:
    return Place(where.channel, where.tenant, where.bot, where.service_url)


@asynccontextmanager
async def _meant(not_found: Trouble = "gone") -> AsyncIterator[None]:
    """`not_found`: whether what is not found is the conversation, or the message in it."""
    try:
        async with asyncio.timeout(LONGEST_REQUEST):
            yield
    except NotSent as error:
        code = error.code or f"status_{error.status}"
        trouble = not_found if error.status == 404 else _trouble(error)
        raise NotDelivered(trouble, code, error.retry_after) from None
    except TimeoutError:
        raise NotDelivered("unclear", "TimeoutError") from None


def _trouble(error: NotSent) -> Trouble:
    if error.status in _TROUBLE:
        return _TROUBLE[error.status]
    if error.code == REFUSED_BY_LOGIN:
        return "stopped"
    if error.code in NO_CONNECTION:
        return "again"
    return "unclear" if error.status == 0 or error.status >= 500 else "refused"

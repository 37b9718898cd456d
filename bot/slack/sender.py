"""Posts answers: to everyone there, or to one person. What is private never stands in a channel."""

from collections.abc import Coroutine
from dataclasses import replace
from typing import Any

import structlog

from bot.slack.api import RefusedError, SlackApi
from bot.slack.limits import ANSWERS_TO_ONE_ADDRESS
from bot.slack.messages import SlackMessage, messages
from bot.slack.places import Place
from bot.slack.trying import done
from bot.slack.workspaces import Workspaces
from handlers.fallback import fallback_reply
from handlers.messages import Reply

log = structlog.get_logger()
FAILED = "slack_not_posted"
NOT_A_MEMBER = {"not_in_channel", "channel_not_found"}
NO_LONGER_GOOD = {"account_inactive", "invalid_auth", "token_expired", "token_revoked"}
"""What Slack says of a token that it took before."""


class Sender:
    """Knows the ways to reach a person, and takes the next when one fails. Its public methods never raise."""

    def __init__(self, workspaces: Workspaces) -> None:
        self._workspaces = workspaces

    async def _api(self, place: Place) -> SlackApi:
        return (await self._workspaces.of(place.team)).api

    async def answer(self, place: Place, reply: Reply) -> None:
        """Says the reply; when that cannot be done, 999 and the fallback."""
        fallback = replace(fallback_reply(signpost=reply.signpost), private=reply.private)
        if await self._said(place, reply) or await self._said(place, fallback):
            return
        if not await self._done(place, self._openly(place, fallback_reply()), "openly"):
            log.error("slack_answer_lost", platform="slack")

    async def share(self, place: Place, reply: Reply) -> bool:
        """Says the reply to everyone there, with the name of the person who shares it. Whether that was done;
        if not, the person is told."""
        if await self._done(place, self._shared(place, reply), "share"):
            return True
        await self.answer(place, fallback_reply())
        return False

    async def tell(self, place: Place, reply: Reply) -> None:
        """Says something small that may be lost."""
        await self._done(place, self._hidden(place, reply), "hidden")

    async def send_directly(self, place: Place, reply: Reply) -> None:
        """Says the reply in the person's messages with the bot."""
        await self._done(place, self._direct(place, reply), "direct")

    async def _done(self, place: Place, work: Coroutine[Any, Any, None], doing: str) -> bool:
        """Whether it was. A token that is no longer good is looked up again for the next way."""
        return await done(self._with_a_good_token(place, work), doing, FAILED)

    async def _with_a_good_token(self, place: Place, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except RefusedError as error:
            if error.code in NO_LONGER_GOOD:
                self._workspaces.forget(place.team)
            raise

    async def _said(self, place: Place, reply: Reply) -> bool:
        """Whether it arrived. What is private goes to the person in two places, as either may fail unseen."""
        if reply.private and not place.alone:
            hidden = await self._done(place, self._hidden(place, reply), "hidden")
            return await self._done(place, self._direct(place, reply), "direct") or hidden
        openly = place.openly and (place.alone or not reply.discreet)
        first = self._openly(place, reply) if openly else self._hidden(place, reply)
        if await self._done(place, first, "openly" if openly else "hidden"):
            return True
        return await self._done(place, self._direct(place, reply), "direct")

    async def _openly(self, place: Place, reply: Reply) -> None:
        api = await self._api(place)
        for message in messages(reply):
            await api.post(place.channel, message, place.thread)

    async def _hidden(self, place: Place, reply: Reply) -> None:
        said = messages(reply, shareable=place.in_a_channel)
        if place.response_url and len(said) <= ANSWERS_TO_ONE_ADDRESS:
            await self._responded(place, said)
            return
        api = await self._api(place)
        for message in said:
            await api.post_hidden(place.channel, place.user, message, place.thread)

    async def _direct(self, place: Place, reply: Reply) -> None:
        api = await self._api(place)
        channel = await api.direct_channel(place.user)
        for message in messages(reply):
            await api.post(channel, message)

    async def _shared(self, place: Place, reply: Reply) -> None:
        """A command works also where the bot is no member; then only the button's own address can post."""
        said = messages(reply, shared_by=place.user)
        api = await self._api(place)
        try:
            for message in said:
                await api.post(place.channel, message, place.thread)
        except RefusedError as error:
            if error.code not in NOT_A_MEMBER or not place.response_url:
                raise
            await self._responded(place, said, openly=True)

    async def _responded(self, place: Place, said: tuple[SlackMessage, ...], *, openly: bool = False) -> None:
        api = await self._api(place)
        for message in said:
            await api.respond(place.response_url, message, openly=openly, thread=place.thread)

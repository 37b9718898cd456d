"""Bolt's listeners. Each tells Slack at once that its delivery arrived, and leaves the rest to a task."""

import re
from collections.abc import Awaitable, Callable

import structlog
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext
from slack_bolt.response import BoltResponse

from bot.slack import buttons, incoming
from bot.slack.answering import Answering
from bot.slack.incoming import Asked, Body, Delivery
from bot.slack.leaving import Leaving
from bot.slack.names import COMMAND

log = structlog.get_logger()
ENVELOPE = "envelope_id"
"""Where the context of a request keeps the id of its Socket Mode envelope."""
Listener = Callable[..., Awaitable[BoltResponse | None]]
ANYTHING = re.compile(r".*", re.DOTALL)


def register(app: AsyncApp, answering: Answering, leaving: Leaving) -> None:
    """Adds every listener. The last two take what nobody asked for: Slack would send it again and again."""

    def answers(understand: Callable[[Delivery], Asked | None]) -> Listener:
        return _listener(answering, lambda delivery: answering.answer(understand(delivery)))

    app.event("message")(answers(incoming.direct_message))
    app.event("app_mention")(answers(incoming.mention))
    app.command(COMMAND)(answers(incoming.command))
    app.action(re.compile(rf"{buttons.ASK}:"))(answers(incoming.picked))
    app.action(re.compile(rf"{buttons.FEEDBACK}:"))(answers(incoming.picked))
    app.action(buttons.SHARE)(_listener(answering, lambda each: answering.share(incoming.shared(each))))
    app.event("app_uninstalled")(_listener(answering, leaving.removed))
    app.event("tokens_revoked")(_listener(answering, leaving.revoked))
    app.event(ANYTHING)(_taken)
    app.action(ANYTHING)(_taken)


def _listener(answering: Answering, take: Callable[[Delivery], None]) -> Listener:
    """Acknowledges what was understood; what was not is refused, and nothing is done."""

    async def listener(ack: AsyncAck, body: Body, context: AsyncBoltContext) -> BoltResponse | None:
        try:
            take(Delivery(body, _key(body, context), answering.now(), context.team_id or ""))
        except (AttributeError, IndexError, KeyError, TypeError) as error:
            log.warning("slack_not_understood", error=type(error).__name__)
            return BoltResponse(status=400, body="")
        await ack()
        return None

    return listener


async def _taken(ack: AsyncAck) -> None:
    await ack()


def _key(body: Body, context: AsyncBoltContext) -> str:
    """What stays the same when Slack delivers the same thing again."""
    return str(body.get("event_id") or context.get(ENVELOPE) or body["trigger_id"])

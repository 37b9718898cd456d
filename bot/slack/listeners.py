"""Bolt's listeners. Each tells Slack at once that its delivery arrived, and leaves the rest to a task; only
what must not be lost is done first."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus

import structlog
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext
from slack_bolt.response import BoltResponse

from bot.slack import buttons, home, incoming, menus
from bot.slack.answering import Answering
from bot.slack.at_home import AtHome
from bot.slack.incoming import Asked, Body, Delivery
from bot.slack.leaving import Leaving
from bot.slack.names import COMMAND, SHORTCUT
from bot.slack.shortcut import Shortcut
from bot.slack.subscription_form import FORM

log = structlog.get_logger()
ENVELOPE = "envelope_id"
"""Where the context of a request keeps the id of its Socket Mode envelope."""
Listener = Callable[..., Awaitable[BoltResponse | None]]
NOT_UNDERSTOOD = (AttributeError, IndexError, KeyError, TypeError, ValueError)
ANYTHING = re.compile(r".*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Listening:
    """What is done with what Slack sends. Without a Home tab `at_home` is None."""

    answering: Answering
    leaving: Leaving
    shortcut: Shortcut
    at_home: AtHome | None = None


def register(app: AsyncApp, to: Listening) -> None:
    """Adds every listener. The last ones take what nobody asked for: Slack would send it again and again."""
    _messages(app, to)
    app.event("app_uninstalled")(_finished(to, to.leaving.removed))
    app.event("tokens_revoked")(_finished(to, to.leaving.revoked))
    app.event("user_change")(_finished(to, to.leaving.changed))
    if to.at_home is not None:
        _home(app, to, to.at_home)
    for anything in (app.event, app.action, app.shortcut, app.view):
        anything(ANYTHING)(_taken)


def _messages(app: AsyncApp, to: Listening) -> None:
    answering = to.answering

    def answers(understand: Callable[[Delivery], Asked | None]) -> Listener:
        return _listener(to, lambda delivery: answering.answer(understand(delivery)))

    def pressed(delivery: Delivery) -> None:
        if not incoming.in_a_view(delivery):
            answering.answer(incoming.picked(delivery))
        elif to.at_home is not None:
            to.at_home.pressed(delivery)

    app.event("message")(answers(incoming.direct_message))
    app.event("app_mention")(answers(incoming.mention))
    app.command(COMMAND)(answers(incoming.command))
    app.shortcut(SHORTCUT)(_listener(to, to.shortcut.chosen))
    for name in (buttons.ASK, buttons.FEEDBACK):
        app.action(re.compile(rf"{name}:"))(_listener(to, pressed))
    app.action(buttons.SHARE)(_listener(to, lambda each: answering.share(incoming.shared(each))))


def _home(app: AsyncApp, to: Listening, at_home: AtHome) -> None:
    async def sent(ack: AsyncAck, body: Body, context: AsyncBoltContext) -> BoltResponse | None:
        try:
            shown = at_home.sent(_delivery(to, body, context))
        except NOT_UNDERSTOOD as error:
            return _refused(error)
        await ack(response_action="update", view=shown)
        return None

    app.event("app_home_opened")(_listener(to, at_home.opened))
    for name in (home.SUBSCRIBE, home.TURN, menus.MENU):
        app.action(re.compile(rf"{name}(:|$)"))(_listener(to, at_home.pressed))
    app.view(FORM)(sent)


def _listener(to: Listening, take: Callable[[Delivery], None]) -> Listener:
    """Acknowledges what was understood; what was not is refused, and nothing is done."""

    async def listener(ack: AsyncAck, body: Body, context: AsyncBoltContext) -> BoltResponse | None:
        try:
            take(_delivery(to, body, context))
        except NOT_UNDERSTOOD as error:
            return _refused(error)
        await ack()
        return None

    return listener


def _finished(to: Listening, work: Callable[[Delivery], Awaitable[bool]]) -> Listener:
    """Acknowledges only what is done: what is not, Slack sends again."""

    async def listener(ack: AsyncAck, body: Body, context: AsyncBoltContext) -> BoltResponse | None:
        try:
            done = await work(_delivery(to, body, context))
        except NOT_UNDERSTOOD as error:
            return _refused(error)
        if not done:
            return BoltResponse(status=HTTPStatus.SERVICE_UNAVAILABLE, body="")
        await ack()
        return None

    return listener


def _delivery(to: Listening, body: Body, context: AsyncBoltContext) -> Delivery:
    return Delivery(body, _key(body, context), to.answering.now(), context.team_id or "")


def _refused(error: Exception) -> BoltResponse:
    log.warning("slack_not_understood", error=type(error).__name__)
    return BoltResponse(status=400, body="")


async def _taken(ack: AsyncAck) -> None:
    await ack()


def _key(body: Body, context: AsyncBoltContext) -> str:
    """What stays the same when Slack delivers the same thing again."""
    return str(body.get("event_id") or context.get(ENVELOPE) or body["trigger_id"])

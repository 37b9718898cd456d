"""What is done on the Home tab and in windows: something is shown, browsed, or subscribed to."""

from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any

import structlog

from bot.logs import places
from bot.slack import home, menus, wording
from bot.slack.agent import Agent
from bot.slack.blocks import quiet
from bot.slack.brain import Brain, Shelf
from bot.slack.browsing import ask_for
from bot.slack.home import Mine, Pages, pages_in
from bot.slack.incoming import Delivery, conversation
from bot.slack.places import Place, is_direct
from bot.slack.saving import SHOW, maybe_saved, save
from bot.slack.subscription_form import Wanted, form, wanted_in
from bot.slack.under_way import UnderWay
from bot.slack.views import Spot, View, spot_in, window
from bot.slack.windows import Windows
from handlers.messages import Message, Reply
from handlers.records import NotKept

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Press:
    """Something was pressed. `window` is the window in which that was; empty on the Home tab."""

    place: Place
    spot: Spot
    trigger: str
    key: str
    window: str = ""


class AtHome:
    """Answers what a person does there, and draws their Home again after a change."""

    def __init__(
        self, brain: Brain, shelf: Shelf, windows: Windows, agent: Agent, under_way: UnderWay
    ) -> None:
        self._brain = brain
        self._shelf = shelf
        self._windows = windows
        self._agent = agent
        self._under_way = under_way

    def opened(self, delivery: Delivery) -> None:
        """A person opened a tab of the bot's Home."""
        event = delivery.body["event"]
        place = Place(event["user"], event["channel"], alone=True, openly=True, team=delivery.team)
        if event.get("tab") == "messages":
            self._begin(self._agent.suggest(place.team, place.channel))
        else:
            self._begin(self._draw(place, Pages(place.channel)))

    def pressed(self, delivery: Delivery) -> None:
        """A button or a menu there. Raises KeyError or ValueError for one that the bot did not draw."""
        action: dict[str, Any] = delivery.body["actions"][0]
        name, press = action["action_id"], _press(delivery)
        if name == home.SUBSCRIBE:
            self._begin(self._choose(press))
        elif name.startswith(f"{home.TURN}:"):
            pages = pages_in(delivery.body["view"]["private_metadata"]).turned(action["value"])
            self._begin(self._draw(press.place, pages))
        elif name.startswith(f"{menus.MENU}:"):
            ask = ask_for(self._shelf.library(), action["selected_option"]["value"])
            self._begin(self._show(press, ask))
        else:
            self._begin(self._show(press, action["value"]))

    def sent(self, delivery: Delivery) -> View:
        """The subscriptions window was sent; what it shows while that is saved."""
        press = _press(delivery)
        self._begin(self._save(press, wanted_in(delivery.body["view"])))
        return window(list(quiet(wording.SAVING)), press.spot)

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        self._under_way.start(_safely(work))

    async def _draw(self, place: Place, pages: Pages) -> None:
        view = home.home(self._shelf.library(), await self._mine(place), pages)
        await self._windows.published(place, view)

    async def _mine(self, place: Place) -> Mine:
        here = conversation(place)
        try:
            subscriptions = await self._shelf.subscriptions.of(here)
            return Mine(subscriptions, await self._shelf.issued.for_place(here))
        except NotKept:
            return Mine(None, None)

    async def _show(self, press: Press, ask: str) -> None:
        if not await self._brain.first_time(f"slack {press.key}"):
            return
        reply = await self._reply(press, ask)
        await self._windows.show(press.place, press.spot, press.trigger, reply, press.window)
        if reply.status == "command":
            await self._drawn_again(press)

    async def _choose(self, press: Press) -> None:
        """Opens the subscriptions window. Where that fails, they can be changed by buttons and words."""
        mine = await self._mine(press.place)
        if mine.subscriptions is None:
            await self._windows.show(press.place, press.spot, press.trigger, await self._reply(press, SHOW))
            return
        view = form(self._shelf.library(), mine.subscriptions, press.spot)
        if not await self._windows.opened(press.place, press.trigger, view):
            await self._windows.said_instead(press.place, await self._reply(press, SHOW))

    async def _save(self, press: Press, wanted: Wanted) -> None:
        if not await self._brain.first_time(f"slack {press.key}"):
            return
        user, here = press.place.user, conversation(press.place)
        reply = maybe_saved(self._shelf.library())
        try:
            reply = await save(self._brain, self._shelf, user, here, wanted)
        finally:
            await self._windows.replaced(press.place, press.spot, press.window, reply)
        await self._drawn_again(press)

    async def _drawn_again(self, press: Press) -> None:
        if press.place.alone:
            await self._draw(press.place, Pages(press.place.channel))

    async def _reply(self, press: Press, ask: str) -> Reply:
        message = Message(ask, press.place.user, conversation(press.place), self._brain.clock())
        return await self._brain.reply(message)


async def _safely(work: Coroutine[Any, Any, None]) -> None:
    """Whatever goes wrong is one line in the log; what the person sees stays as it was."""
    try:
        await work
    except Exception as error:
        log.error("slack_home_failed", error=type(error).__name__, places=places(error))


def _press(delivery: Delivery) -> Press:
    body = delivery.body
    view = body["view"]
    at_home = view["type"] == "home"
    metadata = view["private_metadata"]
    spot = Spot(pages_in(metadata).channel) if at_home else spot_in(metadata)
    alone = is_direct(spot.channel)
    place = Place(body["user"]["id"], spot.channel, alone=alone, openly=alone, team=delivery.team)
    return Press(place, spot, body["trigger_id"], delivery.key, "" if at_home else view["id"])

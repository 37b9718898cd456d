"""Shows answers in windows; where Slack opens none, the person gets them as messages."""

import structlog

from bot.logs import places
from bot.slack.api import RefusedError, SlackApi
from bot.slack.places import Place
from bot.slack.sender import Sender
from bot.slack.trying import done
from bot.slack.views import Spot, View, reply_window
from bot.slack.workspaces import Workspaces
from handlers.messages import Reply

log = structlog.get_logger()
FAILED = "slack_not_shown"
TOO_DEEP = "push_limit_reached"


class Windows:
    """A window must be asked for within three seconds of a press; after that Slack says no."""

    def __init__(self, workspaces: Workspaces, sender: Sender) -> None:
        self._workspaces = workspaces
        self._sender = sender

    async def show(self, place: Place, spot: Spot, trigger: str, reply: Reply, window: str = "") -> None:
        """The reply over `window`, or by itself. What is private also goes to the person's messages: a
        window is gone when it is closed."""
        view, whole = _drawn(reply, spot)
        if view is None or not await self.opened(place, trigger, view, window):
            await self._sender.answer(place, reply)
        elif reply.private or not whole:
            await self._sender.send_directly(place, reply)

    async def said_instead(self, place: Place, reply: Reply) -> None:
        """A message where a window could not be opened."""
        await self._sender.answer(place, reply)

    async def replaced(self, place: Place, spot: Spot, window: str, reply: Reply) -> None:
        """The reply in place of what a window shows; a message where it can show nothing more."""
        view, whole = _drawn(reply, spot)
        if view is None or not await self.changed(place, window, view):
            await self._sender.answer(place, reply)
        elif not whole:
            await self._sender.send_directly(place, reply)

    async def opened(self, place: Place, trigger: str, view: View, window: str = "") -> bool:
        """Whether the window is there. A failure is one line in the log."""
        return await done(self._open(place, trigger, view, window), "window", FAILED)

    async def changed(self, place: Place, window: str, view: View) -> bool:
        """Whether the window shows it: the person may have closed it."""
        return await done(self._change(place, window, view), "window", FAILED)

    async def published(self, place: Place, view: View) -> bool:
        """Whether the person's Home tab shows it."""
        return await done(self._publish(place, view), "home", FAILED)

    async def _open(self, place: Place, trigger: str, view: View, window: str) -> None:
        api = await self._api(place)
        try:
            await api.open_window(trigger, view, above=bool(window))
        except RefusedError as error:
            if error.code != TOO_DEEP:
                raise
            await api.change_window(window, view)

    async def _change(self, place: Place, window: str, view: View) -> None:
        await (await self._api(place)).change_window(window, view)

    async def _publish(self, place: Place, view: View) -> None:
        await (await self._api(place)).publish_home(place.user, view)

    async def _api(self, place: Place) -> SlackApi:
        return (await self._workspaces.of(place.team)).api


def _drawn(reply: Reply, spot: Spot) -> tuple[View | None, bool]:
    """A reply that no window can be made of is left to whoever says it as a message, or the fallback."""
    try:
        return reply_window(reply, spot)
    except Exception as error:
        log.error(FAILED, doing="draw", error=type(error).__name__, places=places(error))
        return None, False

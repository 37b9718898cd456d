"""Slack's view for agents, where a workspace has it: suggested questions, and threads with a name."""

import structlog

from bot.slack import limits, wording
from bot.slack.api import SlackError
from bot.slack.places import Place
from bot.slack.splitting import short
from bot.slack.workspaces import Workspaces
from handlers.ask import examples
from handlers.messages import Heading, Reply
from handlers.plain import visible
from handlers.ports import CurrentLibrary

log = structlog.get_logger()
NOT_HERE = frozenset(
    "access_denied missing_scope no_permission team_access_not_granted unknown_method".split()
)
"""What Slack says where a workspace has no such view, or does not let the bot use it."""


class Agent:
    """Everything here may be missing: a plan or a scope may not allow it, and nothing else depends on it."""

    def __init__(self, workspaces: Workspaces, library: CurrentLibrary | None) -> None:
        self._workspaces = workspaces
        self._library = library
        self._without: set[str] = set()
        """Workspaces that have no such view; they are not asked again until the bot starts again."""

    async def suggest(self, team: str, channel: str) -> None:
        """Suggests the example questions to a person who opens the conversation."""
        if self._library is None or team in self._without:
            return
        prompts = examples(self._library())[: limits.PROMPTS]
        if prompts:
            try:
                api = (await self._workspaces.of(team)).api
                await api.suggest(channel, wording.YOU_COULD_ASK, prompts)
            except SlackError as error:
                self._no(team, error)

    async def name(self, place: Place, reply: Reply) -> None:
        """Names a thread after what the answer is about: the content's words, never the person's."""
        title = next((part.text for part in reply.parts if isinstance(part, Heading)), "")
        wanted = place.alone and place.thread and title and reply.status == "answered" and not reply.private
        if not wanted or place.team in self._without:
            return
        try:
            api = (await self._workspaces.of(place.team)).api
            named = short(" ".join(visible(title).split()), limits.THREAD_TITLE)
            await api.name_thread(place.channel, place.thread, named)
        except SlackError as error:
            self._no(place.team, error)

    def _no(self, team: str, error: SlackError) -> None:
        """Where there is no such view it is not tried again; anything else may go well the next time."""
        if error.code in NOT_HERE:
            self._without.add(team)
        log.info("slack_agent_view_missing", error=error.code)

"""The real bot at home in Slack: its real answers and commands, kept in memory, against the stand-in."""

import datetime as dt
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any

from bot.asking import Asking
from bot.slack.brain import Brain, Shelf
from handlers.ask import show_again
from handlers.dispatch import Dispatcher
from handlers.doubles import InMemoryMemory, NoQuestions
from handlers.messages import Conversation
from handlers.record_doubles import in_memory_records
from handlers.records import Issued, Records
from knowledge.library import Library
from tests.bot.slack import driving
from tests.bot.slack.conftest import NOW, Open, Workspace
from tests.bot.slack.driving import Given, envelope
from tests.bot.slack.fake_slack import MIDWIFE, TEAM, FakeSlack, direct_channel
from tests.bot.slack.reading import elements, text_of

MINE = Conversation("slack", TEAM, direct_channel(MIDWIFE), "direct")


@dataclass
class Person:
    """A midwife in front of Slack. What she does arrives over HTTP, or over a socket."""

    workspace: Workspace
    records: Records
    over_socket: bool = False

    @property
    def slack(self) -> FakeSlack:
        return self.workspace.slack

    async def does(self, kind: str, given: Given) -> Given:
        """Something arrives; what the bot says at once."""
        if "trigger_id" in given:
            self.slack.views.triggers[given["trigger_id"]] = MIDWIFE
        if self.over_socket:
            wrapped = envelope(kind, given)
            await self.slack.deliver(wrapped)
            said: Given = self.slack.acknowledged[wrapped["envelope_id"]].get("payload") or {}
            return said
        driver = self.workspace.driver
        send = driver.sends if kind == "events_api" else driver.presses
        answer = await (driver.sends_form(given) if kind == "slash_commands" else send(given))
        assert answer.status == 200
        body: Given = await answer.json() if answer.content_type == "application/json" else {}
        return body

    async def opens(self, tab: str = "home") -> None:
        await self.does("events_api", driving.event(driving.opened(tab)))

    async def home(self) -> Given:
        """What the Home tab shows, once it is drawn."""
        await self.slack.until(lambda: MIDWIFE in self.slack.views.homes)
        return self.slack.views.homes[MIDWIFE]

    async def presses_at_home(self, element: Given, value: str = "") -> None:
        view = await self.home()
        await self.does("interactive", driving.press_in(view, element, value=value))

    async def window(self, count: int = 1) -> Given:
        """What the topmost of so many windows shows."""
        await self.slack.until(lambda: len(self.slack.views.stack(MIDWIFE)) >= count)
        return self.slack.views.top(MIDWIFE)

    async def window_showing(self, words: str) -> Given:
        """The topmost window, once it shows these words."""

        def shows() -> bool:
            stack = self.slack.views.stack(MIDWIFE)
            return bool(stack) and words in text_of(self.slack.views.top(MIDWIFE)["blocks"])

        await self.slack.until(shows)
        return self.slack.views.top(MIDWIFE)

    async def home_showing(self, words: str) -> Given:
        """The Home tab, once it shows these words."""
        await self.slack.until(lambda: words in text_of(self.slack.views.homes.get(MIDWIFE, {})))
        return self.slack.views.homes[MIDWIFE]

    async def presses_in_window(self, element: Given) -> None:
        id = self.slack.views.stack(MIDWIFE)[-1]
        view = self.slack.views.windows[id].view
        await self.does("interactive", driving.press_in(view, element, id))

    async def saves_as_it_is(self) -> None:
        """Sends the subscriptions window with what it came with."""
        blocks = self.slack.views.top(MIDWIFE)["blocks"]
        (about,) = elements(blocks, "multi_static_select")
        (when,) = elements(blocks, "radio_buttons")
        chosen = [each["value"] for each in about.get("initial_options", ())]
        await self.saves(chosen, when["initial_option"]["value"])

    async def saves(self, about: Iterable[str], when: str = "immediate") -> None:
        """Sends the subscriptions window; Slack puts what the bot answers at once in its place."""
        id = self.slack.views.stack(MIDWIFE)[-1]
        view = self.slack.views.windows[id].view
        chosen = [{"value": each} for each in about]
        values = {
            "about": {"about": {"type": "multi_static_select", "selected_options": chosen}},
            "when": {"when": {"type": "radio_buttons", "selected_option": {"value": when}}},
        }
        said = await self.does("interactive", driving.sent(view, id, values))
        assert said["response_action"] == "update"


Begin = Callable[..., AbstractAsyncContextManager[Person]]


def beginning(bot: Asking, open_workspace: Open) -> Begin:
    """Connects the real bot. `out` are the briefings that were published."""

    @asynccontextmanager
    async def begin(
        *,
        socket: bool = False,
        out: Iterable[Issued] = (),
        library: Library | None = None,
        records: Records | None = None,
        **others: Any,
    ) -> AsyncIterator[Person]:
        knowledge = bot.knowledge
        assert knowledge is not None
        if library is not None:
            knowledge = replace(knowledge, library=library)
        records = records or in_memory_records(out=out)
        dispatcher = Dispatcher(lambda: knowledge, InMemoryMemory(), NoQuestions(), records)
        seen: set[str] = set()

        async def first_time(key: str) -> bool:
            new = key not in seen
            seen.add(key)
            return new

        brain = Brain(
            dispatcher.reply_to,
            lambda entries: show_again(entries, knowledge.library, NOW),
            first_time,
            lambda: NOW,
            shelf=Shelf(lambda: knowledge.library, records.subscriptions, records.issued),
        )
        only = {"slack_signing_secret": None} if socket else {}
        async with open_workspace(brain=brain, socket=socket, **{**only, **others}) as workspace:
            if socket:
                await workspace.slack.connected()
            yield Person(workspace, records, socket)

    return begin


def issued(library: Library, many: int) -> list[Issued]:
    """So many briefings that are out, the newest first."""
    entry = library.briefings[0].id
    return [
        Issued(entry, f"Briefing {number}", NOW.date() - dt.timedelta(days=number)) for number in range(many)
    ]

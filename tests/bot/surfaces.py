"""Every way to ask the bot, driven from outside: a question goes in as a person sends it, and what is shown
is read back. A new surface is one more function in SURFACES."""

import asyncio
import json
import os
import re
import sys
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp.test_utils import TestClient

from bot.app import Bot
from tests.bot.slack import driving
from tests.bot.slack.fake_slack import CHANNEL, FakeSlack, Posted
from tests.bot.slack.reading import asks, buttons, elements, text_of
from tests.bot.teams import driving as teams_driving
from tests.bot.teams import reading as teams_reading
from tests.bot.teams.fake_teams import CHANNEL as TEAMS_CHANNEL
from tests.bot.teams.fake_teams import FakeMicrosoft
from tests.bot.web.reading import read, words

LAST_WORDS = "Pilot:"
"""Every reply ends with them as long as the content is not approved."""


@dataclass(frozen=True)
class Shown:
    """What a surface shows of a reply, in the order shown."""

    text: str
    quotations: tuple[str, ...]
    asks: tuple[str, ...] | None = None
    """What can be picked; None where that is only text."""
    entries: tuple[str, ...] | None = None
    """Ids of what is answered; None where the surface shows none."""


@dataclass(frozen=True)
class Served:
    """The real bot over its real content, with the stand-ins that it is connected to."""

    client: TestClient[Any, Any]
    slack: FakeSlack
    microsoft: FakeMicrosoft
    folder: Path
    """Holds no sentence encoder, so that every surface matches by words only."""
    now: str
    bot: Bot


Surface = Callable[[Served, Sequence[str]], Awaitable[list[Shown]]]


async def terminal(served: Served, questions: Sequence[str]) -> list[Shown]:
    """`learning-bot ask --batch`, a process of its own."""
    lines = "\n".join(json.dumps({"q": question}) for question in questions)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "ask", "--batch", "--now", served.now),
        env={**os.environ, "ENCODER_PATH": str(served.folder)},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    printed, _ = await process.communicate(lines.encode())
    return [_in_the_terminal(json.loads(line)) for line in printed.decode().splitlines()]


def _in_the_terminal(answer: dict[str, Any]) -> Shown:
    quotations = re.findall(r"^“(.+?)”\n\[", answer["text"], re.DOTALL | re.MULTILINE)
    return Shown(words(answer["text"]), tuple(map(words, quotations)), None, tuple(answer["entries"]))


async def browser(served: Served, questions: Sequence[str]) -> list[Shown]:
    """The chat page's form, as the page sends it."""
    return [await _on_the_page(served, question) for question in questions]


async def _on_the_page(served: Served, question: str) -> Shown:
    answer = await served.client.post("/ask", data={"q": question})
    page = read(await answer.text())
    quotations = tuple(words(each.text) for each in page.all("blockquote"))
    picked = tuple(each.attributes["value"] for each in page.all("button", class_="choice"))
    links = [each.attributes["href"] for each in page.all("a", class_="permalink")]
    return Shown(words(page.text), quotations, picked, tuple(each.removeprefix("/entry/") for each in links))


async def slack_http(served: Served, questions: Sequence[str]) -> list[Shown]:
    """A mention in a channel, as a signed request."""
    return [await _over_http(served, question) for question in questions]


async def _over_http(served: Served, question: str) -> Shown:
    before = len(served.slack.posts)
    driver = driving.Driver(served.client, served.slack)
    answer = await driver.sends(driving.event(driving.mention(question)))
    assert answer.status == 200
    return await _in_slack(served.slack, before)


async def slack_socket(served: Served, questions: Sequence[str]) -> list[Shown]:
    """A mention in a channel, over Socket Mode."""
    await served.slack.connected()
    return [await _over_the_socket(served, question) for question in questions]


async def _over_the_socket(served: Served, question: str) -> Shown:
    before = len(served.slack.posts)
    event = driving.event(driving.mention(question))
    await served.slack.deliver(driving.envelope("events_api", event))
    return await _in_slack(served.slack, before)


async def _in_slack(slack: FakeSlack, before: int) -> Shown:
    """What only the sender sees in the channel, which is the whole reply."""

    def hidden() -> list[Posted]:
        return [post for post in slack.posts[before:] if post.channel == CHANNEL]

    await slack.until(lambda: any(LAST_WORDS in text_of(post.blocks) for post in hidden()))
    blocks = [block for post in hidden() for block in post.blocks]
    assert {post.seen for post in hidden()} == {"one"}
    shared = [each["value"].split() for each in buttons(blocks) if each["action_id"] == "share"]
    return Shown(
        words(" ".join(text_of(block) for block in blocks)),
        tuple(words(text_of(each)) for each in _quotations(blocks)),
        tuple(asks(blocks)),
        tuple(shared[0]) if shared else None,
    )


def _quotations(blocks: Sequence[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """A long quotation stands in several pieces within one block."""
    every = [list(elements([block], "rich_text_quote")) for block in blocks]
    return [quoted for quoted in every if quoted]


async def teams(served: Served, questions: Sequence[str]) -> list[Shown]:
    """A mention in a channel, each in a thread of its own, as a signed activity."""
    return [await _as_activity(served, question) for question in questions]


async def _as_activity(served: Served, question: str) -> Shown:
    before = len(served.microsoft.posts)
    driver = teams_driving.Driver(served.client, served.microsoft)
    mention = teams_driving.said(f"{teams_driving.MENTION} {question}", "channel")
    thread = f"{TEAMS_CHANNEL};messageid={before + 1}"
    answer = await driver.post({**mention, "conversation": {**mention["conversation"], "id": thread}})
    assert answer.status == 201
    cards = [posted.card for posted in served.microsoft.posts[before:]]
    quotations = [words(each) for card in cards for each in teams_reading.whole_quotations(card)]
    picked = tuple(ask for card in cards for ask in teams_reading.asks(card))
    text = words(" ".join(teams_reading.words(card) for card in cards))
    return Shown(text, tuple(quotations), picked)


SURFACES: dict[str, Surface] = {
    "terminal": terminal,
    "browser": browser,
    "Slack over HTTP": slack_http,
    "Slack over Socket Mode": slack_socket,
    "Teams": teams,
}

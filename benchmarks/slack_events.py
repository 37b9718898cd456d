"""Measures how many Slack events a second the bot answers, next to a bot that only echoes.

Each runs in a process of its own, and they answer signed events in turn. This process sends the events and
stands in for Slack's Web API. The time runs from the signed event to the posted answer.
"""

import asyncio
import hashlib
import hmac
import itertools
import json
import os
import re
import sys
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field

from aiohttp import ClientSession, TCPConnector, web
from slack_bolt.async_app import AsyncApp, AsyncSay
from slack_sdk.web.async_client import AsyncWebClient

from benchmarks.events import HEADINGS, ROOT, Measured, distinct, in_turn, listening, popular, ratio, started
from benchmarks.results import table, versions, write

SECRET, TOKEN = "benchmark", "xoxb-benchmark"
_CHANNEL = re.compile(rb'"channel": ?"(D\d+)"')
_numbers = itertools.count(1)


@dataclass
class WebApi:
    """Takes every message at once, and tells whoever waits for the answer in that channel."""

    waiting: dict[str, asyncio.Future[None]] = field(default_factory=dict)

    async def answer(self, request: web.Request) -> web.Response:
        """auth.test and chat.postMessage."""
        found = _CHANNEL.search(await request.read())
        if found:
            waited = self.waiting.pop(found[1].decode(), None)
            if waited and not waited.done():
                waited.set_result(None)
        known = {"ok": True, "team": "T", "team_id": "T", "user_id": "U", "bot_id": "B", "ts": "1.0"}
        return web.json_response(known)


@dataclass(frozen=True)
class Load:
    """Sends signed events to one bot."""

    session: ClientSession
    address: str
    api: WebApi

    async def one(self, question: str) -> float:
        """Seconds from a signed event to its posted answer."""
        number = next(_numbers)
        channel = f"D{number}"
        answered: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.api.waiting[channel] = answered
        body, headers = signed_event(number, channel, question)
        begun = time.perf_counter()
        async with self.session.post(self.address, data=body, headers=headers) as response:
            assert response.status == 200, response.status
        await asyncio.wait_for(answered, 30)
        return time.perf_counter() - begun


def signed_event(number: int, channel: str, question: str) -> tuple[bytes, dict[str, str]]:
    """A direct message, as Slack signs it."""
    said = {"type": "message", "channel_type": "im", "channel": channel, "user": f"U{number}"}
    event = {**said, "text": question, "ts": f"{number}.0"}
    body = json.dumps({"type": "event_callback", "team_id": "T", "event_id": f"Ev{number}", "event": event})
    timestamp = str(int(time.time()))
    digest = hmac.new(SECRET.encode(), f"v0:{timestamp}:{body}".encode(), hashlib.sha256).hexdigest()
    headers = {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": f"v0={digest}"}
    return body.encode(), {**headers, "Content-Type": "application/json"}


async def measured(questions: Iterator[str]) -> tuple[Measured, Measured]:
    """Both bots, new, after all rounds."""
    api = WebApi()
    stand_in = web.Application()
    stand_in.router.add_post("/api/{method}", api.answer)
    async with AsyncExitStack() as stack:
        url = await stack.enter_async_context(listening(stand_in))
        settings = {
            "SLACK_BOT_TOKEN": TOKEN,
            "SLACK_SIGNING_SECRET": SECRET,
            "SLACK_API_URL": f"{url}/api/",
        }
        session = await stack.enter_async_context(ClientSession(connector=TCPConnector(limit=0)))
        bots = []
        for name, command in (("an echo", [__file__, "echo"]), ("the bot", ["-m", "bot", "serve"])):
            port, pid = await stack.enter_async_context(started(command, settings))
            bots.append(Measured(name, Load(session, f"http://127.0.0.1:{port}/slack/events", api), pid))
        await in_turn(bots, questions)
    echo, bot = bots
    return echo, bot


async def main() -> None:
    """Questions of both kinds."""
    said = [f"Without the sentence encoder. {versions('slack-bolt', 'slack-sdk', 'aiohttp')}."]
    for kind, questions in (("eight popular questions", popular()), ("no text twice", distinct())):
        echo, bot = await measured(questions)
        said += [f"{kind.capitalize()}: {ratio(bot, echo)}.", table(HEADINGS, [echo.row, bot.row])]
    write("Slack events", "python -m benchmarks.slack_events", "\n\n".join(said))


def echo() -> None:
    """The bare frameworks: Bolt behind its own aiohttp server, saying back what was said."""
    client = AsyncWebClient(TOKEN, os.environ["SLACK_API_URL"])
    app = AsyncApp(client=client, signing_secret=SECRET)

    @app.event("message")
    async def say_it_again(event: dict[str, str], say: AsyncSay) -> None:
        await say(event["text"])

    app.start(int(os.environ["PORT"]), host="127.0.0.1")


if __name__ == "__main__":
    if sys.argv[1:] == ["echo"]:
        echo()
    else:
        os.chdir(ROOT)
        asyncio.run(main())

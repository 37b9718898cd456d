"""Prints how many Slack events a second the bot answers, next to a bot that only echoes.

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
import socket
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

from aiohttp import ClientSession, TCPConnector, web
from slack_bolt.async_app import AsyncApp, AsyncSay
from slack_sdk.web.async_client import AsyncWebClient

SECRET, TOKEN = "benchmark", "xoxb-benchmark"
AT_ONCE = 16
WARM, COUNTED, ROUNDS = 200, 500, 7
QUESTIONS = (
    "what does Child P say about missed appointments",
    "rec 4 for midwives",
    "what were the recs for health visitors",
    "what is ICON",
    "unborn baby protocol link",
    "has the missed appointment policy been reviewed",
    "what about routine enquiry",
    "recs for paediatrics",
)
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

    async def one(self) -> float:
        """Seconds from a signed event to its posted answer."""
        number = next(_numbers)
        channel = f"D{number}"
        answered: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.api.waiting[channel] = answered
        body, headers = signed_event(number, channel)
        begun = time.perf_counter()
        async with self.session.post(self.address, data=body, headers=headers) as response:
            assert response.status == 200, response.status
        await asyncio.wait_for(answered, 30)
        return time.perf_counter() - begun

    async def many(self, count: int) -> list[float]:
        """As many, some at once."""
        left = iter(range(count))

        async def worker() -> list[float]:
            return [await self.one() for _ in left]

        done = await asyncio.gather(*(worker() for _ in range(AT_ONCE)))
        return [seconds for some in done for seconds in some]


def signed_event(number: int, channel: str) -> tuple[bytes, dict[str, str]]:
    """A direct message, as Slack signs it."""
    said = {"type": "message", "channel_type": "im", "channel": channel, "user": f"U{number}"}
    event = {**said, "text": QUESTIONS[number % len(QUESTIONS)], "ts": f"{number}.0"}
    body = json.dumps({"type": "event_callback", "team_id": "T", "event_id": f"Ev{number}", "event": event})
    timestamp = str(int(time.time()))
    digest = hmac.new(SECRET.encode(), f"v0:{timestamp}:{body}".encode(), hashlib.sha256).hexdigest()
    headers = {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": f"v0={digest}"}
    return body.encode(), {**headers, "Content-Type": "application/json"}


@dataclass
class Measured:
    """One bot, with what each round of it gave."""

    name: str
    load: Load
    pid: int
    rates: list[float] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    busy: float = 0.0
    """Seconds of processor time."""

    async def round(self) -> None:
        """Answers some events and counts."""
        busy, begun = processor_seconds(self.pid), time.perf_counter()
        self.times += await self.load.many(COUNTED)
        self.rates.append(COUNTED / (time.perf_counter() - begun))
        self.busy += processor_seconds(self.pid) - busy

    def __str__(self) -> str:
        cut = quantiles(self.times, n=100)
        return (
            f"{self.name}: {median(self.rates):.0f} events/s, p50 {cut[49] * 1000:.1f} ms,"
            f" p99 {cut[98] * 1000:.1f} ms, {self.busy / len(self.times) * 1000:.2f} ms of processor an event"
        )


async def main() -> None:
    """Both bots beside each other, round by round in turn, so that both see the same machine."""
    api = WebApi()
    async with AsyncExitStack() as stack:
        base_url = await stack.enter_async_context(listening(api))
        session = await stack.enter_async_context(ClientSession(connector=TCPConnector(limit=0)))
        bots = []
        for name, command in (("echo", [__file__, "echo"]), ("the bot", ["-m", "bot", "serve"])):
            port, pid = await stack.enter_async_context(started(command, base_url))
            bots.append(Measured(name, Load(session, f"http://127.0.0.1:{port}/slack/events", api), pid))
        for each in bots:
            await each.load.many(WARM)
        for _ in range(ROUNDS):
            for each in bots:
                await each.round()
    echo, bot = bots
    print(echo, bot, sep="\n")
    print(
        f"The bot answers {median(bot.rates) / median(echo.rates):.0%} as many events a second as the echo."
    )


def processor_seconds(pid: int) -> float:
    """What a process has used so far, where the system tells (Linux)."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@asynccontextmanager
async def listening(api: WebApi) -> AsyncIterator[str]:
    """The stand-in for Slack's Web API on loopback."""
    app = web.Application()
    app.router.add_post("/api/{method}", api.answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/api/"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def started(command: list[str], base_url: str) -> AsyncIterator[tuple[int, int]]:
    """A bot in a process of its own, without the sentence encoder: its port and its process id."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **{name: value for name, value in os.environ.items() if "proxy" not in name.lower()},
            "PORT": str(port),
            "SLACK_BOT_TOKEN": TOKEN,
            "SLACK_SIGNING_SECRET": SECRET,
            "SLACK_API_URL": base_url,
            "ENCODER_PATH": folder,
            "DATABASE_URL": f"sqlite:///{folder}/bot.db",
        }
        process = await asyncio.create_subprocess_exec(
            sys.executable, *command, env=environment, stdout=asyncio.subprocess.DEVNULL
        )
        try:
            await ready(port)
            yield port, process.pid
        finally:
            process.terminate()
            await process.wait()


async def ready(port: int) -> None:
    """Returns once something listens there."""
    async with asyncio.timeout(60):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.1)
            else:
                writer.close()
                return


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
        os.chdir(Path(__file__).parents[1])
        asyncio.run(main())

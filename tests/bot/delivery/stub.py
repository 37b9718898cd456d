"""A platform that takes whatever comes, slowly, says "too many" and fails now and then, and counts."""

import asyncio
from collections import Counter
from dataclasses import dataclass, field

from aiohttp import web

TAKES = 0.02
"""Seconds for each message."""


@dataclass
class CountingSlack:
    """Every so many requests it answers 429 or 500, and then has not taken the message."""

    every_429: int = 50
    every_500: int = 100
    retry_after: str = "1"
    takes: float = TAKES
    requests: int = 0
    taken: Counter[str] = field(default_factory=Counter)
    """How often each channel got the message."""

    def app(self) -> web.Application:
        """What listens on loopback."""
        app = web.Application()
        app.router.add_post("/api/chat.postMessage", self._post)
        app.router.add_post("/smba/v3/conversations/{channel}/activities", self._post)
        return app

    @property
    def twice(self) -> dict[str, int]:
        """The channels that got it more than once, and how often too often."""
        return {channel: count - 1 for channel, count in self.taken.items() if count > 1}

    async def _post(self, request: web.Request) -> web.Response:
        given = await request.json()
        channel = request.match_info.get("channel") or given["channel"]
        self.requests += 1
        number = self.requests
        await asyncio.sleep(self.takes)
        if number % self.every_429 == 0:
            said = {"ok": False, "error": "ratelimited"}
            return web.json_response(said, status=429, headers={"Retry-After": self.retry_after})
        if number % self.every_500 == 1:
            return web.Response(status=500, text="<html>Internal error</html>")
        self.taken[channel] += 1
        return web.json_response({"ok": True, "ts": f"{number}.0", "channel": channel, "id": f"{number}"})

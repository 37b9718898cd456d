"""A stand-in for Slack at its HTTP edge: the Web API, answers to a `response_url`, and Socket Mode.

It says no to what Slack would say no to: wrong tokens, channels it does not know, messages over a limit.
"""

import asyncio
import base64
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from aiohttp import WSMsgType, web

from tests.bot.slack.fake_views import FakeViews
from tests.bot.slack.refusals import Given, refused

BOT_TOKEN, APP_TOKEN, SECRET = "xoxb-right", "xapp-right", "8f742231b10e8888abcd99yyyzzz85a5"
TEAM, BOT_USER, BOT_ID = "T0TEAM", "U0BOT", "B0BOT"
MIDWIFE, COLLEAGUE = "U0MIDWIFE", "U0COLLEAGUE"
CHANNEL, FOREIGN = "C0WARD", "C0ELSEWHERE"
"""The bot is a member of the first channel only."""
SCOPES = "app_mentions:read,chat:write,commands,im:history,im:write"
OTHER_TOKEN, OTHER_TEAM = "xoxb-other", "T0OTHER"
CLIENT_ID, CLIENT_SECRET = "111.222", "client-secret"
LONGEST_WAIT = 20.0
Seen = Literal["everyone", "one"]


def direct_channel(user: str) -> str:
    return f"D{user[1:]}"


@dataclass(frozen=True)
class Posted:
    """A message that Slack took. `seen` says by whom."""

    channel: str
    seen: Seen
    text: str
    blocks: list[Given]
    user: str = ""
    thread: str = ""
    by_response_url: bool = False
    unfurled: bool = True
    token: str = ""
    """Whose token it was posted with."""


@dataclass
class FakeSlack:
    """Workspaces. `members` are the channels that the bot is in."""

    scopes: str = SCOPES
    members: set[str] = field(default_factory=lambda: {CHANNEL})
    people: set[str] = field(default_factory=lambda: {MIDWIFE, COLLEAGUE})
    left: set[str] = field(default_factory=set)
    """People whose account was deactivated."""
    roles: dict[str, Given] = field(default_factory=dict)
    """Person -> what users.info says beside the id."""
    made_by: str = "U0SOMEBODY"
    """Who made the channels."""
    posts: list[Posted] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    failing: dict[str, str] = field(default_factory=dict)
    """Method -> the error that it gives."""
    refusing: dict[str, str] = field(default_factory=dict)
    """Channel -> the error that a post there gives."""
    too_many: Counter[str] = field(default_factory=Counter)
    """Method -> how often it answers 429 first."""
    teams: dict[str, str] = field(default_factory=lambda: {BOT_TOKEN: TEAM})
    """Token -> the workspace that it is good for."""
    codes: dict[str, tuple[str, str]] = field(default_factory=dict)
    """What a person's browser brings back from Slack -> the token and the workspace that it is good for."""
    organisation: Given | None = None
    """What the workspaces belong to."""
    for_all: bool = False
    """Whether the app is installed in the whole organisation at once."""
    planted: list[web.Response] = field(default_factory=list)
    """Given for the next posts and changes, one each, instead of an answer."""
    taken_first: bool = False
    """Whether a post that gets a planted answer is posted all the same."""
    keys: Counter[str] = field(default_factory=Counter)
    """How often each `client_msg_id` came."""
    views: FakeViews = field(default_factory=FakeViews)
    url: str = ""
    sockets: list[web.WebSocketResponse] = field(default_factory=list)
    acknowledged: dict[str, Given] = field(default_factory=dict)
    _token: str = ""
    _changed: asyncio.Condition = field(default_factory=asyncio.Condition)
    _used: Counter[str] = field(default_factory=Counter)

    def app(self) -> web.Application:
        """What listens on loopback."""
        app = web.Application()
        app.router.add_post("/api/{method}", self._api)
        app.router.add_post("/hooks/{hook}", self._hook)
        app.router.add_get("/socket", self._socket)
        return app

    @property
    def api_url(self) -> str:
        return f"{self.url}/api/"

    def response_url(self, name: str = "one") -> str:
        """An address for answers to a command or a button."""
        return f"{self.url}/hooks/{name}"

    async def until(self, done: Callable[[], bool]) -> None:
        """Waits for something to arrive; a test that waits in vain fails."""
        async with asyncio.timeout(LONGEST_WAIT), self._changed:
            await self._changed.wait_for(done)

    async def posted(self, count: int = 1) -> list[Posted]:
        """The posts, once there are this many."""
        await self.until(lambda: len(self.posts) >= count)
        return self.posts

    async def connected(self, count: int = 1) -> None:
        """Returns once the bot has opened this many sockets."""
        await self.until(lambda: len(self.sockets) >= count)

    async def deliver(self, envelope: Given, socket: int = -1) -> None:
        """Sends an envelope over a socket and waits until it is acknowledged."""
        await self.sockets[socket].send_json(envelope)
        await self.until(lambda: envelope["envelope_id"] in self.acknowledged)

    async def _noticed(self) -> None:
        async with self._changed:
            self._changed.notify_all()

    async def _api(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        self.calls.append(method)
        if self.too_many[method]:
            self.too_many[method] -= 1
            said = {"ok": False, "error": "ratelimited"}
            return web.json_response(said, status=429, headers={"Retry-After": "0"})
        if self.planted and method in ("chat.postMessage", "chat.update"):
            if self.taken_first:
                self.chat_postMessage(await request.json())
            await self._noticed()
            return self.planted.pop(0)
        sent = await request.json() if request.content_type == "application/json" else await request.post()
        given: Given = {**request.query, **sent}
        self._token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        said = self._answer(method, request.headers.get("Authorization", ""), given)
        if not said["ok"]:
            self.errors.append(f"{method}: {said['error']}")
        await self._noticed()
        return web.json_response(said, headers={"x-oauth-scopes": self.scopes})

    def _answer(self, method: str, authorization: str, given: Given) -> Given:
        if method == "oauth.v2.access":
            return self._exchanged(authorization, given)
        good = {APP_TOKEN} if method == "apps.connections.open" else set(self.teams)
        if authorization.removeprefix("Bearer ") not in good:
            return {"ok": False, "error": "invalid_auth"}
        if method in self.failing:
            return {"ok": False, "error": self.failing[method]}
        answer: Given = getattr(self, method.replace(".", "_"), self._unknown)(given)
        return {"ok": True, **answer} if "error" not in answer else {"ok": False, **answer}

    def _unknown(self, given: Given) -> Given:
        return {"error": "unknown_method"}

    def _exchanged(self, authorization: str, given: Given) -> Given:
        """A code is good once, and for the app that it was given to."""
        basic = base64.b64encode(f"{CLIENT_ID}:{CLIENT_SECRET}".encode()).decode()
        if authorization != f"Basic {basic}":
            return {"ok": False, "error": "bad_client_secret"}
        if given.get("code") not in self.codes:
            return {"ok": False, "error": "invalid_code"}
        token, team = self.codes.pop(given["code"])
        self.teams[token] = team
        return {
            "ok": True,
            "access_token": token,
            "token_type": "bot",
            "scope": self.scopes,
            "bot_user_id": BOT_USER,
            "app_id": "A0APP",
            "team": {"id": team, "name": team.title()},
            "enterprise": self.organisation,
            "authed_user": {"id": MIDWIFE},
            "is_enterprise_install": self.for_all,
        }

    def auth_test(self, given: Given) -> Given:
        return {"team": "HIPS", "team_id": self.teams[self._token], "user_id": BOT_USER, "bot_id": BOT_ID}

    def apps_connections_open(self, given: Given) -> Given:
        return {"url": f"{self.url.replace('http', 'ws')}/socket"}

    def conversations_open(self, given: Given) -> Given:
        if given["users"] not in self.people:
            return {"error": "user_not_found"}
        return {"channel": {"id": direct_channel(given["users"])}}

    def conversations_list(self, given: Given) -> Given:
        """Direct conversations, those of people who left too: one to a page."""
        if "im:read" not in self.scopes:
            return {"error": "missing_scope", "needed": "im:read"}
        everyone = sorted(self.people | self.left)
        here = int(given.get("cursor") or 0)
        shown = [{"id": direct_channel(each), "user": each} for each in everyone[here : here + 1]]
        following = str(here + 1) if here + 1 < len(everyone) else ""
        return {"channels": shown, "response_metadata": {"next_cursor": following}}

    def users_info(self, given: Given) -> Given:
        if given["user"] not in self.people:
            return {"error": "user_not_found"}
        return {"user": {"id": given["user"], "is_admin": False, **self.roles.get(given["user"], {})}}

    def conversations_info(self, given: Given) -> Given:
        if given["channel"] not in self.members:
            return {"error": "channel_not_found"}
        return {"channel": {"id": given["channel"], "creator": self.made_by}}

    def chat_postMessage(self, given: Given) -> Given:  # noqa: N802 - Slack's name
        direct = given["channel"] in map(direct_channel, self.people)
        if given["channel"] not in self.members and not direct:
            return {"error": "not_in_channel" if given["channel"] == FOREIGN else "channel_not_found"}
        if given["channel"] in self.refusing:
            return {"error": self.refusing[given["channel"]]}
        self.keys[given.get("client_msg_id", "")] += 1
        return self._kept(given, "everyone", given["channel"])

    def views_publish(self, given: Given) -> Given:
        return self.views.publish(given) if given["user_id"] in self.people else {"error": "user_not_found"}

    def views_open(self, given: Given) -> Given:
        return self.views.open(given)

    def views_push(self, given: Given) -> Given:
        return self.views.push(given)

    def views_update(self, given: Given) -> Given:
        return self.views.update(given)

    def assistant_threads_setSuggestedPrompts(self, given: Given) -> Given:  # noqa: N802 - Slack's name
        return self._allowed(given) or self.views.suggest(given)

    def assistant_threads_setTitle(self, given: Given) -> Given:  # noqa: N802 - Slack's name
        return self._allowed(given) or self.views.name(given)

    def _allowed(self, given: Given) -> Given:
        if "assistant:write" not in self.scopes:
            return {"error": "missing_scope", "needed": "assistant:write"}
        known = given["channel_id"] in map(direct_channel, self.people)
        return {} if known else {"error": "channel_not_found"}

    def chat_update(self, given: Given) -> Given:
        """A message of the bot's own, in its channel, is replaced where it stands."""
        place = int(given["ts"].partition(".")[0]) - 1
        if not 0 <= place < len(self.posts) or self.posts[place].channel != given["channel"]:
            return {"error": "message_not_found"}
        error = refused(given.get("text", ""), given["blocks"])
        if error:
            return {"error": error}
        self.posts[place] = replace(self.posts[place], text=given["text"], blocks=given["blocks"])
        return {"ts": given["ts"], "channel": given["channel"]}

    def chat_postEphemeral(self, given: Given) -> Given:  # noqa: N802 - Slack's name
        if given["channel"] not in self.members:
            return {"error": "channel_not_found"}
        if given["user"] not in self.people:
            return {"error": "user_not_in_channel"}
        return self._kept(given, "one", given["channel"])

    def _kept(self, given: Given, seen: Seen, channel: str, *, by_response_url: bool = False) -> Given:
        blocks = given.get("blocks") or []
        blocks = json.loads(blocks) if isinstance(blocks, str) else blocks
        error = refused(given.get("text", ""), blocks)
        if error:
            return {"error": error}
        self.posts.append(
            Posted(
                channel,
                seen,
                given.get("text", ""),
                blocks,
                given.get("user", ""),
                given.get("thread_ts", ""),
                by_response_url,
                given.get("unfurl_links", True) is not False or given.get("unfurl_media", True) is not False,
                self._token,
            )
        )
        return {"ts": f"{len(self.posts)}.000000", "channel": channel}

    async def _hook(self, request: web.Request) -> web.Response:
        hook = request.match_info["hook"]
        if self.too_many["hooks"]:
            self.too_many["hooks"] -= 1
            return web.Response(status=429, headers={"Retry-After": "0"})
        self._used[hook] += 1
        if self._used[hook] > 5 or hook == "expired":
            return web.Response(status=404, text="used_url" if hook != "expired" else "expired_url")
        given = await request.json()
        seen: Seen = "everyone" if given.get("response_type") == "in_channel" else "one"
        said = self._kept(given, seen, hook, by_response_url=True)
        if "error" in said:
            self.errors.append(f"response_url: {said['error']}")
        await self._noticed()
        return web.Response(status=400 if "error" in said else 200, text=said.get("error", "ok"))

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"type": "hello", "num_connections": 1})
        self.sockets.append(socket)
        await self._noticed()
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                said: dict[str, Any] = json.loads(message.data)
                self.acknowledged[said["envelope_id"]] = said
                await self._noticed()
        return socket

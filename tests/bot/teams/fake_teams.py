"""A stand-in for Microsoft at its HTTP edges: login service, signing keys, and the Bot Connector.

It says no to what Microsoft would say no to: wrong secrets and tokens, conversations that it does not know,
messages over a limit, people who did not add the app.
"""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import jwt
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.bot.teams.refusals import Given, refused

APP_ID, SECRET = "11111111-2222-3333-4444-555555555555", "the-right-secret"
TENANT, ELSEWHERE = "aaaaaaaa-0000-4000-8000-000000000001", "bbbbbbbb-0000-4000-8000-000000000002"
BOT, MIDWIFE, GUEST, STRANGER = "28:bot", "29:midwife", "29:guest", "29:not-installed"
CHAT, GROUP, CHANNEL = "a:midwife", "19:group@thread.v2", "19:ward@thread.tacv2"
TEAM = CHANNEL
TOKEN = "token-of-the-bot"
ISSUER = "https://api.botframework.com"
LONGEST_WAIT = 20.0


@dataclass(frozen=True)
class Posted:
    """A message that Teams took."""

    conversation: str
    activity: Given
    reply_to: str = ""

    @property
    def card(self) -> Given:
        """Its card."""
        return dict(self.activity["attachments"][0]["content"])


@dataclass(frozen=True)
class Refusal:
    """An answer of Teams that was planted."""

    status: int
    code: str = ""
    retry_after: str = ""
    html: bool = False


@dataclass
class FakeMicrosoft:
    """One organisation with a chat, a group and a channel."""

    posts: list[Posted] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    """Given for the next messages, one each."""
    blocked: set[str] = field(default_factory=lambda: {STRANGER})
    calls: list[str] = field(default_factory=list)
    looking_up: asyncio.Event | None = None
    """Looking somebody up takes until it is set."""
    login: Refusal | None = None
    login_code: int = 7000215
    url: str = ""
    key: rsa.RSAPrivateKey = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))
    kid: str = "key-1"
    conversations: dict[str, str] = field(
        default_factory=lambda: {CHAT: MIDWIFE, GROUP: "", CHANNEL: "", "a:guest": GUEST}
    )
    _changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    def app(self) -> web.Application:
        """What listens on loopback."""
        app = web.Application(client_max_size=1024 * 1024)
        app.router.add_post("/login/{tenant}/oauth2/v2.0/token", self._token)
        app.router.add_get("/openid/", self._openid)
        app.router.add_get("/keys", self._keys)
        app.router.add_post("/smba/v3/conversations", self._create)
        app.router.add_post("/smba/v3/conversations/{id}/activities", self._post)
        app.router.add_post("/smba/v3/conversations/{id}/activities/{reply_to}", self._post)
        app.router.add_put("/smba/v3/conversations/{id}/activities/{activity}", self._put)
        app.router.add_get("/smba/v3/conversations/{id}/members/{member}", self._member)
        return app

    @property
    def service_url(self) -> str:
        return f"{self.url}/smba/"

    def signed(self, key: rsa.RSAPrivateKey | None = None, kid: str | None = None, **claims: Any) -> str:
        """A token as Teams sends it; claims may be other ones, or absent where they are None."""
        now = 1_000_000_000_000
        usual = {"iss": ISSUER, "aud": APP_ID, "exp": now, "serviceurl": self.service_url}
        given = {name: value for name, value in {**usual, **claims}.items() if value is not None}
        return jwt.encode(given, key or self.key, algorithm="RS256", headers={"kid": kid or self.kid})

    async def posted(self, count: int = 1) -> list[Posted]:
        """The messages, once there are this many; a test that waits in vain fails."""
        async with asyncio.timeout(LONGEST_WAIT), self._changed:
            await self._changed.wait_for(lambda: len(self.posts) >= count)
        return self.posts

    async def until(self, done: Callable[[], bool]) -> None:
        """Waits for something to be asked of Microsoft."""
        async with asyncio.timeout(LONGEST_WAIT), self._changed:
            await self._changed.wait_for(done)

    async def _called(self, name: str) -> None:
        self.calls.append(name)
        async with self._changed:
            self._changed.notify_all()

    async def _token(self, request: web.Request) -> web.Response:
        await self._called(f"token {request.match_info['tenant']}")
        form = await request.post()
        if self.login is not None:
            return _error(self.login)
        asked = (form["grant_type"], form["scope"])
        if asked != ("client_credentials", "https://api.botframework.com/.default"):
            return web.json_response({"error": "invalid_request"}, status=400)
        if (form["client_id"], form["client_secret"]) != (APP_ID, SECRET):
            said = {"error": "invalid_client", "error_description": "...", "error_codes": [self.login_code]}
            return web.json_response(said, status=401)
        return web.json_response({"token_type": "Bearer", "expires_in": 3599, "access_token": TOKEN})

    async def _openid(self, request: web.Request) -> web.Response:
        await self._called("openid")
        return web.json_response({"issuer": ISSUER, "jwks_uri": f"{self.url}/keys"})

    async def _keys(self, request: web.Request) -> web.Response:
        await self._called("keys")
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        listed = {**public, "kid": self.kid, "use": "sig", "endorsements": ["msteams"]}
        return web.json_response({"keys": [listed]})

    async def _create(self, request: web.Request) -> web.Response:
        await self._called("create")
        given: Given = await request.json()
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return _error(Refusal(401, "Unauthorized"))
        said = next((given[name] for name in given if name.lower() == "tenantid"), "")
        tenant = said, (given.get("channelData") or {}).get("tenant", {}).get("id")
        if tenant != (TENANT, TENANT) or given.get("bot", {}).get("id") != BOT or given.get("isGroup"):
            return _error(Refusal(400, "BadArgument"))
        (member,) = given["members"]
        if member["id"] in self.blocked:
            return _error(Refusal(403, "BotNotInConversationRoster"))
        alone = next((name for name, who in self.conversations.items() if who == member["id"]), "")
        return web.json_response({"id": alone}, status=201)

    async def _post(self, request: web.Request) -> web.Response:
        await self._called("post")
        sent = await request.read()
        said = self._refused(request, sent)
        if said is not None:
            return _error(said)
        posted = Posted(request.match_info["id"], json.loads(sent), request.match_info.get("reply_to", ""))
        self.posts.append(posted)
        await self._called("taken")
        return web.json_response({"id": f"posted-{len(self.posts)}"}, status=201)

    async def _put(self, request: web.Request) -> web.Response:
        """A message of the bot's own is replaced where it stands."""
        await self._called("put")
        sent = await request.read()
        said = self._refused(request, sent)
        if said is not None:
            return _error(said)
        activity = request.match_info["activity"]
        place = int(activity.removeprefix("posted-")) - 1
        if not 0 <= place < len(self.posts) or self.posts[place].conversation != request.match_info["id"]:
            return _error(Refusal(404, "ActivityNotFoundInConversation"))
        self.posts[place] = replace(self.posts[place], activity=json.loads(sent))
        await self._called("changed")
        return web.json_response({"id": activity})

    def _refused(self, request: web.Request, sent: bytes) -> Refusal | None:
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return Refusal(401, "Unauthorized")
        if self.refusals:
            return self.refusals.pop(0)
        if request.match_info["id"].partition(";messageid=")[0] not in self.conversations:
            return Refusal(404, "ConversationNotFound")
        wrong = refused(sent)
        return Refusal(*wrong) if wrong else None

    async def _member(self, request: web.Request) -> web.Response:
        await self._called("member")
        if self.looking_up is not None:
            await self.looking_up.wait()
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return _error(Refusal(401, "Unauthorized"))
        who = request.match_info["member"]
        known: dict[str, Given] = {
            MIDWIFE: {"userRole": "user", "tenantId": TENANT},
            STRANGER: {"userRole": "user", "tenantId": TENANT},
            GUEST: {"userRole": "guest", "tenantId": TENANT, "userPrincipalName": "g_x.org#EXT#@y.org"},
            "29:partner": {"userRole": "user", "tenantId": ELSEWHERE},
        }
        if who not in known:
            return _error(Refusal(404, "MemberNotFoundInConversation"))
        return web.json_response({"id": who, "name": "A. Person", **known[who]})


def _error(refusal: Refusal) -> web.Response:
    headers = {"Retry-After": refusal.retry_after} if refusal.retry_after else {}
    if refusal.html:
        text = "<html>Bad gateway</html>"
        return web.Response(status=refusal.status, text=text, content_type="text/html", headers=headers)
    body = {"error": {"code": refusal.code, "message": "in words"}}
    return web.json_response(body, status=refusal.status, headers=headers)

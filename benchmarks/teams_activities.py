"""Measures how many Teams activities a second the bot answers, next to bots that only echo.

The echoes are the Bot Framework SDK and aiohttp as they come, once as released and once with the SDK's list
of retry codes mended. Each bot runs in a process of its own, and they answer signed activities in turn. This
process sends the activities and stands in for Microsoft. The time runs from the signed activity to the posted
answer.
"""

import asyncio
import itertools
import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from types import SimpleNamespace

import jwt
from aiohttp import ClientSession, TCPConnector, web
from cryptography.hazmat.primitives.asymmetric import rsa

from benchmarks.events import HEADINGS, ROOT, Measured, distinct, in_turn, listening, popular, ratio, started
from benchmarks.results import table, versions, write

APP_ID, SECRET = "11111111-2222-3333-4444-555555555555", "benchmark"
TENANT = "aaaaaaaa-0000-4000-8000-000000000001"
ISSUER = "https://api.botframework.com"
PEOPLE = 50
_numbers = itertools.count(1)


@dataclass
class Microsoft:
    """Login, signing keys, and a connector that takes every message and tells whoever waits for it."""

    key: rsa.RSAPrivateKey = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))
    waiting: dict[str, asyncio.Future[None]] = field(default_factory=dict)
    url: str = ""
    token: str = ""

    def app(self) -> web.Application:
        """What listens on loopback."""
        app = web.Application()
        app.router.add_post("/login/{tenant}/oauth2/v2.0/token", self._login)
        app.router.add_get("/openid/", self._openid)
        app.router.add_get("/keys", self._keys)
        app.router.add_post("/v3/conversations/{id}/activities/{reply_to}", self._post)
        app.router.add_get("/v3/conversations/{id}/members/{member}", self._member)
        return app

    async def _login(self, request: web.Request) -> web.Response:
        return web.json_response({"access_token": "token", "expires_in": 3599})

    async def _openid(self, request: web.Request) -> web.Response:
        return web.json_response({"jwks_uri": f"{self.url}/keys"})

    async def _keys(self, request: web.Request) -> web.Response:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return web.json_response({"keys": [{**public, "kid": "key", "endorsements": ["msteams"]}]})

    async def _post(self, request: web.Request) -> web.Response:
        await request.read()
        waited = self.waiting.pop(request.match_info["reply_to"], None)
        if waited and not waited.done():
            waited.set_result(None)
        return web.json_response({"id": "posted"}, status=201)

    async def _member(self, request: web.Request) -> web.Response:
        return web.json_response({"id": request.match_info["member"], "tenantId": TENANT, "userRole": "user"})


@dataclass(frozen=True)
class Load:
    """Sends signed activities to one bot."""

    session: ClientSession
    address: str
    microsoft: Microsoft

    async def one(self, question: str) -> float:
        """Seconds from a signed activity to its posted answer."""
        number = next(_numbers)
        answered: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.microsoft.waiting[f"activity-{number}"] = answered
        headers = {"Authorization": f"Bearer {self.microsoft.token}"}
        given = activity(number, self.microsoft.url, question)
        begun = time.perf_counter()
        async with self.session.post(self.address, json=given, headers=headers) as response:
            assert response.status < 300, response.status
        await asyncio.wait_for(answered, 30)
        return time.perf_counter() - begun


def activity(number: int, service_url: str, question: str) -> dict[str, object]:
    """A personal message, as Teams sends it."""
    person = f"29:person-{number % PEOPLE}"
    return {
        "type": "message",
        "id": f"activity-{number}",
        "timestamp": "2026-11-23T10:00:00.000Z",
        "channelId": "msteams",
        "serviceUrl": service_url,
        "from": {"id": person, "name": "A. Person", "aadObjectId": f"aad-{person}"},
        "recipient": {"id": "28:bot", "name": "Learning bot"},
        "conversation": {"id": f"a:{number}", "conversationType": "personal", "tenantId": TENANT},
        "channelData": {"tenant": {"id": TENANT}},
        "text": question,
        "textFormat": "plain",
    }


async def measured(questions: Iterator[str]) -> list[Measured]:
    """The echoes and, last, the bot: all new, after all rounds."""
    microsoft = Microsoft()
    commands = {
        "the echo as released": [__file__, "echo"],
        "the mended echo": [__file__, "echo", "mended"],
        "the bot": ["-m", "bot", "serve"],
    }
    async with AsyncExitStack() as stack:
        microsoft.url = await stack.enter_async_context(listening(microsoft.app()))
        microsoft.token = signed(microsoft)
        settings = {
            "TEAMS_APP_ID": APP_ID,
            "TEAMS_APP_PASSWORD": SECRET,
            "TEAMS_TENANT_ID": TENANT,
            "TEAMS_LOGIN_URL": f"{microsoft.url}/login/",
            "TEAMS_OPENID_URL": f"{microsoft.url}/openid/",
        }
        session = await stack.enter_async_context(ClientSession(connector=TCPConnector(limit=0)))
        bots = []
        for name, command in commands.items():
            port, pid = await stack.enter_async_context(started(command, settings))
            load = Load(session, f"http://127.0.0.1:{port}/api/messages", microsoft)
            bots.append(Measured(name, load, pid))
        await in_turn(bots, questions)
    return bots


async def main() -> None:
    """Questions of both kinds."""
    packages = versions("botbuilder-core", "botbuilder-integration-aiohttp", "aiohttp")
    said = [f"Without the sentence encoder. {packages}."]
    for kind, questions in (("eight popular questions", popular()), ("no text twice", distinct())):
        *echoes, bot = await measured(questions)
        ratios = "; ".join(ratio(bot, each) for each in echoes)
        said += [f"{kind.capitalize()}: {ratios}.", table(HEADINGS, [each.row for each in (*echoes, bot)])]
    write("Teams activities", "python -m benchmarks.teams_activities", "\n\n".join(said))


def signed(microsoft: Microsoft) -> str:
    """A token as Teams sends it, good for an hour."""
    claims = {"iss": ISSUER, "aud": APP_ID, "exp": int(time.time()) + 3600, "serviceurl": microsoft.url}
    return jwt.encode(claims, microsoft.key, algorithm="RS256", headers={"kid": "key"})


def echo(*, mended: bool) -> None:
    """A bot on the bare SDK. Only its own token is given to it, which it would fetch for each answer."""
    from botbuilder.core import ActivityHandler, MessageFactory, TurnContext
    from botbuilder.integration.aiohttp import (
        CloudAdapter,
        ConfigurationBotFrameworkAuthentication,
    )
    from botframework.connector.auth import (
        MicrosoftAppCredentials,
        PasswordServiceClientCredentialFactory,
    )
    from msrest.universal_http.requests import ClientRetryPolicy

    class Credentials(MicrosoftAppCredentials):  # type: ignore[misc]
        def get_access_token(self, force_refresh: bool = False) -> str:
            return "token"

    class Factory(PasswordServiceClientCredentialFactory):  # type: ignore[misc]
        async def create_credentials(self, *_given: object, **_named: object) -> Credentials:
            return Credentials(APP_ID, SECRET)

    class Echo(ActivityHandler):  # type: ignore[misc]
        async def on_message_activity(self, turn_context: TurnContext) -> None:
            await turn_context.send_activity(MessageFactory.text(turn_context.activity.text))

    if mended:
        setattr(ClientRetryPolicy, "safe_codes", frozenset(ClientRetryPolicy.safe_codes))  # noqa: B010
    configuration = SimpleNamespace(
        TO_CHANNEL_FROM_BOT_OAUTH_SCOPE=ISSUER,
        TO_BOT_FROM_CHANNEL_TOKEN_ISSUER=ISSUER,
        OAUTH_URL=ISSUER,
        TO_BOT_FROM_CHANNEL_OPENID_METADATA_URL=os.environ["TEAMS_OPENID_URL"],
    )
    authentication = ConfigurationBotFrameworkAuthentication(
        configuration, credentials_factory=Factory(APP_ID, SECRET)
    )
    adapter, bot = CloudAdapter(authentication), Echo()
    app = web.Application()

    async def messages(request: web.Request) -> web.Response:
        return await adapter.process(request, bot)  # type: ignore[no-any-return]

    app.router.add_post("/api/messages", messages)
    web.run_app(app, host="127.0.0.1", port=int(os.environ["PORT"]), access_log=None, print=None)


if __name__ == "__main__":
    if sys.argv[1:2] == ["echo"]:
        echo(mended="mended" in sys.argv)
    else:
        os.chdir(ROOT)
        asyncio.run(main())

"""Carries briefings to Slack: posts and changes messages, and says what Slack's refusals mean for others."""

import asyncio
from dataclasses import replace

from aiohttp import ClientConnectorError, ClientError, ClientSession
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.delivery.courier import LONGEST_REQUEST, Limits, NotDelivered, Trouble
from bot.slack.api import NOT_NOW, SLACK, RefusedError, UnreachableError, arguments, code_of
from bot.slack.fallback import escaped
from bot.slack.messages import SlackMessage, messages
from bot.slack.quiet import QUIET
from bot.slack.workspaces import Workspaces
from bot.store.references import Reference
from handlers import wording
from handlers.messages import Heading, Reply

STOPPED = frozenset(
    "account_inactive token_revoked token_expired invalid_auth not_authed missing_scope"
    " org_login_required ekm_access_denied team_access_not_granted".split()
)
"""The installation is gone, or may not post at all."""
GONE = frozenset(
    "channel_not_found is_archived not_in_channel user_not_found cannot_dm_bot no_permission".split()
)
GONE_BEGINS = ("restricted_action",)
WRITES = "chat:write"
LIMITS = Limits(a_second=5, between=1.1)
"""Slack takes a message a second in a channel, and several hundred a minute in a workspace."""


class SlackCourier:
    """A Courier for every workspace. It never tries again by itself: that is the lane's business."""

    def __init__(
        self, workspaces: Workspaces, session: ClientSession, base_url: str = SLACK, limits: Limits = LIMITS
    ) -> None:
        self.limits = limits
        self._workspaces = workspaces
        self._client = AsyncWebClient(base_url=base_url, session=session, retry_handlers=[], logger=QUIET)

    def drawn(self, reply: Reply) -> tuple[object, ...]:
        """As Slack takes it. What a locked screen shows is the title and no more."""
        title = next((part.text for part in reply.parts if isinstance(part, Heading)), "")
        pushed = escaped(wording.PUSHED.format(title=title))
        return tuple(replace(each, text=pushed) for each in messages(reply))

    async def post(self, where: Reference, message: object, key: str) -> str:
        """Slack knows the key: a message that it has already is not posted again, as far as it remembers."""
        assert isinstance(message, SlackMessage)
        body = {"channel": where.channel, "client_msg_id": key, **arguments(message)}
        said = await self._call("chat.postMessage", where.team, body)
        return str(said["ts"])

    async def change(self, where: Reference, remote_id: str, message: object) -> None:
        """Replaces a message, which stays where it is."""
        assert isinstance(message, SlackMessage)
        words = {name: each for name, each in arguments(message).items() if not name.startswith("unfurl")}
        await self._call("chat.update", where.team, {"channel": where.channel, "ts": remote_id, **words})

    async def installed(self, lane: str) -> bool:
        """Whether the workspace lets the bot in, and to write as far as it says."""
        try:
            said = await self._call("auth.test", lane.partition("/")[2], {})
        except NotDelivered:
            return False
        scopes = said.headers.get("x-oauth-scopes", "")
        return not scopes or WRITES in (each.strip() for each in scopes.split(","))

    async def _call(self, method: str, team: str, body: dict[str, object]) -> AsyncSlackResponse:
        try:
            async with asyncio.timeout(LONGEST_REQUEST):
                token = (await self._workspaces.of(team)).api.client.token
                headers = {"Authorization": f"Bearer {token}"}
                return await self._client.api_call(method, json=body, headers=headers)
        except RefusedError as error:
            raise NotDelivered("stopped", error.code) from None
        except UnreachableError as error:  # no token, so nothing was sent
            raise NotDelivered("again", error.code) from None
        except SlackApiError as error:
            meaning = _meaning(error)
            if meaning.trouble == "stopped":
                self._workspaces.forget(team)
            raise meaning from None
        except ClientConnectorError as error:  # no connection, so nothing was sent
            raise NotDelivered("again", type(error).__name__) from None
        except (ClientError, TimeoutError, OSError) as error:
            raise NotDelivered("unclear", type(error).__name__) from None


def _meaning(error: SlackApiError) -> NotDelivered:
    code = code_of(error)
    status = getattr(error.response, "status_code", 0)
    if code == "ratelimited" or status == 429:
        return NotDelivered("wait", "ratelimited", _seconds(error))
    return NotDelivered(_trouble(code, status), code or f"status_{status}")


def _trouble(code: str, status: int) -> Trouble:
    if code in STOPPED:
        return "stopped"
    if code in GONE or code.startswith(GONE_BEGINS):
        return "gone"
    if code in NOT_NOW or status >= 500 or not code:
        return "unclear"
    return "refused"


def _seconds(error: SlackApiError) -> float | None:
    headers = getattr(error.response, "headers", {})
    value = next((each for name, each in headers.items() if name.lower() == "retry-after"), None)
    try:
        return max(float(value), 0) if value is not None else None
    except ValueError:
        return None

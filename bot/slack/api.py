"""Slack's Web API as far as the bot needs it, with two kinds of trouble: refused, or not now.

SlackError
├── RefusedError      Slack answered no, with a code such as invalid_auth
└── UnreachableError  no answer, or none of Slack's (a proxy's log-in page), too many requests, or Slack has
                      trouble of its own
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.slack.messages import SlackMessage
from bot.slack.quiet import QUIET

SLACK = "https://slack.com/api/"
WAITS = ClientTimeout(total=30, connect=10)
_CODE = re.compile(r"[a-z_]{1,60}")
NOT_NOW = frozenset("fatal_error internal_error request_timeout service_unavailable".split())
"""Slack could not do it this time. It says of these that something may have happened all the same."""
_LATER = NOT_NOW | {"ratelimited"}
_TRIES_AGAIN = 3
_AT_ONCE = 1_000
"""Slack's most for one page of a list."""
View = dict[str, Any]


class SlackError(Exception):
    """Something that Slack did not do. `code` says why, in one word."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


class RefusedError(SlackError):
    """Slack answered, and said no."""


class UnreachableError(SlackError):
    """Slack did not answer, or could not do it now."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom a token belongs to, and what it may do. `scopes` is empty where Slack does not say."""

    team: str
    team_id: str
    user_id: str
    bot_id: str
    scopes: frozenset[str]


class SlackApi:
    """The calls that the bot makes. Each raises RefusedError or UnreachableError."""

    def __init__(self, token: str, session: ClientSession, base_url: str = SLACK) -> None:
        self._session = session
        self.client = AsyncWebClient(
            token, base_url, session=session, retry_handlers=retry_handlers(), logger=QUIET
        )

    async def who_am_i(self) -> Identity:
        """Whom the token belongs to."""
        with _trouble():
            said = await self.client.auth_test()
            scopes = said.headers.get("x-oauth-scopes", "")
        return Identity(
            said.get("team", ""),
            said.get("team_id", ""),
            said.get("user_id", ""),
            said.get("bot_id", ""),
            frozenset(filter(None, (each.strip() for each in scopes.split(",")))),
        )

    async def open_socket(self, app_token: str) -> str:
        """The address of a new connection for Socket Mode."""
        with _trouble():
            return str((await self.client.apps_connections_open(app_token=app_token))["url"])

    async def direct_channel(self, user: str) -> str:
        """The direct conversation with a person, begun if there is none.

        As JSON: the SDK's own method puts the person's id into the address, which proxies log.
        """
        with _trouble():
            opened = await self.client.api_call("conversations.open", json={"users": user})
            return str(opened["channel"]["id"])

    async def found_direct_channel(self, user: str) -> str | None:
        """The direct conversation with a person who may have left: with them none can be begun."""
        cursor = ""
        with _trouble():
            while True:
                asked = {"types": "im", "limit": _AT_ONCE, "cursor": cursor}
                said = await self.client.api_call("conversations.list", data=asked)
                for each in said["channels"]:
                    if each["user"] == user:
                        return str(each["id"])
                cursor = (said.get("response_metadata") or {}).get("next_cursor", "")
                if not cursor:
                    return None

    async def person(self, user: str) -> Mapping[str, Any]:
        """What Slack says of a person: whether they run the workspace, or are a guest in it."""
        with _trouble():
            return dict((await self.client.api_call("users.info", data={"user": user}))["user"])

    async def channel(self, channel: str) -> Mapping[str, Any]:
        """What Slack says of a channel, such as who made it."""
        with _trouble():
            return dict(
                (await self.client.api_call("conversations.info", data={"channel": channel}))["channel"]
            )

    async def post(self, channel: str, message: SlackMessage, thread: str = "") -> None:
        """Everyone there sees it."""
        await self._said("chat.postMessage", {"channel": channel, **arguments(message)}, thread)

    async def post_hidden(self, channel: str, user: str, message: SlackMessage, thread: str = "") -> None:
        """Only this person sees it."""
        given = arguments(message)
        del given["unfurl_links"], given["unfurl_media"]  # never unfurled, and no arguments of this call
        await self._said("chat.postEphemeral", {"channel": channel, "user": user, **given}, thread)

    async def _said(self, method: str, body: dict[str, Any], thread: str) -> None:
        """Without the SDK's own methods for it: they look through every block for objects of theirs."""
        if thread:
            body["thread_ts"] = thread
        with _trouble():
            await self.client.api_call(method, json=body)

    async def respond(
        self, url: str, message: SlackMessage, *, openly: bool = False, thread: str = ""
    ) -> None:
        """Answers a command or a button at its own address, also where the bot is no member."""
        hook = AsyncWebhookClient(url, session=self._session, retry_handlers=retry_handlers(), logger=QUIET)
        given = {
            **arguments(message),
            "response_type": "in_channel" if openly else "ephemeral",
            "replace_original": False,
        }
        with _trouble():
            answer = await hook.send_dict({**given, "thread_ts": thread} if thread else given)
        if answer.status_code != 200:
            found = _CODE.fullmatch(answer.body.strip())
            raise RefusedError(found[0] if found else f"status_{answer.status_code}")

    async def publish_home(self, user: str, view: View) -> None:
        """What a person sees on the Home tab from now on."""
        with _trouble():
            await self.client.views_publish(user_id=user, view=view)

    async def open_window(self, trigger: str, view: View, *, above: bool = False) -> str:
        """A window for the person who pressed something in the last three seconds; the window's id.

        `above` lays it over the one that is open.
        """
        with _trouble():
            opens = self.client.views_push if above else self.client.views_open
            return str((await opens(trigger_id=trigger, view=view))["view"]["id"])

    async def change_window(self, window: str, view: View) -> None:
        """Puts something else into a window."""
        with _trouble():
            await self.client.views_update(view_id=window, view=view)

    async def suggest(self, channel: str, title: str, prompts: Sequence[str]) -> None:
        """Questions that a person can pick in their conversation with the bot."""
        with _trouble():
            await self.client.api_call(
                "assistant.threads.setSuggestedPrompts",
                json={
                    "channel_id": channel,
                    "title": title,
                    "prompts": [{"title": each, "message": each} for each in prompts],
                },
            )

    async def name_thread(self, channel: str, thread: str, title: str) -> None:
        """The name under which a thread stands in the list of them."""
        with _trouble():
            await self.client.assistant_threads_setTitle(channel_id=channel, thread_ts=thread, title=title)


def retry_handlers() -> list[AsyncRetryHandler]:
    """Waits as long as Slack says when there was too much, and tries again on a broken connection."""
    return [
        AsyncConnectionErrorRetryHandler(),
        AsyncRateLimitErrorRetryHandler(max_retry_count=_TRIES_AGAIN),
    ]


def arguments(message: SlackMessage) -> dict[str, Any]:
    """A message as Slack's calls take it."""
    return {
        "text": message.text,
        "blocks": message.blocks,
        "unfurl_links": False,
        "unfurl_media": False,
    }


@contextmanager
def _trouble() -> Iterator[None]:
    try:
        yield
    except SlackApiError as error:
        code = code_of(error)
        refused = code and code not in _LATER
        raise (RefusedError if refused else UnreachableError)(code or "no_answer_of_slack") from error
    except (ClientError, TimeoutError, OSError) as error:
        raise UnreachableError(type(error).__name__) from error
    except ValueError as error:  # such as a token with a line break in it, which no request can carry
        raise RefusedError("malformed") from error


def code_of(error: SlackApiError) -> str:
    """Slack's own word for it. Nothing where the answer was none of Slack's."""
    data = getattr(error.response, "data", None)
    code = data.get("error", "") if isinstance(data, dict) else ""
    return code if isinstance(code, str) and _CODE.fullmatch(code) else ""

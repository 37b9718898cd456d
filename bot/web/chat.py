"""POST / and POST /ask: a question comes in as a form, its answer goes out as a page or as a piece of one."""

import datetime as dt
import re
import secrets
from dataclasses import dataclass

from aiohttp import web
from markupsafe import Markup

from bot.in_time import in_time
from bot.web import forms
from bot.web.around import around
from bot.web.drawing import View, echo, page
from bot.web.problems import problem_fragment
from bot.web.site import SITE, Site
from handlers.messages import Conversation, Message, Reply

_CONVERSATION = re.compile(r"[A-Za-z0-9_-]{16,64}")
_EXAMPLES = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and the conversation it belongs to."""

    text: str
    conversation: str


def new_conversation() -> str:
    """A name for one page's conversation that cannot be guessed and says nothing about anybody."""
    return secrets.token_urlsafe(16)


async def chat_page(request: web.Request) -> web.Response:
    """GET /: the page before a question."""
    return _page(request.app[SITE], new_conversation())


async def ask_page(request: web.Request) -> web.Response:
    """POST /: the whole page with the answer, for a browser without JavaScript."""
    site = request.app[SITE]
    asked = await read(request)
    return _page(site, asked.conversation, exchange(site, asked, await answer(site, asked), anchored=True))


async def ask_fragment(request: web.Request) -> web.Response:
    """POST /ask: the question and its answer, to be put into the page that asked."""
    site = request.app[SITE]
    asked = await read(request)
    return fragment(exchange(site, asked, await answer(site, asked), anchored=False))


async def read(request: web.Request) -> Asked:
    """The question in a form. Raises HTTPBadRequest or HTTPRequestEntityTooLarge."""
    fields = await forms.fields(request)
    text, conversation = fields.get("q"), fields.get("conversation") or new_conversation()
    if text is None or not _CONVERSATION.fullmatch(conversation):
        raise web.HTTPBadRequest
    return Asked(text, conversation)


async def answer(site: Site, asked: Asked) -> Reply:
    """What the bot replies. The sender is the conversation: the pages know nobody."""
    where = Conversation("web", channel=asked.conversation)
    message = Message(asked.text, asked.conversation, where, dt.datetime.now(dt.UTC))
    return await in_time(site.reply_to, message, site.settings.answer_within)


def exchange(site: Site, asked: Asked, reply: Reply, *, anchored: bool) -> str:
    """The question and its answer as HTML."""
    view = View(asked.conversation, entry_pages=site.shelves is not None)
    return page("exchange.html", question=echo(asked.text, reply), reply=reply, view=view, anchored=anchored)


def fragment(html: str, status: int = 200) -> web.Response:
    """A piece of a page, marked as ours: a proxy's log-in page must not end up in the chat."""
    headers = {"X-Fragment": "exchange"}
    return web.Response(text=html, content_type="text/html", status=status, headers=headers)


def _page(site: Site, conversation: str, exchange: str = "") -> web.Response:
    library = site.library()
    html = page(
        "chat.html",
        around=around(site, "chat", lines=False),
        exchange=Markup(exchange),  # noqa: S704 - drawn by a template
        view=View(conversation),
        footer=library.safety.signposting.footer,
        pilot="" if library.approved else library.safety.signposting.pilot_notice,
        examples=site.examples(library)[:_EXAMPLES],
        no_answer=Markup(problem_fragment(500)),  # noqa: S704 - drawn by a template
    )
    return web.Response(text=html, content_type="text/html")

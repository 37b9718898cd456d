"""What is shown when a page cannot be: a few plain words, and always 999 and the front door."""

from dataclasses import replace

from bot.web.around import Around
from bot.web.drawing import View, page
from bot.web.site import Site
from handlers.fallback import fallback_reply
from handlers.messages import Heading, Part, Reply, Text

WORDS = {
    400: ("That could not be read", "Go back to the page and ask again."),
    403: ("That is not allowed", "Open the chat page at its own address and ask again."),
    404: ("There is no such page", "The address may be old or mistyped."),
    410: ("This has been withdrawn", "It is no longer shown."),
    405: ("That page cannot be used like this", "Ask your question on the chat page."),
    413: ("Your message is too long", "Ask again in a few words."),
    429: ("Too many questions at once", "Wait a minute, then ask again."),
}
FAILED = "That did not work"


def problem_title(status: int) -> str:
    """What went wrong, as a heading."""
    return WORDS[status][0] if status in WORDS else FAILED


def problem_reply(status: int) -> Reply:
    """999 and the front door, under a few words about what went wrong."""
    fallback = fallback_reply()
    words: tuple[Part, ...] = (Heading(problem_title(status)),)
    if status not in WORDS:
        return replace(fallback, parts=(*words, *fallback.parts))
    rest = (part for part in fallback.parts if not _says_it_failed(part))
    return replace(fallback, parts=(*words, Text(WORDS[status][1]), *rest))


def problem_page(status: int, site: Site) -> str:
    """A whole page for a request that failed. It needs no content."""
    return page(
        "problem.html",
        around=Around(library=site.shelves is not None),
        title=problem_title(status),
        reply=problem_reply(status),
        view=View(),
    )


def problem_fragment(status: int) -> str:
    """What the chat shows in place of an answer."""
    return page("exchange.html", question="", reply=problem_reply(status), view=View(), anchored=False)


def _says_it_failed(part: Part) -> bool:
    """Whether this is the fallback's own line about an error, which the words for a status replace."""
    return isinstance(part, Text) and part.tone == "caution"

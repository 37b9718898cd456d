"""The same ten questions, wherever they are asked, get the same entries and quotations in the same order."""

import pytest

from bot.asking import Asking
from handlers.messages import Choices, Conversation, Heading, QuoteBlock, Reply
from handlers.record_doubles import in_memory_records
from tests.bot.surfaces import SURFACES, Served
from tests.bot.web.reading import words
from tests.handlers.commanding import Talk, knowledge

QUESTIONS = (
    "what does Child P say about missed appointments",
    "rec 4 for midwives",
    "what were the recs for health visitors",
    "recommendations for midwives",
    "recommendation 2",
    "has the unborn baby protocol been done",
    "what is ICON",
    "recs for paediatrics",
    "8 week old with a mark on the ear, what do I do",
    "help",
)


PLACES = {
    "terminal": Conversation("terminal"),
    "browser": Conversation("web"),
    "Teams": Conversation("teams", "T", "C", "channel"),
}


async def expected(bot: Asking, question: str, asked_by: str) -> Reply:
    """What the bot says, before any surface draws it; each time in a conversation of its own.

    All but the command line can also keep something.
    """
    place = PLACES.get(asked_by, Conversation("slack", "T", "C", "channel"))
    records = None if asked_by == "terminal" else in_memory_records()
    return await Talk(knowledge(bot), records, place).say(question)


@pytest.mark.parametrize("surface", SURFACES)
async def test_ten_questions_get_the_same_answers(served: Served, bot: Asking, surface: str) -> None:
    shown = await SURFACES[surface](served, QUESTIONS)
    assert len(shown) == len(QUESTIONS)
    for question, seen in zip(QUESTIONS, shown, strict=True):
        reply = await expected(bot, question, surface)
        assert seen.quotations == quotations(reply), question
        assert in_order([part.text for part in reply.parts if isinstance(part, Heading)], seen.text), question
        assert seen.asks in (None, choices(reply)), question
        if reply.status == "answered" and seen.entries is not None:
            assert seen.entries == reply.entries, question


def quotations(reply: Reply) -> tuple[str, ...]:
    return tuple(words(" ".join(part.paragraphs)) for part in reply.parts if isinstance(part, QuoteBlock))


def choices(reply: Reply) -> tuple[str, ...]:
    offered = (part.choices for part in reply.parts if isinstance(part, Choices))
    return tuple(choice.ask for some in offered for choice in some)


def in_order(names: list[str], text: str) -> bool:
    """Whether each name stands in the text after the one before it."""
    place = 0
    for name in map(words, names):
        place = text.find(name, place) + len(name)
        if place < len(name):
            return False
    return True


async def test_the_questions_cover_what_the_bot_does(bot: Asking) -> None:
    replies = [await expected(bot, question, "coverage") for question in QUESTIONS]
    assert {reply.status for reply in replies} == {"answered", "choices", "not_held", "signposted", "command"}
    assert max(len(reply.entries) for reply in replies) >= 6
    assert sum(len(quotations(reply)) for reply in replies) >= 15

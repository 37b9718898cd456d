"""Where quoted words stand, as Teams draws it: a number in the text, and the source behind it."""

from dataclasses import replace

import pytest

from handlers.messages import Heading, QuoteBlock
from tests import replies
from tests.bot.teams.conftest import Organisation
from tests.bot.teams.driving import said
from tests.bot.teams.refusals import Given


async def answered(teams: Organisation) -> Given:
    await teams.driver.post(said("a question"))
    return teams.microsoft.posts[0].activity


async def test_an_answer_numbers_its_quotations_above_the_card(teams: Organisation) -> None:
    sent = await answered(teams)
    assert sent["text"] == f"Midwifery 2: {replies.MIDWIFERY[1].title} [1] [2]"
    (entity,) = sent["entities"]
    first, second = entity["citation"]
    assert (first["position"], second["position"]) == (1, 2)
    assert first["appearance"]["name"] == f"{replies.SECTION}, recommendation 2"
    assert first["appearance"]["abstract"].startswith(f"What the review recommended: “{'The Missed'}")
    assert "What the agency said it did" in second["appearance"]["abstract"]


async def test_no_answer_is_called_the_work_of_ai(teams: Organisation) -> None:
    assert "AIGenerated" not in str(await answered(teams))


async def test_what_quotes_nothing_cites_nothing(teams: Organisation) -> None:
    teams.head.reply = replies.not_held()
    sent = await answered(teams)
    assert not sent.get("text")
    assert not sent.get("entities")


async def test_of_a_private_answer_nothing_stands_outside_its_card(teams: Organisation) -> None:
    teams.head.reply = replace(replies.answered(), private=True)
    sent = await answered(teams)
    assert not sent.get("text")
    assert not sent.get("entities")
    assert "Missed appointments" not in sent["summary"]


async def test_a_card_full_of_quotations_has_no_row_of_numbers(teams: Organisation) -> None:
    reply = replies.answered()
    quote = next(part for part in reply.parts if isinstance(part, QuoteBlock))
    teams.head.reply = replace(reply, parts=(reply.parts[0], *[quote] * 12, reply.parts[-1]))
    assert not (await answered(teams)).get("text")


@pytest.mark.parametrize("letters", [1_000, 15_000, 20_000, 21_000, 21_500, 22_000, 60_000])
async def test_citations_never_make_a_message_too_large(teams: Organisation, letters: int) -> None:
    reply = replies.answered()
    quote = next(part for part in reply.parts if isinstance(part, QuoteBlock))
    long = replace(quote, paragraphs=("word " * (letters // 5),))
    teams.head.reply = replace(reply, parts=(reply.parts[0], long, *[quote] * 9, reply.parts[-1]))
    await teams.driver.post(said("a question"))
    assert teams.microsoft.posts
    assert not any("went wrong" in str(each.activity.get("text")) for each in teams.microsoft.posts)


@pytest.mark.parametrize("title", ["**Bold** [x](https://e.example)", "<at>everyone</at>", "# 1", ""])
async def test_a_title_that_markdown_would_read_is_left_out(teams: Organisation, title: str) -> None:
    reply = replies.answered()
    teams.head.reply = replace(reply, parts=(Heading(title), *reply.parts[1:]))
    assert (await answered(teams))["text"] == "An answer from the safeguarding learning bot [1] [2]"

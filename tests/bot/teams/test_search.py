"""Someone searches from the box in which they write messages, and puts a cited answer into their message."""

import asyncio
import json
from typing import Any

import pytest

from bot.teams import wording
from bot.teams.searching import to_insert
from handlers.messages import Footer
from handlers.search_box import Searched
from tests import replies
from tests.bot.teams.conftest import Open, Organisation
from tests.bot.teams.driving import activity, said, search
from tests.bot.teams.fake_teams import GUEST
from tests.bot.teams.reading import buttons, quotations, strings, words
from tests.bot.teams.refusals import MESSAGE, Given, card_problems

ASKED = replies.MIDWIFERY[1].asked[0]


async def searched(teams: Organisation, text: str, **others: Any) -> Given:
    """What Teams is told to show for what was typed."""
    answer = await teams.driver.post(search(text, **others))
    assert answer.status == 200
    shown: Given = (await answer.json())["composeExtension"]
    for each in shown.get("attachments", ()):
        assert list(card_problems(each["content"])) == []
    return shown


async def test_results_show_what_was_found_with_where_it_stands(teams: Organisation) -> None:
    shown = await searched(teams, "missed appointments")
    assert teams.head.searched == ["missed appointments"]
    assert (shown["type"], shown["attachmentLayout"]) == ("result", "list")
    preview = shown["attachments"][0]["preview"]["content"]
    assert preview["title"] == f"Midwifery 2: {replies.MIDWIFERY[1].title}"
    assert preview["text"].startswith(f"“{ASKED[:60]}")
    assert "recommendation 2, lines" in preview["text"]


async def test_what_is_picked_is_a_card_with_the_quotation_and_its_citation(teams: Organisation) -> None:
    card = (await searched(teams, "missed appointments"))["attachments"][0]["content"]
    assert f"“{ASKED}”" in quotations(card)
    assert "recommendation 2, lines" in words(card)
    assert "999" in words(card)


async def test_a_card_in_somebody_elses_chat_has_no_button_of_the_bot(teams: Organisation) -> None:
    every = [each for each in replies.all_replies().values() if each.status == "answered"]
    teams.head.found = Searched(tuple(every))
    for each in (await searched(teams, "anything"))["attachments"]:
        assert {"Action.Execute", "Action.Submit"}.isdisjoint(strings(each["content"]))


def test_a_card_loses_its_buttons_and_no_words() -> None:
    card = dict(to_insert(replies.help_reply()))
    assert "HSCP" in words(card)
    assert "rec 4 for midwives" in words(card)
    assert buttons(card) == {}


async def test_no_more_is_sent_than_a_message_holds(teams: Organisation) -> None:
    teams.head.found = Searched(tuple(replies.answered() for _ in range(40)))
    shown = await searched(teams, "missed")
    assert 1 < len(shown["attachments"]) < 40
    assert len(json.dumps(shown)) <= MESSAGE + 1024


async def test_words_in_place_of_results_leave_nothing_to_pick(teams: Organisation) -> None:
    teams.head.found = Searched(note="If a child is in danger now, call 999.", urgent=True)
    shown = await searched(teams, "he is hitting her now")
    assert shown == {"type": "message", "text": "If a child is in danger now, call 999."}
    assert teams.microsoft.posts == []


async def test_nothing_is_kept_of_a_search(teams: Organisation) -> None:
    await searched(teams, "missed appointments")
    assert (teams.head.asked, teams.head.seen, teams.head.kept) == ([], set(), {})


async def test_only_the_last_of_what_someone_types_is_looked_for(teams: Organisation) -> None:
    teams.pauses.together = asyncio.Barrier(3)
    shown = await asyncio.gather(*(searched(teams, "missed appointments"[:end]) for end in (4, 9, 19)))
    teams.pauses.together = None
    assert len(teams.head.searched) == 1
    assert sum(bool(each["attachments"]) for each in shown) == 1
    await searched(teams, "missed appointments")
    assert teams.head.searched[-1] == "missed appointments"


async def test_one_persons_typing_does_not_hold_up_anothers(teams: Organisation) -> None:
    teams.pauses.together = asyncio.Barrier(2)
    shown = await asyncio.gather(*(searched(teams, "missed", sender=f"29:{who}") for who in "ab"))
    assert all(each["attachments"] for each in shown)


async def test_a_search_from_the_bar_at_the_top_happens_in_no_conversation(teams: Organisation) -> None:
    given = search("missed appointments")
    del given["conversation"]
    answer = await teams.driver.post(given)
    assert answer.status == 200
    assert (await answer.json())["composeExtension"]["attachments"]


async def test_people_are_not_looked_up_at_every_key(teams: Organisation) -> None:
    await searched(teams, "missed appointments")
    assert "member" not in teams.microsoft.calls


async def test_a_guest_whom_the_bot_knows_finds_nothing(teams: Organisation) -> None:
    await teams.driver.post(said("hello", sender=GUEST))
    shown = await searched(teams, "missed appointments", sender=GUEST)
    assert shown == {"type": "message", "text": wording.NOT_FOR_GUESTS}


async def test_an_organisation_that_is_not_listed_gets_403(open_teams: Open) -> None:
    async with open_teams() as teams:
        other = search("missed", channelData={"tenant": {"id": "cccccccc-0000-4000-8000-000000000003"}})
        assert (await teams.driver.post(other)).status == 403


async def test_a_search_that_fails_says_999(teams: Organisation) -> None:
    teams.head.search_error = RuntimeError("planted")
    shown = await searched(teams, "missed appointments")
    assert shown == {"type": "message", "text": wording.NOT_SEARCHED}
    assert "999" in wording.NOT_SEARCHED


@pytest.mark.parametrize(
    "value", [None, "x", [], {"parameters": []}, {"parameters": [{"name": "initialRun", "value": "true"}]}]
)
async def test_a_search_without_words_is_answered(teams: Organisation, value: object) -> None:
    answer = await teams.driver.post(activity(type="invoke", name="composeExtension/query", value=value))
    assert answer.status == 200
    assert teams.head.searched == [""]


async def test_a_card_that_is_put_into_a_chat_with_the_bot_asks_nothing(teams: Organisation) -> None:
    inserted = (
        '\n<span class="inline-compose-card" itemid="0" itemtype="http://schema.skype.com/InputExtension">\n'
        '  <span content="0" itemprop="cardId"></span>\n</span>\n'
    )
    await teams.driver.post(said(inserted))
    await teams.driver.post(said(f"{inserted}what does it say?"))
    assert [each.text for each in teams.head.asked] == ["", "what does it say?"]


async def test_every_result_has_the_standing_footer(teams: Organisation) -> None:
    footer = next(part for part in replies.answered().parts if isinstance(part, Footer))
    shown = await searched(teams, "missed appointments")
    assert all(footer.lines[0] in words(each["content"]) for each in shown["attachments"])

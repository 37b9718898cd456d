"""Whatever the content can make the bot say is a card that Teams takes, word for word."""

import datetime as dt
import itertools
import json

import pytest

from bot.asking import Asking
from bot.teams.botbuilder_sdk import activity_of
from bot.teams.buttons import Pressed
from bot.teams.claims import MOST
from bot.teams.fitting import MESSAGE, cards, messages, one_card
from bot.teams.links import web_address
from bot.teams.port import Outgoing
from bot.teams.searching import results
from handlers.dispatch import show_entry
from handlers.messages import Choices, QuoteBlock, Reply
from tests.bot.teams.reading import buttons, links, quotations, words
from tests.bot.teams.refusals import Given, card_problems, refused
from tests.every_reply import every_command, every_reply
from tests.hostile import strings_of

NIGHT = dt.datetime(2026, 11, 22, 3, 0, tzinfo=dt.UTC)
DAY = dt.datetime(2026, 11, 23, 11, 0, tzinfo=dt.UTC)
LONG_ID = "19:" + "x" * 197 + "@thread.tacv2;messageid=1700000000000"
"""Ids as long as Teams makes them, and longer."""
Drawn = list[tuple[str, Reply, tuple[Given, ...]]]


@pytest.fixture(scope="module", params=[NIGHT, DAY], ids=["at night", "by day"])
def drawn(bot: Asking, request: pytest.FixtureRequest) -> Drawn:
    """Every reply of the content at a moment, on its cards."""
    assert bot.knowledge is not None
    said = [
        *every_reply(bot.knowledge.library, request.param),
        *every_command(bot.knowledge, "teams", request.param),
    ]
    return [(name, reply, tuple(dict(card) for card in cards(reply))) for name, reply in said]


def sent(message: Outgoing) -> bytes:
    """A message as it goes over the wire, in the longest envelope."""
    person = {"id": LONG_ID, "name": "A. Person", "aadObjectId": "0" * 36}
    activity = {
        **activity_of(message).serialize(),
        "conversation": {"id": LONG_ID, "conversationType": "channel", "isGroup": True},
        "from": person,
        "recipient": person,
        "serviceUrl": "https://smba.trafficmanager.net/emea/",
        "channelId": "msteams",
        "replyToId": "1700000000000",
        "inputHint": "acceptingInput",
        "locale": "en-GB",
    }
    return json.dumps(activity).encode()


def test_teams_refuses_none_of_them(drawn: Drawn) -> None:
    assert len(drawn) > 300
    wrong = {
        name: refused(sent(each))
        for name, reply, _ in drawn
        for each in messages(reply)
        if refused(sent(each))
    }
    assert wrong == {}


def test_none_of_them_is_a_flood_of_messages(drawn: Drawn) -> None:
    assert {name: len(said) for name, _, said in drawn if len(said) > 3} == {}


def test_what_a_press_shows_in_full_is_taken_too(drawn: Drawn) -> None:
    for name, reply, _ in drawn:
        entries = reply.entries or ("x",)
        many = len(cards(reply, full=True))
        for page in range(many):
            card = dict(one_card(reply, Pressed(entries=entries, page=page)))
            assert list(card_problems(card)) == [], name
            assert len(sent(Outgoing("", card))) <= MESSAGE, name


def test_each_entry_found_by_search_is_taken_whole(bot: Asking) -> None:
    assert bot.knowledge is not None
    library = bot.knowledge.library
    for entry in library.entries:
        reply = show_entry(library, entry, DAY)
        (found,) = results([reply])["composeExtension"]["attachments"]
        card = found["content"]
        assert list(card_problems(card)) == [], entry
        assert buttons(card) == {}, entry
        quoted = [chr(10).join(part.paragraphs) for part in reply.parts if isinstance(part, QuoteBlock)]
        assert "\n".join(quotations(card)) == "\n".join(f"“{each}”" for each in quoted), entry
        assert found["preview"]["content"]["title"], entry
        assert len(sent(Outgoing("", card))) <= MESSAGE, entry


def test_each_quotation_is_cited_as_teams_draws_it(drawn: Drawn) -> None:
    for name, reply, _ in drawn:
        if not reply.private:
            quoted = sum(isinstance(part, QuoteBlock) for part in reply.parts)
            cited = sum(len(each.claims) for each in messages(reply))
            many = len(reply.entries) > 1 or quoted > MOST
            assert cited == quoted or (many and cited == 0), name


def test_each_quotation_stands_there_character_for_character(drawn: Drawn) -> None:
    for name, reply, _ in drawn:
        shown = [quotations(dict(card)) for card in cards(reply, full=True)]
        quoted = "\n".join(itertools.chain(*shown))
        expected = [
            f"“{chr(10).join(part.paragraphs)}”" for part in reply.parts if isinstance(part, QuoteBlock)
        ]
        assert quoted == "\n".join(expected), name


def test_each_choice_is_a_button(drawn: Drawn) -> None:
    for name, reply, said in drawn:
        asked = [choice.ask for part in reply.parts if isinstance(part, Choices) for choice in part.choices]
        pressable = [each["data"].get("ask") for card in said for each in buttons(card).values()]
        assert [ask for ask in asked if ask not in pressable] == [], name


def test_no_word_is_lost(drawn: Drawn) -> None:
    for name, reply, _ in drawn:
        shown = " ".join(" ".join(words(dict(card)).split()) for card in cards(reply, full=True))
        missing = [text for text in strings_of(reply) if " ".join(text.split()) not in shown]
        assert [text for text in missing if not text.startswith(("As at: ", "http"))] == [], name


def test_only_addresses_of_the_content_and_numbers_are_links(drawn: Drawn) -> None:
    for name, reply, said in drawn:
        for card in said:
            for link in links(card):
                known = link.startswith(("tel:", "mailto:")) or (web_address(link) and link in repr(reply))
                assert known, name


def test_the_footer_with_999_stands_on_every_card(drawn: Drawn) -> None:
    for name, _, said in drawn:
        for card in said:
            assert "tel:999" in links(card) or "999" in words(card), name

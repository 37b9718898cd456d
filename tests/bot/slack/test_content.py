"""Whatever the content can make the bot say fits into Slack's limits, word for word."""

import datetime as dt

import pytest

from bot.asking import Asking
from bot.slack.limits import ANSWERS_TO_ONE_ADDRESS
from bot.slack.messages import SlackMessage, messages
from handlers.messages import Choices, ContactGroup, Contacts, QuoteBlock, Reply, Steps
from tests.bot.slack.reading import asks, elements, quotations, text_of
from tests.bot.slack.refusals import problems, refused
from tests.every_reply import every_command, every_reply
from tests.hostile import strings_of

NIGHT = dt.datetime(2026, 11, 22, 3, 0, tzinfo=dt.UTC)
DAY = dt.datetime(2026, 11, 23, 11, 0, tzinfo=dt.UTC)
Drawn = list[tuple[str, Reply, tuple[SlackMessage, ...]]]


@pytest.fixture(scope="module", params=[NIGHT, DAY], ids=["at night", "by day"])
def drawn(bot: Asking, request: pytest.FixtureRequest) -> Drawn:
    """Every reply of the content at a moment, with its messages as a channel's member gets them."""
    assert bot.knowledge is not None
    said = [
        *every_reply(bot.knowledge.library, request.param),
        *every_command(bot.knowledge, "slack", request.param),
    ]
    return [(name, reply, messages(reply, shareable=True)) for name, reply in said]


def blocks_of(said: tuple[SlackMessage, ...]) -> list[dict[str, object]]:
    return [block for message in said for block in message.blocks]


def test_slack_refuses_none_of_them(drawn: Drawn) -> None:
    assert len(drawn) > 300
    wrong = {
        name: [*problems(list(message.blocks)), refused(message.text, list(message.blocks))]
        for name, _, said in drawn
        for message in said
        if refused(message.text, list(message.blocks))
    }
    assert wrong == {}


def test_the_answer_to_a_command_fits_its_address(drawn: Drawn) -> None:
    assert {name: len(said) for name, _, said in drawn if len(said) > ANSWERS_TO_ONE_ADDRESS} == {}


def test_shared_answers_are_taken_too(drawn: Drawn) -> None:
    for name, reply, _ in drawn:
        for message in messages(reply, shared_by="U0MIDWIFE"):
            assert refused(message.text, list(message.blocks)) is None, name


def test_each_quotation_stands_there_character_for_character(drawn: Drawn) -> None:
    for name, reply, said in drawn:
        quoted = quotations(blocks_of(said))
        expected = ["\n\n".join(part.paragraphs) for part in reply.parts if isinstance(part, QuoteBlock)]
        assert quoted == "".join(expected), name


def test_each_choice_is_a_button(drawn: Drawn) -> None:
    for name, reply, said in drawn:
        choices = [choice.ask for part in reply.parts if isinstance(part, Choices) for choice in part.choices]
        assert asks(blocks_of(said)) == choices, name


def test_no_word_is_lost(drawn: Drawn) -> None:
    for name, reply, said in drawn:
        shown = " ".join(text_of(list(message.blocks)) for message in said)
        missing = [
            text for text in strings_of(reply) if " ".join(text.split()) not in " ".join(shown.split())
        ]
        assert [text for text in missing if not _shown_otherwise(text)] == [], name


def _shown_otherwise(text: str) -> bool:
    """The label of a mark stands before it; an address stands behind a link."""
    return text.startswith(("As at: ", "http"))


def test_no_message_cuts_contacts_off_from_the_name_of_their_area(drawn: Drawn) -> None:
    """Two areas have numbers that differ by one digit."""
    for name, reply, said in drawn:
        texts = [text_of(block) for block in blocks_of(said)]
        for group in groups_of(reply):
            wanted = [group.title, *(contact.name for contact in group.contacts)]
            there = [text for text in texts if in_order(wanted, text)]
            assert len(there) >= groups_of(reply).count(group), (name, group.title)


def in_order(wanted: list[str], text: str) -> bool:
    place = 0
    for each in wanted:
        place = text.find(each, place) + len(each)
        if place < len(each):
            return False
    return True


def groups_of(reply: Reply) -> list[ContactGroup]:
    steps = [step.contacts for part in reply.parts if isinstance(part, Steps) for step in part.steps]
    every = [*(part for part in reply.parts if isinstance(part, Contacts)), *filter(None, steps)]
    return [group for contacts in every for group in contacts.groups if group.contacts]


def test_only_addresses_of_the_content_are_links(bot: Asking, drawn: Drawn) -> None:
    for name, reply, said in drawn:
        for link in elements(blocks_of(said), "link"):
            assert link["url"] in repr(reply), name


def test_a_reader_of_the_screen_hears_all_of_it_up_to_what_slack_advises(drawn: Drawn) -> None:
    for name, _, said in drawn:
        for message in said:
            assert message.text.startswith("An answer from the safeguarding learning bot."), name
            assert len(message.text) <= 4_000, name

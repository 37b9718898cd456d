"""Hostile text in every part of a reply stays text in Slack, and fits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack import messages as slack_messages
from bot.slack.limits import HEADER, size
from bot.slack.messages import SlackMessage, messages
from bot.slack.splitting import pieces
from handlers.messages import (
    Choice,
    Choices,
    Citation,
    Footer,
    Heading,
    Mark,
    Marks,
    Part,
    QuoteBlock,
    Reply,
    Step,
    Steps,
    Text,
)
from handlers.plain import visible
from tests import replies
from tests.bot.slack.reading import asks, elements, quotations, text_of
from tests.bot.slack.refusals import problems, refused
from tests.hostile import HOSTILE, strings_of, texts
from tests.hostile import replies as hostile_replies

LONG = "w" * 7_000
LONG_WORDS = " ".join(f"word{each}" for each in range(2_000))
CITED = Citation("s", "Document", "Section", 1, (1, 2), "2021")


def blocks_of(said: tuple[SlackMessage, ...]) -> list[dict[str, object]]:
    return [block for message in said for block in message.blocks]


def assert_taken(said: tuple[SlackMessage, ...]) -> None:
    for message in said:
        assert [*problems(list(message.blocks))] == []
        assert refused(message.text, list(message.blocks)) is None


@given(hostile_replies)
def test_slack_takes_every_reply(reply: Reply) -> None:
    said = messages(reply, shareable=True, shared_by="U0MIDWIFE")
    assert_taken(said)
    shown = " ".join(text_of(blocks_of(said)).split())
    for text in strings_of(reply):
        if len(text) < HEADER and text not in ("<", ">") and not _left_out(text, reply):
            assert " ".join(visible(text).split()) in shown


def _left_out(text: str, reply: Reply) -> bool:
    """What has no place of its own: the age of a document and the label of a mark may be said once."""
    return "As at" in text or any(isinstance(part, QuoteBlock | Marks) for part in reply.parts)


@given(hostile_replies)
def test_nothing_is_ever_read_as_mark_up(reply: Reply) -> None:
    """No text of ours is `mrkdwn`, and the fallback, which Slack reads as mark-up, has no live bracket."""
    said = messages(reply, shareable=True)
    assert list(elements(blocks_of(said), "mrkdwn")) == []
    for message in said:
        assert "<" not in message.text
        assert ">" not in message.text


def test_no_mention_comes_alive() -> None:
    parts: tuple[Part, ...] = tuple(Text(each) for each in HOSTILE)
    said = messages(Reply((*parts, Choices("", tuple(Choice(each, each) for each in HOSTILE))), "command"))
    assert_taken(said)
    for kind in ("user", "usergroup", "channel", "broadcast", "link", "emoji"):
        assert list(elements(blocks_of(said), kind)) == []
    assert "<!channel> <!everyone>" in text_of(blocks_of(said))


LONG_PARTS: tuple[Part, ...] = (
    Heading(LONG),
    Text(LONG_WORDS),
    Text(LONG_WORDS, "quiet"),
    QuoteBlock(LONG, (LONG_WORDS, LONG), CITED),
    Marks(tuple(Mark("note", LONG_WORDS) for _ in range(5))),
    Steps(tuple(Step(LONG_WORDS) for _ in range(5))),
    Choices(LONG_WORDS, tuple(Choice(f"{each} {LONG}", f"ask {each}") for each in range(60))),
    Choices("", tuple(Choice(f"label {each}", "\u20ac" * 650 + str(each)) for each in range(60))),
    Choices("", tuple(Choice(f"label {each}", LONG) for each in range(3))),
    Footer((LONG_WORDS, LONG)),
)


def test_long_parts_become_more_messages() -> None:
    for part in LONG_PARTS:
        assert_taken(messages(Reply((part,), "answered"), shareable=True))
    assert_taken(messages(Reply(LONG_PARTS, "answered")))
    assert_taken(messages(Reply(tuple(Heading(str(each), level=2) for each in range(200)), "answered")))


@pytest.mark.parametrize("length", [149, 150, 151, 155, 3_000])
@pytest.mark.parametrize("character", ["w", "\U0001f476"])
def test_a_name_of_any_length_fits(length: int, character: str) -> None:
    name = character * length
    choices = Choices(name, (Choice(name[: length // 2], "a"), Choice(name, "b"), Choice("c", name)))
    for part in (Heading(name), choices, Choices("", (Choice(name[: length // 4], name[: length // 4]),))):
        assert_taken(messages(Reply((part,), "answered")))


@pytest.mark.parametrize("length", [1_999, 2_000, 2_001, 2_200])
def test_what_is_asked_fits_or_can_be_typed(length: int) -> None:
    assert_taken(messages(Reply((Choices("", (Choice("label", "w" * length),)),), "choices")))


def test_a_heading_stays_with_what_it_names() -> None:
    parts = [
        part
        for number in range(60)
        for part in (Heading(f"name {number}"), QuoteBlock("", ("word " * (150 + number),), CITED))
    ]
    said = messages(Reply(tuple(parts), "answered"))
    assert len(said) > 3
    assert [message.blocks[0]["type"] for message in said] == ["header"] * len(said)
    assert "header" not in [message.blocks[-1]["type"] for message in said]


def test_what_may_name_a_person_is_not_kept_for_the_next_time() -> None:
    """A refusal names the case that somebody asked for."""
    slack_messages._once.cache_clear()
    messages(Reply((Text("Child Jane Smith is not held here."), replies.FOOTER), "not_held"))
    assert slack_messages._once.cache_info().currsize == 1


def test_many_choices_are_many_buttons() -> None:
    offered = tuple(Choice(f"label {each}", f"ask {each}") for each in range(60))
    said = messages(Reply((Choices("", offered),), "choices"))
    assert asks(blocks_of(said)) == [each.ask for each in offered]


def test_a_choice_that_no_button_can_hold_can_be_typed() -> None:
    said = messages(Reply((Choices("Pick one", (Choice("a label", LONG_WORDS),)),), "choices"))
    assert asks(blocks_of(said)) == []
    assert f"a label (type: {LONG_WORDS[:500]}" in text_of(blocks_of(said))


def test_a_long_quotation_is_cut_between_sentences() -> None:
    sentence = "The policy was reviewed and is now used by all staff in the unit. "
    said = messages(Reply((QuoteBlock("", (sentence * 100,), CITED),), "answered"))
    pieces_of_it = [text_of(each) for each in elements(blocks_of(said), "rich_text_quote")]
    assert len(pieces_of_it) > 5
    assert {each[-6:].strip() for each in pieces_of_it} == {"unit."}
    assert quotations(blocks_of(said)) == sentence * 100


@given(st.one_of(texts, st.text(max_size=400)), st.integers(10, 60))
def test_pieces_put_together_are_the_text(text: str, most: int) -> None:
    text = visible(text)
    cut = list(pieces(text, most))
    assert "".join(cut) == text
    assert all(size(each) <= most for each in cut)


@given(st.lists(st.text("abc.", min_size=1, max_size=9), max_size=40), st.integers(10, 60))
def test_no_word_is_cut_that_could_be_kept_whole(words: list[str], most: int) -> None:
    cut = list(pieces(" ".join(words), most))
    assert [word for each in cut for word in each.split()] == words


def test_hand_made_replies_fit() -> None:
    for reply in replies.all_replies().values():
        assert_taken(messages(reply, shareable=True))

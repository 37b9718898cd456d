"""Whatever text stands in a reply, a card shows it as text, within what Teams takes."""

import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.teams.buttons import Pressed, read
from bot.teams.elements import shown, weight
from bot.teams.fitting import ENVELOPE, MESSAGE, cards, messages, one_card
from bot.teams.port import BadActivity
from handlers.messages import Choices, Footer, Heading, Marks, QuoteBlock, Reply
from handlers.plain import visible
from tests.bot.teams.reading import links, strings, words
from tests.bot.teams.refusals import card_problems, elements
from tests.hostile import replies as hostile_replies
from tests.hostile import strings_of

SCHEMES = ("tel:", "mailto:", "http://", "https://")


def squeezed(text: str) -> str:
    return "".join(shown(text).split())


def said_elsewhere(reply: Reply) -> set[str]:
    """Ages of documents that marks may say in place of citations; and labels that nothing can ask."""
    marked = any(m.kind == "as_at" for part in reply.parts if isinstance(part, Marks) for m in part.marks)
    return {part.citation.as_at for part in reply.parts if isinstance(part, QuoteBlock) and marked}


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(hostile_replies)
def test_any_text_in_any_part_is_shown_as_text_and_nothing_of_it_comes_alive(reply: Reply) -> None:
    drawn = [dict(card) for card in cards(reply)]
    for card in drawn:
        if card["body"]:
            assert list(card_problems(card)) == []
        assert weight(card) <= MESSAGE - ENVELOPE
        assert all(link.startswith(SCHEMES) for link in links(card))
        assert card["msteams"] == {"width": "Full"}
        for text in strings(card):
            text.encode("utf-8")
            assert not [
                char for char in text if unicodedata.category(char) in ("Cc", "Cs") and char not in "\n\t"
            ]
        for block in elements(card):
            if block["type"] == "TextBlock":
                assert not set(block["text"]) & set("*_[]`<>#&|\\")
    read_out = "".join("".join(words(card).split()) for card in drawn)
    for each in set(strings_of(reply)) - said_elsewhere(reply):
        assert squeezed(each) in read_out


@given(hostile_replies)
def test_a_choice_asks_its_own_words_and_no_others(reply: Reply) -> None:
    asks = {
        visible(choice.ask) for part in reply.parts if isinstance(part, Choices) for choice in part.choices
    }
    for card in cards(reply):
        for each in elements(card):
            if each["type"] == "Action.Execute" and "ask" in each["data"]:
                asked = each["data"]["ask"]
                assert asked in asks or asked.startswith("show ")
                assert read(each["data"]).ask == asked


@given(hostile_replies, st.integers(0, 60))
def test_one_card_can_take_the_place_of_another_however_long_the_answer(reply: Reply, page: int) -> None:
    card = one_card(reply, Pressed(ask="x", page=page))
    assert weight(card) <= MESSAGE
    assert len(messages(reply)) >= 1


@given(hostile_replies)
def test_the_footer_stands_on_every_card(reply: Reply) -> None:
    lines = [squeezed(line) for part in reply.parts if isinstance(part, Footer) for line in part.lines]
    for card in cards(reply):
        text = "".join(words(dict(card)).split())
        assert all(line in text for line in lines)


@given(hostile_replies)
def test_a_notification_is_short_and_on_one_line(reply: Reply) -> None:
    for each in messages(reply):
        assert 0 < len(each.summary) <= 200
        assert "\n" not in each.summary
        if reply.private:
            titles = [part.text for part in reply.parts if isinstance(part, Heading)]
            assert not any(len(title) > 5 and title in each.summary for title in titles)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
keyed = st.dictionaries(st.sampled_from(("ask", "entries", "page", "verb", "x")), json_values)


@given(json_values | keyed)
def test_what_a_button_brings_is_either_ours_or_refused(data: object) -> None:
    try:
        pressed = read(data)
    except BadActivity:
        return
    assert bool(pressed.ask) != bool(pressed.entries)
    assert read(pressed.data()) == pressed


@pytest.mark.parametrize("pressed", [Pressed("a"), Pressed("a", page=3), Pressed(entries=("x", "y"), page=1)])
def test_what_a_button_carries_comes_back(pressed: Pressed) -> None:
    assert read(pressed.data()) == pressed

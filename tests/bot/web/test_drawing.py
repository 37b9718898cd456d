"""Whatever text stands in a reply, a page shows it as text."""

import unicodedata

import pytest
from hypothesis import given

from bot.web.drawing import View, draw, echo
from bot.web.links import telephone, web_address
from handlers.messages import Choices, Heading, Reply, Text
from handlers.plain import visible
from tests import replies
from tests.bot.web.reading import read
from tests.hostile import replies as hostile_replies
from tests.hostile import strings_of

ELEMENTS = set(
    "a article blockquote button cite details div figcaption figure footer form h2 h3 input li ol p span"
    " strong summary ul".split()
)
ATTRIBUTES = set("action class href method name rel target type value".split())
SCHEMES = ("/source/", "/entry/", "tel:", "mailto:", "http://", "https://")
VIEW = View("abcdefghij0123456789", entry_pages=True)


@given(hostile_replies)
def test_any_text_in_any_part_is_shown_as_text_and_nothing_of_it_comes_alive(reply: Reply) -> None:
    html = str(draw(reply, VIEW))
    html.encode("utf-8")
    page = read(html)
    assert {each.name for each in page.elements} <= ELEMENTS
    assert {key for each in page.elements for key in each.attributes} <= ATTRIBUTES
    for link in page.all("a"):
        assert link.attributes["href"].startswith(SCHEMES)
    assert not [char for char in html if char not in "\n\t" and unicodedata.category(char) in ("Cc", "Cs")]
    shown = "".join(page.text.split())
    for each in strings_of(reply):
        assert "".join(visible(each).split()) in shown


@given(hostile_replies)
def test_a_choice_asks_its_own_words_and_no_others(reply: Reply) -> None:
    asks = [
        visible(choice.ask) for part in reply.parts if isinstance(part, Choices) for choice in part.choices
    ]
    page = read(str(draw(reply, VIEW)))
    assert [each.attributes["value"] for each in page.all("button")] == asks


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//evil.example",
        "/x",
        "",
        "http://",
        "https:x",
        "http://[",
        None,
    ],
)
def test_an_address_that_a_browser_must_not_follow_is_no_link(url: str | None) -> None:
    assert web_address(url) is None


def test_a_number_dials_and_the_words_around_it_stay() -> None:
    assert telephone("0300 555 1384 (option 2)") == '<a href="tel:03005551384">0300 555 1384</a> (option 2)'
    assert telephone("Day: 999") == 'Day: <a href="tel:999">999</a>'
    assert telephone("<b>none</b>") == "&lt;b&gt;none&lt;/b&gt;"


def test_999_dials_wherever_the_bot_says_it_but_not_inside_other_numbers() -> None:
    html = str(draw(Reply((Text("Call 999, not 0300 555 9991 or 19994."),), "answered"), VIEW))
    assert html.count('href="tel:999"') == 1


def test_no_level_of_heading_is_left_out() -> None:
    def names(*levels: int) -> list[str]:
        reply = Reply(tuple(Heading("x", level=level) for level in levels), "answered")  # type: ignore[arg-type]
        return [each.name for each in read(str(draw(reply, VIEW))).elements]

    assert names(1, 2, 2) == ["h2", "h3", "h3"]
    assert names(2, 2) == ["h2", "h2"]


def test_the_rest_of_a_long_quotation_in_a_list_is_one_press_away() -> None:
    page = read(str(draw(replies.listed(), VIEW)))
    first, second = replies.MIDWIFERY[0].answered
    assert second in page.all("details")[0].text
    assert first not in page.all("details")[0].text
    assert len(page.all("details")) == 3


def test_a_long_question_is_shown_shortened() -> None:
    assert echo("why " * 100, replies.answered()).endswith("why …")
    assert echo("why", replies.answered()) == "why"

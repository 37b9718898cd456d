"""Whatever text stands in a reply, a page shows it as text."""

import unicodedata

import pytest
from hypothesis import given

from bot.web.drawing import View, draw, echo
from bot.web.links import email_address, telephone
from handlers.messages import Choices, Heading, Mark, Marks, Part, QuoteBlock, Reply, Text
from handlers.plain import visible, web_address
from tests import replies
from tests.bot.web.reading import read
from tests.hostile import replies as hostile_replies
from tests.hostile import strings_of

ELEMENTS = set(
    "a article blockquote button cite details div figcaption figure footer form h2 h3 input li ol p span"
    " strong summary ul".split()
)
ATTRIBUTES = set("action class href method name rel start target type value".split())
SCHEMES = ("/source/", "/entry/", "tel:", "mailto:", "http://", "https://")
VIEW = View("abcdefghij0123456789", entry_pages=True)


def said_in_marks(reply: Reply) -> set[str]:
    """The ages of documents, where marks may say them in place of the citations."""
    marked = any(
        mark.kind == "as_at" for part in reply.parts if isinstance(part, Marks) for mark in part.marks
    )
    return {part.citation.as_at for part in reply.parts if isinstance(part, QuoteBlock) and marked}


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
    for each in set(strings_of(reply)) - said_in_marks(reply):
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
        "javascript://example.org/%0aalert(1)",
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


@pytest.mark.parametrize("text", ["a@b?cc=c@d", "a@b, c@d", "@b", "a@", "<a@b>", "mailto:a@b", ""])
def test_only_one_plain_e_mail_address_is_a_link(text: str) -> None:
    assert email_address("mash@iow.gov.uk") == "mailto:mash@iow.gov.uk"
    assert email_address(text) is None


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


def test_the_age_of_the_document_is_said_once_for_each_quotation_or_in_its_marks() -> None:
    quote = next(part for part in replies.answered().parts if isinstance(part, QuoteBlock))
    dated, undated = Marks((Mark("as_at", "old"),)), Marks((Mark("status", "done"),))

    def said(*parts: Part) -> int:
        return str(draw(Reply(parts, "answered"), VIEW)).count(f"As at: {replies.AS_AT}")

    assert said(quote, undated) == 1
    assert said(quote, dated) == 0
    assert said(quote, Heading("Next"), dated) == 1


def test_a_long_question_is_shown_shortened() -> None:
    assert echo("why " * 100, replies.answered()).endswith("why …")
    assert echo("why", replies.answered()) == "why"

"""What a practitioner reads on a card: quotations set apart, marks in words, numbers that dial."""

from dataclasses import replace

import pytest

from bot.teams import wording
from bot.teams.elements import pieces, shown, weight
from bot.teams.fitting import ENVELOPE, MESSAGE, cards, messages, summary
from bot.teams.links import web_address
from handlers.fallback import fallback_reply
from handlers.messages import (
    Choice,
    Choices,
    Heading,
    LinkLine,
    Links,
    Mark,
    Marks,
    Part,
    QuoteBlock,
    Reply,
    Text,
)
from handlers.plain import AN_ANSWER, OFFICIAL_PAGE, citation_words
from tests import replies
from tests.bot.teams.reading import buttons, links, quotations, words
from tests.bot.teams.refusals import Given, card_problems, elements


def only(reply: Reply) -> Given:
    (card,) = cards(reply)
    assert list(card_problems(card)) == []
    return dict(card)


def of(*parts: Part) -> Given:
    return only(Reply((*parts, replies.FOOTER), "answered"))


def test_quotations_are_word_for_word_in_quotation_marks_on_their_own_ground() -> None:
    item = replies.MIDWIFERY[1]
    card = only(replies.answered())
    assert quotations(card) == [f"“{item.asked[0]}”", f"“{item.answered[0]}”"]
    quote = next(part for part in replies.answered().parts if isinstance(part, QuoteBlock))
    assert citation_words(quote.citation) in words(card)


def test_a_quotation_of_several_paragraphs_is_one_quotation() -> None:
    card = of(replace(quote(), paragraphs=("One.", "Two.")))
    assert quotations(card) == ["“One.", "Two.”"]


def quote() -> QuoteBlock:
    return next(part for part in replies.listed().parts if isinstance(part, QuoteBlock))


def test_marks_say_in_words_what_they_are() -> None:
    text = words(only(replies.answered()))
    assert "Overdue: a review was to be completed “by March 2022”; that date has passed" in text
    assert "About this wording: “Disguised compliance” is contested today" in text


def test_the_age_of_a_document_is_said_once() -> None:
    dated, undated = Marks((Mark("as_at", "old"),)), Marks((Mark("status", "done"),))
    for parts, times in (((quote(), undated), 1), ((quote(), dated), 0), ((quote(), Heading("x"), dated), 1)):
        assert words(of(*parts)).count(f"As at: {replies.AS_AT}") == times


def test_what_is_left_out_of_a_list_is_marked_and_can_be_had() -> None:
    card = only(replies.listed())
    assert replies.MIDWIFERY[0].answered[0] + " […]”" in words(card)
    assert buttons(card)[wording.SHOW_ALL]["data"]["entries"] == list(replies.listed().entries)
    whole = "".join(words(dict(each)) for each in cards(replies.listed(), full=True))
    assert replies.MIDWIFERY[0].answered[1] in whole
    assert wording.SHOW_ALL not in whole


def test_where_it_could_not_be_had_nothing_is_left_out() -> None:
    card = cards(replace(replies.listed(), entries=()))
    assert replies.MIDWIFERY[0].answered[1] in "".join(words(dict(each)) for each in card)


def test_numbers_dial_and_pages_open() -> None:
    card = only(replies.emergency())
    assert {"tel:999", "tel:03005551384", "tel:02380832300"} <= set(links(card))
    assert "https://hipsprocedures.org.uk/" in links(card)
    assert "Hampshire Children's Services" in words(card)


def test_999_dials_but_not_inside_other_numbers() -> None:
    card = only(Reply((Text("Call 999, not 0300 555 9991 or 19994."),), "answered"))
    assert links(card) == ["tel:999"]


def test_the_page_comes_before_a_number_that_nobody_confirmed() -> None:
    contacts = Reply((replace(replies.areas(), page_first=True),), "answered")
    lines = words(only(contacts)).split("\n")
    number = next(line for line in lines if "0300 555 1384" in line)
    assert number.index(OFFICIAL_PAGE) < number.index("0300 555 1384")
    assert any("not confirmed" in line for line in lines)


def test_whoever_has_to_call_now_sees_the_number_before_anything_else_of_the_contact() -> None:
    lines = words(only(replies.emergency())).split("\n")
    at = next(number for number, line in enumerate(lines) if "0300 555 1384" in line)
    assert lines[at] == "0300 555 1384 \N{MIDDLE DOT} Hampshire Children's Services"
    assert lines[at + 1].endswith("not confirmed by the partnership.")
    assert lines[at + 2] == OFFICIAL_PAGE


def test_the_line_in_force_says_so() -> None:
    assert "Out of Hours service (open now)" in words(only(replies.emergency()))


def test_a_resource_without_address_opens_what_is_held_of_it() -> None:
    held = LinkLine("Missed Appointment Policy", "policy/missed-appointment")
    (action,) = (each for each in elements(of(Links("", (held,)))) if each["type"] == "Action.Execute")
    assert action["data"] == {"verb": "ask", "ask": "show policy/missed-appointment"}


def test_each_button_asks_what_its_choice_asks_also_where_it_is_submitted() -> None:
    card = only(replies.choices())
    asked = next(part for part in replies.choices().parts if isinstance(part, Choices)).choices
    assert [each["data"]["ask"] for each in buttons(card).values()] == [each.ask for each in asked]
    for each in buttons(card).values():
        assert each["fallback"] == {"type": "Action.Submit", "title": each["title"], "data": each["data"]}


def test_a_long_label_is_shown_whole() -> None:
    label = "Child P: Midwifery/Neonatal Services, recommendation 2. Missed appointments"
    card = of(Choices("Which?", (Choice(label, "a"), Choice("Short", "b"))))
    assert label in words(card)
    assert f"[{label}]" not in words(card)
    assert list(buttons(card)) == [label, "Short"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Child P: Midwifery/Neonatal Services, recommendation 2. Missed appointments (UHS)", "TextBlock"),
        ("[press](https://x.example)", "RichTextBlock"),
        ("**999 is closed**", "RichTextBlock"),
        ("1. One", "RichTextBlock"),
        ("- One", "RichTextBlock"),
        ("<at>Sam</at>", "RichTextBlock"),
        ("see https://x.example", "RichTextBlock"),
        ("see www.x.example", "RichTextBlock"),
        ("a@b.example", "RichTextBlock"),
        ("&lt;b&gt;", "RichTextBlock"),
    ],
)
def test_a_heading_is_one_only_where_markdown_reads_nothing_into_it(text: str, kind: str) -> None:
    first = of(Heading(text))["body"][0]
    assert first["type"] == kind
    assert words({"body": [first]}) == text


def test_no_client_puts_a_date_into_a_text() -> None:
    assert "{{" not in shown("{{DATE(2017-02-14T06:08:00Z, SHORT)}} {{TIME(x)}}").replace("{{ ", "")
    assert shown("{{ 7 * 7 }}") == "{{ 7 * 7 }}"


@pytest.mark.parametrize(
    "url", ["javascript://x/%0aalert(1)", "ftp://x", "data:x", "//x", "", "http://", "https:x", None]
)
def test_an_address_that_a_client_must_not_open_is_no_link(url: str | None) -> None:
    assert web_address(url) is None
    assert links(of(Links("", (LinkLine("Title", "policy/x", url),)))) == ["tel:999"]


def test_a_long_answer_fills_several_messages_each_with_the_footer() -> None:
    long = Reply((*replies.listed().parts[:-1], *(quote() for _ in range(20)), replies.FOOTER), "answered")
    sent = messages(long)
    assert len(sent) > 1
    for number, each in enumerate(sent, start=1):
        assert each.card is not None
        assert weight(each.card) <= MESSAGE - ENVELOPE
        lines = words(dict(each.card)).split("\n")
        assert lines[0] == f"Part {number} of {len(sent)}"
        assert lines[-1] == replies.PILOT


def test_a_label_is_not_left_alone_at_the_end_of_a_part() -> None:
    long = Reply((*(quote() for _ in range(60)), replies.FOOTER), "answered")
    for card in cards(long):
        body = [each for each in card["body"] if "style" in each or each["type"] != "Container"]  # type: ignore[attr-defined]
        assert words({"body": body[-1:]}) != quote().label


def test_a_text_without_end_is_cut_where_a_reader_pauses() -> None:
    text = "One sentence. " * 2000
    cut = list(pieces(text, 1000))
    assert "".join(cut) == text
    assert all(each.endswith(". ") and weight(each) <= 1000 for each in cut)


def test_a_notification_of_something_private_says_nothing_of_it() -> None:
    assert summary(replies.emergency()) == wording.PRIVATE
    assert summary(Reply((Text("Something"),), "answered")) == AN_ANSWER
    assert len(summary(Reply((Heading("x" * 500),), "answered"))) == 120


def test_the_fallback_can_be_drawn() -> None:
    assert "call 999" in words(only(fallback_reply()))


@pytest.mark.parametrize("name", replies.all_replies())
def test_every_kind_of_reply_is_a_card_that_teams_takes(name: str) -> None:
    for card in cards(replies.all_replies()[name]):
        assert list(card_problems(dict(card))) == []

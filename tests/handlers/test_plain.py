"""The reply as plain text: what a practitioner reads in `ask --json`, and what a surface falls back to."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from handlers.messages import Choice, Choices, Mark, Marks, Reply
from handlers.plain import MARK_LABELS, plain, visible
from tests import replies
from tests.hostile import HOSTILE, strings_of
from tests.hostile import replies as hostile_replies


def test_a_quotation_is_whole_between_quotation_marks_with_its_citation_after_it() -> None:
    text = plain(replies.answered())
    recommendation, response = replies.MIDWIFERY[1].asked[0], replies.MIDWIFERY[1].answered[0]
    asked, answered = text.index(f"“{recommendation}”"), text.index(f"“{response}”")
    citation = (
        f"[{replies.DOCUMENT}, {replies.SECTION}, recommendation 2, lines 50 to 51. As at: {replies.AS_AT}]"
    )
    assert asked < text.index(citation) < answered


def test_paragraphs_of_one_quotation_stay_in_one_pair_of_marks() -> None:
    first, second = replies.MIDWIFERY[0].answered
    assert f"“{first}\n\n{second}”" in plain(replies.listed())


def test_an_overdue_promise_says_so_in_words() -> None:
    assert "- Overdue: a review was to be completed “by March 2022”; that date has passed" in plain(
        replies.answered()
    )


def test_every_kind_of_mark_has_a_word() -> None:
    kinds = Mark.__annotations__["kind"].__args__
    assert set(MARK_LABELS) == set(kinds)


def test_a_mark_does_not_say_its_label_twice() -> None:
    assert plain(Reply((Marks((Mark("as_at", "As at: undated"),)),), "answered")) == "- As at: undated"


def test_links_show_their_address_or_that_none_is_known() -> None:
    text = plain(replies.answered())
    assert "- HIPS safeguarding children procedures manual: https://hipsprocedures.org.uk/" in text
    held = "- Missed Appointment Policy (type: show policy/missed-appointment)"
    assert f"{held}\n  No published address is known." in text


def test_steps_are_numbered_in_order_with_their_contacts_below() -> None:
    text = plain(replies.emergency())
    places = [text.index(f"{number}. ") for number in (1, 2, 3, 4)]
    assert places == sorted(places)
    assert places[1] < text.index("0300 555 1384") < places[2]


def test_the_contact_in_force_is_named_in_words_and_the_unconfirmed_page_comes_first() -> None:
    text = plain(Reply((replace(replies.areas(), page_first=True),), "answered"))
    assert "- Out of Hours service (open now)\n" in text
    hampshire = text[text.index("Hampshire Children's Services") : text.index("Out of Hours service")]
    assert hampshire.count("https://www.hants.gov.uk") == 1
    assert (
        hampshire.index("https://www.hants.gov.uk")
        < hampshire.index("0300 555 1384")
        < hampshire.index("Monday to Thursday")
        < hampshire.index("not confirmed")
    )


def test_a_confirmed_number_comes_before_its_page() -> None:
    text = plain(Reply((replies.areas(),), "answered"))
    assert text.index("0300 555 1384") < text.index("https://www.hants.gov.uk")


def test_choices_say_what_to_type() -> None:
    text = plain(replies.choices())
    assert "- HSCP 5: missed appointments policies (type: child p hscp 5)" in text


def test_a_choice_that_is_its_own_question_is_written_once() -> None:
    text = plain(Reply((Choices("Try", (Choice("rec 4 for midwives", "rec 4 for midwives"),)),), "choices"))
    assert text == "Try\n- rec 4 for midwives"


@pytest.mark.parametrize("name", sorted(replies.all_replies()))
def test_the_footer_with_999_ends_every_reply(name: str) -> None:
    text = plain(replies.all_replies()[name])
    assert text.endswith("\n".join(replies.FOOTER.lines))
    assert "call 999" in text


def test_parts_without_anything_to_say_leave_no_hole() -> None:
    text = plain(Reply((Marks(()), replies.FOOTER), "answered"))
    assert text.startswith("-----")


@given(hostile_replies)
def test_any_text_in_any_part_is_shown_and_nothing_a_terminal_obeys(reply: Reply) -> None:
    text = plain(reply)
    assert not [char for char in text if char not in "\n\t" and unicodedata.category(char) in ("Cc", "Cs")]
    shown = "".join(text.split())
    for each in strings_of(reply):
        assert "".join(visible(each).split()) in shown


@given(st.one_of(st.sampled_from(HOSTILE), st.text(st.characters())))
@example("\x1b]0;title\x07")
def test_visible_text_can_be_encoded_and_is_stable(text: str) -> None:
    seen = visible(text)
    assert visible(seen) == seen
    seen.encode("utf-8")
    assert not set(seen) & set("\x1b\x00\x07\x08\x9b\u202e\u2066\r")


def test_ordinary_words_stay_character_for_character() -> None:
    words = "HSCP’s ‘new-born’ – naïve, 93%, مرحبا, 👩‍👧, a\tb\nc"
    assert visible(words) == words

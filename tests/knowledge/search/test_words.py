"""What people type is cleaned, split and put right before anything is compared."""

import pytest

from knowledge.search import corrections
from knowledge.search.phrases import PhraseBook
from knowledge.search.vocabulary import Vocabulary
from knowledge.search.words import MAX_CHARACTERS, clean, tokens


def corrected(vocabulary: Vocabulary, text: str) -> list[str]:
    return [each.word for each in vocabulary.correct(tokens(text))]


def test_invisible_and_unpaired_characters_go_and_wide_ones_become_plain() -> None:
    assert clean("what\u200b is\u202e ＩＣＯＮ\x00\ud800 ") == "what is ICON"


def test_long_text_is_cut() -> None:
    assert len(clean("x" * 100_000)) == MAX_CHARACTERS


def test_letters_and_digits_are_parted() -> None:
    assert [each.word for each in tokens("Rec4 HV2 mum's 0-19")] == ["rec", "4", "hv", "2", "mum", "0", "19"]


def test_typing_mistakes_are_put_right_but_not_short_words_names_or_numbers() -> None:
    vocabulary = Vocabulary(["supervision", "midwives", "protocol", "icon", "2021"])
    assert corrected(vocabulary, "supervison for midwifes protocl") == [
        "supervision",
        "for",
        "midwives",
        "protocol",
    ]
    assert corrected(vocabulary, "icn 2012 weather") == ["icn", "2012", "weather"]


def test_a_slip_in_an_example_question_is_not_learnt_as_a_word() -> None:
    vocabulary = Vocabulary(["supervision"], ["supervison"])
    assert corrected(vocabulary, "supervison") == ["supervision"]


def test_a_slip_that_several_make_is_none_beside_a_word_that_many_more_write() -> None:
    vocabulary = Vocabulary([], ["appointments"] * 18 + ["apointments"] * 3)
    assert corrected(vocabulary, "apointments") == ["appointments"]
    assert corrected(Vocabulary([], ["trust"] * 6 + ["trusts"] * 3), "trusts") == ["trusts"]
    assert corrected(Vocabulary([], ["referral"] * 18 + ["reversal"] * 3), "reversal") == ["reversal"]


def test_the_longest_name_wins_and_some_acronyms_need_capitals() -> None:
    book = PhraseBook()
    book.add("safeguarding supervision", "topic")
    book.add("supervision", "word")
    book.add("SEND", "send", capitals_only=True)
    [hit] = book.find(tokens("our safeguarding supervisions"))
    assert hit.keys == ("topic",)
    assert [hit.keys for hit in book.find(tokens("SEND children"))] == [("send",)]
    assert book.find(tokens("send it to me")) == []


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("what is ICON, call me on extension 12", "what is ICON"),
        ("rec 4 for midwives please ring me back on the ward phone", "rec 4 for midwives"),
        ("any training on this? my email is below", "any training on this"),
        ("who will call me back", "who will call me back"),
        ("call me on the ward", "call me on the ward"),
    ],
)
def test_how_to_reach_whoever_asks_is_no_part_of_the_question(said: str, asked: str) -> None:
    assert corrections.corrected(said) == asked

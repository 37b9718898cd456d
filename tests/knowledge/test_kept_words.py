"""What is kept of a question tells what was asked, and never about whom."""

import random

import pytest

from knowledge.everyday import everyday_words
from knowledge.kept_words import MOST, PLACEHOLDER, KeptWords
from knowledge.library import Library
from knowledge.load import load
from knowledge.privacy.wordlists import names


@pytest.fixture(scope="module")
def library() -> Library:
    return load()


@pytest.fixture(scope="module")
def kept(library: Library) -> KeptWords:
    return KeptWords(library)


def shown(kept: KeptWords, text: str) -> str:
    return " ".join(kept.of(text))


def test_a_question_can_still_be_read(kept: KeptWords) -> None:
    asked = "what do we do when a parent keeps missing antenatal appointments?"
    assert shown(kept, asked) == asked.rstrip("?")
    assert shown(kept, "is there a 7 minute briefing on ICON") == "is there a _ minute briefing on icon"


@pytest.mark.parametrize("kind", ["first-names", "ordinary-names", "surnames"])
def test_no_listed_name_is_ever_kept_in_any_spelling(kept: KeptWords, kind: str) -> None:
    listed = sorted(names(kind))
    assert len(listed) > 100
    for name in listed:
        for spelt in (name, name.title(), name.upper(), f"{name}'s"):
            assert set(kept.of(spelt)) <= {PLACEHOLDER}, spelt


def test_names_that_are_words_of_the_content_are_not_kept(kept: KeptWords) -> None:
    text = "does Grace Foster, Mark, Will, Rose or May need the named GP"
    assert shown(kept, text) == "does _ _ _ _ _ or _ need the named gp"


def test_places_streets_and_numbers_are_not_kept(kept: KeptWords) -> None:
    for text in ("Winchester", "Andover", "14", "SO14 7LY", "07700900123", "12/03/2024", "x7", "j", "Q"):
        assert set(kept.of(text)) <= {PLACEHOLDER}, text


def test_words_that_nobody_listed_are_not_kept(kept: KeptWords) -> None:
    letters = random.Random(7)
    for _ in range(300):
        made_up = "".join(letters.choices("bcdfghjklmnpqrstvwxz", k=9))
        assert kept.of(made_up) == (PLACEHOLDER,)


def test_the_list_holds_no_name_and_no_number(kept: KeptWords) -> None:
    every = names("first-names") | names("ordinary-names") | names("surnames")
    assert not kept.allowed & every
    assert all(word.isalpha() for word in kept.allowed)
    assert len(kept.allowed) > 0.9 * len(everyday_words())


def test_a_long_message_is_cut(kept: KeptWords) -> None:
    assert len(kept.of("what " * 500)) == MOST
    assert kept.of("") == ()

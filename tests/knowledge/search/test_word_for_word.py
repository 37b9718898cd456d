"""Somebody pastes words of the document, or types a few as into a search box, and gets their passage."""

import pytest

from bot.asking import Asking
from knowledge.search.engine import Engine


@pytest.fixture
def engine(bot: Asking) -> Engine:
    assert bot.knowledge is not None
    return bot.knowledge.engine


@pytest.mark.parametrize(
    ("typed", "entry"),
    [
        ("been reviewed and updated in December", "child-p/midwifery/1"),
        ("HSCP have undertaken a survey to", "child-p/hscp/1"),
        ("There is now extra resource for", "child-p/midwifery/3"),
        ("Patient Contact Document by", "child-p/midwifery/5"),
        ('where does it say "embedded its use through"', "child-p/midwifery/1"),
        ("where does it say reviewed and updated in december", "child-p/midwifery/1"),
        ("which rec says joined the joint launch", "child-p/midwifery/1"),
        ("individualised risk assessment NNU discharge", "child-p/midwifery/6"),
        ("hips wide re audit of the unborn baby protocol", "child-p/midwifery/1"),
        ("covid-19 pandemic currently under", "child-p/midwifery/2"),
    ],
)
def test_words_of_the_document_find_their_passage(engine: Engine, typed: str, entry: str) -> None:
    found = engine.search(typed)
    assert (found.decision, found.entries) == ("answer", (entry,))


@pytest.mark.parametrize(
    "asked",
    [
        "who leads the unborn protocol strategic group",
        "what did the HIPS wide re-audit of the unborn baby protocol find",
        "how many pages has the individualised risk assessment",
        "extra resource funding amount in pounds",
    ],
)
def test_a_question_about_those_words_is_not_answered_with_them(engine: Engine, asked: str) -> None:
    found = engine.search(asked)
    assert (found.decision, found.entries) in {("gap", ()), ("not_held", ())}


def test_words_that_stand_in_two_passages_are_offered(engine: Engine) -> None:
    found = engine.search("hscp raised this as an")
    assert (found.decision, set(found.entries)) == ("choices", {"child-p/hscp/4", "child-p/hscp/6"})


def test_words_of_another_review_find_nothing_in_this_one(engine: Engine) -> None:
    assert engine.search("child q: embedded its use through").entries == ()

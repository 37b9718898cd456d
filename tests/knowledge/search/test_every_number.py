"""Every recommendation is found by audience and number however both are put, and none that does not exist."""

from itertools import product
from pathlib import Path

import pytest

from bot.asking import Asking
from knowledge.load import load
from knowledge.search.engine import Engine

WORDS = "one two three four five six seven eight nine".split()
ORDINALS = "first second third fourth fifth sixth seventh eighth ninth".split()
NUMBERS = (1, 2, 3, 5, 6, 7, 9)
PHRASINGS = (
    "rec {n} for {a}",
    "{a} rec {n}",
    "{a} {n}",
    "whats recommendation {n} for the {a}",
    "what's the {ordinal} {a} recommendation",
    "the {ordinal} rec for {a} please",
    "number {word} for {a}",
    "{case} {a} recommendation {word}",
    "has {a} rec {n} been done",
    "RECOMENDATION {n} FOR {a} ??",
)


@pytest.fixture(scope="module", params=["child-p", "child-z"])
def engine(request: pytest.FixtureRequest) -> Engine:
    if request.param == "child-z":
        return Engine(load(Path("tests/content_z")))
    bot: Asking = request.getfixturevalue("bot")
    assert bot.knowledge is not None
    return bot.knowledge.engine


def test_each_audience_by_each_of_its_names(engine: Engine) -> None:
    library = engine.library
    held = {(each.audience, each.number): each.id for each in library.recommendations}
    wrong = []
    for audience in library.audiences:
        for name, phrasing, number in product((audience.name, *audience.names), PHRASINGS, NUMBERS):
            case = library.reviews[0].case
            word, ordinal = WORDS[number - 1], ORDINALS[number - 1]
            question = phrasing.format(a=name, n=number, word=word, ordinal=ordinal, case=case)
            wanted = held.get((audience.id, number))
            if engine.search(question).entries != ((wanted,) if wanted else ()):
                wrong.append(question)
    assert wrong == []


def test_the_letter_decides_which_case_is_meant(engine: Engine) -> None:
    case = engine.library.reviews[0].case
    others = [f"Child {letter}" for letter in "ABCDEFGHJKLMNOPQRSTUVWXYZ" if f"Child {letter}" != case]
    asked = ("what does {} say about supervision", "{} rec 1 for health visitors", "recommendations in {}")
    answered = [
        question
        for question in (each.format(other) for each in asked for other in others)
        if engine.search(question).decision != "no_such_case"
    ]
    assert answered == []

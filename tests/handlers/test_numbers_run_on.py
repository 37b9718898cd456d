"""A second review beside Child P, numbered throughout: schools 1 to 3, the police 4 and 5."""

import datetime as dt

import pytest

from handlers.ask import reply_from
from handlers.messages import Choices, Reply, Text
from knowledge.load import load
from knowledge.search.engine import Engine
from tests.conftest import MONDAY_MORNING
from tests.contents import numbers_run_on

NOW: dt.datetime = MONDAY_MORNING


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return Engine(load(numbers_run_on(tmp_path_factory.mktemp("second") / "content")))


def answer(engine: Engine, question: str) -> Reply:
    return reply_from(engine.search(question), engine.library, NOW)


def said(reply: Reply) -> list[str]:
    return [part.text for part in reply.parts if isinstance(part, Text)]


def offered(reply: Reply) -> list[str]:
    return [each.label for part in reply.parts if isinstance(part, Choices) for each in part.choices]


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (
            "child z rec 1 for the police",
            "Child Z has no recommendation 1 for the police. For the police it has numbers 4 and 5.",
        ),
        (
            "rec 1 for the police",
            "Child Z has no recommendation 1 for the police. For the police it has numbers 4 and 5.",
        ),
        (
            "child z rec 4 for schools",
            "Child Z has no recommendation 4 for schools and colleges. "
            "For schools and colleges it has numbers 1 to 3.",
        ),
        (
            "child p rec 2 for housing",
            "Child P has no recommendation 2 for housing. For housing it has number 1 only.",
        ),
    ],
)
def test_a_number_that_is_not_there_is_refused_with_the_numbers_that_are(
    engine: Engine, question: str, sentence: str
) -> None:
    reply = answer(engine, question)

    assert reply.status == "not_held"
    assert said(reply) == [sentence]


@pytest.mark.parametrize(
    "question",
    [
        "child z recommendations for midwives",
        "child z midwives",
        "what did child z recommend for midwives",
        "child z rec 2 for midwives",
    ],
)
def test_an_agency_that_only_the_other_review_speaks_to_is_refused_by_name(
    engine: Engine, question: str
) -> None:
    reply = answer(engine, question)

    assert said(reply) == [
        "Child Z has no recommendations for midwifery and neonatal services. "
        "It has recommendations for schools and colleges and the police."
    ]
    assert offered(reply) == ["Child Z: schools and colleges", "Child Z: the police"]


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("s17 whats that", "term/section-17"),
        ("s17", "term/section-17"),
        ("whats s47", "term/section-47"),
        ("s2", "child-z/schools/2"),
    ],
)
def test_a_section_of_an_act_is_not_a_numbered_recommendation(
    engine: Engine, question: str, entry: str
) -> None:
    assert answer(engine, question).entries == (entry,)

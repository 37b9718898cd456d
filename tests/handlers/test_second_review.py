"""A second review beside Child P, numbered throughout: neither is answered with the other's words."""

import datetime as dt
import re
from pathlib import Path

import pytest

from handlers.ask import reply_from
from handlers.messages import Choices, Reply, Text
from knowledge.load import load
from knowledge.search.engine import Engine
from tests.conftest import MONDAY_MORNING
from tests.contents import edit, numbers_run_on

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


@pytest.mark.parametrize("place", ["Surrey", "surrey", "Leeds"])
def test_the_review_of_another_place_is_refused_by_name(engine: Engine, place: str) -> None:
    reply = answer(engine, f"what did the {place} review recommend on housing")

    assert said(reply) == [
        f"The {place.capitalize()} review is not held here. The knowledge base holds Child P and Child Z."
    ]


@pytest.mark.parametrize(
    ("question", "entries"),
    [
        ("child z information sharing", ("child-z/schools/3", "child-z/police/4")),
        ("what does child z say about curiosity", ("child-z/police/5",)),
        ("which recommendations mention section 11", ("child-p/hscp/2", "child-p/hscp/3")),
        ("which recommendations mention section 17", ()),
        ("is anything overdue in child z", ("child-z/schools/2", "child-z/police/5")),
        ("who was the independent reviewer", ("child-p",)),
        ("who led the child z review", ("child-z",)),
    ],
)
def test_a_case_with_a_topic_a_section_or_a_date_finds_what_carries_it(
    engine: Engine, question: str, entries: tuple[str, ...]
) -> None:
    assert answer(engine, question).entries == entries


@pytest.mark.parametrize(
    "question", ["who was the health visitor in child p", "who was the social worker for child z"]
)
def test_nobody_is_named(engine: Engine, question: str) -> None:
    assert said(answer(engine, question)) == [
        "The knowledge base does not hold the names of workers, children or families."
    ]


def test_where_no_date_was_written_down_that_is_said(tmp_path: Path) -> None:
    folder = numbers_run_on(tmp_path / "content")
    review = "reviews/child-z.yaml"
    edit(folder, review, "    due:\n    - what: a second supervisor\n      words: by September 2024\n", "")
    edit(folder, review, "      by: 2024-09-30\n", "")
    edit(folder, review, "    due:\n    - what: the course completed by every officer\n", "")
    edit(folder, review, "      words: by the end of March 2025\n      by: 2025-03-31\n", "")

    assert said(answer(Engine(load(folder)), "is anything overdue in child z")) == [
        "No promised dates are recorded for Child Z, so what is overdue is not known here."
    ]


@pytest.mark.parametrize(("named", "held"), [("Child Z", "child-p"), ("Child P", "child-z")])
def test_no_question_about_one_review_is_answered_from_the_other(
    engine: Engine, named: str, held: str
) -> None:
    case = re.compile(rf"\b{held.replace('-', ' ')}\b", re.IGNORECASE)
    asked = [
        case.sub(named, question)
        for entry in engine.library.entries.values()
        if entry.case == held
        for question in entry.questions
        if case.search(question)
    ]
    assert len(asked) > 5
    answered = [
        (question, found.entries)
        for question in asked
        if (found := engine.search(question)).entries
        and any(engine.library.entries[each].case == held for each in found.entries)
    ]
    assert answered == []


@pytest.mark.parametrize(
    "question",
    [
        "what does child z say about visits by unregistered staff",
        "child z invisible fathers",
        "child z embedded its use through",
        "is bruising mentioned anywhere in the child z response",
        "child z and non mobile infants with bruises",
        "gp to midwife referral form child z",
        "named gp training programme child z learning",
        "what does child z say about professional over optimism",
        "s11 audit 2020/21 child z focus",
    ],
)
def test_what_only_the_other_review_says_is_said_not_to_be_held(engine: Engine, question: str) -> None:
    found = engine.search(question)
    assert (found.decision, found.entries) == ("not_held", ())


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("give me a 7 minute briefing on child z", "briefing/child-z"),
        ("who carried out the child z review", "child-z"),
        ("give me a 7 minute briefing on child p", "briefing/child-p"),
        ("who carried out the child p review", "child-p"),
    ],
)
def test_each_review_has_a_briefing_and_an_account_of_its_own(
    engine: Engine, question: str, entry: str
) -> None:
    assert engine.search(question).entries == (entry,)

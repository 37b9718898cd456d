"""Which recommendations, agencies and cases a question means, and what is refused by name."""

from pathlib import Path

import pytest

from bot.asking import Asking
from handlers.plain import plain
from knowledge.load import load
from knowledge.search.engine import Engine
from knowledge.search.findings import Findings
from tests.conftest import Ask


@pytest.fixture(scope="module")
def engine(bot: Asking) -> Engine:
    assert bot.knowledge is not None
    return bot.knowledge.engine


@pytest.fixture(scope="module")
def child_z() -> Engine:
    return Engine(load(Path("tests/content_z")))


def entries(found: Findings) -> list[str]:
    return [each.removeprefix("child-p/") for each in found.entries]


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("reccomendation fore for midwives", "midwifery/4"),
        ("the thrid gp rec", "gp/3"),
        ("wreck four for midwives", "midwifery/4"),
        ("h/v no 2", "health-visiting/2"),
        ("gee pee rec three", "gp/3"),
        ("What is the first of the doctors' recommendations?", "gp/1"),
        ("of the six for midwifery give me the fourth", "midwifery/4"),
        ("third from last midwifery", "midwifery/4"),
        ("the middle hv one", "health-visiting/2"),
        ("last two hscp recs", "hscp/5 hscp/6"),
        ("recs one, two, three midwifery", "midwifery/1 midwifery/2 midwifery/3"),
        ("recommendations i and ii for gps", "gp/1 gp/2"),
        ("first and last hv recs", "health-visiting/1 health-visiting/3"),
        ("the one after gp 1", "gp/2"),
        ("mid wives rec 4", "midwifery/4"),
        ("has gp rec 3 to midwives been done", "gp/3"),
        ("rec 6 icon", "midwifery/6"),
        ("rec 2 4 gps", "gp/2"),
        ("midwifery one to three", "midwifery/1 midwifery/2 midwifery/3"),
        ("gp 1 and hv 3", "health-visiting/3 gp/1"),
        ("rec 3 for hvs and gps", "health-visiting/3 gp/3"),
        ("rec 1 for every agency", "midwifery/1 health-visiting/1 gp/1 housing/1 hscp/1"),
        ("rec six for hscp not midwifery", "hscp/6"),
        ("docs number 2", "gp/2"),
        ("board recommendation six", "hscp/6"),
    ],
)
def test_numbers_find_their_recommendations_however_they_are_put(
    engine: Engine, question: str, wanted: str
) -> None:
    assert entries(engine.search(question)) == wanted.split()


@pytest.mark.parametrize(
    "question",
    [
        "hv rec zero",
        "rec minus one for gps",
        "recommendation twenty one for midwives",
        "whats after hv 3",
        "rec 1000 for gps",
        "rec 4.2 midwives",
        "gp rec 4b",
        "docs no 6",
    ],
)
def test_numbers_that_do_not_exist_are_refused(engine: Engine, question: str) -> None:
    assert engine.search(question).decision == "no_such_number"


@pytest.mark.parametrize(
    "question",
    [
        "recs 4 gps",
        "3 recs for gps?",
        "hi its sarah here, gp recs please",
        "the gp recs for a slide",
        "I'm the safeguarding lead at a practice. What has been recommended for general practice?",
        "list the gp ones and whether theyre done",
        "what does it ask of doctors surgeries",
        "gp recs, doing a talk for my team at 2",
    ],
)
def test_all_for_an_agency_whoever_asks_and_whatever_for(engine: Engine, question: str) -> None:
    assert entries(engine.search(question)) == ["gp/1", "gp/2", "gp/3"]


def test_all_but_one_agency(engine: Engine) -> None:
    found = entries(engine.search("all recs except the midwifery and gp ones"))

    assert {each.split("/")[0] for each in found} == {"health-visiting", "housing", "hscp"}


@pytest.mark.parametrize(
    "question",
    ["recs for council solicitors", "third recommendation for social care", "dental practice recs",
     "recs for parents", "mash recs", "recs for sexual health clinics"],
)  # fmt: skip
def test_the_agency_that_is_meant_is_refused_and_not_the_one_beside_it(engine: Engine, question: str) -> None:
    assert engine.search(question).decision == "no_such_audience"


def test_of_two_agencies_the_one_without_is_named_and_the_other_listed(engine: Engine, ask: Ask) -> None:
    assert entries(engine.search("recs for gps and police")) == ["gp/1", "gp/2", "gp/3"]
    assert "Child P has no recommendations for the police." in plain(ask("recs for gps and police"))


def test_of_two_numbers_the_one_that_does_not_exist_is_named(ask: Ask) -> None:
    assert "Child P has no recommendation 4 for GP services." in plain(ask("gp recs 3 and 4"))


def test_counted_from_the_end_beyond_the_first(ask: Ask) -> None:
    assert "Child P has fewer recommendations for housing than that. It has number 1 only." in plain(
        ask("second to last housing rec")
    )
    assert ask("last four gp recs").entries == ("child-p/gp/1", "child-p/gp/2", "child-p/gp/3")


def test_a_school_year_is_no_number(engine: Engine) -> None:
    assert engine.search("quarter one 2022/23 hscp rec").facets.numbers == ()


def test_documents_are_no_doctors(engine: Engine) -> None:
    assert engine.search("which docs are there for midwives").facets.audiences == ("midwifery",)


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("child p2", "Child P2"),
        ("chidl q review", "Child Q"),
        ("child 'q'", "Child Q"),
        ("child cue review", "Child Q"),
        ("basingstoke scr", "The Basingstoke review"),
        ("twins C and D review - supervision for midwives", "Twins C"),
        ("the Q review", "Review Q"),
        ("review in leeds about neglect", "The Leeds review"),
        ("national panel annual report", "The national panel annual report"),
        ("SAR recs for housing", "The SAR"),
        ("“The Myth of Invisible Men” recs", "The Myth of Invisible Men"),
        ("sara sharif what about housing", "Sara Sharif"),
        ("the one about Ethan, shaken baby", "That case"),
        ("the Mason review", "That case"),
        ("review into the death of Maya", "That case"),
        ("Laming report 2003 rec 1", "That case"),
        ("the 2017 scr", "That case"),
        ("IICSA final report", "IICSA"),
        ("the Ockenden final report", "That case"),
        ("peter connelly serious case review", "Peter Connelly"),
        ("myth of invisible men review", "The Myth of Invisible Men"),
        ("the silence of neighbours review", "That case"),
    ],
)
def test_another_review_is_refused_by_name(engine: Engine, question: str, named: str) -> None:
    found = engine.search(question)

    assert (found.decision, found.facets.unknown_case) == ("no_such_case", named)


@pytest.mark.parametrize(
    "question",
    ["p child scr gp rec 1", "CP review, gp rec 1", "the hampshire scr gp rec 1", "C.P. scr gp rec 1",
     "child pee gp rec 1", "that hampshire SCR by Alex Walters, gp rec 1"],
)  # fmt: skip
def test_the_case_that_is_held_is_known_however_it_is_written(engine: Engine, question: str) -> None:
    assert entries(engine.search(question)) == ["gp/1"]


@pytest.mark.parametrize(
    "question",
    ["what is a rapid review", "was the maternity policy reviewed", "report by alex walters",
     "is the child a boy", "what is a national review", "my manager sarah wants the hv recs",
     "i have a case in gosport"],
)  # fmt: skip
def test_not_every_review_is_another_case(engine: Engine, question: str) -> None:
    assert engine.search(question).facets.unknown_case is None


def test_what_has_no_words_asks_for_no_review(engine: Engine) -> None:
    assert not engine.lexical("?!").any()


def test_other_content_has_other_cases_and_places(child_z: Engine) -> None:
    assert child_z.search("z child scr").facets.case == "child-z"
    assert child_z.search("child p recs").facets.unknown_case == "Child P"

"""Whoever asks for all of something gets all of it, and nothing else."""

import pytest

from tests.conftest import Ask

UNFINISHED = {
    "child-p/midwifery/2",
    "child-p/midwifery/3",
    "child-p/midwifery/5",
    "child-p/health-visiting/2",
    "child-p/hscp/1",
    "child-p/hscp/3",
    "child-p/hscp/6",
}


@pytest.mark.parametrize(
    ("question", "entries"),
    [
        ("which responses bring in the workforce development group", {"hscp/4", "housing/1"}),
        ("recs where badgernet comes up", {"midwifery/1", "midwifery/5"}),
        ("which recommendations mention section 11", {"hscp/2", "hscp/3"}),
        ("list the hscp recs that mention an audit", {"hscp/1", "hscp/2", "hscp/3"}),
        ("every rec that mentions covid or the lullaby trust", {"midwifery/2", "midwifery/6"}),
        ("which recs mention the neonatal unit", {"midwifery/3", "midwifery/6"}),
    ],
)
def test_recommendations_that_mention_something(ask: Ask, question: str, entries: set[str]) -> None:
    assert set(ask(question).entries) == {f"child-p/{each}" for each in entries}


def test_what_no_recommendation_mentions_is_not_held(ask: Ask) -> None:
    assert ask("which recommendations mention genograms").status == "not_held"


@pytest.mark.parametrize(
    "question",
    [
        "whats still outstanding from child p",
        "which recs are still open",
        "what have they still got to finish",
    ],
)
def test_what_was_not_finished(ask: Ask, question: str) -> None:
    assert set(ask(question).entries) == UNFINISHED


def test_what_was_only_promised(ask: Ask) -> None:
    assert ask("anything that is only promised so far").entries == ("child-p/hscp/3",)


def test_what_was_due_in_a_year_that_is_named(ask: Ask) -> None:
    assert set(ask("which recs had a deadline in march 2022").entries) == {"child-p/midwifery/2"}
    assert set(ask("what is due in 2022/23").entries) == {"child-p/hscp/1", "child-p/hscp/3"}


def test_finished_or_not_asks_of_one(ask: Ask) -> None:
    assert ask("housing action: complete or outstanding").entries == ("child-p/housing/1",)


def test_everything_about_a_subject_is_all_that_was_recommended_on_it(ask: Ask) -> None:
    about = {"midwifery/1", "health-visiting/1", "gp/1", "hscp/1"}
    found = ask("everything about the unborn baby protocol").entries
    assert set(found) == {f"child-p/{each}" for each in about}

"""Whoever asks how many gets a passage that says how many, or is told that it is not held."""

import pytest

from knowledge.search.figures import has_figure, says
from tests.conftest import Ask


@pytest.mark.parametrize(
    "text", ["reviewed in March 2021", "in Quarter One of 2022/23", "Level 3 training", "Section 11"]
)
def test_a_date_or_a_name_is_no_figure(text: str) -> None:
    assert not has_figure(text)


@pytest.mark.parametrize("text", ["discussed in 93% of discharges", "one session per quarter"])
def test_a_count_or_a_share_is_one(text: str) -> None:
    assert has_figure(text)


def test_how_many_is_not_answered_by_a_passage_without_a_figure(ask: Ask) -> None:
    assert ask("how many replies did the survey on the unborn protocol get").status == "not_held"
    assert ask("what did the survey on the unborn protocol look at").entries[0] == "child-p/hscp/1"


@pytest.mark.parametrize(
    ("question", "lacks", "has"),
    [
        ("what % of notes had it", "an audit is planned", "discussed in 93% of discharges"),
        ("how much does it cost", "training was given", "training was funded by the trust"),
        ("when was it launched", "the protocol was launched", "launched in March 2021"),
        ("which month was that", "reported to the board", "reported in June"),
        ("how often does it meet", "it meets to share information", "it meets monthly"),
        ("how long does it last", "a session is held", "a session lasts two hours"),
        ("what did the audit find", "an audit is under way", "an audit highlighted gaps"),
        ("results of the survey", "a survey was done", "the survey showed that few knew it"),
        (
            "who is the safeguarding midwife",
            "the safeguarding midwife joined",
            "the midwife (Ann Other) joined",
        ),
        ("how many staff went", "in 93% of discharges", "of the staff 40 went"),
    ],
)
def test_a_share_a_sum_and_a_date_are_asked_of_a_passage_that_has_one(
    question: str, lacks: str, has: str
) -> None:
    assert not says(question, (lacks,))
    assert says(question, (lacks, has))


def test_a_page_elsewhere_may_say_when_or_for_how_much() -> None:
    assert says("when is the next webinar", ("a webinar on disguised compliance",), pages=True)
    assert not says("how many staff went to the webinar", ("a webinar on it",), pages=True)


def test_names_results_and_numbers_that_no_passage_has_are_not_held(ask: Ask) -> None:
    for question in (
        "who is the specialist midwife for safeguarding at UHS",
        "what did the multi agency audit on safeguarding infants find",
        "how many staff went to the disguised compliance webinars",
        "how often should a surgery hold its vulnerable families meeting",
    ):
        assert ask(question).status in {"not_held", "choices"}, question
    assert ask("how often do neonatal staff get safeguarding supervision").entries[0] == "child-p/midwifery/3"


def test_any_passage_may_answer_any_other_question() -> None:
    assert says("what happens when a mum does not come", ("it is followed up",))


def test_how_many_midwives_is_no_question_for_their_recommendations(ask: Ask) -> None:
    assert not [each for each in ask("how many midwives are there at UHS").entries if "child-p/" in each]
    assert len(ask("how many recs for midwives").entries) == 6
    assert len(ask("how many for midwives").entries) == 6


def test_what_a_curator_answers_in_their_own_words_is_answered(ask: Ask) -> None:
    assert ask("how many of my messages do you keep").entries == ("answer/what-is-kept",)


def test_a_curators_own_question_is_answered_in_a_conversation_too(ask: Ask) -> None:
    for turns in (("when is the EPDS used",), ("gp rec 2", "when is the EPDS used")):
        assert ask(*turns).entries[0] == "term/epds"


def test_to_find_out_is_no_question_for_a_result(ask: Ask) -> None:
    assert says("did they find out who knows the protocol", ("a survey was done",))
    assert not says("what did the survey find", ("a survey was done",))


@pytest.mark.parametrize(
    "turns",
    [
        ("section 11 audit of single agency procedures", "what did it find"),
        ("section 11 audit of single agency procedures", "how many agencies got feedback"),
        ("gp rec 2", "how many did it reach"),
    ],
)
def test_what_was_shown_is_not_shown_again_for_what_it_does_not_say(ask: Ask, turns: tuple[str, ...]) -> None:
    assert ask(*turns).entries == ()

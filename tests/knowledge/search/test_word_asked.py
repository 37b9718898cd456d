"""A word that somebody heard is explained, whatever else they tell about where they heard it."""

import pytest

from tests.conftest import Ask


@pytest.mark.parametrize(
    ("question", "term"),
    [
        ("the consultant wrote MARAC on the board, whats that", "term/marac"),
        ("my manager keeps on about the PLO, what is that please", "term/plo"),
        ("someone mentioned cdop at huddle and I just nodded", "term/cdop"),
        ("LNA - never heard of it", "term/lna"),
        ("what is a core group, and do I have to go", "term/core-group"),
    ],
)
def test_the_word_is_explained(ask: Ask, question: str, term: str) -> None:
    assert ask(question).entries[:1] == (term,)


@pytest.mark.parametrize(
    "question",
    [
        "how many people had never heard of the CDOP",
        "what share of staff at the MARAC had never heard of it",
        "who chairs the MARAC in Leeds, no idea",
        "what is the MARAC rota for next week",
    ],
)
def test_a_fact_about_it_is_not_its_meaning(ask: Ask, question: str) -> None:
    assert ask(question).status != "answered"

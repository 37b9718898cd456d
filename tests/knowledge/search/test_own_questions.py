"""A question that a curator wrote for an entry finds that entry, however it is dressed."""

from collections.abc import Sequence

from knowledge.search.own_questions import OwnQuestions
from knowledge.search.words import Token, tokens


def _asked(*pairs: tuple[str, int]) -> list[tuple[Sequence[Token], int]]:
    return [(tokens(text), owner) for text, owner in pairs]


OWN = OwnQuestions(
    _asked(
        ("what about missed appointments", 3),
        ("who checks supervision", 5),
        ("who checks supervision?", 5),
        ("is it done", 1),
        ("is it done", 2),
        ("", 4),
    )
)


def test_the_same_words_find_their_entry() -> None:
    assert OWN.owner(tokens("What about missed appointment?")) == 3


def test_a_question_written_twice_for_one_entry_finds_it() -> None:
    assert OWN.owner(tokens("who checks supervision")) == 5


def test_a_question_that_two_entries_share_finds_neither() -> None:
    assert OWN.owner(tokens("is it done")) is None


def test_other_words_another_order_or_none_find_nothing() -> None:
    for text in ("missed appointments what about", "who checks", ""):
        assert OWN.owner(tokens(text)) is None
    assert OwnQuestions(()).owner(tokens("anything")) is None

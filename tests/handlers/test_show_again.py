"""Someone shares an answer: it is made again from its entries, without the question that was asked."""

import pytest

from bot.asking import Asking
from handlers.ask import show_again
from knowledge.library import Library
from tests.conftest import MONDAY_MORNING, Ask


@pytest.fixture
def library(bot: Asking) -> Library:
    assert bot.knowledge is not None
    return bot.knowledge.library


@pytest.mark.parametrize(
    "question", ["what does Child P say about missed appointments", "recommendations for midwives"]
)
def test_it_says_what_the_answer_said(ask: Ask, library: Library, question: str) -> None:
    asked = ask(question)
    again = show_again(asked.entries, library, MONDAY_MORNING)
    assert again.parts == asked.parts
    assert (again.entries, again.status, again.private) == (asked.entries, "answered", False)


def test_entries_that_are_gone_are_left_out(library: Library) -> None:
    again = show_again(("child-p/gone/9", "child-p/midwifery/2"), library, MONDAY_MORNING)
    assert again.entries == ("child-p/midwifery/2",)


def test_when_all_are_gone_it_says_that_nothing_is_held(library: Library) -> None:
    assert show_again(("child-p/gone/9",), library, MONDAY_MORNING).status == "not_held"

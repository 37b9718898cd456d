"""Someone types into a search box: entries to pick from, or words in their place. Safety comes first."""

import datetime as dt

import pytest

from bot.asking import Asking
from handlers import wording
from handlers.search_box import MOST, Searched, search_box
from tests.conftest import MONDAY_MORNING


@pytest.fixture
def searched(bot: Asking) -> "Searching":
    return Searching(bot)


class Searching:
    """Searches the packaged content."""

    def __init__(self, bot: Asking) -> None:
        self.bot = bot

    def __call__(self, text: str, now: dt.datetime = MONDAY_MORNING) -> Searched:
        assert self.bot.knowledge is not None
        return search_box(text, self.bot.knowledge, now)


def entries(searched: Searched) -> list[str]:
    return [each for reply in searched.found for each in reply.entries]


def test_a_question_finds_its_entry(searched: Searching) -> None:
    assert entries(searched("what does Child P say about missed appointments"))[0] == "child-p/midwifery/2"


def test_a_few_words_find_as_well(searched: Searching) -> None:
    assert entries(searched("icon"))[:2] == ["term/icon", "programme/icon"]


def test_what_was_nearly_as_good_is_offered_too(searched: Searching) -> None:
    found = entries(searched("missed appointments"))
    assert "policy/missed-appointment" in found
    assert {"child-p/midwifery/2", "child-p/hscp/5"} & set(found)
    assert len(found) == len(set(found)) <= MOST


def test_a_long_list_is_cut(searched: Searching) -> None:
    found = searched("what are the recommendations in child p")
    assert len(entries(found)) == MOST
    assert found.note == ""


def test_what_could_be_meant_is_offered_to_pick_from(searched: Searching) -> None:
    assert len(entries(searched("rec 2"))) > 1


@pytest.mark.parametrize("text", ["", "a", "  ?? ", "mi", "help", "hello", "thanks"])
def test_with_too_little_to_go_on_it_says_what_to_type(searched: Searching, text: str) -> None:
    assert searched(text) == Searched(note=wording.SEARCH_HINT)


def test_what_is_not_held_is_said_not_to_be_held(searched: Searching) -> None:
    assert searched("what did child q recommend").note.startswith("Child Q is not held here.")
    assert searched("the price of fish in Grimsby").note == wording.NOT_HELD


@pytest.mark.parametrize(
    "text",
    [
        "he is hitting her right now",
        "a baby on my caseload has a new bruise what do I do",
        "I think a child is being abused by his stepfather today",
    ],
)
def test_a_live_concern_gets_999_and_nothing_to_pick(searched: Searching, text: str) -> None:
    found = searched(text)
    assert (found.urgent, found.found) == (True, ())
    assert "call 999" in found.note


def test_identifying_details_find_nothing_to_pick(searched: Searching) -> None:
    found = searched("supervision policy Jane Smith born 3 March 2024")
    assert found == Searched(note=wording.SEARCH_IDENTIFYING)

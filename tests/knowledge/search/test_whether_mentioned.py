"""Whether something is mentioned in a review: the recommendations that say it, or that nothing does."""

import pytest

from tests.conftest import Ask


def test_those_that_say_it_are_shown(ask: Ask) -> None:
    assert ask("is the lullaby trust mentioned in child p").entries == ("child-p/midwifery/6",)
    assert ask("does BadgerNet come up in the child p response").entries
    assert "child-p/midwifery/6" in ask("is ICON mentioned in child p").entries


@pytest.mark.parametrize("thing", ["genograms", "fathers", "domestic abuse", "the police"])
def test_what_nothing_says_is_not_held(ask: Ask, thing: str) -> None:
    assert ask(f"are {thing} mentioned in child p").status == "not_held"

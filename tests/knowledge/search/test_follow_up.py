"""A short second message asks more of what was just shown; one of something else does not."""

import pytest

from tests.conftest import Ask


@pytest.mark.parametrize(
    ("turns", "entries"),
    [
        (("everything for midwifery", "which of those are finished"), (1, 4, 6)),
        (("what is still outstanding from child p", "only the midwifery ones"), (2, 3, 5)),
    ],
)
def test_a_part_of_the_list_that_was_shown(
    ask: Ask, turns: tuple[str, ...], entries: tuple[int, ...]
) -> None:
    assert ask(*turns).entries == tuple(f"child-p/midwifery/{each}" for each in entries)


@pytest.mark.parametrize(
    ("turns", "first"),
    [
        (("what was recommended on ICON", "what does that stand for"), "term/icon"),
        (("gp vulnerable family meetings recommendation", "who do i ask about it"), "contact/hscp"),
        (("gp vulnerable family meetings recommendation", "why was it hard"), "child-p/gp/2"),
        (("gp rec 2", "does the partnership have one on the same subject"), "child-p/hscp/3"),
        (("what is BadgerNet", "do gps see it"), "system/badgernet"),
        (
            ("oversight of visits by unregistered staff", "which recommendation is that"),
            "child-p/midwifery/4",
        ),
    ],
)
def test_more_of_what_was_shown(ask: Ask, turns: tuple[str, ...], first: str) -> None:
    assert ask(*turns).entries[0] == first


def test_recommendations_that_name_what_was_shown(ask: Ask) -> None:
    found = ask("what is a learning needs analysis", "which recs is it in").entries
    assert set(found) == {"child-p/hscp/4", "child-p/hscp/6"}


@pytest.mark.parametrize("after", ["will it rain tomorrow", "who won it last night", "what does MASH mean"])
def test_what_is_of_something_else_shows_nothing_again(ask: Ask, after: str) -> None:
    assert "child-p/gp/2" not in ask("gp rec 2", after).entries


@pytest.mark.parametrize(
    ("turns", "first"),
    [
        (("out of hours number southampton", "no wait the family lives in fareham"), "contact/hampshire-ooh"),
        (("who do i ring in havant", "its half 11 at night"), "contact/hampshire-ooh"),
        (("icon at discharge", "who do i ring about that"), "contact/icon"),
        (("safe sleep advice for parents on discharge", "a helpline they can phone"), "contact/icon"),
        (("gp rec 2", "who do i ring about that"), "contact/hscp"),
    ],
)
def test_whom_to_ring_after_something_was_shown(ask: Ask, turns: tuple[str, ...], first: str) -> None:
    assert ask(*turns).entries[0] == first

"""Which recommendation number is meant, however it is written."""

import pytest

from knowledge.search.numbers import NumberFound, find_number
from knowledge.search.words import tokens

AUDIENCES = {"midwives", "hv", "gp", "housing", "hscp"}


def read(text: str, *, elliptic: bool = False) -> NumberFound:
    words = tokens(text)
    audience_at = {place for place, each in enumerate(words) if each.word in AUDIENCES}
    return find_number(words, audience_at, audience_at, elliptic=elliptic)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("rec 4 for midwives", (4,)),
        ("rec4 midwives", (4,)),
        ("gp 3", (3,)),
        ("GP3", (3,)),
        ("3 for housing", (3,)),
        ("the 2nd hv recommendation", (2,)),
        ("third hv rec", (3,)),
        ("recommendation number six", (6,)),
        ("rec iii", (3,)),
        ("rec 12 for hscp", (12,)),
        ("recommendation to for midwives", (2,)),
        ("midwives rec 2 and 3", (2, 3)),
        ("hscp recs 2, 3 and 4", (2, 3, 4)),
        ("first three for midwives", (1, 2, 3)),
    ],
)
def test_numbers_in_digits_words_and_ordinals(text: str, values: tuple[int, ...]) -> None:
    assert read(text).values == values


@pytest.mark.parametrize(
    "text",
    [
        "one session per quarter for midwives",
        "level 3 training",
        "8 week old",
        "the housing one",
        "is there no 3 day course",
        "march 2021",
        "the six midwives",
        "recommendation to midwives",
        "7 minute briefing",
        "rang 0300 and no one picked up",
        "half 11 at night",
        "no i meant the other one",
    ],
)
def test_quantities_counts_and_the_pronoun_one_are_no_numbers(text: str) -> None:
    assert read(text).values == ()


def test_in_a_follow_up_a_bare_number_is_enough() -> None:
    assert read("and 3", elliptic=True).values == (3,)
    assert read("and 3").values == ()
    assert read("its half 11 at night", elliptic=True).values == ()


def test_the_last_and_the_next() -> None:
    assert read("last rec for hv").from_end == 1
    assert read("second to last for midwives").from_end == 2
    assert read("next one", elliptic=True).step == 1
    assert read("go back one", elliptic=True).step == -1

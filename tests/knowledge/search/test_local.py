"""Whom to phone in a town: the numbers of the council area that it lies in, or of all areas."""

from pathlib import Path

import pytest

from bot.asking import Asking
from knowledge.load import load
from knowledge.search.engine import Engine
from tests.conftest import Ask


@pytest.fixture(scope="module")
def engine(bot: Asking) -> Engine:
    assert bot.knowledge is not None
    return bot.knowledge.engine


def areas(engine: Engine, question: str) -> set[str]:
    """The areas whose children's services are answered with, by the first word of each contact's id."""
    return {each.removeprefix("contact/").split("-")[0] for each in engine.search(question).entries}


@pytest.mark.parametrize(
    ("question", "area"),
    [
        ("who do i ring in Fareham", "hampshire"),
        ("children's services number for Cowes", "iow"),
        ("social services southsea", "portsmouth"),
        ("bitterne mash", "southampton"),
        ("i have a case in Gosport who do i ring", "hampshire"),
        ("lado winchester", "lado"),
        ("phone number for farham childrens services", "hampshire"),
    ],
)
def test_a_town_gets_the_numbers_of_its_own_area(engine: Engine, question: str, area: str) -> None:
    assert areas(engine, question) == {area}


@pytest.mark.parametrize("question", ["who do i ring in Newport", "who do i ring in Oakhanger"])
def test_an_unknown_town_gets_the_numbers_of_all_areas(engine: Engine, question: str) -> None:
    assert areas(engine, question) >= {"hampshire", "iow", "portsmouth", "southampton"}


def test_another_county_gets_the_page_that_finds_its_council(engine: Engine) -> None:
    found = engine.search("number for Bournemouth childrens services")

    assert found.entries == ("contact/find-council",)


def test_the_line_for_professionals_is_told_from_that_for_the_public(engine: Engine) -> None:
    assert engine.search("southampton childrens services number for the public").entries == (
        "contact/southampton-public",
    )


@pytest.mark.parametrize(
    "question",
    ["foodbank near basingstoke", "who is the named gp for basingstoke", "midwives in winchester recs"],
)
def test_a_town_beside_something_else_is_no_call_for_childrens_services(
    engine: Engine, question: str
) -> None:
    assert not any(each.startswith("contact/") for each in engine.search(question).entries)


def test_no_word_is_put_right_into_a_town(engine: Engine) -> None:
    assert engine.search("what about the siblings").facets.areas == ()


def test_another_partnership_has_its_own_areas_and_towns() -> None:
    library = load(Path("tests/content_z"))
    engine = Engine(library)

    assert engine.search("who do i ring in ambleton").entries == ("contact/westmarch",)
    assert engine.search("who do i ring in fareham").facets.areas == ()
    assert list(library.area_names.values()) == ["Westmarch"]
    assert engine.search("the westmarch scr").facets.case == "child-z"
    assert engine.search("the hampshire scr").facets.unknown_case == "The Hampshire review"


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("I'm a health visitor in Gosport, who do i ring", "contact/hampshire-professionals"),
        ("gosport, sunday night, which number for children's services", "contact/hampshire-ooh"),
        ("southampton at 3am, duty social worker number", "contact/southampton-ooh"),
        ("dentist in cowes here, who do i phone", "contact/iow-professionals"),
    ],
)
def test_the_line_for_whoever_asks_and_for_the_time_of_day(ask: Ask, question: str, first: str) -> None:
    assert ask(question).entries[0] == first


@pytest.mark.parametrize(
    ("question", "entries"),
    [
        ("southampton out of hours childrens services", ("contact/southampton-ooh",)),
        ("professionals number for hampshire childrens services", ("contact/hampshire-professionals",)),
        ("out of hours social worker", ("contact/hampshire-ooh", "contact/southampton-ooh")),
        ("out of hours childrens services", ("contact/hampshire-ooh", "contact/southampton-ooh")),
    ],
)
def test_only_the_line_that_was_asked_for(ask: Ask, question: str, entries: tuple[str, ...]) -> None:
    assert ask(question).entries == entries


def test_where_a_child_lives_is_enough(ask: Ask) -> None:
    assert ask("child lives in Basingstoke").entries[0] == "contact/hampshire-public"


@pytest.mark.parametrize("question", ["asdfghjkl", "bonjour"])
def test_nothing_is_offered_that_has_nothing_to_do_with_it(engine: Engine, question: str) -> None:
    assert engine.search(question).related == ()


@pytest.mark.parametrize(
    ("question", "area"),
    [
        ("child lives in gosport school is in portsmouth who do i refer to", "hampshire"),
        ("family live in cowes, gp is in southampton, who do i ring", "iow"),
        ("the family lives in Portsmouth and I work in Hampshire. which number", "portsmouth"),
        ("kids live over in fareham, our clinic is in portsmouth, whose number", "hampshire"),
    ],
)
def test_where_the_child_lives_decides_not_where_anybody_works(
    engine: Engine, question: str, area: str
) -> None:
    found = engine.search(question).entries
    assert found
    other = {"hampshire", "iow", "portsmouth", "southampton"} - {area}
    day = [each for each in found if not each.endswith("-ooh")]
    assert not [each for each in day if each.removeprefix("contact/").split("-")[0] in other]


@pytest.mark.parametrize(
    ("question", "entries"),
    [
        ("who covers nights for hampshire social care", "hampshire-ooh"),
        (
            "southampton childrens services, all numbers day and night",
            "southampton-professionals southampton-public southampton-ooh",
        ),
        (
            "professionals numbers for the 4 areas please",
            "hampshire-professionals iow-professionals portsmouth-mash southampton-professionals",
        ),
        ("both nspcc lines", "nspcc-helpline nspcc-whistleblowing"),
        (
            "making a laminated card, need every lado in hips",
            "lado-hampshire lado-southampton lado-portsmouth lado-iow",
        ),
    ],
)
def test_several_lines_are_listed_together(engine: Engine, question: str, entries: str) -> None:
    assert set(engine.search(question).entries) == {f"contact/{each}" for each in entries.split()}


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("01329 225379 who is that", "contact/hampshire-professionals"),
        ("01983 823436 ?", "contact/iow-professionals"),
        ("whose number is +44 300 555 1373", "contact/hampshire-ooh"),
        ("does the line ending 1384 work at weekends", "contact/hampshire-public"),
        ("old poster says ring 1386 for hampshire mash. still correct?", "answer/number-for-adults"),
        ("is it 0300 555 1384 or 0300 555 1386 for hampshire kids", "answer/number-for-adults"),
        ("was 023 8083 3004 southampton's number", "contact/southampton-public"),
    ],
)
def test_whose_a_number_is(engine: Engine, question: str, entry: str) -> None:
    assert engine.search(question).entries == (entry,)


def test_a_year_is_no_telephone_number(engine: Engine) -> None:
    found = engine.search("working together 2018, is that current").entries
    assert not [each for each in found if each.startswith("contact/")]


DOORS = "contact/hampshire-public", "contact/southampton-ooh", "contact/portsmouth-mash"


@pytest.mark.parametrize(
    "question",
    ["who do i ring", "who can i call", "just give me someone to ring", "how do i get in touch", "phone"],
)
def test_who_to_ring_and_nothing_else_gets_childrens_services(engine: Engine, question: str) -> None:
    entries = engine.search(question).entries

    assert set(DOORS) <= set(entries)
    assert "contact/lullaby-trust" not in entries


@pytest.mark.parametrize(
    "question",
    ["it was very good to talk to you", "i want you to call me bailey", "please get connected to my phone"],
)
def test_what_only_speaks_of_talking_is_no_call_for_help(engine: Engine, question: str) -> None:
    assert "contact/hampshire-public" not in engine.search(question).entries


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        (("lado at the weekend hampshire", "and southampton?"), ("lado-southampton", "southampton-ooh")),
        (("lado southampton", "its saturday night, are they open"), ("lado-southampton",)),
        (("lado southampton", "who do i ring then"), ("lado-southampton",)),
        (("is there a form for referring to midwifery", "who do i ask then"), ("hscp",)),
        (("section 11 audit", "who do i ring about it"), ("hscp",)),
    ],
)
def test_asked_after_something_it_is_about_that(
    ask: Ask, turns: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    assert ask(*turns).entries == tuple(f"contact/{each}" for each in expected)


@pytest.mark.parametrize(
    ("question", "lados"),
    [
        ("who do i contact about a foster carer", {"hampshire", "iow", "portsmouth", "southampton"}),
        ("number for reporting a worker", {"hampshire", "iow", "portsmouth", "southampton"}),
        ("who do i contact about a teacher in southampton", {"southampton"}),
        ("who to contact about a member of staff", {"hampshire", "iow", "portsmouth", "southampton"}),
        ("who do i speak to about a practitioner in portsmouth", {"portsmouth"}),
    ],
)
def test_about_somebody_who_works_with_children_it_is_the_lado(
    engine: Engine, question: str, lados: set[str]
) -> None:
    assert set(engine.search(question).entries) == {f"contact/lado-{each}" for each in lados}


@pytest.mark.parametrize(
    "question",
    [
        "who do i ring about the midwife visit",
        "who do i contact about the health visitor recommendations",
        "what is recommended about a midwife",
    ],
)
def test_what_only_has_a_worker_in_it_is_not_about_that_worker(engine: Engine, question: str) -> None:
    assert not {each for each in engine.search(question).entries if each.startswith("contact/lado")}

"""A message with a child's or family's details is noticed; what is published and what is ordinary is not."""

from pathlib import Path

import numpy as np
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.name_lessons import digest
from knowledge.files import packaged_content
from knowledge.library import Library
from knowledge.load import load
from knowledge.privacy import identifying
from knowledge.privacy.wordlists import names, public_names
from tests.knowledge.privacy.details import filled

MESSAGES = yaml.safe_load((Path(__file__).parent / "messages.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def library() -> Library:
    return load()


def kinds(text: str, library: Library | None = None) -> set[str]:
    return {detail.kind for detail in identifying(text, library)}


@pytest.mark.parametrize("template", MESSAGES["warned"])
def test_details_are_noticed_whoever_they_are(template: str, library: Library) -> None:
    missed = [text for seed in range(8) if not identifying(text := filled(template, seed), library)]
    assert not missed


@pytest.mark.parametrize("text", MESSAGES["clear"])
def test_published_and_ordinary_words_are_not_details(text: str, library: Library) -> None:
    assert not identifying(text, library)


def test_part_of_an_address_is_no_name_of_its_own(library: Library) -> None:
    assert kinds("write to grace.baker@example.org", library) == {"email"}
    assert not kinds("contact info@rosehope.org", library)


def test_no_example_question_of_the_content_is_taken_for_a_persons_details(library: Library) -> None:
    questions = [question for entry in library.entries.values() for question in entry.questions]
    assert len(questions) > 500
    assert not [question for question in questions if identifying(question, library)]


def test_the_weights_were_fitted_on_the_examples_as_they_stand() -> None:
    with np.load(packaged_content() / "privacy" / "name-weights.npz") as weights:
        assert str(weights["examples"]) == digest(), "run: python -m benchmarks.name_weights"


@pytest.mark.parametrize(
    ("template", "kind"),
    [
        ("{first} {last} was seen", "name"),
        ("dob 3.4.21", "dob"),
        ("NHS no {nhs_bad}", "nhs_number"),
        ("{nhs}", "nhs_number"),
        ("ring {phone}", "phone"),
        ("{postcode}", "postcode"),
        ("lives at {street}", "address"),
        ("{email}", "email"),
        ("Mosaic ID 1029384", "case_number"),
    ],
)
def test_each_kind_is_named(template: str, kind: str) -> None:
    assert kind in kinds(filled(template, 1))


@pytest.mark.parametrize(
    ("number", "valid"), [("999 000 0018", True), ("999 000 0019", False), ("000 000 0000", False)]
)
def test_an_unlabelled_number_counts_only_with_its_check_digit(number: str, valid: bool) -> None:
    assert ("nhs_number" in kinds(number)) == valid


def test_a_published_number_is_known_from_the_contacts(library: Library) -> None:
    text = "is it 01962 876364"
    assert kinds(text) == {"phone"}
    assert kinds(text, library) == set()


def test_the_end_of_a_published_number_is_no_house_in_a_close(library: Library) -> None:
    assert identifying("what time does the 0300 555 1384 line close on fridays", library) == ()
    assert any(
        each.kind == "address" for each in identifying("write to 14 Ashby Close, 0300 555 1384", library)
    )


def test_the_reviewer_is_public_but_a_child_of_that_name_is_not(library: Library) -> None:
    assert not identifying("who is Alex " + "Walters", library)
    assert kinds("Alex" + "'s mum missed the scan", library) == {"name"}


def test_a_longer_name_that_begins_as_a_public_one_does_is_noticed(library: Library) -> None:
    assert not identifying("what changed after Jo " + "Cox", library)
    assert kinds("what changed after Jo " + "Coxonby", library) == {"name"}


def test_public_names_are_whole_names_not_first_names() -> None:
    first = names("first-names") | names("ordinary-names")
    assert not [name for name in public_names() if name.lower() in first]


@pytest.mark.parametrize(
    "template",
    [
        "NHS 9\u200b990\u200b000018",
        "0\u0667700 900\u0661\u0662\u0663",
        "ｄｏｂ ０３／０４／２１",
        "07700\u00a0900\u2011123",
        "{first}\u2019s bruise",
    ],
)
def test_odd_characters_hide_nothing(template: str) -> None:
    assert identifying(filled(template, 2))


def test_a_detail_says_where_but_not_what(library: Library) -> None:
    text = filled("\u200bNHS\u200b {nhs_plain} for {first} {last}", 3)
    for detail in identifying(text, library):
        value = text[detail.start : detail.end]
        assert value.strip()
        assert value not in repr(detail)
    found = {detail.kind: text[detail.start : detail.end] for detail in identifying(text, library)}
    assert found["nhs_number"] == "9990000018"


@settings(max_examples=300, deadline=None)
@given(text=st.text(max_size=200))
def test_any_text_can_be_looked_at(text: str) -> None:
    for detail in identifying(text):
        assert 0 <= detail.start < detail.end <= len(text)


@pytest.mark.parametrize(
    "piece",
    ["a", "1", " ", "-", "a@", "a.", "Aa ", "1 ", "+44 ", "name is ", "lives at ", "nhs no ", "born on the "],
)
def test_40000_odd_characters_can_be_looked_at(piece: str) -> None:
    assert not identifying((piece * 40_000)[:40_000])

"""The packaged content quotes the Child P response word for word, all of it, at the right place.

These tests do not use the code that `check` compares quotations with: they compare without any white space.
"""

import re
from collections import Counter
from hashlib import sha256

import pytest

from knowledge.library import Entry, Library
from knowledge.load import load
from knowledge.schema.base import Passage, Quotation
from knowledge.schema.reviews import AboutReview, Recommendation

LIBRARY = load()
SOURCE = LIBRARY.sources["child-p-response"]
LINES = SOURCE.text.split("\n")
HEADINGS = {
    "midwifery": "Recommendations for Midwifery/Neonatal Services",
    "health-visiting": "Recommendations for Health Visitors",
    "gp": "Recommendations for GP Services",
    "housing": "Recommendations for Housing",
    "hscp": "Recommendations for Hampshire Safeguarding Children Partnership (HSCP)",
}
COUNTS = {"midwifery": 6, "health-visiting": 3, "gp": 3, "housing": 1, "hscp": 6}
NUMBERS = ("One", "Two", "Three", "Four", "Five", "Six")
PAIRS = [entry for entry in LIBRARY.recommendations if entry.case == "child-p"]
RESOURCES = [entry for entry in LIBRARY.entries.values() if entry.kind == "resource"]


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def cited(lines: tuple[int, int]) -> str:
    return bare("".join(LINES[lines[0] - 1 : lines[1]]))


def item(entry: Entry) -> Recommendation:
    assert isinstance(entry.item, Recommendation)
    return entry.item


def both(entry: Entry) -> tuple[Passage, Passage]:
    """The recommendation and what the agency said it did."""
    response = item(entry).response
    assert response is not None
    return item(entry).recommendation, response


def quotations(library: Library) -> list[tuple[str, Quotation]]:
    return [(entry.id, each) for entry in library.entries.values() for each in library.quotations(entry)]


def test_the_stored_text_is_the_document_as_it_was_given() -> None:
    assert sha256(SOURCE.text.encode()).hexdigest() == (
        "da8069cc5f86a4aa35c46c1af17edceb9e685728eb1503df06ad170d0d6d7a02"
    )
    assert SOURCE.source.sha256 == sha256(SOURCE.text.encode()).hexdigest()


def test_there_are_nineteen_recommendations_under_five_headings() -> None:
    assert Counter(entry.audience for entry in PAIRS) == COUNTS
    assert [entry.id for entry in PAIRS] == [
        f"child-p/{audience}/{number}" for audience, count in COUNTS.items() for number in range(1, count + 1)
    ]
    assert {section.audience: section.section for section in LIBRARY.review("child-p").sections} == HEADINGS


@pytest.mark.parametrize("entry", PAIRS, ids=lambda entry: entry.id)
def test_a_recommendation_and_its_response_are_whole_and_verbatim(entry: Entry) -> None:
    for passage in both(entry):
        assert bare(passage.text) == cited(passage.lines)


@pytest.mark.parametrize("entry", PAIRS, ids=lambda entry: entry.id)
def test_paragraphs_are_those_of_the_document(entry: Entry) -> None:
    for passage in both(entry):
        first, last = passage.lines
        stored = "\n".join(LINES[first - 1 : last]).split("\n\n")
        assert [bare(part) for part in passage.text.split("\n\n")] == [
            bare(part) for part in stored if bare(part)
        ]
        assert all("\n" not in part and "  " not in part for part in passage.text.split("\n\n"))


@pytest.mark.parametrize("entry", PAIRS, ids=lambda entry: entry.id)
def test_a_recommendation_stands_under_its_own_headings(entry: Entry) -> None:
    above = [line.strip() for line in LINES[: item(entry).recommendation.lines[0] - 1]]
    headings = [line for line in above if line.startswith("Recommendation")]

    assert headings[-1] == f"Recommendation {NUMBERS[item(entry).number - 1]}:"
    assert [line for line in headings if line.startswith("Recommendations for")][-1] == (
        HEADINGS[entry.audience or ""]
    )
    recommendation, response = both(entry)
    assert recommendation.lines[1] < response.lines[0]


def test_the_pairs_and_the_introduction_cover_the_whole_document_once() -> None:
    quoted = Counter[int]()
    about = LIBRARY.entries["child-p"].item
    assert isinstance(about, AboutReview)
    passages = [*about.passages]
    for entry in PAIRS:
        passages += both(entry)
    for passage in passages:
        quoted.update(range(passage.lines[0], passage.lines[1] + 1))

    left = [line.strip() for number, line in enumerate(LINES, start=1) if line.strip() and not quoted[number]]

    assert all(count == 1 for count in quoted.values())
    assert left == [
        "Hampshire Safeguarding Children Partnership",
        "Response to the Recommendations from the",
        "Serious Case Review — Child P",
        *(
            heading
            for audience, count in COUNTS.items()
            for heading in (HEADINGS[audience], *(f"Recommendation {NUMBERS[n]}:" for n in range(count)))
        ),
    ]


@pytest.mark.parametrize(("entry", "quotation"), quotations(LIBRARY), ids=lambda value: str(value)[:40])
def test_every_quotation_anywhere_stands_at_its_lines(entry: str, quotation: Quotation) -> None:
    lines = [line.strip() for line in LINES[: quotation.lines[0] - 1]]

    assert quotation.source == "child-p-response"
    assert bare(quotation.text) in cited(quotation.lines)
    if quotation.recommendation is not None:
        assert quotation.section == [line for line in lines if line in HEADINGS.values()][-1]
        number = f"Recommendation {NUMBERS[quotation.recommendation - 1]}:"
        assert number == [line for line in lines if re.fullmatch(r"Recommendation \w+:", line)][-1]


@pytest.mark.parametrize("entry", PAIRS, ids=lambda entry: entry.id)
def test_labels_say_why(entry: Entry) -> None:
    recommendation = item(entry)

    assert (recommendation.coverage == "part") is (recommendation.coverage_note is not None)
    words = " ".join(passage.text for passage in both(entry))
    assert all(due.words in words for due in recommendation.due)


def test_the_promise_of_march_2022_and_the_two_launch_dates_are_labelled() -> None:
    promise = item(LIBRARY.entries["child-p/midwifery/2"])
    one, other = (item(LIBRARY.entries[f"child-p/{name}/1"]) for name in ("midwifery", "hscp"))

    assert [(due.words, due.by.isoformat()) for due in promise.due] == [("by March 2022", "2022-03-31")]
    assert promise.status != "done"
    assert [conflict.entry for conflict in one.conflicts_with] == ["child-p/hscp/1"]
    assert [conflict.entry for conflict in other.conflicts_with] == ["child-p/midwifery/1"]


@pytest.mark.parametrize("entry", [*PAIRS, *RESOURCES], ids=lambda entry: entry.id)
def test_there_are_at_least_eight_example_questions(entry: Entry) -> None:
    assert len({question.casefold() for question in entry.questions}) >= 8

"""A curator imports published documents: what is found is right, and what is unclear is left to a person."""

import pytest

from knowledge.importing.find import pairs_of
from knowledge.importing.read import read
from knowledge.load import load, packaged_content
from knowledge.schema.reviews import Recommendation
from tests.knowledge.importing.truth import FILES, measure

CHILD_P = packaged_content() / "sources" / "child-p-response.txt"


def test_all_nineteen_pairs_of_child_p_are_found() -> None:
    library = load()
    held = [
        (library.section(entry).section, entry.item)
        for entry in library.entries.values()
        if entry.case == "child-p" and isinstance(entry.item, Recommendation)
    ]
    found = pairs_of(read(CHILD_P))

    assert len(found) == 19
    for pair, (section, item) in zip(found, held, strict=True):
        assert item.response is not None
        assert (pair.section, pair.number) == (section, str(item.number))
        assert "\n\n".join(pair.recommendation) == item.recommendation.text
        assert "\n\n".join(pair.response) == item.response.text
        assert pair.audience in section


@pytest.mark.parametrize("file", FILES)
def test_no_pair_of_a_document_of_another_layout_is_wrong(file: str) -> None:
    measured = measure(file)

    assert measured.wrong == 0
    assert measured.missing == 0
    assert measured.right >= 0.8 * measured.pairs


def test_what_is_left_to_a_person_says_why() -> None:
    found = pairs_of(read(CHILD_P))
    assert all("it was split by its first paragraph" in pair.doubts[0] for pair in found)

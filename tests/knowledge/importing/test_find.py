"""A curator imports published documents: what is found is right, and what is unclear is left to a person."""

import pytest

from knowledge.importing.document import Cell, Document, Paragraph, Table
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
        assert pair.audience
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


def boxed(*texts: str) -> Table:
    """A table of one column."""
    return Table(tuple((Cell((Paragraph(text),), key),) for key, text in enumerate(texts)))


HEAD = (Paragraph("Recommendation 1"), Paragraph("The force should write it down."))
PAIRS = Table(
    tuple(
        tuple(Cell((Paragraph(text),), 10 * row + column) for column, text in enumerate(texts))
        for row, texts in enumerate(
            (("No", "Recommendation", "Response"), ("2", "The Trust should train.", "It has."))
        )
    )
)


def found(*blocks: Paragraph | Table) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return [(each.number, each.recommendation, each.response) for each in pairs_of(Document(blocks, ""))]


def test_a_response_in_a_box_is_a_response_and_is_doubted() -> None:
    document = Document((*HEAD, Paragraph("Response:"), boxed("Done.", "In May.")), "")
    (pair,) = pairs_of(document)
    assert pair.response == ("Done.", "In May.")
    assert any("stood in a table" in doubt for doubt in pair.doubts)


def test_what_follows_a_table_of_pairs_is_no_part_of_the_response_above_it() -> None:
    blocks = (*HEAD, Paragraph("Response: Done."), PAIRS, Paragraph("The next report is due in May."))
    assert found(*blocks) == [
        ("1", ("The force should write it down.",), ("Done.",)),
        ("2", ("The Trust should train.",), ("It has.",)),
    ]


def test_pairs_come_in_the_order_of_the_document() -> None:
    after = (Paragraph("Recommendation 3"), Paragraph("Do more."), Paragraph("Response: Yes."))
    assert [number for number, _, _ in found(*HEAD, Paragraph("Response: Done."), PAIRS, *after)] == [
        "1",
        "2",
        "3",
    ]


def test_a_word_in_the_column_for_numbers_is_no_number() -> None:
    rows = (("No", "Recommendation", "Response"), ("Housing", "Let homes.", "Done."))
    cells = tuple(
        tuple(Cell((Paragraph(text),), 10 * row + column) for column, text in enumerate(texts))
        for row, texts in enumerate(rows)
    )
    (pair,) = pairs_of(Document((Table(cells),), ""))
    assert pair.number == "1"
    assert any("counted" in doubt for doubt in pair.doubts)


def test_a_number_that_stands_in_the_cell_is_the_documents_own_and_no_part_of_the_words() -> None:
    def row(number: int, *texts: str) -> tuple[Cell, ...]:
        return tuple(Cell((Paragraph(text),), 10 * number + at) for at, text in enumerate(texts))

    table = Table(
        (
            row(1, "Recommendation", "Response"),
            row(2, "Recommendation 4: A return home conversation should be offered.", "A charity offers it."),
            row(3, "Rec. 5 – Officers should record the words.", "The form was changed."),
        )
    )
    found = pairs_of(Document((Paragraph("Recommendations for Marlowshire Police", level=2), table), ""))

    assert [(pair.number, pair.recommendation) for pair in found] == [
        ("4", ("A return home conversation should be offered.",)),
        ("5", ("Officers should record the words.",)),
    ]

"""Counts the pairs found in response documents of different layouts: right, left to a person, wrong."""

import time

from benchmarks.results import table, write
from tests.knowledge.importing.truth import FILES, measure


def main() -> None:
    """Measures each invented document whose truth is known."""
    rows = []
    for file in FILES:
        begun = time.perf_counter()
        found = measure(file)
        seconds = time.perf_counter() - begun
        rows.append(
            (
                file,
                found.pairs,
                found.right,
                found.left,
                found.wrong,
                found.missing,
                found.doubted,
                f"{seconds:.1f}",
            )
        )
    headings = (
        "document",
        "pairs",
        "right",
        "audience left to a person",
        "wrong",
        "not found",
        "with a TODO",
        "seconds",
    )
    text = (
        "Documents by people who had not seen the importer (`tests/knowledge/importing/documents/`). A pair"
        " is right when audience, number and every character of recommendation and response are.\n\n"
    )
    write("Importing response documents", "python -m benchmarks.importing", text + table(headings, rows))


if __name__ == "__main__":
    main()

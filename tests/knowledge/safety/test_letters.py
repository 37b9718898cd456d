"""A misspelt word counts for the words that it is like."""

import numpy as np

from knowledge.safety.letters import Letters, learn_letters

LEARNT = learn_letters(
    [("baby", "breathing"), ("breathing", "badly"), ("breathe", "policy"), ("policy", "baby")]
)


def _likeness(letters: Letters, one: str, other: str) -> float:
    rows = np.zeros((2, len(letters.runs)))
    for row, words in zip(rows, (one.split(), other.split()), strict=True):
        columns, values = letters.row(words)
        row[columns] = values
    return float(rows[0] @ rows[1])


def test_a_misspelt_word_is_nearer_to_its_word_than_to_another() -> None:
    assert _likeness(LEARNT, "brethe", "breathing") > 0.2
    assert _likeness(LEARNT, "brethe", "policy") == 0


def test_familiar_words_give_the_same_row_as_if_they_were_new() -> None:
    unprepared = Letters(LEARNT.runs, LEARNT.rarity)
    for words in (("baby", "breathing"), ("brething",), (), ("xyz",)):
        for made, again in zip(LEARNT.row(words), unprepared.row(words), strict=True):
            assert np.array_equal(made, again)


def test_a_message_without_a_known_letter_run_weighs_nothing() -> None:
    columns, values = LEARNT.row(("zzz",))
    assert len(columns) == len(values) == 0

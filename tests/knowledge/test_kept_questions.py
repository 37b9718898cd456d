"""What is kept for measuring stays unlike what the content was written with."""

from pathlib import Path

import yaml
from rapidfuzz import fuzz, process, utils

from knowledge.load import load

KEPT = Path(__file__).parents[1] / "measuring/kept-questions-3.yaml"
NEAREST = 85


def first_asked() -> list[str]:
    """Each question, and of a conversation its first turn: what follows hangs on what went before."""
    held = yaml.safe_load(KEPT.read_text(encoding="utf-8"))["questions"]
    return [utils.default_process(each["turns"][0]["q"] if "turns" in each else each["q"]) for each in held]


def too_near(written: str, kept: list[str]) -> bool:
    """Whether one kept question says nearly the same. Which one is not told: nobody should look."""
    plain = utils.default_process(written)
    return process.extractOne(plain, kept, scorer=fuzz.token_set_ratio, score_cutoff=NEAREST) is not None


def test_no_example_question_is_near_to_one_that_is_kept_for_measuring() -> None:
    kept = first_asked()
    near = [
        f"{entry.id}: {question}"
        for entry in load().entries.values()
        for question in entry.questions
        if too_near(question, kept)
    ]
    assert not near, f"word these otherwise, without looking at {KEPT.name}: {near}"


def test_a_kept_question_in_the_content_would_be_noticed() -> None:
    kept = first_asked()
    assert len(kept) > 300
    assert too_near(kept[0].upper() + "?", kept)

"""Cues as curators write them: words, phrases, patterns, and what hides or cancels them."""

import pytest
from pydantic import ValidationError

from knowledge.everyday import everyday_words
from knowledge.library import SafetyContent
from knowledge.safety import Detector
from knowledge.safety.cues import CueBook
from knowledge.schema.safety import Cue, SignpostingFile

CUES = (
    Cue(id="breathing", words=("breathing", "not breathing", "breath*"), part_of=("danger",)),
    Cue(id="bleeding", words=("bleeding",), part_of=("danger",)),
    Cue(id="document", words=("review", "policy")),
    Cue(id="idiom", words=("bleeding obvious",), hides=True),
    Cue(id="age", patterns=(r"\b\d+/52\b",)),
)


def names(text: str) -> set[str]:
    book = CueBook(CUES, everyday_words())
    return {book.names[cue] for cue in book.notice(text).cues}


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("not breathing", {"breathing", "danger-1"}),
        ("breathless", {"breathing", "danger-1"}),
        ("breahting", {"breathing", "danger-1"}),
        ("bleding", {"bleeding", "danger-1"}),
        ("breathing and bleeding", {"breathing", "bleeding", "danger-1", "danger-2"}),
        ("bleeding obvious", {"idiom"}),
        ("bleeding obvious but bleeding", {"idiom", "bleeding", "danger-1"}),
        ("6/52 policy", {"age", "document"}),
        ("reading", set()),
    ],
)
def test_what_is_noticed(text: str, cues: set[str]) -> None:
    assert names(text) == cues


def ruled(text: str, *cues: Cue) -> str | None:
    nothing = SignpostingFile(replies=(), footer="999", pilot_notice="pilot")
    return Detector(SafetyContent((), (*CUES, *cues), nothing)).detect(text).level


def test_a_level_can_need_another_cue_and_be_kept_back_by_one() -> None:
    rule = Cue(id="gasping", level="emergency", words=("gasping",), needs=("age",), unless=("document",))
    assert ruled("gasping", rule) is None
    assert ruled("6/52 gasping", rule) == "emergency"
    assert ruled("6/52 gasping policy", rule) is None


def test_the_most_urgent_level_wins() -> None:
    lesser = Cue(id="worried", level="concern", words=("worried",))
    urgent = Cue(id="gasping", level="emergency", words=("gasping",))
    assert ruled("worried", lesser, urgent) == "concern"
    assert ruled("worried and gasping", lesser, urgent) == "emergency"


@pytest.mark.parametrize("cue", [{"id": "x"}, {"id": "x", "patterns": ["("]}])
def test_a_cue_that_could_notice_nothing_is_refused(cue: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Cue.model_validate(cue)

"""A live concern is found in whatever words it comes; a question about learning is let through."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.library import SafetyContent
from knowledge.safety import Detector
from tests.knowledge.safety.measure import measure

MESSAGES = yaml.safe_load((Path(__file__).parent / "messages.yaml").read_text(encoding="utf-8"))
KEPT = sorted((Path(__file__).parents[2] / "measuring").glob("kept-safety*.yaml"))
LEARNING = "The learning on hidden fathers was shared at the forum. "

PAIRS = [
    ("what does Child P say about missed appointments", "because I've got a mum doing exactly this"),
    ("what does Child P say about bruising?", "8 week old here with a mark on the ear"),
    ("is there training on self harm", "one of my girls has just cut her wrists and it won't stop bleeding"),
    ("who is a LADO for", "our TA slapped a boy today"),
    ("which review is about staff support", "I can't stop crying since the inquest"),
]


def test_messages_that_it_never_learnt_from_get_their_level(detector: Detector) -> None:
    measured = measure(detector, [(text, label) for label, texts in MESSAGES.items() for text in texts])
    assert measured.emergencies >= 0.98
    assert measured.signposted >= 0.97
    assert measured.right_level >= 0.9
    assert measured.interrupted <= 0.03


def test_none_of_the_measuring_messages_is_an_example(content: SafetyContent) -> None:
    examples = {example.text.casefold() for example in content.examples}
    assert not [text for texts in MESSAGES.values() for text in texts if text.casefold() in examples]
    kept = [each["text"] for path in KEPT for each in yaml.safe_load(path.read_text("utf-8"))["messages"]]
    assert len(kept) > 800
    assert not examples.intersection(map(str.casefold, kept))


@pytest.mark.parametrize(("learning", "clause"), PAIRS)
def test_one_clause_turns_a_learning_question_into_a_live_concern(
    detector: Detector, learning: str, clause: str
) -> None:
    assert detector.detect(learning).level is None
    assert detector.detect(f"{learning} {clause}").level is not None


@pytest.mark.parametrize(
    "text",
    ["999", "bruise", "I'm worried", "baby died", "need to talk to someone", "just had a horrible visit"],
)
def test_a_bare_word_gets_signposting(detector: Detector, text: str) -> None:
    assert detector.detect(text).level is not None


@pytest.mark.parametrize(
    "text",
    [
        "should I refer this family?",
        "does this meet threshold, mum has relapsed and the kids are hungry",
        "would you ring social care about a baby with a swollen arm",
        "6/52 bruise L cheek, mum DNA x2",
        "pt 30/40, hidden the pregnancy, last two babies removed",
    ],
)
def test_asking_what_to_do_in_a_real_case_gets_signposting(detector: Detector, text: str) -> None:
    assert detector.detect(text).level == "concern"


@pytest.mark.parametrize("before", [5, 60, 400])
def test_a_live_clause_late_in_a_long_message_is_found(detector: Detector, before: int) -> None:
    late = f"{LEARNING * before}My baby is not breathing and has gone blue. {LEARNING * before}"
    assert detector.detect(LEARNING * 2 * before).level is None
    assert detector.detect(late).level == "emergency"


@pytest.mark.parametrize(
    "text",
    [
        "baby stopped breathign and gon blu",
        "BABY NOT BREATHING",
        "b\u200baby n\u00adot breath\u200bing",
        "ｂａｂｙ　ｎｏｔ　ｂｒｅａｔｈｉｎｇ",
        "baby not breathing!!!!!!!!",
        "baby\nnot\nbreathing",
        "help\x00 baby not breathing",
        "heeeelp baby not breathing \ud83d",
    ],
)
def test_typing_in_a_panic_or_odd_characters_hide_nothing(detector: Detector, text: str) -> None:
    assert detector.detect(text).level == "emergency"


def test_the_reasons_never_hold_the_senders_words(detector: Detector) -> None:
    finding = detector.detect("Zebedee Quux is blue and floppy in the xylophone room")
    assert finding.level == "emergency"
    assert any(reason.startswith(("scores: emergency=", "rule: ")) for reason in finding.reasons)
    said = " ".join(finding.reasons).lower() + repr(finding).lower()
    assert not [word for word in ("zebedee", "quux", "floppy", "xylophone") if word in said]


@settings(max_examples=200, deadline=None)
@given(text=st.text(max_size=300))
def test_any_text_gets_a_finding(detector: Detector, text: str) -> None:
    assert detector.detect(text) == detector.detect(text)


@pytest.mark.parametrize(
    "character",
    ["a", "?", " ", "\n", "'", "1/", "\ud800", "\u200b", "\ufdfa", "e\u0301", ". ", ", i ", "what is "],
)
def test_40000_odd_characters_get_a_finding(detector: Detector, character: str) -> None:
    assert detector.detect((character * 40_000)[:40_000]).level != "emergency"


def test_without_examples_only_the_cues_that_are_enough_on_their_own_decide(content: SafetyContent) -> None:
    bare = Detector(SafetyContent((), content.cues, content.signposting))
    assert bare.detect("the baby is not breathing").level == "emergency"
    assert bare.detect("what is ICON").level is None


def test_without_cues_the_examples_still_count(content: SafetyContent) -> None:
    untaught = Detector(SafetyContent(content.examples[::2], (), content.signposting))
    assert untaught.detect("there is a lot of blood and she won't wake up").level == "emergency"
    assert untaught.detect("what is professional curiosity").level is None


def test_more_examples_of_a_kind_change_what_is_found(content: SafetyContent) -> None:
    text, some = "the zorbles have been wurbled", content.examples[::8]
    assert Detector(SafetyContent(some, content.cues, content.signposting)).detect(text).level != "self"
    more = tuple(some[0].model_copy(update={"text": text, "level": "self"}) for _ in range(20))
    taught = Detector(SafetyContent(some + more, content.cues, content.signposting))
    assert taught.detect(text).level == "self"


@pytest.mark.parametrize(
    "text",
    [
        "I have a baby here with a bruise today",
        "I have a baby here with a bruise today. protocol?",
        "protocol for a baby here with a bruise today",
        "bruising protocol, I've got a 7 week old with marks on his arm",
        "guidance please, toddler with a burn, in clinic now",
        "does this meet threshold",
        "should I refer this family?",
    ],
)
def test_a_case_in_front_of_someone_is_signposted_also_beside_the_word_protocol(
    text: str, detector: Detector
) -> None:
    assert detector.detect(text).level in {"concern", "emergency"}


@pytest.mark.parametrize(
    "text",
    [
        "what is the bruising protocol",
        "I have a question about babies with bruises",
        "we have an audit of children with injuries, what does Child P say",
        "what does the threshold document say",
    ],
)
def test_a_question_about_such_cases_is_not(text: str, detector: Detector) -> None:
    assert detector.detect(text).level is None

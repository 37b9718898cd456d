"""Few sentences are tried for a message, and never one too few."""

from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.commands.sentences import Sentence, sentences


def lines_of(sentence: Sentence) -> st.SearchStrategy[tuple[Sentence, str]]:
    lines = st.from_regex(sentence.pattern, fullmatch=True, alphabet=st.characters(codec="ascii"))
    return st.tuples(st.just(sentence), lines)


@settings(max_examples=300)
@given(st.sampled_from(sentences().all).flatmap(lines_of))
def test_a_sentence_is_tried_for_whatever_it_matches(tried: tuple[Sentence, str]) -> None:
    sentence, line = tried
    assert sentence in sentences().beginning(line)


def test_they_are_tried_in_their_order() -> None:
    every = sentences().all
    for word in ("what", "stop", "the", "gardening"):
        places = [every.index(each) for each in sentences().beginning(f"{word} ")]
        assert places == sorted(places)


def test_few_are_tried_for_a_question() -> None:
    assert len(sentences().beginning("has the missed appointment policy been reviewed ")) <= 5

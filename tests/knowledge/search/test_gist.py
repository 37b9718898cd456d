"""A small knowledge base finds other words for the same thing, without a sentence encoder."""

from pathlib import Path

import numpy as np
import pytest

from knowledge.load import load
from knowledge.search import ranking
from knowledge.search.corpus import Corpus
from knowledge.search.engine import Engine
from knowledge.search.fit import RULES
from knowledge.search.gist import Gist
from knowledge.search.words import clean, tokens
from knowledge.word_meanings import word_meanings
from tests.contents import write

ABOUT = {
    "illness": ["how do I report that I am ill", "who do I tell when I am ill", "off work with an illness"],
    "parking": ["where can I park my car", "is there parking for staff", "cost of a parking permit"],
    "lunch": ["when is lunch served", "is there a canteen", "can I get a meal at midday"],
    "printer": ["the printer is broken", "how do I print a page", "printing in colour"],
}
IN_OTHER_WORDS = {
    "feeling sick and feverish": "illness",
    "somewhere to leave my vehicle": "parking",
    "eating dinner and food": "lunch",
}


def small(folder: Path) -> Engine:
    lines = [
        f"- {{id: answer/{name}, title: {name}, text: about {name}, questions: [{', '.join(asked)}]}}"
        for name, asked in ABOUT.items()
    ]
    write(folder, "answers/a.yaml", "answers:\n" + "\n".join(lines))
    return Engine(load(folder))


def first(engine: Engine, question: str) -> str:
    prepared = engine.corpus.prepare(clean(question), correct=True)
    found = engine.ranker.score(prepared, question, np.zeros((len(engine.corpus.entries), len(RULES))))
    nearest = found.parts[:, ranking.PARTS.index("nearest in meaning")]
    assert nearest.max() > 0
    return engine.corpus.entries[int(np.argmax(nearest))].id


@pytest.mark.parametrize(("question", "name"), IN_OTHER_WORDS.items())
def test_none_of_its_words_stand_in_the_content_and_yet_the_nearest_is_right(
    tmp_path: Path, question: str, name: str
) -> None:
    assert first(small(tmp_path), question) == f"answer/{name}"


def test_where_there_are_many_example_questions_words_alone_decide(tmp_path: Path) -> None:
    corpus = Corpus(load(_many(tmp_path)))
    assert ranking.sentence_vectors(corpus, None) is None


def _many(folder: Path) -> Path:
    asked = ", ".join(f"question {n} about parking" for n in range(ranking.FEW_QUESTIONS + 1))
    write(folder, "answers/a.yaml", f"answers:\n- {{id: answer/a, title: a, text: a, questions: [{asked}]}}")
    return folder


def test_a_text_without_a_known_word_is_like_nothing() -> None:
    gist = Gist(word_meanings(), [tokens("where can I park")])
    known, unknown = gist([tokens("park the car"), tokens("xqzt vbnk")])
    assert np.linalg.norm(known) == pytest.approx(1)
    assert not unknown.any()

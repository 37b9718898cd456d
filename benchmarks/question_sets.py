"""Public question sets as content: each label an entry, its questions the entry's example questions."""

import csv
import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

SEED = 7
STATED = "The public question set that this entry stands for."


@dataclass(frozen=True)
class Asked:
    """A question and the label it belongs to; None where nothing in the set answers it."""

    text: str
    label: str | None


@dataclass(frozen=True)
class QuestionSet:
    """Questions to learn from, and questions to ask."""

    name: str
    learnt: tuple[Asked, ...]
    asked: tuple[Asked, ...]

    def each(self, nth: int) -> "QuestionSet":
        """The same with only each nth question asked."""
        return replace(self, asked=self.asked[::nth])

    def write(self, folder: Path) -> None:
        """Writes the questions to learn from as plain answers, in the form that curators write."""
        examples: dict[str, list[str]] = {}
        for each in self.learnt:
            examples.setdefault(each.label or "", []).append(each.text)
        answers = [_answer(label, questions) for label, questions in examples.items()]
        (folder / "answers").mkdir(parents=True)
        text = yaml.safe_dump({"answers": answers}, allow_unicode=True, sort_keys=False)
        (folder / "answers" / "set.yaml").write_text(text, encoding="utf-8")


def _answer(label: str, questions: list[str]) -> dict[str, object]:
    title = label.replace("_", " ")
    return {
        "id": entry_id(label),
        "title": title,
        "text": f"About {title}.",
        "source": STATED,
        "questions": list(dict.fromkeys(questions)),
    }


def entry_id(label: str) -> str:
    """The id that a label has as an entry."""
    return "answer/" + "-".join("".join(c if c.isalnum() else " " for c in label.lower()).split())


def question_sets(folder: Path) -> Iterator[QuestionSet]:
    """CLINC150 and BANKING77, with all questions to learn from and with a few of each label."""
    learnt, asked = _clinc(folder / "clinc150" / "data_full.json")
    yield QuestionSet("CLINC150, all examples", learnt, asked)
    yield QuestionSet("CLINC150, 5 examples", _few(learnt, 5), asked)
    learnt, asked = (_banking(folder / "banking77" / f"banking_{part}.csv") for part in ("train", "test"))
    yield QuestionSet("BANKING77, all examples", learnt, asked)
    yield QuestionSet("BANKING77, 10 examples", _few(learnt, 10), asked)


def _clinc(path: Path) -> tuple[tuple[Asked, ...], tuple[Asked, ...]]:
    parts: dict[str, list[list[str]]] = json.loads(path.read_text(encoding="utf-8"))
    learnt = tuple(Asked(text, label) for text, label in parts["train"])
    asked = [Asked(text, label) for text, label in parts["test"]]
    return learnt, (*asked, *(Asked(text, None) for text, _ in parts["oos_test"]))


def _banking(path: Path) -> tuple[Asked, ...]:
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(Asked(row["text"].strip(), row["category"]) for row in csv.DictReader(file))


def _few(questions: Iterable[Asked], count: int) -> tuple[Asked, ...]:
    """The same few of each label on every machine."""
    by_label: dict[str | None, list[Asked]] = {}
    for each in questions:
        by_label.setdefault(each.label, []).append(each)
    chosen = random.Random(SEED)
    return tuple(each for group in by_label.values() for each in chosen.sample(group, count))

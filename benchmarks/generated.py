"""Makes a knowledge base of any size out of invented words, as common and as rare as words are."""

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_SYLLABLE = ("bcdfghklmnprstvw", "aeiou")
VOCABULARY, A_FILE = 20_000, 1_000


@dataclass(frozen=True)
class Generated:
    """One entry."""

    id: str
    title: str
    questions: tuple[str, ...]
    text: str

    @property
    def texts(self) -> tuple[str, ...]:
        """All that is searched."""
        return (self.title, *self.questions, self.text)


def entries(count: int) -> Iterator[Generated]:
    """The same ones every time."""
    chance = random.Random(7)
    words = ["".join(map(chance.choice, _SYLLABLE * chance.randint(2, 4))) for _ in range(VOCABULARY)]
    weights = list(itertools.accumulate(1 / (place + 10) for place in range(VOCABULARY)))

    def text(length: int) -> str:
        return " ".join(chance.choices(words, cum_weights=weights, k=length))

    for number in range(count):
        asked = tuple(text(chance.randint(4, 9)) for _ in range(3))
        yield Generated(f"answer/a{number}", text(4), asked, text(30))


def write(folder: Path, count: int) -> None:
    """The entries as a folder of content."""
    (folder / "answers").mkdir(parents=True)
    made = entries(count)
    for number in itertools.count():
        some = list(itertools.islice(made, A_FILE))
        if not some:
            return
        lines = ["answers:"]
        for each in some:
            lines += [f"- id: {each.id}", f"  title: {each.title}", "  questions:"]
            lines += [f"  - {question}" for question in each.questions]
            lines.append(f"  text: {each.text}")
        (folder / "answers" / f"part-{number}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def asked(count: int, questions: int) -> list[str]:
    """Questions near to those of some entries: a word is gone, another misspelt, two are in the way."""
    chance = random.Random(11)
    step = max(count // questions, 1)
    chosen = itertools.islice(entries(count), 0, None, step)
    found = []
    for each in itertools.islice(chosen, questions):
        words = each.questions[0].split()
        words.pop(chance.randrange(len(words)))
        words[0] = words[0][:-1]
        found.append(" ".join(["please", *words, "thanks"]))
    return found

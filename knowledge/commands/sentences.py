"""The shipped sentences of commands, read once and compiled."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import yaml

from knowledge.commands.grammar import ANY, beginnings, compiled, literal_words

_FILE = "content/words/commands.yaml"


@dataclass(frozen=True)
class Sentence:
    """One sentence of a command, as a pattern for a whole message."""

    command: str
    choice: str
    written: str
    pattern: re.Pattern[str]
    begins: frozenset[str]
    """The words that a message of this kind may begin with, or ANY."""


@dataclass(frozen=True)
class Sentences:
    """All sentences in their order, the courtesies around them, and every fixed word in them."""

    all: tuple[Sentence, ...]
    before: re.Pattern[str]
    after: re.Pattern[str]
    words: frozenset[str]
    offers: tuple[tuple[str, tuple[frozenset[str], ...]], ...]
    """Commands to offer, each with groups of words: one of each calls for it."""
    by_beginning: Mapping[str, tuple[Sentence, ...]]

    def beginning(self, line: str) -> tuple[Sentence, ...]:
        """Those that may match a line, in their order. Few begin as a question does."""
        word = line.partition(" ")[0]
        return self.by_beginning.get(word, self.by_beginning[ANY])


@lru_cache(maxsize=1)
def sentences() -> Sentences:
    """What ships with the bot. Raises ValueError for a sentence that cannot be read."""
    given = yaml.safe_load((resources.files("knowledge") / _FILE).read_text(encoding="utf-8"))
    rules: dict[str, str] = given["rules"]
    found = tuple(_sentences(given["commands"], rules))
    written = [*rules.values(), *(each.written for each in found)]
    return Sentences(
        found,
        compiled(given["before"], {}),
        compiled(given["after"], {}),
        frozenset(word for each in written for word in literal_words(each)),
        tuple((name, _groups(words)) for name, words in given["offers"].items()),
        _by_beginning(found),
    )


def _by_beginning(all_: Sequence[Sentence]) -> dict[str, tuple[Sentence, ...]]:
    words = {ANY}.union(*(each.begins for each in all_))
    return {word: tuple(each for each in all_ if each.begins & {word, ANY}) for word in words}


def _groups(words: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(group.split()) for group in words.split("+"))


def _sentences(commands: list[dict[str, str]], rules: dict[str, str]) -> Iterator[Sentence]:
    for each in commands:
        for written in each["sentences"].splitlines():
            pattern, begins = compiled(written, rules), beginnings(written, rules)
            yield Sentence(each["name"], each.get("choice", ""), written, pattern, begins)

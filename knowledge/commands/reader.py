"""Reads a message as a command, or says that it is none. A question is never taken for a command."""

import datetime as dt
import re

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.commands.command import EVERYTHING, Command
from knowledge.commands.days import day_of, moment_of
from knowledge.commands.grammar import MOST_WORDS, as_line, normal, places
from knowledge.commands.sentences import Sentence, Sentences, sentences
from knowledge.commands.subjects import Subjects
from knowledge.everyday import everyday_words
from knowledge.hours import london_day
from knowledge.library import Library
from knowledge.search.corpus import Corpus

SHORTEST = 6
"""Shorter words are not put right: too many of them are one letter from another."""
LONG = 10
"""From this length on two slips are allowed for."""
MOST_CLAUSES = 3
_SOMEBODY = frozenset(
    "child children baby kid kids boy girl son daughter dad mum father mother parent parents family he she"
    " him her his hers they them their died dead killed hurt".split()
)
"""Beside these a clause is no command: the message may tell of a child."""
MOST_CHARACTERS = 300
_CLAUSES = re.compile(r"[,;.!?\n]+(?:\s+|$)| [-\u2013\u2014] ")
_ALL = {"all", "everything"}
COURTESIES = 4
"""How many courtesies may stand before a command, and after it."""


class CommandReader:
    """Knows the sentences, and what briefings can be about in one library."""

    def __init__(self, library: Library, corpus: Corpus) -> None:
        self._sentences: Sentences = sentences()
        self._subjects = Subjects(library, corpus)
        self._known = corpus.vocabulary
        self._long = [word for word in sorted(self._sentences.words) if len(word) >= SHORTEST]

    def read(self, text: str, now: dt.datetime) -> Command | None:
        """The command that all of a message is; None for a question. `now` is aware."""
        whole = self._read(normal(text), now)
        if whole is not None and not whole.unknown:
            return whole
        return self._clause(text, now) or whole

    def offers(self, text: str) -> tuple[str, ...]:
        """Commands that may have been meant by a message that is none. They are offered, never done."""
        words = set(normal(text))
        return tuple(name for name, groups in self._sentences.offers if all(words & each for each in groups))

    def _clause(self, text: str, now: dt.datetime) -> Command | None:
        """The last or first clause of a short message, where the others give a reason and ask nothing."""
        clauses = [words for each in _CLAUSES.split(text[:MOST_CHARACTERS]) if (words := normal(each))]
        if not 1 < len(clauses) <= MOST_CLAUSES or sum(map(len, clauses)) > MOST_WORDS:
            return None
        for clause in (clauses[-1], clauses[0]):
            others = [word for each in clauses if each is not clause for word in each]
            if _SOMEBODY.intersection(others):
                continue
            found = self._read(clause, now)
            if found is not None and not found.unknown and not self._subjects.names_something(others):
                return found
        return None

    def _read(self, words: list[str], now: dt.datetime) -> Command | None:
        if not words:
            return None
        lines = dict.fromkeys((as_line(words), as_line([self._put_right(word) for word in words])))
        cores = (core for line in lines for core in self._without_courtesies(line))
        found = [command for core in cores if (command := self._match(core, now)) is not None]
        return next((each for each in found if not each.unknown), next(iter(found), None))

    def _match(self, line: str, now: dt.datetime) -> Command | None:
        for sentence in self._sentences.beginning(line):
            found = sentence.pattern.fullmatch(line)
            command = self._command(sentence, found, now) if found else None
            if command is not None:
                return command
        return None

    def _without_courtesies(self, line: str) -> list[str]:
        """The line as it stands, then with fewer and fewer courtesies around it."""
        heads = [line]
        while len(heads) <= COURTESIES and (found := self._sentences.before.match(heads[-1])):
            heads.append(heads[-1][found.end() :])
        cores = list(heads)
        for head in heads:
            rest = head
            for _ in range(COURTESIES):
                shorter = self._without_last(rest)
                if shorter is None:
                    break
                cores.append(shorter)
                rest = shorter
        return [core for core in dict.fromkeys(cores) if core]

    def _without_last(self, line: str) -> str | None:
        """The line without one courtesy at its end."""
        starts = [0, *(found.end() for found in re.finditer(" ", line))]
        for start in starts[max(len(starts) - 5, 0) :]:
            if start and start < len(line) and self._sentences.after.fullmatch(line[start:]):
                return line[:start]
        return None

    def _command(self, sentence: Sentence, found: re.Match[str], now: dt.datetime) -> Command | None:
        """None where the places of the sentence hold what cannot stand there."""
        given = places(found)
        scopes, unknown = self._subjects.read(given.get("about") or given.get("subject") or "")
        if sentence.command == "subscribe" and not scopes and not unknown and _ALL & set(found[0].split()):
            scopes = (EVERYTHING,)
        ids = self._subjects.entries(given.get("ids") or given.get("id") or "")
        if ("about" in given and unknown) or ids is None:
            return None
        if "contact" in given:
            ids = self._subjects.contacts(given["contact"])
            if not ids:
                return None
        today = london_day(now)
        ahead = sentence.command.startswith("publish")
        day = day_of(given["day"], today, ahead=ahead) if "day" in given else None
        if "day" in given and day is None and not _like_a_day(given["day"]):
            return None
        at = moment_of(day, given["time"]) if day is not None and "time" in given else None
        return Command(
            name=sentence.command,
            scopes=scopes,
            unknown=unknown,
            ids=ids,
            choice=_rhythm(given.get("rhythm", "")) or sentence.choice,
            day=day,
            bad_day=("day" in given and day is None) or ("time" in given and at is None),
            at=at,
            revision=given.get("revision", ""),
        )

    def _put_right(self, word: str) -> str:
        """A slip in a long word of a command is put right, unless it is another word."""
        if len(word) < SHORTEST or not word.isalpha() or word in self._sentences.words:
            return word
        if word in self._known.counts or word in everyday_words():
            return word
        limit = 1 if len(word) < LONG else 2
        found = process.extractOne(word, self._long, scorer=OSA.distance, score_cutoff=limit)
        return found[0] if found else word


def _rhythm(words: str) -> str:
    if not words:
        return ""
    return "weekly" if re.search("week|digest|summary", words) else "immediate"


def _like_a_day(words: str) -> bool:
    """Whether some words were meant as a day, so that a wrong one is told instead of taken for a question."""
    return bool(re.search(r"\d", words)) and len(words.split()) <= 4

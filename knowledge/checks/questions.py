"""Example questions and questions files: what they find, and whether an entry steals another's question."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.checks.finding import Finder, FoundTurn, miss
from knowledge.contents import Contents
from knowledge.library import Place, Problem
from knowledge.schema.answers import QuestionsFile
from knowledge.schema.resources import Term

_OWNERS: dict[str, tuple[str, ...]] = {
    "reviews": ("about", "sections.*.recommendations.*"),
    "resources": ("resources.*",),
    "briefings": ("",),
    "answers": ("answers.*",),
    "gaps": ("gaps.*",),
    "glossary": ("terms.*",),
    "contacts": ("contacts.*",),
}
_TYPOGRAPHIC = "\u201c\u201d\u2018\u2019\u201e\u00ab\u00bb"
_TWINS = {"term", "resource", "contact"}
"""Kinds of which one may explain another: what ICON means, the programme, and who runs it."""


@dataclass(frozen=True)
class _Example:
    """An example question of an entry, where it is written."""

    text: str
    entry: str
    place: Place


def _owners(contents: Contents) -> Iterator[tuple[str, Place, list[_Example]]]:
    """Each of the folder's own entries with its example questions."""
    for area, patterns in _OWNERS.items():
        for placed in contents.parts.own(area):
            for pattern in patterns:
                for path, owner in placed.file.find(pattern):
                    entry = owner.get("id") or placed.file.data["id"]
                    place = placed.file.place
                    examples = [
                        _Example(text, entry, place((*path, "questions", k)))
                        for k, text in enumerate(owner.get("questions") or ())
                    ]
                    yield entry, place(path), examples


def without_examples(contents: Contents, today: dt.date) -> Iterator[Problem]:
    """Entries that are found by their names and words only."""
    for entry, place, examples in _owners(contents):
        if not examples:
            yield Problem("question", place, f"`{entry}` has no example questions", warning=True)


def quoted_examples(contents: Contents, today: dt.date) -> Iterator[Problem]:
    """Questions in the quotation marks of a word processor: to YAML those are part of the words."""
    for _, _, examples in _owners(contents):
        for example in examples:
            if example.text[:1] in _TYPOGRAPHIC and example.text[-1:] in _TYPOGRAPHIC:
                message = f"the marks in {example.text} count as words: use straight ones, or none"
                yield Problem("question", example.place, message, warning=True)


def doubled_examples(contents: Contents, today: dt.date) -> Iterator[Problem]:
    """The same question twice: under two entries it would find either."""
    seen: dict[str, _Example] = {}
    for _, _, examples in _owners(contents):
        for example in examples:
            first = seen.setdefault(" ".join(re.findall(r"\w+", example.text.casefold())), example)
            if first is not example:
                message = (
                    f"“{example.text}” is an example question of `{first.entry}` at {first.place} already"
                )
                yield Problem("question", example.place, message)


def examples_found(contents: Contents, find: Finder) -> Iterator[Problem]:
    """Asks every example question: it must find its own entry, and find it first."""
    for _, _, examples in _owners(contents):
        for example in examples:
            problem = _asked(contents, example, find([example.text])[0])
            if problem:
                yield problem


def _asked(contents: Contents, example: _Example, found: FoundTurn) -> Problem | None:
    kind = contents.entries[example.entry].kind
    if kind == "contact" and found.signpost is not None:
        return None
    if found.signpost is not None:
        message = f"“{example.text}” is taken for a live concern ({found.signpost})"
        return Problem("question", example.place, message)
    if kind == "gap" and found.status == "not_held":
        return None
    if not found.entries:
        message = f"“{example.text}” does not find `{example.entry}`: {found}"
        return Problem("question", example.place, message)
    first = found.entries[0]
    if first == example.entry or (example.entry in found.entries and _same(contents, example.entry, first)):
        return None
    message = f"“{example.text}”, an example question of `{example.entry}`, finds `{first}` first"
    return Problem("steals", example.place, message)


def _same(contents: Contents, one: str, other: str) -> bool:
    """Two entries for one thing, shown together: old and new names, or a term and what it names."""
    ours, theirs = contents.entries[one], contents.entries[other]
    if isinstance(ours.item, Term) and other in ours.item.same_as:
        return True
    twins = ours.kind != theirs.kind and {ours.kind, theirs.kind} <= _TWINS
    return twins and (other in ours.related or one in theirs.related)


def questions_found(contents: Contents, find: Finder) -> Iterator[Problem]:
    """Asks every conversation of the questions files: each turn must find what it must.

    A known miss is a warning, in case the engine gets better.
    """
    for placed in contents.parts.of(QuestionsFile):
        for k, question in enumerate(placed.model.questions):
            turns = question.conversation
            for turn, found in zip(turns, find([turn.q for turn in turns]), strict=True):
                wanted = miss(turn, found)
                if wanted:
                    place = placed.file.place(("questions", k))
                    message = f"“{turn.q}” should find {wanted}; it finds {found}"
                    yield Problem("question", place, message, warning=question.known_miss)

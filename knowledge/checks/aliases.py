"""Names that mean two things: the bot could not know which is meant."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.contents import Contents
from knowledge.library import Place, Problem
from knowledge.parts import Placed
from knowledge.schema.resources import GlossaryFile, Term


@dataclass(frozen=True)
class _Named:
    term: Term
    place: Place


def alias_collisions(contents: Contents, today: dt.date) -> Iterator[Problem]:
    """Names of two glossary terms, unless one of the terms says so."""
    named = defaultdict[str, list[_Named]](list)
    for placed in contents.parts.of(GlossaryFile):
        if not placed.borrowed:
            _collect(placed, named)
    for name, holders in named.items():
        first = holders[0]
        for other in holders[1:]:
            if other.term.id == first.term.id or _declared(first.term, other.term):
                continue
            remedy = (
                "name each under `ambiguous_with` or `same_as` of the other, or leave the name out of one"
            )
            yield Problem("alias", other.place, f"“{name}” is a name of `{first.term.id}` too: {remedy}")


def _collect(placed: Placed[GlossaryFile], named: dict[str, list[_Named]]) -> None:
    for i, term in enumerate(placed.model.terms):
        place = placed.file.place
        named[term.term.casefold()].append(_Named(term, place(("terms", i, "term"))))
        for key, names in (("aliases", term.aliases), ("capitals_only", term.capitals_only)):
            for k, name in enumerate(names):
                named[name.casefold()].append(_Named(term, place(("terms", i, key, k))))


def _declared(one: Term, other: Term) -> bool:
    return _names(one, other) or _names(other, one)


def _names(one: Term, other: Term) -> bool:
    words = {other.id, other.term.casefold()}
    return other.id in one.same_as or any(
        word in meaning.casefold() for meaning in one.ambiguous_with for word in words
    )


_LISTS = (("topics", "topics.*"), ("audiences", "audiences.*"))


def shared_names(contents: Contents, today: dt.date) -> Iterator[Problem]:
    """Names that stand under two topics, or under two audiences."""
    for area, pattern in _LISTS:
        seen: dict[str, tuple[str, Place]] = {}
        for placed in contents.parts.own(area):
            for path, each in placed.file.find(pattern):
                for k, name in enumerate(each.get("names", ())):
                    place = placed.file.place((*path, "names", k))
                    first, _ = seen.setdefault(str(name).casefold(), (each["id"], place))
                    if first != each["id"]:
                        yield Problem("alias", place, f"“{name}” stands under `{first}` already")

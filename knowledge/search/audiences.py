"""Whom a question is about: the agency asked for, the asker's own, those left out, and mere mentions."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.search.all_but import named_next
from knowledge.search.counting import CARDINALS, ORDINALS
from knowledge.search.names import Names
from knowledge.search.numbers import BEFORE, NumberFound
from knowledge.search.phrases import Hit
from knowledge.search.words import REVIEW_WORDS, Token, text_of, word_at

_SELF = re.compile(
    r"\b(?:(?:im|i am|i'm|speaking as|we are|we're|were) (?:in |from )?|as |(?:i|we) work (?:in|for|at) )"
    r"(?:an? |the |our )?(?:\w+ ){0,2}$",
    re.IGNORECASE,
)
_AIMED = frozenset("aimed directed targeted addressed geared".split())
_WEAK_BEFORE = frozenset("with between from in at by via through within across other".split())
_ALSO = frozenset("and or nor".split())
_JOINED = frozenset("and or to the into".split())
_ASKING_ALL = frozenset("all everything anything aimed".split())
_EVERY = re.compile(
    r"\b(?:every|each|all|any)(?: of)?(?: the)?(?: single)? "
    r"(?:audience|agenc|organisation|organization|service|sector|profession|section|partner|group|team)(?:y|ies|s)?\b"
)
SHORT = 4


@dataclass(frozen=True)
class AudiencesFound:
    """Audience names in a question: all of them, those asked for, and those that are left out."""

    hits: tuple[Hit, ...] = ()
    targets: tuple[Hit, ...] = ()
    own: tuple[Hit, ...] = ()
    """The asker's own: "I'm a midwife"."""
    left_out: tuple[Hit, ...] = ()
    every: bool = False
    """Whether "each agency" is asked for."""


def find_audiences(
    names: Names, words: Sequence[Token], case_at: frozenset[int], longer: Sequence[Hit]
) -> AudiencesFound:
    """Audiences named as such, not as part of a longer name ("Named GP programme") or of a case."""
    hits = _hits(names, words, case_at, longer)
    left_out = list(_left_out(words, hits))
    roles = list(_roles(words, [hit for hit in hits if hit not in left_out]))
    strong = list(_heads([hit for hit, role in roles if role == "target"], names))
    mine = [hit for hit, role in roles if role == "self"]
    coded = list(_coded(names, words, [*longer, *hits]))
    listing = any(each.word in REVIEW_WORDS | _ASKING_ALL for each in words)
    targets = strong or mine or ([hit for hit, _ in roles] if listing else [])
    every = bool(_EVERY.search(text_of(words)))
    return AudiencesFound((*hits, *coded), (*targets, *coded), tuple(mine), tuple(left_out), every)


def _hits(names: Names, words: Sequence[Token], case_at: frozenset[int], longer: Sequence[Hit]) -> list[Hit]:
    found = [
        hit
        for hit in names.audiences.find(words)
        if hit.start not in case_at and not any(_inside(hit, each) for each in longer)
    ]
    found += [
        hit
        for hit in names.audiences_beside.find(words)
        if hit.start not in case_at
        and not any(each.start <= hit.end and hit.start <= each.end for each in found)
        and _beside_a_recommendation(words, hit)
    ]
    return sorted(found, key=lambda hit: hit.start)


def _inside(hit: Hit, other: Hit) -> bool:
    longer = other.end - other.start > hit.end - hit.start
    return longer and other.start <= hit.start and hit.end <= other.end


def _beside_a_recommendation(words: Sequence[Token], hit: Hit) -> bool:
    """ "Docs rec 2", "rec 2 for docs"; not "docs for midwives"."""
    before, after = word_at(words, hit.start - 1), word_at(words, hit.end)
    if _counts(after):
        return True
    ends = not after or after in _ALSO or after in {"please", "pls", "plz"}
    if before == "the":
        before = word_at(words, hit.start - 2)
    return ends and (
        _counts(before) or (before == "for" and any(each.word in REVIEW_WORDS for each in words[: hit.start]))
    )


def _counts(word: str) -> bool:
    return word in REVIEW_WORDS or word.isdigit() or word in CARDINALS or word in ORDINALS


def _left_out(words: Sequence[Token], hits: Sequence[Hit]) -> Iterator[Hit]:
    """ "All except midwifery and GPs", "HSCP, not midwifery"."""
    text = text_of(words)
    places = [[len(text[:place].split()) for place in each] for each in named_next(text)]
    last = None
    for hit in hits:
        goes_on = last is not None and hit.start - last.end == 1 and words[last.end].word in _ALSO
        if goes_on or any(first <= hit.start <= final for first, final in places):
            last = hit
            yield hit


def _heads(hits: Sequence[Hit], names: Names) -> Iterator[Hit]:
    """Of two names side by side the second is meant, when the first only says whose: "council solicitors"."""
    for at, hit in enumerate(hits):
        following = hits[at + 1] if at + 1 < len(hits) else None
        beside = following is not None and following.start == hit.end
        if beside and following is not None and not set(following.keys) & names.held_audiences:
            continue
        yield hit


def _coded(names: Names, words: Sequence[Token], longer: Sequence[Hit]) -> Iterator[Hit]:
    """ "M3": the one audience whose name begins with this letter. "S17" is a section of an Act."""
    if len(words) > SHORT:
        return
    named_at = {place for hit in longer if hit.end - hit.start > 1 for place in range(hit.start, hit.end)}
    for at, each in enumerate(words[:-1]):
        number = words[at + 1].word
        if len(each.word) == 1 and number.isdigit() and len(number) == 1 and at not in named_at:
            named = [audience for audience in names.held_audiences if audience[0] == each.word]
            if len(named) == 1:
                yield Hit(at, at + 1, each.word, (named[0],))
                return


def _roles(words: Sequence[Token], hits: Sequence[Hit]) -> Iterator[tuple[Hit, str]]:
    """Each name with its role; "between midwives and GPs", "from GP to midwifery" mention both."""
    last, role = None, ""
    for hit in hits:
        between = words[last.end : hit.start] if last is not None else ()
        joined = last is not None and all(each.word in _JOINED for each in between)
        role = role if joined and role == "mention" else _role(words, hit)
        last = hit
        yield hit, role


def _role(words: Sequence[Token], hit: Hit) -> str:
    before = text_of(words[: hit.start])
    if _SELF.search(before + " ") or word_at(words, hit.end) == "here":
        return "self"
    previous = word_at(words, hit.start - 1)
    numbered = word_at(words, hit.end).isdigit()
    named = word_at(words, hit.end) in REVIEW_WORDS or word_at(words, hit.start - 2) in _AIMED
    if previous in _WEAK_BEFORE and not numbered and not named:
        return "mention"
    return "target"


def numbered_targets(
    words: Sequence[Token], number: NumberFound, targets: tuple[Hit, ...]
) -> tuple[Hit, ...]:
    """Of several names the one beside the only number: in "GP rec 3 to midwives" midwives are mentioned."""
    if len(number.groups) != 1 or len(targets) < 2:
        return targets
    start, end = number.groups[0][0], max(number.used) + 1
    while start and words[start - 1].word in BEFORE:
        start -= 1
    while word_at(words, end) in {"for", "from", "the", "in", "of", "on", *BEFORE}:
        end += 1
    ordered = sorted(targets, key=lambda hit: hit.start)
    first = next((hit for hit in ordered if hit.end == start), None)
    first = first or next((hit for hit in ordered if hit.start == end), None)
    if first is None:
        return targets
    together = [first]
    for hit in ordered:
        between = words[together[-1].end : hit.start]
        joined = all(each.word in _ALSO | {"for", "the", "both", "plus", "n"} for each in between)
        if hit.start >= together[-1].end and joined:
            together.append(hit)
    before = [hit for hit in ordered if hit.end < first.start]
    for hit in reversed(before):
        if all(each.word in _ALSO for each in words[hit.end : together[0].start]):
            together.insert(0, hit)
    return tuple(together)

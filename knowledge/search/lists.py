"""Questions that ask for all of something, or for one recommendation by audience and number."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from knowledge.library import Entry, Library
from knowledge.search.asking_words import (
    BESIDE_A_STATUS,
    BESIDE_AN_AGENCY,
    BESIDE_MANY,
    BESIDE_PARTLY,
    NOTHING,
    one_fact,
    passing,
    points,
    several,
)
from knowledge.search.counted import numbered
from knowledge.search.due import asks_dates, promises, times
from knowledge.search.findings import Decision, Facets, Findings, Match
from knowledge.search.kinds import kind_words
from knowledge.search.mentions import says, whether_said
from knowledge.search.names import Names
from knowledge.search.of_a_kind import lines_of, of_kind, someone_to_ring
from knowledge.search.selection import Selection, select
from knowledge.search.wanted import parted, wanted
from knowledge.search.words import Token, stem, stems_of_name, text_of

_WHOLE = re.compile(r"^(?:\w+ )?(?:everything|anything|all)(?: \w+){0,3}? (?:about|on|regarding|around|re)\b")
SURE = 0.98
OFFERED = 3
"""How many others are offered where none has the status that is asked for."""
NEAR = 0.05
"""Whatever is less probable than this has nothing to do with the question."""
MENTIONED = 6
"""A word that more recommendations than this have is not what a list is wanted of."""


def asked_list(facets: Facets, library: Library, names: Names, words: Sequence[Token]) -> Findings | None:
    """A whole list or a numbered recommendation, when the facets alone say what is wanted."""
    by_number = _numbered(facets, library)
    if by_number is not None:
        return by_number
    found = of_kind(facets, library, names, words) or lines_of(facets, library, words)
    found = found or someone_to_ring(facets, library, words)
    if found:
        return _found(found, facets)
    if (facets.unheld_audiences and not facets.audiences) or _counts_people(library, words):
        return None
    asked = _Asked(facets, library, names, words)
    for rule in (
        _dated,
        _mentioned,
        _standing,
        _of_agencies,
        _all_of_them,
        _the_case,
        _on_topics,
        _with_words,
    ):
        answer = rule(asked)
        if answer is not None:
            return answer
    return None


@dataclass(frozen=True)
class _Asked:
    """A question for recommendations."""

    facets: Facets
    library: Library
    names: Names
    words: Sequence[Token]

    @cached_property
    def selection(self) -> Selection:
        """What the question selects."""
        return wanted(self.facets, self.names, self.words)

    @cached_property
    def many(self) -> bool:
        """Whether the wording asks for more than one."""
        return "list" in self.facets.intents or (several(self.words) and not one_fact(self.words))

    @cached_property
    def rest(self) -> list[str]:
        """What it says beyond its facets and the words of asking."""
        asked, _ = parted(self.words, self.names)
        nothing = NOTHING | {each.stem for each in self.words[len(asked) :]}
        nothing |= BESIDE_MANY if self.many else frozenset()
        nothing |= BESIDE_A_STATUS if self.facets.standing else frozenset()
        nothing |= BESIDE_PARTLY if self.facets.partly else frozenset()
        told = [word for word in self.facets.residue if word not in nothing]
        return [word for word in told if word not in self._leading_on(told)]

    def _leading_on(self, told: Sequence[str]) -> frozenset[str]:
        """Words before a theme that lead on to it, and that no recommendation says."""
        hits = self.names.topics.find(self.words)
        if not hits or not (self.many and self.facets.asks_recommendations):
            return frozenset()
        leading = passing(self.words[: hits[0].start]) & set(told)
        pool = self.library.recommendations_of(self.facets.case)
        return frozenset(word for word in leading if not any(says(entry, [word]) for entry in pool))

    @cached_property
    def only_topics(self) -> bool:
        """Whether names of themes account for the rest."""
        return self._only_topics(self.rest)

    @cached_property
    def whether_done(self) -> bool:
        """ "Has ICON been done": how far a theme was, and nothing else."""
        rest = set(self.rest) - BESIDE_A_STATUS
        status = "status" in self.facets.intents and self.facets.intents <= {"status", "meaning"}
        return status and not one_fact(self.words) and self._only_topics(rest)

    def _only_topics(self, rest: Iterable[str]) -> bool:
        topics = self.selection.topics
        return bool(topics) and _named_by(topics, self.library, rest, self.words)

    @property
    def contact(self) -> bool:
        """Whether a number is wanted, not what was recommended."""
        return "contact" in self.facets.intents and not self.facets.asks_recommendations

    def answer(self) -> Findings | None:
        """What is selected."""
        return _found(select(self.selection, self.library, self.names), self.facets)


def _dated(asked: _Asked) -> Findings | None:
    """Promises with a date, in the time that is named; where nobody wrote down any, that is said."""
    facets = asked.facets
    if not asks_dates(asked.words) or facets.kinds:
        return None
    when = {*asked.rest, *times(asked.words)}
    selection = replace(asked.selection, topics=frozenset(), said=None)
    found = [each for each in select(selection, asked.library, asked.names) if promises(each, when)]
    if found or when:
        return _found(found, facets)
    cases = tuple(review.id for review in asked.library.reviews if facets.case in {None, review.id})
    return Findings("no_dates", facets, related=cases, confidence=SURE)


def _mentioned(asked: _Asked) -> Findings | None:
    """ "Which recs mention supervision", "that ask for training"."""
    if asked.facets.case is not None and whether_said(asked.words):
        return asked.answer() if asked.selection.said is not None else None
    recommendations = asked.facets.asks_recommendations
    if asked.selection.said is None or not (asked.many or recommendations) or one_fact(asked.words):
        return None
    nothing = Findings("not_held", asked.facets, related=asked.facets.names)
    return asked.answer() or (nothing if recommendations else None)


def _standing(asked: _Asked) -> Findings | None:
    """ "What is still outstanding", "the finished ones on training"."""
    several_agencies = "status" in asked.facets.intents and not asked.many and len(asked.facets.audiences) > 1
    pointed = asked.many or asked.facets.short or bool(asked.facets.audiences) or points(asked.words)
    known = not asked.rest or asked.only_topics
    if not asked.facets.standing or several_agencies or not pointed or not known or one_fact(asked.words):
        return None
    return asked.answer() or (_none_with_it(asked) if asked.many else None)


def _none_with_it(asked: _Asked) -> Findings | None:
    """None of a GP's is outstanding: those there are are offered, never shown as if they were."""
    others = select(replace(asked.selection, statuses=frozenset(), partly=False), asked.library, asked.names)
    offered = tuple(entry.id for entry in others[:OFFERED])
    return Findings("not_held", asked.facets, related=offered) if offered else None


def _of_agencies(asked: _Asked) -> Findings | None:
    """ "The GP ones", "what was asked of midwives"; not "how do I apply for a council house"."""
    facets = asked.facets
    errand = "how_to" in facets.intents and not facets.asks_recommendations and facets.case is None
    one = "status" in facets.intents and not asked.many and len(facets.audiences) > 1
    told = set(asked.rest) - (frozenset() if _asks_who(asked.words) else BESIDE_AN_AGENCY)
    if told or not facets.audiences or asked.contact or errand or one or one_fact(asked.words):
        return None
    return asked.answer()


def _asks_who(words: Sequence[Token]) -> bool:
    """ "Who is the chair": of a person, whose post would tell nothing elsewhere."""
    return bool({"who", "whos", "name", "names"} & {each.word for each in words})


def _all_of_them(asked: _Asked) -> Findings | None:
    """ "The full list", "all but those on training"; not the names of people."""
    if asked.rest or not asked.many or asked.contact or one_fact(asked.words):
        return None
    other = asked.selection.topics or not kind_words(asked.words).isdisjoint(asked.facets.residue)
    return None if other and not asked.selection.but else asked.answer()


def _the_case(asked: _Asked) -> Findings | None:
    """ "Child P" and nothing else."""
    facets = asked.facets
    if asked.rest or facets.case is None or facets.audiences or facets.kinds or facets.standing:
        return None
    return Findings("answer", facets, (facets.case,), confidence=SURE)


def _on_topics(asked: _Asked) -> Findings | None:
    """ "Everything on the unborn baby protocol", "training for midwives"."""
    facets = asked.facets
    about_them = asked.many or facets.asks_recommendations or not facets.intents & {"meaning", "link"}
    if not asked.only_topics or not (asked.many or facets.audiences) or not about_them:
        return None
    if one_fact(asked.words) or _only_other_kinds(asked):
        return None
    return asked.answer()


def _with_words(asked: _Asked) -> Findings | None:
    """ "All recs about genograms": those that say so, if they are few."""
    text = text_of(asked.words)
    whole = asked.facets.intents == {"list"} and _WHOLE.search(text)
    if not asked.many or not asked.rest or not (asked.facets.asks_recommendations or whole):
        return None
    pool = select(replace(asked.selection, topics=frozenset()), asked.library, asked.names)
    found = [entry for entry in pool if says(entry, asked.rest)]
    return _found(found, asked.facets) if len(found) <= MENTIONED else None


def on_theme(facets: Facets, library: Library, names: Names, words: Sequence[Token]) -> frozenset[str]:
    """The recommendations on a theme, where a question names it alone: "Child P on supervision"; or asks
    whether it has been done."""
    asked = _Asked(facets, library, names, words)
    other = facets.audiences or facets.unheld_audiences or facets.standing or facets.areas
    plain = not (facets.kinds or facets.intents - {"meaning", "list"}) and asked.only_topics
    if other or not (plain or asked.whether_done):
        return frozenset()
    return frozenset(each.id for each in select(asked.selection, library, names))


def _counts_people(library: Library, words: Sequence[Token]) -> bool:
    """ "How many midwives": of people, not "how many for midwives", which is of recommendations."""
    said = [(each.word, each.stem) for each in words]
    counted = {
        three[1]
        for one, two, three in zip(said, said[1:], said[2:], strict=False)
        if (one[0], two[0]) == ("how", "many")
    }
    return bool(counted) and not counted.isdisjoint(
        stem(name) for each in library.audiences for name in each.names if " " not in name
    )


def settled(facets: Facets, library: Library, words: Sequence[Token]) -> Findings | None:
    """A topic and nothing else but a case: what is recommended on it, when ranking is not sure of one."""
    rest = [word for word in facets.residue if word not in NOTHING]
    bare = (facets.short or facets.asks_recommendations) and not facets.kinds
    bare = bare and not facets.intents & {"meaning", "link", "contact"}
    asked = facets.audiences or facets.unheld_audiences or facets.numbers
    plain = facets.case if facets.case else bare and not asked
    topics = frozenset(facets.topics)
    if not plain or facets.standing or not topics or not _named_by(topics, library, rest, words):
        return None
    pool = library.recommendations_of(facets.case)
    own = [entry for entry in pool if entry.audience in facets.audiences]
    return _found(_most_topics(topics, own) or _most_topics(topics, pool), facets)


def _most_topics(topics: frozenset[str], pool: Sequence[Entry]) -> list[Entry]:
    """Those that are about all topics asked for; where there is none, about any."""
    every = [entry for entry in pool if topics <= set(entry.topics)]
    return every or [entry for entry in pool if topics & set(entry.topics)]


def _only_other_kinds(asked: _Asked) -> bool:
    """ "All the training on ..." asks for resources; "everything about the unborn protocol" does not."""
    facets = asked.facets
    if not facets.kinds or facets.asks_recommendations or facets.case is not None:
        return False
    said = {each.stem for each in asked.words}
    names = [
        stems_of_name(name)
        for each in asked.library.topics
        if each.id in facets.topics
        for name in each.names
    ]
    inside = {word for name in names if len(name) > 1 and name <= said for word in name}
    return not asked.many or not kind_words(asked.words) <= inside


def _numbered(facets: Facets, library: Library) -> Findings | None:
    pool = library.recommendations_of(facets.case)
    if facets.audiences:
        pool = [entry for entry in pool if entry.audience in facets.audiences]
    found = tuple(entry.id for entry in numbered(facets, pool))
    if not found:
        return None
    several = facets.every_audience or bool(facets.pairs) or facets.few > 1
    several = several or bool(facets.from_end and facets.numbers)
    if facets.audiences and (len(facets.numbers) > 1 or len(facets.audiences) > 1):
        several = True
    decision: Decision = "answer" if len(found) == 1 else "list" if several else "choices"
    return Findings(decision, facets, found, confidence=SURE, by_number=True)


def _named_by(topics: frozenset[str], library: Library, rest: Iterable[str], words: Sequence[Token]) -> bool:
    """Whether names of themes, or of kinds of thing, account for all of `rest`."""
    named = {
        word
        for each in library.topics
        if each.id in topics
        for name in each.names
        for word in stems_of_name(name)
    }
    return all(word in named or word in kind_words(words) for word in rest)


def _found(entries: Sequence[Entry], facets: Facets) -> Findings | None:
    if not entries:
        return None
    decision: Decision = "answer" if len(entries) == 1 else "list"
    return Findings(decision, facets, tuple(entry.id for entry in entries), confidence=SURE)


def nearest_topics(matches: Sequence[Match], library: Library) -> tuple[str, ...]:
    """What is nearest to a question that is not answered: offered as topics, never as the answer."""
    near = [match for match in matches[:3] if match.probability >= NEAR]
    return tuple(match.entry for match in near if library.entries[match.entry].kind != "gap")

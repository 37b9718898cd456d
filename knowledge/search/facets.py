"""Reads the facets of a question: case, audience, number, topics, names, areas and intents."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from knowledge.library import Library
from knowledge.search.audiences import AudiencesFound, find_audiences, numbered_targets
from knowledge.search.context import context
from knowledge.search.findings import Facets
from knowledge.search.intents import find_intents
from knowledge.search.kinds import kind_places, kinds_asked
from knowledge.search.names import Names
from knowledge.search.numbers import NumberFound, find_number, find_printed
from knowledge.search.other_cases import OtherCases
from knowledge.search.people import asks_who
from knowledge.search.phrases import Hit
from knowledge.search.statuses import asks_partly, find_statuses
from knowledge.search.vocabulary import Vocabulary
from knowledge.search.words import STOP_WORDS, TELLS_NOTHING, Token

SHORT = 4
_EMAIL = frozenset("email emails mail e-mail".split())
_RECOMMENDATION_WORDS = frozenset(
    """rec recs recommendation recommendations recommend recommended recommends response responses
    actions""".split()
)
_LIVES = frozenset("live lives living resident resides".split())
_BEFORE = 3
"""Among how many words before a place "lives" makes it where somebody lives."""
_OURS = frozenset("us ours aimed".split())


class FacetReader:
    """Reads facets with the names of one library."""

    def __init__(self, library: Library, names: Names, vocabulary: Vocabulary) -> None:
        self._names = names
        self._others = OtherCases(library, names, vocabulary)

    def read(self, text: str, words: Sequence[Token], *, follow_up: bool = False) -> Facets:
        """All facets of a cleaned question."""
        case_hits = self._names.cases.find(words)
        entry_hits = self._names.entries.find(words)
        topic_hits = self._names.topics.find(words)
        case_at = _places(case_hits)
        longer = [*entry_hits, *topic_hits]
        asked = bool(_telling(words))
        containing = [hit for hit in entry_hits if not (asked and _of_an_agency(hit))]
        found = find_audiences(self._names, words, case_at, [*containing, *topic_hits])
        audience_at = _places(found.hits)
        named_at = _places([hit for hit in entry_hits if hit.end - hit.start > 1]) | case_at
        number = find_number(words, audience_at, named_at | audience_at, elliptic=follow_up)
        printed = find_printed(text)
        area_hits = self._names.areas.find(words)
        home = _where_they_live(area_hits, words)
        found = replace(found, targets=numbered_targets(words, number, found.targets))
        held, unheld = self._asked_for(found)
        used = case_at | audience_at | number.used
        used |= frozenset(at for at, each in enumerate(words) if self._others.is_somebody(each.raw))
        if case_hits:
            used |= _places([*area_hits, *self._names.people.find(words)])
        asked_at = audience_at | _telling(words) | kind_places(words)
        used |= context(text, words, asked_at, _places(_beyond(topic_hits, found.hits)))
        return Facets(
            case=case_hits[0].keys[0] if case_hits else None,
            unknown_case=self._others.find(text, words, case_hits),
            audiences=held,
            unheld_audiences=unheld,
            every_audience=found.every,
            numbers=() if printed else number.values,
            printed=printed,
            pairs=_pairs(number, found.targets, held),
            from_end=number.from_end,
            few=number.few,
            middle=number.middle,
            step=number.step,
            ordinal=number.ordinal,
            short=len(words) <= SHORT,
            topics=_keys(topic_hits),
            names=_keys(entry_hits),
            name_spans=len(entry_hits),
            kinds=kinds_asked(words),
            asks_recommendations=any(each.word in _RECOMMENDATION_WORDS for each in words),
            asks_email=not _EMAIL.isdisjoint(each.word for each in words),
            asks_who=asks_who(words, self._names.audiences.find(words), case=bool(case_hits)),
            areas=_keys(home or area_hits),
            lives_there=bool(home),
            places=tuple(words[place].stem for place in sorted(_places(area_hits))),
            statuses=find_statuses(text),
            partly=asks_partly(text),
            dated="overdue" in text.lower(),
            intents=find_intents(text),
            residue=_residue(words, used, _places([hit for hit in longer if hit.end - hit.start > 1])),
        )

    def _asked_for(self, found: AudiencesFound) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The audiences that recommendations are wanted for: those with some, and those without."""
        keys = dict.fromkeys(key for hit in found.targets for key in hit.keys)
        held = tuple(key for key in keys if key in self._names.held_audiences)
        unheld = tuple(key for key in keys if key not in held)
        if keys or not found.left_out:
            return held, unheld
        left_out = {key for hit in found.left_out for key in hit.keys}
        return tuple(each for each in self._names.audience_order if each not in left_out), ()


def _pairs(number: NumberFound, targets: Sequence[Hit], held: Collection[str]) -> tuple[tuple[str, int], ...]:
    """ "Rec 1 for GPs and rec 3 for health visitors": each number goes with its own audience."""
    if len(number.groups) < 2 or len(number.groups) != len(targets):
        return ()
    ordered = sorted(targets, key=lambda hit: hit.start)
    return tuple(
        (key, value)
        for (_, values), hit in zip(number.groups, ordered, strict=True)
        for key in hit.keys
        if key in held
        for value in values
    )


def _beyond(topics: Sequence[Hit], audiences: Sequence[Hit]) -> list[Hit]:
    """Topics that are more than the name of an audience."""
    return [
        hit for hit in topics if not any(hit.start < each.end and each.start < hit.end for each in audiences)
    ]


def _of_an_agency(hit: Hit) -> bool:
    """Whether a name is a word's or a contact's: what is for "Hampshire SCP" is for the partnership."""
    return all(key.startswith(("term/", "contact/")) for key in hit.keys)


def _where_they_live(areas: Sequence[Hit], words: Sequence[Token]) -> list[Hit]:
    """The area that counts, where others are named too: "lives in Fareham, school is in Portsmouth"."""
    return [
        hit
        for hit in areas
        if any(each.word in _LIVES for each in words[max(hit.start - _BEFORE, 0) : hit.start])
    ]


def _telling(words: Sequence[Token]) -> frozenset[int]:
    """Where recommendations are asked for, or what is for the asker's own."""
    return frozenset(at for at, each in enumerate(words) if each.word in _RECOMMENDATION_WORDS | _OURS)


def _places(hits: Sequence[Hit]) -> frozenset[int]:
    return frozenset(place for hit in hits for place in range(hit.start, hit.end))


def _keys(hits: Sequence[Hit]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for hit in hits for key in hit.keys))


def _residue(words: Sequence[Token], used: frozenset[int], named: frozenset[int]) -> tuple[str, ...]:
    """`named`: words of longer names, which tell something whatever each says alone: "section 11"."""
    return tuple(
        each.stem
        for place, each in enumerate(words)
        if place not in used
        and (place in named or not (each.word.isdigit() or each.word in TELLS_NOTHING))
        and each.word not in STOP_WORDS
    )

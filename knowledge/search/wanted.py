"""Reads from a question which recommendations a list is wanted of."""

from collections.abc import Sequence

from knowledge.search.all_but import clauses
from knowledge.search.findings import Facets
from knowledge.search.mentions import Said, of_several, said, sought
from knowledge.search.names import Names
from knowledge.search.selection import Selection
from knowledge.search.words import Token, text_of

_JOINED = frozenset("and or plus".split())


def wanted(facets: Facets, names: Names, words: Sequence[Token]) -> Selection:
    """What the words select, with what they leave out taken off."""
    main, outside = parted(words, names)
    spoken = _said(main, names) if of_several(words) else None
    frame = main if spoken is None else spoken[1]
    said_first = spoken is not None and frame is main
    keys = spoken[0].keys if spoken else frozenset[str]()
    return Selection(
        case=facets.case,
        audiences=_audiences(facets, names, frame, beside=bool(spoken)),
        statuses=facets.statuses,
        partly=facets.partly,
        topics=frozenset() if said_first else _topics(frame, names, facets) - keys,
        any_topic=any(each.word in _JOINED for each in frame),
        said=spoken[0] if spoken else None,
        but=_left_out(facets, outside, names),
    )


def parted(words: Sequence[Token], names: Names) -> tuple[Sequence[Token], Sequence[Token]]:
    """What is asked for, and what stands after "except", "not about", "that dont mention"."""
    named = [hit for book in (names.topics, names.entries) for hit in book.find(words)]
    text = text_of(words)
    for span in clauses(text):
        start, end = (len(text[:place].split()) for place in span)
        if not any(hit.start < end and start < hit.end for hit in named):
            return words[:start], words[end:]
    return words, ()


def _left_out(facets: Facets, words: Sequence[Token], names: Names) -> Selection | None:
    spoken = _said(words, names)
    topics = _topics(words, names, facets)
    if spoken is not None:
        return Selection(facets.case, said=spoken[0])
    return Selection(facets.case, topics=topics, any_topic=True) if topics else None


def _said(words: Sequence[Token], names: Names) -> tuple[Said, Sequence[Token]] | None:
    """What must be said, and the words beside it."""
    found = sought(words)
    things = said(found, names) if found is not None else None
    if found is None or things is None:
        return None
    return things, words if found.said is found.frame else found.frame


def _audiences(facets: Facets, names: Names, frame: Sequence[Token], *, beside: bool) -> frozenset[str]:
    """Whose recommendations are meant. `beside`: what is mentioned or asked for stands outside the frame."""
    asked = frozenset(facets.audiences)
    named = {key for hit in names.audiences.find(frame) for key in hit.keys} & names.held_audiences
    if beside:
        return (asked & named or asked) if named else frozenset()
    return asked or (frozenset(named) if facets.standing else asked)


def _topics(words: Sequence[Token], names: Names, facets: Facets) -> frozenset[str]:
    """What is named, unless it only says what the list is wanted for: "I need it for supervision"."""
    return frozenset(
        key
        for hit in names.topics.find(words)
        for key in hit.keys
        if any(each.stem in facets.residue for each in words[hit.start : hit.end])
    )

"""What recommendations and their responses say, and who asks for what: "which recs mention supervision"."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from knowledge.library import Entry
from knowledge.schema.reviews import Recommendation
from knowledge.search.asking_words import BESIDE_MANY, several, tells
from knowledge.search.names import Names
from knowledge.search.phrases import Hit, PhraseBook
from knowledge.search.words import Token, stems_of_name, text_of, tokens

Part = Literal["anywhere", "recommendation", "response"]
_MENTIONS = re.compile(
    r"\b(?:mention\w*|(?:quot|cit)(?:e|es|ed|ing)|refer(?:s|red|ring)? to|reference[sd]?"
    r"|(?:bring|brings|bringing) (?:in|up)|(?:come|comes|coming|crop|crops|pop|pops) up(?! with)"
    r"|(?:is|are) (?:it|that|this|they) in"
    r"|(?:appear|feature|figure)s?|went to|speaks? of|talks? about|touch(?:es)? (?:up)?on|nam(?:e|es|ing)"
    r"|(?:contain|includ)(?:e|es|s|ing)?|(?:use|uses|using|with|has|have) the (?:words?|phrase|term)"
    r"|says? (?:something|anything) (?:about|on|of))\b"
)
_ASKS = re.compile(
    r"\b(?:(?:ask|call)(?:s|ed|ing)? for|seek(?:s|ing)?|requir(?:e|es|ing)"
    r"|(?:agencies|organisations|partners|who) (?:\w+ ){1,2}(?:asked|told) to"
    r"|(?:recs?|recommendations?|actions|ones|that|which)"
    r" (?:(?:want|need|request|demand|recommend|suggest)s?|asks? (?:\w+ ){1,3}to))\b"
)
_SEVERAL = frozenset(
    "recs recommendation recommendations responses actions ones every all any everything"
    " anything those list agencies organisations".split()
)
_WHETHER_SAID = re.compile(
    r"^(?:is|are|was|were|does|do|did) (?!(?:it|that|this|they|those|these)\b)"
    r".+ (?:mentioned|named|quoted|get a mention|come up|crop up|feature|appear)\b"
)
_RESPONSES = re.compile(r"\bwhose responses?\b|\bin (?:the|their|its) responses?\b")
_NAMING = frozenset("word words phrase term terms provide give deliver undertake set run do new more".split())
_REPORTED = re.compile(r"\bha(?:s|ve)(?: recently)? been\b(?!.*\b(?:need|should)\b)")
"""A sentence among recommendations that reports what was done, and asks for nothing."""


@dataclass(frozen=True)
class Thing:
    """Something that is named: by the words that were typed, or by another name of what they mean."""

    words: frozenset[str]
    keys: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Said:
    """What recommendations must say: all the things or any of them, anywhere or in one part."""

    things: tuple[Thing, ...]
    any: bool = False
    part: Part = "anywhere"

    @property
    def keys(self) -> frozenset[str]:
        """What is known of the things."""
        return frozenset(key for thing in self.things for key in thing.keys)


@dataclass(frozen=True)
class Sought:
    """Where in a question stands what is to be said, and where whose recommendations are meant."""

    said: Sequence[Token]
    frame: Sequence[Token]
    part: Part


def whether_said(words: Sequence[Token]) -> bool:
    """ "Is the Lullaby Trust mentioned in Child P"; not "is it mentioned"."""
    return _WHETHER_SAID.search(text_of(words)) is not None


def of_several(words: Sequence[Token]) -> bool:
    """ "Which recommendations mention it", "where is it mentioned"; not "who mentioned it"."""
    return several(words) or whether_said(words) or not _SEVERAL.isdisjoint(each.word for each in words)


def sought(words: Sequence[Token]) -> Sought | None:
    """ "Which recommendations mention ...", "the ones where ... comes up", "recs that ask for ..."."""
    text = text_of(words)
    asks = list(_ASKS.finditer(text))
    found = asks or list(_MENTIONS.finditer(text))
    if not found:
        return None
    before = words[: len(text[: found[-1].start()].split())]
    after = words[len(text[: found[-1].end()].split()) :]
    if whether_said(words):
        return Sought(before, before, "anywhere")
    if any(_means(each) and each.stem not in BESIDE_MANY for each in after):
        return Sought(after, before, "recommendation" if asks else _part(words, text))
    return None if asks else Sought(before, before, _part(words, text))


def said(found: Sought, names: Names) -> Said | None:
    """What is to be said; nothing, if the question names nothing."""
    words = found.said
    hits = _hits(words, names)
    named = {place for hit in hits for place in range(hit.start, hit.end)}
    if found.said is found.frame:
        hits = [hit for hit in hits if not names.known_audiences.issuperset(hit.keys)]
    things = [
        Thing(_bare(words[hit.start : hit.end]), frozenset(hit.keys) - names.known_audiences) for hit in hits
    ]
    strange = _bare([each for at, each in enumerate(words) if at not in named and _means(each)])
    things += [Thing(strange)] if strange else []
    return Said(tuple(things), any(each.word == "or" for each in words), found.part) if things else None


def saying(wanted: Said, pool: Iterable[Entry], names: Names) -> list[Entry]:
    """Those of `pool` that say it; another name of a thing counts where none has the one that was typed."""
    texts = {entry.id: _sentences(entry, wanted.part) for entry in pool}
    found = [_who_says(thing, texts, names) for thing in wanted.things]
    together = set.union(*found) if wanted.any else set.intersection(*found)
    return [entry for entry in pool if entry.id in together]


def says(entry: Entry, words: Sequence[str]) -> bool:
    """Whether a recommendation or its response has all of these words."""
    said = [stems_of_name(text) for text in (entry.title, *entry.body)]
    return all(any(word in each for each in said) for word in words)


def names_in(entry: Entry, named: Iterable[Entry]) -> bool:
    """Whether a recommendation or its response has a name of one of these entries."""
    book = PhraseBook()
    for each in named:
        book.add_all((each.title, *each.names), each.id)
    return any(book.find(tokens(text)) for text in (entry.title, *entry.body))


def _who_says(thing: Thing, texts: dict[str, list[list[Token]]], names: Names) -> set[str]:
    """Those with the words that were typed, or with a shorter name in them; if none, those with any name."""
    literal: set[str] = set()
    meant: set[str] = set()
    for entry, sentences in texts.items():
        for sentence in sentences:
            if thing.words <= _bare(sentence):
                literal.add(entry)
            for hit in _hits(sentence, names) if thing.keys else ():
                if thing.keys & set(hit.keys):
                    shorter = _bare(sentence[hit.start : hit.end]) <= thing.words
                    (literal if shorter else meant).add(entry)
    return literal or meant


def _bare(words: Sequence[Token]) -> frozenset[str]:
    """The stems of words; an acronym's plural is as its singular: "GPs"."""
    return frozenset(each.stem.removesuffix("s") for each in words)


def _sentences(entry: Entry, part: Part) -> list[list[Token]]:
    texts = entry.body
    if part != "anywhere" and isinstance(entry.item, Recommendation):
        of_part = entry.item.recommendation if part == "recommendation" else entry.item.response
        texts = (of_part.text,) if of_part is not None else ()
    sentences = [each for text in texts for each in text.split(". ")]
    return [tokens(each) for each in sentences if part != "recommendation" or not _REPORTED.search(each)]


def _hits(words: Sequence[Token], names: Names) -> list[Hit]:
    """What is named, be it a theme, an entry or an agency: the longer name at each place."""
    hits = sorted(
        [*names.topics.find(words), *names.entries.find(words), *names.audiences.find(words)],
        key=lambda hit: (hit.start - hit.end, hit.start),
    )
    kept: dict[tuple[int, int], Hit] = {}
    for hit in hits:
        place = (hit.start, hit.end)
        if place in kept:
            kept[place] = Hit(*place, hit.phrase, (*kept[place].keys, *hit.keys))
        elif all(hit.end <= start or end <= hit.start for start, end in kept):
            kept[place] = hit
    return sorted(kept.values(), key=lambda hit: hit.start)


def _part(words: Sequence[Token], text: str) -> Part:
    said = {each.word for each in words}
    only = not {"response", "responses"}.isdisjoint(said) and not any(each.startswith("rec") for each in said)
    return "response" if only or _RESPONSES.search(text) else "anywhere"


def _means(each: Token) -> bool:
    return tells(each) and each.word not in _NAMING

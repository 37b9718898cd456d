"""Names on no list: a word that means nothing in any list of words, where only a person is named."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.everyday import with_endings
from knowledge.privacy.numbers import Found
from knowledge.privacy.sentence import Sentence, Word
from knowledge.privacy.slots import about_a_person, of_an_author
from knowledge.privacy.wordlists import either, names, words
from knowledge.word_meanings import word_meanings

_SHORTEST, _LONG = 3, 7
_PEOPLE = rf"(?:{either('person', 'relative')})"
_AFTER_PERSON = re.compile(rf"\b{_PEOPLE}(?:[ ]{{1,2}}|[ ]?[(:][ ]?|,[ ])$", re.IGNORECASE)
_ABOUT = "do|did|done|worried|concerned|happy|anxious|asking|message|msg|call|calling|referral|used it"
_TO_PERSON = re.compile(
    rf"\b(?:{either('to-a-person')}|re|regarding|called|named|(?:the|calling) {_PEOPLE}"
    r"|(?:spoke|speak|talk|talked|visit|visits|home visit|went|come|came) (?:to|with|from)"
    rf"|(?:{_ABOUT}) (?:about|because of|for|from|re|on)"
    r"|social worker|sw|hv|midwife|nurse|doctor)[ ]{1,2}$",
    re.IGNORECASE,
)
_AGE = r"\d{1,2}(?:[ ]?(?:yrs?|years?|yo|months?|weeks?|wks?|m|y|/40|/52|/12))?"
_DOES = rf"{either('only-after-a-name')}|is|was|has|had|did|does not|will not|never|not seen|dna"
_OF_PERSON = re.compile(
    rf"[ ]?\(?,?[ ]?{_AGE}\b|[ ]{{1,2}}(?:{_DOES}|and (?:her|his|their)|who)\b"
    r"|,? (?:she|he|they)\b|[ ][A-Z]\b|[ ]{1,2}(?:at|in) (?:home|clinic|school|nursery|hospital)\b",
    re.IGNORECASE,
)
_OWNED = re.compile(rf"[ ]{{1,2}}(?:{either('of-a-person', 'person', 'relative')})\b", re.IGNORECASE)
_GROUP = re.compile(
    r"[ ]{1,2}(?:family|household|children|kids|twins|siblings|boys|girls|baby|case|lot)\b", re.IGNORECASE
)
_ENDS = re.compile(
    r"[ ]*(?:$|[.,;:?!)\"]|\b(?:today|yesterday|tonight|this|last|again|at|on|and|because|about|just|when)\b)"
)
_PLACE_BEFORE = re.compile(
    r"\b(?:in|near|from|at|to|towards|around|outside|across|via|st|saint)[ ]{1,2}$", re.I
)
_AROUND = 34


def unlisted(sentence: Sentence, known: Set[str], public: Set[str]) -> Iterator[Found]:
    """Words that stand where a person is named and are no word that anybody else would write there."""
    strange = [word.base not in public and _is_strange(word, known) for word in sentence.words]
    shouted = sentence.text.isupper()
    for place, word in enumerate(sentence.words):
        if strange[place] and not (shouted or _acronym(word)):
            pair = place + 1 < len(strange) and strange[place + 1] and _adjoining(sentence, place)
            if _is_person(sentence, word, known, pair=pair):
                yield "name", word.start, word.end


def _is_person(sentence: Sentence, word: Word, known: Set[str], *, pair: bool) -> bool:
    left = sentence.text[max(word.start - _AROUND, 0) : word.start]
    right = sentence.text[word.end : word.end + _AROUND]
    if _PLACE_BEFORE.search(left) or of_an_author(sentence, word):
        return False
    if word.base in words("also-a-place") and left.endswith(("by ", "of ")):
        return False
    group, about = bool(_GROUP.match(right)), about_a_person(sentence)
    if word.capital and not sentence.starts(word):
        return about or pair or group
    before, after = bool(_TO_PERSON.search(left)), bool(_OF_PERSON.match(right))
    owner = (word.possessive or word.base.endswith("s")) and bool(_OWNED.match(right))
    slot = bool(_AFTER_PERSON.search(left)) or after or owner or pair or group or (before and _ends(right))
    if not slot or not (about or pair or group or (before and after)):
        return False
    return word.capital or (before and after and len(word.base) <= _LONG) or not _misspelt(word.base, known)


def _ends(right: str) -> bool:
    return bool(_ENDS.match(right))


def _is_strange(word: Word, known: Set[str]) -> bool:
    parts = [part for part in re.split(r"['-]", word.base) if len(part) > 1]
    return len(word.base) >= _SHORTEST and any(means_nothing(part, known) for part in parts)


def means_nothing(part: str, known: Set[str]) -> bool:
    """Whether a word is on no list of words; a name that is no word means nothing."""
    if part in names("surnames") or part in names("first-names"):
        return part not in known and part not in words("no-surname") and part not in words("no-person")
    return part not in known and part not in words("no-name") and not _has_meaning(part)


def _has_meaning(part: str) -> bool:
    return part in with_endings() or word_meanings().find(part) is not None


def _acronym(word: Word) -> bool:
    return word.text.isupper() and len(word.text) <= 5


def _adjoining(sentence: Sentence, place: int) -> bool:
    left, right = sentence.words[place], sentence.words[place + 1]
    return sentence.text[left.end : right.start] in {" ", ", "}


def _misspelt(base: str, known: Set[str]) -> bool:
    """Whether an everyday word is one slip away, two in a long word."""
    slips = 2 if len(base) >= _LONG else 1
    among = _by_beginning(known).get(base[:1], ())
    return process.extractOne(base, among, scorer=OSA.distance, score_cutoff=slips) is not None


@lru_cache(maxsize=4)
def _by_beginning(known: Set[str]) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for word in known | with_endings():
        found.setdefault(word[:1], []).append(word)
    return found

"""Names of people: a first name that something beside it makes a person's, or a word said to be a name."""

import re
from collections.abc import Collection, Iterator, Set
from functools import lru_cache

from knowledge.privacy.numbers import Found
from knowledge.privacy.sentence import Sentence, Word
from knowledge.privacy.slots import about_a_person, named_here, of_an_author, said_of_a_person, unknown_here
from knowledge.privacy.told import told_of
from knowledge.privacy.unlisted import means_nothing, unlisted
from knowledge.privacy.wordlists import either, names, words

_PERSON = either("person")
_NAMED = re.compile(
    rf"\b(?:(?:{_PERSON}|family|couple|someone|somebody|who is|who'?s|she is|he is|s?he'?s)[ ,(]{{1,2}}"
    r"(?:is |was |are )?(?:called|named|known as|goes by)"
    rf"|(?:{either('owner')})[ -]?(?:first |last |full |sur)?(?:names?|surname)(?:'?s)?"
    r"(?: is| are| was|:| =| -)?"
    r"|(?:name|names|surname|forename|patient|pt|client|re|regarding)[ ]?:"
    r"|name(?:'s| is)|names are|surname(?: is)?)[ ]{1,2}",
    re.IGNORECASE,
)
_THE_FAMILY = re.compile(
    r"\bthe ([A-Za-z'-]{2,30}) (?:family|household|children|kids|twins|siblings|boys|girls|baby)\b"
)
_BEGINNING = 3
_TITLES_IN_CAPITALS = words("titles-in-capitals")
_INITIAL = re.compile(
    r"(?<![\w'])[A-Z]\.?[ ]?([A-Z][a-z]{2,29}(?:-[A-Z][a-z]+)?)\b|\b([A-Z][a-z]{2,29}),? [A-Z]\b\.?(?! ?\w)"
)
_BARE_AGE = re.compile(
    r"[ ]\d{1,2}[ ]?(?:and|yrs?|years?|yo|weeks?|wks?|months?|mths?|days?|pregnant|/40|/52|/12)\b"
)
_DOES = re.compile(r"[ ](?:is|was|has|keeps|never|wont|won't|did|didn't|failed)[ ]", re.IGNORECASE)
_IS_SOMEWHERE = re.compile(
    r"[ ](?:is|was)[ ](?:never|not|on|in|at|still|back|with|only|due|under|a|the|\d+)\b", re.IGNORECASE
)
_AGE_FOLLOWS = re.compile(r"[ ]?[(,][ ]?(?:aged? )?\d{1,2}\b")


def people(text: str, published: frozenset[str], known: Set[str]) -> Iterator[Found]:
    """Names in a text. `published` are names that are public; `known` are words that are no names."""
    public_names = _public(published)
    sentence = Sentence(text, list(public_names.stretches(text.lower())))
    yield from _said_to_be_names(sentence, known)
    yield from _families(sentence, known)
    yield from _with_initials(sentence, known)
    yield from unlisted(sentence, known, public_names.parts)
    yield from told_of(sentence)
    public = frozenset[str]()
    if words("about-a-person").isdisjoint(word.base for word in sentence.all):
        public = public_names.parts
    for place, word in enumerate(sentence.words):
        if _may_be_name(sentence, place) and _is_name(sentence, place, known, public):
            yield "name", word.start, word.end


class _PublicNames:
    """Public names by how they begin, so that a text is gone through once and not once for each of them."""

    def __init__(self, published: Collection[str]) -> None:
        self.parts = frozenset(part.removesuffix("'s") for name in published for part in name.split())
        self._by_beginning: dict[str, list[str]] = {}
        for name in published:
            self._by_beginning.setdefault(name[:_BEGINNING], []).append(name)
        self._lengths = sorted({len(beginning) for beginning in self._by_beginning if beginning})

    def stretches(self, lowered: str) -> Iterator[tuple[int, int]]:
        """Where public names stand in a text in lower case."""
        for length in self._lengths:
            for start in range(len(lowered)):
                for name in self._by_beginning.get(lowered[start : start + length], ()):
                    if lowered.startswith(name, start):
                        yield start, start + len(name)


@lru_cache(maxsize=4)
def _public(published: frozenset[str]) -> _PublicNames:
    return _PublicNames(published)


def _may_be_name(sentence: Sentence, place: int) -> bool:
    """Whether it is worth a closer look: most words are in small letters and on no list of names."""
    word = sentence.words[place]
    if word.capital or word.base in names("first-names") or word.base in names("ordinary-names"):
        return True
    if word.base in names("surnames") or word.base.removesuffix("s") in names("surnames"):
        return True
    before = sentence.words[place - 1] if place else None
    return before is not None and (
        before.lower in words("titles")
        or before.text in _TITLES_IN_CAPITALS
        or before.lower in words("unclear-titles")
    )


def _said_to_be_names(sentence: Sentence, known: Set[str]) -> Iterator[Found]:
    """The word after "called", "name is" and the like, unless it is an everyday word or one of the field."""
    by_start = {word.start: word for word in sentence.words}
    for found in _NAMED.finditer(sentence.text):
        word = by_start.get(found.end())
        if word is not None and _could_be_name(word, known, sentence):
            yield "name", word.start, word.end


def _could_be_name(word: Word, known: Set[str], sentence: Sentence) -> bool:
    if word.base in words("never-a-name") or len(word.base) < 2:
        return False
    if word.base in names("first-names") or word.base in names("ordinary-names"):
        return True
    acronym = word.text.isupper() and not sentence.text.isupper()
    return not acronym and (word.capital or word.base not in known)


def _families(sentence: Sentence, known: Set[str]) -> Iterator[Found]:
    """ "The ... family", with a family name."""
    by_start = {word.start: word for word in sentence.words}
    for found in _THE_FAMILY.finditer(sentence.text):
        word = by_start.get(found.start(1))
        if word is not None and word.base not in known and (word.capital or word.base in names("surnames")):
            yield "name", word.start, word.end


def _with_initials(sentence: Sentence, known: Set[str]) -> Iterator[Found]:
    """ "J. ..." and "..., J": a family name with an initial."""
    starts = {word.start for word in sentence.words}
    for found in _INITIAL.finditer(sentence.text):
        group = 1 if found[1] else 2
        base = found[group].lower()
        if found.start(group) in starts and base not in known and (group == 1 or base in names("surnames")):
            yield "name", found.start(group), found.end(group)


def _is_name(sentence: Sentence, place: int, known: Set[str], public: Collection[str]) -> bool:
    """`public` are parts of public names, which need something beside them."""
    word, before, after = sentence.words[place], sentence.before(place), sentence.after(place)
    if after is not None and after.base in words("no-person"):
        return False
    if _a_place(sentence, before, word) or of_an_author(sentence, word):
        return False
    if before is not None and _titled(before, word, known):
        return True
    if word.base in names("first-names"):
        alone = word.base not in public
        return alone or _family_name(after, known) or _person_beside(before, word, after)
    if word.base in names("ordinary-names") and word.base not in words("person"):
        return _ordinary_name(sentence, place, known) or named_here(sentence, word)
    if _family(word, known, public):
        return word.capital or about_a_person(sentence)
    return _unknown_name(sentence, place, known)


def _a_place(sentence: Sentence, before: Word | None, word: Word) -> bool:
    """ "From Devon", "St Mary's": where somebody comes from or works."""
    if before is None or (word.possessive and before.lower not in {"st", "saint"}):
        return False
    if before.lower in {"st", "saint"}:
        return True
    place = before.lower in words("of-a-place") and word.base in words("also-a-place")
    return place and not said_of_a_person(sentence, word)


def _family(word: Word, known: Set[str], public: Collection[str]) -> bool:
    """Whether a word is a listed family name and nothing else, in the plural too."""
    return any(
        base in names("surnames") and base not in known and base not in public
        for base in (word.base, word.base.removesuffix("s"), word.base.removesuffix("'"))
    )


def _unknown_name(sentence: Sentence, place: int, known: Set[str]) -> bool:
    """A capitalised word on no list and of no meaning here, where only a person's name can stand."""
    word, before, after = sentence.words[place], sentence.before(place), sentence.after(place)
    if not word.capital or len(word.base) < 3 or not known.isdisjoint((word.base, word.base.split("'")[0])):
        return False
    written_small = before is not None and before.text in words("person")
    if before is not None and (written_small or before.lower in words("person") - words("before-a-title")):
        return True
    if unknown_here(sentence, word):
        return True
    if after is None:
        return False
    surname = after.capital and after.base in names("surnames") and after.base not in known
    follows = after.lower in (words("of-a-person") if word.possessive else words("says"))
    return surname or follows or bool(_AGE_FOLLOWS.match(sentence.text[word.end : word.end + 10]))


def _titled(before: Word, word: Word, known: Set[str]) -> bool:
    """Whether the word before is a title; in small letters "miss" and "master" are none."""
    small = before.lower in words("titles") and (word.base in names("surnames") or word.base not in known)
    large = before.text in words("titles-in-capitals") and word.capital and word.base not in known
    clear = before.text in words("clear-titles") and word.capital and word.base not in words("never-a-name")
    strange = before.lower in words("unclear-titles") and means_nothing(word.base, known)
    return len(word.base) > 1 and (small or large or clear or strange)


def _family_name(after: Word | None, known: Set[str]) -> bool:
    """Whether the next word is a family name: a listed one, or a capitalised one that is no everyday word."""
    if after is None:
        return False
    if after.base in names("surnames"):
        return after.capital or after.base not in known
    return after.capital and after.base not in known


def _person_beside(before: Word | None, word: Word, after: Word | None) -> bool:
    if word.possessive or (before is not None and before.lower in words("person")):
        return True
    return after is not None and after.lower in words("after-a-name")


def _ordinary_name(sentence: Sentence, place: int, known: Set[str]) -> bool:
    """An ordinary word is a name when it is written like one and something beside it says so."""
    word, before, after = sentence.words[place], sentence.before(place), sentence.after(place)
    if word.base not in words("months") and _begins_with(sentence, word, known):
        return True
    if not word.capital:
        return _in_small_letters(before, word, after, known)
    if _family_name(after, known) or (before is not None and before.lower in words("person")):
        return True
    if _AGE_FOLLOWS.match(sentence.text[word.end : word.end + 10]):
        return True
    return after is not None and _said_of_a_person(word, after, first=sentence.starts(word))


def _begins_with(sentence: Sentence, word: Word, known: Set[str]) -> bool:
    """A sentence about a person that begins with an ordinary name, or such a name with an age."""
    right = sentence.text[word.end : word.end + 20]
    if _BARE_AGE.match(right) and about_a_person(sentence) and word.base not in words("no-person"):
        return True
    after = re.match(r"[ ]([A-Za-z'-]+)", right)
    if after and after[1].lower() in names("surnames") and sentence.starts(word):
        rest = sentence.text[word.end + after.end() :][:20]
        return bool(_DOES.match(rest)) and about_a_person(sentence)
    does = _IS_SOMEWHERE if word.base in known else _DOES
    return sentence.starts(word) and bool(does.match(right)) and about_a_person(sentence)


def _in_small_letters(before: Word | None, word: Word, after: Word | None, known: Set[str]) -> bool:
    """Whether an ordinary word is a name although it has no capital."""
    if before is not None and before.lower in words("articles"):
        return False
    if before is not None and before.lower in words("person") and word.base not in known:
        return True
    if after is None:
        return False
    if word.possessive:
        return after.lower in words("person")
    surname = after.base in names("surnames") and after.base not in known
    return after.lower in words("says") or (surname and word.base not in words("verbs-first"))


def _said_of_a_person(word: Word, after: Word, *, first: bool) -> bool:
    """Whether the next word is what a person does or has. At the start of a sentence less counts."""
    if word.possessive:
        return after.lower in words("person") or not first
    if after.lower in words("only-after-a-name"):
        return True
    return not first and after.lower in words("after-a-name")

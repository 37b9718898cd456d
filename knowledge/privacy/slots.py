"""Places where a person is most likely named: after "spoke to", before "and her twins"."""

import re

from knowledge.privacy.sentence import Sentence, Word
from knowledge.privacy.wordlists import either, words

_TO_A_PERSON = re.compile(
    rf"\b(?:{either('to-a-person')}|(?:spoke|speak|speaking|talk|talked|talking|listened) (?:to|with)"
    r"|visits? (?:to|with|from)|(?:worried|concerned|anxious|worry|concerns?) (?:about|for|re)"
    r"|(?:do|done|did) about|look(?:ed)? up"
    r"|home visit to"
    r"|(?:call|letter|text|referral|appointment|handover|birthday) (?:from|to|for|about))[ ]{1,2}$",
    re.IGNORECASE,
)
_LOOSELY = re.compile(rf"(?:\b(?:{either('loosely-to-a-person')})|,)[ ]{{1,2}}$", re.IGNORECASE)
_OF_A_PERSON = re.compile(
    rf"[ ]{{1,2}}(?:(?:{either('only-after-a-name')})\b"
    r"|and (?:her|his|their|the (?:baby|twins|kids|children))\b"
    r"|who\b|aged\b|(?:is|was|turns) (?:only |just )?\d|has (?:a|been|not|had|got)\b)"
    r"|[ ]?[(,-][ ]?(?:aged? )?\d{1,2}\b(?![/.]\d)|,? (?:she|he)(?:'?s)?\b|,? (?:dob|nhs|yr|year) ?\d?",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"[ ]*(?:$|[.,;?!)]|\b(?:today|yesterday|tonight|this|last|again|at|on|and|because|about)\b)"
)
_WHEN = re.compile(rf"\b(?:{either('before-a-month')}|\d+(?:st|nd|rd|th)?)[ ]{{1,2}}$", re.IGNORECASE)
_YEAR = re.compile(r",?[ ]{1,2}\d")
_AUTHOR = re.compile(
    r"[ ](?:et al|and colleagues|v|report|review|inquiry|enquiry|score|scale|test)\b|,? \(?(?:19|20)\d\d\b"
)
BEFORE = 30
"""Characters looked at before a word; as many after it."""


def named_here(sentence: Sentence, word: Word) -> bool:
    """Whether an ordinary word that can be a name stands where a person is named."""
    left, right = _around(sentence, word)
    if word.base in words("months") and (_WHEN.search(left) or _YEAR.match(right)):
        return False
    follows = bool(_OF_A_PERSON.match(right)) or (word.possessive and word.capital)
    if _TO_A_PERSON.search(left):
        return word.capital or follows or bool(_ENDS.match(right))
    if not word.capital:
        return False
    if sentence.starts(word):
        return follows and about_a_person(sentence)
    return follows or bool(_LOOSELY.search(left))


def said_of_a_person(sentence: Sentence, word: Word) -> bool:
    """Whether what follows a word is said of a person: an age, "and her twins", "who"."""
    return bool(_OF_A_PERSON.match(_around(sentence, word)[1]))


def of_an_author(sentence: Sentence, word: Word) -> bool:
    """ "Brandon et al", "Laming (2003)", "the Munro report": who wrote it, or gave it a name."""
    return bool(_AUTHOR.match(_around(sentence, word)[1]))


def unknown_here(sentence: Sentence, word: Word) -> bool:
    """Whether a capitalised word that is on no list stands where a person is named."""
    left, right = _around(sentence, word)
    return bool(_TO_A_PERSON.search(left)) and about_a_person(sentence) and not right.startswith("-")


def about_a_person(sentence: Sentence) -> bool:
    """Whether anything in the text is about a person."""
    return not words("about-a-person").isdisjoint(word.base for word in sentence.all)


def _around(sentence: Sentence, word: Word) -> tuple[str, str]:
    text = sentence.text
    return text[max(word.start - BEFORE, 0) : word.start], text[word.end : word.end + BEFORE]

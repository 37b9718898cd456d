"""Names that are ordinary words, in small letters too: known by what is told of them."""

import re
from collections.abc import Iterator

from knowledge.privacy.numbers import Found
from knowledge.privacy.sentence import Sentence, Word
from knowledge.privacy.slots import about_a_person
from knowledge.privacy.wordlists import either, names, words

_AROUND = 30
_PERSON = either("person", "relative")
_BEFORE = re.compile(
    rf"\b(?:{either('to-a-person')}|(?:spoke|speak|talk|talked|went|visit) (?:to|with)|named|called"
    r"|(?:record|dad|mum|father|mother|nan|sister|brother) of|(?:outcome|notes|meeting|conference|plan) for"
    r"|(?:help|dealing|working|sat|visit) with|(?:info|information|update|referral) (?:on|for|about)"
    r"|(?:worried|concerned|do|done|thinking) about|meeting (?:re|about)|re|naming (?:the|her|his) baby"
    rf"|nurse|hca|sw|hv|for {_PERSON})[ ]{{1,2}}$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r", (?:her|his|their) "
    r"|[ ]{1,2}(?:and (?:her|his|their|baby|mum|dad|the (?:baby|twins|kids))|got (?:her|his)|died|goes to"
    r"|went to|is \d{1,2}|was ?n[o']?t brought|wnb|had (?:her|his|a baby)|turned up|self[- ]?harmed"
    r"|\d{1,2}(?: yrs?| years?)? (?:missing|pregnant|weeks)|ran away|is back|is on a|keeps|won'?t|did ?n.?t"
    r"|told me|says|said|is home|was seen|has been seen|disclosed|hit|fractured)\b"
    r"|, \d{1,2}, ",
    re.IGNORECASE,
)
_OWNS = re.compile(rf"[ ](?:notes|records?|file|case|{_PERSON})\b", re.IGNORECASE)
_ENDS = re.compile(
    r"[ ]*(?:$|[.,;?!)]|\b(?:today|yesterday|tonight|this|last|again|with|about|asap|on|from)\b)"
)
_UNBORN = re.compile(
    r"\b(?:ubb|unborn(?: baby)?|ub|u/b|bump)[ ]{1,2}([A-Za-z'-]{3,30})"
    r"(?=[ ]*(?:$|[,.;(-]|edd|icpc|due|\d|no\b|is\b|has\b))",
    re.IGNORECASE,
)
_GROUP = re.compile(
    r"\b(?:the|all the|those) ([A-Za-z'-]{3,30}) (?:family|household|children|kids|twins|siblings)\b"
)
_HOUSEHOLD = re.compile(
    r"\bthe ([a-z'-]{4,30}s'?) (?:are|were|have|had|keep|moved|new baby|baby)\b", re.IGNORECASE
)
_INITIALLED = re.compile(r"(?:\bre:?|\b(?:Mrs?|Ms|Miss|Mx))[ ][A-Z]\.?[ ]([A-Z][a-z'-]{2,29})\b")


def told_of(sentence: Sentence) -> Iterator[Found]:
    """Names that are ordinary words, by what is said before and after them."""
    for place, word in enumerate(sentence.words):
        if _given(word) and _is_told_of(sentence, word, sentence.after(place)):
            yield "name", word.start, word.end
    starts = {word.start for word in sentence.words}
    for pattern, listed in ((_UNBORN, _any_name), (_GROUP, _family_name), (_HOUSEHOLD, _plural)):
        for found in pattern.finditer(sentence.text):
            if found.start(1) in starts and listed(found[1]):
                yield "name", found.start(1), found.end(1)
    for found in _INITIALLED.finditer(sentence.text):
        yield "name", found.start(1), found.end(1)


def _is_told_of(sentence: Sentence, word: Word, after: Word | None) -> bool:
    left = sentence.text[max(word.start - _AROUND, 0) : word.start]
    right = sentence.text[word.end : word.end + _AROUND]
    before = bool(_BEFORE.search(left))
    if after is not None and not word.possessive and _any_name(after.base):
        rest = sentence.text[after.end : after.end + _AROUND]
        if before and (_AFTER.match(rest) or _ENDS.match(rest)):
            return True
        if _AFTER.match(rest) and about_a_person(sentence):
            return True
    if word.possessive and _OWNS.match(right) and word.base not in words("months"):
        return True
    follows = bool(_AFTER.match(right)) or (before and right.startswith((" is ", " was ", " has ")))
    if follows and (before or sentence.starts(word) or word.base not in words("verbs-first")):
        return word.base not in words("months") or before
    clear = word.base not in words("verbs-first") | words("months") | words("no-person")
    return before and clear and about_a_person(sentence) and bool(_ENDS.match(right))


def _given(word: Word) -> bool:
    return any(
        word.base in listed
        for listed in (names("ordinary-names"), names("first-names"), words("also-a-place"))
    )


def _any_name(text: str) -> bool:
    base = text.lower().removesuffix("'s")
    return any(base in names(kind) for kind in ("ordinary-names", "first-names", "surnames")) or _family_name(
        text
    )


def _family_name(text: str) -> bool:
    base = text.lower()
    listed = any(
        base in each for each in (names("surnames"), words("ordinary-surname"), names("ordinary-names"))
    )
    return listed and base not in words("describing") and (text[:1].isupper() or base not in words("person"))


def _plural(text: str) -> bool:
    base = text.lower().removesuffix("'").removesuffix("s")
    return base in names("surnames") or (text[:1].isupper() and base in words("ordinary-surname"))

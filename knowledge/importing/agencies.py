"""Finds out whom a recommendation is for, or leaves it to a person."""

import re
from collections.abc import Iterable

from knowledge.importing.recognise import about_a_subject, named_in_heading

_ORGANISATIONS = (
    "trust team service services council police constabulary board partnership care school schools academy "
    "college practice practices directorate department agency unit authority hospital hospitals force"
).split()
_SMALL = frozenset("a and at by for from in of on or the to with".split())
_SUBJECT = re.compile(
    r"^(?P<whom>(?:The )?[A-Z][\w’'&.-]*(?: (?:[A-Z(][\w’')&.-]*|of|and|for|the|to|&))*)"
    r" (?:should|must|will|to|needs? to)\b"
)
_ACRONYMS = frozenset("NHS GP GPS ICB CCG CAMHS LSCP SCP HSCP MASH UK".split())


def from_heading(heading: str) -> str:
    """The agency that a heading names; empty for a heading about a subject."""
    return "" if not heading or about_a_subject(heading) else named_in_heading(heading)


def from_words(recommendation: str) -> str:
    """ "X Trust should ..." is for X Trust. A policy or a person is no agency, and one word names none."""
    found = _SUBJECT.match(recommendation)
    if found is None:
        return ""
    whom = found["whom"]
    names = [word for word in whom.split() if word[0].isupper() and word != "The"]
    is_one = len(names) >= 2 and names[-1].strip("()").lower() in _ORGANISATIONS
    return whom.removeprefix("The ") if is_one else ""


def agree(words: str, heading: str) -> bool:
    """Whether a heading means the agency that the words name: it shares a word with it and is an agency."""
    return bool(_telling(words) & _telling(heading)) and bool(_telling(heading) & set(_ORGANISATIONS))


def in_normal_case(name: str, text: str) -> str:
    """A name in capitals as the document writes it elsewhere, or else with capital letters as usual."""
    if any(each.islower() for each in name):
        return name
    for found in re.finditer(re.escape(name), text, re.IGNORECASE):
        if any(each.islower() for each in found[0]):
            return found[0]
    return " ".join(_cased(word, first=number == 0) for number, word in enumerate(name.split()))


def one_of_each(names: Iterable[str]) -> list[str]:
    """Names without their repetitions, whatever their case."""
    return list({name.casefold(): name for name in names if name}.values())


def _cased(word: str, *, first: bool) -> str:
    if word in _ACRONYMS:
        return word
    lower = word.lower()
    return lower if lower in _SMALL and not first else lower[:1].upper() + lower[1:]


def _telling(name: str) -> set[str]:
    return {word for word in re.findall(r"\w+", name.lower()) if word not in _SMALL}

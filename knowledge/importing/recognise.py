"""Recognises the lines that give a response document its shape: headings and labels, whatever their style."""

import re
from dataclasses import dataclass

from knowledge.importing.document import tidy
from knowledge.quotes import NUMBER_WORDS, as_number

_NUMBER = rf"(?P<number>\d{{1,3}}(?:\.\d{{1,3}})*[a-z]?|{'|'.join(NUMBER_WORDS)})"
_HEADING = re.compile(
    rf"^(?:recommendation|rec\.?)\s*(?:no\.?\s*|number\s+)?{_NUMBER}(?![\w.])\s*(?P<mark>[:.–—-]?)\s*(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_LABEL = re.compile(
    r"^(?:(?:single[ -]|multi[ -])?(?:agency|partner|partnership|service|organisation|provider)"
    r"(?:[’']s|s[’'])?\s+)?"
    r"(?:response|reply|answer|action\(?s?\)? taken|progress|update|what we (?:did|have done))"
    r"(?:\s+(?:from|by|of)\s+(?P<agency>[^:]{2,120}?)|\s*\((?P<bracket>[^)]{2,120})\))?"
    r"\s*(?:[:–—]\s*(?P<rest>.*)|)$",
    re.IGNORECASE | re.DOTALL,
)
_CHAPTER = re.compile(
    r"^(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[A-Z][.)]|(?:section|chapter|part)\s+\w+\s*[:.–—-])\s+(?=\S)",
    re.IGNORECASE,
)
_FOR = re.compile(
    r"^(?:joint\s+)?recommendations?\s*(?:[\d.]+\s*(?:to|-|–)\s*[\d.]+\s*)?"
    r"(?:(?:made\s+)?(?:for|to)\s+|[:–—-]\s*)(?P<whom>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST_HEADING = 110


@dataclass(frozen=True, slots=True)
class RecommendationHeading:
    """ "Recommendation 1.2", with whom it is for or its words where they stand on the same line."""

    number: str
    whom: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """ "Response from ...:", with the words after it."""

    agency: str = ""
    words: str = ""


def recommendation_heading(text: str) -> RecommendationHeading | None:
    """What a paragraph says if it begins a recommendation."""
    found = _HEADING.match(tidy(text))
    if found is None or re.search(r"\.{4,}", text):
        return None
    mark, rest = found["mark"], tidy(found["rest"])
    if rest and not mark:
        return None
    whom = rest if mark in "–—-" and len(rest) <= _LONGEST_HEADING and not rest.endswith(".") else ""
    return RecommendationHeading(as_number(found["number"]), whom, "" if whom else rest)


def label(text: str) -> Label | None:
    """What a paragraph says if it is labelled as a response."""
    found = _LABEL.match(tidy(text))
    if found is None:
        return None
    return Label(tidy(found["agency"] or found["bracket"] or ""), tidy(found["rest"] or ""))


def alone_on_its_line(line: str) -> bool:
    """Whether a line is nothing but a recommendation's number, so that it needs no empty lines around it."""
    heading = recommendation_heading(line)
    return heading is not None and not heading.words and not heading.whom


def looks_like_heading(text: str) -> bool:
    """Whether a paragraph without any style reads as a heading: capitals, or whom things are for."""
    words = tidy(text)
    if not words or len(words) > _LONGEST_HEADING or words.endswith((".", ";", ",", "?")):
        return False
    if recommendation_heading(words) is not None or label(words) is not None:
        return False
    letters = [each for each in words if each.isalpha()]
    return bool(letters) and (all(each.isupper() for each in letters) or _FOR.match(words) is not None)


def named_in_heading(text: str) -> str:
    """Whom a heading is for: "Recommendations for Housing" is for "Housing"."""
    words = _CHAPTER.sub("", tidy(text))
    found = _FOR.match(words)
    return tidy(found["whom"]) if found else words


def about_a_subject(text: str) -> bool:
    """Whether a heading names a subject and no agency: "Recommendations about health care"."""
    return re.match(r"^(?:recommendations?\s+(?:about|on)\b|theme\b)", tidy(text), re.IGNORECASE) is not None

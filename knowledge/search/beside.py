"""Whether a review stands beside a name in a question: "the Mason case review", "the one about Ellie"."""

from collections.abc import Sequence

from knowledge.search.words import Token

REVIEWS = frozenset("review reviews scr scrs lcspr lcsprs inquiry inquiries enquiry enquiries".split())
WORKS = REVIEWS | frozenset("case cases report reports inspection inspections inquest inquests".split())
ASKED = WORKS | frozenset(
    "rec recs recommendation recommendations learning findings lessons one ones".split()
)
_BETWEEN = frozenset(
    """
    serious case child safeguarding practice learning panel local area neglect bruising baby shaken themed
    final interim full annual state
    """.split()
)
"""What may stand between a name and its review."""
_LINKS = frozenset(
    """
    about into of on for re regarding from in involving after following the a an death deaths murder killing
    little baby boy girl called named poor child young
    """.split()
)


def end_of_review(words: Sequence[Token], at: int, called: frozenset[str] = WORKS) -> int:
    """Where the review ends whose name ends at `at`; 0 if there is none."""
    end = 0
    while at < len(words) and (words[at].word in called or words[at].word in _BETWEEN or is_year(words[at])):
        at += 1
        end = at if words[at - 1].word in called else end
    return end


def is_about(words: Sequence[Token], at: int, called: frozenset[str]) -> bool:
    """Whether a review is said to be about what stands at `at`."""
    first = at
    while at and words[at - 1].word in _LINKS:
        at -= 1
    return 0 < at < first and words[at - 1].word in called


def is_year(each: Token) -> bool:
    """Whether a word is a year of the last century or this one."""
    return len(each.word) == 4 and each.word.isdigit() and each.word[:2] in {"19", "20"}

"""The statuses that a list is wanted of: "what is outstanding", "the finished ones", "still in progress"."""

import re
from collections.abc import Sequence

from knowledge.schema.base import Status
from knowledge.search.all_but import named_next

_FINISHED = (
    r"(?:done|finished|completed?|closed|delivered|achieved|implemented|actioned|carried out|in place)"
)
_THINGS = r"(?:recs?|recommendations?|actions?|responses?|ones|items|things|points|tasks|work|promises)"
_SUBJECT = (
    rf"(?:{_THINGS}|which|those|everything|all|any (?:of|that|which)|anything|list|marked|thats|what'?s?"
    r"|are|were|is|was|been|actually|already)"
)
_NOT_OF_THIS = r"(?! (?:about|on|with|to|regarding|list|set))"
_UNFINISHED: frozenset[Status] = frozenset({"promised", "in_progress", "no_response"})
_ALL: frozenset[Status] = _UNFINISHED | {"done"}

# The first line that fits says what is meant; each must stand as whole words.
_MEANT: tuple[tuple[frozenset[Status], str], ...] = (
    (
        frozenset({"promised"}),
        r"""
        (?:only|just|still) (?:been )?(?:a )?(?:promis(?:ed?|es)|planned)
        promised (?:but|and) (?:nothing|not|never|yet)
        (?:not|never|(?:has|have|are)n'?t|yet to)(?: been| be)?(?: yet)? (?:start(?:ed)?|beg[aiu]n)
        (?:nothing|not anything) (?:\w+ )?(?:reported|started)
        """,
    ),
    (
        frozenset({"in_progress"}),
        r"""
        still (?:in progress|under ?way|being (?!open)\w+)|still working on
        (?:part(?:ly|ially)?|half|nearly|almost)[- ]?(?:done|finished|completed?|way|implemented)
        started (?:but|and) not \w+
        """,
    ),
    (
        _UNFINISHED,
        rf"""
        (?:not|never)(?: (?:been|yet|be|all|fully|marked|as|actually)){{0,2}} {_FINISHED}
        (?:are|was|were|is|has|have|had)n'?t(?: (?:been|yet|be|actually)){{0,2}} {_FINISHED}
        unfinished|incomplete|outstanding|overdue|pending|yet to be|loose ends
        to be (?:finished|completed|done)
        (?:left|remain\w*|still) (?:to (?:do|finish|be|complete)|undone)|not there yet
        (?:open|uncompleted|undone) {_THINGS}|{_THINGS} (?:(?:that|which|are|is|still) )*(?:left )?open
        (?:what|whats|what's|anything|which) (?:\w+ ){{0,2}}(?:left|open)
        still (?:open|outstanding|pending|ongoing|going|needs? \w+ing|(?:got |has |have |needs? )?to \w+)
        (?:nothing|not anything) (?:\w+ )?{_FINISHED} (?:on|for|about)
        """,
    ),
    (
        frozenset({"in_progress"}),
        r"""
        in progress|under ?way|ongoing|being (?:worked on|done|built)|part ?way|(?:is|are) working on
        """,
    ),
    (frozenset({"promised"}), r"promised|promises|planned|plans? to|going to do"),
    (
        frozenset({"done"}),
        rf"""
        (?!complete\b){_FINISHED} (?:(?!about|on|for|with|to)\w+ ){{0,2}}?{_THINGS}
        {_SUBJECT} (?:\w+ ){{0,3}}?{_FINISHED}{_NOT_OF_THIS}
        """,
    ),
)
_WHETHER = re.compile(
    r"\b(?:whether|if) (?:they|they'?re|theyre|it|its|each|any|that|those|all)\b"
    r"|^\W*(and |so |ok |but )?(has|have|is|are|was|were|did|does|do)\b(?! there| any)"
)
_EITHER = re.compile(
    r"\b(?:done|finished|completed?|closed|delivered|outstanding|ongoing|open)\b.{0,12}? or "
    r"(?:\w+ ){0,2}?(?:not|no|outstanding|ongoing|going|open|pending|promised|in progress|done|finished"
    r"|complete|closed)\b|\band (?:what|which)(?: ones)? (?:are|is|has|have|was|were)(?:n'?t| not)\b"
)
""" "Done or outstanding": whether, of one thing."""


def _words(lines: str) -> re.Pattern[str]:
    patterns = [line.strip() for line in lines.splitlines() if line.strip()]
    return re.compile(rf"\b(?:{'|'.join(patterns)})(?!\w)")


_PLAIN = 2
"""The first so many say it outright: "promised but not done" leaves nothing out."""
_PATTERNS = tuple((statuses, _words(lines)) for statuses, lines in _MEANT)


_ANSWERED = r"(?:answer|address|respond|repl)\w+"
_PARTLY = re.compile(
    rf"\b(?:part(?:ly|ially)?|half)[- ]{_ANSWERED}"
    rf"|(?:\bnot|n'?t)(?: \w+)? (?:fully|completely|wholly|entirely) {_ANSWERED}"
    rf"|\b{_ANSWERED}(?: to)? (?:only )?(?:in part|partly)\b"
)


def asks_partly(text: str) -> bool:
    """ "Which ones are only partly answered"; not whether one is."""
    low = text.lower()
    return not _WHETHER.search(low) and _PARTLY.search(low) is not None


def find_statuses(text: str) -> frozenset[Status]:
    """The statuses asked for: "which actions were not finished" means promised or in progress."""
    low = text.lower()
    if _WHETHER.search(low) or _EITHER.search(low):
        return frozenset()
    return _first(low, _PATTERNS[:_PLAIN]) or _all_but(low) or _first(low, _PATTERNS[_PLAIN:])


def _first(low: str, patterns: Sequence[tuple[frozenset[Status], re.Pattern[str]]]) -> frozenset[Status]:
    return next((statuses for statuses, pattern in patterns if pattern.search(low)), frozenset())


def _all_but(low: str) -> frozenset[Status]:
    """ "All except the finished ones": the others."""
    for _, start in named_next(low):
        following = low[start:]
        for statuses, pattern in _PATTERNS:
            if pattern.match(following) or pattern.match(f"ones {following}"):
                return _ALL - statuses
    return frozenset()

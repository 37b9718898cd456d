"""Words that only ask for a list: what is left when they are taken away says what the list is of."""

import re
from collections.abc import Sequence
from itertools import pairwise

from knowledge.search.words import REVIEW_WORDS, STOP_WORDS, TELLS_NOTHING, Token, stem

_WORDS = """
    all every everything everyone everybody list full complete completed set whole both lot which ones actual
    actually any side hand rundown run summary summarise roundup overview count only total find show
    tell kind sort type other another different various several
    said say told refer look come came out many talk discuss speak involve include contain touch cover deal
    about around concern relate related relating connect connected regarding mention mentioned mentioning
    address focus regard aspect element theme topic subject area matter
    number six three two five nineteen four due deadline name named timescale target date dated track
    """
_STANDING = """
    done finish finished happened progress outstanding promise promised unfinished incomplete overdue pending
    still yet ever been made far got hold held never sure current ongoing underway implement implemented
    remain remaining left loose end work state stand status change mark marked
    """
_PEOPLE = "agency agencies team staff nurse officer manager new role job anyone relevant affect impact"
_TALK = """
    apply not available offer see sorry gimme noth nothing itself hi case knowledge base sort meant that thats
    theyre whats ask asked expected
    """
NOTHING = frozenset(stem(word) for word in (_WORDS + _STANDING + _PEOPLE + _TALK).split())
"""Stems that tell nothing of what a list is of."""
BESIDE_A_STATUS = frozenset(
    "alreadi place achiev start plan part partial open close moment time deliv".split()
)
"""Those that tell nothing more once a status is known."""
BESIDE_MANY = frozenset(
    stem(word)
    for word in """
    organisation organization service sector partner practitioner professional worker colleague people
    across between whoever whichever
    """.split()
)
"""Those that tell nothing more when it is clear that many are wanted: "across services"."""
BESIDE_AN_AGENCY = frozenset(
    stem(word)
    for word in """
    mean means take takeaway takeaways read reading sit board head head's manager management business student
    placement learner trainee preceptee join joined start started new newly qualified community band senior
    junior service services lead main key point points remember know learn learning lesson lessons do
    different differently apply applies line part practice induction background matron director chair deputy
    rep representative supervisor away brief headline headlines bit stuff thing
    """.split()
)
"""Those that tell nothing more beside an agency's name: "student midwife, what should I read"."""
NOTHING_OF_A_KIND = NOTHING | frozenset("number contact phone line call ring speak talk report".split())
"""The same in a list of contacts or resources."""

_MANY = frozenset("ones responses".split())
_THOSE = frozenset("which ones those them what whats anything any who".split())
_EVERYWHERE = re.compile(
    r"\b(?:across|all|any|every|each|various|different|both|several|between)(?: of)?(?: the)?"
    r"(?: \w+)? (?:agenc|organi[sz]ation|service|sector|partner|profession)(?:y|ies|s|als)?\b"
    r"|\b(?:which|what) (?:agenc|organi[sz]ation)\w+\b"
    r"|^\W*where\b.*\b(?:mentioned|appears?|(?:come|crop|pop)s? up)\b"
    r"|\b(?:every(?:one|body)|anywhere|whoever|whichever)\b"
    r"|\bwho (?:has|had|have|got|was|were|is|else)\b.* (?:rec|asked|told)\w*\b"
)
_ONE_FACT = re.compile(
    r"\bnames of\b|^\W*(?:and |so |hi |hello )?(?:when|how (?:often|long|much|far|soon)"
    r"|(?:what|which) (?:date|day|month|year|time|team|meeting|group|subgroup|person|hospital|system|form))\b"
)


def tells(each: Token) -> bool:
    """Whether a word says something of what a list is of."""
    return each.word not in STOP_WORDS and each.word not in REVIEW_WORDS and each.stem not in NOTHING


def passing(words: Sequence[Token]) -> frozenset[str]:
    """What only leads on to a subject: "pull together all", "linked to", "tagged with"."""
    return frozenset(one.stem for one, following in pairwise(words) if following.word in TELLS_NOTHING)


def several(words: Sequence[Token]) -> bool:
    """ "The ones", "responses", "across all agencies", "where is it mentioned": more than one is wanted."""
    return any(each.word in _MANY for each in words) or _EVERYWHERE.search(_text(words)) is not None


def points(words: Sequence[Token]) -> bool:
    """ "What is outstanding", "which are done": some of them are asked for, though no word says all."""
    return any(each.word in _THOSE for each in words)


def one_fact(words: Sequence[Token]) -> bool:
    """ "When was it finished", "which team runs it": of one thing, whatever else is named."""
    return _ONE_FACT.search(_text(words)) is not None


def _text(words: Sequence[Token]) -> str:
    return " ".join(each.word for each in words)

"""Words that only ask: what is left when they are taken away says what the question is of."""

import re
from collections.abc import Sequence
from itertools import pairwise

from knowledge.search.words import REVIEW_WORDS, STOP_WORDS, TELLS_NOTHING, Token, stem, text_of


def _stems(words: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words.split())


_HOW_MANY = _stems(
    """
    all every everything everyone everybody list full complete completed set whole both lot which ones actual
    actually any side hand rundown run summary summarise roundup overview count only total find show
    kind sort type everywhere anywhere
    other another else different various several number six three two five nineteen four
    """
)
_SAYING = _stems(
    """
    said say tell told refer look come came out many talk discuss speak involve include contain touch cover
    deal about around concern relate connect regarding mention address focus regard aspect element theme topic
    subject area matter name appear feature bring cite
    """
)
_STANDING = _stems(
    """
    done finish happened progress outstanding promise unfinished incomplete overdue pending still yet ever
    been made far got hold held never sure current ongoing underway implement remain left loose end work state
    stand status change mark due deadline timescale target date track write wrote written
    """
)
_PEOPLE = _stems("agency team staff nurse officer manager new role job anyone relevant affect impact")
_TALK = _stems(
    """
    apply not available offer see sorry gimme noth nothing itself hi case knowledge base meant that thats
    theyre whats ask expected em
    """
)
NOTHING = _HOW_MANY | _SAYING | _STANDING | _PEOPLE | _TALK
"""Stems that tell nothing of what a list is of."""
BESIDE_A_STATUS = frozenset(
    "alreadi place achiev start plan part partial open close moment time deliv across overal".split()
)
"""Those that tell nothing more once a status is known."""
BESIDE_PARTLY = frozenset("part partial half answer address respond repli fulli complet wholli entir".split())
"""Those that ask for what is answered in part only."""
BESIDE_MANY = _stems(
    """
    organisation organization service sector partner practitioner profession professional worker colleague
    people across between whoever whichever
    """
)
"""Those that tell nothing more when it is clear that many are wanted: "across services"."""
BESIDE_AN_AGENCY = _stems(
    """
    mean take takeaway read sit board head manager management business student placement learner trainee
    preceptee join start new newly qualified community band senior junior service lead main key point remember
    know learn lesson do different differently apply line part practice induction background matron director
    chair deputy rep representative supervisor away brief headline bit stuff thing profession
    """
)
"""Those that tell nothing more beside an agency's name: "student midwife, what should I read"."""
_REACHING = _stems("contact phone line call ring helpline hotline email meet")
NOTHING_OF_A_KIND = NOTHING | _REACHING | _stems("report area hips")
"""The same in a list of contacts or resources."""
MEANING = _stems("mean meaning stand short acronym explain simple")
"""Stems that ask what a word means."""
READING = _stems("link url web website page")
"""Stems that ask for the thing itself, to be read."""
NOTHING_OF_WHAT_WAS_SHOWN = (
    NOTHING
    | _REACHING
    | MEANING
    | READING
    | _stems(
        """
        detail live update right respond response answer follow quote open thing repeat again catch simply
        written down source go procedure train course webinar send more same just closed equivalent half past
        """
    )
)
"""The same where something was shown before: what is asked of it, or that it is wanted again."""

_MANY = frozenset("ones responses".split())
_THOSE = frozenset("which ones those them what whats anything any who".split())
_EVERYWHERE = re.compile(
    r"\b(?:across|all|any|every|each|various|different|both|several|between)(?: of)?(?: the)?"
    r"(?: \w+)? (?:agenc|organi[sz]ation|service|sector|partner|profession)(?:y|ies|s|als)?\b"
    r"|\b(?:which|what) (?:agenc|organi[sz]ation)\w+\b"
    r"|^\W*(?:every)?where\b.*\b(?:mentioned|appears?|(?:come|crop|pop)s? up)\b"
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
    return any(each.word in _MANY for each in words) or _EVERYWHERE.search(text_of(words)) is not None


def points(words: Sequence[Token]) -> bool:
    """ "What is outstanding", "which are done": some of them are asked for, though no word says all."""
    return any(each.word in _THOSE for each in words)


def one_fact(words: Sequence[Token]) -> bool:
    """ "When was it finished", "which team runs it": of one thing, whatever else is named."""
    return _ONE_FACT.search(text_of(words)) is not None

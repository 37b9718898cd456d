"""What a question is after: all of something, a link, training, a status, a contact, a meaning."""

import re

from knowledge.schema.base import Status
from knowledge.search.findings import Intent

# One pattern a line; each must stand as whole words.
_ASKING: dict[Intent, str] = {
    "list": r"""
        all|every|everything|lists?|both|the lot
        (?:full|complete|whole) set
        which (?:recs|recommendations|actions|ones|responses|promises|policies|protocols|of)
        who (?:got|has|had|have) a rec\w*
        recs|recommendations|actions
        any others?
        what \w+ (?:is|are) there
        (?:what|which) \w+s (?:have you|do you|are|did)
    """,
    "link": r"""
        links?|url|web ?site|web ?page|web address|download|pdf|copy(?: of)?
        where(?:'s| is| are| can| do| would| could|s)
        find the|get hold of|open the|send me the|point me|show me the|full text|the actual
        is there an? .*(?:protocol|policy|template|form|leaflet|guidance|procedure|pack)
        is there an? .*(?:webinar|course|training)
    """,
    "training": r"""
        training|courses?|webinars?|e-?learning|learn about|trained|cpd|session on|workshop
    """,
    "status": r"""
        done|finished|completed?|happened|in place|progress|outstanding|implemented|delivered
        rolled out|roll out|still|yet|ever|live|up and running|signed off|approved|actually|so far
        (?:what )?did (?:they|uhs|the trust|hscp)
        ha(?:s|ve) .* been
        was .* (?:done|updated|finished|reviewed|completed)
    """,
    "contact": r"""
        phone|telephone|tel|call|ring|contacts?|get in touch|get hold of|e-?mail|helpline|hotline|advice line
        (?:phone |what |which |whats the )?number|number for|numbers? (?:of|to)|duty line|line
        who (?:do|can|should|would|could) (?:i|we) (?:speak|talk|tell|report|ask|go|turn|see|approach)
        who to (?:speak to|talk to|tell|ask|see|approach)|speak to|talk to|who picks up
    """,
    "meaning": r"""
        what(?:'s|s| is| are| was| were| does| do)?(?: an?| the)? .*(?:means?|meaning|stands?|short for)
        what .*(?:about|involve)
        what(?:'s|s| is| are| was| were)
        means?|meaning|defin(?:e|ition|itions)|stands? for|explain|acronym|abbreviation|jargon|short for
        difference between|different (?:from|to)|what even is|who is an?
    """,
    "briefing": r"""
        briefings?|7 ?(?:mins?|minutes?|point)|seven ?minute|summary|summari[sz]e|short version|digest
        overview
        team meeting|talk through|discussion questions?|in a nutshell|tl;?dr|gist
    """,
    "how_to": r"""
        how (?:do|can|should|would) (?:i|we|you)|how to
    """,
    "review": r"""
        review|scr|serious case review|reviewer|methodology|commissioned|subgroup|case|lig|regulations?|regs
        led|considered|discussed|reference group|published?|wrote|written|author|document|doc|who\'?s?
    """,
}
_EQUALS = re.compile(r"= ?\?")

# The whole message is nothing else.
_SMALL_TALK: dict[Intent, str] = {
    "help": r"""
        help(?: me)?|menu|start|commands?|options?|\?+
        what can (?:you|u|this|it) do.*
        how (?:do|does) (?:i|you|this|it) (?:use|work).*
        what do you (?:do|know|hold|cover)(?: here)?
        who are you|what (?:is|are) (?:this|you)|what(?:'s| is) this(?: bot)?(?: for)?
    """,
    "greeting": r"""
        (?:hi|hiya|hello|hey|heya|yo|alright|good (?:morning|afternoon|evening)|morning|afternoon|evening)(?: there| all| bot| team)?
    """,  # noqa: E501
    "thanks": r"""
        (?:many |ok |okay |great |lovely |brilliant |perfect |super )?(?:thanks|thank ?you|thx|ta|cheers|tysm)(?: .{1,25})?
        much appreciated|ok|okay|great|perfect|brilliant|got it|lovely|cool|bye|goodbye|good ?night|see you|will do|noted
        that(?:')?s all
    """,  # noqa: E501
}
_PROMISED = r"(?:only |still (?:just |only )?)?promised|promises|planned|plans? to|going to do"
_STATUSES: tuple[tuple[frozenset[Status], str], ...] = (
    (
        frozenset({"promised", "in_progress", "no_response"}),
        r"""
        not (?:been )?(?:yet )?(?:finished|done|completed?|delivered|implemented)
        (?:are|was|were)n'?t (?:finished|done|complete)
        ha(?:ve|s)n'?t been (?:finished|done|completed?)
        unfinished|incomplete|outstanding|overdue|pending|open actions|left to do|not complete|yet to be
        still (?:to do|open|outstanding|pending|being|ongoing|going|underway|in progress|(?:got |has |have )?to \w+)
        (?:nothing|not anything) (?:\w+ )?(?:done|finished|completed?) (?:on|for|about)|loose ends|to be finished
        """,  # noqa: E501
    ),
    (
        frozenset({"in_progress"}),
        r"in progress|under ?way|ongoing|being (?:worked on|done|built)|part ?way",
    ),
    (frozenset({"promised"}), _PROMISED),
    (
        frozenset({"done"}),
        r"""
        (?:are|were|is|was|been|actually|already|marked|which|what|ones|actions|recs|recommendations) (?:\w+ ){0,3}(?:finished|completed?|done|closed|delivered|achieved)
        """,  # noqa: E501
    ),
)
_WHETHER = re.compile(
    r"\b(?:whether|if) (?:they|they'?re|theyre|it|its|each|any|that|those|all)\b"
    r"|^\W*(and |so |ok |but )?(has|have|is|are|was|were|did|does|do)\b(?! there| any)"
)
_EITHER = re.compile(
    r"\b(?:done|finished|completed?|closed|delivered|outstanding|ongoing|open)\b.{0,12}? or "
    r"(?:\w+ ){0,2}?(?:not|no|outstanding|ongoing|going|open|pending|promised|in progress|done|finished"
    r"|complete|closed)\b"
)
""" "Done or outstanding": whether, of one thing."""
_ONLY_PROMISED = re.compile(r"\b(?:only|just|still) (?:been )?(?:a )?promis(?:ed?|es)\b")


def _words(lines: str) -> re.Pattern[str]:
    patterns = [line.strip() for line in lines.splitlines() if line.strip()]
    return re.compile(rf"\b(?:{'|'.join(patterns)})(?!\w)")


_ASKED = {intent: _words(lines) for intent, lines in _ASKING.items()}
_TALK = {intent: _words(lines) for intent, lines in _SMALL_TALK.items()}
_STATUS_WORDS = tuple((statuses, _words(lines)) for statuses, lines in _STATUSES)


def find_intents(text: str) -> frozenset[Intent]:
    """All intents that the wording shows; several can hold at once."""
    low = text.lower()
    bare = low.strip(" .!,:;)(")
    for intent, pattern in _TALK.items():
        if pattern.fullmatch(bare) or pattern.fullmatch(bare.rstrip("?")) or (bare and not bare.strip("?")):
            return frozenset({intent})
    found = {intent for intent, pattern in _ASKED.items() if pattern.search(low)}
    return frozenset(found | ({"meaning"} if _EQUALS.search(low) else set()))


def find_statuses(text: str) -> frozenset[Status]:
    """The statuses asked for: "which actions were not finished" means promised or in progress."""
    low = text.lower()
    if _WHETHER.search(low) or _EITHER.search(low):
        return frozenset()
    if _ONLY_PROMISED.search(low):
        return frozenset({"promised"})
    return next((statuses for statuses, pattern in _STATUS_WORDS if pattern.search(low)), frozenset())

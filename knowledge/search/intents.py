"""What a question is after: all of something, a link, training, a status, a contact, a meaning."""

import re

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
        (?:what|which) \w+ \w+s (?:have you|do you)
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


def _words(lines: str) -> re.Pattern[str]:
    patterns = [line.strip() for line in lines.splitlines() if line.strip()]
    return re.compile(rf"\b(?:{'|'.join(patterns)})(?!\w)")


_ASKED = {intent: _words(lines) for intent, lines in _ASKING.items()}
_TALK = {intent: _words(lines) for intent, lines in _SMALL_TALK.items()}


def find_intents(text: str) -> frozenset[Intent]:
    """All intents that the wording shows; several can hold at once."""
    low = text.lower()
    bare = low.strip(" .!,:;)(")
    for intent, pattern in _TALK.items():
        if pattern.fullmatch(bare) or pattern.fullmatch(bare.rstrip("?")) or (bare and not bare.strip("?")):
            return frozenset({intent})
    found = {intent for intent, pattern in _ASKED.items() if pattern.search(low)}
    return frozenset(found | ({"meaning"} if _EQUALS.search(low) else set()))

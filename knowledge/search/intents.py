"""What a question is after: all of something, a link, training, whether it was done, whom to call, a meaning."""

import re

from knowledge.schema.base import Status
from knowledge.search.findings import Intent

_PATTERNS: tuple[tuple[Intent, str], ...] = (
    (
        "list",
        r"\b(all|every|everything|list|lists|full set|complete set|whole set|both|the lot|"
        r"which (recs|recommendations|actions|ones|responses|promises|policies|protocols|of)|who (got|has|had|have) a rec\w*|"
        r"recs|recommendations|actions|any others?|what \w+ (is|are) there|(what|which) \w+s (have you|do you|are|did)|have you got|do you (have|hold|list))\b",
    ),
    (
        "link",
        r"\b(links?|url|web ?site|web ?page|web address|download|pdf|copy of|a copy|copy|where('s| is| are| can| do| would| could|s)"
        r"\b|find the|get hold of|open the|send me the|point me|show me the|full text|the actual|"
        r"is there an? .*\b(protocol|policy|template|form|leaflet|guidance|procedure|pack|webinar|course|training))",
    ),
    (
        "training",
        r"\b(training|course|courses|webinars?|e-?learning|learn about|trained|cpd|session on|workshop)\b",
    ),
    (
        "status",
        r"\b(done|finished|complete|completed|happened|in place|progress|outstanding|implemented|delivered|rolled out|"
        r"roll out|still|yet|ever|live|up and running|signed off|approved|actually|so far|what did (they|uhs|the trust|hscp) do|"
        r"did (they|uhs|the trust|hscp)|has .* been|have .* been|was .* (done|updated|finished|reviewed|completed))\b",
    ),
    (
        "contact",
        r"\b(phone|telephone|tel|call|ring|contact|contacts|get in touch|get hold of|e-?mail|helpline|hotline|advice line|"
        r"phone number|number for|numbers? (of|to)|what number|which number|whats the number|number|duty line|who do (i|we) (speak|talk|tell|report)|"
        r"speak to|talk to|line)\b",
    ),
    (
        "meaning",
        r"(\bwhat('s|s| is| are| does| do)? (an? |the )?.*\b(mean|means|meaning|stand|stands|short for|about|involve)\b|\bmean(s|ing)?\b|"
        r"\bdefin(e|ition|itions)\b|\bstands? for\b|\bexplain\b|\bacronym\b|\babbreviation\b|\bwhat('s|s| is| are| was| were) (an? |the )?|"
        r"\bdifference between\b|\bdifferent (from|to)\b|\bwhat even is\b|\bwho is an? |\bjargon\b|\bshort for\b|= ?\?)",
    ),
    (
        "briefing",
        r"\b(briefings?|7 ?(min|minute|mins|point)|seven ?minute|summary|summari[sz]e|short version|digest|overview|team meeting|talk through|discussion questions?|in a nutshell|tl;?dr|gist)\b",
    ),
    ("review", r"\b(review|scr|serious case review|reviewer|methodology|commissioned|subgroup|case)\b"),
)
_COMPILED = tuple((intent, re.compile(pattern)) for intent, pattern in _PATTERNS)
_SMALL_TALK: tuple[tuple[Intent, re.Pattern[str]], ...] = (
    (
        "help",
        re.compile(
            r"^(help|help me|menu|start|commands?|options?|what can (you|u|this|it) do.*|how (do|does) (i|you|this|it) (use|work).*|what do you (do|know|hold|cover).*|who are you|what (is|are) (this|you)|what('s| is) this( bot)?( for)?|\?+)$"
        ),
    ),
    (
        "greeting",
        re.compile(
            r"^(hi|hiya|hello|hey|heya|good (morning|afternoon|evening)|morning|afternoon|evening|yo|alright|hi there|hello there|hey there|hi all|hi bot|hello bot|hi team)$"
        ),
    ),
    (
        "thanks",
        re.compile(
            r"^((many |ok |okay |great |lovely |brilliant |perfect |super )?(thanks|thank you|thankyou|thx|ta|cheers|tysm|much appreciated)( (so|very) much| a lot| a bunch| again| all| lovely| that('s| is) (great|helpful|all|brilliant|perfect))?|(ok|okay|great|perfect|brilliant|got it|lovely|cool|bye|goodbye|good ?night|see you|will do|noted|that's all|thats all))$"
        ),
    ),
)
_STATUSES: tuple[tuple[frozenset[Status], re.Pattern[str]], ...] = (
    (
        frozenset({"promised", "in_progress"}),
        re.compile(
            r"\b(not (been )?(yet )?(finished|done|completed?|delivered|implemented)|aren'?t (finished|done|complete)|wasn'?t (finished|done|complete)|weren'?t (finished|done|complete)|haven'?t been (finished|done|completed?)|hasn'?t been (finished|done|completed?)|unfinished|incomplete|outstanding|still (to do|open|outstanding|pending|being)|yet to be|left to do|not complete|overdue|pending|open actions)\b"
        ),
    ),
    (
        frozenset({"in_progress"}),
        re.compile(r"\b(in progress|under ?way|ongoing|being (worked on|done|built)|part ?way)\b"),
    ),
    (
        frozenset({"promised"}),
        re.compile(r"\b(promised|promises|only promised|planned|plans? to|going to do)\b"),
    ),
    (
        frozenset({"done"}),
        re.compile(
            r"\b(are|were|is|was|been|actually|already|marked|which|what|ones|actions|recs|recommendations) (\w+ ){0,3}(finished|completed|complete|done|closed|delivered|achieved)\b"
        ),
    ),
)


_WHETHER = re.compile(r"^\W*(and |so |ok |but )?(has|have|is|are|was|were|did|does|do)\b(?! there| any)")


def find_intents(text: str) -> frozenset[Intent]:
    """All intents that the wording shows; several can hold at once."""
    low = text.lower()
    bare = low.strip(" .!?,:;)(")
    for intent, pattern in _SMALL_TALK:
        if pattern.match(bare):
            return frozenset({intent})
    return frozenset(intent for intent, pattern in _COMPILED if pattern.search(low))


def find_statuses(text: str) -> frozenset[Status]:
    """The statuses asked for: "which actions were not finished" means promised or in progress."""
    low = text.lower()
    if _WHETHER.match(low):
        return frozenset()
    for statuses, pattern in _STATUSES:
        if pattern.search(low):
            return statuses
    return frozenset()

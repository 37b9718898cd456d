"""Help, greetings and thanks: what the bot is, what it is not, and what to ask."""

import re

from handlers import command_wording as words
from handlers import wording
from handlers.ask import examples
from handlers.footer import footer
from handlers.messages import Choice, Choices, Part, Platform, Reply, Text
from knowledge.library import Library
from knowledge.search.findings import Findings

_THANKED = re.compile(r"thank|\b(?:thx|ta|cheers|tysm)\b|appreciated", re.IGNORECASE)


def small_talk(
    findings: Findings, library: Library, platform: Platform | None = None, said: str = ""
) -> Reply:
    """The reply to help, a greeting, thanks, an ok, or a message without words.

    `platform` is where something can be kept; None where nothing can. `said` are the sender's words.
    """
    more = (can_do(platform),) if platform and findings.decision == "help" else ()
    return Reply(
        parts=(*_parts(findings.decision, library, said), *more, footer(library)),
        status="command",
        confidence=1.0,
        revision=library.revision,
    )


def can_do(platform: Platform) -> Choices:
    """What the bot does beside answering; briefings come only where it can write by itself."""
    delivers = platform in {"slack", "teams"}
    first = Choice(words.SUBSCRIBE, "subscribe") if delivers else Choice(words.WHATS_NEW, "what is new")
    missed = (Choice(words.WHAT_HAVE_I_MISSED, "what have I missed"),) if delivers else ()
    return Choices(words.CAN_DO, (first, *missed, Choice(words.WHAT_IS_HELD, "what do you hold about me")))


def _parts(decision: str, library: Library, said: str) -> tuple[Part, ...]:
    asked = Choices(wording.HELP_TRY, tuple(Choice(each, each) for each in examples(library)))
    if decision == "thanks":
        return (Text(wording.THANKS if _THANKED.search(said) else wording.WHENEVER),)
    if decision == "greeting":
        return (Text(wording.GREETING), asked)
    if decision == "empty":
        return (Text(wording.EMPTY), asked)
    return (Text(wording.HELP_INTRO), Text(wording.HELP_LIMITS, "caution"), asked)

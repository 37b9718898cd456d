"""Help, greetings and thanks: what the bot is, what it is not, and what to ask."""

from handlers import wording
from handlers.ask import examples
from handlers.footer import footer
from handlers.messages import Choice, Choices, Part, Reply, Text
from knowledge.library import Library
from knowledge.search.findings import Findings


def small_talk(findings: Findings, library: Library) -> Reply:
    """The reply to help, a greeting, thanks, or a message without words."""
    return Reply(
        parts=(*_parts(findings.decision, library), footer(library)),
        status="command",
        confidence=1.0,
        revision=library.revision,
    )


def _parts(decision: str, library: Library) -> tuple[Part, ...]:
    asked = Choices(wording.HELP_TRY, tuple(Choice(each, each) for each in examples(library)))
    if decision == "thanks":
        return (Text(wording.THANKS),)
    if decision == "greeting":
        return (Text(wording.GREETING), asked)
    if decision == "empty":
        return (Text(wording.EMPTY), asked)
    return (Text(wording.HELP_INTRO), Text(wording.HELP_LIMITS, "caution"), asked)

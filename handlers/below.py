"""What stands below an answer: whether it helped, a number that is wrong, what a team can do with it."""

from collections.abc import Iterator
from dataclasses import replace

from handlers.briefings import team_choices
from handlers.feedback import feedback_on, wrong_number_choice
from handlers.messages import Choices, Part, Platform, Reply
from knowledge.library import Library
from knowledge.schema.answers import Briefing
from knowledge.schema.resources import Contact


def with_ways_on(reply: Reply, library: Library, platform: Platform) -> Reply:
    """The reply with these before its standing last lines, where they can be kept."""
    added = tuple(_ways_on(reply, library, platform))
    return replace(reply, parts=(*reply.parts[:-1], *added, *reply.parts[-1:])) if added else reply


def _ways_on(reply: Reply, library: Library, platform: Platform) -> Iterator[Part]:
    if reply.signpost is not None:
        yield Choices("", (wrong_number_choice(),))
        return
    if reply.status != "answered":
        return
    items = [library.entries[each].item for each in reply.entries]
    contacts = [each.id for each in items if isinstance(each, Contact)]
    if contacts:
        yield Choices("", (wrong_number_choice(contacts[0] if len(contacts) == 1 else ""),))
    if len(items) == 1 and isinstance(items[0], Briefing) and platform in {"slack", "teams"}:
        yield team_choices(items[0].id)
    if reply.entries:
        yield feedback_on(reply.entries)

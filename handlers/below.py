"""What stands below an answer: whether it helped, a number that is wrong, what a team can do with it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from handlers import command_wording as wording
from handlers.briefings import team_choices
from handlers.feedback import feedback_on, wrong_number_choice
from handlers.messages import Choice, Choices, Contacts, Part, Platform, Reply
from knowledge.library import Library
from knowledge.schema.answers import Briefing
from knowledge.schema.resources import Contact

_OFFERED = {
    "subscriptions": Choice(wording.MY_SUBSCRIPTIONS, "my subscriptions"),
    "latest": Choice(wording.WHATS_NEW, "what is new"),
    "discussed": Choice(wording.WE_DISCUSSED_THIS, "we discussed this"),
    "wrong_number": wrong_number_choice(),
    "feedback": Choice(wording.AN_ANSWER_IS_WRONG, "feedback not helpful"),
    "held_about_me": Choice(wording.WHAT_IS_HELD, "what do you hold about me"),
}
_ONLY_WHERE_IT_WRITES = {"subscriptions", "discussed"}


def with_ways_on(reply: Reply, library: Library, platform: Platform, offers: Sequence[str] = ()) -> Reply:
    """The reply with these before its standing last lines, where they can be kept.

    `offers` are commands that may have been meant when nothing is held for a message.
    """
    added = tuple(_ways_on(reply, library, platform, offers))
    return replace(reply, parts=(*reply.parts[:-1], *added, *reply.parts[-1:])) if added else reply


def _ways_on(reply: Reply, library: Library, platform: Platform, offers: Sequence[str]) -> Iterator[Part]:
    if reply.signpost is not None:
        yield Choices("", (wrong_number_choice(),))
        return
    if reply.status == "not_held" and (offered := tuple(_offered(offers, platform))):
        yield Choices(wording.OR_DID_YOU_WANT, offered)
    if reply.status != "answered":
        return
    items = [library.entries[each].item for each in reply.entries]
    if any(isinstance(each, Contact) for each in items):
        yield Choices("", (wrong_number_choice(*_contacts_in(reply, library)),))
    if len(items) == 1 and isinstance(items[0], Briefing) and platform in {"slack", "teams"}:
        yield team_choices(items[0].id)
    if reply.entries:
        yield feedback_on(reply.entries)


def _contacts_in(reply: Reply, library: Library) -> list[str]:
    """The contacts whose lines the reply shows, each once: more than those that were found."""
    drawn = (part for part in reply.parts if isinstance(part, Contacts))
    lines = (line.entry for part in drawn for group in part.groups for line in group.contacts)
    return [each for each in dict.fromkeys(lines) if each in library.entries]


def _offered(offers: Sequence[str], platform: Platform) -> Iterator[Choice]:
    writes = platform in {"slack", "teams"}
    return (_OFFERED[each] for each in offers if writes or each not in _ONLY_WHERE_IT_WRITES)

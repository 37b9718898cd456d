"""What people think of an answer or a number: fixed reasons, kept with the entry and the hour."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from handlers import command_wording as wording
from handlers.front_door import beside
from handlers.messages import Choice, Choices, Feedback, Reply, Text
from handlers.records import FeedbackRecord, Reason
from handlers.request import Handler, Request
from handlers.wording import THANKS
from knowledge.library import Library
from knowledge.schema.resources import Contact

MOST_ENTRIES = 10
"""Of a long list only so many are noted, and so many ids fit into a button."""
_TYPED: dict[Reason, str] = {
    "helpful": "feedback helpful",
    "not_helpful": "feedback not helpful",
    "not_asked": "feedback not asked",
    "out_of_date": "feedback out of date",
    "wrong": "feedback wrong",
}
_OF_TYPE: dict[str, Reason] = {reason: reason for reason in _TYPED}
WHY: tuple[Reason, ...] = ("not_asked", "out_of_date", "wrong")


@lru_cache(1_000)
def feedback_on(entries: tuple[str, ...]) -> Feedback:
    """The part that stands below an answer made of these entries: ids of the content, and no more."""
    return Feedback(
        wording.DID_THIS_HELP,
        _choice("helpful", entries),
        _choice("not_helpful", entries),
        tuple(_choice(reason, entries) for reason in WHY),
    )


def wrong_number_choice(*contacts: str) -> Choice:
    """How a number is reported: that of one contact, or first asking which of these."""
    if len(contacts) == 1:
        return Choice(wording.THIS_NUMBER_IS_WRONG, f"wrong number {contacts[0]}", contacts[0])
    return Choice(wording.A_NUMBER_IS_WRONG, " ".join(("wrong number", *contacts)))


async def take(request: Request) -> Reply:
    """Keeps feedback on the entries that were named, or on the last answer of the conversation."""
    entries = request.command.ids or request.shown
    reason = _OF_TYPE[request.command.choice]
    if request.records is None:
        return request.reply(Text(THANKS if reason == "helpful" else wording.FEEDBACK_NOT_KEPT))
    if not entries:
        return request.reply(Text(wording.FEEDBACK_ON_WHAT))
    about = entries[:MOST_ENTRIES]
    await request.records.feedback.put(
        [FeedbackRecord(entry, "answer", reason, request.now) for entry in about]
    )
    if reason == "not_helpful":
        why = tuple(_choice(each, about) for each in WHY)
        return request.reply(Choices(wording.WHAT_WAS_WRONG, why), discreet=True)
    return request.reply(Text(wording.THANKS_FOR_FEEDBACK), discreet=True)


async def take_wrong_number(request: Request) -> Reply:
    """Tells the curators about a number that was named or shown last; otherwise asks which."""
    if request.records is None:
        return request.reply(Text(wording.FEEDBACK_NOT_KEPT))
    library = request.library
    contacts = [each for each in request.command.ids if _is_contact(library, each)]
    if not request.command.ids:
        shown = (each for each in request.shown if _is_contact(library, each))
        contacts = list(dict.fromkeys(line for each in shown for line in beside(library, each)))
    if len(contacts) != 1:
        offered = contacts or [contact.id for contact in library.contacts if contact.numbers]
        return request.reply(Choices(wording.WHICH_NUMBER, tuple(_numbers(library, offered))), discreet=True)
    record = FeedbackRecord(contacts[0], "number", "wrong_number", request.now)
    await request.records.feedback.put([record])
    said = Text(wording.number_reported(library.entries[contacts[0]].title))
    return request.reply(said, Text(wording.UNTIL_THEN, "caution"), discreet=True)


def _numbers(library: Library, contacts: Iterable[str]) -> Iterable[Choice]:
    return (Choice(library.entries[each].title, f"wrong number {each}", each) for each in contacts)


def _choice(reason: Reason, entries: Sequence[str]) -> Choice:
    return Choice(wording.REASONS[reason], " ".join((_TYPED[reason], *entries[:MOST_ENTRIES])))


def _is_contact(library: Library, entry: str) -> bool:
    return entry in library.entries and isinstance(library.entries[entry].item, Contact)


COMMANDS: dict[str, Handler] = {"feedback": take, "wrong_number": take_wrong_number}

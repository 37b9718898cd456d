"""Briefings in chat: what is out, what was missed, what to discuss, and "we discussed this"."""

from collections.abc import Iterable

from handlers import command_wording as wording
from handlers.messages import Choice, Choices, Heading, Part, Reply, Text
from handlers.permission import refusal
from handlers.records import Discussion, Issued
from handlers.request import Handler, Request
from knowledge.library import Library
from knowledge.schema.answers import Briefing

READABLE = 20
"""More briefings than this are not listed at once; the newest are."""


def team_choices(briefing: str) -> Choices:
    """What a team can do with a briefing; it stands below each one, also where it was delivered."""
    return Choices(
        wording.FOR_YOUR_TEAM,
        (
            Choice(wording.DISCUSSION_QUESTIONS, f"discussion questions {briefing}", briefing),
            Choice(wording.WE_DISCUSSED_THIS, f"we discussed {briefing}", briefing),
        ),
    )


async def latest(request: Request) -> Reply:
    """What is out, the newest first; where nothing is, what can be read here."""
    out = await _issued(request)
    if out:
        return request.reply(Choices(wording.BRIEFINGS, tuple(_to_read(out))))
    return request.reply(Text(wording.NO_BRIEFINGS), *_held(request.library))


async def missed(request: Request) -> Reply:
    """What is out and was not sent to this conversation: for new starters that is all of it."""
    out = await _issued(request)
    unseen = [each for each in out if not each.sent]
    if unseen:
        return request.reply(Choices(wording.MISSED, tuple(_to_read(unseen))))
    if out:
        return request.reply(Text(wording.NOTHING_MISSED), Choices(wording.BRIEFINGS, tuple(_to_read(out))))
    return request.reply(Text(wording.NO_BRIEFINGS), *_held(request.library))


async def discussion(request: Request) -> Reply:
    """The questions of a briefing for a team to talk through."""
    briefing = await _meant(request)
    if briefing is None:
        return request.reply(*_which(request.library, "discussion questions"))
    item = request.library.entries[briefing].item
    assert isinstance(item, Briefing)
    questions = (Text(each) for each in item.discussion_questions)
    after = Choices("", team_choices(briefing).choices[1:])
    return request.reply(Heading(wording.DISCUSSION_QUESTIONS), Text(item.title, "quiet"), *questions, after)


async def discussed(request: Request) -> Reply:
    """Records that this conversation's team talked a briefing through."""
    command, records = request.command, request.records
    if records is None or not request.deliverable:
        return request.reply(Text(wording.NOT_RECORDED_HERE))
    if command.bad_day:
        return request.reply(Text(wording.NO_SUCH_DAY))
    on = command.day or request.today
    if on > request.today:
        return request.reply(Text(wording.NOT_YET))
    briefing = await _meant(request)
    if briefing is None:
        return request.reply(*_which(request.library, "we discussed"))
    title = request.library.entries[briefing].title
    new = await records.discussions.add(request.place, Discussion(on, briefing))
    said = wording.discussed(title, on) if new else wording.already_discussed(title, on)
    undo = Choice(wording.A_MISTAKE, f"remove discussed {briefing} {on.isoformat()}")
    return request.reply(Text(said), Choices("", (undo,)))


async def not_discussed(request: Request) -> Reply:
    """Takes a record back. In a channel it is the team's, so not everyone there may."""
    command, records = request.command, request.records
    if records is None or not request.deliverable:
        return request.reply(Text(wording.NOT_RECORDED_HERE))
    briefing = await _meant(request)
    if briefing is None or command.day is None:
        return await discussions(request)
    refused = None if request.place.room == "direct" else await refusal(request, records)
    if refused is not None:
        return refused
    gone = await records.discussions.remove(request.place, Discussion(command.day, briefing))
    return request.reply(Text(wording.REMOVED_DISCUSSION if gone else wording.NO_SUCH_DISCUSSION))


async def discussions(request: Request) -> Reply:
    """What this conversation recorded."""
    if request.records is None or not request.deliverable:
        return request.reply(Text(wording.NOT_RECORDED_HERE))
    found = await request.records.discussions.of(request.place)
    if not found:
        return request.reply(Text(wording.NO_DISCUSSIONS))
    lines = (Text(f"{wording.day(each.day)}: {_title(request.library, each.briefing)}") for each in found)
    return request.reply(Heading(wording.DISCUSSIONS), *lines)


async def _issued(request: Request) -> tuple[Issued, ...]:
    if request.records is None:
        return ()
    out = await request.records.issued.for_place(request.place)
    return tuple(each for each in out if each.briefing in request.library.entries)


async def _meant(request: Request) -> str | None:
    """The briefing that was named, shown last, or sent here last; otherwise the only one there is."""
    held = {each.id for each in readable(request.library)}
    named = [each for each in (*request.command.ids, *request.shown) if each in held]
    if named:
        return named[0]
    if request.command.ids:
        return None
    sent = [each.briefing for each in await _issued(request) if each.sent and each.briefing in held]
    if sent:
        return sent[0]
    return next(iter(held)) if len(held) == 1 else None


def readable(library: Library) -> tuple[Briefing, ...]:
    """The briefings that may be shown."""
    return tuple(each for each in library.briefings if each.status == "ready")


def _held(library: Library) -> Iterable[Part]:
    held = readable(library)
    if held:
        yield Choices(
            wording.HELD_BRIEFINGS, tuple(Choice(each.title, f"show {each.id}", each.id) for each in held)
        )


def _to_read(out: Iterable[Issued]) -> Iterable[Choice]:
    for each in tuple(out)[:READABLE]:
        yield Choice(f"{each.title} ({wording.day(each.on)})", f"show {each.briefing}", each.briefing)


def _which(library: Library, ask: str) -> Iterable[Part]:
    offered = tuple(Choice(each.title, f"{ask} {each.id}", each.id) for each in readable(library))
    yield Choices(wording.WHICH_BRIEFING, offered) if offered else Text(wording.NO_BRIEFINGS)


def _title(library: Library, briefing: str) -> str:
    return library.entries[briefing].title if briefing in library.entries else briefing


COMMANDS: dict[str, Handler] = {
    "latest": latest,
    "missed": missed,
    "discussion": discussion,
    "discussed": discussed,
    "discussed_undo": not_discussed,
    "discussed_list": discussions,
}

"""Subscribing to briefings, and seeing, changing, pausing and stopping it."""

from collections.abc import Iterable

from handlers import command_wording as wording
from handlers.messages import Choice, Choices, Heading, Part, Reply, Text
from handlers.permission import refusal
from handlers.records import Rhythm, Subscription
from handlers.request import Handler, Request
from knowledge.commands import Scope
from knowledge.commands.command import EVERYTHING
from knowledge.library import Library


async def subscribe(request: Request) -> Reply:
    """Adds subscriptions, or asks to what."""
    records = request.records
    if records is None or not request.deliverable:
        return cannot_deliver(request)
    scopes = request.command.scopes
    if not scopes:
        return request.reply(*_to_choose_from(request))
    refused = await refusal(request, records, wording.YOURS_INSTEAD)
    if refused is not None:
        return refused
    there = await records.subscriptions.of(request.place)
    rhythm = _rhythm(request.command.choice) or (there[0].rhythm if there else "immediate")
    said: list[Part] = []
    if any(each.scope == EVERYTHING for each in there) and EVERYTHING not in scopes:
        said.append(Text(wording.ALREADY_EVERYTHING))
    else:
        await records.subscriptions.add(request.place, scopes, rhythm, request.now)
        what = names_of(request.library, scopes)
        said.append(Text(wording.subscribed(what, rhythm, request.place)))
    if request.place.room != "direct":
        said.append(Text(wording.YOURS_INSTEAD, "quiet"))
    return request.reply(*said, Choices(wording.CHANGE, tuple(_changes(rhythm))))


async def unsubscribe(request: Request) -> Reply:
    """Stops what was named, or everything."""
    records = request.records
    if records is None or not request.deliverable:
        return cannot_deliver(request)
    if request.command.unknown:
        return await show(request)
    refused = await refusal(request, records, wording.YOURS_INSTEAD)
    if refused is not None:
        return refused
    scopes = tuple(each for each in request.command.scopes if each != EVERYTHING)
    there = await records.subscriptions.of(request.place)
    many = await records.subscriptions.remove(request.place, scopes or None)
    if not many:
        return request.reply(
            Text(wording.NOT_SUBSCRIBED_TO_THAT if there else wording.NO_SUBSCRIPTIONS),
            *(_listed(request.library, there)),
        )
    left = await records.subscriptions.of(request.place)
    if not left:
        gone = scopes or tuple(each.scope for each in there)
        back = tuple(_again(request.library, gone))
        return request.reply(Text(wording.STOPPED_ALL), Choices("", back))
    return request.reply(
        Text(wording.stopped(names_of(request.library, scopes))), *_listed(request.library, left)
    )


async def show(request: Request) -> Reply:
    """What is sent here, with the ways to change it."""
    if request.records is None or not request.deliverable:
        return cannot_deliver(request)
    there = await request.records.subscriptions.of(request.place)
    if not there:
        return request.reply(Text(wording.NO_SUBSCRIPTIONS), *_to_choose_from(request))
    return request.reply(*_listed(request.library, there))


async def change_rhythm(request: Request) -> Reply:
    """At once, or in a weekly digest."""
    rhythm = _rhythm(request.command.choice) or "immediate"
    return await _change(request, wording.changed(rhythm), rhythm=rhythm)


async def pause(request: Request) -> Reply:
    """Nothing comes until it is resumed."""
    return await _change(request, wording.PAUSED, paused=True)


async def resume(request: Request) -> Reply:
    """Briefings come again. What came out meanwhile is not sent by itself any more, so it is offered."""
    missed = Choices("", (Choice(wording.WHAT_HAVE_I_MISSED, "what have I missed"),))
    return await _change(request, wording.RESUMED, missed, paused=False)


async def _change(
    request: Request, done: str, *more: Part, rhythm: Rhythm | None = None, paused: bool | None = None
) -> Reply:
    records = request.records
    if records is None or not request.deliverable:
        return cannot_deliver(request)
    refused = await refusal(request, records, wording.YOURS_INSTEAD)
    if refused is not None:
        return refused
    if not await records.subscriptions.change(request.place, rhythm=rhythm, paused=paused):
        return request.reply(Text(wording.NOTHING_TO_CHANGE), *_to_choose_from(request))
    there = await records.subscriptions.of(request.place)
    return request.reply(Text(done), *more, *_listed(request.library, there))


def cannot_deliver(request: Request) -> Reply:
    """Where nothing can be sent by itself, that is said, and what can be read is offered."""
    return request.reply(
        Text(wording.CANNOT_DELIVER), Choices("", (Choice(wording.WHATS_NEW, "what is new"),))
    )


def _rhythm(choice: str) -> Rhythm | None:
    return "weekly" if choice == "weekly" else "immediate" if choice == "immediate" else None


def _listed(library: Library, there: Iterable[Subscription]) -> Iterable[Part]:
    there = tuple(there)
    if not there:
        return
    yield Heading(wording.SUBSCRIPTIONS_HERE)
    for each in there:
        yield Text(wording.subscription(scope_name(library, each.scope), each.rhythm, each.paused))
    stops = [
        Choice(
            f"Stop: {scope_name(library, each.scope)}", f"unsubscribe from {scope_name(library, each.scope)}"
        )
        for each in there
        if len(there) > 1
    ]
    paused = any(each.paused for each in there)
    more = [Choice(wording.RESUME, "resume") if paused else Choice(wording.PAUSE, "pause")]
    yield Choices(
        wording.CHANGE, (*_rhythms(there[0].rhythm), *more, *stops, Choice(wording.STOP_ALL, "unsubscribe"))
    )


def _rhythms(rhythm: Rhythm) -> tuple[Choice, ...]:
    if rhythm == "immediate":
        return (Choice(wording.ONCE_A_WEEK, "weekly"),)
    return (Choice(wording.AT_ONCE, "immediately"),)


def _changes(rhythm: Rhythm) -> Iterable[Choice]:
    yield from _rhythms(rhythm)
    yield Choice(wording.MY_SUBSCRIPTIONS, "my subscriptions")
    yield Choice(wording.STOP_ALL, "unsubscribe")


def _again(library: Library, scopes: Iterable[Scope]) -> Iterable[Choice]:
    for each in scopes:
        name = scope_name(library, each)
        yield Choice(f"Subscribe again: {name}", f"subscribe to {name}")


def _to_choose_from(request: Request) -> Iterable[Part]:
    """Everything, each review, and each audience that a review has recommendations for."""
    library = request.library
    prompt = wording.UNKNOWN_SUBJECT if request.command.unknown else wording.WHAT_ABOUT
    rhythm = (
        f" {request.command.choice}" if request.command.name == "subscribe" and request.command.choice else ""
    )
    audiences = dict.fromkeys(section.audience for review in library.reviews for section in review.sections)
    scopes = (
        EVERYTHING,
        *(Scope("review", review.id) for review in library.reviews),
        *(Scope("audience", each) for each in audiences),
    )
    names = (scope_name(library, each) for each in scopes)
    yield Choices(prompt, tuple(Choice(name, f"subscribe to {name}{rhythm}") for name in names))
    yield Text(wording.OR_A_THEME, "quiet")


def names_of(library: Library, scopes: Iterable[Scope]) -> str:
    """What subscriptions are about, in words that can also be typed."""
    names = [scope_name(library, each) for each in scopes]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def scope_name(library: Library, scope: Scope) -> str:
    """What a subscription is about, in words that can also be typed."""
    if scope.kind == "theme":
        return next((each.title for each in library.topics if each.id == scope.id), scope.id)
    if scope.kind == "audience":
        return library.audience_name(scope.id)
    if scope.kind == "review":
        return next((each.case for each in library.reviews if each.id == scope.id), scope.id)
    return wording.EVERYTHING.lower()


COMMANDS: dict[str, Handler] = {
    "subscribe": subscribe,
    "unsubscribe": unsubscribe,
    "subscriptions": show,
    "rhythm": change_rhythm,
    "pause": pause,
    "resume": resume,
}

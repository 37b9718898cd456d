"""Publishing in chat, for listed curators: a preview first, then a button that publishes just that."""

from collections.abc import Iterable

from handlers import command_wording as wording
from handlers.briefings import readable
from handlers.messages import Choice, Choices, Footer, Part, Reply, Text
from handlers.publishing import NotPublished, Prepared, Publishing
from handlers.request import Handler, Request
from handlers.subscriptions import names_of
from knowledge.commands.command import EVERYTHING
from knowledge.hours import LONDON
from knowledge.schema.answers import slug_of


async def preview(request: Request) -> Reply:
    """What would be published, and to how many, with the button that does it."""
    publishing, refused = _allowed(request)
    if publishing is None:
        return refused
    if wrong := _wrong_time(request):
        return request.reply(Text(wrong, "caution"))
    if not request.command.ids:
        return request.reply(*_which(request))
    if request.command.unknown:
        return request.reply(Text(wording.TO_WHOM, "caution"))
    try:
        prepared = await publishing.prepare(_slug(request), request.command.at, _addressed(request))
    except NotPublished as error:
        return _why_not(request, error)
    return request.reply(*_previewed(request, prepared), private=True)


async def publish(request: Request) -> Reply:
    """Publishes what was previewed, at once or at the time that was set."""
    publishing, refused = _allowed(request)
    if publishing is None:
        return refused
    command = request.command
    if _wrong_time(request) or command.unknown or not command.revision:
        return await preview(request)
    try:
        ordered = (command.revision, request.person, command.at, _addressed(request))
        done = await publishing.publish(_slug(request), *ordered)
    except NotPublished as error:
        return _why_not(request, error)
    if done.change == "unchanged":
        return request.reply(Text(wording.UNCHANGED))
    if done.now:
        return request.reply(Text(wording.published(done.title, done.recipients)))
    return request.reply(Text(wording.scheduled(done.title, done.at.astimezone(LONDON))))


async def ask_withdraw(request: Request) -> Reply:
    """What withdrawing does, with the button that does it."""
    publishing, refused = _allowed(request)
    if publishing is None:
        return refused
    briefing = request.command.ids[0]
    title = request.library.entries[briefing].title
    sure = Choice(wording.WITHDRAW_IT, f"confirm withdraw {briefing}", briefing)
    return request.reply(Text(wording.sure_to_withdraw(title)), Choices("", (sure,)))


async def withdraw(request: Request) -> Reply:
    """Takes a briefing back wherever it was delivered."""
    publishing, refused = _allowed(request)
    if publishing is None:
        return refused
    try:
        many = await publishing.withdraw(_slug(request), request.person)
    except NotPublished as error:
        return _why_not(request, error)
    return request.reply(Text(wording.withdrawn(request.library.entries[request.command.ids[0]].title, many)))


def _allowed(request: Request) -> tuple[Publishing | None, Reply]:
    """The way to publish, or why this person has none."""
    publishing = request.records.publishing if request.records else None
    if publishing is None or not request.deliverable:
        return None, request.reply(Text(wording.NO_PUBLISHING_HERE))
    if not publishing.may(request.place.platform, request.message.sender):
        return None, request.reply(Text(wording.NOT_A_CURATOR), discreet=True)
    return publishing, request.reply()


def _previewed(request: Request, prepared: Prepared) -> Iterable[Part]:
    yield Text(wording.PREVIEW, "caution")
    yield from (part for part in prepared.preview.parts if not isinstance(part, Footer))
    if prepared.change == "unchanged":
        yield Text(wording.UNCHANGED, "caution")
        return
    if prepared.change == "wider":
        yield Text(wording.WIDER)
    to = names_of(request.library, request.command.scopes) if _addressed(request) else ""
    if to:
        yield Text(wording.only_to(to))
    yield Text(wording.goes_to(prepared.recipients, prepared.digests, prepared.corrected))
    for each in prepared.also:
        yield Text(wording.also_at(each.astimezone(LONDON)))
    at = request.command.at
    label = wording.publish_at(at) if at else wording.PUBLISH_NOW
    when = f" at {at:%Y-%m-%d %H:%M}" if at else ""
    briefing = request.command.ids[0]
    whom = f" to {' '.join(each.code for each in request.command.scopes)}" if to else ""
    ask = f"confirm publish {briefing} {prepared.revision}{whom}{when}"
    yield Choices(wording.CONFIRM, (Choice(label, ask, briefing),))
    yield Text(wording.CANCELLED_BY_DOING_NOTHING, "quiet")


def _wrong_time(request: Request) -> str:
    """What is wrong with the time that was set; nothing where none was, or it is to come."""
    command = request.command
    if command.bad_day or (command.day is not None and command.at is None):
        return wording.NO_SUCH_TIME
    return wording.TIME_HAS_PASSED if command.at is not None and command.at <= request.now else ""


def _which(request: Request) -> Iterable[Part]:
    offered = tuple(Choice(each.title, f"publish {each.id}", each.id) for each in readable(request.library))
    yield Choices(wording.PUBLISH_WHICH, offered) if offered else Text(wording.NO_BRIEFINGS)


def _why_not(request: Request, error: NotPublished) -> Reply:
    return request.reply(*(Text(line, "caution") for line in error.lines))


def _slug(request: Request) -> str:
    return slug_of(request.command.ids[0])


def _addressed(request: Request) -> tuple[str, ...]:
    """Whom the curator chose, as the store takes it; nobody in particular is everyone."""
    scopes = request.command.scopes
    return () if EVERYTHING in scopes else tuple(f"{each.kind}:{each.id}" for each in scopes)


COMMANDS: dict[str, Handler] = {
    "publish": preview,
    "publish_confirm": publish,
    "withdraw": ask_withdraw,
    "withdraw_confirm": withdraw,
}

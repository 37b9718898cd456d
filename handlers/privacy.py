""" "What do you hold about me" and "forget me": an honest account, and erasure."""

from handlers import command_wording as wording
from handlers.messages import Choice, Choices, Heading, Reply, Text
from handlers.ports import Remembered
from handlers.records import Held
from handlers.request import Handler, Request


async def account(request: Request) -> Reply:
    """What is held, for how long, and what is not; with the way to erase it."""
    if request.place.room != "direct":
        return request.reply(Text(wording.IN_A_CHANNEL), Text(wording.NO_WORDS), discreet=True)
    if request.records is None:
        return request.reply(Text(wording.NOTHING_HELD_HERE))
    periods = request.records.periods
    own: tuple[str, ...] = ()
    if request.deliverable:
        own = wording.held(await request.records.account.of(request.place, request.person), periods)
    return request.reply(
        Heading(wording.ACCOUNT),
        *(Text(line) for line in (*own, *wording.held_anywhere(periods))),
        Text(wording.NO_WORDS),
        *((Text(kept),) if (kept := wording.platform_keeps(request.place.platform)) else ()),
        Choices(
            wording.WHAT_ERASING_DOES if request.deliverable else wording.ERASING_HERE,
            (Choice(wording.ERASE_IT, "yes erase it"),),
        ),
    )


async def forget(request: Request) -> Reply:
    """Erases after a second word, because a team's record of discussions goes with it."""
    if request.place.room != "direct":
        return request.reply(Text(wording.IN_A_CHANNEL), discreet=True)
    if request.records is None:
        return request.reply(Text(wording.NOTHING_HELD_HERE))
    held = await request.records.account.of(request.place, request.person)
    if request.command.choice != "sure" and not held.nothing:
        return await account(request)
    return await _erase(request, held)


async def _erase(request: Request, held: Held) -> Reply:
    assert request.records is not None
    await request.records.account.erase(request.place, request.person)
    for key in (request.place.key, request.message.own_key):
        await request.memory.remember(key, Remembered())
    return request.reply(
        Text(wording.NOTHING_TO_ERASE if held.nothing else wording.erased(request.place.platform))
    )


COMMANDS: dict[str, Handler] = {"held_about_me": account, "forget": forget}

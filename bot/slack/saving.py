"""Saves what a person chose in the subscriptions window."""

from bot.slack.brain import Brain, Shelf
from bot.slack.subscription_form import Wanted, chosen
from handlers import command_wording
from handlers.footer import footer
from handlers.messages import Conversation, Message, Reply, Text
from handlers.records import NotKept
from knowledge.library import Library

SHOW = "my subscriptions"


async def save(brain: Brain, shelf: Shelf, user: str, place: Conversation, wanted: Wanted) -> Reply:
    """What the person gets from now on; or that it may not be what was chosen."""
    now = brain.clock()
    try:
        there = await shelf.subscriptions.of(place)
        after = chosen(there, wanted)
        if after != there:
            await shelf.subscriptions.replace(place, after, now)
    except NotKept:
        return maybe_saved(shelf.library())
    return await brain.reply(Message(SHOW, user, place, now))


def maybe_saved(library: Library) -> Reply:
    """Nobody knows whether it was."""
    return Reply((Text(command_wording.MAYBE_KEPT, "caution"), footer(library)), "command")

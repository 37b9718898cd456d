"""Saves what a person chose in the subscriptions window, by the same words as typing."""

from collections.abc import Sequence
from dataclasses import replace

from bot.slack import wording
from bot.slack.brain import Brain, Shelf
from bot.slack.subscription_form import Wanted, to_say
from handlers.messages import Conversation, Message, Reply, Text
from handlers.records import NotKept, Subscription
from knowledge.commands.command import EVERYTHING

SHOW = "my subscriptions"


async def save(brain: Brain, shelf: Shelf, user: str, place: Conversation, wanted: Wanted) -> Reply:
    """What the person gets from now on; it says so where that is not all that was chosen."""

    async def say(words: str) -> Reply:
        return await brain.reply(Message(words, user, place, brain.clock()))

    try:
        there = await shelf.subscriptions.of(place)
        for words in to_say(shelf.library(), there, wanted):
            await say(words)
        done = _is(await shelf.subscriptions.of(place), wanted)
    except NotKept:
        done = False
    shown = await say(SHOW)
    if done:
        return shown
    return replace(shown, parts=(Text(wording.NOT_ALL_SAVED, "caution"), *shown.parts))


def _is(there: Sequence[Subscription], wanted: Wanted) -> bool:
    """Who gets everything need not get the rest as well."""
    scopes = {each.scope for each in there}
    if EVERYTHING in wanted.scopes:
        return EVERYTHING in scopes
    return scopes == wanted.scopes and all(each.rhythm == wanted.rhythm for each in there)

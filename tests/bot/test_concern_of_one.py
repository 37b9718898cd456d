"""What somebody wrote about themselves or a child is between them and the bot, also in a shared thread."""

from collections.abc import Awaitable, Callable

import pytest

from handlers.wording import AFTER_SIGNPOSTING
from tests.bot.slack import driving
from tests.bot.slack.fake_slack import COLLEAGUE, MIDWIFE
from tests.bot.slack.reading import text_of
from tests.bot.surfaces import LAST_WORDS, Served
from tests.bot.teams import driving as teams_driving
from tests.bot.teams.fake_teams import CHANNEL, GROUP, STRANGER
from tests.bot.teams.fake_teams import MIDWIFE as TEAMS_MIDWIFE

DESPAIR = "I can't cope any more since the inquest, I want to end it all"
QUESTION = "what is ICON"
REMINDERS = tuple(line[:40] for line in AFTER_SIGNPOSTING.values())
Say = Callable[[Served, str, bool], Awaitable[str]]


async def in_a_thread_of_slack(served: Served, text: str, colleague: bool) -> str:
    before = len(served.slack.posts)
    user = COLLEAGUE if colleague else MIDWIFE
    mention = driving.mention(text, user, thread_ts="5.000100")
    await driving.Driver(served.client, served.slack).sends(driving.event(mention))

    def arrived() -> bool:
        """A private reply is said twice: hidden in the thread, and to the sender alone."""
        last = [post for post in served.slack.posts[before:] if LAST_WORDS in text_of(post.blocks)]
        return any(post.seen == "everyone" for post in last)

    await served.slack.until(arrived)
    return " ".join(text_of(post.blocks) for post in served.slack.posts[before:])


def in_teams(place: str, conversation: str) -> Say:
    async def say(served: Served, text: str, colleague: bool) -> str:
        before = len(served.microsoft.posts)
        sender = STRANGER if colleague else TEAMS_MIDWIFE
        said = teams_driving.said(f"{teams_driving.MENTION} {text}", place, sender)
        said["conversation"]["id"] = conversation
        await teams_driving.Driver(served.client, served.microsoft).post(said)
        return " ".join(str(post.activity) for post in served.microsoft.posts[before:])

    return say


@pytest.mark.parametrize(
    "say",
    [
        in_a_thread_of_slack,
        in_teams("groupChat", GROUP),
        in_teams("channel", f"{CHANNEL};messageid=100"),
    ],
    ids=["a thread in Slack", "a group chat in Teams", "a thread in Teams"],
)
async def test_only_who_wrote_of_a_live_concern_is_reminded_of_it(served: Served, say: Say) -> None:
    assert "999" in await say(served, DESPAIR, False)
    to_the_colleague = await say(served, QUESTION, True)
    assert "ICON" in to_the_colleague
    assert not [line for line in REMINDERS if line in to_the_colleague]
    assert [line for line in REMINDERS if line in await say(served, QUESTION, False)]

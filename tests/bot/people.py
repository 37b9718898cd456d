"""People who use Slack or Teams: what they say and press, and what stands before them."""

from dataclasses import dataclass
from typing import Protocol

from tests.bot.slack import driving as slack_driving
from tests.bot.slack.fake_slack import MIDWIFE, direct_channel
from tests.bot.slack.reading import buttons as slack_buttons
from tests.bot.slack.reading import text_of
from tests.bot.surfaces import Served
from tests.bot.teams import driving as teams_driving
from tests.bot.teams import reading as teams_reading
from tests.bot.teams.fake_teams import CHAT
from tests.bot.teams.fake_teams import MIDWIFE as TEAMS_MIDWIFE


class Person(Protocol):
    """Someone in a direct conversation with the bot."""

    @property
    def id(self) -> str:
        """As the setting CURATORS names people."""
        ...

    async def says(self, text: str) -> str:
        """The words of the reply."""
        ...

    async def presses(self, label: str) -> str:
        """The words of what the last button with this label gives."""
        ...

    def screen(self) -> list[str]:
        """The words of each message, in order."""
        ...

    async def sees(self, words: str) -> None:
        """Waits until these words stand in some message that is no preview."""
        ...


@dataclass
class InSlack:
    """A person in Slack."""

    served: Served
    user: str = MIDWIFE

    @property
    def id(self) -> str:
        return f"slack/{self.user}"

    async def says(self, text: str) -> str:
        before = len(self.screen())
        given = slack_driving.event(slack_driving.direct(text, self.user))
        await slack_driving.Driver(self.served.client, self.served.slack).sends(given)
        await self.served.slack.until(lambda: len(self.screen()) > before)
        return "\n".join(self.screen()[before:])

    async def presses(self, label: str) -> str:
        before = len(self.screen())
        channel = direct_channel(self.user)
        blocks = [
            block for post in self.served.slack.posts if post.channel == channel for block in post.blocks
        ]
        button = next(each for each in reversed(slack_buttons(blocks)) if each["text"]["text"] == label)
        given = slack_driving.press(button, "https://unused.example/", self.user, channel)
        await slack_driving.Driver(self.served.client, self.served.slack).presses(given)
        await self.served.slack.until(lambda: len(self.screen()) > before)
        return "\n".join(self.screen()[before:])

    def screen(self) -> list[str]:
        channel = direct_channel(self.user)
        return [text_of(post.blocks) for post in self.served.slack.posts if post.channel == channel]

    async def sees(self, words: str) -> None:
        await self.served.slack.until(lambda: any(words in each for each in no_previews(self.screen())))


@dataclass
class InTeams:
    """A person in Teams."""

    served: Served

    @property
    def id(self) -> str:
        return f"teams/aad-{TEAMS_MIDWIFE}"

    @property
    def _driver(self) -> teams_driving.Driver:
        return teams_driving.Driver(self.served.client, self.served.microsoft)

    async def says(self, text: str) -> str:
        before = len(self.screen())
        assert (await self._driver.post(teams_driving.said(text))).status == 201
        return "\n".join(self.screen()[before:])

    async def presses(self, label: str) -> str:
        before = len(self.screen())
        cards = [post.card for post in self.served.microsoft.posts if post.conversation == CHAT]
        button = next(
            found[label] for card in reversed(cards) if label in (found := teams_reading.buttons(card))
        )
        body = await self._driver.press(button)
        shown = (
            teams_reading.words(body["value"]) if isinstance(body.get("value"), dict) else str(body["value"])
        )
        return "\n".join((shown, *self.screen()[before:]))

    def screen(self) -> list[str]:
        posts = [post for post in self.served.microsoft.posts if post.conversation == CHAT]
        return [teams_reading.words(post.card) for post in posts]

    async def sees(self, words: str) -> None:
        await self.served.microsoft.until(lambda: any(words in each for each in no_previews(self.screen())))


def no_previews(screen: list[str]) -> list[str]:
    """What was not shown to a curator before publishing it."""
    return [each for each in screen if "Preview." not in each]

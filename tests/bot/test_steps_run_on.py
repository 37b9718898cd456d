"""A list of steps that a warning interrupts is counted on, wherever it is read."""

import pytest

from bot.slack.messages import messages
from bot.web.drawing import View, draw
from handlers.footer import identifying_warning
from handlers.messages import Reply, Step, Steps
from handlers.plain import plain
from handlers.urgent import below_the_first_step
from tests import replies
from tests.bot.slack.reading import elements
from tests.bot.teams.reading import words as teams_words
from tests.bot.teams.test_cards import of
from tests.bot.test_console import STYLING, terminal

STEPS = Steps((Step("Call 999."), Step("Phone children's services."), Step("Tell your lead.")))
PARTS = below_the_first_step((STEPS, replies.FOOTER), identifying_warning("slack"))
REPLY = Reply(PARTS, "signposted")


@pytest.mark.parametrize(
    "said",
    [plain(REPLY), STYLING.sub("", terminal(REPLY)), teams_words(of(*PARTS[:-1]))],
    ids=["text", "terminal", "Teams"],
)
def test_in_words(said: str) -> None:
    places = [said.index(each) for each in ("1. Call", "Delete it", "2. Phone", "3. Tell")]
    assert places == sorted(places)


def test_in_slack() -> None:
    blocks = [block for message in messages(REPLY) for block in message.blocks]
    offsets = [
        each.get("offset") for each in elements(blocks, "rich_text_list") if each["style"] == "ordered"
    ]
    assert offsets == [0, 1, 2]


def test_in_the_browser() -> None:
    html = str(draw(REPLY, View("abcdefghij0123456789")))
    assert html.index("Call") < html.index("Delete it") < html.index('start="2"') < html.index("Phone")

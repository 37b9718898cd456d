"""Microsoft's own library reads what we send to Teams: it minds nothing about any card."""

import datetime as dt
import json
from collections.abc import Callable

import pytest

from bot.asking import Asking
from bot.teams.buttons import Pressed
from bot.teams.fitting import cards, one_card
from bot.teams.searching import to_insert
from bot.teams.thumbs import form
from handlers.feedback import feedback_on
from handlers.messages import Reply
from tests import replies
from tests.every_reply import every_command, every_reply
from tests.npm.conftest import Draw

NOW = dt.datetime(2026, 11, 23, 3, 0, tzinfo=dt.UTC)
GOOD = dict(cards(replies.choices())[0])


@pytest.fixture(scope="module")
def minded(drawn_by: Callable[[str], Draw]) -> Callable[[list[object]], list[object]]:
    """What is wrong with each card."""
    check = drawn_by("check_cards.mjs")
    return lambda given: list(check(given))


@pytest.fixture(scope="module")
def said(bot: Asking) -> list[tuple[str, Reply]]:
    """Every reply that the content can give, and the hand-made ones."""
    assert bot.knowledge is not None
    told = every_command(bot.knowledge, "teams", NOW)
    return [*every_reply(bot.knowledge.library, NOW), *told, *replies.all_replies().items()]


def test_no_card_has_a_problem(
    said: list[tuple[str, Reply]], minded: Callable[[list[object]], list[object]]
) -> None:
    drawn: list[tuple[str, object]] = [(name, card) for name, reply in said for card in cards(reply)]
    for name, reply in said:
        full = len(cards(reply, full=True))
        drawn += [(name, one_card(reply, Pressed(entries=("x",), page=page))) for page in range(full)]
    drawn += [(name, to_insert(reply)) for name, reply in said if reply.status == "answered"]
    drawn += [("form", form(feedback_on(("child-p/hscp/5",) * 10), liked=liked)) for liked in (True, False)]
    assert len(drawn) > 900
    problems = minded([card for _, card in drawn])
    assert [(name, each) for (name, _), each in zip(drawn, problems, strict=True) if each] == []


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        ({"type": "Carousel"}, "Unknown element type"),
        ({"type": "TextBlock", "text": "x", "style": "loud"}, "Invalid value"),
        ({"type": "ActionSet", "actions": [{"type": "Action.Shout", "title": "x"}]}, "Unknown action type"),
    ],
)
def test_it_would_say_so(broken: object, words: str, minded: Callable[[list[object]], list[object]]) -> None:
    (problems,) = minded([{**GOOD, "body": [broken]}])
    assert words in json.dumps(problems)

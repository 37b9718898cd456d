"""The stand-in for Teams refuses what Teams would refuse: a violation is planted for each limit."""

import copy
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from aiohttp import ClientSession

from tests.bot.teams.fake_teams import BOT, CHAT, MIDWIFE, STRANGER, TENANT, TOKEN, FakeMicrosoft
from tests.bot.teams.refusals import CARD, MESSAGE, Given, card_problems

ACTION = {"type": "Action.Execute", "title": "Show", "verb": "ask", "data": {"ask": "x"}}
GOOD: Given = {
    "type": "message",
    "conversation": {"id": CHAT},
    "from": {"id": BOT},
    "recipient": {"id": MIDWIFE},
    "summary": "An answer",
    "attachments": [
        {
            "contentType": CARD,
            "content": {
                "type": "AdaptiveCard",
                "version": "1.5",
                "body": [
                    {"type": "TextBlock", "text": "Heading"},
                    {"type": "RichTextBlock", "inlines": ["words", {"type": "TextRun", "text": "more"}]},
                    {"type": "Container", "items": [{"type": "TextBlock", "text": "Within"}]},
                    {"type": "ActionSet", "actions": [ACTION]},
                ],
            },
        }
    ],
}


def card(given: Given) -> Any:
    return given["attachments"][0]["content"]


VIOLATIONS: dict[str, tuple[Callable[[Given], object], str]] = {
    "no message": (lambda given: given.update(type="typing"), "UnknownActivityType"),
    "no conversation": (lambda given: given.pop("conversation"), "Missing_conversation"),
    "no sender": (lambda given: given.pop("from"), "Missing_from"),
    "no recipient": (lambda given: given.update(recipient={}, replyToId="1"), "Missing_recipient"),
    "nothing in it": (lambda given: given.pop("attachments"), "EmptyMessage"),
    "words as markdown": (lambda given: given.update(text="*x*"), "FormattedText"),
    "no notification": (lambda given: given.pop("summary"), "NoSummary"),
    "another card": (lambda given: given["attachments"][0].update(contentType="x"), "UnknownAttachment"),
    "no card": (lambda given: card(given).update(type="Card"), "NoCard"),
    "a version to come": (lambda given: card(given).update(version="1.6"), "CardVersion"),
    "no version": (lambda given: card(given).pop("version"), "CardVersion"),
    "an empty card": (lambda given: card(given).update(body=[]), "Missing_AdaptiveCard_body"),
    "an element to come": (lambda given: card(given)["body"].append({"type": "Table"}), "Unknown_Table"),
    "an empty heading": (lambda given: card(given)["body"][0].update(text=""), "Missing_TextBlock_text"),
    "an empty line": (
        lambda given: card(given)["body"][1].update(inlines=[]),
        "Missing_RichTextBlock_inlines",
    ),
    "an empty run": (
        lambda given: card(given)["body"][1]["inlines"][1].update(text=""),
        "Missing_TextRun_text",
    ),
    "an empty box": (lambda given: card(given)["body"][2].update(items=[]), "Missing_Container_items"),
    "a nameless button": (lambda given: _action(given, title=""), "Missing_Action.Execute_title"),
    "a button for nothing": (lambda given: _action(given, verb=None), "Missing_Action.Execute_verb"),
    "seven buttons": (lambda given: card(given)["body"][3].update(actions=[ACTION] * 7), "TooManyActions"),
    "a script": (
        lambda given: card(given)["body"][1]["inlines"][1].update(
            selectAction={"type": "Action.OpenUrl", "url": "javascript:alert(1)"}
        ),
        "BadAddress",
    ),
}


def _action(given: Given, **changed: object) -> None:
    card(given)["body"][3]["actions"] = [{**ACTION, **changed}]


@pytest.fixture
async def session() -> AsyncIterator[ClientSession]:
    async with ClientSession(headers={"Authorization": f"Bearer {TOKEN}"}) as session:
        yield session


async def post(
    microsoft: FakeMicrosoft, session: ClientSession, given: Given, to: str = CHAT
) -> tuple[int, str]:
    address = f"{microsoft.service_url}v3/conversations/{to}/activities"
    async with session.post(address, json=given) as answer:
        body = await answer.json()
        return answer.status, body.get("error", {}).get("code", "")


async def test_a_good_message_is_taken(microsoft: FakeMicrosoft, session: ClientSession) -> None:
    assert await post(microsoft, session, GOOD) == (201, "")
    assert list(card_problems(card(GOOD))) == []


@pytest.mark.parametrize(("plant", "code"), VIOLATIONS.values(), ids=VIOLATIONS)
async def test_a_wrong_one_is_refused(
    microsoft: FakeMicrosoft, session: ClientSession, plant: Callable[[Given], object], code: str
) -> None:
    given = copy.deepcopy(GOOD)
    plant(given)
    assert await post(microsoft, session, given) == (400, code)
    assert microsoft.posts == []


async def test_a_message_over_the_limit_is_refused(microsoft: FakeMicrosoft, session: ClientSession) -> None:
    given = copy.deepcopy(GOOD)
    card(given)["body"][0]["text"] = "x" * MESSAGE
    assert await post(microsoft, session, given) == (413, "MessageSizeTooBig")


async def test_an_unknown_conversation_is_refused(microsoft: FakeMicrosoft, session: ClientSession) -> None:
    assert await post(microsoft, session, GOOD, "a:nobody") == (404, "ConversationNotFound")


async def test_a_bot_without_its_token_is_refused(microsoft: FakeMicrosoft, session: ClientSession) -> None:
    session.headers["Authorization"] = "Bearer another"
    assert await post(microsoft, session, GOOD) == (401, "Unauthorized")


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({}, 201),
        ({"members": [{"id": STRANGER}]}, 403),
        ({"tenantId": None}, 400),
        ({"channelData": None}, 400),
        ({"bot": {"id": "28:another"}}, 400),
        ({"isGroup": True}, 400),
    ],
)
async def test_a_conversation_is_made_only_with_people_of_the_organisation_who_added_the_app(
    microsoft: FakeMicrosoft, session: ClientSession, changed: Given, status: int
) -> None:
    wanted = {
        "isGroup": False,
        "bot": {"id": BOT},
        "members": [{"id": MIDWIFE}],
        "tenantId": TENANT,
        "channelData": {"tenant": {"id": TENANT}},
    }
    address = f"{microsoft.service_url}v3/conversations"
    async with session.post(address, json={**wanted, **changed}) as answer:
        assert answer.status == status

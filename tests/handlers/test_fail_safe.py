"""Whatever is missing or broken, 999 and the front door are said."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.asking import Asking, prepare
from handlers import wording
from handlers.dispatch import Dispatcher, Knowledge
from handlers.doubles import InMemoryMemory, NoQuestions
from handlers.messages import Conversation, Message, Platform, Reply, Text
from handlers.plain import plain
from tests.conftest import MONDAY_MORNING, Ask

LIVE = "baby is not breathing, I'm in the flat now"
PLATFORMS: tuple[Platform, ...] = ("slack", "teams", "web", "terminal")
FRONT_DOOR = "children's services"


def fails(*_: object, **__: object) -> Any:
    raise RuntimeError("broken")


class Failing:
    """Stands for any part of the bot; whatever is asked of it fails."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        return fails


@pytest.fixture
def knowledge(bot: Asking) -> Knowledge:
    assert bot.knowledge is not None
    return bot.knowledge


def reply(current: Callable[[], Knowledge], text: str, platform: Platform = "slack") -> Reply:
    dispatcher = Dispatcher(current, InMemoryMemory(), NoQuestions())
    message = Message(text, "U1", Conversation(platform, channel="c"), MONDAY_MORNING)
    return asyncio.run(dispatcher.reply_to(message))


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("part", ["detector", "engine", "library"])
@pytest.mark.parametrize("text", [LIVE, "what is ICON"])
def test_when_any_part_fails_999_is_still_said(
    knowledge: Knowledge, platform: Platform, part: str, text: str
) -> None:
    broken = replace(knowledge, **{part: Failing()})  # type: ignore[arg-type]
    said = plain(reply(lambda: broken, text, platform))
    assert "999" in said
    assert FRONT_DOOR in said


@pytest.mark.parametrize("platform", PLATFORMS)
def test_without_any_knowledge_at_all_999_is_still_said(platform: Platform) -> None:
    said = plain(reply(fails, LIVE, platform))
    assert "999" in said
    assert FRONT_DOOR in said


@pytest.mark.parametrize("content", ["", "answers: [", "\x00", "reviews/child-p.yaml"])
def test_without_any_content_999_and_the_front_door_are_said(tmp_path: Path, content: str) -> None:
    (tmp_path / "knowledge" / "answers").mkdir(parents=True)
    if content:
        (tmp_path / "knowledge" / "answers" / "broken.yaml").write_text(content, encoding="utf-8")
    asking = prepare(tmp_path / "knowledge", tmp_path, MONDAY_MORNING)
    for text in (LIVE, "what is ICON"):
        said = plain(asyncio.run(asking.reply(text, "one")))
        assert "999" in said
        assert FRONT_DOOR in said


@pytest.mark.parametrize(
    "text",
    [
        "dziecko nie oddycha, proszę o pomoc",
        "el bebé no respira, ayuda por favor",
        "copilul meu nu respiră, ce fac",
        "le bébé ne respire pas, que faire",
        "das Baby atmet nicht, bitte helfen Sie mir",
        "bebek nefes almıyor lütfen yardım edin",
        "ребёнок не дышит, помогите",
        "الطفل لا يتنفس",
        "শিশুটি শ্বাস নিচ্ছে না",
        "宝宝没有呼吸",
        "ਬੱਚਾ ਸਾਹ ਨਹੀਂ ਲੈ ਰਿਹਾ",
        "fëmija nuk po merr frymë, ndihmë ju lutem",
        "Cunugga ma neefsanayo fadlan i caawi",
    ],
)
def test_a_message_in_another_language_gets_999_first(ask: Ask, text: str) -> None:
    answer = ask(text)
    assert answer.signpost is not None or answer.parts[0] == Text(wording.NOT_ENGLISH, "urgent")
    assert "999" in plain(answer)


@pytest.mark.parametrize(
    "text",
    [
        "please help dziecko nie oddycha",
        "help bebé no respira, what do I do",
        "the mum says nu respiră copilul",
    ],
)
def test_so_does_one_in_two_languages(ask: Ask, text: str) -> None:
    answer = ask(text)
    assert answer.signpost is not None or answer.parts[0] == Text(wording.NOT_ENGLISH, "urgent")

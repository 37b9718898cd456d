"""Nobody waits long for somebody else's answer: only a short text is understood at once."""

import time

import pytest

from bot.asking import Asking
from handlers.aside import SHORT
from handlers.dispatch import _judge
from tests.handlers.commanding import knowledge

USUAL = "what does Child P say about missed appointments in midwifery"
LONG = (
    "mum did not attend and the health visitor rang twice but the baby of 8 weeks was not brought to the"
    " clinic, what should we do next and who do I tell, and what did the review recommend for GPs about it? "
) * 10


@pytest.fixture
def seconds(bot: Asking) -> dict[str, float]:
    """Processor time of a look at each text, for safety and for an answer; the best of several looks."""
    knows = knowledge(bot)

    def look(text: str) -> float:
        begun = time.thread_time()
        _judge(text, knows)
        knows.engine.search(text)
        return time.thread_time() - begun

    texts = {"usual": USUAL, "longest": LONG[:SHORT]}
    return {name: min(look(text) for _ in range(7)) for name, text in texts.items()}


def test_the_longest_text_understood_at_once_takes_little_more_than_a_usual_question(
    seconds: dict[str, float],
) -> None:
    assert seconds["longest"] < 2.5 * seconds["usual"]


def test_a_longer_text_gets_a_thread_of_its_own(bot: Asking) -> None:
    knows = knowledge(bot)
    assert knows.quick(LONG[:SHORT])
    assert not knows.quick(LONG[: SHORT + 1])

"""Somebody who says ok hears no thanks for it; somebody who says thanks does."""

import pytest

from handlers import wording
from handlers.messages import Text
from tests.conftest import Ask


@pytest.mark.parametrize("text", ["ok", "Okay.", "noted", "great", "got it", "bye", "that's all"])
def test_ok_is_not_answered_as_if_it_were_thanks(ask: Ask, text: str) -> None:
    reply = ask("rec 4 for midwives", text)
    assert reply.status == "command"
    assert reply.parts[0] == Text(wording.WHENEVER)


@pytest.mark.parametrize("text", ["thanks", "ok thank you", "Cheers!", "much appreciated", "thankyou"])
def test_thanks_are_answered(ask: Ask, text: str) -> None:
    assert ask("rec 4 for midwives", text).parts[0] == Text(wording.THANKS)
